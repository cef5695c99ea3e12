"""What the guard and the confined workers cost, and how much memory a run over hostile files takes.

uv run python -m benchmarks.isolation
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from benchmarks.replies import generate
from benchmarks.run import measure
from foistats.documents.workers import WorkerPool
from foistats.formats.opening import let_in
from foistats.intake.reading import READ_REPLY, Job
from foistats.reading.file import read_reply
from foistats.records import NOTHING_DECLARED, Asked

FILES = 500


class Costs(NamedTuple):
    """Milliseconds for one file, medians; `start` is for a pool of one worker, once in a run."""

    guard: float
    read: float
    read_in_worker: float
    start: float

    @property
    def isolation(self) -> float:
        """What a reused worker adds to each file."""
        return self.read_in_worker - self.read


def costs_of(paths: Sequence[Path], *, repeats: int = 5) -> Costs:
    """The costs over some files, each stage timed over all of them in turn."""
    contents = [path.read_bytes() for path in paths]
    jobs: list[Job] = [(str(path), Asked(), NOTHING_DECLARED) for path in paths]
    guard, direct, confined, start = [], [], [], []
    for _ in range(repeats):
        started = time.perf_counter()
        for content in contents:
            let_in(content)
        guard.append(time.perf_counter() - started)
        started = time.perf_counter()
        for job in jobs:
            read_reply(*job)
        direct.append(time.perf_counter() - started)
        started = time.perf_counter()
        with WorkerPool(READ_REPLY, workers=1) as pool:
            pool.run(jobs[0])
            start.append(time.perf_counter() - started)
            started = time.perf_counter()
            for _ in pool.run_many(jobs):
                pass
            confined.append(time.perf_counter() - started)
    each = 1000 / len(paths)
    return Costs(
        median(guard) * each, median(direct) * each, median(confined) * each, median(start) * 1000
    )


def main() -> None:
    """Print the costs over made-up replies, and the peak of a run over the hostile files."""
    from tests.hostile import corpus

    out = Console(soft_wrap=True)
    # First, for `measure` waits until this process has no child: a pool leaves its fork server.
    with TemporaryDirectory() as folder:
        replies = corpus.write(Path(folder), settings=corpus.SETTINGS)
        cost = measure([sys.executable, "-m", "tests.hostile.run", folder])
    out.print(
        f"{len(replies)} hostile and broken files: {cost.wall:.0f} s, peak {cost.peak:.0f} MB"
    )
    with TemporaryDirectory() as folder:
        generate(Path(folder), FILES, seed=FILES)
        found = costs_of(sorted(Path(folder).glob("raw/*/documents/*")))
    out.print(f"guard, per file             {found.guard:8.3f} ms")
    out.print(f"reading, per file           {found.read:8.3f} ms")
    out.print(f"reused worker adds          {found.isolation:8.3f} ms")
    out.print(f"starting and ending a pool  {found.start:8.1f} ms")


if __name__ == "__main__":
    main()
