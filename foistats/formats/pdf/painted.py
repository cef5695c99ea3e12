"""How a PDF page looks, with its text and without: what trace each piece of text leaves on it."""

import ctypes
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from foistats.formats.pdf.drawn import Cover, Drawn
from foistats.formats.pdf.letters import Run, Shown
from foistats.formats.pdf.pdfium import Array, filled_where, plain_calls
from foistats.formats.pdf.turned import Box

Colour = tuple[float, ...]

# Pixels to a point: the smallest print that anyone reads leaves its trace.
_SCALE = 0.75
# As many pixels as a page is wide or high at most.
_PIXELS = 1600
# Of 255 steps of a colour. Letters in the very colour of what they stand on change it by none.
_NO_TRACE = 4
# How far the pixels of one colour may lie apart, of 255 steps.
EVEN = 8
# In points. No letter is hidden by what is thinner.
_THINNEST = 1.5
_BAND = 24.0
_FARTHEST = 20_000.0
# Finer than any pixel, so that places come out as fractions of one.
_FINE = 1_000_000


class Covers:
    """Boxes of a page, found by how high on it they lie."""

    def __init__(self, covers: Iterable[Cover]) -> None:
        """Sort the boxes into bands; those too thin to hide a letter are left out."""
        self._bands: dict[int, list[Cover]] = defaultdict(list)
        self.all: list[Cover] = []
        for cover in covers:
            left, bottom, right, top = cover.box
            if right - left < _THINNEST or top - bottom < _THINNEST:
                continue
            self.all.append(cover)
            for band in range(_band(bottom), _band(top) + 1):
                self._bands[band].append(cover)

    def at(self, box: Box) -> list[Cover]:
        """Those that may share something with a box, in the order in which they are drawn."""
        middle = (box[1] + box[3]) / 2
        return [
            cover
            for cover in self._bands.get(_band(middle), ())
            if cover.box[0] < box[2] and box[0] < cover.box[2]
            if cover.box[1] < box[3] and box[1] < cover.box[3]
        ]


