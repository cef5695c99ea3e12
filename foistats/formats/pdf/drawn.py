"""What a PDF page draws, in the order in which it is drawn: letters, pictures, shapes and lines.

By PDFium, the library behind Chrome's own viewer: it knows colour spaces, transparency, clips and
layers. Each letter is taken once. Whether it is seen (seen.py) and what it says (marks.py) are
both decided of the letters given here.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from foistats.formats.pdf.letters import Piece, Run, Shown, shown_box, take_letters
from foistats.formats.pdf.rules import Matrix, lines_of_path, matrix_of, times
from foistats.formats.pdf.turned import Box

# Boxes of colour within boxes of colour: no program nests deeper.
_DEEPEST = 12
_BLOCKS = frozenset("█▇▉■▬▮")


class Cover(NamedTuple):
    """A picture, filled shape or row of blocks that may hide what was drawn before it.

    `order` is its place among all that is drawn. `objects` are PDFium's: the thing itself, and
    before it the forms it lies in.
    """

    order: int
    box: Box
    is_picture: bool
    objects: tuple[Any, ...] = ()


class Line(NamedTuple):
    """A straight line as a thin box, as it is shown, and its place among all that is drawn."""

    order: int
    box: Box


@dataclass(slots=True)
class Drawn:
    """A page as PDFium takes it apart."""

    runs: list[Run] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """Every piece of text, in the order of the page."""
        return [piece for run in self.runs for piece in run.pieces]


def drawn_on(page: Any, shown: Shown) -> Drawn:
    """What a pypdfium2 page draws; `shown` gives where a point of the page is shown."""
    from pypdfium2 import raw

    drawn = Drawn()
    by_address: dict[int, Run] = {}
    objects = _objects(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, raw)
    for order, (within_forms, kind, matrix) in enumerate(objects):
        one = within_forms[-1]
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            _forget_spoken_text(one, raw)
            mode = raw.FPDFTextObj_GetTextRenderMode(one)
            run = Run(order, within_forms, matrix, mode)
            by_address[ctypes.addressof(one.contents)] = run
            drawn.runs.append(run)
            continue
        is_picture = kind == raw.FPDF_PAGEOBJ_IMAGE
        is_filled = False
        if kind == raw.FPDF_PAGEOBJ_PATH:
            is_filled, lines = lines_of_path(one, matrix, raw)
            drawn.lines += [Line(order, shown_box(box, shown)) for box in lines]
        if is_picture or is_filled or kind == raw.FPDF_PAGEOBJ_SHADING:
            drawn.covers.append(Cover(order, _bounds(one, matrix, raw), is_picture, within_forms))
    if by_address:
        take_letters(page, by_address, shown, raw)
    for run in [run for run in drawn.runs if run.pieces and _is_blocks(run)]:
        drawn.runs.remove(run)
        drawn.covers += [Cover(run.order, piece.box, is_picture=False) for piece in run.pieces]
    return drawn


def _objects(
    parent: Any,
    count: Callable[[Any], int],
    get: Callable[[Any, int], Any],
    raw: Any,
    forms: tuple[Any, ...] = (),
    matrix: Matrix | None = None,
) -> Iterator[tuple[tuple[Any, ...], int, Matrix | None]]:
    """Objects in the order in which they are drawn, with the forms they lie in and their matrix."""
    for index in range(count(parent)):
        one = get(parent, index)
        if not one:
            continue
        kind = raw.FPDFPageObj_GetType(one)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield (*forms, one), kind, matrix
        elif len(forms) < _DEEPEST:
            yield from _objects(
                one,
                raw.FPDFFormObj_CountObjects,
                raw.FPDFFormObj_GetObject,
                raw,
                (*forms, one),
                times(matrix_of(one, raw), matrix),
            )


def is_in_layer(run: Run) -> bool:
    """True where a run belongs to a layer, which can be switched off."""
    from pypdfium2 import raw

    return any(
        _mark_name(raw.FPDFPageObj_GetMark(one, index), raw) == "OC"
        for one in run.objects
        for index in range(max(raw.FPDFPageObj_CountMarks(one), 0))
    )


def _mark_name(mark: Any, raw: Any) -> str:
    name = (ctypes.c_ushort * 32)()
    size = ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
    return bytes(name).decode("utf-16-le", "replace").rstrip("\0")


def _forget_spoken_text(one: Any, raw: Any) -> None:
    """Drop the text that is to be read aloud instead of the letters; nobody sees it."""
    for index in reversed(range(max(raw.FPDFPageObj_CountMarks(one), 0))):
        mark = raw.FPDFPageObj_GetMark(one, index)
        if raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") != raw.FPDF_OBJECT_UNKNOWN:
            raw.FPDFPageObj_RemoveMark(one, mark)


def _bounds(one: Any, matrix: Matrix | None, raw: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
    return _placed((left.value, bottom.value, right.value, top.value), matrix)


def _placed(box: Box, matrix: Matrix | None) -> Box:
    """A box inside a form where it lies on the page."""
    if matrix is None:
        return box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def _is_blocks(run: Run) -> bool:
    return all(letter in _BLOCKS for piece in run.pieces for letter in piece.text)


def clip_of(run: Run) -> Box | None:
    """The box that holds all of a run that can show, where something clips it."""
    from pypdfium2 import raw

    clip = raw.FPDFPageObj_GetClipPath(run.objects[-1])
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
