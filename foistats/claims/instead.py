"""Other readings of a number that fails or conflicts: what it probably was.

Each reading is tried against the tables. All that make the number true are offered, and none is
chosen: which one was meant is known to whoever wrote it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from foistats.claims.model import AreaRef, Bounds, Claim, Said, Statistic, StatisticKind
from foistats.claims.phrases import areas_said, periods_said
from foistats.claims.shapes import is_wide
from foistats.claims.worlds import Worlds, area_name
from foistats.model.values import Period
from foistats.naming.forces import force_name, regions_of
from foistats.naming.periods import label_of
from schemas.vocabulary import PeriodKind

_LEVELS = (StatisticKind.VALUE, StatisticKind.SUM)
_COMPARED = (StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE)
# A number that many areas or years could give is not explained by any of them.
_MOST_OF_A_KIND = 3
_LEAST_TELLING = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One other reading of a mention, and what it would mean, as a sentence.

    `whole` says that a change is meant over all forces of its area.
    """

    reading: str
    claim: Claim
    sentence: str
    whole: bool = False


Holds = Callable[[Reading], bool]
"""Whether a reading is true, or makes the draft consistent."""


def readings_that_hold(
    claim: Claim, worlds: Worlds, holds: Holds, *, most: int = 6
) -> tuple[Reading, ...]:
    """The first readings under which a mention is true, in the order in which they are usual."""
    found: list[Reading] = []
    for candidate in _candidates(claim, worlds):
        if len(found) == most:
            break
        alike = [one for one in found if one.reading == candidate.reading]
        if len(alike) < _MOST_OF_A_KIND and holds(candidate):
            if candidate.reading == "multi_year_total" and alike:
                continue  # the longest stretch says it
            found.append(candidate)
    return tuple(found)


