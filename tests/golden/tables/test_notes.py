"""Notes above, below and beside a table, on another sheet and in a letter, for every kind of file.

A note that makes the counts less, more or other than was asked is a question, and until it is
answered none of the counts that it speaks of is in a sum; what is true of every reply asks nothing.
"""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import docx
import pytest

from foistats.naming.spelling import fold
from foistats.reading.file import read_reply
from foistats.records import Asked, DocumentReading, HeadingMeaning
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern
from tests.golden.documents.builders import PdfTable, build_ods, build_pdf, build_xlsx

Rows = list[list[str | int | None]]
Made = Callable[[Path, Sequence[str], Sequence[str]], Path]

ASKED = Asked(title="Burglary", unit="offences", force_ids=("dorset",))
ROWS: Rows = [["Offence", "2019/20", "2020/21"], ["Burglary", 40, 50], ["Robbery", 4, 5]]
WHOLE = {2019: 40, 2020: 50}
RESTRICTING = [
    "Residential burglaries only.",
    "Data for Bournemouth only",
    "Figures count suspects, not offences",
    "Excludes aggravated burglary",
    "Includes robbery.",
    "Central Division only",
    "Please note that attempts are not included.",
    "Figures relate to burglaries in Poole",
    "The figures are limited to crimes reported online",
    "Apart from burglaries of sheds, all are shown",
    "These are crimes that led to a charge",
    "The data for March 2020 is missing",
]
UNDOING = [
    "You should add 12 to each year for offences on our old system.",
    "The first two columns have been transposed in error.",
    "2020/21 data was lost in an incident; the figure given is that of 2019/20.",
    "Figures have been randomly adjusted by up to 3 to prevent disclosure.",
    "Figures have been perturbed to protect individuals.",
    "This does not include crimes awaiting input.",
    "There is a backlog of crimes yet to be recorded.",
    "Each crime is counted once for every victim.",
    "The years shown are those in which the offender was sentenced.",
    "Years are calendar years.",
    "Attempts have been counted separately.",
    "Non-domestic premises were not searched.",
    "please note the figure for 2020/21 should read 310",
]
# Two of them say of the figures that they are no exact counts.
INEXACT = ["Figures are in thousands", "Numbers are rounded to the nearest 5"]
TRUE_OF_ALL = [
    "Source: the crime recording system",
    "Data correct as at 3 June 2022",
    "Crimes recorded under Home Office counting rules",
    "Contains information licensed under the Open Government Licence",
    "A crime may have more than one victim",
    "Figures are provisional and subject to change as investigations continue",
    "Only burglaries recorded in the period have been included.",
    "Data for Dorset Police only",
    "Robbery excludes robbery of business property",
    "These figures should not be used for comparison with other forces",
    "Small numbers have been suppressed",
    "Data are recorded in line with the Home Office Counting Rules.",
    "Crimes are recorded in accordance with the National Crime Recording Standard.",
    "Figures do not include offences recorded by British Transport Police.",
    "Attempted burglaries are included.",
    "These figures should not be added together.",
    "Crimes are counted by the day on which they were recorded.",
    "Detailed figures are published separately.",
    "The years shown are financial years.",
]


def in_csv(folder: Path, above: Sequence[str], below: Sequence[str]) -> Path:
    rows = [*([line] for line in above), *ROWS, *([line] for line in below)]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    path = folder / "reply.csv"
    path.write_text(text, encoding="utf-8")
    return path


def in_sheet(above: Sequence[str], below: Sequence[str]) -> Rows:
    return [*([line, None, None] for line in above), *ROWS, *([line, None, None] for line in below)]


def in_xlsx(folder: Path, above: Sequence[str], below: Sequence[str]) -> Path:
    return build_xlsx(folder / "reply.xlsx", {"Sheet1": in_sheet(above, below)})


def in_ods(folder: Path, above: Sequence[str], below: Sequence[str]) -> Path:
    return build_ods(folder / "reply.ods", {"Sheet1": in_sheet(above, below)})


def in_docx(folder: Path, above: Sequence[str], below: Sequence[str]) -> Path:
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(rows=len(ROWS), cols=3)
    for line, row in zip(table.rows, ROWS, strict=True):
        for cell, value in zip(line.cells, row, strict=True):
            cell.text = str(value)
    for line in below:
        document.add_paragraph(line)
    document.save(str(folder / "reply.docx"))
    return folder / "reply.docx"


