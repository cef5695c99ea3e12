"""Highest and lowest: among forces, among the years, on record; and rises year after year."""

from dataclasses import replace
from fractions import Fraction

from foistats.claims.mentions import Number
from foistats.claims.model import AreaRef, Bounds, Claim, Read, Said, Statistic, StatisticKind
from foistats.claims.reading.attaching import area_for, scene_areas
from foistats.claims.reading.change_times import change_periods
from foistats.claims.reading.claiming import claim, claimed, no_statistic, unresolved
from foistats.claims.reading.counting import category_for
from foistats.claims.reading.dating import base_time, time_for
from foistats.claims.reading.periods import When
from foistats.claims.reading.scene import Areas
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period
from foistats.naming.forces.register import region_kind, region_members, regions_of

_LOW = ("lowest", "fewest", "smallest", "least", "low")
_OF_CHANGES = ("fastest", "slowest", "steepest", "sharpest")
_SCOPE_BEFORE = (
    "(?:OF|INCLUDING|IN)(?:DET|ALL|N|W|THEM|AREA|POSS)*(?:FORCES|ANSWERED)(?:(?:IN|DET|ANSWERED)*AREA)?COMMA"
    "(?:COMMA|AREA|LEVEL|DET|W|BE|SUP|TOTAL|UNIT|CAT|IN|N|WHILE|AND|WITH|POSS)*"
)
# "The rise in Dorset from one year to the next was the largest"
_CHANGE_BEFORE = "(?:UPN|DOWNN|POSS UP|POSS DOWN|AREA UP|AREA DOWN)(?:W|IN|OF|FROM|TO|PER|ON|AREA|UNIT|CAT|YOY|POSS|DET|BY)*BE(?:DET|W|BY)*"
_DATED_AFTER = "(?:UNIT|CAT|TOTAL)*(?:COMMA)?(?:WITH)(?:SINCERE|W)*N(?:UNIT|CAT)*(?:IN)*PER"
_RANKED = frozenset(["rank", "ranks", "ranked", "ranking", "position", "placed"])
_PLACED = frozenset(
    ["ranked", "placed", "came", "finished", "ranks", "comes", "rated", "is", "was"]
)


def read_rank(s: Sentence, at: int) -> Read | None:
    """A word of rank or peak, a run of years, or a place in an order."""
    number = s.tokens[at].number
    if number is None:
        return None
    if s.tags[at] == "RUN":
        return _run(s, at, number)
    if s.tags[at] == "PEAK":
        return _peak(s, at)
    if s.tags[at] == "SUP":
        return _superlative(s, at, number)
    return None


def read_place(s: Sentence, at: int) -> Read | None:
    """`Dorset ranked third`: a place among the forces."""
    number = s.tokens[at].number
    if number is None or number.value is None or s.tags[at] != "ORD" or not at:
        return None
    placed = s.tokens[at - 1].lower in _PLACED - {"is", "was"}
    in_place = at + 1 < len(s) and s.tokens[at + 1].lower == "place" and s.has("AREA")
    ranked = any(token.lower in _RANKED for token in s.tokens[s.clause_start(at) : at]) and s.right(
        at, "(?:OF|IN)"
    )
    listed = s.left(at, "AREA") and s.right(at, "(?:COMMA)?WITH(?:SINCERE)?N")
    if not placed and not in_place and not ranked and not listed:
        return None
    return _among_areas(s, at, order=int(number.value))


