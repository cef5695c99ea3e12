"""What looking through a reply costs on top of reading it, and what reading it away costs.

uv run python -m benchmarks.door [--repeats 15]

One ordinary reply of each kind is read in this process, with the door in front and without it, and
then in a worker process that is reused. The median of the repeats is printed, all in one run.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.ordinary import ordinary_replies
from foistats.documents.workers import WorkerPool
from foistats.formats.opening import findings_in, let_in, open_document
from foistats.intake.reading import READ_REPLY
from foistats.reading.file import read_cells, read_reply
from foistats.records import NOTHING_DECLARED, Asked

ASKED = Asked(force_ids=("dorset",))


def median_ms(call: Callable[[], object], repeats: int) -> float:
    """The median time of a call in milliseconds, after one that warms up."""
    call()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def main() -> None:
    """Print a line per kind of file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args().repeats
    shown = Table("kind", "bytes", "guard", "screening", "reading alone", "all", "in a worker")
    with TemporaryDirectory() as folder, WorkerPool(READ_REPLY, workers=1) as pool:
        for name, path in ordinary_replies(Path(folder)):
            shown.add_row(name, *row(path, pool, repeats))
    Console().print(shown)
    Console().print("milliseconds per reply; 'all' is guard, screening and reading in this process")


def row(path: Path, pool: WorkerPool, repeats: int) -> list[str]:
    """The costs of one file."""
    content = path.read_bytes()
    _, known = let_in(content)

    def alone() -> object:
        document = open_document(content, known, name=path.name)
        return read_cells(document, asked=ASKED, name=path.name)

    costs = [
        median_ms(lambda: let_in(content), repeats),
        median_ms(lambda: findings_in(content, known, question=""), repeats),
        median_ms(alone, repeats),
        median_ms(lambda: read_reply(path, ASKED), repeats),
        median_ms(lambda: pool.run((str(path), ASKED, NOTHING_DECLARED)), repeats),
    ]
    return [f"{len(content):,}", *(f"{cost:.1f}" for cost in costs)]


if __name__ == "__main__":
    main()
