"""Which noun, area, time and category a number of a sentence belongs to."""

import re
from typing import NamedTuple

from foistats.claims.model import AreaRef
from foistats.claims.reading.periods import When
from foistats.claims.reading.scene import Areas
from foistats.claims.reading.sentence import VALUES, VERBS, Sentence, Time
from foistats.claims.wording import narrower_words
from foistats.model.values import Period

# What may stand between a number and the time or area that belongs to it.
_TIME_AFTER = frozenset(
    ["UNIT", "CAT", "W", "OTHER_UNIT", "IN", "BE", "LEVEL", "AREA", "BY", "OF", "TOTAL", "FORCES", "DET", "POSS",
     "FOREIGN", "ALL", "IN_TOTAL", "LPAR", "DASH", "SINCERE", "MORE", "ON_AVERAGE", "INCLUDING", "THEM", "PLACE"]
)  # fmt: skip
_AREA_AFTER = frozenset(
    ["UNIT", "CAT", "W", "OTHER_UNIT", "IN", "BE", "LEVEL", "BY", "OF", "TOTAL", "DET", "FOREIGN", "ALL", "PER", "IN_TOTAL", "SINCERE", "ANSWERED"]
)  # fmt: skip
_BASE_BEFORE = "(?:AS_MANY_LIKE|START|FROM|THAN|COMPARED|ON|MORE_THAN_X|FEWER_THAN_X|THAT_COMPARES|UNTIL)(?:W|DET|IN|TOTAL|OF|LPAR|BE)*"
# A time beside a number that is itself what another is held against: `up from 55 in 2021/22`.
BASED_NUMBER = (
    "(?:FROM|COMPARED|THAT_COMPARES|UNTIL)(?:NEARLY|ABOUT|SINCERE|MORE_THAN|JUST_OVER|JUST_UNDER|W|DET)*(?:N|PC)"
    "(?:UNIT|CAT|IN|W|LEVEL|BE|DET|FOREIGN|OTHER_UNIT|AREA)*"
)
_ADVERBS = frozenset(
    [
        "alone",
        "so",
        "far",
        "respectively",
        "today",
        "overall",
        "nationally",
        "locally",
        "annually",
        "here",
        "there",
        "too",
        "also",
        "again",
        "now",
        "then",
        "to",
        "or",
        "if",
        "just",
        "still",
        "either",
        "each",
        "per",
        "a",
        "an",
        "from",
    ]
)
_ADJECTIVES = re.compile(
    r"(?:such|separate|individual|different|new|recorded|reported|police|police-recorded|known|alleged|online|serious|total|"
    r"further|similar|of|those|these|the|other|additional|more|suspected|confirmed|logged|child|sexual|abuse|image|images)"
)


class Head(NamedTuple):
    """The noun that a number counts: its tag (UNIT, OTHER_UNIT, FORCES, TIME, W, or empty), and where."""

    tag: str
    at: int
    foreign: bool = False


