"""Whole numbers in words: `one thousand two hundred and four`."""

import re

from foistats.naming.spelling import regex

_BELOW_TEN = "zero one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_SMALL = {word: number for number, word in enumerate(f"{_BELOW_TEN} {_TEENS}".split())}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_ONE = rf"(?:{'|'.join((*_SMALL, *_TENS))})"
_BELOW_HUNDRED = rf"{_ONE}(?:[ -]{_ONE})?"
NUMERAL = (
    rf"(?:{_BELOW_HUNDRED}|an?(?= hundred\b| thousand\b))"
    rf"(?: hundred(?:(?:,? and)? {_BELOW_HUNDRED})?| thousand(?:,? (?:and )?{_BELOW_HUNDRED})?)"
    r"{0,3}"
)
_PARTS = re.compile(r"[\s,-]+")


def number_in_words(text: str) -> int | None:
    """The number that words below a million spell; None for what is no number.

    >>> number_in_words("one thousand two hundred and four"), number_in_words("twenty-three")
    (1204, 23)
    >>> number_in_words("twenty twelve") is None, number_in_words("one two") is None
    (True, True)
    """
    words = [word for word in _PARTS.split(text.casefold()) if word not in ("and", "")]
    if not words or regex(NUMERAL).fullmatch(text.casefold()) is None:
        return None
    thousands, rest = _split(words, "thousand")
    if thousands is None:
        return _below_thousand(rest)
    high, low = _below_thousand(thousands), _below_thousand(rest) if rest else 0
    return None if not high or low is None else high * 1000 + low


def _split(words: list[str], at: str) -> tuple[list[str] | None, list[str]]:
    if at not in words:
        return None, words
    place = words.index(at)
    return words[:place], words[place + 1 :]


def _below_thousand(words: list[str]) -> int | None:
    hundreds, rest = _split(words, "hundred")
    if hundreds is None:
        return _below_hundred(rest)
    high = 1 if hundreds in (["a"], ["an"]) else _below_hundred(hundreds)
    low = _below_hundred(rest) if rest else 0
    return None if not high or high > 9 or low is None else high * 100 + low


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case ["a"]:
            return 1
        case [word]:
            return _SMALL.get(word, _TENS.get(word))
        case [tens, one] if tens in _TENS and 0 < _SMALL.get(one, 0) < 10:
            return _TENS[tens] + _SMALL[one]
    return None
