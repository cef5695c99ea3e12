"""Delimited text: which encoding, which delimiter, and nothing swallowed on the way."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from foistats.documents.limits import current
from foistats.documents.model import Document, Grid, Value
from foistats.documents.refusals import broken, too_large, unsupported
from foistats.documents.second_reading import differ, doubt_split
from foistats.errors import DocumentRefused
from schemas.problem_codes import ProblemCode

DELIMITERS = ",;\t|"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Form feeds end pages of printed reports; all other controls mark a file that is not text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
_SAMPLE_ROWS = 200


def read_text_table(content: bytes, *, one_column: bool) -> Document:
    """The rows of a delimited text; every value stays text as written.

    `one_column` allows a text without any delimiter, as a .csv with a single column has none.
    """
    document = Document()
    text = text_of(document, content)
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter(text, one_column=one_column)
    longest = max((line.count(delimiter) for line in text.splitlines()), default=0) + 1
    if longest > current().columns:
        raise too_large(f"a line of {longest} columns", f"at most {current().columns} columns")
    rows = list(_rows(text, delimiter))
    width = max((len(row) for row in rows), default=0)
    most = current().cells_per_sheet
    if width * len(rows) > most:
        raise too_large(f"{len(rows)} rows by {width} columns", f"at most {most} cells")
    if delimiter == ",":
        _refuse_split_thousands(rows)
    unsure, differing = doubt_split(text, delimiter, rows)
    grid = Grid(
        "csv",
        [_padded(row, width) for row in rows],
        second="a plain split of the lines",
        doubtful=frozenset(unsure | differing.keys()),
    )
    differ(document, grid, differing)
    while grid.rows and not any(value is not None for value in grid.rows[-1]):
        grid.rows.pop()
    document.grids.append(grid)
    return document


def text_of(document: Document, content: bytes) -> str:
    """A text's letters; a file with control characters is no text."""
    text = _decode(document, content)
    found = _CONTROLS.search(text)
    if found:
        line = len(text[: found.start()].splitlines()) or 1
        raise broken(f"a control character (code {ord(found[0])}) on line {line}: this is not text")
    return text


def _decode(document: Document, content: bytes) -> str:
    """A byte order mark, else strict UTF-8, else cp1252 with a remark; never statistics."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding).rstrip("\x1a")
            except UnicodeDecodeError as error:
                raise broken(f"not the {encoding} that its first bytes promise") from error
    try:
        return content.decode("utf-8").rstrip("\x1a")
    except UnicodeDecodeError as first:
        try:
            text = content.decode("cp1252").rstrip("\x1a")
        except UnicodeDecodeError as error:
            raise broken("neither UTF-8 nor cp1252 text") from error
        line = content.count(b"\n", 0, first.start) + 1
        document.remarks.append(
            (ProblemCode.TEXT_GUESSED, f"line {line}", "text that is not UTF-8, read as cp1252")
        )
        return text


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        found = (
            f"line {reader.line_num} and after is no delimited text: a quote isn't closed, mostly"
        )
        raise broken(found) from error


def _delimiter(text: str, *, one_column: bool) -> str:
    """The delimiter that gives the rows of the table one width; titles and notes may be shorter."""
    fits: dict[str, float] = {}
    faults = []
    for candidate in DELIMITERS:
        if candidate not in text:
            continue
        try:
            widths = [len(row) for row in islice(_rows(text, candidate), _SAMPLE_ROWS) if any(row)]
        except DocumentRefused as refusal:
            faults.append(refusal)
            continue
        many = Counter(width for width in widths if width > 1)
        if many:
            fits[candidate] = max(many.values()) / len(widths)
    if not fits:
        if faults:
            raise faults[0]
        if one_column:
            return ","
        raise unsupported("text without columns", "type the table into a workbook and receive that")
    best = max(fits.values())
    chosen = [candidate for candidate, share in fits.items() if share == best]
    if len(chosen) > 1:
        names = " and ".join(repr(one) for one in chosen)
        raise unsupported(
            f"text that {names} divide equally well",
            "open it in a spreadsheet, see that the columns are right and save it as .xlsx",
        )
    return chosen[0]


def _refuse_split_thousands(rows: Iterable[list[str]]) -> None:
    """Refuse `1,204` without quotes, which a comma divides into 1 and 204.

    It shows as a row that is wider than the rows above it in the same block, or as three digits in
    a column that nothing above them heads. Blank fields at the end of a row are none: spreadsheets
    fill all rows up to one width.
    """
    heads: set[int] = set()
    widest = 0
    for number, row in enumerate(rows, 1):
        filled = [at for at, field in enumerate(row) if field and not field.isspace()]
        if not filled:
            heads, widest = set(), 0
            continue
        width = filled[-1] + 1
        if widest > 1 and not _ends_in_its_sum(row[:width]):
            for at, (left, right) in enumerate(pairwise(row), 1):
                alone = at not in heads and at - 1 in heads
                if (width > widest or alone) and _may_be_one(left, right):
                    raise broken(
                        f"row {number} has {width} fields where the rows above have {widest}, "
                        f"and '{left},{right}' may be one number"
                        if width > widest
                        else f"nothing heads the '{right}' of row {number}, "
                        f"and '{left},{right}' may be one number"
                    )
        heads.update(filled)
        widest = max(widest, width)


def _may_be_one(left: str, right: str) -> bool:
    """True for what a comma leaves of a number with thousands: `1` and `204`."""
    return bool(re.fullmatch(r"\d{1,3}", left.strip()) and re.fullmatch(r"\d{3}", right.strip()))


def _ends_in_its_sum(row: list[str]) -> bool:
    """True where the last field is the sum of the others: a total that has no heading."""
    figures = [int(field) for field in row if field.strip().isdecimal()]
    return len(figures) > 2 and row[-1].strip().isdecimal() and figures[-1] == sum(figures[:-1])


def _padded(row: list[str], width: int) -> list[Value]:
    cells: list[Value] = [value if value and not value.isspace() else None for value in row]
    if len(cells) < width:
        cells.extend([None] * (width - len(cells)))
    return cells
