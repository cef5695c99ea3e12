"""What the gate looks at: small frames made of a run's tables and of those before it.

Rules compare columns of these frames and nothing else, so that each fact is worked out once and
each rule is one line. A frame's rows say what they are about in `request_id` and `subject`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from foistats.quality.gate import between, within
from foistats.quality.gate.figures import Row, Tables

if TYPE_CHECKING:
    import pandas as pd


class Facts(NamedTuple):
    """The frames, by what one row is."""

    coverage: "pd.DataFrame"
    """A force asked, now or in the run before: how many periods it answers."""
    steps: "pd.DataFrame"
    """An area, category and pair of neighbouring periods: the change that is sure, as a factor."""
    dips: "pd.DataFrame"
    """A period between two others of one area and category: how far it falls below both."""
    latest: "pd.DataFrame"
    """A force's latest period beside a total over several years that it gave."""
    units: "pd.DataFrame"
    """A force: the unit of its counts before and now."""
    factors: "pd.DataFrame"
    """A category and pair of periods, or a period in two runs: do all forces change alike?"""
    printed: "pd.DataFrame"
    """A force: how many of its counts a printed total or another table contradicts."""
    revised: "pd.DataFrame"
    """A figure of a response that was there before: what it was and what it is."""


def facts_of(now: Tables, before: Tables | None) -> Facts:
    """The frames of a run. Without tables from `before`, what compares runs has no rows."""
    return Facts(
        coverage=_frame(between.coverage(now, before), "before", "now", "asked"),
        steps=_frame(within.steps(now), "factor", "divisor"),
        dips=_frame(within.dips(now), "depth"),
        latest=_frame(within.latest(now), "same"),
        units=_frame(between.units(now, before), "unit_before", "unit_now"),
        factors=_frame([*within.year_factors(now), *between.run_factors(now, before)], "alike"),
        printed=_frame(within.printed(now), "contradicted"),
        revised=_frame(between.revised(now, before), "figure_before", "figure_now"),
    )


def _frame(rows: Iterable[Row], *columns: str) -> "pd.DataFrame":
    import pandas as pd

    named = ["request_id", "subject", *columns]
    return pd.DataFrame([[row[c] for c in named] for row in rows], columns=named)
