"""The visible letters and lines of a page as words and rules."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from foistats.formats.pdf.drawn import Line
from foistats.formats.pdf.letters import DESCENT, Letter
from foistats.formats.pdf.rules import Rule, rules_of
from foistats.formats.pdf.struck import struck_through
from foistats.formats.pdf.turned import Box, Frame, Turn, main_turn
from foistats.formats.pdf.words import APART, Joint, PageMarks, Word

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOUBTFUL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# Typographers part thousands with these blanks, which never part words.
_THIN_BLANKS = ("\u00a0", "\u2007", "\u2009", "\u202f")
# A gap inside a word is less than this share of its size; a space is about 0.28.
_GLUED = 0.15
_A_BLANK = 0.5
# Letters on two sides of a rule are further apart than this share, letters of a word are not.
_CELL_GAP = 0.05
# Thousands are parted by no more than this share.
_WIDEST_THIN = 0.4
# Figures raised or lowered by more than this share of their size, or smaller than that share of the
# letters beside them, are the mark of a note. A smaller digit on one line with a number may be one
# or not: it is written as a digit that no parser takes for part of a number.
_LEVEL = 0.1
_SMALL = 0.85
_ONE_SIZE = 0.95
# Pieces of text by how far down they stand, in bands this high.
_BAND = 8
# Nobody prints this near a page's edge on purpose.
_EDGE = 0.5
# Bold text is drawn twice, at most this far apart in points, or as a share of its size.
_TWICE, _TWICE_SHARE = 1.0, 0.2
# Letters are looked for in squares of this size.
_NEAR = 6


def marks_of(
    number: int,
    size: tuple[float, float],
    letters: Sequence[Letter],
    lines: Sequence[Line],
    covers: Sequence[tuple[int, Box]],
) -> PageMarks:
    """The words and rules of a page, seen the way most of its text runs.

    `covers` are boxes, by their place in what is drawn, that hide lines drawn before them.
    """
    letters = _drawn_once(letters)
    page = Frame(main_turn(letter.turn for letter in letters), *size)
    marks = PageMarks(number, *page.size)
    lines = [line._replace(box=page.seen(line.box)) for line in lines]
    covers = [(order, page.seen(box)) for order, box in covers]
    _, marks.down = rules_of(line.box for line in lines)
    for turn in Turn:
        one_way = [letter for letter in letters if letter.turn is turn]
        if one_way:
            marks.words += _words(one_way, page, Frame(turn, *size), marks.down)
    marks.words, rules = struck_through(marks.words, lines, covers)
    marks.across, marks.down = rules_of(line.box for line in rules)
    return marks


def _drawn_once(letters: Sequence[Letter]) -> list[Letter]:
    """The letters without those drawn once more a hair apart, as some programs draw bold text."""
    known: dict[tuple[str, int, int], list[Letter]] = {}
    once = []
    for letter in letters:
        x, y, _, _ = letter.box
        apart = min(_TWICE, _TWICE_SHARE * letter.size)
        near = known.get((letter.text, int(x // _NEAR), int(y // _NEAR)), ())
        if any(_is_same(letter, other, apart) for other in near):
            continue
        columns = {int((x - apart) // _NEAR), int((x + apart) // _NEAR)}
        rows = {int((y - apart) // _NEAR), int((y + apart) // _NEAR)}
        for column in columns:
            for row in rows:
                known.setdefault((letter.text, column, row), []).append(letter)
        once.append(letter)
    return once


def _is_same(letter: Letter, other: Letter, apart: float) -> bool:
    return (
        letter.order != other.order
        and letter.turn is other.turn
        and abs(letter.box[0] - other.box[0]) <= apart
        and abs(letter.box[1] - other.box[1]) <= apart
    )


def _words(letters: Sequence[Letter], page: Frame, line: Frame, down: Sequence[Rule]) -> list[Word]:
    """Words of letters that run one way (`line`), placed as the page is seen."""
    seen = [letter._replace(box=line.seen(letter.box)) for letter in letters]
    along = down if line.turn is page.turn else ()
    has_blanks = any(" " in letter.blank for letter in seen)
    pieces = [
        part
        for piece in _pieces(seen, has_blanks=has_blanks)
        for part in _cut_at_rules(piece, along)
    ]
    words = _glued(pieces, along)
    words = [_marked_where_cut(word, *line.size) for word in words]
    if line.turn is page.turn:
        return words
    turn = page.turn_seen(line.turn)
    boxes = [page.seen(line.on_page(word[1:5])) for word in words]
    return [
        Word(word.text, *box, word.size, turn, word.run)
        for word, box in zip(words, boxes, strict=True)
    ]


def _pieces(letters: Sequence[Letter], *, has_blanks: bool) -> Iterator[list[Letter]]:
    """Letters that follow one another on one level, in one size, without a gap."""
    piece: list[Letter] = []
    for letter in letters:
        if piece and not _follows(piece[-1], letter, has_blanks=has_blanks):
            yield piece
            piece = []
        piece.append(letter)
    if piece:
        yield piece


def _follows(last: Letter, letter: Letter, *, has_blanks: bool) -> bool:
    gap = letter.box[0] - last.box[2]
    is_level = abs(letter.box[3] - last.box[3]) <= _LEVEL * last.size / 2
    if not is_level or abs(letter.size - last.size) > 0.01 * last.size:
        return False
    if letter.blank:
        # A narrow blank among digits parts thousands, where the page has other blanks for words.
        return (
            has_blanks
            and letter.blank in _THIN_BLANKS
            and letter.order == last.order
            and last.text.isdecimal()
            and letter.text.isdecimal()
            and 0 <= gap <= _WIDEST_THIN * last.size
        )
    # The two letters that one sign stands for take the same room.
    return letter.box == last.box or (letter.box[0] >= last.box[0] and gap <= _GLUED * last.size)


def _word_of(letters: Sequence[Letter]) -> Word:
    lefts, tops, rights, bottoms = zip(*(letter.box for letter in letters), strict=True)
    first = letters[0]
    text, joints = first.text, []
    for before, one in pairwise(letters):
        text += one.blank
        if one.order != before.order:
            joints.append(Joint(len(text), one.order, before.box[2], one.box[0]))
        text += one.text
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    return Word(text, *box, first.size, Turn.ALONG, first.order, tuple(joints))


def _marked_where_cut(word: Word, width: float, height: float) -> Word:
    """A figure at the page's very edge may have lost digits that lie beyond it."""
    whole = word.x0 > _EDGE and word.x1 < width - _EDGE and word.bottom < height - _EDGE
    return word if whole or not word.is_figure else word._replace(text=word.text + APART.rstrip())


