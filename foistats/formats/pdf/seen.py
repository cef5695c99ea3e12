"""Which text of a PDF page nobody sees: the page is drawn with and without its text and compared.

Text that leaves no trace is not seen, whatever hides it: its colour, a box over it, a layer that
is switched off, the page's edge. So it doesn't matter how a program writes its pages. Every piece
of text gets its verdict here, once: it is shown, or there is a `Why`.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from foistats.formats.pdf.drawn import Cover, Drawn, clip_of, is_in_layer, within
from foistats.formats.pdf.letters import Piece, Run
from foistats.formats.pdf.painted import Painting
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


def verdict_on(page: Any, drawn: Drawn, marked: Sequence[Box]) -> Verdict:
    """The verdict on each piece of text that a page draws; `marked` boxes are to be taken out."""
    pieces = [piece for piece in drawn.pieces if piece.inks]
    if not drawn.pieces:
        return Verdict({}, is_scan=False)
    look = Painting(page, drawn)
    smallest = _smallest_read(pieces)
    why = {one: Why.TINY for one in pieces if one.run.is_drawn and one.run.reach < smallest}
    missed = [one for one in pieces if one not in why and _leaves_no_trace(one, look)]
    known = {*why, *missed}
    missed += _below_covers([one for one in pieces if one not in known], look)
    why |= {one: _why(one, look) for one in missed}
    # A mark to take a text out hides it from nobody, and it was not meant to be sent.
    why |= {one: Why.COVERED for one in pieces if _is_within(one.box, marked)}
    _tell_cut_off([one for one in pieces if one not in why], why)
    behind = [one for one in missed if _is_behind_picture(one, look)]
    is_scan = len(behind) * 2 >= len(pieces) > 0 and _is_filled_by_pictures(page, drawn)
    for run in drawn.runs:
        why |= _dots_and_dashes(run, why, look)
    if is_scan:
        for one in behind:
            del why[one]
    return Verdict(why, is_scan)


def _smallest_read(pieces: Sequence[Piece]) -> float:
    """How far the letters of a page must reach to be read, beside the others that it draws."""
    reaches = sorted(one.run.reach for one in pieces if one.run.is_drawn)
    usual = reaches[len(reaches) // 2] if reaches else 0.0
    return min(max(_TINY, usual / _TIMES_AS_LARGE), _SMALL)


def _is_within(box: Box, marked: Sequence[Box]) -> bool:
    """True where the middle of a box lies in one of others."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(m[0] <= x <= m[2] and m[1] <= y <= m[3] for m in marked)


def _dots_and_dashes(run: Run, why: dict[Piece, Why], look: Painting) -> dict[Piece, Why]:
    """What of a run says nothing by itself is seen where the rest of it is."""
    telling = [piece for piece in run.pieces if piece.inks]
    silent = [piece for piece in run.pieces if not piece.inks]
    if telling:
        causes = [why[piece] for piece in telling if piece in why]
        return dict.fromkeys(silent, causes[0]) if len(causes) == len(telling) else {}
    return {piece: _why(piece, look) for piece in silent if _leaves_no_trace(piece, look)}


def _leaves_no_trace(piece: Piece, look: Painting) -> bool:
    """True where a piece changes nothing on the page, or has all but the colour behind it."""
    if not look.leaves_trace(piece.box):
        # Letters cut out of a picture are drawn by that picture.
        return not (piece.run.is_cut_out and not look.is_even(piece.box))
    return piece.run.reach < _LARGE and _has_colour_of_ground(piece, look)


def _has_colour_of_ground(piece: Piece, look: Painting) -> bool:
    """True where letters have the one colour, or nearly so, of all that they stand on."""
    ink = look.ink(piece.run)
    if ink is None or (ink == _SOLID_BLACK and look.leaves_trace(piece.box)):
        return False
    ground = look.ground(piece.box)
    colour, solid = ink
    return ground is not None and all(
        solid * abs(own - behind) < _FAINT for own, behind in zip(colour, ground, strict=True)
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


def _tell_cut_off(seen: Iterable[Piece], why: dict[Piece, Why]) -> None:
    """Text is cut off where the beginning of it is seen; without that it is hidden."""
    if not {Why.CUT_OFF, Why.OFF_PAGE} & set(why.values()):
        return
    runs = {piece.run for piece in seen}
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
