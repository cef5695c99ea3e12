"""Counts of which a person has signed that they may be worked out: `raw/<request_id>/waivers.toml`.

[[waiver]]
force = "Dorset Police"      # or a joint name; for the sum of an area: area = "South West"
period = "2018/19"
category = "rape"            # where the request has categories
until = 2026-12-31           # the last day on which it counts
because = "Dorset Police has published the count itself"
by = "A. Person"
on = 2026-01-15
"""

from datetime import date, datetime
from typing import NamedTuple

from foistats.aggregation.areas import ALL_ASKED
from foistats.errors import FoistatsError
from foistats.intake.days import read_day
from foistats.intake.entries import Entry, Keys, read_entries
from foistats.intake.requests import RESERVED_CATEGORY
from foistats.model.values import Period
from foistats.naming.forces import AreaKind, area_reading, force_name, read_force
from foistats.naming.periods import label_of, read_period
from foistats.naming.spelling import fold
from foistats.records import Request
from foistats.workspace import Workspace

FILE = "waivers.toml"
_SORT = "waiver"
_KEYS = Keys(("period", "until"), optional=("force", "area", "category"))
_ALL_ASKED = "all forces asked"


class UnusableWaivers(FoistatsError):
    """The file of waivers has something in it that can't be used."""


class Waiver(NamedTuple):
    """One figure that may be worked out, by whom that is signed, why, and until when.

    It is what some forces gave together, or the sum of the area `area_id`, called `name`.
    """

    force_ids: tuple[str, ...]
    area_id: str
    name: str
    period: Period
    category_id: str
    until: date
    because: str
    by: str
    on: date

    @property
    def said(self) -> str:
        """The waiver as the notes of a release print it."""
        return (
            f"{self.name}, {label_of(self.period)}"
            f"{'' if self.category_id == RESERVED_CATEGORY else ', ' + self.category_id}:"
            f" {self.because} (signed by {self.by} on {self.on}, until {self.until})"
        )


def read_waivers(workspace: Workspace, request: Request) -> tuple[Waiver, ...]:
    """Every waiver of a request, in force or not; raises UnusableWaivers with all mistakes."""
    file = workspace.declared_file(request.request_id, FILE)
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as reason:
        raise UnusableWaivers(f"raw/{request.request_id}/{FILE} can't be read: {reason}") from None
    name = f"raw/{request.request_id}/{FILE}"
    read = read_entries(content, name=name, known={_SORT: _KEYS})
    wrong = [one.problem for one in read.invalid]
    found = []
    for entry in read.entries.get(_SORT, ()):
        waiver = _waiver(entry, request)
        wrong += entry.wrong
        if waiver is not None and not entry.wrong:
            found.append(waiver)
    if wrong:
        raise UnusableWaivers(
            "\n".join(
                f"{p.document}, {p.place}: {p.found}; expected {p.expected}; {p.remedy}"
                for p in dict.fromkeys(wrong)
            )
        )
    return tuple(found)


def _waiver(entry: Entry, request: Request) -> Waiver | None:
    whose = _whose(entry, request)
    period = entry.read("period", read_period, expected="a period such as 2018/19")
    until = entry.content.get("until")
    if isinstance(until, datetime):
        until = until.date()
    elif not isinstance(until, date):
        until = entry.read("until", read_day, expected="a date such as 2026-12-31")
    category = entry.text("category").strip() or RESERVED_CATEGORY
    known = [one.category_id for one in request.categories] or [RESERVED_CATEGORY]
    if category not in known:
        entry.refuse("category", repr(category), f"one of {', '.join(known)}", "correct it")
    because, by, on = entry.signed()
    if whose is None or period is None or until is None:
        return None
    return Waiver(*whose, period, category, until, because, by, on)


def _whose(entry: Entry, request: Request) -> tuple[tuple[str, ...], str, str] | None:
    """The forces of a waiver, or its area, and what they are called."""
    given = [key for key in ("force", "area") if key in entry.content]
    if len(given) != 1:
        entry.refuse("force", " and ".join(given) or "nothing", "either force or area", "give one")
        return None
    if given == ["force"]:
        forces = entry.read(
            "force", lambda text: read_force(text, on=request.sent_on), expected="a force"
        )
        return None if forces is None else (forces, "", " and ".join(map(force_name, forces)))
    return entry.read("area", _area, expected="a region, a country, or All forces asked")


def _area(written: str) -> tuple[tuple[str, ...], str, str]:
    """An area as the totals name it."""
    if fold(written).startswith(_ALL_ASKED):
        return (), ALL_ASKED, "All forces asked"
    found = area_reading(written)
    for one in (found.possible or (found,)) if found else ():
        if one.kind in (AreaKind.REGION, AreaKind.COUNTRY):
            return (), one.area_id, one.name
    raise UnusableWaivers(f"{written!r} is no region or country; a force stands under force")
