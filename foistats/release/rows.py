"""The written tables, read back: by every command, so without what reading Parquet mostly loads.

`pyarrow.parquet.read_table` loads pandas too, which takes a command longer than all of its work.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foistats.errors import TableDamaged
from schemas.tables import TABLES
from schemas.vocabulary import ROUNDED, WITHHELD

if TYPE_CHECKING:
    import pyarrow as pa

_SUMS = "SHA256SUMS"
_KEYS = {table.name: table.key for table in TABLES}
_WHAT_TO_DO = "`foistats run` makes current tables anew, `foistats verify` says what of a release"


def read_table(folder: Path, table: str, columns: Sequence[str] | None = None) -> "pa.Table":
    """One table of a set, or some of its columns.

    Raises TableDamaged, an OSError, where it is not there, can't be read, lacks a column, or is
    another file than a release lists.
    """
    path = folder / f"{table}.parquet"
    if not path.exists():
        raise TableDamaged(f"{path} is missing; {_WHAT_TO_DO}")
    import pyarrow as pa
    import pyarrow.parquet as pq

    _refuse_changed(path)
    wanted = set(columns or _KEYS.get(table, ()))
    try:
        with pq.ParquetFile(path) as file:
            if missing := wanted - set(file.schema_arrow.names):
                raise TableDamaged(f"{path} has no column {min(missing)}; {_WHAT_TO_DO}")
            return file.read(columns=None if columns is None else list(columns))
    except (pa.ArrowException, OSError) as reason:
        if isinstance(reason, TableDamaged):
            raise
        what = "is missing" if isinstance(reason, FileNotFoundError) else "can't be read"
        raise TableDamaged(f"{path} {what}; {_WHAT_TO_DO}") from reason


def _refuse_changed(path: Path) -> None:
    """Raise TableDamaged for a table of a release that is another file than was released."""
    try:
        listed = (path.parent / _SUMS).read_bytes().splitlines()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return
    if f"{digest}  {path.name}".encode() not in listed:
        raise TableDamaged(f"{path} differs from what was released; {_WHAT_TO_DO}")


def rows_of(folder: Path, table: str, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The rows of one table of a set, each by the names of its columns."""
    rows: list[dict[str, Any]] = read_table(folder, table, columns).to_pylist()
    return rows


def is_withheld(row: Mapping[str, Any]) -> bool:
    """Whether a row of `observations` has something in place of a count that a release withholds.

    A force that writes [c] itself is believed for some reason.
    """
    return row["as_written"] in (WITHHELD, ROUNDED) and not row["basis"]
