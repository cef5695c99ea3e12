"""The two periods of a change: what it is held against, and what it came to."""

from foistats.claims.model import StatisticKind
from foistats.claims.reading.dating import base_time, named_time
from foistats.claims.reading.periods import When
from foistats.claims.reading.sentence import VALUES, Sentence
from foistats.model.values import Period

Pair = tuple[Period, Period]


def change_periods(s: Sentence, at: int) -> tuple[Pair, ...]:
    """The earlier and the later period of a change, the possible pairs in order."""
    calendar = s.knows.calendar
    scene = s.scene
    since = _since_then(s, at)
    if since is not None:
        return (since,)
    own = _own_time(s, at)
    if own is not None:
        return own
    following = _after_last_change(s, at)
    if following:
        return following
    bases, latests, spans = _roles(s, at)
    if spans and not bases:
        return tuple(dict.fromkeys(pair for span in spans for pair in _ends(s, span)))
    named = bool(latests)
    usual = (
        scene.period if scene.period is not None and scene.same_paragraph else scene.heading_period
    )
    latest = latests[0] if latests else usual or calendar.last
    if bases:
        if bases[0] >= latest and not named:
            latest = calendar.last
        if bases[0] == latest and len(latests) > 1:
            latest = latests[1]
        return ((bases[0], latest),) if bases[0] != latest else ()
    yearly = s.has("YOY", start=s.clause_start(at), end=s.clause_end(at))
    before = s.shifted(latest, -1)
    found: list[Pair] = []
    if scene.pair is not None and scene.same_paragraph and not named and not yearly:
        found.append(scene.pair)
    if named or yearly:
        found += [(before[0], latest)] if before else [(latest, calendar.last)]
        if (
            named
            and not yearly
            and scene.same_line
            and scene.period is not None
            and scene.period < latest
        ):
            found.append((scene.period, latest))
        if yearly and not named and latest != calendar.last:
            found.append((calendar.periods[-2], calendar.last))
        return tuple(pair for pair in found if pair[0] != pair[1])
    if s.right(at, "(?:MORE_THAN_X|FEWER_THAN_X|IN)(?:DET|W)*PEAK"):
        # What is compared is a peak whose year isn't said.
        return tuple((period, latest) for period in calendar.periods if period < latest)
    if (
        scene.base is not None
        and scene.period is not None
        and scene.same_paragraph
        and scene.base != scene.period
    ):
        found.append((scene.base, scene.period))
    if before:
        found.append((before[0], latest))
    if scene.span and len(scene.span) > 1:
        found.append((scene.span[0], scene.span[-1]))
    if scene.base is not None and scene.base < latest:
        found.append((scene.base, latest))
    if scene.period is not None and scene.period < calendar.last:
        found.append((scene.period, calendar.last))
    if not s.scene.topic or not scene.same_paragraph:
        found.append((calendar.periods[0], calendar.last))
    return tuple(dict.fromkeys(pair for pair in found if pair[0] != pair[1]))


def _after_last_change(s: Sentence, at: int) -> tuple[Pair, ...]:
    """`fell 33 per cent before rebounding by 16 per cent and then 26`: from where the last one led."""
    step = "(?:UNTIL|THEN)(?:W|DET)*(?:UP|DOWN|UPN|DOWNN)?(?:BY|OF|DET|W|NEARLY|ABOUT|MORE_THAN)*"
    last = max((i for i in s.reads if i < at and s.reads[i].claims), default=None)
    if last is None or not s.left(at, step, in_clause=False):
        return ()
    statistic = s.reads[last].claims[0].statistic
    if statistic.kind not in {StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE}:
        return ()
    if s.has("PER", start=last, end=at) or len(statistic.periods) != 2:
        named = [t.one for i, t in sorted(s.times.items()) if last < i < at and t.one is not None]
        if not named or named[-1] != statistic.periods[1]:
            return ()
    end = statistic.periods[1]
    later = s.shifted(end, 1)
    return ((end, later[0]),) if later and later[0] > end else ()


_AFTER_SINCE = frozenset(["UP", "DOWN", "UPN", "DOWNN", "MULT", "LEVEL", "BE"])