def _superlative(s: Sentence, at: int, number: Number) -> Read:
    lower = s.tokens[at].lower
    if lower.startswith(("more than any",)):
        return _among_areas(s, at, order=1)
    if lower == "top":
        if s.right(at, "(?:OF|IN)") and s.has("AREA"):
            return _among_areas(s, at, order=1)
        return no_statistic(s, at, "`top` is said of nothing that is counted")
    word = lower.replace(" on record", "").replace(" ever", "").split(" ")[-1].split("-")[-1]
    counts = (
        s.right(
            at,
            "(?:W|YOY|CAT|ALL|DET|PEAK|FOREIGN|OTHER_UNIT){0,4}(?:UNIT|CAT|TOTAL|LEVEL|HIGH|PER|SHARE|TIME|N)|(?:IN|ON)(?:DET|W)*PER|(?:OF|IN)(?:W|ALL|DET|N|THEM)*(?:FORCES|AREA)",
        )
        is not None
    )
    if (
        word in {"most", "least", "worst"}
        and not counts
        and not s.right(at, "COMMA(?:WITH|AT)?N")
        and not s.left(at, "(?:LEVEL|BE)(?:W|DET|TOTAL|OF|CAT|UNIT|BY|IN)*")
    ):
        return no_statistic(s, at, f"`{word}` without anything counted after it is no figure")
    changes = (
        lower.startswith(_OF_CHANGES)
        or s.right(at, "(?:W|YOY|IN){0,2}(?:UPN|DOWNN)")
        or s.left(at, _CHANGE_BEFORE)
    )
    if changes:
        return _of_changes(s, at, number, word)
    if s.right(at, "(?:W|CAT|UNIT)*SHARE") or (
        word == "most" and s.right(at, "OF(?:DET|THEM|UNIT)")
    ):
        return unresolved(s, at, "a rank of shares, or a majority, isn't worked out")
    if s.left(at, "WHERE FORCES(?:LEVEL|BE|DET|W)*"):
        return unresolved(s, at, "a question, which says of no force that it has the rank")
    order = int(number.value or 1) * (-1 if word in _LOW else 1)
    if s.left(at, "AREA(?:POSS|DET)*") and s.has("SUP", end=at):
        # "West Yorkshire recorded the most, and Durham the fewest": the same rank of another.
        return _among_areas(s, at, order=order)
    if word in {"most", "fewest", "least"} and (dated := s.right(at, _DATED_AFTER)):
        # "Essex recorded the most, with 55 in 2021": the most of that year.
        time = s.times.get(at + dated[0].count(" "))
        if time is not None and time.periods and _force_subject(s, at):
            return _among_areas(s, at, order=order, times=(time.periods,))
    if _is_of_periods(s, at):
        return _among_periods(s, at, order=order)
    scoped = s.left(at, _SCOPE_BEFORE, in_clause=False) or s.right(at, "OF(?:DET|ALL)*N COMMA")
    if (
        not scoped
        and s.right(
            at,
            "(?:W|UNIT|CAT|TOTAL|LEVEL|HIGH|OF|SHARE|DET|PER|YOY|LPAR|N|RPAR|IN_TOTAL|BE|FOREIGN){0,8}(?:IN|OF|W)+(?:DET|ALL|N|W)*(?:AREA|FORCES|THEM)",
        )
        is None
    ):
        among = _among_areas(s, at, order=order)
        years = _among_periods(s, at, order=order)
        return claimed(
            s,
            at,
            (*years.claims, *among.claims),
            otherwise="the sentence doesn't say what is compared",
        )
    if not s.has("AREA") and not s.has(
        "UNIT", "CAT", "TOTAL", "LEVEL", "THEM", "PER", "FORCES", "HIGH"
    ):
        return no_statistic(s, at, f"`{lower}` is said of nothing that is counted")
    return _among_areas(s, at, order=order)


def _is_of_periods(s: Sentence, at: int) -> bool:
    """Whether a superlative compares years and not areas."""
    lower = s.tokens[at].lower
    if "record" in lower or "ever" in lower:
        return True
    right = s.said(at + 1, s.clause_end(at))
    if s.left(at, _SCOPE_BEFORE, in_clause=False) or s.right(
        at, "OF(?:DET|ALL)*(?:N COMMA|N FORCES|FORCES)"
    ):
        return False
    scope = s.right(
        at,
        "(?:W|UNIT|CAT|TOTAL|LEVEL|HIGH|OF|SHARE|DET|PER|YOY|LPAR|N|RPAR|IN_TOTAL|BE){0,6}(?:IN|OF)(?:DET|ALL|N|W)*(?:AREA|FORCES)",
    )
    ever = any(
        s.times[i].said.when in {When.EVER, When.SINCE}
        or (s.times[i].said.when is When.SEVERAL and s.left(i, "(?:IN|OF|SUP)(?:DET)*"))
        for i in s.times
        if i > at and s.clause[i] == s.clause[at]
    )
    if scope is not None and not ever:
        last = at + scope[0].count(" ")
        refs = s.areas.get(last, ())
        if s.tags[last] == "FORCES" or (
            refs and refs[0].kind not in {"force", "forces"} and _force_subject(s, at)
        ):
            return False
    if (
        ever
        or "PEAK " in right
        or s.right(at, "(?:YOY|TIME)")
        or s.right(at, "(?:UNIT|CAT|W|YOY|OF)*(?:TIME|YOY|HIGH)")
    ):
        return True
    if s.right(at, "(?:W|UNIT|CAT|TOTAL|LEVEL|OF)*(?:BE|LEVEL)(?:W|OF|IN|DET|THEM|ON)*PER"):
        return True
    annual = s.right(at, "(?:W|YOY)*(?:TOTAL|LEVEL|UNIT)")
    if annual and "YOY " in annual[0]:
        return True
    return not _force_subject(s, at) and not s.has("FORCES", start=at) and not _force_after(s, at)


