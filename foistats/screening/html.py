"""What a web page or an HTML message holds that a reader of it doesn't see."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from foistats.documents.html_tree import decode_page, parse_page
from foistats.documents.quoted_html import take_out_quoted
from foistats.documents.refusals import too_large
from foistats.records import Finding
from foistats.screening.html_islands import in_comment, in_island, in_script
from foistats.screening.html_style import Look, Styles
from foistats.screening.quoted_request import lines_beyond_request
from foistats.screening.words import says_more, unseen_signs, words_of
from schemas.channels import Channel

# Elements of a page's frame, which come and go as they are pointed at and say nothing of a reply.
_FRAME = frozenset(("nav", "menu", "button", "select", "dialog", "svg"))
_FRAME_ROLES = frozenset(("navigation", "menu", "menubar", "search", "dialog", "alertdialog"))
_NO_TEXT = frozenset(("style", "title", "base", "link"))
_NOUNS = {
    Channel.COMMENTS: "comments",
    Channel.HIDDEN_SHEET: "sheets",
    Channel.EMBEDDED_OBJECT: "objects",
    Channel.PIVOT_CACHE: "caches",
    Channel.MACROS: "scripts",
    Channel.DOCUMENT_PROPERTIES: "properties",
}
_WIDEST = 1000
# A value that a program keeps for itself: a number, an identifier, a long code without spaces.
_MACHINE = re.compile(r"[\d.,:/-]{0,6}|[a-z0-9_.-]{0,40}|[\w+/=.:%-]{24,}|https?://\S+")


@dataclass(slots=True)
class _Page:
    """What was gathered from a page: texts shown and not, and what stands beside the text."""

    shown: list[str] = field(default_factory=list)
    unseen: list[tuple[Channel, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    islands: list[str] = field(default_factory=list)
    authors: int = 0


def findings_in_html(content: bytes, *, question: str) -> list[Finding]:
    """Everything in a web page that a browser doesn't show, and earlier messages that it quotes."""
    text, _ = decode_page(content)
    found = findings_in_page(text, place="")
    root = parse_page(text)
    if root is not None:
        quoted = take_out_quoted(root, headed=True, message=False)
        lines = lines_beyond_request(quoted, question)
        if lines:
            found.append(Finding(Channel.QUOTED_MESSAGE, "text", lines, "lines"))
    return found


def findings_in_page(text: str, *, place: str) -> list[Finding]:
    """Everything in the text of a page that isn't shown; `place` says which page it is."""
    root = _parsed(text)
    page = _Page()
    if root is not None:
        _gather(root, page)
    shown = " ".join(words_of(" ".join(page.shown)))
    amounts: Counter[Channel] = Counter()
    for channel, said in page.unseen:
        if says_more(said, shown):
            amounts[channel] += len(words_of(said))
    known = set(shown.split())
    for comment in page.comments:
        amounts.update(in_comment(comment, known))
    for island in page.islands:
        amounts.update(in_island(island, known))
    for kind, script in page.scripts:
        amounts.update(in_script(kind, script, known))
    amounts[Channel.DOCUMENT_PROPERTIES] += page.authors
    amounts[Channel.INVISIBLE_TEXT] += unseen_signs(text)
    return [
        Finding(channel, place, amount, _NOUNS.get(channel, "words"))
        for channel, amount in sorted(amounts.items())
        if amount
    ]


def shown_text(text: str) -> str:
    """What a page shows, as words in a row, to hold another text against."""
    root = _parsed(text)
    page = _Page()
    if root is not None:
        _gather(root, page)
    return " ".join(page.shown)


def _parsed(text: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    for error in parser.error_log:
        if error.level_name == "FATAL":
            raise too_large(f"a web page that can't be read to its end ({error.message})", "less")
    return root


def _gather(root: Any, page: _Page) -> None:
    """Walk a page from top to bottom and note each text with how it looks."""
    from lxml import etree

    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    page.comments += [one.text or "" for one in beside]
    styles = Styles(root)
    looks = [Look()]
    tables: list[HiddenColumns] = []
    # How many elements around this one belong to the page's frame, or show no text at all.
    in_frame = silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            page.comments.append(element.text or "")
            _text(element.tail, looks[-1], page, skipped=in_frame or silent)
            continue
        tag = element.tag
        frame = tag in _FRAME or element.get("role") in _FRAME_ROLES or _is_inner_link(element)
        if event == "end":
            looks.pop()
            in_frame -= frame
            silent -= _is_silent(tag)
            if tag == "table" and tables:
                tables.pop()
            _text(element.tail, looks[-1], page, skipped=in_frame or silent)
            continue
        look = styles.look(element, looks[-1])
        if tag == "table":
            tables.append(HiddenColumns(element, styles))
        elif tag in ("td", "th") and tables and tables[-1].holds(element) and not look.hidden:
            look = look._replace(hidden=Channel.HIDDEN_COLUMNS)
        looks.append(look)
        in_frame += frame
        silent += _is_silent(tag)
        _beside(element, page)
        _text(element.text, look, page, skipped=in_frame or silent)


def _text(text: str | None, look: Look, page: _Page, *, skipped: int) -> None:
    if not text or text.isspace():
        return
    channel = look.unseen
    if channel is None and not skipped:
        page.shown.append(text)
    elif channel is not None and not skipped:
        page.unseen.append((channel, text))


def _is_silent(tag: str) -> bool:
    return tag in _NO_TEXT or tag in ("script", "xml")


def _is_inner_link(element: Any) -> bool:
    """True for `Skip to content` and the like, which pages keep out of sight on purpose."""
    return element.tag == "a" and (element.get("href") or "").startswith("#")


def _beside(element: Any, page: _Page) -> None:
    """What an element holds besides text: scripts, islands of data, hidden fields, authors."""
    from lxml import etree

    tag = element.tag
    if tag == "script":
        page.scripts.append(((element.get("type") or "").lower(), "".join(element.itertext())))
    elif tag == "xml":
        page.islands.append(etree.tostring(element, encoding="unicode", with_tail=False))
    elif tag == "input" and (element.get("type") or "").lower() == "hidden":
        value = (element.get("value") or "").strip()
        if not _MACHINE.fullmatch(value):
            page.unseen.append((Channel.VANISHED_TEXT, value))
    elif tag == "meta" and (element.get("name") or "").lower() == "author":
        page.authors += bool((element.get("content") or "").strip())


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
