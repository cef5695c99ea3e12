"""Have documents read in worker processes; what goes wrong there is a problem of the document."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from foistats.documents.limits import Limits
from foistats.documents.workers import (
    AnswerTooLarge,
    JobFailed,
    OutOfMemory,
    WorkerDied,
    WorkerPool,
    WorkerTooSlow,
)
from foistats.records import Asked, Declared, DocumentReading, Finding, Problem
from schemas.problem_codes import ProblemCode

READ_REPLY = "foistats.reading.file:read_reply"


class Job(NamedTuple):
    """A file to be read, and what was asked and declared.

    `received_as` is its name as received if it lies under another one. With `sha256` nothing else
    is read than the file that has that digest, whatever lies there by the time it is opened.
    """

    path: str
    asked: Asked
    declared: Declared
    received_as: str = ""
    sha256: str = ""


Key = TypeVar("Key")


def read_documents(
    jobs: Mapping[Key, Job], *, workers: int | None = None, limits: Limits | None = None
) -> dict[Key, DocumentReading]:
    """The readings of some documents, each job being a file, what was asked and declared."""
    with WorkerPool(READ_REPLY, workers=workers, limits=limits) as pool:
        answers = pool.run_many(list(jobs.values()))
        return dict(zip(jobs, readings_of(jobs.values(), answers), strict=True))


def hidden_in(paths: Sequence[Path], asked: Asked) -> list[tuple[Finding, ...]]:
    """What each of some files hides, seen by the very reader that will read it; nothing is kept.

    A file that can't be read hides nothing that anyone could see: the run tells what is wrong.
    """
    jobs: dict[int, Job] = {n: Job(str(path), asked, Declared()) for n, path in enumerate(paths)}
    readings = read_documents(jobs, workers=1)
    return [readings[n].hidden for n in jobs]


def readings_of(jobs: Iterable[Job], answers: Iterable[object]) -> Sequence[DocumentReading]:
    """What the workers answered, with a problem row wherever it isn't a reading."""
    return [_reading(job.path, answer) for job, answer in zip(jobs, answers, strict=True)]


def _reading(path: str, answer: object) -> DocumentReading:
    if isinstance(answer, DocumentReading):
        return answer
    code, found = ProblemCode.READER_DIED, f"an answer that is no reading: {type(answer).__name__}"
    if isinstance(answer, WorkerTooSlow):
        code, found = ProblemCode.READER_TOO_SLOW, str(answer)
    elif isinstance(answer, WorkerDied | OutOfMemory | AnswerTooLarge | JobFailed):
        found = str(answer)
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    problem = Problem(
        code,
        name,
        "",
        found,
        "a file that can be read in the time and memory allowed",
        "open the file, save it as a new one and receive that as a correction",
    )
    return DocumentReading(problems=(problem,))
