"""Statistics and their values in plain words, for answers that people read."""

from fractions import Fraction
from math import floor

from foistats.claims.model import Answer, AreaRef, Bounds, Statistic, StatisticKind, Verdict
from foistats.claims.worlds import area_name
from foistats.model.values import Period
from foistats.naming.periods import label_of

_PER_CENT = (StatisticKind.PERCENT_CHANGE, StatisticKind.SHARE)


def number(value: Fraction) -> str:
    """A number as printed: whole, else to one decimal, or two below ten.

    >>> number(Fraction(5515)), number(Fraction(265, 10)), number(Fraction(139, 100))
    ('5,515', '26.5', '1.39')
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    places = 2 if abs(value) < 10 else 1
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole:,}.{rest:0{places}}"


def amount(kind: StatisticKind, value: Fraction) -> str:
    """A value of a statistic with its sign and unit.

    >>> amount(StatisticKind.PERCENT_CHANGE, Fraction(269, 10))
    '+26.9 per cent'
    """
    match kind:
        case StatisticKind.PERCENT_CHANGE:
            return f"{'+' if value > 0 else ''}{number(value)} per cent"
        case StatisticKind.SHARE:
            return f"{number(value)} per cent"
        case StatisticKind.PERCENTAGE_POINTS:
            return f"{'+' if value > 0 else ''}{number(value)} percentage points"
        case StatisticKind.CHANGE:
            return f"{'+' if value > 0 else ''}{number(value)}"
        case StatisticKind.MULTIPLE:
            return f"{number(value)} times"
        case StatisticKind.RANK | StatisticKind.PEAK:
            return f"place {number(value)}"
    return number(value)


def between(kind: StatisticKind, low: Fraction | None, high: Fraction | None) -> str:
    """A range of a statistic: one value, two ends, or one end.

    >>> between(StatisticKind.VALUE, Fraction(1143), None)
    '1,143 or more'
    """
    if low is None and high is None:
        return "anything"
    if high is None:
        assert low is not None
        return f"{amount(kind, low)} or more"
    if low is None:
        return f"{amount(kind, high)} or less"
    if low == high:
        return amount(kind, low)
    return f"between {amount(kind, low)} and {amount(kind, high)}"


def says_what_is_right(answer: Answer) -> bool:
    """Whether a false number has one that would be right; of what nothing bounds, none is named."""
    return answer.verdict is Verdict.FAILS and (answer.low, answer.high) != (None, None)


def within(kind: StatisticKind, bounds: Bounds) -> str:
    """What a number may stand for, as a range."""
    return between(kind, bounds.low, bounds.high)


def periods_said(periods: tuple[Period, ...]) -> str:
    """Periods in a sentence.

    >>> periods_said(())
    'no period'
    """
    labels = [label_of(period) for period in periods]
    if not labels:
        return "no period"
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def areas_said(areas: tuple[AreaRef, ...]) -> str:
    """Areas in a sentence."""
    names = [area_name(area) for area in areas]
    if len(names) > 5:
        return f"{names[0]} and {len(names) - 1} others"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_FORCES_THAT = {
    "in_area": "there are", "asked": "were asked", "answered": "answered", "refused": "refused",
    "no_response": "sent no reply", "not_answered": "gave no figures", "rose": "had a rise",
    "fell": "had a fall", "recorded_some": "recorded at least one",
}  # fmt: skip


def how_they_lie(statistic: Statistic) -> str:
    """What is said of forces that lie above or below a number, or another force's."""
    had = "did not have" if statistic.which.startswith("not") else "had"
    above = statistic.which.endswith("above")
    if statistic.bound is not None:
        return f"{had} {'at least' if above else 'at most'} {number(statistic.bound)}"
    other = area_name(statistic.areas[1]) if len(statistic.areas) > 1 else "it"
    return f"{had} {'more' if above else 'fewer'} than {other}"


def statistic_said(statistic: Statistic, *, unit: str) -> str:
    """What a statistic is, in words: the beginning of a sentence."""
    areas, periods = statistic.areas, statistic.periods
    named = areas_said(areas) if areas else "no area"
    what = "" if statistic.category_id == "all" else f" ({statistic.category_id})"
    where = f"{what} of {named}"
    match statistic.kind:
        case StatisticKind.VALUE | StatisticKind.SUM:
            said = f"the {unit}{where} in {_joined(periods)}"
        case StatisticKind.AVERAGE:
            said = f"the average of the {unit}{where} over {_joined(periods)}"
        case StatisticKind.RATE:
            how = f"the {unit} for each {statistic.per}"
            if statistic.every:
                how = f"the {statistic.per}s for each of the {unit}"
            said = f"{how}{where} in {_joined(periods)}"
        case StatisticKind.SHARE:
            said = f"the share of {_parts_said(statistic)} in {_joined(periods)}"
        case StatisticKind.CHANGE | StatisticKind.PERCENT_CHANGE | StatisticKind.MULTIPLE:
            said = f"the change of {named}{what} from {_from_to(periods)}"
            if len(areas) > 1:
                said = f"{area_name(areas[0])}{what} against {areas_said(areas[1:])}"
        case StatisticKind.PERCENTAGE_POINTS:
            said = f"the change of a share of {named} from {_from_to(periods)}"
        case StatisticKind.RUN:
            way = "falls" if statistic.order < 0 else "rises"
            said = f"the consecutive {way}{where} up to {label_of(periods[-1])}"
        case StatisticKind.RANK | StatisticKind.PEAK:
            said = f"the place of {_joined(periods[:1])} among the periods{where}"
            if len(areas) > 1:
                said = f"the place of {area_name(areas[0])}{what} in {_joined(periods)}"
            if statistic.which in ("rise", "percent_rise") and len(periods) == 2:
                how = " in per cent" if statistic.which == "percent_rise" else ""
                said = (
                    f"the place of {area_name(areas[0])}{what} by its change{how} from"
                    f" {_from_to(periods)}"
                )
        case StatisticKind.FORCES:
            said = _forces_said(statistic)
        case _:
            said = f"something{where}"
    return said


def _forces_said(statistic: Statistic) -> str:
    if statistic.which.endswith(("above", "below")):
        return f"how many forces of {area_name(statistic.areas[0])} {how_they_lie(statistic)}"
    what = _FORCES_THAT.get(statistic.which, statistic.which)
    return f"how many forces of {areas_said(statistic.areas)} {what}"


def _joined(periods: tuple[Period, ...]) -> str:
    """Periods that follow each other as one stretch, others one by one."""
    if len(periods) > 2:
        return f"{label_of(periods[0])} to {label_of(periods[-1])}"
    return periods_said(periods)


def _from_to(periods: tuple[Period, ...]) -> str:
    return f"{label_of(periods[0])} to {label_of(periods[-1])}"


def _parts_said(statistic: Statistic) -> str:
    if statistic.of_category:
        return (
            f"{statistic.category_id} in {statistic.of_category} of {areas_said(statistic.areas)}"
        )
    if len(statistic.areas) > 1:
        return f"{areas_said(statistic.areas[:-1])} in {area_name(statistic.areas[-1])}"
    return areas_said(statistic.areas)