def _force_subject(s: Sentence, at: int) -> Areas:
    """The force that a rank is said of, named before it in the sentence or after its verb."""
    for index in range(at - 1, -1, -1):
        if s.tags[index] == "AREA" and s.areas.get(index) and s.areas[index][0].kind == "force":
            return s.areas[index][:1]
    subject = s.scene.subject
    begins = s.tags[:1] == ["THEM"]
    if (
        subject
        and subject[0].kind == "force"
        and (begins or (s.scene.same_paragraph and s.has("THEM", "DET", end=at)))
    ):
        return subject[:1]
    return ()


def _force_after(s: Sentence, at: int) -> Areas:
    for index in range(at + 1, len(s)):
        if s.tags[index] == "AREA" and s.areas.get(index) and s.areas[index][0].kind == "force":
            return s.areas[index][:1]
    return ()


def _region_subject(s: Sentence, at: int) -> Areas:
    """The region that a rank among regions is said of."""
    for index in [*range(at - 1, -1, -1), *range(at + 1, len(s))]:
        refs = s.areas.get(index, ())
        if (
            s.tags[index] == "AREA"
            and refs
            and refs[0].kind == "region"
            and not s.left(index, "(?:IN|OF)(?:DET)?")
            and not s.right(index, "(?:POSS)?(?:W)?FORCES")
        ):
            return refs[:1]
    return ()


def _exactly(order: int) -> Said:
    bounds = Bounds(Fraction(order), Fraction(order))
    return Said(Fraction(order), bounds, bounds)


def _among_areas(
    s: Sentence, at: int, *, order: int, times: tuple[tuple[Period, ...], ...] = ()
) -> Read:
    meant = (
        _after_verb(s, at) or _force_subject(s, at) or _force_after(s, at) or _region_subject(s, at)
    )
    if not meant:
        subject = scene_areas(s)
        meant = subject[:1] if subject and subject[0].kind == "force" else ()
    if not meant:
        return unresolved(s, at, "the sentence doesn't say which force has the rank")
    category = category_for(s, at)[0]
    found: list[Claim] = []
    for others in _compared(s, at, meant[0]):
        for periods in times or time_for(s, at)[0][:2]:
            statistic = Statistic(
                StatisticKind.RANK,
                (meant[0], *others),
                periods,
                category,
                unit=s.request.unit,
                order=order,
            )
            found.append(claim(s, at, statistic, values=_exactly(order)))
    return claimed(s, at, found, otherwise="the forces that are compared couldn't be found")


def _after_verb(s: Sentence, at: int) -> Areas:
    """The force that follows: `The highest figure was in Wiltshire`."""
    found = s.right(
        at,
        "(?:UNIT|CAT|TOTAL|W|OF|LEVEL|COMMA|DET|LPAR|N|RPAR|POSS|UPN|DOWNN)*(?:BE|IN|BY|COLON|LEVEL)+(?:IN|BY|DET)*AREA",
    )
    if found is None:
        found = s.right(at, "OF(?:DET|ALL)*(?:N)?(?:FORCES)?(?:IN(?:DET)*AREA)?COMMA AREA")
    refs = s.areas.get(at + found[0].count(" "), ()) if found else ()
    return refs[:1] if refs and refs[0].kind == "force" else ()


def _compared(s: Sentence, at: int, meant: AreaRef) -> list[tuple[AreaRef, ...]]:
    """What a force is ranked among: the area named, else the piece's, else all that were asked.

    An area stands for each of its forces.
    """
    if meant.kind == "region":
        regions = [
            region
            for region in regions_of(list(s.request.asked_force_ids))
            if region != meant.area_id
        ]
        return (
            [tuple(AreaRef(region_kind(region), region) for region in regions)] if regions else []
        )
    scopes: list[AreaRef] = []
    for index in [*range(at + 1, len(s)), *range(at)]:
        refs = s.areas.get(index, ())
        if s.tags[index] == "AREA" and refs and refs[0].kind not in {"force", "forces"}:
            scopes += refs[:1]
            break
    if not scopes:
        scopes += [
            refs[0]
            for refs in (s.scene.region, s.scene.topic)
            if refs and refs[0].kind not in {"force", "forces"}
        ]
        scopes.append(AreaRef("request", "asked"))
    found: list[tuple[AreaRef, ...]] = []
    for scope in dict.fromkeys(scopes):
        members = region_members(scope.area_id) or s.request.asked_force_ids
        asked = [member for member in members if member in s.request.asked_force_ids]
        if meant.area_id in asked and len(asked) > 1:
            found.append((scope,))
    return found


