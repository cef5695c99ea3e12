"""The texts that stand in shapes of a drawing."""

from xml.etree import ElementTree

from foistats.documents.words import is_blank
from foistats.formats.office.markup import named


def texts_in(element: ElementTree.Element) -> list[str]:
    """The texts of a drawing's element."""
    return [one.text or "" for one in named(element, "t")]


def text_in(element: ElementTree.Element) -> str:
    """The texts of a drawing's element as one, empty where they are blank."""
    text = "".join(texts_in(element))
    return "" if is_blank(text) else text
