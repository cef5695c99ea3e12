"""XML of office files, made plain before it is searched, so that no notation leads past anything.

Plain XML is well-formed UTF-8 without comments, CDATA sections, instructions and document types:
a pattern for tags then finds every tag, and takes time in proportion to the length.
"""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree
from xml.parsers import expat

from foistats.documents.limits import current
from foistats.documents.refusals import broken, too_large
from foistats.documents.words import is_blank

# A tag's name may carry any prefix; its attributes may hold > but never <.
PREFIX = rb"(?:[^\s<>/:=\"']+:)?"
ATTRIBUTES = rb"""((?:\s+[^\s<>/="']+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*"""
_ATTRIBUTE = re.compile(rb"""([^\s<>/="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_UTF8 = ("utf-8", "ascii")
_KNOWN = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso8859-1", "iso8859-15", "cp1252")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_ASIDE = re.compile(rb"<[!?]")


def plain(content: bytes) -> bytes:
    """The same XML, plain; what isn't well-formed or names a document type is refused.

    >>> plain(b"<a><!-- <b/> --><![CDATA[1 < 2]]></a>")
    b'<a>1 &lt; 2</a>'
    """
    xml = unchecked(content)
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken(f"a part whose XML ends or breaks off ({error})") from error
    return xml


def unchecked(content: bytes) -> bytes:
    """The same XML, plain if it is well-formed: for what a parser reads next."""
    xml = _as_utf8(content)
    return _without_asides(xml) if b"<!" in xml or b"<?" in xml else xml


def _as_utf8(content: bytes) -> bytes:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding is None:
        declared = _DECLARED.match(content[:200].removeprefix(codecs.BOM_UTF8))
        if declared is None:
            return content.removeprefix(codecs.BOM_UTF8)
        try:
            encoding = codecs.lookup(declared[1].decode()).name
        except LookupError as error:
            raise broken("a part in an encoding that nobody knows") from error
        if encoding in _UTF8:
            return content.removeprefix(codecs.BOM_UTF8)
    if encoding not in _KNOWN:
        raise broken(f"a part in the encoding {encoding}")
    try:
        return content.decode(encoding).removeprefix("\ufeff").encode()
    except UnicodeError as error:
        raise broken(f"a part that is not in {encoding}, as it says") from error


def _without_asides(xml: bytes) -> bytes:
    """Without comments and instructions, and with CDATA sections written as escaped text."""
    kept = []
    at = 0
    while True:
        aside = _ASIDE.search(xml, at)
        if aside is None:
            kept.append(xml[at:])
            return b"".join(kept)
        start = aside.start()
        kept.append(xml[at:start])
        if xml.startswith(b"<!--", start):
            opened, closing = 4, b"-->"
        elif xml.startswith(b"<![CDATA[", start):
            opened, closing = 9, b"]]>"
        elif xml.startswith(b"<?", start):
            opened, closing = 2, b"?>"
        else:
            raise broken("a part that declares a document type, which no office file does")
        end = xml.find(closing, start + opened)
        if end < 0:
            raise broken("a part whose XML ends or breaks off")
        if opened == 9:
            text = xml[start + 9 : end].replace(b"&", b"&amp;").replace(b"<", b"&lt;")
            kept.append(text.replace(b">", b"&gt;"))
        at = end + len(closing)


def tree(xml: bytes) -> ElementTree.Element:
    """Plain XML as a tree, for parts that are small in any honest file."""
    if len(xml) > current().tree_bytes:
        raise too_large(
            f"a part of {len(xml)} bytes that has no cells", f"at most {current().tree_bytes}"
        )
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise broken(f"a part whose XML breaks its own names ({error})") from error


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """A tag's or attribute's name without its namespace or prefix.

    >>> local("{http://x}row"), local("r:id"), local("row")
    ('row', 'id', 'row')
    """
    return name.rpartition("}")[2].rpartition(":")[2]


def attributes(raw: bytes) -> dict[str, str]:
    """The attributes of one tag, by their names without prefix.

    >>> attributes(b' r="B2" t=\\'s\\' x:note="a &amp; b"')
    {'r': 'B2', 't': 's', 'note': 'a & b'}
    """
    return {
        local(name.decode()): as_text(double or single)
        for name, double, single in _ATTRIBUTE.findall(raw)
    }


def own(element: ElementTree.Element) -> dict[str, str]:
    """An element's attributes by their names without namespace."""
    return {local(name): value for name, value in element.attrib.items()}


def named(element: ElementTree.Element, *names: str) -> Iterator[ElementTree.Element]:
    """Every element below (and itself) that has one of these names, whatever its namespace."""
    for one in element.iter():
        if local(one.tag) in names:
            yield one


def child(element: ElementTree.Element | None, *path: str) -> ElementTree.Element | None:
    """The first element down a path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one.tag) == name), None)
    return element


def start_tags(xml: bytes, *names: str) -> Iterator[dict[str, str]]:
    """The attributes of every tag with one of these names, in plain XML of any length."""
    pattern = b"|".join(name.encode() for name in names)
    for tag in re.finditer(rb"<" + PREFIX + rb"(?:" + pattern + rb")" + ATTRIBUTES + rb"/?>", xml):
        yield attributes(tag[1])


def bodies(xml: bytes, name: str) -> Iterator[bytes]:
    """What stands inside every element of a name, in plain XML of any length; none may nest."""
    word = name.encode()
    pattern = rb"<" + PREFIX + word + ATTRIBUTES + rb"(?:/>|>(.*?)</" + PREFIX + word + rb"\s*>)"
    for found in re.finditer(pattern, xml, re.DOTALL):
        yield found[2] or b""


def sliced(xml: bytes, name: str) -> Iterator[tuple[dict[str, str], bytes]]:
    """Every element of a name as XML of its own, with its attributes; none may nest.

    A template has hundreds of styles, of which a letter uses ten: the others needn't be parsed.
    Takes time in proportion to the length even where the XML isn't well-formed.
    """
    word = name.encode()
    root = re.match(rb"\s*<([^\s<>/]+)" + ATTRIBUTES + rb">", xml)
    if root is None:
        return
    edges = rb"<" + PREFIX + word + ATTRIBUTES + rb"(/?)>|</" + PREFIX + word + rb"\s*>"
    opened: re.Match[bytes] | None = None
    for edge in re.finditer(edges, xml):
        if edge[2] == b"" and edge[1] is not None:
            opened = edge
        elif opened is not None and edge[1] is None:
            inside = xml[opened.start() : edge.end()]
            yield attributes(opened[1]), root[0] + inside + b"</" + root[1] + b">"
            opened = None


def root_name(xml: bytes) -> str:
    """The name of the outermost element of plain XML."""
    opened = re.match(rb"\s*<([^\s<>/]+)", xml)
    return local(opened[1].decode(errors="replace")) if opened else ""


def bare_text(xml: bytes) -> str:
    """All text of plain XML, tags taken out."""
    return as_text(_TAG.sub(b" ", xml))


def as_text(raw: bytes) -> str:
    """Text or an attribute's value as the program sees it."""
    text = raw.decode("utf-8", errors="replace")
    return unescape(text) if "&" in text else text


def is_on(value: str | None) -> bool:
    """True for the ways in which XML writes yes."""
    return value in ("1", "true", "on", "t", "True")


def texts_in(element: ElementTree.Element) -> list[str]:
    """The texts of a drawing's element."""
    return [one.text or "" for one in named(element, "t")]


def text_in(element: ElementTree.Element) -> str:
    """The texts of a drawing's element as one, empty where they are blank."""
    text = "".join(texts_in(element))
    return "" if is_blank(text) else text
