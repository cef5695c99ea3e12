"""Every call by which a program changes the file system, counted; one of them may be the last.

Installed in a process of its own (a fork): from then on each open for writing, write, sync,
rename, link and removal is a numbered call. At the chosen number the process is killed, before the
call or half way through a write; or the call fails, and with a full disk all later writes too.
"""

import builtins
import errno
import io
import os
import signal
import threading
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import pytest

WRITES = frozenset({"open", "write", "mkdir", "symlink"})
OTHERS = ("fsync", "replace", "rename", "mkdir", "symlink", "unlink", "remove", "rmdir")
# Where the system keeps its own files; pipes between processes are none of ours.
_NOT_OURS = ("/dev/", "/proc/")
_MEMORY = "/dev/shm/"  # where tests keep their folders


def _is_ours(path: str) -> bool:
    return path.startswith(_MEMORY) or not path.startswith(_NOT_OURS)


class How(StrEnum):
    """What happens at the chosen call."""

    COUNT = "nothing; calls are only counted"
    KILL = "killed before it"
    TORN = "killed after half of a write"
    FULL = "the disk is full from there on"
    FAILS = "it fails"


class Failing:
    """In this process: the n-th call of some functions of `os` fails, as a full disk makes it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, names: Iterable[str], n: int) -> None:
        self.calls = 0
        for name in names:
            monkeypatch.setattr(os, name, self.wrapped(getattr(os, name), n))

    def wrapped(self, function: Any, n: int) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.calls == n:
                raise OSError(28, "No space left on device")
            return function(*args, **kwargs)

        return call


def kill_at(number: int, *names: str) -> None:
    """Have this process end itself before the call with a number, of some functions of `os`."""
    calls = 0

    def deadly(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **more)

        return call

    for name in names:
        setattr(os, name, deadly(getattr(os, name)))


class Faults:
    """The calls of one process, by name, in their order; what is told happens at number `at`."""

    def __init__(self, how: How, at: int = 0) -> None:
        self.how, self.at = how, at
        self.calls: list[str] = []
        self._lock = threading.Lock()

    def install(self) -> None:
        """From now on, in this process and for good."""
        for name in OTHERS:
            setattr(os, name, self._counted(name, getattr(os, name)))
        opened = io.open

        def opening(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
            ours = not isinstance(file, int) and _is_ours(os.fspath(file))
            if not ours or not set(mode) & set("wax+"):
                return opened(file, mode, *args, **more)
            self.call("open")
            return Written(opened(file, mode, *args, **more), self)

        builtins.open = io.open = opening  # type: ignore[assignment]

    def _counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            self.call(name)
            return function(*args, **more)

        return call

    def call(self, name: str, half: Callable[[], object] | None = None) -> None:
        """Count a call, and let happen what is to happen there; `half` does half of a write."""
        with self._lock:
            self.calls.append(name)
            number = len(self.calls)
        if self.how is How.FULL and number >= self.at and name in WRITES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if number != self.at:
            return
        if self.how is How.FAILS:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if self.how is How.TORN and half is not None:
            half()
        if self.how in {How.KILL, How.TORN}:
            os.kill(os.getpid(), signal.SIGKILL)


class Written:
    """A file that is written to: each write is a call."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file, self._faults = file, faults

    def write(self, content: Any) -> Any:
        def half() -> None:
            self._file.write(content[: len(content) // 2])
            self._file.flush()

        self._faults.call("write", half)
        return self._file.write(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "Written":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Any:
        return iter(self._file)
