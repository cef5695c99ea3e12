"""Times the reading of replies on one and on two workers of a Dask cluster, taking turns.

uv run python -m benchmarks.cluster [--replies 5000] [--repeats 3]

Each worker is a process of its own with one thread, so it has one reader. Timed is the reading,
from the first document that is sent to the last reading that is kept; the stages before and after
it are the same however many read. Processor time is that of this process, and of each worker with
its readers (Linux only), so that a busy machine can be told from a slow one.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from benchmarks.replies import generate
from foistats.intake.settings import read_limits
from foistats.run import stages
from foistats.run.cluster import ClusterReaders
from foistats.workspace import Workspace

_TICKS = 100


class Took(NamedTuple):
    """Seconds by the clock, and of processors: in this process, and in all workers."""

    wall: float
    here: float
    workers: float


@contextmanager
def _started(*command: str) -> Iterator["subprocess.Popen[bytes]"]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-m", "dask", *command], **quiet)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _family(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        found = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(member for child in found for member in _family(child))]


def _processor(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def read_once(root: Path, address: str, workers: list["subprocess.Popen[bytes]"]) -> Took:
    """Read every reply of a workspace of which nothing is kept."""
    shutil.rmtree(root / ".foistats", ignore_errors=True)
    shutil.rmtree(root / "processed", ignore_errors=True)
    taken = stages.take(str(root), Workspace(root).request_ids())
    planned = stages.portions(str(root), taken)
    family = [pid for worker in workers for pid in _family(worker.pid)]
    with (
        stages.without_garbage_collection(),
        ClusterReaders(address, limits=read_limits(Workspace(root))) as readers,
    ):
        before = sum(map(_processor, family))
        known = set(family)
        here, began = time.process_time(), time.perf_counter()
        stages.Plainly().read_all(
            planned, lambda one: stages.read_portion(one, readers), at_once=readers.size
        )
        wall, here = time.perf_counter() - began, time.process_time() - here
        family = [pid for worker in workers for pid in _family(worker.pid)]
        new = sum(_processor(pid) for pid in family if pid not in known)
        after = sum(_processor(pid) for pid in family if pid in known) + new
    return Took(wall, here, after - before)


def main() -> None:
    """Read by one and by two workers in turns; print each turn, and the median ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--replies", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    out = Console()
    with TemporaryDirectory() as folder, ExitStack() as running:
        root = Path(folder)
        generate(root, asked.replies, seed=asked.replies)
        workers: dict[int, list[subprocess.Popen[bytes]]] = {}
        for number, port in ((1, 8711), (2, 8712)):
            running.enter_context(_started("scheduler", "--host", "127.0.0.1", "--port", str(port)))
            one = ("worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1")
            workers[number] = [running.enter_context(_started(*one)) for _ in range(number)]
        time.sleep(10)
        ratios = []
        # A first turn of each: its workers start their readers in it.
        for turn in range(asked.repeats + 1):
            took = {
                number: read_once(root, f"tcp://127.0.0.1:{8710 + number}", workers[number])
                for number in ((1, 2) if turn % 2 else (2, 1))
            }
            ratio = took[1].wall / took[2].wall
            ratios += [ratio] * bool(turn)
            out.print(f"turn {turn}: {took[1]} {took[2]} ratio {ratio:.2f}")
        out.print(f"two workers are {statistics.median(ratios):.2f} times as fast as one")


if __name__ == "__main__":
    main()
