"""Facts of a run against the one before: what shrank, changed its unit, or was revised."""

from collections.abc import Iterable, Mapping
from typing import Any

from foistats.quality.gate.figures import (
    Row,
    Tables,
    area_said,
    interval_said,
    period_label,
    rows_of,
    series_of,
)
from foistats.quality.gate.within import alike


def coverage(now: Tables, before: Tables | None) -> Iterable[Row]:
    """How many periods each force answered before, and does now."""
    after = {(r["request_id"], r["force_id"]): r for r in rows_of(now, "coverage")}
    requests = {request for request, _ in after}
    for row in rows_of(before, "coverage"):
        key = (row["request_id"], row["force_id"])
        if row["request_id"] not in requests:
            continue
        of_now = after.get(key)
        yield {
            "request_id": key[0],
            "subject": row["force_name"],
            "before": row["periods_answered"],
            "now": of_now["periods_answered"] if of_now else 0,
            "asked": of_now is not None,
        }


def units(now: Tables, before: Tables | None) -> Iterable[Row]:
    """What each force's counts are counts of, before and now."""
    earlier = _unit_by_force(before)
    names = {(r["request_id"], r["force_id"]): r["force_name"] for r in rows_of(now, "coverage")}
    for key, unit in _unit_by_force(now).items():
        if key in earlier:
            yield {
                "request_id": key[0],
                "subject": names.get(key, key[1]),
                "unit_before": earlier[key],
                "unit_now": unit,
            }


def _unit_by_force(tables: Tables | None) -> dict[tuple[str, str], str]:
    units: dict[tuple[str, str], set[str]] = {}
    for row in rows_of(tables, "observations"):
        if row["count_low"] is not None:
            units.setdefault((row["request_id"], row["force_id"]), set()).add(row["unit"])
    return {key: ", ".join(sorted(of_force)) for key, of_force in units.items()}


def run_factors(now: Tables, before: Tables | None) -> Iterable[Row]:
    """Whether all forces' figures of a period differ from the last run's by one factor."""
    earlier = _figures(before)
    pairs: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for key, row in _figures(now).items():
        old = earlier.get(key)
        if old is not None:
            label = period_label(row["period_start"], row["period_end"], row["period_kind"])
            pairs.setdefault((key[0], row["category_id"], label), []).append(
                (old["count_low"], row["count_low"])
            )
    for (request_id, category, label), both in pairs.items():
        named = "" if category == "all" else f"{category}, "
        yield from alike(request_id, f"{named}{label} against the run before", both)


def _figures(tables: Tables | None) -> dict[tuple[Any, ...], dict[str, Any]]:
    if tables is None:
        return {}
    return {
        (key[0], key[1], key[2], row["period_start"], row["period_end"]): row
        for key, rows in series_of(tables).items()
        for row in rows
    }


def revised(now: Tables, before: Tables | None) -> Iterable[Row]:
    """Figures of forces whose response is the one that it was before."""
    responses = {
        (r["request_id"], r["force_id"]): r["response_id"] for r in rows_of(now, "coverage")
    }
    same = {
        key
        for r in rows_of(before, "coverage")
        if responses.get(key := (r["request_id"], r["force_id"])) == r["response_id"]
    }
    earlier = {_figure_key(row): row for row in rows_of(before, "totals")}
    for row in rows_of(now, "totals"):
        old = earlier.get(_figure_key(row))
        if row["area_kind"] != "force" or (row["request_id"], row["area_id"]) not in same:
            continue
        if old is None or old["count_low"] is None or row["count_low"] is None:
            continue
        label = period_label(row["period_start"], row["period_end"], row["period_kind"])
        earlier_figure = interval_said(old["count_low"], old["count_high"])
        figure = interval_said(row["count_low"], row["count_high"])
        yield {
            "request_id": row["request_id"],
            "subject": f"{area_said(row)}, {label}: {earlier_figure} before, {figure} now",
            "figure_before": earlier_figure,
            "figure_now": figure,
        }


def _figure_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(
        row[c]
        for c in ("request_id", "area_kind", "area_id", "category_id", "period_start", "period_end")
    )
