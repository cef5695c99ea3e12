"""Layouts written for a person to go on with."""

from foistats.documents.workers import WorkerPool
from foistats.intake.settings import read_limits
from foistats.review.answers import AnswerRefused
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
