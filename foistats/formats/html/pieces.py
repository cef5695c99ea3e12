"""One walk over a web page: each text in it is shown, or has a channel that says why it isn't.

The walk takes every text that isn't shown out of the tree, so that what is read is what is left.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from foistats.formats.html.boxes import OPEN
from foistats.formats.html.cascade import Cascade
from foistats.formats.html.displays import SILENT
from foistats.formats.html.looks import Look
from foistats.formats.html.showing import (
    Columns,
    children_of,
    choices_of,
    doubt_of,
    generated_text,
    is_wide_enough,
)
from foistats.formats.html.tree import Page, parse_page
from schemas.channels import Channel

# Elements of a page's frame, which come and go as they are pointed at and say nothing of a reply.
_FRAME = frozenset(("nav", "menu", "button", "select", "svg"))
_FRAME_ROLES = frozenset(("navigation", "menu", "menubar", "search", "dialog", "alertdialog"))
_ABOUT_SCRIPTS = re.compile(r"java ?script|\bscript(?:s|ing)?\b|\bbrowser", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
_TYPED_IN = ("text", "", "number", "search", "tel", "url", "email", "button", "submit", "reset")
# A value that a program keeps for itself: a number, an identifier, a long code without spaces.
_MACHINE = re.compile(r"[\d.,:/-]{0,6}|[a-z0-9_.-]{0,40}|[\w+/=.:%-]{24,}|https?://\S+")
_DOUBT = Channel.INVISIBLE_TEXT


class Piece(NamedTuple):
    """A text of a page that isn't shown, or of which nobody can tell whether it is.

    `is_silent` is true for code, and for parts of the page's frame: what of those isn't seen hides
    nothing. `doubt` says why it can't be told; empty where it can.
    """

    text: str
    channel: Channel
    is_silent: bool = False
    doubt: str = ""


@dataclass(slots=True)
class Seen:
    """A page after the walk: its tree holds what is shown, and nothing else.

    `looks` says of each element that is left how it stands in the text.
    """

    page: Page
    looks: dict[Element, Look]
    unseen: list[Piece] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    islands: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    authors: int = 0
    drawings: int = 0
    fetched: bool = False

    @property
    def shown(self) -> str:
        """All that is shown, on one line."""
        return " ".join(self.page.root.itertext())


def seen_of(text: str, *, scripting: bool, styles: Mapping[str, str] | None = None) -> Seen:
    """What a page shows and what it doesn't; `styles` are sheets beside it by their address."""
    page = parse_page(text, scripting=scripting)
    cascade = Cascade(page, styles or {})
    walk = _Walk(Seen(page, {}, fetched=cascade.fetched), cascade, scripting)
    walk.take(page.root, cascade.wrapped(page.root), cascade.first(), _Around())
    for change in walk.changes:
        change()
    for template in page.templates:
        walk.seen.unseen.append(Piece(_MARKUP.sub(" ", template), Channel.VANISHED_TEXT))
    return walk.seen


class _Around(NamedTuple):
    """What the walk knows of the elements around one."""

    frame: bool = False
    silent: bool = False
    in_cell: bool = False
    table: Columns | None = None
    shut: bool = False


@dataclass(slots=True)
class _Walk:
    seen: Seen
    cascade: Cascade
    scripting: bool
    changes: list[Callable[[], None]] = field(default_factory=list)

    def take(self, element: Element, wrapper: Any, around: tuple[Look, ...], at: _Around) -> None:
        """Look at an element and all in it; the tree is changed only after all of it was seen."""
        looks = self.cascade.looks(element, wrapper, around, shut=at.shut)
        tag = element.tag
        if tag in ("td", "th") and at.table is not None:
            if at.table.holds(element):
                hidden = looks[0].hidden or Channel.HIDDEN_COLUMNS
                looks = tuple(look._replace(hidden=hidden) for look in looks)
            if at.table.is_coloured:
                looks = tuple(look._replace(pictured=True) for look in looks)
        if looks[0].opening is not OPEN and not is_wide_enough(element, looks[0]):
            looks = tuple(look._replace(unsure="a box that cuts its text off") for look in looks)
        if doubt := doubt_of(element):
            looks = tuple(look._replace(unsure=doubt) for look in looks)
        self.seen.looks[element] = looks[0]
        inner = _Around(
            at.frame or tag in _FRAME or _is_frame(element),
            at.silent or (tag in SILENT and looks[0].display == "none") or tag == "svg",
            at.in_cell or tag in ("td", "th"),
            at.table,
        )
        if tag == "table":
            inner = inner._replace(table=Columns(element, wrapper, self.cascade))
        self._note(element)
        self._generate(element, wrapper, looks, inner)
        if tag in ("input", "select"):
            self._typed(element, looks, inner)
        if tag == "select":
            return
        self._text(element, None, looks, inner)
        summary = next((child for child in element if child.tag == "summary"), None)
        shut = tag == "details" and "open" not in element.attrib
        if shut and (element.text or "").strip():
            self._hide(element, None, inner, Channel.VANISHED_TEXT)
        gone: set[Element] = set()
        for child, wrapped in children_of(element, wrapper):
            within = inner._replace(shut=shut and child is not summary)
            self.take(child, wrapped, looks, within)
            if shut:
                self._hide(element, child, inner, Channel.VANISHED_TEXT)
            else:
                self._text(element, child, looks, inner)
            self._cover(element, child)
            if self.seen.looks[child].display == "none" or self._is_collapsed(child):
                gone.add(child)
        if gone:
            self.changes.append(lambda: _remove(element, gone))

    def _cover(self, element: Element, child: Element) -> None:
        """An empty box that may lie over figures: only a whole browser could tell."""
        look = self.seen.looks[child]
        if look.covers and look.hidden is None and not re.search(r"\w", "".join(child.itertext())):
            beside = " ".join(element.itertext())
            if re.search(r"\d", beside):
                doubt = "an empty box or a picture that may lie over the text"
                self.seen.unseen.append(Piece(beside, Channel.COVERED_TEXT, doubt=doubt))

    def _is_collapsed(self, child: Element) -> bool:
        return child.tag == "tr" and self.seen.looks[child].hidden is Channel.HIDDEN_ROWS

    def _text(
        self, element: Element, child: Element | None, looks: tuple[Look, ...], at: _Around
    ) -> None:
        """One text, inside an element or after one of its children."""
        text = element.text if child is None else child.tail
        if not text or text.isspace():
            return
        channel = Channel.EMBEDDED_OBJECT if at.silent else looks[0].unseen
        is_later = child is not None and child.tag == "br" and looks[0].hidden is None
        if channel is Channel.OFF_PAGE_TEXT and is_later:
            # Only the first line of a block is moved by its indent.
            self.seen.unseen.append(Piece(text, channel, at.frame, "an indented line"))
            return
        if looks[0].display == "none" and element.tag == "noscript":
            channel = Channel.VANISHED_TEXT
        if channel is not None:
            self._hide(element, child, at, channel)
            return
        doubt = self._doubt(looks, at)
        if doubt and at.frame:
            self._hide(element, child, at, _DOUBT)
        elif doubt:
            self.seen.unseen.append(Piece(text, _DOUBT, doubt=doubt))

    def _doubt(self, looks: tuple[Look, ...], at: _Around) -> str:
        if looks[0].doubt:
            return looks[0].doubt
        if looks[0].turned:
            return "letters written from right to left by order"
        *screens, paper = looks if self.cascade.prints else (*looks, looks[0])
        if any(screen.unseen is not None or screen.doubt for screen in screens[1:]):
            return "a style of which nobody can tell whether it holds"
        if at.in_cell and paper.unseen is not None:
            return "a cell that is on the screen and not on paper"
        return ""

    def _hide(
        self,
        element: Element,
        child: Element | None,
        at: _Around,
        channel: Channel,
    ) -> None:
        text = element.text if child is None else child.tail
        if not text or text.isspace():
            return
        silent = at.silent or at.frame
        if element.tag == "noscript":
            text = _MARKUP.sub(" ", text)
            silent = bool(_ABOUT_SCRIPTS.search(text)) and not re.search(r"\d", text)
        if text.strip():
            self.seen.unseen.append(Piece(text, channel, silent))
        self.changes.append(lambda: _blank(element, child))

    def _generate(
        self, element: Element, wrapper: Any, looks: tuple[Look, ...], at: _Around
    ) -> None:
        """Text that a style writes before or after an element is shown like any other."""
        if wrapper is None or looks[0].unseen is not None or at.silent:
            return
        for pseudo, content, own in self.cascade.generated(wrapper, looks):
            if own[0].covers and content not in ("none", "normal"):
                doubt = "a box that a style may draw over the text"
                text = " ".join(element.itertext())
                self.seen.unseen.append(Piece(text, Channel.COVERED_TEXT, doubt=doubt))
            if content in ("none", "normal", "") or own[0].display == "none":
                continue
            text, is_known = generated_text(content, element)
            if own[0].unseen is not None or not (text or not is_known):
                continue
            doubt = self._doubt(own, at)
            if not is_known or doubt:
                self.seen.unseen.append(
                    Piece(text or content, _DOUBT, at.frame, doubt or "text that a style counts")
                )
            if own[0].apart:
                text = f" {text} "
            self.changes.append(_put(element, text, at_end=pseudo == "after"))

    def _typed(self, element: Element, looks: tuple[Look, ...], at: _Around) -> None:
        """What stands in a field of a form is shown in it; a hidden field is not."""
        attributes = element.attrib
        if element.tag == "select":
            shown, others, unclear = choices_of(element)
            if others:
                self.seen.unseen.append(Piece(others, Channel.VANISHED_TEXT, is_silent=True))
            self.changes.append(lambda: _remove(element, set(element)))
        else:
            kind = attributes.get("type", "").strip().lower()
            shown, unclear = attributes.get("value", "") if kind in _TYPED_IN else "", ""
        if not shown.strip():
            self.changes.append(lambda: _blank(element, None))
            return
        doubt = self._doubt(looks, at) or unclear
        if doubt or looks[0].unseen is not None:
            channel = looks[0].unseen or _DOUBT
            self.seen.unseen.append(Piece(shown, channel, at.frame, doubt))
            self.changes.append(lambda: _blank(element, None))
        else:
            self.changes.append(lambda: setattr(element, "text", shown))

    def _note(self, element: Element) -> None:
        """What an element holds besides text: scripts, islands of data, hidden fields, authors."""
        tag, attributes = element.tag, element.attrib
        self.seen.attributes += attributes.items()
        if tag == "title":
            self.seen.attributes.append(("title", "".join(element.itertext())))
        if tag == "script":
            kind = attributes.get("type", "").lower()
            self.seen.scripts.append((kind, "".join(element.itertext())))
        elif tag == "xml":
            self.seen.islands.append(ElementTree.tostring(element, encoding="unicode"))
        elif tag == "input" and attributes.get("type", "").strip().lower() == "hidden":
            value = attributes.get("value", "").strip()
            if not _MACHINE.fullmatch(value):
                self.seen.unseen.append(Piece(value, Channel.VANISHED_TEXT))
        elif tag == "iframe" and attributes.get("srcdoc", "").strip():
            text = _MARKUP.sub(" ", attributes["srcdoc"])
            self.seen.unseen.append(Piece(text, Channel.EMBEDDED_OBJECT))
        elif tag == "svg" and re.search(r"\d", "".join(element.itertext())):
            self.seen.drawings += 1
        elif tag == "meta" and attributes.get("name", "").lower() == "author":
            self.seen.authors += bool(attributes.get("content", "").strip())


def _is_frame(element: Element) -> bool:
    """True for parts of the frame, and for links such as `Skip to content`, kept out of sight."""
    attributes = element.attrib
    if attributes.get("role") in _FRAME_ROLES:
        return True
    return element.tag == "a" and attributes.get("href", "").startswith("#")


def _put(element: Element, text: str, *, at_end: bool) -> Callable[[], None]:
    def change() -> None:
        if at_end and len(element):
            element[-1].tail = (element[-1].tail or "") + text
        elif at_end:
            element.text = (element.text or "") + text
        else:
            element.text = text + (element.text or "")

    return change


def _blank(element: Element, child: Element | None) -> None:
    if child is None:
        element.text = None
    else:
        child.tail = None


def _remove(element: Element, gone: Set[Element]) -> None:
    """Take children out of the tree; the text after them stays."""
    before: Element | None = None
    for child in list(element):
        if child not in gone:
            before = child
            continue
        if child.tail:
            if before is None:
                element.text = (element.text or "") + child.tail
            else:
                before.tail = (before.tail or "") + child.tail
        element.remove(child)
