"""Times the whole job against peers and limits, in one run, taking turns over the same files.

uv run --with kedro python -m benchmarks.run [--replies 45 500 5000] [--repeats 3]
uv run python -m benchmarks.run --check     (a small set against benchmarks/baseline.toml)
uv run python -m benchmarks.run --record    (writes that file)

Without Kedro its pipeline is left out.
"""

import argparse
import csv
import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from benchmarks.replies import generate

BASELINE = Path(__file__).with_name("baseline.toml")
_ABOUT_BASELINE = [
    "# What `foistats run` costs over 45 replies, in multiples of a script in the same run.",
    "# Recorded by `python -m benchmarks.run --record`; held by `--check`, which allows 25 % more.",
]
_SMALL = 45
# Ratios of one run wander by a tenth on a busy machine.
_GROWN = 1.25
BECOME_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h
Totals = dict[tuple[str, str, str], tuple[int, int | None]]


class Cost(NamedTuple):
    """What one run took: seconds on the clock, seconds of CPU, megabytes at the peak."""

    wall: float
    cpu: float
    peak: float


def measure(command: list[str], accepted: tuple[int, ...] = (0,)) -> Cost:
    """Run a command and take its cost with all processes that it started.

    Workers of a fork server outlive the command for a moment and are then adopted by this
    process, so their CPU time is counted too. The peak is the largest sum over all processes
    seen at once (proportional share of memory, fifty times a second).
    """
    before = os.times()
    started = time.perf_counter()
    # As for a person, whose second run finds every module compiled.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=kept)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    _, error = process.communicate()
    wall = time.perf_counter() - started
    watcher.join()
    _adopt_orphans()
    after = os.times()
    if process.returncode not in accepted:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{error.decode()}")
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Cost(wall, cpu, peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_megabytes, _family(process.pid))))
        time.sleep(0.02)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        found = [int(child) for child in children.read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(member for child in found for member in _family(child))]


def _megabytes(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    shares = [line for line in rollup.splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in shares) / 1024


def _adopt_orphans() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def truth_of(root: Path) -> Totals:
    """What the replies hold: one interval per request, force and year."""
    with (root / "truth.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["request_id"], row["force_id"], row["period_start"]): (
                int(row["count_low"]),
                int(row["count_high"]),
            )
            for row in csv.DictReader(lines)
        }


def asked_about(root: Path) -> set[tuple[str, str, str]]:
    """The totals of replies in which a line comes to others by chance: they may be asked about."""
    with (root / "truth.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["request_id"], row["force_id"], row["period_start"])
            for row in csv.DictReader(lines)
            if row["sum_by_chance"] == "1"
        }


def totals_of_foistats(root: Path) -> Totals:
    """The forces' totals that foistats wrote."""
    from pyarrow.parquet import read_table

    return {
        (row["request_id"], row["area_id"], str(row["period_start"])[:10]): (
            row["count_low"],
            row["count_high"],
        )
        for path in sorted(root.glob("processed/*/current/totals.parquet"))
        for row in read_table(path).to_pylist()
        if row["area_kind"] == "force" and row["count_low"] is not None
    }


def totals_of_plain_script(path: Path) -> Totals:
    """The sums that the plain script wrote."""
    from pyarrow.parquet import read_table

    return {
        (row["request_id"], row["force_id"], row["period_start"]): (row["total"], row["total"])
        for row in read_table(path).to_pylist()
    }


class Outcome(NamedTuple):
    """The median cost of a job, and how many of all totals it got right; None for a limit."""

    cost: Cost
    right: int | None
    totals: int


def jobs_over(root: Path) -> dict[str, list[str]]:
    """The command of each job: foistats, its peers, then the limits."""
    here = [sys.executable, "-m"]
    folder = str(root)
    jobs = {
        "foistats run": [
            str(Path(sys.executable).with_name("foistats")), "run", "--root", folder,
        ],
        "pandas + openpyxl": [*here, "benchmarks.plain_script", folder, _sums(root, "openpyxl")],
        "pandas + calamine": [
            *here, "benchmarks.plain_script", folder, _sums(root, "calamine"), "calamine",
        ],
    }  # fmt: skip
    if find_spec("kedro"):
        jobs["Kedro + calamine"] = [
            *here, "benchmarks.kedro_pipeline", folder, _sums(root, "kedro"),
        ]  # fmt: skip
    return jobs | {
        "bare calamine": [*here, "benchmarks.bare_calamine", folder],
        "copy of the files": [*here, "benchmarks.limits", "copy", folder],
        "pyarrow's fastest write": [*here, "benchmarks.limits", "write", folder],
    }


