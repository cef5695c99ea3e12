"""Which forces the area of a row of `totals` or `changes` has."""

from collections.abc import Mapping
from typing import Any

from foistats.naming.forces import region_members

SINGLE = ("force", "joint")
"""The kinds of areas that are forces: one of them, or several that answer jointly."""


def forces_of(row: Mapping[str, Any]) -> frozenset[str] | None:
    """The forces of a row's area, asked or not; None where the area is all forces asked.

    >>> sorted(forces_of({"area_kind": "joint", "area_id": "norfolk|suffolk"}) or ())
    ['norfolk', 'suffolk']
    """
    if row["area_kind"] in SINGLE:
        return frozenset(row["area_id"].split("|"))
    if row["area_kind"] == "request":
        return None
    return frozenset(region_members(row["area_id"], row["region_set"]))
