"""Requests with something to be settled, run and reviewed in this process, without workers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from foistats.documents.workers import WorkerPool
from foistats.reading.around import look
from foistats.reading.file import read_reply
from foistats.review.answers import Answer
from foistats.review.desk import Desk, open_desk
from foistats.review.questions import Question
from foistats.run import stages
from foistats.run.writing import write
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from tests.flows.folders import add_request, line, table

ON = date(2019, 7, 2)


class Here:
    """What workers do, done in this process: none of these documents is hostile."""

    def run(self, args: tuple[Any, ...]) -> object:
        return look(*args)

    def run_many(self, jobs: Sequence[tuple[Any, ...]]) -> Iterator[object]:
        for job in jobs:
            yield read_reply(*job)


def rebuild(root: Path) -> None:
    """A whole run, its stages in their order."""
    request_ids = Workspace(root).request_ids()
    pool = cast(WorkerPool, Here())
    taken = stages.take(str(root), request_ids)
    read = [stages.read_portion(one, pool) for one in stages.portions(str(root), taken)]
    write(str(root), taken, read)


def reply_of_dorset(
    root: Path,
    write: Callable[[Path], object],
    *,
    name: str = "dorset.xlsx",
    received_on: str = "2019-06-20",
    **more: Any,
) -> Path:
    """A request that Dorset has answered with one document, run; gives the request's folder."""
    folder = add_request(
        root, line("dorset", name, received_on=received_on), documents={name: write}, **more
    )
    rebuild(root)
    return folder


def codes(root: Path) -> list[str]:
    """The codes of all problems of the last run."""
    return sorted(row["code"] for row in table(root, "problems"))


def found(root: Path, code: ProblemCode) -> list[str]:
    """What the problems of one code found."""
    return [row["found"] for row in table(root, "problems") if row["code"] == code]


def figures(root: Path, force_id: str = "dorset") -> dict[int, tuple[int | None, int | None]]:
    """The low and high of a force's total by the year in which the period starts."""
    return {
        row["period_start"].year: (row["count_low"], row["count_high"])
        for row in table(root, "totals")
        if row["area_id"] == force_id and row["area_kind"] == "force"
    }


def desk(root: Path) -> Desk:
    return open_desk(Workspace(root), "r", Here())


def question(at: Desk, code: ProblemCode) -> Question:
    """The one open question of a code."""
    (only,) = [one for one in at.spread().questions if one.problem.code is code]
    return only


def answer(
    root: Path, code: ProblemCode, choice: str, value: str = "", *, because: str = ""
) -> Desk:
    """Answer the one question of a code, write it, and run again."""
    at = desk(root)
    asked = question(at, code)
    meant = asked.choice(choice)
    assert meant is not None, [one.key for one in asked.choices]
    at.answer(asked, Answer(meant, value, because, "A. Person", ON))
    at.save()
    rebuild(root)
    return at


def declared(root: Path) -> Mapping[str, str]:
    """What a person declared, by the place of the count."""
    return {row["place"]: row["declared"] for row in table(root, "observations") if row["declared"]}
