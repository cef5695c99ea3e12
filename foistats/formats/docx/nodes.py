"""The XML of a Word document as a tree of light nodes with short names.

Word's own elements have their bare name (`tbl`), others a prefix of ours (`wp:anchor`, `v:shape`),
whatever prefix the file gives them and whether it is Strict or Transitional. An element of a
namespace that no office program knows is named `?:` and its own name: nothing looks inside it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from foistats.documents.limits import current
from foistats.documents.refusals import broken, too_large
from foistats.formats.office.markup import unchecked

_OFF = ("0", "false", "off", "none", "f")
_OPEN, _PURL = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
_SPACES = {
    f"{_OPEN}wordprocessingml/2006/main": "",
    f"{_PURL}wordprocessingml/main": "",
    f"{_OPEN}officeDocument/2006/math": "m:",
    f"{_PURL}officeDocument/math": "m:",
    f"{_OPEN}markup-compatibility/2006": "mc:",
    f"{_OPEN}drawingml/2006/wordprocessingDrawing": "wp:",
    f"{_PURL}drawingml/wordprocessingDrawing": "wp:",
    f"{_OPEN}drawingml/2006/main": "a:",
    f"{_PURL}drawingml/main": "a:",
    f"{_OPEN}drawingml/2006/picture": "pic:",
    f"{_PURL}drawingml/picture": "pic:",
    f"{_MICROSOFT}word/2010/wordprocessingShape": "wps:",
    f"{_MICROSOFT}word/2010/wordprocessingGroup": "wpg:",
    f"{_MICROSOFT}word/2010/wordprocessingCanvas": "wpc:",
    f"{_MICROSOFT}word/2010/wordprocessingDrawing": "wp14:",
    f"{_MICROSOFT}word/2010/wordml": "w14:",
    f"{_MICROSOFT}word/2012/wordml": "w15:",
    f"{_MICROSOFT}drawing/2010/main": "a14:",
    "urn:schemas-microsoft-com:vml": "v:",
    "urn:schemas-microsoft-com:office:office": "o:",
    "urn:schemas-microsoft-com:office:word": "w10:",
}
# What Word of some year understands; a choice that requires anything else is not drawn.
_KNOWN = re.compile(
    r"http://schemas\.microsoft\.com/office/(?:word|drawing|mac/drawingml|thememl)/20[0-3]\d/"
    r"|http://schemas\.openxmlformats\.org/|urn:schemas-microsoft-com:(?:vml|office)"
)
# Only in these does text count; everything else holds elements.
_TEXTS = frozenset(
    ("t", "delText", "instrText", "delInstrText", "m:t", "wp:posOffset", "wp14:pctPosHOffset")
)


@dataclass(slots=True)
class Node:
    """One element: its short name, its attributes by their local names, what is in it."""

    name: str
    written: Mapping[str, str]
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def first(self, *path: str) -> "Node | None":
        """The first element down a path of names."""
        node = self
        for name in path:
            for child in node.children:
                if child.name == name:
                    node = child
                    break
            else:
                return None
        return node

    def value(self, *path: str) -> str:
        """The `val` of the element down a path; empty where there is none."""
        found = self.first(*path)
        return "" if found is None else found.written.get("val", "")

    def switch(self, name: str) -> bool | None:
        """Whether a property below is switched on; None where it isn't there."""
        found = self.first(name)
        return None if found is None else found.written.get("val", "1").lower() not in _OFF

    def below(self, *names: str) -> "Iterator[Node]":
        """Every element below, and itself, that has one of these names."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.name in names:
                yield node
            waiting.extend(reversed(node.children))


def is_on(text: str | None) -> bool:
    """Whether an attribute that is a switch is on; one that isn't there is off."""
    return text is not None and text.lower() not in _OFF


def number(text: str | None, otherwise: float = 0.0) -> float:
    """A measure as Word writes it, in twentieths of a point unless it names its unit.

    >>> number("-720"), number("1in"), number("2.5pt"), number("wide", 7.0)
    (-720.0, 1440.0, 50.0, 7.0)
    """
    if not text:
        return otherwise
    unit = _UNITS.get(text[-2:], 0)
    try:
        found = float(text[:-2]) * unit if unit else float(text)
    except ValueError:
        return otherwise
    return found if abs(found) < 1e9 else otherwise


_UNITS = {"pt": 20, "in": 1440, "cm": 567, "mm": 56.7, "pc": 240, "pi": 240, "px": 15}


def whole(text: str | None, otherwise: int, *, most: int) -> int:
    """A whole number from zero up as an attribute gives it, at most `most`."""
    return min(int(text[:12]), most) if text and text.isascii() and text.isdecimal() else otherwise


def node_of(content: bytes, part: str) -> Node:
    """A part's outermost element with all in it; nothing outside the part is ever looked up."""
    from lxml import etree

    xml = unchecked(content)
    if len(xml) > current().tree_bytes:
        raise too_large(f"{part} of {len(xml)} bytes", f"at most {current().tree_bytes}")
    building = _Building()
    parser = etree.XMLParser(
        target=building, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise broken(f"the part {part} is damaged ({error.msg})") from error
    return building.top.children[0]


class _Names(dict[str, str]):
    """Short names of elements, each made once."""

    def __missing__(self, tag: str) -> str:
        """Make the short name of an element that wasn't met before."""
        name = self[tag] = _short(tag)
        return name


class _Local(dict[str, str]):
    """Names of attributes without their namespaces, each made once."""

    def __missing__(self, key: str) -> str:
        """Make the local name of an attribute that wasn't met before."""
        name = self[key] = key.rpartition("}")[2]
        return name


class _Building:
    """Puts nodes together as the parser meets elements; lxml calls its methods."""

    def __init__(self) -> None:
        self.top = Node("", {})
        self.open = [self.top]
        self.names = _Names()
        self.local = _Local()
        self.spaces: dict[str, list[str]] = {}

    def start_ns(self, prefix: str, uri: str) -> None:
        """Take in what a prefix stands for from here on."""
        self.spaces.setdefault(prefix, []).append(uri)

    def end_ns(self, prefix: str) -> None:
        """Let a prefix stand for what it stood for before."""
        self.spaces[prefix].pop()

    def start(self, tag: str, written: Mapping[str, str]) -> None:
        """Open an element."""
        name = self.names[tag]
        local = {self.local[key]: value for key, value in written.items()} if written else {}
        if name == "mc:Choice":
            local["understood"] = "1" if self._understands(local.get("Requires", "")) else "0"
        node = Node(name, local)
        self.open[-1].children.append(node)
        self.open.append(node)

    def end(self, tag: str) -> None:
        """Close an element."""
        del tag
        self.open.pop()

    def data(self, text: str) -> None:
        """Take in text."""
        node = self.open[-1]
        if node.name in _TEXTS:
            node.text += text

    def close(self) -> Node:
        """Give what was put together."""
        return self.top

    def _understands(self, prefixes: str) -> bool:
        """True where Word knows every namespace that a choice requires."""
        stacks = (self.spaces.get(prefix) or [""] for prefix in prefixes.split())
        return all(_KNOWN.match(stack[-1]) for stack in stacks)


def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    uri = space.removeprefix("{")
    known = _SPACES.get(uri)
    if known is None:
        known = "o:" if uri.startswith((_OPEN, _PURL, _MICROSOFT, "urn:schemas-")) else "?:"
    return known + local
