"""Slips in a number or in what sort of statistic it is: digits, direction, base, to for by."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from foistats.claims.misread import COMPARED, LEVELS, Reading, changed, exactly, moved
from foistats.claims.model import Claim, Statistic, StatisticKind
from foistats.claims.phrases import areas_said, periods_said
from foistats.claims.worlds import Worlds
from foistats.naming.periods import label_of


def slips(claim: Claim) -> Iterator[Reading]:
    """The same areas and periods, with base and latest, direction or digits the other way round."""
    statistic = claim.statistic
    if statistic.kind in COMPARED and len(statistic.periods) == 2:
        first, last = statistic.periods
        for said in (claim.said, claim.said.turned):
            yield Reading(
                "swapped_base",
                replace(changed(claim, periods=(last, first)), said=said),
                f"it is measured by {label_of(last)}; a change from {label_of(first)} is measured"
                f" by {label_of(first)}",
            )
        yield Reading(
            "other_direction",
            replace(claim, said=claim.said.turned),
            "the size is right and the direction is not: it says a rise for a fall, or a fall for a"
            " rise",
        )
    if statistic.kind is StatisticKind.MULTIPLE and len(statistic.areas) == 2:
        yield Reading(
            "swapped_base",
            changed(claim, areas=statistic.areas[::-1]),
            f"it is {areas_said(statistic.areas[1:])} against {areas_said(statistic.areas[:1])}",
        )
    if statistic.kind in (*LEVELS, StatisticKind.CHANGE):
        for number in _digits_swapped(claim.said.written):
            yield Reading(
                "digits_swapped",
                replace(claim, said=exactly(number)),
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


def confused(claim: Claim, worlds: Worlds, shares: Sequence[Statistic]) -> Iterator[Reading]:
    """One sort of statistic for another: `to` for `by`, points for per cent."""
    match claim.statistic.kind:
        case StatisticKind.PERCENT_CHANGE:
            yield from _per_cent(claim, shares)
        case StatisticKind.MULTIPLE if len(claim.statistic.periods) == 2:
            yield Reading(
                "to_for_by",
                replace(claim, said=moved(claim.said, Fraction(1))),
                "it rose by so many times what it was, which makes it one time more",
            )
        case StatisticKind.CHANGE if len(claim.statistic.periods) == 2:
            yield from _levels(claim, "it is the figure of {}, not the difference")
        case StatisticKind.VALUE if len(claim.statistic.areas) == 1:
            yield from _differences(claim, worlds)


def _per_cent(claim: Claim, shares: Sequence[Statistic]) -> Iterator[Reading]:
    """A change in per cent that is a level, a difference, or a change of a share in points."""
    statistic, said = claim.statistic, claim.said
    times = replace(
        changed(claim, kind=StatisticKind.MULTIPLE),
        said=moved(said, Fraction(0), Fraction(1, 100)),
    )
    yield Reading(
        "to_for_by", times, "it rose or fell to that many per cent of what it was, not by so many"
    )
    if len(statistic.periods) == 2:
        number = replace(claim, said=exactly(said.written))
        yield from _levels(number, "it is the figure of {}, not a change in per cent")
        yield Reading(
            "number_for_percent",
            changed(number, kind=StatisticKind.CHANGE),
            "it is the difference in numbers, not in per cent",
        )
    points = "it is a difference of two shares in percentage points, not in per cent"
    if statistic.of_category or len(statistic.areas) > 1:
        in_points = changed(claim, kind=StatisticKind.PERCENTAGE_POINTS)
        yield Reading("points_for_percent", in_points, points)
    for share in shares:
        in_points = changed(
            claim,
            kind=StatisticKind.PERCENTAGE_POINTS,
            areas=share.areas,
            category_id=share.category_id,
            of_category=share.of_category,
        )
        yield Reading("points_for_percent", in_points, points)


def _levels(claim: Claim, sentence: str) -> Iterator[Reading]:
    """A change that is the figure of the later period."""
    latest = claim.statistic.periods[1]
    for meant in (claim.said, claim.said.turned):
        level = changed(claim, kind=StatisticKind.VALUE, periods=(latest,))
        yield Reading("to_for_by", replace(level, said=meant), sentence.format(label_of(latest)))


def _differences(claim: Claim, worlds: Worlds) -> Iterator[Reading]:
    """A figure that is the difference from the period before, or from the first."""
    periods = claim.statistic.periods
    before = [period for period in worlds.periods if periods and period < periods[0]]
    for meant in (claim.said, claim.said.turned):
        for base in dict.fromkeys((*before[-1:], *before[:1])):
            change = changed(claim, kind=StatisticKind.CHANGE, periods=(base, periods[0]))
            yield Reading(
                "to_for_by",
                replace(change, said=meant),
                f"it is the difference from {label_of(base)}, not the figure of"
                f" {periods_said(periods)}",
            )
