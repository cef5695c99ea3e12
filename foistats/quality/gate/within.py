"""Facts of one run: steps, dips, latest figures, contradictions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from foistats.quality.gate.figures import (
    LEAST_TELLING,
    Row,
    Tables,
    area_said,
    interval_said,
    period_label,
    rows_of,
    series_of,
)
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import NO_SERIES, PeriodKind

# Forces that change by one factor, to within this share of it, changed by no chance.
_ALIKE = 0.005
_FEWEST_FORCES = 3
_CONTRADICTIONS = (ProblemCode.TOTAL_MISMATCH.value, ProblemCode.TABLES_DISAGREE.value)
_NO_YEARS = tuple(kind.value for kind in NO_SERIES)


def steps(now: Tables) -> Iterable[Row]:
    """The least factor by which a sum rose, and by which it fell, between neighbouring periods."""
    for row in rows_of(now, "changes"):
        if not _neighbours(row) or row["from_low"] is None or row["to_low"] is None:
            continue
        largest = max(row["from_high"] or row["from_low"], row["to_high"] or row["to_low"])
        if largest < LEAST_TELLING:
            continue
        earlier = period_label(row["from_start"], row["from_end"], row["period_kind"])
        later = period_label(row["to_start"], row["to_end"], row["period_kind"])
        yield {
            "request_id": row["request_id"],
            "subject": f"{area_said(row)}, {earlier} to {later}:"
            f" {interval_said(row['from_low'], row['from_high'])} to"
            f" {interval_said(row['to_low'], row['to_high'])}",
            "factor": _factor(row["to_low"], row["from_high"]),
            "divisor": _factor(row["from_low"], row["to_high"]),
        }


def _neighbours(row: Mapping[str, Any]) -> bool:
    return bool((row["to_start"] - row["from_end"]).days == 1)


def _factor(low: int, high: int | None) -> float:
    """How many times `high` goes into `low` at the least; 0 where nothing bounds it."""
    if high is None:
        return 0.0
    # One is added on both sides, so that nothing divides by zero and a rise from 0 is a rise.
    return (low + 1) / (high + 1)


def dips(now: Tables) -> Iterable[Row]:
    """How many times a period goes into the smaller of the periods before and after it."""
    for (request_id, _, _, _, kind), rows in series_of(now).items():
        if kind in _NO_YEARS:
            continue
        for one, middle, other in zip(rows, rows[1:], rows[2:], strict=False):
            around = min(one["count_low"], other["count_low"])
            if around < LEAST_TELLING:
                continue
            period = period_label(middle["period_start"], middle["period_end"], kind)
            yield {
                "request_id": request_id,
                "subject": f"{area_said(middle)}, {period}: {one['count_low']:,},"
                f" {middle['count_low']:,}, {other['count_low']:,}",
                "depth": (around + 1) / (middle["count_low"] + 1),
            }


def latest(now: Tables) -> Iterable[Row]:
    """Whether a force's latest figure is one of the totals over several years that it gave."""
    several: dict[tuple[str, str], set[int]] = {}
    for row in rows_of(now, "observations"):
        low, high = row["count_low"], row["count_high"]
        if row["period_kind"] == PeriodKind.MULTI_YEAR and low is not None and low == high:
            several.setdefault((row["request_id"], row["force_id"]), set()).add(low)
    for (request_id, force_id, _, _, kind), rows in series_of(now).items():
        last = rows[-1]
        sums = several.get((request_id, force_id), set())
        whole = sum(row["count_low"] for row in rows[:-1])
        if not sums and len(rows) < 4:
            continue
        figure = last["count_low"]
        yield {
            "request_id": request_id,
            "subject": f"{area_said(last)},"
            f" {period_label(last['period_start'], last['period_end'], kind)}: {figure:,}",
            "same": figure >= LEAST_TELLING
            and (figure in sums or (len(rows) > 3 and figure == whole)),
        }


def year_factors(now: Tables) -> Iterable[Row]:
    """Whether all forces rose, or fell, by one factor from a period to the next."""
    pairs: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for (request_id, _, category, _, kind), rows in series_of(now).items():
        for one, other in pairwise(rows):
            if (other["period_start"] - one["period_end"]).days != 1 or kind in _NO_YEARS:
                continue
            label = period_label(other["period_start"], other["period_end"], kind)
            pairs.setdefault((request_id, category, label), []).append(
                (one["count_low"], other["count_low"])
            )
    for (request_id, category, label), both in pairs.items():
        named = "" if category == "all" else f"{category}, "
        yield from alike(request_id, f"{named}{label} against the period before it", both)


def alike(request_id: str, subject: str, both: list[tuple[int, int]]) -> Iterable[Row]:
    """Whether the later of each pair is the same multiple of the earlier, other than itself."""
    telling = [(a, b) for a, b in both if min(a, b) >= LEAST_TELLING]
    if len(telling) < _FEWEST_FORCES:
        return
    factors = [b / a for a, b in telling]
    middle = sorted(factors)[len(factors) // 2]
    same = all(abs(factor / middle - 1) <= _ALIKE for factor in factors)
    moved = abs(middle - 1) > _ALIKE
    yield {
        "request_id": request_id,
        "subject": f"{subject}: {len(telling)} forces, each {middle:.3g} times what it was",
        "alike": same and moved,
    }


def _with_counts(now: Tables) -> set[tuple[str, str]]:
    """Request and force of every count that was read."""
    if "observations" not in now:
        return set()
    frame = now["observations"]
    read = frame[frame["count_low"].notna()]
    return set(zip(read["request_id"], read["force_id"], strict=True))


def printed(now: Tables) -> Iterable[Row]:
    """How much contradicts the counts of each force that gave any: a cell, or an open problem.

    A cell that its row's total bears out may still lie in a column that doesn't add up: while a
    person hasn't settled which number is right, that is a problem of the force's response.
    """
    open_problems = Counter(
        (row["request_id"], row["response_id"])
        for row in rows_of(now, "problems")
        if row["code"] in _CONTRADICTIONS
    )
    counted = _with_counts(now)
    for row in rows_of(now, "coverage"):
        given = (row["request_id"], row["force_id"]) in counted
        found = open_problems[row["request_id"], row["response_id"]] if row["response_id"] else 0
        if given or found:
            yield {
                "request_id": row["request_id"],
                "subject": row["force_name"],
                "contradicted": max(row["observations_contradicted"], found),
            }
