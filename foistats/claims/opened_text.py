"""The lines of a draft that is a web page or a Word file; runs in a worker process."""

from collections.abc import Sequence
from pathlib import Path

from foistats.errors import DocumentRefused, Unreadable
from foistats.formats.opening import content_of, enter_draft
from foistats.records import Finding
from schemas.channels import EXPLAINED
from schemas.problem_codes import ProblemCode

_KINDS = {".html": "html", ".htm": "html", ".docx": "docx"}


def lines_of_draft(path: str) -> list[str]:
    """One line for each heading, paragraph, list item and table row that a draft shows.

    Raises Unreadable, whose message is a sentence with the remedy, for a draft that hides
    something, that isn't what its name says, or whose letters had to be guessed.
    """
    file = Path(path)
    try:
        expected = _KINDS[file.suffix.casefold()]
        entered = enter_draft(content_of(file), file.name)
        if entered.hidden:
            raise Unreadable(_hiding(entered.hidden))
        if entered.kind != expected:
            raise Unreadable(
                f"it is {entered.kind} inside, not {expected}; save it again under its own kind"
            )
        document = entered.document
    except DocumentRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
    if document is None:
        return []
    if any(code == ProblemCode.TEXT_GUESSED for code, _, _ in document.remarks):
        raise Unreadable("it isn't in the encoding that it names; save it as UTF-8")
    return [] if document.lines_in_order is None else document.lines_in_order()


def _hiding(hidden: Sequence[Finding]) -> str:
    said = " ".join(EXPLAINED[channel] for channel in dict.fromkeys(one.channel for one in hidden))
    return (
        f"it holds what its readers won't see. {said} Accept or reject every change, delete"
        " comments and hidden text, save it and check it again"
    )
