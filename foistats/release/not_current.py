"""Tables of an earlier run that are kept although they aren't current, and what to correct.

`processed/<request_id>/not_current.json`: written by a run that can't use what people wrote under
raw/, or that failed on this request alone; gone once a run has built the request again.
"""

import json
from dataclasses import dataclass

from foistats.durable import write_whole
from foistats.records import Problem
from foistats.release.pointer import current_name
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode, in_words

_FORMAT = 1
# What was found in other files may quote a reply, and a sentence goes into mails.
_QUOTED = (ProblemCode.REQUEST_INVALID, ProblemCode.RESPONSES_INVALID, ProblemCode.BUILD_FAILED)
_MOST_LETTERS = 500


@dataclass(frozen=True, slots=True)
class NotCurrent:
    """Why one set of tables is kept and not current. `built_on` is the day of the tables."""

    tables: str
    built_on: str
    problems: tuple[Problem, ...]

    @property
    def sentence(self) -> str:
        """What a person has to know, in one line; nothing that a reply says is quoted."""
        first, *others = self.problems
        more = f" (and {len(others):,} more)" if others else ""
        return f"tables of {self.built_on} kept; not current because {without_a_reply(first)}{more}"


def without_a_reply(problem: Problem) -> str:
    """A problem as a sentence that may be sent to people: where, what to write, what to do."""
    where = " ".join(part for part in (problem.document, problem.place) if part)
    found = f"{in_words(problem.code, problem.found)}; " if problem.code in _QUOTED else ""
    said = f"{where}: {found}expected {problem.expected}; {problem.remedy}"
    if found and problem.found.startswith(f"{problem.document}/"):
        said = problem.found  # a sentence that names the file, and what to do
    return said if len(said) <= _MOST_LETTERS else f"{said[: _MOST_LETTERS - 1]}…"


def read_not_current(workspace: Workspace, request_id: str) -> NotCurrent | None:
    """Why a request's current tables aren't current; None where nothing says that they aren't."""
    file = workspace.not_current_file(request_id)
    if not file.is_file():
        return None
    tables = current_name(workspace, request_id)
    try:
        noted = json.loads(file.read_text(encoding="utf-8"))
        if noted["format"] != _FORMAT or noted["tables"] != tables:
            # The tables were built after it was noted, and the run was killed before the next step.
            return None
        problems = tuple(
            Problem(ProblemCode(code), *(str(part) for part in parts))
            for code, *parts in noted["problems"]
        )
        return NotCurrent(tables, str(noted["built_on"]), problems) if problems else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        problem = Problem(
            ProblemCode.REQUEST_INVALID,
            f"processed/{request_id}/{file.name}",
            "",
            "a note that can't be read",
            "the note as a run wrote it",
            "delete it and run again",
        )
        return NotCurrent(tables, "an earlier run", (problem,))


def note_not_current(workspace: Workspace, request_id: str, kept: NotCurrent) -> None:
    """Note why the tables are kept; hold the workspace's lock."""
    noted = {
        "format": _FORMAT,
        "tables": kept.tables,
        "built_on": kept.built_on,
        "sentence": kept.sentence,
        "problems": [list(problem) for problem in kept.problems],
    }
    text = json.dumps(noted, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace")
    write_whole(workspace.not_current_file(request_id), text + b"\n")


def forget_not_current(workspace: Workspace, request_id: str) -> None:
    """The tables are current: the note of an earlier run no longer holds."""
    file = workspace.not_current_file(request_id)
    if file.exists():
        file.unlink()
