"""Letters in the manner of real ones, each read by hand first: what is taken, asked, refused.

Each letter has its counts by period, the counts that a person must look at, and what it refuses by
question, outcome and section.
"""

from typing import NamedTuple


class Letter(NamedTuple):
    """A letter and all that a careful person takes from it."""

    text: str
    taken: frozenset[tuple[str, int]] = frozenset()
    asked: frozenset[int] = frozenset()
    refused: frozenset[tuple[str, str, str]] = frozenset()
    force: str = "dorset"


def letter(
    text: str,
    *,
    taken: tuple[tuple[str, int], ...] = (),
    asked: tuple[int, ...] = (),
    refused: tuple[tuple[str, str, str], ...] = (),
    force: str = "dorset",
) -> Letter:
    return Letter(text, frozenset(taken), frozenset(asked), frozenset(refused), force)
