"""What a run leaves for one request."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Written(NamedTuple):
    """What there is for one request. `rows` has the rows of each table, by its name.

    `since` is when the tables were built, where nothing has changed since.
    """

    request_id: str
    title: str
    folder: Path
    rows: Mapping[str, int]
    usable: bool
    since: str = ""
