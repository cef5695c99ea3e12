"""What the words of a sentence say of its numbers: whose they are, and how sure.

A question, somebody else's figures and an estimate of costs give no count at all; a hedge, another
force's name or "a further" leave it to a person.
"""

from collections.abc import Sequence

from foistats.letters.names import Named
from foistats.letters.tokens import Kind, Token
from foistats.naming.lexicon import pattern_in_any_case
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import NONE
from foistats.records import Asked

_FOOTNOTE = r"[*†‡§¶^¹²³⁴-⁹]|\[(?:note )?\w{1,2}\]|\((?:see )?note\b"
_WORDS_BEFORE_NOUN = 3
# One of each of these stands in whatever the wordings of costs find, and is looked for faster.
_COST_HINTS = (
    "cost", "£", "fee", "appropriate", "hour", "hrs", "min", "exceed", "manual", "interrogat",
    "trawl", "individually", "each", "would", "read through", "readthrough",
)  # fmt: skip


def gives_none(text: str) -> bool:
    """True for a sentence whose numbers, if it has any, are no counts of the sender's."""
    if asks(text):
        return True
    if is_others(text):
        return not _says("own", text)
    if _says("may_ask", text) or (is_cost(text) and _says("estimate", text)):
        return not _says("counted", text)
    return False


def doubt_of(text: str) -> str:
    """Why an exact count of a period is not certain beside these words; empty where it may be.

    Any other number there is none: the five of "fewer than five are suppressed", the records that
    somebody would have to read.
    """
    if is_legend(text):
        return "it speaks of how small numbers are shown"
    return "it speaks of how the answer was found, or what it costs" if is_cost(text) else ""


def perhaps_not_theirs(text: str) -> str:
    """Why every count of a sentence may be somebody else's; empty where it is the sender's."""
    if is_others(text):
        return "it speaks of somebody else's figures too"
    return "it may be a question" if _says("may_ask", text) else ""


def _says(means: str, text: str) -> bool:
    return pattern_in_any_case("asides", means).search(text) is not None


def counts_in_full(text: str) -> bool:
    """True where a sentence says that something was recorded: `five offences were recorded`."""
    return _says("counted", text)


def leaves_out(text: str) -> bool:
    """True for a note that cuts figures down: `these figures exclude attempts`."""
    return _says("leaves_out", text)


def is_of_each(text: str) -> bool:
    """True where a number may be of each of several years, and of none of them alone."""
    return _says("of_each", text)


def asks(text: str) -> bool:
    """True for a question or a request, whose numbers are nobody's answer."""
    return _says("asks", text)


def is_others(text: str) -> bool:
    """True where a sentence quotes figures that are not the sender's."""
    return _says("others", text)


def is_legend(text: str) -> bool:
    """True where a sentence says how small numbers are shown: it counts nothing itself."""
    return _says("legend", text)


def is_cost(text: str) -> bool:
    """True for an estimate of what an answer would cost: it counts records to be read."""
    lowered = text.casefold()
    return any(hint in lowered for hint in _COST_HINTS) and _says("cost", text)


def estimates_cost(text: str) -> bool:
    """True where it is this answer that costs something, not what the law says of costs."""
    return is_cost(text) and _says("work", text) and not _says("law_of_costs", text)


def without_benign(tokens: list[Token], text: str) -> list[Token]:
    """The tokens outside phrases that say nothing of any count."""
    spans = [
        found.span()
        for found in pattern_in_any_case("asides", "says_nothing").finditer(text)
        if not (text[found.end() - 1].isdigit() and _counts_next(found.end(), tokens))
    ]
    if not spans:
        return tokens
    kept = []
    at = 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and spans[at][0] <= token.start and token.end <= spans[at][1]:
            continue
        kept.append(token)
    return kept


def _counts_next(at: int, tokens: Sequence[Token]) -> bool:
    """True where what is counted follows at once: `in answer to your question 39 offences ...`."""
    first = next((i for i, token in enumerate(tokens) if token.start >= at), len(tokens))
    for token in tokens[first : first + _WORDS_BEFORE_NOUN]:
        if token.kind is Kind.NOUN:
            return True
        if token.kind is not Kind.WORD:
            return False
    return False


def words_only(text: str, tokens: Sequence[Token]) -> str:
    """The text with its periods and numbers blanked, so that May the month isn't the verb."""
    pieces = []
    at = 0
    for token in tokens:
        # What stands between tokens are blanks, or phrases that were taken out.
        pieces.append(" " * (token.start - at))
        blank = token.kind in (Kind.PERIOD, Kind.NUMBER) or (
            token.kind is Kind.COUNT and token.text.casefold() not in NONE
        )
        pieces.append(" " * (token.end - token.start) if blank else text[token.start : token.end])
        at = token.end
    return "".join(pieces)


def situation(words: str, named: Named, asked: Asked) -> tuple[str, bool]:
    """What the words of a sentence leave open whatever its numbers are; whether they may add."""
    adds = pattern_in_any_case("doubts", "adds").search(words)
    if adds is not None:
        return f"{adds.group()!r}: it may be more than, or less than, what was asked", True
    if named.times > 1:
        return f"it speaks of {' and '.join(named.force_ids)}", False
    if named.other:
        return f"it speaks of {named.other}", False
    if named.force_ids and asked.force_ids and not set(named.force_ids) <= set(asked.force_ids):
        return f"it speaks of {' and '.join(named.force_ids)}", False
    if not named.force_ids and not asked.force_ids:
        return "nothing says which force it belongs to", False
    if _says("rate", words):
        return "it is a rate", False
    if regex(_FOOTNOTE).search(words):
        return "a mark beside it points to a note", False
    stock = pattern_in_any_case("doubts", "stock").search(words)
    if stock is not None:
        return f"{stock.group()!r}: it is no count of a whole period", False
    unsure = pattern_in_any_case("doubts", "unsure").search(words)
    if unsure is not None:
        return f"{unsure.group()!r} leaves it open", False
    return "", False
