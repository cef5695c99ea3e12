"""What the tables had before a figure was corrected, from the tables that say so.

A reply that replaced another leaves a problem for each figure that it revised, with the earlier
count. Tables from before the last run are another source. Both only serve to say what a number in
a draft may have been.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from foistats.aggregation.totals import Interval
from foistats.claims.worlds import Forces, Worlds
from foistats.model.values import Period
from foistats.naming.forces import all_force_ids
from foistats.naming.periods import label_of
from foistats.naming.spelling import fold
from foistats.release.rows import rows_of
from schemas.problem_codes import ProblemCode

# As `aggregation.revisions` writes it: what it is, each count with its document and place.
_REVISED = re.compile(r"(?P<what>[^:]+): (?P<was>[\d,]+) in [^;]+; (?P<now>[\d,]+) in [^;]+")


def before_revisions(worlds: Worlds, folder: Path) -> Worlds | None:
    """The worlds with the counts of the replies that were replaced; None if none was revised."""
    return with_earlier(worlds, rows_of(folder, "problems"))


def with_earlier(worlds: Worlds, problems: Iterable[Mapping[str, Any]]) -> Worlds | None:
    """The worlds with each revised count as it was; None where no revision can be read."""
    less: dict[tuple[str, Period, Forces], int] = defaultdict(int)
    for row in problems:
        if row["code"] != ProblemCode.FIGURE_REVISED:
            continue
        read = _REVISED.fullmatch(row["found"])
        key = None if read is None else _figure(read["what"], worlds)
        if read is not None and key is not None:
            less[key] += _number(read["now"]) - _number(read["was"])
    figures = {key: dict(of_forces) for key, of_forces in worlds.figures.items()}
    changed = False
    for (category, period, forces), amount in less.items():
        now = figures.get((category, period), {}).get(forces)
        if now is not None and now.low == now.high and now.low >= amount:
            figures[category, period][forces] = Interval(now.low - amount, now.low - amount)
            changed = True
    return replace(worlds, figures=figures, published=()) if changed else None


def _figure(what: str, worlds: Worlds) -> tuple[str, Period, Forces] | None:
    """Which figure of a force a revision belongs to: category, period and forces."""
    forces, _, rest = what.partition(", ")
    force_ids = tuple(forces.split(" and "))
    if not set(force_ids) <= set(all_force_ids()):
        return None
    period = next((p for p in worlds.periods if rest.startswith(f"{label_of(p)}, ")), None)
    if period is None:
        return None
    categories = worlds.request.categories
    if not categories:
        return "all", period, force_ids
    labels = rest[len(label_of(period)) + 2 :].rpartition(", ")[0].split(" | ")
    named = {
        category.category_id
        for category in categories
        for name in (category.name, *category.also)
        if fold(name) in labels
    }
    return (named.pop(), period, force_ids) if len(named) == 1 else None


def _number(written: str) -> int:
    return int(written.replace(",", ""))
