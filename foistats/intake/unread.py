"""Files that no standing response names, so that no run reads them: looked into all the same."""

from collections.abc import Callable, Sequence
from datetime import date

from foistats.intake.quarantine import seal_document
from foistats.intake.quarantine_told import unmoved_problem
from foistats.intake.stock import Stock, take_stock
from foistats.records import DocumentReading
from foistats.workspace import Workspace

Look = Callable[[Sequence[str]], Sequence[DocumentReading]]
"""Reads documents by their paths; only what they hide is asked for."""


def unread_paths(stock: Stock) -> list[str]:
    """Files that were put under documents/ and never listed, or whose response was replaced."""
    read = {one.path for response in stock.standing() for one in stock.readable(response)}
    return [path for path in stock.receipts if path not in read and path not in stock.released]


def seal_unread(workspace: Workspace, stock: Stock, look: Look) -> Stock:
    """Seal what hides something among the files that are not to be read; the stock as it is then.

    They may hide as much as any. Hold the workspace's lock.
    """
    unread = unread_paths(stock)
    if not unread:
        return stock
    request_id = stock.request.request_id
    problems = []
    sealed = False
    for path, reading in zip(unread, look(unread), strict=True):
        if not reading.hidden:
            continue
        try:
            found, today = reading.hidden, date.today()
            seal_document(workspace, request_id, path, findings=found, on=today)
            sealed = True
        except OSError as reason:
            problems.append(unmoved_problem(path, reading.hidden, reason))
    # Looked through anew, so that this run says what every later one will.
    stock = take_stock(workspace, request_id) if sealed else stock
    return stock._replace(problems=(*stock.problems, *problems))
