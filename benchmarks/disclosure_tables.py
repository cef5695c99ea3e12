"""Made-up tables for `benchmarks.disclosure`: forces by categories by years, with every margin."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from foistats.disclosure.puzzle import Builder, Puzzle

THRESHOLD = 5
TOTAL = "total"


def cube(shape: Sequence[int], *, seed: int) -> np.ndarray:
    """Counts as the replies of forces are: few large forces, small categories, slow changes."""
    draw = np.random.default_rng(seed)
    force = draw.lognormal(0.0, 0.9, shape[0])
    category = draw.dirichlet(np.full(shape[1], 1.2)) * shape[1]
    year = 1 + 0.1 * np.arange(shape[2])
    return draw.poisson(6.0 * force[:, None, None] * category[None, :, None] * year[None, None, :])


def with_margins(counts: np.ndarray) -> dict[tuple[str, ...], tuple[tuple[str, ...], int]]:
    """Every cell and margin by its coordinates: the cells that it adds up, and its value."""
    found = {}
    axes = [[*map(str, range(size)), TOTAL] for size in counts.shape]
    for at in product(*axes):
        parts = product(*([one] if one != TOTAL else axes[n][:-1] for n, one in enumerate(at)))
        where = tuple(slice(None) if one == TOTAL else int(one) for one in at)
        found[at] = (tuple("/".join(part) for part in parts), int(counts[where].sum()))
    return found


def puzzle_of(counts: np.ndarray, *, threshold: int = THRESHOLD) -> tuple[Puzzle, frozenset[int]]:
    """The table as a puzzle, and its primary suppressions: the figures from 1 to below a threshold.

    An attacker is taken to know of each that it is in that range.
    """
    build, primary = Builder(), set()
    for at, (cells, value) in with_margins(counts).items():
        terms = dict.fromkeys(cells, 1)
        name = " ".join(at)
        number = build.figure(name, terms, value, value, loss=1)
        if 0 < value < threshold:
            primary.add(number)
            build.target(name, terms, 1, threshold - 1)
            if len(cells) == 1:
                build.count(cells[0], 1, threshold - 1)
            else:
                build.figure(f"{name} is small", terms, 1, threshold - 1)
    return build.puzzle(), frozenset(primary)
