"""What the stages of a run hand on: a request as it lies there, a reply read, tables built."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from foistats.faults import fault_problem
from foistats.intake.stock import Stock
from foistats.ledger.built import Built, Documents
from foistats.ledger.lines import Deed
from foistats.records import Problem, ReadResponse
from foistats.release.not_current import NotCurrent


class Taken(NamedTuple):
    """One request before any reply is read; `stock` is None where the request can't be used.

    `inputs` is the digest of its folder before the run changed anything in it, and `before` its
    last build. `looked_at` are the keys of files that were read only to see what they hide; with
    `certain` False the next run may find something else in them.
    """

    request_id: str
    stock: Stock | None
    problems: tuple[Problem, ...] = ()
    inputs: str = ""
    before: Built | None = None
    looked_at: tuple[str, ...] = ()
    certain: bool = True


class ReadReply(NamedTuple):
    """A response read: the key of each document's reading, what was done to each, and why.

    With `certain` False the next run may read something else in it.
    """

    request_id: str
    response: ReadResponse
    keys: Documents
    kept: tuple[str, ...]
    deeds: tuple[Deed, ...]
    why: str
    certain: bool

    @property
    def anew(self) -> bool:
        """True where a document was read or sealed in this run, not only taken as it was kept."""
        return any(deed.how not in ("kept", "not read") for deed in self.deeds)


Read = list[ReadReply]


class BuiltRequest(NamedTuple):
    """The tables of one request, built by this run or (`since`) kept from an earlier one.

    `rows` is the number of rows of each table, by its name. With `not_current` the tables are those
    of an earlier run, because this run couldn't build them. `before` is the name of the set that
    held before this run, empty where there was none.
    """

    request_id: str
    title: str
    folder: Path
    rows: Mapping[str, int]
    usable: bool
    since: str = ""
    not_current: NotCurrent | None = None
    before: str = ""


def failed_request(taken: Taken, error: Exception) -> Taken:
    """A request on which foistats itself failed: the others are built."""
    return taken._replace(stock=None, problems=(fault_problem(f"raw/{taken.request_id}", error),))
