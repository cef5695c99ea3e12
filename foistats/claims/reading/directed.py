"""Directions and comparisons beside a count, which have to be true as it is: `down from`, `fewer than`."""

from dataclasses import replace
from fractions import Fraction

from foistats.claims.model import Bounds, Claim, Read, Said, Statistic, StatisticKind
from foistats.claims.reading.claiming import unresolved
from foistats.claims.reading.sentence import Sentence

COMPARISON = "It is read as a comparison."


def directed(s: Sentence, at: int, read: Read) -> Read | None:
    """`768, down from 628`: where the draft's own two numbers go the other way, so must the figures."""
    statistic = read.claims[0].statistic
    begin = s.before_hedge(at)
    found = s.left(begin, "(?:UP|DOWN|UPN|DOWNN)(?:W|SINCERE)*FROM(?:DET|W)*", in_clause=False)
    stretch = s.left(begin, "(?:UP|DOWN)FROM(?:DET|W)*N(?:UNIT|CAT|IN|BY|AREA|PER|W)*TO(?:DET|W)*")
    last = max((i for i in s.reads if i < at and s.reads[i].claims), default=None)
    if statistic.kind is not StatisticKind.VALUE:
        return None
    if found is not None and last is not None and _is_earlier(s.reads[last], statistic):
        # "Twice the number in 2020, when it was six, and up from eight in 2021."
        return None
    if found is not None and s.right(at, "(?:UNIT|CAT|IN|PER|W)*TO(?:W|SINCERE|NEARLY|ABOUT)*N"):
        # "rose from 675 to 931" has both of its numbers.
        return None
    if found is None and stretch is None:
        return _moved_to(s, at, read)
    if last is None:
        return None
    later = s.reads[last].claims[0]
    if later.statistic.kind is not StatisticKind.VALUE or s.has(
        "N", "PC", "FR", start=last + 1, end=at
    ):
        return None
    sign = 1 if (found or stretch)[0].startswith("UP") else -1  # type: ignore[index]
    first, second = read.claims[0], later
    if stretch is not None:
        first, second = second, first
    if (second.said.written - first.said.written) * sign > 0:
        return None
    change = replace(
        statistic,
        kind=StatisticKind.CHANGE,
        periods=(*first.statistic.periods, *second.statistic.periods),
    )
    if later.statistic.areas != statistic.areas or statistic.periods == later.statistic.periods:
        return unresolved(s, at, "the sentence says that it went the other way than its numbers go")
    return replace(read, also=(_signed(read.claims[0], change, sign),))


def _is_earlier(read: Read, statistic: Statistic) -> bool:
    """Whether the count before is of an earlier period than the one that it is said to be up from."""
    return read.claims[0].statistic.periods[:1] < statistic.periods[:1]


def _moved_to(s: Sentence, at: int, read: Read) -> Read | None:
    """`fell to 768 in 2018/19`: below the year before, unless some other year is meant."""
    moved = s.left(s.before_hedge(at), "(?:UP|DOWN)(?:W|SINCERE)*TO")
    statistic = read.claims[0].statistic
    before = s.shifted(statistic.periods[0], -1) if moved and len(s.times) == 1 else ()
    if (
        moved is None
        or not before
        or sum(token.number is not None for token in s.tokens) > 1
        or before == statistic.periods
    ):
        return None
    change = replace(statistic, kind=StatisticKind.CHANGE, periods=(*before, *statistic.periods))
    sign = 1 if moved[0].startswith("UP") else -1
    also = _signed(read.claims[0], change, sign)
    return replace(read, also=(also,), unsure=read.unsure or ("period",))


def _signed(claim: Claim, statistic: Statistic, sign: int) -> Claim:
    """The claim that a difference is above zero, or below it."""
    bounds = Bounds(Fraction(1), None) if sign > 0 else Bounds(None, Fraction(-1))
    said = Said(Fraction(sign), bounds, bounds)
    return replace(claim, statistic=statistic, said=said, because=COMPARISON, wording=())


def compared(s: Sentence, at: int, read: Read) -> Read | None:
    """`768, fewer than Wiltshire` and `768, up on the year before`: the comparison is true as well."""
    statistic = read.claims[0].statistic
    if statistic.kind is not StatisticKind.VALUE or statistic.areas[0].several:
        return None
    ahead = s.left(
        s.before_hedge(at),
        "(?:MORE|FEWER)(?:UNIT|CAT)*THAN(?:DET)*AREA(?:IN|PER|DET|W)*(?:COMMA|DASH)(?:WITH|LEVEL|AT)?",
        in_clause=False,
    )
    if ahead is not None:
        tags = ahead[0].split()
        named = s.before_hedge(at) - len(tags) + tags.index("AREA")
        others = s.areas.get(named, ())
        if len(others) == 1 and others[0] != statistic.areas[0] and named not in s.groups:
            areas = (statistic.areas[0], others[0])
            against = replace(statistic, kind=StatisticKind.CHANGE, areas=areas)
            sign = 1 if tags[0] == "MORE" else -1
            return replace(read, also=(_signed(read.claims[0], against, sign),))
        return None
    words = "(?:UNIT|CAT|IN|PER|BY|DET|AREA|W)*(?:COMMA|DASH|LPAR)(?:W|BE)*"
    compares = f"{words}(?:MORE_THAN_X|FEWER_THAN_X|(?:UP|DOWN)(?:ON|FROM|COMPARED))(?:DET|IN)*"
    found = s.right(at, f"{compares}(?:AREA|PER)") or s.right(
        at, f"{words}(?:UP|DOWN)YOY(?:UNTIL)?"
    )
    if found is None:
        return None
    index = at + found[0].count(" ")
    if s.right(index, "(?:POSS)?(?:W|TOTAL|IN|LEVEL|OF|LPAR|COMMA|AND)*(?:N|PC|FR|AREA|BY|POSS)"):
        return None
    sign = -1 if {"FEWER_THAN_X", "DOWN"} & set(found[0].split(" ")) else 1
    period = statistic.periods[0]
    if s.tags[index] == "AREA":
        others = s.areas.get(index, ())
        if len(others) != 1 or others[0] == statistic.areas[0]:
            return None
        against = replace(
            statistic, kind=StatisticKind.CHANGE, areas=(statistic.areas[0], others[0])
        )
    else:
        before = s.shifted(period, -1) if index not in s.times else s.times[index].periods
        other = before[0] if len(before) == 1 else None
        if other is None or other == period or other.start > period.start:
            return None
        against = replace(statistic, kind=StatisticKind.CHANGE, periods=(other, period))
    return replace(read, also=(_signed(read.claims[0], against, sign),))
