"""What a run leaves for one request."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from foistats.release.not_current import NotCurrent


class Written(NamedTuple):
    """What there is for one request. `rows` has the rows of each table, by its name.

    `since` is when the tables were built, where nothing has changed since. With `not_current` the
    tables are those of an earlier run, kept because this one couldn't build them.
    """

    request_id: str
    title: str
    folder: Path
    rows: Mapping[str, int]
    usable: bool
    since: str = ""
    not_current: NotCurrent | None = None