def _among_periods(s: Sentence, at: int, *, order: int) -> Read:
    areas, _ = area_for(s, at)
    category = category_for(s, at)[0]
    calendar = s.knows.calendar
    pool = calendar.periods
    for index, time in s.times.items():
        if time.said.when is When.SINCE and time.periods and s.clause[index] == s.clause[at]:
            pool = tuple(p for p in calendar.periods if p.start >= time.periods[0].start)
        elif time.said.when is When.SEVERAL and index > at and s.clause[index] == s.clause[at]:
            pool = time.periods
    found: list[Claim] = []
    since = [t.periods[0] for t in s.times.values() if t.said.when is When.SINCE and t.one]
    if (
        s.tags[at] == "PEAK"
        and at
        and s.tokens[at - 1].lower in {"previous", "earlier", "last", "old"}
    ):
        pool = pool[:-1]
    for meant in _meant_periods(s, at):
        others = tuple(p for p in pool if p != meant)
        for area in areas[:2]:
            statistic = Statistic(
                StatisticKind.PEAK,
                (area,),
                (meant, *others),
                category,
                unit=s.request.unit,
                order=order,
            )
            if others:
                found.append(claim(s, at, statistic, values=_exactly(order)))
            after = tuple(other for other in others if other not in since)
            if after and after != others:
                # "The lowest since 2019/20" may be lower than in all years after that one.
                later = replace(statistic, periods=(meant, *after))
                found.append(claim(s, at, later, values=_exactly(order)))
    return claimed(
        s, at, found, otherwise="neither the area nor the year of the peak could be found"
    )


def _meant_periods(s: Sentence, at: int) -> list[Period]:
    after_verb = s.right(
        at, "(?:W|UNIT|CAT|TOTAL|LEVEL|OF)*(?:BE|LEVEL)(?:W|OF|IN|DET|THEM|ON)*PER"
    )
    if after_verb is not None:
        time = s.times.get(at + after_verb[0].count(" "))
        if time is not None and time.one is not None:
            return [time.one]
    relative = s.left(at, "N(?:UNIT|CAT)?COMMA WHERE(?:BE|LEVEL|W)*(?:DET)?", in_clause=False)
    if relative is not None:
        # "Down from 57, which had been the highest": the period of that number.
        read = s.reads.get(at - relative[0].count(" "))
        if read is not None and read.claims:
            return [one.statistic.periods[0] for one in read.claims[:2]]
    previous = at > 0 and s.tokens[at - 1].lower in {"previous", "earlier", "old"}
    below = at > 1 and s.tokens[at - 2].lower in {"below", "under", "of", "than", "since"}
    if s.tokens[at].lower == "peak" and (s.left(at, "FROM(?:DET|W)*") or below or previous):
        # "Down from its peak": any year but the last.
        return list(reversed(s.knows.calendar.periods[:-1]))
    if s.tags[at] == "PEAK":
        ahead = [
            s.times[i].periods[0]
            for i in sorted(s.times)
            if i > at
            and s.times[i].one is not None
            and s.times[i].said.when in {When.ONE, When.LATER, When.SAME}
            and not s.left(i, "(?:FROM|COMPARED|THAN)(?:N|IN|UNIT|DET|W)*")
        ]
        if ahead:
            return ahead[:1]
    near = [
        s.times[i].periods[0]
        for i in sorted(s.times, reverse=True)
        if i < at
        and s.times[i].one is not None
        and s.times[i].said.when is not When.SINCE
        and not base_time(s, i)
    ]
    if near and not any(
        s.times[i].one is not None
        and i > at
        and s.clause[i] == s.clause[at]
        and s.times[i].said.when is not When.SINCE
        for i in s.times
    ):
        return near[:1]
    singles = [periods[0] for periods in time_for(s, at)[0] if len(periods) == 1]
    return singles[:2] or [s.knows.calendar.last]