def _sums(root: Path, name: str) -> str:
    return str(root / f"{name}.parquet")


def compare(replies: int, repeats: int, out: Console) -> dict[str, Outcome]:
    """What each job costs over the same replies; stops if any total of foistats is wrong."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        started = time.perf_counter()
        generate(root, replies, seed=replies)
        out.print(f"{replies} replies written in {time.perf_counter() - started:.1f} s")
        truth = truth_of(root)
        jobs = jobs_over(root)
        costs: dict[str, list[Cost]] = {name: [] for name in jobs}
        right: dict[str, int | None] = dict.fromkeys(jobs)
        for _ in range(repeats):
            _forget_earlier_run(root)
            for name, command in jobs.items():
                # foistats ends with 1 where anything was refused; its totals are compared below.
                costs[name].append(measure(command, (0, 1) if name == "foistats run" else (0,)))
                if name == "foistats run":
                    found = totals_of_foistats(root)
                    check("foistats", found, truth, asked=asked_about(root))
                else:
                    written = [Path(one) for one in command if one.endswith(".parquet")]
                    if not written:
                        continue
                    found = totals_of_plain_script(written[0])
                right[name] = sum(found.get(key) == value for key, value in truth.items())
    return {
        name: Outcome(
            Cost(*(statistics.median(values) for values in zip(*runs, strict=True))),
            right[name],
            len(truth),
        )
        for name, runs in costs.items()
    }


def check(
    name: str, found: Totals, truth: Totals, *, asked: Collection[tuple[str, str, str]] = ()
) -> None:
    """Stop at a total that is wrong, or missing where nothing was to ask, or of nothing."""
    wrong = [key for key in truth if found.get(key) != truth[key]]
    wrong = [key for key in wrong if key in found or key not in asked]
    if wrong or found.keys() - truth.keys():
        first = [f"{key}: {found.get(key)}, not {truth[key]}" for key in wrong[:5]]
        raise SystemExit(f"{name}: {len(wrong)} of {len(truth)} totals wrong, " + "; ".join(first))


def _forget_earlier_run(root: Path) -> None:
    shutil.rmtree(root / "processed", ignore_errors=True)
    shutil.rmtree(root / ".foistats", ignore_errors=True)
    for receipts in root.glob("raw/*/receipts.csv"):
        receipts.unlink()


def table_of(replies: int, found: dict[str, Outcome]) -> list[str]:
    """One line per job."""
    bare = found["bare calamine"].cost
    lines = []
    for name, (cost, right, totals) in found.items():
        told = "" if right is None else f"{right} of {totals}"
        lines.append(
            f"| {replies} | {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} "
            f"| {1000 * cost.cpu / replies:.2f} | {cost.cpu / bare.cpu:.1f} | {told} |"
        )
    return lines


def ratios_of(found: dict[str, Outcome]) -> dict[str, float]:
    """What foistats costs in CPU and memory, in multiples of a script in the same run."""
    ours, script = found["foistats run"].cost, found["pandas + calamine"].cost
    return {
        "cpu_of_pandas_and_calamine": round(ours.cpu / script.cpu, 2),
        "peak_of_pandas_and_calamine": round(ours.peak / script.peak, 2),
    }


def against_baseline(out: Console, *, record: bool) -> None:
    """Compare a small set with the ratios that were recorded; stops where one has grown."""
    found = ratios_of(compare(_SMALL, 3, out))
    if record:
        lines = [f"{name} = {ratio}" for name, ratio in found.items()]
        BASELINE.write_text("\n".join([*_ABOUT_BASELINE, *lines, ""]), encoding="utf-8")
        return
    before = tomllib.loads(BASELINE.read_text(encoding="utf-8"))
    for name, ratio in found.items():
        out.print(f"{name}: {ratio}, recorded {before[name]}")
    grown = [name for name, ratio in found.items() if ratio > _GROWN * before[name]]
    if grown:
        raise SystemExit(f"foistats costs more than was recorded: {', '.join(grown)}")


def main() -> None:
    """Print one table: cost of each job and the ratios, by number of replies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, nargs="+", default=[45, 500, 5000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--record", action="store_true")
    wanted = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1)
    out = Console(soft_wrap=True)
    if wanted.check or wanted.record:
        against_baseline(out, record=wanted.record)
        return
    lines = ["| replies | job | wall s | CPU s | peak MB | CPU ms a reply | × calamine | right |"]
    lines.append("| --: | :-- | --: | --: | --: | --: | --: | --: |")
    for replies in wanted.replies:
        lines += table_of(replies, compare(replies, wanted.repeats, out))
        out.print("\n".join(lines), markup=False)


if __name__ == "__main__":
    main()
