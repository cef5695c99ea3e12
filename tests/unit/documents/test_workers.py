"""A worker that dies, hangs or eats memory costs its own job and no other."""

import ctypes
import errno
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

import pytest

from foistats.documents.answers import packed
from foistats.documents.limits import MEGABYTE, Limits
from foistats.documents.pace import page_begins, pages_done
from foistats.documents.workers import (
    AnswerTooLarge,
    JobFailed,
    OutOfMemory,
    WorkerDied,
    WorkerPool,
    WorkerTooSlow,
    is_settled,
)
from foistats.progress import listening

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
        from foistats.formats.archive.look import look_at_zip

        return str(look_at_zip(b"no zip at all").read())
    if what == "streams":
        return str([os.path.samestat(os.fstat(n), Path(os.devnull).stat()) for n in (1, 2)])
    return what.upper()


def test_each_bad_job_costs_only_itself() -> None:
    with WorkerPool(HERE, workers=1, limits=Limits(wall_seconds=2)) as pool:
        answers = list(
            pool.run_many([(w,) for w in ("a", "abort", "b", "exit", "raise", "c", "memory", "d")])
        )
    assert answers[0] == "A"
    assert answers[1] == WorkerDied(-6)
    assert answers[2] == "B"
    assert answers[3] == WorkerDied(3)
    assert answers[4] == JobFailed("ValueError")
    assert answers[5] == "C"
    assert answers[6] == OutOfMemory(Limits().large_memory_bytes)
    assert answers[7] == "D"


def test_a_librarys_message_is_not_handed_on_but_where_it_came_through_is() -> None:
    with WorkerPool(HERE, workers=1, limits=Limits(wall_seconds=20)) as pool:
        answer = pool.run(("library",))
    # zipfile says: File is not a zip file
    assert isinstance(answer, JobFailed)
    assert answer.error.startswith("BadZipFile in foistats.formats.")
    assert "not a zip" not in answer.error


def test_what_a_library_prints_in_a_worker_goes_nowhere() -> None:
    with WorkerPool(HERE, workers=1, limits=Limits(wall_seconds=20)) as pool:
        assert pool.run(("streams",)) == "[True, True]"


def test_a_job_past_its_time_is_ended_and_the_next_goes_on() -> None:
    with WorkerPool(HERE, workers=1, limits=Limits(wall_seconds=3)) as pool:
        answers = list(pool.run_many([("sleep",), ("after",)]))
    assert answers == [WorkerTooSlow(3), "AFTER"]


def test_threads_share_the_workers_and_get_their_own_answers() -> None:
    answers: dict[int, list[str]] = {}
    with WorkerPool(HERE, workers=2, limits=Limits(wall_seconds=20)) as pool:

        def ask(number: int) -> None:
            answers[number] = list(pool.run_many([(f"{number}-{i}",) for i in range(50)]))

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert answers == {n: [f"{n}-{i}" for i in range(50)] for n in range(4)}


def test_no_process_is_left_behind() -> None:
    with WorkerPool(HERE, workers=2, limits=Limits(wall_seconds=5)) as pool:
        pool.run(("a",))
        processes = [worker.process for worker in pool._all]
    assert processes
    assert not any(process.is_alive() for process in processes)


def test_a_worker_starts_when_there_is_work_for_it_and_not_before() -> None:
    with WorkerPool(HERE, workers=2) as pool:
        assert not pool._all
        pool.run(("a",))
        pool.run(("b",))
        assert len(pool._all) == 1, "the first one was idle again"
        with pool._borrowed(), pool._borrowed():
            assert len(pool._all) == 2


def misbehave(what: str) -> object:
    """What a reader might do that a document has turned against its host."""
    if what == "half":
        # The first bytes of a long message, and then nothing more.
        os.write(_pipe(), (1000).to_bytes(4, "big") + b"0")
        time.sleep(60)
    if what == "flood":
        os.write(_pipe(), (2**31 - 1).to_bytes(4, "big"))
        for _ in range(10_000):
            os.write(_pipe(), bytes(2**20))
    if what == "nonsense":
        os.write(_pipe(), (20).to_bytes(4, "big") + b"0" * 20)
    if what == "another":
        message = b"0" + packed(7, "an answer to another question")
        os.write(_pipe(), len(message).to_bytes(4, "big") + message)
    if what == "large":
        return "x" * 50_000_000
    if what == "spin":
        while True:
            pass
    if what == "work":
        # Not half a second of the processor's time, however long that takes.
        until = time.process_time() + 0.4
        while time.process_time() < until:
            pass
    if what == "foreign":
        return threading.Thread
    if what == "evil":
        return Evil()
    return what


