"""Parts of a whole: an area's part of a larger one's count, a category's of all."""

from dataclasses import replace
from fractions import Fraction

from foistats.claims.mentions import Number
from foistats.claims.model import AreaRef, Claim, Read, Said, Statistic, StatisticKind
from foistats.claims.reading.attaching import scene_areas
from foistats.claims.reading.claiming import claim, claimed, unresolved
from foistats.claims.reading.counting import category_for, head_of
from foistats.claims.reading.dating import time_for
from foistats.claims.reading.said import said
from foistats.claims.reading.scene import Areas
from foistats.claims.reading.sentence import Sentence
from foistats.claims.reading.values import count_times
from foistats.model.values import Period

_STOPS = frozenset(
    [
        "UP",
        "DOWN",
        "LEVEL",
        "BE",
        "COMMA",
        "SEMI",
        "ACCOUNT",
        "WHILE",
        "DASH",
        "BY",
        "WHERE",
        "RPAR",
        "ANSWERED",
    ]
)


def read_share(s: Sentence, at: int) -> Read | None:
    """A percentage or fraction of something; None where nothing says of what."""
    number = s.tokens[at].number
    if number is None or number.value is None or s.tags[at] not in {"PC", "FR"}:
        return None
    of = s.right(at, "(?:OF|INCLUDING)") is not None or (s.tokens[at].lower.endswith(" of"))
    direct = s.right(at, "(?:ALL|DET|W)*(?:UNIT|CAT|THEM)") is not None and s.tags[at] == "FR"
    direct = direct or s.right(at, "BE(?:DET)?CAT") is not None
    account = (
        s.left(
            s.before_hedge(at),
            "(?:ACCOUNT|SHARE)(?:W|DET|OF|BE|IN|AREA|PER|LEVEL|UP|DOWN|TO|UNIT)*",
        )
        is not None
    )
    whose = (
        s.right(at, "(?:LPAR(?:N|PC)RPAR)?(?:W|BE|LEVEL){0,3}(?:IN|BY)+(?:DET)?AREA") is not None
    )
    again = _again(s, at)
    if again is not None:
        return again
    of_those = (
        s.left(
            s.before_hedge(at),
            "N(?:INCLUDING|OF THEM|OF DET)(?:COMMA|DASH|LPAR)?(?:OR)?"
            "|N(?:UNIT|CAT|W|IN|AREA|PER)*COMMA INCLUDING(?:DET)?AREA(?:POSS|FORCES)?LEVEL",
            in_clause=False,
        )
        is not None
    )
    if not (of or direct or account or whose or of_those or s.has("SHARE")):
        return None
    stop = _end_of_whole(s, at) if (of or direct) else at + 1
    if recorded := s.right(at, "OF ALL(?:WHERE|THEM|W|UNIT|CAT)*(?:BE|LEVEL)*(?:IN|BY|DET)*AREA"):
        stop = at + 1 + recorded[0].count(" ")
    if (of or direct) and not _is_of_the_unit(s, at, stop):
        return unresolved(s, at, "a share of something that the tables don't count")
    return _share(s, at, number, stop=stop)


