"""What the places of numbers say in a ruled table: digits wrapped in a cell, rows, columns.

Digits one above the other in one cell are one wrapped number, or the counts of several rows that no
rule divides. A program wraps a number only where it doesn't fit, so that counts which would fit on
one line are rows. Where they would not, the other cells between the same two rules decide. What
they leave open is kept apart and refused.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from foistats.documents.model import Value
from foistats.formats.pdf.cells import text_lines
from foistats.formats.pdf.words import Word

Place = tuple[int, int]
_PIECE = re.compile(r"[\d,]+")
_NUMBER = re.compile(r"[1-9]\d{0,8}|[1-9]\d{0,2}(?:,\d{3})+")
_CUT_YEAR = (re.compile(r"\d{4}"), re.compile(r"[/–-]\d{2,4}"))
# No program leaves more room than this between the text of a cell and its rules, in points.
_WIDEST_PADDING = 6.0
# Of a digit: how exactly that room is known.
_SLACK = 0.25

Span = tuple[float, float]


def stack_of(words: Sequence[Word]) -> list[Word]:
    """The words of a cell that are counts, or pieces of one, one above the other; else none."""
    if len(words) < 2 or not all(word.is_count or _PIECE.fullmatch(word.text) for word in words):
        return []
    lines = text_lines(words)
    one_each = len(lines) > 1 and all(len(line) == 1 for line in lines)
    return [line[0] for line in lines] if one_each else []


def padding_of(words: Sequence[Word], column: Span) -> float:
    """How much room a column leaves at least between its text and its rules."""
    rooms = [min(word.x0 - column[0], column[1] - word.x1) for word in words]
    return max(min([*rooms, _WIDEST_PADDING]), 0.0)


def is_wrapped(stack: Sequence[Word], column: Span, padding: float) -> bool:
    """True where no line of a stack has room for one more digit, as if all were one number."""
    room = column[1] - column[0] - 2 * padding
    if not _NUMBER.fullmatch(joined_number(stack)):
        return False
    for upper, lower in pairwise(stack):
        digit = (lower.x1 - lower.x0) / len(lower.text)
        if upper.x1 - upper.x0 + (1 + _SLACK) * digit < room:
            return False
    return True


def is_one_row(cells: Sequence[Sequence[Word]]) -> bool:
    """True where the cells between two rules, the label first, show that they are one row.

    A label of one line, or one that goes on in small letters, labels one row. So does a count
    beside it that stands alone.
    """
    label, *others = (text_lines(cell) for cell in cells)
    if not label:
        return False
    goes_on = all(line[0].text[0].islower() for line in label[1:])
    alone = any(len(lines) == 1 and all(w.is_count for w in lines[0]) for lines in others)
    return goes_on or alone


def cuts_words(words: Sequence[Word]) -> bool:
    """True for a column in which a year such as `2017/18` is cut before its stroke."""
    return any(
        all(kind.fullmatch(word.text) for kind, word in zip(_CUT_YEAR, pair, strict=True))
        for pair in pairwise(sorted(words, key=lambda w: w.top))
    )


def joined_number(stack: Sequence[Word]) -> str:
    """The one number that the pieces of a stack are."""
    return "".join(word.text for word in stack)


def doubt_ruled_table(
    rows: Sequence[Sequence[Value]], words: Mapping[Place, Sequence[Word]]
) -> set[Place]:
    """The cells of a ruled table that its numbers' own places do not bear out.

    Without looking at any rule, numbers on one line of text are a row and numbers that stand below
    one another a column. A cell is borne out where no other row shares its line and no other
    column its band. Only numbers and marks are looked at: labels wrap.
    """
    counts = {word: place for place, inside in words.items() for word in inside if word.is_count}
    mixed: set[Place] = set()
    for line in text_lines(counts):
        if len({counts[word][0] for word in line}) > 1:
            mixed |= {counts[word] for word in line}
    for band in _bands(counts):
        if len({counts[word][1] for word in band}) > 1:
            mixed |= {counts[word] for word in band}
    filled = {(r, c) for r, row in enumerate(rows) for c, v in enumerate(row) if v is not None}
    return mixed & filled


def _bands(words: Iterable[Word]) -> list[list[Word]]:
    """Numbers whose widths overlap, directly or through others, as the columns they stand in."""
    bands: list[list[Word]] = []
    end = 0.0
    for word in sorted(words, key=lambda w: w.x0):
        if bands and word.x0 <= end:
            bands[-1].append(word)
            end = max(end, word.x1)
        else:
            bands.append([word])
            end = word.x1
    return bands
