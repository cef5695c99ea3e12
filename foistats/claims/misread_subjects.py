"""A number that is right of something else: other years, other areas, another category."""

from collections.abc import Iterator
from dataclasses import replace

from foistats.claims.misread import COMPARED, LEVELS, Reading, changed
from foistats.claims.model import AreaRef, Claim, StatisticKind
from foistats.claims.phrases import periods_said
from foistats.claims.shapes import is_wide
from foistats.claims.worlds import Worlds, area_name
from foistats.model.values import Period
from foistats.naming.forces import force_name, regions_of
from foistats.naming.periods import label_of
from schemas.vocabulary import PeriodKind

# A smaller number is that of some other area by accident.
_LEAST_TELLING = 10
_YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.OTHER_YEAR)


def multi_year_totals(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """The sum over several years in the place of one year."""
    statistic = claim.statistic
    if statistic.kind in LEVELS and len(statistic.periods) == 1:
        for span in _spans(worlds, statistic.periods[0]):
            yield Reading(
                "multi_year_total",
                changed(claim, periods=(span,)),
                f"it is the total of {label_of(span)}, not the figure of"
                f" {periods_said(statistic.periods)}",
            )
    if statistic.kind in COMPARED and len(statistic.periods) == 2 and len(statistic.areas) == 1:
        first, last = statistic.periods
        for span in _spans(worlds, last):
            for whole in (False, True):
                yield Reading(
                    "multi_year_total",
                    changed(claim, periods=(first, span)),
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


def other_periods(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """The same of other years: of another one, or with another base or latest year."""
    statistic = claim.statistic
    periods = statistic.periods
    if not periods or statistic.kind in (StatisticKind.RUN, StatisticKind.FORCES):
        return
    if statistic.kind in (StatisticKind.PEAK, StatisticKind.RANK) and len(statistic.areas) < 2:
        for other in periods[1:]:
            rest = tuple(one for one in periods if one != other)
            yield Reading(
                "another_year",
                changed(claim, periods=(other, *rest)),
                f"it is true of {label_of(other)}",
            )
        return
    if statistic.kind in COMPARED and len(periods) == 2:
        pairs = [(a, b) for n, a in enumerate(worlds.periods) for b in worlds.periods[n + 1 :]]
        # The base or the latest period is mistaken rather than both.
        for pair in sorted(pairs, key=lambda p: (p[0] != periods[0]) + (p[1] != periods[1])):
            if pair != periods:
                yield Reading(
                    "another_year",
                    changed(claim, periods=pair),
                    f"it is the change from {label_of(pair[0])} to {label_of(pair[1])}",
                )
        return
    if len(periods) == 1:
        for period in worlds.periods:
            if period != periods[0]:
                yield Reading(
                    "another_year",
                    changed(claim, periods=(period,)),
                    f"it is that of {label_of(period)}, not of {label_of(periods[0])}",
                )


def other_kinds_of_year(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """The same of the years that the tables have, for a year of a kind that they don't have."""
    periods = claim.statistic.periods
    if all(worlds.has_figures_for(period) for period in periods):
        return
    for by_end in (False, True):
        found = [_same_year(period, worlds, by_end=by_end) for period in periods]
        meant = tuple(one for one in found if one is not None)
        if len(meant) == len(periods):
            yield Reading(
                "calendar_for_financial",
                changed(claim, periods=meant),
                f"it is that of {_kind(meant[0])} {periods_said(meant)}, not of"
                f" {periods_said(periods)}",
            )


def _same_year(period: Period, worlds: Worlds, *, by_end: bool) -> Period | None:
    """The period asked for that begins, or ends, in the same year."""
    if worlds.has_figures_for(period):
        return period
    if period.kind not in _YEARS:
        return None
    return next(
        (
            one
            for one in worlds.periods
            if (one.end.year if by_end else one.start.year) == period.start.year
            and one.kind != period.kind
        ),
        None,
    )


def _kind(period: Period) -> str:
    return f"the {period.kind.replace('_', ' ')}"


def other_areas(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """The same of a region without one of its forces, of those that answered, of a neighbour."""
    statistic = claim.statistic
    if len(statistic.areas) != 1 or statistic.kind is StatisticKind.FORCES:
        return
    area = statistic.areas[0]
    members = worlds.members(area)
    if is_wide(area) and statistic.kind in (*LEVELS, *COMPARED):
        for left_out in members:
            rest = tuple(force_id for force_id in members if force_id != left_out)
            if rest:
                yield Reading(
                    "region_without_force",
                    changed(claim, areas=(AreaRef("forces", "|".join(rest), several=rest),)),
                    f"it is {area_name(area)} without {force_name(left_out)}",
                )
        if not area.only_answered:
            yield Reading(
                "level_for_comparison_set",
                changed(claim, areas=(replace(area, only_answered=True),)),
                f"it is over the forces of {area_name(area)} that answered, not over all of them",
            )
    for other in _neighbours(area, members, worlds) if _is_telling(claim) else ():
        yield Reading(
            "neighbouring_force",
            changed(claim, areas=(other,)),
            f"it is that of {_kind_said(other)}, not of {_kind_said(area)}",
        )


def _is_telling(claim: Claim) -> bool:
    """Whether a number is large enough that no other area has the same by accident."""
    kinds = (*LEVELS, StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.SHARE)
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


def other_categories(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """The same of the other categories that the request asks for."""
    for category in worlds.request.categories:
        if category.category_id != claim.statistic.category_id:
            yield Reading(
                "another_category",
                changed(claim, category_id=category.category_id),
                f"it is that of {category.name}",
            )