def _since_then(s: Sentence, at: int) -> Pair | None:
    """`It fell to 914 in 2020/21 and has since risen by 416`: from what was named last to the latest."""
    clause = range(s.clause_start(at), s.clause_end(at))
    alone = [
        i
        for i in clause
        if s.tokens[i].lower == "since"
        and s.tags[i] != "PER"
        and not s.has("PER", "N", start=i + 1, end=min(i + 3, len(s)) if i > at else i + 2)
        and (i + 1 == len(s) or s.tags[i + 1] in _AFTER_SINCE or not s.tokens[i + 1].text.isalpha())
        and not s.has("PER", *VALUES, start=min(i, at) + 1, end=max(i, at))
    ]
    if not alone:
        return None
    named = [t for i, t in sorted(s.times.items()) if i < alone[0] and t.periods]
    base = named[-1].periods[-1] if named else s.scene.period or s.scene.last_named
    last = s.knows.calendar.last
    return (base, last) if base is not None and base < last else None


def _ends(s: Sentence, span: tuple[Period, ...]) -> list[Pair]:
    """The ends of a stretch; `in four years` goes four years back where the figures do."""
    if len(span) < 2:
        return []
    found = [(span[0], span[-1])]
    length = any(t.periods == span and t.said.is_length for t in s.times.values())
    earlier = s.shifted(span[0], -1)
    if (
        length
        and earlier
        and span[0] in s.knows.calendar.periods
        and earlier[0] != span[0]
        and earlier[0] < span[0]
    ):
        found.insert(0, (earlier[0], span[-1]))
    return found


def is_part_of_number(s: Sentence, at: int) -> bool:
    """`fewer than half the 113 of the year before`: a part of a number that is held against."""
    if s.tags[at] != "FR":
        return False
    again = "again" in [token.lower for token in s.tokens[at : at + 5]]
    as_many = s.right(at, "(?:UNIT)?AS_MANY_LIKE") is not None and not again
    return as_many or s.right(at, "DET(?:W)?N") is not None


def _own_time(s: Sentence, at: int) -> tuple[Pair, ...] | None:
    """The periods of a change whose time follows it directly: `25 more than in 2021/22`."""
    index = at + 1
    below = at + 1 < len(s) and s.tokens[at + 1].lower in {"below", "above", "short"}
    times = s.tags[at] == "X" or is_part_of_number(s, at)
    passed = {"N"} if times or below else set()
    while (
        index < len(s)
        and s.tags[index]
        not in {"N", "PC", "FR", "PP", "X", "RATE", "SEMI", "WHILE", "MULT", "COMMA", "DASH", "AND"}
        - passed
    ):
        time = named_time(s, index) if s.tags[index] == "PER" else None
        if time is not None and time.periods:
            last = s.knows.calendar.last
            when = time.said.when
            one = time.periods[0]
            if (
                when is When.EARLIER
                and s.tags[at] in {"PC", "FR", "N"}
                and not base_time(s, index)
                and (
                    s.has("UNTIL", end=at)
                    or any(token.lower == "having" for token in s.tokens[max(0, at - 5) : at])
                )
            ):
                # "after rising 15 per cent the previous year": in that year.
                earlier = s.shifted(one, -1)
                if earlier and earlier[0] != one:
                    return ((earlier[0], one), *(((one, last),) if one != last else ()))
            if len(time.periods) > 1:
                if time.said.is_length and (pair := _back_from_named(s, at, time.said.years)):
                    return (pair, *_ends(s, time.periods))
                following = s.right(index, "(?:FROM|TO)")
                return (
                    tuple(_ends(s, time.periods))
                    if not following and when is not When.SINCE
                    else None
                )
            if when in {When.SINCE, When.EARLIER} or below or times or _is_base_here(s, index):
                latest = _latest_besides(s, at, index) or last
                if latest < one and times and s.right(at, "(?:UNIT)?AS_MANY_LIKE"):
                    # "226 in 2016/17, half as many as the 506 in 2020/21"
                    return ((one, latest),)
                if latest <= one:
                    latest = last
                return ((one, latest),) if one != latest else None
            if s.has("FROM", "TO", start=index, end=min(index + 3, len(s))) or s.has(
                "FROM", start=s.clause_start(at), end=at
            ):
                return None
            base = next(
                (
                    t.periods[0]
                    for i, t in s.times.items()
                    if i > index
                    and t.periods
                    and not s.has("SEMI", "WHILE", start=index, end=i)
                    and (t.said.when in {When.SINCE, When.EARLIER} or _is_base_here(s, i))
                ),
                None,
            )
            earlier = (base,) if base is not None else s.shifted(one, -1)
            return ((earlier[0], one),) if earlier and earlier[0] != one else None
        index += 1
    return None


