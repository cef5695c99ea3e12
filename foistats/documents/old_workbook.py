"""Workbooks of 1997 and before (.xls), read by xlrd, which no damaged file has ever killed."""

import io
from collections.abc import Sequence
from typing import Any

from foistats.documents.hidden_cells import blank_hidden, count_filled, remark_hidden
from foistats.documents.limits import current
from foistats.documents.model import Document, Grid, Merge, Value
from foistats.documents.number_formats import FormatKind, read_format, shown
from foistats.documents.refusals import broken, locked, too_large
from foistats.documents.second_reading import differ, doubt_old_sheet
from foistats.documents.workbook import MOST_DIFFERING, as_value, trim

_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = range(7)
# Heights are in twentieths of a point, widths in 256ths of a character.
_HEIGHT_SEEN = 20
_WIDTH_SEEN = 128


def read_xls(content: bytes) -> Document:
    """The visible sheets of an .xls; formats are read too, since they say what is hidden."""
    import xlrd

    try:
        # xlrd prints its doubts about a file; they are no use without the file's bytes.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise locked("workbook") from error
        raise broken("an .xls that can't be read as one") from error
    if book.nsheets > current().sheets:
        raise too_large(f"{book.nsheets} sheets in one workbook", f"at most {current().sheets}")
    document = Document()
    again = _again(content)
    for sheet in book.sheets():
        _read_sheet(document, book, sheet, again.get(sheet.name))
    return document


def _again(content: bytes) -> dict[str, Sequence[Sequence[Any]]]:
    """What calamine gives for each sheet, by name; nothing where it can't read the file."""
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    # calamine raises PanicException, which is a BaseException (pyo3); xlrd has read the file
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return {}


def _read_sheet(
    document: Document, book: Any, sheet: Any, again: Sequence[Sequence[Any]] | None
) -> None:
    if sheet.nrows * sheet.ncols > current().cells_per_sheet:
        raise too_large(
            f"sheet {sheet.number + 1} spans {sheet.nrows} rows by {sheet.ncols} columns",
            f"at most {current().cells_per_sheet} cells on a sheet",
        )
    if sheet.visibility:
        filled = count_filled(sheet.row_values(r) for r in range(sheet.nrows))
        if filled:
            where = f"sheet {sheet.number + 1} of {sheet.book.nsheets}"
            remark_hidden(document, where, filled)
        return
    rows: list[list[Value]] = []
    masked = 0
    for r in range(sheet.nrows):
        cells = sheet.row(r)
        row = [_value(book, cell) for cell in cells]
        masked += sum(v is None and c.ctype == _NUMBER for v, c in zip(row, cells, strict=True))
        rows.append(row + [None] * (sheet.ncols - len(row)))
    grid = Grid(
        sheet.name,
        rows,
        merges=tuple(
            sorted(
                Merge(top, left, bottom - 1, right - 1)
                for top, bottom, left, right in sheet.merged_cells
            )
        ),
        hidden_rows=frozenset(
            r
            for r, info in sheet.rowinfo_map.items()
            if info.hidden or (info.height_mismatch and info.height < _HEIGHT_SEEN)
        ),
        hidden_cols=frozenset(
            c for c, info in sheet.colinfo_map.items() if info.hidden or info.width < _WIDTH_SEEN
        ),
    )
    grid.hidden_rows &= frozenset(range(len(rows)))
    grid.hidden_cols &= frozenset(range(sheet.ncols))
    if again is not None:
        _hold_against(document, grid, sheet, again)
    blank_hidden(document, grid, masked=masked)
    trim(grid)
    document.grids.append(grid)


def _hold_against(
    document: Document, grid: Grid, sheet: Any, again: Sequence[Sequence[Any]]
) -> None:
    """Hold what xlrd gave against calamine; cells that show something else than they hold aside."""
    raw = [[as_value(v) for v in sheet.row_values(r)] for r in range(sheet.nrows)]
    doubtful = doubt_old_sheet(raw, again)
    plain = {
        (r, c)
        for r, c in doubtful
        if r not in grid.hidden_rows
        and c not in grid.hidden_cols
        and sheet.cell_type(r, c) in (_TEXT, _NUMBER)
    }
    if len(plain) > MOST_DIFFERING:
        raise broken(f"two readers disagree on {len(plain)} cells of {sheet.name}")
    grid.second, grid.doubtful = "calamine", frozenset(doubtful)
    differ(document, grid, {(r, c): (raw[r][c], _cell(again, r, c)) for r, c in plain})


def _cell(values: Sequence[Sequence[Any]], row: int, col: int) -> Any:
    return values[row][col] if row < len(values) and col < len(values[row]) else None


def _value(book: Any, cell: Any) -> Value:
    import xlrd

    if cell.ctype == _NUMBER:
        form = read_format(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
        if form is not None and form.kind is not FormatKind.DATE:
            return as_value(shown(cell.value, form))
        return as_value(cell.value)
    if cell.ctype == _DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)  # type: ignore[no-any-return]  # xlrd is untyped
        except (xlrd.xldate.XLDateError, OverflowError):
            return f"{cell.value:.15g}, which is written as a date"
    if cell.ctype == _BOOLEAN:
        return bool(cell.value)
    if cell.ctype == _ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR!")  # type: ignore[no-any-return]  # xlrd is untyped
    return as_value(cell.value) if cell.ctype == _TEXT else None
