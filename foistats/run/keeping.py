"""Whether the tables that there are stay in place of new ones.

A mistake in a file that people edit, or a fault of foistats, never takes good tables away. Where
it costs nothing that the tables have (a new line that can't be used, say), the request is built
all the same: one bad response never stops the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from foistats.intake.responses import file_name
from foistats.intake.stock import Stock
from foistats.ledger.built import Built
from foistats.records import Problem, ReadResponse
from foistats.release.generations import MANIFEST
from foistats.release.not_current import NotCurrent
from foistats.release.pointer import current_name
from foistats.release.rows import rows_of
from foistats.run.portions import UNUSABLE_LAYOUT
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome

Row = Mapping[str, Any]
# What a row of the coverage loses only where something can't be read any more.
_SAID = ("outcome", "section", "received_on")


class Mistake(NamedTuple):
    """Something that can't be used; `force_ids` are those it may concern, every force if none."""

    problem: Problem
    force_ids: frozenset[str] = frozenset()


def mistakes_in(stock: Stock, read: Sequence[ReadResponse]) -> list[Mistake]:
    """What of a request's files can't be used as it is written, and what foistats failed on."""
    forces = {one.response_id: frozenset(one.force_ids) for one in stock.responses}
    forces |= {one.response_id: frozenset(one.force_ids) for one in stock.unusable}
    found = [
        Mistake(problem, forces.get(problem.response_id, frozenset()))
        for problem in stock.problems
        if problem.code is ProblemCode.RESPONSES_INVALID
    ]
    found += [Mistake(problem) for problem in stock.unreadable]
    for response in read:
        of_response = frozenset(response.response.force_ids)
        for document in response.documents:
            for problem in document.reading.problems:
                layout = problem.code is ProblemCode.LAYOUT_STALE
                if problem.code is ProblemCode.BUILD_FAILED or (
                    layout and problem.expected == UNUSABLE_LAYOUT
                ):
                    found.append(Mistake(problem, of_response))
    if not stock.responses and not stock.unusable:
        found.append(Mistake(_no_line(stock.request.request_id)))
    return found


def _no_line(request_id: str) -> Problem:
    return Problem(
        ProblemCode.RESPONSES_INVALID,
        file_name(request_id),
        "",
        "no line",
        "the lines of the responses that the tables count",
        f"bring them back; if nothing of them is to be counted, delete processed/{request_id}",
    )


def tables_to_keep(
    workspace: Workspace,
    request_id: str,
    *,
    before: Built | None,
    mistakes: Sequence[Mistake],
    coverage: Sequence[Row] | None,
) -> NotCurrent | None:
    """The tables that there are, with the mistakes that keep new ones out; None for none.

    `coverage` has the rows that the new tables would have, None where nothing can be built.
    """
    if not mistakes:
        return None
    name = current_name(workspace, request_id)
    folder = workspace.generations_folder(request_id) / name
    try:
        held = rows_of(folder, "coverage") if name else []
    except (OSError, ValueError):  # pyarrow's own are ValueErrors
        return None
    if not held:
        return None
    if coverage is not None:
        mistakes = _responsible(mistakes, held, coverage)
        if not mistakes:
            return None
    if before is not None and before.tables == name:
        built_on = before.at[:10]
    else:
        written = (folder / MANIFEST).stat().st_mtime
        built_on = datetime.fromtimestamp(written, UTC).date().isoformat()
    return NotCurrent(name, built_on, tuple(mistake.problem for mistake in mistakes))


def _responsible(
    mistakes: Iterable[Mistake], held: Sequence[Row], coverage: Sequence[Row]
) -> list[Mistake]:
    """The mistakes that may be why a force would lose what the tables have of it."""
    now = {row["force_id"]: row for row in coverage}
    lost = {
        row["force_id"]
        for row in held
        if row["force_id"] in now and _says_less(now[row["force_id"]], row)
    }
    listed: dict[str, set[str]] = {}
    for row in held:
        for response_id in filter(None, row["response_id"].split("|")):
            listed.setdefault(response_id, set()).add(row["force_id"])
    found = []
    for mistake in mistakes:
        concerned = mistake.force_ids | listed.get(mistake.problem.response_id, set())
        if lost and (not concerned or concerned & lost):
            found.append(mistake)
    return found


def _says_less(now: Row, held: Row) -> bool:
    if held["outcome"] == Outcome.NO_RESPONSE:
        return False
    return now["periods_answered"] < held["periods_answered"] or any(
        held[column] and not now[column] for column in _SAID
    )
