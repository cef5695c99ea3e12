"""A whole text as a period: what stands before, after and in brackets, around the plain forms.

A text that speaks of time and is refused raises, with the reason; None is for all other texts.
"""

import re
from datetime import date, timedelta

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods.atoms import NUMBERS, Atom, Sort, atom_at, last_day
from foistats.naming.periods.plain_forms import TO, core, inside_of, months_inside
from foistats.naming.periods.spans import (
    ONE_YEAR,
    PeriodPart,
    PeriodReading,
    combine,
    financial_year,
    months_later,
    span,
)
from foistats.naming.periods.years import CALENDAR, FINANCIAL, financial_of, one
from foistats.naming.spelling import regex
from schemas.vocabulary import PeriodKind

_LEAD = (
    r"(?:(?:for|during|in|from|between|o|the|(?:time |reporting )?periods?(?: of)?|dates?|dated?"
    r" range|years?|blwyddyn|blynyddoedd)[ :]+)+(?=.*\d)"
)
_FINANCIAL = (
    r"(?<![a-z])(?:f/?y(?![a-z])|(?:financial|fiscal|fin\.?)[ -]?(?:years?|yrs?)(?![a-z])"
    r"|blwyddyn ariannol|blynyddoedd ariannol)[.:]? ?"
)
_CALENDAR = (
    r"(?<![a-z])(?:c/?y(?![a-z])|(?:calendar|cal\.?)[ -]?(?:years?|yrs?)(?![a-z])"
    r"|blwyddyn galendr)[.:]? ?"
)
_OPEN = (
    r"(?P<before>(?:(?:since|before|after|pre|post|prior to|until|till|up to|as at|as of|as on|to)"
    r"[ -])(?:the )?(?P<rest>.+))"
    r"|(?P<start>.+?)[ ,(-]*(?:onwards?|to date|to present|to now|to the present|ytd|year to date"
    r"|so far"
    r"|part(?:ial)?(?: year)?(?: only)?|incomplete|present|current|and (?:before|after|earlier"
    r"|later)"
    r"|academic(?: year)?|school year)\)?"
)
_ENDING = (
    r"(?:the )?(?:(?P<fin>financial |fiscal )?(?P<n>\d{1,2}|[a-z]+)?[ -]?(?P<unit>years?|yrs?"
    r"|months?|quarters?)"
    r"(?: period)?(?: |-)(?:ending|ended|end|up to|to|till|until)(?: in| on|:)?(?: the)?"
    r"(?: end of)?"
    r"|(?P<ye>f?y/?e)(?: in| on|:|-)?) ?(?P<point>.+)"
)
_YEARS_COUNTED = (
    r"(?:(?P<n>\d{1,2}|[a-z]+)[ -](?P<kind>(?:financial |calendar )?years?),?:? (?:period )?"
    r"(?:from |between )?(?P<rest>.+)"
    r"|(?P<rest2>.+?)[ ,]*\((?P<n2>\d{1,2}|[a-z]+)[ -]years?(?: totals?)?\))"
)
_BRACKETS = r"([^()\[\]]+?) ?[(\[]([^()\[\]]+)[)\]]"
_WHOLE_YEAR = frozenset({"full year", "whole year", "12 months", "twelve months", "all year"})
_PLURAL = r"(?:years|yrs|blynyddoedd)(?![a-z])"
_BETWEEN = r"(?:^| )between "
_UNTIL = r"(?:up )?(?:to|until|till)(?: the)?(?: end of| end)? "


def phrase(text: str) -> PeriodReading | None:
    """A cleaned, lower-case text as a period."""
    for attempt in (_open, _ending, _years_counted, _bracketed):
        reading = attempt(text)
        if reading is not None:
            return reading
    hint = 0
    # "Financial years 2016 to 2017" may be one year or two.
    plural = regex(_PLURAL).search(text) and "/" not in text and len(re.findall(r"\d+", text)) > 1
    for written, month in ((_FINANCIAL, FINANCIAL), (_CALENDAR, CALENDAR)):
        shorter, removed = regex(written).subn("", text)
        if removed:
            if hint:
                return None
            hint, text = month, shorter.strip(" -,")
    between = regex(_BETWEEN).search(text) is not None
    lead = regex(_LEAD).match(text)
    if lead is not None:
        text = text[lead.end() :]
    reading = core(text, hint=hint, between=between)
    if (
        plural
        and hint
        and reading is not None
        and reading.period
        and reading.period.kind in ONE_YEAR
    ):
        raise UnreadablePeriod("it can be one year or two; write each year like 2016/17")
    return reading


def _open(text: str) -> PeriodReading | None:
    """Refuse a stretch with no stated end or start: `since 2019`, `2021 YTD`, `2020/21 (part)`."""
    found = regex(_OPEN).fullmatch(text)
    if found is None:
        return None
    inner = (found["rest"] or found["start"]).strip(" ,(-")
    if inner and phrase(inner) is not None:
        raise UnreadablePeriod("it doesn't say where the period starts and ends; state both days")
    return None


