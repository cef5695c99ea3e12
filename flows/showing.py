"""What a run did on Prefect's pages: an artifact per request, and how far the reading is.

They are copies to be looked at. Whatever goes wrong with them is logged, and stops nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.logging import get_run_logger

from foistats.batch import Written
from foistats.telling.figures import rows_of
from foistats.telling.page import key_of, page_of

T = TypeVar("T")

# A page is a call of the server, which takes some 20 ms.
MOST_PAGES = 100
READING = "reading-replies"
_STEPS = 10
_TABLES = ("totals", "changes", "coverage", "problems")


def show_pages(written: Sequence[Written], plausible: Mapping[str, str]) -> None:
    """Show a page per request. `plausible` has the gate's sentence of each."""
    today = date.today()  # who is overdue is told as of the day on which the page was made
    for one in written[:MOST_PAGES]:
        with _only_logged(f"the page of {one.request_id}"):
            page = page_of(
                one.title,
                {name: rows_of(one.folder, name) for name in _TABLES},
                request_id=one.request_id,
                folder=one.folder,
                plausible=plausible.get(one.request_id, "whether it can be true was not asked"),
                today=today,
            )
            create_markdown_artifact(page, key=key_of(one.request_id), description=one.title)
    if len(written) > MOST_PAGES:
        get_run_logger().info(
            "%s more requests have no page here; see their tables", len(written) - MOST_PAGES
        )


def with_progress(items: Iterable[T], *, of: int) -> Iterator[T]:
    """Hand on items as they come, and show how far that is, in ten steps at most."""
    shown = 0
    artifact: UUID | None = None
    for number, item in enumerate(items, 1):
        yield item
        step = number * _STEPS // of
        if step == shown:
            continue
        shown = step
        with _only_logged("how far the reading is"):
            percent = 100 * step / _STEPS
            if artifact is None:
                artifact = cast(UUID, create_progress_artifact(percent, key=READING))
            else:
                update_progress_artifact(artifact, percent)


@contextmanager
def _only_logged(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        get_run_logger().warning("Prefect didn't take %s: %s", what, type(error).__name__)
