"""What no reader or writer can go below, each as a job of its own.

    uv run python -m benchmarks.limits copy ROOT
    uv run python -m benchmarks.limits write ROOT

`copy` copies every workbook once; `write` writes the tables that a run of foistats left, with
pyarrow's fastest settings (no dictionary, no statistics, nothing packed), each into one file.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory


def copy(root: Path, folder: Path) -> None:
    """Copy every workbook."""
    for number, path in enumerate(sorted(root.glob("raw/*/documents/*.xlsx"))):
        shutil.copyfile(path, folder / f"{number}.xlsx")


def write(root: Path, folder: Path) -> None:
    """Write every table again."""
    import pyarrow.parquet as pq

    for number, path in enumerate(sorted(root.glob("processed/*/current/*.parquet"))):
        pq.write_table(
            pq.read_table(path),
            folder / f"{number}.parquet",
            compression="none",
            use_dictionary=False,
            write_statistics=False,
        )


def main() -> None:
    """Do one of the jobs in a folder that is removed afterwards."""
    job, root = sys.argv[1], Path(sys.argv[2])
    with TemporaryDirectory(dir=root) as folder:
        {"copy": copy, "write": write}[job](root, Path(folder))


if __name__ == "__main__":
    main()
