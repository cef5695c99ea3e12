"""Whose turn it is: many small jobs at a time, or a large one alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Many at a time, or one alone: so that two large documents never lie in memory together."""

    def __init__(self) -> None:
        """Nobody's yet."""
        self._changed = threading.Condition()
        self._among = 0
        self._alone = 0

    @contextmanager
    def among_others(self) -> Iterator[None]:
        """Go on beside others, once nobody waits for a turn alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._among += 1
        try:
            yield
        finally:
            with self._changed:
                self._among -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until all others are done, and keep them waiting."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._alone = 1
            self._changed.wait_for(lambda: not self._among)
        try:
            yield
        finally:
            with self._changed:
                self._alone = 0
                self._changed.notify_all()
