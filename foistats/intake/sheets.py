"""CSV files that people keep in a spreadsheet: read as any program saves them, added to in kind."""

import csv
import io
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from foistats.errors import WorkspaceError

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t|"


class SheetLine(NamedTuple):
    """One line that isn't blank; `number` counts from 1 with the header. `extra` is beyond it."""

    number: int
    values: Mapping[str, str]
    extra: tuple[str, ...]


class Sheet(NamedTuple):
    """A CSV file with a header, and how it was saved. `unknown` are columns nobody asked for."""

    columns: tuple[str, ...]
    lines: tuple[SheetLine, ...]
    unknown: tuple[str, ...]
    encoding: str
    delimiter: str
    newline: str


def content_of(path: Path, name: str) -> bytes:
    """The bytes of a file that people keep; raises WorkspaceError where it can't be opened."""
    try:
        return path.read_bytes()
    except OSError as reason:
        raise WorkspaceError(
            f"{name} can't be opened: {reason.strerror}; make it readable"
        ) from reason


def read_sheet(content: bytes, *, known: Sequence[str], name: str) -> Sheet:
    """The lines of a CSV file; raises WorkspaceError where it isn't one.

    Excel saves UTF-8 with a mark, UTF-16, or the Windows code page, with commas or semicolons.
    """
    text, encoding = _decoded(content, name)
    newline = "\r\n" if "\r\n" in text else "\n"
    rows = text.splitlines(keepends=True)
    first = next((n for n, row in enumerate(rows) if row.strip(" \t\r\n,;|")), None)
    if first is None:
        return Sheet((), (), (), encoding, ",", newline)
    if rows[first].lower().startswith("sep=") and first + 1 < len(rows):
        first += 1
    delimiter = max(_DELIMITERS, key=lambda d: _known_columns(rows[first], d, known))
    reader = csv.reader(
        io.StringIO("".join(rows[first:]), newline=""), delimiter=delimiter, strict=True
    )
    try:
        header = [_column(cell) for cell in next(reader)]
        while header and not header[-1]:
            header.pop()
        doubled = sorted({column for column in header if column and header.count(column) > 1})
        if doubled:
            raise WorkspaceError(f"{name} has two columns {doubled[0]!r}; delete one of them")
        lines = []
        number = first + reader.line_num + 1
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                values = dict(zip(header, [*cells, *[""] * len(header)], strict=False))
                extra = tuple(cell for cell in cells[len(header) :] if cell)
                lines.append(SheetLine(number, values, extra))
            number = first + reader.line_num + 1
    except csv.Error as reason:
        raise WorkspaceError(
            f"{name} is no readable CSV near line {first + reader.line_num}: {reason}; open it in a"
            " spreadsheet, correct it and save it as CSV UTF-8"
        ) from reason
    unknown = tuple(column for column in header if column not in known)
    return Sheet(tuple(header), tuple(lines), unknown, encoding, delimiter, newline)


def nearest(word: str, known: Sequence[str]) -> str:
    """What a person may have meant, as the end of a sentence.

    >>> nearest("recieved_on", ["received_on", "note"]), nearest("zz", ["received_on", "note"])
    ('did you mean received_on?', 'known: received_on, note')
    """
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"


def encoded_line(sheet: Sheet, values: Mapping[str, str]) -> bytes:
    """One more line for a file, in the file's own columns, delimiter and encoding."""
    written = io.StringIO()
    csv.writer(written, delimiter=sheet.delimiter, lineterminator=sheet.newline).writerow(
        [values.get(column, "") for column in sheet.columns]
    )
    encoding = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(sheet.encoding, sheet.encoding)
    return written.getvalue().encode(encoding)


def with_cells(content: bytes, sheet: Sheet, number: int, values: Mapping[str, str]) -> bytes:
    """A file with other values in some cells of the line with a number; all else stays as it is.

    Raises WorkspaceError where the file can't say it.
    """
    text, encoding = _decoded(content, "the file")
    lines = list(io.StringIO(text, newline=""))
    begin = number - 1
    reader = csv.reader(lines[begin:], delimiter=sheet.delimiter, strict=True)
    cells = next(reader)
    end = begin + reader.line_num
    cells += [""] * (len(sheet.columns) - len(cells))
    for column, value in values.items():
        if column not in sheet.columns:
            raise WorkspaceError(f"there is no column {column}; add it")
        cells[sheet.columns.index(column)] = value
    newline = next((n for n in ("\r\n", "\n", "\r") if lines[end - 1].endswith(n)), "")
    written = io.StringIO()
    csv.writer(written, delimiter=sheet.delimiter, lineterminator=newline).writerow(cells)
    whole = "".join([*lines[:begin], written.getvalue(), *lines[end:]])
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    mark = next((one for one in _MARKS if content.startswith(one)), b"")
    try:
        return mark + whole.encode(plain)
    except UnicodeEncodeError as reason:
        raise WorkspaceError(
            f"the file is saved in an encoding that lacks {reason.object[reason.start]!r}; save it"
            " from the spreadsheet as CSV UTF-8"
        ) from reason


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = ["utf-16" if content.startswith(b"\xff\xfe") else "utf-16-be"]
    else:
        tries = ["utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8", "cp1252"]
    for encoding in tries:
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise WorkspaceError(f"{name} is not a text file; save it from the spreadsheet as CSV UTF-8")


def _known_columns(row: str, delimiter: str, known: Sequence[str]) -> int:
    return sum(_column(cell) in known for cell in row.split(delimiter))


def _column(cell: str) -> str:
    return "_".join(cell.strip().strip('"').casefold().split())
