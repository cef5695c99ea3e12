"""What styles of tables and pivot tables draw: a fill behind cells, and colours of their own."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from foistats.documents.model import Merge
from foistats.formats.office.markup import named, own
from foistats.formats.office.package import Parts
from foistats.formats.office.roles import Role
from foistats.formats.sheets.areas import areas_of
from foistats.formats.sheets.conditions import Condition
from foistats.formats.xlsx.styles import StyleBook

_BUILT_IN = re.compile(r"(?:Table|Pivot)Style(Light|Medium|Dark)(\d+)")
# Whatever a cell or a rule says goes before the style of its table.
_LAST = "999999"


def filled_areas(parts: Parts, part: str) -> Iterator[Merge]:
    """The areas of a sheet that a style of Excel's own fills with a colour on which text shows."""
    for area, heading, style in _tables(parts, part):
        heads, body = _fills(style)
        if body:
            yield area
        elif heads and heading:
            yield area._replace(row_end=area.row + heading - 1)


def drawn_rules(parts: Parts, part: str, styles: StyleBook) -> Iterator[tuple[Merge, Condition]]:
    """What the workbook's own styles of tables change, as rules that hold for parts of a table.

    Stripes are left out: which rows they fill is not worked out here.
    """
    for area, heading, style in _tables(parts, part):
        places = {
            "wholeTable": area,
            "headerRow": area._replace(row_end=area.row + heading - 1) if heading else None,
            "totalRow": area._replace(row=area.row_end),
            "firstColumn": area._replace(col_end=area.col),
            "lastColumn": area._replace(col=area.col_end),
        }
        for element, change in styles.table_styles.get(style, ()):
            place = places.get(element)
            if place is not None:
                written = {"priority": _LAST}
                yield place, Condition("expression", written, ("TRUE",), change, place)


def _tables(parts: Parts, part: str) -> Iterator[tuple[Merge, int, str]]:
    """The area, the number of heading rows and the style of each table and pivot table."""
    for name in parts.linked(part, Role.TABLE):
        table = parts.tree(name)
        for area in areas_of(own(table).get("ref", ""))[:1]:
            yield area, int(own(table).get("headerRowCount", 1)), _style(table, "tableStyleInfo")
    for name in parts.linked(part, Role.PIVOT_TABLE):
        pivot = parts.tree(name)
        for location in named(pivot, "location"):
            heading = int(own(location).get("firstDataRow", 1))
            for area in areas_of(own(location).get("ref", "")):
                yield area, heading, _style(pivot, "pivotTableStyleInfo")


def _style(table: ElementTree.Element, element: str) -> str:
    return next((own(one).get("name", "") for one in named(table, element)), "")


def _fills(style: str) -> tuple[bool, bool]:
    """Whether a style of Excel's own fills the heading rows, and the whole body."""
    known = _BUILT_IN.fullmatch(style)
    if known is None:
        return False, False
    family, number = known[1], int(known[2])
    if family == "Light":
        return 8 <= number <= 14, False
    if family == "Medium":
        return True, 8 <= number <= 14 or number >= 22
    return True, True
