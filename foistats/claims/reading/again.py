"""Numbers that take up what was said before: `of the 2,520`, `all 552`, `that is 128 more`.

The same number with an article is the one of before, whatever else its own sentence names. `All` and
`these` may count what was listed there, and `that is ... more` sets the last two counts side by side.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from foistats.claims.model import AreaRef, Claim, Mention, Read, Statistic, StatisticKind, Verdict
from foistats.claims.reading.areas import together
from foistats.claims.reading.claiming import claim
from foistats.claims.reading.counting import head_of
from foistats.claims.reading.periods import When
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period

# A smaller number stands twice in a text by accident.
_LEAST = 13
_MOST_KEPT = 40
_LEVELS = (StatisticKind.VALUE, StatisticKind.SUM)
_DEFINITE = frozenset(["the", "all", "these", "those", "that", "its", "their", "our", "whose"])
_ALL = frozenset(["all", "these", "those"])
_THAT = frozenset(["that", "that's", "that’s", "this", "it", "it's", "it’s"])

Said = tuple[Fraction, tuple[Claim, ...]]


def taken_up(s: Sentence, at: int, read: Read) -> Read:
    """A reading with the claims that a number has from the sentences before."""
    if s.tags[at] != "N" or read.verdict is Verdict.UNRESOLVED:
        return read
    if read.claims and read.claims[0].statistic.kind is StatisticKind.CHANGE:
        return _with(read, _side_by_side(s, at), first=True)
    if read.claims and read.claims[0].statistic.kind not in _LEVELS:
        return read
    if read.claims and read.claims[0].statistic.kind is StatisticKind.SUM:
        read = _with(read, _over_years_given(s, read))
    if not read.claims and head_of(s, at).tag not in {"", "W", "UNIT"}:
        return read
    return _with(read, (*_same(s, at, read.mention), *_of_the_list(s, at)))


_FIGURES = frozenset(["figures", "figure", "data", "records", "numbers", "counts"])


def gave_for(s: Sentence) -> tuple[tuple[AreaRef, tuple[Period, ...]], ...]:
    """`Warwickshire, which has figures from 2018/19 only`: a force, and the years that it gave."""
    forces = {refs[0] for refs in s.areas.values() if refs and refs[0].kind == "force"}
    words = {token.lower for token in s.tokens}
    if len(forces) != 1 or not (words & _FIGURES or s.has("ANSWERED")):
        return ()
    known = s.knows.calendar.periods
    for index, time in sorted(s.times.items()):
        if not time.periods or not set(time.periods) <= set(known):
            continue
        first = s.left(index, "(?:FROM|UNTIL|START)(?:W|DET|IN)*") or time.said.when is When.SINCE
        if len(time.periods) == 1 and first and not s.has("UP", "DOWN", "MULT", "TO"):
            since = tuple(one for one in known if one >= time.periods[0])
            return ((next(iter(forces)), since),) if 1 < len(since) < len(known) else ()
        given = s.has("ANSWERED") or "only" in words
        if 1 < len(time.periods) < len(known) and given:
            return ((next(iter(forces)), time.periods),)
    return ()


def _over_years_given(s: Sentence, read: Read) -> list[Claim]:
    """A sum over all years, of a force that gave fewer: over those that it gave."""
    return [
        replace(one, statistic=replace(one.statistic, periods=periods))
        for one in read.claims[:2]
        for area, periods in (*gave_for(s), *s.scene.gave)
        if one.statistic.areas == (area,) and len(one.statistic.periods) > len(periods)
    ]


def kept(before: tuple[Said, ...], reads: Iterable[Read]) -> tuple[Said, ...]:
    """The counts that a draft has said so far, the latest last."""
    found = [
        (read.claims[0].said.written, read.claims)
        for read in reads
        if read.claims and read.claims[0].statistic.kind in _LEVELS and not read.denied
    ]
    return (*before, *found)[-_MOST_KEPT:]


def _with(read: Read, claims: Iterable[Claim], *, first: bool = False) -> Read:
    more = [one for one in claims if all(one.statistic != c.statistic for c in read.claims)]
    if not more:
        return read
    every = (*more, *read.claims) if first else (*read.claims, *more)
    return replace(read, verdict=None, because=every[0].because, claims=every)


def _same(s: Sentence, at: int, mention: Mention) -> list[Claim]:
    """The claims of the same number said before, where an article points back to it."""
    number = s.tokens[at].number
    if number is None or number.value is None or number.value < _LEAST or not at:
        return []
    if s.tokens[at - 1].lower not in _DEFINITE or s.hedge(at):
        return []
    return [
        replace(one, mention=mention)
        for value, claims in reversed(s.scene.counts)
        if value == number.value
        for one in claims
    ][:4]


def _of_the_list(s: Sentence, at: int) -> list[Claim]:
    """`Dorset had 212 and Wiltshire 340. All 552 ...`: the forces of the list, taken together."""
    number = s.tokens[at].number
    areas = s.scene.sequence_areas
    pointed = at and s.tokens[at - 1].lower in _ALL
    if number is None or number.value is None or not pointed or not _are_forces(areas):
        return []
    period = _period(s)
    statistic = Statistic(
        StatisticKind.VALUE, (together(areas),), (period,), _category(s), unit=s.request.unit
    )
    values = said(number.value, hedge=s.hedge(at), step=number.step, whole=not number.step)
    return [claim(s, at, statistic, values=values)] if number.value >= _LEAST else []


def _side_by_side(s: Sentence, at: int) -> list[Claim]:
    """`That's 128 more`: the difference of the two counts that the sentence before gives."""
    number = s.tokens[at].number
    areas = s.scene.sequence_areas
    if number is None or number.value is None or s.tokens[0].lower not in _THAT:
        return []
    if s.has("AREA", "PER") or len(areas) != 2 or not s.right(at, "(?:UNIT)?(?:MORE|FEWER)"):
        return []
    values = said(number.value, hedge=s.hedge(at), step=number.step, whole=not number.step)
    return [
        claim(
            s,
            at,
            Statistic(StatisticKind.CHANGE, pair, (_period(s),), _category(s), unit=s.request.unit),
            values=values,
        )
        for pair in (areas, areas[::-1])
    ]


def _are_forces(areas: tuple[AreaRef, ...]) -> bool:
    return len(areas) > 1 and {area.kind for area in areas} == {"force"}


def _period(s: Sentence) -> Period:
    return s.scene.period or s.scene.heading_period or s.knows.calendar.last


def _category(s: Sentence) -> str:
    return s.scene.category or s.scene.topic_category or "all"
