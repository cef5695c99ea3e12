"""What grammar leaves open, though the clause of a number names an area or a period.

A comparison, a relative clause or a word that points has an area and a period of its own, which
the number beside it need not have. Each function says what else such a number may be of.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from foistats.claims.model import AreaRef, Claim, StatisticKind
from foistats.claims.reading.areas import Points, together
from foistats.claims.reading.counting import head_of
from foistats.claims.reading.periods import When
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period

_COMPARING = frozenset(
    ["THAN", "COMPARED", "MORE_THAN_X", "FEWER_THAN_X", "WHERE", "AS_MANY_LIKE", "AHEAD"]
)
_POSSESSIVE = frozenset(["our", "ours"])
_SAYING = frozenset(["said", "gave", "reported", "stated", "put", "printed", "wrote"])
_FIRST = frozenset(["first", "originally", "initially", "previously", "wrongly", "mistakenly"])
_PRINTED = frozenset(
    ["article", "articles", "story", "graphic", "chart", "headline", "caption", "edition", "column"]
)
_PRO_VERBS = frozenset(["did", "does", "do"])
_SIZES = frozenset(["largest", "biggest", "smallest"])
_PLACES = frozenset(["county", "city", "town", "island", "country", "borough", "village"])
_LIKE = frozenset(["many", "much", "high", "large", "great", "big", "often", "frequent", "common"])
_BESIDE = frozenset(["above", "below", "behind"])
_NOW = frozenset(["now", "currently"])
_WITHOUT = frozenset(["excluding", "except", "without", "omitting"])
_LENGTHS = frozenset(["days", "weeks", "months", "hours", "minutes"])
_MOST_SUMMED = 5


def is_of_ours(s: Sentence, at: int) -> bool:
    """`twice our number`, `177 lower than ours`: held against what the piece is about."""
    return any(token.lower in _POSSESSIVE for token in s.tokens[at + 1 : at + 5])


def counts_another(s: Sentence, at: int, claim: Claim) -> bool:
    """Whether a number may be no count of the present tables at all."""
    part = claim.statistic.kind is StatisticKind.SHARE and _is_a_part_of_a_number(s, at)
    return (
        part
        or _is_reported(s, at)
        or _leaves_out(s, at)
        or _is_of_occasions(s, at)
        or _is_of_unknown_place(s, at)
        or _is_pronoun(s, at)
        or _is_of_size(s, at)
        or _is_of_elided_forces(s, at)
        or is_of_ours(s, at)
    )


def _is_reported(s: Sentence, at: int) -> bool:
    """`An article said there had been 25`, `which first said 816`: what was said before."""
    words = [token.lower for token in s.tokens[:at]]
    said = max((i for i, word in enumerate(words) if word in _SAYING), default=None)
    if said is None or "later" in words[said - 1 : said + 1]:
        return False
    before = words[max(0, said - 2) : said]
    # "Our headline said that thefts went up by 80 per cent" is print, and still said.
    superseded = "had" in " ".join(words[said + 1 :]).split() or words[said] == "gave"
    return bool(_FIRST & set(before) or (superseded and _PRINTED & set(words[:said])))


def _leaves_out(s: Sentence, at: int) -> bool:
    """`Excluding Cumbria, the region's forces recorded 153`: of a set that no name has."""
    words = [token.lower for token in s.tokens[:at]]
    if words[:1] == ["those"] and {"that", "which", "who"} & set(" ".join(words[:3]).split()):
        return True
    return any(
        s.tags[i + 1] == "AREA" and s.tokens[i].lower in _WITHOUT
        for i in range(min(at, len(s) - 1))
    )


def _is_of_occasions(s: Sentence, at: int) -> bool:
    """`has risen three times`, `in an average three weeks`: how often, or how long."""
    if s.tags[at] == "X" and s.tokens[at].lower.endswith("times"):
        return s.left(at, "(?:UP|DOWN)") is not None
    return at + 1 < len(s) and s.tokens[at + 1].lower in _LENGTHS


def _is_of_unknown_place(s: Sentence, at: int) -> bool:
    """`Brum: 54 more`, `by 42% in the West`: a name that no register has."""
    place = s.right(at, "IN(?:DET)*W")
    if place is not None and s.tokens[at + place[0].count(" ")].text[:1].isupper():
        return True
    labelled = s.tags[:2] == ["W", "COLON"] and s.tokens[0].text[:1].isupper()
    return labelled and "AREA" not in s.tags[:at]


def _is_pronoun(s: Sentence, at: int) -> bool:
    """`the one for 2020/21`, `the one force to have fallen`: it points, and counts nothing."""
    return s.tokens[at].lower == "one" and at > 0 and s.tokens[at - 1].lower in {"the", "that"}


def _is_of_size(s: Sentence, at: int) -> bool:
    """`the second smallest county`, `twice as populous`: of places, and not of offences."""
    if s.tags[at] in {"SUP", "ORD"}:
        here = s.tokens[at].lower.split()
        following = s.tokens[at + 1].lower if at + 1 < len(s) else ""
        return bool(_SIZES & set(here)) and following in _PLACES
    after = [token.lower for token in s.tokens[at + 1 : at + 3]]
    return s.tags[at] == "X" and len(after) == 2 and after[0] == "as" and after[1] not in _LIKE


def _is_of_elided_forces(s: Sentence, at: int) -> bool:
    """`Eight forces were asked, these five and three in Wales`, `three have: Kent, ...`."""
    if s.tags[at] != "N" or head_of(s, at).tag or s.has("UNIT", "CAT", "TOTAL", end=at):
        return False
    alone = s.right(at, "LEVEL COLON") is not None
    counted = s.left(at, "N FORCES.*AND", in_clause=False) is not None
    return alone or (counted and s.right(at, "IN(?:DET)*AREA") is not None)


def _is_a_part_of_a_number(s: Sentence, at: int) -> bool:
    """`half of the 178 it had the year before`: a part of that number, and of no area."""
    return s.tags[at] in {"FR", "PC", "MULT"} and s.right(at, "(?:OF)?DET N (?!FORCES)") is not None


def is_held_against(s: Sentence, index: int) -> bool:
    """Whether an area is only what another is compared with: `than Wales`, `as it did in Wales`."""
    if s.left(
        index, "(?:THAN|MORE_THAN_X|FEWER_THAN_X|LESS_THAN|MORE_THAN)(?:IN|DET)*", in_clause=False
    ):
        return True
    before = [token.lower for token in s.tokens[max(0, index - 4) : index]]
    return bool(_PRO_VERBS & set(before)) and bool({"as", "like"} & set(before))


def is_pointed(s: Sentence, area: AreaRef, start: int, end: int) -> bool:
    """Whether only words such as `the force` stand for an area in a stretch of a sentence."""
    found = [
        said
        for index in range(start, end)
        if (said := s.tokens[index].area) is not None and area in s.areas.get(index, ())[:1]
    ]
    return bool(found) and all(said.points is Points.FORCE for said in found)


def summed_or_single(s: Sentence, at: int, area: AreaRef) -> tuple[AreaRef, ...]:
    """Each of several forces with a list of numbers, or the sum of those that were named last."""
    if area.several:
        listed = s.left(at, "N(?:COMMA|AND)*") or s.right(at, "(?:COMMA|AND)+N")
        return tuple(AreaRef("force", one) for one in area.several) if listed else ()
    forces = s.scene.forces
    return tuple(
        together(tuple(forces[-count:])) for count in range(2, min(_MOST_SUMMED, len(forces)) + 1)
    )


def is_loosely_dated(s: Sentence, at: int, periods: tuple[Period, ...]) -> bool:
    """Whether the period in a number's clause is rather that of another number, or of a comparison."""
    found = [i for i, time in s.times.items() if time.periods == periods]
    if not found:
        return False
    index = min(found, key=lambda i: abs(i - at))
    if index > at:
        between = s.tags[at + 1 : index]
        if "SEMI" in between:
            return True
        return bool(_COMPARING & set(between)) or ("BE" in between and "WHERE" in between)
    if s.left(
        index, "(?:THAN|COMPARED|MORE_THAN_X|FEWER_THAN_X|ON)(?:DET|N|OF|IN|W)*", in_clause=False
    ):
        return True
    if [one.lower for one in s.tokens[index + 1 : index + 3]] == ["in", "between"]:
        return True
    passed = [token.lower for token in s.tokens[index + 1 : at]]
    return bool(_NOW & set(passed)) or "followed" in " ".join(passed)


