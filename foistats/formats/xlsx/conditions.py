"""The conditional formats of a worksheet, as XLSX writes them."""

from collections.abc import Iterator
from xml.etree import ElementTree

from foistats.documents.model import Merge
from foistats.formats.office.markup import child, local, named, own
from foistats.formats.sheets.areas import areas_of
from foistats.formats.sheets.conditions import Condition
from foistats.formats.sheets.looks import Change
from foistats.formats.xlsx.styles import StyleBook

# A bar or a symbol may stand in place of the number.
_MASKING = ("dataBar", "iconSet")


def conditions_of(
    frame: ElementTree.Element, styles: StyleBook
) -> Iterator[tuple[Merge, Condition]]:
    """Every rule of a sheet with each area that it covers."""
    for block in named(frame, "conditionalFormatting"):
        reference = own(block).get("sqref") or ""
        below = child(block, "sqref")
        if below is not None:
            reference = below.text or ""
        areas = areas_of(reference)
        for rule in block:
            if local(rule.tag) != "cfRule" or not areas:
                continue
            written = own(rule)
            change = _change(rule, written, styles)
            formulas = tuple(
                (one.text or "").strip() for one in rule if local(one.tag) in ("formula", "f")
            )
            # A rule's formula is written as seen from the first area's first cell.
            condition = Condition(written.get("type", ""), written, formulas, change, areas[0])
            for area in areas:
                yield area, condition


def _change(rule: ElementTree.Element, written: dict[str, str], styles: StyleBook) -> Change:
    for name in _MASKING:
        drawn = child(rule, name)
        if drawn is not None:
            return Change(masks=own(drawn).get("showValue", "1") in ("0", "false"))
    scale = child(rule, "colorScale")
    if scale is not None:
        colours = [styles.colour(own(one)) for one in scale if local(one.tag) == "color"]
        return Change(fills=True, grounds=tuple(one for one in colours if one is not None))
    inside = child(rule, "dxf")
    if inside is not None:
        return styles.change(inside)
    number = int(written.get("dxfId", -1))
    return styles.changes[number] if 0 <= number < len(styles.changes) else Change()
