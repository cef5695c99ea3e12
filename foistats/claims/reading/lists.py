"""Series of counts: one for each year, force or category that is listed beside them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from foistats.claims.model import AreaRef, Read, Statistic, StatisticKind
from foistats.claims.reading.attaching import area_for
from foistats.claims.reading.change_times import change_periods
from foistats.claims.reading.claiming import claim, claimed, unresolved
from foistats.claims.reading.counting import category_for
from foistats.claims.reading.dating import time_for
from foistats.claims.reading.periods import When
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence
from foistats.claims.reading.values import IN_LIST, value_in
from foistats.model.values import Period

_JOIN = re.compile(
    r"(?<![A-Z_])N (?:UNIT |CAT )?(?:IN PER (?=COMMA THEN))?(?:(?:COMMA |AND |TO |DASH |W |TAB |SINCERE |THEN |IN ){0,3}N (?:UNIT |CAT )?)+"
)


_DIFFERENCES = "a list of differences, of which the sentence doesn't say whose each is"


def read_series(s: Sentence) -> dict[int, Read]:
    """The numbers of a sentence that stand in a series, each with its place in it."""
    found: dict[int, Read] = _pairs_of_each(s) or _pair_of_forces(s) or _in_columns(s)
    if found and s.scene.columns and not s.times:
        return found
    for run in _runs(s):
        moved = _changes_of_each(s, run)
        if moved:
            found.update(moved)
            continue
        joined = s.tags[run[-2] + 1 : run[-1]] == ["AND"]
        if joined and s.right(run[-1], "(?:UNIT|CAT)?(?:MORE|FEWER|MORE_THAN_X|FEWER_THAN_X)"):
            # "That is 106 and 101 fewer": differences, and whose isn't said.
            found.update({at: unresolved(s, at, _DIFFERENCES) for at in run})
            continue
        found.update(_dated(s, run))
        if run[0] not in found:
            found.update(_stepped(s, run))
        if run[0] not in found:
            found.update(_respectively(s, run))
        if run[0] not in found and s.has("EACH"):
            found.update(
                {
                    at: unresolved(
                        s, at, "what stands beside each number of the list couldn't be paired"
                    )
                    for at in run
                }
            )
    return found


def _changes_of_each(s: Sentence, run: list[int]) -> dict[int, Read]:
    """`In Dorset and Gloucestershire numbers went up, by 140 and 36`: a change of each."""
    way = s.left(run[0], "(?:UP|DOWN)(?:W|COMMA)*BY(?:DET)?", in_clause=False)
    groups = [g for g in s.groups.values() if len(g) == len(run) and g[-1] < run[0]]
    if way is None or not groups:
        return {}
    sign = 1 if way[0].startswith("UP") else -1
    category = category_for(s, run[0])[0]
    found = {}
    for at, member in zip(run, groups[-1], strict=True):
        number = s.tokens[at].number
        if number is None or number.value is None:
            return {}
        values = said(number.value, whole=True, sign=sign)
        statistics = (
            Statistic(StatisticKind.CHANGE, (area,), pair, category, unit=s.request.unit)
            for pair in change_periods(s, at)
            for area in s.areas.get(member, ())[:1]
        )
        claims = [claim(s, at, statistic, values=values, found=IN_LIST) for statistic in statistics]
        found[at] = claimed(s, at, claims, otherwise="the list names no area with figures")
    return found


def _runs(s: Sentence) -> Iterator[list[int]]:
    tags = s.said(0, len(s))
    for match in _JOIN.finditer(tags):
        first = tags[: match.start()].count(" ")
        inside = [first + i for i, tag in enumerate(match[0].split(" ")) if tag == "N"]
        texts = [s.tokens[i].lower for i in range(first, inside[-1]) if s.tags[i] == "W"]
        if len(inside) > 1 and all(text in {"then", "/", "and", "now"} for text in texts):
            yield inside


def _pairs_of_each(s: Sentence) -> dict[int, Read]:
    """`... recorded fewer in 2022/23 than in 2018/19: 62 against 73, and 297 against 318`.

    There are two years for each force, in the order in which both are named.
    """
    pairs = list(
        re.finditer(r"(?<![A-Z_])N COMPARED N (?=(?:COMMA |AND |W )*(?:N |$))", s.said(0, len(s)))
    )
    times = [t.periods for _, t in sorted(s.times.items()) if t.one is not None]
    groups = [group for group in s.groups.values() if len(group) == len(pairs) > 1]
    if len(times) != 2 or not groups:
        return {}
    found = {}
    for pair, member in zip(pairs, groups[0], strict=True):
        first = s.said(0, len(s))[: pair.start()].count(" ")
        for at, periods in zip((first, first + 2), times, strict=True):
            category = category_for(s, at)[0]
            area = s.areas.get(member, ())
            found[at] = value_in(s, at, area=area, periods=periods, category=category)
    return found


def _dated(s: Sentence, run: list[int]) -> dict[int, Read]:
    """A count for each period, in order: `Cheshire 226 348 349 403 506`."""
    listed = _periods_listed(s, run)
    if listed is None and len(run) > 3:
        # A total may close the list: `226 348 349 403 506, 1,832 in five years`.
        run = run[:-1]
        listed = _periods_listed(s, run)
    if listed is None:
        return {}
    areas, _ = area_for(s, run[0])
    if not areas:
        return {}
    category = category_for(s, run[0])[0]
    return {
        at: value_in(s, at, area=areas, periods=(period,), category=category)
        for at, period in zip(run, listed, strict=True)
    }


def _periods_listed(s: Sentence, run: list[int]) -> tuple[Period, ...] | None:
    """The periods that a run of counts goes through, named one by one or as a stretch."""
    singles = [i for i, t in s.times.items() if t.one is not None and t.said.when is When.ONE]
    if len(singles) == len(run) and s.has("EACH"):
        joined = all(
            set(s.tags[a + 1 : b]) <= {"COMMA", "AND", "IN", "TO"} for a, b in pairwise(singles)
        )
        if joined:
            return tuple(s.times[i].periods[0] for i in singles)
    for time in s.times.values():
        if len(time.periods) == len(run) and (
            len(run) > 2
            or (
                time.said.text.casefold().startswith(("between", "from"))
                and not s.has("FROM", "TO")
            )
        ):
            return time.periods
    ahead = dates_then(s, run)
    if ahead:
        return ahead
    if (
        not s.times
        and len(run) == len(s.scene.sequence)
        and (s.scene.same_paragraph or s.has("AREA"))
        and not s.has("FROM", "TO", "UP", "DOWN")
    ):
        return s.scene.sequence
    calendar = s.knows.calendar.periods
    if (
        len(run) == len(calendar)
        and len(run) > 2
        and len([i for i in s.areas if i < run[0]]) <= 1
        and not s.has("EACH")
    ):
        return calendar
    return None


def _stepped(s: Sentence, run: list[int]) -> dict[int, Read]:
    """A count for each year of a series whose years aren't named, for each series it may be."""
    areas, _ = area_for(s, run[0])
    windows = _steps(s, run)
    if not areas or not windows:
        return {}
    category = category_for(s, run[0])[0]
    found = {}
    for place, at in enumerate(run):
        reads = [
            value_in(s, at, area=areas[:1], periods=(window[place],), category=category)
            for window in windows
        ]
        found[at] = replace(reads[0], claims=tuple(one for r in reads for one in r.claims))
    return found


