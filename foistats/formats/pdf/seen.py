"""Which text of a PDF page nobody sees: the page is drawn with and without its text and compared.

Text that leaves no trace is not seen, whatever hides it: its colour, a box over it, a layer that
is switched off, the page's edge. So it doesn't matter how a program writes its pages. Every piece
of text gets its verdict here, once: it is shown, or there is a `Why`.
"""

from collections.abc import Container, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from foistats.formats.pdf.drawn import Cover, Drawn, clip_of, is_in_layer, within
from foistats.formats.pdf.painted import EVEN, Painting, inks_of
from foistats.formats.pdf.pdfium import Array
from foistats.formats.pdf.pieces import Piece, Pieces
from foistats.formats.pdf.turned import Box

# Of 255 steps of a colour. Small letters this close to the colour behind them are not seen; large
# ones are a watermark.
_FAINT = 20
_LARGE = 18.0
# By far most text: black letters that leave any trace are told from what they stand on.
_SOLID_BLACK = ((0, 0, 0), 1.0)
# In points: the largest letter of the smallest print that anyone reads reaches further.
_TINY = 1.5
# Letters of 3.5 points reach this far; where most of a page is several times as large, nobody reads
# them. A sheet that is shrunk to one page is small all over, and people enlarge it.
_SMALL = 2.6
_TIMES_AS_LARGE = 2.5
# Of a letter's box: what peeks out from under a box can't be read.
_MOST = 0.6
# Covers compared with all pieces of a page at once.
_AT_ONCE = 256
# A scan fills its page with a picture, or with strips of one.
_FILLS_PAGE = 0.6


class Why(StrEnum):
    """What hides a piece of text."""

    INVISIBLE = "invisible"
    COVERED = "covered"
    OFF_PAGE = "off_page"
    LAYER = "layer"
    TINY = "tiny"
    # The end of a text that is too long for its cell: everyone sees that it is cut off.
    CUT_OFF = "cut_off"


class Verdict(NamedTuple):
    """What is seen of the text of a page. `is_scan`: a picture of a page, its text laid behind it.

    The text behind a scan is a program's guess at it: not hidden, and not to be read either.
    """

    unseen: dict[Piece, Why]
    is_scan: bool


def verdict_on(page: Any, drawn: Drawn, pieces: Pieces, marked: Sequence[Box]) -> Verdict:
    """The verdict on each piece of text that a page draws; `marked` boxes are to be taken out."""
    if not len(pieces):
        return Verdict({}, is_scan=False)
    look = Painting(page, drawn)
    reaches = Reaches(pieces)
    why = dict.fromkeys(pieces.some(reaches.are_tiny()), Why.TINY)
    open_yet = _may_be_hidden(pieces, look, reaches.sampled)
    hidden = [one for one in pieces.some(open_yet) if one not in why]
    traceless = {one: None for one in hidden if _leaves_no_trace(one, look, reaches)}
    missed = [one for one in traceless if one.inks]
    known = {*why, *missed}
    below = [one for one in pieces.some(_may_be_covered(pieces, look)) if one not in known]
    missed += _below_covers(below, look)
    why |= {one: _why(one, look) for one in missed}
    if marked:
        # A mark to take a text out hides it from nobody, and it was not meant to be sent.
        telling = pieces.some(pieces.is_telling)
        why |= {one: Why.COVERED for one in telling if _is_within(one.box, marked)}
    _tell_cut_off(pieces, why)
    behind = [one for one in missed if _is_behind_picture(one, look)]
    is_scan = len(behind) * 2 >= sum(pieces.is_telling) > 0 and _is_filled_by_pictures(page, drawn)
    why |= _dots_and_dashes(pieces, why, look, traceless)
    if is_scan:
        for one in behind:
            del why[one]
    return Verdict(why, is_scan)


