"""The areas that a sentence names, or points back to."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from foistats.claims.model import AreaRef
from foistats.naming.forces import area_reading
from foistats.naming.forces.areas import Area, AreaKind

_WORD = re.compile(r"[A-Za-z&][\w&'’-]*")
_MOST_WORDS = 7
_LOWER_START = re.compile(
    r"(?:the )?(?:south|north|east|west|england|wales|scotland|yorkshire|london|greater|uk\b|britain)|the (?-i:[A-Z])",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_BODY = re.compile(
    r"(?i)\b(?:office|ministry|fraud|council|commissioners?|trust|agency|service|authority|board|pcc|opcc)\b"
)
# "The south and east of England" is a part of no region in particular.
_TWO_POINTS = re.compile(
    r"(?i)(?:the )?(?:north|south|east|west) and (?:the )?(?:north|south|east|west)\b"
)
_ALONE = frozenset(
    {"force", "police", "north", "south", "east", "west", "the", "and", "city", "area"}
)


class Points(StrEnum):
    """How an area is said."""

    NAME = "name"
    REGION = "the region"
    FORCE = "the force"
    BOTH = "both forces"
    NATION = "the nation"
    THERE = "there"
    EACH_FORCE = "each force"
    ELSEWHERE = "elsewhere"
    BODY = "another body"


@dataclass(frozen=True, slots=True)
class AreaSaid:
    """An area as a sentence says it; `refs` holds the possible ones, the likeliest first.

    It is empty where the words point back (`the region`) or name a place without figures.
    """

    points: Points
    refs: tuple[AreaRef, ...] = ()
    text: str = ""


_POINTERS = (
    (
        Points.BOTH,
        r"both (?:of the )?(?:police )?(?:forces|areas|counties|constabularies)|the two(?: police)? (?:forces|areas|counties)(?: (?:combined|together))?"
        r"|the two (?:combined|together)|both(?= (?:recorded|saw|rose|fell|had|were|reported|logged|increased))",
    ),
    (
        Points.NATION,
        r"(?:across |throughout |around |in )?the (?:whole |rest of the )?(?:country|nation)\b|nationally|nationwide|countrywide"
        r"|(?:the )?national(?= (?:total|totals|figures?|average|count|tally))",
    ),
    (
        Points.REGION,
        r"(?:the|this|that|our)(?: whole| wider| entire)? region(?:['’]s)?|region-wide|regionwide|regionally"
        r"|(?:the )?regional(?= (?:total|totals|figures?|average|count|tally|share))",
    ),
    (
        Points.FORCE,
        r"(?:the|this|that)(?: whole)? (?:county|force area|constabulary|force|police area)(?:['’]s)?(?! that| which| area)|county-wide|countywide",
    ),
)
_POINTING = tuple(
    (points, re.compile(rf"(?:{form})(?!\w)", re.IGNORECASE)) for points, form in _POINTERS
)


_DEMONYMS = {"welsh": "wales", "scottish": "scotland", "english": "england"}
_DEMONYM = re.compile(
    r"(?:the )?(?P<who>welsh|scottish|english)(?= (?:police|forces|force|total|totals|figures?|average|constabularies|forces['’]))",
    re.IGNORECASE,
)
_EAST = re.compile(r"(?:the )East(?! [A-Z]| of| coast| end)(?!\w|-)")
_TWO = re.compile(
    r"(?:both (?:of )?(?:the )?|(?:the|these|those) two )(?:police )?(?:forces|areas|counties|constabularies)(?: (?:combined|together|put together))?(?!\w)(?! (?:(?:in|of|from) [\w ]{3,30}? )?(?:that|which|who)\b)"
    r"|the pair(?=['’]s (?:offences|crimes|total|figures|incidents)| (?:saw|recorded|had|logged|together|combined))"
    r"|(?:the|these|those) two (?:combined|together|put together)(?!\w)",
    re.IGNORECASE,
)


def two_forces_at(text: str, start: int, end: int) -> tuple[AreaSaid, int] | None:
    """Two forces that were named before, said as one: `the two forces together`."""
    found = _TWO.match(text, start, end)
    return (AreaSaid(Points.BOTH, (), found[0]), found.end()) if found else None


def area_at(text: str, start: int, end: int) -> tuple[AreaSaid, int] | None:
    """The area that is said at a place of a sentence, and where its words end."""
    for points, form in _POINTING:
        found = form.match(text, start, end)
        if found:
            return AreaSaid(points, (), found[0]), found.end()
    if east := _EAST.match(text, start, end):
        return AreaSaid(Points.NAME, (AreaRef("region", "east-of-england"),), east[0]), east.end()
    demonym = _DEMONYM.match(text, start, end)
    if demonym:
        country = _DEMONYMS[demonym["who"].casefold()]
        return AreaSaid(Points.NAME, (AreaRef("country", country),), demonym[0]), demonym.end()
    first = text[start]
    if not (first.isupper() or _LOWER_START.match(text, start)):
        return None
    return _name_at(text, start, end)


def _name_at(text: str, start: int, end: int) -> tuple[AreaSaid, int] | None:
    ends: list[int] = []
    at = start
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, at, end)):
        ends.append(word.end())
        if not text.startswith(" ", word.end()):
            break
        at = word.end() + 1
    for stop in reversed(ends):
        written = _POSSESSIVE.sub("", text[start:stop])
        if written.casefold() in _ALONE:
            continue
        said = _named(written)
        if said is not None:
            kept = start + len(written)
            if said.points is Points.NAME and text.startswith(("'s", "’s"), kept):
                kept += 2
            return said, kept
    return None


@lru_cache(maxsize=10_000)
def _named(written: str) -> AreaSaid | None:
    words = written.split(" ")
    # A sentence's capital or a name's first word alone is not enough for several forces at once.
    if written.casefold() in {"britain", "great britain"}:
        refs = (AreaRef("country", "great-britain"), AreaRef("uk", "uk"))
        return AreaSaid(Points.NAME, refs, written)
    if words[-1].casefold() in {"and", "or", "the", "of", "in", "with", "but", "to", "a"}:
        return None
    if _TWO_POINTS.match(written):
        return AreaSaid(Points.ELSEWHERE, (), written)
    area = area_reading(written)
    if area is not None and area.kind is AreaKind.OTHER and written.startswith("County "):
        area = area_reading(written.removeprefix("County ")) or area
    if area is None:
        return None
    if area.kind is AreaKind.OTHER:
        if len(words) > 2 or not words[0][0].isupper() or written.startswith("The "):
            return None
        body = written.isupper() or _BODY.search(written) is not None
        return AreaSaid(Points.BODY if body else Points.ELSEWHERE, (), written)
    if area.kind is AreaKind.JOINT:
        if re.search(r",|\b(?:police|constabulary) and\b", written, re.IGNORECASE):
            return None
        # Names joined by "and" are read one by one where the sentence lists them.
        return None
    if area.possible:
        return AreaSaid(Points.NAME, _either(area, written), written)
    return AreaSaid(Points.NAME, (ref_of(area),), written)


def _either(area: Area, written: str) -> tuple[AreaRef, ...]:
    """A name that is a force's and a region's: with `Police` it is the force."""
    both = tuple(ref_of(one) for one in area.possible)
    lower = written.casefold()
    if re.search(r"\b(?:police|constabulary|force)\b", lower):
        return tuple(ref for ref in both if ref.kind == "force")
    if "region" in lower:
        return tuple(ref for ref in both if ref.kind != "force")
    if lower.startswith("the "):
        return tuple(sorted(both, key=lambda ref: ref.kind == "force"))
    return both


def ref_of(area: Area) -> AreaRef:
    """The reference to a named area, as the totals have it."""
    kind = "uk" if area.area_id == "uk" else area.kind.value
    return AreaRef(kind, area.area_id)


def together(refs: tuple[AreaRef, ...]) -> AreaRef:
    """Several forces taken as one area, their sum."""
    ids = tuple(dict.fromkeys(i for ref in refs for i in (ref.several or (ref.area_id,))))
    return AreaRef("forces", "|".join(ids), several=ids)
