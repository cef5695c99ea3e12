"""The problems of a document as it was just looked at, to be held against those of a run."""

from collections.abc import Mapping

from foistats.naming.spelling import fold
from foistats.reading.around import Looked
from foistats.records import DocumentReading, HeadingMeaning, Problem, heading_of
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
    every = readings_of(looked)
    stale = any(p.code is ProblemCode.CORRECTION_STALE for one in every for p in one.problems)
    return not sealed and not stale


def readings_of(looked: Looked) -> list[DocumentReading]:
    """The reading of a document and of each file inside it."""
    return [looked.reading, *(part.reading for part in looked.reading.parts)]


def reading_of(looked: Looked, part: str) -> DocumentReading:
    """The reading of the document, or of the file inside it that has a path below it."""
    inside = {one.path: one.reading for one in looked.reading.parts}
    return inside.get(part, looked.reading) if part else looked.reading


def headings_of(
    problem: Problem, reading: DocumentReading, *, known: Mapping[str, HeadingMeaning]
) -> tuple[str, ...]:
    """The headings that a problem asks about, each spelling once, without those known by now.

    A problem names a few of them; the reading has all. Once some are known it asks about the
    others of the same table.
    """
    if problem.code is not ProblemCode.HEADING_UNCLEAR:
        return ()
    said = row_of(problem)[-1]
    of_letter = heading_of(reading.remarks)
    headings = reading.headings if of_letter is None else (*reading.headings, of_letter)
    same = [
        heading for heading in headings if row_of(problem._replace(found=heading.said))[-1] == said
    ]
    here = [heading for heading in reading.headings if heading.table in problem.place.split("; ")]
    words = [word for one in same or here for word in one.words]
    spelled: dict[str, str] = {}
    for word in words:
        spelled.setdefault(fold(word), word)
    return tuple(word for key, word in spelled.items() if key not in known)


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
