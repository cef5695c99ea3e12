"""Which way a number says that something went: up, down, or not at all."""

import re

from foistats.claims.model import StatisticKind
from foistats.claims.reading.counting import head_of
from foistats.claims.reading.sentence import Sentence

_SIGNS = {
    "UP": 1,
    "UPN": 1,
    "MORE": 1,
    "MORE_THAN_X": 1,
    "DOWN": -1,
    "DOWNN": -1,
    "FEWER": -1,
    "FEWER_THAN_X": -1,
}


_CHANGES = frozenset([StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE])
TIMES_MOVED = frozenset(
    ["rises", "falls", "dips", "drops", "increases", "decreases", "declines", "jumps", "climbs"]
)
# "The fall amounts to nine per cent"
_AMOUNTS = "(?:UPN|DOWNN|CHANGE)(?:IN|OF|AREA|PER|UNIT|CAT|W)*(?:LEVEL|W)TO"
_COMES = ("amount", "equal", "equat", "come", "came")
_DIRECTION = "(?:UP|DOWN|UPN|DOWNN)"


def direction_of(s: Sentence, at: int) -> int | None:
    """1 for a rise and -1 for a fall by the number itself; None where it is no change."""
    begin = s.before_hedge(at)
    tag = s.tags[at]
    if tag in {"PC", "PP", "N"} and (signed := _written_sign(s, at)):
        return signed
    if tag in {"PC", "FR"} and _is_in_range(s, at):
        return _nearest_sign(s, begin)
    if s.left(begin, _AMOUNTS) and s.tokens[begin - 2].lower.startswith(_COMES):
        return _nearest_sign(s, begin)
    if s.left(begin, "(?:TO|FROM|UP_TO_LEVEL)"):
        return None
    if tag == "N" and s.left(begin, "(?:COMMA|DASH|BE)", in_clause=False):
        # "495 between them, 83 up on the year"
        behind = s.right(at, "(?:UP|DOWN)(?:YOY|ON(?:DET)?(?:PER|TIME))")
        if behind is not None:
            return _SIGNS[behind[0].split(" ")[0]]
    if tag in {"PC", "FR"} and s.left(
        begin, "(?:PC|FR)(?:IN|PER|AREA)*(?:COMMA)?AND(?:THEN|W)*THEN"
    ):
        # "rebounding by 16 per cent and then 26 per cent"
        return _nearest_sign(s, begin)
    if (
        tag in {"N", "PC"}
        and at + 1 < len(s)
        and s.tokens[at + 1].lower in {"below", "above", "short"}
        and s.right(
            at,
            "(?:W OF|W|IN|LESS_THAN|MORE_THAN)(?:DET|PER|POSS|W|PEAK|TOTAL|SUP|AREA|(?:WHERE|THEM)OF)",
        )
    ):
        return 1 if s.tokens[at + 1].lower == "above" else -1
    if tag == "N" and head_of(s, at).tag in {"OTHER_UNIT", "W", "TIME", "FORCES"}:
        return None
    if tag in {"PC", "FR"} and (sign := _in_other_words(s, at)):
        return sign
    near = s.left(begin, f"{_DIRECTION}(?:W|YOY|SINCERE|IN_TOTAL){{0,3}}(?:BY)?(?:DET|W){{0,1}}")
    if near and not (tag == "N" and near[0].startswith(("UP ", "DOWN ")) and _is_level(s, at)):
        return _SIGNS[near[0].split(" ")[0]]
    if tag in {"PC", "FR"} and (
        s.left(begin, "(?:UPN|DOWNN|UP|DOWN)LPAR")
        or (s.left(begin, "(?:UPN|DOWNN)(?:W|PER|IN)*COLON") and s.right(at, "IN PER"))
        or (
            s.left(begin, "(?:UPN|DOWNN)(?:W|PER|IN)*COLON PC IN PER AND") and s.right(at, "IN PER")
        )
    ):
        # "a decline (31%)", "two years of growth: 15% in 2021/22 and 26% in 2022/23"
        return _nearest_sign(s, begin)
    if tag in {"PC", "FR"} and s.left(begin, "UNTIL(?:N|DET)OF"):
        # "a rise of 26 per cent, after one of 15 per cent the year before"
        return _nearest_sign(s, begin)
    if s.left(
        begin,
        "(?:UPN|DOWNN)(?:W|COMMA|YOY|UNIT|CAT|IN|AREA|PER|FOREIGN|OTHER_UNIT|SINCERE){0,5}(?:OF|BY)",
    ):
        return _nearest_sign(s, begin)
    if s.left(
        begin,
        "(?:UPN|DOWNN)(?:W|IN|FROM|PER|ON|AREA|UNIT|CAT|OF|YOY|COMPARED|AND|FOREIGN|POSS|N|TO|DASH|COMMA)*BE(?:W|SINCERE)*",
        in_clause=tag == "N",
    ):
        return _nearest_sign(s, begin)
    if (
        tag == "N"
        and s.left(begin, "MORE")
        and s.tokens[begin - 1].lower in {"extra", "additional", "further"}
        and (s.has("COMPARED", "THAN", start=at) or s.left(begin, "THEM(?:BE|DET|W)*MORE"))
    ):
        return 1
    if (
        tag == "FR"
        and s.right(at, "AS_MANY_LIKE(?:W|UNIT|CAT|IN)*")
        and "again" in " ".join(t.lower for t in s.tokens[at : at + 4])
    ):
        return 1
    if s.left(begin, "(?:MORE_THAN_X|FEWER_THAN_X)(?:DET|W)*AREA(?:POSS|TOTAL)*BY(?:W)*"):
        return next(
            _SIGNS[s.tags[i]]
            for i in range(begin - 1, -1, -1)
            if s.tags[i] in {"MORE_THAN_X", "FEWER_THAN_X"}
        )
    if s.left(
        begin, "(?:AND|COMMA|WHILE|AREA|POSS|TOTAL)OF(?:DET|W){0,2}", in_clause=False
    ) and s.has("UPN", "DOWNN", end=begin):
        return _nearest_sign(s, begin)
    if s.left(begin, "(?:UPN|DOWNN)(?:COMMA|DASH)?IN") and s.tokens[begin - 1].lower == "at":
        return _nearest_sign(s, begin)
    if (
        s.left(begin, "BY(?:DET|W){0,2}", in_clause=False)
        and (sign := _nearest_sign(s, begin)) is not None
    ):
        return sign
    if (
        tag in {"PC", "FR", "N"}
        and s.left(begin, "PER(?:COMMA)?AND(?:THEN|BY|W|DET)*", in_clause=False)
        and s.right(at, "ON PER" if tag == "N" else "(?:IN|ON|DET)*PER")
        and any(r.claims and r.claims[0].statistic.kind in _CHANGES for r in s.reads.values())
    ):
        # "rose 26 per cent in 2020 and a further 31 per cent in 2021": the verb holds for both.
        return _nearest_sign(s, begin)
    if tag == "N" and at + 1 < len(s) and s.tokens[at + 1].lower in TIMES_MOVED:
        # "There were two dips on the way": how many times it fell.
        return None
    right = s.right(at, "(?:YOY|W|UNIT|CAT|DASH|OTHER_UNIT|FOREIGN){0,4}(?:UPN|DOWNN)")
    if right is None and tag in {"PC", "FR"}:
        right = s.right(at, "DET(?:W)?(?:UPN|DOWNN)")
    if right:
        return _SIGNS[right[0].split(" ")[-2]]
    if s.right(at, "OF(?:DET|THEM)?MORE") and s.has("UNIT", start=at):
        return 1
    right = s.right(at, "(?:UNIT|CAT)?(?:MORE|FEWER|MORE_THAN_X|FEWER_THAN_X)")
    if right:
        return _SIGNS[right[0].split(" ")[-2]]
    if tag in {"PC", "FR", "PP"} and (right := s.right(at, "(?:YOY)?(?:UP|DOWN)")):
        return _SIGNS[right[0].split(" ")[-2]]
    if tag == "N" and (right := s.right(at, "(?:UP|DOWN)(?:ON|COMPARED)")):
        return _SIGNS[right[0].split(" ")[0]]
    if (
        tag in {"PC", "FR"}
        and s.left(begin, "AREA(?:AND|COMMA|BY|OF|W)*")
        and s.has("UP", "DOWN", "UPN", "DOWNN", end=begin)
        and s.has("PC", "FR", end=begin)
    ):
        return _nearest_sign(s, begin)
    return None