class Evil:
    """A pickle that runs a command where it is loaded."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("touch /tmp/foistats-was-here",)


def _pipe() -> int:
    """The worker's end of the pipe: the connection that its main function holds."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and "connection" not in frame.f_locals:
        frame = frame.f_back
    assert frame is not None
    number: int = frame.f_locals["connection"].fileno()
    return number


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("half", WorkerTooSlow(1.5)),
        ("flood", AnswerTooLarge(10_000_000)),
        ("nonsense", JobFailed("an answer that is none (UnpicklingError)")),
        ("another", JobFailed("an answer to another question")),
        ("large", AnswerTooLarge(10_000_000)),
        ("foreign", JobFailed("an answer that is none (threading.Thread)")),
        ("evil", JobFailed("an answer that is none (posix.system)")),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="the test speaks to a pipe by its number")
def test_a_worker_that_misbehaves_costs_only_its_job(what: str, answer: object) -> None:
    limits = Limits(wall_seconds=1.5, output_bytes=10_000_000)
    with WorkerPool(f"{__name__}:misbehave", workers=1, limits=limits) as pool:
        assert list(pool.run_many([("a",), (what,), ("b",)])) == ["a", answer, "b"]
    assert not Path("/tmp/foistats-was-here").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on processor time")
def test_processor_time_is_limited_job_by_job() -> None:
    limits = Limits(wall_seconds=30, cpu_seconds=1)
    with WorkerPool(f"{__name__}:misbehave", workers=1, limits=limits) as pool:
        jobs = [("a",), ("spin",), ("b",)]
        assert list(pool.run_many(jobs)) == ["a", WorkerTooSlow(1, by_processor=True), "b"]


def read_pages(what: str) -> str:
    """A document of four pages, each of which takes six tenths of a second, but for a bomb."""
    for number in range(1, 5):
        page_begins(number, of=4)
        until = time.process_time() + (30 if what == "bomb" and number == 3 else 0.6)
        while time.process_time() < until:
            pass
    pages_done(4)
    return what


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on processor time")
def test_each_page_adds_to_the_time_of_a_document_and_none_may_take_it_all() -> None:
    limits = Limits(wall_seconds=40, cpu_seconds=1, page_cpu_seconds=1)
    pages: list[tuple[str, int, int]] = []
    with (
        WorkerPool(f"{__name__}:read_pages", workers=1, limits=limits) as pool,
        listening(lambda *page: pages.append(page)),
    ):
        honest, bomb = pool.run_many([("list",), ("bomb",)])
    assert honest == "list"
    assert bomb == WorkerTooSlow(1, by_processor=True, page=3)
    assert str(bomb) == "page 3 was not read in its time, or the pages up to it in theirs"
    assert is_settled(bomb)
    assert pages == []  # a document of four pages is read before anyone looks


def test_the_clock_gives_each_page_its_time_but_not_without_end() -> None:
    """Sixty promised pages grant the time of as many as a document may have, which is two."""
    limits = Limits(wall_seconds=1, cpu_seconds=30, pages=2, seconds_more_per_page=1)
    shown: list[tuple[str, int, int]] = []
    began = time.monotonic()
    with (
        WorkerPool(f"{__name__}:promise_pages", workers=1, limits=limits) as pool,
        listening(lambda *page: shown.append(page)),
    ):
        answer = pool.run((60,))
    assert answer == WorkerTooSlow(1, page=60)
    assert 3 <= time.monotonic() - began < 20
    assert shown == [("reading pages", number, 60) for number in range(1, 61)]


def promise_pages(many: int) -> None:
    for number in range(1, many + 1):
        page_begins(number, of=many)
    time.sleep(60)


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="nobody counts waiting here")
def test_a_job_that_waits_for_a_busy_machine_is_not_too_slow() -> None:
    """Four burners for each processor: a job of .4 seconds takes 2 and more by the clock."""
    burn = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(burn) for _ in range(4 * (os.cpu_count() or 1))]
    try:
        limits = Limits(wall_seconds=1, cpu_seconds=20)
        with WorkerPool(f"{__name__}:misbehave", workers=1, limits=limits) as pool:
            assert list(pool.run_many([("work",), ("b",)])) == ["work", "b"]
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (WorkerDied(-signal.SIGABRT), True),
        (WorkerDied(-signal.SIGSEGV), True),
        (WorkerDied(-signal.SIGKILL), False),
        (WorkerDied(-signal.SIGTERM), False),
        (WorkerDied(1), False),
        (WorkerDied(None), False),
        (WorkerTooSlow(45, by_processor=True), True),
        (WorkerTooSlow(60), False),
        (OutOfMemory(1), True),
        (AnswerTooLarge(1), True),
        (JobFailed("OSError"), False),
        ("a reading", False),
    ],
)
def test_what_a_document_does_each_time_is_told_from_what_the_machine_did(
    answer: object, again: bool
) -> None:
    assert is_settled(answer) is again


