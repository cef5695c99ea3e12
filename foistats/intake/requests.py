"""request.toml: what was asked, of whom, about which periods. Every mistake is named at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NoReturn

from foistats.errors import (
    Unreadable,
    UnreadableCount,
    UnreadableOffence,
    UnreadablePeriod,
    WorkspaceError,
)
from foistats.intake.days import read_day
from foistats.intake.sheets import nearest
from foistats.model.values import Count, Period
from foistats.naming.counts import meaning_of
from foistats.naming.forces import force_name, forces_in_set, read_force
from foistats.naming.offences import read_offence_code
from foistats.naming.periods import label_of, periods_of, read_period
from foistats.naming.periods.spans import year_labelled
from foistats.naming.spelling import fold
from foistats.records import Category, DisclosurePolicy, Problem, Request
from foistats.toml import Lines, UnreadableToml, read_toml, shown
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode, in_words
from schemas.vocabulary import NO_SERIES, DisclosureMethod, PeriodKind, Unit

_KEYS = (
    "title", "question", "unit", "sent_on", "forces", "periods", "categories", "marks", "offences",
    "release", "disclosure",
)  # fmt: skip
_OPTIONAL = ("categories", "marks", "offences", "question", "release", "disclosure")
_PERIOD_KEYS = ("kind", "first", "last")
_RELEASE_KEYS = ("approved_by_second",)
_DISCLOSURE_KEYS = ("threshold", "method", "protect", "reasons")
# No body asks for more, and a larger number is a mistyped one.
_MOST_THRESHOLD = 100
_CATEGORY_KEYS = ("id", "name", "also")
_CATEGORY_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# The sum over everything a force was asked for; no single category may have its name.
RESERVED_CATEGORY = "all"
# The Freedom of Information Act was passed on 30 November 2000: no earlier day is one of a request.
_FIRST_DAY = date(2000, 11, 30)
_MOST_PERIODS = 400
_ADD_SENT_ON = "add the day on which the request was sent; until then it counts as not sent"


class RequestInvalid(WorkspaceError):
    """A request.toml that can't be used; `problems` has one row per mistake."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the rows; the message is all of them."""
        super().__init__(
            "\n".join(
                f"{p.document}: {p.place}: {in_words(p.code, p.found)};"
                f" expected {p.expected}; {p.remedy}"
                for p in problems
            )
        )
        self.problems = tuple(problems)

    @property
    def not_sent(self) -> bool:
        """True where nothing is wrong but that the day of sending is missing."""
        return [problem.remedy for problem in self.problems] == [_ADD_SENT_ON]


class _Wrong(Exception):
    """One value that can't be used: what was found, what was expected, what to do.

    `path` leads to it from the key that is being read.
    """

    path: tuple[str | int, ...] = ()


@contextmanager
def _within(*path: str | int) -> Iterator[None]:
    """Name the place of what can't be used below a key."""
    try:
        yield
    except _Wrong as wrong:
        wrong.path = (*path, *wrong.path)
        raise


def read_request(workspace: Workspace, request_id: str, *, today: date | None = None) -> Request:
    """The request of one folder; raises RequestInvalid with all that is wrong with it.

    A request can't have been sent after `today`, the day of the run if none is given.
    """
    path = workspace.request_file(request_id)
    name = f"raw/{request_id}/request.toml"
    try:
        content = path.read_bytes()
        tables = read_toml(content)
    except OSError as reason:
        found = f"a file that can't be opened: {reason.strerror}"
        wrong = _problem(name, "", found, "a file that can be read", "make it readable")
        raise RequestInvalid([wrong]) from reason
    except UnreadableToml as reason:
        wrong = _problem(name, reason.place, reason.found, "TOML in UTF-8", "correct the line")
        raise RequestInvalid([wrong]) from reason
    text = content.decode("utf-8-sig")
    return _Reader(name, tables, text, today or date.today()).request(request_id)


