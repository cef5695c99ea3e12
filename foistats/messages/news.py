"""What there is to tell of each request's tables, each thing under a key that is sent once.

Nothing that a document says is passed on: no count, no found text, no sentence. Names of forces and
documents, days, outcomes, codes and what to do are.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from foistats.errors import WorkspaceError
from foistats.holding import CUT_SHORT
from foistats.messages.settings import About
from foistats.records import Problem
from foistats.release.generations import current_folder
from foistats.release.kept_rows import kept_rows
from foistats.release.not_current import read_not_current, without_a_reply
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome


class News(NamedTuple):
    """One thing to tell: under which heading, of which request, and its line."""

    about: About
    request_id: str
    key: str
    line: str


def news_of(workspace: Workspace, request_ids: Sequence[str], today: date) -> list[News]:
    """All news of some requests, sent before or not, by their current tables."""
    return [
        item for request_id in request_ids for item in _of_request(workspace, request_id, today)
    ]


# A failure that could not be sent for longer than this has been seen by other means.
_DAYS_TOLD = 7


def failure(why: str, day: date) -> News:
    """A run that failed, for a reason that is a sentence of ours; sent once a day."""
    return News(About.FAILED_RUN, "", _key("failed", why, day.isoformat()), f"{day}: {why}")


def failures_of(workspace: Workspace, today: date, *, by_hand: bool) -> list[News]:
    """The runs of the last days that failed, by their record, which has killed runs too.

    Those by the schedule, and with `by_hand` those that a person started.
    """
    try:
        lines = workspace.runs_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found = []
    for line in lines:
        try:
            record = json.loads(line)
            # `refusal` may have values of a table, which nobody is to be sent.
            why = str(record.get("told_as") or "")
            if record["refusal"] == CUT_SHORT:
                why = CUT_SHORT
            day = date.fromisoformat(record["ended_at"][:10])
            wanted = by_hand or record["trigger"] == "schedule"
        except (ValueError, KeyError, TypeError, AttributeError):  # torn by a power cut
            continue
        if why and wanted and day >= today - timedelta(days=_DAYS_TOLD):
            found.append(failure(why, day))
    return found


def _of_request(workspace: Workspace, request_id: str, today: date) -> Iterator[News]:
    try:
        folder = current_folder(workspace, request_id)
        coverage = kept_rows(workspace, request_id, folder=folder, table="coverage")
        problems = kept_rows(workspace, request_id, folder=folder, table="problems")
    except (WorkspaceError, OSError):
        return
    kept = read_not_current(workspace, request_id)
    for problem in kept.problems if kept is not None else ():
        key = _key("problem", request_id, problem.code.value, *map(str, problem[1:]))
        line = f"{problem.code.value}: {without_a_reply(problem)}"
        yield News(About.NEW_PROBLEMS, request_id, key, line)
    for row in coverage:
        yield from _of_force(request_id, row, today)
    forces = _forces(coverage)
    for row in problems:
        key = _key("problem", request_id, *(str(value) for value in row.values()))
        whose = forces.get(row["response_id"], row["response_id"])
        place = " ".join(part for part in (row["document"], row["place"]) if part)
        where = ", ".join(part for part in (whose, place) if part) or request_id
        line = f"{row['code']}: {where}: {row['remedy']}"
        if row["code"] == ProblemCode.REQUEST_INVALID:
            # A mistake in our own file; what to correct is the sentence itself.
            line = f"{row['code']}: {without_a_reply(_problem(row))}"
        yield News(About.NEW_PROBLEMS, request_id, key, line)


def _problem(row: Mapping[str, Any]) -> Problem:
    columns = ("document", "place", "found", "expected", "remedy", "response_id")
    return Problem(ProblemCode(row["code"]), *(row[column] for column in columns))


def _forces(coverage: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The names of the forces that each response is of."""
    names: dict[str, list[str]] = {}
    for row in coverage:
        for response_id in filter(None, row["response_id"].split("|")):
            names.setdefault(response_id, []).append(row["force_name"])
    return {response_id: " and ".join(some) for response_id, some in names.items()}


def _of_force(request_id: str, row: dict[str, Any], today: date) -> Iterator[News]:
    force, due_on = row["force_name"], row["due_on"]
    if row["outcome"] == Outcome.NO_RESPONSE:
        if due_on is not None and due_on < today:
            key = _key("overdue", request_id, row["force_id"])
            yield News(About.OVERDUE, request_id, key, f"{force}: due on {due_on}")
    elif row["response_id"]:
        key = _key("reply", request_id, row["force_id"], row["response_id"])
        on = f" on {row['received_on']}" if row["received_on"] else ""
        said = (row["outcome"] or "what it amounts to isn't settled").replace("_", " ")
        if row["outcome"].endswith("answered") and not row["periods_answered"]:
            said = f"{said}, and no figure of it is counted"
        yield News(About.NEW_REPLIES, request_id, key, f"{force}{on}: {said}")


def _key(*parts: str) -> str:
    """A digest, for what is kept of a problem must not quote it."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