def head_of(s: Sentence, at: int) -> Head:
    """The noun that follows a number, past its adjectives.

    `1,329 child abuse image offences` counts offences; `five other men` men.
    """
    last, tag, foreign = at, "", False
    index = at + 1
    words = 0
    while index < len(s):
        here = s.tags[index]
        if here in {"UNIT", "CAT"}:
            return Head("UNIT", index, foreign)
        if here == "FORCES":
            return Head("FORCES", index, foreign)
        if here == "TIME":
            return Head("TIME", index, foreign)
        if here == "OTHER_UNIT":
            last, tag = index, "OTHER_UNIT"
        elif here == "FOREIGN":
            last, tag, foreign = index, tag or "OTHER_UNIT", True
        elif here == "AREA" and s.tags[index + 1 : index + 2] == ["FORCES"]:
            return Head("FORCES", index + 1, foreign)
        elif here in {"W", "POSS"} and s.tokens[index].text.isalpha():
            lower = s.tokens[index].lower
            if lower in _ADVERBS or (s.tokens[index].text[0].isupper() and not tag):
                break
            last, tag = index, tag or "W"
            words += 1
        elif (
            here in {"W", "DASH"} and s.tokens[index].text in {"-", "‑"} and words == 0 and not tag
        ):
            # "five-point plan": the noun is joined to its number.
            pass
        elif here == "OF" and tag in {"W", "OTHER_UNIT", ""} and index > at:
            if (
                not tag
                and re.match(r"(?:DET |THEM )?(?:W |OTHER_UNIT )", s.said(index + 1, len(s)))
                and not s.has("UNIT", "CAT", "FORCES", "N", start=index, end=min(index + 6, len(s)))
            ):
                return Head("W", index + 1, foreign)
            found = re.match(
                r"(?:(?:DET|W|ALL|CAT|FOREIGN|OTHER_UNIT) )*?(?:UNIT|CAT) ",
                s.said(index + 1, min(index + 6, len(s))),
            )
            if found and tag == "W":
                return Head("UNIT", index + found[0].count(" "), foreign)
            break
        elif (
            here in {"MORE", "FEWER", "DET", "ALL", "IN_TOTAL", "AND"}
            and not tag
            and here in {"MORE", "FEWER"}
        ):
            pass
        else:
            break
        index += 1
    return Head(tag, last, foreign)


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
        if s.tags[index] in VALUES:
            break
        if s.tags[index] == "AREA" and not _is_base(s, index) and s.areas.get(index):
            return s.group_area(index), "named in the clause"
    for index in range(start - 1, -1, -1):
        if s.tags[index] == "AREA" and not _is_base(s, index) and s.areas.get(index):
            earlier = subject_area(s, index + 1)
            use = earlier if earlier is not None else index
            return s.group_area(use), "named before in the sentence"
    if (s.has("FORCES", start=start, end=end) and _several_forces(s, start, end)) or s.left(
        at, "(?:INCLUDING|OF DET)"
    ):
        wide = tuple(
            ref
            for ref in (*s.scene.region, *s.scene.topic, *s.scene.subject)
            if ref.kind not in {"force", "forces"}
        )
        asked = AreaRef("request", "asked")
        return tuple(
            dict.fromkeys((*(wide or (asked,)), *scene_areas(s), asked))
        ), "the forces together"
    return scene_areas(s), "named in the sentences before"


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
    found = tuple(dict.fromkeys((*near, *far)))
    return found or s.nation()