def ranks_within(s: Sentence, index: int) -> bool:
    """Whether a time is what a rank is among: `the lowest total since 2019/20`."""
    scope = "(?:SUP|PEAK)(?:W|TOTAL|LEVEL|UNIT|CAT|HIGH|YOY|IN|OF|ON|DET|AT_LEAST)*"
    return s.left(index, scope) is not None


def _back_from_named(s: Sentence, at: int, years: int) -> Pair | None:
    """`by 2021/22 it had reached 1,201, a threefold increase in two years`: back from the year named."""
    latest = next(
        (s.times[i].one for i in sorted(s.times, reverse=True) if i < at and s.times[i].one), None
    )
    if latest is None or latest == s.knows.calendar.last:
        return None
    earlier = s.shifted(latest, -years)
    return (earlier[0], latest) if earlier and earlier[0] < latest else None


def _latest_besides(s: Sentence, at: int, base: int) -> Period | None:
    """The later period of a change whose base is known: named in the sentence, or by the one before."""
    order = sorted(
        (i for i in s.times if i != base), key=lambda i: (s.clause[i] != s.clause[at], abs(i - at))
    )
    for index in order:
        time = s.times[index]
        if (
            time.one is not None
            and time.said.when in {When.ONE, When.LATER, When.SAME}
            and not _is_base_here(s, index)
        ):
            return time.one
    if s.scene.period is not None and s.scene.same_paragraph:
        return s.scene.period
    return s.scene.heading_period


def _roles(s: Sentence, at: int) -> tuple[list[Period], list[Period], list[tuple[Period, ...]]]:
    """The times of a sentence as what is before, what is after, and stretches; nearest first."""
    bases: list[Period] = []
    latests: list[Period] = []
    spans: list[tuple[Period, ...]] = []
    here = s.clause[at]
    order = sorted(
        (
            i
            for i in s.times
            if s.tags[i] == "PER" and (s.clause[i] == here or s.clause[i] not in s.asides)
        ),
        key=lambda index: (abs(s.clause[index] - here), s.clause[index] > here, abs(index - at)),
    )
    yearly = s.has("YOY", start=s.clause_start(at), end=s.clause_end(at))
    for index in order:
        time = named_time(s, index)
        if time is None or not time.periods or ranks_within(s, index):
            continue
        when = time.said.when
        if when in {When.SINCE, When.EARLIER} or (when is When.ONE and _is_base_here(s, index)):
            own = any(t.one is not None and s.clause[i] == here for i, t in s.times.items())
            if s.clause[index] == here or (not bases and s.clause[index] < here and not own):
                bases.append(time.periods[0])
        elif s.clause[index] > here and s.has("WHILE", "SEMI", start=at, end=index):
            continue
        elif when in {When.ONE, When.LATER, When.SAME} and time.one is not None:
            latests.append(time.one)
        elif when in {When.SEVERAL, When.OTHER, When.AGAIN} and len(time.periods) > 1:
            spans.append(time.periods)
    in_clause = [i for i in order if s.clause[i] == here]
    if not bases and not yearly and len(set(latests)) > 1 and len(in_clause) != 1:
        first, last = min(latests), max(latests)
        if latests[0] == last:
            bases.append(first)
    if yearly and latests:
        bases = list(s.shifted(latests[0], -1))
    return bases, latests, spans


def _is_base_here(s: Sentence, index: int) -> bool:
    """Whether a time belongs to what a change is held against, itself or through its number."""
    if base_time(s, index):
        return True
    if s.left(index, "(?:DET|SINCERE)N(?:W|OF|IN|DET|LEVEL)*") and s.has("X", end=index):
        return True
    return (
        s.left(
            index,
            "(?:FROM|COMPARED|THAT_COMPARES|UNTIL)(?:NEARLY|ABOUT|SINCERE|MORE_THAN|JUST_OVER|JUST_UNDER|W|DET)*(?:N|PC)(?:UNIT|CAT|IN|W|LEVEL|BE|DET|FOREIGN|OTHER_UNIT)*",
        )
        is not None
    )
