"""A run's tables as rows, and their figures in words: what all measures are made from."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from foistats.model.values import Period
from foistats.naming.periods import label_of
from schemas.vocabulary import PeriodKind

if TYPE_CHECKING:
    import pandas as pd

Tables = Mapping[str, "pd.DataFrame"]
Row = dict[str, Any]
Series = dict[tuple[str, str, str, str, str], list[Row]]

# Smaller counts double and halve by chance.
LEAST_TELLING = 30


def rows_of(tables: Tables | None, name: str) -> list[Row]:
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


def series_of(totals: Iterable[Row]) -> Series:
    """The rows of each force and category period by period, those with an exact figure only."""
    found: Series = {}
    for row in totals:
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
