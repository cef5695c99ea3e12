"""How a document of many pages gets on: each page has its time, beside what the document has.

An honest list of sixty pages takes sixty times as long as a letter, and a page that takes a minute
is no honest page. The reader says here which page it begins; a worker process listens, and gives
the page its time. Where nobody listens, as in tests, nothing happens.
"""

from collections.abc import Callable

Listener = Callable[[int, int], None]
"""Called with a page's number and how many there are; with page 0 when all pages are done."""


class _Pace:
    """Who listens in this process."""

    listener: Listener | None = None


def listen(listener: Listener) -> None:
    """Have this listener told of each page from now on; a worker does so once for each job."""
    _Pace.listener = listener


def page_begins(number: int, *, of: int) -> None:
    """Say that the reading of a page begins."""
    if _Pace.listener is not None:
        _Pace.listener(number, of)


def pages_done(of: int) -> None:
    """Say that the last page is done; what is read of all of them comes next."""
    if _Pace.listener is not None:
        _Pace.listener(0, of)
