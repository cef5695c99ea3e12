"""An answer that says something else of each of several: its parts, and the line that they make."""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.review.choices import Choice
from foistats.review.grouping import EACH
from foistats.review.questions import Question


class EachOf(NamedTuple):
    """What is to be decided one by one, and what may be answered to each."""

    names: tuple[str, ...]
    choices: tuple[tuple[Choice, ...], ...]


def each_of(question: Question, choice: Choice) -> EachOf | None:
    """The parts of an answer that goes one by one; None for any other answer."""
    if choice.key != EACH:
        return None
    names = tuple(line.partition(") ")[2] for line in question.listed)
    if question.headings:
        known = tuple(one for one in question.choices if one.does.says)
        return EachOf(names, (known,) * len(names))
    return EachOf(names, tuple(member.choices for member in question.members))


def as_value(said: Sequence[tuple[str, str]]) -> str:
    """The line that says an answer to each, from its key and what was added to it.

    >>> as_value([("zero", ""), ("other", "1 to 4")])
    '1 = zero; 2 = other: 1 to 4'
    """
    return "; ".join(
        f"{n} = {key}" + (f": {more}" if more else "")
        for n, (key, more) in enumerate(said, 1)
        if key
    )
