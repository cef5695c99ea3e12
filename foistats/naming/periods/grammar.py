"""A whole text as a period: `period_reading` and `read_period`.

A text that speaks of time and is refused raises inside this module, with the reason; for
`period_reading` it is no period like any other text, `read_period` passes the reason on.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from foistats.errors import AmbiguousPeriod, UnreadablePeriod
from foistats.naming.periods.atoms import (
    MONTH,
    NUMBERS,
    Atom,
    Sort,
    atom_at,
    first_day,
    full_year,
    last_day,
    quarter_at,
)
from foistats.naming.periods.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    PeriodPart,
    PeriodReading,
    calendar_year,
    combine,
    financial_year,
    label_of,
    month_of,
    months_later,
    quarter_from,
    span,
)
from foistats.naming.spelling import plain, without_footnotes
from foistats.records import Period
from schemas.vocabulary import PeriodKind

LONGEST = 90
# Most cells of most tables: a number that is no year.
_JUST_A_NUMBER = re.compile(r"\s*(?:\d{1,3}|\d{5,}|\d{1,3}(?:,\d{3})+)\s*")
# Cheap early exit: what has neither a digit nor one of these words is no period.
_SPEAKS_OF_TIME = re.compile(rf"\d|(?<![a-z]){MONTH}|quarter|qtr|chwarter", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:for|during|in|from|between|o|the|(?:time |reporting )?periods?(?: of)?|dates?|dated?"
    r" range|years?|blwyddyn|blynyddoedd)[ :]+)+(?=.*\d)"
)
_FINANCIAL = re.compile(
    r"(?<![a-z])(?:f/?y(?![a-z])|(?:financial|fiscal|fin\.?)[ -]?(?:years?|yrs?)(?![a-z])"
    r"|blwyddyn ariannol|blynyddoedd ariannol)[.:]? ?"
)
_CALENDAR = re.compile(
    r"(?<![a-z])(?:c/?y(?![a-z])|(?:calendar|cal\.?)[ -]?(?:years?|yrs?)(?![a-z])|blwyddyn galendr)[.:]? ?"
)
_OPEN = re.compile(
    r"(?P<before>(?:(?:since|before|after|pre|post|prior to|until|till|up to|as at|as of|as on|to)"
    r"[ -])(?:the )?(?P<rest>.+))"
    r"|(?P<start>.+?)[ ,(-]*(?:onwards?|to date|to present|to now|to the present|ytd|year to date|so far"
    r"|part(?:ial)?(?: year)?(?: only)?|incomplete|present|current|and (?:before|after|earlier|later)"
    r"|academic(?: year)?|school year)\)?"
)
_ENDING = re.compile(
    r"(?:the )?(?:(?P<fin>financial |fiscal )?(?P<n>\d{1,2}|[a-z]+)?[ -]?(?P<unit>years?|yrs?|months?|quarters?)"
    r"(?: period)?(?: |-)(?:ending|ended|end|up to|to|till|until)(?: in| on|:)?(?: the)?(?: end of)?"
    r"|(?P<ye>f?y/?e)(?: in| on|:|-)?) ?(?P<point>.+)"
)
_YEARS_COUNTED = re.compile(
    r"(?:(?P<n>\d{1,2}|[a-z]+)[ -](?P<kind>(?:financial |calendar )?years?),?:? (?:period )?(?:from |between )?(?P<rest>.+)"
    r"|(?P<rest2>.+?)[ ,]*\((?P<n2>\d{1,2}|[a-z]+)[ -]years?(?: totals?)?\))"
)
_BRACKETS = re.compile(r"([^()\[\]]+?) ?[(\[]([^()\[\]]+)[)\]]")
_WHOLE_YEAR = frozenset({"full year", "whole year", "12 months", "twelve months", "all year"})
_TO = re.compile(r" ?- ?| (?:to|until|till|through|thru|up to|hyd|i) (?:end of |the end of )?")
_AND = re.compile(r" and ")
_PLURAL = re.compile(r"(?:years|yrs|blynyddoedd)(?![a-z])")
_ONE_YEAR = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR)
_BETWEEN = re.compile(r"(?:^| )between ")
_UNTIL = re.compile(r"(?:up )?(?:to|until|till)(?: the)?(?: end of| end)? ")


def period_reading(value: object) -> PeriodReading | None:
    """What a cell's value means as a period; None if the whole of it isn't one.

    A typed date is None: a date shown as Apr-18 and one that means a day can't be told apart in a
    cell. `month_reading_of_dates` reads a row of them.

    >>> label_of(period_reading("FY 2010/11 (1)").period)
    '2010/11'
    >>> [label_of(p) for p in period_reading("2020-2021").alternatives]
    ['2020/21', 'Jan 2020–Dec 2021']
    >>> period_reading("Table 2"), period_reading("30 September 20123")
    (None, None)
    """
    if isinstance(value, str):
        if len(value) > LONGEST or _SPEAKS_OF_TIME.search(value) is None:
            return None
        if _JUST_A_NUMBER.fullmatch(value):
            return None
        return _reading_or_none(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) and FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
        return PeriodReading(calendar_year(int(value)), (), None, True)
    return None


def read_period(text: object) -> Period:
    """The one period a text means; raises UnreadablePeriod or AmbiguousPeriod with a remedy.

    >>> label_of(read_period("1 April 2018 to 31 March 2019"))
    '2018/19'
    >>> read_period("2020-2021")
    Traceback (most recent call last):
    foistats.errors.AmbiguousPeriod: '2020-2021' can mean 2020/21 or Jan 2020–Dec 2021; write the one that is meant
    """
    try:
        reading = _parsed(text) if isinstance(text, str) else period_reading(text)
    except UnreadablePeriod as reason:
        raise UnreadablePeriod(f"{text!r}: {reason}") from None
    if reading is None:
        raise UnreadablePeriod(
            f"{text!r} is not a period; write it like 2018/19, 2019 or 1 April 2018 to 31 March 2019"
        )
    if reading.part is not None:
        raise UnreadablePeriod(f"{text!r} has no year; write the year with it, like April 2018")
    if reading.period is None:
        meant = " or ".join(label_of(period) for period in reading.alternatives)
        raise AmbiguousPeriod(f"{text!r} can mean {meant}; write the one that is meant")
    return reading.period


def is_refused_time(text: str) -> bool:
    """True for a text that speaks of time and still is no period, like a day or `2019 onwards`."""
    try:
        _parsed(text)
    except UnreadablePeriod:
        return True
    return False


@lru_cache(maxsize=50_000)
def _reading_or_none(text: str) -> PeriodReading | None:
    try:
        return _parsed(text)
    except UnreadablePeriod:
        return None


@lru_cache(maxsize=50_000)
def _parsed(text: str) -> PeriodReading | None:
    # str.isdigit and int() take Arabic-Indic and full-width digits; we don't.
    cleaned = without_footnotes(plain(text)).casefold().rstrip(" .,:;")
    if not cleaned or any(ch.isdigit() and not ch.isascii() for ch in cleaned):
        return None
    return _phrase(cleaned)


def _phrase(text: str) -> PeriodReading | None:
    for attempt in (_open, _ending, _years_counted, _bracketed):
        reading = attempt(text)
        if reading is not None:
            return reading
    hint = 0
    # "Financial years 2016 to 2017" may be one year or two.
    plural = _PLURAL.search(text) and "/" not in text and len(re.findall(r"\d+", text)) > 1
    for pattern, month in ((_FINANCIAL, 4), (_CALENDAR, 1)):
        shorter, removed = pattern.subn("", text)
        if removed:
            if hint:
                return None
            hint, text = month, shorter.strip(" -,")
    between = _BETWEEN.search(text) is not None
    lead = _LEAD.match(text)
    if lead is not None:
        text = text[lead.end() :]
    reading = _core(text, hint=hint, between=between)
    if (
        plural
        and hint
        and reading is not None
        and reading.period
        and reading.period.kind in _ONE_YEAR
    ):
        raise UnreadablePeriod("it can be one year or two; write each year like 2016/17")
    return reading


def _open(text: str) -> PeriodReading | None:
    """Refuse a stretch with no stated end or start: `since 2019`, `2021 YTD`, `2020/21 (part)`."""
    found = _OPEN.fullmatch(text)
    if found is None:
        return None
    inner = (found["rest"] or found["start"]).strip(" ,(-")
    if inner and _phrase(inner) is not None:
        raise UnreadablePeriod("it doesn't say where the period starts and ends; state both days")
    return None


def _ending(text: str) -> PeriodReading | None:
    """`Year ending March 2017`, `12 months to 31 March 2017`, `5 years to 2020/21`."""
    found = _ENDING.fullmatch(text)
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
        return _one(financial_year(atom.year - 1))
    if atom.sort is Sort.YEARS and unit == "y" and (year := _financial_of(atom)) is not None:
        return _one(span(date(year.start.year - number + 1, 4, 1), year.end))
    if atom.sort not in (Sort.DAY, Sort.MONTH) or not atom.year:
        raise UnreadablePeriod("it doesn't say on which day the period ends; state the day")
    end = last_day(atom)
    start = months_later(end + timedelta(days=1), -months)
    period = span(start, end)
    if financial and period.kind is not PeriodKind.FINANCIAL_YEAR:
        raise UnreadablePeriod("a financial year of the police ends on 31 March; state both days")
    return _one(period)


def _years_counted(text: str) -> PeriodReading | None:
    """`5 years 2016/17 to 2020/21`: the number must agree, and settles what is ambiguous."""
    found = _YEARS_COUNTED.fullmatch(text)
    number = _number(found["n"] or found["n2"]) if found is not None else None
    if found is None or number is None:
        return None
    # The kind stays with the years: "5 financial years 2016 to 2020".
    reading = _phrase(f"{found['kind']} {found['rest']}" if found["rest"] else found["rest2"])
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
    return _one(fitting[0])


def _bracketed(text: str) -> PeriodReading | None:
    """`2019 (Jan-Dec)`, `2021 (to September)`, `2017/18 (Q1 only)`: the part inside the whole."""
    found = _BRACKETS.fullmatch(text)
    if found is None:
        return None
    outside, inside = found.groups()
    if inside in _WHOLE_YEAR:
        whole = _phrase(outside)
        return whole if whole is not None and whole.part is None else None
    for pattern in (_FINANCIAL, _CALENDAR):
        if pattern.fullmatch(inside):
            return _phrase(f"{inside} {outside}")
    outer = _phrase(outside)
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
    inner = _phrase(inside)
    if inner is None:
        return None
    if inner.period is not None:
        return _one(combine(inner.period, part))
    other = inner.part
    if other is None or part.kind is not PeriodKind.QUARTER or other.kind is not part.kind:
        return None
    # April to June is the first quarter of a financial year, the second of a calendar year.
    if other.starts in ((3 * part.number) % 12 + 1, 3 * part.number - 2):
        return PeriodReading(None, (), PeriodPart(part.kind, part.number, other.starts), False)
    raise UnreadablePeriod("the months are not that quarter's; state the first and last day")


def _within(whole: Period, inside: str) -> PeriodReading | None:
    """The stretch that a text names inside a period: `to September`, `Jan - Sep`, `Q1`."""
    until = _UNTIL.match(inside)
    rest = inside[until.end() :] if until is not None else inside
    if until is not None and _TO.search(rest) is None:
        at = atom_at(rest, 0)
        if at is not None and at[1] == len(rest) and at[0].month:
            return _one(
                _inside(whole, Atom(Sort.DAY, whole.start.year, whole.start.month, 1), at[0])
            )
        return None
    months = _two_points(inside)
    if months is not None and not months[0].year and not months[1].year:
        return _one(_inside(whole, *months))
    inner = _phrase(inside)
    if inner is None:
        return None
    if inner.part is not None:
        return _one(combine(whole, inner.part))
    for meaning in inner.alternatives or (inner.period,):
        if meaning == whole:
            return _one(whole)
    period = inner.period
    if period is None or not (
        whole.kind in _ONE_YEAR and whole.start <= period.start and period.end <= whole.end
    ):
        raise UnreadablePeriod(
            "what stands in brackets is another period; write the one that is meant"
        )
    return _one(period)


def _inside(whole: Period, first: Atom, last: Atom) -> Period:
    """The days from one month or day to another, placed in the one year they lie in."""
    starts = [y for y in _years(whole) if not first.year or first.year == y]
    ends = [y for y in _years(whole) if not last.year or last.year == y]
    found = {
        (start, end)
        for a in starts
        for b in ends
        if whole.start <= (start := first_day(first._replace(year=a)))
        and (end := last_day(last._replace(year=b))) <= whole.end
        and start < end
    }
    if len(found) != 1:
        raise UnreadablePeriod(f"the months are not months of {label_of(whole)}; state both days")
    start, end = found.pop()
    return span(start, end)


def _years(period: Period) -> range:
    return range(period.start.year, period.end.year + 1)


def _core(text: str, *, hint: int, between: bool) -> PeriodReading | None:
    quarter = _quarter(text, hint)
    if quarter is not None:
        return quarter
    at = atom_at(text, 0)
    if at is None:
        return None
    atom, end = at
    if end == len(text):
        return _single(atom, hint)
    rest = text[end:]
    if atom.sort in (Sort.YEAR, Sort.YEARS) and rest[0] in " ,":
        whole = _single(atom, hint or (0 if atom.sort is Sort.YEAR else 4))
        inside = rest.strip(" ,-")
        if whole is not None and whole.period is not None and re.match(MONTH, inside):
            return _within(whole.period, inside)
    points = _two_points(text, between=between)
    return _range(*points, hint=hint) if points is not None else None


def _two_points(text: str, *, between: bool = False) -> tuple[Atom, Atom] | None:
    at = atom_at(text, 0)
    if at is None:
        return None
    joined = _TO.match(text, at[1]) or (_AND.match(text, at[1]) if between else None)
    after = atom_at(text, joined.end()) if joined is not None else None
    if after is None:
        return None
    rest = text[after[1] :]
    return (at[0], after[0]) if rest in ("", " inclusive", " (inclusive)", ", inclusive") else None


def _quarter(text: str, hint: int) -> PeriodReading | None:
    """`Q1`, `Q1 2017/18`, `2017/18 Q1`."""
    at = quarter_at(text, 0)
    if at is not None:
        year_text = re.sub(r"^[ ,:-]*(?:of |in )?", "", text[at[1] :])
        year_text = year_text.removeprefix("(").removesuffix(")")
        quarter = at[0]
    else:
        first = atom_at(text, 0)
        if first is None or first[0].sort not in (Sort.YEAR, Sort.YEARS):
            return None
        gap = re.compile(r"[ ,:-]*\(?").match(text, first[1])
        at = quarter_at(text, gap.end() if gap is not None else first[1])
        if at is None or text[at[1] :] not in ("", " only", ")", " only)"):
            return None
        quarter, year_text = at[0], text[: first[1]]
    part = PeriodPart(PeriodKind.QUARTER, quarter.month)
    if not year_text:
        return PeriodReading(None, (), part, False)
    year = atom_at(year_text, 0)
    if year is None or year[1] != len(year_text):
        return None
    return _quarter_of(year[0], part, hint)


def _quarter_of(year: Atom, part: PeriodPart, hint: int) -> PeriodReading | None:
    if year.sort is Sort.YEARS and (whole := _financial_of(year)) is not None:
        return _one(combine(whole, part))
    if year.sort is not Sort.YEAR:
        return None
    calendar = combine(calendar_year(year.year), part)
    if hint == 1:
        return _one(calendar)
    financial = tuple(combine(financial_year(y), part) for y in (year.year, year.year - 1))
    return PeriodReading(None, financial if hint else (calendar, *financial), None, False)


def _single(atom: Atom, hint: int) -> PeriodReading | None:
    if atom.sort is Sort.DAY:
        raise UnreadablePeriod("a single day is not a period; state the first and last day")
    if atom.sort is Sort.MONTH:
        if atom.year:
            return _one(month_of(atom.year, atom.month))
        return PeriodReading(None, (), PeriodPart(PeriodKind.MONTH, atom.month), False)
    if atom.sort is Sort.YEAR:
        if hint == 4:
            # Some name a financial year by its first year, some by its last.
            return PeriodReading(
                None, (financial_year(atom.year), financial_year(atom.year - 1)), None, False
            )
        return PeriodReading(calendar_year(atom.year), (), None, hint != 1)
    return _two_years(atom, hint)


def _financial_of(atom: Atom) -> Period | None:
    """The financial year that two years name, if the second follows the first."""
    follows = str(atom.year + 1)
    return financial_year(atom.year) if atom.second in (follows, follows[2:]) else None


def _two_years(atom: Atom, hint: int) -> PeriodReading:
    """`2016/17`, `16-17`, `2020-2021`, `2015-2020`, `2018-04`; `09/10` may be a month too."""
    dash, long, short = atom.join == "-", len(atom.second) == 4, atom.day == 2
    year = _financial_of(atom)
    meanings: list[Period] = [year] if year is not None and hint != 1 else []
    if not hint and short and year is not None and 1 <= atom.year % 100 <= 12:
        meanings.append(month_of(full_year(atom.second), atom.year % 100))
    if not hint and not short and not long and dash and 1 <= int(atom.second) <= 12:
        meanings.append(month_of(atom.year, int(atom.second)))
    if dash and not short and (long or year is None) and full_year(atom.second) > atom.year:
        last = full_year(atom.second)
        meanings += _many_years(atom.year, last, hint=hint, consecutive=year is not None)
    if not meanings:
        raise UnreadablePeriod(
            "the second year doesn't follow the first; write all years, like 2018/19 to 2019/20"
        )
    if len(meanings) == 1:
        return PeriodReading(meanings[0], (), None, short and not hint)
    return PeriodReading(None, tuple(meanings), None, short and not hint)


def _many_years(first: int, last: int, *, hint: int, consecutive: bool) -> list[Period]:
    """What `2015-2020` can mean: calendar years, or the financial years between."""
    calendar = span(date(first, 1, 1), date(last, 12, 31))
    if hint == 1:
        return [calendar]
    by_first = span(date(first, 4, 1), date(last + 1, 3, 31)) if last < LAST_YEAR else None
    if consecutive:
        return [] if hint else [calendar]
    meanings = [span(date(first, 4, 1), date(last, 3, 31))]
    if hint == 4:
        return [*meanings, *([by_first] if by_first else [])]
    return [*meanings, calendar]


def _range(first: Atom, last: Atom, *, hint: int) -> PeriodReading | None:
    sorts = {first.sort, last.sort}
    if sorts == {Sort.YEARS}:
        start, end = _financial_of(first), _financial_of(last)
        if start is None or end is None or start.end >= end.start or hint == 1:
            raise UnreadablePeriod(
                "the years don't run from a first to a later last financial year"
            )
        return _one(span(start.start, end.end))
    if sorts == {Sort.YEAR}:
        if first.year >= last.year:
            raise UnreadablePeriod("the last year doesn't come after the first")
        consecutive = last.year == first.year + 1
        meanings = [financial_year(first.year)] if consecutive and hint != 1 else []
        meanings += _many_years(first.year, last.year, hint=hint, consecutive=consecutive)
        if len(meanings) == 1:
            return _one(meanings[0])
        return PeriodReading(None, tuple(meanings), None, False)
    if not sorts <= {Sort.DAY, Sort.MONTH}:
        return None
    if not first.year and not last.year:
        return _months_without_year(first, last)
    if not first.year:
        first = first._replace(year=last.year)
    if not last.year:
        last = last._replace(year=first.year)
    start, end = first_day(first), last_day(last)
    if start >= end:
        raise UnreadablePeriod(
            "the period ends before it starts, or a year is left out; state both"
        )
    period = span(start, end)
    if hint and period.kind in _ONE_YEAR and period.start.month != hint:
        raise UnreadablePeriod("the days are not that sort of year; write the one that is meant")
    return _one(period)


def _months_without_year(first: Atom, last: Atom) -> PeriodReading | None:
    """`Apr-Jun` is a quarter that needs its year; other months without a year are refused."""
    if first.day or last.day or first.month % 3 != 1 or last.month != first.month + 2:
        raise UnreadablePeriod("the months have no year; write the year with them")
    quarter = PeriodPart(PeriodKind.QUARTER, (first.month - 4) // 3 % 4 + 1, first.month)
    return PeriodReading(None, (), quarter, False)


def _number(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    return NUMBERS.get(written)


def _one(period: Period) -> PeriodReading:
    return PeriodReading(period, (), None, False)


def month_reading_of_dates(values: "list[date] | list[datetime]") -> tuple[Period, ...] | None:
    """The months that typed dates stand for: only if each is the first day of the month after.

    >>> [label_of(p) for p in month_reading_of_dates([date(2018, 12, 1), date(2019, 1, 1)])]
    ['December 2018', 'January 2019']
    >>> month_reading_of_dates([date(2018, 12, 1), date(2019, 1, 3)]) is None
    True
    """
    days = [value.date() if isinstance(value, datetime) else value for value in values]
    if len(days) < 2 or any(day.day != 1 for day in days):
        return None
    if any(months_later(a, 1) != b for a, b in zip(days, days[1:], strict=False)):
        return None
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        return None
    return tuple(month_of(day.year, day.month) for day in days)
