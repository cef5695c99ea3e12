"""The written tables, read back: by every command, so without what reading Parquet mostly loads.

`pyarrow.parquet.read_table` loads pandas too, which takes a command longer than all of its work.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def read_table(folder: Path, table: str, columns: Sequence[str] | None = None) -> "pa.Table":
    """One table of a set, or some of its columns.

    Raises OSError or pyarrow's ArrowException where it is not there, is damaged, or lacks a column.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        if missing := set(columns or ()) - set(file.schema_arrow.names):
            raise pa.ArrowInvalid(f"{folder / table}.parquet has no column {min(missing)}")
        return file.read(columns=None if columns is None else list(columns))


def rows_of(folder: Path, table: str, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The rows of one table of a set, each by the names of its columns."""
    rows: list[dict[str, Any]] = read_table(folder, table, columns).to_pylist()
    return rows
