"""The problems of a document as it was just looked at, to be held against those of a run."""

from foistats.records import Problem
from foistats.review.around import Looked
from schemas.problem_codes import ProblemCode

Row = tuple[ProblemCode, str, str, str]


def row_of(problem: Problem) -> Row:
    """What makes a problem the one it is in the tables."""
    # The tables show half of a character, as some PDFs have them, as a question mark.
    found = problem.found.encode(errors="replace").decode()
    return problem.code, problem.document, problem.place, found


def matter_of(problem: Problem) -> tuple[ProblemCode, str, str]:
    """A problem without its places: where some of them are settled, it is no new one."""
    code, document, _, found = row_of(problem)
    return code, document, found


def is_read(looked: Looked) -> bool:
    """False where the document is sealed, or held up by what is declared of it."""
    reading = looked.reading
    sealed = reading.hidden and not (reading.observations or reading.problems)
    every = [reading, *(part.reading for part in reading.parts)]
    stale = any(p.code is ProblemCode.CORRECTION_STALE for one in every for p in one.problems)
    return not sealed and not stale


def problems_of(root: str, looked: Looked | str) -> list[Problem]:
    """The problems of a document and the files inside it, under the paths of the tables."""
    if isinstance(looked, str):
        return []
    reading = looked.reading
    found = [problem._replace(document=root) for problem in reading.problems]
    for part in reading.parts:
        path = f"{root}/{part.path}"
        found += [problem._replace(document=path) for problem in part.reading.problems]
    return found
