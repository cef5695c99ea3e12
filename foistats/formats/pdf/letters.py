"""The letters of a page in columns, each taken once, and the runs in which they are drawn."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np

from foistats.documents.refusals import broken
from foistats.formats.pdf.pdfium import (
    Array,
    address_of,
    filled,
    filled_rows,
    numbers,
    plain_calls,
)
from foistats.formats.pdf.rules import Matrix
from foistats.formats.pdf.turned import Box, Turn

# The turns as a column counts them.
TURNS: tuple[Turn, ...] = tuple(Turn)
ALONG, UP, DOWN, OVER = range(4)
# How far a letter reaches below the line that it stands on, as a share of its size.
DESCENT = 0.21
_UNKNOWN = 0xFFFD
# What PDFium puts for a hyphen at the end of a line.
_HYPHENS = (0x2, 0xFFFE)
_NO_SIGN = 0x110000
_SPACES = (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))
_SPACES += (0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_BEYOND = max(_SPACES) + 1
# Typographers part thousands with these blanks, which never part words.
_THIN_BLANKS = (0xA0, 0x2007, 0x2009, 0x202F)
# Scripts in which PDFium puts the letters of a line in another order than they are drawn.
_RIGHT_TO_LEFT = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))
# What was typed directly before a letter.
NO_BLANK, SPACE, THIN, OTHER_BLANK = range(4)


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a point of the page is shown, in points from the left and from the top."""

    matrix: Matrix

    def __call__(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Place one point, or columns of points."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


@dataclass(eq=False, slots=True)
class Run:
    """Text drawn in one go. `objects` are PDFium's: the text, and before it the forms it lies in.

    `mode` is the way its letters are drawn, as PDF counts them: filled, outlined, not at all ...
    """

    order: int
    objects: tuple[int, ...]
    matrix: Matrix | None
    mode: int

    @property
    def is_drawn(self) -> bool:
        """False where its very mode of drawing leaves nothing on the page."""
        return self.mode not in (3, 7)

    @property
    def is_cut_out(self) -> bool:
        """True where its letters are the holes through which something else is seen."""
        return self.mode >= 4


@dataclass(eq=False, slots=True)
class Letters:
    """The letters of a page, in the order in which they are drawn; one row is one letter.

    `index` is its number in PDFium's text, `run` its run's place among `runs`. `box` (left, top,
    right, bottom) is the room it takes on the page as it is shown, in points, `loose` about that
    room in the page's own units, and `turn` the way its line runs on the page as it is shown.
    `blank` is what was typed directly before it; a thin one stands in `thin`, by the letter's row.
    A piece is letters of one run up to a space: they are seen, or hidden, together. `starts` are
    the rows at which pieces begin.
    """

    text: str
    index: Array
    run: Array
    box: Array
    loose: Array
    size: Array
    turn: Array
    blank: Array
    thin: dict[int, str]
    starts: Array
    runs: list[Run]
    text_page: Any

    def __len__(self) -> int:
        """How many letters there are."""
        return len(self.text)

    def inks(self, rows: Array) -> Array:
        """What some letters blacken: left, bottom, right, top, in the page's own units."""
        p = plain_calls()
        handle = address_of(self.text_page.raw)
        found = filled(
            p.Text_GetCharBox,
            repeat(handle),
            self.index[rows].tolist(),
            shape=(len(rows), 4),
            kind="f8",
        )
        return found[:, [0, 2, 1, 3]]

    def ends(self) -> Array:
        """The rows at which pieces end, each the next one's start."""
        return np.append(self.starts, len(self))[1:]

    def kept(self, mask: Array) -> "Letters":
        """Only some of the letters; whole pieces go or stay."""
        return self if mask.all() else self.taken(np.flatnonzero(mask))

    def taken(self, rows: Array) -> "Letters":
        """The letters of these rows, in that order; each piece stays in one."""
        begins = np.zeros(len(self), bool)
        begins[self.starts] = True
        places = rows.tolist()
        thin = {new: self.thin[old] for new, old in enumerate(places) if old in self.thin}
        return Letters(
            "".join(map(self.text.__getitem__, places)),
            self.index[rows],
            self.run[rows],
            self.box[rows],
            self.loose[rows],
            self.size[rows],
            self.turn[rows],
            self.blank[rows],
            thin if self.thin else {},
            np.flatnonzero(begins[rows]),
            self.runs,
            self.text_page,
        )


def is_unnamed(letter: str) -> bool:
    """True for a letter that no table maps to a sign; it shows something all the same."""
    return letter == "\ufffd" or unicodedata.category(letter) in ("Co", "Cn")


def shown_box(box: Box, shown: Shown) -> Box:
    """A box of the page as it is shown: left, top, right, bottom."""
    one, other = shown(box[0], box[1]), shown(box[2], box[3])
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def letters_of(page: Any, runs: list[Run], shown: Shown) -> Letters:
    """The letters of a page with the runs they belong to, cut into pieces at spaces."""
    text_page = page.get_textpage()
    handle, count = address_of(text_page.raw), max(text_page.count_chars(), 0)
    codes = _codes(handle, count)
    spaces = _space_table()[np.minimum(codes, _BEYOND)]
    typed = _typed(handle, spaces)
    index = np.flatnonzero(~spaces)
    if not len(index):
        return _no_letters(runs, text_page)
    text = codes[index].astype("<u4").tobytes().decode("utf-32-le")
    first = np.diff(index, prepend=-2) > 1
    places = {run.objects[-1]: place for place, run in enumerate(runs)}
    run = _runs_of(handle, index, first, places=places, codes=codes)
    # Stretches of one run, whatever spaces there are in them.
    stretch = np.append(True, run[1:] != run[:-1])
    where = _where(handle, index, stretch)
    turn, box = _boxes(where, shown)
    starts = first | stretch
    box = _ended(box, turn, _next_signs(handle, index, where, spaces=typed, starts=starts), shown)
    blank, thin = _blanks(codes, index, typed)
    found = Letters(
        text,
        index,
        run,
        box,
        where.loose,
        where.size,
        turn,
        blank,
        thin,
        np.flatnonzero(starts),
        runs,
        text_page,
    )
    if (run[1:] >= run[:-1]).all():
        return found
    return found.taken(np.argsort(run, kind="stable"))


@cache
def _space_table() -> Array:
    """For each sign up to the last space, whether it is one."""
    table = np.zeros(_BEYOND + 1, bool)
    table[list(_SPACES)] = True
    return table


def _no_letters(runs: list[Run], text_page: Any) -> Letters:
    none = np.zeros(0, "i8")
    flat = np.zeros((0, 4))
    return Letters("", none, none, flat, flat, flat[:, 0], none, none, {}, none, runs, text_page)


def _codes(handle: int, count: int) -> Array:
    """The sign that each letter stands for, spaces that PDFium puts between words included."""
    p = plain_calls()
    units = np.zeros(2 * count + 2, "u2")
    written = p.Text_GetText(handle, 0, count, units.ctypes.data)
    codes = units[:count].astype("u4")
    if written - 1 != count or ((codes >= 0xD800) & (codes < 0xE000)).any():
        codes = numbers(p.Text_GetUnicode, handle, range(count), "u4")
    hyphens = np.flatnonzero((codes == _HYPHENS[0]) | (codes == _HYPHENS[1])).tolist()
    wrong = (codes >= _NO_SIGN) | ((codes >= 0xD800) & (codes < 0xE000)) | (codes == 0)
    errors = numbers(p.Text_HasUnicodeMapError, handle, range(count), "i4")
    codes[wrong | (errors == 1)] = _UNKNOWN
    for at in hyphens:
        if p.Text_IsHyphen(handle, at) == 1:
            codes[at] = ord("-")
    return codes


def _typed(handle: int, spaces: Array) -> Array:
    """Which signs are spaces that the document has, and not PDFium's."""
    p = plain_calls()
    typed = spaces.copy()
    rows = np.flatnonzero(spaces)
    typed[rows] = numbers(p.Text_IsGenerated, handle, rows.tolist(), "i4") == 0
    return typed


def _runs_of(
    handle: int, index: Array, first: Array, *, places: dict[int, int], codes: Array
) -> Array:
    """The run of each letter. One word's letters are mostly drawn in one go, and then in order."""
    p = plain_calls()
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], len(index)) - 1
    owners = [
        list(map(p.Text_GetTextObject, repeat(handle), index[rows].tolist()))
        for rows in (starts, ends)
    ]
    run = np.repeat(_places(owners[0], places), ends - starts + 1)
    mixed = np.array(owners[0], "u8") != np.array(owners[1], "u8")
    if any(((codes >= low) & (codes <= high)).any() for low, high in _RIGHT_TO_LEFT):
        mixed[:] = True
    for start, end in zip(starts[mixed].tolist(), ends[mixed].tolist(), strict=True):
        within = index[start : end + 1].tolist()
        run[start : end + 1] = _places(map(p.Text_GetTextObject, repeat(handle), within), places)
    return run


