"""How many forces lie above or below a number: `four of the five recorded more than 500`.

The number of forces and the bound are one statement, so both have the same verdict.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from foistats.claims.model import AreaRef, Read, Statistic, StatisticKind
from foistats.claims.reading.claiming import claim, claimed
from foistats.claims.reading.counting import category_for
from foistats.claims.reading.dating import time_for
from foistats.claims.reading.forces import areas_of_forces
from foistats.claims.reading.said import said
from foistats.claims.reading.sentence import Sentence

_BOUND = re.compile(
    r"LEVEL (?:SINCERE )*(?P<hedge>MORE_THAN|AT_LEAST|LESS_THAN|UP_TO) (?:SINCERE )*N "
)
_OTHER = re.compile(
    r"LEVEL (?P<way>MORE|FEWER|MORE_THAN_X|FEWER_THAN_X) (?:UNIT |CAT )?(?P<than>(?:THAN )?(?:DET )?AREA )?(?!THAN )"
)
_BETWEEN = re.compile(r"(?:(?:IN|OF|DET|AREA|WHERE|TO|W|COMMA|PER|POSS|WHILE|N|THEM) )*")
_ABOVE = frozenset(["MORE_THAN", "AT_LEAST", "MORE", "MORE_THAN_X"])


@dataclass(frozen=True, slots=True)
class _Threshold:
    """Where a statement of this kind has its numbers; `count` is None for `every force`."""

    forces: int
    count: int | None
    bound: int | None
    which: str
    other: AreaRef | None


def read_threshold(s: Sentence, at: int) -> Read | None:
    """A number of forces with the bound they lie above or below, or that bound; else None."""
    if s.tags[at] != "N" or not s.has("FORCES"):
        return None
    found = _threshold(s)
    if found is None or at not in {found.count, found.bound}:
        return None
    number = s.tokens[found.count].number if found.count is not None else None
    count = number.value if number is not None and number.value is not None else Fraction(0)
    bound = _bound(s, found)
    place = found.bound if found.bound is not None else at
    hedge = s.hedge(found.count) if found.count is not None else ""
    values = said(count, hedge=hedge, whole=True)
    others = (found.other,) if found.other is not None else ()
    claims = [
        claim(
            s,
            at,
            Statistic(
                StatisticKind.FORCES,
                (area, *others),
                periods,
                category_for(s, place)[0],
                unit=s.request.unit,
                which=found.which,
                bound=bound,
            ),
            values=values,
        )
        for area in areas_of_forces(s, found.forces, found.forces)[:3]
        for periods in time_for(s, place)[0][:2]
        if len(periods) == 1
    ]
    return claimed(s, at, claims, otherwise="the forces that are counted couldn't be found")


def _threshold(s: Sentence) -> _Threshold | None:
    for forces in (i for i, tag in enumerate(s.tags) if tag == "FORCES"):
        rest = s.said(forces + 1, len(s))
        between = _BETWEEN.match(rest)
        if between and re.search(
            r"COMMA (?:W |SINCERE )*AREA (?!COMMA |AND AREA COMMA )", between[0]
        ):
            # "Of the five forces, only Wiltshire recorded fewer."
            continue
        verb = forces + 1 + (between[0].count(" ") if between else 0)
        after = s.said(verb, len(s))
        bounded, compared = _BOUND.match(after), _OTHER.match(after)
        if bounded is None and compared is None:
            continue
        match = bounded or compared
        assert match is not None
        way = match["hedge"] if bounded else match["way"]
        count, denied = _counted(s, forces, verb)
        if count is None and not denied:
            continue
        other = None if bounded else _other_force(s, match, verb)
        if bounded is None and (other is None or denied):
            continue
        which = ("not_" if denied == "every" else "") + ("above" if way in _ABOVE else "below")
        last = verb + match[0].count(" ") - 1
        return _Threshold(forces, count, last if bounded else None, which, other)
    return None


def _counted(s: Sentence, forces: int, verb: int) -> tuple[int | None, str]:
    """The number of forces, and whether it is of `every force but` so many, or of `no force`."""
    but = s.left(verb, "WHILE N(?:OF THEM)?", in_clause=False)
    every = s.left(forces, "ALL(?:WHILE N OF)?(?:DET|OF|W|N|AREA|POSS)*", in_clause=False)
    if every is not None and s.tokens[forces - every[0].count(" ")].lower != "total":
        excepted = s.left(forces, "ALL WHILE N OF(?:DET|W|AREA|POSS)*", in_clause=False)
        if excepted is not None:
            return forces - excepted[0].count(" ") + 2, "every"
        if but is not None:
            return verb - but[0].count(" ") + 1, "every"
        return None, "every"
    if forces and s.tokens[forces - 1].lower == "no":
        return None, "no"
    named = s.left(forces, "N(?:OF(?:DET|ALL|AREA|POSS)*(?:N)?)?(?:W|AREA|POSS)*", in_clause=False)
    count = forces - named[0].count(" ") if named is not None else None
    # "One of two forces to record more than 200" counts the two, by what else is said of them.
    if count is not None and s.left(count, "(?:OF|DET|AREA|POSS)") and s.tags[count + 1] != "OF":
        # "The five forces recorded more than 5,000" is said of them together.
        return None, ""
    is_one_of = (
        count is not None
        and s.tokens[count].lower == "one"
        and s.tags[count + 1] == "OF"
        and not s.left(count, "SINCERE|W")
    )
    return (None if is_one_of else count), ""


def _other_force(s: Sentence, match: re.Match[str], verb: int) -> AreaRef | None:
    """The force that others have more or fewer than: named, or the one the text is about."""
    if match["than"]:
        refs = s.areas.get(verb + match[0].count(" ") - 1, ())
    elif match["way"].endswith("_X"):
        return None
    else:
        refs = s.scene.subject or s.scene.topic
    return refs[0] if refs and refs[0].kind == "force" else None


def _bound(s: Sentence, found: _Threshold) -> Fraction | None:
    """The least count above a bound, or the greatest below it."""
    if found.bound is None:
        return None
    number = s.tokens[found.bound].number
    value = number.value if number is not None and number.value is not None else Fraction(0)
    return value + {"MORE_THAN": 1, "LESS_THAN": -1}.get(s.hedge(found.bound), 0)
