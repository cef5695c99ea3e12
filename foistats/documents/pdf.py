"""PDF files: the tables of every page, joined where they run over, and the text around them."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from foistats.documents.limits import PAGES, WORDS_PER_PAGE
from foistats.documents.model import Document, Grid, Merge
from foistats.documents.pdf_cells import PageTable, text_lines
from foistats.documents.pdf_marks import PageMarks, marks_of
from foistats.documents.pdf_ruled import ruled_tables
from foistats.documents.pdf_unruled import unruled_tables
from foistats.documents.refusals import broken, locked, too_large, unsupported
from schemas.problem_codes import ProblemCode

# As many lines above and below a table as can say something about it.
_LINES_AROUND = 12
# A column's edges may move this far from one page to the next.
_EDGE_MOVES = 4.0
_RETYPE = "type its tables into a workbook, save it as .xlsx and receive that beside it"


@dataclass(slots=True)
class _Line:
    """A line of text outside tables."""

    top: float
    bottom: float
    text: str


@dataclass(slots=True)
class _Page:
    """One page taken apart: its tables from top to bottom and the lines between them."""

    number: int
    height: float
    tables: list[PageTable] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    images: int = 0


def read_pdf(content: bytes) -> Document:
    """The tables and text of a PDF; one that only shows pictures of pages is refused."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    document = Document()
    pages = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > PAGES:
                raise too_large(f"{len(pdf.pages)} pages", f"at most {PAGES}")
            for page in pdf.pages:
                pages.append(_take_apart(document, page))
                page.close()
    except PdfminerException as error:
        if "Password" in repr(error) or "Encryption" in repr(error):
            raise locked("PDF") from error
        raise broken(f"a PDF that cannot be parsed ({error!r})") from error
    if not any(page.lines or page.tables for page in pages):
        kind = "a PDF of pictures without text" if any(p.images for p in pages) else "an empty PDF"
        raise unsupported(kind, _RETYPE)
    _leave_out_furniture(pages)
    _assemble(document, pages)
    return document


def _take_apart(document: Document, page: Any) -> _Page:
    if len(page.chars) > WORDS_PER_PAGE * 8:
        raise too_large(f"page {page.page_number} has {len(page.chars)} letters", "a page of text")
    marks = marks_of(page)
    _refuse_unreadable(marks)
    taken = _Page(marks.number, marks.height, images=len(page.images))
    found, undivided = ruled_tables(marks)
    used = {id(word) for _, words in found for word in words}
    used |= {id(word) for one in undivided for word in one.words}
    unruled, more = unruled_tables((w for w in marks.words if id(w) not in used), marks)
    for one in [*undivided, *more]:
        what = f"a table that is not read, from '{one.beginning}': {one.why}"
        document.remarks.append((ProblemCode.LAYOUT_UNCLEAR, f"page {marks.number}", what))
    found += unruled
    used |= {id(word) for _, words in unruled for word in words}
    taken.tables = [table for table, _ in sorted(found, key=lambda f: (f[0].top, f[0].edges[0]))]
    for line in text_lines(w for w in marks.words if id(w) not in used):
        text = " ".join(w.text for w in line)
        taken.lines.append(_Line(min(w.top for w in line), max(w.bottom for w in line), text))
    return taken


def _refuse_unreadable(marks: PageMarks) -> None:
    unknown = [w for w in marks.words if "(cid:" in w.text or "\ufffd" in w.text]
    if len(unknown) > 0.02 * len(marks.words) or any(w.is_figure for w in unknown):
        raise unsupported(
            f"page {marks.number} is set in letters that the file does not name", _RETYPE
        )


def _leave_out_furniture(pages: Sequence[_Page]) -> None:
    """Drop lines that stand at the same height on other pages: headers, footers, page numbers."""
    seen = Counter(key for page in pages for key in {_furniture_key(line) for line in page.lines})
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if seen[_furniture_key(line)] < 2 or 0.15 * page.height < line.top < 0.85 * page.height
        ]


def _furniture_key(line: _Line) -> tuple[int, str]:
    return round(line.top / 4), re.sub(r"\d+", "#", line.text)


def _assemble(document: Document, pages: Iterable[_Page]) -> None:
    """Grids in reading order; a table at the top of a page may continue the last one before it."""
    open_table: tuple[Grid, PageTable] | None = None
    for page in pages:
        for index, table in enumerate(page.tables):
            origins = tuple((page.number, index + 1, row) for row in range(len(table.rows)))
            alone_above = index == 0 and not any(line.top < table.top for line in page.lines)
            if open_table and alone_above and _continues(open_table[1], table):
                _append(open_table[0], table, origins)
            else:
                grid = Grid(
                    f"page {page.number}, table {index + 1}",
                    table.rows,
                    merges=tuple(table.merges),
                    caption=_above(page, index),
                    origins=origins,
                )
                document.grids.append(grid)
                open_table = (grid, table)
            open_table = (open_table[0], table) if open_table else None
            document.grids[-1].notes = _below(page, index)
        document.lines += [line.text for line in page.lines]
        last = page.tables[-1] if page.tables else None
        if last is None or any(line.top > last.bottom - 1 for line in page.lines):
            open_table = None


def _continues(upper: PageTable, lower: PageTable) -> bool:
    if upper.ruled != lower.ruled or len(upper.edges) != len(lower.edges):
        return False
    if upper.ruled:
        pairs = zip(upper.edges, lower.edges, strict=True)
        return all(abs(a - b) <= _EDGE_MOVES for a, b in pairs)
    # Unruled columns are as wide as their text: each must overlap its own and no neighbour.
    middles = [(a + b) / 2 for a, b in zip(lower.edges, lower.edges[1:], strict=False)]
    bands = zip(upper.edges, upper.edges[1:], strict=False)
    return all(left < m < right for m, (left, right) in zip(middles, bands, strict=True))


def _append(grid: Grid, table: PageTable, origins: tuple[tuple[int, int, int], ...]) -> None:
    down = len(grid.rows)
    grid.rows += table.rows
    grid.origins += origins
    grid.merges += tuple(
        Merge(m.row + down, m.col, m.row_end + down, m.col_end) for m in table.merges
    )


def _above(page: _Page, index: int) -> tuple[str, ...]:
    table = page.tables[index]
    floor = max((t.bottom for t in page.tables[:index] if t.bottom <= table.top + 1), default=0.0)
    lines = [line.text for line in page.lines if floor - 1 <= line.top < table.top]
    return tuple(lines[-_LINES_AROUND:])


def _below(page: _Page, index: int) -> tuple[str, ...]:
    table = page.tables[index]
    later = (t.top for t in page.tables[index + 1 :] if t.top >= table.bottom - 1)
    ceiling = min(later, default=page.height)
    lines = [line.text for line in page.lines if table.bottom - 1 <= line.top < ceiling]
    return tuple(lines[:_LINES_AROUND])
