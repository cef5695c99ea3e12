"""Which cells of a sheet lie wholly under a picture, a chart or a box that is filled."""

from collections.abc import Iterator
from xml.etree import ElementTree

from foistats.documents.model import Merge
from foistats.formats.office.markup import child, is_on, local, named, own
from foistats.formats.office.package import Parts
from foistats.formats.office.roles import Role
from foistats.formats.sheets.boxes import DOT, POINT, Corner, Lines
from foistats.formats.xlsx.worksheet import Worksheet

# A digit of the usual font is 7 dots wide.
_DIGIT = 7
_USUAL_WIDTH, _USUAL_HEIGHT = 9.14, 15.0
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


def covered_areas(parts: Parts, part: str, sheet: Worksheet) -> Iterator[Merge]:
    """The areas of a sheet that lie under something drawn over them."""
    for drawing in parts.linked(part, Role.DRAWING):
        for anchor in named(parts.tree(drawing), *_ANCHORS):
            if any(_covers(shape) for shape in _shapes(anchor)):
                area = _area(anchor, _lines(sheet))
                if area is not None:
                    yield area


def _shapes(anchor: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What an anchor draws; of several alternatives the one that new programs draw."""
    for one in anchor:
        if local(one.tag) == "AlternateContent":
            drawn = child(one, "Choice")
            yield from drawn if drawn is not None else ()
        else:
            yield one


def _covers(shape: ElementTree.Element) -> bool:
    """True where what lies below a shape isn't seen: a picture, a chart, or a box with a fill."""
    kind = local(shape.tag)
    hidden = next((own(one).get("hidden") for one in named(shape, "cNvPr")), None)
    if is_on(hidden):
        return False
    if kind in ("pic", "graphicFrame"):
        return True
    if kind == "grpSp":
        return any(_covers(one) for one in shape)
    if kind != "sp":
        return False
    drawn = child(shape, "spPr")
    if child(drawn, "noFill") is not None:
        return False
    if any(child(drawn, fill) is not None for fill in _FILLS):
        return True
    style = child(shape, "style", "fillRef")
    return style is not None and own(style).get("idx", "0") != "0"


def _area(anchor: ElementTree.Element, lines: Lines) -> Merge | None:
    """The cells that lie under an anchor with all of their room."""
    start, end = _corner(child(anchor, "from")), _corner(child(anchor, "to"))
    extent, position = child(anchor, "ext"), child(anchor, "pos")
    if start is None and position is not None:
        start = lines.moved(Corner(0, 0, 0, 0), _number(position, "y"), _number(position, "x"))
    if start is not None and end is None and extent is not None:
        end = lines.moved(start, _number(extent, "cy"), _number(extent, "cx"))
    return lines.under(start, end) if start is not None and end is not None else None


def _corner(corner: ElementTree.Element | None) -> Corner | None:
    if corner is None:
        return None
    said = {local(one.tag): int(one.text or 0) for one in corner}
    row, col = said.get("row", 0), said.get("col", 0)
    return Corner(row, said.get("rowOff", 0), col, said.get("colOff", 0))


def _number(element: ElementTree.Element, name: str) -> int:
    return int(own(element).get(name) or 0)


def _lines(sheet: Worksheet) -> Lines:
    """The heights of a sheet's rows and the widths of its columns."""
    usual = float(sheet.usual.get("defaultRowHeight") or _USUAL_HEIGHT)
    usual_width = float(sheet.usual.get("defaultColWidth") or _USUAL_WIDTH)

    def height(row: int) -> float:
        if row in sheet.hidden_rows:
            return 0
        return float(sheet.rows.get(row, {}).get("ht") or usual) * POINT

    def width(col: int) -> float:
        if col in sheet.hidden_cols:
            return 0
        found = (width for first, last, width, _ in sheet.widths if first <= col <= last)
        return next(found, usual_width) * _DIGIT * DOT

    return Lines(height, width)
