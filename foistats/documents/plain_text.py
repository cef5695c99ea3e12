"""Plain text: paragraphs as their writer parted them, and the tables that stand among them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from foistats.documents.flow import Block, Paragraph, Table, TableCell, document_of, is_layout
from foistats.documents.limits import CELLS_PER_SHEET
from foistats.documents.model import Document
from foistats.documents.quoted import quoted_lines
from foistats.documents.refusals import too_large
from foistats.documents.text_table import decode_text_file, read_rows, table_delimiter
from schemas.problem_codes import ProblemCode

_COLUMN_GAP = re.compile(r"\s*\t\s*| {2,}")
_FEWEST_ROWS = 2
_TEXT_TABLE_SUFFIXES = (".csv", ".tsv", ".tab")


class Line(NamedTuple):
    """One line of a text and its number, counted from 1."""

    number: int
    text: str


def read_text(content: bytes, suffix: str) -> Document:
    """A table where the text is one, else its paragraphs; never both of the same lines."""
    document = Document()
    text = decode_text_file(document, content)
    delimiter = table_delimiter(text, is_table=suffix in _TEXT_TABLE_SUFFIXES)
    if delimiter:
        read_rows(document, text, delimiter)
        return document
    if len(text) > CELLS_PER_SHEET:
        raise too_large(f"a text of {len(text)} letters", f"at most {CELLS_PER_SHEET}")
    lines = [Line(number, line) for number, line in enumerate(_lines_of(text), 1)]
    quoted = quoted_lines([line.text for line in lines], headed=True)
    read = document_of(text_blocks([_unless(line, q) for line, q in zip(lines, quoted, strict=True)]))
    read.remarks = document.remarks
    return read


def _unless(line: Line, quoted: bool) -> Line:
    return line._replace(text="") if quoted else line


def _lines_of(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n|\f", text)


def text_blocks(lines: Sequence[Line], *, placed: bool = True) -> Iterator[Block]:
    """Paragraphs, parted by blank lines, and the aligned tables among their lines.

    `placed` gives paragraphs their lines as place (`lines 4-6`).
    """
    for filled, run in groupby(lines, key=lambda line: bool(line.text.strip())):
        if not filled:
            continue
        paragraph = list(run)
        for rows, part in _parted(paragraph):
            if rows:
                yield _table(rows)
            else:
                text = "\n".join(line.text.rstrip() for line in part)
                yield Paragraph(text, place=_place(part) if placed else "")


def _place(lines: Sequence[Line]) -> str:
    first, last = lines[0].number, lines[-1].number
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _parted(lines: Sequence[Line]) -> Iterator[tuple[list[list[str]], list[Line]]]:
    """Stretches of lines: rows of a table with their fields, or lines of text without any."""
    text: list[Line] = []
    for width, run in groupby(lines, key=lambda line: len(_fields(line.text))):
        stretch = list(run)
        rows = [_fields(line.text) for line in stretch]
        if width > 1 and len(stretch) >= _FEWEST_ROWS and not is_layout(_table(rows)):
            if text:
                yield [], text
                text = []
            yield rows, stretch
        else:
            text += stretch
    if text:
        yield [], text


def _fields(line: str) -> list[str]:
    """The cells of a line whose columns are parted by tabs, bars or wide gaps.

    A blank cell makes a line of gaps narrower than its neighbours: it is no row of theirs then,
    so that no count slips into the column beside its own.
    """
    if line.count("|") > 1:
        return [field.strip() for field in line.strip().strip("|").split("|")]
    if "\t" in line.strip():
        exact = line.rstrip("\r\n").split("\t")
        if all(field.strip() for field in exact[1:]):
            return [field.strip() for field in exact]
    return [field.strip() for field in _COLUMN_GAP.split(line.rstrip())]


def _table(rows: Sequence[Sequence[str]]) -> Table:
    cells = [
        TableCell(r, c, 1, c + 1, [Paragraph(field)])
        for r, row in enumerate(rows)
        for c, field in enumerate(row)
    ]
    return Table(cells, len(rows))


def guessed_remark(place: str) -> tuple[str, str, str]:
    """What is told of a text whose encoding is neither stated nor UTF-8."""
    return (ProblemCode.TEXT_GUESSED, place, "text that is not UTF-8, read as cp1252")
