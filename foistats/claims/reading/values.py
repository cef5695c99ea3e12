"""Plain counts: of one area and period, or over several periods."""

import re

from foistats.claims.mentions import Form
from foistats.claims.model import Claim, Read, Statistic, StatisticKind
from foistats.claims.reading.attaching import area_for
from foistats.claims.reading.change_times import change_periods
from foistats.claims.reading.claiming import claim, claimed, no_statistic, unresolved
from foistats.claims.reading.counting import category_for, head_of
from foistats.claims.reading.dating import time_for, time_of_another
from foistats.claims.reading.directions import TIMES_MOVED
from foistats.claims.reading.periods import When
from foistats.claims.reading.said import open_said, said
from foistats.claims.reading.scene import Areas
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period
from schemas.vocabulary import PeriodKind

IN_LIST = "by its place in the list"
_CORRECTED = re.compile(r"\b(?:correct(?:ed|ing|ion)|revised|amended|restated)\b")
_TELLS = (
    "UNIT",
    "CAT",
    "TOTAL",
    "LEVEL",
    "UP",
    "DOWN",
    "UPN",
    "DOWNN",
    "AREA",
    "THAT_COMPARES",
    "COMPARED",
    "PEAK",
    "SUP",
    "MULT",
)


def read_value(s: Sentence, at: int) -> Read | None:
    """A number that counts the request's unit; None where it counts nothing that is named."""
    number = s.tokens[at].number
    if s.tags[at] != "N" or number is None or number.value is None:
        return None
    head = head_of(s, at)
    if head.tag == "" and (whole := s.left(at, "N(?:W)+COMMA", in_clause=False)):
        first = head_of(s, at - whole[0].count(" "))
        if s.right(at, "INCLUDING") and first.tag in {"W", "OTHER_UNIT"}:
            return no_statistic(s, at, f"it counts some of the {s.tokens[first.at].text}")
    if head.tag == "OTHER_UNIT":
        return unresolved(
            s, at, f"it counts {s.tokens[head.at].text}, and the request asks for {s.request.unit}"
        )
    if s.has("COURT", start=s.clause_start(at), end=s.clause_end(at)) and not s.areas:
        return unresolved(s, at, "it counts the crimes of a case in court")
    if head.tag == "" and _is_quoted(s):
        return no_statistic(s, at, "it is said in a quotation of nothing that the request counts")
    if s.left(s.before_hedge(at), "FROM") and _CORRECTED.search(
        " ".join(token.lower for token in s.tokens[s.clause_start(at) : at])
    ):
        return unresolved(s, at, "it is a figure that was corrected, and counts for nothing")
    if head.tag == "UNIT" and head.foreign:
        return unresolved(s, at, "it counts a sort of crime that the request doesn't ask for")
    if at + 1 < len(s) and s.tokens[at + 1].lower in TIMES_MOVED:
        return unresolved(s, at, "how many times the number rose or fell isn't worked out")
    if head.tag == "TIME":
        return no_statistic(s, at, "a length of time")
    if head.tag == "W":
        return no_statistic(
            s, at, f"it counts people, plans or things told of ({s.tokens[head.at].text})"
        )
    length = s.left(at, "TIME TO") or (s.left(at, "PER TO") and s.times[at - 2].said.is_length)
    if head.tag == "" and length and not s.has("UNIT", "CAT", "TOTAL"):
        return no_statistic(s, at, "a length of time")
    if head.tag == "" and not s.has(*_TELLS) and not _is_told(s, at):
        return None
    if (
        head.tag == ""
        and s.scene.is_aside
        and s.has("THEM", end=at)
        and not s.has("UNIT", "CAT", "AREA", "TOTAL")
    ):
        return unresolved(
            s, at, "what it counts was named before, and is nothing that the tables count"
        )
    if head.tag == "" and at and s.tokens[at - 1].lower == "other":
        return no_statistic(s, at, "it counts others that were named")
    if s.has("RATIO", end=at) and "every" in {
        token.lower.split(" ")[-1] for token in s.tokens[:at]
    }:
        return unresolved(s, at, "it is so many for every one of something else")
    if _of_others(s, at):
        return unresolved(
            s, at, "the figure is somebody else's: a survey's, a helpline's or another body's"
        )
    counted = s.left(s.before_hedge(at), "FROM") or s.right(at, "IN PER")
    if head.tag == "" and number.value == 1 and s.tokens[at].lower == "one" and not counted:
        return no_statistic(s, at, "`one` is a pronoun here")
    if head.tag == "" and _after_other_unit(s, at):
        return unresolved(s, at, "it counts something that the request doesn't ask for")
    if _is_below_zero(s, at):
        return unresolved(s, at, "a minus stands before it, and no count is below zero")
    if number.value.denominator != 1:
        return unresolved(s, at, "a count is a whole number, and nothing says what this one is per")
    return _value(s, at)


