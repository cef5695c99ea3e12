"""The straightforward script: pandas and a reader, no checks, no places, nothing refused.

    uv run python -m benchmarks.plain_script ROOT OUT.parquet [openpyxl|calamine]

It finds the row (or column) of years and sums the numbers under each, leaving out what is called
Total. That is as little as one could get away with on these replies; a star counts as nothing.
"""

import re
import sys
import warnings
from pathlib import Path

import pandas as pd

YEAR = re.compile(r"(?:FY )?(\d{4})[/-]\d{2,4}")


def sums_by_year(path: Path, engine: str = "openpyxl") -> dict[int, int]:
    """The sum of each year's numbers in one workbook."""
    rows = pd.read_excel(path, header=None, engine=engine).to_numpy().tolist()
    if max(map(years_in, rows)) < 2:
        rows = [list(column) for column in zip(*rows, strict=True)]  # the years run down
    top = max(rows, key=years_in)
    body = [row for row in rows if row is not top and "Total" not in row]
    return {
        int(match[1]): sum(row[col] for row in body if is_count(row[col]))
        for col, heading in enumerate(top)
        if (match := YEAR.fullmatch(str(heading)))
    }


def is_count(value: object) -> bool:
    """True for a whole number, however the reader gives it: openpyxl an int, calamine a float."""
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


def years_in(row: list[object]) -> int:
    """How many cells of a row are years."""
    return sum(bool(YEAR.fullmatch(str(cell))) for cell in row)


def main() -> None:
    """Read every workbook below ROOT and write one table of sums."""
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    engine = sys.argv[3] if len(sys.argv) > 3 else "openpyxl"
    warnings.filterwarnings("ignore", "Workbook contains no default style")
    rows = [
        (path.parts[-3], path.stem, f"{year}-04-01", total)
        for path in sorted(root.glob("raw/*/documents/*.xlsx"))
        for year, total in sums_by_year(path, engine).items()
    ]
    names = ["request_id", "force_id", "period_start", "total"]
    pd.DataFrame(rows, columns=names).to_parquet(out)


if __name__ == "__main__":
    main()
