"""How large a document may be and what reading it may cost: stated once, changed in one file.

Every limit has a default here. `foistats.toml` beside raw/ may set others under `[limits]`, by the
names of the fields below. A worker process takes them in once, when it starts (`use`), for a
document passes through a dozen modules that need one or two of them each; whoever asks gets them
from `current`. A reply of 45 forces and 10 years is 1 % of any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from foistats.toml import UnusableKey, shown

MEGABYTE = 1024**2
# Below this Python and the readers don't even start; no limit may be set lower.
LEAST_MEMORY = 96 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may amount to, and what one reading of it may take.

    Sizes are in bytes, times in seconds, all else is a number of things.

    An ordinary reply is read in 30 to 60 MB of memory; `memory_bytes` is for all that are read side
    by side, `large_memory_bytes` for one that needs more and is read when no other is. Measured: a
    sheet of 50,000 by 10 counts takes 540 MB; the process of the run takes 170 MB meanwhile and
    Prefect's server another 170, so that a run stays below 1 GB.
    """

    # The file as it came
    file_bytes: int = 100 * MEGABYTE
    text_bytes: int = 25 * MEGABYTE  # delimited or plain text, and web pages
    line_bytes: int = 2 * MEGABYTE  # one line of a table
    inflated_bytes: int = 256 * MEGABYTE  # all parts of a zip, or streams of a PDF, together
    part_bytes: int = 64 * MEGABYTE  # one part of a zip
    inflation: int = 250  # how many times its size a part may become; sheets reach 60
    zip_parts: int = 10_000
    archives_deep: int = 4  # zips within zips
    email_parts: int = 200
    header_bytes: int = MEGABYTE  # what stands above a message

    # What is in it
    sheets: int = 500
    cells: int = 1_000_000  # with content, on one sheet or in one text
    cells_per_sheet: int = 5_000_000  # of the rectangle around them, blank ones too
    columns: int = 16_384
    rows: int = 1_048_576
    merged_cells: int = 250_000  # of all merged, linked or repeated areas of a sheet together
    cell_formats: int = 66_000  # Excel stops at 65,490
    spanned: int = 1_000  # columns under one cell of a web page or Word table
    token_bytes: int = MEGABYTE  # one value of XML; a cell holds 32,767 letters
    pages: int = 500
    page_bytes: int = 50 * MEGABYTE  # one stream of a PDF, unpacked
    tree_bytes: int = 16 * MEGABYTE  # one part of an office file that is built as a tree
    characters_per_page: int = 200_000
    nesting: int = 500  # elements of a web page in one another

    # The process that reads it
    wall_seconds: float = 60.0
    cpu_seconds: int = 45
    page_cpu_seconds: int = 10  # one page of a PDF; an honest one takes a fiftieth of a second
    seconds_more_per_page: int = 1  # what each page adds to both times of its document
    memory_bytes: int = 256 * MEGABYTE
    large_memory_bytes: int = 576 * MEGABYTE
    output_bytes: int = 32 * MEGABYTE  # what it gives: 450,000 observations are 26 MB
    open_files: int = 64

    def __post_init__(self) -> None:
        """Refuse limits under which no document could be read."""
        for limit in fields(self):
            name, value = limit.name, getattr(self, limit.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
                raise _wrong(name, value, "give a number above zero")
            if name != "wall_seconds" and not isinstance(value, int):
                raise _wrong(name, value, "give a whole number")
            if not value < 2**53:
                raise _wrong(name, value, "leave it out to have the default")
        if self.memory_bytes < LEAST_MEMORY:
            raise _wrong(
                "memory_bytes",
                self.memory_bytes,
                f"a reader needs at least {LEAST_MEMORY}: give that or more",
            )
        if self.large_memory_bytes < self.memory_bytes:
            raise UnusableKey(
                "large_memory_bytes",
                said=f"large_memory_bytes is {self.large_memory_bytes}, less than memory_bytes;"
                f" give at least {self.memory_bytes}",
            )
        if self.open_files < 16:
            raise _wrong(
                "open_files", self.open_files, "a reader needs at least 16: give that or more"
            )


def _wrong(name: str, value: object, remedy: str) -> UnusableKey:
    return UnusableKey(name, said=f"{name} is {shown(value)}; {remedy}")


def limits_of(table: Mapping[str, Any]) -> Limits:
    """The limits that a table of foistats.toml sets; others keep their defaults.

    >>> limits_of({"pages": 20}).pages
    20
    >>> limits_of({"page": 20})
    Traceback (most recent call last):
    foistats.toml.UnusableKey: there is no limit 'page'; did you mean pages?
    >>> limits_of({"pages": -1})
    Traceback (most recent call last):
    foistats.toml.UnusableKey: pages is -1; give a number above zero
    """
    known = [limit.name for limit in fields(Limits)]
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
            raise UnusableKey(name, said=f"there is no limit {name!r}; {hint}")
    return Limits(**table)


class _Current:
    """The limits that hold in this process."""

    limits = Limits()


def use(limits: Limits) -> None:
    """Let these limits hold in this process from now on; a worker does so when it starts."""
    _Current.limits = limits


def current() -> Limits:
    """The limits that hold in this process: the defaults, unless others were taken into use."""
    return _Current.limits
