"""How a word of a phrase stands to what is counted, which the preposition before it says.

Prepositions are a closed class, unlike the words of the lexicon: each is here with its role.
"""

from collections.abc import Mapping

# How a word stands to what is counted. The head and its modifiers are one role.
PLAIN = ""
IN = "in"
WITH = "with"
OF = "of"
AGAINST = "against"
# Of a place or of somebody: "crimes on hospital grounds", "assaults on nurses".
ON = "on"
# After an act that is done to somebody: "attacks on dogs", which are no "dog attacks".
UPON = "upon"
FROM = "from"
BY = "by"
NOT = "not"
OUTSIDE = "outside"
OVER = "over"
UNDER = "under"
AT_LEAST = "at least"
AT_MOST = "at most"
BEFORE = "before"
AFTER = "after"
REPORTED_BY = "reported by"
REPORTED_TO = "reported to"
INCLUDING = "including"

ROLES: Mapping[str, str] = {
    **dict.fromkeys(("in", "at", "within", "inside"), IN),
    **dict.fromkeys(("with", "involving", "where", "who", "whose", "whom", "which"), WITH),
    **dict.fromkeys(("for", "as", "per", "through", "during"), PLAIN),
    "of": OF,
    "to": OF,
    "on": ON,
    **dict.fromkeys(("against", "upon", "toward", "towards"), AGAINST),
    "from": FROM,
    "by": BY,
    **dict.fromkeys(("not", "non", "without", "excluding", "excludes", "excl", "except"), NOT),
    **dict.fromkeys(("minus", "never", "nor", "neither"), NOT),
    **dict.fromkeys(("outside", "outwith", "off"), OUTSIDE),
    "before": BEFORE,
    "after": AFTER,
    **dict.fromkeys(("including", "includes", "include", "incl", "inc"), INCLUDING),
}
SIZES: Mapping[str, str] = {
    **dict.fromkeys(("over", "above", "exceeding"), OVER),
    **dict.fromkeys(("under", "below"), UNDER),
}
# The same thing is meant in both roles of a pair: "dog theft" is a "theft of dogs", "burglary in a
# dwelling" a "dwelling burglary". "Police assaults" may be on police or by them.
_SAME = (
    frozenset({PLAIN, OF}),
    frozenset({PLAIN, IN}),
    frozenset({PLAIN, WITH}),
    frozenset({OF, AGAINST}),
    frozenset({PLAIN, ON}),
    frozenset({IN, ON}),
    frozenset({OF, ON}),
    frozenset({AGAINST, ON}),
    frozenset({UPON, AGAINST}),
    frozenset({UPON, OF}),
    frozenset({UPON, ON}),
    frozenset({UPON, IN}),
)


def same(a: str, b: str) -> bool:
    """True for two roles in which a word can mean the same."""
    return a == b or any({a, b} <= pair for pair in _SAME)
