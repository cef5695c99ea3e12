"""A request on a reviewer's desk: its open questions, and answers tried out before they are kept.

An answer is kept only if, with it, the document is read without the problem and without another
one instead. Nothing is written but whole files, under the workspace's lock.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, Protocol

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.holding import holding
from foistats.intake.asked import asked_of, declared_of
from foistats.intake.declarations import Declarations, read_declarations, root_of
from foistats.intake.responses import read_responses
from foistats.intake.stock import Stock, take_stock
from foistats.naming.spelling import fold
from foistats.records import Note, Problem, Response
from foistats.review.answers import Answer, AnswerRefused, Says, additions, answers_of
from foistats.review.around import Excerpt, Looked, Wanted
from foistats.review.drafts import draft_of, layout_file
from foistats.review.grouping import grouped
from foistats.review.headings import heading_choices
from foistats.review.looked import headings_of, is_read, problems_of, reading_of, row_of
from foistats.review.questions import (
    Question,
    ask,
    first_quoted,
    is_asked,
    places_of,
)
from foistats.review.told import problems_told
from foistats.review.trying import refuse_unless_heard, refuse_unless_settled
from foistats.review.writing import Addition, added
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode

_NUMBERS = re.compile(r"([0-9]{1,18})")
# These are told of a reply as a whole, not by reading one document.
_OF_A_REPLY = frozenset(
    {
        ProblemCode.FIGURE_REVISED,
        ProblemCode.PERIOD_OUTSIDE_REQUEST,
        ProblemCode.FORCE_OTHER_THAN_SENDER,
    }
)
# A run takes seconds; whoever answers waits this long for it to end.
_PATIENCE_SECONDS = 10


class Looker(Protocol):
    """What looks at documents: a pool of workers that each call `around.look`."""

    def run(self, args: tuple[object, ...]) -> object:
        """The answer to one call, or what became of it."""


class OnDesk(NamedTuple):
    """What is to be decided: open questions, problems answered since the run, and all others."""

    questions: tuple[Question, ...]
    answered: int
    by_hand: tuple[Problem, ...]


@dataclass(slots=True)
class Desk:
    """One request under review. `pending` has the new content of files that aren't written yet."""

    workspace: Workspace
    request_id: str
    looker: Looker
    stock: Stock
    told: tuple[Problem, ...]
    pending: dict[str, bytes] = field(default_factory=dict)

    def spread(self) -> OnDesk:
        """Every problem of the last run: asked, answered since, or not to be answered here."""
        questions: list[Question] = []
        by_hand: list[Problem] = []
        answered = 0
        declared = self._declared()
        wanted: dict[str, list[Problem]] = defaultdict(list)
        for problem in sorted(self.told, key=_in_reading_order):
            if problem.code in NEEDS_NO_ANSWER:
                continue
            wanted[self._root(problem)].append(problem)
        for root, problems in wanted.items():
            looked = self._look(root, problems, declared) if root else ""
            for number, problem in enumerate(problems):
                if self._is_settled(problem, looked, declared.notes):
                    answered += 1
                    continue
                question = self._question(problem, looked, number, declared)
                if question is not None and question.choices:
                    questions.append(question)
                else:
                    by_hand.append(problem)
        asked = grouped(questions, root_of=lambda question: self._root(question.problem))
        return OnDesk(asked, answered, tuple(by_hand))

    def still(self, question: Question) -> Question | None:
        """The question without the headings that an answer given since has settled beside others.

        None where nothing of it is left.
        """
        known = self._declared().headings
        left = tuple(heading for heading in question.headings if fold(heading) not in known)
        if left == question.headings:
            return question
        if not left:
            return None
        choices = heading_choices(left, self.stock.request.categories)
        return question._replace(headings=left, choices=tuple(choices))

    def answer(self, question: Question, answer: Answer) -> list[str]:
        """Take an answer; it is in `pending` then, or refused. Gives the files that it changes."""
        declared = self._declared()
        made: list[Addition] = []
        drafts: dict[str, bytes] = {}
        tried: list[Problem] = []
        for one, said in answers_of(question, answer):
            if said.choice.does.sort == "layout":
                drafts = drafts or draft_of(
                    self.workspace, self.request_id, self._root(one.problem)
                )
                continue
            added_now = additions(one, said, says=self._sayer(one.problem, declared))
            made += [one for one in added_now if one not in made]
            if said.choice.does.sort != "note":
                tried += [member.problem for member in one.each]
        contents = self._with(made)
        after = self._declared(contents)
        wrong = [one for one in after.problems if one not in declared.problems]
        if wrong:
            raise AnswerRefused(
                f"{wrong[0].place}: found {wrong[0].found}; expected {wrong[0].expected};"
                f" {wrong[0].remedy}"
            )
        self._try(question, tried, declared, after)
        self.pending |= contents | drafts
        return sorted(contents | drafts)

    def save(self) -> None:
        """Write what is pending, each file as a whole; hold the workspace's lock."""
        folder = self.workspace.request_folder(self.request_id)
        for file, content in self.pending.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        self.pending.clear()

    def _declared(self, contents: Mapping[str, bytes] | None = None) -> Declarations:
        return read_declarations(
            self.workspace,
            self.stock.request,
            documents=self._documents(),
            instead=self.pending | dict(contents or {}),
        )

    def _documents(self) -> frozenset[str]:
        return frozenset(path for one in self.stock.responses for path in one.documents)

    def _root(self, problem: Problem) -> str:
        """The received file that a problem is about, if it is one that is read."""
        root = root_of(problem.document, self._documents())
        return root if root in self.stock.receipts and self._response(root) is not None else ""

    def _response(self, root: str) -> Response | None:
        standing = self.stock.standing()
        return next((one for one in standing if root in one.documents), None)

    def _look(self, root: str, problems: Sequence[Problem], declared: Declarations) -> Looked | str:
        """The document with what stands around each problem; a sentence where it can't be read."""
        wanted = [
            Wanted(problem.document[len(root) + 1 :], place, first_quoted(problem))
            for problem in problems
            for place in places_of(problem.place)[:1]
        ]
        return self._run(root, wanted, declared)

    def _run(self, root: str, wanted: Sequence[Wanted], declared: Declarations) -> Looked | str:
        response = self._response(root)
        try:
            about = declared_of(self.workspace, self.request_id, root, declared)
        except WorkspaceError as refusal:
            return str(refusal)
        forces = response.force_ids if response is not None else ()
        asked = asked_of(self.stock.request, forces, declared)
        path = str(self.workspace.document(self.request_id, root))
        looked = self.looker.run((path, asked, about, tuple(wanted)))
        return looked if isinstance(looked, Looked) else f"{root} can't be read: {looked}"

    def _question(
        self, problem: Problem, looked: Looked | str, number: int, declared: Declarations
    ) -> Question | None:
        if not is_asked(problem):
            return None
        if problem.code is ProblemCode.RESPONSES_INVALID:
            return ask(problem, Excerpt(), ())
        if not isinstance(looked, Looked):
            return None
        root = self._root(problem)
        around = looked.excerpts[number]
        part = problem.document[len(root) + 1 :]
        reading = reading_of(looked, part)
        may_draft = not part and not self._has_layout(root)
        response = self._response(root)
        return ask(
            problem,
            around,
            reading.proposals,
            headings=headings_of(problem, reading, known=declared.headings),
            categories=self.stock.request.categories,
            senders=response.force_ids if response is not None else (),
            may_draft=may_draft,
        )

    def _has_layout(self, root: str) -> bool:
        known = self.workspace.layout_files(self.request_id, root)
        return bool(known) or layout_file(root) in self.pending

    def _is_settled(self, problem: Problem, looked: Looked | str, notes: Sequence[Note]) -> bool:
        """True where what is declared by now settles a problem of the last run."""
        if any(
            (note.document, note.place, note.code, note.found)
            == (problem.document, problem.place, problem.code, problem.found)
            for note in notes
        ):
            return True
        if not is_asked(problem):
            return False
        if problem.code is ProblemCode.RESPONSES_INVALID:
            return not self._names_no_force(problem, self._declared())
        if problem.code in _OF_A_REPLY or isinstance(looked, str) or not is_read(looked):
            return False
        if problem.code is ProblemCode.HEADING_UNCLEAR:
            part = problem.document[len(self._root(problem)) + 1 :]
            return not headings_of(problem, reading_of(looked, part), known={})
        return row_of(problem) not in {
            row_of(one) for one in problems_of(self._root(problem), looked)
        }

    def _names_no_force(self, problem: Problem, declared: Declarations) -> bool:
        """True where a line of responses.csv still has the problem."""
        request, aliases = self.stock.request, declared.aliases
        listed = read_responses(self.workspace, request, aliases=aliases)
        return row_of(problem) in {row_of(one) for one in listed.problems}

    def _sayer(self, problem: Problem, declared: Declarations) -> Says:
        """What gives the text of a cell of the document that a problem is about."""

        def says(place: str) -> str | None:
            root = self._root(problem)
            part = problem.document[len(root) + 1 :]
            looked = self._run(root, [Wanted(part, place)], declared)
            if isinstance(looked, str):
                raise AnswerRefused(looked)
            shown = looked.excerpts[0]
            return shown.says if shown.place == place else None

        return says

    def _with(self, made: Iterable[Addition]) -> dict[str, bytes]:
        contents: dict[str, bytes] = {}
        for one in made:
            before = contents.get(one.file, self.pending.get(one.file))
            if before is None:
                path = self.workspace.declared_file(self.request_id, one.file)
                before = path.read_bytes() if path.is_file() else b""
            contents[one.file] = added(before, one)
        return contents

    def _try(
        self,
        question: Question,
        tried: Sequence[Problem],
        before: Declarations,
        after: Declarations,
    ) -> None:
        """Read the documents as they would be read then; raises AnswerRefused where that won't do.

        `tried` are the problems that must be none then.
        """
        if any(
            one.code is ProblemCode.RESPONSES_INVALID and self._names_no_force(one, after)
            for one in tried
        ):
            raise AnswerRefused("the line would still name no force")
        of_root: dict[str, list[Problem]] = defaultdict(list)
        for problem in tried:
            if problem.code is not ProblemCode.RESPONSES_INVALID:
                of_root[self._root(problem)].append(problem)
        if question.headings:
            refuse_unless_heard(question, (self._run(root, (), after) for root in of_root))
            return
        for root, problems in of_root.items():
            refuse_unless_settled(
                root,
                problems,
                was=partial(self._run, root, (), before),
                then=partial(self._run, root, (), after),
            )


def _in_reading_order(problem: Problem) -> tuple[str, list[int | str]]:
    """Documents by name, and paragraph 6 before paragraph 10."""
    parts = _NUMBERS.split(problem.place)
    return problem.document, [int(one) if n % 2 else one for n, one in enumerate(parts)]


def held(workspace: Workspace) -> AbstractContextManager[bool]:
    """Hold the workspace's lock for as long as something is read or written; waits a little."""
    return holding(workspace, "foistats review", patience=_PATIENCE_SECONDS)


def open_desk(workspace: Workspace, request_id: str, looker: Looker) -> Desk:
    """Lay out one request; raises WorkspaceError where it has not been run yet."""
    with held(workspace):
        stock = take_stock(workspace, request_id)
        return Desk(workspace, request_id, looker, stock, problems_told(workspace, request_id))