def _is_in_range(s: Sentence, at: int) -> bool:
    """`a rise, ranging from 18 per cent in Hertfordshire to 43 per cent in Norfolk`."""
    before = [token.lower for token in s.tokens[:at]]
    ranges = any(word in {"ranging", "ranged", "varying", "varied"} for word in before)
    return ranges and s.has("UPN", "DOWNN", "UP", "DOWN", end=at) and bool(s.right(at, "IN AREA"))


def _written_sign(s: Sentence, at: int) -> int | None:
    """`+30 per cent` and `(-12%)`: the sign stands right before the digits."""
    number = s.tokens[at].number
    before = s.tokens[at - 1] if at else None
    if (
        before is None
        or number is None
        or before.end != number.start
        or not number.mention.text[0].isdigit()
    ):
        return None
    if before.text == "+":
        return 1
    if s.tags[at] == "N" and s.tags[at - 2 : at - 1] != ["LPAR"]:
        return None
    glued = (
        at < 2 or s.tokens[at - 2].end < before.start or s.tags[at - 2] in {"LPAR", "TAB", "COLON"}
    )
    return -1 if before.text in {"-", "–", "−"} and glued else None


def _in_other_words(s: Sentence, at: int) -> int | None:
    """`from 496 to 438, or 12 per cent`: the same change said again."""
    said_again = s.left(
        s.before_hedge(at),
        "(?:N|PC|UNIT|PER|FR|AREA)(?:(?:COMMA|DASH|LPAR)?OR|LPAR)",
        in_clause=False,
    )
    if not said_again or not s.has("FROM", "UPN", "DOWNN", "UP", "DOWN", end=at):
        return None
    if s.right(at, "OF(?:DET|ALL)*(?:N|UNIT|TOTAL|THEM)"):
        return None
    sign = _nearest_sign(s, at)
    if sign is not None:
        return sign
    return None


