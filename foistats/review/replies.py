"""The documents of one request as a reviewer has them read: with what is declared at the moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from foistats.errors import WorkspaceError
from foistats.intake.asked import asked_of, declared_of
from foistats.intake.declarations import Declarations, read_declarations, root_of
from foistats.intake.responses import COLUMNS, file_name, responses_in
from foistats.intake.settling import settle_responses
from foistats.intake.sheets import read_sheet
from foistats.intake.stock import Stock
from foistats.model.layouts import Layout
from foistats.reading.around import Looked, Wanted
from foistats.reading.drawn import Drawn
from foistats.records import Asked, Declared, Problem, Response
from foistats.review.questions import first_quoted, places_of
from foistats.workspace import Workspace


class Looker(Protocol):
    """What looks at documents: a pool of workers that each call `around.look`."""

    def run(self, args: tuple[object, ...]) -> object:
        """The answer to one call, or what became of it."""


@dataclass(frozen=True, slots=True)
class Replies:
    """The replies to one request, and what opens their documents."""

    workspace: Workspace
    request_id: str
    looker: Looker
    stock: Stock

    def documents(self) -> frozenset[str]:
        """The received files that a response names."""
        return frozenset(path for one in self.stock.responses for path in one.documents)

    def root(self, problem: Problem) -> str:
        """The received file that a problem is about, if it is one that is read."""
        root = root_of(problem.document, self.documents())
        return root if root in self.stock.receipts and self.response(root) is not None else ""

    def response(self, root: str) -> Response | None:
        """The response that a received file belongs to, if it stands."""
        standing = self.stock.standing()
        return next((one for one in standing if root in one.documents), None)

    def look(self, root: str, problems: Sequence[Problem], declared: Declarations) -> Looked | str:
        """The document with what stands around each problem; a sentence where it can't be read."""
        wanted = [
            Wanted(problem.document[len(root) + 1 :], place, first_quoted(problem))
            for problem in problems
            for place in places_of(problem.place)[:1]
        ]
        return self.read(root, wanted, declared)

    def read(
        self,
        root: str,
        wanted: Sequence[Wanted],
        declared: Declarations,
        *,
        layouts: Mapping[str, tuple[Layout, ...]] | None = None,
    ) -> Looked | str:
        """A document read with what is declared, and with `layouts` by part instead of its own.

        A sentence where it can't be read.
        """
        try:
            path, asked, about = self._known(root, declared)
        except WorkspaceError as refusal:
            return str(refusal)
        about = replace(about, layouts={**about.layouts, **(layouts or {})})
        looked = self.looker.run((path, asked, about, tuple(wanted)))
        return looked if isinstance(looked, Looked) else f"{root} can't be read: {looked}"

    def draw(
        self, drawer: Looker, problem: Problem, places: Sequence[str], words: Sequence[str]
    ) -> Drawn:
        """The table or passage that a problem is about, as it is understood with what is declared.

        An empty drawing where the document can't be shown.
        """
        root = self.root(problem)
        if not root:
            return Drawn()
        declared = read_declarations(self.workspace, self.stock.request, documents=self.documents())
        try:
            known = self._known(root, declared)
        except WorkspaceError:
            return Drawn()
        part = problem.document[len(root) + 1 :]
        drawn = drawer.run((*known, part, tuple(places), tuple(words)))
        return drawn if isinstance(drawn, Drawn) else Drawn()

    def _known(self, root: str, declared: Declarations) -> tuple[str, Asked, Declared]:
        """The path of a document, what was asked, and what is declared of it."""
        response = self.response(root)
        about = declared_of(self.workspace, self.request_id, root, declared)
        forces = response.force_ids if response is not None else ()
        received_on = response.received_on if response is not None else None
        asked = asked_of(self.stock.request, forces, declared, received_on=received_on)
        return str(self.workspace.document(self.request_id, root)), asked, about


def list_problems(replies: Replies, content: bytes, *, contradicting: bool) -> set[str]:
    """What would be wrong with the lines of a list of replies.

    With `contradicting` also which replies of one force would contradict each other.
    """
    request = replies.stock.request
    sheet = read_sheet(content, known=COLUMNS, name=file_name(request.request_id))
    present = tuple(replies.stock.receipts) + tuple(replies.documents())
    listed = responses_in(sheet, request=request, present=present)
    found = {f"{problem.place}: {problem.found}" for problem in listed.problems}
    if not contradicting:
        return found
    settled = settle_responses(listed, request_id=request.request_id)
    found |= {f"{problem.place}: {problem.found}" for problem in settled.problems}
    return found | set(settled.unsettled.values())
