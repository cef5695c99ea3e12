"""The straightforward script: pandas and openpyxl, no checks, no places, nothing refused.

    uv run python -m benchmarks.plain_script ROOT OUT.parquet

It finds the row (or column) of years and sums the numbers under each, leaving out what is called
Total. That is as little as one could get away with on these replies; a star counts as nothing.
"""

import re
import sys
from pathlib import Path

import pandas as pd

YEAR = re.compile(r"(?:FY )?(\d{4})[/-]\d{2,4}")


def sums_by_year(path: Path) -> dict[int, int]:
    """The sum of each year's numbers in one workbook."""
    rows = pd.read_excel(path, header=None, engine="openpyxl").to_numpy().tolist()
    if max(map(years_in, rows)) < 2:
        rows = [list(column) for column in zip(*rows, strict=True)]  # the years run down
    top = max(rows, key=years_in)
    body = [row for row in rows if row is not top and "Total" not in row]
    return {
        int(match[1]): sum(row[col] for row in body if isinstance(row[col], int))
        for col, heading in enumerate(top)
        if (match := YEAR.fullmatch(str(heading)))
    }


def years_in(row: list[object]) -> int:
    """How many cells of a row are years."""
    return sum(bool(YEAR.fullmatch(str(cell))) for cell in row)


def main() -> None:
    """Read every workbook below ROOT and write one table of sums."""
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [
        (path.parts[-3], path.stem, f"{year}-04-01", total)
        for path in sorted(root.glob("raw/*/documents/*.xlsx"))
        for year, total in sums_by_year(path).items()
    ]
    names = ["request_id", "force_id", "period_start", "total"]
    pd.DataFrame(rows, columns=names).to_parquet(out)


if __name__ == "__main__":
    main()
