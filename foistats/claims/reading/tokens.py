"""A sentence as tokens, each with a tag that the grammar's productions are written in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from foistats.claims.mentions import Form, Number
from foistats.claims.reading.areas import AreaSaid, Points, area_at, two_forces_at
from foistats.claims.reading.periods import Calendar, TimeSaid, time_at
from foistats.claims.reading.units import CategorySaid, Nouns
from foistats.claims.reading.words import NUMBER_HEDGES, phrase_at, tag_of

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*['’]?")
_TAGS = {
    Form.PERCENT: "PC", Form.POINTS: "PP", Form.FRACTION: "FR", Form.TIMES: "X",
    Form.MULTIPLIED: "MULT", Form.RANK: "SUP", Form.PEAK: "PEAK", Form.RUN: "RUN", Form.RATE: "RATE",
    Form.EVERY: "EVERY", Form.ORDINAL: "ORD", Form.NUMBER: "N", Form.LOOSE: "N",
}  # fmt: skip
# A number of these forms is never part of a stretch of time that begins at the same place.
_BEFORE_TIME = frozenset(
    {Form.RUN, Form.RATE, Form.EVERY, Form.PERCENT, Form.POINTS, Form.MONEY, Form.AGE, Form.CLOCK,
     Form.PHONE, Form.TIMES, Form.FRACTION, Form.PEAK, Form.RANK, Form.ADDRESS, Form.MULTIPLIED}
)  # fmt: skip
_MARKS = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "LPAR", ")": "RPAR", "–": "DASH", "—": "DASH",
    "-": "DASH", "\t": "TAB", "%": "W", "→": "TO", "•": "W", "[": "LPAR", "]": "RPAR",
    ">": "TO", "*": "W", "|": "TAB", "<": "LESS_THAN", "≤": "UP_TO", "≥": "AT_LEAST",
}  # fmt: skip
_SIGNS = frozenset(["<", "≤", "≥"])
_MOVES = frozenset({"UP", "DOWN", "MULT", "PEAK"})
_SHORTEST = 4
_VICTIMS = frozenset({"W", "OTHER_UNIT", "FOREIGN", "OBJECT", "RATIO"})
_DIRECTIONS = frozenset({"UP", "DOWN", "CHANGE"})
# After these a word such as "rise" or "fall" is a noun.
_NOUN_AFTER = frozenset(
    [
        "DET",
        "PC",
        "FR",
        "PP",
        "N",
        "X",
        "OF",
        "RUN",
        "SINCERE",
        "YOY",
        "SUP",
        "ORD",
        "ALL",
        "RATE",
        "PEAK",
    ]
)
_UNCERTAIN = frozenset(
    [
        "rise",
        "increase",
        "jump",
        "surge",
        "fall",
        "drop",
        "decrease",
        "decline",
        "dip",
        "growth",
        "reduction",
        "climb",
        "spike",
        "leap",
        "uplift",
        "upturn",
        "slump",
        "plunge",
        "tumble",
        "slide",
        "cut",
        "hike",
        "rises",
        "increases",
        "falls",
        "drops",
        "decreases",
        "reductions",
        "upsurge",
        "downturn",
        "slowdown",
    ]
)
_TAKEN = frozenset(
    ["stolen", "taken", "stole", "theft", "thefts", "snatched", "missing", "steal", "stealing"]
)
_ALWAYS_NOUNS = frozenset(
    [
        "growth",
        "reduction",
        "reductions",
        "uplift",
        "upturn",
        "upsurge",
        "slump",
        "downturn",
        "hike",
        "hikes",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence; at most one of the last fields is filled, by its tag."""

    tag: str
    start: int
    end: int
    text: str
    number: Number | None = None
    area: AreaSaid | None = None
    time: TimeSaid | None = None
    category: CategorySaid | None = None
    inside: tuple[Number, ...] = field(default=())

    @property
    def lower(self) -> str:
        """The token's text in small letters."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Knows:
    """What reading a draft knows of its request: the calendar and the nouns."""

    calendar: Calendar
    nouns: Nouns


def tokens_of(
    text: str, start: int, end: int, *, numbers: Sequence[Number], knows: Knows
) -> list[Token]:
    """The tokens of one sentence, in order; every number of the sentence lies in one token."""
    found: list[Token] = []
    waiting = [n for n in numbers if start <= n.start < end]
    at = start
    while at < end:
        if text[at] in " \r\n\xa0":
            at += 1
            continue
        token = _token_at(text, at, end, waiting=waiting, knows=knows)
        while waiting and waiting[0].start < token.end:
            waiting.pop(0)
        found.append(token)
        at = token.end
    return _settled(found)


def _token_at(text: str, at: int, end: int, *, waiting: list[Number], knows: Knows) -> Token:
    here = waiting[0] if waiting and waiting[0].start == at else None
    limit = end
    if here is not None and here.form in _BEFORE_TIME:
        return _of_number(here)
    at_word = at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "'")
    if at_word:
        said = time_at(text, at, limit, knows.calendar)
        if said is not None:
            inside = tuple(n for n in waiting if n.start < said[1])
            if not any(n.form in _BEFORE_TIME - {Form.FRACTION} or n.end > said[1] for n in inside):
                return Token("PER", at, said[1], text[at : said[1]], time=said[0], inside=inside)
        two = two_forces_at(text, at, end)
        if two is not None and here is None:
            inside = tuple(n for n in waiting if n.start < two[1])
            return Token("AREA", at, two[1], text[at : two[1]], area=two[0], inside=inside)
        if here is None or here.form in {Form.ORDINAL}:
            named = knows.nouns.category_at(text, at, end)
            if named is not None and (here is None or named[1] > here.end):
                inside = tuple(n for n in waiting if n.start < named[1])
                if all(n.end <= named[1] for n in inside):
                    return Token(
                        "CAT", at, named[1], text[at : named[1]], category=named[0], inside=inside
                    )
    if (
        at_word
        and here is None
        and (whole := phrase_at(text, at, end)) is not None
        and whole[0] == "YOY"
    ):
        inside = tuple(n for n in waiting if n.start < whole[1])
        if all(n.end <= whole[1] for n in inside):
            return Token("YOY", at, whole[1], text[at : whole[1]], inside=inside)
    if here is not None:
        return _of_number(here)
    stop = min(end, waiting[0].start) if waiting else end
    if at_word:
        phrase = phrase_at(text, at, stop)
        if phrase is not None and phrase[0] == "OTHERS":
            return Token(phrase[0], at, phrase[1], text[at : phrase[1]])
        place = area_at(text, at, stop)
        if place is not None:
            tag = {Points.ELSEWHERE: "PLACE", Points.BODY: "BODY"}.get(place[0].points, "AREA")
            return Token(tag, at, place[1], text[at : place[1]], area=place[0])
        if phrase is not None:
            return Token(phrase[0], at, phrase[1], text[at : phrase[1]])
    if text.startswith(("'s", "’s"), at) and not text[at + 2 : at + 3].isalnum():
        return Token("POSS", at, at + 2, text[at : at + 2])
    word = _WORD.match(text, at, stop)
    if word is None:
        return Token(_MARKS.get(text[at], "W"), at, at + 1, text[at])
    written = word[0]
    if written.endswith(("'s", "’s")):
        written = written[:-2] or written
    tag = (
        knows.nouns.noun_tag(written)
        or tag_of(written)
        or tag_of(written.rstrip("'’"))
        or ("FOREIGN" if knows.nouns.is_foreign(written) else "W")
    )
    if "-" in written and tag == "W" and not _known_compound(written):
        written = written.split("-")[0] if tag_of(written.split("-")[0]) else written
    return Token(tag, at, at + len(written), written)


def _known_compound(written: str) -> bool:
    return tag_of(written) is not None


def _of_number(number: Number) -> Token:
    mention = number.mention
    return Token(
        _TAGS.get(number.form, "OTHER_N"), mention.start, mention.end, mention.text, number=number
    )


def _settled(tokens: list[Token]) -> list[Token]:
    """The tokens with tags that depend on their neighbours."""
    found: list[Token] = []
    stolen = any(token.lower in _TAKEN for token in tokens)
    for index, token in enumerate(tokens):
        tag = token.tag
        following = _after(tokens, index)
        if tag == "OBJECT":
            tag = "UNIT" if stolen else "OTHER_UNIT"
        if tag == "X" and _is_of_occasions(token, following):
            tag = "N"
        elif tag in NUMBER_HEDGES | {"SINCERE"}:
            tag = _hedge(token, tokens, index, found)
        elif tag in {"UP", "DOWN"} and (
            token.lower in _ALWAYS_NOUNS or (token.lower in _UNCERTAIN and _is_noun(found))
        ):
            tag = f"{tag}N"
        elif tag == "FORCES" and token.lower == "force" and following != "":
            tag = "FORCES"
        elif tag == "UNIT" and token.lower in {"reports", "records"} and following in {"N", "AREA"}:
            tag = "LEVEL"
        elif tag == "COMPARED" and token.lower == "against" and following in _VICTIMS:
            # "assaults against shop workers" holds nothing against anything.
            tag = "W"
        elif tag == "W" and following in _MOVES and _may_be_counted(token):
            # "Arrests rose to 212", "prices fell by 6 per cent": a subject that nobody asked for.
            tag = "OTHER_UNIT"
        elif tag == "PER_TIME" and found and found[-1].tag in {"UP", "DOWN"}:
            # "have fallen every year since": a run of changes and no rate.
            tag = "W" if token.lower.startswith(("every ", "each ")) else tag
        elif tag == "LEVEL" and found and found[-1].tag in {"DET", "PEAK"}:
            tag = "W"
        elif tag == "WHERE" and token.lower == "that" and _points(found, following):
            # "11 per cent of that total"
            tag = "DET"
        found.append(token if tag == token.tag else _retagged(token, tag))
    return found


def _points(found: list[Token], following: str) -> bool:
    """Whether `that` stands between a preposition and a noun, and opens no clause."""
    return (
        bool(found) and found[-1].tag in {"OF", "IN"} and following in {"TOTAL", "UNIT", "CAT", "N"}
    )


def _may_be_counted(token: Token) -> bool:
    """Whether a word may be the plural of a noun, as what rises or falls mostly is."""
    return token.text.isalpha() and token.lower.endswith("s") and len(token.text) > _SHORTEST


def _is_of_occasions(token: Token, following: str) -> bool:
    """`Robbers struck 481 times in Essex`: how often, and no multiple of anything."""
    many = token.number is not None and token.number.value is not None and token.number.value >= 20
    return many and token.lower.endswith(" times") and following in {"IN", "PER", "", "COMMA", "BY"}


def _after(tokens: list[Token], index: int) -> str:
    return tokens[index + 1].tag if index + 1 < len(tokens) else ""


_COUNTS = frozenset(["N", "PC", "PP", "FR", "X", "MULT", "RATE", "EVERY", "PER_TIME"])


def _hedge(token: Token, tokens: list[Token], index: int, found: list[Token]) -> str:
    """A hedge stands before its number; the same words elsewhere are prepositions."""
    following = _after(tokens, index)
    second = _after(tokens, index + 1)
    if token.tag == "AS_MANY" and found and found[-1].tag in {"FR", "X"}:
        # "half as many as the 506 of last year" holds a part against a number.
        return "AS_MANY_LIKE"
    if token.tag == "UP_TO" and token.lower == "up to":
        tags = [one.tag for one in tokens[index : index + 6]]
        rising = (
            found
            and found[-1].tag in {"BE", "AREA", "UNIT", "CAT", "COMMA", "TOTAL", "DASH"}
            and "FROM" in tags
        )
        if rising:
            return "UP_TO_LEVEL"
    if found and found[-1].tag in {"PC", "FR", "X", "N"} and token.lower.endswith(" than"):
        return "MORE_THAN_X" if token.tag == "MORE_THAN" else "FEWER_THAN_X"
    if following in _COUNTS or (
        following in NUMBER_HEDGES | {"DET", "SINCERE"} and second in _COUNTS
    ):
        return token.tag
    if token.tag == "SINCERE":
        return "W"
    lower = token.lower
    if token.tag == "AS_MANY":
        return "AS_MANY_LIKE"
    if lower in {
        "more than",
        "fewer than",
        "less than",
        "higher than",
        "lower than",
        "greater than",
    }:
        return (
            "MORE_THAN_X"
            if lower in {"more than", "higher than", "greater than"}
            else "FEWER_THAN_X"
        )
    if lower in {"passed", "exceeded", "exceeds", "surpassed", "topped", "tops"}:
        return "LEVEL"
    if lower in {"pass", "passes", "surpass", "surpasses", "exceed"}:
        return "W"
    if lower in {"over", "past", "around", "about", "under", "above", "below"}:
        return "IN"
    return "W" if token.tag in {"NEARLY", "ABOUT"} or lower in _SIGNS else token.tag


def _is_noun(found: list[Token]) -> bool:
    """Whether a word such as `rise` follows an article or a number within a few words."""
    for token in reversed(found[-4:]):
        if token.tag in _NOUN_AFTER or token.tag == "POSS":
            return True
        if token.tag == "AREA" and token.text.endswith(("'s", "’s", "'", "’")):
            return True
        if token.tag not in {"W", "FOREIGN", "CAT", "YOY", "UNIT", "MORE", "FEWER"}:
            return False
        if token.tag in {"UNIT", "CAT"}:
            return False
    return False


def _retagged(token: Token, tag: str) -> Token:
    return Token(
        tag,
        token.start,
        token.end,
        token.text,
        token.number,
        token.area,
        token.time,
        token.category,
        token.inside,
    )


_LONGEST_SENTENCE = 1_500
_END = re.compile(
    r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9£#@‘“-])|\n+|(?<=[.!?])(?=[A-Z][a-z])"
)
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|nos|vs|sgt|insp|supt|det|ch|prof|rev|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|e\.g|i\.e|ss|para|approx|c|art|fig|cf|gov)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text start and end; a line's end is a sentence's."""
    found = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match[0] and _ABBREVIATIONS.search(text, start, match.start()):
            continue
        if text[start : match.start()].strip():
            found.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return [part for one in found for part in _in_parts(text, *one)]


def _in_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts of one that is longer than anybody writes: a list without stops."""
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(", ", start, start + _LONGEST_SENTENCE)
        if cut <= start:
            cut = text.rfind(" ", start, start + _LONGEST_SENTENCE)
        if cut <= start:
            break
        yield start, cut + 1
        start = cut + 1
    yield start, end
