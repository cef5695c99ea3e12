"""When a number of a sentence was: the time that it belongs to."""

from foistats.claims.reading.periods import When
from foistats.claims.reading.sentence import VALUES, Sentence, Time
from foistats.model.values import Period

# What may stand between a number and the time or area that belongs to it.
_TIME_AFTER = frozenset(
    ["UNIT", "CAT", "W", "OTHER_UNIT", "IN", "BE", "LEVEL", "AREA", "BY", "OF", "TOTAL", "FORCES", "DET", "POSS",
     "FOREIGN", "ALL", "IN_TOTAL", "LPAR", "DASH", "SINCERE", "MORE", "ON_AVERAGE", "INCLUDING", "THEM", "PLACE"]
)  # fmt: skip


_BASE_BEFORE = "(?:AS_MANY_LIKE|START|FROM|THAN|COMPARED|ON|MORE_THAN_X|FEWER_THAN_X|THAT_COMPARES|UNTIL)(?:W|DET|IN|TOTAL|OF|LPAR|BE)*"


# A time beside a number that is itself what another is held against: `up from 55 in 2021/22`.
BASED_NUMBER = (
    "(?:FROM|COMPARED|THAT_COMPARES|UNTIL)(?:N(?:UNIT|CAT|W|DET|IN)*PER(?:COMMA)?AND(?:WITH|TO|FROM)?)?(?:NEARLY|ABOUT|SINCERE|MORE_THAN|JUST_OVER|JUST_UNDER|W|DET)*(?:N|PC)"
    "(?:UNIT|CAT|IN|W|LEVEL|BE|DET|FOREIGN|OTHER_UNIT|AREA)*"
)


# "Since 2017, when Durham recorded 12"
_SINCE_WHEN = "PER COMMA WHERE(?:AREA|LEVEL|THERE|BE|W|UNIT|THEM|DET|TOTAL|SINCERE|FORCES)*"


def time_for(s: Sentence, at: int) -> tuple[tuple[tuple[Period, ...], ...], str]:
    """The periods that a value is of, the possible ones in order, and how they were found."""
    if (
        s.left(at, "PER(?:LPAR|POSS)")
        and not s.right(at, "(?:UNIT|CAT)?IN PER")
        and (one := s.times.get(at - 2)) is not None
        and len(one.periods) == 1
    ):
        return (one.periods,), "named just before the number"
    relative = s.left(at, _SINCE_WHEN)
    if relative and (since := s.times.get(at - relative[0].count(" "))) and since.periods:
        return (since.periods[:1],), "named just before"
    index = _time_ahead(s, at)
    if index is not None:
        return _alternatives(s, _bracketed(s, index)), "named after the number"
    start, end = s.clause_start(at), s.clause_end(at)
    for back in range(at - 1, start - 1, -1):
        if s.left(back + 1, "LPAR PER") and "RPAR" in s.tags[back:at] and s.right(back, "COLON"):
            # "288 (2021/22: 97)": the year in brackets is of the number there.
            continue
        if s.tags[back] == "PER" and dates_a_value(s, back):
            return _alternatives(s, _bracketed(s, back)), "named before the number"
        unknown = s.tags[back] == "PER" and s.times[back].said.when in {
            When.EARLIER,
            When.LATER,
            When.BEFORE_THAT,
        }
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
        if s.tags[forth : forth + 2] == ["PER", "COLON"]:
            # "342 (2021/22: 288)": the year of the number behind it.
            break
        if s.tags[forth] == "PER" and dates_a_value(s, forth):
            return _alternatives(s, _bracketed(s, forth)), "named in the clause"
    for back in range(start - 1, -1, -1):
        if s.tags[back] == "PER" and s.clause[back] not in s.asides and dates_a_value(s, back):
            return _alternatives(s, _bracketed(s, back)), "named before in the sentence"
    for forth in range(end, len(s)):
        if (
            s.tags[forth] == "PER"
            and dates_a_value(s, forth)
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
        in_bracket = tag == "PER" and s.tags[index - 1] == "LPAR"
        if in_bracket and s.tags[index + 1 : index + 2] == ["COLON"]:
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
            return index if dates_a_value(s, index) else None
        if tag not in _TIME_AFTER:
            return None
        index += 1
    return None


def dates_a_value(s: Sentence, index: int) -> bool:
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


def time_of_another(s: Sentence, index: int, at: int) -> bool:
    """Whether a time stands right behind another number, before this one: `627 in 2021/22, ... 352`."""
    behind = "(?:N|PC)(?:UNIT|CAT|W|FOREIGN|OTHER_UNIT|BE|LEVEL|IN|BY|DET|AREA)*"
    return index < at and s.left(index, behind, in_clause=False) is not None


def base_time(s: Sentence, index: int) -> bool:
    """Whether a time token is what a change is held against."""
    return s.left(index, _BASE_BEFORE) is not None


def named_time(s: Sentence, index: int) -> Time | None:
    """The time of a token, with the one in brackets behind it if there is one."""
    return s.times.get(_bracketed(s, index))
