"""Rises and falls: in numbers, per cent, points and multiples, over two periods or between areas."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from foistats.claims.mentions import Number
from foistats.claims.model import AreaRef, Claim, Read, Said, Statistic, StatisticKind
from foistats.claims.reading.attaching import (
    area_for,
    base_time,
    category_for,
    head_of,
    named_time,
    scene_areas,
    subject_area,
    time_for,
)
from foistats.claims.reading.claiming import claim, claimed, unresolved
from foistats.claims.reading.periods import When
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period

Pair = tuple[Period, Period]
_SIGNS = {
    "UP": 1,
    "UPN": 1,
    "MORE": 1,
    "MORE_THAN_X": 1,
    "DOWN": -1,
    "DOWNN": -1,
    "FEWER": -1,
    "FEWER_THAN_X": -1,
}
_DIRECTION = "(?:UP|DOWN|UPN|DOWNN)"
_LITTLE = "(?:W|YOY|SINCERE|THEN|ON_AVERAGE|IN_TOTAL|AREA|IN|PER|LPAR|RPAR|COMMA|DET){0,5}"


def read_change(s: Sentence, at: int) -> Read | None:
    """A number that a word of direction governs; None where none does."""
    tag = s.tags[at]
    number = s.tokens[at].number
    if number is None:
        return None
    if tag == "MULT":
        return _multiplied(s, at, number)
    if tag == "X":
        return _times(s, at, number)
    sign = direction_of(s, at)
    if sign is None or number.value is None:
        return None
    if _is_denied(s, at):
        return unresolved(s, at, "the sentence denies it, so what would be true is open")
    if not _is_ours(s, at):
        return unresolved(s, at, "what rises or falls is nothing that the request counts")
    if tag == "PP":
        return _points(s, at, number, sign=sign)
    if tag in {"PC", "FR"}:
        return _percent(s, at, number, sign=sign)
    return _by_number(s, at, number, sign=sign)


def direction_of(s: Sentence, at: int) -> int | None:
    """1 for a rise and -1 for a fall by the number itself; None where it is no change."""
    begin = s.before_hedge(at)
    tag = s.tags[at]
    if tag in {"PC", "PP"} and (signed := _written_sign(s, at)):
        return signed
    if s.left(begin, "(?:TO|FROM|UP_TO_LEVEL)"):
        return None
    if (
        tag in {"N", "PC"}
        and at + 1 < len(s)
        and s.tokens[at + 1].lower in {"below", "above", "short of"}
        and s.right(at, "(?:W|IN|LESS_THAN|MORE_THAN)(?:DET|PER|POSS|W|PEAK|TOTAL|SUP|AREA)")
    ):
        return 1 if s.tokens[at + 1].lower == "above" else -1
    if tag == "N" and head_of(s, at).tag in {"OTHER_UNIT", "W", "TIME", "FORCES"}:
        return None
    if tag in {"PC", "FR"} and (sign := _in_other_words(s, at)):
        return sign
    near = s.left(begin, f"{_DIRECTION}(?:W|YOY|SINCERE|IN_TOTAL){{0,3}}(?:BY)?(?:DET|W){{0,1}}")
    if near and not (tag == "N" and near[0].startswith(("UP ", "DOWN ")) and _is_level(s, at)):
        return _SIGNS[near[0].split(" ")[0]]
    if s.left(
        begin,
        "(?:UPN|DOWNN)(?:W|COMMA|YOY|UNIT|CAT|IN|AREA|PER|FOREIGN|OTHER_UNIT|SINCERE){0,5}(?:OF|BY)",
    ):
        return _nearest_sign(s, begin)
    if s.left(
        begin,
        "(?:UPN|DOWNN)(?:W|IN|FROM|PER|ON|AREA|UNIT|CAT|OF|YOY|COMPARED|AND|FOREIGN|POSS)*BE(?:W|SINCERE)*",
    ):
        return _nearest_sign(s, begin)
    if (
        tag == "N"
        and s.left(begin, "MORE")
        and s.tokens[begin - 1].lower in {"extra", "additional", "further"}
        and s.has("COMPARED", "THAN", start=at)
    ):
        return 1
    if (
        tag == "FR"
        and s.right(at, "AS_MANY_LIKE(?:W|UNIT|CAT|IN)*")
        and "again" in " ".join(t.lower for t in s.tokens[at : at + 4])
    ):
        return 1
    if s.left(begin, "(?:MORE_THAN_X|FEWER_THAN_X)(?:DET|W)*AREA(?:POSS|TOTAL)*BY(?:W)*"):
        return next(
            _SIGNS[s.tags[i]]
            for i in range(begin - 1, -1, -1)
            if s.tags[i] in {"MORE_THAN_X", "FEWER_THAN_X"}
        )
    if s.left(
        begin, "(?:AND|COMMA|WHILE|AREA|POSS|TOTAL)OF(?:DET|W){0,2}", in_clause=False
    ) and s.has("UPN", "DOWNN", end=begin):
        return _nearest_sign(s, begin)
    if s.left(begin, "(?:UPN|DOWNN)(?:COMMA|DASH)?IN") and s.tokens[begin - 1].lower == "at":
        return _nearest_sign(s, begin)
    if (
        s.left(begin, "BY(?:DET|W){0,2}", in_clause=False)
        and (sign := _nearest_sign(s, begin)) is not None
    ):
        return sign
    right = s.right(at, "(?:YOY|W|UNIT|CAT|DASH|OTHER_UNIT|FOREIGN){0,4}(?:UPN|DOWNN)")
    if right is None and tag in {"PC", "FR"}:
        right = s.right(at, "DET(?:W)?(?:UPN|DOWNN)")
    if right:
        return _SIGNS[right[0].split(" ")[-2]]
    if s.right(at, "OF(?:DET|THEM)?MORE") and s.has("UNIT", start=at):
        return 1
    right = s.right(at, "(?:UNIT|CAT)?(?:MORE|FEWER|MORE_THAN_X|FEWER_THAN_X)")
    if right:
        return _SIGNS[right[0].split(" ")[-2]]
    if tag in {"PC", "FR", "PP"} and (right := s.right(at, "(?:YOY)?(?:UP|DOWN)")):
        return _SIGNS[right[0].split(" ")[-2]]
    if tag == "N" and (right := s.right(at, "(?:UP|DOWN)(?:ON|COMPARED)")):
        return _SIGNS[right[0].split(" ")[0]]
    if (
        tag in {"PC", "FR"}
        and s.left(begin, "AREA(?:AND|COMMA|BY|OF|W)*")
        and s.has("UP", "DOWN", "UPN", "DOWNN", end=begin)
        and s.has("PC", "FR", end=begin)
    ):
        return _nearest_sign(s, begin)
    return None


def _written_sign(s: Sentence, at: int) -> int | None:
    """`+30 per cent` and `(-12%)`: the sign stands right before the digits."""
    number = s.tokens[at].number
    before = s.tokens[at - 1] if at else None
    if (
        before is None
        or number is None
        or before.end != number.start
        or not number.mention.text[0].isdigit()
    ):
        return None
    if before.text == "+":
        return 1
    glued = (
        at < 2 or s.tokens[at - 2].end < before.start or s.tags[at - 2] in {"LPAR", "TAB", "COLON"}
    )
    return -1 if before.text in {"-", "–", "−"} and glued else None


def _in_other_words(s: Sentence, at: int) -> int | None:
    """`from 496 to 438, or 12 per cent`: the same change said again."""
    said_again = s.left(
        s.before_hedge(at),
        "(?:N|PC|UNIT|PER|FR|AREA)(?:(?:COMMA|DASH|LPAR)?OR|LPAR)",
        in_clause=False,
    )
    if not said_again or not s.has("FROM", "UPN", "DOWNN", "UP", "DOWN", end=at):
        return None
    if s.right(at, "OF(?:DET|ALL)*(?:N|UNIT|TOTAL|THEM)"):
        return None
    sign = _nearest_sign(s, at)
    if sign is not None:
        return sign
    return None


def _is_level(s: Sentence, at: int) -> bool:
    """A number after a verb of direction that is a level: `rose 226 to 438`."""
    return s.right(at, "(?:UNIT)?TO(?:N)") is not None


def _nearest_sign(s: Sentence, end: int) -> int | None:
    for index in range(end - 1, -1, -1):
        if s.tags[index] in {"UP", "DOWN", "UPN", "DOWNN"}:
            return _SIGNS[s.tags[index]]
        if s.tags[index] in {"MORE", "FEWER"} and s.tags[index - 1 : index] == ["BE"]:
            return _SIGNS[s.tags[index]]
    return None


_OURS = frozenset(["UNIT", "CAT", "TOTAL", "AREA", "THEM", "FORCES", "SHARE", "OBJECT", "ON_AVERAGE", "N", "PC"])


def _is_ours(s: Sentence, at: int) -> bool:
    """Whether the subject of a change is something counted, an area, or what was named before."""
    start = s.clause_start(at)
    verb = next((i for i in range(at, -1, -1) if s.tags[i] in {"UP", "DOWN"}), None)
    if verb is None:
        return True
    subject = range(start if start < verb else 0, verb)
    if any(s.tags[i] in _OURS for i in subject):
        said = s.said(subject.start, verb)
        if re.search(r"FOREIGN (?:W )?UNIT ", said) and not re.search(r"AREA |CAT ", said):
            return False
        others = "OTHER_UNIT" in s.tags[start:verb]
        return not others or s.has("UNIT", "CAT", "TOTAL", "AREA", "THEM", start=start, end=verb)
    named = [
        i
        for i in subject
        if s.tags[i] in {"W", "OTHER_UNIT", "FOREIGN", "OTHERS"} and s.tokens[i].text.isalpha()
    ]
    if any(s.knows.nouns.is_known(s.tokens[i].text) for i in named):
        return True
    nouns = [
        i for i in named if i and s.tags[i - 1] in {"DET", "OF", "W"} and s.tokens[i].text.islower()
    ]
    return not (nouns or any(s.tags[i] in {"OTHER_UNIT", "FOREIGN"} for i in named))


def _is_denied(s: Sentence, at: int) -> bool:
    return (
        s.left(at, "NOT(?:W|BE|LEVEL|UP|DOWN|BY|SINCERE|MORE_THAN|NEARLY|ABOUT){0,4}") is not None
    )


def _percent(s: Sentence, at: int, number: Number, *, sign: int) -> Read:
    in_words = s.tags[at] == "FR"
    value = (number.value or Fraction(0)) * (100 if in_words else 1)
    step = Fraction(0) if in_words else number.step or Fraction(1)
    values = said(value, hedge=s.hedge(at), step=step, in_words=in_words, sign=sign)
    other = compared_area(s, at)
    if other is not None:
        factor = said(1 + sign * value / 100, hedge=s.hedge(at), step=step / 100)
        statistics = between_areas(s, at, other, kind=StatisticKind.MULTIPLE)
        return claimed(
            s, at, (claim(s, at, one, values=factor) for one in statistics), otherwise=_NO_AREA
        )
    kind = StatisticKind.PERCENT_CHANGE
    statistics = over_time(s, at, kind=kind)
    return claimed(
        s, at, (claim(s, at, one, values=values) for one in statistics), otherwise=_NO_AREA
    )


def _by_number(s: Sentence, at: int, number: Number, *, sign: int) -> Read:
    value = number.value or Fraction(0)
    values = said(value, hedge=s.hedge(at), step=number.step, whole=not number.step, sign=sign)
    other = compared_area(s, at)
    if other is not None:
        statistics = between_areas(s, at, other, kind=StatisticKind.CHANGE)
    else:
        statistics = over_time(s, at, kind=StatisticKind.CHANGE)
    return claimed(
        s, at, (claim(s, at, one, values=values) for one in statistics), otherwise=_NO_AREA
    )


def _points(s: Sentence, at: int, number: Number, *, sign: int) -> Read:
    share = next(
        (
            r.claims[0].statistic
            for r in s.reads.values()
            if r.claims and r.claims[0].statistic.kind is StatisticKind.SHARE
        ),
        next(iter(s.scene.shares), None),
    )
    values = said(
        number.value or Fraction(0), hedge=s.hedge(at), step=number.step or Fraction(1), sign=sign
    )
    kind = StatisticKind.PERCENTAGE_POINTS
    found: list[Claim] = []
    for statistic in over_time(s, at, kind=kind):
        if share is not None:
            statistic = replace(share, kind=kind, periods=statistic.periods)
        elif s.has("SHARE"):
            whole = s.scene.region or s.nation()
            areas = (*statistic.areas, whole[0])
            statistic = Statistic(
                kind, areas, statistic.periods, statistic.category_id, "", statistic.unit
            )
        found.append(claim(s, at, statistic, values=values))
    return claimed(s, at, found, otherwise=_NO_AREA)


_NO_AREA = "no area with figures, or no two periods, could be found for the change"
_INVERSE = {
    "MORE_THAN": "LESS_THAN",
    "NEARLY": "JUST_OVER",
    "JUST_OVER": "JUST_UNDER",
    "JUST_UNDER": "JUST_OVER",
}


def _multiplied(s: Sentence, at: int, number: Number) -> Read | None:
    """`doubled`, `trebled`, `halved`, and `double the number in Dorset`."""
    if number.value is None:
        return None
    if not s.has("UNIT", "CAT", "TOTAL", "AREA", "THEM", "PER", "UP", "DOWN", "UPN"):
        return None
    if _is_denied(s, at):
        return unresolved(s, at, "the sentence denies it, so what would be true is open")
    hedge = s.hedge(at)
    if number.value < 1:
        hedge = _INVERSE.get(hedge, hedge)
    values = said(number.value, hedge=hedge, in_words=True)
    return _as_multiple(s, at, values=values)


def _times(s: Sentence, at: int, number: Number) -> Read | None:
    """`three times as many as in 2016/17`, `a three-fold rise`, `twice Dorset's total`."""
    compares = s.right(
        at,
        "(?:UNIT|CAT)?(?:AS_MANY_LIKE|MORE|MORE_THAN_X|UPN|UP|THAN|DET TOTAL|DET LEVEL|DET UNIT|DET W (?:OF|IN)|AREA|AS_MANY|DET SHARE|DET N|PER TOTAL|PER UNIT|DET PER|WHERE OF|W THEM BE|W BE|THEM BE|MORE)",
    )
    if compares is not None and s.right(
        at, "AS_MANY_LIKE(?:OTHER_UNIT|FOREIGN|W(?:W|DET|LEVEL|BE))"
    ):
        return unresolved(s, at, "it compares something that the tables don't count")
    moves = s.left(s.before_hedge(at), "(?:UP|UPN|BY|DET)(?:W|BY|SINCERE|DET|YOY)*")
    if compares is None and not (moves and s.has("UP", "UPN", "DOWN", "DOWNN")):
        return None
    if number.value is None:
        return None
    exact = number.step or Fraction(0)
    between = _between_categories(s, at)
    if between is not None:
        values = said(number.value * 100, hedge=s.hedge(at), step=exact * 100, in_words=not exact)
        return claimed(
            s, at, (claim(s, at, one, values=values) for one in between), otherwise=_NO_AREA
        )
    values = said(number.value, hedge=s.hedge(at), step=exact, in_words=not exact)
    return _as_multiple(s, at, values=values)


def _between_categories(s: Sentence, at: int) -> list[Statistic] | None:
    """`six times as many as of needle spiking`: one category by another, as a share above all."""
    right = s.right(
        at, "(?:UNIT)?(?:AS_MANY_LIKE|MORE|MORE_THAN_X)(?:UNIT|THAN|OF|IN|W|DET|TOTAL|THEM)*CAT"
    )
    second = s.tokens[at + right[0].count(" ")].category if right else None
    if second is None:
        return None
    first = next((s.tokens[i].category for i in range(at - 1, -1, -1) if s.tags[i] == "CAT"), None)
    ids = (first.category_id,) if first is not None else (s.scene.category, s.scene.topic_category)
    kept = [one for one in dict.fromkeys(ids) if one and one != second.category_id]
    return [
        Statistic(
            StatisticKind.SHARE, (area,), periods, category, second.category_id, s.request.unit
        )
        for category in kept
        for area in area_for(s, at)[0][:2]
        for periods in time_for(s, at)[0][:2]
    ]


def _as_multiple(s: Sentence, at: int, *, values: Said) -> Read:
    other = compared_area(s, at)
    if other is not None:
        statistics = between_areas(s, at, other, kind=StatisticKind.MULTIPLE)
    else:
        statistics = over_time(s, at, kind=StatisticKind.MULTIPLE)
    return claimed(
        s, at, (claim(s, at, one, values=values) for one in statistics), otherwise=_NO_AREA
    )  


def compared_area(s: Sentence, at: int) -> int | None:
    """The area that another is held against: `twice as many as Dorset`."""
    end = s.clause_end(at)
    behind = s.left(
        s.before_hedge(at), "(?:MORE_THAN_X|FEWER_THAN_X)(?:DET|W)*AREA(?:POSS|TOTAL)*BY(?:W)*"
    )
    if behind is not None:
        return next(i for i in range(at - 1, -1, -1) if s.tags[i] == "AREA")
    for index in range(at + 1, end):
        if s.tags[index] != "AREA":
            continue
        before = s.left(
            index,
            "(?:THAN|COMPARED|MORE_THAN_X|FEWER_THAN_X|TOTAL|SHARE|X|WHERE)(?:DET|IN|OF|TOTAL|W|UNIT|BY|WHERE){0,3}",
        )
        if before and not s.has("PER", "THEM", start=at + 1, end=index):
            direct = s.right(
                at,
                "(?:UNIT|AS_MANY_LIKE|UNIT|THAN|MORE|FEWER|MORE_THAN_X|FEWER_THAN_X|DET|TOTAL|OF|IN|W|LEVEL|BY|COMPARED|CAT|WHERE)*AREA",
            )
            if direct and at + direct[0].count(" ") == index:
                return index
        return None
    return None


def between_areas(s: Sentence, at: int, other: int, *, kind: StatisticKind) -> Iterator[Statistic]:
    """The statistic between the subject and the area that it is held against."""
    second = s.areas.get(other, ())
    first_area = subject_area(s, at)
    subject = first_area if first_area not in {None, other} else next(
        (i for i in range(at - 1, -1, -1) if i != other and s.tags[i] == "AREA" and s.areas.get(i)),
        None,
    )
    firsts = s.group_area(subject) if subject is not None else scene_areas(s)
    category = category_for(s, at)[0]
    times = [periods for periods in time_for(s, at)[0] if len(periods) == 1]
    for first in firsts[:2]:
        for one in second[:2]:
            for periods in times[:2] or [(s.knows.calendar.last,)]:
                if first != one:
                    yield Statistic(kind, (first, one), periods, category, unit=s.request.unit)


def over_time(s: Sentence, at: int, *, kind: StatisticKind) -> Iterator[Statistic]:
    """The statistic of one area between two periods, for each reading of both."""
    areas, _ = change_areas(s, at)
    category = category_for(s, at)[0]
    for pair in change_periods(s, at):
        for area in areas[:3]:
            yield Statistic(kind, (area,), pair, category, unit=s.request.unit)


def change_areas(s: Sentence, at: int) -> tuple[tuple[AreaRef, ...], str]:
    """The area whose counts changed."""
    return area_for(s, at)


def change_periods(s: Sentence, at: int) -> tuple[Pair, ...]:
    """The earlier and the later period of a change, the possible pairs in order."""
    calendar = s.knows.calendar
    scene = s.scene
    own = _own_time(s, at)
    if own is not None:
        return own
    bases, latests, spans = _roles(s, at)
    if spans and not bases:
        return tuple(dict.fromkeys(pair for span in spans for pair in _ends(s, span)))
    named = bool(latests)
    usual = (
        scene.period if scene.period is not None and scene.same_paragraph else scene.heading_period
    )
    latest = latests[0] if latests else usual or calendar.last
    if bases:
        if bases[0] >= latest and not named:
            latest = calendar.last
        if bases[0] == latest and len(latests) > 1:
            latest = latests[1]
        return ((bases[0], latest),) if bases[0] != latest else ()
    yearly = s.has("YOY", start=s.clause_start(at), end=s.clause_end(at))
    before = s.shifted(latest, -1)
    found: list[Pair] = []
    if scene.pair is not None and scene.same_paragraph and not named and not yearly:
        found.append(scene.pair)
    if named or yearly:
        found += [(before[0], latest)] if before else [(latest, calendar.last)]
        if (
            named
            and not yearly
            and scene.same_line
            and scene.period is not None
            and scene.period < latest
        ):
            found.append((scene.period, latest))
        if yearly and not named and latest != calendar.last:
            found.append((calendar.periods[-2], calendar.last))
        return tuple(pair for pair in found if pair[0] != pair[1])
    if s.right(at, "(?:MORE_THAN_X|FEWER_THAN_X|IN)(?:DET|W)*PEAK"):
        # What is compared is a peak whose year isn't said.
        return tuple((one, latest) for one in calendar.periods if one < latest)
    if (
        scene.base is not None
        and scene.period is not None
        and scene.same_paragraph
        and scene.base != scene.period
    ):
        found.append((scene.base, scene.period))
    if before:
        found.append((before[0], latest))
    if scene.span and len(scene.span) > 1:
        found.append((scene.span[0], scene.span[-1]))
    if scene.base is not None and scene.base < latest:
        found.append((scene.base, latest))
    if scene.period is not None and scene.period < calendar.last:
        found.append((scene.period, calendar.last))
    if not s.scene.topic or not scene.same_paragraph:
        found.append((calendar.periods[0], calendar.last))
    return tuple(dict.fromkeys(pair for pair in found if pair[0] != pair[1]))


def _ends(s: Sentence, span: tuple[Period, ...]) -> list[Pair]:
    """The ends of a stretch; `in four years` goes four years back where the figures do."""
    if len(span) < 2:
        return []
    found = [(span[0], span[-1])]
    length = any(t.periods == span and t.said.is_length for t in s.times.values())
    earlier = s.shifted(span[0], -1)
    if (
        length
        and earlier
        and span[0] in s.knows.calendar.periods
        and earlier[0] != span[0]
        and earlier[0] < span[0]
    ):
        found.insert(0, (earlier[0], span[-1]))
    return found


def _own_time(s: Sentence, at: int) -> tuple[Pair, ...] | None:
    """The periods of a change whose time follows it directly: `25 more than in 2021/22`."""
    index = at + 1
    below = at + 1 < len(s) and s.tokens[at + 1].lower in {"below", "above"}
    passed = {"N"} if s.tags[at] == "X" or below else set()
    while (
        index < len(s)
        and s.tags[index]
        not in {"N", "PC", "FR", "PP", "X", "RATE", "SEMI", "WHILE", "MULT", "COMMA", "DASH", "AND"}
        - passed
    ):
        time = named_time(s, index) if s.tags[index] == "PER" else None
        if time is not None and time.periods:
            last = s.knows.calendar.last
            when = time.said.when
            one = time.periods[0]
            if when is When.EARLIER and s.tags[at] in {"PC", "FR"} and not base_time(s, index) and s.has("UNTIL", end=at):
                # "after rising 15 per cent the previous year": in that year.
                earlier = s.shifted(one, -1)
                if earlier and earlier[0] != one:
                    return ((earlier[0], one), *(((one, last),) if one != last else ()))
            if len(time.periods) > 1:
                if time.said.is_length and (pair := _back_from_named(s, at, time.said.years)):
                    return (pair, *_ends(s, time.periods))
                following = s.right(index, "(?:FROM|TO)")
                return (
                    tuple(_ends(s, time.periods))
                    if not following and when is not When.SINCE
                    else None
                )
            if when in {When.SINCE, When.EARLIER} or below or s.tags[at] == "X" or _is_base_here(s, index):
                latest = _latest_besides(s, at, index) or last
                if latest <= one:
                    latest = last
                return ((one, latest),) if one != latest else None
            if s.has("FROM", "TO", start=index, end=min(index + 3, len(s))) or s.has(
                "FROM", start=s.clause_start(at), end=at
            ):
                return None
            base = next(
                (
                    t.periods[0]
                    for i, t in s.times.items()
                    if i > index
                    and t.periods
                    and (t.said.when in {When.SINCE, When.EARLIER} or _is_base_here(s, i))
                ),
                None,
            )
            earlier = (base,) if base is not None else s.shifted(one, -1)
            return ((earlier[0], one),) if earlier and earlier[0] != one else None
        index += 1
    return None


def ranks_within(s: Sentence, index: int) -> bool:
    """Whether a time is what a rank is among: `the lowest total since 2019/20`."""
    scope = "(?:SUP|PEAK)(?:W|TOTAL|LEVEL|UNIT|CAT|HIGH|YOY|IN|OF|ON|DET|AT_LEAST)*"
    return s.left(index, scope) is not None


def _back_from_named(s: Sentence, at: int, years: int) -> Pair | None:
    """`by 2021/22 it had reached 1,201, a threefold increase in two years`: back from the year named."""
    latest = next((s.times[i].one for i in sorted(s.times, reverse=True) if i < at and s.times[i].one), None)
    if latest is None or latest == s.knows.calendar.last:
        return None
    earlier = s.shifted(latest, -years)
    return (earlier[0], latest) if earlier and earlier[0] < latest else None


def _latest_besides(s: Sentence, at: int, base: int) -> Period | None:
    """The later period of a change whose base is known: named in the sentence, or by the one before."""
    order = sorted(
        (i for i in s.times if i != base), key=lambda i: (s.clause[i] != s.clause[at], abs(i - at))
    )
    for index in order:
        time = s.times[index]
        if (
            time.one is not None
            and time.said.when in {When.ONE, When.LATER, When.SAME}
            and not _is_base_here(s, index)
        ):
            return time.one
    if s.scene.period is not None and s.scene.same_paragraph:
        return s.scene.period
    return s.scene.heading_period


def _roles(s: Sentence, at: int) -> tuple[list[Period], list[Period], list[tuple[Period, ...]]]:
    """The times of a sentence as what is before, what is after, and stretches; nearest first."""
    bases: list[Period] = []
    latests: list[Period] = []
    spans: list[tuple[Period, ...]] = []
    here = s.clause[at]
    order = sorted(
        (
            i
            for i in s.times
            if s.tags[i] == "PER" and (s.clause[i] == here or s.clause[i] not in s.asides)
        ),
        key=lambda index: (abs(s.clause[index] - here), s.clause[index] > here, abs(index - at)),
    )
    yearly = s.has("YOY", start=s.clause_start(at), end=s.clause_end(at))
    for index in order:
        time = named_time(s, index)
        if time is None or not time.periods or ranks_within(s, index):
            continue
        when = time.said.when
        if when in {When.SINCE, When.EARLIER} or (when is When.ONE and _is_base_here(s, index)):
            if s.clause[index] == here or (not bases and s.clause[index] < here):
                bases.append(time.periods[0])
        elif s.clause[index] > here and s.has("WHILE", "SEMI", start=at, end=index):
            continue
        elif when in {When.ONE, When.LATER, When.SAME} and time.one is not None:
            latests.append(time.one)
        elif when in {When.SEVERAL, When.OTHER, When.AGAIN} and len(time.periods) > 1:
            spans.append(time.periods)
    in_clause = [i for i in order if s.clause[i] == here]
    if not bases and not yearly and len(set(latests)) > 1 and len(in_clause) != 1:
        first, last = min(latests), max(latests)
        if latests[0] == last:
            bases.append(first)
    if yearly and latests:
        bases = list(s.shifted(latests[0], -1))
    return bases, latests, spans


def _is_base_here(s: Sentence, index: int) -> bool:
    """Whether a time belongs to what a change is held against, itself or through its number."""
    if base_time(s, index):
        return True
    if s.left(index, "(?:DET|SINCERE)N(?:W|OF|IN|DET|LEVEL)*") and s.has("X", end=index):
        return True
    return (
        s.left(
            index,
            "(?:FROM|COMPARED|THAT_COMPARES|UNTIL)(?:NEARLY|ABOUT|SINCERE|MORE_THAN|JUST_OVER|JUST_UNDER|W|DET)*(?:N|PC)(?:UNIT|CAT|IN|W|LEVEL|BE|DET|FOREIGN|OTHER_UNIT)*",
        )
        is not None
    )
