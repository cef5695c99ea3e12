"""What is open with each force asked and could be settled by a letter to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foistats.asking.chasing import Open, is_for_a_force
from foistats.asking.force_state import ForceState
from foistats.asking.request_state import RequestState
from foistats.errors import WorkspaceError
from foistats.model.values import Period
from foistats.records import Problem, Request
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

Row = Mapping[str, Any]
# As long as a person has not looked at these, nobody knows whether the force gave its figures.
_FOR_US_FIRST = frozenset(
    {
        ProblemCode.COUNT_PROPOSED,
        ProblemCode.FORCE_OTHER_THAN_SENDER,
        ProblemCode.HEADING_UNCLEAR,
        ProblemCode.LAYOUT_UNCLEAR,
    }
)


def open_points(workspace: Workspace, state: RequestState) -> list[Open]:
    """What is open with each force: its reply is late, or it alone can settle some problem."""
    assert state.request is not None
    try:
        folder = current_folder(workspace, state.request_id)
        observations, totals, coverage = (
            rows_of(folder, name) for name in ("observations", "totals", "coverage")
        )
    except (WorkspaceError, OSError):
        observations, totals, coverage = [], [], []
    whose = {
        response: row["force_id"] for row in coverage for response in row["response_id"].split("|")
    }
    answered = {row["force_id"] for row in coverage if row["outcome"].endswith("answered")}
    found = []
    for force in state.forces:
        own = [
            Problem(**{**row, "code": ProblemCode(row["code"])})
            for row in state.problems
            if whose.get(row["response_id"]) == force.force_id
        ]
        given = missing_periods(state.request, observations, force.force_id, totals=totals)
        found.append(_open(force, own, given if force.force_id in answered else ()))
    return found


def _open(force: ForceState, own: Sequence[Problem], missing: tuple[Period, ...]) -> Open:
    return Open(
        force.force_id,
        force.due_on if force.overdue else None,
        force.since.due_says,
        force.since.written_on,
        force.received_on,
        tuple(_theirs(own)),
        () if _is_for_us_first(own) else missing,
    )


def _theirs(own: Sequence[Problem]) -> Iterable[Problem]:
    """The problems that are the force's to settle.

    That it gave no count is one only where nothing else is open that may be a count.
    """
    others = [
        one
        for one in own
        if is_for_a_force(one.code) and one.code is not ProblemCode.ANSWER_WITHOUT_COUNTS
    ]
    yield from others
    if not others and not _is_for_us_first(own):
        yield from (one for one in own if one.code is ProblemCode.ANSWER_WITHOUT_COUNTS)


def _is_for_us_first(own: Sequence[Problem]) -> bool:
    """True as long as a number that seems to be missing may stand in the reply all the same."""
    return any(one.code in _FOR_US_FIRST for one in own)


def missing_periods(
    request: Request, observations: Iterable[Row], force_id: str, *, totals: Iterable[Row] = ()
) -> tuple[Period, ...]:
    """The periods asked for of which a force's reply says nothing: no count, and not why none.

    A year that is counted from its quarters or months has its figure in the totals alone.
    """
    said = {
        (row["period_start"], row["period_end"])
        for row in observations
        if force_id in row["force_id"].split("|") and row["document"]
    }
    said |= {
        (row["period_start"], row["period_end"])
        for row in totals
        if row["area_kind"] in ("force", "joint")
        and force_id in row["area_id"].split("|")
        and row["count_low"] is not None
    }
    return tuple(period for period in request.periods if (period.start, period.end) not in said)
