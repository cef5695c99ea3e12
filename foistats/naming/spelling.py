"""Spellings that mean the same: blanks, dashes, quotes, footnote marks, `and` and `&`."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

# Excel, Word and PDFs use a dozen characters where a person sees one dash, quote or blank.
_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("‘’‛`´", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
            "\u200a\u202f\u205f\u3000\t\r\n\v\f",
            " ",
        ),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
    }
)
_BLANKS = re.compile(r" {2,}")
_SYMBOL = "[*†‡§¶¹²³⁰⁴-⁹]+"
_SYMBOLS = re.compile(rf"{_SYMBOL}(?: ?, ?{_SYMBOL})*")
_BRACKETED = re.compile(
    r"[\[(] ?(?:(?:foot)?notes? ?[\da-z]{1,2}|see (?:foot)?notes?(?: ?\d{1,2})?|\d{1,2}"
    r"(?: ?, ?\d{1,2})*"
    r") ?[\])]",
    re.IGNORECASE,
)
# Which version of a figure is meant: no mark where it stands beside another version.
_VERSION = re.compile(r"[\[(] ?(?:[pr]|prov(?:isional)?|revised) ?[\])]", re.IGNORECASE)


@cache
def regex(written: str) -> re.Pattern[str]:
    """A pattern compiled at its first use: compiling all of them at import took 30 ms."""
    return re.compile(written)


def plain(text: str) -> str:
    """Text with one sort of dash, quote and blank, no blanks around it, nothing invisible.

    >>> plain(" Dyfed\\u2013Powys\\u00a0 Police ")
    'Dyfed-Powys Police'
    """
    written = text.translate(_SAME)
    return (_BLANKS.sub(" ", written) if "  " in written else written).strip()


def without_footnotes(text: str) -> str:
    """Text (already `plain`) without the footnote marks at its end; never without its digits.

    A digit that is glued on (`2019/203`) can't be told from the text and stays.

    >>> [without_footnotes(text) for text in ("2019/20 [note 3]", "Essex(5)", "Kent*†", "Kent ¹,³")]
    ['2019/20', 'Essex', 'Kent', 'Kent']
    """
    return _without_last(text, (_SYMBOLS, _BRACKETED, _VERSION))


def _without_last(text: str, marks: Sequence[re.Pattern[str]]) -> str:
    while True:
        for mark in marks:
            if (found := _last(mark, text)) is not None:
                text = text[: found.start()].rstrip()
                break
        else:
            return text


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that ends the text and leaves something before it."""
    for found in pattern.finditer(text):
        if found.end() == len(text) and found.start() > 0:
            return found
    return None


_AND = re.compile(r"\s*(?:&|\+)\s*|\band\b")
_NOT_WORD = re.compile(r"[^\w%<>=]+|_+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A heading's letters and digits only, in one case: two headings are the same if these are.

    Keeps `%`, `<`, `>` and `=`, which change what a heading says. Plurals and word order stay.

    >>> fold("Burglary  &  Robbery "), fold("burglary AND robbery:"), fold("Under-18s")
    ('burglary and robbery', 'burglary and robbery', 'under 18s')
    >>> fold("Burglary [note 2]"), fold("Burglary (revised)")
    ('burglary', 'burglary revised')
    """
    bare = _without_last(plain(text), (_SYMBOLS, _BRACKETED))
    folded = _AND.sub(" and ", plain(bare).casefold())
    # Apostrophes come and go ("children's", "childrens"); other marks part words.
    return _NOT_WORD.sub(" ", folded.replace("'", "")).strip()
