"""PDF files: the tables of every page, joined where they run over, and the text around them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from foistats.documents.model import Document, Grid, Merge, Passage
from foistats.documents.refusals import unsupported
from foistats.formats.pdf.cells import PageTable, text_lines
from foistats.formats.pdf.lines import Line
from foistats.formats.pdf.pages import Page, take_apart
from foistats.formats.pdf.words import PageMarks, Word
from schemas.problem_codes import ProblemCode

# Shares of the size of the letters. Lines set at 1.8 are still one paragraph, a blank line is more.
_WIDEST_SPACING = 1.8
_MORE_THAN_SPACING = 1.25
_INDENTED = 0.8
_OUTDENTED = 1.5
_OTHER_SIZE = 0.6
_SHORT = 0.75
_BULLET = re.compile(r"(?:\(cid:\d+\)|\ufffd)\s|[•●▪◦‣·\uf0b7\uf0a7➢✓]|[-–—*o]\s")
_LIST_NUMBER = re.compile(
    r"(?:\d{1,2}[.)]|[A-Za-z][.)]|\([A-Za-z\d]{1,4}\)|[ivx]{1,4}[.)])(?:\s|$)"
)
_ENDS = (".", ":", ";", "?", "!")
# As many lines above and below a table as can say something about it.
_LINES_AROUND = 12
# A column's edges may move this far from one page to the next.
_EDGE_MOVES = 4.0
_UNNAMED = "[\ufffd\ue000-\uf8ff]"
_ONE_SIGN = re.compile(_UNNAMED)
_UNKNOWN = re.compile(_UNNAMED)
# Symbol fonts give lists and the lists inside them each a bullet of its own.
_KINDS_OF_BULLETS = 3
_RETYPE = "type its tables into a workbook, save it as .xlsx and receive that beside it"


def document_of(marks: Sequence[PageMarks]) -> Document:
    """The tables and text of a PDF; one that only shows pictures of pages is refused."""
    for page in marks:
        if page.is_scan:
            found = f"invisible text on page {page.number}, as laid over a scan"
            raise unsupported(found, _RETYPE)
    if not any(page.words for page in marks):
        pictures = sum(page.pictures for page in marks)
        raise unsupported("pictures without text" if pictures else "pages without text", _RETYPE)
    for page in marks:
        _refuse_unreadable(page)
    document = Document()
    _assemble(document, take_apart(marks))
    return document


def _refuse_unreadable(marks: PageMarks) -> None:
    bullets = _bullets(marks)
    unknown = [w for w in marks.words if _UNKNOWN.search(w.text)]
    unknown = [w for w in unknown if w not in bullets]
    if len(unknown) > 0.02 * len(marks.words) or any(w.is_figure for w in unknown):
        raise unsupported(
            f"page {marks.number} is set in letters that the file does not name", _RETYPE
        )


def _bullets(marks: PageMarks) -> set[Word]:
    """Unknown signs before the words of lines: a few kinds of them are bullets and no letters."""
    first = [line[0] for line in text_lines(marks.words) if len(line) > 1]
    signs = {word for word in first if _ONE_SIGN.fullmatch(word.text)}
    return signs if len({word.text for word in signs}) <= _KINDS_OF_BULLETS else set()


def _assemble(document: Document, pages: Iterable[Page]) -> None:
    """Grids in reading order; a table at the top of a page may continue the last one before it."""
    last: PageTable | None = None
    for page in pages:
        number = page.marks.number
        for index, table in enumerate(page.tables):
            origins = tuple((number, index + 1, row) for row in range(len(table.rows)))
            first_on_page = index == 0 and not any(line.top < table.top for line in page.lines)
            if last is not None and first_on_page and _continues(last, table):
                _append(document.grids[-1], table, origins)
            else:
                document.grids.append(
                    Grid(
                        f"page {number}, table {index + 1}",
                        table.rows,
                        merges=tuple(table.merges),
                        caption=_above(page, index),
                        origins=origins,
                        is_sheet=False,
                        second="where the numbers stand" if table.ruled else "",
                        doubtful=frozenset(table.doubtful),
                        indents=table.indents,
                    )
                )
            document.grids[-1].notes = _below(page, index)
            last = table
        document.passages += passages_of(page)
        if page.marks.hidden:
            what = f"{page.marks.hidden} words that nobody sees"
            document.remarks.append((ProblemCode.HIDDEN_CELLS, f"page {number}", what))
        for one in page.undivided:
            what = f"a table that is not read, from '{one.beginning}': {one.why}"
            document.remarks.append((ProblemCode.LAYOUT_UNCLEAR, f"page {number}", what))
        if not page.tables or any(line.bottom > page.tables[-1].bottom + 1 for line in page.lines):
            last = None


def _continues(upper: PageTable, lower: PageTable) -> bool:
    """True where the columns of two tables on neighbouring pages are the same."""
    if upper.ruled != lower.ruled or len(upper.edges) != len(lower.edges):
        return False
    if upper.ruled:
        pairs = zip(upper.edges, lower.edges, strict=True)
        return all(abs(a - b) <= _EDGE_MOVES for a, b in pairs)
    # Blocks of text that run on were read with the columns they share.
    return upper.edges == lower.edges


def _append(grid: Grid, table: PageTable, origins: tuple[tuple[int, int, int], ...]) -> None:
    down = len(grid.rows)
    grid.rows += table.rows
    grid.origins += origins
    grid.doubtful |= {(row + down, col) for row, col in table.doubtful}
    grid.indents |= {(row + down, col): step for (row, col), step in table.indents.items()}
    grid.merges += tuple(
        Merge(m.row + down, m.col, m.row_end + down, m.col_end) for m in table.merges
    )


def _above(page: Page, index: int) -> tuple[str, ...]:
    table = page.tables[index]
    floor = max((t.bottom for t in page.tables[:index] if t.bottom <= table.top + 1), default=0.0)
    lines = [line.text for line in page.lines if floor - 1 <= line.top < table.top]
    return tuple(lines[-_LINES_AROUND:])


def _below(page: Page, index: int) -> tuple[str, ...]:
    table = page.tables[index]
    later = (t.top for t in page.tables[index + 1 :] if t.top >= table.bottom - 1)
    ceiling = min(later, default=page.marks.height)
    lines = [line.text for line in page.lines if table.bottom - 1 <= line.top < ceiling]
    return tuple(lines[:_LINES_AROUND])


def passages_of(page: Page) -> Iterator[Passage]:
    """The paragraphs of a page outside its tables; lines of a table that isn't read are in none."""
    unread = {id(word) for one in page.undivided for word in one.words}
    lines = [line for line in page.lines if not any(id(word) in unread for word in line.words)]
    breaks = sorted(table.top for table in page.tables)
    for number, paragraph in enumerate(paragraphs(lines, breaks), 1):
        text = "\n".join(line.text for line in paragraph)
        yield Passage(f"page {page.marks.number}, paragraph {number}", text)


