"""Figures that seem to be all of what was asked, and are some of it, or sums that run up.

What is right was worked out by hand: a total over solved crimes is no total of crimes.
"""

from dataclasses import replace
from datetime import date

import pytest

from foistats.documents.model import Document, Grid, Passage, Value
from foistats.naming.spelling import fold
from foistats.reading.file import read_cells
from foistats.records import Asked, DocumentReading, HeadingMeaning
from schemas.vocabulary import Concern, PeriodKind
from tests.golden.tables.builders import drawn

ROBBERY = Asked(
    title="Robberies",
    question="How many robberies were recorded in each year?",
    unit="offences",
    force_ids=("kent",),
    received_on=date(2023, 7, 3),
)
BY_YEAR: list[list[Value]] = [["Year", "Number"], ["2021", 101], ["2022", 155]]


def counted(reading: DocumentReading) -> dict[int, int]:
    """The sum of what was asked, by the year in which the period begins."""
    sums: dict[int, int] = {}
    for one in reading.observations:
        if one.concern in (Concern.ASKED, Concern.BREAKDOWN):
            year = one.period.start.year
            sums[year] = sums.get(year, 0) + (one.count.low or 0)
    return sums


def read(*tables: tuple[str, list[list[Value]]], notes: tuple[str, ...] = ()) -> DocumentReading:
    grids = [
        Grid(f"table {n}", rows, is_sheet=False, caption=(caption,) if caption else (), notes=notes)
        for n, (caption, rows) in enumerate(tables, 1)
    ]
    return read_cells(Document(grids), asked=ROBBERY, name="reply.docx")


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        ("Robberies by outcome", "Outcome|2021|2022\nCharge|94|145\nCaution|7|10"),
        ("Robberies by age of victim", "Age|2021|2022\n0-10|11|15\n11-17|90|140"),
        ("Robberies by weapon", "Weapon|2021|2022\nKnife|90|140\nFirearm|11|15"),
        ("Robberies by age of victim", "Age|2021|2022\n60-79|11|15\n80+|90|140"),
        ("Robberies by injury", "Category|2021|2022\nSerious injury|90|140\nSlight injury|11|15"),
        ("Robberies by item stolen", "Category|2021|2022\nPhone|90|140\nWatch|11|15"),
        ("Robberies by day", "Day|2021|2022\nSaturday|90|140\nSunday|11|15"),
        ("", "Offence|2021|2022\nKnife-enabled robbery|79|124\nDomestic robbery|22|31"),
        ("Robberies by age of suspect", "Age|2021|2022\n10-17|11|15\n18 and over|90|140"),
    ],
)
def test_a_total_without_a_line_for_the_rest_is_no_whole(caption: str, rows: str) -> None:
    reading = read((caption, drawn(f"{rows}\nTotal|101|155")))
    assert counted(reading) == {}
    assert len(reading.headings) == 1


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        ("Robberies by outcome", "Outcome|2021|2022\nCharge|94|145\nNo suspect|7|10"),
        ("Robberies by age of victim", "Age|2021|2022\n0-17|11|15\n18+|90|140"),
        ("Robberies by weapon", "Weapon|2021|2022\nKnife|90|140\nNone|11|15"),
        ("Robberies by type", "Category|2021|2022\nBusiness|90|140\nPersonal|11|15"),
        ("Robberies by district", "Category|2021|2022\nDover|90|140\nSwale|11|15"),
        ("", "Offence|2021|2022\nKnife-enabled robbery|79|124\nOther robbery|22|31"),
        ("Robberies", "Outcome|2021|2022\nDetected|94|145\nUndetected|7|10"),
    ],
)
def test_a_line_for_the_rest_makes_the_total_the_whole(caption: str, rows: str) -> None:
    assert counted(read((caption, drawn(f"{rows}\nTotal|101|155")))) == {2021: 101, 2022: 155}


def test_the_figures_of_an_area_that_a_caption_names_are_no_force_s() -> None:
    wider: list[list[Value]] = [["Year", "Number"], ["2021", 66000], ["2022", 75000]]
    reading = read(
        ("Table 1. Robberies, Kent", BY_YEAR), ("Table 2. Robberies, England and Wales", wider)
    )
    assert counted(reading) == {2021: 101, 2022: 155}
    alone = read(("Table 2. Robberies in the South East", wider))
    assert (counted(alone), len(alone.headings)) == ({}, 1)


@pytest.mark.parametrize(
    ("caption", "figures"),
    [
        ("Robberies since 1 January 2020", (410, 800, 1255)),
        ("Robberies, monthly average", (34, 32, 33)),
    ],
)
def test_sums_that_run_up_and_averages_are_no_counts(
    caption: str, figures: tuple[int, int, int]
) -> None:
    rows: list[list[Value]] = [["2020", "2021", "2022"], [*figures]]
    assert counted(read((caption, rows))) == {}


def test_counts_of_years_since_a_start_are_counts() -> None:
    rows: list[list[Value]] = [["2020", "2021", "2022"], [410, 390, 455]]
    read_so = counted(read(("Robberies since 1 January 2020", rows)))
    assert read_so == {2020: 410, 2021: 390, 2022: 455}


