"""What a release states of the figures that it withholds, with worlds that prove it.

Figures withheld for their own sake and for the sake of others are listed alike, and what is left
of each is what somebody can work out who knows the printed figures and nothing else. The gate asks
more (`deciding`): that nothing is uncovered for somebody who knows of each mark what it stands for.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from foistats.disclosure.attacker import Attacker, Impossible, rounded
from foistats.disclosure.attacking import MOST_PROVED, attack
from foistats.disclosure.publication import Key, Publication
from foistats.disclosure.puzzle import Builder, Point, Puzzle
from foistats.disclosure.stating import APART, CONTRADICTED, Case, Contradicted, add_before

FILE = "disclosure.json"
SCRIPT = "recheck_disclosure.py"
CHANGED = "differs_from_replies"
PROVED = (
    "The worlds show that no end of an interval can be ruled out, whatever a solver did. Where"
    " proved is true, exact fractions show as well that nothing outside the interval is possible;"
    " where it is false, only HiGHS says so, and more may be possible. Fractions are used where at"
    f" most {MOST_PROVED} counts hang together, and can't see what only whole numbers rule out."
)
_ANY = 10**9


def certificate_of(case: Case, printed: Publication, withheld: Sequence[Key]) -> dict[str, Any]:
    """The certificate of the tables that go out; `printed` are their figures."""
    for apart in APART:
        puzzle = _puzzle(case, printed, withheld, apart=apart)
        try:
            base = _some_world(puzzle)
        except Impossible:
            continue
        break
    else:
        raise Contradicted(CONTRADICTED)
    found = attack(puzzle, exactly=True)
    by_name = {name: number for number, name in enumerate(puzzle.counts)}
    worlds = [
        {name: value for name, value in zip(names, world, strict=True)
         if base[by_name[name]] != value}
        for names, world in found.worlds
    ]  # fmt: skip
    return {
        "threshold": case.policy.threshold,
        "printed": [
            {"figure": f.name, "counts": _named(puzzle, f.terms), "low": f.low, "high": f.high}
            for f in puzzle.figures
        ],
        "rows": [
            [where.table, where.row, where.low, where.high, figure.low, figure.high]
            for figure in printed.figures.values()
            for where in figure.places
        ],
        "proved": PROVED,
        "withheld": [
            {
                "figure": t.name,
                "counts": _named(puzzle, t.terms),
                "low": left.low,
                "high": left.high,
                "proved": left.proved,
            }
            for t, left in sorted(
                zip(puzzle.targets, found.left, strict=True), key=lambda pair: pair[0].name
            )
        ],
        "world": dict(zip(puzzle.counts, base, strict=True)),
        "other_worlds": worlds,
    }


def unproved(certificate: bytes) -> int:
    """Of how many withheld figures it isn't proved that nothing outside the interval is possible.

    Certificates that were made before this was stated give 0.
    """
    return sum(not load.get("proved", True) for load in json.loads(certificate)["withheld"])


def withholds(folder: Path) -> bool:
    """Whether a release withholds or rounds anything that replies give."""
    path = folder / FILE
    return path.is_file() and bool(json.loads(path.read_bytes()).get(CHANGED))


def _puzzle(case: Case, printed: Publication, withheld: Sequence[Key], *, apart: int) -> Puzzle:
    """What a reader has who knows nothing of marks."""
    build = Builder()
    for key, one in printed.figures.items():
        if (one.low, one.high) != (0, None):
            build.figure(one.name, dict.fromkeys(key, 1), one.low, one.high)
    add_before(build, case, apart=apart)
    for whole, parts in printed.sums:
        build.figure("what adds up", _difference(whole, parts), 0, 0)
    for key in withheld:
        build.target(printed.figures[key].name, dict.fromkeys(key, 1), 0, _ANY)
    return build.puzzle()


def _difference(whole: Key, parts: Key) -> dict[str, int]:
    return {**dict.fromkeys(whole, 1), **dict.fromkeys(parts, -1)}


def _named(puzzle: Puzzle, terms: Any) -> dict[str, int]:
    return {puzzle.counts[number]: weight for number, weight in terms.items()}


def _some_world(puzzle: Puzzle) -> Point:
    """One world of all counts together."""
    whole = Attacker(replace(puzzle, targets=()), whole=True)
    world = rounded(whole.greatest({}).at)
    assert puzzle.is_world(world)
    return world
