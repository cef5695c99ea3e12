"""What a sentence claims: a count, its period, what is counted, and why that may not be sure."""

from typing import NamedTuple

from foistats.model.values import Count, Period
from schemas.vocabulary import Unit


class Claim(NamedTuple):
    """One count that a sentence gives. `why` is empty where nothing is left open.

    `label` is what is said to be counted beyond the unit; `unit` is None where it is no unit.
    `adds` is true where it may come on top of what was counted before, `parts` has the words that
    say which part of the count another number is of.
    """

    count: Count  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a record
    period: Period | None
    label: str
    unit: Unit | None
    why: str = ""
    adds: bool = False
    force_ids: tuple[str, ...] = ()
    parts: str = ""