def _places(owners: Any, places: dict[int, int]) -> Array:
    found = [places.get(owner, -1) for owner in owners]
    if found and min(found) < 0:
        # What can't be placed could be neither read nor found hidden.
        raise broken("a PDF with text that belongs to nothing its pages draw")
    return np.array(found, "i8")


@dataclass(slots=True)
class _Where:
    """Where letters begin in the page's own units, about what room they take, how they are set."""

    x: Array
    y: Array
    loose: Array
    size: Array
    matrix: Array
    stretch: Array


def _where(handle: int, index: Array, stretch: Array) -> _Where:
    p = plain_calls()
    starts = np.flatnonzero(stretch)
    lengths = np.diff(np.append(starts, len(index)))
    every, heads = index.tolist(), index[starts].tolist()
    origins = filled(p.Text_GetCharOrigin, repeat(handle), every, shape=(len(index), 2), kind="f8")
    # PDFium gives left, top, right, bottom: a letter's advance and what of its ink lies beyond.
    loose = filled_rows(
        p.Text_GetLooseCharBox, repeat(handle), every, shape=(len(index), 4), kind="f4"
    )
    loose = loose.astype("f8")[:, [0, 3, 2, 1]]
    matrix = filled_rows(
        p.Text_GetMatrix, repeat(handle), heads, shape=(len(starts), 6), kind="f4"
    ).astype("f8")
    sizes = numbers(p.Text_GetFontSize, handle, heads, "f8")
    sizes = sizes * np.hypot(matrix[:, 2], matrix[:, 3])
    stretches = np.repeat(np.arange(len(starts)), lengths)
    x, y = origins.T
    return _Where(x, y, loose, np.repeat(sizes, lengths), matrix, stretches)


