"""The same steps as a Kedro pipeline: find the files, read them, add up, write one Parquet file.

    uv run --with kedro python -m benchmarks.kedro_pipeline ROOT OUT.parquet

The steps themselves are those of the plain script with calamine; what the pipeline adds is Kedro.
"""

import sys
from pathlib import Path

import pandas as pd
from kedro.io import DataCatalog, MemoryDataset
from kedro.pipeline import node, pipeline
from kedro.runner import SequentialRunner

from benchmarks.plain_script import sums_by_year


def find(root: str) -> list[str]:
    """The workbooks below a folder."""
    return [str(path) for path in sorted(Path(root).glob("raw/*/documents/*.xlsx"))]


def read(paths: list[str]) -> list[tuple[str, str, dict[int, int]]]:
    """Each reply's request, force and sums by year."""
    found = []
    for path in map(Path, paths):
        found.append((path.parts[-3], path.stem, sums_by_year(path, "calamine")))
    return found


def add_up(replies: list[tuple[str, str, dict[int, int]]]) -> pd.DataFrame:
    """One row per request, force and year."""
    rows = [
        (request_id, force_id, f"{year}-04-01", total)
        for request_id, force_id, sums in replies
        for year, total in sums.items()
    ]
    return pd.DataFrame(rows, columns=["request_id", "force_id", "period_start", "total"])


def write(totals: pd.DataFrame, out: str) -> int:
    """Write the totals and say how many there are."""
    totals.to_parquet(out)
    return len(totals)


def main() -> None:
    """Run the pipeline over a workspace."""
    steps = pipeline([
        node(find, "root", "paths"),
        node(read, "paths", "replies"),
        node(add_up, "replies", "totals"),
        node(write, ["totals", "out"], "number"),
    ])  # fmt: skip
    catalog = DataCatalog({"root": MemoryDataset(sys.argv[1]), "out": MemoryDataset(sys.argv[2])})
    SequentialRunner().run(steps, catalog)


if __name__ == "__main__":
    main()
