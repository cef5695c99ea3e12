"""Letters for tests, as the reader of PDF files gives their lines, and what is read of them."""

from foistats.documents.model import Passage
from foistats.letters.refusals import find_refusals
from foistats.records import Asked, Refused

Row = tuple[str, str, str, str]


def letter(text: str) -> list[Passage]:
    """The lines of a page, as the reader of PDF files gives them."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [Passage(f"page 1, line {n}", line) for n, line in enumerate(lines, 1) if line]


def found(text: str, *forces: str, question: str = "") -> tuple[Refused, ...]:
    asked = Asked(force_ids=forces or ("dorset",), question=question)
    return find_refusals(letter(text), asked)


def rows(text: str, *forces: str) -> list[Row]:
    """Question, outcome, section and extent of each; `unclear` where nothing is settled."""
    return [
        (one.question, one.outcome or "unclear", one.section, one.extent)
        for one in found(text, *forces)
    ]
