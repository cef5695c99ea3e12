"""Every number of a draft: where it stands, what sort of number it is, and its value."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from foistats.claims.model import Mention
from foistats.claims.number_forms import FORMS
from foistats.claims.number_words import cardinal, loose, ordinal, parts

_SCALES = {
    "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "m": 10**6, "mn": 10**6,
    "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_NUMERAL = re.compile(
    r"(\d[\d,]*)(?:\.(\d+))?(?:[ -]?(million|billion|thousand|hundred|bn|mn|k|m)\b)?"
)
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅛": (1, 8),
}  # fmt: skip
_FACTORS = {
    "doubl": 2, "trebl": 3, "tripl": 3, "quadrupl": 4, "quintupl": 5, "twice": 2, "thrice": 3,
}  # fmt: skip
_PLAIN_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
# No count has more; Python refuses to read whole numbers of more than 4,300 digits.
_MOST_DIGITS = 30
# What stands after a count and not after a year; and before a year and not before a count.
_COUNTED_AFTER = re.compile(
    r" (?:(?!in\b|to\b|and\b|for\b|the\b|when\b|was\b|were\b|saw\b)[a-z]+ ){0,3}?"
    r"(?:offences|crimes|incidents|cases|reports|arrests|charges|victims|suspects|calls|requests"
    r"|people|children|in total)\b", re.IGNORECASE
)  # fmt: skip
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|for|from|between|and|to|of|than|year|years|early|late|mid|summer"
    r"|spring|autumn|winter|through|before|after|end|on|with|versus|vs|against|both|financial|calendar|act|bill)"
    r"|[(:,–—-]|^)[ (]*$",
    re.IGNORECASE,
)


class Form(StrEnum):
    """What sort of number a mention is, by its form alone."""

    ADDRESS = "address"
    PHONE = "phone"
    DATE = "date"
    YEARS = "years"
    DECADE = "decade"
    AGE = "age"
    CLOCK = "clock"
    MONEY = "money"
    POINTS = "points"
    PERCENT = "percent"
    RUN = "run"
    EVERY = "every"
    FRACTION = "fraction"
    TIMES = "times"
    MULTIPLIED = "multiplied"
    RANK = "rank"
    PEAK = "peak"
    ORDINAL = "ordinal"
    RATE = "rate"
    NAME = "name"
    LOOSE = "loose"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Number:
    """One mention with what its form says.

    `step` is the worth of the last digit written where the form is a rounded one (1.2k, 4.5), and
    0 for a whole number. `per` is the time of a rate.
    """

    mention: Mention
    form: Form
    value: Fraction | None = None
    step: Fraction = Fraction(0)
    per: str = ""

    @property
    def start(self) -> int:
        """Where the mention starts."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Where the mention ends, exclusive."""
        return self.mention.end


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Every number of a text, in order; no two overlap.

    >>> [mention.text for mention in mentions_in("up 26 per cent, the third year running")]
    ['26 per cent', 'third year running']
    """
    return tuple(number.mention for number in numbers_in(text))


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of a text with its form and value, in order; no two overlap."""
    found: list[Number] = []
    at = 0
    for run in _LONG_RUN.finditer(text):
        found += _numbers_between(text, at, run.start())
        found.append(Number(Mention(run.start(), run.end(), run[0]), Form.NAME))
        at = run.end()
    return (*found, *_numbers_between(text, at, len(text)))


# No number that is counted is written with so many digits; patterns would go through them again
# from each of them.
_LONG_RUN = re.compile(r"\d(?:[\d,.]*\d)?(?<=[\d,.]{60})")


def _numbers_between(text: str, at: int, end: int) -> tuple[Number, ...]:
    found: list[Number] = []
    while match := FORMS.search(text, at, end):
        number = _number(text, match)
        if number is None:
            at = match.start() + 1
            continue
        found.append(number)
        at = number.end
    return tuple(found)


def _number(text: str, match: re.Match[str]) -> Number | None:
    form = match.lastgroup or ""
    start, end = match.span()
    while form == "address" and text[end - 1] in ".,;:!?)'\"”’":
        end -= 1
    written = text[start:end]
    lower = written.casefold()
    if form == "address" and not re.search(r"\d", written):
        return None
    if form == "digits":
        form = "name"
    if form == "parted":
        # A quarter of the year, or parts of which nobody says how many.
        form = "ordinal"
    if form == "inwards":
        return _one_in(text, start, lower)
    if form == "number":
        end = start + len(_as_far_as_one_number(written))
    mention = Mention(start, end, text[start:end])
    if form in {"number", "percent", "points", "times", "rate", "every"}:
        return _measured(text, mention, Form(form))
    if form == "multiplied":
        factor = next((f for stem, f in _FACTORS.items() if stem in lower), 0)
        return Number(mention, Form.MULTIPLIED, Fraction(factor) if factor else Fraction(1, 2))
    if form == "fraction":
        return Number(mention, Form.FRACTION, _fraction(lower))
    if form in {"ordinal", "run", "rank"}:
        word = lower.split(" ")[0]
        first = ordinal(word) or ordinal(word.rpartition("-")[0])
        value = first or (cardinal(word) if form == "run" else None) or None
        if form == "run" and value is None and word.isdigit():
            value = int(word)
        return Number(mention, Form(form), None if value is None else Fraction(value))
    if form == "loose":
        return Number(mention, Form.LOOSE, loose(lower))
    return Number(mention, Form(form))


