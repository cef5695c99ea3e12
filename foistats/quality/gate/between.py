"""What is measured against the run before: what shrank, changed its unit, or was revised."""

from collections.abc import Iterable
from typing import Any

from foistats.model.words import interval_in_words
from foistats.quality.gate.figures import (
    Row,
    Series,
    Tables,
    area_said,
    period_label,
    rows_of,
)
from foistats.quality.gate.within import contradictions, growth


def coverage(now: Tables, before: Tables | None) -> list[Row]:
    """The rows of `coverage`, each with what the run before had of the force.

    A force that was asked before and is no longer has a row without an id. What compares the two
    runs is missing where there is nothing to compare with.
    """
    rows = rows_of(now, "coverage")
    contradicted = contradictions(now)
    units, units_before = _unit_by_force(now), _unit_by_force(before)
    earlier = {_force(row): row for row in rows_of(before, "coverage")}
    for row in rows:
        force = _force(row)
        known = earlier.pop(force, None)
        row |= {
            "subject": row["force_name"],
            "force_id_before": known["force_id"] if known else None,
            "periods_answered_before": known["periods_answered"] if known else None,
            "unit": units.get(force),
            "unit_before": units_before.get(force),
            "contradictions": contradicted.get(force),
        }
    requests = {row["request_id"] for row in rows}
    rows += [
        {
            "request_id": request_id,
            "force_id": "",
            "subject": known["force_name"],
            "periods_answered": 0,
            "force_id_before": force_id,
            "periods_answered_before": known["periods_answered"],
        }
        for (request_id, force_id), known in earlier.items()
        if request_id in requests
    ]
    return rows


def _force(row: Row) -> tuple[str, str]:
    return (row["request_id"], row["force_id"])


def _unit_by_force(tables: Tables | None) -> dict[tuple[str, str], str]:
    units: dict[tuple[str, str], set[str]] = {}
    for row in rows_of(tables, "observations"):
        if row["count_low"] is not None:
            units.setdefault((row["request_id"], row["force_id"]), set()).add(row["unit"])
    return {key: ", ".join(sorted(of_force)) for key, of_force in units.items()}


def run_growth(series: Series, series_before: Series) -> Iterable[Row]:
    """Per request, category and period: by what factors all forces differ from the run before."""
    earlier = _by_period(series_before)
    pairs: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for key, row in _by_period(series).items():
        old = earlier.get(key)
        if old is not None:
            label = period_label(row["period_start"], row["period_end"], row["period_kind"])
            pairs.setdefault((key[0], row["category_id"], label), []).append(
                (old["count_low"], row["count_low"])
            )
    for (request_id, category, label), both in pairs.items():
        named = "" if category == "all" else f"{category}, "
        yield from growth(request_id, f"{named}{label} against the run before", both)


def _by_period(series: Series) -> dict[tuple[Any, ...], Row]:
    return {
        (key[0], key[1], key[2], row["period_start"], row["period_end"]): row
        for key, rows in series.items()
        for row in rows
    }


def add_figures_before(totals: Iterable[Row], now: Tables, before: Tables | None) -> None:
    """Give each force's row the figure of the run before, if the same response gave both."""
    responses = {_force(row): row["response_id"] for row in rows_of(now, "coverage")}
    same = {
        _force(row)
        for row in rows_of(before, "coverage")
        if responses.get(_force(row)) == row["response_id"]
    }
    earlier = {_figure_key(row): row for row in rows_of(before, "totals")}
    for row in totals:
        old = earlier.get(_figure_key(row))
        if row["area_kind"] != "force" or (row["request_id"], row["area_id"]) not in same:
            continue
        if old is None or old["count_low"] is None or row["count_low"] is None:
            continue
        label = period_label(row["period_start"], row["period_end"], row["period_kind"])
        earlier_figure = interval_in_words(old["count_low"], old["count_high"], to="–")
        row["figure_before"] = earlier_figure
        row["revision"] = f"{area_said(row)}, {label}: {earlier_figure} before, {row['figure']} now"


def _figure_key(row: Row) -> tuple[Any, ...]:
    return tuple(
        row[c]
        for c in ("request_id", "area_kind", "area_id", "category_id", "period_start", "period_end")
    )
