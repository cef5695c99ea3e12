"""The paragraphs and tables of a web page, in the order in which it shows them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle, groupby
from xml.etree.ElementTree import Element

from foistats.documents.flow import Block, Paragraph, Table, TableCell
from foistats.documents.limits import current
from foistats.documents.signs import SUBSCRIPTS, SUPERSCRIPTS, numeral
from foistats.formats.html.displays import INLINE
from foistats.formats.html.looks import Look

_SPACES = re.compile(r"[ \t\r\n\f]+")
# As browsers do: a cell over more columns or rows than this is over as many.
_MOST_COLUMNS = 1000
_MOST_ROWS = 65_534
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LISTS = ("ol", "ul", "menu", "dir")
# What stands where something is crossed out, so that the letters beside it don't run together.
_GAP = "\x00"
# What stands in a cell of which everything is crossed out: it is neither blank nor a number.
STRUCK = "[struck out]"
_USUAL = Look(display="inline")

Looks = Mapping[Element, Look]


def blocks_of(root: Element, looks: Looks) -> list[Block]:
    """Everything that is left of a page, from its root element down."""
    flow = _Flow(looks)
    flow.take(root)
    flow.end_paragraph()
    return flow.blocks


def _in_cell(cell: Element, looks: Looks) -> list[Block]:
    flow = _Flow(looks)
    flow.take(cell)
    flow.end_paragraph()
    return flow.blocks or ([Paragraph(STRUCK)] if flow.has_struck else [])


def ends_line(element: Element, looks: Looks) -> bool:
    """True for an element that begins a line of its own."""
    look = looks.get(element, _USUAL)
    return element.tag == "br" or not (
        look.display in INLINE or look.display.startswith("inline-") or look.display == "none"
    )


def is_preformatted(element: Element, looks: Looks) -> bool:
    """True for an element whose line breaks are shown."""
    return looks.get(element, _USUAL).keeps_lines


@dataclass(slots=True)
class _Flow:
    """Blocks that are done, and the pieces of the paragraph that is not."""

    looks: Looks
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    numbers: list[Iterator[str]] = field(default_factory=list)
    # The number of a list item whose text has not begun.
    number: str = ""
    has_struck: bool = False

    def take(self, element: Element) -> None:
        """One element and all in it."""
        tag = element.tag
        look = self.looks.get(element, _USUAL)
        if tag == "br":
            self.pieces.append("\n")
            return
        if tag == "table":
            self.end_paragraph()
            self._take_table(element)
            return
        is_block = ends_line(element, self.looks)
        if is_block:
            self.end_paragraph()
        elif look.apart:
            self.pieces.append(" ")
        if tag in _LISTS:
            self.numbers.append(_numbers(element) if look.numbered else cycle([""]))
        if tag == "li" and self.numbers:
            number = next(self.numbers[-1])
            self.number = number if look.numbered else ""
        self._text(element.text, look)
        for child in element:
            self.take(child)
            self._text(child.tail, look)
        if tag in _LISTS:
            self.numbers.pop()
        if is_block:
            self.end_paragraph()
        elif look.apart:
            self.pieces.append(" ")
        if tag == "li":
            self.number = ""

    def _text(self, text: str | None, look: Look) -> None:
        if not text:
            return
        if look.struck:
            # What is crossed out is said no more.
            self.pieces.append(_GAP)
            self.has_struck = self.has_struck or not text.isspace()
            return
        plain = text.replace("\r\n", "\n") if look.keeps_lines else _SPACES.sub(" ", text)
        shift = {1: SUPERSCRIPTS, -1: SUBSCRIPTS}.get(look.raised)
        self.pieces.append(plain.translate(shift) if shift else plain)

    def end_paragraph(self) -> None:
        """What was gathered becomes paragraphs, parted by blank lines, without outer spaces."""
        text = "".join(self.pieces)
        self.pieces.clear()
        if _GAP in text:
            text = _without_gaps(text)
        lines = (re.sub(r" {2,}", " ", line).strip(" ") for line in text.split("\n"))
        for filled, run in groupby(lines, key=bool):
            if filled:
                said = "\n".join(run)
                self.blocks.append(Paragraph(said, self.number))
                self.number = ""

    def _take_table(self, table: Element) -> None:
        """The cells where they stand; captions and what stands between the rows come above."""
        for element in table:
            if element.tag == "caption":
                self.take(element)
        own = self.looks.get(table, _USUAL)
        self._text(table.text, own)
        sections: list[list[Element]] = []
        for section in _sections(table):
            rows = []
            for element in section:
                if element.tag == "tr":
                    rows.append(element)
                else:
                    self.take(element)
                self._text(element.tail, own)
            sections.append(rows)
        self.end_paragraph()
        cells = [
            TableCell(
                cell.row, cell.col, cell.row_span, cell.col_end, _in_cell(cell.element, self.looks)
            )
            for cell in _placed(sections)
        ]
        if cells:
            self.blocks.append(Table(cells, sum(len(rows) for rows in sections)))


def _without_gaps(text: str) -> str:
    """A text without what was crossed out in it; letters to both sides of that stay apart."""
    text = re.sub(rf"(?<=\w){_GAP}+(?=\w)", " ", text)
    return text.replace(_GAP, "")


def _numbers(element: Element) -> Iterator[str]:
    """The numbers before the items of a list; a list without numbers gives empty ones."""
    if element.tag != "ol":
        return cycle([""])
    start = _whole(element.get("start"), 1, most=100_000)
    style = _LIST_STYLES.get(element.get("type") or "", "decimal")
    return (f"{numeral(n, style)}." for n in count(start))


def _sections(table: Element) -> list[list[Element]]:
    """Rows in the order shown, head first and foot last, and what is no part of a table.

    A cell never reaches out of the section that it stands in.
    """
    head: list[Element] | None = None
    foot: list[Element] | None = None
    between: list[list[Element]] = []
    for child in table:
        if child.tag in ("caption", "colgroup", "col"):
            continue
        if child.tag == "thead" and head is None:
            head = list(child)
        elif child.tag == "tfoot" and foot is None:
            foot = list(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            between.append(list(child))
        else:
            between.append([child])
    return [*([head] if head else []), *between, *([foot] if foot else [])]


@dataclass(slots=True)
class _Placed:
    element: Element
    row: int
    col: int
    row_span: int
    col_end: int


def _placed(sections: Iterable[Sequence[Element]]) -> Iterator[_Placed]:
    """Each cell with its place: cells from above that reach down push those of a row aside."""
    first = 0
    for rows in sections:
        yield from _placed_in(rows, first)
        first += len(rows)


def _placed_in(rows: Sequence[Element], first: int) -> Iterator[_Placed]:
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
            yield _Placed(cell, first + row, col, min(down, len(rows) - row), col_end)
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
