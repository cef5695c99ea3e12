"""Rises and falls: in numbers, per cent, points and multiples, over two periods or between areas."""

from dataclasses import replace
from fractions import Fraction

from foistats.claims.mentions import Number
from foistats.claims.model import Bounds, Claim, Read, Said, Statistic, StatisticKind
from foistats.claims.reading.change_times import is_part_of_number
from foistats.claims.reading.claiming import claim, claimed, unresolved
from foistats.claims.reading.comparing import (
    NO_AREA,
    between_areas,
    compared_area,
    over_time,
    read_multiplied,
    read_times,
)
from foistats.claims.reading.directions import direction_of, is_denied, is_ours
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence


def read_change(s: Sentence, at: int) -> Read | None:
    """A number that a word of direction governs; None where none does."""
    tag = s.tags[at]
    number = s.tokens[at].number
    if number is None or tag == "ORD":
        return None
    if tag == "MULT":
        return read_multiplied(s, at, number)
    if tag == "X" or is_part_of_number(s, at):
        return read_times(s, at, number)
    if tag == "PC" and _is_level_in_per_cent(s, at):
        # "Offences increased to 26 per cent": no count is one, except of what it was before.
        factor = said(
            number.value or Fraction(0), hedge=s.hedge(at), step=number.step or Fraction(1)
        )
        statistics = over_time(s, at, kind=StatisticKind.MULTIPLE)
        values = Said(factor.written / 100, _divided(factor.sure), _divided(factor.loose))
        return claimed(
            s,
            at,
            (claim(s, at, statistic, values=values) for statistic in statistics),
            otherwise=NO_AREA,
        )
    if tag == "PC" and (beside := _beside_rank(s, at, number)) is not None:
        return beside
    sign = direction_of(s, at)
    if sign is None or number.value is None:
        return None
    if is_denied(s, at):
        return unresolved(s, at, "the sentence denies it, so what would be true is open")
    if not is_ours(s, at):
        return unresolved(s, at, "what rises or falls is nothing that the request counts")
    if tag == "PP":
        return _points(s, at, number, sign=sign)
    if tag in {"PC", "FR"}:
        return _percent(s, at, number, sign=sign)
    return _by_number(s, at, number, sign=sign)


def _beside_rank(s: Sentence, at: int, number: Number) -> Read | None:
    """`the steepest fall, at 57 per cent, and Kent the smallest, at 25`: of the force in that place."""
    begin = s.before_hedge(at)
    ranked = s.left(
        begin, "SUP(?:W|YOY|UPN|DOWNN|OF|THEM|IN|DET)*(?:COMMA)?(?:IN|WITH)", in_clause=False
    )
    next_ = s.left(begin, "(?:AHEAD|AND)AREA(?:COMMA)?(?:IN|WITH|LPAR)", in_clause=False)
    if ranked is None and next_ is None:
        return None
    last = max((i for i in s.reads if i < at and s.reads[i].claims), default=None)
    if last is None or number.value is None:
        return None
    models = [one.statistic for one in s.reads[last].claims]
    changed = [
        model
        for model in models
        if model.which in {"rise", "percent_rise"}
        or (next_ is not None and model.kind is StatisticKind.PERCENT_CHANGE)
    ]
    names = [i for i in range(begin) if s.tags[i] == "AREA" and s.areas.get(i)]
    falls = s.has("DOWN", "DOWNN", end=begin) and not s.has("UP", "UPN", end=begin)
    values = said(
        number.value, hedge=s.hedge(at), step=number.step or Fraction(1), sign=-1 if falls else 1
    )
    found = [
        claim(s, at, replace(one, kind=StatisticKind.PERCENT_CHANGE, areas=area, order=0, which=""),
              values=values)
        for one in changed[:4]
        for area in ((one.areas[:1],) if ranked else (s.areas[names[-1]][:1],) if names else ())
    ]  # fmt: skip
    return claimed(s, at, found, otherwise=NO_AREA) if found else None


def _is_level_in_per_cent(s: Sentence, at: int) -> bool:
    """Whether counts, and no share of them, are said to have come to a percentage."""
    moved = s.left(
        s.before_hedge(at), "(?:UNIT|CAT|TOTAL)(?:IN|OF|AREA|DET|W|BE|LEVEL)*(?:UP|DOWN)TO"
    )
    return moved is not None and not s.has("SHARE") and not s.scene.shares and not s.right(at, "OF")


def _divided(bounds: Bounds) -> Bounds:
    low, high = bounds.low, bounds.high
    return Bounds(None if low is None else low / 100, None if high is None else high / 100)


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
            s,
            at,
            (claim(s, at, statistic, values=factor) for statistic in statistics),
            otherwise=NO_AREA,
        )
    kind = StatisticKind.PERCENT_CHANGE
    statistics = over_time(s, at, kind=kind)
    return claimed(
        s,
        at,
        (claim(s, at, statistic, values=values) for statistic in statistics),
        otherwise=NO_AREA,
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
        s,
        at,
        (claim(s, at, statistic, values=values) for statistic in statistics),
        otherwise=NO_AREA,
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
    for of_count in over_time(s, at, kind=kind):
        statistic = of_count
        if share is not None:
            statistic = replace(share, kind=kind, periods=of_count.periods)
        elif s.has("SHARE"):
            whole = s.scene.region or s.nation()
            areas = (*statistic.areas, whole[0])
            statistic = Statistic(
                kind, areas, statistic.periods, statistic.category_id, "", statistic.unit
            )
        found.append(claim(s, at, statistic, values=values))
    return claimed(s, at, found, otherwise=NO_AREA)
