"""The review served on loopback, for as long as a person needs it.

In a test, the whole of it in one process, and a real browser if there is one:

    with serving(Workspace(root), ["burglary"]) as url:
        page.goto(url)                                     # leads to the first open question
        page.get_by_label("Who answers").fill("A. Person")
        page.get_by_role("button", name="stands for zero").click()

`looker` and `drawer` may be given to have documents read without worker processes.
"""

import socketserver
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from foistats.documents.workers import WorkerPool
from foistats.intake.settings import read_limits
from foistats.reading.around import LOOK
from foistats.reading.drawn import DRAW
from foistats.review.replies import Looker
from foistats.review.web.app import ReviewApp
from foistats.review.web.guard import Guard
from foistats.workspace import Workspace

HOST = "127.0.0.1"
# Whoever opens a connection and says nothing is let go.
_PATIENCE_SECONDS = 20


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    """Browsers open connections ahead of need: one that says nothing must not hold up the next."""

    daemon_threads = True

    def server_bind(self) -> None:
        """Take the port without asking the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]
        self.setup_environ()


class _Handler(WSGIRequestHandler):
    timeout = _PATIENCE_SECONDS

    def log_message(self, *_: object) -> None:
        """Say nothing: the address with its token belongs in no log."""


@dataclass(frozen=True, slots=True)
class Served:
    """A review that is being served: its address, and what is set once the person ends it."""

    url: str
    app: ReviewApp
    closed: Event


@contextmanager
def served(
    workspace: Workspace,
    request_ids: Sequence[str],
    *,
    by: str = "",
    because: str = "",
    port: int = 0,
    looker: Looker | None = None,
    drawer: Looker | None = None,
) -> Iterator[Served]:
    """Serve the review of some requests; any free port if none is given. Raises OSError."""
    with ExitStack() as open_:
        limits = read_limits(workspace)
        look = looker or open_.enter_context(WorkerPool(LOOK, workers=1, limits=limits))
        draw = drawer or open_.enter_context(WorkerPool(DRAW, workers=1, limits=limits))
        server = open_.enter_context(_Server((HOST, port), _Handler))
        at = server.server_port
        guard = Guard(frozenset({f"{HOST}:{at}", f"localhost:{at}"}))
        closed = Event()
        app = ReviewApp(workspace, request_ids, guard, look, draw, by, because, closed.set)
        server.set_app(app)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Served(f"http://{HOST}:{at}/{guard.token}/", app, closed)
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def serving(
    workspace: Workspace,
    request_ids: Sequence[str],
    *,
    by: str = "",
    looker: Looker | None = None,
    drawer: Looker | None = None,
) -> Iterator[str]:
    """The address of a review that is served meanwhile; any browser of this machine may open it."""
    with served(workspace, request_ids, by=by, looker=looker, drawer=drawer) as review:
        yield review.url
