"""A worker that dies, hangs or eats memory costs its own job and no other."""

import os
import threading
import time
from pathlib import Path

from foistats.documents.workbook import read_xlsx
from foistats.documents.workers import JobFailed, WorkerDied, WorkerPool, WorkerTooSlow

HERE = "tests.unit.documents.test_workers:work"


def work(what: str) -> str:
    if what == "abort":
        os.abort()
    if what == "exit":
        os._exit(3)
    if what == "sleep":
        time.sleep(60)
    if what == "memory":
        return str(len(bytearray(8 * 1024**3)))
    if what == "raise":
        raise ValueError("a library quotes a cell: Quillfeather")
    if what == "library":
        return str(read_xlsx(b"no zip at all"))
    if what == "streams":
        return str([os.path.samestat(os.fstat(n), Path(os.devnull).stat()) for n in (1, 2)])
    return what.upper()


def test_each_bad_job_costs_only_itself() -> None:
    with WorkerPool(HERE, workers=1, timeout_seconds=2) as pool:
        answers = list(
            pool.run_many([(w,) for w in ("a", "abort", "b", "exit", "raise", "c", "memory", "d")])
        )
    assert answers[0] == "A"
    assert answers[1] == WorkerDied(-6)
    assert answers[2] == "B"
    assert answers[3] == WorkerDied(3)
    assert answers[4] == JobFailed("ValueError")
    assert answers[5] == "C"
    assert isinstance(answers[6], JobFailed)
    assert answers[7] == "D"


def test_a_librarys_message_is_not_handed_on_but_where_it_came_through_is() -> None:
    with WorkerPool(HERE, workers=1, timeout_seconds=20) as pool:
        answer = pool.run(("library",))
    # zipfile says: File is not a zip file
    assert isinstance(answer, JobFailed)
    assert answer.error.startswith("BadZipFile in foistats.documents.")
    assert "not a zip" not in answer.error


def test_what_a_library_prints_in_a_worker_goes_nowhere() -> None:
    with WorkerPool(HERE, workers=1, timeout_seconds=20) as pool:
        assert pool.run(("streams",)) == "[True, True]"


def test_a_job_past_its_time_is_ended_and_the_next_goes_on() -> None:
    with WorkerPool(HERE, workers=1, timeout_seconds=0.3) as pool:
        answers = list(pool.run_many([("sleep",), ("after",)]))
    assert answers == [WorkerTooSlow(0.3), "AFTER"]


def test_threads_share_the_workers_and_get_their_own_answers() -> None:
    answers: dict[int, list[str]] = {}
    with WorkerPool(HERE, workers=2, timeout_seconds=20) as pool:

        def ask(number: int) -> None:
            answers[number] = list(pool.run_many([(f"{number}-{i}",) for i in range(50)]))

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert answers == {n: [f"{n}-{i}" for i in range(50)] for n in range(4)}


def test_no_process_is_left_behind() -> None:
    with WorkerPool(HERE, workers=2, timeout_seconds=5) as pool:
        pool.run(("a",))
        processes = [worker.process for worker in pool._all]
    assert len(processes) == 2
    assert not any(process.is_alive() for process in processes)
