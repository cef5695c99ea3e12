"""responses.csv: one line per response, as a person keeps it. Unusable lines are named."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from foistats.errors import Unreadable, WorkspaceError
from foistats.intake.days import read_day
from foistats.intake.quarantine_files import read_quarantine
from foistats.intake.sheets import Sheet, SheetLine, content_of, nearest, read_sheet
from foistats.naming.forces import area_named, force_name, read_force
from foistats.records import Problem, Request, Response
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome

COLUMNS = (
    "response_id",
    "force",
    "received_on",
    "outcome",
    "section",
    "documents",
    "supersedes",
    "note",
)
_NEEDED = ("response_id", "force", "outcome")
Names = Mapping[str, tuple[str, ...]]
NO_ALIASES: Names = {}


class UnusableLine(NamedTuple):
    """A line that says something arrived, and can't be used; `force_ids` is () if unknown whose."""

    line: int
    response_id: str
    force_ids: tuple[str, ...]
    supersedes: str
    documents: tuple[str, ...] = ()


class ResponseList(NamedTuple):
    """The lines of one responses.csv: those that can be used, those that can't, and why.

    With `passing` True a line has a day that is still to come, and may be right once it has.
    """

    responses: tuple[Response, ...] = ()
    unusable: tuple[UnusableLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    passing: bool = False


def read_responses(
    workspace: Workspace,
    request: Request,
    *,
    aliases: Names = NO_ALIASES,
    today: date | None = None,
) -> ResponseList:
    """All lines of a request's responses.csv. No file means that nothing has come yet.

    `aliases` are names that a person reviewed for this request, by their keys. No response can
    have come in after `today`, the day of the run if none is given.

    Raises WorkspaceError where the file as a whole can't be read: no line of it can be relied on.
    """
    path = workspace.responses_file(request.request_id)
    if not path.is_file():
        return ResponseList()
    name = file_name(request.request_id)
    sheet = read_sheet(content_of(path, name), known=COLUMNS, name=name)
    # A file keeps its name in quarantine.
    sealed = read_quarantine(workspace, request.request_id).seals.values()
    paths = (path for seal in sealed for path in seal.documents)
    present = (*workspace.document_paths(request.request_id), *paths)
    return responses_in(sheet, request=request, present=present, aliases=aliases, today=today)


def file_name(request_id: str) -> str:
    """How responses.csv is named to a person."""
    return f"raw/{request_id}/responses.csv"


def responses_in(
    sheet: Sheet,
    *,
    request: Request,
    present: tuple[str, ...] = (),
    aliases: Names = NO_ALIASES,
    today: date | None = None,
) -> ResponseList:
    """The responses of a sheet already read; `present` are the files that lie in documents/."""
    name = file_name(request.request_id)
    if not sheet.columns:
        return ResponseList()
    for column in _NEEDED:
        if column not in sheet.columns:
            unknown = (
                f", or rename {' or '.join(map(repr, sheet.unknown))}" if sheet.unknown else ""
            )
            raise WorkspaceError(f"{name} line 1: there is no column {column}; add it{unknown}")
    problems = [
        Problem(
            ProblemCode.RESPONSES_INVALID,
            name,
            "line 1",
            f"an unknown column {column!r}",
            f"columns {', '.join(COLUMNS)}",
            f"correct or delete the column; {nearest(column, COLUMNS)}",
        )
        for column in sheet.unknown
    ]
    ids = Counter(line.values["response_id"] for line in sheet.lines)
    responses: list[Response] = []
    unusable: list[UnusableLine] = []
    passing = False
    there = frozenset(present)
    for line in sheet.lines:
        reader = _Line(line, request, there, aliases, today or date.today())
        response = reader.response(twice=ids[line.values["response_id"]] > 1)
        passing = passing or reader.passing
        problems += [
            Problem(ProblemCode.RESPONSES_INVALID, name, f"line {line.number}", *wrong, reader.id)
            for wrong in reader.wrong
        ]
        if response is None:
            unusable.append(
                UnusableLine(
                    line.number,
                    reader.id,
                    reader.force_ids,
                    reader.text("supersedes"),
                    reader.documents,
                )
            )
        else:
            responses.append(response)
    return ResponseList(tuple(responses), tuple(unusable), tuple(problems), passing)


class _Line:
    """One line being read; `wrong` gathers what was found, what was expected, what to do."""

    def __init__(
        self,
        line: SheetLine,
        request: Request,
        present: frozenset[str],
        aliases: Names,
        today: date,
    ) -> None:
        self.line = line
        self.today = today
        self.passing = False
        self.aliases = aliases
        self.request = request
        self.present = present
        self.wrong: list[tuple[str, str, str]] = []
        self.documents: tuple[str, ...] = ()
        self.id = self.text("response_id")
        self.force_ids = self._forces()

    def text(self, column: str) -> str:
        return self.line.values.get(column, "")

    def response(self, *, twice: bool) -> Response | None:
        """The line as a response, or None with the reasons in `wrong`."""
        if self.line.extra:
            extra = ", ".join(repr(cell) for cell in self.line.extra)
            remedy = "put a text that has the delimiter in it between double quotes"
            self.wrong.append((f"cells beyond the last column: {extra}", "none", remedy))
        self._check_id(twice)
        outcome = self._outcome() if self.text("outcome") else None
        received_on = self._received_on()
        self.documents = self._documents()
        if self.wrong:
            return None
        return Response(
            response_id=self.id,
            force_as_written=self.text("force"),
            force_ids=self.force_ids,
            received_on=received_on,
            outcome=outcome,
            section=self.text("section"),
            documents=self.documents,
            supersedes=self.text("supersedes"),
            note=self.text("note"),
            line=self.line.number,
        )

    def _forces(self) -> tuple[str, ...]:
        written = self.text("force")
        try:
            # An id is taken as itself: a former force's id must not become its successor's.
            return (written,) if force_name(written) else ()
        except Unreadable:
            pass
        try:
            return read_force(written, on=self.request.sent_on)
        except Unreadable as refusal:
            if (area := area_named(written, self.aliases)) is not None and area.force_ids:
                return area.force_ids
            self.wrong.append((repr(written), "the name of a force, or of several", str(refusal)))
            return ()

    def _check_id(self, twice: bool) -> None:
        if not self.id:
            self.wrong.append(("no response_id", "an id that no other line has", "give it one"))
        elif any(unicodedata.category(c).startswith("C") or c == "|" for c in self.id):
            self.wrong.append((repr(self.id), "an id of visible characters", "correct it"))
        elif twice:
            # Which of the two is meant where something supersedes it, nobody can tell.
            self.wrong.append(
                (f"{self.id!r} on more than one line", "an id that no other line has", "change it")
            )

    def _outcome(self) -> Outcome | None:
        written = "_".join(self.text("outcome").casefold().replace("-", " ").split())
        if written in set(Outcome):
            return Outcome(written)
        known = tuple(Outcome)
        expected = f"an outcome: {', '.join(known)}"
        self.wrong.append((repr(self.text("outcome")), expected, nearest(written, known)))
        return None

    def _received_on(self) -> date | None:
        written = self.text("received_on")
        if not written:
            return None
        try:
            day = read_day(written)
        except Unreadable as refusal:
            self.wrong.append((repr(written), "a date such as 2019-06-03", str(refusal)))
            return None
        if day < self.request.sent_on:
            expected = f"a day not before {self.request.sent_on}, when the request was sent"
            self.wrong.append(
                (day.isoformat(), expected, "correct the date; day comes before month")
            )
        if day > self.today:
            self.passing = True
            found = f"{day.isoformat()}, received in the future"
            expected = f"a day not after {self.today}, the day of this run"
            self.wrong.append((found, expected, "correct the date; day comes before month"))
        return day

    def _documents(self) -> tuple[str, ...]:
        """Paths parted by `;`, `|` or line breaks, unless a file has just that name."""
        written = self.text("documents")
        if written in self.present:
            return (written,)
        parts = written.replace("|", ";").replace("\r", ";").replace("\n", ";").split(";")
        paths = tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
        for path in paths:
            if path.startswith("/") or "\\" in path or ".." in path.split("/") or "\0" in path:
                self.wrong.append(
                    (
                        repr(path),
                        "a path below documents/, with forward slashes",
                        "store the file with `foistats receive`, or correct the path",
                    )
                )
        return paths