class Reaches:
    """How far the largest letter of each run goes, up or across.

    One letter that says something is measured of each piece, and every letter only of those runs
    of which that leaves open whether they are large enough.
    """

    def __init__(self, pieces: Pieces) -> None:
        """Measure one letter of each piece."""
        self._pieces = pieces
        self._letters = pieces.letters
        self.sampled = pieces.letters.inks(pieces.sample)
        self._least = np.zeros(len(pieces.letters.runs))
        np.maximum.at(self._least, pieces.run, _extents(self.sampled))
        self._exact: dict[int, float] = {}
        drawn = np.array([run.is_drawn for run in pieces.letters.runs], bool)
        self._of_drawn = pieces.is_telling & drawn[pieces.run]

    def reach(self, run: int) -> float:
        """How far the largest letter of a run goes; `run` is its place."""
        if run not in self._exact:
            inks = self._letters.inks(np.flatnonzero(self._letters.run == run))
            self._exact[run] = float(_extents(inks).max(initial=0.0))
        return self._exact[run]

    def is_large(self, run: int) -> bool:
        """True for a run with letters so large that they may be a watermark."""
        return bool(self._least[run] >= _LARGE) or self.reach(run) >= _LARGE

    def are_tiny(self) -> Array:
        """For each piece, True where its letters are too small to be read beside the others."""
        drawn = self._of_drawn
        small = np.unique(self._pieces.run[drawn & (self._least[self._pieces.run] < _SMALL)])
        small = small[[self.reach(run) < _SMALL for run in small.tolist()]] if len(small) else small
        if not len(small):
            return np.zeros(len(drawn), bool)
        every = np.array([self.reach(run) for run in range(len(self._least))])
        reaches = every[self._pieces.run]
        smallest = _smallest_read(np.sort(reaches[drawn]))
        return np.asarray(drawn & (reaches < smallest))


def _extents(inks: Array) -> Array:
    return np.asarray(np.maximum(inks[:, 2] - inks[:, 0], inks[:, 3] - inks[:, 1]))


