"""A received file and the files inside it, each through the door, for a person who looks at one."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import content_of, enter
from foistats.records import Finding

# As deep as a reply is read; see reading/file.py.
_DEEPEST = 4


class Inside(NamedTuple):
    """The documents of a file by their path below it, its own being empty; or what it hides."""

    documents: dict[str, Document]
    hidden: tuple[Finding, ...] = ()


def open_all(content: bytes, name: str, *, question: str = "", released: bool = False) -> Inside:
    """Open a file and all in it; raises DocumentRefused where the file itself can't be read.

    What any file inside hides keeps the whole closed, unless a person `released` it. A file
    inside that can't be read is left out.
    """
    entered = enter(content, name, question=question, released=released)
    if entered.document is None:
        return Inside({}, entered.hidden)
    found = _Found(question, released, list(entered.hidden))
    documents = found.below(entered.document, depth=0)
    return Inside(documents if released or not found.hidden else {}, tuple(found.hidden))


@dataclass
class _Found:
    """What opening the files inside takes, and what they hide."""

    question: str
    released: bool
    hidden: list[Finding]

    def below(self, document: Document, *, depth: int) -> dict[str, Document]:
        """A document and those inside it, by their paths below it."""
        documents = {"": document}
        for part in document.parts if depth < _DEEPEST else ():
            try:
                entered = enter(
                    part.content, part.name, question=self.question, released=self.released
                )
            except DocumentRefused:
                continue
            self.hidden += entered.hidden
            if entered.document is not None:
                for path, one in self.below(entered.document, depth=depth + 1).items():
                    documents[f"{part.name}/{path}" if path else part.name] = one
        return documents


def list_cells(
    path: Path, received_as: str = "", question: str = "", released: bool = False
) -> str | tuple[Finding, ...]:
    """CSV with one row per non-empty cell: place, text, type of value, rows and columns spanned.

    A document that hides something gives what was found instead, and not one of its cells; where
    a person `released` it, the cells that it shows. Runs in a worker process.
    """
    content, name = content_of(path), received_as or path.name
    inside = open_all(content, name, question=question, released=released)
    if not inside.documents:
        return inside.hidden
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["place", "text", "type", "row_span", "col_span"])
    for part, document in inside.documents.items():
        for grid in document.grids:
            for cell in grid.cells():
                if not cell.hidden:
                    place = f"{part}: {cell.place}" if part else cell.place
                    kind = type(cell.value).__name__
                    writer.writerow([place, cell.text, kind, cell.row_span, cell.col_span])
    return out.getvalue()
