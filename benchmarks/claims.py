"""A draft of 2,000 words against 45 forces, 10 years and 10 categories: how long the check takes.

uv run python -m benchmarks.claims [SEED ...]

Every count in it is worked out here, too, in plain Python: one verdict that differs ends it.
"""

import random
import sys
import time
from datetime import date

from foistats.aggregation.totals import Figures, Interval
from foistats.claims.checking import check
from foistats.claims.reading.draft import read_draft
from foistats.claims.worlds import Worlds
from foistats.model.values import Period
from foistats.naming.forces import force_name, forces_in_set, region_members, region_name
from foistats.naming.periods import label_of
from foistats.records import Category, Request
from schemas.vocabulary import PeriodKind

YEARS = tuple(
    Period(date(year, 4, 1), date(year + 1, 3, 31), PeriodKind.FINANCIAL_YEAR)
    for year in range(2013, 2023)
)
CATEGORIES = (
    "Rape", "Robbery", "Burglary", "Stalking", "Arson", "Fraud", "Theft of vehicles",
    "Drug trafficking", "Hate crime", "Harassment",
)  # fmt: skip
REGIONS = ("south-west", "north-west", "east-midlands", "south-east", "wales")
SILENT = 5
WORDS = 2_000


def made_up(seed: int) -> Worlds:
    """Counts of 45 forces of which some gave nothing and some hid small numbers."""
    chance = random.Random(seed)
    forces = forces_in_set("uk")
    silent = set(chance.sample(forces, SILENT))
    figures: dict[tuple[str, Period], dict[tuple[str, ...], Interval]] = {}
    categories = tuple(Category(one.lower().replace(" ", "-"), one) for one in CATEGORIES)
    for category in categories:
        for year in YEARS:
            counts = {f: chance.randint(0, 900) for f in forces if f not in silent}
            figures[category.category_id, year] = {
                (force,): Interval(0, 4) if count < 30 else Interval(count, count)
                for force, count in counts.items()
            }
    request = Request(
        "made-up", "Crimes", "How many offences?", "offences", date(2023, 6, 1),
        PeriodKind.FINANCIAL_YEAR, YEARS[0], YEARS[-1], YEARS, tuple(forces),
        categories=categories,
    )  # fmt: skip
    coverage = {f: {"outcome": "no_response" if f in silent else "answered"} for f in forces}
    return Worlds(request, figures, coverage=coverage)


def draft_of(worlds: Worlds, seed: int) -> tuple[str, dict[int, str]]:
    """A draft, and the verdict on each count in it by where the count stands."""
    chance = random.Random(seed)
    text, expected = "", {}
    while len(text.split()) < WORDS:
        category = chance.choice(worlds.request.categories)
        first, last = sorted(chance.sample(YEARS, 2))
        force = chance.choice(worlds.request.asked_force_ids)
        region = chance.choice(REGIONS)
        name, members = force_name(force), (force,)
        if chance.random() < 0.4:
            name, members = f"The {region_name(region)}", region_members(region)
        text += f"{name} recorded "
        for number, year in enumerate((last, first)):
            low, high = _sum(worlds.figures, members, year, category.category_id)
            count = max(0, low + chance.choice((0, 0, 0, 7, -9, 100)))
            inside = count >= low and (high is None or count <= high)
            verdict = "holds" if low == high == count else "depends" if inside else "fails"
            text += "compared with " if number else ""
            expected[len(text)] = verdict
            text += f"{count:,} {category.name.lower()} offences in {label_of(year)}"
            text += ".\n\n" if number else ", "
    return text, expected


def _sum(
    figures: Figures, members: tuple[str, ...], year: Period, category: str
) -> tuple[int, int | None]:
    low, high, bounded = 0, 0, True
    for force in members:
        known = figures[category, year].get((force,))
        if known is None or known.high is None:
            bounded = False
        if known is not None:
            low += known.low
            high += known.high or 0
    return low, high if bounded else None


def main() -> None:
    """Check a draft for each seed, and print how long reading and checking it took."""
    for seed in [int(one) for one in sys.argv[1:]] or [1, 2, 3]:
        worlds = made_up(seed)
        text, expected = draft_of(worlds, seed)
        start, cpu = time.perf_counter(), time.process_time()
        reads = read_draft(text, worlds.request)
        read = time.perf_counter() - start
        answers = check(reads, worlds)
        took, worked = time.perf_counter() - start, time.process_time() - cpu
        found = {answer.mention.start: answer.verdict.value for answer in answers}
        # What the tables leave open may conflict with other numbers of the draft.
        wrong = [
            (text[at : at + 60], verdict, found.get(at))
            for at, verdict in expected.items()
            if found.get(at) != verdict and (verdict, found.get(at)) != ("depends", "conflicts")
        ]
        if wrong:
            sys.exit(f"seed {seed}: {len(wrong)} verdicts differ, such as {wrong[0]}")
        size = f"{len(text.split())} words, {len(answers)} numbers"
        times = f"{took:.1f} s, of which reading {read:.1f} s; CPU {worked:.1f} s"
        sys.stdout.write(f"seed {seed}: {size}: {times}\n")


if __name__ == "__main__":
    main()