def _is_below_zero(s: Sentence, at: int) -> bool:
    """`recorded -768`: a minus that is a part of the number, with a blank or nothing before it."""
    if at and s.tokens[at - 1].lower in {"minus", "negative"}:
        return True
    if not at or s.tokens[at - 1].text not in {"-", "–", "−"}:
        return False
    apart = at < 2 or s.tokens[at - 2].end < s.tokens[at - 1].start or s.tags[at - 2] == "LPAR"
    return s.tokens[at - 1].end == s.tokens[at].start and apart


def _is_quoted(s: Sentence) -> bool:
    """A person's own words that name neither what is counted nor where."""
    quoted = s.scene.is_quoted or any(token.text in {'"', "“", "”", "‘"} for token in s.tokens)
    dated = any(time.said.when in {When.ONE, When.SEVERAL} for time in s.times.values())
    return quoted and not dated and not s.has("UNIT", "CAT", "AREA", "TOTAL")


def _is_told(s: Sentence, at: int) -> bool:
    """`2018/19: 176` and `there were just 627`: a count without its noun."""
    begin = s.before_hedge(at)
    return (
        s.left(
            begin,
            "(?:PER|AREA|POSS)(?:COLON|DASH|TAB|LPAR|COMMA|BE|W)*|(?:THERE|THEM BE|THEM LEVEL)(?:W|BE|SINCERE)*",
        )
        is not None
        or s.right(at, "(?:OF)?(?:IN)*PER") is not None
    )


def _of_others(s: Sentence, at: int) -> bool:
    start, end = s.clause_start(at), s.clause_end(at)
    return (
        s.has("OTHERS", start=start, end=end)
        or s.has("OTHERS", start=0, end=at)
        or s.has("RATIO", start=at, end=min(at + 3, end))
        or s.right(at, "(?:UNIT|CAT|FOREIGN|OTHER_UNIT|W)*RATIO(?:W)?N") is not None
    )


def _after_other_unit(s: Sentence, at: int) -> bool:
    """`Arrests rose to 212`: the subject of the clause is another count."""
    start = s.clause_start(at)
    tags = s.tags[start:at]
    subject = s.left(
        at,
        "(?:OTHER_UNIT|FOREIGN)(?:IN|AREA|BY|W|PER|DET|OF)*(?:UP|DOWN|LEVEL|BE|PEAK|MULT|AT|TO|FROM|BY|IN|SINCERE|W|NEARLY|ABOUT|MORE_THAN|PC|COMMA|PER)+",
    )
    if subject is None:
        return False
    if "UNIT" in tags or "CAT" in tags or ("TOTAL" in tags and "OTHER_UNIT" not in tags):
        return False
    return ("OTHER_UNIT" in tags and "LEVEL" not in tags[: tags.index("OTHER_UNIT")]) or (
        "FOREIGN" in tags and "AREA" not in tags
    )


def _value(s: Sentence, at: int) -> Read:
    number = s.tokens[at].number
    if number is None or number.value is None:
        return unresolved(s, at, "the number couldn't be read")
    if number.form is Form.LOOSE:
        values = open_said(number.value)
    else:
        values = said(number.value, hedge=s.hedge(at), step=number.step, whole=not number.step)
    areas, how = area_for(s, at)
    if not areas:
        return unresolved(
            s,
            at,
            f"it is a figure of {how}, for which there are none in the tables" if how else _NO_AREA,
        )
    category, found_by, wording = category_for(s, at)
    found: list[Claim] = []
    times, when = count_times(s, at)
    years = {PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR}
    known = s.knows.calendar.periods
    times = tuple(
        t
        for t in times
        if all(p in known or (p.kind in years and known[0].kind in years) for p in t)
    )
    for periods in times[: 8 if when == "the year of the peak" else 3]:
        for area in areas[: 1 if when == "the year of the peak" else 3]:
            kind = StatisticKind.VALUE if len(periods) == 1 else StatisticKind.SUM
            statistic = Statistic(kind, (area,), periods, category, unit=s.request.unit)
            because = f"the area is {how}, the period {when}, the category {found_by}"
            found.append(claim(s, at, statistic, values=values, found=because, wording=wording))
    return claimed(
        s, at, found, otherwise="the sentence names a time that is none of the request's periods"
    )


_NO_AREA = "no area with figures is named before it"


