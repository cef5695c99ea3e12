"""Which words of a PDF nobody sees: each page is drawn with and without its text and compared.

A word that leaves no trace is not seen, whatever hides it: its colour, a box over it, a layer that
is switched off, the page's edge. So it doesn't matter how a program writes its pages.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from foistats.documents.limits import current
from foistats.documents.pdf_drawn import (
    Box,
    Cover,
    Drawn,
    Run,
    Word,
    clip_of,
    drawn_on,
    is_in_layer,
    within,
)
from foistats.documents.pdf_look import Look
from foistats.documents.refusals import broken, locked, too_large

# Of 255 steps of a colour. Small letters this close to the colour behind them are not seen; large
# ones are a watermark.
_FAINT = 20
_LARGE = 18.0
# By far most text: black letters that leave any trace are told from what they stand on.
_SOLID_BLACK = ((0, 0, 0), 1.0)
# In points: the largest letter of the smallest print that anyone reads reaches further.
_TINY = 1.5
# Of a letter's box: what peeks out from under a box can't be read.
_MOST = 0.6
# A scan fills its page with a picture, or with strips of one.
_FILLS_PAGE = 0.6


class Why(StrEnum):
    """What hides a word."""

    INVISIBLE = "invisible"
    COVERED = "covered"
    OFF_PAGE = "off_page"
    LAYER = "layer"
    TINY = "tiny"
    # The end of a text that is too long for its cell: everyone sees that it is cut off.
    CUT_OFF = "cut_off"


class Unseen(NamedTuple):
    """One word that nobody sees. `box` is left, top, right, bottom, as pdfplumber counts them."""

    why: Why
    box: Box


class _Page(NamedTuple):
    """One page looked at by itself. `shown` has the texts of which something is seen."""

    missed: dict[Word, Why]
    shown: frozenset[str]
    is_scan: bool
    placed: Callable[[Box], Box]


class PageSeen(NamedTuple):
    """What is not seen of one page. `is_scan`: a picture of a page, with its text laid behind it.

    The text behind a scan is a program's guess at it: not hidden, and not to be read either.
    """

    number: int
    unseen: tuple[Unseen, ...]
    is_scan: bool


# The last file by its digest: the door and then the reader ask. Nothing of its text is kept.
_LAST: dict[str, tuple[PageSeen, ...]] = {}


def pages_seen(content: bytes) -> tuple[PageSeen, ...]:
    """What is not seen of every page of a PDF."""
    digest = hashlib.sha256(content).hexdigest()
    if digest not in _LAST:
        pages = _all_pages(content)
        _LAST.clear()
        _LAST[digest] = pages
    return _LAST[digest]


def _all_pages(content: bytes) -> tuple[PageSeen, ...]:
    import pypdfium2

    with opened(content) as pdf:
        if len(pdf) > current().pages:
            raise too_large(f"{len(pdf)} pages", f"at most {current().pages}")
        pages = []
        for number in range(1, len(pdf) + 1):
            try:
                pages.append(_looked_at(pdf[number - 1]))
            except pypdfium2.PdfiumError as error:
                raise broken(f"page {number} cannot be shown") from error
    shown = frozenset().union(*(page.shown for page in pages))
    return tuple(_page_seen(number, page, shown) for number, page in enumerate(pages, 1))


def _page_seen(number: int, page: _Page, shown: frozenset[str]) -> PageSeen:
    """Text that runs over the page's edge is seen on the next page, where it runs on."""
    unseen = [
        Unseen(
            Why.CUT_OFF if why is Why.OFF_PAGE and word.run.text in shown else why,
            page.placed(word.box),
        )
        for word, why in page.missed.items()
    ]
    return PageSeen(number, tuple(unseen), page.is_scan)