class _Reader:
    """The values of one request.toml, and what was wrong with them so far."""

    def __init__(self, name: str, content: dict[str, Any], text: str, today: date) -> None:
        self.name = name
        self.content = content
        self.lines = Lines(text)
        self.today = today
        self.problems: list[Problem] = []

    def request(self, request_id: str) -> Request:
        self._keys(self.content, _KEYS, optional=_OPTIONAL)
        title = self._read("title", _text, default="")
        question = self._read("question", _text, default="")
        unit = self._read("unit", _unit, default=Unit.OTHER)
        sent_on = self._read("sent_on", self._sent_on, default=_FIRST_DAY)
        forces, force_set = self._read(
            "forces", lambda value: _forces(value, sent_on), default=((), "")
        )
        periods = self._read("periods", self._periods, default=())
        categories = self._read("categories", self._categories, default=())
        marks = self._read("marks", self._marks, default={})
        offences = self._read("offences", self._offences, default=())
        approved_by_second = self._read("release", self._release, default=False)
        disclosure = self._read(
            "disclosure", lambda value: self._disclosure(value, categories), default=None
        )
        if self.problems:
            raise RequestInvalid(self.problems)
        return Request(
            request_id=request_id,
            title=title,
            question=question,
            unit=unit.value,
            sent_on=sent_on,
            period_kind=periods[0].kind,
            first=periods[0],
            last=periods[-1],
            periods=periods,
            asked_force_ids=forces,
            force_set=force_set,
            categories=categories,
            marks=marks,
            offences=offences,
            approved_by_second=approved_by_second,
            disclosure=disclosure,
        )

    def _read(self, key: str, read: Any, *, default: Any) -> Any:
        if key not in self.content:
            return default
        try:
            return read(self.content[key])
        except _Wrong as wrong:
            self._refuse((key, *wrong.path), *wrong.args)
            return default

    def _refuse(self, path: Sequence[str | int], found: str, expected: str, remedy: str) -> None:
        place = self.lines.place(*path)
        self.problems.append(_problem(self.name, place, found, expected, remedy))

    def _keys(
        self,
        table: Mapping[str, Any],
        known: Sequence[str],
        *,
        optional: Sequence[str],
        within: tuple[str | int, ...] = (),
    ) -> None:
        for key in table:
            if key not in known:
                self._refuse(
                    (*within, key),
                    f"an unknown key {key!r}",
                    f"one of {', '.join(known)}",
                    f"correct or delete the key; {nearest(key, known)}",
                )
        for key in known:
            if key not in table and key not in optional:
                remedy = _ADD_SENT_ON if key == "sent_on" else "add the key"
                self._refuse((*within, key), "nothing", f"a value for {key!r}", remedy)

    def _sent_on(self, value: Any) -> date:
        day = _day(value)
        if not _FIRST_DAY <= day <= self.today:
            _wrong(
                day.isoformat(),
                f"a day from {_FIRST_DAY} to {self.today}, the day of this run",
                "correct the date; before it is sent a request can't be used",
            )
        return day

    def _periods(self, value: Any) -> tuple[Period, ...]:
        if not isinstance(value, dict):
            _wrong(value, "a table [periods] with kind, first and last")
        self._keys(value, _PERIOD_KEYS, optional=(), within=("periods",))
        if not set(_PERIOD_KEYS) <= set(value):
            return ()
        with _within("kind"):
            kind = _kind(value["kind"])
        with _within("first"):
            first = _period(value["first"], kind)
        with _within("last"):
            last = _period(value["last"], kind)
        if kind in NO_SERIES:
            if first != last:
                _wrong(
                    f"{value['first']} and {value['last']}", f"first and last alike for a {kind}"
                )
            return (first,)
        if first.start > last.start:
            _wrong(f"{label_of(first)} to {label_of(last)}", "first not after last")
        periods = periods_of(kind, first, last)
        if len(periods) > _MOST_PERIODS:
            _wrong(
                f"{label_of(first)} to {label_of(last)}, {len(periods):,} periods",
                f"no more than {_MOST_PERIODS}",
            )
        return periods

    def _release(self, value: Any) -> bool:
        """Whether a second person has to approve each release."""
        if not isinstance(value, dict):
            _wrong(value, "a table [release] with approved_by_second = true")
        self._keys(value, _RELEASE_KEYS, optional=(), within=("release",))
        needed = value.get("approved_by_second", False)
        with _within("approved_by_second"):
            if not isinstance(needed, bool):
                _wrong(needed, "true or false, without quotes")
        return needed

    def _disclosure(self, value: Any, categories: Sequence[Category]) -> DisclosurePolicy | None:
        """How counts of few people are kept from being worked out."""
        if not isinstance(value, dict):
            _wrong(value, 'a table [disclosure] with method = "suppress"')
        self._keys(value, _DISCLOSURE_KEYS, optional=_DISCLOSURE_KEYS, within=("disclosure",))
        threshold = value.get("threshold", 0)
        with _within("threshold"):
            whole = isinstance(threshold, int) and not isinstance(threshold, bool)
            if not whole or (threshold and not 2 <= threshold <= _MOST_THRESHOLD):
                _wrong(
                    threshold,
                    f"a whole number from 2 to {_MOST_THRESHOLD}, below which counts are protected;"
                    " or 0 to protect forces' marks only",
                )
        method = value.get("method", DisclosureMethod.SUPPRESS.value)
        with _within("method"):
            if method not in set(DisclosureMethod):
                _wrong(method, f"one of {', '.join(DisclosureMethod)}")
        protected = value.get("protect", [])
        known = [category.category_id for category in categories] or [RESERVED_CATEGORY]
        with _within("protect"):
            if not isinstance(protected, list) or any(one not in known for one in protected):
                _wrong(protected, f"a list of the request's categories: {', '.join(known)}")
        with _within("reasons"):
            reasons = _text(value["reasons"]) if "reasons" in value else ""
            if not reasons and method == DisclosureMethod.NONE:
                _wrong("nothing", "the reasons for which nothing is protected", "add the key")
        return DisclosurePolicy(threshold, DisclosureMethod(method), tuple(protected), reasons)

    def _offences(self, value: Any) -> tuple[str, ...]:
        """The Home Office codes asked for, as the Home Office writes them; none twice."""
        expected = 'a list of Home Office offence codes, such as ["86", "71/17"]'
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            _wrong(value, expected)
        found: list[str] = []
        for one in value:
            try:
                code = read_offence_code(one).code
            except UnreadableOffence:
                _wrong(one, expected)
            if code in found:
                _wrong(one, "each code once")
            found.append(code)
        return tuple(found)

    def _categories(self, value: Any) -> tuple[Category, ...]:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            _wrong(value, "tables [[categories]], each with id and name")
        found: list[Category] = []
        taken: dict[str, str] = {}
        for number, one in enumerate(value, start=1):
            within = ("categories", number)
            self._keys(one, _CATEGORY_KEYS, optional=("also",), within=within)
            with _within(number):
                category = _category(one)
                if category.category_id in {known.category_id for known in found}:
                    _wrong(category.category_id, "a different id for each category")
                for spelling in dict.fromkeys(fold(n) for n in (category.name, *category.also)):
                    if spelling in taken:
                        _wrong(spelling, f"a name that {taken[spelling]!r} doesn't have as well")
                    taken[spelling] = category.category_id
            found.append(category)
        return tuple(found)

    def _marks(self, value: Any) -> dict[str, Count]:
        if not isinstance(value, dict):
            _wrong(value, 'a table [marks] such as "*" = "fewer than 5"')
        found = {}
        for mark, meaning in value.items():
            with _within(mark):
                found[mark] = _mark(mark, meaning)
        return found


