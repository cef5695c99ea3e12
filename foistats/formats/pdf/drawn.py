"""What a PDF page draws, in the order in which it is drawn: letters, pictures, shapes and lines.

By PDFium, the library behind Chrome's own viewer: it knows colour spaces, transparency, clips and
layers. Each letter is taken once. Whether it is seen (seen.py) and what it says (marks.py) are
both decided of the letters given here.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from foistats.formats.pdf.letters import Letters, Run, Shown, letters_of
from foistats.formats.pdf.pdfium import (
    Array,
    address_of,
    filled,
    filled_rows,
    page_object,
    plain_calls,
)
from foistats.formats.pdf.rules import Matrix, times
from foistats.formats.pdf.straight import lines_of_paths
from foistats.formats.pdf.turned import Box

# Boxes of colour within boxes of colour: no program nests deeper.
_DEEPEST = 12
# Full and partial blocks, with which text is blacked out.
_BLOCKS = frozenset("█▇▉■▬▮")
_FIRST_BLOCK, _LAST_BLOCK = ord(min(_BLOCKS)), ord(max(_BLOCKS))


class Cover(NamedTuple):
    """A picture, filled shape or row of blocks that may hide what was drawn before it.

    `order` is its place among all that is drawn. `objects` are PDFium's: the thing itself, and
    before it the forms it lies in.
    """

    order: int
    box: Box
    is_picture: bool
    objects: tuple[int, ...] = ()


@dataclass(slots=True)
class Lines:
    """Straight lines as thin boxes, as they are shown, and their places among all that is drawn."""

    orders: Array
    boxes: Array

    def with_more(self, order: int, boxes: Sequence[Box]) -> "Lines":
        """These lines and some that are drawn at one place among all that is drawn."""
        if not boxes:
            return self
        orders = np.append(self.orders, [order] * len(boxes))
        return Lines(orders, np.concatenate((self.boxes, np.array(boxes))))


@dataclass(slots=True)
class Drawn:
    """A page as PDFium takes it apart."""

    runs: list[Run]
    letters: Letters
    covers: list[Cover]
    lines: Lines


class _Object(NamedTuple):
    """One object: its place in the order of drawing, the forms it lies in and their matrix."""

    order: int
    forms: tuple[int, ...]
    address: int
    kind: int
    matrix: Matrix | None


def drawn_on(page: Any, shown: Shown) -> Drawn:
    """What a pypdfium2 page draws; `shown` gives where a point of the page is shown."""
    from pypdfium2 import raw

    p = plain_calls()
    every = _objects(address_of(page.raw), p.Page_CountObjects, p.Page_GetObject, raw)
    objects = [_Object(order, *one) for order, one in enumerate(every)]
    texts = [one for one in objects if one.kind == raw.FPDF_PAGEOBJ_TEXT]
    _forget_spoken_text([text.address for text in texts], raw)
    modes = map(p.TextObj_GetTextRenderMode, [text.address for text in texts])
    runs = [
        Run(one.order, (*one.forms, one.address), one.matrix, mode)
        for one, mode in zip(texts, modes, strict=True)
    ]
    covers, lines = _covers_and_lines(objects, shown, raw)
    return _without_blocks(runs, letters_of(page, runs, shown), covers, lines)


def _covers_and_lines(
    objects: Sequence[_Object], shown: Shown, raw: Any
) -> tuple[list[Cover], Lines]:
    paths = [one for one in objects if one.kind == raw.FPDF_PAGEOBJ_PATH]
    found = lines_of_paths([path.address for path in paths], [path.matrix for path in paths], raw)
    orders = np.array([path.order for path in paths], "i8")[found.owners]
    lefts, bottoms, rights, tops = found.boxes.T
    (l0, t0), (l1, t1) = shown(lefts, bottoms), shown(rights, tops)
    sides = (np.minimum(l0, l1), np.minimum(t0, t1), np.maximum(l0, l1), np.maximum(t0, t1))
    lines = Lines(orders, np.stack(sides, axis=1))
    filled_paths = {
        one.order for one, fills in zip(paths, found.is_filled.tolist(), strict=True) if fills
    }
    pictures = raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING
    hiding = [one for one in objects if one.kind in pictures or one.order in filled_paths]
    bounds = filled(
        plain_calls().PageObj_GetBounds,
        [one.address for one in hiding],
        shape=(len(hiding), 4),
        kind="f4",
    )
    covers = [
        Cover(
            one.order,
            _placed((left, bottom, right, top), one.matrix),
            one.kind == raw.FPDF_PAGEOBJ_IMAGE,
            (*one.forms, one.address),
        )
        for one, (left, bottom, right, top) in zip(hiding, bounds.tolist(), strict=True)
    ]
    return covers, lines


def _without_blocks(runs: list[Run], letters: Letters, covers: list[Cover], lines: Lines) -> Drawn:
    """Runs of nothing but blocks hide what lies below them, and say nothing."""
    if not any(_FIRST_BLOCK <= ord(letter) <= _LAST_BLOCK for letter in set(letters.text)):
        return Drawn(runs, letters, covers, lines)
    is_block = np.fromiter(map(_BLOCKS.__contains__, letters.text), bool, len(letters))
    of_blocks = np.isin(np.arange(len(runs)), letters.run) & ~np.isin(
        np.arange(len(runs)), letters.run[~is_block]
    )
    gone = of_blocks[letters.run]
    for start, end in zip(letters.starts.tolist(), letters.ends().tolist(), strict=True):
        if gone[start]:
            inks = letters.inks(np.arange(start, end))
            (left, bottom), (right, top) = inks[:, :2].min(axis=0), inks[:, 2:].max(axis=0)
            box = (float(left), float(bottom), float(right), float(top))
            covers.append(Cover(runs[letters.run[start]].order, box, is_picture=False))
    left_in = [run for run, is_gone in zip(runs, of_blocks.tolist(), strict=True) if not is_gone]
    kept = letters.kept(~gone)
    kept.run = (np.cumsum(~of_blocks) - 1)[kept.run]
    kept.runs = left_in
    return Drawn(left_in, kept, covers, lines)


def _objects(
    parent: int,
    count: Callable[[int], int],
    get: Callable[[int, int], int | None],
    raw: Any,
    forms: tuple[int, ...] = (),
    matrix: Matrix | None = None,
) -> Iterator[tuple[tuple[int, ...], int, int, Matrix | None]]:
    """Objects in the order in which they are drawn, with the forms they lie in and their matrix."""
    p = plain_calls()
    inside = [one for one in map(get, repeat(parent), range(max(count(parent), 0))) if one]
    for one, kind in zip(inside, map(p.PageObj_GetType, inside), strict=True):
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield forms, one, kind, matrix
        elif len(forms) < _DEEPEST:
            own = filled_rows(p.PageObj_GetMatrix, [one], shape=(1, 6), kind="f4")[0].tolist()
            yield from _objects(
                one,
                p.FormObj_CountObjects,
                p.FormObj_GetObject,
                raw,
                (*forms, one),
                times(tuple(own), matrix),
            )


def is_in_layer(run: Run) -> bool:
    """True where a run belongs to a layer, which can be switched off."""
    from pypdfium2 import raw

    return any(
        _mark_name(raw.FPDFPageObj_GetMark(one, index), raw) == "OC"
        for one in map(page_object, run.objects)
        for index in range(max(raw.FPDFPageObj_CountMarks(one), 0))
    )


def _mark_name(mark: Any, raw: Any) -> str:
    name = (ctypes.c_ushort * 32)()
    size = ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
    return bytes(name).decode("utf-16-le", "replace").rstrip("\0")


def _forget_spoken_text(texts: Sequence[int], raw: Any) -> None:
    """Drop the text that is to be read aloud instead of the letters; nobody sees it."""
    p = plain_calls()
    for address, marks in zip(texts, map(p.PageObj_CountMarks, texts), strict=True):
        if marks <= 0:
            continue
        for index in reversed(range(marks)):
            mark = p.PageObj_GetMark(address, index)
            if mark and p.PageObjMark_GetParamValueType(mark, b"ActualText"):
                raw.FPDFPageObj_RemoveMark(
                    page_object(address), ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK)
                )


def _placed(box: Box, matrix: Matrix | None) -> Box:
    """A box inside a form where it lies on the page."""
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def clip_of(run: Run) -> Box | None:
    """The box that holds all of a run that can show, where something clips it."""
    from pypdfium2 import raw

    clip = raw.FPDFPageObj_GetClipPath(page_object(run.objects[-1]))
    count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    held: Box | None = None
    for path in range(max(count, 0)):
        xs, ys = [], []
        for index in range(max(raw.FPDFClipPath_CountPathSegments(clip, path), 0)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            xs.append(x.value)
            ys.append(y.value)
        if not xs:
            continue
        box = _placed((min(xs), min(ys), max(xs), max(ys)), run.matrix)
        held = box if held is None else within(held, box)
    return held


def within(one: Box, other: Box) -> Box:
    """What two boxes have in common; turned inside out where that is nothing."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
