"""What is known before a document is opened: from request, response and declared layouts."""

from typing import TYPE_CHECKING

from foistats.records import Asked, Declared, Request
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


def declared_of(workspace: Workspace, request_id: str, document: str) -> Declared:
    """All that is declared of one document and its parts; WorkspaceError if it can't be used."""
    return Declared(layouts=_layouts_of(workspace, request_id, document))


def _layouts_of(
    workspace: Workspace, request_id: str, document: str
) -> "dict[str, tuple[Layout, ...]]":
    """Layouts by the path of the part they are of, empty for the document itself."""
    files = workspace.layout_files(request_id, document)
    if not files:
        return {}
    from foistats.extraction.layouts import read_layouts

    return {part: read_layouts(path) for part, path in files.items()}