def _peak(s: Sentence, at: int) -> Read:
    lower = s.tokens[at].lower
    if lower == "peaking" and not s.has("UNIT", "CAT", "N", "AREA", "TOTAL", "PER"):
        return no_statistic(s, at, "nothing that is counted peaks")
    if not s.has("UNIT", "CAT", "N", "AREA", "TOTAL", "PER", "THEM", "UP", "DOWN", "LEVEL"):
        return no_statistic(s, at, "nothing that is counted peaks")
    low = lower.endswith(("low", "lows"))
    if any(word in lower for word in ("rise", "increase")):
        return unresolved(s, at, "a record among changes isn't worked out")
    return _among_periods(s, at, order=-1 if low else 1)


def _of_changes(s: Sentence, at: int, number: Number, word: str) -> Read:
    """`the biggest fall`, `the steepest rise`: a rank among the changes of forces or of years."""
    if not s.has("UNIT", "CAT", "AREA", "TOTAL", "FORCES", "PER", "UP", "DOWN"):
        return no_statistic(s, at, "it is said of nothing that is counted")
    subject = s.left(at, _CHANGE_BEFORE)
    falls = s.right(at, "(?:W|YOY|IN){0,2}DOWNN") is not None or (
        subject is not None and "DOWN" in subject[0]
    )
    sign = -1 if falls else 1
    if word in {"slowest", "smallest", "lowest"}:
        sign = -sign
    order = int(number.value or 1) * sign
    proportional = word in _OF_CHANGES or (
        s.has("W", start=at + 1, end=at + 2) and "proportion" in s.tokens[at + 1].lower
    )
    kinds = ("percent_rise",) if proportional else ("rise", "percent_rise")
    meant = (
        _after_verb(s, at) or _force_subject(s, at) or _force_after(s, at) or _region_subject(s, at)
    )
    category = category_for(s, at)[0]
    found: list[Claim] = []
    for pair in change_periods(s, at)[:2]:
        for which in kinds:
            for others in _compared(s, at, meant[0]) if meant else ():
                statistic = Statistic(
                    StatisticKind.RANK,
                    (meant[0], *others),
                    pair,
                    category,
                    unit=s.request.unit,
                    order=order,
                    which=which,
                )
                found.append(claim(s, at, statistic, values=_exactly(order)))
            if not meant or not s.has("FORCES", "AREA", start=at):
                for area in area_for(s, at)[0][:1]:
                    statistic = Statistic(
                        StatisticKind.PEAK,
                        (area,),
                        pair,
                        category,
                        unit=s.request.unit,
                        order=order,
                        which=which,
                    )
                    found.append(claim(s, at, statistic, values=_exactly(order)))
    return claimed(s, at, found, otherwise="the sentence doesn't say whose change has the rank")


def _run(s: Sentence, at: int, number: Number) -> Read:
    if number.value is None:
        return unresolved(s, at, "the length of the run isn't said")
    order = 0
    lower = s.tokens[at].lower
    for index in sorted(
        range(len(s)), key=lambda i: (abs(s.clause[i] - s.clause[at]), i > at, abs(i - at))
    ):
        if s.tags[index] in {"UP", "UPN", "DOWN", "DOWNN"}:
            order = 1 if s.tags[index].startswith("UP") else -1
            break
    if any(word in lower for word in ("rise", "increase")):
        order = 1
    if any(word in lower for word in ("fall", "drop", "decrease")):
        order = -1
    if not order:
        return unresolved(
            s, at, "the sentence doesn't say whether it is a run of rises or of falls"
        )
    areas = area_for(s, at)[0] or scene_areas(s)
    category = category_for(s, at)[0]
    periods = s.knows.calendar.periods
    named = [
        t.one
        for i, t in s.times.items()
        if t.one is not None
        and s.clause[i] == s.clause[at]
        and t.said.when is When.ONE
        and not s.has("N", "UNTIL", "UP", "DOWN", start=min(i, at), end=max(i, at))
        and not s.left(i, "(?:UNTIL|FROM|COMPARED|THAN)(?:N|IN|UNIT|DET|W)*")
    ]
    last = named[0] if named and named[0] in periods else periods[-1]
    run = tuple(p for p in periods if p.start <= last.start)
    value = Fraction(number.value)
    low_only = (
        Said(value, Bounds(value, value), Bounds(value, None))
        if not lower.split(" ")[0].endswith(("d", "h", "t"))
        else Said(value, Bounds(value, value), Bounds(value, value))
    )
    found = [
        claim(
            s,
            at,
            Statistic(StatisticKind.RUN, (area,), run, category, unit=s.request.unit, order=order),
            values=low_only,
        )
        for area in areas[:2]
    ]
    return claimed(s, at, found, otherwise="the area of the run couldn't be found")