def _turns(along: Array, up: Array) -> Array:
    level = np.abs(along) >= np.abs(up)
    return np.where(level, np.where(along >= 0, ALONG, OVER), np.where(up > 0, UP, DOWN))


def _boxes(where: _Where, shown: Shown) -> tuple[Array, Array]:
    """The way each letter runs on the page as it is shown, and the room that it takes there."""
    along, up = where.matrix[:, 0], where.matrix[:, 1]
    (x0, y0), (x1, y1) = shown(0, 0), shown(along * 1000, up * 1000)
    turn = _turns(along, up)[where.stretch]
    x, y, loose = where.x, where.y, where.loose
    below, above = DESCENT * where.size, (1 - DESCENT) * where.size
    if (turn == ALONG).all():
        left, bottom, right, top = x, y - below, np.maximum(loose[:, 2], x), y + above
    else:
        ways = [turn == way for way in (ALONG, OVER, UP)]
        left = np.select(ways, [x, np.minimum(loose[:, 0], x), x - above], x - below)
        bottom = np.select(ways, [y - below, y - above, y], np.minimum(loose[:, 1], y))
        right = np.select(ways, [np.maximum(loose[:, 2], x), x, x + below], x + above)
        top = np.select(ways, [y + above, y + below, np.maximum(loose[:, 3], y)], y)
    (l0, t0), (l1, t1) = shown(left, bottom), shown(right, top)
    sides = (np.minimum(l0, l1), np.minimum(t0, t1), np.maximum(l0, l1), np.maximum(t0, t1))
    return _turns(x1 - x0, y0 - y1)[where.stretch], np.stack(sides, axis=1)


def _next_signs(handle: int, index: Array, where: _Where, *, spaces: Array, starts: Array) -> Array:
    """Where the sign directly behind each letter begins, in the page's own units; else no number.

    That is the next letter of its piece, or a space that the document has.
    """
    p = plain_calls()
    behind = np.full((len(index), 2), np.nan)
    goes_on = np.flatnonzero(~starts) - 1
    behind[goes_on, 0], behind[goes_on, 1] = where.x[goes_on + 1], where.y[goes_on + 1]
    rows = np.flatnonzero(np.append(spaces, False)[index + 1])
    found = filled(
        p.Text_GetCharOrigin,
        repeat(handle),
        (index[rows] + 1).tolist(),
        shape=(len(rows), 2),
        kind="f8",
    )
    behind[rows] = found
    return behind


def _ended(box: Array, turn: Array, behind: Array, shown: Shown) -> Array:
    """Rooms that end where the next sign begins."""
    x, y = shown(behind[:, 0], behind[:, 1])
    across, down = (box[:, 0] < x) & (x < box[:, 2]), (box[:, 1] < y) & (y < box[:, 3])
    for way, side, at, inside in ((ALONG, 2, x, across), (OVER, 0, x, across), (UP, 1, y, down)):
        rows = inside & (turn == way)
        box[rows, side] = at[rows]
    rows = down & (turn == DOWN)
    box[rows, 3] = y[rows]
    return box


def _blanks(codes: Array, index: Array, typed: Array) -> tuple[Array, dict[int, str]]:
    """What spaces of the document stand directly before each letter."""
    before = np.append(-1, index[:-1])
    many = np.append(0, np.cumsum(typed))
    plain = np.append(0, np.cumsum(typed & (codes == 0x20)))
    has = many[index] - many[before + 1]
    blank = np.where(plain[index] > plain[before + 1], SPACE, np.where(has > 0, OTHER_BLANK, 0))
    thin = {}
    for row in np.flatnonzero((blank == OTHER_BLANK) & (has == 1)).tolist():
        between = np.arange(before[row] + 1, index[row])
        sign = int(codes[between[typed[between]][0]])
        if sign in _THIN_BLANKS:
            blank[row] = THIN
            thin[row] = chr(sign)
    return blank, thin
