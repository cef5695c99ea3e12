"""The arithmetic of the keys, from the made-up tables and nothing of the package.

A key says of a true or false number how it was worked out, as `check`: an expression over the
tables, such as `r(pc(norfolk[22], norfolk[23]), 43)`. Counts that nobody gave are drawn many times:
a number that holds is true in every draw, one that fails in none, one that depends in some.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

from tests.claims.worlds.tables import World

_DRAWS = 400
_UNKNOWN = 300  # no force that gave nothing is thought to have more in a year
_REGIONS = {
    "north_east": ("northumbria", "durham", "cleveland"),
    "north_west": ("cumbria", "lancashire", "merseyside", "greater-manchester", "cheshire"),
    "yh": ("north-yorkshire", "west-yorkshire", "south-yorkshire", "humberside"),
    "east_midlands": (
        "derbyshire",
        "nottinghamshire",
        "lincolnshire",
        "leicestershire",
        "northamptonshire",
    ),
    "wm": ("west-midlands", "staffordshire", "west-mercia", "warwickshire"),
    "east": ("cambridgeshire", "norfolk", "suffolk", "bedfordshire", "hertfordshire", "essex"),
    "london": ("metropolitan", "city-of-london"),
    "south_east": ("thames-valley", "hampshire", "surrey", "kent", "sussex"),
    "south_west": (
        "devon-and-cornwall",
        "avon-and-somerset",
        "gloucestershire",
        "wiltshire",
        "dorset",
    ),
    "wales": ("north-wales", "gwent", "south-wales", "dyfed-powys"),
}


class Grey(Exception):
    """A number between surely true and surely false: a draft should not turn on it."""


class Series:
    """One count a year, of a force or a sum of several; a year is its end's last two digits."""

    def __init__(self, counts: Mapping[int, int], forces: "Sequence[Series]" = ()) -> None:
        """Keep the counts; `forces` are the parts of a sum."""
        self.counts = dict(counts)
        self.forces = tuple(forces) or (self,)

    def __getitem__(self, year: int) -> Fraction:
        """The count of the year that ends so."""
        return Fraction(self.counts[year])

    def __add__(self, other: "Series") -> "Series":
        """The sum, year by year."""
        return Series(
            {year: count + other.counts[year] for year, count in self.counts.items()},
            (*self.forces, *other.forces),
        )

    @property
    def total(self) -> Fraction:
        """All years together."""
        return Fraction(sum(self.counts.values()))


class _Category:
    """The series of one category as attributes: forces, regions, `given` and `everyone`."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


def truths(world: World, check: str) -> Iterator[bool]:
    """Whether a check is true, in each of many drawings of what isn't known."""
    code = _compiled(check)
    known = not re.search(r"<5", str(world.rows)) and not world.outcomes and not world.totals_only
    for seed in range(1 if known else _DRAWS):
        yield bool(eval(code, _names(world.request_id, seed)))


@cache
def _compiled(check: str) -> Any:
    return compile(check, check, "eval")


@cache
def _names(request_id: str, seed: int) -> dict[str, Any]:
    from tests.claims.worlds.tables import WORLDS

    world = WORLDS[request_id]
    draw = random.Random(seed)
    given = {force for rows in world.rows.values() for force in rows}
    given |= set(world.totals_only)
    names: dict[str, Any] = {**_FUNCTIONS, "__builtins__": {}}
    names["asked"] = len(given | set(world.outcomes))
    names["answered"] = len(given)
    categories = {
        category: _series(world, category, draw, seed)
        for category in (world.categories or {"all": ""})
    }
    for category, series in categories.items():
        if category == "all":
            names |= series
        else:
            names[category.partition("-")[0]] = _Category(series)
    return names


def names_without_gaps(request_id: str) -> dict[str, Any]:
    """The names of a check, with nought for whatever nobody gave."""
    return {**_names(request_id, 0), "round": round}


