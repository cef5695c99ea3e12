"""What is known before a document is opened: from request, response and what persons declared."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from foistats.intake.declarations import Declarations, read_declarations
from foistats.intake.requests import read_request
from foistats.records import Asked, Declared, Request
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.model.layouts import Layout


def asked_of(
    request: Request,
    force_ids: tuple[str, ...],
    declarations: Declarations | None = None,
    *,
    received_on: date | None = None,
) -> Asked:
    """What a reader of one response's documents is told.

    `force_ids` are those who sent it, `received_on` the day on which it came, where that is known.
    """
    given = declarations or Declarations()
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
        offences=request.offences,
        marks={**request.marks, **given.marks},
        aliases=given.aliases,
        received_on=received_on,
        headings=given.headings,
    )


def declared_of(
    workspace: Workspace,
    request_id: str,
    document: str,
    declarations: Declarations | None = None,
) -> Declared:
    """All that is declared of one document and its parts; WorkspaceError if it can't be used.

    `declarations` are those of the request, where they have been read already.
    """
    if declarations is None:
        declarations = declarations_of(workspace, read_request(workspace, request_id), document)
    return replace(
        declarations.about(document), layouts=_layouts_of(workspace, request_id, document)
    )


def declarations_of(workspace: Workspace, request: Request, *documents: str) -> Declarations:
    """What is declared in one request, by itself: every file that lies there is known to it."""
    known = {*workspace.document_paths(request.request_id), *documents}
    return read_declarations(workspace, request, documents=known)


def _layouts_of(
    workspace: Workspace, request_id: str, document: str
) -> "Mapping[str, tuple[Layout, ...]]":
    """Layouts by the path of the part they are of, empty for the document itself."""
    files = workspace.layout_files(request_id, document)
    if not files:
        return {}
    from foistats.tables.shape.layouts import read_layouts

    return {part: read_layouts(path) for part, path in files.items()}
