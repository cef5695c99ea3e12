"""The register of forces, and areas as dated sets of forces, from the code lists."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from foistats.errors import UnknownForce


class Force(NamedTuple):
    """One force of the register; `until` and `successor` are set for a former one."""

    force_id: str
    name: str
    kind: str
    country: str
    since: date | None
    until: date | None
    successor: str
    welsh_name: str


class Membership(NamedTuple):
    """One force's stay in one area; a missing date is open."""

    force_id: str
    since: date | None
    until: date | None


class AreaEntry(NamedTuple):
    """One region, country or set of forces."""

    area_id: str
    name: str
    kind: str
    members: tuple[Membership, ...]


def read_list(name: str) -> list[dict[str, str]]:
    """The rows of one code list."""
    text = (files("schemas.codelists") / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def forces() -> dict[str, Force]:
    """All forces by id, former ones included."""
    return {
        row["force_id"]: Force(
            row["force_id"],
            row["name"],
            row["kind"],
            row["country"],
            _date(row["since"]),
            _date(row["until"]),
            row["successor"],
            row["welsh_name"],
        )
        for row in read_list("forces")
    }


@cache
def areas() -> dict[str, AreaEntry]:
    """Regions, countries and sets by id. A region may have the id of a force: they never mix."""
    found: dict[str, AreaEntry] = {}
    for row in read_list("areas"):
        member = Membership(row["force_id"], _date(row["since"]), _date(row["until"]))
        before = found.get(row["area_id"])
        members = (*before.members, member) if before is not None else (member,)
        found[row["area_id"]] = AreaEntry(row["area_id"], row["name"], row["kind"], members)
    for row in read_list("area_sets"):
        before = found.get(row["area_id"])
        members = (*(before.members if before is not None else ()), *found[row["part"]].members)
        found[row["area_id"]] = AreaEntry(row["area_id"], row["name"], row["kind"], members)
    return found


def _date(written: str) -> date | None:
    # The register knows only the year of some foundings, all before any reply.
    if len(written) == 4:
        return date(int(written), 1, 1)
    return date.fromisoformat(written) if written else None


def region_members(region_id: str, on: date | None = None) -> tuple[str, ...]:
    """The forces of an area on a day, or those of the present without one; () for no area's id.

    >>> region_members("wales")
    ('north-wales', 'gwent', 'south-wales', 'dyfed-powys')
    >>> len(region_members("scotland", date(2012, 6, 1))), region_members("scotland")
    (8, ('police-scotland',))
    """
    entry = areas().get(region_id)
    if entry is None:
        return ()
    return tuple(member.force_id for member in entry.members if _holds(member, on))


def _holds(member: Membership, on: date | None) -> bool:
    if on is None:
        return member.until is None
    return (member.since or on) <= on <= (member.until or on)


def forces_in_set(name: str, on: date | None = None) -> tuple[str, ...]:
    """The forces of a named set, region or country; raises UnknownForce with the names there are.

    >>> [len(forces_in_set(name)) for name in ("england-and-wales", "uk", "south-west")]
    [43, 45, 5]
    """
    if name not in areas():
        known = ", ".join(areas())
        raise UnknownForce(f"{name!r} is not a set of forces; the sets are {known}")
    return region_members(name, on)


def regions_of(force_ids: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The regions and countries (Wales, Scotland, Northern Ireland) that any of the forces lie in.

    >>> regions_of(["dorset", "gwent"])
    ('south-west', 'wales')
    """
    wanted = set(force_ids)
    single = {row["area_id"] for row in read_list("areas") if row["kind"] != "set"}
    return tuple(
        entry.area_id
        for entry in areas().values()
        if entry.area_id in single and wanted & {member.force_id for member in entry.members}
    )


def region_kind(region_id: str) -> str:
    """What an area is: `region`, `country` or `set`."""
    return areas()[region_id].kind


def region_name(region_id: str) -> str:
    """An area's name as printed."""
    return areas()[region_id].name


def force_name(force_id: str) -> str:
    """A force's official name; raises UnknownForce for an id that the register hasn't."""
    if force_id not in forces():
        raise UnknownForce(f"{force_id!r} is not the id of a force in schemas/codelists/forces.csv")
    return forces()[force_id].name


def force_country(force_id: str) -> str:
    """The country a force serves (`Great Britain` for the railway police)."""
    return forces()[force_id].country


def all_force_ids() -> tuple[str, ...]:
    """The ids of all present forces, special and island forces included, former ones not."""
    return tuple(force.force_id for force in forces().values() if force.until is None)
