"""The paragraphs and tables of a web page, in the order in which it shows them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle, groupby
from typing import Any

from foistats.documents.flow import Block, Paragraph, Table, TableCell
from foistats.documents.html_tree import Hidden
from foistats.documents.limits import current
from foistats.documents.list_numbers import numeral

BLOCK_TAGS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend"),
        *("li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
# What is struck out is said no more.
_STRUCK_TAGS = frozenset(("del", "s", "strike"))
_STRUCK = re.compile(r"\btext-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_RAISED = re.compile(r"\bvertical-align\s*:\s*super\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# As browsers do: a cell over more columns or rows than this is over as many.
_MOST_COLUMNS = 1000
_MOST_ROWS = 65_534
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def blocks_of(root: Any, is_hidden: Hidden) -> list[Block]:
    """Everything that a page shows, from its root element down."""
    flow = _Flow(is_hidden)
    flow.take(root)
    flow.end_paragraph()
    return flow.blocks


@dataclass(slots=True)
class _Flow:
    """Blocks that are done, and the pieces of the paragraph that is not."""

    is_hidden: Hidden
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    numbers: list[Iterator[str]] = field(default_factory=list)
    # The number of a list item whose text has not begun.
    number: str = ""

    def take(self, element: Any, *, shift: dict[int, int] | None = None, pre: bool = False) -> None:
        """One element and all in it; `shift` raises or lowers its digits."""
        tag = element.tag
        if not isinstance(tag, str) or self.is_hidden(element) or _is_struck(element):
            return
        if tag == "br":
            self.pieces.append("\n")
            return
        if tag == "table":
            self.end_paragraph()
            self._take_table(element)
            return
        style = element.get("style") or ""
        if tag == "sup" or _RAISED.search(style):
            shift = SUPERSCRIPTS
        elif tag == "sub":
            shift = SUBSCRIPTS
        pre = pre or tag in ("pre", "textarea")
        is_block = tag in BLOCK_TAGS
        if is_block:
            self.end_paragraph()
        if tag in ("ol", "ul", "menu", "dir"):
            self.numbers.append(_numbers(element))
        if tag == "li" and self.numbers:
            self.number = next(self.numbers[-1])
        self._text(element.text, shift, pre=pre)
        for child in element:
            self.take(child, shift=shift, pre=pre)
            self._text(child.tail, shift, pre=pre)
        if tag in ("ol", "ul", "menu", "dir"):
            self.numbers.pop()
        if is_block:
            self.end_paragraph()
        if tag == "li":
            self.number = ""

    def _text(self, text: str | None, shift: dict[int, int] | None, *, pre: bool) -> None:
        if text:
            plain = text.replace("\r\n", "\n") if pre else _SPACES.sub(" ", text)
            self.pieces.append(plain.translate(shift) if shift else plain)

    def end_paragraph(self) -> None:
        """What was gathered becomes paragraphs, parted by blank lines, without outer spaces."""
        text = "".join(self.pieces)
        self.pieces.clear()
        lines = (re.sub(r" {2,}", " ", line).strip(" ") for line in text.split("\n"))
        for filled, run in groupby(lines, key=bool):
            if filled:
                said = "\n".join(run)
                self.blocks.append(Paragraph(said, self.number))
                self.number = ""

    def _take_table(self, table: Any) -> None:
        """The cells where they stand; captions and what stands between the rows come above."""
        rows: list[Any] = []
        for element in table:
            if element.tag == "caption":
                self.take(element)
        self._text(table.text, None, pre=False)
        unseen = set(_unseen_columns(table, self.is_hidden))
        for element in _rows_and_others(table, self.is_hidden):
            if element.tag == "tr":
                rows.append(element)
            else:
                self.take(element)
            self._text(element.tail, None, pre=False)
        self.end_paragraph()
        cells = [
            TableCell(
                cell.row,
                cell.col,
                cell.row_span,
                cell.col_end,
                [] if cell.col in unseen else self._inside(cell.element),
            )
            for cell in _placed(rows)
        ]
        if cells:
            self.blocks.append(Table(cells, len(rows)))

    def _inside(self, element: Any) -> list[Block]:
        return blocks_of(element, self.is_hidden)


def _is_struck(element: Any) -> bool:
    return element.tag in _STRUCK_TAGS or bool(_STRUCK.search(element.get("style") or ""))


def _numbers(element: Any) -> Iterator[str]:
    """The numbers before the items of a list; a list without numbers gives empty ones."""
    if element.tag != "ol":
        return cycle([""])
    start = _whole(element.get("start"), 1, most=100_000)
    style = _LIST_STYLES.get(element.get("type") or "", "decimal")
    return (f"{numeral(n, style)}." for n in count(start))


def _rows_and_others(table: Any, is_hidden: Hidden) -> Iterator[Any]:
    """Rows in the order shown, head first and foot last, and what is no part of a table."""
    sections: dict[str, list[Any]] = {"thead": [], "": [], "tfoot": []}
    for child in table:
        if not isinstance(child.tag, str) or child.tag in ("caption", "colgroup", "col"):
            continue
        if is_hidden(child):
            continue
        place = sections[child.tag if child.tag in ("thead", "tfoot") else ""]
        if child.tag in ("thead", "tbody", "tfoot"):
            place += [row for row in child if isinstance(row.tag, str) and not is_hidden(row)]
        else:
            place.append(child)
    for place in sections.values():
        yield from place


def _unseen_columns(table: Any, is_hidden: Hidden) -> Iterator[int]:
    """Columns that a spreadsheet hid before it wrote the page."""
    col = 0
    for element in table.iter("col"):
        if next(element.iterancestors("table")) is not table:
            continue
        span = _whole(element.get("span"), 1, most=_MOST_COLUMNS)
        if is_hidden(element):
            yield from range(col, col + span)
        col += span


@dataclass(slots=True)
class _Placed:
    element: Any
    row: int
    col: int
    row_span: int
    col_end: int


def _placed(rows: Sequence[Any]) -> Iterator[_Placed]:
    """Each cell with its place: cells from above that reach down push those of a row aside."""
    reaching: list[tuple[int, int, int]] = []
    for row, element in enumerate(rows):
        reaching = sorted(one for one in reaching if one[2] > row)
        above = iter([*reaching, (current().columns, current().columns, 0)])
        start, end, _ = next(above)
        col = 0
        added = []
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while start <= col < current().columns:
                col = max(col, end)
                start, end, _ = next(above, (current().columns, current().columns, 0))
            if col >= current().columns:
                break
            across = max(_whole(cell.get("colspan"), 1, most=_MOST_COLUMNS), 1)
            down = _whole(cell.get("rowspan"), 1, most=_MOST_ROWS) or len(rows) - row
            # A cell that would lie over one from above ends where that begins.
            col_end = min(col + across, start)
            yield _Placed(cell, row, col, min(down, len(rows) - row), col_end)
            if down > 1:
                added.append((col, col_end, row + down))
            col = col_end
        reaching += added


def _whole(text: str | None, otherwise: int, *, most: int) -> int:
    """A number as an attribute gives it, at most `most`."""
    match = re.match(r"\s*\+?(\d{1,9})", text or "")
    return min(int(match[1]), most) if match else otherwise


def plain_text(blocks: Iterable[Block]) -> str:
    """All text of some blocks, tables cell by cell, a line for each line."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(f"{block.number} {block.text}" if block.number else block.text)
        else:
            lines += filter(None, (plain_text(cell.blocks) for cell in block.cells))
    return "\n".join(lines)
