"""Turned pages and words: a table laid sideways is read along its own lines.

Read the other way round, 12 is 21, so each letter's own matrix says which way it runs.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

Box = tuple[float, float, float, float]


class Turn(StrEnum):
    """Which way the text runs on the page as it lies."""

    ALONG = "along"
    UP = "up"
    DOWN = "down"
    OVER = "over"


class Frame(NamedTuple):
    """A page of this size seen so that text running in one direction reads from left to right."""

    turn: Turn
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        sideways = self.turn in (Turn.UP, Turn.DOWN)
        return (self.height, self.width) if sideways else (self.width, self.height)

    def seen(self, box: Box) -> Box:
        """Where a box of the page (left, top, right, bottom) is seen.

        >>> Frame(Turn.UP, 100, 200).seen((10, 150, 20, 190))
        (10, 10, 50, 20)
        """
        x0, top, x1, bottom = box
        if self.turn is Turn.UP:
            return self.height - bottom, x0, self.height - top, x1
        if self.turn is Turn.DOWN:
            return top, self.width - x1, bottom, self.width - x0
        if self.turn is Turn.OVER:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        return box

    def on_page(self, box: Box) -> Box:
        """Where a box as seen lies on the page.

        >>> Frame(Turn.UP, 100, 200).on_page((10, 10, 50, 20))
        (10, 150, 20, 190)
        """
        x0, top, x1, bottom = box
        if self.turn is Turn.UP:
            return top, self.height - x1, bottom, self.height - x0
        if self.turn is Turn.DOWN:
            return self.width - bottom, x0, self.width - top, x1
        return self.seen(box)

    def turn_seen(self, turn: Turn) -> Turn:
        """Which way text that runs `turn` on the page is seen to run.

        >>> Frame(Turn.UP, 100, 200).turn_seen(Turn.ALONG).value
        'down'
        """
        around = (Turn.ALONG, Turn.UP, Turn.OVER, Turn.DOWN)
        return around[(around.index(turn) - around.index(self.turn)) % 4]


def main_turn(turns: Iterable[Turn]) -> Turn:
    """The direction in which most letters of a page run."""
    most = Counter(turns).most_common(1)
    return most[0][0] if most else Turn.ALONG
