"""A sentence's words, periods and numbers; a number is a count only where nothing else claims it.

What a number is instead: a section, a code, a reference, a telephone, a day, an age, a time, money,
a share, a measure, the number of a question, a number of forces. Some of these can't be told from a
count by their looks ("this category 45 offences"): such a token keeps the count that it may be.
"""

import re
from enum import StrEnum
from functools import cache
from string import ascii_uppercase
from typing import NamedTuple

from foistats.extraction.prose.dates import PERIOD, When, end_of, when_at, year_beside
from foistats.extraction.prose.numerals import NUMERAL, number_in_words
from foistats.extraction.prose.vocabulary import SINGULAR, UNIT_OF
from foistats.naming.counts.numbers import MOST, exact_number, spoken_count
from foistats.naming.periods.spans import FIRST_YEAR, LAST_YEAR
from foistats.naming.spelling import regex
from foistats.records import NO_EXACT_COUNT, Asked, Count, Period
from schemas.vocabulary import Status, Unit


class Kind(StrEnum):
    """What a token is."""

    PERIOD = "period"
    COUNT = "count"
    NOUN = "noun"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


class Token(NamedTuple):
    """One piece of a sentence; `hedge` says why a count among them is not an exact one.

    A number that has a `count` may be one after all.
    """

    kind: Kind
    start: int
    end: int
    text: str
    count: Count | None = None  # type: ignore[assignment]  # hides tuple.count
    when: When | None = None
    unit: Unit | None = None
    hedge: str = ""


