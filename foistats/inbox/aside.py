"""correspondence.csv: letters of forces that are no reply, such as an acknowledgement."""

from datetime import date
from typing import NamedTuple

from foistats.errors import Unreadable, WorkspaceError
from foistats.intake.days import read_day
from foistats.intake.sheets import content_of, read_sheet
from foistats.naming.forces import read_force
from foistats.workspace import Workspace

ASIDE = "correspondence"
"""The folder below a request's for letters that are no reply, and the name of their list."""
QUESTIONS = "questions.csv"
"""The file, in a request's inbox, of what a person has to decide about replies."""
COLUMNS = ("file", "force", "on", "kind")


class Aside(NamedTuple):
    """One letter that was set aside; `kind` is one of `letters.kinds.KINDS`."""

    force_ids: tuple[str, ...]
    on: date
    kind: str


def read_aside(workspace: Workspace, request_id: str) -> tuple[Aside, ...]:
    """The letters set aside so far, in the order of their lines; WorkspaceError names the line."""
    path = workspace.declared_file(request_id, f"{ASIDE}.csv")
    if not path.is_file():
        return ()
    name = f"raw/{request_id}/{ASIDE}.csv"
    sheet = read_sheet(content_of(path, name), known=COLUMNS, name=name)
    found = []
    for line in sheet.lines:
        try:
            force_ids = read_force(line.values.get("force", ""))
            day = read_day(line.values.get("on", ""))
        except Unreadable as refusal:
            raise WorkspaceError(f"{name} line {line.number}: {refusal}") from refusal
        found.append(Aside(force_ids, day, line.values.get("kind", "")))
    return tuple(found)
