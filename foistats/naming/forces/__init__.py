"""Forces and areas as written, and the register behind them."""

from foistats.naming.forces.areas import Area, AreaKind, area_reading
from foistats.naming.forces.names import NameAnswer, read_force, resolve_names, suggest
from foistats.naming.forces.register import (
    all_force_ids,
    force_country,
    force_name,
    forces_in_set,
    region_kind,
    region_members,
    region_name,
    regions_of,
)

__all__ = [
    "Area",
    "AreaKind",
    "NameAnswer",
    "all_force_ids",
    "area_reading",
    "force_country",
    "force_name",
    "forces_in_set",
    "read_force",
    "region_kind",
    "region_members",
    "region_name",
    "regions_of",
    "resolve_names",
    "suggest",
]