def in_html(folder: Path, above: Sequence[str], below: Sequence[str]) -> Path:
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in ROWS
    )
    before, after = ("".join(f"<p>{escape(one)}</p>" for one in lines) for lines in (above, below))
    path = folder / "reply.html"
    path.write_text(f"<html><body>{before}<table>{rows}</table>{after}</body></html>")
    return path


def in_pdf(folder: Path, above: Sequence[str], below: Sequence[str]) -> Path:
    rows = [[str(cell) for cell in row] for row in ROWS]
    return build_pdf(folder / "reply.pdf", [*above, PdfTable(rows), *below])


MAKERS = {
    "csv": in_csv,
    "xlsx": in_xlsx,
    "ods": in_ods,
    "docx": in_docx,
    "html": in_html,
    "pdf": in_pdf,
}


def counted(reading: DocumentReading) -> dict[int, int]:
    sums: dict[int, int] = {}
    for one in reading.observations:
        if one.concern in (Concern.ASKED, Concern.BREAKDOWN) and one.count.low is not None:
            sums[one.period.start.year] = sums.get(one.period.start.year, 0) + one.count.low
    return sums


def questions(reading: DocumentReading) -> list[tuple[str, ...]]:
    return [one.words for one in reading.headings]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
@pytest.mark.parametrize("note", RESTRICTING)
def test_a_note_that_restricts_is_asked_about(tmp_path: Path, make: Made, note: str) -> None:
    for above, below in (([note], []), ([], [note])):
        reading = read_reply(make(tmp_path, above, below), ASKED)
        assert counted(reading) == {}
        assert len(questions(reading)) == 1


@pytest.mark.parametrize("note", UNDOING)
@pytest.mark.parametrize("make", [in_docx, in_csv, in_html], ids=["docx", "csv", "html"])
def test_a_note_that_undoes_the_figures_is_asked_about(
    tmp_path: Path, make: Made, note: str
) -> None:
    reading = read_reply(make(tmp_path, [], [note]), ASKED)
    assert counted(reading) == {}
    assert len(questions(reading)) == 1


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
@pytest.mark.parametrize("note", INEXACT)
def test_figures_that_a_note_rounds_are_not_counted(tmp_path: Path, make: Made, note: str) -> None:
    reading = read_reply(make(tmp_path, [], [note]), ASKED)
    assert counted(reading) == {}
    assert reading.problems


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_what_is_true_of_every_reply_asks_nothing(tmp_path: Path, make: Made) -> None:
    for note in TRUE_OF_ALL:
        reading = read_reply(make(tmp_path, [], [note]), ASKED)
        assert (note, counted(reading), questions(reading)) == (note, WHOLE, [])


@pytest.mark.parametrize("note", TRUE_OF_ALL)
def test_a_sentence_over_a_table_is_no_caption(tmp_path: Path, note: str) -> None:
    reading = read_reply(in_xlsx(tmp_path, [note], []), ASKED)
    assert (counted(reading), questions(reading)) == (WHOLE, [])


def sheet(tmp_path: Path, rows: Rows | dict[str, Rows], asked: Asked = ASKED) -> DocumentReading:
    sheets = rows if isinstance(rows, dict) else {"Sheet1": rows}
    return read_reply(build_xlsx(tmp_path / "reply.xlsx", dict(sheets)), asked)


@pytest.mark.parametrize("mark", ["*", "(1)", "[note 1]", "¹", "†"])
def test_a_footnote_speaks_of_what_carries_its_mark(tmp_path: Path, mark: str) -> None:
    head: Rows = [["Offence", "2019/20", "2020/21"]]
    note: Rows = [[f"{mark} personal property only", None, None]]
    of_another = [*head, ["Burglary", 40, 50], [f"Robbery {mark}", 4, 5], *note]
    assert counted(sheet(tmp_path, of_another)) == WHOLE
    of_it = [*head, [f"Burglary {mark}", 40, 50], ["Robbery", 4, 5], *note]
    assert counted(sheet(tmp_path, of_it)) == {}
    of_nothing = [*head, ["Burglary", 40, 50], *note]
    assert counted(sheet(tmp_path, of_nothing)) == {}


def test_a_footnote_to_a_year_leaves_the_others(tmp_path: Path) -> None:
    rows: Rows = [
        ["Offence", "2019/20", "2020/21*"],
        ["Burglary", 40, 50],
        ["* excludes attempts", None, None],
    ]
    reading = sheet(tmp_path, rows)
    assert counted(reading) == {2019: 40}
    assert questions(reading) == [("* excludes attempts",)]


