"""What a hidden text says that the shown one doesn't, and signs that nobody sees."""

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
# Flags of England, Scotland and Wales are a black flag followed by letters in tags.
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f")
# Soft hyphens and signs without width stand inside words.
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))
# Characters that show nothing and that str.strip leaves.
_WITHOUT_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SMUGGLED = re.compile(
    "[\U000e0001-\U000e007f]+|[\U000e0100-\U000e01ef]{2,}|[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{8,}"
)


def words_of(text: str) -> list[str]:
    """The words of a text, however they are set and in whatever case.

    >>> words_of("Ms O’Neil's ﬁle, 12 Acacia-Avenue")
    ['ms', 'o', 'neil', 's', 'file', '12', 'acacia', 'avenue']
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold())


def words_beyond(text: str, shown: Iterable[str]) -> list[str]:
    """Words of a text that are not among the shown ones.

    >>> words_beyond("Rape 12 (Dorset)", ["rape", "12"])
    ['dorset']
    """
    known = set(shown)
    return [word for word in words_of(text) if word not in known]


def says_more(text: str, shown: str) -> bool:
    """True where a text with any words stands nowhere in the shown one, `shown` as words in a row.

    >>> says_more("Total 12", "rape 5 total 12"), says_more("12 total", "rape 5 total 12")
    (False, True)
    """
    said = " ".join(words_of(text))
    return bool(said) and f" {said} " not in f" {shown} "


def is_blank(text: str) -> bool:
    """True for texts that show nothing.

    >>> is_blank(" \\u200b"), is_blank("0")
    (True, False)
    """
    return not text.strip().strip(_WITHOUT_WIDTH).strip()


def unseen_signs(text: str) -> int:
    """How many signs of a text carry something that no program shows.

    Tag characters and long runs of signs without width can spell a text. A single sign without
    width only says where a line may break.

    >>> unseen_signs("a\\u200bb"), unseen_signs("a" + "\\U000e0041\\U000e0042")
    (0, 2)
    """
    if text.isascii():
        return 0
    return sum(len(run) for run in _SMUGGLED.findall(_FLAG.sub("", text)))


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