def _cut_at_rules(letters: list[Letter], down: Iterable[Rule]) -> list[list[Letter]]:
    """Cells close to their rule can run into one word; a rule in the gap between divides them.

    Letters that follow each other without any gap are one word, whatever a rule does: a number
    too wide for its cell is not two numbers.
    """
    middle = (letters[0].box[1] + letters[0].box[3]) / 2
    left, right = letters[0].box[0], letters[-1].box[2]
    cuts = [r.at for r in down if left < r.at < right and r.start <= middle <= r.end]
    pieces = [letters]
    for at in sorted(cuts):
        last = pieces[-1]
        before = [one for one in last if (one.box[0] + one.box[2]) / 2 < at]
        after = last[len(before) :]
        if before and after and after[0].box[0] - before[-1].box[2] > _CELL_GAP * last[0].size:
            pieces[-1:] = [before, after]
    return pieces


def _glued(pieces: Sequence[Sequence[Letter]], down: Sequence[Rule]) -> list[Word]:
    """Words put together from pieces that touch: drawn apart, or of another size or level.

    A small, raised or lowered figure is the mark of a note: left as it is, `635` with a raised
    `1` would read 6351.
    """
    glued: list[Word] = []
    rows: dict[int, list[int]] = {}
    words = [(_word_of(piece), bool(piece[0].blank)) for piece in pieces]
    for piece, follows_blank in sorted(words, key=lambda one: (one[0].x0, one[0].x1)):
        word, row = piece, int(piece.y // _BAND)
        near = [at for r in range(row - 3, row + 4) for at in rows.get(r, ())]
        before = [] if follows_blank else [at for at in near if _touches(glued[at], word, down)]
        if follows_blank and any(_is_note_mark(word, glued[at]) for at in near):
            word = word._replace(text=word.text.translate(_RAISED))
        if before:
            at = min(before, key=lambda one: abs(glued[one].bottom - word.bottom))
            glued[at] = _joined(glued[at], word)
        else:
            rows.setdefault(row, []).append(len(glued))
            glued.append(word)
    return glued


def _is_note_mark(word: Word, last: Word) -> bool:
    """True for a small raised figure that stands a blank behind a word."""
    is_raised = _foot(last) - _foot(word) > _LEVEL * last.size
    is_near = 0 <= word.x0 - last.x1 <= _A_BLANK * last.size and word.bottom > last.top
    return word.text.isdecimal() and word.size < _SMALL * last.size and is_raised and is_near


def _touches(last: Word, word: Word, down: Sequence[Rule]) -> bool:
    """True where a piece begins where another ends, and no rule runs between them."""
    size = max(last.size, word.size)
    gap = word.x0 - last.x1
    if abs(gap) > _GLUED * size or word.x0 < last.x0:
        return False
    if not last.top - 0.5 * word.size <= word.y <= last.bottom + 0.5 * word.size:
        return False
    parted = any(
        last.x1 - 0.5 <= rule.at <= word.x0 + 0.5 and rule.start <= word.y <= rule.end
        for rule in down
    )
    return gap <= _CELL_GAP * size or not parted


def _foot(word: Word) -> float:
    """The height of the line that a word stands on."""
    return word.bottom - DESCENT * word.size


def _joined(last: Word, word: Word) -> Word:
    """Two pieces that touch as one word, figures of another size as marks."""
    one, other = last.text, word.text
    shift = abs(_foot(last) - _foot(word)) > _LEVEL * max(last.size, word.size)
    ratio = word.size / (last.size or 1.0)
    if not shift and one[-1:].isdecimal() and other[:1].isdecimal():
        one = one.translate(_DOUBTFUL) if ratio > 1 / _ONE_SIZE else one
        other = other.translate(_DOUBTFUL) if ratio < _ONE_SIZE else other
    elif ratio < _SMALL or (shift and ratio <= 1):
        other = other.translate(_RAISED) if one[-1:].isalnum() else other
    elif ratio > 1 / _SMALL or shift:
        one = one.translate(_RAISED)
    larger = last if last.size >= word.size else word
    joint = Joint(len(one), word.run, last.x1, word.x0)
    return last._replace(
        text=one + other,
        joints=(*last.joints, joint, *(j._replace(at=j.at + len(one)) for j in word.joints)),
        x1=max(last.x1, word.x1),
        top=min(last.top, word.top),
        bottom=larger.bottom,
        size=larger.size,
    )
