"""What a PDF page draws, in the order in which it is drawn: words, pictures, filled shapes.

By PDFium, the library behind Chrome's own viewer: it knows colour spaces, transparency, clips and
layers, and reads a page in a tenth of the time that pdfminer takes.
"""

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own units."""

Matrix = tuple[float, float, float, float, float, float]

# Boxes of colour within boxes of colour: no program nests deeper.
_DEEPEST = 12
_BLOCKS = frozenset("█▇▉■▬▮")


class Cover(NamedTuple):
    """A picture, filled shape or row of blocks that may hide what was drawn before it.

    `order` is its place among all that is drawn; annotations come last. `objects` are PDFium's: the
    thing itself, and before it the forms it lies in.
    """

    order: int
    box: Box
    is_picture: bool
    objects: tuple[Any, ...] = ()


@dataclass(slots=True, eq=False)
class Run:
    """Text drawn in one go. `objects` are PDFium's: the text, and before it the forms it lies in.

    `mode` is the way its letters are drawn, as PDF counts them: filled, outlined, not at all ...
    """

    order: int
    objects: tuple[Any, ...]
    matrix: Matrix | None
    mode: int
    words: "list[Word]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, one space apart."""
        return " ".join(word.text for word in self.words)

    @property
    def is_drawn(self) -> bool:
        """False where its very mode of drawing leaves nothing on the page."""
        return self.mode not in (3, 7)

    @property
    def is_cut_out(self) -> bool:
        """True where its letters are the holes through which something else is seen."""
        return self.mode >= 4

    @property
    def is_plainly_filled(self) -> bool:
        """True where its letters have one colour and no outline."""
        return self.mode == 0


@dataclass(slots=True, eq=False)
class Word:
    """Letters of one run up to a space. `letters` has the boxes of those that say something.

    Dots and dashes don't. `reach` is how far its largest letter goes, up or across.
    """

    run: Run
    text: str
    box: Box
    letters: list[Box]
    reach: float


@dataclass(slots=True)
class Drawn:
    """A page as PDFium takes it apart."""

    runs: list[Run] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)

    @property
    def words(self) -> list[Word]:
        """Every word that says something."""
        return [word for run in self.runs for word in run.words if word.letters]


def drawn_on(page: Any) -> Drawn:
    """The words and covers of a pypdfium2 page."""
    from pypdfium2 import raw

    drawn = Drawn()
    by_address: dict[int, Run] = {}
    objects = _objects(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, raw)
    for order, (within_forms, kind, matrix) in enumerate(objects):
        one = within_forms[-1]
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            mode = raw.FPDFTextObj_GetTextRenderMode(one)
            run = Run(order, within_forms, matrix, mode)
            by_address[ctypes.addressof(one.contents)] = run
            drawn.runs.append(run)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING) or _is_filled(one, raw):
            is_picture = kind == raw.FPDF_PAGEOBJ_IMAGE
            drawn.covers.append(Cover(order, _bounds(one, matrix, raw), is_picture, within_forms))
    if by_address:
        _take_words(page, by_address, raw)
    for run in [run for run in drawn.runs if run.words and _is_blocks(run)]:
        drawn.runs.remove(run)
        drawn.covers += [Cover(run.order, word.box, is_picture=False) for word in run.words]
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
                _times(_matrix(one, raw), matrix),
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


def _is_filled(one: Any, raw: Any) -> bool:
    if raw.FPDFPageObj_GetType(one) != raw.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, fill, stroke)
    return bool(fill.value != raw.FPDF_FILLMODE_NONE)


def _matrix(one: Any, raw: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


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


def _take_words(page: Any, runs: dict[int, Run], raw: Any) -> None:
    """Divide the letters of a page among the runs they belong to, cut at spaces."""
    text_page = page.get_textpage()
    handle = text_page.raw
    sign_of, object_of, box_of = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetTextObject,
        raw.FPDFText_GetCharBox,
    )
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    word: Word | None = None
    for index in range(text_page.count_chars()):
        code = sign_of(handle, index)
        letter = chr(code) if code < 0x110000 else "\ufffd"
        if letter.isspace():
            word = None
            continue
        text_object = object_of(handle, index)
        run = runs.get(ctypes.addressof(text_object.contents)) if text_object else None
        if run is None:
            word = None
            continue
        if not box_of(handle, index, left, right, bottom, top):
            continue
        box = (left.value, bottom.value, right.value, top.value)
        if word is None or word.run is not run:
            word = Word(run, "", box, [], 0.0)
            run.words.append(word)
        word.text += letter
        word.box = _around(word.box, box)
        if letter.isalnum() or (_is_unnamed(letter) and box[0] < box[2] and box[1] < box[3]):
            word.letters.append(box)
        word.reach = max(word.reach, box[2] - box[0], box[3] - box[1])
    text_page.close()


def _is_unnamed(letter: str) -> bool:
    """True for a letter that no table maps to a sign; it shows something all the same."""
    return letter == "\0" or unicodedata.category(letter) in ("Co", "Cn")


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _is_blocks(run: Run) -> bool:
    return all(letter in _BLOCKS for word in run.words for letter in word.text)


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