def test_quarters_that_add_the_same_each_time_run_up() -> None:
    asked = replace(ROBBERY, period_kind=PeriodKind.QUARTER)
    rows = drawn("2022/23|Robberies\nQ1|200\nQ2|410\nQ3|630\nQ4|860")
    grid = Grid("Sheet1", rows)
    assert counted(read_cells(Document([grid]), asked=asked, name="reply.csv")) == {}


@pytest.mark.parametrize(
    "note",
    [
        "Districts with fewer than five offences have been left out of the table.",
        "To this should be added 14 offences on our previous system.",
        "The 2022 total runs to week 48.",
        "In each case the property stolen was worth over £500.",
        "The property stolen in each case was worth over £500.",
    ],
)
def test_a_sentence_at_a_table_that_makes_it_less_is_asked_about(note: str) -> None:
    assert 2022 not in counted(read(("Robberies", BY_YEAR), notes=(note,)))


def test_a_list_that_stops_in_august_is_asked_about() -> None:
    rows: list[list[Value]] = [["Crime ref", "Recorded date", "Offence"]]
    rows += [[f"C{n}", date(2021, 4 + n % 5, 1 + n), "Robbery"] for n in range(8)]
    asked = replace(ROBBERY, period_kind=PeriodKind.FINANCIAL_YEAR)
    reading = read_cells(Document([Grid("Sheet1", rows)]), asked=asked, name="reply.csv")
    assert counted(reading) == {}
    assert "are they all of the period?" in reading.headings[0].why


@pytest.mark.parametrize("name", ["Knife robberies.csv", "Robberies in Medway.csv"])
def test_the_name_of_a_file_is_one_question_for_its_tables(name: str) -> None:
    def named(asked: Asked) -> DocumentReading:
        return read_cells(Document([Grid("csv", BY_YEAR)]), asked=asked, name=name)

    reading = named(ROBBERY)
    assert counted(reading) == {}
    (heading,) = reading.headings
    words = fold(heading.words[0])
    all_of_it = replace(ROBBERY, headings={words: HeadingMeaning(Concern.ASKED)})
    assert counted(named(all_of_it)) == {2021: 101, 2022: 155}
    part = replace(ROBBERY, headings={words: HeadingMeaning(Concern.PART)})
    assert (counted(named(part)), named(part).headings) == ({}, ())


def test_the_name_of_a_letter_s_file_leaves_its_counts_open() -> None:
    said = "There were 12 robberies in 2021."
    letter = Document([], [Passage("paragraph 1", said)])
    assert read_cells(letter, asked=ROBBERY, name="reply.docx").proposals == ()
    (proposal,) = read_cells(letter, asked=ROBBERY, name="Knife robberies.docx").proposals
    assert "the file is named 'Knife robberies'" in proposal.why


def test_a_footer_that_narrows_the_figures_is_asked_about() -> None:
    grid = Grid("table 1", BY_YEAR, is_sheet=False, caption=("Robberies",))
    plain = Document([grid], margins=["Kent Police", "Report crime online at kent.police.uk"])
    assert counted(read_cells(plain, asked=ROBBERY, name="r.docx")) == {2021: 101, 2022: 155}
    narrowed = Document([grid], margins=["Data is for Medway only."])
    assert counted(read_cells(narrowed, asked=ROBBERY, name="r.docx")) == {}


@pytest.mark.parametrize("names", [("Q1", "Q2"), ("Request 1", "Request 2")])
def test_numbers_of_questions_that_stand_nowhere_are_asked_about(names: tuple[str, str]) -> None:
    other: list[list[Value]] = [["Year", "Number"], ["2021", 5], ["2022", 6]]
    grids = [Grid(names[0], BY_YEAR), Grid(names[1], other)]
    reading = read_cells(Document(grids), asked=ROBBERY, name="reply.xlsx")
    assert counted(reading) == {}
    assert [one.words for one in reading.headings] == [(name,) for name in names]


def test_the_only_question_of_a_document_may_be_the_one_that_was_asked() -> None:
    reading = read_cells(Document([Grid("Q1", BY_YEAR)]), asked=ROBBERY, name="reply.xlsx")
    assert counted(reading) == {2021: 101, 2022: 155}


@pytest.mark.parametrize(
    "note",
    [
        "We have extracted robberies flagged as domestic abuse.",
        "Offences on the Isle of Sheppey were not to hand.",
        "Thefts from the person are added in.",
        "Attempts have been stripped out.",
        "Attempts are ignored for this purpose.",
        "The victims were all women.",
        "The above had a child as suspect.",
        "Three months of each year were looked at.",
        "The figures were drawn from cases allocated to CID.",
        "Restricted records have been suppressed.",
    ],
)
def test_a_sentence_of_other_words_narrows_as_well(note: str) -> None:
    assert counted(read(("", BY_YEAR), notes=(note,))) == {}


@pytest.mark.parametrize(
    "note",
    [
        "Crimes are counted in the year in which they were recorded.",
        "The figures were drawn from Niche.",
        "The figures are a snapshot and will be published next year.",
        "The number of robberies in Medway is not held.",
        "A robbery may have several victims.",
        "We do not record the nationality of victims.",
    ],
)
def test_how_figures_are_made_narrows_nothing(note: str) -> None:
    assert counted(read(("", BY_YEAR), notes=(note,))) == {2021: 101, 2022: 155}
