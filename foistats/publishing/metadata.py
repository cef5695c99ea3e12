"""What the columns of a release's CSV files mean, for programs: Data Package and CSV on the Web.

Sources: Data Package version 2 (datapackage.org), and W3C "Metadata Vocabulary for Tabular Data".
Both are made from `schemas/`, which the tables were checked against.
"""

import json
from collections.abc import Mapping
from typing import Any

from foistats.records import Request
from schemas.fields import Field, Kind
from schemas.tables import TABLES, Table

DATA_PACKAGE = "datapackage.json"
CSV_ON_THE_WEB = "csv-metadata.json"
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0, where a force's reply says nothing else",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
_DATA_PACKAGE_TYPES = {
    Kind.TEXT: "string",
    Kind.NUMBER: "integer",
    Kind.FRACTION: "number",
    Kind.DAY: "date",
    Kind.FLAG: "boolean",
}
_CSVW_TYPES: Mapping[Kind, Any] = {
    Kind.TEXT: "string",
    Kind.NUMBER: "integer",
    Kind.FRACTION: "double",
    Kind.DAY: {"base": "date", "format": "yyyy-MM-dd"},
    Kind.FLAG: {"base": "boolean", "format": "True|False"},
}


# Each change names the two totals that it compares, by all that makes the key of one.
_OF_A_TOTAL = ("request_id", "area_kind", "area_id", "category_id", "period_start", "period_end")
_FOREIGN_KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "changes": tuple((*_OF_A_TOTAL[:4], f"{side}_start", f"{side}_end") for side in ("from", "to")),
}


def data_package(request: Request, version: int, made_on: str) -> bytes:
    """The descriptor of all CSV files of a release."""
    described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": request.request_id.lower(),
        "title": request.title,
        "description": request.question or request.title,
        "version": str(version),
        "created": f"{made_on}T00:00:00Z",
        "licenses": [LICENCE],
        "sources": [{"title": "Replies of police forces to one Freedom of Information request"}],
        "resources": [_resource(table) for table in TABLES],
    }
    return json.dumps(described, indent=1, ensure_ascii=False).encode() + b"\n"


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "description": table.row,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": {
            "fields": [_field(field, table) for field in table.fields],
            "primaryKey": list(table.key),
            **_foreign_keys(table),
            "missingValues": [{"value": "", "label": "no value; never zero"}],
        },
    }


def _foreign_keys(table: Table) -> dict[str, Any]:
    found = [
        {
            "fields": list(columns),
            "reference": {"resource": "totals", "fields": list(_OF_A_TOTAL)},
        }
        for columns in _FOREIGN_KEYS.get(table.name, ())
    ]
    return {"foreignKeys": found} if found else {}


def _references(table: Table) -> dict[str, Any]:
    """The same as CSV on the Web says it."""
    found = [
        {
            "columnReference": list(columns),
            "reference": {"resource": "totals.csv", "columnReference": list(_OF_A_TOTAL)},
        }
        for columns in _FOREIGN_KEYS.get(table.name, ())
    ]
    return {"foreignKeys": found} if found else {}


def _field(field: Field, table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": _DATA_PACKAGE_TYPES[field.kind],
        "description": _described(field),
    }
    if field.kind is Kind.TEXT:
        # A text is never missing: nothing is the empty text.
        described["missingValues"] = []
    if field.unit:
        described["unit"] = field.unit
    constraints: dict[str, Any] = {}
    if not field.nullable and field.kind is not Kind.TEXT:
        constraints["required"] = True
    if field.allowed:
        constraints["enum"] = [*field.allowed]
    if field.least is not None:
        constraints["minimum"] = field.least
    if constraints:
        described["constraints"] = constraints
    if field.name in table.key:
        described["rdfType"] = "http://purl.org/linked-data/cube#DimensionProperty"
    return described


def _described(field: Field) -> str:
    return f"{field.description} Unit: {field.unit}." if field.unit else field.description


def csv_on_the_web(request: Request) -> bytes:
    """The same for programs that read CSV on the Web."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": request.title,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": table.row,
                "tableSchema": {
                    "columns": [
                        {
                            "name": field.name,
                            "titles": field.name,
                            "datatype": _CSVW_TYPES[field.kind],
                            "dc:description": _described(field),
                            "required": not field.nullable and field.kind is not Kind.TEXT,
                            **({"null": []} if field.kind is Kind.TEXT else {}),
                        }
                        for field in table.fields
                    ],
                    "primaryKey": list(table.key),
                    **_references(table),
                },
            }
            for table in TABLES
        ],
    }
    return json.dumps(described, indent=1, ensure_ascii=False).encode() + b"\n"
