"""Whether a line is a sentence about figures or their document, and no name of what is counted."""

from functools import lru_cache

from foistats.naming.lexicon import says
from foistats.naming.spelling import plain, regex

_RELATIVE = r"\b(?:where|who|which|that|whose|whom)\b.*"


@lru_cache(maxsize=10_000)
def is_statement(line: str) -> bool:
    """True for a sentence, which says something of figures and is no name of them.

    >>> is_statement("A crime may have two victims"), is_statement("Crimes that were solved")
    (True, False)
    """
    lowered = plain(line).casefold()
    if lowered.endswith("?"):
        return False
    return says_note("verb", regex(_RELATIVE).sub("", lowered)) or is_aside(line)


@lru_cache(maxsize=10_000)
def is_aside(line: str) -> bool:
    """True for what is said of the document, of small numbers or of comparing, and of no count.

    >>> is_aside("Crown copyright"), is_aside("Figures exclude attempts")
    (True, False)
    """
    return says_note("aside", plain(line).casefold())


def says_note(means: str, lowered: str) -> bool:
    """True where a text in small letters has a wording of notes that means something."""
    return says("notes", means, lowered)
