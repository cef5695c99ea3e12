"""Tables as CSV for people. A text that a spreadsheet would run as a formula is made harmless."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from foistats.model.words import spelled_out

if TYPE_CHECKING:
    import pyarrow as pa

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = re.compile(r"[-+]+|[=@]")


def csv_bytes(table: "pa.Table") -> bytes:
    """The table as CSV in UTF-8 with the mark that Excel needs; null is empty."""
    columns = [column.to_pylist() for column in table.columns]
    return csv_of_rows(table.column_names, zip(*columns, strict=True))


def csv_of_rows(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV in UTF-8 with the mark that Excel needs; None is empty."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    seen = _Seen()
    writer.writerows(
        [seen[value] if isinstance(value, str) else value for value in row] for row in rows
    )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


class _Seen(dict[str, object]):
    """Texts as they may go into a table, each looked at once: a column has few different ones."""

    def __missing__(self, text: str) -> object:
        self[text] = made = for_spreadsheet(text)
        return made


def for_spreadsheet(value: object) -> object:
    r"""A value as it may go into a table for people: no formula, and nothing that misleads the eye.

    >>> for_spreadsheet("=1+1"), for_spreadsheet("a\u202eb"), for_spreadsheet(-3)
    ("'=1+1", 'a\\u202eb', -3)
    """
    return harmless(spelled_out(value)) if isinstance(value, str) else value


def harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe; marks and numbers stay.

    >>> harmless("=1+1"), harmless("- see note"), harmless("@SUM(A1)")
    ("'=1+1", "'- see note", "'@SUM(A1)")
    >>> harmless("-"), harmless("--"), harmless("*"), harmless("<5"), harmless(-3)
    ('-', '--', '*', '<5', -3)
    """
    if isinstance(value, str) and value.startswith(_RUNS) and not _MARK.fullmatch(value):
        return f"'{value}"
    return value


def as_meant(text: str) -> str:
    """A text as it was before `harmless` put an apostrophe in front of it.

    >>> as_meant("'=1+1"), as_meant("'tis"), as_meant("-3")
    ('=1+1', "'tis", '-3')
    """
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text
