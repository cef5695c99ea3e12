"""The decisions that a reading of a grid takes, and which of their options it takes.

A reading of a grid is the outcome of small decisions: is this row a heading or a row of counts, is
this column a label or a count? Each decision lists the options that are possible there, the
likeliest first. The first reading takes the first option everywhere. A further reading departs from
that in one decision or two (limited discrepancy search: Harvey and Ginsberg, 1995), and is judged
by the same laws; see `search`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Kind(StrEnum):
    """What a decision is about."""

    ROW = "row"
    COLUMN = "column"


class Decision(NamedTuple):
    """One decision: about a row (`at` is the row), or a column (first row of counts, column)."""

    kind: Kind
    at: tuple[int, ...]


Departures = Mapping[Decision, str]
NONE: Departures = MappingProxyType({})


@dataclass
class Choices:
    """Which option to take at each decision: the first, or the one that `departures` names.

    While `exploring`, the other options of each decision are noted in `others`, in the order in
    which the decisions were met.
    """

    departures: Departures = field(default_factory=lambda: NONE)
    exploring: bool = False
    others: dict[Decision, tuple[str, ...]] = field(default_factory=dict)

    def take(self, decision: Decision, first: str, others: Callable[[], Iterable[str]]) -> str:
        """The option to take: `first`, or the departure from it.

        `others` gives the further options; it is called only while exploring.
        """
        if self.exploring:
            rest = tuple(dict.fromkeys(option for option in others() if option != first))
            if rest:
                self.others[decision] = rest
        return self.departures.get(decision, first)
