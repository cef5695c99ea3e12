"""What the words of a sentence say of its numbers: whose they are, and how sure.

A question, somebody else's figures and an estimate of costs give no count at all; a hedge, another
force's name or "a further" leave it to a person.
"""

from collections.abc import Sequence

from foistats.letters.names import Named
from foistats.letters.tokens import Kind, Token
from foistats.naming.spelling import regex
from foistats.naming.vocabulary import ADDS, NONE, STOCK, UNSURE
from foistats.records import Asked

_ASKING = (
    r"(?i)\?\W*$|^\W*(?:how (?:many|much)|what|which|when|please (?:can|could|would|provide|supply"
    r"|send|give|state"
    r"|specify|list|include|break)|can (?:you|i)|could (?:you|i)|would (?:you|it)|i (?:would"
    r"|am requesting|request"
    r"|wish|seek|want)|for each|of those how|if (?:so|yes|possible)"
    r"|the (?:total )?number of [^.:]{0,200}"
    r"(?:please|broken down|split by)|you (?:asked|requested|sought))\b"
    r"|\byou (?:have |had )?(?:recorded|reported|received|logged)\b"
)
_OTHERS = (
    r"(?i)\b(?:according to|nationally|national (?:figures?|statistics|average|total)|other forces"
    r"|all forces"
    r"|forces (?:in|across)|across (?:england|the uk|the country|the united kingdom|wales|britain)"
    r"|home office (?:figures|statistics|data)|ons\b|office for national statistics|reported (?:by"
    r"|in) the (?:bbc"
    r"|press|media|guardian|times)|in the media)\b"
)
# `45 offences/month`, `45 offences p.a.`
_RATE = r"(?i)/ ?(?:hour|day|week|month|quarter|year)\b|\bp\.?[aw]\.?(?=[\s,.;)]|$)"
# Some of each of these stands in whatever the pattern finds, and is looked for faster.
_FOOTNOTE = r"[*†‡§¶^¹²³⁴-⁹]|\[(?:note )?\w{1,2}\]|\((?:see )?note\b"
_LEGEND = (
    r"(?i)\b(?:suppress\w*|redact\w*|denot\w+|withheld|replaced (?:by|with)|shown as"
    r"|represented by|masked|disclosive)\b|^\W*(?:\*+|<\d)\W*(?:=|means|is|indicates)"
)
_COST_HINTS: tuple[str, ...] = (
    "cost",
    "£",
    "fee",
    "appropriate",
    "hour",
    "hrs",
    "min",
    "exceed",
    "manual",
    "interrogat",
)
_COST_HINTS += ("trawl", "individually", "each", "would", "read through", "readthrough")
_COST = (
    r"(?i)\bcosts?\b|£|\bfees?\b|appropriate (?:limit|level)|\bhours?\b|\bhrs\b|\bminutes?\b"
    r"|\bmins\b|\bexceed\w*"
    r"|manual(?:ly)?|interrogat\w*|\btrawl\w*|individually|\beach (?:record|report|crime|incident"
    r"|case|file|log|one)\b"
    r"|\bwould (?:need|have|require|involve|entail|take|mean|be required)\b|\bresearch each\b"
    r"|read through|readthrough"
)
# Without one of these a sentence may tell what was found: "a manual review found 39 offences".
_ESTIMATE = (
    r"(?i)\bwould\b|\bcosts?\b|£|\bfees?\b|\bappropriate\b|\bexceed\w*|\bestimat\w+"
    r"|\bminutes?\b|\bmins\b"
    r"|\b\d[\d.,]* ?(?:hours?|hrs)\b"
)
_WORK = (
    r"(?i)\d|\bwould\b|\bwill\b|manual|individual|\beach\b|interrogat|trawl|exceed"
    r"|\bread ?through\b"
)
# `unless the cost would exceed the limit` says what the act allows, of no answer in particular.
_LAW_OF_COSTS = (
    r"(?i)\b(?:unless|if|where|whether|when)\b.{0,80}\b(?:costs?|fees?|limit|exceeds?|hours)\b"
    r"|\b(?:a|any|the|each) public authorit(?:y|ies)\b|\bpublic authorities\b"
    r"|\b(?:the act|foia|regulations) (?:gives?|provides?|allows?|sets?|states?|says?|also)\b"
    r"|\bright (?:to|of)\b|\bentitle\w*|\bfree of charge\b|\bno (?:charge|fee|cost)s?\b"
)
_BENIGN_PHRASES = (
    r"(?i)(?:that |which |as )?(?:are |were |being )?(?:fall|falls|falling"
    r"|fell)(?: with)?in the scope of"
    r" (?:this part of )?(?:the|your|this) request"
    r"|(?:in|for|to) (?:this|the|that|each) (?:part|question) of (?:the|your) request"
    r"|this part of (?:the|your) request"
    r"|under the (?:terms of the )?(?:freedom of information|foi)(?: act)?(?: 2000)?"
    r"|(?:in (?:response|answer|relation|respect|regard)(?: to| of)?|for"
    r"|regarding) (?:your )?(?:question|request|part|point|q)s?"
    r" ?(?:no\.? ?|number )?\d{1,2}[a-z]?(?![\w/])"
    r"|[,(]? ?(?:which (?:is|represents|was) |representing |this (?:is"
    r"|represents) )?an? (?:\w+ )?(?:increase|decrease|rise"
    r"|fall|reduction|drop|change) of (?:[\d.]+ ?(?:%|per ?cent)|\d+)\)?"
    r"|[,(]? ?(?:up|down) (?:by )?[\d.]+ ?(?:%|per ?cent)\)?"
    r"|(?:for|in|during) (?:each|every) (?:of (?:the|these) )?(?:financial |calendar )?years?"
    r"|between each year|(?:in|for) both years"
    r"|by (?:financial |calendar )?year"
    r"|on (?:our|the) (?:force )?(?:crime )?(?:recording )?systems?|to (?:the )?police\b"
    r"|year on year"
    r"|\b(?:of|to|for|in|with) (?:your|the|this) request\b|\b(?:recorded|reported|received|logged"
    r"|identified|made) by\b"
    r"|\ban? (?:full |thorough )?search(?:es)? (?:of (?:our|the) (?:[\w-]+ ){0,6}(?:systems?"
    r"|database|records) )?(?:for the period )?"
    r"(?:(?:was|were|has been|have been) (?:conducted|completed|undertaken|carried out) )?(?:and "
    r"|which )?"
    r"(?:shows?|showed|shown|identified|identifies|found|reveals?|revealed|indicates?"
    r"|returned)(?: that)?"
)


