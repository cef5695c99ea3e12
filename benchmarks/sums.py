"""Totals and changes of fifty million observations, beside DuckDB and Polars.

    uv run --with duckdb --with polars python -m benchmarks.sums [--observations 50000000]

`foistats` gives every total and change, its intervals and coverage, how sure the counts are and why
others are missing. DuckDB and Polars only sum, by force, category and period; `DuckDB, all that
foistats needs` also takes what the rest of it is made from, without making it. All take turns over
the same files, and their sums are compared.
"""

import argparse
import ctypes
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.many_observations import request_of, write
from benchmarks.run import BECOME_SUBREAPER, Cost, measure

_KEYS = ("force_id", "category_id", "period_start", "period_end")
_MORE = ("period_kind", "response_id", "counted", "basis", "status")
_THREADS = 2


def with_foistats(folder: Path) -> int:
    """Every total and change; gives the lower ends of all forces' totals together."""
    from foistats.aggregation.columnar import totals_and_changes
    from schemas.tables import TOTALS

    totals, _ = totals_and_changes(sorted(folder.glob("*.parquet")), request_of())
    kind, low = TOTALS.columns.index("area_kind"), TOTALS.columns.index("count_low")
    return sum(
        int(str(row[low])) for row in totals if row[kind] == "force" and row[low] is not None
    )


def with_duckdb(folder: Path) -> int:
    """The sums alone."""
    rows = _duckdb(
        f"SELECT {', '.join(_KEYS)}, sum(count_low), sum(count_high)"
        f" FROM '{folder}/*.parquet' WHERE counted GROUP BY ALL"
    )
    return sum(row[len(_KEYS)] for row in rows)


def with_duckdb_for_all(folder: Path) -> int:
    """The sums by all that coverage, reasons and checks are made from."""
    rows = _duckdb(
        f"SELECT {', '.join((*_KEYS, *_MORE))}, sum(count_low), sum(count_high), count(*),"
        f" count(count_high) FROM '{folder}/*.parquet' GROUP BY ALL"
    )
    at = len(_KEYS) + len(_MORE)
    return sum(row[at] for row in rows if row[len(_KEYS) + 2])


def _duckdb(query: str) -> list[tuple]:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {_THREADS}")
    connection.execute("SET memory_limit = '1GB'")
    return connection.execute(query).fetchall()


def with_polars(folder: Path) -> int:
    """The sums alone."""
    import polars as pl

    found = (
        pl.scan_parquet(f"{folder}/*.parquet")
        .filter(pl.col("counted"))
        .group_by(_KEYS)
        .agg(pl.col("count_low").sum(), pl.col("count_high").sum())
        .collect(engine="streaming")
    )
    return int(found["count_low"].sum())


WAYS: dict[str, Callable[[Path], int]] = {
    "foistats": with_foistats,
    "DuckDB": with_duckdb,
    "Polars": with_polars,
    "DuckDB, all that foistats needs": with_duckdb_for_all,
}


def compare(number: int, repeats: int, out: Console) -> None:
    """Print one line per way; stops where two come to different sums."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        write(folder, number, seed=1)
        costs: dict[str, list[Cost]] = {name: [] for name in WAYS}
        for _ in range(repeats):
            for name in WAYS:
                here = [sys.executable, "-m", "benchmarks.sums", "--way", name]
                costs[name].append(measure([*here, "--folder", place]))
        sums = {(folder / f"{name}.sum").read_text(encoding="utf-8") for name in WAYS}
        if len(sums) > 1:
            raise SystemExit(f"different sums: {sorted(sums)}")
    medians = {
        name: Cost(*(statistics.median(values) for values in zip(*runs, strict=True)))
        for name, runs in costs.items()
    }
    fastest = min(medians["DuckDB"].cpu, medians["Polars"].cpu)
    out.print("| observations | way | wall s | CPU s | × the faster | peak MB |")
    out.print("| --: | :-- | --: | --: | --: | --: |")
    for name, cost in medians.items():
        out.print(
            f"| {number:,} | {name} | {cost.wall:.1f} | {cost.cpu:.1f}"
            f" | {cost.cpu / fastest:.1f} | {cost.peak:.0f} |"
        )


def main() -> None:
    """Compare all ways, or go one of them over a folder that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--observations", type=int, default=50_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--way", choices=[*WAYS])
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    if wanted.way:
        total = WAYS[wanted.way](wanted.folder)
        (wanted.folder / f"{wanted.way}.sum").write_text(str(total), encoding="utf-8")
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1)
    compare(wanted.observations, wanted.repeats, Console(soft_wrap=True))


if __name__ == "__main__":
    main()
