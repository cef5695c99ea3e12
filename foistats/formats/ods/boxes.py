"""Pictures, charts and boxes drawn over the cells of an .ods."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.model import Merge
from foistats.formats.ods.styles import OdsStyles, points
from foistats.formats.sheets.areas import read_area
from foistats.formats.sheets.boxes import POINT, Corner, Lines

_FRAME = "draw:frame"
_PICTURES = ("draw:image", "draw:object", "draw:object-ole", "draw:plugin")
_SHEET = re.compile(r".*\.")


class Box(NamedTuple):
    """Something drawn that nothing is seen through. `cell` is where it is fixed, or None.

    Lengths are in points, `end` is the cell in which it ends.
    """

    cell: tuple[int, int] | None
    left: float
    top: float
    width: float
    height: float
    end: tuple[int, int] | None
    end_left: float
    end_top: float

    def area(self, lines: Lines) -> Merge | None:
        """The cells that lie under the box with all of their room."""
        row, col = self.cell or (0, 0)
        start = lines.moved(Corner(row, 0, col, 0), self.top * POINT, self.left * POINT)
        if self.end is not None:
            end = Corner(self.end[0], self.end_top * POINT, self.end[1], self.end_left * POINT)
        else:
            end = lines.moved(start, self.height * POINT, self.width * POINT)
        return lines.under(start, end)


@dataclass(slots=True)
class Shapes:
    """The shape that is being passed, if any."""

    tag: str = ""
    written: dict[str, str] = field(default_factory=dict)
    cell: tuple[int, int] | None = None
    is_picture: bool = False

    def start(self, tag: str, attributes: dict[str, str], *, place: tuple[int, int] | None) -> None:
        """Take in the start of a shape that is fixed to a cell, or to the sheet."""
        self.tag, self.written, self.cell, self.is_picture = tag, attributes, place, False

    def inside(self, tag: str) -> None:
        """Take in what a shape is made of."""
        self.is_picture |= tag in _PICTURES

    def end(self, styles: OdsStyles) -> Box | None:
        """The box that the shape is, None where what lies below it is seen."""
        tag, written, self.tag = self.tag, self.written, ""
        if not tag:
            return None
        fill = styles.fill(written.get("draw:style-name", ""))
        # A text box is drawn without a ground, any other shape with one, unless they say so.
        if not self.is_picture and (fill == "none" or (tag == _FRAME and not fill)):
            return None
        length = {
            key: points(written.get(key, "")) or 0.0
            for key in ("svg:x", "svg:y", "svg:width", "svg:height", "table:end-x", "table:end-y")
        }
        ends = read_area(_SHEET.sub("", written.get("table:end-cell-address", "")).upper())
        return Box(
            self.cell,
            length["svg:x"],
            length["svg:y"],
            length["svg:width"],
            length["svg:height"],
            (ends.row, ends.col) if ends is not None else None,
            length["table:end-x"],
            length["table:end-y"],
        )
