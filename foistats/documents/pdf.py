"""PDF files: the tables of every page, joined where they run over, and the text around them."""

import io
import re
from collections.abc import Iterable

from foistats.documents.limits import current
from foistats.documents.model import Document, Grid, Merge
from foistats.documents.pdf_cells import PageTable, text_lines
from foistats.documents.pdf_marks import PageMarks, Word, marks_of
from foistats.documents.pdf_pages import Page, take_apart
from foistats.documents.pdf_paragraphs import passages_of
from foistats.documents.pdf_seen import pages_seen
from foistats.documents.pdf_whole import refuse_cut_short, refuse_damaged
from foistats.documents.refusals import broken, locked, too_large, unsupported
from schemas.problem_codes import ProblemCode

# As many lines above and below a table as can say something about it.
_LINES_AROUND = 12
# A column's edges may move this far from one page to the next.
_EDGE_MOVES = 4.0
_ONE_SIGN = re.compile(r"\(cid:\d+\)|\ufffd")
_RETYPE = "type its tables into a workbook, save it as .xlsx and receive that beside it"


def read_pdf(content: bytes) -> Document:
    """The tables and text of a PDF; one that only shows pictures of pages is refused."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    refuse_cut_short(content)
    marks = []
    pictures = 0
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > current().pages:
                raise too_large(f"{len(pdf.pages)} pages", f"at most {current().pages}")
            seen = pages_seen(content)
            if len(seen) != len(pdf.pages):
                found = f"a PDF of {len(pdf.pages)} pages, of which a viewer shows {len(seen)}"
                raise broken(found)
            for page, looked_at in zip(pdf.pages, seen, strict=True):
                refuse_damaged(page)
                most = current().characters_per_page
                if len(page.chars) > most:
                    found = f"{len(page.chars)} letters on page {page.page_number}"
                    raise too_large(found, f"at most {most} on a page")
                if looked_at.is_scan:
                    found = f"invisible text on page {page.page_number}, as laid over a scan"
                    raise unsupported(found, _RETYPE)
                marks.append(marks_of(page, [one.box for one in looked_at.unseen]))
                pictures += len(page.images)
                page.close()
    except PdfminerException as error:
        if any(isinstance(cause, MemoryError) for cause in error.args):
            raise MemoryError from error
        if "Password" in repr(error) or "Encryption" in repr(error):
            raise locked("PDF") from error
        raise broken("a PDF whose objects cannot be parsed") from error
    if not any(page.words for page in marks):
        raise unsupported("pictures without text" if pictures else "pages without text", _RETYPE)
    for page in marks:
        _refuse_unreadable(page)
    document = Document()
    _assemble(document, take_apart(marks))
    return document


def _refuse_unreadable(marks: PageMarks) -> None:
    bullets = _bullets(marks)
    unknown = [w for w in marks.words if "(cid:" in w.text or "\ufffd" in w.text]
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
