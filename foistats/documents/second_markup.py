"""The rows of tables in Word documents and web pages, read once more by a parser of another make.

The first readers work on the trees of lxml and selectolax; these work on events of expat and of the
standard library's HTML parser, and know nothing of spans, styles or layout: a row is the texts of
its cells in order.
A row of a table that stands there alike is confirmed. Where the one row of that label and length
has another number, the two readings differ: that cell is told and not counted. Neither number is
quoted, for the second reading doesn't know what a page hides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from xml.parsers import expat

from foistats.documents.model import Document, Grid, as_text
from foistats.documents.second_reading import Place
from schemas.problem_codes import ProblemCode

Row = tuple[str, ...]

# What a page does not show, or shows crossed out.
_SILENT = ("script", "style", "s", "strike", "del", "template", "noscript")
_LARGEST_PAGE = 2_000_000
_NUMBER = re.compile(r"[\d,]+")
# What Word keeps and doesn't show, or shows elsewhere.
_ASIDE = ("del", "moveFrom", "instrText", "delText", "pict", "drawing", "AlternateContent")
# Runs with these are not seen, or crossed out; white letters may be seen, which isn't told here.
_UNSEEN = ("vanish", "strike", "dstrike")
_OFF = ("0", "false", "off", "none")


def confirm_rows(document: Document, again: Iterable[Row], *, by: str) -> None:
    """Note for each table outside sheets which of its cells a second reading has alike."""
    rows = set(again)
    by_label: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        if row:
            by_label[row[0], len(row)].append(row)
    for grid in document.grids:
        if not grid.is_sheet and not grid.second and not grid.origins:
            _confirm(document, grid, rows, by_label, by)


def _confirm(
    document: Document,
    grid: Grid,
    rows: set[Row],
    by_label: dict[tuple[str, int], list[Row]],
    by: str,
) -> None:
    doubtful: set[Place] = set()
    differing: set[Place] = set()
    for r, values in enumerate(grid.rows):
        filled = [(c, _folded(as_text(v))) for c, v in enumerate(values) if v is not None]
        row = tuple(text for _, text in filled)
        if row in rows:
            continue
        doubtful |= {(r, c) for c, _ in filled}
        others = by_label.get((row[0], len(row)), []) if row else []
        if len(others) == 1:
            differing |= {
                (r, c)
                for (c, text), other in zip(filled, others[0], strict=True)
                if text != other and _NUMBER.fullmatch(text) and _NUMBER.fullmatch(other)
            }
    grid.second, grid.doubtful = by, frozenset(doubtful)
    for r, c in sorted(differing):
        what = "another number by a second reader"
        document.remarks.append((ProblemCode.READERS_DISAGREE, grid.place(r, c), what))
        grid.rows[r][c] = "two readers differ"


def _folded(text: str) -> str:
    return " ".join(text.split())


def word_rows(xml: bytes) -> list[Row]:
    """The rows of every table of a Word document's main part, by expat."""
    scan = _Rows()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: scan.start(
        tag.rpartition(" ")[2],
        {name.rpartition(" ")[2]: value for name, value in attributes.items()},
    )
    parser.EndElementHandler = lambda tag: scan.end(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = scan.characters
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        return []
    return scan.rows


class _Rows:
    """The state of one pass over a main part; expat calls its methods."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.open: list[list[list[str]]] = []
        self.aside = 0
        self.in_text = False
        self.unseen = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.aside or name in _ASIDE:
            self.aside += 1
        elif name == "r":
            self.unseen = False
        elif name in _UNSEEN:
            self.unseen = attributes.get("val", "1").lower() not in _OFF
        elif name == "color":
            self.unseen = self.unseen or attributes.get("val", "").upper() == "FFFFFF"
        elif name == "tr":
            self.open.append([])
        elif name == "tc" and self.open:
            self.open[-1].append([])
        elif name == "t":
            self.in_text = True
        elif name in ("p", "br", "tab", "cr"):
            self.put(" ")
        elif name == "noBreakHyphen":
            self.put("-")

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name == "t":
            self.in_text = False
        elif name == "tr" and self.open:
            self.rows.append(_row_of(self.open.pop()))

    def characters(self, text: str) -> None:
        if self.in_text and not self.aside and not self.unseen:
            self.put(text)

    def put(self, text: str) -> None:
        if self.open and self.open[-1]:
            self.open[-1][-1].append(text)


def page_rows(text: str) -> list[Row]:
    """The rows of every table of a web page, by the standard library's parser.

    A page of megabytes is a workbook saved as one: its rows stay unconfirmed, for this parser is
    slow.
    """
    if len(text) > _LARGEST_PAGE:
        return []
    reader = _PageRows(convert_charrefs=True)
    reader.feed(text)
    reader.close()
    return reader.rows


class _PageRows(HTMLParser):
    """Gathers rows of tables; what a page doesn't close is closed where the next one begins."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.rows: list[Row] = []
        self.tables: list[list[list[str]]] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        del attrs
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.finish_row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].append([])
        elif tag in _SILENT:
            self.silent += 1
        else:
            self.put(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag == "table" and self.tables:
            self.finish_row()
            self.tables.pop()
        elif tag == "tr" and self.tables:
            self.finish_row()
        elif tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag not in ("td", "th"):
            self.put(" ")

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if not self.silent:
            self.put(data)

    def put(self, text: str) -> None:
        """Add text to the cell that is open."""
        if self.tables and self.tables[-1]:
            self.tables[-1][-1].append(text)

    def finish_row(self) -> None:
        """Take down the row that is open."""
        if self.tables[-1]:
            self.rows.append(_row_of(self.tables[-1]))
            self.tables[-1].clear()


def _row_of(cells: Sequence[Sequence[str]]) -> Row:
    texts = (_folded("".join(cell)) for cell in cells)
    return tuple(text for text in texts if text)
