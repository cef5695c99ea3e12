"""Rows of small tables as they were last read, for commands that need nothing else of Parquet.

Loading what reads Parquet takes `foistats status` longer than all else that it does. A run keeps
the rows beside the workspace's other notes, with the digest of the file that they are from: rows of
another file are never taken, and whatever can't be used is read from the table itself.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from foistats.durable import write_whole
from foistats.release.rows import rows_of
from foistats.workspace import Workspace

_DAY = "day"


def kept_rows(
    workspace: Workspace,
    request_id: str,
    *,
    folder: Path,
    table: str,
    columns: Sequence[str] | None = None,
) -> list[dict[str, Any]]:
    """The rows of a table of a request, kept for the next time where they were not.

    Raises TableDamaged, as `rows_of` does. `columns` are those of which the table must have each.
    """
    try:
        digest = hashlib.sha256((folder / f"{table}.parquet").read_bytes()).hexdigest()
    except OSError:
        return rows_of(folder, table, columns)
    note = workspace.rows_note(request_id, table)
    of = [digest, list(columns) if columns is not None else None]
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(note.read_text(encoding="utf-8"), object_hook=_decoded)
        if kept["of"] == of:
            rows: list[dict[str, Any]] = kept["rows"]
            return rows
    rows = rows_of(folder, table, columns)
    # Whoever may not write here reads the table again each time.
    with suppress(OSError, TypeError):
        content = json.dumps({"of": of, "rows": rows}, default=_encoded).encode()
        note.parent.mkdir(parents=True, exist_ok=True)
        write_whole(note, content)
    return rows


def _encoded(value: object) -> dict[str, str]:
    if type(value) is date:
        return {_DAY: value.isoformat()}
    raise TypeError(f"{value!r} is no value of these tables")


def _decoded(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[_DAY]) if found.keys() == {_DAY} else found