# Above this a number "fewer than" which something lies hides nothing: it is a rough figure.
_MOST_HIDDEN = 20
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_N = rf"(?:{_DIGITS}|{NUMERAL})"
_LAW = (
    r"(?:(?:sub)?sections?|ss?|sect?|art(?:icle)?s?|sch(?:edule)?|para(?:graph)?s?|rules?"
    r"|reg(?:ulation)?s?"
    r"|chapter|clause)\.? ?\d+[a-z]{0,3}(?: ?\([\da-z]{1,4}\))*(?![\w/])"
    r"|(?:sections|ss)\.? ?\d+[a-z]{0,2}(?:\([\da-z]{1,4}\))*"
    r"(?:(?:, ?| and | or | & ?|, and )\d+[a-z]{0,2}(?:\([\da-z]{1,4}\))*){1,9}(?![\w/])"
    r"|act,? (?:of )?(?:1[6-9]|20)\d\d(?!\d)|(?:regulations?|order|rules|directive) (?:19"
    r"|20)\d\d(?!\d)"
)
_THINGS = (
    r"question|q|answer|point|item|table|tab|page|appendix|annex|footnote|note|outcome|code|class"
    r"|group|level"
    r"|grade|priority|category|type|phase|tier|version|step|form|district|option|column|row|band"
    r"|stage|covid|part"
    r"|volume|issue|line|operation|windows|office|room|floor|box|unit|ward|zone|sector|junction"
)
_THING = rf"(?:{_THINGS})\.?:? ?(?:no\.?|number)?:? ?#?\(?\d[\d/.-]*[a-z]?\)?(?![\w/]|,\d)"
_NAMED = (
    rf"(?:{_THINGS}|prioritie|categorie)s:? ?(?:no\.?|nos\.?|numbers?)?:? ?\(?\d[\d/.-]*[a-z]?\)?"
    r"(?:(?:, ?| and | or | & ?| to |-)\d{1,2}[a-z]?(?![\w,/])){0,9}"
    r"|(?:our |your )?(?:ref(?:erence)?s?|foia?|urn|id)\b(?: (?:no|number|request|ref|reference"
    r"|case|log)\b\.?){0,3}"
    r"[ :.#-]{0,3}[a-z]{0,4}[/-]?\d[\d/-]*(?: ?[-/] ?\d+)?"
    r"|(?:crime|incident|log|case|request|contact|badge|collar|file|enquiry|occurrence) (?:ref\w*"
    r"|no\.?|numbers?)"
    r"[ :.#-]{0,3}\d[\d/-]*"
)
_TELEPHONE = (
    r"(?:tel(?:ephone)?|phone|fax|ext(?:ension)?|mobile|dial|ring|calling|via|to)\.?:?"
    r"(?: (?:no|numbers?|on)\.?:?)? ?\+?\d[\d ()+-]{4,18}\d(?![\w,/])"
    r"|0\d{3,4} \d{3,}(?: \d{3,})?"
)
# To be dialled, or a hundred and one.
_SHORT = r"(?:101|999|111|112)(?![\w,/%]|[.:-]\d)"
_DIALLED = (
    r"(?:tel(?:ephone)?|phone|fax|ext(?:ension)?|mobile|dial|ring|call(?:ing)?|via|to|on)\.?:?"
    rf"(?: (?:no|numbers?|on)\.?:?)? ?{_SHORT}"
    rf"|{_SHORT}(?= (?:emergency|non-emergency|emergencies|calls?|service|number)\b)"
)
_MEASURE = (
    rf"{_N}(?:\.\d+)?(?: ?(?:-|to|or|and) ?{_N})?[ -]?(?:working[ -]|calendar[ -]|clear[ -])?"
    r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?|fortnights?|months?|years?|yrs?"
    r"|miles?|mph|kms?"
    r"|kilomet\w*|met(?:re|er)s?|cm|mm|kg|kilos?|grams?|litres?|pence|pages?|copies|am|pm|o'clock"
    r"|per ?cent"
    r"|percent\w*|degrees|ftes?|pounds?|million|billion|bn|hundred thousand|times|fold|gb|mb"
    r"|k)(?![a-z\d])"
    rf"|{_N}(?:\.\d+)? ?%|%"
)
_SHARE = (
    rf"{_N} in (?:every )?(?!(?:19|20)\d\d(?!\d))(?:\d{{1,4}}|two|three|four|five|six"
    rf"|ten)(?![\w,/])"
    rf"|{_N} (?:per|a|an|every|each)\b|per {_N}|{_N} out of|out of (?:the |a total of )?{_N}"
    rf"|(?:population|average|mean|median|rate|ratio|target|maximum|minimum"
    rf"|limit)\b(?: \w+){{0,2}} (?:of|was|is|at) {_N}"
    rf"|(?:increas|decreas|reduc|ris|fall|drop|differ)\w* (?:of|by) {_N}"
    rf"|(?:rose|fell|fallen|rise|fall|drop|up|down) (?:of|by) {_N}"
)
_AGE = (
    rf"(?:aged?|ages|age of|ages of)(?: of)?(?: between| from| under| over)? {_N}(?:(?: ?- ?| to "
    rf"| and | or )(?:{_N}|over|under|above))?\+?"
    rf"|{_N}(?: ?- ?{_N}| to {_N})?[ -]year[ -]olds?|\d\d? and (?:over|under|above|older)|(?:under"
    rf"|over)[- ]?\d\d?s\b|\d\d\+"
)
_FORCES = (
    rf"(?:(?:all|other|the|over|of|more than|about|around|some|to) ){{0,2}}{_N} (?:(?:other|police"
    rf"|territorial|uk|english|welsh|home office|geographic|different) ){{0,3}}"
    r"(?:forces|constabularies|authorities|counties|boroughs|bodies|organisations|stations)\b"
)
_POSTCODE = r"[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}(?![\w])"
_ADDRESS = r"\d{1,4}[a-z]? (?:[a-z]+ ){1,3}(?:road|street|lane|avenue|house|way|drive|square)\b"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)? ?(?:hrs|hours|am|pm)?(?![\w,/])"
_NOT_COUNT = "|".join(
    (
        _LAW,
        _NAMED,
        _TELEPHONE,
        _SHARE,
        _AGE,
        _MEASURE,
        _FORCES,
        _POSTCODE,
        _CLOCK,
        rf"[£$€] ?{_DIGITS}(?:\.\d+)? ?[mk]?(?:illion|bn)?",
    )
)
_BEYOND = (
    r"more than|greater than|in excess of|over|above|at least|no fewer than|not less than"
    r"|no less than|upwards of|>=?|≥"
)
_ROUGH = (
    r"approximately|approx\.?|about|around|circa|c\.?|roughly|nearly|almost|some|just over"
    r"|just under|well over|up to|at most|no more than|not more than|a maximum of|in the region of"
    r"|an estimated|estimated|~|≈"
)
_BELOW = r"(?:fewer|less|lower) than|under|below|<=?|≤"
# "12 thousand" is not 12; the words of a number hold their own hundreds and thousands.
VAGUE = (
    rf"{_DIGITS}(?:\.\d+)?[ -]?(?:dozens?|scores?|hundreds?|thousands?|[km]|odd)(?![\w'])"
    rf"|{NUMERAL}[ -](?:dozens?|scores?|odd)(?![\w'])"
    r"|(?:half )?a dozen|(?:an? |the )?(?:couple|handful|dozens|scores|hundreds|thousands) of"
    r"|(?:several|a few|many|some) (?:dozen|hundred|thousand)s?(?: of)?(?!\w)"
)
_COUNT = (
    rf"(?P<rough>(?:{_ROUGH}) ?{_N}(?![\w/%]))|(?P<beyond>(?:{_BEYOND}) ?{_N}(?![\w/%])"
    rf"|{_N} or (?:more|over|above)|{_DIGITS}\+)"
    rf"|(?P<below>(?:{_BELOW}) ?{_N}(?! ?[\w]*/)(?![\w%])|{_N} or (?:fewer|less|under|below))"
    rf"|(?P<between>between {_N} and {_N}|(?<!from ){_DIGITS}(?: ?- ?| to ){_DIGITS}(?![\w/%,-]))"
    rf"|(?P<zero>none|nil returns?|nil|zero)(?![\w-])"
    rf"|(?P<number>{_DIGITS}(?![\w/%]|[.,:-]\d)|(?<!no ){NUMERAL}(?![\w-]))"
)
_RELATIVE = (
    r"(?P<before>(?:in |during |for |over )?(?:the )?(?:previous|preceding|prior) (?:financial "
    r"|calendar )?year"
    r"|the (?:financial |calendar )?year (?:before|earlier|previously|prior)|(?:a"
    r"|one) year (?:earlier|before|previously))"
    r"|(?P<after>(?:in |during |for )?the (?:following|next|subsequent) (?:financial "
    r"|calendar )?year|the year after)"
)
_TOKEN = (
    rf"(?<![\w/£$€.-])(?:{_RELATIVE}|(?P<period>{PERIOD})(?![\w/]|[.-]\d)|(?P<vague>{VAGUE})"
    rf"|(?P<dialled>{_DIALLED})|(?P<thing>{_THING})|(?P<not>{_NOT_COUNT})|(?P<place>{_ADDRESS})"
    rf"|{_COUNT})"
    r"|(?P<other>[^\s\w()\[\]]{0,2}[^\s,;:()\[\]\"]*\d[^\s,;:()\[\]\"]*)"
    r"|(?P<word>[^\W\d_][\w'’.-]*)|(?P<sign>[^\w\s]|_)"
)


