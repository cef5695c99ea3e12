"""What a sentence says of a number besides the figure: `not`, `never`, `each`, `down from`.

A sentence of which more has to be true than its figure gets the further claims; one whose words go
beyond what can be worked out leaves its number open. None is read as the plain statement.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from foistats.claims.model import AreaRef, Bounds, Claim, Read, Said, StatisticKind
from foistats.claims.reading.claiming import unresolved
from foistats.claims.reading.counting import head_of
from foistats.claims.reading.directed import compared, directed
from foistats.claims.reading.periods import When
from foistats.claims.reading.sentence import VALUES, Sentence
from foistats.model.values import Period

_LEVELS = (StatisticKind.VALUE, StatisticKind.SUM)
_BEYOND = ("above", "below", "not_above", "not_below")
_PER_YEAR = (*_LEVELS, StatisticKind.AVERAGE, StatisticKind.RATE)
_THRESHOLDS = frozenset(["MORE_THAN", "LESS_THAN", "AT_LEAST", "UP_TO"])
_THRESHOLD = "(?:MORE_THAN|LESS_THAN|AT_LEAST|UP_TO)"

_IS_FALSE = re.compile(
    r"(?:it|that)(?: is|['’]s| was| isn['’]t| wasn['’]t) (?:not )?"
    r"(?:true|right|correct|the case|untrue|false|wrong|incorrect)(?: to say| to claim)? that\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not true|untrue|false|falsely|wrongly|incorrectly|mistakenly|den(?:y|ies|ied|ying)"
    r"|disput(?:e|es|ed|ing)|myth)\b",
    re.IGNORECASE,
)
_BUT_TRUE = re.compile(
    r"(?:only|just|least|merely|simply|including|counting|to mention"
    r"|figures?|data"
    r"|(?:far|much|long|quite)(?: \w+)?)\b",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(
    r"\b(?:rather than|instead of|far from|nowhere near|anything but)\W*$", re.IGNORECASE
)
_MAY_BE = re.compile(r"\b(?:can|could|may|might|would|should|must)\b", re.IGNORECASE)
_NEVER = re.compile(r"\bnever\b|\bin no (?:other |single )?year\b", re.IGNORECASE)
_ALWAYS = re.compile(
    r"\balways\b|\b(?:every|each)(?: and every)?(?: single| one of the)? (?:[a-z]+ )?years?\b",
    re.IGNORECASE,
)
_ANY = re.compile(r"\bin any(?: single| one| other)? year\b|\bever\b", re.IGNORECASE)


def with_conditions(s: Sentence, at: int, read: Read) -> Read:
    """A reading with whatever else its sentence needs to be true, or left open."""
    if not read.claims:
        return read
    for rule in (
        _of_range,
        _in_general,
        _of_forces,
        _denied,
        _quantified,
        _of_each,
        directed,
        compared,
    ):
        changed = rule(s, at, read)
        if changed is not None:
            return changed
    return read


def _text(s: Sentence, start: int, end: int) -> str:
    return " ".join(token.text for token in s.tokens[start:end])


def _numbers(s: Sentence) -> int:
    return sum(token.number is not None for token in s.tokens)


def _of_range(s: Sentence, at: int, read: Read) -> Read | None:
    """`between 18 and 22 per cent`: two numbers are the ends of what one figure may be."""
    if (ends := _ends_of_count(s, at)) is not None and read.claims[0].statistic.kind in _LEVELS:
        claims = (
            replace(claim, said=replace(claim.said, sure=ends, loose=ends)) for claim in read.claims
        )
        return replace(read, claims=tuple(claims))
    first = at > 0 and s.tokens[at - 1].lower == "between" and "AND" in s.tags[at + 1 : at + 3]
    second = (
        at > 2
        and s.tags[at - 1] == "AND"
        and "between" in [token.lower for token in s.tokens[max(0, at - 4) : at - 2]]
        and s.tokens[at - 2].number is not None
    )
    either = "or" in [
        one.lower for one in (*s.tokens[max(0, at - 1) : at], *s.tokens[at + 1 : at + 2])
    ]
    if either and ("N" in s.tags[max(0, at - 2) : at - 1] or "N" in s.tags[at + 2 : at + 3]):
        return unresolved(s, at, "it is one of two numbers, and which of them is left open")
    if first or second:
        return unresolved(s, at, "it is one end of a range, within which a figure is to lie")
    return None


def _ends_of_count(s: Sentence, at: int) -> Bounds | None:
    """`recorded between 0 and 4 offences`, `recorded 0 to 4 offences`: one count from end to end."""
    for first, last in ((at, at + 2), (at - 2, at)):
        if first < 1 or last >= len(s) or head_of(s, last).tag != "UNIT":
            continue
        low, high = (s.tokens[end].number for end in (first, last))
        if s.tags[first] != "N" or s.tags[last] != "N" or low is None or high is None:
            continue
        between = s.tokens[first - 1].lower == "between" and s.tags[first + 1] == "AND"
        span = s.tags[first - 1] == "LEVEL" and s.tags[first + 1] in {"TO", "DASH"}
        begin = s.tags[first - 2] if between and first > 1 else "LEVEL"
        if not (between or span) or begin != "LEVEL" or low.value is None or high.value is None:
            continue
        if low.value < high.value:
            return Bounds(low.value, high.value)
    return None


def _in_general(s: Sentence, at: int, read: Read) -> Read | None:
    """`one theft can be of five puppies`: nothing that was recorded anywhere."""
    if read.claims[0].statistic.kind not in _LEVELS or s.areas or s.times:
        return None
    if _MAY_BE.search(_text(s, s.clause_start(at), s.clause_end(at))):
        return unresolved(s, at, "the sentence says what may be, and nothing that was recorded")
    return None


def _of_forces(s: Sentence, at: int, read: Read) -> Read | None:
    """`Four of the five forces recorded more than 500`: the 500 is a bound of each of them."""
    kind = read.claims[0].statistic.kind
    if kind is StatisticKind.FORCES and read.claims[0].statistic.which in _BEYOND:
        return None
    if kind is StatisticKind.FORCES:
        definite = at > 0 and s.tags[at - 1] == "DET"
        whole = s.left(at, "N OF(?:DET|ALL|W|AREA|POSS)*") is not None
        counted = s.right(
            at,
            "(?:OF(?:DET|ALL)*N)?(?:W|AREA)*FORCES(?:IN|DET|AREA|WHERE|W|COMMA|PER)*"
            f"(?:TO)?LEVEL(?:LEVEL)?{_THRESHOLD}(?:SINCERE)*N",
        )
        if counted and not whole and (not definite or s.right(at, "OF")):
            return unresolved(s, at, "how many forces lie above or below a number isn't worked out")
        if s.right(at, "(?:W)*FORCES(?:IN|DET|W)*PLACE"):
            return unresolved(s, at, "which forces are in that part of the country isn't known")
        number = read.claims[0].said.written
        if definite and not s.areas and 2 <= number <= len(s.scene.forces):
            return replace(read, unsure=("forces",))
        return None
    if kind not in _LEVELS or s.hedge(at) not in _THRESHOLDS:
        return None
    start = s.clause_start(at)
    of_some = s.left(
        s.before_hedge(at),
        "(?:N OF(?:DET|ALL)*N|N OF(?:DET|ALL)*|N)(?:W|AREA)*FORCES(?:IN|DET|AREA|WHERE|W|COMMA|PER)*"
        "(?:TO)?LEVEL(?:LEVEL)?",
    )
    before = _text(s, start, at).casefold()
    definite = (
        of_some is not None
        and s.left(s.before_hedge(at), f"DET {of_some[0].strip()}") is not None
        and not of_some[0].startswith("N OF")
    )
    only = re.search(
        r"\b(?:only|no|any|every|each|which|most|many|few|several|none|some)(?: other| of the)?"
        r"(?: [a-z]+)? (?:police )?forces?\b",
        before,
    )
    if (of_some is not None and not definite) or only:
        return unresolved(s, at, "it is a bound by which forces are counted or picked out")
    return None


def _negators(s: Sentence, start: int, end: int) -> list[int]:
    """The tokens of a stretch that deny what follows: `did not`, `no`, `nor`."""
    return [
        i
        for i in range(start, end)
        if (
            s.tags[i] == "NOT"
            or s.tokens[i].lower in {"no", "none", "nobody", "cannot", "failed", "yet", "fails"}
            or s.tokens[i].lower.endswith(("n't", "n’t"))
        )
        and not _BUT_TRUE.match(_text(s, i + 1, i + 3))
    ]


def _denied(s: Sentence, at: int, read: Read) -> Read | None:
    """A sentence that denies its figure is true where that figure is false in every world."""
    statistic = read.claims[0].statistic
    if statistic.kind is StatisticKind.FORCES:
        return None
    begin = s.before_hedge(at)
    whole = _IS_FALSE.match(_text(s, 0, at))
    if _NO_SUCH.search(_text(s, 0, begin)):
        return unresolved(s, at, "the sentence says that it is another number")
    here = [
        i
        for i in _negators(s, s.clause_start(at), begin)
        # "It isn't close: the Met, 2,613" denies nothing of what follows the colon.
        if not s.is_enclosed(i, begin) and not s.has("COLON", start=i, end=begin)
    ]
    clause = _text(s, s.clause_start(at), s.clause_end(at))
    if not whole and (_NEVER.search(clause) or (here and _ANY.search(clause))):
        return None
    doubted = _DENIES.search(_text(s, 0, len(s)))
    if not (here or whole or doubted):
        return None
    is_told = whole is not None and re.search(r"\b(?:not|untrue|false|wrong|incorrect|\w+n['’]t)\b",
                                              whole[0], re.I)  # fmt: skip
    plain = _plain(s, at, read) if statistic.kind in _LEVELS else read.claims[0].said
    single = (
        len(set(s.clause)) == 1
        and _numbers(s) == 1
        and s.tags.count("AREA") <= (2 if statistic.kind is StatisticKind.RANK else 1)
        and not s.has("ALL", "SINCERE", "FORCES" if statistic.kind in _LEVELS else "SINCERE")
        and statistic.kind in (*_LEVELS, StatisticKind.RANK)
        and not (_ALWAYS.search(clause) or _ANY.search(clause))
    )
    directly = s.left(begin, "(?:BE|LEVEL)?NOT LEVEL(?:DET)?") is not None and not whole
    clear = (is_told and len(_negators(s, 0, len(s))) <= 1) or (directly and len(here) == 1)
    if not (clear and single and plain is not None):
        return unresolved(s, at, "the sentence denies something, and what would be true is open")
    claims = tuple(replace(claim, said=plain) for claim in read.claims)
    return replace(read, claims=claims, denied=True)


def _plain(s: Sentence, at: int, read: Read) -> Said | None:
    """The values of a number in the strict sense of its hedge; None where a hedge has none."""
    number = read.claims[0].said.written
    one = Fraction(1)
    low, high = {
        "": (number, number),
        "MORE_THAN": (number + one, None),
        "AT_LEAST": (number, None),
        "LESS_THAN": (None, number - one),
        "UP_TO": (None, number),
    }.get(s.hedge(at), (None, None))
    if low is None and high is None:
        return None
    return Said(number, Bounds(low, high), Bounds(low, high))


def _quantified(s: Sentence, at: int, read: Read) -> Read | None:
    """`never more than 700`, `more than 300 every year`: a statement about each period."""
    statistic = read.claims[0].statistic
    start, end = s.clause_start(at), s.clause_end(at)
    clause = _text(s, start, end)
    never, always = _NEVER.search(clause), _ALWAYS.search(clause)
    denied = bool(_negators(s, start, s.before_hedge(at)))
    in_any = _ANY.search(clause) if denied else None
    hedge = s.hedge(at)
    if not (never or always or in_any):
        return None
    if statistic.kind in (StatisticKind.RANK, StatisticKind.PEAK, StatisticKind.RUN):
        return _of_every_period(s, at) if never else None
    if statistic.kind is StatisticKind.FORCES:
        return None
    rising = always is not None and "always" not in always[0].casefold()
    if rising and not never and hedge not in _THRESHOLDS:
        # "500 offences every year" is an average, "rising every year to 506" the last figure.
        return None
    if s.has("ON_AVERAGE"):
        return None
    plain = _plain(s, at, read)
    pool = _pool(s)
    settled = (
        statistic.kind in _PER_YEAR
        and plain is not None
        and hedge in _THRESHOLDS
        and _numbers(s) == 1
        and pool
        and len(statistic.areas) == 1
        and not (always and (never or denied))
        and not s.has("FORCES")
        and s.tags.count("AREA") <= 1
    )
    if not settled or plain is None:
        return _of_every_period(s, at)
    said = plain if always else _opposite(plain)
    first = replace(statistic, kind=StatisticKind.VALUE, per="", every=False, divided_by=None)
    claims = [
        replace(
            read.claims[0],
            statistic=replace(first, periods=(period,)),
            said=said,
            because="It is read as something said of each period.",
        )
        for period in pool
    ]
    return _together(read, claims)


def _of_every_period(s: Sentence, at: int) -> Read:
    return unresolved(s, at, "it is said of every period, which can't be worked out from its words")


def _opposite(said: Said) -> Said:
    """The whole numbers outside of a bound on one side."""
    low, high = said.sure.low, said.sure.high
    bounds = Bounds(None, low - 1) if low is not None else Bounds((high or Fraction(0)) + 1, None)
    return Said(said.written, bounds, bounds)


def _pool(s: Sentence) -> tuple[Period, ...]:
    """The periods that `every year` is about: those since a named one, else all."""
    calendar = s.knows.calendar
    pool = calendar.periods
    for time in s.times.values():
        if time.said.when is When.SINCE and time.periods:
            pool = tuple(one for one in pool if one.start >= time.periods[0].start)
        elif time.said.when is When.SEVERAL:
            pool = time.periods
        elif time.said.when is not When.EVER:
            return ()
    return pool


def _together(read: Read, claims: Sequence[Claim]) -> Read:
    return replace(read, claims=tuple(claims[:1]), also=tuple(claims[1:]), possible=(), unsure=())


def settled(read: Read) -> Read:
    """A reading whose areas or periods its words say, with what of the rest isn't firm."""
    if not read.also or any(one.statistic.kind is not StatisticKind.VALUE for one in read.also):
        return read
    first = read.claims[0].statistic
    if any(one.statistic.periods != first.periods for one in read.also):
        return replace(read, possible=(), unsure=())
    possible = tuple(one for one in read.possible if one.statistic.areas == first.areas)
    return replace(
        read, possible=possible, unsure=tuple(one for one in read.unsure if one != "area")
    )


