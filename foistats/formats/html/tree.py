"""A web page as the tree that a browser makes of it, whatever its writer left open."""

import codecs
import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from foistats.documents.refusals import broken, too_large

# Encodings that web pages are written in; what browsers take to be Latin 1 is cp1252.
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:[bl]e|-[bl]e)?|(?:windows-|cp)125\d|iso-?8859-\d+|mac-?roman|macintosh"
)
_LATIN_1 = re.compile(r"iso-?8859-1|latin-?1")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]+)|"""
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Document types of pages from before there were standards, which browsers show as they did then.
_OLD_TYPES = re.compile(
    r"<!doctype\s+html\s+public\s+[\"'][^\"'>]*\bhtml (?:[23]|4\.0(?:1)? "
    r"(?:transitional|frameset)//en[\"']\s*>)",
    re.IGNORECASE,
)
_ABUTTING = re.compile(r"\d(?:</?[a-zA-Z][^<>]*>)+\d")
# Tags, and what looks like tags but stands in a comment, a script or a text field: atomic groups,
# so that a quotation mark that is never closed costs one look.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp|iframe|noframes)\b[^>]*+>.*?(?:</\1\b|\Z)"
    r"|</?[a-z](?>=\s*(?:\"[^\"]*\"|'[^']*')|[^>])*+(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
# Elements of the page's program: a comment before one says what the program is.
_OF_THE_PROGRAM = frozenset(("link", "script", "meta", "style"))
# The page is walked by functions that call themselves; browsers stop at 512.
_DEEPEST = 300


@dataclass(slots=True)
class Page:
    """The tree of a page, and what stands in its file beside the tree.

    `labels` are comments just before an element of the page's program, such as a script;
    `quirks` is true for a page without a document type, which browsers show by older rules;
    `abuts` where a digit follows another one with nothing but tags between them.
    """

    root: Element
    comments: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    quirks: bool = False
    abuts: bool = False


def decode_page(content: bytes) -> tuple[str, bool]:
    """The text of a page and whether its encoding had to be guessed.

    A byte order mark, else what the page declares, else UTF-8, else cp1252; never statistics.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), False
            except UnicodeDecodeError as error:
                raise broken(f"not the {encoding} that its first bytes promise") from error
    declared = _DECLARED.search(content[:4096])
    named = (declared[1] or declared[2]).decode("ascii") if declared else ""
    return decode_text(content, named)


def decode_text(content: bytes, charset: str) -> tuple[str, bool]:
    """Text in the encoding that goes with it by name, and whether that had to be guessed."""
    named = encoding_named(charset)
    for encoding in filter(None, (named, "utf-8")):
        try:
            return content.decode(encoding), False
        except UnicodeDecodeError:
            continue
    # Five bytes mean nothing in cp1252. A letter that can't be told is shown as such.
    return content.decode("cp1252", errors="replace"), True


def encoding_named(charset: str) -> str:
    """Python's name of a charset, empty for none that text is sent in.

    >>> encoding_named("ISO-8859-1"), encoding_named("UTF-8"), encoding_named("rot13")
    ('cp1252', 'utf-8', '')
    """
    name = charset.strip().strip("\"'").lower().replace("_", "-")
    if _LATIN_1.fullmatch(name):
        return "cp1252"
    if not _ENCODINGS.fullmatch(name):
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def parse_page(text: str, *, scripting: bool) -> Page:
    """The tree of a page; `scripting` is true for a browser and false for a mail program.

    Raises DocumentRefused where the page breaks off inside a table, or is nested too deep.
    """
    from selectolax.lexbor import LexborHTMLParser

    _refuse_cut_short(text)
    # Half a letter beyond the first 65,536 is no letter.
    clean = text.encode("utf-8", errors="replace").decode("utf-8")
    parser = LexborHTMLParser(clean, scripting=scripting)
    quirks = _is_old(clean)
    page = Page(Element("html"), quirks=quirks, abuts=_ABUTTING.search(clean) is not None)
    first = parser.root
    while first is not None and first.prev is not None:
        first = first.prev
    while first is not None:
        if first.is_comment_node:
            page.comments.append(first.comment_content or "")
        elif first.is_element_node:
            page.root = _element(first, None, quirks=quirks)
            _build(page, first, page.root)
        first = first.next
    return page


def _is_old(text: str) -> bool:
    head = re.sub(r"^(?:\s|<!--.*?-->|<\?[^>]*>)+", "", text[:4096], flags=re.DOTALL)
    if not head.lower().startswith("<!doctype"):
        return True
    return _OLD_TYPES.match(head) is not None


def _build(page: Page, top: Any, root: Element) -> None:
    """Copy what stands below a node, without going down by calls."""
    waiting: list[tuple[Any, Element, Element | None]] = []
    node, parent, last = top.first_child, root, None
    depth = 1
    while node is not None or waiting:
        if node is None:
            node, parent, last = waiting.pop()
            depth -= 1
            continue
        after = node.next
        if node.is_element_node:
            last = _element(node, parent, quirks=page.quirks)
            if last.tag == "template":
                page.templates.append(node.html or "")
            elif (inner := node.first_child) is not None:
                waiting.append((after, parent, last))
                depth += 1
                if depth > _DEEPEST:
                    raise too_large("a web page that is nested too deep", f"{_DEEPEST} elements")
                node, parent, last = inner, last, None
                continue
        elif node.is_comment_node:
            comments = page.labels if _labels_program(node) else page.comments
            comments.append(node.comment_content or "")
        elif node.is_text_node:
            _append(parent, last, node.text_content or "")
        node = after


def _labels_program(comment: Any) -> bool:
    after = comment.next
    while after is not None and after.is_text_node and not (after.text_content or "").strip():
        after = after.next
    return after is not None and after.is_element_node and after.tag in _OF_THE_PROGRAM


def _append(parent: Element, last: Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _element(node: Any, parent: Element | None, *, quirks: bool) -> Element:
    attributes = {name: value or "" for name, value in node.attributes.items()}
    if quirks:
        for name in ("class", "id"):
            if name in attributes:
                attributes[name] = attributes[name].lower()
    if parent is None:
        return Element(node.tag, attributes)
    return SubElement(parent, node.tag, attributes)


def _refuse_cut_short(text: str) -> None:
    """Refuse a page that ends inside a table: rows may be missing, its totals among them.

    What a script, a comment or the value of an attribute says about tables opens none.
    """
    opened = 0
    for found in _MARKUP.finditer(text):
        tag = found[0][:8].lower()
        if re.match(r"<table[\s/>]", tag):
            opened += 1
        elif re.match(r"</table[\s>]", tag):
            opened = max(0, opened - 1)
    if opened > 0:
        raise broken("a web page that breaks off inside a table, so cut short")
