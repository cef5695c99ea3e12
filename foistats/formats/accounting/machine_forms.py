"""Values that a program wrote for itself, by their form: numbers, codes, words of a standard."""

import re
from functools import cache, lru_cache
from importlib.resources import files

# Shorter words say nothing by themselves: units, languages, kinds of cells.
_SHORTEST = 3
_CELL = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_FORMS = re.compile(
    "|".join(
        (
            r"[\W\d_]*",
            # Colours, keys of protection, identifiers of whatever was saved last.
            r"(?:0x|#|x)?[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?",
            r"(?=[^\d]*\d)[0-9A-Fa-f]{3,64}",
            r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?",
            rf"{_CELL}(?::{_CELL})?(?:[ ,]{_CELL}(?::{_CELL})?)*",
            r"[-+]?[\d.]+(?:[eE][-+]?\d+)?\s?(?:pt|px|cm|mm|in|em|pc|pi|deg|fd|f|%|°)?"
            r"(?:[ ,][-+]?[\d.]+(?:pt|px|cm|mm|in|em|%)?)*",
            r"[A-Za-z]{1,4}_?\d{1,6}(?:_\d{1,6})?",
            r"_x0000_[a-z]+\d+",
            r"\d{4}-\d\d-\d\d(?:T[\d:.]+)?(?:Z|[-+]\d\d:\d\d)?",
            r"P(?:\d+[YMD])*T?(?:[\d.]+[HMS])+",
            r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8}){0,2}",
            r"(?:application|audio|image|model|text|video)/[\w.+-]+",
            # Keys and digests: no word has a figure and so many letters in one piece.
            r"(?=[^\d+/=]*[\d+/=])[\w+/=-]{24,}",
        )
    )
)
_PARTS = re.compile(r"[\s,;|]+")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def standard_words() -> frozenset[str]:
    """The words that the standards of office files list as values, such as `center` or `solid`."""
    text = (files("schemas.codelists") / "xml_words.csv").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines()[1:] if line)


@lru_cache(maxsize=16_384)
def is_machine_written(value: str) -> bool:
    """True for a value that tells nothing to a person, whatever place it stands in.

    >>> is_machine_written("00A1B2C3"), is_machine_written("$A$1:$C$9"), is_machine_written("12pt")
    (True, True, True)
    >>> is_machine_written("Quillfeather"), is_machine_written("two left")
    (False, False)
    """
    value = value.strip()
    if all(len(word) < _SHORTEST for word in _WORD.findall(value)):
        return True
    if _FORMS.fullmatch(value):
        return True
    return all(part in standard_words() for part in _PARTS.split(value))
