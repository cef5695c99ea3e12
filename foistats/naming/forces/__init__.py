"""Forces and areas as written, and the register behind them."""

from foistats.naming.forces.areas import Area, AreaKind, area_named, area_reading
from foistats.naming.forces.names import (
    NameAnswer,
    name_keys,
    read_force,
    resolve_names,
    suggest,
)
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
    "area_named",
    "area_reading",
    "force_country",
    "force_name",
    "forces_in_set",
    "name_keys",
    "read_force",
    "region_kind",
    "region_members",
    "region_name",
    "regions_of",
    "resolve_names",
    "suggest",
]
