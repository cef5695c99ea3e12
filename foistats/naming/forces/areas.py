"""What a text names: a force, several, a region, a country, or a body that is none of them."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from foistats.naming.forces.names import (
    area_names,
    at_date,
    is_other_body,
    key_of,
    mentions_force,
    name_keys,
    named_forces,
)
from foistats.naming.forces.register import force_name, region_kind, region_name
from foistats.naming.spelling import plain, without_footnotes

_LONGEST = 160
_LETTER = re.compile(r"[^\W\d_]{2}")
_REGION_WORD = re.compile(r"^(?:the )?(?P<name>.+?)(?: region(?:al)?)?$")
# Bodies beside the police: they hold figures of their own or pass others' on.
_BODY = re.compile(
    r"\b(?:authority|commissioners?|opcc|pcc|pfcc|council|fire|panel|board|trust|crc|university"
    r"|sheriff|awdurdod"
    r"|federation|foundation|prosecution|procurement)\b"
)
_POLICE = re.compile(r"\b(?:police|policing|heddlu|constabular(?:y|ies))\b")


class AreaKind(StrEnum):
    """What an area is."""

    FORCE = "force"
    JOINT = "joint"
    REGION = "region"
    COUNTRY = "country"
    OTHER = "other"


class Area(NamedTuple):
    """What a text names; `force_ids` is filled for a force or a joint name only.

    `possible` has both areas where a name is a force's and a region's or country's (`West
    Midlands`): then the kind is `force`, and the place in the table must show which is meant.
    """

    kind: AreaKind
    force_ids: tuple[str, ...]
    area_id: str
    name: str
    possible: "tuple[Area, ...]" = ()


@lru_cache(maxsize=50_000)
def area_reading(text: str) -> Area | None:
    """What a text names, if it is nothing but a name; None for everything else.

    >>> area_reading("Hampshire (R)").force_ids, area_reading("South West").kind.value
    (('hampshire',), 'region')
    >>> [area.kind.value for area in area_reading("West Midlands ").possible]
    ['force', 'region']
    >>> area_reading("Action Fraud").kind.value, area_reading("Theft") is None
    ('other', True)
    """
    if len(text) > _LONGEST or _LETTER.search(text) is None:
        return None
    force = _force(text)
    region = _region(text)
    if force is not None and region is not None:
        return force._replace(possible=(force, region))
    return force or region or _other(text)


def area_named(text: str, aliases: Mapping[str, tuple[str, ...]]) -> Area | None:
    """What a text names where some reviewed names hold beside the register, which comes first.

    >>> area_named("Wilts & Swindon HQ*", {"wilts swindon hq": ("wiltshire",)}).area_id
    'wiltshire'
    """
    area = area_reading(text)
    if not aliases or (area is not None and area.kind is not AreaKind.OTHER):
        return area
    known = next((aliases[key] for key in name_keys(text) if key in aliases), None)
    return area if known is None else _of_forces(known)


def _force(text: str) -> Area | None:
    return _of_forces(named_forces(text))


def _of_forces(force_ids: tuple[str, ...]) -> Area | None:
    found = tuple(dict.fromkeys(at_date(force_id, None) for force_id in force_ids))
    if not found:
        return None
    name = " and ".join(force_name(force_id) for force_id in found)
    kind = AreaKind.FORCE if len(found) == 1 else AreaKind.JOINT
    return Area(kind, found, "|".join(found), name)


def _region(text: str) -> Area | None:
    key = _REGION_WORD.sub(r"\g<name>", key_of(without_footnotes(plain(text))))
    area_id = area_names().get(key)
    if area_id is None or region_kind(area_id) == "set":
        return None
    return Area(AreaKind(region_kind(area_id)), (), area_id, region_name(area_id))


def _other(text: str) -> Area | None:
    key = key_of(without_footnotes(plain(text)))
    known = is_other_body(key)
    if known or (
        _BODY.search(key) is not None and (_POLICE.search(key) is not None or mentions_force(key))
    ):
        return Area(AreaKind.OTHER, (), "", plain(text))
    return None
