"""Files that no standing response names, so that no run reads them: looked into all the same."""

from datetime import date

from foistats.documents.workers import WorkerPool
from foistats.intake.asked import asked_of
from foistats.intake.quarantine import seal_document
from foistats.intake.quarantine_told import unmoved_problem
from foistats.intake.reading import Job, readings_of
from foistats.intake.stock import Stock, take_stock
from foistats.records import NOTHING_DECLARED
from foistats.workspace import Workspace


def seal_unread(workspace: Workspace, stock: Stock, pool: WorkerPool) -> Stock:
    """Seal what hides something among the files that are not to be read; the stock as it is then.

    A file that was put under documents/ and never listed, or whose response was replaced, may
    hide as much as any. Hold the workspace's lock.
    """
    request_id = stock.request.request_id
    read = {one.path for response in stock.standing() for one in stock.readable(response)}
    unread = [path for path in stock.receipts if path not in read and path not in stock.released]
    if not unread:
        return stock
    asked = asked_of(stock.request, ())
    folder = workspace.documents_folder(request_id)
    jobs: list[Job] = [(str(folder / path), asked, NOTHING_DECLARED) for path in unread]
    problems = []
    sealed = False
    for path, reading in zip(unread, readings_of(jobs, pool.run_many(jobs)), strict=True):
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