def count_times(s: Sentence, at: int) -> tuple[tuple[tuple[Period, ...], ...], str]:
    """The periods of a count; `from 226 to 212` goes from the earlier to the later period."""
    begin = s.before_hedge(at)
    clause = range(at, s.clause_end(at))
    dated = s.left(begin, "PER(?:POSS|W)*(?:PEAK|HIGH|TOTAL|LEVEL)(?:OF|IN)")
    if dated is not None:
        time = s.times.get(begin - dated[0].count(" "))
        if time is not None and time.periods:
            return (time.periods,), "named before the number"
    if s.left(begin, "(?:PEAK|HIGH)(?:OF|IN)") and not any(i in s.times for i in clause):
        # A peak whose year isn't said may be any.
        return tuple(
            (period,) for period in reversed(s.knows.calendar.periods)
        ), "the year of the peak"
    earlier = (
        s.left(begin, "FROM(?:W|DET|TOTAL|OF)*") is not None
        or s.left(begin, "(?:COMPARED|THAN|THAT_COMPARES)(?:DET|W|TOTAL|OF|JUST)*") is not None
    )
    later = s.left(begin, "(?:TO|UP_TO_LEVEL)(?:W|DET|TOTAL|OF)*") is not None and s.has(
        "UP", "DOWN", "UPN", "DOWNN", "FROM", "MULT", "CHANGE"
    )
    if not (earlier or later):
        return time_for(s, at)
    near = s.right(at, "(?:UNIT|CAT|W|IN|LPAR|LEVEL|BE|AREA|DET|OTHER_UNIT|FOREIGN|COMMA IN)*PER")
    ends = _ends_of_stretch(s, at + near[0].count(" "), earlier=earlier) if near else None
    if ends:
        return ends, "the start of the change" if earlier else "the end of the change"
    if near is not None:
        times, how = time_for(s, at)
        if times:
            return times, how
        index = at + near[0].count(" ")
        if index in s.times and s.times[index].periods:
            return (s.times[index].periods,), "named after the number"
    pairs = change_periods(s, at)
    ends_at = pairs[0][1:] if later and pairs else ()
    if ends_at and any(
        t.periods == ends_at and time_of_another(s, i, at) for i, t in s.times.items()
    ):
        # "In Wales, where 627 were stolen in 2021/22, the number came down to 352."
        pairs = ((pairs[0][1], s.knows.calendar.last), *pairs[1:])
    ends = tuple((pair[0] if earlier else pair[1],) for pair in pairs)
    if earlier and (before := _before_the_last(s, at)):
        ends = (before, *ends)
    if ends:
        return tuple(
            dict.fromkeys(ends)
        ), "the start of the change" if earlier else "the end of the change"
    return time_for(s, at)


def _ends_of_stretch(
    s: Sentence, index: int, *, earlier: bool
) -> tuple[tuple[Period, ...], ...] | None:
    """`from 158 in 2020/21 to 243 in two years`: a stretch behind an end of a change."""
    time = s.times.get(index)
    if time is None or len(time.periods) < 2:
        return None
    if time.said.when is When.AGAIN:
        return (time.periods[:1] if earlier else time.periods[-1:],)
    if time.said.is_length and not earlier:
        bases = [t.periods[0] for i, t in sorted(s.times.items()) if i < index and t.one]
        later = s.shifted(bases[-1], time.said.years) if bases else ()
        return (later,) if later else (time.periods[-1:],)
    return None


def _before_the_last(s: Sentence, at: int) -> tuple[Period, ...]:
    """`recorded 61 in 2021, up from 44`: the period before that of the count just before."""
    if not s.left(s.before_hedge(at), "(?:COMMA|LPAR|DASH)(?:UP|DOWN)(?:W)?FROM", in_clause=False):
        return ()
    last = max((i for i in s.reads if i < at), default=None)
    if last is None or not s.reads[last].claims:
        return ()
    statistic = s.reads[last].claims[0].statistic
    if statistic.kind is not StatisticKind.VALUE:
        return ()
    return s.shifted(statistic.periods[0], -1)


def value_in(
    s: Sentence, at: int, *, area: Areas, periods: tuple[Period, ...], category: str
) -> Read:
    """A count whose area and period a list or table gives."""
    number = s.tokens[at].number
    if number is None or number.value is None:
        return unresolved(s, at, "the number couldn't be read")
    values = said(number.value, hedge=s.hedge(at), step=number.step, whole=not number.step)
    kind = StatisticKind.VALUE if len(periods) == 1 else StatisticKind.SUM
    claims = [
        claim(
            s,
            at,
            Statistic(kind, (one,), periods, category, unit=s.request.unit),
            values=values,
            found=IN_LIST,
        )
        for one in area[:3]
    ]
    return claimed(s, at, claims, otherwise="the list names no area with figures")
