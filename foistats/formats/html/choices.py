"""What a list of choices shows, and elements of which browsers show some and not others."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

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
    marked = [one for one in options if "selected" in one.attrib]
    free = [one for one in options if "disabled" not in one.attrib and one not in shut]
    chosen = marked[-1] if marked else free[0] if free else None
    others = [one for one in options if one is not chosen]
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
