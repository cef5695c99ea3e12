"""What is said of figures must be known to change nothing, wherever it stands, or it is asked.

The sentences that narrow have few words in common; the harmless ones speak of sources, rules,
dates and publishing.
"""

from datetime import date

import pytest

from foistats.documents.model import Document, Grid, Value
from foistats.reading.file import read_cells
from foistats.records import Asked
from tests.golden.tables.test_notes import counted

BURGLARY = Asked(title="Burglary", unit="offences", force_ids=("dorset",))
ROWS: list[list[Value]] = [["Year", "Burglary"], ["2019/20", 40], ["2020/21", 50]]
WHOLE = {2019: 40, 2020: 50}
LESS = [
    "We put cases without an address aside.",
    "What is given is the number of people cautioned.",
    "Every fifth file was opened.",
    "An offence with no loss will not appear.",
    "The number takes in thefts from cars.",
    "Along with burglaries the number has trespass.",
    "Burglaries linked to Operation Heron are shown.",
    "We have interpreted this as the number of persons sentenced.",
    "Your request has been interpreted as relating to Bridport.",
    "To stay within the cost limit we used one town, Swanage.",
    "Data for two of the four stations was lost.",
    "The numbers are the lowest in any month.",
    "The figures are the average per week.",
]
NO_LESS = [
    "Every outcome is included.",
    "The data covers all types of offender.",
    "Burglary is defined by section 9 of the Theft Act 1968.",
    "The number of burglaries with a dog is published on our website.",
    "The figures fell in the pandemic.",
    "We do not record the height of suspects.",
    "The figures are for financial years.",
    "Data is taken from the force crime system, Kestrel.",
    "The information took three hours to collate.",
    "The figures agree with those published by the Home Office.",
]
FRAGMENTS = [
    "Solved crimes.",
    "Weapon: hammer",
    "Flag = HC",
    "Average per week.",
    "Scope: Weymouth",
]


def _read(document: Document) -> dict[int, int]:
    return counted(read_cells(document, asked=BURGLARY, name="reply.docx"))


def _letter(**around: tuple[str, ...]) -> Grid:
    return Grid("table 1", ROWS, is_sheet=False, **around)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", LESS)
def test_a_sentence_that_is_not_understood_is_asked_about(said: str) -> None:
    assert _read(Document([_letter(notes=(said,))])) == {}
    assert _read(Document([_letter(caption=("Number of burglaries", said))])) == {}


@pytest.mark.parametrize("said", NO_LESS)
def test_a_sentence_that_is_understood_asks_nothing(said: str) -> None:
    assert _read(Document([_letter(notes=(said,))])) == WHOLE
    assert _read(Document([_letter(caption=("Number of burglaries", said))])) == WHOLE


@pytest.mark.parametrize("said", [*FRAGMENTS, *LESS[:3]])
def test_the_margin_of_a_page_speaks_of_its_tables(said: str) -> None:
    narrowed = _read(Document([_letter(caption=("Number of burglaries",))], margins=[said]))
    assert narrowed == {}
    plain = ["OFFICIAL", "Dorset Police, Winfrith DT2 8DZ", "Page 1 of 3", "Our ref: 12/20"]
    assert _read(Document([_letter()], margins=plain)) == WHOLE


def test_the_margin_of_a_page_cuts_a_year_short() -> None:
    document = Document([_letter()], margins=["Data runs to 31 January 2021."])
    reading = read_cells(document, asked=BURGLARY, name="reply.docx")
    ends = [one.period.end for one in reading.observations]
    assert ends == [date(2020, 3, 31), date(2021, 1, 31)]


@pytest.mark.parametrize("said", ["People cautioned.", "Data is for Poole only.", "Flag = HC"])
def test_words_over_no_column_of_a_sheet_speak_of_its_table(said: str) -> None:
    rows: list[list[Value]] = [[*ROWS[0], None, said], *([*row, None, None] for row in ROWS[1:])]
    assert _read(Document([Grid("Sheet1", rows)])) == {}
    rows[0][3] = "Produced by: J Brown"
    assert _read(Document([Grid("Sheet1", rows)])) == WHOLE


def test_a_filter_on_a_cover_sheet_holds_for_the_tables_of_the_workbook() -> None:
    table = Grid("Data", ROWS)
    for cover in ([["Filters applied", None], ["Victim gender", "Male"]], [["Weapon: hammer"]]):
        assert _read(Document([Grid("Cover", cover), table])) == {}
    about: list[list[Value]] = [["Source", "Kestrel"], ["Date", "3 June"], ["Force", "Dorset"]]
    assert _read(Document([Grid("Cover", about), table])) == WHOLE


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("The system went live on 3 August 2019 and nothing earlier is in it.", {2020: 50}),
        ("2020/21 ends at January as the system changed.", {}),
        ("A year here means eleven months.", {}),
        ("The year ends in March.", WHOLE),
        ("Our old system was switched off before May 2016.", WHOLE),
    ],
)
def test_what_begins_or_ends_inside_a_year_leaves_it_open(said: str, left: dict[int, int]) -> None:
    assert _read(Document([_letter(caption=("Number of burglaries",), notes=(said,))])) == left