def _again(s: Sentence, at: int) -> Read | None:
    """A percentage that is said beside another one: for another area or another period.

    `27 per cent in 2016/17 and 19 per cent in 2020/21`, `57 per cent, well above the 44 per cent in
    the South West`, and in the next sentence `It was 17 per cent in 2018/19`.
    """
    number = s.tokens[at].number
    begin = s.before_hedge(at)
    before = [
        r.claims for i, r in sorted(s.reads.items()) if r.claims and s.tags[i] in {"PC", "FR"}
    ]
    before_at = [i for i, r in s.reads.items() if r.claims and s.tags[i] in {"PC", "FR"}]
    likely = (
        s.left(
            begin,
            "(?:FROM|COMPARED|MORE_THAN_X|FEWER_THAN_X|IN|MORE_THAN|LESS_THAN|THAN)(?:DET|W)*",
            in_clause=False,
        )
        and before
    )
    joined = (
        s.left(
            begin,
            "(?:AND|COMMA|WHILE|TO|SEMI)(?:IN|W|OF|PER|COMMA|AREA|DET|THEM|BE|CAT|TOTAL|POSS)*",
            in_clause=False,
        )
        and before
    )
    carried = (
        not before
        and s.scene.shares
        and s.left(
            begin,
            "(?:THEM|TOTAL|DET|W|AREA|PER|IN|COMMA|COMPARED|THAT_COMPARES)+(?:BE|LEVEL|DOWN|UP|WITH|FROM|W|JUST)*",
        )
    )
    bracket = (
        s.left(
            begin,
            "(?:FR|X|N|RATE)(?:OF|THEM|UNIT|INCLUDING|W|DET|CAT|ALL|TOTAL|AREA|POSS|IN|PER)*LPAR",
        )
        and before
    )
    compared = s.left(begin, "THAN(?:WHERE|THEM|OF|IN|DET|W)*AREA(?:W)*LPAR") and before
    joined = joined or compared
    if number is None or number.value is None or not (likely or joined or carried or bracket):
        return None
    if s.right(at, "OF(?:DET|ALL|W)*(?:UNIT|CAT|TOTAL|THEM|AREA)"):
        return None
    models = [one.statistic for one in before[-1]] if before else list(s.scene.shares)
    areas = [
        s.areas[i][0]
        for i in range(at + 1, s.clause_end(at))
        if s.tags[i] == "AREA" and s.areas.get(i)
    ]
    since = max(before_at, default=s.clause_start(at)) if before_at else s.clause_start(at)
    areas = (
        areas
        or [
            s.areas[i][0]
            for i in range(since, at)
            if s.tags[i] == "AREA"
            and s.areas.get(i)
            and s.left(
                i,
                "(?:AND|COMMA|SEMI|WHILE|THAN)(?:IN|W|TOTAL|DET|THAN|OF|WHERE|THEM)*",
                in_clause=False,
            )
        ][-1:]
    )
    sign = -1 if before and before[-1][0].said.written < 0 else 1
    step = Fraction(0) if s.tags[at] == "FR" else number.step or Fraction(1)
    value = number.value * (100 if s.tags[at] == "FR" else 1)
    values = said(value, hedge=s.hedge(at), step=step, in_words=s.tags[at] == "FR", sign=sign)
    found: list[Claim] = []
    for model in models[:4]:
        if model.kind not in {StatisticKind.SHARE, StatisticKind.PERCENT_CHANGE}:
            continue
        one = model
        if areas:
            one = replace(one, areas=(areas[0], *one.areas[1:]))
        named = [
            s.tokens[i].category
            for i in range(at - 1, s.before_hedge(at) - 6, -1)
            if i >= 0 and s.tags[i] == "CAT"
        ]
        if model.of_category and named and named[0] is not None and before and max(before_at) < at:
            one = replace(one, category_id=named[0].category_id)
        if model.kind is StatisticKind.SHARE and not bracket:
            times = count_times(s, at)[0]
            one = replace(one, periods=times[0]) if times and (s.times or not areas) else one
        elif not areas and not bracket:
            continue
        found.append(claim(s, at, one, values=values))
    return claimed(s, at, found, otherwise="") if found else None


def _end_of_whole(s: Sentence, at: int) -> int:
    index = at + 1
    counted = False
    while index < len(s) and s.tags[index] not in _STOPS:
        if counted and s.tags[index] == "W" and s.tokens[index].text.islower():
            # "one in three of the region's robberies took place in Essex"
            break
        counted = counted or s.tags[index] in {"UNIT", "CAT"}
        index += 1
    return index


def _is_of_the_unit(s: Sentence, at: int, stop: int) -> bool:
    if s.has("UNIT", "CAT", "TOTAL", "THEM", "INCLUDING", start=at + 1, end=stop):
        return not (
            s.has("FORCES", start=at + 1, end=stop)
            and not s.has("UNIT", "CAT", start=at + 1, end=stop)
        )
    if s.right(at, "OF DET(?:W)?N(?:W)?LEVEL"):
        # "one in five of the 11,857 recorded by the forces that answered"
        return True
    if s.right(at, "OF ALL(?:WHERE|THEM|W)*(?:BE|LEVEL)*(?:IN|BY|DET)*AREA"):
        # "27 per cent of all that were recorded in the South West"
        return True
    if s.has("FORCES", "OTHER_UNIT", "FOREIGN", "TIME", start=at + 1, end=stop):
        return False
    if head_of(s, at).tag == "OTHER_UNIT":
        return False
    return s.has("AREA", start=at + 1, end=stop)


