"""One reply as it comes out of a folder, a mailbox or an export."""

from datetime import date
from pathlib import Path
from typing import NamedTuple


class Incoming(NamedTuple):
    """The files of one reply, and what a person calls it.

    `on` is the day on which it came, and `listed_as` the name of the authority that it is kept
    under, where the place that it comes from has noted these. The name is no word of the reply.
    """

    name: str
    files: tuple[Path, ...]
    on: date | None = None
    listed_as: str = ""


FETCHED = "mailbox"
"""The folder, below that of the inbox, of messages that were fetched from a mailbox."""


def taken_note(copy: Path) -> Path:
    """What lies in place of the copy of a message once it was filed or set aside: an empty file."""
    return copy.with_suffix(".taken")
