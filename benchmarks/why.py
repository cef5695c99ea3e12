"""Times `foistats why` on one request of 5,000 replies: 45 forces, each reply replacing the last.

uv run python -m benchmarks.why [--replies 5000] [--repeats 3]
"""

import argparse
import csv
import random
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.run import measure
from foistats.naming.forces import forces_in_set

YEARS = range(14, 19)
COLUMNS = "response_id force received_on outcome section documents supersedes note"
REQUEST = """title = "Burglaries"
question = "How many burglary offences did you record in each of the years 2014/15 to 2018/19?"
unit = "offences"
sent_on = 2019-06-03
forces = {forces}
[periods]
kind = "financial_year"
first = "2014/15"
last = "2018/19"
"""


def generate(root: Path, replies: int) -> None:
    """Write the request and its replies; the same number gives the same bytes."""
    forces = sorted(forces_in_set("territorial-uk"))
    drawn = random.Random(1)
    folder = root / "raw" / "burglary"
    (folder / "documents").mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST.format(forces=forces), encoding="utf-8")
    rows = []
    for number in range(replies):
        force, turn = forces[number % len(forces)], number // len(forces)
        name = f"{force}-{turn}"
        counts = "".join(f"20{year}/{year + 1},{drawn.randint(5, 999)}\n" for year in YEARS)
        reply = folder / "documents" / f"{name}.csv"
        reply.write_text(f"Financial year,Burglary offences\n{counts}", encoding="utf-8")
        before = f"{force}-{turn - 1}" if turn else ""
        rows.append([name, force, "2019-07-01", "answered", "", reply.name, before, ""])
    with (folder / "responses.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS.split(), *rows])


def main() -> None:
    """Build the tables once, then ask for a figure and for a change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=3)
    wanted = parser.parse_args()
    console = Console()
    program = [sys.executable, "-c", "from foistats.cli import main; main()"]
    with TemporaryDirectory() as name:
        root = Path(name)
        generate(root, wanted.replies)
        measure([*program, "run", "--root", name], accepted=(0, 1))
        for said, words in (
            ("a figure", ["England", "2018/19"]),
            ("a change", ["England", "2018/19", "--change", "2017/18"]),
            ("a number", ["6,852"]),
        ):
            command = [*program, "why", *words, "--root", name]
            costs = [measure(command, accepted=(0, 2)) for _ in range(wanted.repeats)]
            wall = statistics.median(cost.wall for cost in costs)
            cpu = statistics.median(cost.cpu for cost in costs)
            console.print(f"{said}: {wall:.2f} s by the clock, {cpu:.2f} s of CPU")


if __name__ == "__main__":
    main()