def _steps(s: Sentence, run: list[int]) -> tuple[tuple[Period, ...], ...]:
    """`from 829 to 686, then to 675`: years one after the other, which ones isn't said.

    The likeliest are those before the year that the sentence is about.
    """
    stepped = s.left(run[0], "FROM") and all(
        "TO" in s.tags[one:other]
        or {"then", "now"} & {token.lower for token in s.tokens[one:other]}
        for one, other in pairwise(run)
    )
    if not stepped or len(run) < 3 or any(s.right(at, "(?:UNIT|IN)*PER") for at in run):
        return ()
    periods = s.knows.calendar.periods
    windows = [periods[i : i + len(run)] for i in range(len(periods) - len(run) + 1)]
    return tuple(reversed(windows))


def dates_then(s: Sentence, run: list[int]) -> tuple[Period, ...]:
    """`729 in 2018/19, then 2,219, then 4,223`: the periods go on one by one."""
    first = s.right(run[0], "(?:UNIT|IN)*PER(?:COMMA)?THEN")
    if first is None:
        return ()
    one = next((t.one for i, t in sorted(s.times.items()) if i > run[0]), None)
    periods = s.knows.calendar.periods
    if one not in periods:
        return ()
    at = periods.index(one)
    return periods[at : at + len(run)] if at + len(run) <= len(periods) else ()


