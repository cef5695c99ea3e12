"""Hold tables against their contracts before anything is written. Nothing is corrected here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from foistats.errors import TableRejected
from schemas.contracts import pandera_schema
from schemas.tables import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_SHOWN = 5


def check_tables(tables: Mapping[str, "Sequence[pa.Table]"]) -> None:
    """Check all requests' tables at once, by name; raises TableRejected with every broken rule.

    Many requests together cost what one costs: the checks' fixed cost is larger than their work.
    """
    import pandas as pd
    import pyarrow as pa

    broken: list[str] = []
    for table in TABLES:
        parts = tables[table.name]
        if parts:
            together = pa.concat_tables(parts)
            broken += broken_rules(table, together.to_pandas(types_mapper=pd.ArrowDtype))
    if broken:
        said = "\n".join(f"  {line}" for line in broken)
        raise TableRejected(
            f"nothing was written, for tables break their contracts in schemas/tables.py:\n{said}\n"
            "this is a fault of foistats, not of a reply: report it with the replies concerned"
        )


def broken_rules(table: Table, frame: "pd.DataFrame") -> list[str]:
    """One line per broken rule of a table: the rule, how often, and the first rows' values."""
    from pandera.errors import SchemaErrors

    try:
        pandera_schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.astype({"check": "str", "column": "str"})
        return [
            f"{table.name}, {column}: {check} ({len(group)} values, such as "
            f"{', '.join(sorted({str(v)[:60] for v in group['failure_case'].head(_SHOWN)}))})"
            for (column, check), group in cases.groupby(["column", "check"], sort=True)
        ]
    return []
