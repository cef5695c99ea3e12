"""SIGTERM ends a typed run as a refusal does: with its record, and whatever it started stopped."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from foistats.errors import FoistatsError


class ToldToEnd(BaseException):
    """SIGTERM came; nothing but `told_to_end` may catch it."""


@contextmanager
def told_to_end(*also: type[BaseException]) -> Iterator[None]:
    """Refuse to go on once SIGTERM comes; `also` is what else says that it did.

    Prefect sets the flow run to Crashed and raises an exception of its own, then sends the process
    the signal again, for whoever had handled it before: by default the process ends on the spot,
    and leaves the server it started.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ends: tuple[type[BaseException], ...] = (ToldToEnd, *also)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    except ends:
        raise FoistatsError("the run was told to end; the tables before it stay") from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(*_: object) -> None:
    raise ToldToEnd
