"""Shapes and text boxes on a sheet that nobody can see: hidden, minute, off the sheet, replaced."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from foistats.documents.limits import current
from foistats.documents.words import is_blank
from foistats.formats.office.markup import (
    as_text,
    child,
    is_on,
    local,
    named,
    own,
    text_in,
    texts_in,
)
from foistats.formats.office.package import Parts
from foistats.formats.office.roles import Role
from foistats.formats.xlsx.worksheet import Worksheet
from foistats.records import Finding
from schemas.channels import Channel

# English Metric Units: 12,700 to a point. A box lower or narrower than 2 points shows no text.
_TINY = 25_400
_SHAPES = ("sp", "pic", "cxnSp")
_VML_SHAPE = re.compile(rb"<(?:\w+:)?(?:shape|rect|roundrect|oval|line)[\s>]", re.IGNORECASE)
_VML_HIDDEN = re.compile(rb"visibility\s*:\s*hidden", re.IGNORECASE)
_VML_NOTE = re.compile(rb"ObjectType\s*=\s*[\"']?Note", re.IGNORECASE)
_VML_TEXT = re.compile(rb"<(?:\w+:)?textbox", re.IGNORECASE)
_VML_TAG = re.compile(rb"<[^<>]*>")
# Longer drawings in this old notation than any program writes aren't looked through.
_VML_BYTES = 8 * 1024**2


def drawn_findings(
    parts: Parts, tab: str, sheet: Worksheet | None, place: str
) -> Iterator[Finding]:
    """A finding for each kind of shape with content that a visible sheet doesn't show."""
    amounts: dict[Channel, int] = {}
    for part in parts.linked(tab, Role.DRAWING):
        for channel in unseen_shapes(parts.tree(part), sheet):
            amounts[channel] = amounts.get(channel, 0) + 1
    for part in parts.linked(tab, Role.VML):
        hidden = hidden_vml(parts.raw(part))
        if hidden:
            amounts[Channel.VANISHED_TEXT] = amounts.get(Channel.VANISHED_TEXT, 0) + hidden
    for channel, amount in sorted(amounts.items()):
        yield Finding(channel, place, amount, "shapes")


def shapes_of(drawing: ElementTree.Element) -> int:
    """How many shapes with text, pictures and charts a drawing has."""
    texts = sum(bool(text_in(one)) for one in named(drawing, "sp"))
    return texts + sum(1 for _ in named(drawing, "pic", "graphicFrame"))


def unseen_shapes(drawing: ElementTree.Element, sheet: Worksheet | None) -> Iterator[Channel]:
    """Why each shape with content isn't seen that isn't."""
    for anchor in drawing:
        if local(anchor.tag) not in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
            shown, replaced = _alternatives(anchor)
        else:
            shown, replaced = [anchor], []
            for block in named(anchor, "AlternateContent"):
                replaced += _alternatives(block)[1]
        if replaced:
            yield Channel.VANISHED_TEXT
        for one in shown:
            yield from _in_anchor(one, sheet)


def _alternatives(block: ElementTree.Element) -> tuple[list[ElementTree.Element], list[str]]:
    """What is drawn of several alternatives, and the texts that only one not drawn has."""
    drawn = next((one for one in block if local(one.tag) == "Choice"), None)
    if drawn is None:
        return [], []
    fallback = next((one for one in block if local(one.tag) == "Fallback"), None)
    # A slicer, or chart of a new kind, is replaced by a sentence of Excel's own.
    if fallback is None or any(True for _ in named(drawn, "graphicFrame", "graphic")):
        return list(drawn), []
    seen = text_in(drawn)
    lost = [text for text in texts_in(fallback) if not is_blank(text) and text not in seen]
    return list(drawn), lost


def _in_anchor(anchor: ElementTree.Element, sheet: Worksheet | None) -> Iterator[Channel]:
    fallbacks = {id(one) for block in named(anchor, "Fallback") for one in block.iter()}
    for shape in named(anchor, *_SHAPES):
        if id(shape) in fallbacks:
            continue
        picture = local(shape.tag) == "pic"
        if not picture and not text_in(shape):
            continue
        properties = next(named(shape, "cNvPr"), None)
        if properties is not None and is_on(own(properties).get("hidden")):
            # Form controls stand hidden beside their old notation, which is drawn.
            if not any(True for _ in named(properties, "compatExt")):
                yield Channel.VANISHED_TEXT
        elif _is_off_sheet(anchor):
            yield Channel.OFF_PAGE_TEXT
        elif not picture and _is_minute(anchor, shape):
            yield Channel.TINY_TEXT
        elif sheet is not None and _is_in_hidden(anchor, sheet):
            yield Channel.VANISHED_TEXT


def _number(element: ElementTree.Element | None, name: str = "") -> int:
    if element is None:
        return 0
    text: Any = own(element).get(name) if name else element.text
    return int(text or 0)


def _cell(anchor: ElementTree.Element, name: str) -> tuple[int, int, int, int] | None:
    """Row, offset, column, offset of an anchor's corner."""
    corner = child(anchor, name)
    if corner is None:
        return None
    row, row_off, col, col_off = (
        _number(child(corner, one)) for one in ("row", "rowOff", "col", "colOff")
    )
    return row, row_off, col, col_off


def _is_off_sheet(anchor: ElementTree.Element) -> bool:
    position, extent = child(anchor, "pos"), child(anchor, "ext")
    if position is not None and extent is not None:
        right = _number(position, "x") + _number(extent, "cx")
        bottom = _number(position, "y") + _number(extent, "cy")
        return right <= 0 or bottom <= 0
    start = _cell(anchor, "from")
    return start is not None and (
        start[0] >= 1_048_576 or start[2] >= current().columns or min(start) < 0
    )


def _is_minute(anchor: ElementTree.Element, shape: ElementTree.Element) -> bool:
    start, end = _cell(anchor, "from"), _cell(anchor, "to")
    if start is not None and end is not None:
        flat = start[0] == end[0] and end[1] - start[1] < _TINY
        return flat or (start[2] == end[2] and end[3] - start[3] < _TINY)
    extent = child(anchor, "ext")
    if extent is None:
        extent = child(shape, "spPr", "xfrm", "ext")
    return extent is not None and min(_number(extent, "cx"), _number(extent, "cy")) < _TINY


def _is_in_hidden(anchor: ElementTree.Element, sheet: Worksheet) -> bool:
    """True where an anchor's rows or columns are all hidden, and it shrinks with them."""
    start, end = _cell(anchor, "from"), _cell(anchor, "to")
    if start is None or end is None or anchor.get("editAs") in ("oneCell", "absolute"):
        return False
    return not sheet.shows_any(range(start[0], end[0] + 1), range(start[2], end[2] + 1))


def hidden_vml(content: bytes) -> int:
    """How many hidden shapes with text there are in the old notation; it needn't be good XML."""
    if len(content) > _VML_BYTES or not _VML_HIDDEN.search(content):
        return 0
    hidden = 0
    for shape in _VML_SHAPE.split(content)[1:]:
        opened = _VML_TEXT.search(shape)
        if opened and _VML_HIDDEN.search(shape) and not _VML_NOTE.search(shape):
            box = shape[opened.end() :].partition(b">")[2]
            text = _VML_TAG.sub(b"", re.split(rb"</(?:\w+:)?textbox", box, maxsplit=1)[0])
            hidden += not is_blank(as_text(text))
    return hidden