def _measured(text: str, mention: Mention, form: Form) -> Number:
    """A number that is written out, with its unit if it has one."""
    lower = mention.text.casefold()
    per = ""
    core = lower
    if form is Form.RATE:
        per = lower.rpartition(" ")[2]
    if form is Form.EVERY:
        core = lower.rpartition("every ")[2]
        per = (
            re.split(r"[ -]", core)[-1]
            .rstrip("s")
            .replace("min", "minute")
            .replace("minuteute", "minute")
        )
    value, step = value_of(core)
    if form is Form.EVERY and (upper := re.search(r" (?:or|to) (.+)$", core)) and value is not None:
        # "every five or six days" is between the two.
        other = value_of(upper[1])[0]
        if other is not None and other > value:
            value, step = (value + other) / 2, other - value
    if form is Form.TIMES and value is None:
        value = next((Fraction(f) for stem, f in _FACTORS.items() if stem in core), None)
        if value is None:
            value = cardinal(core.replace("fold", ""))
    is_year = form is Form.NUMBER and _PLAIN_YEAR.fullmatch(mention.text) is not None
    if is_year and _is_year(text, mention):
        return Number(mention, Form.YEARS)
    return Number(mention, form, value, step, per)


def _as_far_as_one_number(written: str) -> str:
    """The longest beginning of words that is one number: `two` of `two, three and four`."""
    if written[0].isdigit() or re.search(r"and[ -]a[ -]", written):
        return written
    ends = [match.end() for match in re.finditer(r"[^\W\d_]+", written)]
    for end in reversed(ends):
        if cardinal(written[:end]) is not None:
            return written[:end]
    return written


def _is_year(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 20) : mention.start]
    after = _COUNTED_AFTER.match(text, mention.end)
    if after is None:
        return True
    said = re.search(r"\b(?:in|since|during|of)[ (]*$", before, re.IGNORECASE)
    return said is not None


def value_of(lower: str) -> tuple[Fraction | None, Fraction]:
    """The value of a number and the worth of its last digit; 0 for a whole number.

    >>> value_of("1.2k"), value_of("forty-one")[0]
    ((Fraction(1200, 1), Fraction(100, 1)), Fraction(41, 1))
    """
    numeral = _NUMERAL.match(lower)
    half = Fraction(0)
    if re.search(r"and[ -]a[ -]half", lower):
        half = Fraction(1, 2)
    elif re.search(r"and[ -]a[ -]quarter", lower):
        half = Fraction(1, 4)
    if numeral:
        whole, decimals, scale = numeral.groups()
        if len(whole) + len(decimals or "") > _MOST_DIGITS:
            return None, Fraction(0)
        factor = Fraction(_SCALES.get(scale or "", 1))
        value = Fraction(f"{whole.replace(',', '')}.{decimals or 0}") * factor
        step = factor / 10 ** len(decimals or "") if decimals or scale else Fraction(0)
        return value + half * factor, step or (Fraction(1, 10) if half else Fraction(0))
    words = re.split(r"[ -]and[ -]a[ -](?:half|quarter)", lower)[0]
    if (whole := cardinal(words)) is not None:
        return whole + half, Fraction(1, 10) if half else Fraction(0)
    run: list[str] = []
    for word in re.findall(r"[a-z]+", words):
        if cardinal(" ".join([*run, word])) is None and word != "and":
            break
        run.append(word)
    value_in_words = cardinal(" ".join(run)) if run else None
    if value_in_words is None:
        return None, Fraction(0)
    return value_in_words + half, Fraction(1, 10) if half else Fraction(0)


def _fraction(lower: str) -> Fraction | None:
    if lower in _VULGAR:
        return Fraction(*_VULGAR[lower])
    if "/" in lower:
        over, _, under = lower.partition("/")
        return Fraction(int(over), int(under))
    words = re.split(r"[ -]", lower.removesuffix(" of"))
    divided = parts(words[-1])
    if divided is None:
        return None
    over_word = cardinal(words[0]) if len(words) > 1 else Fraction(1)
    return None if over_word is None else over_word / divided


def _one_in(text: str, start: int, lower: str) -> Number | None:
    """A share such as `one in five`, or the first number alone where it is none."""
    halves = re.split(r" (?:in|out of)(?: every)? ", lower, maxsplit=1)
    over, under = (value_of(half)[0] for half in halves)
    end = start + len(lower)
    if over is None or under is None or not 0 < over < under <= 100:
        end = start + len(halves[0])
        return Number(Mention(start, end, text[start:end]), Form.NUMBER, over)
    return Number(Mention(start, end, text[start:end]), Form.FRACTION, over / under)
