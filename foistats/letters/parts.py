"""Parts of a count that brackets behind it tell: `12 offences (of which 3 were at night)`."""

from foistats.naming.spelling import regex

_PART = r"(?i) ?\((?:of which|of whom|of these|including) \d[\d,]* [^()]{1,80}\)"


def parts_in(text: str) -> list[str]:
    """What each such bracket of a sentence says.

    >>> parts_in("12 offences (of which 3 were at night)")
    ['of which 3 were at night']
    """
    return [found.group().strip(" ()") for found in regex(_PART).finditer(text)]


def without_parts(text: str) -> str:
    """A sentence without them."""
    return regex(_PART).sub("", text) if "(" in text else text
