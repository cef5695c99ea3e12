"""Plain text: paragraphs as their writer parted them, and the tables that stand among them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from foistats.documents.flow import (
    Block,
    Paragraph,
    Table,
    TableCell,
    is_figure,
    is_layout,
)
from foistats.documents.text_table import DELIMITERS
from schemas.problem_codes import ProblemCode

_SEPARATOR_LINE = re.compile(r'"?sep=.', re.IGNORECASE)
_SAMPLE_LINES = 200
_FEWEST_ROWS = 2
# A cell of a sentence goes on after its comma with a space and a word, or ends in a full stop.
_GOES_ON = re.compile(r"\s+[^\W\d]")
_ENDS_SENTENCE = re.compile(r"(?=.*[^\W\d]).*\s.*[.;?!]|[^\W\d]+[.:;?!]")
# Two spaces after a full stop, or any gap after a colon, are how people type, and no columns.
_COLUMN_GAP = re.compile(r"(?<![.:;!?\s])(?:[ ]*\t\s*|\s{2,})")
# The comma of "In 2018/19: 7,050" divides thousands; one that divides cells has none before it.
_THOUSANDS = re.compile(r"(?<=[ :£(])\d{1,3}(?:,\d{3})+(?![\d,])")
_RULE = re.compile(r"\s*[-+=|_][-+=|_:\s]{2,}")


class Line(NamedTuple):
    """One line of a text and its number, counted from 1."""

    number: int
    text: str


def is_table(text: str) -> bool:
    """True where one delimiter divides most lines alike, and not as commas divide sentences.

    >>> is_table("Offence,2018/19\\nStalking,39\\nHarassment,41")
    True
    >>> is_table("Dear Sir,\\nIn 2018/19, we held 39.\\nIn 2019/20, we held 41.\\nYours,\\nJo")
    False
    >>> is_table("Burglaries 2018/19: 7,050\\nBurglaries 2019/20: 6,800")
    False
    """
    if _SEPARATOR_LINE.match(text):
        return True
    return any(_divides(text, delimiter) for delimiter in DELIMITERS if delimiter in text)


def _divides(text: str, delimiter: str) -> bool:
    sample = "".join(islice(io.StringIO(text, newline=None), _SAMPLE_LINES))
    if delimiter == ",":
        sample = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), sample)
    try:
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)]
    except csv.Error:
        return False
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return False
    width, alike = max(widths.items(), key=lambda one: (one[1], one[0]))
    if alike < _FEWEST_ROWS or 2 * alike < len(rows):
        return False
    if delimiter in "\t|":
        return True
    sentences = sum(_reads_on(row) for row in rows if len(row) == width)
    return 4 * sentences <= alike and alike - sentences >= _FEWEST_ROWS


def _reads_on(row: Sequence[str]) -> bool:
    """True for the pieces of a sentence, as a delimiter of tables would part it."""
    ends = len(row) == 2 and not row[1].strip()
    goes_on = any(_GOES_ON.match(field) for field in row[1:])
    return ends or goes_on or _ENDS_SENTENCE.fullmatch(row[-1].strip()) is not None


def text_blocks(
    lines: Sequence[Line], *, placed: bool
) -> tuple[list[Block], list[tuple[str, str, str]]]:
    """Paragraphs, parted by blank lines, the tables among their lines, and remarks.

    With `placed`, paragraphs have their lines for a place (`lines 4-6`). Lines that look like rows
    whose columns can't be told are in no paragraph: a remark says where they are.
    """
    blocks: list[Block] = []
    unread: list[tuple[str, str, str]] = []
    for filled, run in groupby(lines, key=lambda line: bool(line.text.strip())):
        if not filled:
            continue
        text: list[Line] = []
        for in_columns, part in _stretches(list(run)):
            rows = _rows(part)
            table = _table(rows) if in_columns else None
            if table is None and not (in_columns and _are_rows(rows)):
                text += part
                continue
            blocks += _paragraph(text, placed=placed)
            text = []
            if table is not None:
                blocks.append(table)
            else:
                what = f"a table that is not read, from '{part[0].text.strip()[:40]}'"
                why = "its rows have different numbers of columns"
                unread.append((ProblemCode.LAYOUT_UNCLEAR, _place(part), f"{what}: {why}"))
        blocks += _paragraph(text, placed=placed)
    return blocks, unread


def _stretches(paragraph: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Lines in columns and lines of text, in turn; rules drawn of dashes are neither."""
    lines = [line for line in paragraph if not _RULE.fullmatch(line.text)]
    for in_columns, run in groupby(lines, key=lambda line: len(_fields(line.text)) > 1):
        yield in_columns, list(run)


def _paragraph(lines: Sequence[Line], *, placed: bool) -> list[Block]:
    if not lines:
        return []
    text = "\n".join(line.text.rstrip() for line in lines)
    return [Paragraph(text, place=_place(lines) if placed else "")]


def _place(lines: Sequence[Line]) -> str:
    first, last = lines[0].number, lines[-1].number
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _fields(line: str) -> list[str]:
    """The cells of a line whose columns are parted by tabs, bars or wide gaps.

    A blank cell makes a line of gaps narrower than its neighbours: it is no row of theirs then,
    so that no count slips into the column beside its own.
    """
    if line.count("|") > 1:
        inner = line.strip().removeprefix("|").removesuffix("|")
        return [field.strip() for field in inner.split("|")]
    fields = [field.strip() for field in line.strip().split("\t")]
    if len(fields) > 2 and all(fields[1:]):
        return fields
    return [field.strip() for field in _COLUMN_GAP.split(line.strip())]


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    """The fields of lines in columns; a heading that begins further in leaves the first blank."""
    rows = [_fields(line.text) for line in lines]
    widths = {len(row) for row in rows[1:]}
    if widths == {len(rows[0]) + 1} and lines[0].text.startswith(("  ", "\t")):
        rows[0] = ["", *rows[0]]
    return rows


def _table(rows: Sequence[Sequence[str]]) -> Table | None:
    """Lines of one width as a table, where they hold figures and not sentences."""
    if len(rows) < _FEWEST_ROWS or len({len(row) for row in rows}) > 1:
        return None
    cells = [
        TableCell(r, c, 1, c + 1, [Paragraph(field)])
        for r, row in enumerate(rows)
        for c, field in enumerate(row)
    ]
    table = Table(cells, len(rows))
    return None if is_layout(table) else table


def _are_rows(rows: Sequence[Sequence[str]]) -> bool:
    """True where figures stand alone in the columns of most lines."""
    figures = sum(any(is_figure(field) for field in row[1:]) for row in rows)
    return figures >= _FEWEST_ROWS and 2 * figures >= len(rows)
