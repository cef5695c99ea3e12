"""Figures that lie beside those asked for, or were there before: a number may be one of them."""

from dataclasses import replace
from fractions import Fraction

from foistats.claims.closed_form import range_of_sum
from foistats.claims.misread import COMPARED, LEVELS, Reading
from foistats.claims.model import Claim, Statistic, StatisticKind
from foistats.claims.phrases import areas_said
from foistats.claims.ranges import range_of
from foistats.claims.shapes import is_wide, shape_of
from foistats.claims.worlds import Worlds
from foistats.model.values import Period
from foistats.naming.periods import label_of
from schemas.vocabulary import PeriodKind


def other_counts(claim: Claim, worlds: Worlds) -> list[Reading]:
    """Counts of another unit, or of years of another kind, that a force gave beside its answer."""
    statistic = claim.statistic
    if statistic.kind not in LEVELS or len(statistic.areas) != 1 or len(statistic.periods) != 1:
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


def figures_of_each_period(claim: Claim, worlds: Worlds) -> list[Reading]:
    """A change worked out from what each period's own forces gave, not from those of both."""
    statistic = claim.statistic
    if statistic.kind not in COMPARED or len(statistic.areas) != 1 or len(statistic.periods) != 2:
        return []
    area, category = statistic.areas[0], statistic.category_id
    if not is_wide(area):
        return []
    forces = [worlds.answered(area, period, category) for period in statistic.periods]
    if forces[0] == forces[1]:
        return []
    sums = [
        range_of_sum(worlds.over(those, period, category), worlds)
        for those, period in zip(forces, statistic.periods, strict=True)
    ]
    (earlier, earlier_high), (later, later_high) = sums
    if earlier is None or later is None or earlier != earlier_high or later != later_high:
        return []
    change = later - earlier
    if statistic.kind is not StatisticKind.CHANGE and not earlier:
        return []
    value = {
        StatisticKind.CHANGE: change,
        StatisticKind.PERCENT_CHANGE: 100 * change / (earlier or 1),
    }.get(statistic.kind, later / (earlier or 1))
    if not claim.said.sure.holds(value):
        return []
    sentence = (
        f"it compares the {len(forces[0])} forces that answered for"
        f" {label_of(statistic.periods[0])} with the {len(forces[1])} that answered for"
        f" {label_of(statistic.periods[1])}; a change is over the forces that gave both"
    )
    return [Reading("level_for_comparison_set", claim, sentence)]


def change_of_share(claim: Claim, worlds: Worlds) -> list[Reading]:
    """A change in points that is the change of the share in per cent of itself."""
    statistic = claim.statistic
    if statistic.kind is not StatisticKind.PERCENTAGE_POINTS or len(statistic.periods) != 2:
        return []
    shares = []
    for period in statistic.periods:
        share = replace(statistic, kind=StatisticKind.SHARE, periods=(period,))
        shape = shape_of(share, worlds)
        low, high = (None, None) if shape is None else range_of(shape, worlds)
        if low is None or low != high or not low:
            return []
        shares.append(low)
    if not claim.said.sure.holds(100 * shares[1] / shares[0] - 100):
        return []
    sentence = "the share itself changed by so many per cent, not by percentage points"
    return [Reading("points_for_percent", claim, sentence)]


def _is_other_year(kind: str, period: Period) -> bool:
    years = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.OTHER_YEAR)
    return kind in years and kind != period.kind


def before_correction(statistic: Statistic) -> str:
    """The sentence of a figure that the tables had before."""
    return f"it is what the tables had before a figure of {areas_said(statistic.areas)} was changed"
