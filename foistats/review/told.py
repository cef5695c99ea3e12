"""What the last run told of a request: the problems of the tables that hold."""

import re

from foistats.records import Problem
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode

_NUMBERS = re.compile(r"([0-9]{1,18})")


def problems_told(workspace: Workspace, request_id: str) -> tuple[Problem, ...]:
    """The problems of the tables that hold, in the order in which a person reads."""
    from foistats.release.generations import current_folder

    folder = current_folder(workspace, request_id)
    rows = rows_of(folder, "problems")
    problems = [
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
    ]
    return tuple(sorted(problems, key=_in_reading_order))


def _in_reading_order(problem: Problem) -> tuple[str, list[int | str]]:
    """Documents by name, and paragraph 6 before paragraph 10."""
    parts = _NUMBERS.split(problem.place)
    return problem.document, [int(one) if n % 2 else one for n, one in enumerate(parts)]
