"""Text in a PDF that nobody sees: white on white, black under black, laid invisibly over a scan."""

import re
from collections.abc import Callable
from typing import Any

# Text drawn with rendering mode 3 leaves no trace: text recognised in a scan, or a poor redaction.
_INVISIBLE = re.compile(rb"(?<![\w.])3\s+Tr\b")
_LIGHT = 0.9
_DARK = 0.2
_THINNEST_BOX = 2.0


def has_invisible_text(page: Any) -> bool:
    """True where a pdfplumber page draws text without showing it."""
    from pdfminer.pdftypes import resolve1

    streams = [resolve1(stream) for stream in page.page_obj.contents]
    return any(_INVISIBLE.search(stream.get_data()) for stream in streams if stream is not None)


def unseen(page: Any) -> Callable[[Any], bool]:
    """A test that tells whether a letter has the colour of what it stands on.

    Boxes are taken in the order in which they were drawn. On a picture or a shape any letter
    may be seen.
    """
    boxes = [
        (box["x0"], box["top"], box["x1"], box["bottom"], _lightness(box["non_stroking_color"]))
        for box in page.rects
        if box.get("fill") and box["x1"] - box["x0"] > _THINNEST_BOX
        if box["bottom"] - box["top"] > _THINNEST_BOX
    ]
    other = [
        (shape["x0"], shape["top"], shape["x1"], shape["bottom"], None)
        for shape in [*page.images, *(c for c in page.curves if c.get("fill"))]
    ]

    def is_unseen(letter: Any) -> bool:
        light = _lightness(letter["non_stroking_color"])
        if light is None or (light < _LIGHT and not (light <= _DARK and boxes)):
            return False
        x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
        under = [b[4] for b in boxes if b[0] <= x <= b[2] and b[1] <= y <= b[3]]
        if light <= _DARK:
            return bool(under) and under[-1] is not None and under[-1] <= _DARK
        if any(o[0] <= x <= o[2] and o[1] <= y <= o[3] for o in other):
            return False
        return not under or (under[-1] is not None and under[-1] >= _LIGHT)

    return is_unseen


def _lightness(colour: Any) -> float | None:
    """0 for black to 1 for white; None for patterns and the like. No colour set is black.

    >>> _lightness(None), _lightness((1, 1, 1)), _lightness((0, 0, 0, 1)), _lightness(("P0",))
    (0.0, 1.0, 0.0, None)
    """
    if colour is None:
        return 0.0
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return None
    if len(parts) == 4:
        *inks, black = parts
        return float((1 - sum(inks) / 3) * (1 - black))
    return float(sum(parts) / len(parts))
