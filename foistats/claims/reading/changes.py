"""Rises and falls: in numbers, per cent, points and multiples, over two periods or between areas."""

from collections.abc import Iterator
from fractions import Fraction

from foistats.claims.mentions import Number
from foistats.claims.model import AreaRef, Claim, Read, Statistic, StatisticKind
from foistats.claims.reading.attaching import area_for, base_time, category_for, named_time, scene_areas
from foistats.claims.reading.claiming import claim, claimed, unresolved
from foistats.claims.reading.periods import When
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period

Pair = tuple[Period, Period]
_SIGNS = {"UP": 1, "UPN": 1, "MORE": 1, "MORE_THAN_X": 1, "DOWN": -1, "DOWNN": -1, "FEWER": -1, "FEWER_THAN_X": -1}
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
    if tag == "PP":
        return _points(s, at, number, sign=sign)
    if tag in {"PC", "FR"}:
        return _percent(s, at, number, sign=sign)
    return _by_number(s, at, number, sign=sign)


def direction_of(s: Sentence, at: int) -> int | None:
    """1 for a rise and -1 for a fall by the number itself; None where it is no change."""
    begin = s.before_hedge(at)
    tag = s.tags[at]
    if s.left(begin, "(?:TO|FROM|AT|UP_TO_LEVEL)"):
        return None
    near = s.left(begin, f"{_DIRECTION}(?:W|YOY|SINCERE|IN_TOTAL){{0,3}}(?:BY)?(?:DET|W){{0,1}}")
    if near and not (tag == "N" and near[0].startswith(("UP ", "DOWN ")) and _is_level(s, at)):
        return _SIGNS[near[0].split(" ")[0]]
    if s.left(begin, "(?:UPN|DOWNN)(?:W|YOY|UNIT|CAT|IN|AREA|PER|FOREIGN|OTHER_UNIT|SINCERE){0,5}(?:OF|BY)"):
        return _nearest_sign(s, begin)
    if s.left(begin, "BY(?:DET|W){0,2}") and (sign := _nearest_sign(s, begin)) is not None:
        return sign
    right = s.right(at, "(?:YOY|W|UNIT|CAT|DASH|OTHER_UNIT|FOREIGN){0,4}(?:UPN|DOWNN)")
    if right:
        return _SIGNS[right[0].split(" ")[-2]]
    right = s.right(at, "(?:UNIT|CAT)?(?:MORE|FEWER|MORE_THAN_X|FEWER_THAN_X)")
    if right:
        return _SIGNS[right[0].split(" ")[-2]]
    if tag in {"PC", "FR", "PP"} and (right := s.right(at, "(?:YOY)?(?:UP|DOWN)")):
        return _SIGNS[right[0].split(" ")[-2]]
    return None


def _is_level(s: Sentence, at: int) -> bool:
    """A number after a verb of direction that is a level: `rose 226 to 438`."""
    return s.right(at, "(?:UNIT)?TO(?:N)") is not None


def _nearest_sign(s: Sentence, end: int) -> int | None:
    for index in range(end - 1, -1, -1):
        if s.tags[index] in {"UP", "DOWN", "UPN", "DOWNN"}:
            return _SIGNS[s.tags[index]]
    return None


def _is_denied(s: Sentence, at: int) -> bool:
    return s.left(at, "NOT(?:W|BE|LEVEL|UP|DOWN|BY|SINCERE|MORE_THAN|NEARLY|ABOUT){0,4}") is not None


def _percent(s: Sentence, at: int, number: Number, *, sign: int) -> Read:
    in_words = s.tags[at] == "FR"
    value = (number.value or Fraction(0)) * (100 if in_words else 1)
    step = Fraction(0) if in_words else number.step or Fraction(1)
    values = said(value, hedge=s.hedge(at), step=step, in_words=in_words, sign=sign)
    other = compared_area(s, at)
    if other is not None:
        factor = said(1 + sign * value / 100, hedge=s.hedge(at), step=step / 100)
        statistics = between_areas(s, at, other, kind=StatisticKind.MULTIPLE)
        return claimed(s, at, (claim(s, at, one, values=factor) for one in statistics), otherwise=_NO_AREA)
    kind = StatisticKind.PERCENT_CHANGE
    statistics = over_time(s, at, kind=kind)
    return claimed(s, at, (claim(s, at, one, values=values) for one in statistics), otherwise=_NO_AREA)


