"""The parts of a Word document: its text, styles, lists and footnotes, as trees."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from foistats.documents.refusals import broken
from foistats.formats.office.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = ("0", "false", "off", "none")
# A style based on a style, and so on; files that go round in circles have been seen.
_DEEPEST_STYLE = 20


@dataclass(slots=True)
class Style:
    """What a style says about text that is not simply shown; None where it says nothing."""

    based_on: str = ""
    vanish: bool | None = None
    strike: bool | None = None
    raised: str | None = None
    number: tuple[str, int] | None = None


@dataclass(slots=True)
class Parts:
    """What of a Word document is read."""

    body: Any
    styles: Mapping[str, Style] = field(default_factory=dict)
    default_style: str = ""
    numbering: Any = None
    footnotes: Mapping[str, Any] = field(default_factory=dict)
    endnotes: Mapping[str, Any] = field(default_factory=dict)

    def by_style(self, style_id: str, what: str) -> Any:
        """What a style says of `what`, or the nearest one that it is based on."""
        for _ in range(_DEEPEST_STYLE):
            style = self.styles.get(style_id)
            if style is None:
                return None
            said = getattr(style, what)
            if said is not None:
                return said
            style_id = style.based_on
        return None


def main_part(package: Package) -> str:
    """The part that has the document's text."""
    return _targets(package, "").get("officeDocument", "word/document.xml")


def open_parts(package: Package) -> Parts:
    """The trees of a Word document's parts, found by what points to them."""
    main = main_part(package)
    root = _tree(package, main)
    body = root.find(f"{W}body")
    if body is None:
        raise broken("a Word document without a text in it")
    targets = {kind: part for kind, part in _targets(package, main).items() if package.has(part)}
    parts = Parts(body)
    if "styles" in targets:
        _take_styles(parts, _tree(package, targets["styles"]))
    if "numbering" in targets:
        parts.numbering = _tree(package, targets["numbering"])
    if "footnotes" in targets:
        parts.footnotes = _notes(_tree(package, targets["footnotes"]), "footnote")
    if "endnotes" in targets:
        parts.endnotes = _notes(_tree(package, targets["endnotes"]), "endnote")
    return parts


def _tree(package: Package, part: str) -> Any:
    """A part's root element; nothing outside the part is ever looked up."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    content = package.read(part).replace(_STRICT, _TRANSITIONAL)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise broken(f"the part {part} is damaged ({error.msg})") from error
    if root.getroottree().docinfo.doctype:
        raise broken(f"the part {part} declares a document type, which no Word document does")
    return root


def _targets(package: Package, part: str) -> dict[str, str]:
    """The parts that a part points to, by the kind of the relation; the first of each kind."""
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if not package.has(links):
        return {}
    targets: dict[str, str] = {}
    for link in _tree(package, links):
        target = (link.get("Target") or "").replace("\\", "/")
        if (link.get("TargetMode") or "").lower() == "external":
            continue
        path = target if target.startswith("/") or not folder else f"{folder}/{target}"
        kind = (link.get("Type") or "").rpartition("/")[2]
        targets.setdefault(kind, re.sub(r"[^/]+/\.\./|(?<![^/])\./", "", path).lstrip("/"))
    return targets


def is_on(parent: Any, name: str) -> bool | None:
    """Whether a switch among an element's properties is on; None where it isn't there."""
    switch = None if parent is None else parent.find(f"{W}{name}")
    return None if switch is None else (switch.get(f"{W}val") or "1").lower() not in _OFF


def value_of(parent: Any, path: str) -> str:
    """The `val` of an element below; empty where there is none."""
    found = None if parent is None else parent.find("/".join(f"{W}{s}" for s in path.split("/")))
    return "" if found is None else found.get(f"{W}val") or ""


def whole(text: str | None, otherwise: int, *, most: int) -> int:
    """A whole number from zero up as an attribute gives it, at most `most`."""
    return min(int(text[:12]), most) if text and text.isascii() and text.isdecimal() else otherwise


def _take_styles(parts: Parts, root: Any) -> None:
    styles: dict[str, Style] = {}
    for one in root.iter(f"{W}style"):
        style_id = one.get(f"{W}styleId") or ""
        look, lay = one.find(f"{W}rPr"), one.find(f"{W}pPr")
        style = Style(value_of(one, "basedOn"), is_on(look, "vanish"), struck(look), raised(look))
        number = None if lay is None else lay.find(f"{W}numPr")
        if number is not None:
            level = whole(value_of(number, "ilvl"), 0, most=8)
            style.number = (value_of(number, "numId"), level)
        styles[style_id] = style
        if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true"):
            parts.default_style = style_id
    parts.styles = styles


def struck(look: Any) -> bool | None:
    """Whether text is struck out, by the properties of a run or style."""
    once, twice = is_on(look, "strike"), is_on(look, "dstrike")
    return None if once is None and twice is None else bool(once or twice)


def raised(look: Any) -> str | None:
    """`superscript`, `subscript` or `baseline`, by the properties of a run or style."""
    said = value_of(look, "vertAlign")
    lifted = value_of(look, "position")
    if not said and lifted.lstrip("-").isdecimal() and int(lifted):
        return "subscript" if lifted.startswith("-") else "superscript"
    return said or None


def _notes(root: Any, kind: str) -> dict[str, Any]:
    """Footnotes or endnotes by their id; the rules that part them from the text are none."""
    return {
        note.get(f"{W}id") or "": note
        for note in root.iter(f"{W}{kind}")
        if (note.get(f"{W}type") or "normal") == "normal"
    }