def gives_none(text: str) -> bool:
    """True for a sentence whose numbers, if it has any, are no counts of the sender's."""
    return asks(text) or is_others(text) or (is_cost(text) and bool(regex(_ESTIMATE).search(text)))


def doubt_of(text: str) -> str:
    """Why an exact count of a period is not certain beside these words; empty where it may be.

    Any other number there is none: the five of "fewer than five are suppressed", the records that
    somebody would have to read.
    """
    if is_legend(text):
        return "it speaks of how small numbers are shown"
    return "it speaks of how the answer was found, or what it costs" if is_cost(text) else ""


def asks(text: str) -> bool:
    """True for a question or a request, whose numbers are nobody's answer."""
    return regex(_ASKING).search(text) is not None


def is_others(text: str) -> bool:
    """True where a sentence quotes figures that are not the sender's."""
    return regex(_OTHERS).search(text) is not None


def is_legend(text: str) -> bool:
    """True where a sentence says how small numbers are shown: it counts nothing itself."""
    return regex(_LEGEND).search(text) is not None


def is_cost(text: str) -> bool:
    """True for an estimate of what an answer would cost: it counts records to be read."""
    lowered = text.casefold()
    return any(hint in lowered for hint in _COST_HINTS) and regex(_COST).search(text) is not None


def estimates_cost(text: str) -> bool:
    """True where it is this answer that costs something, not what the law says of costs."""
    return (
        is_cost(text)
        and regex(_WORK).search(text) is not None
        and regex(_LAW_OF_COSTS).search(text) is None
    )


def without_benign(tokens: list[Token], text: str) -> list[Token]:
    """The tokens outside phrases that say nothing of any count."""
    spans = [found.span() for found in regex(_BENIGN_PHRASES).finditer(text)]
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
    adds = regex(rf"(?i)\b(?:{ADDS})\b").search(words)
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
    if regex(_RATE).search(words):
        return "it is a rate", False
    if regex(_FOOTNOTE).search(words):
        return "a mark beside it points to a note", False
    stock = regex(rf"(?i)\b(?:{STOCK})\b").search(words)
    if stock is not None:
        return f"{stock.group()!r}: it is no count of a whole period", False
    unsure = regex(rf"(?i)\b(?:{UNSURE})\b").search(words)
    if unsure is not None:
        return f"{unsure.group()!r} leaves it open", False
    return "", False
