"""What a table says does not depend on where it stands or how its cells are typed."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from foistats.model.values import Count, Period
from foistats.reading.file import read_reply
from foistats.records import DocumentReading
from schemas.problem_codes import ProblemCode
from tests.golden.tables.builders import Rows, Separated, Workbook
from tests.golden.tables.case import Case
from tests.golden.tables.documents import CASES
from tests.golden.tables.test_layouts import reading_of


def away_from_the_corner(rows: Rows) -> Rows:
    """Two blank rows above, two blank columns before."""
    blank: Rows = [[None] * (len(rows[0]) + 2)] * 2
    return blank + [[None, None, *row] for row in rows]


def under_a_title(rows: Rows) -> Rows:
    """A line of text and a blank row above."""
    rest: list[None] = [None] * (len(rows[0]) - 1)
    return [["Response to your request", *rest], [None, *rest], *rows]


def over_a_note(rows: Rows) -> Rows:
    """A blank row and a line of text below."""
    rest: list[None] = [None] * (len(rows[0]) - 1)
    return [*rows, [None, *rest], ["Source: crime recording system. Figures may change.", *rest]]


def numbers_as_text(rows: Rows) -> Rows:
    """Counts as text with commas; what may be a year stays as it is."""
    return [
        [
            f"{value:,}" if isinstance(value, int) and not 1900 < value < 2100 else value
            for value in row
        ]
        for row in rows
    ]


def padded_text(rows: Rows) -> Rows:
    """Blanks round every text."""
    return [[f" {value} " if isinstance(value, str) else value for value in row] for row in rows]


def moved(rows: Rows) -> Rows:
    """The table elsewhere on the sheet, with a note below."""
    return away_from_the_corner(over_a_note(rows))


def retyped(rows: Rows) -> Rows:
    """The same cells typed by someone else, under a title."""
    return under_a_title(padded_text(numbers_as_text(rows)))


def only_sheet(case: Case) -> tuple[str, Rows] | None:
    """A case's sheet, where it has just one and nothing in it hangs on the place of its cells."""
    book = case.build
    if not isinstance(book, Workbook) or len(book.sheets) > 1:
        return None
    if book.merges or book.hidden_columns or book.hidden_rows:
        return None
    [(name, rows)] = book.sheets.items()
    return name, rows


PLAIN_CASES = [case for case in CASES if only_sheet(case)]


def said(
    reading: DocumentReading,
) -> tuple[Counter[tuple[tuple[str, ...], Period, tuple[str, ...], Count]], set[ProblemCode]]:
    """What was read, places aside, and the kinds of problems."""
    read = Counter(
        (seen.force_ids, seen.period, seen.labels, seen.count) for seen in reading.observations
    )
    return read, {problem.code for problem in reading.problems}


@pytest.mark.parametrize("case", PLAIN_CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("change", [moved, retyped], ids=lambda change: change.__name__)
def test_a_change_of_looks_changes_nothing(
    case: Case, change: Callable[[Rows], Rows], tmp_path: Path
) -> None:
    sheet = only_sheet(case)
    assert sheet
    name, rows = sheet
    path = tmp_path / "reply.xlsx"
    Workbook({name: change(rows)})(path)
    before, after = said(reading_of(case.name)), said(read_reply(path, case.asked))
    if case.may_refuse and after[1]:
        assert not after[0] - before[0]
    else:
        assert after == before


@pytest.mark.parametrize(
    "case",
    [case for case in PLAIN_CASES if "Sheet1" in (only_sheet(case) or ())],
    ids=lambda case: case.name,
)
def test_the_same_table_as_csv_is_read_the_same_or_refused(case: Case, tmp_path: Path) -> None:
    sheet = only_sheet(case)
    assert sheet
    path = tmp_path / "reply.csv"
    Separated(sheet[1])(path)
    read, problems = said(read_reply(path, case.asked))
    from_workbook, _ = said(reading_of(case.name))
    assert not read - from_workbook
    assert problems or read == from_workbook
