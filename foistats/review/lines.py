"""Answers that a line of responses.csv has: what a reply amounts to, or which one it replaces."""

import json
import re
from collections.abc import Sequence

from foistats.intake.responses import COLUMNS
from foistats.intake.sheets import read_sheet
from foistats.intake.writing import Value
from foistats.records import Problem, Response
from foistats.review.choices import Choice, Does
from foistats.review.refiling import LISTED, changed_line, joined_notes
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome

LINE = "line"
OF_A_LINE = frozenset(
    {
        ProblemCode.REFUSAL_UNCLEAR,
        ProblemCode.ANSWER_WITHOUT_COUNTS,
        ProblemCode.RESPONSE_TWICE,
    }
)
"""The problems that such an answer may settle."""
WITHOUT_FIGURES = (Outcome.REFUSED, Outcome.NOT_HELD, Outcome.NEITHER_CONFIRM_NOR_DENY)
"""What a reply may amount to that gives no figure; written on its line it needs no other word."""
_SECTION = re.compile(r"\bsection (?P<section>[0-9]+[A-Z]?(?:\([0-9a-z]+\))*)")


def line_choices(problem: Problem, responses: Sequence[Response]) -> list[Choice]:
    """What may be written on the line of a reply to settle a problem of it."""
    if problem.code is ProblemCode.RESPONSE_TWICE:
        return _replacements(problem, responses)
    if problem.code not in OF_A_LINE or not any(
        one.response_id == problem.response_id for one in responses
    ):
        return []
    sections = ", ".join(dict.fromkeys(one["section"] for one in _SECTION.finditer(problem.found)))
    under = f", under section {sections}" if sections else ""
    return [
        Choice(
            "refused",
            f"it refuses all that was asked{under}",
            _does(problem.response_id, outcome=Outcome.REFUSED.value, section=sections),
            asks="" if sections else "under which section of the Act, such as 12(1)",
        ),
        Choice(
            "not-held",
            "it says that nothing of it is held",
            _does(problem.response_id, outcome=Outcome.NOT_HELD.value),
        ),
    ]


def _replacements(problem: Problem, responses: Sequence[Response]) -> list[Choice]:
    """Which of two replies of a force replaces the other; of more than two nothing is offered."""
    named = problem.found.partition(", all of ")[0].split(", ")
    of = {one.response_id: one for one in responses}
    if len(named) != 2 or not set(named) <= set(of):
        return []
    return [
        Choice(
            key,
            f"{newer}, received on {of[newer].received_on or 'no known day'}, replaces {older}",
            _does(newer, supersedes=older),
        )
        for key, newer, older in (("second", named[1], named[0]), ("first", named[0], named[1]))
        if not of[newer].supersedes
    ]


def _does(response_id: str, **values: str) -> Does:
    return Does(LINE, json.dumps({"response_id": response_id} | values))


def with_line(content: bytes, choice: Choice, value: str, *, signed: dict[str, Value]) -> bytes:
    """responses.csv with what was answered, and in the note who says so, when and why.

    Raises WorkspaceError where the file can't say it.
    """
    values: dict[str, str] = json.loads(choice.does.says)
    response_id = values.pop("response_id")
    if "section" in values:
        values["section"] = values["section"] or value.strip()
    sheet = read_sheet(content, known=COLUMNS, name=LISTED)
    line = next(one for one in sheet.lines if one.values.get("response_id") == response_id)
    note = f"{choice.text}: {signed['by']} on {signed['on']}, {signed['because']}"
    if "note" in sheet.columns:
        values["note"] = joined_notes(line.values.get("note", ""), note)
    return changed_line(content, response_id, **values)
