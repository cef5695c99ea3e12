"""What is known of a request before it is read, and of a reply once it is: what stages hand on."""

from typing import NamedTuple

from foistats.faults import fault_problem
from foistats.intake.stock import Stock
from foistats.ledger.built import Built, Documents
from foistats.ledger.lines import Deed
from foistats.records import Problem, ReadResponse


class Taken(NamedTuple):
    """What is known of one request before it is read; `stock` is None where it is unusable.

    `inputs` is the digest of its folder before anything was done to it, and `before` its last
    build. `looked_at` are the keys of files that were read only to see what they hide; with
    `certain` False that may come out otherwise next time.
    """

    request_id: str
    stock: Stock | None
    problems: tuple[Problem, ...] = ()
    inputs: str = ""
    before: Built | None = None
    looked_at: tuple[str, ...] = ()
    certain: bool = True


class ReadReply(NamedTuple):
    """A response read: with the key of each document's reading, what was done to it, and why.

    With `certain` False it may come out otherwise next time.
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
        """True where something was done to one of its documents, not only taken as it was kept."""
        return any(deed.how not in ("kept", "not read") for deed in self.deeds)


Read = list[ReadReply]


def failed_request(one: Taken, error: Exception) -> Taken:
    """A request on which foistats itself failed: the others are built."""
    return one._replace(stock=None, problems=(fault_problem(f"raw/{one.request_id}", error),))
