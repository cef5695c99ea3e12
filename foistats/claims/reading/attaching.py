"""Which noun, area, time and category a number of a sentence belongs to."""

import re

from foistats.claims.model import AreaRef
from foistats.claims.reading.areas import together
from foistats.claims.reading.scene import Areas
from foistats.claims.reading.sentence import VALUES, VERBS, Sentence

_AREA_AFTER = frozenset(
    ["UNIT", "CAT", "W", "OTHER_UNIT", "IN", "BE", "LEVEL", "BY", "OF", "TOTAL", "DET", "FOREIGN", "ALL", "PER", "IN_TOTAL", "SINCERE", "ANSWERED", "MORE", "FEWER", "THEM", "INCLUDING"]
)  # fmt: skip


def subject_area(s: Sentence, at: int) -> int | None:
    """The area that is the subject of a number's clause: the first one, where it comes before a verb."""
    start, end = s.clause_start(at), s.clause_end(at)
    for index in range(start, min(at, end)):
        if s.tags[index] == "AREA" and not s.is_of_forces(index):
            return index
        if (
            s.tags[index] in VERBS
            and s.tags[index] != "BE"
            and s.has("UNIT", "TOTAL", "CAT", start=start, end=index)
        ):
            return None
    return None


def area_for(s: Sentence, at: int) -> tuple[Areas, str]:
    """The area that a number is of, the possible ones in order, and how it was found.

    Empty where the sentence names a place without figures.
    """
    own = s.left(at, "AREA LPAR")
    if own is not None and s.areas.get(at - 2):
        return s.areas[at - 2], "named just before the number"
    if listed := _areas_summed(s, at):
        return listed, "all that were listed before the number"
    if s.right(at, "(?:UNIT|CAT|W)*(?:LEVEL)?BY(?:DET|ALL|N|W)*FORCES"):
        return _of_all_forces(s), "the forces together"
    ahead = _area_ahead(s, at)
    behind = _area_behind(s, at)
    relative = area_of_relative_clause(s, at)
    if relative is not None and ahead is None and behind is None:
        return s.group_area(relative), "what the clause is about"
    counted = s.left(s.before_hedge(at), "OF DET") is not None
    if ahead is not None and behind is not None and not counted:
        right, left = s.areas.get(ahead, ()), s.areas.get(behind, ())
        smaller = (
            left
            and right
            and left[0].kind in {"force", "forces"}
            and right[0].kind not in {"force", "forces"}
        )
        if smaller and behind == subject_area(s, at):
            return s.group_area(behind), "the subject of the sentence"
    if ahead is not None and s.tags[ahead] == "PLACE":
        if s.tags.count("PLACE") == 1 and s.tags[at] == "N":
            return (), s.tokens[ahead].text
        ahead = None
    if ahead is not None:
        return s.group_area(ahead), "named after the number"
    if behind is not None and s.tags[behind] == "PLACE":
        if s.tags.count("PLACE") == 1 and s.tags[at] == "N" and not s.areas:
            return (), s.tokens[behind].text
        behind = None
    if behind is not None:
        return s.group_area(behind), "named before the number"
    start, end = s.clause_start(at), s.clause_end(at)
    for index in range(at + 1, end):
        if s.tags[index] in VALUES or s.tags[index] == "WITH":
            break
        if s.tags[index] == "AREA" and not _is_base(s, index) and s.areas.get(index):
            return s.group_area(index), "named in the clause"
    for index in range(start - 1, -1, -1):
        if s.clause[index] in s.asides:
            continue
        if s.tags[index] == "AREA" and not _is_base(s, index) and s.areas.get(index):
            earlier = subject_area(s, index + 1)
            # "Essex rose by 31 per cent and Norfolk by 43, though from 58": what was said last.
            parted = earlier is not None and s.has(*VALUES, start=earlier, end=index)
            use = earlier if earlier is not None and not parted else index
            return s.group_area(use), "named before in the sentence"
    if (s.has("FORCES", start=start, end=end) and _several_forces(s, start, end)) or s.left(
        at, "(?:INCLUDING|OF DET)"
    ):
        return _of_all_forces(s), "the forces together"
    return scene_areas(s), "named in the sentences before"


def _of_all_forces(s: Sentence) -> Areas:
    """What is counted of several forces together: the region's, else all that were asked."""
    named = [refs[0] for refs in s.areas.values() if refs]
    wide = tuple(
        ref
        for ref in (*named, *s.scene.region, *s.scene.topic, *s.scene.subject)
        if ref.kind not in {"force", "forces"}
    )
    asked = AreaRef("request", "asked")
    return tuple(dict.fromkeys((*(wide or (asked,)), *scene_areas(s), asked)))


def _several_forces(s: Sentence, start: int, end: int) -> bool:
    """`by the six forces`: a count of all of them together."""
    return any(
        s.tags[i] == "FORCES" and not s.tokens[i].lower.endswith("force") for i in range(start, end)
    )


def area_of_relative_clause(s: Sentence, at: int) -> int | None:
    """`... the East of England, where 1,898 were recorded`: the area just before the clause."""
    start = s.clause_start(at)
    if "WHERE" not in s.tags[start : start + 3]:
        return None
    for index in range(start - 1, max(-1, start - 5), -1):
        if s.tags[index] == "AREA" and s.areas.get(index):
            return index
    return None


