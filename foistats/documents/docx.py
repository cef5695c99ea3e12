"""Word documents (.docx): text as it is shown, tables as they stand.

Read from the XML itself: what is deleted, hidden or an instruction to Word is left out, text in
boxes and content controls is not, and a cell that claims to span 200 million columns spans one.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from foistats.documents.docx_numbers import ListNumbers
from foistats.documents.docx_parts import Parts, W, is_on, main_part, open_parts, value_of
from foistats.documents.docx_runs import Runs
from foistats.documents.docx_tables import table_of
from foistats.documents.flow import Block, Paragraph, document_of
from foistats.documents.model import Document
from foistats.documents.refusals import broken, unsupported
from foistats.documents.second_markup import confirm_rows, word_rows
from foistats.formats.office.package import open_package

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PASSED_THROUGH = frozenset(
    (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo")
)


def read_docx(content: bytes) -> Document:
    """The tables and text of a Word document, headers and footers left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = open_package(archive, content)
        parts = open_parts(package)
        again = word_rows(package.read(main_part(package)))
    story = Story(parts, ListNumbers.of(parts))
    blocks = story.blocks(parts.body)
    if story.runs.fields:
        raise broken("a Word document with a field that doesn't end")
    document = document_of([*blocks, *story.notes()])
    confirm_rows(document, again, by="another XML parser")
    return document


@dataclass(slots=True)
class Story:
    """One document on its way from elements to blocks."""

    parts: Parts
    numbers: ListNumbers
    runs: Runs = field(init=False)

    def __post_init__(self) -> None:
        """Begin before the first paragraph."""
        self.runs = Runs(self.parts)

    def blocks(self, container: Any, *, on_colour: bool = False) -> list[Block]:
        """The paragraphs and tables of a body, a cell, a text box or a footnote.

        `on_colour` says that something else than white paper may be behind them.
        """
        around, self.runs.on_colour = self.runs.on_colour, on_colour
        try:
            return self._blocks(container)
        finally:
            self.runs.on_colour = around

    def _blocks(self, container: Any) -> list[Block]:
        found: list[Block] = []
        run_on = ""
        for element in _elements(container):
            if element.tag == f"{W}tbl":
                found.append(table_of(element, self))
                continue
            paragraph, goes_on = self._paragraph(element)
            paragraph.text = run_on + paragraph.text
            run_on = paragraph.text if goes_on else ""
            if not goes_on:
                found.append(paragraph)
            for box in self.runs.take_boxes():
                found += self._box(box)
        if run_on:
            found.append(Paragraph(run_on))
        return found

    def _paragraph(self, element: Any) -> tuple[Paragraph, bool]:
        """A paragraph, and whether the next one goes on in its last line."""
        style_id = value_of(element, "pPr/pStyle") or self.parts.default_style
        mark = element.find(f"{W}pPr/{W}rPr")
        deleted = mark is not None and mark.find(f"{W}del") is not None
        number = "" if deleted else self.numbers.next(element, style_id)
        text = self.runs.text_of(element, style_id)
        return Paragraph(text, number), deleted or bool(is_on(mark, "vanish"))

    def _box(self, box: Any) -> list[Block]:
        outer, self.runs.fields = self.runs.fields, []
        blocks = self.blocks(box, on_colour=True)
        self.runs.fields = outer
        return blocks

    def notes(self) -> Iterator[Paragraph]:
        """The footnotes and endnotes that the text points to, in its order."""
        cited = self.runs.cited
        done = 0
        while done < len(cited):
            note = cited[done]
            done += 1
            yield Paragraph(f"{note.mark} {self.note_text(note.element)}", place=note.place)

    def note_text(self, element: Any) -> str:
        """All text of a footnote."""
        blocks = self.blocks(element)
        return "\n".join(block.text for block in blocks if isinstance(block, Paragraph)).strip()


def _elements(container: Any) -> Iterator[Any]:
    """The paragraphs and tables in a container, whatever is wrapped around them."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _PASSED_THROUGH:
            yield from _elements(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from _elements(child[0] if len(child) else ())
        elif child.tag in (f"{W}altChunk", f"{W}subDoc"):
            raise unsupported(
                "a Word document that takes another file in as it opens",
                "open it in Word, save it under another name and receive that",
            )
