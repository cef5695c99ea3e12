"""How far a run has come, told to whoever listens: a progress bar, or nobody.

The one process-wide state: a run has many threads and one listener, and no stage should have to
hand it on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]
"""Called with the stage's name, how much of it is done, and how much there is."""

_listener: Listener | None = None


def tell(stage: str, done: int, of: int) -> None:
    """Say how far a stage has come."""
    if _listener is not None:
        _listener(stage, done, of)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have one listener told until the block ends."""
    global _listener  # noqa: PLW0603 - see the module's first lines
    _listener = listener
    try:
        yield
    finally:
        _listener = None
