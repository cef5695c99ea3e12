"""Boxes that keep what is in them from sight: without size, cut away, or beside the page."""

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from foistats.formats.html.loud import FAR
from foistats.formats.html.values import BLACK, WINDOW, Undecided, colour, length, number
from schemas.channels import Channel

# A box grows with its text whatever height or width it is given.
_GROWING = frozenset(
    (
        *("table", "inline-table", "table-row", "table-cell", "table-row-group", "table-caption"),
        *("table-header-group", "table-footer-group", "table-column", "table-column-group"),
    )
)
_WITHOUT_SIZE = frozenset(("inline", "ruby", "ruby-text", "contents"))
# Farther to the right, or down from the top, a text may be beside a small window.
_NARROW, _LOW = 1200.0, 600.0
# In pixels: a line as thin as this covers nothing.
_HAIR = 5.0
_CUTTING = ("hidden", "clip", "scroll", "auto")
_FUNCTION = re.compile(r"([a-z0-9]+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_PER_TURN = {"deg": 360.0, "rad": 2 * math.pi, "grad": 400.0, "turn": 1.0}


def hidden_by_box(values: Mapping[str, str], display: str, size: float) -> Channel | None:
    """The channel through which the box of an element hides what is in it.

    Raises Undecided where only the layout of the whole page tells.
    """
    opacity = values.get("opacity", "")
    seen_through = re.search(r"\bopacity\(([^()]+)\)", values.get("filter", ""))
    shares = [number(one) for one in (opacity, seen_through[1] if seen_through else "") if one]
    if any(share is not None and share <= 0.05 for share in shares):
        return Channel.INVISIBLE_TEXT
    if _is_off_page(values, display, size):
        return Channel.OFF_PAGE_TEXT
    return Channel.INVISIBLE_TEXT if _is_cut_away(values, size) else None


def _is_off_page(values: Mapping[str, str], display: str, size: float) -> bool:
    """True for a text that is moved so far that no window shows it.

    What is moved less far may still be beside a small window: that is undecided.
    """

    def far(name: str, whole: float) -> float:
        value = values.get(name, "")
        return (length(value, size=size, whole=whole, quirks=True) or 0.0) if value else 0.0

    position = values.get("position", "static")
    across = {side: far(side, WINDOW[0]) for side in ("left", "right")}
    down = {side: far(side, WINDOW[1]) for side in ("top", "bottom")}
    if position in ("absolute", "fixed", "relative", "sticky"):
        if across["left"] < -FAR or down["top"] < -FAR or across["left"] >= 5 * FAR:
            return True
        if across["right"] >= 3 * FAR or down["bottom"] >= 3 * FAR or down["top"] >= 25 * FAR:
            return True
        if position != "relative" and (across["right"] < -FAR or down["bottom"] < -FAR):
            return True
        if across["left"] > _NARROW:
            raise Undecided
        if position == "fixed" and (
            min(across["right"], down["bottom"]) < -size or down["top"] > _LOW
        ):
            raise Undecided
    if display in _GROWING and display not in ("table", "inline-table"):
        return False
    left, top = far("margin-left", WINDOW[0]), far("margin-top", WINDOW[0])
    return left < -FAR or left >= 5 * FAR or (top < -FAR and display not in _WITHOUT_SIZE)


def _is_cut_away(values: Mapping[str, str], size: float) -> bool:
    if values.get("position") in ("absolute", "fixed"):
        rect = re.fullmatch(r"rect\(([^()]*)\)", values.get("clip", ""))
        if rect:
            top, right, bottom, left = (
                length(side, size=size, whole=0.0, quirks=True)
                for side in (re.split(r"[\s,]+", rect[1].strip()) + ["auto"] * 4)[:4]
            )
            high = bottom is not None and bottom - (top or 0.0) <= 2
            wide = right is not None and right - (left or 0.0) <= 2
            return high or wide
    path = values.get("clip-path") or values.get("-webkit-clip-path") or ""
    found = _FUNCTION.match(path)
    if found is None:
        if "(" in path:
            raise Undecided
        return False
    return _is_without_area(found[1], found[2], size)


def _is_without_area(kind: str, inside: str, size: float) -> bool:
    """True for a shape to which a text is cut and that has no area at all."""
    parts = inside.partition(" round")[0].replace(",", " ").split()
    if kind == "inset":
        sides = [length(part, size=size, whole=100.0, quirks=True) or 0.0 for part in parts]
        top, right, bottom, left = (
            (sides + [sides[0] if sides else 0.0] * 4)[:4]
            if len(sides) != 2
            else (sides[0], sides[1], sides[0], sides[1])
        )
        if len(sides) == 3:
            left = right
        if top + bottom >= 100 or left + right >= 100:
            return True
        if top + bottom > 10 or left + right > 10:
            raise Undecided
        return False
    if kind in ("circle", "ellipse"):
        sizes = [length(part, size=size, whole=100.0) for part in inside.partition("at")[0].split()]
        if any(one is not None and one <= 1 for one in sizes):
            return True
    if kind == "polygon":
        points = [
            [length(part, size=size, whole=100.0, quirks=True) or 0.0 for part in point.split()]
            for point in inside.split(",")
            if "evenodd" not in point and "nonzero" not in point
        ]
        if all(len(point) == 2 for point in points):
            turns = zip(points, [*points[1:], points[0]], strict=True)
            area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2
            if area < 10:
                return True
            if area > 9900 and "%" in inside:
                return False
    raise Undecided


class Opening(NamedTuple):
    """How wide and high the part of a box is beyond which nothing in it shows, in pixels."""

    wide: float = math.inf
    tall: float = math.inf
    scrolls: bool = False

    def is_shut(self, size: float) -> bool:
        """True where not even a part of a letter shows."""
        return min(self.wide, self.tall) < 0.5 * size


OPEN = Opening()


def opening_of(tag: str, values: Mapping[str, str], display: str, size: float) -> Opening:
    """The opening of the box of an element; raises Undecided where the page around it decides."""
    if display in _WITHOUT_SIZE:
        return OPEN

    def given(name: str) -> float | None:
        value = values.get(name, "")
        return length(value, size=size, whole=1000.0, quirks=True) if value else None

    def least(*names: str) -> float:
        return min((one for one in map(given, names) if one is not None), default=math.inf)

    def highest(*names: str) -> float:
        shares = [values.get(name, "") for name in names if values.get(name, "").endswith("%")]
        # A share of the height of the box around it, which mostly has none of its own.
        if any(number(share) == 0 for share in shares):
            raise Undecided
        return least(*(name for name in names if not values.get(name, "").endswith("%")))

    across, down = (values.get(f"overflow-{axis}", "visible") for axis in "xy")
    if across not in _CUTTING and down not in _CUTTING:
        return OPEN
    wide = max(least("width", "max-width", "inline-size"), given("min-width") or 0.0)
    tall = max(highest("height", "max-height", "block-size"), given("min-height") or 0.0)
    if display in _GROWING:
        if wide <= size and tag in ("td", "th", "table"):
            raise Undecided
        return OPEN
    wide += (given("padding-left") or 0.0) + (given("padding-right") or 0.0)
    tall += (given("padding-top") or 0.0) + (given("padding-bottom") or 0.0)
    line = values.get("line-height", "")
    if line and tall == math.inf:
        high = length(line, size=size, whole=size, quirks=False)
        high = (number(line) or 1.2) * size if high is None and line != "normal" else high
        tall = 0.0 if high is not None and high <= 1 else tall
    return Opening(
        wide if across in _CUTTING else math.inf,
        tall if down in _CUTTING else math.inf,
        "auto" in (across, down) or "scroll" in (across, down),
    )


def scale_of(values: Mapping[str, str], display: str, size: float) -> float:
    """By how much an element is drawn smaller than it is; 0 where nothing is left of it."""
    if display in (*_WITHOUT_SIZE, "table-column", "table-column-group"):
        return 1.0
    scale = 1.0
    single = values.get("scale", "none")
    if single not in ("none", "", "initial", "unset"):
        shares = [number(part) for part in single.split()]
        if None in shares:
            return 1.0
        scale *= min(abs(share or 0.0) for share in shares[:2])
    scale *= _turned_away(values.get("rotate", ""))
    for kind, inside in _FUNCTION.findall(values.get("transform", "")):
        scale *= _scale_by(kind, [part.strip() for part in inside.split(",")], size)
    moved = values.get("translate", "none")
    if moved not in ("none", "", "initial"):
        scale *= _moved(moved.split(), size)
    return scale


def _turned_away(rotate: str) -> float:
    axis, _, angle = rotate.partition(" ")
    return _edge(angle) if axis in ("x", "y") else 1.0


def _scale_by(kind: str, parts: list[str], size: float) -> float:
    if kind in ("scale", "scalex", "scaley", "scale3d"):
        shares = [number(part) for part in parts][:2]
        return min(abs(1.0 if share is None else share) for share in shares)
    if kind == "matrix" and len(parts) == 6:
        a, b, c, d, across, down = (number(part) or 0.0 for part in parts)
        if max(abs(across), abs(down)) > FAR:
            return 0.0
        return math.sqrt(abs(a * d - b * c))
    if kind in ("rotatex", "rotatey"):
        return _edge(parts[0])
    if kind in ("translate", "translatex", "translatey", "translate3d"):
        return _moved(parts[:2], size)
    if kind in ("skew", "skewx", "skewy"):
        return 0.0 if any(abs(_degrees(part) % 180 - 90) < 1 for part in parts) else 1.0
    if kind in ("rotate", "rotatez") and 15 < _degrees(parts[0]) % 360 < 345:
        # What is turned about the middle of a wide line leaves the window.
        raise Undecided
    if kind in ("rotate", "rotatez", "translatez", "perspective"):
        return 1.0
    raise Undecided


def _moved(parts: list[str], size: float) -> float:
    """0 where an element is moved out of any window."""
    for part in parts:
        if "%" in part:
            if abs(number(part) or 0.0) >= 1:
                raise Undecided
            continue
        if abs(length(part, size=size, whole=0.0, quirks=True) or 0.0) > FAR:
            return 0.0
    return 1.0


def _edge(angle: str) -> float:
    """0 for what is turned until only its edge is seen."""
    return 0.0 if abs(_degrees(angle) % 180 - 90) < 5 else 1.0


def _degrees(angle: str) -> float:
    match = re.fullmatch(r"(-?\d*\.?\d+)(deg|rad|grad|turn)?", angle.strip())
    if match is None:
        raise Undecided
    return float(match[1]) * 360 / _PER_TURN[match[2] or "deg"]


def may_cover(tag: str, values: Mapping[str, str], size: float) -> bool:
    """True for a box or a picture that is not see-through and may lie over the text beside it."""
    image = values.get("background-image", "none") not in ("none", "initial", "")
    ground = values.get("background-color", "")
    if tag != "img" and not image:
        if ground in ("", "initial", "inherit", "unset", "transparent"):
            return False
        behind = BLACK if ground == "currentcolor" else colour(ground)
        if behind is None or behind.alpha < 0.5:
            return False

    def given(name: str, otherwise: float) -> float:
        value = values.get(name, "")
        found = length(value, size=size, whole=WINDOW[0], quirks=True) if value else None
        return otherwise if found is None else found

    if min(given("width", math.inf), given("height", math.inf)) <= _HAIR:
        return False
    if values.get("position") in ("absolute", "fixed"):
        return True
    moved = [given(f"margin-{side}", 0.0) for side in ("top", "left", "bottom", "right")]
    moved += (
        [-given("left", 0.0), given("top", 0.0)] if values.get("position") == "relative" else []
    )
    return min(moved) < -_HAIR