def _by_number(s: Sentence, at: int, number: Number, *, sign: int) -> Read:
    value = number.value or Fraction(0)
    values = said(value, hedge=s.hedge(at), step=number.step, whole=not number.step, sign=sign)
    other = compared_area(s, at)
    if other is not None:
        statistics = between_areas(s, at, other, kind=StatisticKind.CHANGE)
    else:
        statistics = over_time(s, at, kind=StatisticKind.CHANGE)
    return claimed(s, at, (claim(s, at, one, values=values) for one in statistics), otherwise=_NO_AREA)


def _points(s: Sentence, at: int, number: Number, *, sign: int) -> Read:
    values = said(number.value or Fraction(0), hedge=s.hedge(at), step=number.step or Fraction(1), sign=sign)
    kind = StatisticKind.PERCENTAGE_POINTS
    found: list[Claim] = []
    for statistic in over_time(s, at, kind=kind):
        if s.has("SHARE"):
            whole = s.scene.region or s.nation()
            areas = (*statistic.areas, whole[0])
            statistic = Statistic(kind, areas, statistic.periods, statistic.category_id, "", statistic.unit)
        found.append(claim(s, at, statistic, values=values))
    return claimed(s, at, found, otherwise=_NO_AREA)


_NO_AREA = "no area with figures, or no two periods, could be found for the change"
_INVERSE = {"MORE_THAN": "LESS_THAN", "NEARLY": "JUST_OVER", "JUST_OVER": "JUST_UNDER", "JUST_UNDER": "JUST_OVER"}


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
    compares = s.right(at, "(?:UNIT|CAT)?(?:AS_MANY_LIKE|MORE|MORE_THAN_X|UPN|UP|THAN|DET TOTAL|DET LEVEL|DET UNIT|DET W (?:OF|IN)|AREA|AS_MANY|DET SHARE)")
    moves = s.left(s.before_hedge(at), "(?:UP|UPN|BY|DET)(?:W|BY|SINCERE|DET|YOY)*")
    if compares is None and not (moves and s.has("UP", "UPN", "DOWN", "DOWNN")):
        return None
    if number.value is None:
        return None
    exact = number.step or (Fraction(0))
    values = said(number.value, hedge=s.hedge(at), step=exact, in_words=not exact)
    return _as_multiple(s, at, values=values)


def _as_multiple(s: Sentence, at: int, *, values: object) -> Read:
    other = compared_area(s, at)
    if other is not None:
        statistics = between_areas(s, at, other, kind=StatisticKind.MULTIPLE)
    else:
        statistics = over_time(s, at, kind=StatisticKind.MULTIPLE)
    return claimed(s, at, (claim(s, at, one, values=values) for one in statistics), otherwise=_NO_AREA)  # type: ignore[arg-type]


def compared_area(s: Sentence, at: int) -> int | None:
    """The area that another is held against: `twice as many as Dorset`."""
    end = s.clause_end(at)
    for index in range(at + 1, end):
        if s.tags[index] != "AREA":
            continue
        before = s.left(index, "(?:THAN|COMPARED|MORE_THAN_X|FEWER_THAN_X|TOTAL|SHARE|X)(?:DET|IN|OF|TOTAL|W|UNIT|BY){0,3}")
        if before and not s.has("PER", "THEM", start=at + 1, end=index):
            direct = s.right(at, "(?:UNIT|AS_MANY_LIKE|UNIT|THAN|MORE|FEWER|MORE_THAN_X|FEWER_THAN_X|DET|TOTAL|OF|IN|W|LEVEL|BY|COMPARED|CAT)*AREA")
            if direct and at + direct[0].count(" ") == index:
                return index
        return None
    return None


