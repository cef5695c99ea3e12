"""What is known of each count: one number, an interval, or only that it is no less than zero.

A world is one whole number for each count, a force's in a period and a category, that agrees with
all that is known. A claim holds if it is true in every world. Forces that were not asked, or gave
nothing, have counts too: missing is not zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from foistats.aggregation.totals import Interval
from foistats.claims.model import AreaRef
from foistats.model.values import Period
from foistats.model.words import interval_in_words
from foistats.naming.forces import force_name, region_members, region_name
from foistats.naming.periods import label_of
from foistats.records import Request

Forces = tuple[str, ...]


class Cell(NamedTuple):
    """One count: a force's, in one period, of one category."""

    force_id: str
    period: Period
    category_id: str


Linear = Mapping[Cell, Fraction]
"""A sum of counts, each times a number."""

ONE = Fraction(1)
"""The weight of a count that is just added: most are, and to see this costs nothing."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A sum of counts lies in an interval; None is no bound on that side.

    `source` says in words who says so: a reply, something published, or a mention of the draft.
    """

    terms: Linear
    low: Fraction | None
    high: Fraction | None
    source: str = ""


class Published(NamedTuple):
    """A figure that somebody printed elsewhere: evidence, and no reply of a force."""

    area: AreaRef
    area_name: str
    period: Period
    category_id: str
    interval: Interval
    source: str
    by: str
    on: date

    @property
    def said(self) -> str:
        """The figure with its source, for a person."""
        count = interval_in_words(*self.interval)
        return f"{count} for {self.area_name} in {label_of(self.period)} ({self.source})"


Figures = Mapping[tuple[str, Period], Mapping[Forces, Interval]]
"""By category and period: what each force gave, and joint figures that no force divides."""