def _area_ahead(s: Sentence, at: int) -> int | None:
    index = at + 1
    while index < len(s) and s.clause[index] == s.clause[at]:
        tag = s.tags[index]
        if tag == "AREA":
            before = s.tags[index - 1]
            if (
                before
                in {"IN", "BY", "OF", "DET", "W", "UNIT", "PER", "ALL", "LPAR", "FORCES", "TOTAL"}
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
        if tag not in _AREA_AFTER:
            return None
        index += 1
    return None


def _area_behind(s: Sentence, at: int) -> int | None:
    start = s.clause_start(at)
    near = s.left(
        s.before_hedge(at), "AREA(?:POSS|WITH|LPAR|COLON|DASH|TOTAL|BE|TAB|IN|ON|LEVEL){0,3}"
    )
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
    for index in range(at - 1, start - 1, -1):
        if s.tags[index] == "AREA" and not _is_base(s, index) and s.areas.get(index):
            return index
        if s.tags[index] == "PLACE" and index and s.tags[index - 1] in {"IN", "BY"}:
            return index
    return None


def _is_base(s: Sentence, index: int) -> bool:
    """Whether an area is what another is held against (`more than Dorset`), or says who was asked."""
    return (
        s.is_of_forces(index)
        or s.left(
            index, "(?:THAN|COMPARED|MORE_THAN_X|FEWER_THAN_X|AHEAD)(?:DET|IN|W|AREA|COMMA|AND)*"
        )
        is not None
    )


def time_for(s: Sentence, at: int) -> tuple[tuple[tuple[Period, ...], ...], str]:
    """The periods that a value is of, the possible ones in order, and how they were found."""
    if (
        s.left(at, "PER LPAR")
        and (one := s.times.get(at - 2)) is not None
        and len(one.periods) == 1
    ):
        return (one.periods,), "named just before the number"
    index = _time_ahead(s, at)
    if index is not None:
        return _alternatives(s, _bracketed(s, index)), "named after the number"
    start, end = s.clause_start(at), s.clause_end(at)
    for back in range(at - 1, start - 1, -1):
        if s.tags[back] == "PER" and _dates_a_value(s, back):
            return _alternatives(s, _bracketed(s, back)), "named before the number"
        unknown = s.tags[back] == "PER" and s.times[back].said.when in {When.EARLIER, When.LATER, When.BEFORE_THAT}
        if unknown and not s.times[back].periods and not s.has(*VALUES, start=back, end=at):
            return (), "named before the number"
    if (
        start >= 2
        and s.tags[start : start + 2].count("WHERE")
        and (near := _last_time(s, start)) is not None
    ):
        return (s.times[near].periods,), "named just before"
    for forth in range(at + 1, end):
        if s.tags[forth] in VALUES:
            break
        if s.tags[forth] == "PER" and _dates_a_value(s, forth):
            return _alternatives(s, _bracketed(s, forth)), "named in the clause"
    for back in range(start - 1, -1, -1):
        if s.tags[back] == "PER" and s.clause[back] not in s.asides and _dates_a_value(s, back):
            return _alternatives(s, _bracketed(s, back)), "named before in the sentence"
    for forth in range(end, len(s)):
        if (
            s.tags[forth] == "PER"
            and _dates_a_value(s, forth)
            and not s.has(*VALUES, start=at + 1, end=forth)
        ):
            return _alternatives(s, forth), "named later in the sentence"
    return scene_times(s), "named in the sentences before"


def _last_time(s: Sentence, end: int) -> int | None:
    return next(
        (back for back in range(end - 1, max(-1, end - 4), -1) if s.tags[back] == "PER"), None
    )


def _bracketed(s: Sentence, index: int) -> int:
    """A time that stands in brackets behind another says it more exactly: `last year (2020/21)`."""
    after = s.right(index, "LPAR(?:W|IN)*PER(?=RPAR)|COMMA PER(?=COMMA)")
    if after is None:
        return index
    other = index + after[0].count(" ")
    said = s.times.get(other)
    return other if said is not None and said.said.when in {When.ONE, When.SEVERAL} else index


def _alternatives(s: Sentence, index: int) -> tuple[tuple[Period, ...], ...]:
    time = s.times[index]
    if time.said.when is When.SINCE and time.periods:
        after = tuple(p for p in s.knows.calendar.periods if p.start >= time.periods[0].start)
        return (after,) if after else ()
    return (time.periods,) if time.periods else ()


def scene_times(s: Sentence) -> tuple[tuple[Period, ...], ...]:
    """What a sentence without a time is about: what was before it, or the latest period."""
    found: list[tuple[Period, ...]] = []
    if s.scene.same_line and s.scene.span and s.scene.period is None and not s.has("YOY"):
        found.append(s.scene.span)
    near = ((s.scene.period,),) if s.scene.period is not None else ()
    far = ((s.scene.heading_period or s.knows.calendar.last,),)
    found += [*near, *far]
    if s.scene.old_period is not None:
        found.append((s.scene.old_period,))
    if s.scene.span:
        found.append(s.scene.span)
    found.append((s.knows.calendar.last,))
    return tuple(dict.fromkeys(found))


def _time_ahead(s: Sentence, at: int) -> int | None:
    index = at + 1
    while index < len(s) and s.clause[index] == s.clause[at]:
        tag = s.tags[index]
        if tag == "PER" and s.tags[index + 1 : index + 2] == ["COLON"]:
            return None
        if tag == "PER":
            if (
                s.left(index, _BASE_BEFORE) is None
                and s.times.get(index) is not None
                and (
                    s.times[index].said.when in {When.ONE, When.EARLIER, When.LATER, When.SAME}
                    and s.times[index].periods
                )
            ):
                return index
            return index if _dates_a_value(s, index) else None
        if tag not in _TIME_AFTER:
            return None
        index += 1
    return None


def _dates_a_value(s: Sentence, index: int) -> bool:
    """Whether a time says when a value was, and not what another is held against."""
    time = s.times.get(index)
    if time is None or not (time.periods or time.said.when is When.OTHER):
        return False
    if time.said.when is When.SINCE:
        return not s.has("UP", "DOWN", "UPN", "DOWNN", "MULT", "PEAK", "SUP")
    if time.said.when is When.EVER:
        return False
    if (
        s.left(
            index,
            "SUP(?:W|UNIT|TOTAL|LEVEL|HIGH|CAT|YOY|OF|ON)*(?:IN|OF|FOR)?(?:DET|AT_LEAST|MORE_THAN|NEARLY|ABOUT)*",
        )
        and len(time.periods) > 1
    ):
        return False
    return s.left(index, _BASE_BEFORE) is None and s.left(index, BASED_NUMBER) is None


def categories_for(s: Sentence, at: int) -> tuple[str, ...]:
    """The possible categories of a number: for a bare noun, the one just named and the piece's."""
    category, how, _ = category_for(s, at)
    if how == "the whole of what was asked":
        return tuple(
            dict.fromkeys(("all", s.scene.topic_category or "all", s.scene.category or "all"))
        )
    if how != "the piece's category" or not s.scene.category or s.scene.category == category:
        return (category,)
    if (
        s.has("TOTAL", "ALL", "IN_TOTAL", start=s.clause_start(at), end=at)
        and not s.scene.same_paragraph
    ):
        return (category,)
    return (s.scene.category, category) if s.scene.same_paragraph else (category, s.scene.category)


def category_for(s: Sentence, at: int) -> tuple[str, str, tuple[str, ...]]:
    """The category of a number, how it was found, and remarks on its wording."""
    head = head_of(s, at)
    if head.tag == "UNIT":
        for index in range(at + 1, head.at + 1):
            if s.tags[index] == "CAT":
                return _category(s, index, "named with the number")
        after = s.right(head.at, "(?:OF|W|IN|FOR)*CAT")
        if after is not None:
            return _category(s, head.at + after[0].count(" "), "named with the number")
    start, end = s.clause_start(at), s.clause_end(at)
    if s.request.categories and head.tag == "UNIT" and _says_all(s, at, head.at, end):
        return "all", "the whole of what was asked", ()
    for index in range(at - 1, start - 1, -1):
        if s.tags[index] == "CAT":
            return _category(s, index, "named before the number")
    if (
        s.has("TOTAL", "ALL", "IN_TOTAL", start=start, end=at)
        and s.scene.category
        and head.tag == "UNIT"
    ):
        return s.scene.topic_category or "all", "the total", ()
    for index in range(at + 1, end):
        if s.tags[index] in VALUES or s.tags[index] in {
            "THAN",
            "COMPARED",
            "AS_MANY_LIKE",
            "MORE_THAN_X",
        }:
            break
        if s.tags[index] == "CAT":
            return _category(s, index, "named in the clause")
    for index in range(start - 1, -1, -1):
        if s.tags[index] == "CAT":
            return _category(s, index, "named before in the sentence")
    bare = head.tag == "UNIT" or s.has("UNIT", start=start, end=end)
    if bare:
        return s.scene.topic_category or "all", "the piece's category", ()
    if (s.has("THEM") or s.scene.same_paragraph) and s.scene.category:
        return s.scene.category, "named in the sentence before", ()
    return s.scene.topic_category or "all", "the piece's category", ()


def _says_all(s: Sentence, at: int, head: int, end: int) -> bool:
    """`161 incidents of spiking in all`: everything that was asked, whatever was named before."""
    after = s.right(head, "(?:OF|IN)(?:W|UNIT)")
    named = [*range(at + 1, head + 1), *(range(head + 1, head + 3) if after else ())]
    if any(
        s.knows.nouns.is_subject(s.tokens[i].text)
        for i in named
        if i < len(s) and s.tags[i] in {"W", "UNIT", "FOREIGN"}
    ):
        return True
    text = " ".join(token.lower for token in s.tokens[head:end])
    return (
        re.match(r"\S+ (?:in all|altogether|in total|overall)\b", text) is not None
        or re.search(r"\ball (?:\w+ )?(?:categories|kinds|types)\b", text) is not None
    )


def _category(s: Sentence, index: int, how: str) -> tuple[str, str, tuple[str, ...]]:
    said = s.tokens[index].category
    if said is None:
        return "all", how, ()
    return said.category_id, how, narrower_words(said, s.request)


def base_time(s: Sentence, index: int) -> bool:
    """Whether a time token is what a change is held against."""
    return s.left(index, _BASE_BEFORE) is not None


def named_time(s: Sentence, index: int) -> Time | None:
    """The time of a token, with the one in brackets behind it if there is one."""
    return s.times.get(_bracketed(s, index))
