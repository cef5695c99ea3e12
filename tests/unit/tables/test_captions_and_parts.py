"""What captions, sheets and printed totals make of counts, held against the question.

The expected figures are added by hand from the rows below.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from foistats.naming.spelling import fold
from foistats.reading.file import read_reply
from foistats.records import Asked, Category, DocumentReading, HeadingMeaning
from schemas.vocabulary import Concern
from tests.golden.documents.builders import Rows
from tests.unit.tables.test_concerns import ANY, BURGLARY, HEAD, YEARS, counted, questions, read

SHEETS = Rows | Mapping[str, Rows]
TWO = replace(BURGLARY, title="Burglary and robbery", question="How many of each?")
GROUPS = replace(TWO, categories=(Category("burglary", "Burglary"), Category("robbery", "Robbery")))
NAMED: Rows = [HEAD, ["Burglary", 14, 7]]
BOTH: Rows = [HEAD, ["Burglary", 40, 60], ["Robbery", 5, 6]]


def below(caption: str, rows: Rows) -> Rows:
    return [[caption], [], *rows]


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ({"Staff": YEARS}, BURGLARY),
        ({"Poole": YEARS}, BURGLARY),
        ({"Stop and search": YEARS}, BURGLARY),
        # What came of the offences, where they were, or whom they were against is less than asked,
        # though the line itself has the name of what was asked.
        (below("Detections", NAMED), BURGLARY),
        (below("Cleared up", NAMED), BURGLARY),
        (below("Poole", NAMED), BURGLARY),
        (below("Offences on public transport", NAMED), BURGLARY),
        (below("Offences where a knife was used", NAMED), BURGLARY),
        (below("Offences with a victim aged under 18", NAMED), BURGLARY),
        ([["Offence", "2021 Poole", "2022 Poole"], ["Burglary", 14, 7]], BURGLARY),
        ([["Offence", "2021 (solved)", "2022 (solved)"], ["Burglary", 14, 7]], BURGLARY),
        # Captions count for requests with categories, and for those of all offences.
        (below("Solved", BOTH), GROUPS),
        (below("Number of arrests", BOTH), GROUPS),
        (below("Detected crimes", YEARS), ANY),
        (below("Stop and search", YEARS), ANY),
        ({"Arrests": YEARS}, ANY),
    ],
    ids=str,
)
def test_a_caption_or_sheet_that_speaks_of_less_is_a_question(
    tmp_path: Path, rows: SHEETS, asked: Asked
) -> None:
    reading = read(tmp_path, rows, asked)
    assert counted(reading) == {}
    assert len(questions(reading)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        {"FOI 1234-22 Data": YEARS},
        {"Export": YEARS},
        {"Q1": YEARS},
        {"Burglary": YEARS},
        {"Jo Smith": NAMED},
        below("All crime", NAMED),
        below("Acquisitive crime recorded in Dorset", NAMED),
        [["OFFICIAL"], ["FOI 1234/22"], ["Prepared by the disclosure unit"], [], *NAMED],
        below("Burglary by district, sex of victim and month", YEARS),
        [["Offence", "Calendar year 2021", "Year ending December 2022"], ["Burglary", 14, 7]],
    ],
    ids=str,
)
def test_an_ordinary_caption_or_sheet_is_no_question(tmp_path: Path, rows: SHEETS) -> None:
    reading = read(tmp_path, rows, BURGLARY)
    assert counted(reading) == {2021: 14, 2022: 7}
    assert questions(reading) == []


@pytest.mark.parametrize("sheet", ["Attempts", "Adults", "Swindon", "South"])
def test_a_sheet_that_may_be_a_part_is_a_question(tmp_path: Path, sheet: str) -> None:
    reading = read(tmp_path, {sheet: NAMED}, BURGLARY)
    assert counted(reading) == {}
    assert questions(reading) == [(sheet,)]
    said = replace(BURGLARY, headings={fold(sheet): HeadingMeaning(Concern.ASKED)})
    assert counted(read(tmp_path, {sheet: NAMED}, said)) == {2021: 14, 2022: 7}


@pytest.mark.parametrize(
    "sheet", ["Sheet1", "Data", "Table 1", "Burglary", "2021-2022", "Dorset", "Output", "Main"]
)
def test_a_sheet_that_is_called_by_no_part_is_no_question(tmp_path: Path, sheet: str) -> None:
    reading = read(tmp_path, {sheet: NAMED}, BURGLARY)
    assert counted(reading) == {2021: 14, 2022: 7}


def in_page(folder: Path, *parts: str) -> DocumentReading:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in NAMED)
    body = "".join(f"<p>{part}</p><table>{cells}</table>" for part in parts)
    path = folder / "reply.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return read_reply(path, BURGLARY)


@pytest.mark.parametrize("caption", ["Attempts", "Weymouth local policing area", "North division"])
def test_a_caption_on_a_page_that_is_a_part_is_a_question(tmp_path: Path, caption: str) -> None:
    assert counted(in_page(tmp_path, caption)) == {}


@pytest.mark.parametrize(
    "caption", ["Burglary", "Response", "Table 1", "Dorset Police area", "Burglaries by district"]
)
def test_a_caption_on_a_page_that_is_no_part_is_no_question(tmp_path: Path, caption: str) -> None:
    assert counted(in_page(tmp_path, caption)) == {2021: 14, 2022: 7}


@pytest.mark.parametrize(
    "names", [("Urban", "Rural"), ("North division", "South division"), ("Poole", "Weymouth")]
)
def test_two_tables_with_the_figures_of_each_other_are_a_question(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    assert counted(in_page(tmp_path, *names)) == {}


def test_what_a_person_said_of_a_caption_stands_against_the_headings(tmp_path: Path) -> None:
    said = {fold("All crime"): HeadingMeaning(Concern.OTHER)}
    asked = replace(BURGLARY, headings=said)
    assert counted(read(tmp_path, below("All crime", NAMED), asked)) == {}


def test_an_answer_that_names_a_category_not_asked_for_says_nothing(tmp_path: Path) -> None:
    said = {"male": HeadingMeaning(Concern.ASKED, "burglary")}
    rows: Rows = [HEAD, ["Male", 40, 60], ["Female", 5, 6]]
    reading = read(tmp_path, rows, replace(BURGLARY, headings=said))
    assert counted(reading) == {}
    assert questions(reading) == [("Male", "Female")]


def test_categories_of_other_persons_are_a_question(tmp_path: Path) -> None:
    asked = replace(
        BURGLARY,
        title="Sexual offences by sex of victim",
        question="How many sexual offences were recorded, by sex of the victim?",
        categories=(Category("male", "Male"), Category("female", "Female")),
    )
    rows: Rows = [["Male", 40, 60], ["Female", 5, 6]]
    victims: Rows = [["Sex of victim", "2021", "2022"], *rows]
    suspects: Rows = [["Sex of suspect", "2021", "2022"], *rows]
    assert counted(read(tmp_path, victims, asked)) == {2021: 45, 2022: 66}
    assert counted(read(tmp_path, suspects, asked)) == {}
    # Another offence over the categories, too.
    assert counted(read(tmp_path, below("Robbery", victims), asked)) == {}


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        # The total has the name of what was asked.
        ([HEAD, ["Poole", 40, 60], ["Weymouth", 5, 6], ["Total burglary", 45, 66]], BURGLARY),
        # The lines have it.
        (
            [HEAD, ["Burglary dwelling", 40, 60], ["Burglary other", 5, 6], ["Total", 45, 66]],
            BURGLARY,
        ),
        # A question and its two answers divide everything.
        (
            [["Was a gun used?", *HEAD[1:]], ["Yes", 40, 60], ["No", 5, 6], ["Total", 45, 66]],
            BURGLARY,
        ),
        # They are what was asked for together.
        ([*BOTH, ["Total", 45, 66]], TWO),
        # The other axis says what is counted.
        (
            [
                [None, "2021", "2021", "2022", "2022"],
                ["Offence", "Recorded", "Attended", "Recorded", "Attended"],
                ["Burglary", 45, 30, 66, 50],
            ],
            BURGLARY,
        ),
        ([["Burglary"], [], HEAD, ["Forcewide", 45, 66], ["Poole", 5, 6]], BURGLARY),
    ],
    ids=["named total", "named parts", "yes and no", "together", "other axis", "forcewide"],
)
def test_lines_that_are_shown_to_make_the_whole_are_counted(
    tmp_path: Path, rows: Rows, asked: Asked
) -> None:
    reading = read(tmp_path, rows, asked)
    assert counted(reading) == {2021: 45, 2022: 66}
    assert questions(reading) == []


@pytest.mark.parametrize(
    "rows",
    [
        # What came of them is no kind of them.
        [HEAD, ["Burglary charged", 40, 60], ["Burglary cautioned", 5, 6], ["Total", 45, 66]],
        [HEAD, ["Robbery", 40, 60], ["Theft", 5, 6], ["Total burglary", 45, 66]],
        below("Burglary", [HEAD, ["Recorded as crime", 40, 60], ["Not recorded as crime", 5, 6]]),
    ],
    ids=["outcomes", "other offences", "denied"],
)
def test_a_total_over_other_things_shows_nothing(tmp_path: Path, rows: Rows) -> None:
    assert counted(read(tmp_path, rows, BURGLARY)) == {}


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        ([HEAD, ["Burglary", 40, 60], ["Burglary dwelling", 30, 40]], {}),
        # It is more than the line that would hold it.
        ([HEAD, ["Burglary", 40, 60], ["Burglary dwelling", 50, 40]], {2021: 90, 2022: 100}),
        # The total adds up both.
        (
            [HEAD, ["Drugs", 40, 60], ["Drugs possession", 30, 40], ["Total", 70, 100]],
            {2021: 70, 2022: 100},
        ),
        # Two classes of the Home Office.
        (
            [HEAD, ["Assault with injury", 40, 60], ["Assault with injury on a constable", 3, 4]],
            {2021: 43, 2022: 64},
        ),
        # The whole is printed, and these are not all of it.
        ([HEAD, ["Burglary", 40, 60], ["All offences", 400, 600]], {}),
        ([["Year", "Domestic abuse related"], ["2021", 40], ["2022", 60]], {}),
        ([["Year", "Burglary"], ["2021", 40], ["2022", 60]], {2021: 40, 2022: 60}),
    ],
    ids=["a part", "more", "added up", "two classes", "all printed", "no offence", "an offence"],
)
def test_a_request_for_all_offences_adds_no_part_to_its_whole(
    tmp_path: Path, rows: Rows, sums: dict[int, int]
) -> None:
    assert counted(read(tmp_path, rows, ANY)) == sums


@pytest.mark.parametrize(
    ("label", "sums"),
    [
        ("86/2 Take photographs", {2021: 40, 2022: 60}),
        ("08602 Indecent photographs", {2021: 40, 2022: 60}),
        ("86/2 victims under 16", {}),
        ("86/2 - suspects charged", {}),
    ],
)
def test_words_beside_a_code_may_narrow_it(
    tmp_path: Path, label: str, sums: dict[int, int]
) -> None:
    asked = replace(BURGLARY, offences=("86/2",))
    rows: Rows = [HEAD, [label, 40, 60]]
    assert counted(read(tmp_path, rows, asked)) == sums
    assert counted(read(tmp_path, below("Offenders cautioned", rows), asked)) == {}


def test_a_title_that_its_question_narrows_is_wider_than_what_was_asked(tmp_path: Path) -> None:
    asked = replace(BURGLARY, title="Robbery", question="How many robberies were there in schools?")
    plain: Rows = [HEAD, ["Robbery", 40, 60]]
    assert questions(read(tmp_path, plain, asked)) == [("Robbery",)]
    exact: Rows = [HEAD, ["Robbery in schools", 4, 6]]
    assert counted(read(tmp_path, exact, asked)) == {
        2021: 4,
        2022: 6,
    }


def test_the_records_that_a_question_counts_are_no_other_thing(tmp_path: Path) -> None:
    rows: Rows = [["Year", "Number of reports"], ["2021", 14], ["2022", 7]]
    asked = replace(BURGLARY, title="Spiking", question="How many reports of spiking were there?")
    assert counted(read(tmp_path, rows, asked)) == {2021: 14, 2022: 7}
    assert questions(read(tmp_path, rows, BURGLARY)) == [("Number of reports",)]


def test_theft_from_is_counted_beside_theft_of(tmp_path: Path) -> None:
    asked = replace(BURGLARY, title="Theft from vehicles", question="")
    rows: Rows = [HEAD, ["Theft of vehicles", 40, 60], ["Theft from vehicles", 4, 6]]
    reading = read(tmp_path, rows, asked)
    assert counted(reading) == {2021: 4, 2022: 6}
    assert questions(reading) == []


HOSPITALS = replace(BURGLARY, title="Crimes on hospital grounds", question="", unit="crimes")
BY_HOSPITAL: Rows = [
    ["Hospital", "2021", "2022"],
    ["West Park Hospital", 11, 3],
    ["Priory Hospital", 40, 25],
    ["Total", 51, 28],
]


@pytest.mark.parametrize(
    "caption", ["Crimes by hospital", "Total crime count with hospital breakdown"]
)
def test_a_caption_that_divides_by_what_was_asked_speaks_of_it(
    tmp_path: Path, caption: str
) -> None:
    reading = read(tmp_path, below(caption, BY_HOSPITAL), HOSPITALS)
    assert counted(reading) == {2021: 51, 2022: 28}


def test_a_caption_that_divides_by_something_else_does_not(tmp_path: Path) -> None:
    rows: Rows = [["Ward", *BY_HOSPITAL[0][1:]], ["West Park", 11, 3], ["Priory", 40, 25]]
    reading = read(tmp_path, below("Staff breakdown", rows), HOSPITALS)
    assert counted(reading) == {}
    assert questions(reading)


@pytest.mark.parametrize(
    "corner", ["Arrests for", "Detections", "Convictions for", "Cost", "Average loss"]
)
def test_a_heading_over_the_labels_may_say_that_something_else_is_counted(
    tmp_path: Path, corner: str
) -> None:
    reading = read(tmp_path, [[corner, "2021", "2022"], ["Burglary", 40, 50]], BURGLARY)
    assert counted(reading) == {}
    assert len(questions(reading)) == 1


@pytest.mark.parametrize(
    "corner",
    [
        "Stop and search",
        "Persons stopped for",
        "Outcomes",
        "Victims of",
        "999 calls",
        "Days to close",
        "Attempted",
        "Committed by children",
        "In schools",
        "Knife-enabled",
        "Officers sent to",
        "Reported online",
        "No suspect identified",
        "Recorded in Poole",
    ],
)
@pytest.mark.parametrize("asked", [BURGLARY, ANY], ids=["burglary", "any"])
def test_a_heading_over_offences_or_years_is_a_heading_of_all_of_them(
    tmp_path: Path, corner: str, asked: Asked
) -> None:
    down: Rows = [[corner, "2021", "2022"], ["Burglary", 40, 60], ["Robbery", 5, 6]]
    across: Rows = [list(line) for line in zip(*down, strict=True)]
    across[0][0] = corner
    for rows in (down, across):
        reading = read(tmp_path, rows, asked)
        assert counted(reading) == {}
        assert questions(reading)[0] == (corner,)
        told = replace(asked, headings={fold(corner): HeadingMeaning(Concern.ASKED)})
        assert counted(read(tmp_path, rows, told)) in (
            {2021: 40, 2022: 60},
            {2021: 45, 2022: 66},
        )


@pytest.mark.parametrize(
    "corner",
    [
        "Nature of crime",
        "Offence name",
        "HO heading",
        "Recorded offences",
        "Recorded in Dorset",
        "Number of offences",
        "Year of offence",
        "Theft offences",
        "Measure",
        "",
    ],
)
def test_what_the_labels_are_is_no_question(tmp_path: Path, corner: str) -> None:
    rows: Rows = [[corner or None, "2021", "2022"], ["Burglary", 40, 60], ["Robbery", 5, 6]]
    assert counted(read(tmp_path, rows, BURGLARY)) == {2021: 40, 2022: 60}
    assert counted(read(tmp_path, rows, ANY)) == {2021: 45, 2022: 66}


@pytest.mark.parametrize("corner", ["Offence", "Crime type", "District", "Suspect age", "Outcome"])
def test_a_heading_over_the_labels_that_divides_them_is_no_question(
    tmp_path: Path, corner: str
) -> None:
    reading = read(tmp_path, [[corner, "2021", "2022"], ["Burglary", 40, 50]], BURGLARY)
    assert counted(reading) == {2021: 40, 2022: 50}
