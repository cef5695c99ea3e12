"""What the range of a sum gives away: the exact sum of the parts in it that no force hid.

A sum over a mark such as <5 is printed as a range, and the notes of a release say how it is made:
the least that its parts can be, and the most. Whoever knows the marks takes their least off the
least of the range, and is left with the other parts to the unit. Of 10 to 14 over a <5 and a count
that is withheld, the count is 10.
"""

from collections.abc import Mapping

from foistats.disclosure.publication import Key, Printed, Publication

Ends = tuple[int, int | None]


def marks_of(publication: Publication) -> dict[Key, Ends]:
    """What each mark of a force stands for; a mark that is printed as [c] says nothing."""
    return {
        key: (one.low, one.high)
        for key, one in publication.figures.items()
        if one.hidden and (one.low, one.high) != (0, None)
    }


def says(
    publication: Publication, key: Key, printed: Printed, marks: Mapping[Key, Ends]
) -> tuple[dict[str, int], int, int | None]:
    """What a printed figure says: the counts that it is about, and the interval of their sum.

    Of a range that is just as wide as the marks in it, these are the other counts, and one number.
    """
    whole = dict.fromkeys(key, 1), printed.low, printed.high
    if printed.hidden or printed.low == printed.high:
        return whole
    leaves = _leaves(publication, key)
    those = [mark for mark in marks if leaves.issuperset(mark)]
    within = {name for mark in those for name in mark}
    if not those or sum(len(mark) for mark in those) != len(within):
        return whole
    highs = [marks[mark][1] for mark in those]
    most = None if None in highs else sum(high or 0 for high in highs)
    least = sum(marks[mark][0] for mark in those)
    rest = printed.low - least
    wide = None if most is None else rest + most
    others = dict.fromkeys(sorted(leaves - within), 1)
    if not others or rest < 0 or printed.high != wide:
        return whole
    return others, rest, rest


def _leaves(publication: Publication, key: Key) -> frozenset[str]:
    """The counts of a figure, with those that are sums of others taken apart."""
    parts = {whole[0]: of for whole, of in publication.sums if len(whole) == 1}
    return frozenset(leaf for name in key for leaf in parts.get(name, (name,)))
