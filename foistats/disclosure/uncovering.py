"""The smallest set of printed figures that uncovers a protected count.

A set uncovers a count if and only if it has a figure in common with what each world breaks in which
the count is as it should be possible: so the smallest set is a smallest hitting set of those,
gathered one world after the other (implicit hitting sets; Reiter, 1987; Moreno-Centeno and Karp,
2013).
"""

from collections.abc import Collection
from dataclasses import replace

from foistats.disclosure.attacker import Attacker, Impossible, rounded
from foistats.disclosure.master import Master
from foistats.disclosure.puzzle import Figure, Puzzle, Target
from foistats.disclosure.separating import Cut

_MOST_WORLDS = 80
_SECONDS = 5.0


def smallest(
    puzzle: Puzzle, target: Target, given: Collection[int], withheld: Collection[int] = ()
) -> tuple[tuple[int, ...], bool]:
    """The figures by number, and whether no smaller set uncovers the target.

    `given` are figures that nobody printed: what is known of marks, and of what adds up. Raises
    Impossible where the target isn't uncovered at all, or no world meets what is printed.
    """
    candidates = [n for n in range(len(puzzle.figures)) if n not in given and n not in withheld]
    row = Figure(target.name, target.terms, None, None)
    asked = replace(puzzle, figures=(*puzzle.figures, row), targets=())
    attacker = Attacker(asked, {*candidates, *withheld}, whole=True)
    attacker.limit_time(_SECONDS)
    best: tuple[int, ...] = tuple(candidates)
    sure = False
    for low, high in ((target.high, None), (None, target.low)):
        attacker.hold(len(puzzle.figures), low, high)
        found, proven = _hitting(asked, attacker, candidates)
        if found is not None and (len(found) < len(best) or (len(found) == len(best) and proven)):
            best, sure = found, proven
    if len(best) == len(candidates) and not sure:
        raise Impossible
    return best, sure


def _hitting(
    puzzle: Puzzle, attacker: Attacker, candidates: Collection[int]
) -> tuple[tuple[int, ...] | None, bool]:
    """The smallest set with which the attacker finds no world; None where all of them don't do."""
    master = Master(dict.fromkeys(candidates, 1))
    printed: frozenset[int] = frozenset()
    for _ in range(_MOST_WORLDS):
        _, chosen = master.whole(seconds=_SECONDS)
        if chosen is None:
            return None, False
        for number in printed - chosen:
            attacker.withhold(number)
        for number in chosen - printed:
            attacker.print_again(number)
        printed = chosen
        try:
            reached = attacker.greatest({})
        except Impossible:
            for number in printed:
                attacker.withhold(number)
            return tuple(sorted(printed)), True
        if not reached.at:
            break
        broken = set(puzzle.broken(rounded(reached.at))) & set(candidates) - printed
        if not broken or not master.add([Cut(dict.fromkeys(broken, 1.0))]):
            break
    for number in printed:
        attacker.withhold(number)
    return None, False
