"""A run's tables as rows, and their figures in words: what all facts are made from."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from foistats.model.values import Period
from foistats.naming.periods import label_of
from schemas.vocabulary import PeriodKind

if TYPE_CHECKING:
    import pandas as pd

Tables = Mapping[str, "pd.DataFrame"]
Row = dict[str, object]
Series = dict[tuple[str, str, str, str, str], list[dict[str, Any]]]

# Smaller counts double and halve by chance.
LEAST_TELLING = 30


def rows_of(tables: Tables | None, name: str) -> list[dict[str, Any]]:
    """A table's rows, null as None; no rows where there is no such table."""
    if tables is None or name not in tables:
        return []
    frame = tables[name].astype(object)
    records = frame.where(frame.notna(), None).to_dict("records")
    return [{str(column): value for column, value in row.items()} for row in records]


def period_label(start: Any, end: Any, kind: str) -> str:
    """A period as printed."""
    return label_of(Period(start, end, PeriodKind(kind)))


def area_said(row: Mapping[str, Any]) -> str:
    """An area and, where the request has several, the category."""
    category = "" if row["category_id"] == "all" else f", {row['category_id']}"
    return f"{row['area_name']}{category}"


def interval_said(low: int, high: int | None) -> str:
    """A figure as printed.

    >>> interval_said(1204, 1204), interval_said(10, 14), interval_said(3, None)
    ('1,204', '10–14', '3 or more')
    """
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def series_of(now: Tables) -> dict[tuple[str, str, str, str, str], list[dict[str, Any]]]:
    """Figures of each force and category period by period, exact ones only."""
    found: dict[tuple[str, str, str, str, str], list[dict[str, Any]]] = {}
    for row in rows_of(now, "totals"):
        exact = row["count_low"] is not None and row["count_low"] == row["count_high"]
        if row["area_kind"] in ("force", "joint") and exact:
            key = (
                row["request_id"], row["area_id"], row["category_id"], row["area_name"],
                row["period_kind"],
            )  # fmt: skip
            found.setdefault(key, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row["period_start"])
    return found
