"""Pieces of text: letters of one run up to a space, which are seen, or hidden, together."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foistats.formats.pdf.letters import TURNS, Letters, Run, is_unnamed
from foistats.formats.pdf.pdfium import Array
from foistats.formats.pdf.turned import Box, Turn


@dataclass(eq=False)
class Piece:
    """One piece of the letters of a page, from one row to before another."""

    letters: Letters
    start: int
    end: int

    @property
    def place_of_run(self) -> int:
        """The place of its run among the page's."""
        return int(self.letters.run[self.start])

    @property
    def run(self) -> Run:
        """The run that it is of."""
        return self.letters.runs[self.place_of_run]

    @property
    def text(self) -> str:
        """What it says."""
        return self.letters.text[self.start : self.end]

    @property
    def text_of_run(self) -> str:
        """What its run says, the pieces one space apart."""
        starts, ends = self.letters.starts, self.letters.ends()
        of_run = self.letters.run[starts] == self.place_of_run
        pairs = zip(starts[of_run].tolist(), ends[of_run].tolist(), strict=True)
        return " ".join(self.letters.text[start:end] for start, end in pairs)

    @property
    def turn(self) -> Turn:
        """The way its line runs on the page as it is shown."""
        return TURNS[int(self.letters.turn[self.start])]

    @property
    def first_box(self) -> Box:
        """The room that its first letter takes on the page as it is shown."""
        left, top, right, bottom = self.letters.box[self.start].tolist()
        return left, top, right, bottom

    @cached_property
    def inks(self) -> list[Box]:
        """The ink of those letters that say something; dots and dashes don't."""
        telling = zip(self.text, self._all_inks, strict=True)
        return [ink for letter, ink in telling if letter.isalnum() or _shows(letter, ink)]

    @cached_property
    def box(self) -> Box:
        """The box around the ink of its letters."""
        lefts, bottoms, rights, tops = zip(*self._all_inks, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    @cached_property
    def _all_inks(self) -> list[Box]:
        rows = np.arange(self.start, self.end)
        return [tuple(ink) for ink in self.letters.inks(rows).tolist()]


def _shows(letter: str, ink: Box) -> bool:
    left, bottom, right, top = ink
    return is_unnamed(letter) and left < right and bottom < top


class Pieces:
    """All pieces of a page, in its order.

    `run` is each one's run among the page's. `is_telling` says whether it has a letter that says
    something, and `sample` is the row of the first such letter; without any, its first letter.
    """

    def __init__(self, letters: Letters) -> None:
        """Find what says something."""
        self.letters = letters
        self.starts, self.ends = letters.starts, letters.ends()
        self.run = letters.run[self.starts]
        self._made: dict[int, Piece] = {}
        telling = np.fromiter(map(str.isalnum, letters.text), bool, len(letters))
        if not letters.text.isascii():
            others = (
                row for row in np.flatnonzero(~telling).tolist() if letters.text[row] > "\x7f"
            )
            unnamed = np.array([row for row in others if is_unnamed(letters.text[row])], "i8")
            left, bottom, right, top = letters.inks(unnamed).T
            telling[unnamed[(left < right) & (bottom < top)]] = True
        rows = np.where(telling, np.arange(len(letters)), len(letters))
        first = np.minimum.reduceat(rows, self.starts) if len(self.starts) else self.starts
        self.is_telling = first < self.ends
        self.sample = np.where(self.is_telling, first, self.starts)

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self.starts)

    def __getitem__(self, number: int) -> Piece:
        """One piece, the same each time."""
        if number not in self._made:
            start, end = int(self.starts[number]), int(self.ends[number])
            self._made[number] = Piece(self.letters, start, end)
        return self._made[number]

    def some(self, mask: Array) -> Iterator[Piece]:
        """Those where a mask is true, in their order."""
        return (self[number] for number in np.flatnonzero(mask).tolist())

    def texts_of_runs(self, unseen: Container[Piece]) -> Callable[[], frozenset[str]]:
        """What the runs say of which something is seen, found out only where it is asked for.

        What is kept for that is small: a document may have hundreds of pages.
        """
        text, starts, ends = self.letters.text, self.starts.tolist(), self.ends.tolist()
        places = self.run.tolist()
        telling = np.flatnonzero(self.is_telling).tolist()
        hidden = {number for number, one in self._made.items() if one in unseen}
        seen = {places[number] for number in telling if number not in hidden}

        def found() -> frozenset[str]:
            texts: dict[int, list[str]] = {}
            for start, end, place in zip(starts, ends, places, strict=True):
                if place in seen:
                    texts.setdefault(place, []).append(text[start:end])
            return frozenset(map(" ".join, texts.values()))

        return found
