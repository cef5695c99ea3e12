"""What browsers show of elements beside their styles: choices, columns, boxes, written text."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from foistats.formats.html.cascade import Cascade
from foistats.formats.html.looks import Look

# Browsers show so many lines of a list that lets a person choose several.
_LINES = 4
_STRAY = "a choice outside of any list, which some browsers show and some don't"


class Choices(NamedTuple):
    """The text of the choices that a list shows and of the others, and why that can't be told."""

    shown: str
    others: str
    doubt: str = ""


def choices_of(select: Element) -> Choices:
    """The choices of a list: the chosen one, or the lines that there is room for.

    The last one that is marked as chosen is, else the first one that may be chosen.
    """
    options = list(select.iter("option"))
    several = "multiple" in select.attrib
    lines = select.attrib.get("size", "").strip()
    room = int(lines) if re.fullmatch(r"[1-9]\d{0,3}", lines) else _LINES if several else 1
    if several or room > 1:
        doubt = "a list of choices that is longer than its box" if len(options) > room else ""
        if several and room == 1:
            doubt = "a list of several choices in one line"
        return Choices(" ".join(map(_text, options)), "", doubt)
    shut = {one for group in select.iter("optgroup") if "disabled" in group.attrib for one in group}
    marked = [option for option in options if "selected" in option.attrib]
    free = [option for option in options if "disabled" not in option.attrib and option not in shut]
    chosen = marked[-1] if marked else free[0] if free else None
    others = [option for option in options if option is not chosen]
    return Choices("" if chosen is None else _text(chosen), " ".join(map(_text, others)))


def _text(option: Element) -> str:
    """What a choice says: its label, where it has one that is not its text."""
    return option.attrib.get("label", "").strip() or "".join(option.itertext()).strip()


def doubt_of(element: Element) -> str:
    """Why nobody can tell what of an element's own is shown; empty for most elements.

    What stands within a list of choices is not asked: the list is taken as a whole.
    """
    tag = element.tag
    if tag == "option" and (len(element) or element.attrib.get("label", "").strip()):
        return _STRAY
    if tag == "optgroup" and element.attrib.get("label", "").strip():
        return _STRAY
    if tag == "marquee" and re.search(r"\d", "".join(element.itertext())):
        return "figures that move over the page and may never come into sight"
    return ""


_WIDEST = 1000


class Columns:
    """The columns of one table that are not shown, and which of its cells stand in them."""

    def __init__(self, table: Element, wrapper: Any, cascade: Cascade) -> None:
        """Read the columns that the table declares."""
        # True where columns have colours of their own, which are behind those of their cells.
        self.is_coloured = False
        self._hidden: set[int] = set()
        self._reaching: dict[int, int] = {}
        self._row: Element | None = None
        self._col = 0
        at = 0
        for col, wrapped in _columns_of(table, wrapper):
            span = _whole(col.get("span"))
            (look, *_) = cascade.looks(col, wrapped, cascade.first())
            self.is_coloured = self.is_coloured or look.ground != Look().ground
            width = (col.get("width") or "").strip()
            if look.hidden or not look.visible or width in ("0", "0px"):
                self._hidden.update(range(at, at + span))
            at += span
        rows = table.iter("tr") if self._hidden else ()
        self._rows = {cell: row for row in rows for cell in row}

    def holds(self, cell: Element) -> bool:
        """True where a cell, asked of in turn, stands in hidden columns alone."""
        if not self._hidden:
            return False
        row = self._rows.get(cell)
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


def _columns_of(table: Element, wrapper: Any) -> Iterator[tuple[Element, Any]]:
    """The columns that a table declares, and each as the matcher wants it."""
    for child, wrapped in children_of(table, wrapper):
        if child.tag == "col":
            yield child, wrapped
        elif child.tag == "colgroup":
            inner = [one for one in children_of(child, wrapped) if one[0].tag == "col"]
            yield from inner or [(child, wrapped)]


def children_of(element: Element, wrapper: Any) -> list[tuple[Element, Any]]:
    """The children of an element, each with the wrapper that selectors are matched with."""
    if wrapper is None:
        return [(child, None) for child in element]
    return [(one.etree_element, one) for one in wrapper.iter_children()]


def _whole(text: str | None) -> int:
    match = re.match(r"\s*(\d{1,4})", text or "")
    return min(max(int(match[1]), 1), _WIDEST) if match else 1


# Elements that begin lines, and those with space above and below.
_LINE_UNITS = (
    "p",
    "div",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "ul",
)
_WITH_MARGINS = ("p", "h1", "h2", "h3", "h4", "blockquote", "pre", "ul", "ol", "dl")


def is_wide_enough(element: Element, look: Look) -> bool:
    """True where a box is surely wide and high enough for the text in it."""
    opening, size = look.opening, look.size
    if opening.is_shut(size) or look.hidden is not None:
        return True
    text = "".join(element.itertext())
    longest = max(map(len, text.split()), default=0)
    if not longest or opening.scrolls:
        return True
    lines = sum(one.tag in ("br", *_LINE_UNITS) for one in element.iter()) + 1
    lines += sum(one.tag in _WITH_MARGINS for one in element.iter() if one is not element)
    lines += int(0.55 * size * len(text) / max(min(opening.wide, 1000.0), 1.0))
    return 0.6 * size * longest <= opening.wide and size * lines <= opening.tall


_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'")


def generated_text(content: str, element: Element) -> tuple[str, bool]:
    """The text that a style writes, and whether all of it is known."""
    pieces = []
    rest = content.partition("/")[0] if '"' not in content and "'" not in content else content
    known = True
    while rest := rest.strip():
        if match := _STRING.match(rest):
            said = match[1] or match[2] or ""
            pieces.append(re.sub(r"\\([0-9a-fA-F]{1,6}) ?", lambda m: chr(int(m[1], 16)), said))
        elif match := re.match(r"attr\(\s*([\w-]+)\s*\)", rest):
            pieces.append(element.get(match[1]) or "")
        elif match := re.match(
            r"(?:(?:no-)?(?:open|close)-quote|url\([^)]*\)|[\w-]*gradient\(.*\))", rest
        ):
            pass
        else:
            known = False
            break
        rest = rest[match.end() :]
    return "".join(pieces), known