def _share(s: Sentence, at: int, number: Number, *, stop: int) -> Read:
    in_words = s.tags[at] == "FR"
    value = number.value or Fraction(0)
    value = value * 100 if in_words else value
    step = Fraction(0) if in_words else number.step or Fraction(1)
    values = said(value, hedge=s.hedge(at), step=step, in_words=in_words)
    start, end = s.clause_start(at), _end_of_part(s, max(at, stop - 1))
    of_share = _named_share(s, at)
    if of_share is not None:
        return _of_named_share(s, at, of_share, values=values)
    whole_area = next(
        (s.areas[i] for i in range(at + 1, stop) if s.tags[i] == "AREA" and s.areas.get(i)), ()
    )
    recorded = s.right(stop - 1, "LEVEL(?:BY|IN)+(?:DET)?AREA")
    named_left = any(s.tags[i] == "AREA" and s.areas.get(i) for i in range(start, at))
    if not whole_area and recorded and named_left:
        whole_area = s.group_area(stop - 1 + recorded[0].count(" "))
        stop += recorded[0].count(" ")
        end = max(end, stop)
    if s.right(at, "OF(?:DET|ALL|W|N)*(?:UNIT|CAT)?(?:W|WHERE|THEM|LEVEL|BY|DET|ALL)*(?:N)?FORCES"):
        # "41 per cent of the thefts recorded by those five forces"
        whole_area = whole_area or _of_forces(s)
        end = stop
    around = (*range(at - 1, start - 1, -1), *range(stop, end), *range(start - 1, -1, -1))
    inside = [
        i
        for i in around
        if s.tags[i] == "AREA" and s.areas.get(i) and s.areas[i][:1] != whole_area[:1]
    ]
    part_cats = [
        i for i in (*range(at - 1, start - 1, -1), *range(stop, end)) if s.tags[i] == "CAT"
    ]
    whole_cats = [i for i in range(at + 1, stop) if s.tags[i] == "CAT"]
    times, _ = time_for(s, at)
    parts = s.group_area(inside[0]) if inside else ()
    if (
        inside
        and inside[0] < at
        and not s.has(
            "ACCOUNT",
            "LEVEL",
            "BE",
            "COLON",
            "LPAR",
            "SHARE",
            "POSS",
            "WITH",
            "UP",
            "DOWN",
            start=inside[0],
            end=at,
        )
    ):
        return unresolved(
            s, at, "what the area did with its share is nothing that the tables count"
        )
    if parts and parts[0].kind in {"uk", "country"} and not whole_area:
        parts = ()
    if parts and whole_area and parts[0] == whole_area[0]:
        parts = ()
    found: list[Claim] = []
    if part_cats and not (parts and whole_area):
        areas = whole_area or parts or scene_areas(s)
        found += _of_categories(
            s, at, areas=areas, parts=part_cats, wholes=whole_cats, times=times, values=values
        )
    elif (
        not parts
        and s.scene.subject
        and whole_area
        and s.scene.subject[0] != whole_area[0]
        and not whole_cats
    ):
        parts = s.scene.subject
    elif (
        not parts
        and not part_cats
        and s.scene.category
        and not whole_cats
        and s.has("THEM", end=at)
    ):
        areas = whole_area or scene_areas(s)
        statistic = Statistic(
            StatisticKind.SHARE,
            areas[:1],
            times[0],
            s.scene.category,
            s.scene.topic_category or "all",
            s.request.unit,
        )
        found.append(claim(s, at, statistic, values=values))
    span = next((t.periods for t in s.times.values() if len(t.periods) > 1), s.scene.span)
    year = next((t.one for i, t in s.times.items() if i > at and t.one is not None), None)
    if not parts and not part_cats and year is not None and year in span:
        for area in (whole_area or scene_areas(s))[:2]:
            statistic = Statistic(
                StatisticKind.SHARE,
                (area,),
                (year, *span),
                category_for(s, at)[0],
                unit=s.request.unit,
            )
            found.append(claim(s, at, statistic, values=values))
    if parts:
        category = _category(s, (*whole_cats, *part_cats)) or s.scene.topic_category or "all"
        for part in parts[:2]:
            for whole in (whole_area or _around(s, part))[:5]:
                for periods in times[:3]:
                    statistic = Statistic(
                        StatisticKind.SHARE, (part, whole), periods, category, unit=s.request.unit
                    )
                    found.append(claim(s, at, statistic, values=values))
    return claimed(
        s, at, found, otherwise="the sentence doesn't say of what part and what whole the share is"
    )


