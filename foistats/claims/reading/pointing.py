"""Forces that a sentence counts and doesn't name: `those four`, `the other two`, `all three rose`.

They are the ones named last, as many as are counted; `the other` ones leave out who the text is
about. The word before the number stands for them, as a name would.
"""

import re
from collections.abc import Sequence

from foistats.claims.model import AreaRef
from foistats.claims.reading.areas import together
from foistats.claims.reading.scene import Areas, Scene
from foistats.claims.reading.tokens import Token
from foistats.naming.forces.register import region_members

_MOST = 12
_DEFINITE = frozenset(["the", "those", "these", "all", "our", "them"])
_POINTING = frozenset(["those", "these", "all"])
_FORCES_AFTER = re.compile(r"(?:W )?(?:AREA )?FORCES (?!(?:IN |OF |DET )*AREA |ANSWERED |WHERE )")
_OTHER_FORCES_AFTER = re.compile(r"(?:W )?(?:AREA )?FORCES (?!ANSWERED |WHERE )")
_ALONE_AFTER = re.compile(r"(?:UP|DOWN|LEVEL|BE|IN_TOTAL|BY|ACCOUNT|MULT|COMBINED) ")


def forces_pointed_to(
    tokens: Sequence[Token],
    tags: Sequence[str],
    areas: dict[int, Areas],
    scene: Scene,
) -> dict[int, tuple[int, Areas]]:
    """For each number that counts forces named before: the word that points, and which they are."""
    found: dict[int, tuple[int, Areas]] = {}
    for at, token in enumerate(tokens):
        count = _count(token) if tags[at] == "N" and at else 0
        if not count:
            continue
        other = tokens[at - 1].lower == "other"
        same = tokens[at - 1].lower == "same"
        first = at - 2 if other or same else at - 1
        if first < 0 or tokens[first].lower not in _DEFINITE:
            continue
        after = "".join(f"{tag} " for tag in tags[at + 1 : at + 7])
        alone = (other or same or tokens[first].lower in _POINTING) and _ALONE_AFTER.match(after)
        pattern = _OTHER_FORCES_AFTER if other else _FORCES_AFTER
        if not alone and not pattern.match(after):
            continue
        named = _named(areas, at, scene)
        if other:
            groups = [ref for _, refs in found.values() for ref in refs[:1]]
            wide = next((refs[0] for i, refs in areas.items() if at < i < at + 5 and refs), None)
            refs = _rest(count, named, groups[-1:], wide, scene)
        else:
            refs = (together(tuple(named[-count:])),) if len(named) >= count else ()
        if refs:
            found[at] = first, refs
    return found


def _count(token: Token) -> int:
    number = token.number
    if number is None or number.value is None or number.value.denominator != 1:
        return 0
    return int(number.value) if 2 <= number.value <= _MOST else 0


def _named(areas: dict[int, Areas], end: int, scene: Scene) -> list[AreaRef]:
    """The forces named before, the last one last, each once."""
    here = [refs[0] for i, refs in sorted(areas.items()) if i < end and refs]
    named = [*scene.forces, *(ref for ref in here if ref.kind == "force")]
    return list(reversed(dict.fromkeys(reversed(named))))


def _rest(
    count: int,
    named: list[AreaRef],
    groups: list[AreaRef],
    wide: AreaRef | None,
    scene: Scene,
) -> Areas:
    """Those of a group that aren't the one just spoken of: of the forces listed, or of a region."""
    if groups and named:
        rest = [one for one in groups[0].several if one != named[-1].area_id]
        if len(rest) == count:
            return (together(tuple(AreaRef("force", one) for one in rest)),)
    spoken_of = (*scene.subject[:1], *scene.force[:1], *scene.topic[:1])
    found: list[AreaRef] = []
    for region in (*((wide,) if wide is not None else ()), *scene.region[:1], *scene.topic[:1]):
        members = region_members(region.area_id)
        for fromkey in dict.fromkeys(spoken_of):
            rest = [force for force in members if force != fromkey.area_id]
            if fromkey.kind == "force" and len(rest) == count < len(members):
                found.append(together(tuple(AreaRef("force", force) for force in rest)))
    kept = [one for one in named if one not in spoken_of[:1]]
    if len(kept) >= count:
        found.append(together(tuple(kept[-count:])))
    return tuple(dict.fromkeys(found))