def is_in_bare_series(s: Sentence, at: int) -> bool:
    """`Threats to kill, same force: 66, 90, 104`: a row of numbers, whose years nothing says."""
    listed = s.left(at, "N(?:COMMA|AND|TO)+") or s.right(at, "(?:COMMA|AND|TO)+N")
    return listed is not None and not any(time.periods for time in s.times.values())


def is_span_of_rank(s: Sentence, index: int) -> bool:
    """`up 7 per cent to the highest of the five years`: the years are those of the rank."""
    return s.left(index, "SUP(?:W|UNIT|TOTAL|IN|OF|DET)*", in_clause=False) is not None


def based_on(s: Sentence, at: int) -> Period | None:
    """`103 up on the 403 of 2019/20`: the period that a change is counted from."""
    found = s.right(
        at, "(?:UP|DOWN|MORE|FEWER)?(?:ON|THAN|MORE_THAN_X|FEWER_THAN_X)(?:DET)*(?:N)?(?:OF|IN)?PER"
    )
    time = s.times.get(at + found[0].count(" ")) if found else None
    return time.one if time is not None else None


def may_be_anchored_elsewhere(s: Sentence) -> bool:
    """`one lower than the year before`: before which year, no word of the sentence says."""
    said = [time.said.when for time in s.times.values()]
    return When.EARLIER in said and not {When.ONE, When.SEVERAL} & set(said)


