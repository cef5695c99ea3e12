"""Entries added to the files in which persons declare things; what is in them stays as it is."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from foistats.errors import WorkspaceError
from foistats.intake import aliases
from foistats.intake.sheets import Sheet, encoded_line, read_sheet
from foistats.release.spreadsheet import harmless

Value = str | date | Sequence[str]


class Addition(NamedTuple):
    """Something to be added to one file of raw/<request_id>/, or a new file of that name."""

    file: str
    sort: str
    values: Mapping[str, Value]


def added(content: bytes, addition: Addition) -> bytes:
    """A file's content with one entry more; comments and everything else stay byte for byte."""
    if addition.file == aliases.FILE:
        return _with_line(content, addition.values)
    newline = b"\r\n" if b"\r\n" in content else b"\n"
    block = toml_entry(addition.sort, addition.values).encode().replace(b"\n", newline)
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return content + block
    ends = b"" if content.endswith(b"\n") else newline
    return content + ends + newline + block


def toml_entry(sort: str, values: Mapping[str, Value]) -> str:
    """One entry of a TOML file.

    >>> print(toml_entry("note", {"found": 'a "b"', "on": date(2022, 7, 2)}), end="")
    [[note]]
    found = "a \\"b\\""
    on = 2022-07-02
    """
    lines = [f"{key} = {_toml(value)}" for key, value in values.items()]
    return "\n".join([f"[[{sort}]]", *lines, ""])


def _toml(value: Value) -> str:
    if isinstance(value, str):
        return toml_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"[{', '.join(map(toml_text, value))}]"


def toml_text(text: str) -> str:
    """A text between quotes, whatever is in it; half of a character becomes a question mark."""
    whole = text.encode(errors="replace").decode()
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _with_line(content: bytes, values: Mapping[str, Value]) -> bytes:
    """aliases.csv with one line more, in the way the file was saved."""
    sheet = read_sheet(content, known=aliases.COLUMNS, name=aliases.FILE)
    if not sheet.columns:
        sheet = Sheet(aliases.COLUMNS, (), (), "utf-8", ",", "\n")
        header = io.StringIO()
        csv.writer(header, lineterminator="\n").writerow(aliases.COLUMNS)
        content = header.getvalue().encode()
    lacking = [column for column in values if column not in sheet.columns]
    if lacking:
        raise WorkspaceError(f"{aliases.FILE} has no column {lacking[0]}; add it")
    cells = {key: str(harmless(str(value))) for key, value in values.items()}
    try:
        line = encoded_line(sheet, cells)
        newline = encoded_line(sheet._replace(columns=()), {})
    except UnicodeEncodeError as reason:
        raise WorkspaceError(
            f"{aliases.FILE} is saved in an encoding that lacks {reason.object[reason.start]!r};"
            " save it from the spreadsheet as CSV UTF-8"
        ) from reason
    ends = content.endswith(newline) or not content
    return content + (b"" if ends else newline) + line
