"""Writes made-up observations of one request as Parquet files, with the totals that they come to.

    uv run python -m benchmarks.many_observations FOLDER [--observations 50000000] [--seed 1]

Every force of the register was asked for twelve categories and ten years; some answer by months,
some hide small counts, some give none. The same seed gives the same observations.
"""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from foistats.model.values import Period
from foistats.naming.forces import forces_in_set
from foistats.records import Category, Request
from schemas.contracts import arrow_schema
from schemas.tables import OBSERVATIONS
from schemas.vocabulary import PeriodKind

YEARS = range(2011, 2021)
PART = 1_000_000
CATEGORIES = tuple(Category(f"kind-{n:02}", f"Kind {n}") for n in range(1, 13))
# What a row is, and how often: a count, a hidden count, one without an upper bound, a count that
# another table gives too, one that is contradicted, and none at all.
SHARES = {
    "count": 0.75,
    "hidden": 0.08,
    "open": 0.0001,
    "again": 0.1,
    "wrong": 0.0399,
    "none": 0.03,
}


def request_of() -> Request:
    """The request that the observations answer."""
    asked = tuple(sorted(forces_in_set("territorial-uk", date(2021, 4, 1))))
    years = tuple(
        Period(date(year, 4, 1), date(year + 1, 3, 31), PeriodKind.FINANCIAL_YEAR) for year in YEARS
    )
    return Request(
        request_id="many",
        title="Made-up offences",
        question="How many of each kind were recorded in each year?",
        unit="offences",
        sent_on=date(2021, 4, 1),
        period_kind=PeriodKind.FINANCIAL_YEAR,
        first=years[0],
        last=years[-1],
        periods=years,
        asked_force_ids=asked,
        categories=CATEGORIES,
    )


def observations(number: int, *, seed: int) -> Iterator[pa.Table]:
    """The observations, a million at a time."""
    request = request_of()
    for start in range(0, number, PART):
        rows = min(PART, number - start)
        yield _part(np.random.default_rng([seed, start]), rows, start, request)


def _part(draw: np.random.Generator, rows: int, start: int, request: Request) -> pa.Table:
    force = draw.integers(0, len(request.asked_force_ids), rows)
    year = draw.integers(0, len(request.periods), rows)
    kind = draw.choice(len(SHARES), rows, p=list(SHARES.values()))
    named = dict(zip(SHARES, range(len(SHARES)), strict=True))
    # Every fifth force answers by months.
    month = np.where(force % 5 == 0, draw.integers(0, 12, rows), -1)
    low = np.floor(draw.exponential(20, rows)).astype("i8")
    low[kind == named["hidden"]] = 1
    high = np.where(kind == named["hidden"], 4, low)
    starts, ends, kinds = _periods(request)
    at = year * 13 + month + 1
    columns: dict[str, Any] = {
        "request_id": _same("many", rows),
        "force_id": _taken(request.asked_force_ids, force),
        "period_start": pa.array(starts[at], pa.date32()),
        "period_end": pa.array(ends[at], pa.date32()),
        "category_id": _taken(
            [category.category_id for category in CATEGORIES], draw.integers(0, 12, rows)
        ),
        "response_id": _taken(request.asked_force_ids, force),
        "document": _taken([f"{one}.xlsx" for one in request.asked_force_ids], force),
        "place": _places(start, rows),
        "period_kind": _taken(kinds, at),
        "labels": _taken([f"Ward {n}" for n in range(500)], draw.integers(0, 500, rows)),
        "unit": _same(request.unit, rows),
        "count_low": pa.array(low, mask=kind == named["none"]),
        "count_high": pa.array(high, mask=(kind == named["none"]) | (kind == named["open"])),
        "status": _taken(
            ["reported", "suppressed", "suppressed", "reported", "reported", "not_held"], kind
        ),
        "as_written": pa.array(low.astype("U")),
        "basis": _taken(["proved", "plain", "plain", "proved", "contradicted", "plain"], kind),
        "counted": pa.array(kind < named["again"]),
        "force_from": _same("response", rows),
        "period_from": _same("cells", rows),
        "sha256": _taken([f"{n:064x}" for n in range(len(request.asked_force_ids))], force),
        "table_place": _taken(["Sheet1!A1:K900", "Sheet2!A1:K900"], (kind == named["again"]) * 1),
        "declared": _same("", rows),
        "concern": _same("asked", rows),
    }
    schema = arrow_schema(OBSERVATIONS)
    return pa.table([columns[name].cast(schema.field(name).type) for name in schema.names], schema)


def _periods(request: Request) -> tuple[Any, Any, list[str]]:
    """Each year and its twelve months, in a row: first day, last day and kind."""
    found: list[Period] = []
    for year in request.periods:
        found.append(year)
        for n in range(12):
            first = date(year.start.year + (n + 3) // 12, (n + 3) % 12 + 1, 1)
            after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            found.append(Period(first, after - timedelta(days=1), PeriodKind.MONTH))
    starts, ends = (
        np.array(days, "M8[D]") for days in zip(*(one[:2] for one in found), strict=True)
    )
    return starts, ends, [one.kind.value for one in found]


def _taken(words: Any, at: Any) -> pa.Array:
    return pa.array(list(words)).take(pa.array(at))


def _same(text: str, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(text), rows)


def _places(start: int, rows: int) -> pa.Array:
    return pa.array(np.char.add("Sheet1!A", np.arange(start, start + rows).astype("U")))


def write(folder: Path, number: int, *, seed: int) -> None:
    """Write the observations as Parquet files of a million rows each."""
    folder.mkdir(parents=True, exist_ok=True)
    for at, part in enumerate(observations(number, seed=seed)):
        pq.write_table(part, folder / f"observations-{at:03}.parquet", compression="zstd")


def main() -> None:
    """Write a folder from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--observations", type=int, default=50_000_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    write(wanted.folder, wanted.observations, seed=wanted.seed)


if __name__ == "__main__":
    main()
