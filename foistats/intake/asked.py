"""What is known before a document is opened: from request, response and declared layouts."""

from typing import TYPE_CHECKING

from foistats.records import Asked, Request
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.extraction.layouts import Layout


def asked_of(request: Request, force_ids: tuple[str, ...]) -> Asked:
    """What a reader of one response's documents is told; `force_ids` are those who sent it."""
    return Asked(
        title=request.title,
        question=request.question,
        unit=request.unit,
        period_kind=request.period_kind,
        first=request.first,
        last=request.last,
        force_ids=force_ids,
        asked_force_ids=request.asked_force_ids,
        categories=request.categories,
        marks=request.marks,
    )


def layouts_of(workspace: Workspace, request_id: str, document: str) -> "tuple[Layout, ...]":
    """The layouts declared for one document; raises WorkspaceError if they can't be used."""
    path = workspace.layout_file(request_id, document)
    if not path.is_file():
        return ()
    from foistats.extraction.layouts import read_layouts

    return read_layouts(path)
