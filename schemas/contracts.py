"""The tables' contracts in the words of two libraries, both made from schemas/tables.py alone."""

from functools import cache
from typing import Any

from schemas.fields import Field, Kind
from schemas.tables import Table


@cache
def arrow_schema(table: Table) -> Any:
    """The Arrow schema, with each column's description and unit, and what one row is."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field(
                field.name,
                _arrow_type(field),
                nullable=field.nullable,
                metadata={"description": field.description, "unit": field.unit},
            )
            for field in table.fields
        ],
        metadata={"table": table.name, "row": table.row, "key": ",".join(table.key)},
    )


@cache
def pandera_schema(table: Table) -> Any:
    """The pandera schema: these columns and no others, in this order; it never changes a value."""
    import pandera.pandas as pa

    return pa.DataFrameSchema(
        {field.name: _column(field) for field in table.fields},
        checks=[
            # One failure tells enough; by default each comes once per column of the table.
            pa.Check(rule.holds, name=rule.sentence, error=rule.sentence, n_failure_cases=3)
            for rule in table.rules
        ],
        unique=list(table.key),
        strict=True,
        ordered=True,
        coerce=False,
        name=table.name,
    )


def _arrow_type(field: Field) -> Any:
    import pyarrow as pa

    types = {
        Kind.TEXT: pa.string(),
        Kind.NUMBER: pa.int64(),
        Kind.FRACTION: pa.float64(),
        Kind.DAY: pa.date32(),
        Kind.FLAG: pa.bool_(),
    }
    return types[field.kind]


def _column(field: Field) -> Any:
    import pandas as pd
    import pandera.pandas as pa

    checks = []
    if field.allowed:
        allowed = [str(value) for value in field.allowed]
        checks.append(pa.Check.isin(allowed, n_failure_cases=3))
    if field.least is not None:
        checks.append(pa.Check.ge(field.least, n_failure_cases=3))
    if field.pattern:
        checks.append(pa.Check.str_matches(field.pattern, n_failure_cases=3))
    return pa.Column(
        pd.ArrowDtype(_arrow_type(field)),
        checks=checks,
        nullable=field.nullable,
        coerce=False,
        description=field.description,
    )
