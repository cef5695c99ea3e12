"""chased.csv: to which force a letter was sent, when and by whom. A person may edit it."""

import csv
import io
from datetime import date
from typing import NamedTuple

from foistats.durable import append_line, write_whole
from foistats.errors import Unreadable, WorkspaceError
from foistats.intake.days import due_on, read_day
from foistats.intake.sheets import content_of, encoded_line, read_sheet
from foistats.naming.forces import force_country, read_force
from foistats.workspace import CHASED_FILE, Workspace

FILE = CHASED_FILE
COLUMNS = ("force", "on", "by")


PATIENCE_DAYS = 10
"""A force that was written to gets this many working days before it is written to again."""


class Chased(NamedTuple):
    """One letter that was sent; `force_ids` are those whom it went to."""

    force_ids: tuple[str, ...]
    on: date
    by: str


def read_chased(workspace: Workspace, request_id: str) -> tuple[Chased, ...]:
    """The letters sent so far, in the order of their lines.

    Raises WorkspaceError with the line where one can't be used: a letter that isn't known about is
    sent twice.
    """
    path = workspace.declared_file(request_id, FILE)
    if not path.is_file():
        return ()
    name = f"raw/{request_id}/{FILE}"
    sheet = read_sheet(content_of(path, name), known=COLUMNS, name=name)
    sent = []
    for line in sheet.lines:
        try:
            force_ids = read_force(line.values.get("force", ""))
            sent.append(
                Chased(force_ids, read_day(line.values.get("on", "")), line.values.get("by", ""))
            )
        except Unreadable as refusal:
            raise WorkspaceError(f"{name} line {line.number}: {refusal}") from refusal
    return tuple(sent)


def note_chased(workspace: Workspace, request_id: str, *, force: str, on: date, by: str) -> None:
    """Write down that a letter was sent. Hold the workspace's lock."""
    path = workspace.declared_file(request_id, FILE)
    if not path.is_file():
        header = io.StringIO()
        csv.writer(header, lineterminator="\n").writerow(COLUMNS)
        write_whole(path, b"\xef\xbb\xbf" + header.getvalue().encode())
    name = f"raw/{request_id}/{FILE}"
    sheet = read_sheet(content_of(path, name), known=COLUMNS, name=name)
    append_line(path, encoded_line(sheet, {"force": force, "on": on.isoformat(), "by": by}))


def next_letter_on(sent: tuple[Chased, ...], force_id: str) -> date | None:
    """The first day on which a force that was written to is written to again."""
    last = last_chased(sent, force_id)
    return None if last is None else due_on(last, force_country(force_id), PATIENCE_DAYS)


def last_chased(sent: tuple[Chased, ...], force_id: str) -> date | None:
    """The day of the latest letter to a force; None where there was none."""
    return max((one.on for one in sent if force_id in one.force_ids), default=None)