def opened(content: bytes) -> Any:
    """A pypdfium2 document, or a DocumentRefused."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked("PDF") from error
        raise broken("a PDF that a viewer cannot open") from error


def _looked_at(page: Any) -> _Page:
    drawn = drawn_on(page)
    words = drawn.words
    placed = _placing(page)
    if not words:
        return _Page({}, frozenset(), is_scan=False, placed=placed)
    look = Look(page, drawn)
    why = {word: Why.TINY for word in words if word.run.is_drawn and _reach(word.run) < _TINY}
    missed = [word for word in words if word not in why and _leaves_no_trace(word, look)]
    known = {*why, *missed}
    missed += _below_covers([word for word in words if word not in known], look)
    why |= {word: _why(word, look) for word in missed}
    # A mark to take a text out hides it from nobody, and it was not meant to be sent.
    why |= {word: Why.COVERED for word in words if look.is_marked(word.box)}
    _tell_cut_off([word for word in words if word not in why], why)
    behind = [word for word in missed if _is_behind_picture(word, look)]
    is_scan = len(behind) * 2 >= len(words) and _is_filled_by_pictures(page, drawn)
    if is_scan:
        for word in behind:
            del why[word]
    shown = frozenset(word.run.text for word in words if word not in why)
    return _Page(why, shown, is_scan, placed)


def _reach(run: Run) -> float:
    return max((word.reach for word in run.words), default=0.0)


def _leaves_no_trace(word: Word, look: Look) -> bool:
    """True where a word changes nothing on the page, or has all but the colour behind it."""
    if not look.leaves_trace(word.box):
        # Letters cut out of a picture are drawn by that picture.
        return not (word.run.is_cut_out and not look.is_even(word.box))
    return _reach(word.run) < _LARGE and _has_colour_of_ground(word, look)


def _has_colour_of_ground(word: Word, look: Look) -> bool:
    """True where letters have the one colour, or nearly so, of all that they stand on."""
    ink = look.ink(word.run)
    if ink is None or (ink == _SOLID_BLACK and look.leaves_trace(word.box)):
        return False
    ground = look.ground(word.box)
    colour, solid = ink
    return ground is not None and all(
        solid * abs(own - behind) < _FAINT for own, behind in zip(colour, ground, strict=True)
    )


def _below_covers(words: Sequence[Word], look: Look) -> list[Word]:
    """Words of which a later box hides letters, though something drawn on it may be seen there."""
    pairs = [(word, cover) for word in words for cover in _covers_of(word, look)]
    if not pairs:
        return []
    shows = look.traces_of(run.objects[-1] for run in {word.run for word, _ in pairs})
    below: dict[Word, None] = {}
    for word, cover in pairs:
        covered = [
            box
            for box in word.letters
            if _shared(box, cover.box) >= _MOST and not shows(within(box, cover.box))
        ]
        # Pictures lie a little over their neighbours in many letters; boxes are drawn on purpose.
        enough = len(word.letters) if cover.is_picture else min(2, len(word.letters))
        if len(covered) >= enough:
            below[word] = None
    return list(below)


def _covers_of(word: Word, look: Look) -> list[Cover]:
    """Covers that were drawn after a word and share some of its box."""
    return [
        cover
        for cover in look.covers.at(word.box)
        if cover.order > word.run.order and _shared(word.box, cover.box) > 0
    ]


def _shared(box: Box, cover: Box) -> float:
    """The share of a box that another one covers."""
    return _area(within(box, cover)) / (_area(box) or 1.0)


def _area(box: Box) -> float:
    """How large a box is; 0 where it is turned inside out."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _why(word: Word, look: Look) -> Why:
    """The likeliest cause of a word being unseen; that it is unseen is already sure."""
    if look.is_off_page(word.box):
        return Why.OFF_PAGE
    clip = clip_of(word.run)
    if clip is not None and _shared(word.box, clip) < 1 - _MOST:
        return Why.CUT_OFF
    if any(_shared(word.box, cover.box) >= _MOST for cover in _covers_of(word, look)):
        return Why.COVERED
    if not word.run.is_drawn or _has_colour_of_ground(word, look):
        return Why.INVISIBLE
    return Why.LAYER if is_in_layer(word.run) else Why.INVISIBLE


def _tell_cut_off(seen: Iterable[Word], why: dict[Word, Why]) -> None:
    """Text is cut off where the beginning of it is seen; without that it is hidden."""
    if not {Why.CUT_OFF, Why.OFF_PAGE} & set(why.values()):
        return
    runs = {word.run for word in seen}
    clips = {clip_of(run) for run in runs}
    for word, cause in why.items():
        if cause is Why.CUT_OFF and clip_of(word.run) not in clips:
            why[word] = Why.INVISIBLE
        elif cause is Why.OFF_PAGE and word.run in runs:
            why[word] = Why.CUT_OFF


def _is_behind_picture(word: Word, look: Look) -> bool:
    """True for text as programs lay it over or under a scan, unless something blacks it out."""
    over = _covers_of(word, look)
    if over:
        return over[-1].is_picture
    return not word.run.is_drawn


def _is_filled_by_pictures(page: Any, drawn: Drawn) -> bool:
    whole = page.get_bbox()
    parts = sum(_area(within(cover.box, whole)) for cover in drawn.covers if cover.is_picture)
    return parts >= _FILLS_PAGE * _area(whole)


def _placing(page: Any) -> Callable[[Box], Box]:
    """From a box as PDFium has it to one as pdfplumber has it, however the page is turned."""
    turn = page.get_rotation()
    x0, y0, x1, y1 = page.get_mediabox()
    frame = (y0, x0, y1, x1) if turn in (90, 270) else (x0, y0, x1, y1)
    height = frame[3] - frame[1]
    left, head = frame[0], height - frame[3]

    def placed(box: Box) -> Box:
        across, up = {
            0: ((box[0] - x0, box[2] - x0), (box[1] - y0, box[3] - y0)),
            90: ((box[1] - y0, box[3] - y0), (x1 - box[2], x1 - box[0])),
            180: ((x1 - box[2], x1 - box[0]), (y1 - box[3], y1 - box[1])),
            270: ((y1 - box[3], y1 - box[1]), (box[0] - x0, box[2] - x0)),
        }[turn]
        down = (height - up[1], height - up[0])
        return left + across[0], head + down[0], left + across[1], head + down[1]

    return placed
