"""Which texts of a web page its readers see, in the order of the page."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from foistats.documents.html_style import Look, Styles
from foistats.documents.refusals import too_large
from schemas.channels import Channel

# Elements of a page's frame, which come and go as they are pointed at and say nothing of a reply.
_FRAME = frozenset(("nav", "menu", "button", "select", "dialog", "svg"))
_FRAME_ROLES = frozenset(("navigation", "menu", "menubar", "search", "dialog", "alertdialog"))
_NO_TEXT = frozenset(("style", "title", "base", "link", "script", "xml"))
_WIDEST = 1000


class Held(StrEnum):
    """What stands at one point of a page."""

    ELEMENT = "element"
    COMMENT = "comment"
    TEXT = "text"
    TAIL = "tail"


class Piece(NamedTuple):
    """An element that begins, a comment, or a text inside an element or after it.

    `unseen` is the channel of a text that isn't seen. `is_silent` is true for code, and for parts
    of the page's frame: what of those isn't seen hides nothing.
    """

    kind: Held
    element: Any
    text: str = ""
    unseen: Channel | None = None
    is_silent: bool = False


def parsed_whole(text: str) -> Any:
    """The root element of a page with all that is in it, comments too; None for an empty page."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    for error in parser.error_log:
        if error.level_name == "FATAL":
            raise too_large(f"a web page that can't be read to its end ({error.message})", "less")
    return root


def shown_text(text: str) -> str:
    """What a page shows, on one line."""
    root = parsed_whole(text)
    if root is None:
        return ""
    pieces = (piece for piece in held_by(root) if piece.kind in (Held.TEXT, Held.TAIL))
    return " ".join(piece.text for piece in pieces if piece.unseen is None)


def blank_unseen(root: Any) -> None:
    """Empty each text of a page that its readers don't see."""
    for piece in list(held_by(root)):
        if piece.unseen is not None and piece.kind is Held.TEXT and piece.element.tag != "style":
            piece.element.text = None
        elif piece.unseen is not None and piece.kind is Held.TAIL:
            piece.element.tail = None


def held_by(root: Any) -> Iterator[Piece]:
    """Walk a page from top to bottom; pages nest as deep as they like."""
    from lxml import etree

    styles = Styles(root)
    looks = [Look()]
    tables: list[HiddenColumns] = []
    # How many elements around this one belong to the page's frame, or show no text at all.
    in_frame = silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield Piece(Held.COMMENT, element)
            yield from _piece(Held.TAIL, element, looks[-1], in_frame, silent)
            continue
        tag = element.tag
        is_frame = tag in _FRAME or element.get("role") in _FRAME_ROLES or _is_inner_link(element)
        if event == "end":
            looks.pop()
            in_frame -= is_frame
            silent -= tag in _NO_TEXT
            if tag == "table" and tables:
                tables.pop()
            yield from _piece(Held.TAIL, element, looks[-1], in_frame, silent)
            continue
        look = styles.look(element, looks[-1])
        if tag == "table":
            tables.append(HiddenColumns(element, styles))
        elif tag in ("td", "th") and tables and tables[-1].holds(element) and not look.hidden:
            look = look._replace(hidden=Channel.HIDDEN_COLUMNS)
        looks.append(look)
        in_frame += is_frame
        silent += tag in _NO_TEXT
        yield Piece(Held.ELEMENT, element)
        yield from _piece(Held.TEXT, element, look, in_frame, silent)


def _piece(kind: Held, element: Any, look: Look, in_frame: int, silent: int) -> Iterator[Piece]:
    text = element.text if kind is Held.TEXT else element.tail
    if not text or text.isspace():
        return
    unseen = Channel.EMBEDDED_OBJECT if silent else look.unseen
    if unseen is not None or not in_frame:
        yield Piece(kind, element, text, unseen, is_silent=bool(silent or in_frame))


def _is_inner_link(element: Any) -> bool:
    """True for `Skip to content` and the like, which pages keep out of sight on purpose."""
    return element.tag == "a" and (element.get("href") or "").startswith("#")


class HiddenColumns:
    """The columns of one table that are not shown, and which of its cells stand in them."""

    def __init__(self, table: Any, styles: Styles) -> None:
        """Read the columns that the table declares."""
        self._hidden: set[int] = set()
        self._reaching: dict[int, int] = {}
        self._row: Any = None
        self._col = 0
        at = 0
        for col in table.iter("col"):
            if next(col.iterancestors("table")) is not table:
                continue
            span = _whole(col.get("span"))
            width = (col.get("width") or "").strip()
            if styles.look(col, Look()).hidden or width in ("0", "0px"):
                self._hidden.update(range(at, at + span))
            at += span

    def holds(self, cell: Any) -> bool:
        """True where a cell, asked of in turn, stands in hidden columns alone."""
        if not self._hidden:
            return False
        row = cell.getparent()
        if row is not self._row:
            self._row, self._col = row, 0
            self._reaching = {c: n - 1 for c, n in self._reaching.items() if n > 1}
        while self._reaching.get(self._col, 0) > 0 and self._col < _WIDEST:
            self._col += 1
        cols = range(self._col, self._col + _whole(cell.get("colspan")))
        down = _whole(cell.get("rowspan"))
        if down > 1:
            self._reaching |= dict.fromkeys(cols, down)
        self._col = cols.stop
        return self._hidden.issuperset(cols)


def _whole(text: str | None) -> int:
    match = re.match(r"\s*(\d{1,4})", text or "")
    return min(max(int(match[1]), 1), _WIDEST) if match else 1
