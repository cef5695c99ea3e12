"""What the last run told of a request: the problems of the tables that hold."""

from foistats.records import Problem
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode


def problems_told(workspace: Workspace, request_id: str) -> tuple[Problem, ...]:
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
