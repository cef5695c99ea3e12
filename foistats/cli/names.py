"""`foistats names`: force names in a CSV file, resolved exactly or not at all."""

import csv
import json
import sys
from pathlib import Path

from foistats.cli.console import ExitCode, print_csv, say

ADDED = ("force_id", "reason", "suggestions")


def print_names(file: Path, *, column: str, as_json: bool) -> int:
    """Print the file with the answer beside each name; 1 where a name was refused."""
    from foistats.naming.forces import resolve_names

    if not file.is_file():
        say(f"{file} is not a file; name a CSV file")
        return ExitCode.WRONG_USAGE
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        columns = list(reader.fieldnames or [])
        rows = list(reader)
    if column not in columns:
        say(f"{file.name} has no column {column!r}; it has {', '.join(columns) or 'none'}")
        return ExitCode.WRONG_USAGE
    answers = resolve_names([row[column] or "" for row in rows])
    kept = [name for name in columns if name not in ADDED]
    table = [
        (*(row[name] for name in kept), a.force_id, a.reason, "|".join(a.suggestions))
        for row, a in zip(rows, answers, strict=True)
    ]
    if as_json:
        keys = (*kept, *ADDED)
        sys.stdout.write(
            json.dumps(
                [dict(zip(keys, row, strict=True)) for row in table], ensure_ascii=False, indent=1
            )
            + "\n"
        )
    else:
        print_csv((*kept, *ADDED), table)
    refused = any(not answer.force_id for answer in answers)
    return ExitCode.REFUSED_SOMETHING if refused else ExitCode.DONE
