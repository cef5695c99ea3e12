"""Text that nobody sees and that says nothing new: a copy of a line that the document shows.

Forces keep white or switched-off copies of a telephone or web line in their templates. Such text is
told, and no reason to seal a reply.
"""

import re

# Fewer letters, or fewer digits, may be a count: `45` in white says something where it stands.
_FEWEST_LETTERS = 3
_FEWEST_DIGITS = 7


def repeats_a_line(said: str, shown: str) -> bool:
    """True for words that stand in the same order, and whole, on one of the lines `shown`."""
    said = " ".join(said.split())
    letters = sum(letter.isalpha() for letter in said)
    digits = sum(letter.isdigit() for letter in said)
    if letters < _FEWEST_LETTERS and digits < _FEWEST_DIGITS:
        return False
    whole = re.compile(rf"(?<![^\W_])(?<!\d[.,]){re.escape(said)}(?![^\W_]|[.,]\d)")
    return said in shown and whole.search(shown) is not None