_LOWER = {ord(letter): letter.lower() for letter in ascii_uppercase}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_TOKEN)


def tokens_of(text: str, asked: Asked) -> list[Token]:
    """The tokens of a sentence that is `plain` already, in order."""
    found: list[Token] = []
    at = 0
    pattern = _pattern()
    # Half the time of matching without regard to case; only ASCII, for it must keep its length.
    lowered = text.translate(_LOWER)
    while (match := pattern.search(lowered, at)) is not None:
        token = _token(match, text, asked)
        found.append(token)
        at = token.end
    return _dated(found)


def _token(match: re.Match[str], text: str, asked: Asked) -> Token:
    kind, start, end = match.lastgroup or "", match.start(), match.end()
    said = text[start:end]
    match kind:
        case "period":
            longer = end_of(text, end)
            when = when_at(text, start, longer, asked)
            if when is not None:
                return Token(Kind.PERIOD, start, longer, text[start:longer], when=when)
            return Token(Kind.COUNT, start, end, said, _exact(said), hedge="it can be a year")
        case "before" | "after":
            return Token(Kind.PERIOD, start, end, said)
        case "dialled" | "thing" | "other":
            return _perhaps(Token(Kind.NUMBER, start, end, said))
        case "place" if not _is_address(said) and (number := said.split()[0]).isdigit():
            return _count("number", Token(Kind.COUNT, start, start + len(number), number))
        case "vague" | "rough" | "beyond" | "below" | "between" | "zero" | "number":
            return _count(kind, Token(Kind.COUNT, start, end, said))
        case "word":
            folded = said.casefold().strip(".'-")
            end = start + len(said.rstrip(".'-"))
            if folded in UNIT_OF:
                return Token(Kind.NOUN, start, end, text[start:end], unit=UNIT_OF[folded])
            return Token(Kind.WORD, start, max(end, start + 1), text[start:end])
        case "sign":
            return Token(Kind.SIGN, start, end, said)
    return Token(Kind.NUMBER, start, end, said)


