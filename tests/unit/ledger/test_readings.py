"""What became of a reader is kept where the document did it, and never where the machine did."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from foistats.documents.limits import Limits
from foistats.documents.workers import WorkerDied, WorkerPool, WorkerTooSlow
from foistats.intake.reading import Job
from foistats.ledger.keys import Key, key_of
from foistats.ledger.readings import Got, Wanted, read_wanted
from foistats.records import Asked, Declared
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode


class Answering(WorkerPool):
    """A pool without workers: each job gets one answer, and the jobs are counted."""

    def __init__(self, answer: object) -> None:
        self.answer, self.asked = answer, 0

    def run_many(self, jobs: Sequence[tuple[Any, ...]]) -> Any:
        self.asked += len(jobs)
        return iter([self.answer] * len(jobs))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "raw").mkdir()
    return Workspace(tmp_path)


def key(limits: Limits | None = None) -> Key:
    return key_of("0" * 64, "reply.pdf", Asked(), Declared(), limits or Limits())


def read(workspace: Workspace, pool: WorkerPool, limits: Limits | None = None) -> Got:
    job = Job("reply.pdf", Asked(), Declared())
    return read_wanted(workspace, [Wanted("r", key(limits), job)], pool)[0]


def test_a_document_that_uses_up_its_processor_time_is_not_read_a_second_time(
    workspace: Workspace,
) -> None:
    pool = Answering(WorkerTooSlow(45, by_processor=True))
    first, second = read(workspace, pool), read(workspace, pool)
    assert (first.kept, first.read, second.kept, second.read) == (True, True, True, False)
    assert pool.asked == 1
    assert second.reading == first.reading
    assert [one.code for one in second.reading.problems] == [ProblemCode.READER_TOO_SLOW]


def test_it_is_read_again_under_other_limits(workspace: Workspace) -> None:
    pool = Answering(WorkerTooSlow(45, by_processor=True))
    read(workspace, pool)
    assert read(workspace, pool, Limits(cpu_seconds=90)).read
    assert pool.asked == 2


@pytest.mark.parametrize("answer", [WorkerTooSlow(60), WorkerDied(-9)])
def test_what_the_machine_did_to_a_reader_is_tried_again(
    workspace: Workspace, answer: object
) -> None:
    pool = Answering(answer)
    assert not read(workspace, pool).kept
    read(workspace, pool)
    assert pool.asked == 2
