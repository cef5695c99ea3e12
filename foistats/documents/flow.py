"""Running text with tables in it, as letters, web pages and messages have, made a document.

A table in which nothing but the page is laid out (a letterhead, questions beside answers) is no
grid: what its cells say is running text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from foistats.documents.limits import current
from foistats.documents.model import Document, Grid, Merge, Passage, Value
from foistats.documents.refusals import too_large
from schemas.problem_codes import ProblemCode

# As many lines above and below a table as can say something about it.
_LINES_AROUND = 12
# What stands alone in a cell of figures: a number, a mark for one, or a word for none.
_FIGURE = re.compile(
    r"[<>≤≥~£(\s]*\d[\d,.\s]*[%)*†]*|[-–—*~.#]{1,3}|n/?[akd]|nil|none|zero|(?:fewer|less|more)\b.{1,12}",
    re.IGNORECASE,
)
_PROSE_WORDS = 8
_LAYOUT_WIDTH = 3


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its line breaks, and the number that a list gives it.

    `place` says where it stands if it isn't in the running text (`footnote 2`). `indent` is how far
    it is set in, in steps of about two blanks. `is_caption` is True where the sender's program
    calls it the caption of a table or picture. `struck` is what of it is crossed out, and so no
    part of `text`.
    """

    text: str
    number: str = ""
    place: str = ""
    indent: int = 0
    is_caption: bool = False
    struck: str = ""


@dataclass(slots=True)
class TableCell:
    """A cell and the columns on which it begins and the next one would.

    Columns are counted in any unit in which the cells of one table can be compared.
    """

    row: int
    col: int
    row_span: int
    col_end: int
    blocks: "list[Block]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text; tables inside it are tables of their own."""
        return "\n".join(block.text for block in self.paragraphs)

    @property
    def paragraphs(self) -> "list[Paragraph]":
        """Its own paragraphs."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def indent(self) -> int:
        """How far its first paragraph with any text is set in."""
        return next(
            (paragraph.indent for paragraph in self.paragraphs if not is_blank(paragraph.text)), 0
        )


@dataclass(slots=True)
class Table:
    """A table as it stands in the text: its cells row by row, and how many rows it has.

    `notes` are footnotes that its cells point to.
    """

    cells: list[TableCell]
    height: int
    notes: tuple[str, ...] = ()


Block = Paragraph | Table


def document_of(blocks: Iterable[Block]) -> Document:
    """Grids and passages in the order of the text, with the lines around each table."""
    blocks = list(blocks)
    document = Document(lines_in_order=lambda: list(lines_of(blocks)))
    titles: set[str] = set()
    items = list(_items(blocks, document, titles))
    at = [i for i, item in enumerate(items) if isinstance(item, Grid)]
    around = zip([-1, *at], at, [*at[1:], len(items)], document.grids, strict=False)
    for before, here, after, grid in around:
        grid.caption = tuple(_lines(items[before + 1 : here]))[-_LINES_AROUND:]
        below = items[here + 1 : after]
        first = next((n for n, item in enumerate(below) if _is_noted(item)), len(below))
        # What stands right below a table comes before the notes that its cells point to.
        text, noted = (tuple(_lines(part)) for part in (below[:first], below[first:]))
        grid.notes = (*text[:_LINES_AROUND], *grid.notes, *noted[:_LINES_AROUND])
        grid.titles = tuple(line for line in (*grid.caption, *grid.notes) if line in titles)
    return document


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """One line for each paragraph and table row, the cells of a row parted by tabs.

    A table in which the page is laid out gives its paragraphs. Numbers that a list gives its items
    are no text of theirs.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            if not is_blank(block.text):
                yield _on_one_line(block.text)
        elif is_layout(block):
            for cell in block.cells:
                yield from lines_of(cell.blocks)
        else:
            for row in sorted({cell.row for cell in block.cells}):
                cells = sorted((c for c in block.cells if c.row == row), key=lambda cell: cell.col)
                yield "\t".join(_on_one_line(cell.text) for cell in cells)


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split("\n")).strip()


def _is_noted(item: Passage | Grid) -> bool:
    return isinstance(item, Passage) and item.place.startswith(("footnote", "endnote"))


