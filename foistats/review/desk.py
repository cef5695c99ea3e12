"""A request on a reviewer's desk: its open questions, and answers tried out before they are kept.

An answer is kept only if, with it, the document is read without the problem and without another
one instead. Nothing is written but whole files, under the workspace's lock.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from foistats.durable import write_whole
from foistats.holding import holding
from foistats.intake.declarations import Declarations, read_declarations
from foistats.intake.responses import read_responses
from foistats.intake.statements import LEFT_UNCOUNTED, SETTLED_BY_NOTE
from foistats.intake.stock import Stock, take_stock
from foistats.intake.writing import Addition, added
from foistats.naming.spelling import fold
from foistats.reading.around import Excerpt, Looked, Wanted
from foistats.records import DocumentReading, Note, Problem
from foistats.review.answers import (
    Answer,
    AnswerRefused,
    Says,
    additions,
    answers_of,
)
from foistats.review.drafts import (
    draft_of,
    layout_file,
    layouts_of,
    picked,
    refuse_unless_as_shown,
)
from foistats.review.grouping import grouped
from foistats.review.headings import heading_choices
from foistats.review.lines import LINE, OF_A_LINE, WITHOUT_FIGURES
from foistats.review.looked import headings_of, is_read, problems_of, reading_of, row_of
from foistats.review.moving import (
    file_with_line,
    files_refiled,
    is_filed_otherwise,
    misfiled_at,
)
from foistats.review.questions import (
    Question,
    ask,
    is_asked,
    observations_of,
)
from foistats.review.refiling import LISTED as RESPONSES
from foistats.review.refiling import REFILE, is_about_a_sender
from foistats.review.replies import Looker, Replies
from foistats.review.told import problems_told
from foistats.review.trying import refuse_if_same, refuse_unless_heard, refuse_unless_settled
from foistats.workspace import Workspace
from schemas.problem_codes import NEEDS_NO_ANSWER, ProblemCode, in_words

# These are told of a reply as a whole, not by reading one document.
_OF_A_REPLY = frozenset(
    {
        ProblemCode.FIGURE_REVISED,
        ProblemCode.PERIOD_OUTSIDE_REQUEST,
        ProblemCode.FORCE_OTHER_THAN_SENDER,
        ProblemCode.CATEGORY_UNKNOWN,
        ProblemCode.FIGURE_LEFT_OUT,
        ProblemCode.REFUSAL_UNCLEAR,
        ProblemCode.ANSWER_WITHOUT_COUNTS,
        ProblemCode.NO_TABLE,
        ProblemCode.TABLES_DISAGREE,
        ProblemCode.DOCUMENT_SEALED,
    }
)
# What follows from another problem of the same response, mostly.
_CONSEQUENCES = frozenset(
    {
        ProblemCode.FIGURE_LEFT_OUT,
        ProblemCode.ANSWER_WITHOUT_COUNTS,
        ProblemCode.CATEGORY_UNKNOWN,
    }
)
# A run takes seconds; whoever answers waits this long for it to end.
_PATIENCE_SECONDS = 10


class OnDesk(NamedTuple):
    """What is to be decided: open questions, problems answered since the run, and all others."""

    questions: tuple[Question, ...]
    answered: int
    by_hand: tuple[Problem, ...]


@dataclass(slots=True)
class Desk:
    """One request under review. `pending` has the new content of files that aren't written yet."""

    replies: Replies
    told: tuple[Problem, ...]
    pending: dict[str, bytes] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        """Where the request's files lie."""
        return self.replies.workspace

    @property
    def request_id(self) -> str:
        """The request under review."""
        return self.replies.request_id

    @property
    def stock(self) -> Stock:
        """What the request's folder holds."""
        return self.replies.stock

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
            wanted[self.replies.root(problem)].append(problem)
        for root, problems in wanted.items():
            looked = self.replies.look(root, problems, declared) if root else ""
            for number, problem in enumerate(problems):
                if self._is_settled(problem, looked, declared.notes):
                    answered += 1
                    continue
                question = self._question(problem, looked, number, declared)
                if question is not None and question.choices:
                    questions.append(question)
                else:
                    by_hand.append(problem)
        questions, waiting = _without_consequences(questions)
        asked = grouped(questions, root_of=lambda question: self.replies.root(question.problem))
        return OnDesk(asked, answered, (*by_hand, *waiting))

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
            if said.choice.does.sort == "reading":
                self._try_reading(one, said, declared)
                drafts |= picked(one, said)
                continue
            if said.choice.does.sort == REFILE:
                drafts = drafts or files_refiled(self.replies, one, said, content_of=self._content)
                continue
            if said.choice.does.sort == LINE:
                before = drafts.get(RESPONSES) or self._content(RESPONSES)
                drafts[RESPONSES] = file_with_line(self.replies, one, said, before)
                continue
            if said.choice.does.sort == "layout":
                drafts = drafts or draft_of(
                    self.workspace, self.request_id, self.replies.root(one.problem)
                )
                continue
            added_now = additions(one, said, says=self._sayer(one.problem, declared))
            made += [one for one in added_now if one not in made]
            # A note leaves its problem as it is, and says that it was looked at.
            if not any(one.sort == "note" for one in added_now):
                tried += [member.problem for member in one.each]
        contents = self._with(made)
        after = self._declared(contents)
        wrong = [problem for problem in after.problems if problem not in declared.problems]
        if wrong:
            raise AnswerRefused(
                f"{wrong[0].place}: {in_words(wrong[0].code, wrong[0].found)};"
                f" expected {wrong[0].expected};"
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
        listed = RESPONSES in self.pending
        self.pending.clear()
        if listed:
            self.look_again()

    def look_again(self) -> None:
        """Take stock of the request's folder anew: what is written may list a reply otherwise."""
        stock = take_stock(self.workspace, self.request_id)
        self.replies = replace(self.replies, stock=stock)

    def _declared(self, contents: Mapping[str, bytes] | None = None) -> Declarations:
        return read_declarations(
            self.workspace,
            self.stock.request,
            documents=self.replies.documents(),
            instead=self.pending | dict(contents or {}),
        )

    def _question(
        self, problem: Problem, looked: Looked | str, number: int, declared: Declarations
    ) -> Question | None:
        if not is_asked(problem):
            return None
        if problem.code is ProblemCode.RESPONSES_INVALID:
            return ask(problem, Excerpt(), DocumentReading())
        if not isinstance(looked, Looked):
            settled_unread = problem.code in _OF_A_REPLY & SETTLED_BY_NOTE.keys()
            known = LEFT_UNCOUNTED.keys() | OF_A_LINE
            if problem.code not in known and not settled_unread:
                return None
            return ask(
                problem,
                Excerpt(),
                DocumentReading(),
                senders=self._senders(problem),
                responses=self.stock.responses,
            )
        root = self.replies.root(problem)
        around = looked.excerpts[number]
        part = problem.document[len(root) + 1 :]
        reading = reading_of(looked, part)
        may_draft = not part and not self._has_layout(root)
        return ask(
            problem,
            around,
            reading,
            headings=headings_of(problem, reading, known=declared.headings),
            senders=self._senders(problem),
            may_draft=may_draft,
            request=self.stock.request,
            misfiled=misfiled_at(self.replies, problem, root, declared, told=self.told),
        )

    def _content(self, file: str) -> bytes:
        """A file's content as it is, or will be with what is pending."""
        path = self.workspace.declared_file(self.request_id, file)
        return self.pending.get(file) or (path.read_bytes() if path.is_file() else b"")

    def _senders(self, problem: Problem) -> tuple[str, ...]:
        """The forces of the response that a problem belongs to."""
        of_root = self.replies.response(self.replies.root(problem))
        if of_root is not None:
            return of_root.force_ids
        named = (r for r in self.stock.responses if r.response_id == problem.response_id)
        return next((response.force_ids for response in named), ())

    def _has_layout(self, root: str) -> bool:
        known = self.workspace.layout_files(self.request_id, root)
        return bool(known) or layout_file(root) in self.pending

    def _is_settled(self, problem: Problem, looked: Looked | str, notes: Sequence[Note]) -> bool:
        """True where what is declared by now settles a problem of the last run."""
        if any(
            (note.document, note.place, note.code, note.found)
            == (problem.document, problem.place, problem.code, problem.found)
            and (problem.document or note.response_id == problem.response_id)
            for note in notes
        ):
            return True
        if not is_asked(problem):
            return False
        if problem.code is ProblemCode.RESPONSES_INVALID:
            return not self._names_no_force(problem, self._declared())
        if problem.code is ProblemCode.UNIT_DIFFERS and isinstance(looked, Looked):
            part = problem.document[len(self.replies.root(problem)) + 1 :]
            return is_read(looked) and not observations_of(problem, reading_of(looked, part))
        if problem.code in OF_A_LINE:
            return self._is_said_by_its_line(problem)
        if is_about_a_sender(problem.found):
            return is_filed_otherwise(self.replies, problem, self._declared())
        if problem.code in _OF_A_REPLY or isinstance(looked, str) or not is_read(looked):
            return False
        if problem.code is ProblemCode.HEADING_UNCLEAR:
            part = problem.document[len(self.replies.root(problem)) + 1 :]
            return not headings_of(problem, reading_of(looked, part), known={})
        return row_of(problem) not in {
            row_of(one) for one in problems_of(self.replies.root(problem), looked)
        }

    def _is_said_by_its_line(self, problem: Problem) -> bool:
        """True where responses.csv says by now what a reply amounts to, or what it replaces."""
        if problem.code is ProblemCode.RESPONSE_TWICE:
            return row_of(problem) not in {row_of(one) for one in self.stock.problems}
        of = {one.response_id: one for one in self.stock.responses}
        response = of.get(problem.response_id)
        return response is not None and response.outcome in WITHOUT_FIGURES

    def _names_no_force(self, problem: Problem, declared: Declarations) -> bool:
        """True where a line of responses.csv still has the problem."""
        request, aliases = self.stock.request, declared.aliases
        listed = read_responses(self.workspace, request, aliases=aliases)
        return row_of(problem) in {row_of(one) for one in listed.problems}

    def _sayer(self, problem: Problem, declared: Declarations) -> Says:
        """What gives the text of a cell of the document that a problem is about."""

        def says(place: str) -> str | None:
            root = self.replies.root(problem)
            part = problem.document[len(root) + 1 :]
            looked = self.replies.read(root, [Wanted(part, place)], declared)
            if isinstance(looked, str):
                raise AnswerRefused(looked)
            shown = looked.excerpts[0]
            return shown.says if shown.place == place else None

        return says

    def _with(self, made: Iterable[Addition]) -> dict[str, bytes]:
        contents: dict[str, bytes] = {}
        for one in made:
            before = contents.get(one.file, b"") or self._content(one.file)
            contents[one.file] = added(before, one)
        return contents

    def _try_reading(self, question: Question, answer: Answer, declared: Declarations) -> None:
        """Read the document with the layout of the reading that a person picked."""
        root = self.replies.root(question.problem)
        part = question.problem.document[len(root) + 1 :]
        layouts = {part: layouts_of(picked(question, answer))}
        after = self.replies.read(root, (), declared, layouts=layouts)
        refuse_unless_settled(
            root,
            [question.problem],
            was=partial(self.replies.read, root, (), declared),
            then=lambda: after,
            # What a layout leaves out is told, cell by cell.
            may_follow=frozenset({ProblemCode.CELL_UNEXPLAINED}),
        )
        if isinstance(after, Looked):
            refuse_unless_as_shown(question, answer, reading_of(after, part))

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
                of_root[self.replies.root(problem)].append(problem)
        if question.headings:
            refuse_unless_heard(question, (self.replies.read(root, (), after) for root in of_root))
            return
        for root, problems in of_root.items():
            if question.misfiled is not None:
                # What the document says comes to light only now, and may need a person, too.
                refuse_if_same(root, problems, self.replies.read(root, (), after))
                continue
            refuse_unless_settled(
                root,
                problems,
                was=partial(self.replies.read, root, (), before),
                then=partial(self.replies.read, root, (), after),
            )


def _without_consequences(
    questions: Sequence[Question],
) -> tuple[list[Question], list[Problem]]:
    """The questions, less those whose problem another question of the same response may settle.

    Nobody is asked what is to become of a figure as long as its cell is still a question.
    """
    causes = {
        question.problem.response_id
        for question in questions
        if question.problem.code not in _CONSEQUENCES
    }
    asked: list[Question] = []
    waiting: list[Problem] = []
    for question in questions:
        if question.problem.code in _CONSEQUENCES and question.problem.response_id in causes:
            waiting.append(question.problem)
        else:
            asked.append(question)
    return asked, waiting


def held(workspace: Workspace) -> AbstractContextManager[bool]:
    """Hold the workspace's lock for as long as something is read or written; waits a little."""
    return holding(workspace, "foistats review", patience=_PATIENCE_SECONDS)


def open_desk(workspace: Workspace, request_id: str, looker: Looker) -> Desk:
    """Lay out one request; raises WorkspaceError where it has not been run yet."""
    with held(workspace):
        stock = take_stock(workspace, request_id)
        replies = Replies(workspace, request_id, looker, stock)
        return Desk(replies, problems_told(workspace, request_id))