def _smallest_read(reaches: Array) -> float:
    """How far the letters of a page must reach to be read, beside the others that it draws."""
    usual = float(reaches[len(reaches) // 2])
    return min(max(_TINY, usual / _TIMES_AS_LARGE), _SMALL)


def _may_be_hidden(pieces: Pieces, look: Painting, sampled: Array) -> Array:
    """For each piece, False where one of its letters is surely seen and of another colour."""
    traces = look.leave_traces(sampled)
    colours, solid, has_one = inks_of(pieces.letters.runs)
    black = (colours == _SOLID_BLACK[0]).all(axis=1) & (solid == _SOLID_BLACK[1])
    if (has_one & ~black).any() and (ground := look.ground_of_all) is not None:
        steps = solid[:, None] * np.abs(colours - np.array(ground))
        black |= (steps >= _FAINT + EVEN).any(axis=1)
    surely = ~has_one | black
    return np.asarray(~(traces & surely[pieces.run]))


def _may_be_covered(pieces: Pieces, look: Painting) -> Array:
    """For each piece, True where something that may hide it was drawn after it, about there."""
    found = np.zeros(len(pieces), bool)
    covers = look.covers.all
    if not covers:
        return found
    letters = pieces.letters
    orders = np.array([run.order for run in letters.runs])[pieces.run]
    loose, size = letters.loose, letters.size[pieces.starts] + 1
    left, bottom = (np.minimum.reduceat(loose[:, at], pieces.starts) - size for at in (0, 1))
    right, top = (np.maximum.reduceat(loose[:, at], pieces.starts) + size for at in (2, 3))
    for start in range(0, len(covers), _AT_ONCE):
        some = covers[start : start + _AT_ONCE]
        x0, y0, x1, y1 = np.array([cover.box for cover in some]).T[:, :, None]
        after = orders < np.array([[cover.order] for cover in some])
        found |= (after & (left < x1) & (x0 < right) & (bottom < y1) & (y0 < top)).any(axis=0)
    return found & pieces.is_telling


def _is_within(box: Box, marked: Sequence[Box]) -> bool:
    """True where the middle of a box lies in one of others."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(m[0] <= x <= m[2] and m[1] <= y <= m[3] for m in marked)


def _dots_and_dashes(
    pieces: Pieces, why: dict[Piece, Why], look: Painting, traceless: Container[Piece]
) -> dict[Piece, Why]:
    """What of a run says nothing by itself is seen where the rest of it is."""
    found: dict[Piece, Why] = {}
    has_telling = np.zeros(len(pieces.letters.runs), bool)
    has_telling[pieces.run[pieces.is_telling]] = True
    alone = ~pieces.is_telling & ~has_telling[pieces.run]
    found |= {one: _why(one, look) for one in pieces.some(alone) if one in traceless}
    for run in {one.place_of_run: None for one in why}:
        of_run = pieces.run == run
        telling = list(pieces.some(of_run & pieces.is_telling))
        if all(one in why for one in telling):
            found |= dict.fromkeys(pieces.some(of_run & ~pieces.is_telling), why[telling[0]])
    return found


def _leaves_no_trace(piece: Piece, look: Painting, reaches: Reaches) -> bool:
    """True where a piece changes nothing on the page, or has all but the colour behind it."""
    if not look.leaves_trace(piece.box):
        # Letters cut out of a picture are drawn by that picture.
        return not (piece.run.is_cut_out and not look.is_even(piece.box))
    return not reaches.is_large(piece.place_of_run) and _has_colour_of_ground(piece, look)


def _has_colour_of_ground(piece: Piece, look: Painting) -> bool:
    """True where letters have the one colour, or nearly so, of all that they stand on."""
    (colour,), (solid,), (has_one,) = inks_of([piece.run])
    ink = (tuple(colour.tolist()), float(solid))
    if not has_one or (ink == _SOLID_BLACK and look.leaves_trace(piece.box)):
        return False
    ground = look.ground(piece.box)
    return ground is not None and all(
        ink[1] * abs(own - behind) < _FAINT for own, behind in zip(ink[0], ground, strict=True)
    )


def _below_covers(pieces: Sequence[Piece], look: Painting) -> list[Piece]:
    """Pieces of which a later box hides letters, though something drawn on it may be seen there."""
    pairs = [(piece, cover) for piece in pieces for cover in _covers_of(piece, look)]
    if not pairs:
        return []
    runs = dict.fromkeys(piece.run for piece, _ in pairs)
    shows = look.traces_of(run.objects[-1] for run in runs)
    below: dict[Piece, None] = {}
    for piece, cover in pairs:
        covered = [
            box
            for box in piece.inks
            if _shared(box, cover.box) >= _MOST and not shows(within(box, cover.box))
        ]
        # Pictures lie a little over their neighbours in many letters; boxes are drawn on purpose.
        enough = len(piece.inks) if cover.is_picture else min(2, len(piece.inks))
        if len(covered) >= enough:
            below[piece] = None
    return list(below)


def _covers_of(piece: Piece, look: Painting) -> list[Cover]:
    """Covers that were drawn after a piece and share some of its box."""
    return [
        cover
        for cover in look.covers.at(piece.box)
        if cover.order > piece.run.order and _shared(piece.box, cover.box) > 0
    ]


def _shared(box: Box, cover: Box) -> float:
    """The share of a box that another one covers."""
    return _area(within(box, cover)) / (_area(box) or 1.0)


def _area(box: Box) -> float:
    """How large a box is; 0 where it is turned inside out."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _why(piece: Piece, look: Painting) -> Why:
    """The likeliest cause of a piece being unseen; that it is unseen is already sure."""
    if look.is_off_page(piece.box):
        return Why.OFF_PAGE
    clip = clip_of(piece.run)
    if clip is not None and _shared(piece.box, clip) < 1 - _MOST:
        return Why.CUT_OFF
    if any(_shared(piece.box, cover.box) >= _MOST for cover in _covers_of(piece, look)):
        return Why.COVERED
    if not piece.run.is_drawn or _has_colour_of_ground(piece, look):
        return Why.INVISIBLE
    return Why.LAYER if is_in_layer(piece.run) else Why.INVISIBLE


def _tell_cut_off(pieces: Pieces, why: dict[Piece, Why]) -> None:
    """Text is cut off where the beginning of it is seen; without that it is hidden."""
    if not {Why.CUT_OFF, Why.OFF_PAGE} & set(why.values()):
        return
    runs = {piece.run for piece in pieces.some(pieces.is_telling) if piece not in why}
    clips = {clip_of(run) for run in runs}
    for piece, cause in why.items():
        if cause is Why.CUT_OFF and clip_of(piece.run) not in clips:
            why[piece] = Why.INVISIBLE
        elif cause is Why.OFF_PAGE and piece.run in runs:
            why[piece] = Why.CUT_OFF


def _is_behind_picture(piece: Piece, look: Painting) -> bool:
    """True for text as programs lay it over or under a scan, unless something blacks it out."""
    over = _covers_of(piece, look)
    if over:
        return over[-1].is_picture
    return not piece.run.is_drawn


def _is_filled_by_pictures(page: Any, drawn: Drawn) -> bool:
    whole = page.get_bbox()
    parts = sum(_area(within(cover.box, whole)) for cover in drawn.covers if cover.is_picture)
    return parts >= _FILLS_PAGE * _area(whole)
