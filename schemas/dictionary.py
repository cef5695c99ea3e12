"""The data dictionary of the tables that go out, made from what they are checked against.

`python -m schemas.dictionary > processed/README.md` writes it; a test holds the file to it.
"""

import sys
from collections.abc import Iterator

from schemas.fields import Field, Kind
from schemas.for_people import FIRST_COLUMNS
from schemas.problem_codes import EXPLAINED, ProblemCode
from schemas.tables import GATE, TABLES, Table

_TYPES = {
    Kind.TEXT: "text",
    Kind.NUMBER: "whole number",
    Kind.FRACTION: "number",
    Kind.DAY: "date",
    Kind.FLAG: "true or false",
}
_HEAD = """\
# What goes out

This file is made from `schemas/` by `python -m schemas.dictionary > processed/README.md`; a test
holds it to them. All else here is written by runs and is in no repository:

- `<request_id>/current/` leads to the tables of the last run, as Parquet and as CSV.
  Everything below `<request_id>/` can be deleted: the next run writes it again, and the same bytes.
- `<request_id>/gate/`, `<request_id>/report/`: whether the figures can be true, and a page of them.
- `releases/<request_id>/<version>/` is what was published. **Don't delete it**: who approved or
  withdrew a release, and when it was made, stands nowhere else.

In a CSV file of a release, a missing value is an empty field. In Parquet it is null, and a text is
never null: nothing is the empty text. Missing is never zero.
"""
# More values than this don't fit into a row.
_MANY = 12


def dictionary() -> str:
    """The whole file."""
    lines = [_HEAD, *(line for table in (*TABLES, GATE) for line in _table(table))]
    return "\n".join(lines).rstrip() + "\n"


def _table(table: Table) -> Iterator[str]:
    where = " (in `gate/`)" if table is GATE else ""
    yield f"## `{table.name}`{where}"
    yield ""
    yield f"One row is: {table.row}"
    yield ""
    yield f"Sorted by, and no two rows share: {', '.join(f'`{name}`' for name in table.key)}."
    yield ""
    yield "| column | type | what it holds |"
    yield "| --- | --- | --- |"
    for field in table.fields:
        yield f"| `{field.name}` | {_type(field)} | {_held(field)} |"
    yield ""
    if table.name in FIRST_COLUMNS:
        yield f"`current/{table.name}.csv` has these columns in front, for people:"
        yield ""
        yield from (f"- `{name}`: {text}" for name, text in FIRST_COLUMNS[table.name].items())
        yield ""
    for field in table.fields:
        if len(field.allowed) > _MANY:
            yield f"`{field.name}` is one of:"
            yield ""
            yield from (f"- `{value}`{_meaning(value)}" for value in field.allowed)
            yield ""
    if table.rules:
        yield "What always holds:"
        yield ""
        yield from (f"- {rule.sentence}" for rule in table.rules)
        yield ""


def _type(field: Field) -> str:
    return f"{_TYPES[field.kind]}{', or missing' if field.nullable else ''}"


def _held(field: Field) -> str:
    said = field.description
    if field.unit and field.kind is not Kind.DAY:
        said += f" Unit: {field.unit}."
    if field.allowed:
        said += f" One of {_values(field)}." if len(field.allowed) <= _MANY else " See below."
    return said.replace("|", "\\|")


def _meaning(value: str) -> str:
    """What a problem code means; nothing for other values, whose names say it."""
    return f": {EXPLAINED[ProblemCode(value)]}" if value in set(ProblemCode) else ""


def _values(field: Field) -> str:
    return ", ".join(f"`{value}`" if value else "empty" for value in field.allowed)


if __name__ == "__main__":
    sys.stdout.write(dictionary())
