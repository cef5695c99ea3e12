"""What is measured within one run: rises, dips, latest figures, growth, contradictions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from foistats.model.words import interval_in_words
from foistats.quality.gate.figures import (
    LEAST_TELLING,
    Row,
    Series,
    Tables,
    area_said,
    period_label,
    rows_of,
)
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import NO_SERIES, PeriodKind

# A factor that is 1 to within this share of it is no change.
_UNMOVED = 0.005
_FEWEST_FORCES = 3
_CONTRADICTIONS = (ProblemCode.TOTAL_MISMATCH.value, ProblemCode.TABLES_DISAGREE.value)
_NO_YEARS = tuple(kind.value for kind in NO_SERIES)


def changes(now: Tables) -> Iterable[Row]:
    """The rows of `changes`, each with the least factor by which its sum surely rose, or fell.

    `factor` and `divisor` are missing where the periods are no neighbours, and where both figures
    are so small that they double and halve by chance.
    """
    for row in rows_of(now, "changes"):
        earlier = period_label(row["from_start"], row["from_end"], row["period_kind"])
        later = period_label(row["to_start"], row["to_end"], row["period_kind"])
        row |= {
            "subject": f"{area_said(row)}, {earlier} to {later}:"
            f" {interval_in_words(row['from_low'], row['from_high'], to='–')} to"
            f" {interval_in_words(row['to_low'], row['to_high'], to='–')}",
            "factor": None,
            "divisor": None,
        }
        if _neighbours(row) and row["from_low"] is not None and row["to_low"] is not None:
            largest = max(row["from_high"] or row["from_low"], row["to_high"] or row["to_low"])
            if largest >= LEAST_TELLING:
                row["factor"] = _factor(row["to_low"], row["from_high"])
                row["divisor"] = _factor(row["from_low"], row["to_high"])
        yield row


def _neighbours(row: Mapping[str, Any]) -> bool:
    return bool((row["to_start"] - row["from_end"]).days == 1)


def _factor(low: int, high: int | None) -> float:
    """How many times `high` goes into `low` at the least; 0 where nothing bounds it."""
    if high is None:
        return 0.0
    # One is added on both sides, so that nothing divides by zero and a rise from 0 is a rise.
    return (low + 1) / (high + 1)


def add_dips(series: Series) -> None:
    """Give each row between two others `depth`: how many times it goes into the smaller of both."""
    for (_, _, _, _, kind), rows in series.items():
        if kind in _NO_YEARS:
            continue
        for one, middle, other in zip(rows, rows[1:], rows[2:], strict=False):
            around = min(one["count_low"], other["count_low"])
            if around < LEAST_TELLING:
                continue
            period = period_label(middle["period_start"], middle["period_end"], kind)
            middle["depth"] = (around + 1) / (middle["count_low"] + 1)
            middle["dip"] = (
                f"{area_said(middle)}, {period}: {one['count_low']:,},"
                f" {middle['count_low']:,}, {other['count_low']:,}"
            )


def add_several_years(series: Series, now: Tables) -> None:
    """Give each force's latest row how far it is away from a total over several years.

    That is a total that the force gave, or the sum of all its periods before. Figures so small that
    they may be equal by chance have none.
    """
    several: dict[tuple[str, str], set[int]] = {}
    for row in rows_of(now, "observations"):
        low, high = row["count_low"], row["count_high"]
        if row["period_kind"] == PeriodKind.MULTI_YEAR and low is not None and low == high:
            several.setdefault((row["request_id"], row["force_id"]), set()).add(low)
    for (request_id, force_id, _, _, _), rows in series.items():
        last, figure = rows[-1], rows[-1]["count_low"]
        sums = set(several.get((request_id, force_id), ()))
        if len(rows) > 3:
            sums.add(sum(row["count_low"] for row in rows[:-1]))
        if sums and figure >= LEAST_TELLING:
            last["away_from_several_years"] = min(abs(figure - one) for one in sums)


def year_growth(series: Series) -> Iterable[Row]:
    """Per request, category and pair of neighbouring periods: the factors of the forces."""
    pairs: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for (request_id, _, category, _, kind), rows in series.items():
        for one, other in pairwise(rows):
            if (other["period_start"] - one["period_end"]).days != 1 or kind in _NO_YEARS:
                continue
            label = period_label(other["period_start"], other["period_end"], kind)
            pairs.setdefault((request_id, category, label), []).append(
                (one["count_low"], other["count_low"])
            )
    for (request_id, category, label), both in pairs.items():
        named = "" if category == "all" else f"{category}, "
        yield from growth(request_id, f"{named}{label} against the period before it", both)


def growth(request_id: str, subject: str, both: list[tuple[int, int]]) -> Iterable[Row]:
    """By what factor most forces changed, and how far the others' factors are spread about it.

    `spread` is missing where that factor is 1: figures that stay as they are stay so together.
    """
    telling = [(a, b) for a, b in both if min(a, b) >= LEAST_TELLING]
    if len(telling) < _FEWEST_FORCES:
        return
    factors = [b / a for a, b in telling]
    middle = sorted(factors)[len(factors) // 2]
    spread = max(abs(factor / middle - 1) for factor in factors)
    yield {
        "request_id": request_id,
        "subject": f"{subject}: {len(telling)} forces, each {middle:.3g} times what it was",
        "forces": len(telling),
        "factor": middle,
        "spread": spread if abs(middle - 1) > _UNMOVED else None,
    }


def _with_counts(now: Tables) -> set[tuple[str, str]]:
    """Request and force of every count that was read."""
    if "observations" not in now:
        return set()
    frame = now["observations"]
    read = frame[frame["count_low"].notna()]
    return set(zip(read["request_id"], read["force_id"], strict=True))


def contradictions(now: Tables) -> dict[tuple[str, str], int]:
    """How much contradicts the counts of each request and force that gave any.

    A cell, or an open problem: a cell that its row's total bears out may still lie in a column that
    doesn't add up, and while nobody has settled which number is right, that is a problem of the
    force's response.
    """
    open_problems = Counter(
        (row["request_id"], row["response_id"])
        for row in rows_of(now, "problems")
        if row["code"] in _CONTRADICTIONS
    )
    counted = _with_counts(now)
    found_by_force = {}
    for row in rows_of(now, "coverage"):
        force = (row["request_id"], row["force_id"])
        found = open_problems[row["request_id"], row["response_id"]] if row["response_id"] else 0
        if force in counted or found:
            found_by_force[force] = max(row["observations_contradicted"], found)
    return found_by_force
