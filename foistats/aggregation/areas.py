"""The areas of a request: its forces, the regions and countries they lie in, and all of them."""

from datetime import date
from functools import cache
from typing import NamedTuple

from foistats.naming.forces import (
    force_name,
    region_kind,
    region_members,
    region_name,
    regions_of,
)
from foistats.records import Request

# Countries of several regions, from small to large, each part of the next.
_COUNTRIES = ("england", "england-and-wales", "great-britain", "uk")
ALL_ASKED = "asked"


class Area(NamedTuple):
    """One area: the forces that make it up, and those of them that were asked."""

    kind: str
    area_id: str
    name: str
    members: tuple[str, ...]
    asked: tuple[str, ...]


def areas_of(request: Request) -> tuple[Area, ...]:
    """Each force asked, each region and country that has one, and all forces asked together.

    Which forces make up a region is taken as of the day the request was sent, for all periods:
    the forces of that day answer for their predecessors, and one region stays one set of forces.
    A country is left out where the forces asked are those of one smaller area: its sum would be
    that area's under a larger name.
    """
    return _areas(request.asked_force_ids, request.force_set, request.sent_on)


@cache
def _areas(asked: tuple[str, ...], force_set: str, on: date) -> tuple[Area, ...]:
    wanted = set(asked)
    found = [Area("force", f, force_name(f), (f,), (f,)) for f in asked]
    seen: set[tuple[str, ...]] = set()
    for area_id in (*regions_of(asked), *_COUNTRIES):
        members = tuple(sorted(region_members(area_id, on)))
        those = tuple(force_id for force_id in members if force_id in wanted)
        if not those or those in seen:
            continue
        seen.add(those)
        kind = "uk" if area_id == "uk" else region_kind(area_id)
        found.append(Area(kind, area_id, region_name(area_id), members, those))
    name = f"All forces asked ({force_set})" if force_set else "All forces asked"
    everyone = tuple(sorted(asked))
    return (*found, Area("request", ALL_ASKED, name, everyone, everyone))
