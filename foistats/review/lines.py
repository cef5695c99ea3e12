"""Answers that a line of responses.csv has: what a reply amounts to, or which one it replaces."""

import json
import re
from collections.abc import Sequence
from datetime import date

from foistats.intake.responses import COLUMNS
from foistats.intake.sheets import read_sheet
from foistats.intake.writing import Value
from foistats.records import Problem, Response
from foistats.review.choices import Choice, Does
from foistats.review.refiling import LISTED, changed_line, joined_notes
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome

LINE = "line"
_PART_OF = "part_of"
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
        response.response_id == problem.response_id for response in responses
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
    """What two replies of a force are to each other, the later one first; of more nothing is said.

    A line that says of itself that it replaces something which isn't there may be put right.
    """
    named = problem.found.partition(", all of ")[0].split(", ")
    of = {response.response_id: response for response in responses}
    if len(named) != 2 or not set(named) <= set(of):
        return []
    second, first = sorted(named, key=lambda one: (_day_of(of[one]), named.index(one)))[::-1]
    pairs = [("second", second, first), ("first", first, second)]
    choices = [
        Choice(
            key,
            f"{newer}, received on {of[newer].received_on or 'no known day'}, replaces {older}",
            _does(newer, supersedes=older),
        )
        for key, newer, older in pairs
        if of[newer].supersedes not in of
    ]
    same = set(of[first].force_ids) == set(of[second].force_ids)
    if same and of[second].supersedes not in of:
        text = f"both stand: what came with {second} is a part of the reply {first}"
        choices.append(Choice("both", text, _does(second, **{_PART_OF: first})))
    return choices


def _day_of(response: Response) -> date:
    return response.received_on or date.min


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
    other_id = values.pop(_PART_OF, "")
    line = next(one for one in sheet.lines if one.values.get("response_id") == response_id)
    note = f"{choice.text}: {signed['by']} on {signed['on']}, {signed['because']}"
    if other_id:
        moved = line.values.get("documents", "")
        content = _with_documents(content, other_id, moved, note)
        nothing = dict.fromkeys(("documents", "received_on", "section", "supersedes"), "")
        values = {**nothing, "outcome": Outcome.NO_RESPONSE.value}
    if "note" in sheet.columns:
        values["note"] = joined_notes(line.values.get("note", ""), note)
    return changed_line(content, response_id, **values)


def _with_documents(content: bytes, response_id: str, moved: str, note: str) -> bytes:
    """responses.csv with the documents of another line added to those of a response."""
    sheet = read_sheet(content, known=COLUMNS, name=LISTED)
    line = next(one for one in sheet.lines if one.values.get("response_id") == response_id)
    documents = ";".join(filter(None, (line.values.get("documents", ""), moved)))
    values = {"documents": documents}
    if "note" in sheet.columns:
        values["note"] = joined_notes(line.values.get("note", ""), note)
    return changed_line(content, response_id, **values)