def between_areas(s: Sentence, at: int, other: int, *, kind: StatisticKind) -> Iterator[Statistic]:
    """The statistic between the subject and the area that it is held against."""
    from foistats.claims.reading.attaching import time_for

    second = s.areas.get(other, ())
    subject = next((i for i in range(at - 1, -1, -1) if s.tags[i] == "AREA" and s.areas.get(i)), None)
    firsts = s.group_area(subject) if subject is not None else scene_areas(s)
    category = category_for(s, at)[0]
    times, _ = time_for(s, at)
    for first in firsts[:2]:
        for one in second[:2]:
            for periods in times[:2]:
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
    bases, latests, spans = _roles(s, at)
    calendar = s.knows.calendar
    scene = s.scene
    if spans and not bases:
        return tuple(dict.fromkeys((span[0], span[-1]) for span in spans if len(span) > 1))
    named = bool(latests)
    latest = latests[0] if latests else scene.period if scene.period is not None else calendar.last
    if bases:
        if bases[0] >= latest and not named:
            latest = calendar.last
        if bases[0] == latest and len(latests) > 1:
            latest = latests[1]
        return ((bases[0], latest),) if bases[0] != latest else ()
    yearly = s.has("YOY", start=s.clause_start(at), end=s.clause_end(at))
    before = s._shifted(latest, -1)  # noqa: SLF001
    found: list[Pair] = []
    if named or yearly:
        found += [(before[0], latest)] if before else []
        return tuple(found)
    if scene.base is not None and scene.period is not None and scene.same_paragraph and scene.base != scene.period:
        found.append((scene.base, scene.period))
    if before:
        found.append((before[0], latest))
    if scene.span and len(scene.span) > 1:
        found.append((scene.span[0], scene.span[-1]))
    if scene.base is not None and scene.base < latest:
        found.append((scene.base, latest))
    return tuple(dict.fromkeys(found))


def _roles(s: Sentence, at: int) -> tuple[list[Period], list[Period], list[tuple[Period, ...]]]:
    """The times of a sentence as what is before, what is after, and stretches; nearest first."""
    bases: list[Period] = []
    latests: list[Period] = []
    spans: list[tuple[Period, ...]] = []
    here = s.clause[at]
    order = sorted(
        (index for index in s.times if s.tags[index] == "PER"),
        key=lambda index: (abs(s.clause[index] - here), s.clause[index] > here, abs(index - at)),
    )
    yearly = s.has("YOY", start=s.clause_start(at), end=s.clause_end(at))
    for index in order:
        time = named_time(s, index)
        if time is None or not time.periods:
            continue
        when = time.said.when
        if when in {When.SINCE, When.EARLIER} or (when is When.ONE and _is_base_here(s, index)):
            if s.clause[index] == here or not bases:
                bases.append(time.periods[0])
        elif when in {When.ONE, When.LATER, When.SAME} and time.one is not None:
            latests.append(time.one)
        elif when in {When.SEVERAL, When.OTHER} and len(time.periods) > 1:
            spans.append(time.periods)
    in_clause = [i for i in order if s.clause[i] == here]
    if not bases and not yearly and len(set(latests)) > 1 and len(in_clause) != 1:
        first, last = min(latests), max(latests)
        if latests[0] == last:
            bases.append(first)
    if yearly and latests:
        bases = list(s._shifted(latests[0], -1))  # noqa: SLF001
    return bases, latests, spans


def _is_base_here(s: Sentence, index: int) -> bool:
    """Whether a time belongs to what a change is held against, itself or through its number."""
    if base_time(s, index):
        return True
    return s.left(index, "(?:FROM|COMPARED|THAT_COMPARES)(?:NEARLY|ABOUT|SINCERE|MORE_THAN|JUST_OVER|JUST_UNDER|W|DET)*(?:N|PC)(?:UNIT|CAT|IN|W|LEVEL|BE|DET|FOREIGN|OTHER_UNIT)*") is not None