def _open_count(token: Token) -> Token:
    """A token that counts something, and nobody can say how much."""
    hedge = f"{token.text!r} {NO_EXACT_COUNT}"
    return token._replace(count=Count(0, None, Status.SUPPRESSED), hedge=hedge)


def _perhaps(token: Token) -> Token:
    """A number that names something by its looks, with the count that it is if it doesn't."""
    numbers = regex(_DIGITS).findall(token.text)
    count = _exact(numbers[0]) if len(numbers) == 1 else None
    hedge = f"{token.text!r} can be a count, or name something"
    return token._replace(count=count or Count(0, None, Status.SUPPRESSED), hedge=hedge)


def _is_address(said: str) -> bool:
    """True for `12 High Street`, False for `12 offences of street` robbery."""
    _, *words = said.split()
    return all(word[0].isupper() or word in ("of", "the") for word in words)


def _count(kind: str, token: Token) -> Token:
    said = token.text.casefold()
    numbers = [_value(one) for one in re.findall(rf"{_DIGITS}|{NUMERAL}", said)]
    known = [number for number in numbers if number is not None and number <= MOST]
    if kind == "vague":
        return _open_count(token)
    if kind == "zero":
        return token._replace(count=Count(0, 0, Status.REPORTED))
    if not known or len(known) != len(numbers):
        return token._replace(kind=Kind.NUMBER) if said[0].isdigit() else _open_count(token)
    if kind == "number":
        hedge = "it can be a year" if _year_like(said) else ""
        return token._replace(count=_exact_count(known[0]), hedge=hedge)
    if kind == "rough":
        return token._replace(
            count=_exact_count(known[0]), hedge=f"{token.text!r} {NO_EXACT_COUNT}"
        )
    digits = re.sub(rf"{_DIGITS}|{NUMERAL}", lambda one: str(_value(one.group())), said)
    count = spoken_count(digits)
    if count is None:
        return _open_count(token)
    if kind == "beyond":
        return token._replace(count=count, hedge=f"{token.text!r} has no upper bound")
    if (count.high or 0) > _MOST_HIDDEN:
        return token._replace(count=count, hedge=f"{token.text!r} {NO_EXACT_COUNT}")
    return token._replace(count=count)


def _exact(said: str) -> Count | None:
    number = exact_number(said)
    return _exact_count(number) if number is not None else None


def _exact_count(number: int) -> Count:
    return Count(number, number, Status.REPORTED)


def _value(said: str) -> int | None:
    return exact_number(said) if said[0].isdigit() else number_in_words(said)


def _year_like(said: str) -> bool:
    return said.isdigit() and FIRST_YEAR <= int(said) <= LAST_YEAR


def _dated(tokens: list[Token]) -> list[Token]:
    """`the year before` is the one before the only year that the sentence names."""
    named = {t.when.period for t in tokens if t.when is not None and t.when.period is not None}
    dated = []
    for token in tokens:
        if token.kind is Kind.PERIOD and token.when is None:
            years = 1 if re.search(r"(?i)follow|next|after|subsequent", token.text) else -1
            one: Period | None = next(iter(named)) if len(named) == 1 else None
            period = year_beside(one, years) if one is not None else None
            why = "" if period is not None else f"{token.text!r} is of no year named beside it"
            dated.append(token._replace(when=When(period, why)))
        else:
            dated.append(token)
    return dated


def singular_unit(word: str) -> tuple[bool, Unit | None]:
    """Whether a word is what one of is counted, and its unit."""
    folded = word.casefold()
    return folded in SINGULAR, SINGULAR.get(folded)