def _band(height: float) -> int:
    return int(min(max(height, -_FARTHEST), _FARTHEST) // _BAND)


class Painting:
    """A page drawn as its readers see it, and once more without its text."""

    def __init__(self, page: Any, drawn: Drawn) -> None:
        """Draw the page twice."""
        self._page = page
        self.covers = Covers(drawn.covers)
        width, height = page.get_size()
        self._scale = min(_SCALE, _PIXELS / max(width, height, 1.0))
        self._whole, self._pixels = self._picture(())
        self._bare, self._ground = self._picture([run.objects[-1] for run in drawn.runs])
        self._text = _Changes(self._pixels, self._ground)
        self._pixel = placing(page, self._whole.size)

    def leave_traces(self, boxes: Array) -> Array:
        """For each of some boxes, True where the text changes something within it."""
        x0, y0 = self._pixel(boxes[:, 0], boxes[:, 1])
        x1, y1 = self._pixel(boxes[:, 2], boxes[:, 3])
        left, top = np.floor(np.minimum(x0, x1)), np.floor(np.minimum(y0, y1))
        right = np.maximum(left + 1, np.ceil(np.maximum(x0, x1)))
        bottom = np.maximum(top + 1, np.ceil(np.maximum(y0, y1)))
        return self._text.within_each(np.stack((left, top, right, bottom), axis=1))

    def leaves_trace(self, box: Box) -> bool:
        """True where the text changes something within a box."""
        return self._text.within(self._around(box))

    def traces_of(self, objects: Iterable[int]) -> Callable[[Box], bool]:
        """Whether some objects change anything; asked of a box, of its whole pixels alone."""
        changed = _Changes(self._pixels, self._picture(list(objects))[1])
        return lambda box: changed.within(self._inside(box))

    def ground(self, box: Box) -> Colour | None:
        """The one colour that text in a box stands on; None where it stands on several."""
        bands = self._bare.crop(self._around(box)).getextrema()
        if any(high - low > EVEN for low, high in bands):
            return None
        return tuple((low + high) / 2 for low, high in bands[:3])

    def is_even(self, box: Box) -> bool:
        """True where a box is all of one colour on the finished page."""
        bands = self._whole.crop(self._around(box)).getextrema()
        return all(high - low <= EVEN for low, high in bands)

    @cached_property
    def ground_of_all(self) -> Colour | None:
        """The one colour of the whole page without its text; None where it has several."""
        first = self._ground[0, 0]
        if not (self._ground == first).all():
            return None
        return tuple(self._ground[:1, :1].copy().view("u1")[0, :3].tolist())

    def is_off_page(self, box: Box) -> bool:
        """True where the middle of a box lies beyond what is shown of the page."""
        x, y = self._pixel((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        width, height = self._whole.size
        return not (0 <= x <= width and 0 <= y <= height)

    def _picture(self, left_out: Sequence[int]) -> tuple[Any, Array]:
        """The page without some objects, as a picture and as a number for each pixel."""
        from PIL import Image

        switch = plain_calls().PageObj_SetIsActive
        for one in left_out:
            switch(one, 0)
        drawn = self._page.render(scale=self._scale, prefer_bgrx=True, rev_byteorder=True)
        for one in left_out:
            switch(one, 1)
        # The fourth byte of each pixel says nothing; with it no copy is made.
        size = (drawn.width, drawn.height)
        picture = Image.frombuffer("RGBX", size, drawn.buffer, "raw", "RGBX", drawn.stride, 1)
        pixels = np.frombuffer(drawn.buffer, "u4", drawn.height * drawn.stride // 4)
        return picture, pixels.reshape(drawn.height, -1)[:, : drawn.width]

    def _around(self, box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = self._corners(box)
        x0, y0 = math.floor(left), math.floor(top)
        return x0, y0, max(x0 + 1, math.ceil(right)), max(y0 + 1, math.ceil(bottom))

    def _inside(self, box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = self._corners(box)
        x0, y0, x1, y1 = math.ceil(left), math.ceil(top), math.floor(right), math.floor(bottom)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else self._around(box)

    def _corners(self, box: Box) -> Box:
        one, other = self._pixel(box[0], box[1]), self._pixel(box[2], box[3])
        x0, x1 = sorted((one[0], other[0]))
        y0, y1 = sorted((one[1], other[1]))
        return x0, y0, x1, y1


class _Changes:
    """Where two pictures of a page differ; only what is asked about is compared."""

    def __init__(self, array: Array, other: Array) -> None:
        self._one, self._other = array, other
        self._height, self._width = array.shape

    def within(self, box: tuple[int, int, int, int]) -> bool:
        """True where something has changed within a box."""
        left, top, right, bottom = (max(edge, 0) for edge in box)
        one, other = self._one[top:bottom, left:right], self._other[top:bottom, left:right]
        return bool(one.size) and bool(_differ(one.ravel(), other.ravel()).any())

    def within_each(self, boxes: Array) -> Array:
        """For each of some boxes, True where something has changed within it.

        Letters leave their trace in most of their box: one pixel of each box is looked at after
        the other, and those of the boxes where nothing was found yet.
        """
        limits = (self._width, self._height, self._width, self._height)
        boxes = np.clip(boxes, 0, limits).astype("i8")
        found = np.zeros(len(boxes), bool)
        left = np.flatnonzero((boxes[:, 0] < boxes[:, 2]) & (boxes[:, 1] < boxes[:, 3]))
        down = across = 0
        while len(left):
            x, y = boxes[left, 0] + across, boxes[left, 1] + down
            inside = x < boxes[left, 2]
            x = np.where(inside, x, boxes[left, 0])
            found[left] = inside & _differ(self._one[y, x], self._other[y, x])
            left = left[~found[left]]
            across += 1
            if not inside.any():
                across, down = 0, down + 1
                left = left[boxes[left, 1] + down < boxes[left, 3]]
        return found


def _differ(array: Array, other: Array) -> Array:
    """True for pixels of which a colour differs by more than a trace; the fourth byte is none."""
    shades, others = (
        np.ascontiguousarray(pixels).view("u1").reshape(-1, 4)[:, :3].astype("i2")
        for pixels in (array, other)
    )
    return np.asarray((np.abs(shades - others) > _NO_TRACE).any(axis=1))


def inks_of(runs: Sequence[Run]) -> tuple[Array, Array, Array]:
    """The colour of the letters of runs, how solid it is, and which runs have a single one."""
    objects = [run.objects[-1] for run in runs]
    call = plain_calls().PageObj_GetFillColor
    parts, has_one = filled_where(call, objects, shape=(len(runs), 4), kind="u4")
    is_filled = np.array([run.mode == 0 for run in runs], bool)
    parts = parts.astype("f8")
    return parts[:, :3], parts[:, 3] / 255, has_one & is_filled


def placing(page: Any, size: tuple[float, float]) -> Shown:
    """Where a point of the page lies in a picture of some size, however it is turned and cut."""
    from pypdfium2 import raw

    def fine(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value * size[0] / _FINE, down.value * size[1] / _FINE

    (e, f), (a, b), (c, d) = fine(0, 0), fine(100, 0), fine(0, 100)
    a, b, c, d = (a - e) / 100, (b - f) / 100, (c - e) / 100, (d - f) / 100
    return Shown((a, b, c, d, e, f))