def _is_level(s: Sentence, at: int) -> bool:
    """A number after a verb of direction that is a level: `rose 226 to 438`."""
    return s.right(at, "(?:UNIT)?TO(?:N)") is not None


def _nearest_sign(s: Sentence, end: int) -> int | None:
    for index in range(end - 1, -1, -1):
        if s.tags[index] in {"UP", "DOWN", "UPN", "DOWNN"}:
            return _SIGNS[s.tags[index]]
        if s.tags[index] in {"MORE", "FEWER"} and s.tags[index - 1 : index] == ["BE"]:
            return _SIGNS[s.tags[index]]
    return None


_OURS = frozenset(
    ["UNIT", "CAT", "TOTAL", "AREA", "THEM", "FORCES", "SHARE", "OBJECT", "ON_AVERAGE", "N", "PC"]
)


def is_ours(s: Sentence, at: int) -> bool:
    """Whether the subject of a change is something counted, an area, or what was named before."""
    start = s.clause_start(at)
    verb = next((i for i in range(at, -1, -1) if s.tags[i] in {"UP", "DOWN"}), None)
    if verb is None:
        return True
    subject = range(start if start < verb else 0, verb)
    if any(s.tags[i] in _OURS for i in subject):
        said = s.said(subject.start, verb)
        if re.search(r"FOREIGN (?:W )?UNIT ", said) and not re.search(r"AREA |CAT ", said):
            return False
        others = "OTHER_UNIT" in s.tags[start:verb]
        return not others or s.has("UNIT", "CAT", "TOTAL", "AREA", "THEM", start=start, end=verb)
    named = [
        i
        for i in subject
        if s.tags[i] in {"W", "OTHER_UNIT", "FOREIGN", "OTHERS"} and s.tokens[i].text.isalpha()
    ]
    if any(s.knows.nouns.is_known(s.tokens[i].text) for i in named):
        return True
    nouns = [
        i for i in named if i and s.tags[i - 1] in {"DET", "OF", "W"} and s.tokens[i].text.islower()
    ]
    return not (nouns or any(s.tags[i] in {"OTHER_UNIT", "FOREIGN"} for i in named))


def is_denied(s: Sentence, at: int) -> bool:
    """Whether a sentence says that something did not change by a number."""
    return (
        s.left(at, "NOT(?:W|BE|LEVEL|UP|DOWN|BY|SINCERE|MORE_THAN|NEARLY|ABOUT){0,4}") is not None
    )
