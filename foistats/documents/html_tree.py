"""A web page as a tree, without what it doesn't show: scripts, comments, hidden elements."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Any

from foistats.documents.html_seen import blank_unseen
from foistats.documents.refusals import broken, too_large

UNSEEN_TAGS = frozenset(
    ("head", "title", "script", "style", "template", "noframes", "meta", "link", "object", "applet")
)
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
_HIDING = re.compile(
    r"\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*(?:hidden|collapse)\b|\bmso-hide\s*:\s*all\b"
    r"|\bfont-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_CSS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CSS_BLOCK = re.compile(r"@(?:media|supports|font-face|page)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"([a-z][\w-]*)?([.#][\w-]+)?", re.IGNORECASE)

Hidden = Callable[[Any], bool]


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


def parse_page(text: str) -> Any:
    """The root element, comments and unseen texts left out; None for a page with nothing in it.

    Raises DocumentRefused where the page breaks off inside a table, or is nested too deep for
    its end to be reached.
    """
    from lxml import etree

    _refuse_cut_short(text)
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=True,
    )
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    for error in parser.error_log:
        if error.level_name == "FATAL":
            raise too_large(f"a web page that can't be read to its end ({error.message})", "less")
    if root is not None:
        blank_unseen(root)
    return root


def _refuse_cut_short(text: str) -> None:
    """Refuse a page that ends inside a table: rows may be missing, its totals among them."""
    opened = len(re.findall(r"<table[\s>]", text, re.IGNORECASE))
    closed = len(re.findall(r"</table\s*>", text, re.IGNORECASE))
    if opened > closed:
        raise broken("a web page that breaks off inside a table, so cut short")


def hidden_test(root: Any) -> Hidden:
    """A test that tells whether an element of this page is not shown, nor anything in it."""
    rules = set(_hiding_rules(root))

    def is_hidden(element: Any) -> bool:
        tag = element.tag
        if tag in UNSEEN_TAGS or element.get("hidden") is not None:
            return True
        if tag == "input" and (element.get("type") or "").lower() == "hidden":
            return True
        if _HIDING.search(element.get("style") or ""):
            return True
        if not rules:
            return False
        names = [f".{name}" for name in (element.get("class") or "").split()]
        names += [f"#{element.get('id')}"] if element.get("id") else []
        return tag in rules or any(name in rules or tag + name in rules for name in names)

    return is_hidden


def _hiding_rules(root: Any) -> Iterator[str]:
    """Selectors of one tag, class or id under which the page's own style hides elements.

    Rules for other screens, such as phones', say nothing about the page as it was sent.
    """
    for style in root.iter("style"):
        css = _CSS_BLOCK.sub(" ", _CSS_COMMENT.sub(" ", style.text or ""))
        for selectors, declarations in _CSS_RULE.findall(css):
            if not _HIDING.search(declarations):
                continue
            for selector in selectors.split(","):
                match = _SELECTOR.fullmatch(selector.strip())
                if match and match[0]:
                    yield (match[1] or "").lower() + (match[2] or "")
