"""What a text names: a force, several, a region, a country, or a body that is none of them."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from foistats.naming.forces.names import (
    area_names,
    at_date,
    is_other_body,
    key_of,
    mentions_force,
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


def _force(text: str) -> Area | None:
    found = tuple(dict.fromkeys(at_date(force_id, None) for force_id in named_forces(text)))
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