def _candidates(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    yield from _multi_year_totals(claim, worlds)
    yield from _swapped(claim)
    yield from _confused(claim, worlds)
    yield from _other_periods(claim, worlds)
    yield from _other_areas(claim, worlds)
    yield from _other_categories(claim, worlds)


def _with(claim: Claim, **changed: object) -> Claim:
    return replace(claim, statistic=replace(claim.statistic, **changed))  # type: ignore[arg-type]  # its fields


def _multi_year_totals(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """The sum over several years in the place of one year."""
    statistic = claim.statistic
    if not statistic.periods or len(statistic.areas) != 1:
        return
    if statistic.kind in _LEVELS and len(statistic.periods) == 1:
        for span in _spans(worlds, statistic.periods[0]):
            yield Reading(
                "multi_year_total",
                _with(claim, periods=(span,)),
                f"it is the total of {label_of(span)}, not the figure of"
                f" {periods_said(statistic.periods)}",
            )
    if statistic.kind in _COMPARED and len(statistic.periods) == 2:
        first, last = statistic.periods
        for span in _spans(worlds, last):
            for whole in (False, True):
                yield Reading(
                    "multi_year_total",
                    _with(claim, periods=(first, span)),
                    f"it compares the total of {label_of(span)} with the one year"
                    f" {label_of(first)}",
                    whole,
                )


def _spans(worlds: Worlds, period: Period) -> list[Period]:
    """Stretches of two or more of the periods that a period is in, the longest first."""
    periods = worlds.periods
    found = [
        Period(periods[i].start, periods[j].end, PeriodKind.MULTI_YEAR)
        for i in range(len(periods))
        for j in range(i + 1, len(periods))
    ]
    return sorted(
        (s for s in found if s.start <= period.start and period.end <= s.end and s != period),
        key=lambda s: (s.start - s.end, s.start),
    )


def _swapped(claim: Claim) -> Iterator[Reading]:
    statistic = claim.statistic
    if statistic.kind in _COMPARED and len(statistic.periods) == 2:
        first, last = statistic.periods
        for said in (claim.said, _negated(claim.said)):
            yield Reading(
                "swapped_base",
                replace(_with(claim, periods=(last, first)), said=said),
                f"it is measured by {label_of(last)}; a change from {label_of(first)} is measured"
                f" by {label_of(first)}",
            )
        yield Reading(
            "other_direction",
            replace(claim, said=_negated(claim.said)),
            "the size is right and the direction is not: it says a rise for a fall, or a fall for a"
            " rise",
        )
    if statistic.kind is StatisticKind.MULTIPLE and len(statistic.areas) == 2:
        yield Reading(
            "swapped_base",
            _with(claim, areas=statistic.areas[::-1]),
            f"it is {areas_said(statistic.areas[1:])} against {areas_said(statistic.areas[:1])}",
        )
    if statistic.kind in (*_LEVELS, StatisticKind.CHANGE):
        for number in _digits_swapped(claim.said.written):
            exact = Bounds(number, number)
            yield Reading(
                "digits_swapped",
                replace(claim, said=Said(number, exact, exact)),
                f"two digits are swapped: it is {number.numerator:,}",
            )


def _digits_swapped(written: Fraction) -> Iterator[Fraction]:
    """The numbers that two neighbouring digits, swapped, make of a whole number."""
    if written.denominator != 1:
        return
    sign, digits = (-1 if written < 0 else 1), str(abs(written.numerator))
    for n in range(len(digits) - 1):
        swapped = digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]
        if swapped != digits and swapped[0] != "0":
            yield Fraction(sign * int(swapped))


def _negated(said: Said) -> Said:
    return Said(-said.written, _mirrored(said.sure), _mirrored(said.loose))


def _mirrored(bounds: Bounds) -> Bounds:
    return Bounds(
        None if bounds.high is None else -bounds.high, None if bounds.low is None else -bounds.low
    )


def _moved(said: Said, by: Fraction, times: Fraction = Fraction(1)) -> Said:
    """What a number says after each of its ends is moved, then multiplied."""

    def ends(bounds: Bounds) -> Bounds:
        return Bounds(
            None if bounds.low is None else (bounds.low + by) * times,
            None if bounds.high is None else (bounds.high + by) * times,
        )

    return Said((said.written + by) * times, ends(said.sure), ends(said.loose))


def _confused(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """One sort of statistic for another: `to` for `by`, points for per cent."""
    statistic, said = claim.statistic, claim.said
    nothing = Fraction(0)
    if statistic.kind is StatisticKind.PERCENT_CHANGE:
        yield Reading(
            "to_for_by",
            replace(
                _with(claim, kind=StatisticKind.MULTIPLE),
                said=_moved(said, nothing, Fraction(1, 100)),
            ),
            "it rose or fell to that many per cent of what it was, not by so many",
        )
        if statistic.of_category or len(statistic.areas) > 1:
            yield Reading(
                "points_for_percent",
                _with(claim, kind=StatisticKind.PERCENTAGE_POINTS),
                "it is a difference of two shares in percentage points, not in per cent",
            )
    if statistic.kind is StatisticKind.MULTIPLE and len(statistic.periods) == 2:
        yield Reading(
            "to_for_by",
            replace(claim, said=_moved(said, Fraction(1))),
            "it rose by so many times what it was, which makes it one time more",
        )
    if statistic.kind is StatisticKind.CHANGE and len(statistic.periods) == 2:
        for sign in (1, -1):
            meant = said if sign > 0 else _negated(said)
            yield Reading(
                "to_for_by",
                replace(
                    _with(claim, kind=StatisticKind.VALUE, periods=statistic.periods[1:]),
                    said=meant,
                ),
                f"it is the figure of {label_of(statistic.periods[1])}, not the difference",
            )
    if statistic.kind is StatisticKind.VALUE and len(statistic.areas) == 1:
        before = [p for p in worlds.periods if statistic.periods and p < statistic.periods[0]]
        for meant in (said, _negated(said)):
            for base in dict.fromkeys((*before[-1:], *before[:1])):
                yield Reading(
                    "to_for_by",
                    replace(
                        _with(
                            claim, kind=StatisticKind.CHANGE, periods=(base, statistic.periods[0])
                        ),
                        said=meant,
                    ),
                    f"it is the difference from {label_of(base)}, not the figure of"
                    f" {periods_said(statistic.periods)}",
                )


def _other_periods(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    statistic = claim.statistic
    periods = statistic.periods
    if not periods or statistic.kind in (StatisticKind.RUN, StatisticKind.FORCES):
        return
    if statistic.kind in (StatisticKind.PEAK, StatisticKind.RANK) and len(statistic.areas) < 2:
        for other in periods[1:]:
            rest = tuple(one for one in periods if one != other)
            yield Reading(
                "another_year",
                _with(claim, periods=(other, *rest)),
                f"it is true of {label_of(other)}",
            )
        return
    if statistic.kind in _COMPARED and len(periods) == 2:
        pairs = [(a, b) for n, a in enumerate(worlds.periods) for b in worlds.periods[n + 1 :]]
        # The base or the latest period is mistaken rather than both.
        for pair in sorted(pairs, key=lambda p: (p[0] != periods[0]) + (p[1] != periods[1])):
            if pair != periods:
                yield Reading(
                    "another_year",
                    _with(claim, periods=pair),
                    f"it is the change from {label_of(pair[0])} to {label_of(pair[1])}",
                )
        return
    if len(periods) == 1:
        for period in worlds.periods:
            if period != periods[0]:
                yield Reading(
                    "another_year",
                    _with(claim, periods=(period,)),
                    f"it is that of {label_of(period)}, not of {label_of(periods[0])}",
                )


def _other_areas(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    statistic = claim.statistic
    if len(statistic.areas) != 1 or statistic.kind is StatisticKind.FORCES:
        return
    area = statistic.areas[0]
    members = worlds.members(area)
    if is_wide(area) and statistic.kind in (*_LEVELS, *_COMPARED):
        for left_out in members:
            rest = tuple(force_id for force_id in members if force_id != left_out)
            if rest:
                yield Reading(
                    "region_without_force",
                    _with(claim, areas=(AreaRef("forces", "|".join(rest), several=rest),)),
                    f"it is {area_name(area)} without {force_name(left_out)}",
                )
        if not area.only_answered:
            yield Reading(
                "level_for_comparison_set",
                _with(claim, areas=(replace(area, only_answered=True),)),
                f"it is over the forces of {area_name(area)} that answered, not over all of them",
            )
    for other in _neighbours(area, members, worlds) if _is_telling(claim) else ():
        yield Reading(
            "neighbouring_force",
            _with(claim, areas=(other,)),
            f"it is that of {_kind_said(other)}, not of {_kind_said(area)}",
        )


def _is_telling(claim: Claim) -> bool:
    """Whether a number is large enough that no other area has the same by accident."""
    kinds = (*_LEVELS, StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.SHARE)
    return claim.statistic.kind in kinds and abs(claim.said.written) >= _LEAST_TELLING


def _kind_said(area: AreaRef) -> str:
    return f"{area_name(area)} (the region)" if area.kind == "region" else area_name(area)


def _neighbours(area: AreaRef, members: tuple[str, ...], worlds: Worlds) -> list[AreaRef]:
    """Other areas, the nearest first: of the same name, of the same region, then all others."""
    asked = worlds.request.asked_force_ids
    regions = [AreaRef("region", one) for one in regions_of(asked)]
    near = {f for region in regions_of(members) for f in worlds.members(AreaRef("region", region))}
    forces = sorted(asked, key=lambda force_id: (force_id not in near, force_id))
    found = [AreaRef("force", force_id) for force_id in forces]
    if is_wide(area):
        found = regions + found
    else:
        found += regions
    same_name = [one for one in found if one.area_id == area.area_id]
    ordered = dict.fromkeys((*same_name, *found))
    return [
        replace(one, only_answered=area.only_answered and is_wide(one))
        for one in ordered
        if (one.kind, one.area_id) != (area.kind, area.area_id)
    ]


def _other_categories(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    for category in worlds.request.categories:
        if category.category_id != claim.statistic.category_id:
            yield Reading(
                "another_category",
                _with(claim, category_id=category.category_id),
                f"it is that of {category.name}",
            )


def other_counts(claim: Claim, worlds: Worlds) -> list[Reading]:
    """Counts of another unit, or of years of another kind, that a force gave beside its answer."""
    statistic = claim.statistic
    if statistic.kind not in _LEVELS or len(statistic.areas) != 1 or len(statistic.periods) != 1:
        return []
    members, period = worlds.members(statistic.areas[0]), statistic.periods[0]
    found = []
    for row in worlds.other:
        if members != tuple(row["force_id"].split("|")) or row["count_low"] != row["count_high"]:
            continue
        if not claim.said.sure.holds(Fraction(row["count_low"])):
            continue
        same_period = (row["period_start"], row["period_end"]) == (period.start, period.end)
        if row["unit"] != worlds.request.unit and same_period:
            said = f"it is the number of {row['unit']}, not of {worlds.request.unit}"
            found.append(Reading("another_unit", claim, said))
        elif row["unit"] == worlds.request.unit and _is_other_year(row["period_kind"], period):
            overlap = row["period_start"] < period.end and row["period_end"] > period.start
            if overlap:
                there = Period(
                    row["period_start"], row["period_end"], PeriodKind(row["period_kind"])
                )
                said = f"it is that of the {row['period_kind'].replace('_', ' ')} {label_of(there)}"
                found.append(Reading("calendar_for_financial", claim, said))
    return list({one.sentence: one for one in found}.values())


def _is_other_year(kind: str, period: Period) -> bool:
    years = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.OTHER_YEAR)
    return kind in years and kind != period.kind


def before_correction(statistic: Statistic) -> str:
    """The sentence of a figure that the tables had before."""
    return f"it is what the tables had before a figure of {areas_said(statistic.areas)} was changed"
