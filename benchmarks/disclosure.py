"""How long protection takes, and what it costs: `uv run python -m benchmarks.disclosure`.

The large table first, then two linked tables and three successive releases, each protected by
itself and together. Nothing here is timed by a test.
"""

import sys
from collections.abc import Iterable
from time import monotonic, process_time

from benchmarks.disclosure_tables import THRESHOLD, cube, puzzle_of, with_margins
from foistats.disclosure.attacking import attack
from foistats.disclosure.protecting import attainable, protect
from foistats.disclosure.puzzle import Builder, Puzzle

# The first seed with which 422 of the 1,584 figures are small.
SEED = 72
SHAPE = (43, 5, 5)
Sums = dict[str, tuple[tuple[str, ...], int]]


def small_sums(sums: Iterable[Sums]) -> tuple[Puzzle, frozenset[int]]:
    """Figures by name, from several tables; what is the same sum in two of them is one figure."""
    build, primary = Builder(), set()
    there: dict[tuple[str, ...], int] = {}
    for table in sums:
        for name, (counts, value) in table.items():
            key = tuple(sorted(counts))
            if key in there:
                continue
            terms = dict.fromkeys(key, 1)
            number = build.figure(name, terms, value, value, loss=1)
            there[key] = number
            if 0 < value < THRESHOLD:
                primary.add(number)
                build.figure(f"{name} is small", terms, 1, THRESHOLD - 1)
                build.target(name, terms, 1, THRESHOLD - 1)
    return build.puzzle(), frozenset(primary)


def separately_and_together(title: str, tables: list[Sums]) -> None:
    """Protect each table by itself, then all of them, and attack both."""
    whole, primary = small_sums(tables)
    whole, _ = attainable(whole)
    names = {figure.name: n for n, figure in enumerate(whole.figures)}
    by_sum = {tuple(sorted(f.terms)): n for n, f in enumerate(whole.figures) if f.loss}
    printed: dict[int, bool] = {}
    for table in tables:
        alone, own = small_sums([table])
        alone, _ = attainable(alone)
        found = protect(alone, own, gap=0.0)
        numbers = {name: n for n, name in enumerate(whole.counts)}
        for n, figure in enumerate(alone.figures):
            if figure.loss:
                key = tuple(sorted(numbers[alone.counts[count]] for count in figure.terms))
                # What one of the tables prints is printed.
                printed[by_sum[key]] = printed.get(by_sum[key], False) or n not in found.withheld
    withheld = {n for n in names.values() if printed.get(n) is False}
    left = attack(whole, withheld)
    exact = sum(left.left[n].low == left.left[n].high for n in left.at_risk)
    together = protect(whole, primary, gap=0.0)
    joint = attack(whole, together.withheld)
    sys.stdout.write(
        f"{title}: {len(primary)} primary; each by itself: {len(withheld - primary)} secondary,"
        f" {len(left.at_risk)} at risk, {exact} of them exactly; together: {together.loss}"
        f" secondary (least {together.least}), {len(joint.at_risk)} at risk\n"
    )


def large() -> None:
    """The table of the issue."""
    puzzle, primary = puzzle_of(cube(SHAPE, seed=SEED))
    wall, spent = monotonic(), process_time()
    reachable, most = attainable(puzzle)
    before = attack(reachable, primary)
    found = protect(reachable, primary, seconds=300, gap=0.02)
    after = attack(reachable, found.withheld)
    printed = sum(f.loss > 0 for f in puzzle.figures)
    sys.stdout.write(
        f"43 x 5 x 5: {printed} figures, {len(primary)} primary; at risk by these alone"
        f" {len(before.at_risk)}; marks alone say more of {len(most.at_risk)}; {found.loss}"
        f" secondary, at least {found.least} (gap {found.gap:.1%}), {len(after.at_risk)} at risk;"
        f" {monotonic() - wall:.0f} s, {process_time() - spent:.0f} s of one processor\n"
    )


def linked(seed: int) -> list[Sums]:
    """Two tables that split the same totals of forces in two ways, printed for one year."""
    counts = cube((12, 4, 3), seed=seed)
    sums = with_margins(counts)
    by_category = {" ".join(at): one for at, one in sums.items() if at[2] == "total"}
    by_age = {" ".join(at): one for at, one in sums.items() if at[1] == "total"}
    return [by_category, by_age]


def successive(seed: int) -> list[Sums]:
    """Three releases of one table, as ever more forces reply."""
    counts = cube((14, 4, 1), seed=seed)
    tables = []
    for forces in (10, 12, 14):
        sums = with_margins(counts[:forces])
        tables.append(
            {f"{' '.join(at)} of {forces}": one for at, one in sums.items() if at[2] == "total"}
        )
    return tables


def main(words: list[str]) -> None:
    """Everything, or with `--small` all but the large table, with `--large` that alone."""
    if "--large" in words:
        large()
        return
    for seed in (1, 2, 3):
        separately_and_together(f"two linked tables, seed {seed}", linked(seed))
        separately_and_together(f"three releases, seed {seed}", successive(seed))
    if "--small" not in words:
        large()


if __name__ == "__main__":
    main(sys.argv[1:])
