"""Times a first run, a run in which nothing changed, and one in which a single reply did.

    uv run python -m benchmarks.reruns [--replies 45 5000] [--repeats 5]

Beside them, in the same turns: `foistats --version`, which is what a start costs, and a bare loop
that reads and digests every file under raw/, which is the least that can be looked at.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.replies import generate
from benchmarks.run import check, totals_of_foistats, truth_of

FOISTATS = str(Path(sys.executable).with_name("foistats"))
DIGESTS = """
import hashlib, os, sys
for folder, _, files in os.walk(sys.argv[1]):
    for name in files:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.file_digest(file, "sha256")
"""


def seconds(command: list[str], accepted: tuple[int, ...] = (0, 1)) -> float:
    """How long a command takes; foistats ends with 1 where anything was refused."""
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in accepted:
        raise SystemExit(
            f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()}"
        )
    return taken


def change_one(root: Path, other: Path) -> None:
    """Put another reply in the place of one, as if the force had sent a corrected file."""
    request = sorted((root / "raw").iterdir())[0]
    new = sorted((other / "raw").glob("*/documents/*"))[0]
    shutil.copy(new, request / "documents" / new.name)
    receipts = (request / "receipts.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in receipts if not line.startswith(f"{new.name},")]
    (request / "receipts.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")


def measured(replies: int, repeats: int) -> dict[str, float]:
    """The median of each job over one workspace; stops if a total of the first run is wrong.

    `one changed` reads one file anew and builds the tables of the request it belongs to.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, replies, seed=replies)
        run = [FOISTATS, "run", "--root", folder]
        first = seconds(run)
        check("foistats", totals_of_foistats(root), truth_of(root))
        times: dict[str, list[float]] = {}
        for turn in range(repeats):
            jobs = {
                "--version": [FOISTATS, "--version"],
                "digests": [sys.executable, "-c", DIGESTS, str(root / "raw")],
                "unchanged": run,
            }
            for name, command in jobs.items():
                times.setdefault(name, []).append(seconds(command))
            with TemporaryDirectory() as another:
                generate(Path(another), 45, seed=1000 + turn)
                change_one(root, Path(another))
            times.setdefault("one changed", []).append(seconds(run))
    return {"first": first} | {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Print a line per number of replies, and the two ratios that the house aims at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, nargs="+", default=[45, 5000])
    parser.add_argument("--repeats", type=int, default=5)
    wanted = parser.parse_args()
    out = Console(soft_wrap=True)
    out.print("| replies | first run s | --version s | digests s | unchanged s | one changed s |")
    out.print("| --: | --: | --: | --: | --: | --: |")
    for replies in wanted.replies:
        of = measured(replies, wanted.repeats)
        names = ("first", "--version", "digests", "unchanged", "one changed")
        out.print(f"| {replies} | " + " | ".join(f"{of[name]:.2f}" for name in names) + " |")
        out.print(
            f"unchanged: {of['unchanged'] / (of['--version'] + of['digests']):.2f} of a start and"
            f" the digests; one changed: {of['one changed'] / of['unchanged']:.2f} of unchanged"
        )


if __name__ == "__main__":
    main()
