"""The observations of one response, laid out by force, category, table and period asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from foistats.intake.requests import RESERVED_CATEGORY
from foistats.model.values import Count, Period
from foistats.naming.periods import label_of
from foistats.naming.spelling import fold
from foistats.records import Category, Gap, Observation, ReadDocument, Request
from schemas.vocabulary import Basis, Concern, PeriodKind, Source

Place = tuple[str, str]
"""A table of a response: the document's path and the table's place in it."""

Forces = tuple[str, ...]

# How many of the smaller periods make one of the larger; kinds that are not here never add up.
_PARTS = {
    PeriodKind.FINANCIAL_YEAR: {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12},
    PeriodKind.CALENDAR_YEAR: {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12},
    PeriodKind.QUARTER: {PeriodKind.MONTH: 3},
}


@dataclass(slots=True)
class Sum:
    """The sum of what one table gives for one period; `spoilt` says why it is not the whole.

    `withheld` is True as long as the reply says in words of each count that there is none: that it
    is not held, say, or not available.
    """

    low: int = 0
    high: int | None = 0
    proved: bool = True
    spoilt: str = ""
    withheld: bool = True
    labels: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, count: Count, labels: tuple[str, ...], basis: Basis) -> None:
        """Take in one observation."""
        self.labels.add(labels)
        if count.low is None:
            status = count.status.value.replace("_", " ")
            self._note(f"{' | '.join(labels) or 'a count'} is {status}")
            return
        self.withheld = False
        if basis is Basis.CONTRADICTED:
            self.spoil(f"{' | '.join(labels) or 'a count'} is contradicted within the reply")
        self.proved = self.proved and basis is Basis.PROVED
        self.low += count.low
        self.high = None if self.high is None or count.high is None else self.high + count.high

    def spoil(self, why: str) -> None:
        """Note why the sum is not the whole; the first reason is kept."""
        self.withheld = False
        self._note(why)

    def _note(self, why: str) -> None:
        self.spoilt = self.spoilt or why


@dataclass(slots=True)
class Column:
    """What one table gives for one force and category: for whole periods, and for parts of them."""

    whole: dict[Period, Sum] = field(default_factory=dict)
    parts: dict[Period, dict[Period, Sum]] = field(default_factory=dict)

    def at(self, asked: Period, period: Period) -> Sum:
        """The sum that an observation of a period adds to."""
        if asked == period:
            return self.whole.setdefault(asked, Sum())
        return self.parts.setdefault(asked, {}).setdefault(period, Sum())


Columns = dict[tuple[Forces, str], dict[Place, Column]]


@dataclass(slots=True)
class Gathered:
    """One response laid out; the other fields are what can't be added up, to be reported."""

    columns: Columns = field(default_factory=lambda: defaultdict(dict))
    outside: dict[Period, Place] = field(default_factory=dict)
    other_units: dict[tuple[str, str], str] = field(default_factory=dict)
    other_forces: dict[tuple[Forces, str], str] = field(default_factory=dict)
    no_category: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    shared: set[str] = field(default_factory=set)


def gather(
    request: Request,
    senders: Forces,
    documents: Iterable[ReadDocument],
    *,
    shared: frozenset[str] = frozenset(),
) -> Gathered:
    """Lay out one response's observations and gaps.

    `shared` are digests of files that stand under several responses: what such a file gives
    without naming the force would be counted for each of them.
    """
    found = Gathered()
    asked_of = {period: period for period in request.periods}
    category_of = categories_by_label(request.categories)
    for document in documents:
        path, reading = document.path, document.reading
        # By identity: a document's counts share their periods, and hashing one costs most.
        known: dict[tuple[int, str, Forces, str, Concern, tuple[str, ...]], Sum | None] = {}
        for observation in reading.observations:
            key = (
                id(observation.period),
                observation.table,
                observation.force_ids,
                observation.unit,
                observation.concern,
                observation.labels if category_of else (),
            )
            if key not in known:
                known[key] = _sum_of(
                    found, request, senders, path, observation, asked_of, category_of
                )
            sum_ = known[key]
            if sum_ is None:
                continue
            if observation.force_from is Source.RESPONSE and document.sha256 in shared:
                found.shared.add(path)
                sum_.spoil(f"{path} stands under another response as well")
            sum_.add(observation.count, observation.labels, observation.basis)
        for gap in reading.gaps:
            sum_ = _sum_of(found, request, senders, path, gap, asked_of, category_of)
            if sum_ is not None:
                sum_.labels.add(gap.labels)
                sum_.spoil(
                    f"{gap.why}: the count at {gap.place} is of a part of it"
                    if gap.why
                    else f"no count could be read at {gap.place}"
                )
    return found


def _sum_of(
    found: Gathered,
    request: Request,
    senders: Forces,
    path: str,
    one: Observation | Gap,
    asked_of: dict[Period, Period],
    category_of: Mapping[str, str],
) -> Sum | None:
    """The sum that an observation or gap belongs to; None, and noted, where it belongs to none."""
    if one.force_ids != senders and not (one.force_ids and set(one.force_ids) <= set(senders)):
        if one.force_ids:
            found.other_forces.setdefault((one.force_ids, path), one.place)
        return None
    if one.concern not in (Concern.ASKED, Concern.BREAKDOWN):
        return None
    if one.unit != request.unit:
        found.other_units.setdefault((path, one.table), one.unit)
        return None
    if one.period not in asked_of:
        asked_of[one.period] = asked_period(request, one.period) or one.period
    asked = asked_of[one.period]
    if asked == one.period and asked not in request.periods:
        found.outside.setdefault(one.period, (path, one.place))
        return None
    category = category_id(one.labels, category_of)
    if not category:
        found.no_category[path, one.table].add(" | ".join(one.labels))
        return None
    columns = found.columns[one.force_ids, category]
    return columns.setdefault((path, one.table), Column()).at(asked, one.period)


def asked_period(request: Request, period: Period) -> Period | None:
    """The period asked for that a period is, or is a whole part of.

    A part year or several years are no part of any: nothing shows how they divide.
    """
    for asked in request.periods:
        if asked == period:
            return asked
        within = asked.start <= period.start and period.end <= asked.end
        if within and period.kind in _PARTS.get(asked.kind, {}):
            return asked
    return None


def parts_needed(asked: PeriodKind) -> Mapping[PeriodKind, int]:
    """How many periods of each smaller kind make one of a kind."""
    return _PARTS.get(asked, {})


def categories_by_label(categories: tuple[Category, ...]) -> dict[str, str]:
    """Each spelling of each category, folded, with the category's id. Empty where none is asked."""
    return {fold(name): c.category_id for c in categories for name in (c.name, *c.also)}


def category_id(labels: tuple[str, ...], category_of: Mapping[str, str]) -> str:
    """The one category that a count's headings name; empty where they name none, or several.

    A request without categories asks for the sum over everything, `all`. A request with
    categories gets no such sum: a reply may list some of them only, or one within another.

    >>> category_id(("Rape", "2018"), {}), category_id(("RAPE", "Male"), {"rape": "rape"})
    ('all', 'rape')
    """
    if not category_of:
        return RESERVED_CATEGORY
    named = {category_of[key] for label in labels if (key := fold(label)) in category_of}
    return named.pop() if len(named) == 1 else ""


@lru_cache(maxsize=1000)
def printed(period: Period) -> str:
    """A period as printed to a person."""
    return label_of(period)