def test_a_job_that_the_worker_never_takes_in_is_ended_in_its_time() -> None:
    """One job larger than a pipe holds, while the worker is busy for ever."""
    with WorkerPool(HERE, workers=1, limits=Limits(wall_seconds=4)) as pool:
        jobs = [("sleep",), ("x" * 5_000_000,), ("after",)]
        answers = list(pool.run_many(jobs))
    assert answers[0] == WorkerTooSlow(4)
    assert answers[1] == "X" * 5_000_000
    assert answers[2] == "AFTER"


def grow(megabytes: int) -> int:
    """Hold some memory for a moment, as a large document does."""
    return len(b"".join(bytes(MEGABYTE) for _ in range(megabytes))) // MEGABYTE


def test_a_job_that_wants_more_memory_gets_it_and_its_worker_is_replaced() -> None:
    limits = Limits(memory_bytes=128 * MEGABYTE, large_memory_bytes=300 * MEGABYTE)
    with WorkerPool(f"{__name__}:grow", workers=1, limits=limits) as pool:
        pool.run((1,))
        before = pool._all[0].process.pid
        assert list(pool.run_many([(1,), (100,)])) == [1, 100]
        assert pool._all[0].process.pid != before
        assert pool.run((1000,)) == OutOfMemory(300 * MEGABYTE)
        assert pool.run((1,)) == 1


def test_a_worker_that_died_with_nothing_to_do_costs_no_job() -> None:
    with WorkerPool(HERE, workers=1) as pool:
        pool.run(("a",))
        pool._all[0].process.kill()
        pool._all[0].process.join()
        assert pool.run(("a",)) == "A"


def attempt(what: str, path: str) -> str:
    """What no reader has a use for; the name of what stopped it."""
    try:
        _attempt(what, path)
    except OSError as error:
        return type(error).__name__
    return "done"


def _attempt(what: str, path: str) -> None:
    if what == "connect":
        socket.create_connection(("127.0.0.1", int(path)), timeout=1)
    elif what == "resolve":
        socket.getaddrinfo("localhost", 80)
    elif what == "start a program":
        subprocess.run(["true"], check=True)
    elif what == "fork":
        if os.fork() == 0:
            os._exit(0)
    elif what == "write":
        Path(path).write_bytes(b"x")
    elif what == "delete":
        Path(path).unlink()
    elif what == "rename":
        Path(path).rename(path + "x")
    elif what == "make a folder":
        Path(path + "d").mkdir()
    elif what == "kill the run":
        os.kill(os.getppid(), 9)
    elif what == "read":
        Path(path).read_bytes()
    elif what == "thread":
        thread = threading.Thread(target=str)
        thread.start()
        thread.join()


FORBIDDEN = ("connect", "resolve", "start a program", "fork", "write", "delete", "rename")
FORBIDDEN += ("make a folder", "kill the run")


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_worker_reads_and_can_do_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"as it was")
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        WorkerPool(f"{__name__}:attempt") as pool,
    ):
        port = str(server.getsockname()[1])
        jobs = [(what, port if what == "connect" else str(file)) for what in FORBIDDEN]
        assert list(pool.run_many(jobs)) == ["PermissionError"] * len(jobs)
        assert list(pool.run_many([("read", str(file)), ("thread", "")])) == ["done", "done"]
    assert file.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [file]


def below_python(what: str, path: str) -> int:
    """The same, by the system's own calls, as code would that has taken over the process."""
    library = ctypes.CDLL(None, use_errno=True)
    calls = {
        "socket": lambda: library.socket(2, 1, 0),
        "fork": library.fork,
        "exec": lambda: library.execv(b"/bin/true", None),
        "unlink": lambda: library.unlink(path.encode()),
        "rename": lambda: library.rename(path.encode(), path.encode() + b"x"),
        "open to write": lambda: library.open(path.encode(), os.O_WRONLY | os.O_TRUNC),
        "kill": lambda: library.kill(os.getppid(), 0),
        "ptrace": lambda: library.ptrace(16, os.getppid(), 0, 0),
    }
    return ctypes.get_errno() if calls[what]() == -1 else 0


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64",
    reason="the filter of system calls is for Linux on x86-64",
)
@pytest.mark.parametrize(
    "what", ["socket", "fork", "exec", "unlink", "rename", "open to write", "kill", "ptrace"]
)
def test_the_system_refuses_it_below_python_too(tmp_path: Path, what: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"as it was")
    with WorkerPool(f"{__name__}:below_python", workers=1) as pool:
        assert pool.run((what, str(file))) == errno.EPERM
    assert file.read_bytes() == b"as it was"
