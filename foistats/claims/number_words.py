"""Numbers in words, as values: cardinals, ordinals and the names of fractions."""

import re
from fractions import Fraction
from itertools import pairwise

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_SIMPLE = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SIMPLE["dozen"] = 12
_ORDINAL_ONES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_ONES, start=1)}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twentieth": 20,
}  # fmt: skip
_LOOSE = {
    "tens": 10,
    "dozens": 12,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
}

_simple = "|".join(sorted(_SIMPLE, key=len, reverse=True))
_scale = "|".join(_SCALES)
SCALE = _scale
CARDINAL = (
    rf"(?:(?:a|half a)[ -](?:{_scale}|dozen)|(?:{_simple}|{_scale}))\b"
    rf"(?:(?:[ -]|, |,? and )(?:{_simple}|{_scale})\b(?!\s+in\b))*"
)
_tens = "|".join(_TENS)
_ordinal_tens = "|".join(ten[:-1] + "ieth" for ten in _TENS)
ORDINAL = (
    rf"(?:(?:{_tens})-)?(?:{'|'.join(_ORDINAL_ONES)}|{_ordinal_tens}"
    r"|hundredth|thousandth|millionth)"
)
FOLDS = rf"(?:{_simple}|{_scale})fold"
PART = "|".join(sorted(_PARTS, key=len, reverse=True))
LOOSE = r"(?:(?:tens|hundreds) of )?(?:dozens|hundreds|thousands|millions)"
_WORD = re.compile(r"[a-z]+")


def cardinal(text: str) -> Fraction | None:
    """The whole number that words say; None where they are no number.

    >>> [int(cardinal(text)) for text in ("forty-one", "two thousand, one hundred and six")]
    [41, 2106]
    >>> cardinal("one five") is None
    True
    """
    written = _WORD.findall(text.casefold())
    # "two hundred and six" is one number, "twenty and five" two.
    if any(
        word == "and" and before not in _SCALES and before != "dozen"
        for before, word in pairwise(written)
    ):
        return None
    words = [word for word in written if word != "and"]
    if words[:2] == ["half", "a"] and len(words) > 2:
        rest = cardinal(" ".join(words[2:]))
        return None if rest is None else rest / 2
    if words and words[0] == "a":
        words[0] = "one"
    total, group, last = 0, 0, 1_000
    for word in words:
        if word in _SIMPLE:
            value = _SIMPLE[word]
            if word == "dozen":
                group, last = max(group, 1) * 12, 1
                continue
            # "twenty one" adds up; "one five" and "five twenty" are no numbers.
            if not (last >= 100 or (last >= 20 and last % 10 == 0 and 0 < value < 10)):
                return None
            group, last = group + value, value
        elif word == "hundred":
            group, last = max(group, 1) * 100, 100
        elif word in _SCALES:
            total, group, last = total + max(group, 1) * _SCALES[word], 0, 1_000
        else:
            return None
    return Fraction(total + group) if words else None


def ordinal(text: str) -> int | None:
    """The place in an order that a word or a numeral with an ending says.

    >>> ordinal("third"), ordinal("21st"), ordinal("twenty-second"), ordinal("blue")
    (3, 21, 22, None)
    """
    lower = text.casefold()
    if lower in ORDINALS:
        return ORDINALS[lower]
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", lower)
    if digits:
        return int(digits[1])
    ten, _, one = lower.partition("-")
    if ten in _SIMPLE and one in ORDINALS:
        return _SIMPLE[ten] + ORDINALS[one]
    return _SIMPLE.get(lower.removesuffix("ieth") + "y")


def parts(text: str) -> int | None:
    """Into how many parts the name of a fraction divides.

    >>> parts("thirds"), parts("half"), parts("whole")
    (3, 2, None)
    """
    return _PARTS.get(text.casefold())


def loose(text: str) -> Fraction | None:
    """The scale that an open word such as `hundreds` names, where it is one.

    >>> int(loose("tens of thousands")), loose("many")
    (10000, None)
    """
    value = Fraction(1)
    known = [word for word in _WORD.findall(text.casefold()) if word in _LOOSE]
    for word in known:
        value *= _LOOSE[word]
    return value if known else None
