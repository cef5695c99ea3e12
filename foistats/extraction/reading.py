"""One reply's file to observations, problems and checks. The only way into extraction."""

from collections.abc import Sequence
from pathlib import Path

from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.extraction.account import account_for
from foistats.extraction.between_tables import compare_tables
from foistats.extraction.context import look_around
from foistats.extraction.declared import declared_tables
from foistats.extraction.entries import TableReading
from foistats.extraction.layouts import Layout
from foistats.extraction.meaning import read_table
from foistats.extraction.problems import Found, as_problems
from foistats.extraction.record_lists import is_record_list, read_records
from foistats.extraction.scan import find_tables
from foistats.extraction.sensed import sense_grid
from foistats.extraction.settled import settle_marks
from foistats.extraction.tables import Table
from foistats.extraction.undated import date_by_sums
from foistats.records import Asked, DocumentReading, Problem
from schemas.problem_codes import ProblemCode


def read_reply(path: str | Path, asked: Asked, layouts: Sequence[Layout] = ()) -> DocumentReading:
    """Read one received file; whatever goes wrong becomes a problem of that file.

    Runs in a worker process, never in the process that runs the flow.
    """
    from foistats.documents.reading import read_document

    path = Path(path)
    try:
        document = read_document(path)
    except DocumentRefused as refusal:
        problem = Problem(
            refusal.code, path.name, "", refusal.found, refusal.expected, refusal.remedy
        )
        return DocumentReading(problems=(problem,))
    return read_cells(document, asked=asked, name=path.name, layouts=layouts)


def read_cells(
    document: Document, *, asked: Asked, name: str, layouts: Sequence[Layout] = ()
) -> DocumentReading:
    """Observations, problems and checks of a document whose cells are known."""
    sensed = [sense_grid(grid) for grid in document.grids if not grid.hidden]
    found = Found(name)
    for code, place, what in document.remarks:
        found.add(ProblemCode(code), place, what)
    tables: list[Table] = []
    for one in sensed:
        declared = declared_tables(one, layouts, found)
        tables += find_tables(one) if declared is None else declared
    around = look_around(document, sensed, tables, asked)
    readings: list[TableReading] = []
    for table in tables:
        if is_record_list(table):
            readings.append(read_records(table, around, asked, found))
        else:
            readings.append(read_table(table, around, asked, found))
    settle_marks(readings, found)
    date_by_sums(readings, found)
    observations, gaps, checks = compare_tables(readings, found)
    account = account_for(sensed, readings, found)
    if not observations and not found.problems:
        found.add(ProblemCode.NO_TABLE, "", _what_there_is(document))
    return DocumentReading(observations, as_problems(found), checks, account, gaps)


def _what_there_is(document: Document) -> str:
    cells = sum(value is not None for grid in document.grids for row in grid.rows for value in row)
    return f"{cells} cells with content, {len(document.lines)} lines of text"
