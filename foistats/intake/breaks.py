"""Breaks in series: from which period on a force counts otherwise, as a person declared it.

`raw/<request_id>/breaks.toml`:

    [[break]]
    force = "dorset"             # every force asked if it is left out
    from = "2018/19"             # the first period that is counted otherwise
    category = "rape"            # every category if it is left out
    because = "its note says that a new recording system counts victims once"
    by = "A. Person"
    on = 2019-07-02

No figure changes by it: the first figure of the new series is marked `[b]`, and so is each change
that compares one side of the break with the other. What a table can't tell is never guessed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from foistats.intake.entries import Entry, Invalid, Keys, read_entries
from foistats.intake.sheets import nearest
from foistats.model.values import Period
from foistats.naming.forces import force_name, read_force
from foistats.naming.periods import label_of, read_period
from foistats.records import Request
from foistats.workspace import Workspace

FILE = "breaks.toml"
_KEYS = {"break": Keys(("from",), optional=("force", "category"))}


class Break(NamedTuple):
    """One break; `force_ids` and `category_id` are empty where it is of every one."""

    force_ids: tuple[str, ...]
    start: date
    category_id: str
    said: str

    def as_json(self) -> dict[str, Any]:
        """For a manifest, from which `from_json` makes it again."""
        return {
            "force_ids": list(self.force_ids),
            "start": self.start.isoformat(),
            "category_id": self.category_id,
            "said": self.said,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Break":
        """A break that a manifest has; raises ValueError, KeyError or TypeError."""
        start = date.fromisoformat(kept["start"])
        return cls(tuple(kept["force_ids"]), start, str(kept["category_id"]), str(kept["said"]))


class Breaks(NamedTuple):
    """The breaks of one request, and what can't be used."""

    given: tuple[Break, ...] = ()
    invalid: tuple[Invalid, ...] = ()


def breaks_of(workspace: Workspace, request: Request) -> tuple[Break, ...]:
    """The breaks of a request that can be used; what can't be is among the problems of a run."""
    path = workspace.declared_file(request.request_id, FILE)
    return (
        read_breaks(path.read_bytes(), name=FILE, request=request).given if path.is_file() else ()
    )


def read_breaks(content: bytes, *, name: str, request: Request) -> Breaks:
    """All entries of a file; no mistake in one holds up a document, whose counts stay the same."""
    file = read_entries(content, name=name, known=_KEYS)
    given: list[Break] = []
    invalid = list(file.invalid)
    for entry in file.entries.get("break", ()):
        made = _break(entry, request)
        given += [made] if made is not None else []
        invalid += entry.invalid()
    return Breaks(tuple(given), tuple(one._replace(document="") for one in invalid))


def _break(entry: Entry, request: Request) -> Break | None:
    forces = entry.read("force", lambda said: _forces(said, request), expected="a force asked")
    period = entry.read(
        "from",
        lambda said: _period(said, request),
        expected='a period asked for, such as "2018/19"',
    )
    category = entry.text("category").strip()
    known = [one.category_id for one in request.categories]
    if category and category not in known:
        entry.refuse("category", repr(category), "a category's id", nearest(category, known))
    because, by, on = entry.signed()
    if entry.wrong or period is None:
        return None
    who = " and ".join(map(force_name, forces)) if forces else "every force"
    of = f" for {category}" if category else ""
    said = f"{who} counts otherwise from {label_of(period)} on{of}: {because} ({by}, {on})"
    return Break(forces or (), period.start, category, " ".join(said.split()))


def _forces(written: str, request: Request) -> tuple[str, ...]:
    forces = (written,) if written in request.asked_force_ids else read_force(written)
    if not set(forces) <= set(request.asked_force_ids):
        raise ValueError("the request was not sent to it")
    return forces


def _period(written: str, request: Request) -> Period:
    period = read_period(written)
    if period not in request.periods:
        raise ValueError(f"the request asks for {label_of(request.periods[0])} and later periods")
    if period == request.periods[0]:
        raise ValueError("it is the first period asked for: there is nothing before the break")
    return period
