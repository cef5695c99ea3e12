"""Counts listed by period: `2022/23 - 10`, one under the other or one after the other in a line.

What is counted stands in the line above, and the list's own total is held against it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from foistats.errors import UnreadableCount
from foistats.letters.claims import Claim
from foistats.letters.patterns import VAGUE
from foistats.letters.sentences import unbulleted
from foistats.letters.subjects import Subject
from foistats.letters.whose import Sentence
from foistats.model.values import Count, Period
from foistats.naming.counts import is_mark, read_count
from foistats.naming.counts.numbers import exact_number
from foistats.naming.periods import PeriodReading, combine, label_of, period_reading
from foistats.naming.periods.atoms import MONTH
from foistats.naming.periods.spans import ONE_YEAR
from foistats.naming.spelling import plain, regex
from foistats.naming.vocabulary import plurals
from foistats.records import NO_EXACT_COUNT
from schemas.vocabulary import PeriodKind, Status, Unit

_YEAR = r"(?:19|20)\d\d"
_BETWEEN = (
    r"\s+(?=(?:q|question) ?\d{1,2}[a-z]?\s*[:=-])|\s*[;|]\s*|\s+/\s+|\s*,\s+(?=[^\d]{0,24}(?:19"
    r"|20)\d\d)|\s+and\s+(?=[^\d]{0,24}(?:19|20)\d\d)|\s*,\s+(?=\S+ in (?:19|20)\d\d)"
    r"|\s+and\s+(?=\S+ in (?:19|20)\d\d)"
)
_SIGN = r"(?:\s*[:=]\s*|\s+-+\s*|-\s+)"
_ITEM = (
    rf"(?P<period>.{{2,60}}?){_SIGN}(?P<value>[^:=]{{1,40}}?)(?: (?:recorded "
    r"|reported )?(?P<noun>NOUN)(?: recorded| reported)?)?"
)
_TURNED = r"(?P<value>[\w<,]{1,12})(?: (?P<noun>NOUN))? (?:in|for|during) (?P<period>.{2,60})"
_CLOSE = (
    rf"(?P<period>{_YEAR}[/-](?:{_YEAR}|\d\d)|{MONTH} {_YEAR})"
    r" (?P<value>\d{1,3}(?:,\d{3})+|\d{1,6})(?: (?P<noun>NOUN))?"
)
_TOTAL = rf"(?:grand |overall |sub-?)?total(?: (?:\w+ ){{0,3}}\w+)?{_SIGN}(?P<value>\d[\d,]*)"
_ROUGH = (
    r"(?:approx\w*\.?|about|around|circa|c\.?|at least|over|more than|up to|nearly|almost"
    r"|~)\s*(?P<number>\d[\d,]*)"
)
# A quick look, for every sentence is asked: a period or a number soon, and what may part the two.
_STARTS = r"(?i)(?=[^\d]{0,40}\d|.{0,20}:)(?=.{0,80}(?:[:=\t–—-]| {3}| (?:in|for|during) |\d \d))"
_FRACTION = r"\d[\d,]*\.\d*[1-9]\d*"
_MARKED = r"(?P<number>\d[\d,]*)\s*(?:[*†‡§^]+|[¹²³⁴-⁹]+|\[\w{1,6}\]|\((?:note )?\w{1,2}\))"
_REMARK = r"(?P<item>.{3,60}?)\s*\([^()]*[a-zA-Z]{3}[^()]*\)"
_LONGEST = 400


class Item(NamedTuple):
    """One count of a list: its period, and why it is not certain, if it isn't.

    `ambiguous` is true where the whole of it may be a period: `2012 - 13`. `noun` is what it says
    it counts, in small letters.
    """

    reading: PeriodReading
    count: Count  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a record
    unit: Unit | None
    why: str
    ambiguous: bool
    noun: str = ""


def items_of(text: str, marks: Mapping[str, Count]) -> list[Item] | None:
    """The counts by period of one line; None where the line is anything else besides."""
    if len(text) > _LONGEST or not regex(_STARTS).match(text):
        return None
    spaced = plain(regex(r"\t+| {3,}").sub(" : ", unbulleted(text).strip())).rstrip(" .,;")
    items = []
    for piece in regex(rf"(?i){_BETWEEN}").split(spaced):
        item = _item(piece.strip(), marks)
        if item is None:
            return None
        items.append(item)
    return items


def total_of(text: str) -> int | None:
    """The number of a line that is a printed total: `Total: 16`."""
    found = regex(rf"(?i){_TOTAL}").fullmatch(plain(text).rstrip(" ."))
    return exact_number(found["value"]) if found is not None else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    nouns = "|".join(sorted(plurals(), key=len, reverse=True))
    return re.compile(pattern.replace("NOUN", nouns), re.IGNORECASE)


def _item(piece: str, marks: Mapping[str, Count]) -> Item | None:
    """The count of one period; with a remark in brackets behind it, it is left to a person."""
    item = _bare_item(piece, marks)
    remark = regex(_REMARK).fullmatch(piece) if item is None else None
    if remark is None or (bare := _bare_item(remark["item"], marks)) is None:
        return item
    return bare._replace(why=bare.why or "the line says more than a count")


def _bare_item(piece: str, marks: Mapping[str, Count]) -> Item | None:
    for pattern in (_ITEM, _TURNED, _CLOSE):
        found = _compiled(pattern).fullmatch(piece)
        if found is None:
            continue
        reading = period_reading(found["period"].strip())
        if reading is None:
            continue
        value = _value(found["value"].strip(), marks)
        if value is None:
            continue
        count, why = value
        noun = (found["noun"] or "").casefold()
        if pattern is _CLOSE:
            why = why or "no sign parts the number from the period"
        if reading.bare and not regex(_YEAR).search(found["period"]):
            why = why or f"{found['period'].strip()!r} can be ages or a code as well"
        ambiguous = pattern is _ITEM and not noun and period_reading(piece) is not None
        return Item(reading, count, plurals().get(noun), why, ambiguous, noun)
    return None


def _value(said: str, marks: Mapping[str, Count]) -> tuple[Count, str] | None:
    rough = regex(rf"(?i){_ROUGH}").fullmatch(said)
    if rough is not None and (number := exact_number(rough["number"])) is not None:
        return Count(number, number, Status.REPORTED), f"{said!r} {NO_EXACT_COUNT}"
    marked = regex(_MARKED).fullmatch(said)
    if marked is not None and (number := exact_number(marked["number"])) is not None:
        count = Count(number, number, Status.REPORTED)
        return count, "a mark beside it points to a note"
    if regex(rf"(?i){VAGUE}|{_FRACTION}").fullmatch(said):
        return Count(0, None, Status.SUPPRESSED), f"{said!r} {NO_EXACT_COUNT}"
    try:
        count = read_count(said, marks)
    except UnreadableCount:
        if is_mark(said):
            return Count(0, None, Status.SUPPRESSED), f"nothing says what {said!r} stands for"
        return None
    if regex(_YEAR).fullmatch(said):
        return count, "it can be a year"
    return count, ""


class Series(NamedTuple):
    """Lines of counts that stand together, and the line that says what they count."""

    lines: tuple[tuple[Sentence, list[Item]], ...]
    total: int | None


def series_in(
    sentences: Sequence[Sentence], marks: Mapping[str, Count]
) -> Iterator[tuple[int, int, Series]]:
    """Each list of a document, with the sentences from and up to which it runs."""
    at = 0
    while at < len(sentences):
        lines: list[tuple[Sentence, list[Item]]] = []
        total = None
        start = at
        while at < len(sentences):
            sentence = sentences[at]
            if lines and sentence.section != lines[0][0].section:
                break
            items = items_of(sentence.written, marks)
            if items is None:
                total = total_of(sentence.text) if lines else None
                at += total is not None
                break
            lines.append((sentence, items))
            at += 1
        if lines:
            yield start, at, Series(tuple(lines), total)
        else:
            at += 1


def claims_of_series(series: Series, subject: Subject | None) -> list[tuple[Sentence, Claim]]:
    """What a list claims, item by item."""
    items = [item for _, line in series.lines for item in line]
    why = _why_unsure(items, series.total, subject)
    found = []
    for sentence, line in series.lines:
        for item in line:
            period, undated = _period(item.reading, subject)
            unit = item.unit or (subject.unit if subject is not None else None)
            found.append(
                (
                    sentence,
                    Claim(
                        item.count,
                        period,
                        subject.label if subject is not None else "",
                        unit,
                        item.why or undated or why,
                    ),
                )
            )
    return found


def _why_unsure(items: Sequence[Item], total: int | None, subject: Subject | None) -> str:
    """Why a whole list is not certain; empty where it is."""
    if all(item.ambiguous for item in items):
        return "it can be a list of years"
    units = {item.unit for item in items} - {None}
    if subject is None and not units:
        return "no line above says what is counted"
    if subject is not None and subject.why:
        return subject.why
    if subject is not None and subject.unit is None and not units:
        return "whether the line above names what was asked for isn't sure enough to be taken"
    if len(units | ({subject.unit} if subject is not None and subject.unit else set())) > 1:
        return "different things are counted in it"
    periods = [item.reading.period for item in items if item.reading.period is not None]
    if any(_cross(one, other) for one, other in combinations(periods[:200], 2)):
        return "two of its periods overlap"
    if total is not None:
        return _why_total(items, total)
    return ""


def _why_total(items: Sequence[Item], total: int) -> str:
    low = sum(item.count.low or 0 for item in items)
    highs = [item.count.high for item in items]
    if any(item.count.low is None for item in items) or None in highs:
        return "" if low <= total else f"its total says {total}"
    high = sum(high for high in highs if high is not None)
    return "" if low <= total <= high else f"its total says {total}, its parts come to {low}"


def _cross(period: Period, other: Period) -> bool:
    """True where two periods are the same or overlap without one being many of the other."""
    if period == other:
        return True
    if period.end < other.start or other.end < period.start:
        return False
    within = (period.start <= other.start and other.end <= period.end) or (
        other.start <= period.start and period.end <= other.end
    )
    return not (within and PeriodKind.MULTI_YEAR in (period.kind, other.kind))


def _period(reading: PeriodReading, subject: Subject | None) -> tuple[Period | None, str]:
    """The period of an item; a month's year stands in the line above, a quarter's beside it."""
    if reading.period is not None:
        return reading.period, ""
    if reading.part is None:
        named = " or ".join(label_of(period) for period in reading.alternatives)
        return None, f"its period can mean {named}"
    year = subject.period if subject is not None else None
    if year is None or year.kind not in ONE_YEAR or reading.part.kind is not PeriodKind.MONTH:
        # "Q1" may be a question as well.
        return None, "its year doesn't stand beside it"
    return combine(year, reading.part), ""
