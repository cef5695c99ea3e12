"""Multiples, and areas or categories that are held against each other."""

from collections.abc import Iterator
from fractions import Fraction

from foistats.claims.mentions import Number
from foistats.claims.model import Read, Said, Statistic, StatisticKind
from foistats.claims.reading.attaching import area_for, scene_areas, subject_area
from foistats.claims.reading.change_times import change_periods, is_part_of_number
from foistats.claims.reading.claiming import claim, claimed, unresolved
from foistats.claims.reading.counting import category_for
from foistats.claims.reading.dating import time_for
from foistats.claims.reading.directions import is_denied
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period

NO_AREA = "no area with figures, or no two periods, could be found for the change"


_INVERSE = {
    "MORE_THAN": "LESS_THAN",
    "NEARLY": "JUST_OVER",
    "JUST_OVER": "JUST_UNDER",
    "JUST_UNDER": "JUST_OVER",
}


def read_multiplied(s: Sentence, at: int, number: Number) -> Read | None:
    """`doubled`, `trebled`, `halved`, and `double the number in Dorset`."""
    if number.value is None:
        return None
    if not s.has("UNIT", "CAT", "TOTAL", "AREA", "THEM", "PER", "UP", "DOWN", "UPN"):
        return None
    if is_denied(s, at):
        return unresolved(s, at, "the sentence denies it, so what would be true is open")
    hedge = s.hedge(at)
    if number.value < 1:
        hedge = _INVERSE.get(hedge, hedge)
    values = said(number.value, hedge=hedge, in_words=True)
    return _as_multiple(s, at, values=values)


def read_times(s: Sentence, at: int, number: Number) -> Read | None:
    """`three times as many as in 2016/17`, `a three-fold rise`, `twice Dorset's total`."""
    compares = s.right(
        at,
        "(?:UNIT|CAT)?(?:AS_MANY_LIKE|MORE|MORE_THAN_X|UPN|UP|THAN|DET TOTAL|DET LEVEL|DET UNIT|DET W (?:OF|IN)|AREA|AS_MANY|DET SHARE|DET N|PER TOTAL|PER UNIT|DET PER|WHERE OF|W THEM BE|W BE|THEM BE|MORE)",
    )
    noun = s.right(at, "AS_MANY_LIKE(?:OTHER_UNIT|FOREIGN|W)")
    if compares is not None and noun and is_of_others(s, at + noun[0].count(" ")):
        return unresolved(s, at, "it compares something that the tables don't count")
    if is_part_of_number(s, at):
        compares = s.right(at, "")
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
            s, at, (claim(s, at, one, values=values) for one in between), otherwise=NO_AREA
        )
    values = said(number.value, hedge=s.hedge(at), step=exact, in_words=not exact)
    return _as_multiple(s, at, values=values)


def is_of_others(s: Sentence, index: int) -> bool:
    """Whether a word is a noun of what nobody asked for: `ten times as many families`."""
    word = s.tokens[index]
    return s.tags[index] != "W" or (word.text.islower() and word.lower.endswith("s"))


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
    kept = [fromkey for fromkey in dict.fromkeys(ids) if fromkey and fromkey != second.category_id]
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
        s,
        at,
        (claim(s, at, statistic, values=values) for statistic in statistics),
        otherwise=NO_AREA,
    )


def compared_area(s: Sentence, at: int) -> int | None:
    """The area that another is held against: `twice as many as Dorset`."""
    end = s.clause_end(at)
    behind = s.left(
        s.before_hedge(at), "(?:MORE_THAN_X|FEWER_THAN_X)(?:DET|W)*AREA(?:POSS|TOTAL)*BY(?:W)*"
    )
    if behind is not None:
        return next(i for i in range(at - 1, -1, -1) if s.tags[i] == "AREA")
    both = s.right(
        at,
        "AS_MANY_LIKE(?:UNIT|CAT|W|BE|LEVEL|OTHER_UNIT|FOREIGN)*(?:IN|BY)(?:DET)*AREA THAN(?:IN|BY)(?:DET)*AREA",
    )
    if both is not None:
        # "three times as many were stolen in Northumbria as in Durham"
        return at + both[0].count(" ")
    for index in range(at + 1, end):
        if s.tags[index] != "AREA":
            continue
        before = s.left(
            index,
            "(?:THAN|COMPARED|AS_MANY_LIKE|MORE_THAN_X|FEWER_THAN_X|TOTAL|SHARE|X|MULT|WHERE)(?:DET|IN|OF|TOTAL|W|UNIT|BY|WHERE){0,3}",
        )
        # "doubled across the region": that is where, and not what it is held against.
        placed = s.tags[at] == "MULT" and s.right(at, "IN(?:DET)*AREA") is not None
        if before and not placed and not s.has("PER", "THEM", start=at + 1, end=index):
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
    subject = (
        first_area
        if first_area not in {None, other}
        else next(
            (
                i
                for i in (*range(at + 1, other), *range(at - 1, -1, -1))
                if i != other and s.tags[i] == "AREA" and s.areas.get(i)
            ),
            None,
        )
    )
    firsts = s.group_area(subject) if subject is not None else scene_areas(s)
    category = category_for(s, at)[0]
    times = [periods for periods in time_for(s, at)[0] if len(periods) == 1]
    for first in firsts[:2]:
        for one in second[:2]:
            for periods in times[:2] or [(s.knows.calendar.last,)]:
                if first != one:
                    yield Statistic(kind, (first, one), periods, category, unit=s.request.unit)


def _last_pair(s: Sentence, at: int) -> tuple[tuple[Period, Period], ...]:
    """The periods of the change just before: `56 more than in 2021/22, a rise of 30 per cent`."""
    pairs = [
        read.claims[0].statistic.periods
        for i, read in sorted(s.reads.items())
        if i < at and read.claims and read.claims[0].statistic.kind is StatisticKind.CHANGE
    ]
    return ((pairs[-1][0], pairs[-1][1]),) if pairs and len(pairs[-1]) == 2 else ()


def over_time(s: Sentence, at: int, *, kind: StatisticKind) -> Iterator[Statistic]:
    """The statistic of one area between two periods, for each reading of both."""
    areas, _ = area_for(s, at)
    category = category_for(s, at)[0]
    for pair in change_periods(s, at) or _last_pair(s, at):
        for area in areas[:3]:
            yield Statistic(kind, (area,), pair, category, unit=s.request.unit)
