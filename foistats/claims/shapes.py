"""Which counts a statistic is made of, and how: a sum times a number, or one sum by another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foistats.claims.model import AreaRef, Bounds, Statistic, StatisticKind
from foistats.claims.programme import plus
from foistats.claims.worlds import ONE, Linear, Worlds
from foistats.model.values import Period

_WIDE = ("region", "country", "uk", "request", "set")
# More forces than these, named together, are spoken of as a set.
_FEW = 4
_HUNDRED = Fraction(100)
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Shape:
    """A statistic over counts: `top` times a factor, or `top` by `bottom` times a factor.

    The factor of a sum can be anything between its two ends, as that of a rate for each day, which
    nobody divides by the very number of days; an inverse one is divided by the sum ("every 40
    minutes"). `offset` is added in the end. `forces` are those that the statistic is over, of
    `members`.
    """

    top: Linear
    bottom: Linear | None = None
    factor_low: Fraction = ONE
    factor_high: Fraction = ONE
    offset: Fraction = _NOTHING
    inverse: bool = False
    forces: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    like_for_like: bool = False

    @property
    def _is_plain(self) -> bool:
        """Whether the statistic is the sum itself, as most are."""
        return self.factor_low is self.factor_high is ONE and not (self.offset or self.inverse)

    def window(self, bounds: Bounds) -> Bounds:
        """Between which ends the sum, or the quotient of the sums, has to lie."""
        if self._is_plain:
            return bounds
        if self.inverse:
            low = None if not bounds.high else self.factor_low / bounds.high
            high = None if not bounds.low else self.factor_high / bounds.low
            return Bounds(low, high)
        low = None if bounds.low is None else (bounds.low - self.offset) / self.factor_high
        high = None if bounds.high is None else (bounds.high - self.offset) / self.factor_low
        return Bounds(low, high)

    def value(self, inner: Fraction | None) -> Fraction | None:
        """The statistic at a value of the sum or quotient, by the middle factor."""
        if self._is_plain:
            return inner
        middle = (self.factor_low + self.factor_high) / 2
        if inner is None:
            return None
        if self.inverse:
            return middle / inner if inner else None
        return middle * inner + self.offset


def is_wide(area: AreaRef) -> bool:
    """Whether an area is a region, a country or everybody asked: something that may be incomplete.

    >>> is_wide(AreaRef("region", "south-west")), is_wide(AreaRef("force", "dorset"))
    (True, False)
    """
    return area.kind in _WIDE and not area.several


def shape_of(statistic: Statistic, worlds: Worlds, *, whole: bool = False) -> Shape | None:
    """The counts of a statistic; None for an order, a number of forces, or what isn't one.

    A change of a region or country is over the forces that gave both figures, unless `whole` asks
    for all of its forces or none gave both.
    """
    kind, areas, periods = statistic.kind, statistic.areas, statistic.periods
    category = statistic.category_id
    members = _together(worlds.members(area) for area in areas)
    if not areas or not periods or not members:
        return None
    match kind:
        case StatisticKind.VALUE | StatisticKind.SUM:
            top = worlds.sum_of(areas, periods, category)
            return Shape(top, forces=_forces(top), members=members)
        case StatisticKind.AVERAGE:
            top = worlds.sum_of(areas, periods, category)
            parts = _divided_by(statistic, worlds, _forces(top)) or len(areas) * len(periods)
            by = Fraction(1, parts)
            return Shape(top, None, by, by, forces=_forces(top), members=members)
        case StatisticKind.RATE:
            return _rate(statistic, worlds, members)
        case StatisticKind.SHARE:
            return _share(statistic, worlds, members)
        case StatisticKind.CHANGE | StatisticKind.PERCENT_CHANGE | StatisticKind.MULTIPLE:
            return _comparison(statistic, worlds, members, whole=whole)
    return None


def _divided_by(statistic: Statistic, worlds: Worlds, forces: tuple[str, ...]) -> int | None:
    """By what a sum is divided: among the forces that answered, if it is over those.

    Reading a draft doesn't know how many those are, so an average for each force has the number of
    all of them, or of those asked.
    """
    (area, *others) = statistic.areas
    if others or not area.only_answered or not forces:
        return statistic.divided_by
    members = set(worlds.members(area))
    asked = members & set(worlds.request.asked_force_ids)
    is_for_each_force = statistic.divided_by in (len(members), len(asked))
    return len(forces) if is_for_each_force else statistic.divided_by


def _together(several: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for those in several for one in those))


def _forces(terms: Linear) -> tuple[str, ...]:
    return tuple(sorted({cell.force_id for cell in terms}))


def _comparison(
    statistic: Statistic, worlds: Worlds, members: tuple[str, ...], *, whole: bool
) -> Shape | None:
    areas, periods, category = statistic.areas, statistic.periods, statistic.category_id
    like_for_like = False
    if len(areas) >= 2 and len(periods) == 1:
        later = worlds.sum_of(areas[:1], periods, category)
        earlier = worlds.sum_of(areas[1:2], periods, category)
    elif len(periods) >= 2 and len(areas) == 1:
        area, first, last = areas[0], periods[0], periods[1]
        both = worlds.gave_all(area, (first, last), category)
        many = is_wide(area) or area.only_answered or len(area.several) > _FEW
        if many and both and not whole:
            like_for_like = set(both) != set(members)
            earlier = worlds.over(both, first, category)
            later = worlds.over(both, last, category)
        else:
            earlier = worlds.over(members, first, category)
            later = worlds.over(members, last, category)
    else:
        return None
    forces = _forces({**earlier, **later})
    match statistic.kind:
        case StatisticKind.CHANGE:
            top = plus(later, earlier, -1)
            return Shape(top, forces=forces, members=members, like_for_like=like_for_like)
        case StatisticKind.PERCENT_CHANGE:
            factor, offset = _HUNDRED, -_HUNDRED
        case _:
            factor, offset = Fraction(1), Fraction(0)
    return Shape(
        later, earlier, factor, factor, offset,
        forces=forces, members=members, like_for_like=like_for_like,
    )  # fmt: skip


def _share(statistic: Statistic, worlds: Worlds, members: tuple[str, ...]) -> Shape | None:
    areas, periods = statistic.areas, statistic.periods
    if statistic.of_category:
        top = worlds.sum_of(areas[:1], periods, statistic.category_id)
        bottom = worlds.sum_of(areas[-1:], periods, statistic.of_category)
    elif len(areas) >= 2:
        top = worlds.sum_of(areas[:-1], periods, statistic.category_id)
        bottom = worlds.sum_of(areas[-1:], periods, statistic.category_id)
    elif len(periods) >= 2:
        top = worlds.sum_of(areas, periods[:1], statistic.category_id)
        bottom = worlds.sum_of(areas, periods[1:], statistic.category_id)
    else:
        return None
    return Shape(top, bottom, _HUNDRED, _HUNDRED, forces=_forces(bottom), members=members)


def _rate(statistic: Statistic, worlds: Worlds, members: tuple[str, ...]) -> Shape | None:
    top = worlds.sum_of(statistic.areas, statistic.periods, statistic.category_id)
    spans = [_spans(period, statistic.per) for period in statistic.periods]
    if any(span is None for span in spans):
        return None
    fewest = sum((span[0] for span in spans if span), Fraction(0))
    most = sum((span[1] for span in spans if span), Fraction(0))
    if statistic.every:
        low, high = fewest, most
    else:
        low, high = 1 / most, 1 / fewest
    return Shape(
        top, None, low, high, inverse=statistic.every, forces=_forces(top), members=members
    )


def _spans(period: Period, per: str) -> tuple[Fraction, Fraction] | None:
    """How many days, weeks ... a period has: the fewest and the most that people divide by."""
    days = (period.end - period.start).days + 1
    years = days // 365 if days >= 365 and days % 365 <= days // 365 // 4 + 1 else 0
    fewest, most = (365 * years, 366 * years) if years else (days, days)
    match per:
        case "day":
            return Fraction(fewest), Fraction(most)
        case "hour":
            return Fraction(fewest * 24), Fraction(most * 24)
        case "minute":
            return Fraction(fewest * 1440), Fraction(most * 1440)
        case "week":
            return (Fraction(52 * years) if years else Fraction(days, 7)), Fraction(most, 7)
        case "month":
            months = (period.end.year - period.start.year) * 12
            months += period.end.month - period.start.month + 1
            return Fraction(months), Fraction(months)
        case "year":
            return (Fraction(years), Fraction(years)) if years else None
    return None
