"""Rows to Arrow tables, to Parquet bytes, and to a digest that only the values decide."""

import hashlib
import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from foistats.errors import TableRejected
from schemas.contracts import arrow_schema
from schemas.fields import Field, Kind
from schemas.tables import TABLES, Table

if TYPE_CHECKING:
    import pyarrow as pa

_TYPES = {
    Kind.TEXT: str,
    Kind.NUMBER: int,
    Kind.FRACTION: float,
    Kind.DAY: date,
    Kind.FLAG: bool,
}
Rows = Sequence[tuple[object, ...]]


def arrow_tables(tables: Sequence[Rows]) -> "dict[str, pa.Table]":
    """The tables of one request by name, typed and sorted by key, in the order of TABLES."""
    return {
        table.name: arrow_table(table, rows) for table, rows in zip(TABLES, tables, strict=True)
    }


def arrow_table(table: Table, rows: Rows) -> "pa.Table":
    """A typed table sorted by its key; raises TableRejected for a value of the wrong type."""
    import pyarrow as pa

    schema = arrow_schema(table)
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = []
    for field, column, values in zip(table.fields, schema, columns, strict=True):
        # Arrow makes 1 of 1.5 without a word.
        wrong = {t for t in set(map(type, values)) if not _fits(t, field)}
        if wrong:
            raise TableRejected(
                f"column {field.name} of {table.name} has a value of type"
                f" {min(t.__name__ for t in wrong)}; it has {field.kind.value} only: report this"
            )
        try:
            arrays.append(pa.array(list(values), type=column.type))
        except UnicodeEncodeError:
            # Half of a character, as some PDFs have them: shown as a question mark.
            whole = [str(value).encode(errors="replace").decode() for value in values]
            arrays.append(pa.array(whole, type=column.type))
    made = pa.Table.from_arrays(arrays, schema=schema)
    return made.sort_by([(column, "ascending") for column in table.key])


def _fits(found: type, field: Field) -> bool:
    """True for a type that a column may hold as it is."""
    if found is type(None):
        return field.nullable
    return issubclass(found, _TYPES[field.kind]) and (found is not bool or field.kind is Kind.FLAG)


def parquet_bytes(table: "pa.Table") -> bytes:
    """The table as a Parquet file. Same values and same pyarrow, same bytes.

    Every option that decides about bytes is stated, so that a new default changes nothing.
    """
    import pyarrow.parquet as pq

    written = io.BytesIO()
    pq.write_table(
        table,
        written,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        row_group_size=100_000,
        store_schema=True,
        coerce_timestamps=None,
    )
    return written.getvalue()


def logical_digest(table: "pa.Table") -> str:
    """A digest of names, types and values alone: no matter how pyarrow lays them out on disk.

    >>> import pyarrow as pa
    >>> whole = pa.table({"n": [1, None, 3]})
    >>> logical_digest(whole) == logical_digest(pa.concat_tables([whole[:1], whole[1:]]))
    True
    >>> logical_digest(whole) == logical_digest(pa.table({"n": [1, 0, 3]}))
    False
    """
    digest = hashlib.sha256(f"{table.num_rows}".encode())
    for name, column in zip(table.column_names, table.columns, strict=True):
        digest.update(f"\0{name}\0{column.type}\0".encode())
        for part in _value_bytes(column):
            digest.update(part)
    return digest.hexdigest()


def _value_bytes(column: "pa.ChunkedArray") -> list[bytes]:
    """How long each text is (null: -1), or which values are null; then the values (null: 0)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_string(column.type):
        lengths = pc.fill_null(pc.binary_length(column), -1).to_numpy().astype("<i4").tobytes()
        return [lengths, *(_text(chunk) for chunk in column.chunks)]
    nulls = column.is_null().to_numpy().astype("u1").tobytes() if column.null_count else b""
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    kind = "<f8" if pa.types.is_floating(column.type) else "<i8"
    filled = column.fill_null(False if pa.types.is_boolean(column.type) else 0)
    return [nulls, filled.to_numpy().astype(kind).tobytes()]


def _text(chunk: "pa.StringArray") -> bytes:
    """The text of a column's chunk without what parts it; nulls have none."""
    import numpy as np

    _, offsets, text = chunk.buffers()
    if text is None or not len(chunk):
        return b""
    ends = np.frombuffer(offsets, "<i4")[chunk.offset : chunk.offset + len(chunk) + 1]
    return bytes(text[int(ends[0]) : int(ends[-1])])