def _problem(name: str, place: str, found: str, expected: str, remedy: str) -> Problem:
    return Problem(ProblemCode.REQUEST_INVALID, name, place, found, expected, remedy)


def _wrong(found: object, expected: str, remedy: str = "correct it") -> NoReturn:
    raise _Wrong(found if isinstance(found, str) else shown(found), expected, remedy)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        _wrong(value, "text")
    return value.strip()


def _unit(value: Any) -> Unit:
    if not isinstance(value, str):
        _wrong(value, f"one of {', '.join(Unit)}", "write one of them between quotes")
    if value not in set(Unit):
        _wrong(value, f"one of {', '.join(Unit)}", nearest(value, tuple(Unit)))
    return Unit(value)


def _kind(value: Any) -> PeriodKind:
    if not isinstance(value, str) or value not in set(PeriodKind):
        remedy = nearest(value, tuple(PeriodKind)) if isinstance(value, str) else "correct it"
        _wrong(value, f"a kind of period: {', '.join(PeriodKind)}", remedy)
    return PeriodKind(value)


def _day(value: Any) -> date:
    if isinstance(value, str):
        try:
            return read_day(value)
        except Unreadable as refusal:
            _wrong(value, "a date such as 2019-06-03", str(refusal))
    if not isinstance(value, date) or isinstance(value, datetime):
        _wrong(value, "a date such as 2019-06-03")
    return value


