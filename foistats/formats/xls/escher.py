"""What is drawn over the cells of an old workbook ([MS-ODRAW]): pictures, charts, filled boxes."""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from foistats.documents.model import Merge

_SHAPE, _SHAPE_KIND, _OPTIONS, _ANCHOR = 0xF004, 0xF00A, 0xF00B, 0xF010
_CONTAINERS = (0xF002, 0xF003)
_FILLED, _USES_FILLED = 0x10, 0x100000
_FILL_OPTIONS = 447
# Kinds of objects: comments are drawn only when pointed at, lists and buttons hide nothing.
_PICTURE, _CHART, _DRAWN = 0x08, 0x05, (0x02, 0x03, 0x04, 0x06, 0x09, 0x1E)
_NEW = b"\x15\x00"
_OLD_ANCHOR, _OLD_BYTES = 8, 26
# An edge this near to the line of the grid, in 1024ths of a column or 256ths of a row.
_SLACK_COL, _SLACK_ROW = 60, 25


class _Shape(NamedTuple):
    """A shape: the cells from and to which it reaches, and whether its ground is filled."""

    area: Merge | None
    is_filled: bool


def covered_areas(drawing: bytes, objects: Sequence[bytes]) -> Iterator[Merge]:
    """The areas that lie under the shapes of a sheet; `objects` are the records of each of them."""
    new = [one for one in objects if one.startswith(_NEW)]
    old = [one for one in objects if not one.startswith(_NEW) and len(one) >= _OLD_BYTES]
    shapes = [shape for shape in _shapes(drawing) if shape.area is not None]
    found = list(zip(shapes, map(_kind, new), strict=False))
    # Before Excel 97, and in what some libraries write, the record itself says where a shape lies.
    found += [(_Shape(_area(one[_OLD_ANCHOR:]), is_filled=False), _kind(one)) for one in old]
    for shape, kind in found:
        covers = kind in (_PICTURE, _CHART) or (kind in _DRAWN and shape.is_filled)
        area = shape.area
        if covers and area is not None and area.row <= area.row_end and area.col <= area.col_end:
            yield area


def _kind(record: bytes) -> int:
    found: int = struct.unpack_from("<H", record, 4)[0]
    return found


def _shapes(content: bytes) -> Iterator[_Shape]:
    at = 0
    while at + 8 <= len(content):
        _, kind, size = struct.unpack_from("<HHI", content, at)
        inside = content[at + 8 : at + 8 + size]
        if kind in _CONTAINERS:
            # The container itself is often longer than its first record: go on inside it.
            at += 8
            continue
        if kind == _SHAPE:
            yield _shape(inside)
        at += 8 + size


def _shape(content: bytes) -> _Shape:
    at, area, filled = 0, None, True
    while at + 8 <= len(content):
        head, kind, size = struct.unpack_from("<HHI", content, at)
        if kind == _ANCHOR and at + 8 + 18 <= len(content):
            area = _area(content[at + 8 :])
        elif kind == _OPTIONS:
            for number in range(head >> 4):
                place = at + 8 + 6 * number
                if place + 6 > len(content):
                    break
                option, value = struct.unpack_from("<HI", content, place)
                if option & 0x3FFF == _FILL_OPTIONS and value & _USES_FILLED:
                    filled = bool(value & _FILLED)
        at += 8 + size
    return _Shape(area, filled)


def _area(anchor: bytes) -> Merge:
    """The cells that a shape covers wholly, by the cells and parts of cells of its corners."""
    _, left, right_of, top, below, right, left_of, bottom, above = struct.unpack_from("<9H", anchor)
    return Merge(
        top + (below > _SLACK_ROW),
        left + (right_of > _SLACK_COL),
        bottom - (above < 256 - _SLACK_ROW),
        right - (left_of < 1024 - _SLACK_COL),
    )