def _of_forces(s: Sentence) -> Areas:
    """What forces recorded together, where a share is of that: of the region's, or of all asked."""
    scene = (*s.scene.region, *s.scene.topic)
    wide = [ref for ref in scene if ref.kind not in {"force", "forces"}]
    return tuple(dict.fromkeys((AreaRef("request", "asked"), *wide)))


def _named_share(s: Sentence, at: int) -> int | None:
    """The word `share` that a percentage is the value of: `Essex's share of the region's thefts`."""
    for index in range(at - 1, -1, -1):
        if s.tags[index] == "SHARE":
            return index
    return None


def _of_named_share(s: Sentence, at: int, share: int, *, values: Said) -> Read:
    part = next((s.areas[i] for i in range(share - 1, -1, -1) if s.areas.get(i)), ())
    after = s.right(share, "(?:IN)?OF(?:DET|ALL|W|TOTAL|UNIT|CAT|IN|POSS|FOREIGN)*AREA")
    whole = s.areas.get(share + after[0].count(" "), ()) if after else ()
    if not part:
        part = s.scene.subject
    found: list[Claim] = []
    for one in part[:2]:
        for other in (whole or _around(s, one))[:3]:
            for periods in count_times(s, at)[0][:3]:
                category = (
                    _category(s, [i for i in range(len(s)) if s.tags[i] == "CAT"])
                    or s.scene.topic_category
                    or "all"
                )
                statistic = Statistic(
                    StatisticKind.SHARE, (one, other), periods, category, unit=s.request.unit
                )
                if one != other:
                    found.append(claim(s, at, statistic, values=values))
    return claimed(
        s, at, found, otherwise="the sentence doesn't say of what part and what whole the share is"
    )


def _end_of_part(s: Sentence, at: int) -> int:
    index = at + 1
    while index < len(s) and s.clause[index] <= s.clause[at]:
        bracketed = s.tags[index - 1] == "LPAR"
        if s.tags[index] in {"SEMI", "WHILE"} or (
            s.tags[index] in {"PC", "FR", "N"} and not bracketed
        ):
            break
        index += 1
    return index


def _of_categories(
    s: Sentence,
    at: int,
    *,
    areas: Areas,
    parts: list[int],
    wholes: list[int],
    times: tuple[tuple[Period, ...], ...],
    values: Said,
) -> list[Claim]:
    part = _category(s, parts)
    whole = _category(s, wholes) or "all"
    found = []
    for area in areas[:2]:
        for periods in times[:3]:
            statistic = Statistic(
                StatisticKind.SHARE, (area,), periods, part, whole, s.request.unit
            )
            found.append(claim(s, at, statistic, values=values))
    return found


def _category(s: Sentence, indices: list[int] | tuple[int, ...]) -> str:
    for index in indices:
        said_here = s.tokens[index].category
        if said_here is not None:
            return said_here.category_id
    return ""


def _around(s: Sentence, part: AreaRef) -> Areas:
    """The larger areas that a part may be a part of, the one named last first."""
    named = [
        s.areas[i][0]
        for i in s.areas
        if s.areas[i] and s.areas[i][0].kind not in {"force", "forces"} and s.areas[i][0] != part
    ]
    scene = [
        ref
        for ref in (*s.scene.region, *s.scene.topic)
        if ref.kind not in {"force", "forces"} and ref != part
    ]
    asked = AreaRef("request", "asked")
    return tuple(dict.fromkeys((*named, *scene, *s.nation()[:1], asked, *s.nation())))
