"""A request on a reviewer's desk: its open questions, and answers tried out before they are kept.

An answer is kept only if, with it, the document is read without the problem and without another
one instead. Nothing is written but whole files, under the workspace's lock.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.holding import holding
from foistats.intake.asked import asked_of, declared_of
from foistats.intake.declarations import Declarations, read_declarations, root_of
from foistats.intake.responses import read_responses
from foistats.intake.settings import read_limits
from foistats.intake.stock import Stock, take_stock
from foistats.records import Note, Problem, Response
from foistats.review.answers import Answer, AnswerRefused, additions
from foistats.review.around import Excerpt, Looked, Wanted
from foistats.review.looked import is_read, matter_of, problems_of, row_of
from foistats.review.questions import Question, ask, is_asked, places_of, words_of
from foistats.review.writing import Addition, added
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode

# What may come to light once something is settled; all else would be one problem for another.
_MAY_FOLLOW = frozenset(
    {
        ProblemCode.FORCE_OTHER_THAN_SENDER,
        ProblemCode.FORCE_UNKNOWN,
        ProblemCode.JOINT_FORCES,
        ProblemCode.PERIOD_OUTSIDE_REQUEST,
    }
)
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
        for problem in self.told:
            if problem.code in NEEDS_NO_ANSWER:
                continue
            wanted[self._root(problem)].append(problem)
        for root, problems in wanted.items():
            looked = self._look(root, problems, declared) if root else ""
            for number, problem in enumerate(problems):
                if self._is_settled(problem, looked, declared.notes):
                    answered += 1
                    continue
                question = self._question(problem, looked, number)
                if question is not None and question.choices:
                    questions.append(question)
                else:
                    by_hand.append(problem)
        return OnDesk(tuple(questions), answered, tuple(by_hand))

    def answer(self, question: Question, answer: Answer) -> list[str]:
        """Take an answer; it is in `pending` then, or refused. Gives the files that it changes."""
        if answer.choice.does.sort == "layout":
            return self._draft(question)
        problem = question.problem
        declared = self._declared()
        made = additions(question, answer, says=lambda place: self._says(problem, place, declared))
        contents = self._with(made)
        after = self._declared(contents)
        wrong = [one for one in after.problems if one not in declared.problems]
        if wrong:
            raise AnswerRefused(
                f"{wrong[0].place}: found {wrong[0].found}; expected {wrong[0].expected};"
                f" {wrong[0].remedy}"
            )
        self._try(problem, declared, after, settled_by_note=answer.choice.does.sort == "note")
        self.pending |= contents
        return sorted(contents)

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
            Wanted(problem.document[len(root) + 1 :], place, words_of(problem))
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

    def _question(self, problem: Problem, looked: Looked | str, number: int) -> Question | None:
        if not is_asked(problem):
            return None
        if problem.code is ProblemCode.RESPONSES_INVALID:
            return ask(problem, Excerpt(), ())
        if not isinstance(looked, Looked):
            return None
        root = self._root(problem)
        around = looked.excerpts[number]
        part = problem.document[len(root) + 1 :]
        inside = {one.path: one.reading for one in looked.reading.parts}
        reading = inside.get(part, looked.reading) if part else looked.reading
        may_draft = not part and not self._has_layout(root)
        response = self._response(root)
        senders = response.force_ids if response is not None else ()
        return ask(problem, around, reading.proposals, senders=senders, may_draft=may_draft)

    def _has_layout(self, root: str) -> bool:
        known = self.workspace.layout_files(self.request_id, root)
        return bool(known) or _layout_file(root) in self.pending

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
        return row_of(problem) not in {
            row_of(one) for one in problems_of(self._root(problem), looked)
        }

    def _names_no_force(self, problem: Problem, declared: Declarations) -> bool:
        """True where a line of responses.csv still has the problem."""
        request, aliases = self.stock.request, declared.aliases
        listed = read_responses(self.workspace, request, aliases=aliases)
        return row_of(problem) in {row_of(one) for one in listed.problems}

    def _says(self, problem: Problem, place: str, declared: Declarations) -> str | None:
        root = self._root(problem)
        part = problem.document[len(root) + 1 :]
        looked = self._run(root, [Wanted(part, place)], declared)
        if isinstance(looked, str):
            raise AnswerRefused(looked)
        shown = looked.excerpts[0]
        return shown.says if shown.place == place else None

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
        problem: Problem,
        before: Declarations,
        after: Declarations,
        *,
        settled_by_note: bool,
    ) -> None:
        """Read the document as it would be read then; raises AnswerRefused where that won't do."""
        if settled_by_note:
            return
        if problem.code is ProblemCode.RESPONSES_INVALID:
            if self._names_no_force(problem, after):
                raise AnswerRefused("the line would still name no force")
            return
        root = self._root(problem)
        was, then = self._run(root, (), before), self._run(root, (), after)
        if isinstance(then, str):
            raise AnswerRefused(then)
        known = {matter_of(one) for one in problems_of(root, was)}
        left = problems_of(root, then)
        stale = next((one for one in left if one.code is ProblemCode.CORRECTION_STALE), None)
        if stale is not None:
            raise AnswerRefused(f"{stale.place}: {stale.found}; so the document isn't read at all")
        if any(row_of(one) == row_of(problem) for one in left):
            raise AnswerRefused("that would not settle it: the problem would be just the same")
        new = [one for one in left if matter_of(one) not in known and one.code not in _MAY_FOLLOW]
        if new:
            at = f" at {new[0].place}" if new[0].place else ""
            raise AnswerRefused(
                f"that would not settle it: {new[0].code.value}{at}, found {new[0].found}"
            )

    def _draft(self, question: Question) -> list[str]:
        from foistats.documents.workers import WorkerPool

        root = self._root(question.problem)
        path = self.workspace.document(self.request_id, root)
        function, limits = "foistats.reading.propose:propose_layout", read_limits(self.workspace)
        with WorkerPool(function, workers=1, limits=limits) as pool:
            draft = pool.run((path,))
        if not isinstance(draft, str):
            raise AnswerRefused(f"no layout can be drafted: {draft}")
        file = _layout_file(root)
        self.pending[file] = draft.encode()
        return [file]


def _layout_file(root: str) -> str:
    return f"layouts/{root}.toml"


def held(workspace: Workspace) -> AbstractContextManager[bool]:
    """Hold the workspace's lock for as long as something is read or written; waits a little."""
    return holding(workspace, "foistats review", patience=_PATIENCE_SECONDS)


def open_desk(workspace: Workspace, request_id: str, looker: Looker) -> Desk:
    """Lay out one request; raises WorkspaceError where it has not been run yet."""
    with held(workspace):
        stock = take_stock(workspace, request_id)
        return Desk(workspace, request_id, looker, stock, _told(workspace, request_id))


def _told(workspace: Workspace, request_id: str) -> tuple[Problem, ...]:
    """The problems of the tables that hold."""
    import pyarrow.parquet as pq

    from foistats.release.generations import current_folder

    folder = current_folder(workspace, request_id)
    rows = pq.read_table(folder / "problems.parquet").to_pylist()
    return tuple(
        Problem(
            ProblemCode(row["code"]),
            row["document"],
            row["place"],
            row["found"],
            row["expected"],
            row["remedy"],
            row["response_id"],
        )
        for row in rows
    )