def _ending(text: str) -> PeriodReading | None:
    """`Year ending March 2017`, `12 months to 31 March 2017`, `5 years to 2020/21`."""
    found = regex(_ENDING).fullmatch(text)
    if found is None:
        return None
    at = atom_at(found["point"], 0)
    if at is None or at[1] != len(found["point"]):
        return None
    atom, unit = at[0], (found["unit"] or "year")[0]
    number = _number(found["n"] or "1")
    if number is None or (not found["n"] and (found["unit"] or "").endswith("s")):
        return None
    months = number * {"y": 12, "m": 1, "q": 3}[unit]
    financial = bool(found["fin"]) or (found["ye"] or "").startswith("f")
    if atom.sort is Sort.YEAR and financial and months == 12:
        return one(financial_year(atom.year - 1))
    if atom.sort is Sort.YEARS and unit == "y" and (year := financial_of(atom)) is not None:
        return one(span(date(year.start.year - number + 1, 4, 1), year.end))
    if atom.sort not in (Sort.DAY, Sort.MONTH) or not atom.year:
        raise UnreadablePeriod("it doesn't say on which day the period ends; state the day")
    end = last_day(atom)
    start = months_later(end + timedelta(days=1), -months)
    period = span(start, end)
    if financial and period.kind is not PeriodKind.FINANCIAL_YEAR:
        raise UnreadablePeriod("a financial year of the police ends on 31 March; state both days")
    return one(period)


def _years_counted(text: str) -> PeriodReading | None:
    """`5 years 2016/17 to 2020/21`: the number must agree, and settles what is ambiguous."""
    found = regex(_YEARS_COUNTED).fullmatch(text)
    number = _number(found["n"] or found["n2"]) if found is not None else None
    if found is None or number is None:
        return None
    # The kind stays with the years: "5 financial years 2016 to 2020".
    reading = phrase(f"{found['kind']} {found['rest']}" if found["rest"] else found["rest2"])
    if reading is None or reading.part is not None:
        return None
    meanings = reading.alternatives or ((reading.period,) if reading.period else ())
    fitting = [
        p for p in meanings if months_later(p.start, 12 * number) == p.end + timedelta(days=1)
    ]
    if len(fitting) != 1:
        raise UnreadablePeriod(
            f"the years named are not {number} years; state the first and last day"
        )
    return one(fitting[0])


def _bracketed(text: str) -> PeriodReading | None:
    """`2019 (Jan-Dec)`, `2021 (to September)`, `2017/18 (Q1 only)`: the part inside the whole."""
    found = regex(_BRACKETS).fullmatch(text)
    if found is None:
        return None
    outside, inside = found.groups()
    if inside in _WHOLE_YEAR:
        whole = phrase(outside)
        return whole if whole is not None and whole.part is None else None
    for written in (_FINANCIAL, _CALENDAR):
        if regex(written).fullmatch(inside):
            return phrase(f"{inside} {outside}")
    outer = phrase(outside)
    if outer is None:
        return None
    if outer.part is not None:
        return _part_in_brackets(outer.part, inside)
    inside = inside.removesuffix(" only")
    if outer.period is not None:
        return _within(outer.period, inside)
    # "2020-2021 (Apr - Mar)": the brackets settle what the years leave open.
    inner = {_within(whole, inside) for whole in outer.alternatives}
    return inner.pop() if len(inner) == 1 else None


def _part_in_brackets(part: PeriodPart, inside: str) -> PeriodReading | None:
    """`Q1 (2017/18)`, and `Q1 (Apr-Jun)`, which still needs its year."""
    inner = phrase(inside)
    if inner is None:
        return None
    if inner.period is not None:
        return one(combine(inner.period, part))
    other = inner.part
    if other is None or part.kind is not PeriodKind.QUARTER or other.kind is not part.kind:
        return None
    # April to June is the first quarter of a financial year, the second of a calendar year.
    if other.starts in ((3 * part.number) % 12 + 1, 3 * part.number - 2):
        return PeriodReading(None, (), PeriodPart(part.kind, part.number, other.starts), False)
    raise UnreadablePeriod("the months are not that quarter's; state the first and last day")


def _within(whole: Period, inside: str) -> PeriodReading | None:
    """The stretch that a text names inside a period: `to September`, `Jan - Sep`, `Q1`."""
    until = regex(_UNTIL).match(inside)
    rest = inside[until.end() :] if until is not None else inside
    if until is not None and TO.search(rest) is None:
        at = atom_at(rest, 0)
        if at is not None and at[1] == len(rest) and at[0].month:
            return one(
                inside_of(whole, Atom(Sort.DAY, whole.start.year, whole.start.month, 1), at[0])
            )
        return None
    months = months_inside(whole, inside)
    if months is not None:
        return months
    inner = phrase(inside)
    if inner is None:
        return None
    if inner.part is not None:
        return one(combine(whole, inner.part))
    for meaning in inner.alternatives or (inner.period,):
        if meaning == whole:
            return one(whole)
    period = inner.period
    if period is None or not (
        whole.kind in ONE_YEAR and whole.start <= period.start and period.end <= whole.end
    ):
        raise UnreadablePeriod(
            "what stands in brackets is another period; write the one that is meant"
        )
    return one(period)


def _number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    return NUMBERS.get(written)
