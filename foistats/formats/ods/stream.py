"""OpenDocument XML, read element by element with the names that its standard uses.

Prefixes are only a writer's choice: `t:table-row` is `table:table-row` where t stands for it.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from foistats.documents.refusals import broken

_SPACE = re.compile(
    r"urn:(?:oasis:names:tc:opendocument|org:documentfoundation:names:experimental):"
)
_BY_ADDRESS = {
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_BY_WORD = {
    "xsl-fo-compatible": "fo",
    "svg-compatible": "svg",
    "drawing": "draw",
    "datastyle": "number",
}

Start = Callable[[str, dict[str, str]], None]


class _Known(dict[str, str]):
    """The standard names of the names that were met; a file has few, and each of them often."""

    def __missing__(self, name: str) -> str:
        found = self[name] = standard_name(name)
        return found


def stream(
    xml: bytes, *, start: Start, end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Pass a part's elements, ends and text to three functions, under their standard names."""
    standard = _Known()

    def on_start(name: str, attributes: dict[str, str]) -> None:
        start(standard[name], {standard[key]: value for key, value in attributes.items()})

    def on_end(name: str) -> None:
        end(standard[name])

    def refuse(*_: object) -> None:
        raise broken("a part that declares a document type, which no spreadsheet does")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise broken(f"a part whose XML ends or breaks off ({error})") from error


def standard_name(name: str) -> str:
    """An element's or attribute's name with the prefix that the standard gives its namespace.

    >>> standard_name("urn:oasis:names:tc:opendocument:xmlns:table:1.0 table-row")
    'table:table-row'
    >>> standard_name("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 color")
    'fo:color'
    """
    space, _, local = name.rpartition(" ")
    if space in _BY_ADDRESS:
        return f"{_BY_ADDRESS[space]}:{local}"
    if not _SPACE.match(space):
        return local if not space else f"?:{local}"
    word = space.split(":")[-2] if ":" in space else space
    return f"{_BY_WORD.get(word, word)}:{local}"
