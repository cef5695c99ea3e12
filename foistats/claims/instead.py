"""Other readings of a number that fails or conflicts: what it probably was.

Each reading is tried against the tables. All that make the number true are offered, and none is
chosen: which one was meant is known to whoever wrote it.
"""

from collections.abc import Callable, Iterator, Sequence

from foistats.claims.misread import Reading
from foistats.claims.misread_numbers import confused, slips
from foistats.claims.misread_subjects import (
    multi_year_totals,
    other_areas,
    other_categories,
    other_periods,
)
from foistats.claims.model import Claim, Statistic
from foistats.claims.worlds import Worlds

# A number that many areas or years could give is not explained by any of them.
_MOST_OF_A_KIND = 3

Holds = Callable[[Reading], bool]
"""Whether a reading is true, or makes the draft consistent."""


def readings_that_hold(
    claim: Claim,
    worlds: Worlds,
    holds: Holds,
    *,
    shares: Sequence[Statistic] = (),
    most: int = 6,
) -> tuple[Reading, ...]:
    """The first readings under which a mention is true, in the order in which they are usual.

    `shares` are the shares that the draft speaks of: a change may be one of theirs.
    """
    found: list[Reading] = []
    for candidate in _candidates(claim, worlds, shares):
        if len(found) == most:
            break
        alike = [one for one in found if one.reading == candidate.reading]
        if any(one.sentence == candidate.sentence for one in alike):
            continue
        if len(alike) < _MOST_OF_A_KIND and holds(candidate):
            if candidate.reading == "multi_year_total" and alike:
                continue  # the longest stretch says it
            found.append(candidate)
    return tuple(found)


def _candidates(claim: Claim, worlds: Worlds, shares: Sequence[Statistic]) -> Iterator[Reading]:
    yield from multi_year_totals(claim, worlds)
    yield from slips(claim)
    yield from confused(claim, worlds, shares)
    yield from other_periods(claim, worlds)
    yield from other_areas(claim, worlds)
    yield from other_categories(claim, worlds)
