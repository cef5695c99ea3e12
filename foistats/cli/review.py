"""`foistats review`: what needs a person, one by one, in a terminal or as a CSV."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from foistats.cli.console import ExitCode, say, show
from foistats.cli.figures import console, safe
from foistats.documents.workers import WorkerPool
from foistats.durable import write_whole
from foistats.errors import FoistatsError, WorkspaceError
from foistats.intake.settings import read_limits
from foistats.naming.forces import force_name
from foistats.reading.around import LOOK, Excerpt
from foistats.records import Problem
from foistats.review.choices import Choice
from foistats.review.desk import Desk, OnDesk, held, open_desk
from foistats.review.questions import Question
from foistats.review.sheet import apply_sheet, few, sheet_bytes
from foistats.review.sitting import Sitting, sit_down
from foistats.telling.problem_lines import problem_line
from foistats.workspace import Workspace

_MOST_BY_HAND = 20
_QUIT, _SKIP, _UNDO = "q", "s", "u"


class Web(NamedTuple):
    """That the review is asked in a browser: whether to open one, and at which port; 0 is any."""

    open: bool = False
    port: int = 0


class _Left(Exception):
    """A person ends the session: by `q`, by Ctrl-C or by the end of what is typed."""


def review_request(
    request: str | None,
    *,
    root: Path,
    by: str,
    because: str,
    export: Path | None,
    apply: Path | None,
    web: Web | None = None,
) -> int:
    """Ask what the last run left open, or write it to a sheet, or take a sheet's answers.

    With `web` it is asked on pages for a browser of this machine.

    Gives 0 where nothing is open any more, and 1 where something is.
    """
    if export is not None and apply is not None:
        say("--export and --apply at once; export first, fill the file in, then apply it")
        return ExitCode.WRONG_USAGE
    if web is not None and (export is not None or apply is not None):
        say("--web asks in a browser; leave --export and --apply out")
        return ExitCode.WRONG_USAGE
    if (
        export is None
        and apply is None
        and web is None
        and not (sys.stdin.isatty() and sys.stdout.isatty())
    ):
        say(
            "there is no terminal to ask at; write the questions to a file with"
            " `foistats review REQUEST --export review.csv`, fill it in, then --apply review.csv,"
            " or ask in a browser: `foistats review REQUEST --web`"
        )
        return ExitCode.WRONG_USAGE
    try:
        workspace = Workspace(root)
        request_ids = _chosen(workspace, request, one=export is not None or apply is not None)
        if web is not None:
            return _on_pages(workspace, request_ids, web, by=by, because=because)
        with WorkerPool(LOOK, workers=1, limits=read_limits(workspace)) as pool:
            codes = []
            for request_id in request_ids:
                desk = open_desk(workspace, request_id, pool)
                if export is not None:
                    codes.append(_export(desk, export))
                elif apply is not None:
                    codes.append(_apply(desk, apply, by=by, because=because))
                else:
                    sitting = sit_down(desk)
                    codes.append(_Session(sitting, console(), by=by, because=because).run())
            return max(codes)
    except _Left:
        return ExitCode.REFUSED_SOMETHING
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as reason:
        say(f"nothing can be written: {reason}")
        return ExitCode.NOTHING_WRITTEN


def _on_pages(
    workspace: Workspace, request_ids: Sequence[str], web: Web, *, by: str, because: str
) -> int:
    """Serve the review until the person ends it on a page or by Ctrl-C."""
    from foistats.review.web.serving import served

    port = web.port
    with served(workspace, request_ids, by=by, because=because, port=port) as review:
        show(f"Review: {review.url}")
        sys.stdout.flush()
        say("Open this address in a browser of this machine. It is secret; Ctrl-C ends the review.")
        if web.open:
            import webbrowser

            webbrowser.open(review.url)
        try:
            # Windows hears Ctrl-C only between two waits.
            while not review.closed.wait(1):
                pass
        except KeyboardInterrupt:
            say("")
        codes: list[int] = [ExitCode.DONE]
        for request_id, sitting in review.app.sittings.items():
            answered = len(sitting.steps)
            say(
                f"{request_id}: {_number(answered, 'answer')} taken"
                + _run_next(sitting.desk, answered)
            )
            codes.append(_code(len(sitting.left), sitting.on_desk))
        return max(codes)


def _chosen(workspace: Workspace, request: str | None, *, one: bool) -> Sequence[str]:
    if request is not None:
        workspace.request_folder(request)
        return [request]
    known = workspace.request_ids()
    if not known:
        raise WorkspaceError(f"there is no request under {workspace.raw}; README.md shows how")
    if one and len(known) > 1:
        raise WorkspaceError(f"which request? There are {', '.join(known)}")
    return known


def _export(desk: Desk, path: Path) -> int:
    with held(desk.workspace):
        spread = desk.spread()
    write_whole(path, sheet_bytes(spread.questions))
    say(f"{_number(len(spread.questions), 'question')} in {path}; fill in answer, value and by")
    _say_the_rest(desk, spread)
    return _code(len(spread.questions), spread)


def _apply(desk: Desk, path: Path, *, by: str, because: str) -> int:
    with held(desk.workspace):
        applied = apply_sheet(
            desk, path.read_bytes(), name=path.name, by=by, because=because, on=date.today()
        )
        desk.save()
    for line in (*applied.errors, *applied.settled):
        say(line)
    if applied.errors:
        say(f"{_number(len(applied.errors), 'line')} can't be taken; nothing was written")
        return ExitCode.WRONG_USAGE
    for file in applied.files:
        say(f"written: raw/{desk.request_id}/{file}")
    say(f"{_number(applied.answered, 'answer')} taken" + _run_next(desk, applied.answered))
    return ExitCode.DONE


def _run_next(desk: Desk, answered: int) -> str:
    return f"; run `foistats run {desk.request_id}`" if answered else ""


def _code(left: int, spread: OnDesk) -> int:
    return ExitCode.REFUSED_SOMETHING if left or spread.by_hand else ExitCode.DONE


def _number(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _say_the_rest(desk: Desk, spread: OnDesk) -> None:
    """What is answered already, and what no answer here could settle."""
    if spread.answered:
        were = "problem of the last run is" if spread.answered == 1 else "problems of it are"
        say(f"{spread.answered:,} {were} settled by now" + _run_next(desk, spread.answered))
    if spread.by_hand:
        say(f"To be settled otherwise: {len(spread.by_hand):,}")
    for problem in spread.by_hand[:_MOST_BY_HAND]:
        say(f"  {problem_line(_as_row(problem))}")
    if len(spread.by_hand) > _MOST_BY_HAND:
        more = len(spread.by_hand) - _MOST_BY_HAND
        say(f"  ... and {more:,} more: `foistats status {desk.request_id}`")


def _as_row(problem: Problem) -> dict[str, str]:
    return problem._asdict() | {"code": problem.code.value}


class _Session:
    """One person at a terminal, going through one request's questions."""

    def __init__(self, sitting: Sitting, to: Console, *, by: str, because: str) -> None:
        self.sitting, self.desk, self.to = sitting, sitting.desk, to
        self.by, self.because = by, because
        self.asked_why = bool(because)

    def run(self) -> int:
        """Ask each question; whatever was answered when the person leaves is kept."""
        questions = self.sitting.questions
        self.tell(self.desk.stock.request.title, "bold")
        if not questions:
            self.tell("No question is open.")
        left = False
        try:
            number = 0
            while number < len(questions):
                still = self.sitting.now(questions[number])
                if still is not None:
                    self.show(still, f"{number + 1} of {len(questions)}")
                    if (again := self.settle(still)) is not None:
                        number = [question.id for question in questions].index(again.id)
                        continue
                number += 1
        except (_Left, EOFError, KeyboardInterrupt):
            left = True
            self.tell("")
        open_ = len(self.sitting.left)
        answered = len(questions) - open_
        self.tell(
            f"{_number(answered, 'question')} answered, {open_} left"
            + _run_next(self.desk, answered),
            "bold",
        )
        _say_the_rest(self.desk, self.sitting.on_desk)
        if left:
            raise _Left
        return _code(open_, self.sitting.on_desk)

    def tell(self, line: str, style: str = "") -> None:
        """One line of ours or others', never as markup."""
        self.to.print(safe(line, style), soft_wrap=True)

    def show(self, question: Question, number: str) -> None:
        """The problem, what stands around it, and the answers by their numbers."""
        problem = question.problem
        self.to.print()
        self.to.rule(safe(f"{number}: {problem.code.value}"), align="left")
        forces = ", ".join(map(force_name, question.force_ids))
        at = f", {problem.place}" if problem.place and not question.members else ""
        self.tell(f"{few(question.documents)}{at}{f' ({forces})' if forces else ''}", "bold")
        self.tell(question.asks)
        if question.headings and self.desk.stock.request.question:
            self.tell(f"Asked: {self.desk.stock.request.question}")
        for line in question.listed:
            self.tell(f"  {line}")
        said = f"Found {problem.found}; expected" if not question.listed else "Expected"
        self.tell(f"{said} {problem.expected}.")
        self.show_around(question.around)
        for n, choice in enumerate(question.choices, 1):
            enter = " (Enter)" if choice is question.default else ""
            self.tell(f"  {n}  {choice.text}{enter}")
        undo = f"    {_UNDO}  take the latest answer back" if self.sitting.steps else ""
        self.tell(f"  {_SKIP}  skip{undo}    {_QUIT}  quit", "dim")

    def show_around(self, around: Excerpt) -> None:
        """The cells as a small table, or the passage."""
        if around.text:
            self.tell("")
            for line in around.text.split("\n"):
                self.tell(f"  | {line}")
        if around.rows:
            table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
            for heading in ("", *around.columns):
                table.add_column(safe(heading), overflow="fold")
            for number, *cells in around.rows:
                styled = [self._cell(around, number, n, cell) for n, cell in enumerate(cells)]
                table.add_row(safe(number, "dim"), *styled)
            self.tell("")
            self.to.print(table)
        self.tell("")

    def _cell(self, around: Excerpt, number: str, n: int, cell: str) -> Text:
        here = around.place.endswith(
            (f"!{around.columns[n]}{number}", f"row {number}, col {around.columns[n]}")
        )
        return safe(cell or ("(blank)" if here else ""), "reverse" if here else "")

    def settle(self, question: Question) -> Question | None:
        """Ask until an answer is taken or the question is skipped; gives one that is open again."""
        while True:
            said = self.ask("answer").strip()
            if said == _QUIT:
                raise _Left
            if said == _SKIP:
                return None
            try:
                if said == _UNDO:
                    return self.sitting.undo()
                choice = question.choice(said)
                if choice is None:
                    self.tell(f"{said!r} is none of the answers; write its number, s, u or q")
                    continue
                files = self.take(question, choice)
            except FoistatsError as refusal:
                self.tell(str(refusal), "yellow")
                continue
            for file in files:
                self.tell(f"written: raw/{self.desk.request_id}/{file}", "green")
            return None

    def take(self, question: Question, choice: Choice) -> list[str]:
        """Ask what the answer needs, try it out, and write it."""
        value = self.ask(choice.asks) if choice.asks else ""
        if not self.by:
            self.by = self.ask("your name").strip()
        if not self.asked_why:
            self.because = self.ask("why (Enter: what was answered)").strip()
            self.asked_why = True
        return self.sitting.answer(
            question, choice, value, because=self.because, by=self.by, on=date.today()
        )

    def ask(self, what: str) -> str:
        """What a person types."""
        return self.to.input(safe(f"{what}: ", "bold"), markup=False, emoji=False)