def _series(world: World, category: str, draw: random.Random, seed: int) -> dict[str, Any]:
    # The first drawing is the one in which nothing is missing: whatever is unknown is nought.
    ends = [int(year[-2:]) for year in world.years]
    rows = world.rows[category]
    forces: dict[str, Series] = {}
    for force in sorted({*rows, *world.totals_only, *world.outcomes}):
        total = world.totals_only.get(force, {}).get(category)
        if total is not None:
            cuts = sorted(draw.randint(0, total) if seed else total for _ in ends[1:])
            parts = [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
            forces[force] = Series(dict(zip(ends, parts, strict=True)))
            continue
        cells = rows.get(force, (None,) * len(ends))
        forces[force] = Series(
            {
                end: cell
                if isinstance(cell, int)
                else draw.randint(0, 4 if cell else _UNKNOWN) * bool(seed)
                for end, cell in zip(ends, cells, strict=True)
            }
        )
    values: dict[str, Any] = {name.replace("-", "_"): one for name, one in forces.items()}
    for region, members in _REGIONS.items():
        # A region is all its forces; of those that nobody asked nothing is known either.
        if any(member in forces for member in members):
            unasked = Series(dict.fromkeys(ends, 0))
            values[region] = _sum([forces.get(member, unasked) for member in members])
    values["forces"] = [forces[force] for force in sorted(rows)]
    values["given"] = _sum(values["forces"])
    values["everyone"] = _sum(list(forces.values()))
    return values


def _sum(series: Sequence[Series]) -> Series:
    total = series[0]
    for one in series[1:]:
        total = total + one
    return total


def _percent(before: Fraction, after: Fraction) -> Fraction:
    return 100 * (after - before) / before


def _rounds(value: Fraction, written: float, digits: int = 0) -> bool:
    """Whether a value is written so, rounded or cut off at the last digit."""
    scale = 10**digits
    target = round(written * scale)
    scaled = abs(value) * scale
    if abs(target) not in {int(scaled), int(scaled + Fraction(1, 2))}:
        return False
    return bool(value * target >= 0)


def _band(value: Fraction, *, sure: tuple[float, float], never: tuple[float, float]) -> bool:
    if sure[0] <= value <= sure[1]:
        return True
    if never[0] <= value <= never[1]:
        raise Grey(float(value))
    return False


def _about(value: Fraction, written: float) -> bool:
    return _band(value, sure=(0.97 * written, 1.03 * written), never=(0.9 * written, 1.1 * written))


def _fraction(value: Fraction, written: float) -> bool:
    low, high = sorted((0.96 * written, 1.04 * written))
    far = sorted((0.88 * written, 1.12 * written))
    return _band(value, sure=(low, high), never=(far[0], far[1]))


def _run(series: Series) -> int:
    return _last(series, 1)


def _fall(series: Series) -> int:
    return _last(series, -1)


def _last(series: Series, sign: int) -> int:
    counts = [series.counts[year] for year in sorted(series.counts)]
    steps = [b - a for a, b in pairwise(counts)]
    length = 0
    for step in reversed(steps):
        if step * sign <= 0:
            break
        length += 1
    return length


def _peak(series: Series) -> int:
    best = [year for year, count in series.counts.items() if count == max(series.counts.values())]
    return best[0] if len(best) == 1 else -1


def _low(series: Series) -> int:
    best = [year for year, count in series.counts.items() if count == min(series.counts.values())]
    return best[0] if len(best) == 1 else -1


_FUNCTIONS: dict[str, Any] = {
    "r": _rounds,
    "pc": _percent,
    "about": _about,
    "frac": _fraction,
    "near": lambda value, written: 0.92 * written <= value < written,
    "over": lambda value, written: written < value <= 1.5 * written,
    "under": lambda value, written: 0.8 * written <= value < written,
    "run": _run,
    "fall": _fall,
    "peak": _peak,
    "low": _low,
    "rank": lambda values, value: 1 + sum(one > value for one in values),
    "len": len,
    "max": max,
    "min": min,
    "sum": sum,
    "abs": abs,
    "all": all,
    "any": any,
    "zip": zip,
    "F": Fraction,
}
