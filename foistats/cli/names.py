"""`foistats names`: force names in a CSV file, resolved exactly or not at all."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from foistats.cli.console import ExitCode, print_csv, say
from foistats.errors import FoistatsError, Unreadable

ADDED = ("force_id", "reason", "suggestions")
_DELIMITERS = ",;\t|"
_MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class _Sheet(NamedTuple):
    """A CSV file as it was saved: every cell of every row, as long as its header."""

    columns: tuple[str, ...]
    rows: list[list[str]]


def print_names(file: Path, *, column: str, as_json: bool) -> int:
    """Print the file with the answer beside each name; 1 where a name was refused.

    The file's own columns of the names that are added stay, as `force_id_given` and the like.
    """
    from foistats.naming.forces import resolve_names

    try:
        sheet = _read(file, column)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    at = sheet.columns.index(column)
    answers = resolve_names([row[at] for row in sheet.rows])
    columns = (*_renamed(sheet.columns), *ADDED)
    table = [
        (*row, answer.force_id, answer.reason, "|".join(answer.suggestions))
        for row, answer in zip(sheet.rows, answers, strict=True)
    ]
    if as_json:
        answered = [dict(zip(columns, row, strict=True)) for row in table]
        sys.stdout.write(json.dumps(answered, ensure_ascii=False, indent=1) + "\n")
    else:
        print_csv(columns, table)
    refused = any(not answer.force_id for answer in answers)
    return ExitCode.REFUSED_SOMETHING if refused else ExitCode.DONE


def _renamed(columns: Sequence[str]) -> list[str]:
    """The file's columns, none of which has a name that is added."""
    found: list[str] = []
    for column in columns:
        name = column
        while name in ADDED or (name != column and name in columns):
            name += "_given"
        if name != column:
            say(f"the file's own column {column!r} is printed as {name!r}")
        found.append(name)
    return found


def _read(file: Path, column: str) -> _Sheet:
    """The file's rows; raises Unreadable where a name couldn't be told from its neighbours."""
    if not file.is_file():
        raise Unreadable(f"{file} is not a file; name a CSV file")
    text = _decoded(file)
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda d: (column in _cells(header, d), header.count(d)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    rows: list[list[str]] = []
    try:
        for row in reader:
            if not any(row):
                continue
            if not columns:
                columns = [cell.strip() for cell in row]
                continue
            beyond = [cell for cell in row[len(columns) :] if cell]
            if beyond:
                raise Unreadable(
                    f"{file.name} line {reader.line_num} has more cells than the header:"
                    f" {beyond[0]!r}; quote the cell that has a {delimiter!r} in it"
                )
            rows.append([*row[: len(columns)], *[""] * (len(columns) - len(row))])
    except csv.Error as reason:
        raise Unreadable(
            f"{file.name} is no readable CSV near line {reader.line_num}: {reason}; open it in a"
            " spreadsheet and save it as CSV UTF-8"
        ) from reason
    if columns.count(column) != 1:
        has = "two columns" if column in columns else "no column"
        raise Unreadable(f"{file.name} has {has} {column!r}; it has {', '.join(columns) or 'none'}")
    return _Sheet(tuple(columns), rows)


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _decoded(file: Path) -> str:
    """The text: UTF-8 or UTF-16 by its mark, else UTF-8, else the code page of Windows."""
    content = file.read_bytes()
    marked = [encoding for mark, encoding in _MARKED.items() if content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            # Some programs still end lines with a lone CR.
            return text if "\n" in text else text.replace("\r", "\n")
    raise Unreadable(f"{file.name} is not a text file; save it from the spreadsheet as CSV UTF-8")
