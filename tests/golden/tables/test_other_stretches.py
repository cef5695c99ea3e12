"""Words at a table that speak of more time, or of other time, than the one year that was asked.

Reply of 3 July 2023 to a request about 2022/23 alone. A table without periods of its own is of
2022/23, unless a line at it says otherwise; the expected counts stand in the drawings.
"""

import csv
from datetime import date
from pathlib import Path

import docx
import pytest

from foistats.naming.periods import label_of
from foistats.naming.periods.lengths import lengths_in, speaks_of_other
from foistats.naming.periods.spans import financial_year
from foistats.reading.file import read_reply
from foistats.records import Asked, Declared, DocumentReading, StatedPeriod
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind
from tests.golden.documents.builders import build_xlsx
from tests.golden.tables.builders import Rows, drawn

YEAR = financial_year(2022)
REPLIED = date(2023, 7, 3)
ONE_YEAR = Asked(
    title="Burglaries",
    question="How many burglaries in 2022/23?",
    unit="offences",
    period_kind=PeriodKind.FINANCIAL_YEAR,
    first=YEAR,
    last=YEAR,
    force_ids=("kent",),
    asked_force_ids=("kent",),
    received_on=REPLIED,
)
UNDATED = drawn("""
District | Number
Dover | 600
Swale | 402
Total | 1002
""")
DATED = drawn("""
District | 2021/22 | 2022/23
Dover | 600 | 500
Swale | 402 | 300
Total | 1002 | 800
""")
ITS_OWN = {"2021/22": [600, 402], "2022/23": [500, 300]}
AS_ASKED = {"2022/23": [600, 402]}
FORMS = ("csv", "xlsx", "docx", "txt")

# Each is short enough for the name of a sheet.
OTHER = (
    "Below are burglaries since 2021",
    "Last two financial years",
    "Burglaries, past five years",
    "Burglaries, last 12 months",
    "The five year period",
    "All burglaries on record",
    "Current financial year",
    "Last five years",
    "5 years",
    "Burglary offences (3 years)",
    "Burglaries from 2019 onwards",
    "Burglaries ever recorded",
    "Burglaries in recent years",
    "Past 18 months",
    "Burglaries, last decade",
    "Two-and-a-half years",
)
THE_SAME = (
    "Burglaries by district",
    "Burglaries 2022-23 (12 months)",
    "Last financial year",
    "Burglaries in 2022-23",
)


def build(path: Path, line: str, rows: Rows) -> None:
    """A document of the format of its name: the line as the sheet's name, or above the table."""
    text = [["" if cell is None else str(cell) for cell in row] for row in rows]
    match path.suffix:
        case ".csv":
            with path.open("w", newline="") as file:
                csv.writer(file).writerows([[line, *[""] * (len(text[0]) - 1)], *text])
        case ".xlsx":
            build_xlsx(path, {line: rows})
        case ".txt":
            lines = ["Kent Police", "", line, "", *(" | ".join(row) for row in text)]
            path.write_text("\n".join(lines) + "\n")
        case _:
            document = docx.Document()
            document.add_paragraph("Kent Police")
            document.add_paragraph(line)
            table = document.add_table(rows=0, cols=len(text[0]))
            for row in text:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
            document.save(str(path))


def counts(reading: DocumentReading) -> dict[str, list[int | None]]:
    found: dict[str, list[int | None]] = {}
    for one in reading.observations:
        found.setdefault(label_of(one.period), []).append(one.count.low)
    return found


def read(path: Path, line: str, rows: Rows) -> DocumentReading:
    build(path, line, rows)
    return read_reply(path, ONE_YEAR)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line", OTHER)