def _of_each(s: Sentence, at: int, read: Read) -> Read | None:
    """`Dorset and Wiltshire each recorded 212`: it is said of both, and not of their sum."""
    start, end = s.clause_start(at), s.clause_end(at)
    # "768 offences, each of them a child" says nothing more of the number.
    said = [
        i
        for i in range(start, end)
        if s.tokens[i].lower in {"each", "apiece"}
        and (i < at or not (s.right(i, "OF") or s.has(*VALUES, start=at + 1, end=i)))
        # "in each of the last four years" is said of years.
        and not s.right(i, "(?:OF)?(?:DET)?PER")
    ]
    every = [
        n
        for n in s.pointed
        if start <= n < at and s.tokens[n - 1].lower == "all" and s.hedge(at) in _THRESHOLDS
    ]
    if not said and not every:
        return None
    likeliest = read.claims[0]
    several = likeliest.statistic.areas[0].several if likeliest.statistic.areas else ()
    if likeliest.statistic.kind in (StatisticKind.FORCES, StatisticKind.AVERAGE):
        return None
    if not several or len(likeliest.statistic.areas) != 1:
        return unresolved(s, at, "it is said of each of several, and which those are isn't clear")
    plain = _plain(s, at, read) if s.hedge(at) in _THRESHOLDS else None
    claims = [
        replace(
            likeliest,
            said=plain or likeliest.said,
            statistic=replace(likeliest.statistic, areas=(AreaRef("force", force_id),)),
            because="It is read as something said of each force.",
        )
        for force_id in several
    ]
    return _together(read, claims)
