"""Questions as a CSV that is filled in anywhere, and its answers taken: all of them, or none."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from foistats.errors import FoistatsError, WorkspaceError
from foistats.intake.sheets import SheetLine, read_sheet
from foistats.naming.forces import force_name
from foistats.reading.around import Excerpt
from foistats.release.spreadsheet import as_meant, for_spreadsheet
from foistats.review.answers import Answer
from foistats.review.desk import Desk
from foistats.review.questions import Question

COLUMNS = (
    "id",
    "code",
    "force",
    "document",
    "place",
    "around",
    "question",
    "found",
    "expected",
    "choices",
    "answer",
    "value",
    "because",
    "by",
)
_SHOWN = 3
_ID = re.compile(r"q[0-9a-f]{12}")


class Applied(NamedTuple):
    """What became of a filled-in sheet. With `errors` nothing was kept.

    `settled` are lines whose problem is none any more: they are passed over.
    """

    answered: int
    settled: tuple[str, ...]
    errors: tuple[str, ...]
    files: tuple[str, ...]


def sheet_bytes(questions: Sequence[Question]) -> bytes:
    """One row per question, as a spreadsheet opens it; no text of a document runs as a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in questions:
        problem = question.problem
        row = (
            question.id,
            problem.code.value,
            ", ".join(map(force_name, question.force_ids)),
            few(question.documents),
            few([each.problem.place for each in question.each]),
            flat(question.around),
            question.asks,
            "\n".join(question.listed) or problem.found,
            problem.expected,
            "; ".join(choices_of(question)),
        )
        writer.writerow([*(for_spreadsheet(cell) for cell in row), "", "", "", ""])
    return b"\xef\xbb\xbf" + written.getvalue().encode(errors="replace")


def few(names: Sequence[str]) -> str:
    """The first few names, and how many more there are.

    >>> few(["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e.xlsx"])
    'a.xlsx, b.xlsx, c.xlsx and 2 more'
    """
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def choices_of(question: Question) -> list[str]:
    """Each answer in a few words, with what is to be written under value."""
    return [
        f"{choice.key} = {choice.text}" + (f" (value: {choice.asks})" if choice.asks else "")
        for choice in question.choices
    ]


def flat(around: Excerpt) -> str:
    """What stands around a place, in one text."""
    if not around.rows:
        return around.text
    lines = [" | ".join(["", *around.columns])]
    return "\n".join([*lines, *(" | ".join(row) for row in around.rows)])


def apply_sheet(
    desk: Desk, content: bytes, *, name: str, by: str, because: str, on: date
) -> Applied:
    """Check every answer of a sheet, one upon the other; they are pending then, or none is.

    Raises WorkspaceError where the sheet isn't one. Answers that were taken before change nothing.
    """
    sheet = read_sheet(content, known=COLUMNS, name=name)
    lacking = [column for column in ("id", "answer") if column not in sheet.columns]
    if lacking:
        raise WorkspaceError(f"{name} has no column {lacking[0]!r}; export it anew and fill it in")
    questions = {question.id: question for question in desk.spread().questions}
    errors: list[str] = []
    settled: list[str] = []
    files: set[str] = set()
    met: dict[str, int] = {}
    answered = 0
    for line in sheet.lines:
        if not line.values.get("answer"):
            if line.values.get("value"):
                errors.append(f"{_named(line)}: a value and no answer; write which answer it is of")
            continue
        question_id = line.values["id"]
        first = met.setdefault(question_id, line.number)
        if first != line.number:
            errors.append(f"{_named(line)}: answered on line {first} already; delete one of them")
        elif _ID.fullmatch(question_id) is None:
            errors.append(f"{_named(line)}: {question_id!r} is no question; leave the id as it was")
        elif question_id not in questions:
            settled.append(f"{_named(line)}: no open question any more")
        else:
            try:
                answer = _answer(line, questions[question_id], by=by, because=because, on=on)
                files.update(desk.answer(questions[question_id], answer))
                answered += 1
            except FoistatsError as refusal:
                errors.append(f"{_named(line)}: {refusal}")
    if errors:
        desk.pending.clear()
        return Applied(0, tuple(settled), tuple(errors), ())
    return Applied(answered, tuple(settled), (), tuple(sorted(files)))


def _named(line: SheetLine) -> str:
    told = (line.values.get("code", ""), as_meant(line.values.get("document", "")))
    return " ".join([f"line {line.number},", *(one for one in told if one)])


def _answer(line: SheetLine, question: Question, *, by: str, because: str, on: date) -> Answer:
    written = as_meant(line.values["answer"])
    choice = question.choice(written)
    if choice is None:
        known = ", ".join(one.key for one in question.choices)
        raise WorkspaceError(f"{written!r} is none of the answers {known}")
    return Answer(
        choice,
        as_meant(line.values.get("value", "")),
        as_meant(line.values.get("because", "")) or because,
        as_meant(line.values.get("by", "")) or by,
        on,
    )