def as_latest(s: Sentence, claim: Claim) -> tuple[Claim, ...]:
    """`Attacks have reached 52 a year`: the latest year's, where no word says that it is a mean."""
    statistic = claim.statistic
    known = s.knows.calendar.periods
    if statistic.kind is StatisticKind.RUN and statistic.periods[-1] != known[-1]:
        return (replace(claim, statistic=replace(statistic, periods=known)),)
    if statistic.kind is not StatisticKind.AVERAGE or s.has("ON_AVERAGE") or statistic.divided_by:
        return ()
    value = replace(statistic, kind=StatisticKind.VALUE, periods=(s.knows.calendar.last,), per="")
    return (replace(claim, statistic=value),)


def moved_otherwise(s: Sentence, at: int, claim: Claim) -> tuple[Claim, ...]:
    """`All six forces are down`: since when, where the clause doesn't say from which year."""
    statistic = claim.statistic
    if statistic.which not in {"rose", "fell"}:
        return ()
    own = [
        i
        for i in s.times
        if s.clause[i] == s.clause[at]
        and not s.left(i, "(?:THAN|COMPARED|MORE_THAN_X|FEWER_THAN_X|ON)(?:DET|W)*N(?:OF|IN)*")
    ]
    known = s.knows.calendar.periods
    pairs = () if own else (known[-2:], (known[0], known[-1]))
    return tuple(
        replace(claim, statistic=replace(statistic, periods=pair))
        for pair in pairs
        if pair != statistic.periods
    )


def as_differences(s: Sentence, at: int, claim: Claim) -> Iterator[Claim]:
    """`fell in Kent, by 12 offences`, `17 above that for 2019/20`: a count may be a difference."""
    statistic = claim.statistic
    if statistic.kind not in {StatisticKind.VALUE, StatisticKind.SUM} or s.tags[at] != "N":
        return
    by = s.left(s.before_hedge(at), "AREA(?:POSS|COMMA|TOTAL)*BY", in_clause=False)
    following = s.tokens[at + 1].lower if at + 1 < len(s) else ""
    if by is None and following not in _BESIDE:
        return
    known = s.knows.calendar.periods
    pairs = [(known[0], known[-1]), *pairwise(known)]
    pairs += [(one, known[-1]) for one in known[1:-1]]
    for pair in dict.fromkeys(pairs):
        for values in (claim.said, claim.said.turned):
            change = replace(statistic, kind=StatisticKind.CHANGE, periods=pair)
            yield replace(claim, said=values, statistic=change)
