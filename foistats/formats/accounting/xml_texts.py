"""Every text of a part of XML: what stands in its elements, and the values of their attributes.

Values that are short numbers or cells, of which a sheet has millions, are passed over by the
pattern itself: to look at each would take longer than to read the sheet.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from foistats.formats.office.markup import ATTRIBUTES, as_text, local

_NAME = rb"[^\s<>/!?=\"']+"
_PLAIN = rb"(?:[A-Za-z]{0,3}-?[\d.:%]{0,10}|[0-9A-Fa-f]{8}|true|false|preserve|auto|none|str)"
_ATTRIBUTE = re.compile(
    rb"\s(" + _NAME + rb")\s*=\s*(?:\"(?!" + _PLAIN + rb"\")([^\"<]*)\""
    rb"|'(?!" + _PLAIN + rb"')([^'<]*)')"
)
_TAG = re.compile(rb"<(" + _NAME + rb")" + ATTRIBUTES + rb"/?>")
_TEXT = re.compile(rb"<(/?)(" + _NAME + rb")" + ATTRIBUTES + rb"(/?)>([^<]*[^<\s][^<]*)")
# The same without the values and texts of cells and runs, which are looked at one by one.
_OTHER_TEXT = re.compile(
    rb"<(/?)(?!(?:[xwm]:)?[vtf][\s>])(" + _NAME + rb")" + ATTRIBUTES + rb"(/?)>([^<]*[^<\s][^<]*)"
)


_COMMENT = re.compile(rb"<!--(.*?)-->|<\?(?!xml\s|mso-)(.*?)\?>", re.DOTALL)


class Written(NamedTuple):
    """One text of a part: in which element it stands, and in which attribute, if in one.

    `element` is empty where the text follows the end of an element instead of standing in one.
    """

    element: str
    attribute: str
    text: str


def texts_written(xml: bytes, *, with_cells: bool = True) -> Iterator[Written]:
    """Each different text of plain XML once, without those of cells and runs if they are read."""
    yield from attribute_texts(xml)
    known: set[tuple[bytes, bytes]] = set()
    for found in (_TEXT if with_cells else _OTHER_TEXT).finditer(xml):
        closing, name, _, empty, text = found.groups()
        if (name, text) not in known:
            known.add((name, text))
            element = "" if closing or empty else local(name.decode(errors="replace"))
            yield Written(element, "", as_text(text).strip())


def comments_in(xml: bytes) -> Iterator[str]:
    """Each comment and instruction of XML, before it is made plain."""
    # The declaration, if there is one, stands before the fifth byte.
    if b"<!--" in xml or xml.find(b"<?", 4) >= 0:
        for found in _COMMENT.finditer(xml):
            yield as_text(found[1] if found[1] is not None else found[2]).strip()


def attribute_texts(xml: bytes) -> Iterator[Written]:
    """Each different value of an attribute that is more than a short number, once."""
    known: set[tuple[bytes, bytes, bytes]] = set()
    start = end = -1
    name = b""
    for found in _ATTRIBUTE.finditer(xml):
        at = found.start()
        if at >= end:
            start = xml.rfind(b"<", 0, at)
            tag = _TAG.match(xml, start)
            if tag is None:
                continue
            name, end = tag[1], tag.end()
            if at >= end:
                # What looks like an attribute stands in a text.
                continue
        attribute, value = found[1], found[2] if found[2] is not None else found[3]
        if attribute.startswith(b"xmlns") or (name, attribute, value) in known:
            continue
        known.add((name, attribute, value))
        element = local(name.decode(errors="replace"))
        yield Written(element, local(attribute.decode(errors="replace")), as_text(value).strip())