def paragraphs(lines: Sequence[Line], breaks: Sequence[float]) -> list[list[Line]]:
    """Lines from top to bottom in paragraphs; none goes on past one of the heights in `breaks`."""
    if not lines:
        return []
    apart = _MORE_THAN_SPACING * _spacing(lines)
    right = max(line.words[-1].x1 for line in lines)
    found = [[lines[0]]]
    for above, line in pairwise(lines):
        parted = any(above.top < at <= line.top for at in breaks)
        far = line.bottom - above.bottom > apart * max(above.size, line.size)
        other = abs(line.size - above.size) > _OTHER_SIZE
        if parted or far or other or _begins(found[-1], line, right=right):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _spacing(lines: Sequence[Line]) -> float:
    """How far apart the lines of one paragraph stand, in sizes of their letters."""
    steps = [(b.bottom - a.bottom) / b.size for a, b in pairwise(lines) if b.size]
    return min([step for step in steps if step >= 1] + [_WIDEST_SPACING])


def _begins(paragraph: Sequence[Line], line: Line, *, right: float) -> bool:
    """True where a line stands in or out as the first of a paragraph does, or has a bullet."""
    above = paragraph[-1]
    if _BULLET.match(line.text):
        return True
    short = above.words[-1].x1 < _SHORT * right
    if _LIST_NUMBER.match(line.text) and (short or above.text.endswith(_ENDS)):
        return True
    shift = line.words[0].x0 - above.words[0].x0
    listed = _BULLET.match(paragraph[0].text) or _LIST_NUMBER.match(paragraph[0].text)
    if shift > _INDENTED * line.size:
        return not (listed and len(paragraph) == 1)
    return shift < -_OUTDENTED * line.size and len(paragraph) > 1
