"""Check what a release says of the figures that it withholds: `python3 recheck_disclosure.py`.

It needs Python and nothing else, and solves nothing. Each world of the certificate is held against
every printed figure; what is said to be left of a withheld figure has to be reached by a world. The
certificate's figures are held against the tables beside it, row by row.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CERTIFICATE = "disclosure.json"
TABLES = ("totals", "changes", "observations")


def faults(folder: Path) -> Iterator[str]:
    """A sentence for each thing that isn't as the certificate says."""
    said = json.loads((folder / CERTIFICATE).read_text(encoding="utf-8"))
    yield from _faults_of_rows(folder, said)
    base = said["world"]
    worlds = [base, *({**base, **other} for other in said["other_worlds"])]
    for number, world in enumerate(worlds):
        for figure in said["printed"]:
            value = _value(figure["counts"], world)
            if not _within(value, figure["low"], figure["high"]):
                yield f"world {number} has {value} for {figure['figure']}, which is printed"
        if any(value < 0 for value in world.values()):
            yield f"world {number} has a count below zero"
    for figure in said["withheld"]:
        values = [_value(figure["counts"], world) for world in worlds]
        if min(values) > figure["low"]:
            yield f"no world shows that {figure['figure']} can be {figure['low']}"
        if figure["high"] is not None and max(values) < figure["high"]:
            yield f"no world shows that {figure['figure']} can be {figure['high']}"
        if min(values) == max(values):
            yield f"{figure['figure']} is withheld, and is {min(values)} in every world"


def _faults_of_rows(folder: Path, said: "dict[str, Any]") -> Iterator[str]:
    """Whether every count of the tables stands in the certificate as it is printed."""
    tables = {}
    for name in TABLES:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
            tables[name] = list(csv.DictReader(lines))
    seen = set()
    for table, number, low, high, least, most in said["rows"]:
        row = tables[table][number]
        seen.add((table, number, low))
        if row[low] != str(least) or row[high] != ("" if most is None else str(most)):
            yield f"{table}.csv, row {number + 1}: {low} and {high} differ from the certificate"
    for table, lows in (
        ("totals", ["count_low"]),
        ("changes", ["from_low", "to_low"]),
        ("observations", ["count_low"]),
    ):
        for number, row in enumerate(tables[table]):
            for low in lows:
                if row[low] != "" and (table, number, low) not in seen:
                    yield f"{table}.csv, row {number + 1}: {low} is not in the certificate"


def _value(counts: "dict[str, int]", world: "dict[str, int]") -> int:
    return sum(weight * world[name] for name, weight in counts.items())


def _within(value: int, low: "int | None", high: "int | None") -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def main(words: "list[str]") -> int:
    """Print each fault, or that there is none."""
    folder = Path(words[0]) if words else Path(__file__).resolve().parent
    found = list(faults(folder))
    for line in found:
        sys.stdout.write(f"{line}\n")
    if not found:
        sys.stdout.write("What is said to be left of each withheld figure is left of it.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
