"""How many forces of an area did something: answered, refused, recorded some, rose."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from foistats.claims.model import AreaRef, Statistic, StatisticKind
from foistats.claims.phrases import how_they_lie
from foistats.claims.programme import extremes, plus, programme
from foistats.claims.shapes import shape_of
from foistats.claims.worlds import Worlds, area_name, names_of
from foistats.model.values import Period
from schemas.vocabulary import Outcome

_ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
_MOST_NAMED = 8
_OUTCOMES = {
    "refused": ((Outcome.REFUSED, Outcome.NEITHER_CONFIRM_NOR_DENY), "refused"),
    "no_response": ((Outcome.NO_RESPONSE,), "sent no reply"),
}


@dataclass(frozen=True, slots=True)
class CountOfForces:
    """The least and the greatest number, in words too; `others` are numbers by another meaning."""

    low: int
    high: int
    said: str
    others: tuple[int, ...] = ()
    others_said: str = ""
    open_forces: tuple[str, ...] = ()


def count_forces(statistic: Statistic, worlds: Worlds) -> CountOfForces | None:
    """How many forces of the statistic's area are `which`; None where the tables can't say."""
    if not statistic.areas:
        return None
    area = statistic.areas[0]
    members = worlds.members(area)
    asked = tuple(force_id for force_id in members if force_id in worlds.coverage)
    name = area_name(area)
    match statistic.which:
        case "in_area":
            others = (len(asked),) if len(asked) != len(members) else ()
            return CountOfForces(
                len(members), len(members), f"{name} has {len(members)} forces",
                others, f"{len(asked)} of them were asked",
            )  # fmt: skip
        case "asked":
            others = (len(members),) if len(asked) != len(members) else ()
            return CountOfForces(
                len(asked), len(asked), f"{len(asked)} forces of {name} were asked",
                others, f"{name} has {len(members)} forces, and {len(asked)} were asked",
            )  # fmt: skip
        case "answered":
            return _answered(statistic, worlds, asked, name)
        case "refused" | "no_response":
            return _with_outcome(worlds, asked, *_OUTCOMES[statistic.which])
        case "not_answered":
            return _not_answered(statistic, worlds, members)
        case "recorded_some" | "recorded_none":
            return _recorded(statistic, worlds, members)
        case "rose" | "fell":
            return _moved(statistic, worlds)
        case "above" | "below" | "not_above" | "not_below":
            return _beyond(statistic, worlds, members)
    return None


def _answered(
    statistic: Statistic, worlds: Worlds, asked: tuple[str, ...], name: str
) -> CountOfForces:
    """Forces with a figure for the periods meant; those that answered at all come second."""
    periods = statistic.periods or worlds.periods
    singles = [one for period in periods for one in worlds.single_periods(period)]
    gave_any = _gave(worlds, asked, singles, statistic.category_id, all_of_them=False)
    gave_all = _gave(worlds, asked, singles, statistic.category_id, all_of_them=True)
    outcomes = _with_outcome(worlds, asked, _ANSWERED, "answered")
    said = f"{gave_any} forces of {name} gave a figure"
    others = tuple({gave_all, outcomes.low} - {gave_any})
    return CountOfForces(
        gave_any, gave_any, said, others,
        f"{outcomes.low} forces of {name} answered, {gave_any} gave a figure,"
        f" {gave_all} for every period: say which is meant",
    )  # fmt: skip


def _not_answered(statistic: Statistic, worlds: Worlds, members: tuple[str, ...]) -> CountOfForces:
    periods = statistic.periods or worlds.periods
    gave = _gave(worlds, members, periods, statistic.category_id, all_of_them=False)
    number = len(members) - gave
    silent = _with_outcome(worlds, members, (Outcome.NO_RESPONSE,), "").low
    return CountOfForces(
        number, number, f"{number} forces gave no figure",
        (silent,) if silent != number else (), f"{silent} sent no reply, {number} gave no figure",
    )  # fmt: skip


def _gave(
    worlds: Worlds,
    forces: Iterable[str],
    periods: Iterable[Period],
    category_id: str,
    *,
    all_of_them: bool,
) -> int:
    of_period = [
        {
            force_id
            for category in category_id.split("|")
            for those in worlds.figures.get((category, one), {})
            for force_id in those
        }
        for period in periods
        for one in worlds.single_periods(period)
    ]
    if not of_period:
        return 0
    gave = set.intersection(*of_period) if all_of_them else set.union(*of_period)
    return len(gave & set(forces))


def _with_outcome(
    worlds: Worlds, forces: Iterable[str], outcomes: tuple[Outcome, ...], said: str
) -> CountOfForces:
    known = [worlds.coverage[f]["outcome"] for f in forces if f in worlds.coverage]
    number = sum(outcome in outcomes for outcome in known)
    unsettled = sum(outcome == "" for outcome in known)
    return CountOfForces(number, number + unsettled, f"{number} forces {said}")


def _recorded(
    statistic: Statistic, worlds: Worlds, members: tuple[str, ...]
) -> CountOfForces | None:
    if not statistic.periods:
        return None
    surely = perhaps = 0
    open_ = []
    for force_id in members:
        area = AreaRef("force", force_id)
        terms = worlds.sum_of((area,), statistic.periods, statistic.category_id)
        low, high = extremes(programme(worlds, [terms]))
        some, none = low is not None and low > 0, high == 0
        yes, no = (some, none) if statistic.which == "recorded_some" else (none, some)
        surely += yes
        perhaps += not no
        if not yes and not no:
            open_.append(force_id)
    what = "at least one" if statistic.which == "recorded_some" else "none"
    said = f"{surely} forces recorded {what}"
    if open_:
        said += f", and of {names_of(open_)} it isn't known"
    return CountOfForces(surely, perhaps, said, open_forces=tuple(open_))


def _beyond(statistic: Statistic, worlds: Worlds, members: tuple[str, ...]) -> CountOfForces | None:
    """Forces whose count lies above or below a number, or another force's, of those that gave one.

    A `bound` is the least count above it, or the greatest below it.
    """
    periods, category, bound = statistic.periods, statistic.category_id, statistic.bound
    if not periods:
        return None
    other = worlds.sum_of(statistic.areas[1:2], periods, category) if bound is None else {}
    surely = perhaps = 0
    open_, named = [], []
    gave = [
        member for member in members if worlds.gave_all(AreaRef("force", member), periods, category)
    ]
    for force_id in gave:
        terms = worlds.sum_of((AreaRef("force", force_id),), periods, category)
        if other and terms == other:
            continue
        low, high = extremes(programme(worlds, [plus(terms, other, -1)]))
        least = Fraction(1) if bound is None else bound
        greatest = Fraction(-1) if bound is None else bound
        above = statistic.which.endswith("above")
        yes = low is not None and low >= least if above else high is not None and high <= greatest
        no = high is not None and high < least if above else low is not None and low > greatest
        if statistic.which.startswith("not"):
            yes, no = no, yes
        surely += yes
        perhaps += not no
        open_ += [force_id] if not yes and not no else []
        named += [force_id] if yes else []
    said = f"{surely} of the {len(gave)} forces that gave figures {how_they_lie(statistic)}"
    if named and len(named) <= _MOST_NAMED:
        said += f": {names_of(named)}"
    return CountOfForces(surely, perhaps, said, open_forces=tuple(open_))


def _moved(statistic: Statistic, worlds: Worlds) -> CountOfForces | None:
    """Forces whose counts rose or fell between the two periods, among those that gave both."""
    periods = statistic.periods
    if len(periods) < 2:
        before = [pair for pair in pairwise(worlds.periods) if periods and pair[1] == periods[0]]
        if not before:
            return None
        periods = before[0]
    earlier, later = periods[0], periods[-1]
    surely = perhaps = 0
    open_ = []
    both = worlds.gave_all(statistic.areas[0], (earlier, later), statistic.category_id)
    for force_id in both:
        step = Statistic(
            StatisticKind.CHANGE,
            (AreaRef("force", force_id),),
            (earlier, later),
            statistic.category_id,
        )
        shape = shape_of(step, worlds)
        if shape is None:
            continue
        low, high = extremes(programme(worlds, [shape.top]))
        if statistic.which == "fell":
            low, high = (None if high is None else -high), (None if low is None else -low)
        surely += low is not None and low > 0
        perhaps += high is None or high > 0
        if not (low is not None and low > 0) and (high is None or high > 0):
            open_.append(force_id)
    said = f"{surely} of the {len(both)} forces that gave both figures {statistic.which}"
    return CountOfForces(surely, perhaps, said, open_forces=tuple(open_))
