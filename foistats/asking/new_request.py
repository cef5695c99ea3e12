"""A new request's folder under raw/, made from what a person wants to know.

All of it is written aside and then renamed: a folder is there whole or not at all.
"""

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from foistats.asking.answer_sheet import answer_sheet_bytes
from foistats.asking.letter import letter_of
from foistats.durable import make_names_durable, write_durably
from foistats.intake.requests import read_request
from foistats.intake.responses import COLUMNS
from foistats.naming.forces import force_name, region_name
from foistats.records import Request
from foistats.workspace import Workspace
from schemas.vocabulary import Outcome

ANSWER_SHEET = "answer-sheet.xlsx"
LETTER = "questions.txt"
# With a byte order mark Excel takes the file for UTF-8, and keeps it so.
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What a person wants to know, as typed; `intake.requests` judges each value.

    `forces` is the name of a set or a list of forces. `categories` are pairs of id and name.
    Without `sent_on` the request is not sent yet: its line in request.toml waits for the day.
    """

    request_id: str
    title: str
    question: str
    unit: str
    kind: str
    first: str
    last: str
    forces: str | tuple[str, ...]
    sent_on: date | None = None
    categories: tuple[tuple[str, str], ...] = ()


def make_request(workspace: Workspace, new: NewRequest, *, today: date) -> tuple[Path, Request]:
    """The folder that was made, and the request as it is read from it.

    Raises RequestInvalid with every value that can't be used, and WorkspaceError where the folder
    is there already or has no possible name; nothing is left behind then.
    """
    folder = workspace.new_request_folder(new.request_id)
    # Beside its place, so that it can be renamed; the dot keeps it from being taken for a request.
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=workspace.raw))
    try:
        request = _read_back(new, aside, today)
        made = aside / new.request_id
        made.mkdir()
        (made / "documents").mkdir()
        for name, content in _files(new, request).items():
            write_durably(made / name, content)
        make_names_durable(made)
        os.rename(made, folder)  # noqa: PTH104 - Path.rename would write over an empty folder too
        make_names_durable(workspace.raw)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder, request


def _files(new: NewRequest, request: Request) -> dict[str, bytes]:
    return {
        "request.toml": request_toml(new).encode(),
        "responses.csv": _responses_csv(request),
        LETTER: letter_of(request).encode(),
        ANSWER_SHEET: answer_sheet_bytes(request),
    }


def _responses_csv(request: Request) -> bytes:
    """A line for each force asked, from which nothing has come yet; `receive` fills it in."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for force_id in request.asked_force_ids:
        waits = {"response_id": force_id, "force": force_name(force_id)}
        writer.writerow(waits | {"outcome": Outcome.NO_RESPONSE.value})
    return (_BOM + written.getvalue()).encode()


def _read_back(new: NewRequest, aside: Path, today: date) -> Request:
    """The request as every command will read it; a request not sent is read as if sent today."""
    sent = replace(new, sent_on=new.sent_on or today)
    trial = aside / "trial" / "raw" / new.request_id
    trial.mkdir(parents=True)
    (trial / "request.toml").write_text(request_toml(sent), encoding="utf-8")
    return read_request(Workspace(aside / "trial"), new.request_id, today=today)


def request_toml(new: NewRequest) -> str:
    """The text of request.toml, with a comment on each key that a person may want to change."""
    sent = (
        f"sent_on = {new.sent_on}"
        if new.sent_on
        else "# Not sent yet. Take the # away and write the day on which you send the letter:\n"
        "# sent_on = 2026-01-31"
    )
    lines = [
        f"title = {_text(new.title)}",
        "# The question word for word, as it stands in the letter: headings of replies are held",
        "# against it.",
        f"question = {_text(new.question)}",
        "# What is counted. A count of something else never fills it.",
        f"unit = {_text(new.unit)}",
        sent,
        *_forces(new.forces),
        "",
        "[periods]",
        f"kind = {_text(new.kind)}",
        f"first = {_text(new.first)}",
        f"last = {_text(new.last)}",
    ]
    for category_id, name in new.categories:
        lines += [
            "",
            "[[categories]]",
            f"id = {_text(category_id)}",
            f"name = {_text(name)}",
            "also = []  # other ways in which forces write it",
        ]
    return "\n".join(lines) + "\n"


def _forces(forces: str | Sequence[str]) -> list[str]:
    if isinstance(forces, str):
        comment = f"# {_set_in_words(forces)}: every force of it on the day of sending."
        return [comment, f"forces = {_text(forces)}"]
    named = "".join(f"    {_text(force)},\n" for force in forces)
    return [f"forces = [\n{named}]"]


def _set_in_words(name: str) -> str:
    try:
        return region_name(name)
    except KeyError:
        return name


def _text(value: str) -> str:
    """A TOML string: as JSON has it, but for the character that only TOML escapes."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
