"""Lines of text on a page, and the wide gaps in them that tell columns from words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foistats.formats.pdf.cells import is_year_range, text_lines
from foistats.formats.pdf.words import Word, without_struck

# Gaps as shares of the size of the letters: a space is about 0.28, in justified text up to 0.8.
_GAP_AMONG_WORDS = 0.9
_GAP_AMONG_FIGURES = 0.5
# Text whose foot is this near to another's stands beside it, not below.
_BESIDE = 0.9


@dataclass(slots=True, eq=False)
class Line:
    """One line of text in segments: runs of words with no wide gap."""

    segments: list[list[Word]]

    @property
    def words(self) -> list[Word]:
        """All words from left to right."""
        return [word for segment in self.segments for word in segment]

    @property
    def text(self) -> str:
        """The line as it reads, without what is crossed out."""
        return " ".join(word.text for word in without_struck(self.words))

    @property
    def top(self) -> float:
        """The highest point of its letters."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """The lowest point of its letters."""
        return max(w.bottom for w in self.words)

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(w.size for w in self.words)

    @property
    def is_row(self) -> bool:
        """True for a line that could be a row of a table: something, a gap, a figure."""
        return len(self.segments) > 1 and any(
            all(w.is_figure for w in segment) for segment in self.segments[1:]
        )

    @property
    def has_counts(self) -> bool:
        """True for a row with a count or a mark in it."""
        return len(self.segments) > 1 and any(
            all(w.is_count for w in segment) for segment in self.segments[1:]
        )

    @property
    def is_turned(self) -> bool:
        """True for a line with words that run up or down."""
        return any(word.is_turned for word in self.words)

    @property
    def heads_years(self) -> bool:
        """True for a row whose figures are years, which begins a table or its next page."""
        last = [s[0] for s in self.segments[1:] if len(s) == 1 and s[0].is_figure]
        if not self.is_row or any(not is_year_range(word) for word in last if "/" in word.text):
            return False
        if all(is_year_range(word) for word in last):
            return bool(last)
        years = [int(word.text) for word in last if word.text.isdecimal() and len(word.text) == 4]
        steps = {b - a for a, b in pairwise(years)}
        return len(years) == len(last) > 1 and steps in ({1}, {-1})


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines from top to bottom.

    Counts centred beside a label of several lines fall between two of them: they are taken to
    the nearest, so that the line is seen to be a row.
    """
    lines = [Line(_segments(line)) for line in text_lines(words)]
    for line in [line for line in lines if all(word.is_count for word in line.words)]:
        beside = [
            other
            for other in _neighbours(lines, line)
            if abs(other.bottom - line.bottom) < _BESIDE * line.size
            and other.words[-1].x1 < line.words[0].x0
        ]
        if beside:
            nearest = min(beside, key=lambda other: abs(other.bottom - line.bottom))
            nearest.segments += line.segments
            lines.remove(line)
    return lines


def _neighbours(lines: Sequence[Line], line: Line) -> list[Line]:
    at = lines.index(line)
    return [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]


def _segments(line: Sequence[Word]) -> list[list[Word]]:
    segments = [[line[0]]]
    for before, word in pairwise(line):
        both = before.is_figure and word.is_figure
        gap = _GAP_AMONG_FIGURES if both else _GAP_AMONG_WORDS
        is_turned = before.is_turned or word.is_turned
        if is_turned or word.x0 - before.x1 > gap * max(before.size, word.size):
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments
