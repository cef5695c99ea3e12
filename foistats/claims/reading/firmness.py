"""How firmly a claim is bound: what its own clause names, and what else the words around it allow.

An area, period or category is firm where the number's own clause names it and no other, where it
stands right beside the number, or where all that was said before allows one only. Of whatever isn't
firm, each other possible one makes a further claim: a mention is false only if none of them is true.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Generic, TypeVar

from foistats.claims.model import AreaRef, Claim, Read, Statistic, StatisticKind
from foistats.claims.reading.counting import (
    categories_hinted,
    category_for,
    counts_every_category,
    head_of,
)
from foistats.claims.reading.ours import LEVELS, counts_ours
from foistats.claims.reading.periods import When
from foistats.claims.reading.sentence import VALUES, Sentence
from foistats.claims.reading.unsettled import (
    as_differences,
    as_latest,
    based_on,
    counts_another,
    is_held_against,
    is_in_bare_series,
    is_loosely_dated,
    is_pointed,
    is_span_of_rank,
    may_be_anchored_elsewhere,
    moved_otherwise,
    summed_or_single,
)
from foistats.model.values import Period

_PAIRED = frozenset(
    [
        StatisticKind.CHANGE,
        StatisticKind.PERCENT_CHANGE,
        StatisticKind.MULTIPLE,
        StatisticKind.PERCENTAGE_POINTS,
    ]
)
# A number of forces has its own area, and a peak or run goes over all periods.
_DATED = LEVELS | _PAIRED | {StatisticKind.SHARE, StatisticKind.RANK, StatisticKind.RATE}
_PLACED = _DATED | {StatisticKind.AVERAGE, StatisticKind.PEAK, StatisticKind.RUN}
_MOST = 60
UNIT = "unit"
"""That a number may count something else, as one more thing that isn't sure."""
_OUR = frozenset(["our", "us", "we", "here"])

_NAMED = frozenset([When.ONE, When.SEVERAL, When.SINCE])

Times = tuple[Period, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Part(Generic[T]):
    """An area, the periods or the category of a claim; `others` are empty where it is firm."""

    what: str
    others: tuple[T, ...] = ()


def with_doubts(s: Sentence, at: int, read: Read) -> Read:
    """A reading with the further claims that its context allows, and what of it isn't firm."""
    if not read.claims:
        return read
    likeliest = read.claims[0]
    another = counts_another(s, at, likeliest)
    if likeliest.statistic.kind is StatisticKind.FORCES:
        if others := moved_otherwise(s, at, likeliest):
            return replace(read, unsure=("period",), possible=others)
        return replace(read, unsure=(*read.unsure, UNIT)) if another else read
    if _is_of_some_forces(s, at, likeliest):
        return replace(read, unsure=("forces",))
    area = _area(s, at, likeliest)
    if likeliest.statistic.kind is StatisticKind.RANK:
        # What has a place among forces is a force.
        kind = likeliest.statistic.areas[0].kind
        area = replace(area, others=tuple(ref for ref in area.others if ref.kind == kind))
    statistic = likeliest.statistic
    if statistic.kind in LEVELS and is_loosely_dated(s, at, statistic.periods):
        # The year of a comparison: the number is as well that of the year before it, or the last.
        times = [(one,) for one in (s.scene.period, s.knows.calendar.last) if one is not None]
        dated = (
            replace(
                likeliest, statistic=replace(statistic, periods=fromkey, kind=StatisticKind.VALUE)
            )
            for fromkey in dict.fromkeys(times)
        )
        read = replace(read, claims=(*read.claims, *dated))
    period = _times(s, at, likeliest)
    if _says_of_that_year(s, at, statistic.periods):
        area, period = _Part("area"), _Part("period")
    if _goes_on_from_a_count(s, at, likeliest):
        area = _Part("area")
    parts = area, period, _category(s, at, likeliest)
    unsure = tuple(part.what for part in parts if part.others)
    if another or not counts_ours(s, at, likeliest):
        unsure = (*unsure, UNIT)
    changes = (*_as_change(s, at, likeliest), *as_differences(s, at, likeliest))
    if changes and s.left(s.before_hedge(at), "LPAR(?:UP|DOWN)(?:BY)?"):
        # "Essex (up 115 to 481)"
        read, changes = replace(read, claims=(*read.claims, *changes)), ()
    if changes:
        unsure = (*unsure, "direction")
    elif changes := as_latest(s, likeliest):
        unsure = (*unsure, "period")
    if not unsure:
        return replace(read, plain=_is_plain(s, at, likeliest))
    possible = (*_varied(read.claims, *parts), *changes)
    return replace(read, unsure=unsure, possible=possible)


def _is_plain(s: Sentence, at: int, claim: Claim) -> bool:
    """Whether a number's own clause names its area and its periods, and no others."""
    statistic = claim.statistic
    if statistic.kind not in (*LEVELS, *_PAIRED):
        return True
    start, end = s.clause_start(at), s.clause_end(at)
    areas = {refs[0] for i, refs in s.areas.items() if start <= i < end and refs}
    times = [time for i, time in s.times.items() if start <= i < end and time.periods]
    area = replace(statistic.areas[0], only_answered=False)
    named = areas == {area} or bool(area.several)
    if statistic.kind in LEVELS:
        return named and len(times) == 1 and times[0].periods == statistic.periods
    if len(times) == 1 and times[0].periods == statistic.periods[-1:]:
        # "Rose by 70 per cent last year": from the year before.
        return named and s.shifted(statistic.periods[-1], -1) == statistic.periods[:1]
    ends = {one for time in times for one in (time.periods[0], time.periods[-1])}
    yearly = s.has("YOY", start=start, end=end) and len(ends) < 2
    return named and (set(statistic.periods) == ends or yearly)


def _is_of_some_forces(s: Sentence, at: int, claim: Claim) -> bool:
    """`Among the five forces that gave figures for every year, ...`: which those are isn't said."""
    own = _areas_named(s, s.clause_start(at), s.clause_end(at))
    of_one = bool(claim.statistic.areas) and claim.statistic.areas[0].kind == "force"
    return (
        not own
        and of_one
        and s.left(at, "(?:IN|OF)(?:DET|ALL)*N(?:W)?FORCES.*", in_clause=False) is not None
    )


def _as_change(s: Sentence, at: int, claim: Claim) -> tuple[Claim, ...]:
    """`Essex (up 115 to 481)`: what is read as a count may be how many more there were."""
    moved = s.left(s.before_hedge(at), "(?:UP|DOWN|UPN|DOWNN)(?:BY|W)?") or (
        # "The rise, of 103, came after 54 the year before."
        head_of(s, at).tag == "" and s.left(at, "(?:UPN|DOWNN).*", in_clause=False)
    )
    statistic = claim.statistic
    if statistic.kind is not StatisticKind.VALUE or not moved:
        return ()
    said = claim.said
    if moved[0].startswith("DOWN"):
        said = said.turned
    latest = (*statistic.periods, *(time[0] for time in _times_named(s, 0, len(s))))
    return tuple(
        replace(
            claim,
            said=said,
            statistic=replace(statistic, kind=StatisticKind.CHANGE, periods=(*before, after)),
        )
        for after in dict.fromkeys((*latest, s.knows.calendar.last))
        if (before := s.shifted(after, -1)) and before[0] != after
    )


def _says_of_that_year(s: Sentence, at: int, periods: Times) -> bool:
    """`Up from 2016/17, where 1,001 were recorded`: of that year, and where the sentence is."""
    if at < 1 or s.tokens[at - 1].lower not in ("where", "when"):
        return False
    before = [index for index in s.times if index < at - 1]
    if not before or s.times[max(before)].periods != periods:
        return False
    between = s.tags[max(before) + 1 : at - 1]
    return not set(between) & {"AREA", *VALUES}


def _goes_on_from_a_count(s: Sentence, at: int, claim: Claim) -> bool:
    """`The region peaked at 6,852 last year - up 584 per cent`: a change of the area before it."""
    if claim.statistic.kind not in _PAIRED or not claim.statistic.areas:
        return False
    counts = [index for index in range(at) if s.tags[index] in VALUES]
    named = {index: ref for ref, index in _areas_named(s, 0, at).items()}
    if not counts or not named or max(named) > counts[-1]:
        return False
    between = s.tags[counts[-1] + 1 : at]
    nearest = {ref for ref, index in _areas_named(s, 0, at).items() if index == max(named)}
    area = replace(claim.statistic.areas[0], only_answered=False)
    return bool({"UP", "DOWN"} & set(between)) and nearest == {area}


def _varied(
    claims: tuple[Claim, ...], area: _Part[AreaRef], times: _Part[Times], category: _Part[str]
) -> list[Claim]:
    """The claims with each combination of what else the area, periods and category can be."""
    likeliest = claims[0]
    first = likeliest.statistic
    found: dict[Statistic, Claim] = {}
    for one, periods, kind in product(
        (first.areas[0], *area.others),
        (first.periods, *times.others),
        (first.category_id, *category.others),
    ):
        statistic = replace(first, areas=(one, *first.areas[1:]), periods=periods, category_id=kind)
        if first.kind in LEVELS:
            level = StatisticKind.VALUE if len(periods) == 1 else StatisticKind.SUM
            statistic = replace(statistic, kind=level)
        found.setdefault(statistic, replace(likeliest, statistic=statistic))
    given = {claim.statistic for claim in claims}
    return [claim for statistic, claim in found.items() if statistic not in given][:_MOST]


def _area(s: Sentence, at: int, claim: Claim) -> _Part[AreaRef]:
    if claim.statistic.kind not in _PLACED or not claim.statistic.areas:
        return _Part("area")
    area = replace(claim.statistic.areas[0], only_answered=False)
    own = _outside(s, at, _areas_named(s, s.clause_start(at), s.clause_end(at)))
    own = {ref: index for ref, index in own.items() if not is_held_against(s, index)}
    if area.several and (each := summed_or_single(s, at, area)):
        return _Part("area", each)
    ours = [s.tokens[i].lower for i in range(s.clause_start(at), at)]
    if "ours" in ours or (not own and _OUR & set(ours)):
        # "While Wiltshire rose to 340, ours fell": whose `ours` are was said elsewhere.
        said = (*s.scene.topic[:1], *s.scene.subject[:1], *s.scene.region[:1])
        return _Part("area", _without(area, (*said, *reversed(s.scene.forces))))
    if area in own and (len(set(own.values())) == 1 or _is_beside(s, at, own[area])):
        # A name that a force and a region have may be either's.
        named = s.areas.get(own[area], ())
        if is_pointed(s, area, s.clause_start(at), s.clause_end(at)):
            # "The force": the one that was named last, or whose piece this is.
            named = (*named, *s.scene.topic[:1], *s.scene.subject[:1])
        return _Part("area", _without(area, named))
    if s.left(at, "N OF DET", in_clause=False):
        # "Kent accounts for 37 of the 83 extra": the whole is of a wider area.
        wide = (AreaRef("request", "asked"), *s.scene.region[:1], *s.scene.subject[:1])
        return _Part("area", _without(area, (*wide, *s.scene.topic[:1])))
    if own:
        here = _areas_named(s, 0, len(s))
        return _Part("area", _without(area, (*own, *here, *s.scene.subject[:1])))
    before = _outside(s, at, _areas_named(s, 0, at))
    scene = s.scene
    if before:
        if area in before and len(set(before.values())) == 1:
            return _Part("area")
        return _Part("area", _without(area, (*before, *scene.subject[:1], *scene.topic[:1])))
    context = (*scene.subject[:1], *scene.topic[:1], *scene.region[:1], *scene.force[:1])
    together = (AreaRef("request", "asked"),) if s.has("FORCES") or scene.level else ()
    sums = summed_or_single(s, at, area) if claim.statistic.kind in LEVELS else ()
    every = dict.fromkeys((*context, *together, *reversed(scene.forces[-3:]), *sums))
    return _Part("area", _without(area, every))


def _outside(s: Sentence, at: int, named: dict[AreaRef, int]) -> dict[AreaRef, int]:
    """The areas that stand in no bracket and no aside which is closed before a number."""
    return {ref: index for ref, index in named.items() if not s.is_enclosed(index, at)}


def _areas_named(s: Sentence, start: int, end: int) -> dict[AreaRef, int]:
    """The areas that a stretch of a sentence names, with the token or group that names each."""
    found: dict[AreaRef, int] = {}
    for index in range(start, min(end, len(s))):
        if s.tags[index] != "AREA":
            continue
        for ref in (*s.group_area(index), *s.areas.get(index, ())[:1]):
            group = s.groups.get(index)
            found.setdefault(ref, group[-1] if group and ref.several else index)
        if len(s.areas.get(index, ())) > 1:
            for ref in s.areas[index]:
                found[ref] = found.get(s.areas[index][0], index)
    return found


def _is_beside(s: Sentence, at: int, index: int) -> bool:
    """Whether nothing that could have another area or number stands between a name and a number."""
    first, last = sorted((index, at))
    between = s.tags[first + 1 : last]
    if index < at:
        return not {"AREA", "COMMA", "PER", "WHERE", "FORCES", *VALUES} & set(between)
    return set(between) <= {
        "UNIT",
        "CAT",
        "IN",
        "BY",
        "DET",
        "OF",
        "W",
        "OTHER_UNIT",
        "LEVEL",
        "BE",
    }


def _times(s: Sentence, at: int, claim: Claim) -> _Part[Times]:
    kind = claim.statistic.kind
    if kind is StatisticKind.PEAK:
        return _Part("period", _other_peaks(s, at, claim.statistic.periods))
    if kind not in _DATED or not claim.statistic.periods:
        return _Part("period")
    if claim.statistic.which in {"rise", "percent_rise"}:
        own = _times_named(s, s.clause_start(at), s.clause_end(at))
        if len(own) == 1 and (own[0][0], own[0][-1]) == claim.statistic.periods:
            return _Part("period")
    return _pair(s, at, claim) if kind in _PAIRED else _level(s, at, claim)


def _other_peaks(s: Sentence, at: int, periods: Times) -> tuple[Times, ...]:
    """The same peak with another year meant, where the clause doesn't name one year alone."""
    if any(
        time.said.when is When.ONE
        and time.periods == periods[:1]
        and s.clause[index] == s.clause[at]
        for index, time in s.times.items()
    ):
        return ()
    meant = [one[0] for one in (*_times_named(s, 0, len(s)), *_scene_times(s)) if len(one) == 1]
    return tuple(
        (fromkey, *(other for other in periods if other != fromkey))
        for fromkey in dict.fromkeys(meant)
        if fromkey in periods[1:]
    )


def _from_elsewhere(s: Sentence, at: int) -> list[Times]:
    """What `a year earlier` or `that year` can be in a sentence that names no year: any before."""
    if any(time.said.when in {When.ONE, When.SEVERAL} for time in s.times.values()):
        return []
    bases = [one[0] for one in _scene_times(s) if len(one) == 1]
    if any(_points_back(s, index, at) for index in s.times):
        return [(one,) for one in bases]
    years = [
        time.said.years * (1 if time.said.when is When.LATER else -1)
        for index, time in s.times.items()
        if time.said.when in {When.EARLIER, When.LATER} and s.clause[index] == s.clause[at]
    ]
    return [found for base in bases for by in years if (found := s.shifted(base, by))]


def _points_back(s: Sentence, index: int, at: int) -> bool:
    """`That year` in the clause of a number: which one, an earlier sentence says."""
    return s.times[index].said.when is When.SAME and s.clause[index] == s.clause[at]


def _level(s: Sentence, at: int, claim: Claim) -> _Part[Times]:
    periods = claim.statistic.periods
    if "of the change" in claim.because and not _is_dated(s, at, periods):
        # "From 187 to 243": the words that give its two periods stand elsewhere.
        return _Part(
            "period", _without(periods, [(period,) for period in s.knows.calendar.periods])
        )
    if others := _without(periods, _from_elsewhere(s, at)):
        return _Part("period", others)
    own = _times_named(s, s.clause_start(at), s.clause_end(at))
    listed = "place in the list" in claim.because
    if is_loosely_dated(s, at, periods) or is_in_bare_series(s, at):
        return _Part(
            "period", _without(periods, [(period,) for period in s.knows.calendar.periods])
        )
    if periods in own and (len(own) == 1 or _is_dated(s, at, periods)):
        return _Part("period")
    here = _times_named(s, 0, len(s))
    if listed and here:
        return _Part("period")
    if here:
        plain = all(time.said.when in _NAMED for time in s.times.values() if time.periods)
        if not own and periods in here and len(here) == 1 and plain:
            return _Part("period")
        nearby = [*own, *here, *_steps(s, here)]
        if not own:
            nearby += _scene_times(s)
        return _Part("period", _without(periods, nearby))
    scene = _scene_times(s)
    return _Part("period", _without(periods, [*scene, *_steps(s, scene)]))


def _is_dated(s: Sentence, at: int, periods: Times) -> bool:
    """Whether a number stands right before its time, or right behind it."""
    index = at + 1
    while index < len(s) and s.tags[index] in {
        "UNIT", "CAT", "IN", "W", "OTHER_UNIT", "LPAR", "BE", "LEVEL", "OF", "DET", "BY", "AREA",
    }:  # fmt: skip
        index += 1
    if index < len(s) and s.tags[index] == "PER" and s.times[index].periods == periods:
        return True
    index = at - 1
    while index >= 0 and s.tags[index] in {
        "COLON", "LPAR", "AREA", "LEVEL", "POSS", "BE", "DET", "W", "THERE", "SINCERE", "TOTAL",
        "FORCES", "UNIT", "CAT", "COMMA", "ABOUT", "NEARLY", "MORE_THAN",
    }:  # fmt: skip
        index -= 1
    return index >= 0 and s.tags[index] == "PER" and s.times[index].periods == periods


def _times_named(s: Sentence, start: int, end: int) -> list[Times]:
    found: list[Times] = []
    for index, time in sorted(s.times.items()):
        if not start <= index < end or not time.periods:
            continue
        found.append(time.periods)
        if time.said.when is When.SINCE:
            first = time.periods[0].start
            found.append(tuple(p for p in s.knows.calendar.periods if p.start >= first))
        if s.tags[index + 1 : index + 2] == ["COLON"]:
            # "342 (2021/22: 288)": what stands before a colon is of the number behind it.
            found.append((s.knows.calendar.last,))
    return [fromkey for fromkey in dict.fromkeys(found) if fromkey]


def _steps(s: Sentence, times: Iterable[Times]) -> list[Times]:
    """The periods after those from which something is said to go on, and their first and last."""
    found: list[Times] = []
    for periods in times:
        if len(periods) > 1:
            found += [periods[-1:], periods[:1]]
    if s.has("UNTIL", "THAN", "FROM", "COMPARED", "UP", "DOWN", "UPN", "DOWNN", "WHERE"):
        for periods in list(times):
            if len(periods) == 1:
                found += [s.shifted(periods[0], -1), s.shifted(periods[0], 1)]
        found.append((s.knows.calendar.last,))
    return [one for one in found if one]


def _scene_times(s: Sentence) -> list[Times]:
    scene = s.scene
    singles = (
        scene.period,
        scene.last_named,
        scene.heading_period,
        scene.old_period,
        scene.base,
        *(scene.pair or ()),
        s.knows.calendar.last,
    )
    found: list[Times] = [(single,) for single in singles if single is not None]
    return [*found, scene.span] if scene.span else found


def _pair(s: Sentence, at: int, claim: Claim) -> _Part[Times]:
    periods = claim.statistic.periods
    if len(periods) != 2:
        return _level(s, at, claim)
    own = [
        time.periods
        for index, time in sorted(s.times.items())
        if time.periods and s.clause[index] == s.clause[at] and not is_span_of_rank(s, index)
    ] and _times_named(s, s.clause_start(at), s.clause_end(at))
    base = based_on(s, at)
    known = s.knows.calendar.periods
    if base is not None and base != periods[0] and base in known:
        after = known[known.index(base) + 1 :]
        return _Part("period", _without(periods, [(base, one) for one in after]))
    if s.tokens[at + 1 : at + 2] and s.tokens[at + 1].lower in {"higher", "lower"}:
        # "In 2018/19 it was 25 per cent, three points higher": than in the later year.
        return _Part("period", (periods[::-1],))
    if may_be_anchored_elsewhere(s) and periods != known[-2:]:
        return _Part("period", (known[-2:],))
    if any(
        time.said.when is When.AGAIN or _points_back(s, index, at)
        for index, time in s.times.items()
    ):
        # "Over the same time", "in that year": of which change before isn't sure.
        own = []
    singles = {one[0] for one in own if len(one) == 1}
    if any(len(one) > 1 and (one[0], one[-1]) == periods for one in own) and len(own) == 1:
        return _Part("period")
    if set(periods) <= singles and len(singles) == 2:
        return _Part("period")
    yearly = s.has("YOY", start=s.clause_start(at), end=s.clause_end(at))
    since = any(
        time.said.when in {When.SINCE, When.EARLIER} and time.periods
        for index, time in s.times.items()
        if s.clause[index] == s.clause[at] and (index > at or time.said.when is When.SINCE)
    )
    if len(singles) == 1 and singles & set(periods) and (yearly or since) and len(own) == 1:
        return _Part("period")
    here = _times_named(s, 0, len(s))
    every = {one for time in here for one in (time[0], time[-1])}
    every |= {
        one
        for read in s.reads.values()
        for held in read.claims[:1]
        for one in held.statistic.periods
        if held.statistic.kind in LEVELS
    }
    if not own or not here:
        every |= {one for time in _scene_times(s) for one in time}
    every |= {one for period in list(every) for one in s.shifted(period, -1)}
    if not any(time.said.when is When.OTHER for time in s.times.values()):
        every.add(s.knows.calendar.last)
    if s.right(at, "(?:MORE_THAN_X|FEWER_THAN_X)WHERE"):
        # "7.7 per cent higher than where they had started"
        every |= set(s.knows.calendar.periods)
    dated = sorted(every & set(known))
    return _Part("period", _without(periods, combinations(dated, 2)))


def _category(s: Sentence, at: int, claim: Claim) -> _Part[str]:
    category = claim.statistic.category_id
    if not s.request.categories or claim.statistic.of_category:
        return _Part("category")
    if category_for(s, at)[:2] == (category, "named with the number"):
        return _Part("category")
    total = s.has("TOTAL", "IN_TOTAL", end=at) and not s.has("SHARE")
    counted = claim.statistic.kind in LEVELS
    bare = counted and head_of(s, at).tag == ""
    if bare or ((counted or total) and counts_every_category(s, at)):
        # "Of Hampshire's 1,304, 1,102": all that was asked, and one category of it.
        every = "|".join(one.category_id for one in s.request.categories)
        named = _categories_named(s, 0, len(s))
        return _Part("category", _without(category, (*named, every, s.scene.category or every)))
    own = _categories_named(s, s.clause_start(at), s.clause_end(at))
    hinted = categories_hinted(s, 0, len(s))
    beside = not s.has("CAT") or _category_is_beside(s, at)
    if own == [category] and set(hinted) <= {category} and beside:
        return _Part("category")
    if not beside and head_of(s, at).tag == "":
        # "402 common assaults and 63 in which somebody was injured"
        hinted += [one.category_id for one in s.request.categories]
    here = [*_categories_named(s, 0, len(s)), *hinted]
    scene = s.scene.category, s.scene.topic_category, "all"
    if not here and s.has("W", "UNIT", "FOREIGN", end=at):
        here = [one.category_id for one in s.request.categories]
    others = [*own, *here] if own else [*here, *(one for one in scene if one)]
    return _Part("category", _without(category, others))


def _category_is_beside(s: Sentence, at: int) -> bool:
    """Whether no other number stands between this one and a category that its sentence names."""
    return any(
        s.tokens[index].category is not None
        and not (
            s.has(*VALUES, start=min(index - 1, at) if index < at else at + 1, end=max(index, at))
            and s.has("AND", "COMMA", "SEMI", start=min(index, at) + 1, end=max(index, at))
        )
        for index in range(len(s))
    )


def _categories_named(s: Sentence, start: int, end: int) -> list[str]:
    said = [token.category.category_id for token in s.tokens[start:end] if token.category]
    return list(dict.fromkeys(said))


def _without(one: T, others: Iterable[T]) -> tuple[T, ...]:
    return tuple(other for other in dict.fromkeys(others) if other != one)
