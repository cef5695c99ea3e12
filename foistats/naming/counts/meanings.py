"""What a person may declare that a mark stands for: zero, an interval or an absence."""

from foistats.errors import UnreadableCount
from foistats.model.values import Count
from foistats.naming.counts.numbers import read_count
from schemas.vocabulary import Status


def meaning_of(mark: str, written: str) -> Count:
    """The count that a mark is declared to stand for; raises UnreadableCount, with what to do.

    >>> meaning_of("*", "fewer than 5").high, meaning_of("", "0").status.value
    (4, 'zero_by_mark')
    >>> meaning_of("*", "7")
    Traceback (most recent call last):
    foistats.errors.UnreadableCount: no mark stands for one number; write an interval such as \
'fewer than 5', '0' or 'not available'
    """
    if mark.strip().isdecimal():
        raise UnreadableCount(f"{mark!r} is a number, not a mark; correct the cell instead")
    count = read_count(written)
    if count.exact and count.low == 0:
        return Count(0, 0, Status.ZERO_BY_MARK)
    if count.exact:
        raise UnreadableCount(
            "no mark stands for one number; write an interval such as 'fewer than 5', '0' or"
            " 'not available'"
        )
    return count
