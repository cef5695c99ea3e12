"""Averages and rates: per day or week, every so many minutes, per year or force."""

from fractions import Fraction

from foistats.claims.mentions import Number
from foistats.claims.model import Claim, Read, Said, Statistic, StatisticKind
from foistats.claims.reading.attaching import area_for
from foistats.claims.reading.claiming import claim, claimed, unresolved
from foistats.claims.reading.counting import category_for, head_of
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence
from foistats.claims.reading.values import count_times
from foistats.model.values import Period
from foistats.naming.forces.register import region_members

_TIMES = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
    "night": "day",
}


def read_rate(s: Sentence, at: int) -> Read | None:
    """A number per stretch of time or per force; None where it is none."""
    number = s.tokens[at].number
    if number is None or number.value is None:
        return None
    tag = s.tags[at]
    if tag == "EVERY":
        return _every(s, at, number)
    per = number.per if tag == "RATE" else _per(s, at) if tag in {"N", "FR"} else ""
    averaged = (
        s.left(
            s.before_hedge(at),
            "ON_AVERAGE(?:W|OF|BE|LEVEL|COMMA|AREA|DET|IN|UNIT|PER|TOTAL|BY|N|FORCES|ALL|FOR)*",
        )
        is not None
    )
    averaged = (
        averaged
        or s.right(at, "(?:UNIT|CAT|W|OF|IN|AREA|FOREIGN|OTHER_UNIT)*ON_AVERAGE") is not None
    )
    again = _rate_before(s, at)
    if again is not None and again.kind is StatisticKind.AVERAGE:
        return _average(s, at, number, per="year")
    if again is not None:
        step = number.step or Fraction(1)
        values = said(number.value, hedge=s.hedge(at), step=step)
        return _over(s, at, values=values, per=again.per, every=again.every)
    if head_of(s, at).tag in {"OTHER_UNIT", "W"} and (per or averaged):
        return unresolved(s, at, "it counts something that the tables don't")
    if per and per not in {"year", "force"}:
        return _rate(s, at, number, per=per)
    if per in {"year", "force"} or (averaged and tag == "N"):
        return _average(s, at, number, per=per or _of_what(s, at))
    return None


def _rate_before(s: Sentence, at: int) -> Statistic | None:
    """The rate or yearly average that a bare number goes on from: `ten a week, up from four`."""
    bare = s.tags[at] == "N" and head_of(s, at).tag == ""
    begin = s.before_hedge(at)
    before = [read.claims[0].statistic for _, read in sorted(s.reads.items()) if read.claims]
    if bare and s.left(begin, "AND") and s.right(at, "IN(?:DET)*AREA") and before:
        # "207 a year in Cambridgeshire and 61 in Suffolk"
        last = before[-1]
        yearly = last.kind is StatisticKind.AVERAGE and last.divided_by is None
        return last if yearly or last.kind is StatisticKind.RATE else None
    if not bare or not s.left(begin, "(?:FROM|COMPARED|TO)"):
        return None
    return before[-1] if before and before[-1].kind is StatisticKind.RATE else None


def _of_what(s: Sentence, at: int) -> str:
    """What an average is per, where only its scope says so: `the average across the six forces`."""
    among = s.has("PER_FORCE") or s.has("FORCES", start=s.clause_start(at), end=at)
    return "force" if among else "year"


def _per(s: Sentence, at: int) -> str:
    """The time or force that a count is divided by, a few words after it."""
    after = s.right(
        at,
        "(?:UNIT|CAT|W|OF|INCLUDING|THEM|DET|ALL|LEVEL|BE|FOREIGN|OTHER_UNIT|ON_AVERAGE|IN|AREA){0,6}(?:PER_TIME|PER_FORCE)",
    )
    if after is None:
        before = s.left(
            s.before_hedge(at),
            "PER_TIME(?:PER|W|IN|COMMA|LEVEL|AREA|DET|THEM|FROM|TO|BE|UP|DOWN|N|BY)*",
        )
        first = s.tokens[s.before_hedge(at) - before[0].count(" ")] if before else None
        if first is not None and first.lower.startswith(("every", "each", "per")):
            return _TIMES.get(first.lower.split(" ")[-1], first.lower.split(" ")[-1])
        return ""
    token = s.tokens[at + after[0].count(" ")]
    if token.tag == "PER_FORCE":
        return "force"
    word = token.lower.split(" ")[-1]
    return _TIMES.get(word, word)


def _times(s: Sentence, at: int) -> tuple[tuple[Period, ...], ...]:
    return count_times(s, at)[0]


def _rate(s: Sentence, at: int, number: Number, *, per: str) -> Read:
    value = number.value or Fraction(0)
    values = said(value, hedge=s.hedge(at), step=number.step or Fraction(1))
    return _over(s, at, values=values, per=per, every=False)


def _every(s: Sentence, at: int, number: Number) -> Read:
    value = number.value or Fraction(0)
    per = number.per
    # "Every 40 minutes" is a length of time: "nearly every 40 minutes" is somewhat less than it.
    values = said(value, hedge=s.hedge(at), step=number.step or Fraction(1))
    return _over(s, at, values=values, per=per, every=True)


def _over(s: Sentence, at: int, *, values: Said, per: str, every: bool) -> Read:
    areas, _ = area_for(s, at)
    category = category_for(s, at)[0]
    found: list[Claim] = []
    for periods in _times(s, at)[:3]:
        for area in areas[:2]:
            statistic = Statistic(
                StatisticKind.RATE,
                (area,),
                periods,
                category,
                unit=s.request.unit,
                per=per,
                every=every,
            )
            found.append(claim(s, at, statistic, values=values))
    return claimed(s, at, found, otherwise="no area with figures could be found for the rate")


def _average(s: Sentence, at: int, number: Number, *, per: str) -> Read:
    areas, _ = area_for(s, at)
    category = category_for(s, at)[0]
    value = number.value or Fraction(0)
    values = said(value, hedge=s.hedge(at), step=number.step or Fraction(1))
    found: list[Claim] = []
    if per == "force":
        wide = (*areas, *s.scene.region, *s.scene.topic, *s.nation())
        areas = tuple(dict.fromkeys(one for one in wide if one.kind != "force"))
    for periods in _spans(s, at, per=per):
        for area in areas[:2]:
            divided: tuple[int | None, ...] = (None,)
            if per == "force":
                members = area.several or region_members(area.area_id) or s.request.asked_force_ids
                asked = [member for member in members if member in s.request.asked_force_ids]
                divided = tuple(dict.fromkeys((len(members), len(asked))))
            for count in divided:
                if count == 0:
                    continue
                statistic = Statistic(
                    StatisticKind.AVERAGE,
                    (area,),
                    periods,
                    category,
                    unit=s.request.unit,
                    divided_by=count,
                )
                found.append(claim(s, at, statistic, values=values))
    return claimed(s, at, found, otherwise="no area with figures could be found for the average")


def _spans(s: Sentence, at: int, *, per: str) -> tuple[tuple[Period, ...], ...]:
    """The periods that an average is over: for a year's average, several."""
    times = _times(s, at)[:3]
    if per == "force":
        return times
    several = tuple(periods for periods in times if len(periods) > 1)
    span = (s.scene.span,) if len(s.scene.span) > 1 else ()
    return tuple(dict.fromkeys((*several, *span, s.knows.calendar.periods)))
