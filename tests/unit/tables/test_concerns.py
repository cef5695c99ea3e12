"""A cell read right is not yet an answer: what is counted is held against the question.

The expected figures are added by hand from the rows below; the requests have words of their own.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from foistats.naming.spelling import fold
from foistats.question.wanted import Wanted
from foistats.reading.file import read_reply
from foistats.records import Asked, Category, DocumentReading, HeadingMeaning
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern, PeriodKind
from tests.golden.documents.builders import Rows, build_xlsx

BURGLARY = Asked(
    title="Burglary offences",
    question="How many burglary offences were recorded in each year?",
    unit="offences",
    force_ids=("dorset",),
)
CHILDREN = replace(BURGLARY, title="Sexual offences against children", question="")
HEAD = ["Offence", "2021", "2022"]


def read(tmp_path: Path, rows: Rows | Mapping[str, Rows], asked: Asked) -> DocumentReading:
    path = tmp_path / "reply.xlsx"
    build_xlsx(path, dict(rows) if isinstance(rows, Mapping) else {"Sheet1": rows})
    return read_reply(path, asked)


def counted(reading: DocumentReading) -> dict[int, int]:
    """The sum of what was asked, by the year in which the period begins."""
    sums: dict[int, int] = {}
    for one in reading.observations:
        if one.concern in (Concern.ASKED, Concern.BREAKDOWN):
            assert one.count.low is not None
            sums[one.period.start.year] = sums.get(one.period.start.year, 0) + one.count.low
    return sums


def questions(reading: DocumentReading) -> list[tuple[str, ...]]:
    told = [p for p in reading.problems if p.code is ProblemCode.HEADING_UNCLEAR]
    assert [p.found for p in told] == [one.said for one in reading.headings]
    return [one.words for one in reading.headings]


@pytest.mark.parametrize(
    ("rows", "asked", "sums"),
    [
        ([HEAD, ["Burglary", 45, 60], ["Robbery", 5, 6]], BURGLARY, {2021: 45, 2022: 60}),
        (
            [HEAD, ["Sexual offences against children", 45, 60], ["Other sexual offences", 9, 8]],
            CHILDREN,
            {2021: 45, 2022: 60},
        ),
        (
            [["Year", "Offences", "Value"], ["2021", 14, 3100], ["2022", 7, 1200]],
            BURGLARY,
            {2021: 14, 2022: 7},
        ),
        ([["Year", "Number"], ["2021", 14], ["2022", 7]], BURGLARY, {2021: 14, 2022: 7}),
        (
            # The whole and a part of it: the part is not added.
            [HEAD, ["Burglary", 45, 60], ["Burglary in a dwelling", 30, 40]],
            BURGLARY,
            {2021: 45, 2022: 60},
        ),
        (
            [HEAD, ["1.1 Burglary", 45, 60], ["1.2 Robbery", 5, 6], ["1.3 Theft", 7, 8]],
            BURGLARY,
            {2021: 45, 2022: 60},
        ),
        ([HEAD, ["All crime", 450, 600], ["Burglary", 45, 60]], BURGLARY, {2021: 45, 2022: 60}),
    ],
    ids=["another offence", "other", "money", "number", "part beside", "numbered", "all crime"],
)
def test_only_the_line_that_was_asked_for_is_counted(
    tmp_path: Path, rows: Rows, asked: Asked, sums: dict[int, int]
) -> None:
    reading = read(tmp_path, rows, asked)
    assert counted(reading) == sums
    assert questions(reading) == []


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([HEAD, ["Robbery", 61, 82]], [("Robbery",)]),
        (
            [["Year", "Number of officers"], ["2021", 61], ["2022", 82]],
            [("Number of officers",)],
        ),
        ([HEAD, ["Offences solved", 61, 82]], [("Offences solved",)]),
        ([HEAD, ["Burglary in Poole", 61, 82]], [("Burglary in Poole",)]),
        ([HEAD, ["Not burglary", 61, 82]], [("Not burglary",)]),
        ([HEAD, ["Dogs", 61, 82], ["Staff", 5, 7]], [("Dogs", "Staff")]),
        ([HEAD, ["Male", 61, 82], ["Female", 5, 7]], [("Male", "Female")]),
        ([HEAD, ["Recorded", 61, 82], ["Reported", 5, 7]], [("Recorded", "Reported")]),
        ([["Suspect seen", "2021", "2022"], ["Yes", 61, 82], ["No", 5, 7]], [("Yes", "No")]),
        # Parts that come to more than what they should be parts of.
        (
            [HEAD, ["Burglary", 45, 60], ["Burglary in a dwelling", 50, 40]],
            [("Burglary in a dwelling",)],
        ),
        (
            [HEAD, ["Burglary", 0, 60], ["Burglary in a dwelling", 5, 40]],
            [("Burglary in a dwelling",)],
        ),
        ([HEAD, ["Robbery", 61, 82], ["Theft", 5, 7], ["Total", 66, 89]], [("Robbery", "Theft")]),
    ],
    ids=lambda value: str(value[0]) if isinstance(value[0], tuple) else "",
)
def test_what_may_be_something_else_is_asked_in_one_question(
    tmp_path: Path, rows: Rows, words: list[tuple[str, ...]]
) -> None:
    reading = read(tmp_path, rows, BURGLARY)
    assert counted(reading) == {}
    assert questions(reading) == words


def test_a_total_shows_that_the_parts_make_the_whole(tmp_path: Path) -> None:
    rows: Rows = [["Sex", *HEAD[1:]], ["Male", 61, 82], ["Female", 5, 7], ["Total", 66, 89]]
    reading = read(tmp_path, rows, BURGLARY)
    assert counted(reading) == {2021: 61 + 5, 2022: 82 + 7}
    assert {one.concern for one in reading.observations} == {Concern.BREAKDOWN}
    assert questions(reading) == []


def test_a_total_of_unknown_things_needs_the_name_of_what_was_asked(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Sergeant", 61, 82], ["Constable", 5, 7], ["Total", 66, 89]]
    assert counted(read(tmp_path, rows, BURGLARY)) == {}
    assert counted(read(tmp_path, [["Burglary"], [], *rows], BURGLARY)) == {2021: 66, 2022: 89}


def test_a_total_that_is_called_something_else_shows_nothing(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Male", 61, 82], ["Female", 5, 7], ["Total solved", 66, 89]]
    reading = read(tmp_path, rows, BURGLARY)
    assert counted(reading) == {}


def test_offences_below_the_name_of_what_was_asked_may_be_its_parts(tmp_path: Path) -> None:
    rows: Rows = [
        ["Sexual offences"],
        [],
        HEAD,
        ["Rape", 1, 2],
        ["Exposure", 3, 4],
        ["Total", 4, 6],
    ]
    reading = read(tmp_path, rows, replace(BURGLARY, title="Sexual offences", question=""))
    assert counted(reading) == {2021: 4, 2022: 6}


def test_another_table_of_the_whole_proves_the_parts(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "One": [HEAD, ["Burglary", 66, 89]],
        "Two": [HEAD, ["Poole", 61, 82], ["Weymouth", 5, 7]],
        "Three": [HEAD, ["Poole", 60, 82], ["Weymouth", 5, 7]],
    }
    two = read(tmp_path, {name: sheets[name] for name in ("One", "Two")}, BURGLARY)
    assert {one.concern for one in two.observations} == {Concern.ASKED, Concern.BREAKDOWN}
    three = read(tmp_path, {name: sheets[name] for name in ("One", "Three")}, BURGLARY)
    assert counted(three) == {2021: 66, 2022: 89}
    # What was asked is there already, so nobody is asked about the rest.
    assert questions(two) == questions(three) == []


@pytest.mark.parametrize(
    ("concern", "sums"),
    [
        (Concern.BREAKDOWN, {2021: 66, 2022: 89}),
        (Concern.ASKED, {2021: 66, 2022: 89}),
        (Concern.PART, {}),
        (Concern.OTHER, {}),
    ],
)
def test_what_a_person_said_of_a_heading_holds(
    tmp_path: Path, concern: Concern, sums: dict[int, int]
) -> None:
    rows: Rows = [HEAD, ["Male", 61, 82], ["FEMALE", 5, 7]]
    said = {fold(word): HeadingMeaning(concern) for word in ("Male", "Female")}
    reading = read(tmp_path, rows, replace(BURGLARY, headings=said))
    assert counted(reading) == sums
    assert questions(reading) == []


def test_a_number_beside_what_a_person_called_something_else_is_asked_about(
    tmp_path: Path,
) -> None:
    rows: Rows = [HEAD, ["Number", 61, 82], ["Robbery", 5, 7]]
    said = {"robbery": HeadingMeaning(Concern.OTHER)}
    reading = read(tmp_path, rows, replace(BURGLARY, headings=said))
    assert counted(reading) == {}
    assert questions(reading) == [("Number",)]


def test_a_count_says_who_let_it_in(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Male", 61, 82], ["Female", 5, 7]]
    said = {
        "male": HeadingMeaning(Concern.BREAKDOWN, declared="by A. Person on 2026-11-30: asked"),
        "female": HeadingMeaning(Concern.BREAKDOWN),
    }
    reading = read(tmp_path, rows, replace(BURGLARY, headings=said))
    told = {one.labels[0]: one.declared for one in reading.observations}
    assert told == {"Male": "by A. Person on 2026-11-30: asked", "Female": ""}


@pytest.mark.parametrize("other", [Concern.PART, None])
def test_parts_of_which_one_is_left_open_are_not_the_whole(
    tmp_path: Path, other: Concern | None
) -> None:
    rows: Rows = [HEAD, ["Male", 61, 82], ["Female", 5, 7], ["Not recorded", 1, 2]]
    said = {fold(word): HeadingMeaning(Concern.BREAKDOWN) for word in ("Male", "Female")}
    if other is not None:
        said["not recorded"] = HeadingMeaning(other)
    reading = read(tmp_path, rows, replace(BURGLARY, headings=said))
    assert counted(reading) == {}
    assert questions(reading) == [("Male", "Female", "Not recorded")]


def test_parts_beside_the_whole_add_nothing_whatever_a_person_called_them(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Burglary", 400, 500], ["Male", 61, 82], ["Female", 5, 7]]
    said = {fold(word): HeadingMeaning(Concern.BREAKDOWN) for word in ("Male", "Female")}
    reading = read(tmp_path, rows, replace(BURGLARY, headings=said))
    assert counted(reading) == {2021: 400, 2022: 500}


def test_what_a_person_said_of_a_caption_comes_before_its_words(tmp_path: Path) -> None:
    said = {"burglary": HeadingMeaning(Concern.OTHER)}
    reading = read(tmp_path, [["Burglary"], [], *YEARS], replace(BURGLARY, headings=said))
    assert counted(reading) == {}
    assert questions(reading) == []


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Burglary offences", "Burglaries attended"),
        ("Burglary offences", "Attended"),
        ("Burglary offences", "All crime"),
        ("Burglary offences", "Victims of burglary"),
        ("Burglary offences", "Burglary incidents"),
        ("Home burglaries", "Burglaries"),
        ("Burglary offences", "Number of people"),
        ("Burglaries not attended", "Burglaries"),
        ("Fraud over 5,000", "Fraud"),
        ("Burglary, with how many solved", "Burglaries"),
        ("Sexual offences against children", "Sexual offences"),
        ("Sexual offences against children", "Sexual offences against adults"),
    ],
)
def test_a_heading_that_narrows_or_widens_is_not_what_was_asked(title: str, heading: str) -> None:
    asked = replace(BURGLARY, title=title)
    assert Wanted(asked).concern_of(heading) not in (None, Concern.ASKED)


def test_a_person_can_say_that_a_caption_is_what_was_asked(tmp_path: Path) -> None:
    rows: Rows = [["Theft"], [], ["Year", "Number"], ["2021", 14], ["2022", 7]]
    assert questions(read(tmp_path, rows, BURGLARY)) == [("Theft",)]
    said = {"theft": HeadingMeaning(Concern.ASKED)}
    reading = read(tmp_path, rows, replace(BURGLARY, headings=said))
    assert counted(reading) == {2021: 14, 2022: 7}
    assert questions(reading) == []


def test_a_column_beside_others_that_are_asked_about_is_not_the_whole(tmp_path: Path) -> None:
    rows: Rows = [
        ["District", "On persons", None, "On society"],
        [None, "Assault", "Rape", None],
        ["Poole", 10, 20, 1],
        ["Weymouth", 30, 40, 2],
        ["Total", 40, 60, 3],
    ]
    asked = replace(BURGLARY, title="Hate crime offences", question="", first=None, last=None)
    sheets = {"2021": rows}
    reading = read(tmp_path, sheets, asked)
    assert reading.observations
    assert counted(reading) == {}


def test_a_line_with_a_word_of_what_was_asked_may_be_it_and_not_the_total(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Drawn", 61, 82], ["Fired", 5, 7], ["Total", 66, 89]]
    reading = read(tmp_path, rows, replace(BURGLARY, title="Tasers fired", question=""))
    assert counted(reading) == {}
    assert questions(reading) == [("Drawn", "Fired")]


CODES: Rows = [
    HEAD,
    ["86/02 Take, make or distribute indecent photographs", 40, 50],
    ["HO code 071/17", 3, 4],
    ["Robbery", 5, 6],
]


def test_codes_asked_for_are_found_in_any_spelling_and_added(tmp_path: Path) -> None:
    reading = read(tmp_path, CODES, replace(BURGLARY, offences=("86/2", "71/17")))
    assert counted(reading) == {2021: 43, 2022: 54}
    assert questions(reading) == []


def test_a_code_asked_for_that_is_missing_is_not_zero(tmp_path: Path) -> None:
    reading = read(tmp_path, CODES, replace(BURGLARY, offences=("86/2", "71/16")))
    assert counted(reading) == {}
    assert len(questions(reading)) == 1


def test_a_subclass_is_not_the_class(tmp_path: Path) -> None:
    reading = read(tmp_path, CODES, replace(BURGLARY, offences=("86",)))
    assert counted(reading) == {}


def test_a_class_may_stand_by_its_name(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Obscene publications etc", 40, 50], ["86/2", 30, 20], ["Rape", 1, 1]]
    reading = read(tmp_path, rows, replace(BURGLARY, offences=("86",)))
    assert counted(reading) == {2021: 40, 2022: 50}


YEARS: Rows = [["Year", "Number"], ["2021", 14], ["2022", 7]]


@pytest.mark.parametrize(
    "caption",
    [
        "Open referrals to the team",
        "Knives seized",
        "Burglary arrests",
        "Burglaries detected",
        "All crime excluding burglary",
        "Burglary in Poole",
        "Victims of burglary",
        "Number of officers trained:",
        "Staff in post.",
        "Q3. How many vehicles did you seize?",
    ],
)
def test_a_caption_that_speaks_of_nothing_asked_is_a_question(tmp_path: Path, caption: str) -> None:
    reading = read(tmp_path, [[caption], [], *YEARS], BURGLARY)
    assert counted(reading) == {}
    assert questions(reading) == [(caption,)]


@pytest.mark.parametrize(
    "caption",
    [
        "FOI 123/21",
        "Burglary, Dorset Police 2021",
        "Dorset Police data by district",
        "Question 1: response",
    ],
)
def test_a_caption_that_names_it_or_says_nothing_is_none(tmp_path: Path, caption: str) -> None:
    assert counted(read(tmp_path, [[caption], [], *YEARS], BURGLARY)) == {2021: 14, 2022: 7}


def test_a_number_beside_unknown_columns_needs_the_name_of_what_was_asked(tmp_path: Path) -> None:
    rows: Rows = [["Year", "Fired", "Number"], ["2021", 14, 20], ["2022", 7, 30]]
    assert counted(read(tmp_path, rows, BURGLARY)) == {}
    named = read(tmp_path, [["Burglary"], [], *rows], BURGLARY)
    assert counted(named) == {2021: 20, 2022: 30}


ANY = replace(BURGLARY, title="Offences", question="How many offences did you record?")


def test_a_year_of_those_charged_is_no_year_of_offences(tmp_path: Path) -> None:
    rows: Rows = [["Offence", "2021 charged", "2022 charged"], ["Burglary", 40, 60]]
    assert counted(read(tmp_path, rows, BURGLARY)) == {}


def test_a_year_of_eight_months_is_no_year(tmp_path: Path) -> None:
    rows: Rows = [["Year", "Burglary"], ["2021", 40], ["2022 (8 months)", 60]]
    whole = [
        one.period.start.year
        for one in read(tmp_path, rows, BURGLARY).observations
        if one.period.kind is PeriodKind.CALENDAR_YEAR
    ]
    assert whole == [2021]


def test_offences_detected_are_not_all_offences(tmp_path: Path) -> None:
    rows: Rows = [["Year", "Detected offences"], ["2021", 14], ["2022", 7]]
    assert questions(read(tmp_path, rows, ANY)) == [("Detected offences",)]


def test_a_request_for_all_offences_takes_those_and_no_pounds(tmp_path: Path) -> None:
    rows: Rows = [["Year", "Offences", "Value"], ["2021", 14, 3100], ["2022", 7, 1200]]
    assert counted(read(tmp_path, rows, ANY)) == {2021: 14, 2022: 7}
    officers = [["Year", "Number of officers"], ["2021", 61], ["2022", 82]]
    assert questions(read(tmp_path, officers, ANY)) == [("Number of officers",)]


def test_a_request_for_all_offences_takes_whatever_offences_are_listed(tmp_path: Path) -> None:
    rows: Rows = [HEAD, ["Robbery", 61, 82], ["Theft", 5, 7]]
    assert counted(read(tmp_path, rows, ANY)) == {2021: 66, 2022: 89}


def test_headings_of_the_categories_asked_for_are_no_question(tmp_path: Path) -> None:
    asked = replace(BURGLARY, categories=(Category("rape", "Rape"), Category("theft", "Theft")))
    rows: Rows = [HEAD, ["Rape", 61, 82], ["Theft", 5, 7], ["Arson", 1, 1]]
    assert questions(read(tmp_path, rows, asked)) == []


@pytest.mark.parametrize(
    ("heading", "concern"),
    [
        ("Burglary", Concern.ASKED),
        ("BURGLARIES recorded", Concern.ASKED),
        ("Number of offences", None),
        ("Burglary (dwelling)", Concern.PART),
        ("Robbery", Concern.OTHER),
        ("Aged 0-17", Concern.UNCLEAR),
        ("A", Concern.UNCLEAR),
        ("Area A", Concern.UNCLEAR),
        ("B", Concern.UNCLEAR),
        ("18", Concern.UNCLEAR),
        ("Domestic burglary and theft", Concern.PART),
    ],
)
def test_a_heading_is_judged_by_its_words(heading: str, concern: Concern | None) -> None:
    assert Wanted(BURGLARY).concern_of(heading) is concern


YEARLY = [["", "2021", "2022"], ["Burglary", 14, 7]]
OTHERS = [["", "2021", "2022"], ["Burglary", 3, 2]]


@pytest.mark.parametrize(
    "names",
    [
        ("Residential", "Non-residential"),  # kinds by the Home Office's classes
        ("Rural", "Non-rural"),  # one the negation of the other
        ("Residential", "Business and Community"),
    ],
)
def test_a_sheet_named_after_a_part_is_a_question(tmp_path: Path, names: tuple[str, str]) -> None:
    one, other = names
    reading = read(tmp_path, {one: YEARLY, other: OTHERS}, BURGLARY)
    assert counted(reading) == {}
    assert (one,) in questions(reading)


def test_a_sheet_that_is_the_sum_of_sheets_named_after_parts_counts(tmp_path: Path) -> None:
    whole = [["", "2021", "2022"], ["Burglary", 17, 9]]
    sheets = {"Residential": YEARLY, "Non-residential": OTHERS, "All": whole}
    assert counted(read(tmp_path, sheets, BURGLARY)) == {2021: 17, 2022: 9}


@pytest.mark.parametrize("name", ["Sheet1", "Output", "Dorset", "Burglary", "FOI 2021-315"])
def test_a_sheet_may_be_called_anything_else(tmp_path: Path, name: str) -> None:
    assert counted(read(tmp_path, {name: YEARLY}, BURGLARY)) == {2021: 14, 2022: 7}


def test_a_line_to_which_a_total_adds_its_parts_is_a_question(tmp_path: Path) -> None:
    rows = [HEAD, ["Burglary", 80, 90], ["Attempted burglary", 9, 8]]
    assert counted(read(tmp_path, rows, BURGLARY)) == {2021: 80, 2022: 90}
    reading = read(tmp_path, [*rows, ["Total", 89, 98]], BURGLARY)
    assert counted(reading) == {}
    assert questions(reading) == [("Burglary", "Attempted burglary")]
    # A total that is called what was asked says what they are together.
    named = read(tmp_path, [*rows, ["Total burglary", 89, 98]], BURGLARY)
    assert counted(named) == {2021: 89, 2022: 98}
    # Robbery is no part of burglary, whatever total adds both.
    apart = [HEAD, ["Burglary", 80, 90], ["Robbery", 9, 8], ["Total", 89, 98]]
    assert counted(read(tmp_path, apart, BURGLARY)) == {2021: 80, 2022: 90}


def test_a_subclass_of_the_class_asked_for_is_never_left_out_in_silence(tmp_path: Path) -> None:
    asked = replace(BURGLARY, title="Obscene publications", question="", offences=("86",))
    rows = [HEAD, ["86/2", 5, 6], ["Total of 86/2", 5, 6]]
    reading = read(tmp_path, rows, asked)
    assert counted(reading) == {}
    assert questions(reading)
