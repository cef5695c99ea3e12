"""What a person says of numbers that are no statistic, kept beside the draft.

`story.marks.toml` beside `story.docx`, or `story.docx.marks.toml`:

    [[mark]]
    text = "12 volunteers"       # as it stands in the draft; every number in it is meant
    because = "they are people in the story"
    by = "A. Person"
    on = 2021-11-02
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from foistats.claims.model import Read, Verdict
from foistats.errors import FoistatsError
from foistats.intake.entries import Keys, read_entries
from foistats.toml import shown
from schemas.problem_codes import in_words

_KEYS = {"mark": Keys(("text",))}


class MarksInvalid(FoistatsError):
    """A marks file that can't be used as it stands; every mistake is named at once."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A person's word that the numbers in a stretch of text are no statistic."""

    text: str
    because: str
    by: str
    on: date


def marks_file(draft: Path) -> Path:
    """Where the marks of a draft lie: the file that is there, else where one would be written."""
    whole_name = draft.with_name(f"{draft.name}.marks.toml")
    return whole_name if whole_name.is_file() else draft.with_name(f"{draft.stem}.marks.toml")


def read_marks(draft: Path) -> tuple[Mark, ...]:
    """The marks beside a draft, none where there is no file; raises MarksInvalid."""
    path = marks_file(draft)
    if not path.is_file():
        return ()
    file = read_entries(path.read_bytes(), name=path.name, known=_KEYS)
    found = []
    problems = [one.problem for one in file.invalid]
    for entry in file.entries.get("mark", ()):
        text = entry.text("text").strip()
        because, by, on = entry.signed()
        problems += entry.wrong
        found.append(Mark(text, because, by, on))
    if problems:
        raise MarksInvalid(
            "\n".join(
                f"{p.document}: {p.place}: {in_words(p.code, p.found)};"
                f" expected {p.expected}; {p.remedy}"
                for p in problems
            )
        )
    return tuple(found)


def with_marks(reads: Sequence[Read], text: str, marks: Sequence[Mark]) -> tuple[Read, ...]:
    """The readings with those that a person marked taken out.

    Raises MarksInvalid for a mark whose text the draft doesn't have: it was written for another
    version.
    """
    marked: dict[int, Mark] = {}
    for mark in marks:
        words = r"\s+".join(re.escape(word) for word in mark.text.split())
        places = [found.span() for found in re.finditer(rf"(?<!\w){words}(?!\w)", text)]
        if not places:
            raise MarksInvalid(
                f"the draft doesn't have the marked text {shown(mark.text)};"
                " correct or delete the mark"
            )
        for number, read in enumerate(reads):
            if any(read.mention.start < end and start < read.mention.end for start, end in places):
                marked.setdefault(number, mark)
    return tuple(
        _taken_out(read, marked[number]) if number in marked else read
        for number, read in enumerate(reads)
    )


def _taken_out(read: Read, mark: Mark) -> Read:
    because = f"{mark.by} marked it on {mark.on.isoformat()}: {mark.because}"
    return replace(read, verdict=Verdict.NOT_A_STATISTIC, because=because, claims=())
