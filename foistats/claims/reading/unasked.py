"""Numbers of which a sentence says nothing that a table of counts can bear out or refute.

How likely something is, what a question asks for, the half of an `it`: they are left out, or open,
before any production of the grammar looks for a count.
"""

from foistats.claims.mentions import Form
from foistats.claims.model import Read
from foistats.claims.reading.claiming import no_statistic, unresolved
from foistats.claims.reading.sentence import VALUES, Sentence

_LIKELIHOOD = frozenset(
    ["likely", "likelier", "likelihood", "risk", "risks", "chance", "chances", "odds", "probable"]
)
_PARTS = frozenset(["PC", "FR", "X", "MULT"])
_REACH = 6
_WORST = "worst"
_COUNTED = (
    "(?:W|YOY){0,1}(?:CAT|UNIT|TOTAL|HIGH|PER|FORCES|AREA|UPN|DOWNN|N|COMMA|FOREIGN)"
    "|(?:W){0,1}(?:IN|ON|OF)(?:DET|ALL|N|W|THEM)*(?:AREA|FORCES|PER|UNIT|CAT)|BE|COLON"
)


def read_unasked(s: Sentence, at: int) -> Read | None:
    """A number that no figure of the tables is; None where it may be one."""
    tag = s.tags[at]
    if tag in _PARTS and _is_of_likelihood(s, at):
        return unresolved(s, at, "how likely something is isn't a figure of the tables")
    if tag in {"PC", "FR"} and _says_it(s, at) and not s.has("AREA", "ACCOUNT", "UNIT", end=at):
        return unresolved(s, at, "the sentence doesn't say what `it` is, of which this is a part")
    if tag == "SUP" and s.tokens[at].lower == _WORST and not _ranks_counts(s, at):
        return no_statistic(s, at, "`worst` is said of nothing that is counted")
    return None


def _is_of_likelihood(s: Sentence, at: int) -> bool:
    """`three times more likely`, `a third of the risk`: the word stands before the next number."""
    for index in range(at + 1, min(at + _REACH, len(s))):
        if s.tags[index] in VALUES:
            return False
        if s.tokens[index].lower in _LIKELIHOOD:
            return True
    return False


def _says_it(s: Sentence, at: int) -> bool:
    """`half of it`: a part of what no sentence counts, unlike `half of them`."""
    return s.right(at, "(?:OF)?THEM") is not None and any(
        token.lower == "it" for token in s.tokens[at + 1 : at + 3]
    )


def _ranks_counts(s: Sentence, at: int) -> bool:
    """`the worst year`, `the worst in the region`, `among the worst`; no `worst fear` or `at worst`."""
    if s.has("UNIT", "CAT", "TOTAL", "LEVEL", end=at) and at + 1 >= len(s) - 1:
        return True
    number = s.tokens[at].number
    return s.right(at, _COUNTED) is not None and number is not None and number.form is Form.RANK
