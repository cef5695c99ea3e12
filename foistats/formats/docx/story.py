"""One stretch of a Word document's text, walked once: what of it is read, and what isn't seen.

Each run is met once. It is either shown, and its text is read, or something keeps it from being
seen, and that is noted. Text that the walk never comes to, since Word wouldn't, is noted as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from foistats.documents.flow import Block, Paragraph, Table
from foistats.documents.refusals import broken, unsupported
from foistats.formats.docx.fields import Fields
from foistats.formats.docx.nodes import Node
from foistats.formats.docx.page import frame_is_off, is_off, line_of
from foistats.formats.docx.runs import Line, Runs
from foistats.formats.docx.seen import Around, size_of
from foistats.formats.docx.shapes import picture_covers
from foistats.formats.docx.styles import NO_LAY, NO_LETTERS, Lay, lay_by, letters_by, mixed, over
from foistats.formats.docx.tables import TableWalk
from foistats.formats.docx.writing import Writing, indent_of
from schemas.channels import Channel

_EMPTY = Node("", {})


@dataclass(slots=True)
class Story:
    """The body, a header or the footnotes on their way from elements to blocks."""

    runs: Runs
    noted: dict[int, str] = field(default_factory=dict)

    def read(self, root: Node, around: Around) -> list[Block]:
        """All blocks of a part, its notes last; text that Word never comes to is noted."""
        blocks = self.blocks(root, around)
        done = 0
        while done < len(self.runs.cited):
            note, text = self.runs.cited[done], self.note_text(done)
            done += 1
            if note.unseen is None:
                blocks.append(Paragraph(f"{note.mark} {text}", place=note.place))
        if self.runs.fields.states and self.runs.refusal is None:
            self.runs.refusal = broken("a Word document with a field that doesn't end")
        for one in (root, *(note.element for note in self.runs.cited)):
            self.runs.note_rest(one, Channel.VANISHED_TEXT)
        self.runs.changes = max(self.runs.changes, self.runs.amounts[Channel.TRACKED_CHANGES])
        return blocks

    def blocks(self, container: Node, around: Around) -> list[Block]:
        """What is seen of the paragraphs and tables of a body, a cell, a text box or a note."""
        found: list[Block] = []
        run_on: Paragraph | None = None
        for element, here in self._elements(container.children, around):
            if element.name == "tbl":
                found.append(self._table(element, here))
                continue
            paragraph, goes_on = self._paragraph(element, here)
            if run_on is not None:
                paragraph.text = run_on.text + paragraph.text
                paragraph.struck = run_on.struck + paragraph.struck
                paragraph.number = run_on.number or paragraph.number
            run_on = paragraph if goes_on else None
            if not goes_on:
                found.append(paragraph)
            boxes, self.runs.boxes = self.runs.boxes, []
            for box, inside in boxes:
                outer, self.runs.fields = self.runs.fields, Fields(codes=self.runs.fields.codes)
                found += self.blocks(box, inside)
                self.runs.fields = outer
        if run_on is not None:
            found.append(run_on)
        return found

    def note_text(self, number: int) -> str:
        """What is seen of a note that was cited, walked once."""
        if number not in self.noted:
            note = self.runs.cited[number]
            blocks = self.blocks(note.element, Around(note.unseen))
            texts = (block.text for block in blocks if isinstance(block, Paragraph))
            self.noted[number] = "\n".join(texts).strip()
        return self.noted[number]

    def _elements(self, elements: Iterable[Node], around: Around) -> Iterator[tuple[Node, Around]]:
        """Paragraphs and tables, whatever is wrapped around them."""
        for child in elements:
            if child.name in ("p", "tbl"):
                yield child, around
            elif child.name in ("altChunk", "subDoc"):
                self.runs.refusal = unsupported(
                    "a Word document that takes another file in as it opens",
                    "open it in Word, save it under another name and receive that",
                )
            else:
                inside = self.runs.passed(child, around)
                if inside is not None:
                    yield from self._elements(*inside)

    def _table(self, element: Node, around: Around) -> Table:
        cited = len(self.runs.cited)
        table = TableWalk(
            self.blocks, self.runs.shared.styles, self.runs.page, element, around
        ).read()
        notes = range(cited, len(self.runs.cited))
        told = [n for n in notes if self.runs.cited[n].unseen is None]
        table.notes = tuple(f"{self.runs.cited[n].mark} {self.note_text(n)}" for n in told)
        return table

    def _paragraph(self, node: Node, around: Around) -> tuple[Paragraph, bool]:
        """What is seen of a paragraph, and whether the next one goes on in its last line."""
        self.runs.paragraphs += 1
        self.runs.seen.append("\n")
        styles = self.runs.shared.styles
        properties = node.first("pPr") or _EMPTY
        style = styles.style("paragraph", properties.value("pStyle"))
        own = lay_by(properties, styles.palette)
        number = own.number or style.lay.number or ("", 0)
        if own.number is not None and not own.number[0] and style.lay.number is not None:
            number = style.lay.number[0], number[1]
        level = self.runs.shared.numbers.level(number)
        listed = NO_LAY if level is None else level.lay
        ways = (listed, style.lay) if own.number else (style.lay, listed)
        lay = over(own, *ways, around.lay, styles.lay)
        around = self._in_paragraph(lay, around)
        plain = mixed([NO_LETTERS, NO_LETTERS, style.letters, around.letters, styles.letters])
        line = Line(around, style, lay, plain)
        mark = properties.first("rPr") or _EMPTY
        if around.room is not None:
            around.room.used += max(lay.before or 0, 0)
        runs_on = mark.first("del") is not None or bool(mark.switch("vanish"))
        shown = "" if runs_on or around.unseen is not None else self._number(number, mark, line)
        self.runs.pictures, self.runs.writing = [], Writing()
        for child in node.children:
            self.runs.take(child, line)
        text = self.runs.writing.text()
        size = size_of(plain)
        width = len(text.strip()) * size * 10
        if any(
            picture_covers(picture, width=width, line=size * 20) for picture in self.runs.pictures
        ):
            self.runs.note(Channel.COVERED_TEXT, text)
            text = shown = ""
            self.runs.writing.struck.clear()
        if around.room is not None:
            mark_size = size_of(over(letters_by(mark, styles.palette), plain))
            around.room.end_line(line_of(lay, mark_size) + max(lay.after or 0, 0))
        if properties.first("sectPr") is not None:
            self.runs.section += 1
        paragraph = Paragraph(
            text,
            shown,
            indent=indent_of(lay, text, is_listed=level is not None),
            is_caption="caption" in style.names,
            struck="; ".join(self.runs.writing.struck),
        )
        return paragraph, runs_on

    def _in_paragraph(self, lay: Lay, around: Around) -> Around:
        """What a paragraph decides of its text, by where it lies and what is behind it."""
        around = around.on(lay.ground)
        page = self.runs.page
        if lay.frame is not None:
            off = frame_is_off(lay.frame, page)
        else:
            off = is_off(lay, around.area or page.area)
        if off or (around.area is None and page.has_no_text):
            return around.without(Channel.OFF_PAGE_TEXT)
        return around

    def _number(self, number: tuple[str, int], mark: Node, line: Line) -> str:
        """The number that a list puts before a paragraph, where it is seen."""
        shown = self.runs.shared.numbers.next(number)
        level = self.runs.shared.numbers.level(number)
        if not shown or level is None:
            return ""
        letters = over(level.letters, letters_by(mark, self.runs.shared.styles.palette), line.plain)
        channel = self.runs.why(letters, line, shown)
        if isinstance(channel, Channel) and level.has_words:
            self.runs.note(channel, shown)
        return "" if channel is not None else shown
