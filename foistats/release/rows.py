"""The written tables, read back: by every command, so without what reading Parquet mostly loads.

`pyarrow.parquet.read_table` loads pandas too, which takes a command longer than all of its work.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foistats.errors import TableDamaged
from schemas.fields import Kind
from schemas.tables import TABLES
from schemas.vocabulary import ROUNDED, WITHHELD

if TYPE_CHECKING:
    import pyarrow as pa

_SUMS = "SHA256SUMS"
_KEYS = {table.name: table.key for table in TABLES}
_TEXTS = {
    table.name: [field.name for field in table.fields if field.kind is Kind.TEXT]
    for table in TABLES
}
_WHAT_TO_DO = "`foistats run` makes current tables anew, `foistats verify` says what of a release"


def read_table(
    folder: Path,
    table: str,
    columns: Sequence[str] | None = None,
    *,
    encoded: Sequence[str] | None = None,
) -> "pa.Table":
    """One table of a set, or some of its columns. The columns in `encoded` come as dictionaries.

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
        with pq.ParquetFile(path, read_dictionary=encoded) as file:
            if missing := wanted - set(file.schema_arrow.names):
                raise TableDamaged(f"{path} has no column {min(missing)}; {_WHAT_TO_DO}")
            return file.read(columns=None if columns is None else list(columns))
    except KeyError as missing:  # that of a column in `encoded`
        raise TableDamaged(f"{path} lacks a column ({missing}); {_WHAT_TO_DO}") from missing
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


def rows_where(
    folder: Path, table: str, keep: Mapping[str, Callable[[Any], bool]]
) -> list[dict[str, Any]]:
    """The rows of one table whose value in each column of `keep` passes that column's test.

    Each test is asked once per different value, and only the rows that are kept become objects of
    Python: of half a million rows, that takes a tenth of the time that reading all of them takes.
    """
    import numpy as np
    import pyarrow as pa

    read = read_table(folder, table, encoded=_TEXTS[table])
    if not read.num_rows:
        return []
    kept = np.ones(read.num_rows, dtype=bool)
    for column, test in keep.items():
        codes = read[column].unify_dictionaries().combine_chunks()
        if not pa.types.is_dictionary(codes.type):
            codes = codes.dictionary_encode()
        if codes.null_count:
            raise ValueError(
                f"{table}.{column} has rows without a value, which no test is asked of"
            )
        passes = np.array([test(value) for value in codes.dictionary.to_pylist()], dtype=bool)
        numbered = np.frombuffer(codes.indices.buffers()[1], np.int32, offset=4 * codes.offset)
        kept &= passes[numbered[: len(codes)]]
    # Arrow's own ways to numpy and from a list would load pandas, which takes longer than all this.
    numbers = np.flatnonzero(kept).astype(np.int64)
    held = pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])
    taken = read.take(held)
    plain = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in taken.schema
    ]
    rows: list[dict[str, Any]] = taken.cast(pa.schema(plain)).to_pylist()
    return rows


def is_withheld(row: Mapping[str, Any]) -> bool:
    """Whether a row of `observations` has something in place of a count that a release withholds.

    A force that writes [c] itself is believed for some reason.
    """
    return row["as_written"] in (WITHHELD, ROUNDED) and not row["basis"]
