"""A part of some forces and the whole in one breath: `one force of eight`, `six out of eight`."""

from typing import NamedTuple

from foistats.claims.model import AreaRef
from foistats.claims.reading.scene import Areas
from foistats.claims.reading.sentence import Sentence


class PartAndWhole(NamedTuple):
    """Where the two numbers stand; `is_share` is True of `one in eight`, which counts none."""

    part: int
    whole: int
    is_share: bool


def part_and_whole(s: Sentence, at: int) -> PartAndWhole | None:
    """The part and the whole of which a number is one; None for any other number.

    `six of eight forces` is read without this: there the noun stands behind both.
    """
    for part in range(max(0, at - 6), at + 1):
        if s.tags[part] != "N":
            continue
        found = s.right(part, "(?:W)?FORCES(?:W)?OF(?:DET|ALL)*N|W OF(?:DET|ALL)*N|IN N")
        if found is None:
            continue
        whole = part + found[0].count(" ")
        named = range(part + 1, whole)
        of_forces = any(s.tags[i] == "FORCES" for i in named)
        out_of = any(s.tokens[i].lower == "out" for i in named)
        behind = s.right(whole, "(?:W|AREA|POSS)*FORCES") is not None
        if at in {part, whole} and (
            (of_forces and s.right(whole, "$|COMMA|TO|NOT|ANSWERED|REFUSED|NO_REPLY|IN|W|LEVEL"))
            or (behind and (out_of or s.tokens[part + 1].lower == "in"))
        ):
            return PartAndWhole(part, whole, is_share="IN" in s.tags[part + 1 : whole])
    return None


def areas_of_whole(s: Sentence, both: PartAndWhole, areas: Areas) -> Areas:
    """The area that the whole is of: one that the sentence names, else all forces asked.

    In a sentence that speaks of an area elsewhere it may be either. Empty where no area is named
    and as many forces weren't asked.
    """
    named = {
        ref for refs in s.areas.values() for ref in refs if ref.kind not in {"force", "forces"}
    }
    found = tuple(ref for ref in areas if ref in named)
    number = s.tokens[both.whole].number
    asked = number is not None and number.value == len(s.request.asked_force_ids)
    beside = s.right(both.whole, "(?:W|FORCES)*(?:IN|OF)(?:DET|W|ALL)*AREA|AREA") is not None
    return found if beside or not asked else (*found, AreaRef("request", "asked"))