def scene_areas(s: Sentence) -> Areas:
    """What a sentence without an area is about: what the one before was, or the piece's topic."""
    near, far = s.scene.subject, s.scene.topic
    if not s.scene.same_paragraph and not s.has("THEM"):
        near, far = far, near
    if s.scene.level and not near and far[:1] and far[0].kind in {"force", "forces"}:
        # "The 39 forces that answered ... The number": a force that is named later is none of it.
        far = (*s.scene.region, AreaRef("request", "asked"), *far)
    found = tuple(dict.fromkeys((*near, *far)))
    return found or s.nation()


def _areas_summed(s: Sentence, at: int) -> Areas:
    """`Dorset 212, Cheshire 506: 718 in all`: the forces of the list, taken together."""
    begin = s.before_hedge(at)
    if s.left(begin, "(?:COLON|DASH|SEMI)", in_clause=False) is None:
        return ()
    if s.right(at, "(?:UNIT|CAT)?IN_TOTAL") is None:
        return ()
    forces = [
        s.areas[i][0]
        for i in sorted(s.areas)
        if i < at and s.areas[i] and s.areas[i][0].kind == "force"
    ]
    return (together(tuple(forces)),) if len(set(forces)) > 1 else ()


def _area_ahead(s: Sentence, at: int) -> int | None:
    index = at + 1
    while index < len(s) and s.clause[index] == s.clause[at]:
        tag = s.tags[index]
        if tag == "AREA":
            before = s.tags[index - 1]
            if (
                before
                in {"IN", "BY", "OF", "DET", "W", "UNIT", "PER", "ALL", "LPAR", "FORCES", "TOTAL"}
                or before == "TO"
                or index == at + 1
            ):
                if not s.areas.get(index) or s.is_of_forces(index):
                    return None
                return index
            return None
        if tag == "PLACE" and s.tags[index - 1] in {"IN", "BY"}:
            return index
        if tag == "LPAR" and index == at + 1 and s.tags[index + 1 : index + 2] == ["AREA"]:
            return index + 1
        if tag == "TO" and s.tags[index + 1 : index + 2] == ["AREA"]:
            # "203 were reported to West Yorkshire Police and 52 to North Yorkshire Police"
            index += 1
            continue
        if tag not in _AREA_AFTER:
            return None
        index += 1
    return None


def _area_behind(s: Sentence, at: int) -> int | None:
    start = s.clause_start(at)
    near = s.left(
        s.before_hedge(at), "AREA(?:POSS|WITH|LPAR|COLON|DASH|TOTAL|BE|TAB|IN|ON|LEVEL){0,3}"
    )
    if near is None:
        # "Essex, with 481, and Hertfordshire, with 297": each beside its own.
        near = s.left(s.before_hedge(at), "AREA COMMA WITH(?:DET|W)*", in_clause=False)
    if near is not None:
        index = s.before_hedge(at) - near[0].count(" ")
        if s.areas.get(index) and not s.is_of_forces(index):
            return index
    first = next(
        (
            i
            for i in range(start, at)
            if s.tags[i] == "AREA" and not _is_base(s, i) and s.areas.get(i)
        ),
        None,
    )
    if (
        first is not None
        and re.match(
            r"(?:POSS )?COMMA (?:\w+ )*?COMMA (?:\w+ ){0,3}?(?:LEVEL|BE|UP|DOWN) ",
            s.said(first + 1, at),
        )
        and first not in s.groups
    ):
        return first
    with_ = s.left(s.before_hedge(at), "RPAR WITH(?:DET)?") is not None
    for index in range(at - 1, start - 1, -1):
        if s.tags[index] == "AREA" and not _is_base(s, index) and s.areas.get(index):
            if first is not None and first < index and s.is_enclosed(index, at):
                # "Dorset's fall (in Wiltshire there was none) was from 226"
                continue
            if with_ and first is not None and s.tags[index + 1 : index + 2] == ["LPAR"]:
                # "Dorset overtook Wiltshire (495) with 768": each bracket has its own.
                return first
            if first is not None and first < index and _is_scope(s, index):
                continue
            return index
        if s.tags[index] == "PLACE" and index and s.tags[index - 1] in {"IN", "BY"}:
            return index
    return None


def _is_scope(s: Sentence, index: int) -> bool:
    """Whether an area is what a rank is among: `the highest number of any force in the region`."""
    scope = "SUP(?:W|TOTAL|LEVEL|UNIT|CAT|OF|ALL|FORCES|IN|DET|YOY|HIGH|UPN|DOWNN)*"
    return s.left(index, scope) is not None


def _is_base(s: Sentence, index: int) -> bool:
    """Whether an area is what another is held against (`more than Dorset`), or says who was asked."""
    return (
        s.is_of_forces(index)
        or s.left(
            index, "(?:THAN|COMPARED|MORE_THAN_X|FEWER_THAN_X|AHEAD)(?:DET|IN|W|AREA|COMMA|AND)*"
        )
        is not None
    )