_COLUMNS = re.compile(
    r"(?:W |DASH )*AREA (?:COLON |DASH |TAB |POSS |LPAR )*(?P<cells>N (?:(?:COMMA |AND |LPAR |TAB )?N )+)"
)


def _in_columns(s: Sentence) -> dict[int, Read]:
    """`Essex: 722 (1,109)` below a heading that names two years, of which each number has one."""
    cells = None if s.times else _COLUMNS.match(s.said(0, len(s)))
    if cells is None:
        return {}
    first = s.said(0, len(s))[: cells.start("cells")].count(" ")
    places = [i for i in range(first, first + cells["cells"].count(" ")) if s.tags[i] == "N"]
    name = next(i for i in range(first) if s.tags[i] == "AREA")
    if len(places) != len(s.scene.columns) or not s.areas.get(name):
        return {}
    return {
        at: value_in(s, at, area=s.areas[name], periods=(period,), category=category_for(s, at)[0])
        for at, period in zip(places, s.scene.columns, strict=True)
    }


_PAIR = re.compile(
    r"(?<![A-Z_])N (?:UNIT |CAT )?(?P<between>COMPARED|TO|WHILE|THAN) (?:DET )?N (?!UNIT MORE)"
)


def _pair_of_forces(s: Sentence) -> dict[int, Read]:
    """`Dorset recorded fewer than Wiltshire: 212 against 340`: a count of each, in their order."""
    tags = s.said(0, len(s))
    pairs = list(_PAIR.finditer(tags))
    named = [i for i in sorted(s.areas) if s.areas[i] and s.tags[i] == "AREA"]
    times = [t for t in s.times.values() if t.one is not None]
    if len(pairs) != 1 or len(named) != 2 or len(times) > 1 or s.tags.count("N") != 2:
        return {}
    first = tags[: pairs[0].start()].count(" ")
    second = next(i for i in range(first + 1, len(s)) if s.tags[i] == "N")
    compares = s.has("MORE", "FEWER", "MORE_THAN_X", "FEWER_THAN_X", "AHEAD", end=first)
    grouped = named[0] in s.groups
    if named[1] > first or not (compares or grouped) or s.has("FROM", "UP", "DOWN", "UPN", "DOWNN"):
        return {}
    if pairs[0]["between"] in {"TO", "THAN"} and not s.left(first, "(?:BY|COLON|LPAR)(?:W)?"):
        return {}
    periods, _ = time_for(s, second)
    found = {}
    for at, member in zip((first, second), named, strict=True):
        category = category_for(s, at)[0]
        reads = [
            value_in(s, at, area=s.areas[member][:2], periods=period, category=category)
            for period in periods[:2]
        ]
        if reads:
            claims = tuple(one for read in reads for one in read.claims)
            found[at] = replace(reads[0], claims=claims)
    return found


def _respectively(s: Sentence, run: list[int]) -> dict[int, Read]:
    """A count for each area listed before: `Dorset and Wiltshire recorded 212 and 1,329`."""
    listed = s.scene.sequence_areas
    if (
        not s.areas
        and len(listed) == len(run)
        and (s.scene.same_paragraph or s.has("EACH", "TOTAL"))
    ):
        times, _ = time_for(s, run[0])
        category = category_for(s, run[0])[0]
        if times and s.times:
            return {
                at: value_in(s, at, area=(area,), periods=times[0], category=category)
                for at, area in zip(run, listed, strict=True)
            }
    groups = {group for group in s.groups.values() if len(group) == len(run) and group[-1] < run[0]}
    if not groups and not s.has("EACH"):
        return {}
    cats = [i for i in range(run[0]) if s.tags[i] == "CAT"]
    if not groups and len(cats) == len(run):
        areas, _ = area_for(s, run[0])
        times, _ = time_for(s, run[-1])
        if areas and times:
            return {
                at: value_in(s, at, area=areas, periods=times[0], category=_category(s, cat))
                for at, cat in zip(run, cats, strict=True)
            }
    if not groups:
        return {}
    group = max(groups)
    times, _ = time_for(s, run[-1])
    category = category_for(s, run[0])[0]
    found = {}
    for at, member in zip(run, group, strict=True):
        refs: tuple[AreaRef, ...] = s.areas.get(member, ())
        if refs and times:
            found[at] = value_in(s, at, area=refs, periods=times[0], category=category)
    return found


def _category(s: Sentence, index: int) -> str:
    said = s.tokens[index].category
    return "all" if said is None else said.category_id