@dataclass(frozen=True)
class Worlds:
    """All that is known of the counts of one request.

    `figures` has what the forces gave for single periods, with intervals for what they hid;
    `several_years` what they gave for several periods together. `published` is evidence from
    elsewhere; `refuted` are the pieces of it that the replies contradict, which count for nothing.
    `coverage` has the row of each force asked, `other` counts of other units or kinds of period.
    """

    request: Request
    figures: Figures
    several_years: tuple[Constraint, ...] = ()
    published: tuple[Published, ...] = ()
    refuted: tuple[Published, ...] = ()
    coverage: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    other: tuple[Mapping[str, Any], ...] = ()
    generation: str = ""

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that were asked for, in order."""
        return self.request.periods

    def members(self, area: AreaRef) -> Forces:
        """The forces of an area on the day the request was sent, whoever answered."""
        if area not in self._members:
            self._members[area] = self._find_members(area)
        return self._members[area]

    @cached_property
    def _members(self) -> dict[AreaRef, Forces]:
        return {}

    def _find_members(self, area: AreaRef) -> Forces:
        if area.several:
            return area.several
        if area.kind in ("force", "joint", "forces"):
            return tuple(area.area_id.split("|"))
        if area.kind == "request" or area.area_id == "asked":
            return tuple(sorted(self.request.asked_force_ids))
        return tuple(sorted(region_members(area.area_id, self.request.sent_on)))

    def single_periods(self, period: Period) -> tuple[Period, ...]:
        """The periods asked for that make a stretch of time; the stretch itself if none do."""
        if period in self._known_periods:
            return (period,)
        within = tuple(p for p in self.periods if period.start <= p.start and p.end <= period.end)
        day = period.start
        for one in within:
            if one.start != day:
                return (period,)
            day = one.end + timedelta(days=1)
        return within if within and day == period.end + timedelta(days=1) else (period,)

    @cached_property
    def _known_periods(self) -> frozenset[Period]:
        return frozenset(self.periods) | {period for _, period in self.figures}

    def has_figures_for(self, period: Period) -> bool:
        """Whether a stretch of time is made of periods that were asked for or that are known."""
        return set(self.single_periods(period)) <= self._known_periods

    @cached_property
    def bounds(self) -> dict[Cell, Interval]:
        """What each single count is known to lie in; a count that isn't here can be any."""
        found = {}
        for (category, period), of_forces in self.figures.items():
            for forces, interval in of_forces.items():
                if len(forces) == 1:
                    found[Cell(forces[0], period, category)] = interval
        return found

    @cached_property
    def from_replies(self) -> tuple[Constraint, ...]:
        """What forces gave for several counts together: years, or forces that answer jointly."""
        joint = [
            Constraint(
                {Cell(force_id, period, category): ONE for force_id in forces},
                Fraction(interval.low),
                None if interval.high is None else Fraction(interval.high),
                f"the joint reply of {names_of(forces)}",
            )
            for (category, period), of_forces in self.figures.items()
            for forces, interval in of_forces.items()
            if len(forces) > 1
        ]
        return (*joint, *self.several_years)

    @cached_property
    def tied(self) -> frozenset[Cell]:
        """The counts that a reply ties to others."""
        return frozenset(cell for reply in self.from_replies for cell in reply.terms)

    @cached_property
    def tied_with_published(self) -> frozenset[Cell]:
        """The counts that a reply or something published ties to others."""
        return self.tied | {cell for one in self.from_published for cell in one.terms}

    @cached_property
    def from_published(self) -> tuple[Constraint, ...]:
        """What was published elsewhere, as constraints."""
        return tuple(self.constraint_of(one) for one in self.published)

    def constraint_of(self, one: Published) -> Constraint:
        """What one published figure says of the counts."""
        high = one.interval.high
        return Constraint(
            self.sum_of((one.area,), (one.period,), one.category_id),
            Fraction(one.interval.low),
            None if high is None else Fraction(high),
            one.source,
        )

    def given(self, area: AreaRef, period: Period, category_id: str) -> frozenset[Forces]:
        """Who of an area gave a figure for a period; forces that answer jointly are one."""
        members = set(self.members(area))
        of_each = [self.figures.get((one, period), {}) for one in category_id.split("|")]
        return frozenset(
            forces
            for forces in of_each[0]
            if members.issuperset(forces) and all(forces in one for one in of_each)
        )

    def gave_all(
        self, area: AreaRef, periods: Iterable[Period], category_id: str
    ) -> tuple[str, ...]:
        """The forces of an area that gave a figure for every one of some periods."""
        singles = [one for period in periods for one in self.single_periods(period)]
        those = [self.given(area, single, category_id) for single in singles]
        both = frozenset.intersection(*those) if those else frozenset()
        return tuple(sorted({force_id for forces in both for force_id in forces}))

    def missing(self, area: AreaRef, period: Period, category_id: str) -> tuple[str, ...]:
        """The forces of an area of which a period's figure isn't known, not even as an interval."""
        singles = self.single_periods(period)
        gave = {
            force_id
            for force_id in self.members(area)
            if all(self._gave(force_id, single, category_id) for single in singles)
        } | set(self.gave_together(period, category_id))
        return tuple(force_id for force_id in self.members(area) if force_id not in gave)

    def _gave(self, force_id: str, period: Period, category_id: str) -> bool:
        return all(
            any(force_id in forces for forces in self.figures.get((one, period), {}))
            for one in category_id.split("|")
        )

    def gave_together(self, period: Period, category_id: str) -> tuple[str, ...]:
        """The forces that gave one figure for just this stretch of several periods."""
        singles = set(self.single_periods(period))
        gave: dict[str, set[str]] = {}
        for year in self.several_years:
            forces = {cell.force_id for cell in year.terms}
            if {cell.period for cell in year.terms} == singles and len(forces) == 1:
                gave.setdefault(forces.pop(), set()).update(c.category_id for c in year.terms)
        wanted = set(category_id.split("|"))
        return tuple(sorted(force_id for force_id, those in gave.items() if wanted <= those))

    def answered(self, area: AreaRef, period: Period, category_id: str) -> Forces:
        """The forces of an area that gave a figure for a period, or for just this stretch."""
        missing = set(self.missing(area, period, category_id))
        return tuple(force_id for force_id in self.members(area) if force_id not in missing)

    def sum_of(
        self, areas: Iterable[AreaRef], periods: Iterable[Period], category_id: str
    ) -> Linear:
        """The sum over areas and periods; a count that lies in several is added once for each.

        Of the forces that answered where that is meant and any did, else of all of them.
        """
        terms: dict[Cell, Fraction] = {}
        periods = tuple(periods)
        for area in areas:
            for period in periods:
                answered = self.answered(area, period, category_id) if area.only_answered else ()
                forces = answered or self.members(area)
                for one in self.single_periods(period):
                    for category in category_id.split("|"):
                        for force_id in forces:
                            cell = Cell(force_id, one, category)
                            terms[cell] = terms[cell] + 1 if cell in terms else ONE
        return terms

    def over(self, forces: Iterable[str], period: Period, category_id: str) -> Linear:
        """The sum over some forces in a period."""
        singles = self.single_periods(period)
        return {
            Cell(force_id, single, category): ONE
            for force_id in forces
            for single in singles
            for category in category_id.split("|")
        }

    def without_published(self) -> "Worlds":
        """The same, from the replies alone."""
        return replace(self, published=()) if self.published else self


def names_of(force_ids: Iterable[str], *, most: int = 6) -> str:
    """Forces in a sentence, the first few by name.

    >>> names_of(["dorset", "wiltshire"]), names_of(["kent", "dorset", "sussex"], most=1)
    ('Dorset Police and Wiltshire Police', 'Kent Police and 2 more')
    """
    names = [force_name(force_id) for force_id in force_ids]
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def area_name(area: AreaRef) -> str:
    """An area as a person reads it."""
    if area.several or area.kind in ("force", "joint", "forces"):
        return names_of(area.several or area.area_id.split("|"))
    return "all forces asked" if area.area_id == "asked" else region_name(area.area_id)
