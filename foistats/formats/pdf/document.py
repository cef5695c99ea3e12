"""PDF files: the tables of every page, joined where they run over, and the text around them."""

import re
from collections.abc import Iterable, Sequence

from foistats.documents.model import Document, Grid, Merge
from foistats.documents.refusals import unsupported
from foistats.formats.pdf.cells import PageTable, text_lines
from foistats.formats.pdf.pages import Page, take_apart
from foistats.formats.pdf.paragraphs import passages_of
from foistats.formats.pdf.words import PageMarks, Word
from schemas.problem_codes import ProblemCode

# As many lines above and below a table as can say something about it.
_LINES_AROUND = 12
# A column's edges may move this far from one page to the next.
_EDGE_MOVES = 4.0
_UNNAMED = "[\ufffd\ue000-\uf8ff]"
_ONE_SIGN = re.compile(_UNNAMED)
_UNKNOWN = re.compile(_UNNAMED)
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
    """One and the same unknown sign before the words of lines, which is a bullet and no letter."""
    first = [line[0] for line in text_lines(marks.words) if len(line) > 1]
    signs = {word for word in first if _ONE_SIGN.fullmatch(word.text)}
    return signs if len({word.text for word in signs}) == 1 else set()


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
