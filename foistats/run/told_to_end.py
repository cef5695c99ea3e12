"""SIGTERM ends a typed run as a refusal does: with its record, and whatever it started stopped."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from foistats.errors import FoistatsError

_SAID = "the run was told to end; the tables before it stay"


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
        raise FoistatsError(_SAID) from None
    except Exception as error:
        # What fails because it was broken off says less than why.
        if any(isinstance(one, ends) for one in _behind(error)):
            raise FoistatsError(_SAID) from None
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _behind(error: BaseException) -> Iterator[BaseException]:
    """The exceptions during which an exception was raised, the nearest first."""
    seen: set[int] = set()
    before = error.__cause__ or error.__context__
    while before is not None and id(before) not in seen:
        seen.add(id(before))
        yield before
        before = before.__cause__ or before.__context__


def _end(*_: object) -> None:
    raise ToldToEnd
