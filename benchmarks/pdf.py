"""What reading a PDF reply costs beside PDFium's own text of the same pages.

uv run --with pdfplumber python -m benchmarks.pdf [--replies 60] [--repeats 3]

Everything runs in this process on one core, one after the other, and processor time is counted;
the medians of the repeats are printed. `pages` is the PDF part (what is hidden, and tables and
text), `whole` the reading of the reply with its observations. Without pdfplumber its column stays
empty. A reply counts as right where each year's counts add up to what was drawn. The long list is
also read in a worker process, as `foistats run` reads it, by the clock.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.pdf_replies import PdfReply, long_list, made_replies
from foistats.documents.workers import WorkerPool
from foistats.formats.pdf.look import look_at_pdf
from foistats.intake.reading import READ_REPLY
from foistats.reading.file import read_reply
from foistats.records import NOTHING_DECLARED, Asked

ASKED = Asked(force_ids=("cumbria",))


def bare_text(path: Path) -> None:
    """PDFium's own text of every page."""
    import pypdfium2

    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            page.get_textpage().get_text_bounded()
            page.close()


def pages_of(path: Path) -> None:
    """The PDF part of reading a reply."""
    look_at_pdf(path.read_bytes()).read()


def whole_of(path: Path) -> None:
    """The reading of a reply."""
    read_reply(path, ASKED)


def bare_characters(path: Path) -> None:
    """pdfplumber's characters of every page, and nothing done with them."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            len(page.chars)
            page.close()


def is_right(reply: PdfReply) -> bool:
    """True where each year's counts are what was drawn."""
    found: Counter[str] = Counter()
    for observation in read_reply(reply.path, ASKED).observations:
        year = observation.period.start.year
        if observation.count.low != observation.count.high:
            return False
        found[f"{year}/{(year + 1) % 100:02d}"] += observation.count.low
    return dict(found) == reply.truth


def seconds(job: Callable[[Path], None], replies: Sequence[PdfReply]) -> float:
    """Processor time of one job over all replies."""
    began = time.process_time()
    for reply in replies:
        job(reply.path)
    return time.process_time() - began


def row(replies: Sequence[PdfReply], repeats: int) -> list[str]:
    """One line of the table: milliseconds per page, and ratios to PDFium's text."""
    jobs: list[Callable[[Path], None]] = [bare_text, pages_of, whole_of]
    if find_spec("pdfplumber") is not None:
        jobs.append(bare_characters)
    for job in jobs:
        job(replies[0].path)
    taken: dict[Callable[[Path], None], list[float]] = {job: [] for job in jobs}
    for _ in range(repeats):
        for job in jobs:
            taken[job].append(seconds(job, replies))
    pages = sum(reply.pages for reply in replies)
    medians = [statistics.median(taken[job]) for job in jobs]
    shown = [f"{1000 * median / pages:.2f}" for median in medians]
    right = sum(map(is_right, replies))
    ratios = [f"{median / medians[0]:.1f}" for median in medians[1:]]
    blank = [""] * (4 - len(jobs))
    return [str(pages), *shown, *blank, *ratios, *blank, f"{right} of {len(replies)}"]


def main() -> None:
    """Print a line for the replies and one for the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=60)
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    shown = Table(
        *("replies", "pages", "PDFium's text", "pages", "whole", "pdfplumber"),
        *("pages / text", "whole / text", "pdfplumber / text", "right"),
    )
    with TemporaryDirectory() as folder, WorkerPool(READ_REPLY, workers=1) as pool:
        replies = made_replies(Path(folder), given.replies)
        shown.add_row(str(len(replies)), *row(replies, given.repeats))
        listed = long_list(Path(folder) / "list.pdf")
        shown.add_row("the list", *row([listed], given.repeats))
        began = time.perf_counter()
        pool.run((str(listed.path), ASKED, NOTHING_DECLARED))
        clock = time.perf_counter() - began
    Console().print(shown)
    Console().print("milliseconds of one processor per page, and how many times PDFium's text")
    Console().print(f"the list in a worker process, by the clock: {clock:.1f} s")


if __name__ == "__main__":
    main()