def _forces(value: Any, on: date) -> tuple[tuple[str, ...], str]:
    """The forces asked, and the name of the set if it was one."""
    if isinstance(value, str):
        try:
            found = forces_in_set(value, on)
        except Unreadable as refusal:
            _wrong(value, "the name of a set, or a list of forces", str(refusal))
        return found, value
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        _wrong(value, "the name of a set, or a list of forces")
    ids = [force_id for written in value for force_id in _force(written, on)]
    twice = sorted({force_id for force_id in ids if ids.count(force_id) > 1})
    if twice:
        _wrong(twice[0], "each force once")
    return tuple(ids), ""


def _force(written: str, on: date) -> tuple[str, ...]:
    try:
        force_name(written)
    except Unreadable:
        try:
            return read_force(written, on=on)
        except Unreadable as refusal:
            _wrong(written, "a force's id or name", str(refusal))
    return (written,)


def _period(value: Any, kind: PeriodKind) -> Period:
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str):
        _wrong(value, 'a period such as "2014/15"')
    try:
        period = year_labelled(written) or read_period(written)
    except UnreadablePeriod as refusal:
        _wrong(written, f"a {kind.value}", str(refusal))
    if period.kind is not kind:
        _wrong(
            f"{written!r}, a {period.kind.value}", f"a {kind.value}", "correct the period or kind"
        )
    return period


def _category(one: Mapping[str, Any]) -> Category:
    category_id, also = one.get("id"), one.get("also", [])
    with _within("id"):
        if not isinstance(category_id, str) or not _CATEGORY_ID.fullmatch(category_id):
            _wrong(category_id, "an id of small letters, digits and hyphens")
        if category_id == RESERVED_CATEGORY:
            _wrong(category_id, "another id: 'all' is the sum over everything")
    with _within("also"):
        if not isinstance(also, list) or not all(
            isinstance(name, str) and name.strip() for name in also
        ):
            _wrong(also, "a list of other ways in which the category is written")
    with _within("name"):
        name = _text(one.get("name"))
        if not fold(name):
            _wrong(name, "a name with letters or digits")
    return Category(category_id, name, tuple(also))


def _mark(mark: str, meaning: Any) -> Count:
    """What a mark stands for: an absence, an interval, or zero; never a particular number."""
    written = (
        str(meaning) if isinstance(meaning, int) and not isinstance(meaning, bool) else meaning
    )
    if not isinstance(written, str):
        _wrong(meaning, 'what the mark stands for, such as "fewer than 5"')
    try:
        return meaning_of(mark, written)
    except UnreadableCount as refusal:
        _wrong(written, 'what the mark stands for, such as "fewer than 5"', str(refusal))