def test_a_remark_speaks_of_its_line(tmp_path: Path) -> None:
    head: Rows = [["Year", "Burglaries", "Comments"]]
    rows = [*head, ["2019/20", 40, None], ["2020/21", 50, "excludes Poole"]]
    assert counted(sheet(tmp_path, rows)) == {2019: 40}
    assert (
        counted(sheet(tmp_path, [*head, ["2019/20", 40, "live"], ["2020/21", 50, None]])) == WHOLE
    )


def test_a_note_on_a_part_leaves_the_sum_of_the_parts_open(tmp_path: Path) -> None:
    rows: Rows = [
        ["Burglary by outcome", "2019/20"],
        ["Solved*", 30],
        ["Not solved", 10],
        ["Total burglary", 40],
    ]
    note: Rows = [["* excludes cautions", None]]
    asked = Asked(title="Burglary", unit="offences", force_ids=("dorset",))
    assert counted(sheet(tmp_path, rows, asked)) == {2019: 40}
    assert counted(sheet(tmp_path, [*rows, *note], asked)) == {}


def test_a_sheet_of_notes_speaks_of_all_tables(tmp_path: Path) -> None:
    sheets = {"Data": ROWS, "Notes": [["Notes"], ["Excludes attempts"], ["Source: RMS"]]}
    reading = sheet(tmp_path, sheets)
    assert counted(reading) == {}
    assert questions(reading) == [("Excludes attempts",)]


def test_the_letter_around_a_table_speaks_of_its_figures(tmp_path: Path) -> None:
    letter = [
        "Dear Jo,",
        "You asked: How many burglaries were recorded, excluding attempts?",
        "The force holds this information.",
        "{}",
        *["We searched our records for this request with care."] * 14,
    ]
    end = ["Yours sincerely", "The appropriate limit only applies where a cost is exceeded."]
    for said, sums in (
        ("These figures exclude attempted burglary.", {}),
        ("The figures you asked for are shown below.", WHOLE),
    ):
        above = [line.format(said) for line in letter]
        assert counted(read_reply(in_docx(tmp_path, above, end), ASKED)) == sums


@pytest.mark.parametrize(
    ("title", "question", "note"),
    [
        (
            "Burglary",
            "How many burglaries, including attempts, were recorded?",
            "Includes attempts",
        ),
        ("Burglary", "How many burglaries were recorded?", "All figures include all burglaries"),
        ("Burglary", "How many burglaries were recorded?", "Burglary offences only"),
        ("Burglary", "How many burglaries were recorded?", "Includes attempts"),
    ],
)
def test_a_note_of_what_was_asked_takes_nothing_away(
    tmp_path: Path, title: str, question: str, note: str
) -> None:
    asked = Asked(title=title, question=question, unit="offences", force_ids=("dorset",))
    assert counted(read_reply(in_csv(tmp_path, [], [note]), asked)) == WHOLE


@pytest.mark.parametrize(
    ("said", "sums"), [(Concern.ASKED, WHOLE), (Concern.PART, {}), (Concern.OTHER, {})]
)
def test_a_person_says_what_a_note_means(
    tmp_path: Path, said: Concern, sums: dict[int, int]
) -> None:
    note = "Figures exclude attempts"
    asked = Asked(
        title="Burglary",
        unit="offences",
        force_ids=("dorset",),
        headings={fold(note): HeadingMeaning(said)},
    )
    reading = read_reply(in_csv(tmp_path, [], [note]), asked)
    assert counted(reading) == sums
    assert questions(reading) == []


def test_the_notes_of_one_table_are_one_question(tmp_path: Path) -> None:
    notes = ["Excludes attempts.", "Residential only"]
    reading = read_reply(in_csv(tmp_path, [], notes), ASKED)
    assert questions(reading) == [("Excludes attempts", "Residential only")]
    assert [p.code for p in reading.problems].count(ProblemCode.HEADING_UNCLEAR) == 1


def test_all_offences_may_be_those_that_a_note_names(tmp_path: Path) -> None:
    asked = Asked(
        title="Recorded offences",
        question="How many offences were recorded?",
        unit="offences",
        force_ids=("dorset",),
    )
    note = "The table shows the number of burglary and robbery offences"
    assert counted(read_reply(in_csv(tmp_path, [], [note]), asked)) == {2019: 44, 2020: 55}
    note = "The table excludes fraud"
    assert counted(read_reply(in_csv(tmp_path, [], [note]), asked)) == {}