def test_figures_of_another_stretch_are_not_of_the_year_asked(
    tmp_path: Path, form: str, line: str
) -> None:
    reading = read(tmp_path / f"reply.{form}", line, UNDATED)
    assert counts(reading) == {}
    said = [one.found for one in reading.problems if one.code is ProblemCode.NO_PERIOD]
    assert len(said) == 1
    assert line in said[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line", ["Last five years", "Burglaries since 2021", "5 years"])
def test_a_table_with_years_of_its_own_is_read_below_any_of_them(
    tmp_path: Path, form: str, line: str
) -> None:
    reading = read(tmp_path / f"reply.{form}", line, DATED)
    assert counts(reading) == ITS_OWN
    assert not any(one.code is ProblemCode.NO_PERIOD for one in reading.problems)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line", THE_SAME)
def test_words_for_the_year_itself_leave_it(tmp_path: Path, form: str, line: str) -> None:
    assert counts(read(tmp_path / f"reply.{form}", line, UNDATED)) == AS_ASKED


def test_a_person_may_say_what_period_such_a_table_is_of(tmp_path: Path) -> None:
    path = tmp_path / "reply.csv"
    [problem] = [
        one
        for one in read(path, "Last five years", UNDATED).problems
        if one.code is ProblemCode.NO_PERIOD
    ]
    stated = StatedPeriod(problem.place, YEAR, "they said so", "A. Person", REPLIED)
    reading = read_reply(path, ONE_YEAR, Declared(periods={"": (stated,)}))
    assert counts(reading) == AS_ASKED


def test_tables_titled_by_their_year_are_read_below_a_common_line(tmp_path: Path) -> None:
    sheets = {"2021-22": UNDATED, "2022-23": [["District", "Number"], ["Dover", 7], ["Swale", 8]]}
    title = "Burglaries in the last two years"
    path = tmp_path / "reply.xlsx"
    build_xlsx(path, {name: [[title, None], *rows] for name, rows in sheets.items()})
    assert counts(read_reply(path, ONE_YEAR)) == {"2021/22": [600, 402], "2022/23": [7, 8]}


@pytest.mark.parametrize(
    "drawing",
    [
        "District | Last 5 years\nDover | 600\nSwale | 402",
        "District | Burglaries (5 years)\nDover | 600\nSwale | 402",
        "District | Current year | Last year\nDover | 600 | 500\nSwale | 402 | 300",
        "Period | Burglaries\nLast 12 months | 600\nLast 5 years | 4020",
        "Last five years | Number\nDover | 600\nSwale | 402",
        "District | Number\nDover | 600\nSwale | 402\n.\nFigures are for the last five years |",
    ],
)
def test_headings_and_notes_are_heeded_as_titles_are(tmp_path: Path, drawing: str) -> None:
    path = tmp_path / "reply.xlsx"
    build_xlsx(path, {"Sheet1": drawn(drawing)})
    reading = read_reply(path, ONE_YEAR)
    assert counts(reading) == {}
    assert ProblemCode.NO_PERIOD in {one.code for one in reading.problems}


def test_headings_that_say_how_long_something_took_are_no_period(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    drawing = "Time taken | Number\nUnder 3 months | 10\n3-12 months | 20\nOver 2 years | 5"
    build_xlsx(path, {"Burglaries": drawn(drawing)})
    assert counts(read_reply(path, ONE_YEAR)) == {"2022/23": [10, 20, 5]}


def test_months_beside_a_change_keep_the_year_asked(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    drawing = "Month | Number | Change on previous year\nApril | 10 | 2\nMay | 12 | 1"
    build_xlsx(path, {"Burglaries": drawn(drawing)})
    found = counts(read_reply(path, ONE_YEAR))
    assert (found["April 2022"][0], found["May 2022"][0]) == (10, 12)


@pytest.mark.parametrize(
    "sentence",
    [
        "In the last five years there were 1002 burglaries.",
        "2022/23\n\nWe recorded 1002 burglaries over the last five years.",
        "Last five years\n\nBurglaries: 1002",
        "There were 1002 burglaries on record.",
        "1002 burglaries were recorded in 2022/23 and earlier years.",
        "Burglaries since 2021: 1002",
    ],
)
def test_sentences_of_another_stretch_are_asked_about(tmp_path: Path, sentence: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(f"Kent Police\n\nYou asked for burglaries in 2022/23.\n\n{sentence}\n")
    reading = read_reply(path, ONE_YEAR)
    assert counts(reading) == {}
    assert ProblemCode.COUNT_PROPOSED in {one.code for one in reading.problems}


def test_a_sentence_with_its_year_is_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Kent Police\n\nIn 2022/23 we recorded 490 burglaries.\n")
    assert counts(read_reply(path, ONE_YEAR)) == {"2022/23": [490]}


@pytest.mark.parametrize(
    "line",
    [
        "Victims aged 5 years and over",
        "Children (10-17 years)",
        "Records are retained for 7 years",
        "Our system has been in use since 2019",
        "Sentences of 2 years",
        "Compared with the last five years",
        "Year 7 pupils",
        "Suspects over 60 years",
        "Recorded crime",
    ],
)
def test_lengths_of_other_things_say_nothing_of_the_figures(line: str) -> None:
    assert lengths_in(line) == ()


@pytest.mark.parametrize(
    ("line", "replied_on", "said"),
    [
        ("Last financial year", date(2023, 7, 3), ""),
        ("Last financial year", date(2023, 3, 3), "last financial year"),
        ("Last financial year", None, "last financial year"),
        ("Current financial year", date(2023, 3, 31), ""),
        ("Last 12 months (April 2022 to March 2023)", date(2023, 7, 3), ""),
        ("Burglaries in 2022/23 (5 years)", date(2023, 7, 3), "5 years"),
        ("2022/23 and previous years", date(2023, 7, 3), "and previous years"),
        ("Burglaries recorded in the last", date(2023, 7, 3), "in the last"),
    ],
)
def test_what_a_line_says_is_held_against_the_day_of_the_reply(
    line: str, replied_on: date | None, said: str
) -> None:
    assert speaks_of_other(line, YEAR, replied_on) == said
