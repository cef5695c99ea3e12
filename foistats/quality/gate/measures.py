"""A run's tables with what is measured of them beside: the columns that expectations compare.

Each row has in `subject` what a person is shown where a rule fails. A measure is missing where
there is nothing to measure.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from foistats.model.words import interval_in_words
from foistats.quality.gate import between, within
from foistats.quality.gate.figures import (
    Row,
    Tables,
    area_said,
    period_label,
    rows_of,
    series_of,
)
from schemas.tables import CHANGES, COVERAGE, TABLES, TOTALS, Table

if TYPE_CHECKING:
    import pandas as pd

_KEYS = {table.name: table.key for table in TABLES}


def measured(now: Tables, before: Tables | None) -> dict[str, "pd.DataFrame"]:
    """The tables by name. Without tables from `before`, what compares two runs is missing.

    `growth` is no table that goes out. A row of it is a category and a pair of periods, or a period
    of two runs: by what factor the forces changed, and how far their factors are spread.
    """
    totals = rows_of(now, "totals")
    series = series_of(totals)
    for row in totals:
        period = period_label(row["period_start"], row["period_end"], row["period_kind"])
        row["figure"] = interval_in_words(row["count_low"], row["count_high"], to="–")
        row["subject"] = f"{area_said(row)}, {period}: {row['figure']}"
    within.add_dips(series)
    within.add_several_years(series, now)
    between.add_figures_before(totals, now, before)
    growth = [
        *within.year_growth(series),
        *between.run_growth(series, series_of(rows_of(before, "totals"))),
    ]
    return {
        **now,
        "coverage": _table(
            COVERAGE,
            between.coverage(now, before),
            texts=("subject", "force_id_before", "unit", "unit_before"),
            numbers=("periods_answered_before", "contradictions"),
        ),
        "totals": _table(
            TOTALS,
            totals,
            texts=("subject", "figure", "figure_before", "revision", "dip"),
            numbers=("depth", "away_from_several_years"),
        ),
        "changes": _table(
            CHANGES, within.changes(now), texts=("subject",), numbers=("factor", "divisor")
        ),
        "growth": _frame(growth, ("request_id", "subject"), ("forces", "factor", "spread")),
    }


def with_subjects(name: str, frame: "pd.DataFrame") -> "pd.DataFrame":
    """A table whose rows all have a subject; where none is worked out, it is the table's key."""
    if "subject" in frame.columns:
        return frame
    key = [column for column in _KEYS[name] if column != "request_id"]
    rows = frame[key].astype(str).itertuples(index=False)
    return frame.assign(subject=[", ".join(filter(None, row)) for row in rows])


def _table(
    table: Table, rows: Iterable[Row], *, texts: tuple[str, ...], numbers: tuple[str, ...]
) -> "pd.DataFrame":
    return _frame(rows, (*table.columns, *texts), numbers)


def _frame(rows: Iterable[Row], texts: tuple[str, ...], numbers: tuple[str, ...]) -> "pd.DataFrame":
    """Rows as a frame; a measure that is missing everywhere is a number still."""
    import pandas as pd

    columns: Mapping[str, list[object]] = {name: [] for name in (*texts, *numbers)}
    for row in rows:
        for name, values in columns.items():
            values.append(row.get(name))
    frame = pd.DataFrame(columns)
    return frame.astype(dict.fromkeys(numbers, float))
