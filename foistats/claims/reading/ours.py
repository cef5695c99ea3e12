"""Whether a sentence makes sure that a number counts what the request asked for.

A number that may be a number of something else in the story is never called false.
"""

from foistats.claims.model import Claim, StatisticKind
from foistats.claims.reading.counting import head_of
from foistats.claims.reading.periods import When
from foistats.claims.reading.sentence import Sentence

LEVELS = frozenset([StatisticKind.VALUE, StatisticKind.SUM])
_QUOTES = frozenset(["“", '"', "‘"])
_ENDS = frozenset(["”", '"', "’"])
_OURS = frozenset(["UNIT", "CAT", "AREA", "TOTAL", "FORCES", "PEAK", "SUP"])
_OWN = frozenset(["our", "ours", "us", "we", "here", "my", "i"])
_DATED = frozenset([When.ONE, When.SEVERAL, When.SINCE])
# What may stand between "total" or "rise" and its "of".
_TOTALS = frozenset(["TOTAL", "UPN", "DOWNN", "HIGH", "PEAK", "UNIT", "CAT", "SUP", "SHARE", "BE"])
_MEASURES = frozenset(["maximum", "minimum", "average", "mean", "baseline", "sum", "combined"])


def counts_ours(s: Sentence, at: int, claim: Claim) -> bool:
    """Whether it is sure that a number counts what was asked for, and is no story's `two`."""
    inside = _quotation(s, at)
    if _is_asked(s, at) or (inside is not None and not _says_what_and_where(s, inside)):
        return False
    kind = claim.statistic.kind
    if kind is StatisticKind.RANK or kind is StatisticKind.PEAK:
        # "Ours is the second highest": whose rank it is was said elsewhere.
        own = _OWN & {token.lower for token in s.tokens[s.clause_start(at) : at]}
        return not own or s.has("AREA", end=at)
    if kind not in LEVELS or s.tags[at] != "N" or "list" in claim.because:
        return True
    return not _is_of_another_noun(s, at) and _is_a_count(s, at)


def _is_asked(s: Sentence, at: int) -> bool:
    """`Has Dorset the highest number?`: a question says of nothing that it has the rank."""
    return s.tags[at] == "SUP" and any(token.text == "?" for token in s.tokens[-3:])


def _quotation(s: Sentence, at: int) -> range | None:
    """The tokens of a person's own words that a number stands in; None where it stands in none."""
    first = 0 if s.scene.is_quoted else None
    for index, token in enumerate(s.tokens[:at]):
        if token.text in _QUOTES and first is None:
            first = index
        elif token.text in _ENDS:
            first = None
    if first is None:
        return None
    last = next((i for i in range(at, len(s)) if s.tokens[i].text in _ENDS), len(s))
    return range(first, last)


def _says_what_and_where(s: Sentence, inside: range) -> bool:
    """Whether words name what is counted, and an area or a year of the request."""
    dated = any(
        time.said.when in _DATED and set(time.periods) <= set(s.knows.calendar.periods)
        for index, time in s.times.items()
        if time.periods and index in inside
    )
    placed = any(s.areas[index] for index in s.areas if index in inside)
    what = s.has("UNIT", "CAT", "TOTAL", start=inside.start, end=inside.stop)
    return what and (dated or placed)


def _is_of_another_noun(s: Sentence, at: int) -> bool:
    """`a study of 212 cases`, `six of them sent`, `either of the two`: another noun has the number."""
    begin = s.before_hedge(at)
    if s.right(at, "OF(?:DET)?THEM"):
        return not s.left(begin, "LEVEL|BE|THERE")
    of_number = s.left(begin, "N OF DET", in_clause=False)
    if s.left(begin, "OF DET", in_clause=False) and head_of(s, at).tag == "" and not of_number:
        return not s.right(at, "LEVEL|(?:IN)?PER|BY|IN(?:DET)*AREA|FORCES")
    of = s.left(begin, "OF(?:DET)?", in_clause=False)
    if of is None:
        return False
    before = begin - of[0].count(" ") - 1
    return (
        before >= 0
        and s.tags[before] in {"W", "OTHER_UNIT"}
        and s.tokens[before].text.isalpha()
        and s.tokens[before].lower not in _MEASURES
        and not s.has(*_TOTALS, start=max(0, before - 2), end=before)
    )


def _is_a_count(s: Sentence, at: int) -> bool:
    start, end = s.clause_start(at), s.clause_end(at)
    if s.scene.is_asked and head_of(s, at).tag != "UNIT" and s.has("THEM", end=at):
        # "Where was the biggest rise? It was Dorset, with 40."
        return False
    if head_of(s, at).tag == "UNIT" or s.has(*_OURS, start=start, end=end):
        return True
    if s.left(s.before_hedge(at), "PER(?:COLON|DASH|TAB|TO)") or s.right(at, "BE LEVEL"):
        # "2017: 134", in a list of years, and "627 were recorded".
        return True
    told = s.has("THEM", "THERE", "UP", "DOWN", "UPN", "DOWNN", "PC", start=start, end=at)
    return told or (s.has("AREA", "UNIT", "CAT", "TOTAL", end=at) and start > 0)
