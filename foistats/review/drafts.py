"""Layouts written for a person: drafts to go on with, and the one that a picked reading needs."""

from collections.abc import Mapping

from foistats.documents.workers import WorkerPool
from foistats.errors import WorkspaceError
from foistats.intake.settings import read_limits
from foistats.intake.writing import toml_text
from foistats.model.layouts import Layout
from foistats.reading.rivals import NO_COUNT, said_of
from foistats.records import DocumentReading
from foistats.review.answers import Answer, AnswerRefused, reason_of
from foistats.review.questions import Question
from foistats.workspace import Workspace

_PROPOSE = "foistats.reading.propose:propose_layout"


def layout_file(root: str) -> str:
    """Where the layout of a received file lies below the folder of its request."""
    return f"layouts/{root}.toml"


def draft_of(workspace: Workspace, request_id: str, root: str) -> dict[str, bytes]:
    """The file of a layout's draft with its content; raises AnswerRefused where none can be made.

    Nobody has signed it: it isn't used before a person has.
    """
    path = workspace.document(request_id, root)
    with WorkerPool(_PROPOSE, workers=1, limits=read_limits(workspace)) as pool:
        draft = pool.run((path,))
    if not isinstance(draft, str):
        raise AnswerRefused(f"no layout can be drafted: {draft}")
    return {layout_file(root): draft.encode()}


def picked(question: Question, answer: Answer) -> dict[str, bytes]:
    """The file of the layout that reads the document as the picked reading does, signed."""
    assert question.rivals is not None
    rival = question.rivals.readings[int(answer.choice.does.says) - 1]
    signed = (
        f"because = {toml_text(reason_of(question, answer))}\n"
        f"by = {toml_text(answer.by.strip())}\n"
        f"on = {answer.on.isoformat()}\n\n"
    )
    return {layout_file(question.problem.document): f"{signed}{rival.layout}\n".encode()}


def layouts_of(drafts: Mapping[str, bytes]) -> tuple[Layout, ...]:
    """The layouts of a file that isn't written yet; raises AnswerRefused where they can't be."""
    from foistats.tables.shape.layouts import layouts_in

    (name, content) = next(iter(drafts.items()))
    try:
        return layouts_in(content, name=name)
    except WorkspaceError as reason:
        raise AnswerRefused(f"no layout can be written for this reading: {reason}") from reason


def refuse_unless_as_shown(question: Question, answer: Answer, reading: DocumentReading) -> None:
    """Raise AnswerRefused where the layout gives other counts than those that were picked."""
    assert question.rivals is not None
    rival = question.rivals.readings[int(answer.choice.does.says) - 1]
    read = {observation.place: said_of(observation) for observation in reading.observations}
    for place, said in rival.counts:
        if read.get(place, NO_COUNT) != said:
            raise AnswerRefused(
                f"no layout that can be drafted reads it so: {place} would be"
                f" {read.get(place, NO_COUNT)!r}; draft a layout and edit it"
            )
