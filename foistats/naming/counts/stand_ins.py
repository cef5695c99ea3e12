"""Figures that stand for others: `0 = fewer than 5`, `Numbers under 5 are shown as 5`."""

from collections.abc import Iterable
from functools import lru_cache

from foistats.model.values import Count
from foistats.naming.counts.legends import THINGS, plainly_put, quantity_in
from foistats.naming.counts.numbers import NUMBER_WORDS
from foistats.naming.spelling import plain, regex
from schemas.vocabulary import Status

_LONGEST = 300
_FIGURE = rf"[\"'(]?(?P<figure>\d{{1,2}}|zeros?|zeroes|nil|{'|'.join(NUMBER_WORDS)})[\"')]?"
_MEANS = (
    rf"(?:(?:note|key|legend|where|an?|the|any|all|each|{THINGS}|of|shown|recorded|as):? )*"
    rf"{_FIGURE}(?: ?= ?| (?:(?:can|may|might|could|will) )?(?:also )?(?:denotes?|represents?"
    r"|means?|indicates?|signif(?:y|ies)|stands? for|refers? to|is used for|is used where"
    r"|is shown (?:where|for)|covers?|includes?) (?:that )?)(?P<quantity>.+)"
)
_SHOWN = (
    rf"(?:(?:any|all|the|where|small|low|an?) )*{THINGS} (?:values? )?(?:recorded )?"
    r"(?:(?:which|that) (?:are|is|were) )?(?:(?:of|are|is|were|with (?:a )?values? of) )?"
    r"(?P<quantity>.+?),? (?:(?:have|has) been|are|is|were|was|will be)(?: all)? "
    r"(?:replaced|suppressed|shown|represented|denoted|displayed|marked|indicated|masked|redacted"
    r"|recorded|given|presented|changed|set|converted|reduced|raised|rounded(?: up| down)?|reported"
    r"|counted|entered|published)(?: and (?:shown|replaced|given|recorded))? (?:with|by|as|to)"
    rf"(?: an?| the (?:figure|number))? {_FIGURE}(?![\d%/]|,\d| ?- ?\d| to )\b.*"
)
_SENTENCES = r"(?<=[\w)'\"])[.;]\s+|\n"


def stand_ins_in(lines: Iterable[str]) -> dict[str, Count]:
    """The figures that lines give another meaning, as they are printed, each with its interval.

    A figure that is printed for smaller ones may be itself as well.

    >>> stand_ins_in(["0 = fewer than 5", "Numbers under 5 are shown as 5"])["5"].high
    5
    >>> stand_ins_in(["5 or fewer", "0 = none", "Figures under 5 are shown as *"])
    {}
    """
    found: dict[str, Count] = {}
    for line in lines:
        for figure, count in _explained(line):
            known = found.setdefault(str(figure), count)
            found[str(figure)] = _both(known, count)
    return found


# Headings and notes come again on each sheet, and in other replies.
@lru_cache(maxsize=5_000)
def _explained(line: str) -> tuple[tuple[int, Count], ...]:
    if len(line) > _LONGEST or len(line) < len("0=<5"):
        return ()
    found = []
    for part in regex(_SENTENCES).split(plain(line)):
        text = plainly_put(part.strip().rstrip(".,")).casefold()
        said = regex(_MEANS).fullmatch(text) or regex(_SHOWN).fullmatch(text)
        count = quantity_in(said["quantity"]) if said is not None else None
        if said is None or count is None or count.low is None or count.exact:
            continue
        figure = _value(said["figure"])
        found.append((figure, _both(count, Count(figure, figure, Status.SUPPRESSED))))
    return tuple(found)


def _value(figure: str) -> int:
    return int(figure) if figure.isdigit() else NUMBER_WORDS.get(figure, 0)


def _both(count: Count, other: Count) -> Count:
    """The interval that holds two others."""
    low = min(count.low or 0, other.low or 0)
    high = None if count.high is None or other.high is None else max(count.high, other.high)
    return Count(low, high, Status.SUPPRESSED)