def _items(
    blocks: Iterable[Block], document: Document, titles: set[str]
) -> Iterator[Passage | Grid]:
    for block in _flat(blocks):
        if isinstance(block, Paragraph):
            text = block.text.strip("\n")
            place = block.place or f"paragraph {len(document.passages) + 1}"
            if is_blank(text):
                _remark_on([block], f"before {place}", document)
                continue
            numbered = f"{block.number} {text}" if block.number else text
            passage = Passage(place, numbered)
            document.passages.append(passage)
            if block.is_caption:
                titles.update(numbered.split("\n"))
            _remark_on([block], place, document)
            yield passage
        else:
            grid = _grid_of(block, document)
            document.grids.append(grid)
            yield grid


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Paragraphs and tables of figures in order; tables inside tables follow the outer one."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        layout = is_layout(block)
        if not layout:
            yield block
        for cell in block.cells:
            yield from _flat(one for one in cell.blocks if layout or isinstance(one, Table))


def is_layout(table: Table) -> bool:
    """True for a table whose cells hold text to be read on, and no figures."""
    filled = [cell for cell in table.cells if not is_blank(cell.text) or _inner(cell)]
    if not filled:
        return True
    width = len({cell.col for cell in table.cells})
    if len(table.cells) == 1 or len(filled) == 1:
        return not is_figure(filled[0].text) or _inner(filled[0])
    figures = [cell for cell in filled if is_figure(cell.text)]
    if width == 1:
        return 2 * len(figures) < len(filled)
    first = min(cell.col for cell in table.cells)
    # A column of question numbers is none of figures.
    if any(cell.col > first for cell in figures):
        return False
    if any(_inner(cell) for cell in filled):
        return True
    return width <= _LAYOUT_WIDTH and any(_is_prose(cell.text) for cell in filled)


def _inner(cell: TableCell) -> bool:
    return any(isinstance(block, Table) for block in cell.blocks)


def is_figure(text: str) -> bool:
    """True for what stands alone in a cell of figures."""
    return _FIGURE.fullmatch(text.strip()) is not None


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _PROSE_WORDS


def is_blank(text: str) -> bool:
    """True for text of which nothing is seen."""
    return not text.strip().strip("\u200b\u200c\u200d\u2060\ufeff").strip()


def _remark_on(paragraphs: Iterable[Paragraph], place: str, document: Document) -> None:
    """Have figures told that are crossed out, and so are none."""
    for paragraph in paragraphs:
        if any(sign.isdigit() for sign in paragraph.struck):
            said = f"{paragraph.struck.strip()[:60]!r} is crossed out"
            document.remarks.append((ProblemCode.FIGURE_LEFT_OUT, place, said))


def _grid_of(table: Table, document: Document) -> Grid:
    """Cells in the columns on which at least one of them begins."""
    starts = sorted({cell.col for cell in table.cells})
    width, height = len(starts), table.height
    if width * height > current().cells_per_sheet:
        raise too_large(
            f"a table of {height} rows by {width} columns", f"{current().cells_per_sheet} cells"
        )
    rows: list[list[Value]] = [[None] * width for _ in range(height)]
    merges = []
    grid = Grid(f"table {len(document.grids) + 1}", rows, notes=table.notes, is_sheet=False)
    for cell in table.cells:
        col = bisect_right(starts, cell.col) - 1
        col_end = max(col, bisect_right(starts, cell.col_end - 1) - 1)
        row_end = min(cell.row + cell.row_span, height) - 1
        text = cell.text.strip("\n")
        rows[cell.row][col] = None if is_blank(text) else text
        if (row_end, col_end) != (cell.row, col):
            merges.append(Merge(cell.row, col, row_end, col_end))
        if cell.indent and not is_figure(text):
            grid.indents[cell.row, col] = cell.indent
        _remark_on(cell.paragraphs, grid.place(cell.row, col), document)
    grid.merges = tuple(sorted(merges))
    filled = [r for r, row in enumerate(rows) if any(value is not None for value in row)]
    reached = [m.row_end for m in grid.merges if rows[m.row][m.col] is not None]
    last = max([*filled, *reached], default=-1)
    del grid.rows[last + 1 :]
    clipped = (m._replace(row_end=min(m.row_end, last)) for m in grid.merges if m.row <= last)
    grid.merges = tuple(m for m in clipped if m[:2] != m[2:])
    return grid


def _lines(items: Iterable[Passage | Grid]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Passage):
            yield from item.text.split("\n")


def merged_starts(rows: Sequence[Sequence[int]], *, apart: int) -> dict[int, int]:
    """Where columns begin, those less than `apart` from each other taken for one.

    Borders that were dragged by hand miss each other by a hair. Two cells of one row never
    become one column.
    """
    taken: dict[int, int] = {}
    in_row = [set(row) for row in rows]
    group: list[int] = []
    for start in sorted({start for row in rows for start in row}):
        near = bool(group) and start - group[0] < apart
        if near and all(len(row & {*group, start}) <= 1 for row in in_row):
            group.append(start)
        else:
            group = [start]
        taken[start] = group[0]
    return taken
