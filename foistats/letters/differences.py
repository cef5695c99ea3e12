"""Numbers that say how far two counts lie apart: `nine more than the year before`, `up by 9`.

A difference belongs to neither of the two periods that it compares, so that it is no count.
The period that it is measured from goes with it; a count that it is measured from stays.
"""

from collections.abc import Sequence

from foistats.letters.tokens import Kind, Token
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import moves, words

_MOST_NOUNS = 3
_MOST_WORDS = 8
_COMPARES = words("more fewer less higher lower greater")
# `nine up on the year before`; with a noun between, the number is what rose: `51 crimes, up on`.
_APART = words("above below up down over under")
_MEASURED_FROM = words("than on from over compared against since above below under versus")
_LINKS = words(
    """
    with to in for during that of the figure number total recorded those was were reported as
    """
)
_FIGURES = words("figure figures number total level count")
_MOVE = (
    r"(?i)^(?:increas\w*|decreas\w*|reduc\w*|ris(?:e|es|ing|en)|rose|f[ae]ll\w*|drop\w*|differ\w*"
    r"|exceed\w*|grow\w*|grew|growth|declin\w*|climb\w*|chang\w*|up|down|lower|higher|more|fewer)$"
)
_SAID_AT_ONCE = r"(?i)^(?:increas|decreas|reduc|ris|ros|f[ae]ll|drop|differ|up|down)\w* (?:of|by) "
_SHARE_FOLLOWS = r" ?(?:%|per\b)|[.,]\d"


def without_differences(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens of a sentence but for its differences, and the periods they are measured from."""
    gone: set[int] = set()
    changed: dict[int, Token] = {}
    for i in range(len(tokens)):
        end = _end(i, tokens, text)
        if not end:
            continue
        gone |= set(range(_begin(i, tokens), i + 1))
        later = tokens[end] if end < len(tokens) else None
        if later is not None and later.kind is Kind.COUNT and _compares(later):
            # `more than 42` is no count from 43 on here, and 42 may be the count of the other year.
            word = later.text.split()[0]
            end_of_word = later.start + len(word)
            changed[end] = Token(Kind.WORD, later.start, end_of_word, word)
            continue
        gone |= set(_measured_from(i, end, tokens))
    return [changed.get(i, token) for i, token in enumerate(tokens) if i not in gone]


def _end(at: int, tokens: Sequence[Token], text: str) -> int:
    """Where what follows a difference begins; 0 where the number at a place is none."""
    token = tokens[at]
    if token.kind is Kind.NUMBER:
        share = regex(_SHARE_FOLLOWS).match(text, token.end) is not None
        said = regex(_SAID_AT_ONCE).match(token.text) is not None
        return _behind_nouns(at + 1, tokens) if said and not share else 0
    if token.kind is not Kind.COUNT:
        return 0
    return _end_of_move(at, tokens) or _end_of_comparison(at, tokens)


def _begin(at: int, tokens: Sequence[Token]) -> int:
    """Where `a rise of some nine`, `up 9` or `exceeding 2022/23 by 9` begins."""
    if tokens[at].kind is Kind.NUMBER:
        return at
    before = _word(tokens, at - 1)
    if before in ("up", "down"):
        return at - 1
    if before in ("of", "by") and at > 1 and _moves(tokens[at - 2]):
        return at - 2
    between = at > 2 and tokens[at - 2].kind is Kind.PERIOD
    return at - 3 if before == "by" and between and _moves(tokens[at - 3]) else at


def _end_of_move(at: int, tokens: Sequence[Token]) -> int:
    """The end of `a rise of some nine offences`, `exceeding 2022/23 by 9`, `up 9`."""
    before = _word(tokens, at - 1)
    first = at - 2
    if before in ("of", "by") and first >= 0 and _moves(tokens[first]):
        return _behind_nouns(at + 1, tokens)
    if before == "by" and any(_moves(token) for token in tokens[max(0, at - _MOST_WORDS) : at]):
        return _behind_nouns(at + 1, tokens)
    return _behind_nouns(at + 1, tokens) if before in ("up", "down") else 0


def _end_of_comparison(at: int, tokens: Sequence[Token]) -> int:
    """The end of `nine more`, `nine offences fewer`, where they compare two counts."""
    after = _word(tokens, at + 1)
    if after in _APART and _is_measured(at + 1, tokens):
        return at + 1
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.kind is Kind.COUNT and _compares(following):
        return at + 1
    place = at + 1
    while _in_noun(tokens, place) and place <= at + _MOST_NOUNS:
        if tokens[place].text.casefold() in _COMPARES:
            return place if _two_are_compared(at, place, tokens) else 0
        place += 1
    return 0


def _two_are_compared(at: int, place: int, tokens: Sequence[Token]) -> bool:
    """False for `nine more in 2023/24`, which may come on top, and for `51 lower tier offences`."""
    rest = [token.text.casefold() for token in tokens[place + 1 : place + 1 + 2 * _MOST_WORDS]]
    clause = rest[: next((n for n, said in enumerate(rest) if said in (",", ";")), len(rest))]
    if "than" in clause:
        return True
    ends = not clause or not clause[0][0].isalnum()
    compares = tokens[place].text.casefold()
    if compares == "more":
        return ends and at > 0 and tokens[at - 1].text == ","
    return compares == "fewer" or ends


def _is_measured(place: int, tokens: Sequence[Token]) -> bool:
    """True where a period is what a number lies above or below."""
    return bool(_measured_from(place - 1, place, tokens))


def _measured_from(at: int, end: int, tokens: Sequence[Token]) -> range:
    """The tokens behind a difference up to the period that it is measured from, if there is one."""
    place = end
    measured = False
    while place < len(tokens) and place < end + _MOST_WORDS:
        token = tokens[place]
        said = token.text.casefold()
        if token.kind is Kind.PERIOD:
            if not (measured or said.split()[0] in _MEASURED_FROM):
                return range(0)
            after = place + 1
            return range(at, after + 1 if _word(tokens, after) in _FIGURES else after)
        measured = measured or said in _MEASURED_FROM
        plain = said in _MEASURED_FROM or said in _LINKS or said in _COMPARES or said in _APART
        if token.kind is Kind.COUNT or not plain:
            return range(0)
        place += 1
    return range(0)


def _behind_nouns(place: int, tokens: Sequence[Token]) -> int:
    first = place
    while (
        _in_noun(tokens, place)
        and place < first + _MOST_NOUNS
        and tokens[place].text.casefold() not in _MEASURED_FROM
        and tokens[place].text.casefold() not in _LINKS
    ):
        place += 1
    # Words that no noun ends are none of the difference's own.
    return place if place > first and tokens[place - 1].kind is Kind.NOUN else first


def _in_noun(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind in (Kind.WORD, Kind.NOUN)


def _compares(token: Token) -> bool:
    """True for `more than 42`, which is one token."""
    return token.text.split()[0].casefold() in _COMPARES


def _moves(token: Token) -> bool:
    return token.text.casefold() in moves() or regex(_MOVE).match(token.text) is not None


def _word(tokens: Sequence[Token], place: int) -> str:
    inside = 0 <= place < len(tokens) and tokens[place].kind is Kind.WORD
    return tokens[place].text.casefold() if inside else ""
