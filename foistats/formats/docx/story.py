"""One stretch of a Word document's text, walked once: what of it is read, and what isn't seen.

Each run is met once. It is either shown, and its text is read, or something keeps it from being
seen, and that is noted. Text that the walk never comes to, since Word wouldn't, is noted as well.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.flow import Block, Paragraph, Table, is_blank
from foistats.documents.html_blocks import SUPERSCRIPTS
from foistats.documents.list_numbers import numeral
from foistats.documents.refusals import broken, unsupported
from foistats.errors import DocumentRefused
from foistats.formats.docx.colours import PAPER
from foistats.formats.docx.fields import Fields
from foistats.formats.docx.nodes import Node, is_on
from foistats.formats.docx.numbering import ListNumbers
from foistats.formats.docx.page import Page, frame_is_off, is_off, line_of
from foistats.formats.docx.seen import (
    Around,
    Aside,
    Unseen,
    is_number_of_page,
    size_of,
    why_unseen,
)
from foistats.formats.docx.shapes import covers_text, in_shape, is_behind, picture_covers
from foistats.formats.docx.styles import (
    NO_LAY,
    NO_LETTERS,
    Lay,
    Letters,
    Style,
    Styles,
    lay_by,
    letters_by,
    mixed,
    over,
)
from foistats.formats.docx.tables import TableWalk
from foistats.formats.docx.writing import Writing, chosen_of, indent_of, symbol
from foistats.records import Finding
from schemas.channels import Channel

# What Word wraps around text without changing it.
_PASSED_THROUGH = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple"}
    | {"dir", "bdo", "rubyBase"}
)
_INSERTED, _GONE = ("ins", "moveTo"), ("del", "moveFrom")
_CHANGES = (*_INSERTED, *_GONE, "cellIns", "cellDel")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Word puts these around forms copied from web pages.
_FORM_EDGES = ("top of form", "bottom of form")
# A title over a dark picture stands this close to where the picture is anchored.
_NEAR = 15
_EMPTY = Node("", {})


class Cited(NamedTuple):
    """A footnote or endnote that the text points to: its mark, its place, what is seen of it."""

    mark: str
    place: str
    element: Node
    unseen: Unseen


class Line(NamedTuple):
    """What a paragraph decides of its runs; `plain` is how one looks that says nothing itself."""

    around: Around
    style: Style
    lay: Lay
    plain: Letters
    lift: str = ""


@dataclass(slots=True)
class Shared:
    """What all stretches of one document share."""

    styles: Styles
    numbers: ListNumbers
    notes: Mapping[tuple[str, str], Node] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    # Whether a content control shows what stands in it, and not something else it is bound to.
    shows_own: Callable[[Node], bool] = lambda _: True


@dataclass(slots=True)
class Story:
    """The body, a header or the footnotes on their way from elements to blocks."""

    name: str
    shared: Shared
    is_margin: bool = False
    amounts: Counter[Channel] = field(default_factory=Counter)
    began: dict[Channel, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    cited: list[Cited] = field(default_factory=list)
    noted: dict[int, str] = field(default_factory=dict)
    fields: Fields = field(default_factory=Fields)
    pictures: list[Node] = field(default_factory=list)
    writing: Writing = field(default_factory=Writing)
    boxes: list[tuple[Node, Around]] = field(default_factory=list)
    paragraphs: int = 0
    last_behind: int = -1_000_000
    section: int = 0
    changes: int = 0
    refusal: DocumentRefused | None = None

    @property
    def page(self) -> Page:
        """The pages of the section that the walk has come to."""
        pages = self.shared.pages
        return pages[min(self.section, len(pages) - 1)] if pages else Page()

    def read(self, root: Node, around: Around) -> list[Block]:
        """All blocks of a part, its notes last; text that Word never comes to is noted."""
        blocks = self.blocks(root, around)
        done = 0
        while done < len(self.cited):
            note, text = self.cited[done], self.note_text(done)
            done += 1
            if note.unseen is None:
                blocks.append(Paragraph(f"{note.mark} {text}", place=note.place))
        if self.fields.states and self.refusal is None:
            self.refusal = broken("a Word document with a field that doesn't end")
        for one in (root, *(note.element for note in self.cited)):
            self.note_rest(one, Channel.VANISHED_TEXT)
        self.changes = max(self.changes, self.amounts[Channel.TRACKED_CHANGES])
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
            boxes, self.boxes = self.boxes, []
            for box, inside in boxes:
                outer, self.fields = self.fields, Fields(codes=self.fields.codes)
                found += self.blocks(box, inside)
                self.fields = outer
        if run_on is not None:
            found.append(run_on)
        return found

    def note_text(self, number: int) -> str:
        """What is seen of a note that was cited, walked once."""
        if number not in self.noted:
            note = self.cited[number]
            blocks = self.blocks(note.element, Around(note.unseen))
            texts = (block.text for block in blocks if isinstance(block, Paragraph))
            self.noted[number] = "\n".join(texts).strip()
        return self.noted[number]

    def note_rest(self, root: Node, channel: Channel) -> None:
        """Note the texts of a part that the walk hasn't met, and count its changes."""
        for node in root.below("t", "m:t", "delText", *_CHANGES):
            if node.name in _CHANGES:
                self.changes += 1
            elif id(node) not in self.met:
                self.met.add(id(node))
                self._note(
                    Channel.TRACKED_CHANGES if node.name == "delText" else channel, node.text
                )

    def findings(self) -> list[Finding]:
        """One finding for each way in which text of this story is kept from being seen."""
        amounts = self.amounts + Counter({Channel.VANISHED_TEXT: self._unseen_codes()})
        return [
            Finding(
                channel,
                f"{self.name}, from paragraph {self.began.get(channel, 1)}",
                amounts[channel],
                "texts",
            )
            for channel in sorted(amounts)
            if channel is not Channel.TRACKED_CHANGES
        ]

    def _unseen_codes(self) -> int:
        """How many texts fields keep that the document doesn't show."""
        seen = " ".join("".join(self.seen).split()).casefold()
        kept = self.fields.kept_texts()
        return sum(" ".join(said.split()).casefold() not in seen for said in kept)

    def _elements(self, elements: Iterable[Node], around: Around) -> Iterator[tuple[Node, Around]]:
        """Paragraphs and tables, whatever is wrapped around them."""
        for child in elements:
            if child.name in ("p", "tbl"):
                yield child, around
            elif child.name in ("altChunk", "subDoc"):
                self.refusal = unsupported(
                    "a Word document that takes another file in as it opens",
                    "open it in Word, save it under another name and receive that",
                )
            else:
                inside = self._passed(child, around)
                if inside is not None:
                    yield from self._elements(*inside)

    def _passed(self, node: Node, around: Around) -> tuple[list[Node], Around] | None:
        """What stands in a wrapper, and what that decides; None for what is no wrapper."""
        if node.name == "mc:AlternateContent":
            return self._chosen(node), around
        if node.name in _INSERTED:
            return node.children, around._replace(is_inserted=True)
        if node.name in _GONE:
            return node.children, around.without(Channel.TRACKED_CHANGES)
        if node.name not in _PASSED_THROUGH:
            return None
        if node.name == "sdt":
            gallery = (node.first("sdtPr", "docPartObj") or node).value("docPartGallery")
            around = around._replace(on_cover=around.on_cover or gallery == "Cover Pages")
            if not self.shared.shows_own(node):
                around = around.without(Channel.VANISHED_TEXT)
        return node.children, around

    def _chosen(self, block: Node) -> list[Node]:
        """What Word shows of several versions; what only the others say is noted."""
        versions = [one for one in block.children if one.name in ("mc:Choice", "mc:Fallback")]
        understood = (one for one in versions if one.written.get("understood", "1") == "1")
        shown = next(understood, None)
        said = "" if shown is None else "".join(t.text for t in shown.below("t"))
        said = "".join(said.split())
        for version in versions:
            for text in version.below("t") if version is not shown else ():
                self.met.add(id(text))
                # A smiling face has another notation in each version.
                told = any(sign.isalnum() for sign in text.text)
                if told and "".join(text.text.split()) not in said:
                    self._note(Channel.VANISHED_TEXT, text.text)
        return [] if shown is None else shown.children

    def _table(self, element: Node, around: Around) -> Table:
        cited = len(self.cited)
        table = TableWalk(self.blocks, self.shared.styles, self.page, element, around).read()
        notes = range(cited, len(self.cited))
        told = [n for n in notes if self.cited[n].unseen is None]
        table.notes = tuple(f"{self.cited[n].mark} {self.note_text(n)}" for n in told)
        return table

    def _paragraph(self, node: Node, around: Around) -> tuple[Paragraph, bool]:
        """What is seen of a paragraph, and whether the next one goes on in its last line."""
        self.paragraphs += 1
        self.seen.append("\n")
        styles = self.shared.styles
        properties = node.first("pPr") or _EMPTY
        style = styles.style("paragraph", properties.value("pStyle"))
        own = lay_by(properties, styles.palette)
        number = own.number or style.lay.number or ("", 0)
        if own.number is not None and not own.number[0] and style.lay.number is not None:
            number = style.lay.number[0], number[1]
        level = self.shared.numbers.level(number)
        listed = NO_LAY if level is None else level.lay
        ways = (listed, style.lay) if own.number else (style.lay, listed)
        lay = over(own, *ways, around.lay, styles.lay)
        around = self._in_paragraph(lay, around)
        plain = mixed([NO_LETTERS, NO_LETTERS, style.letters, around.letters, styles.letters])
        line = Line(around, style, lay, plain)
        mark = properties.first("rPr") or _EMPTY
        if around.room is not None:
            around.room.used += max(lay.before or 0, 0)
        deleted = mark.first("del") is not None
        shown = "" if deleted or around.unseen is not None else self._number(number, mark, line)
        self.pictures, self.writing = [], Writing()
        for child in node.children:
            self._take(child, line)
        text = self.writing.text()
        size = size_of(plain)
        width = len(text.strip()) * size * 10
        if any(picture_covers(one, width=width, line=size * 20) for one in self.pictures):
            self._note(Channel.COVERED_TEXT, text)
            text = shown = ""
        if around.room is not None:
            mark_size = size_of(over(letters_by(mark, styles.palette), plain))
            around.room.end_line(line_of(lay, mark_size) + max(lay.after or 0, 0))
        if properties.first("sectPr") is not None:
            self.section += 1
        paragraph = Paragraph(
            text,
            shown,
            indent=indent_of(lay, text, is_listed=level is not None),
            is_caption="caption" in style.names,
            struck="; ".join(self.writing.struck),
        )
        return paragraph, deleted or bool(mark.switch("vanish"))

    def _in_paragraph(self, lay: Lay, around: Around) -> Around:
        """What a paragraph decides of its text, by where it lies and what is behind it."""
        around = around.on(lay.ground)
        page = self.page
        if lay.frame is not None:
            off = frame_is_off(lay.frame, page)
        else:
            off = is_off(lay, around.area or page.area)
        if off or (around.area is None and page.has_no_text):
            return around.without(Channel.OFF_PAGE_TEXT)
        return around

    def _number(self, number: tuple[str, int], mark: Node, line: Line) -> str:
        """The number that a list puts before a paragraph, where it is seen."""
        shown = self.shared.numbers.next(number)
        level = self.shared.numbers.level(number)
        if not shown or level is None:
            return ""
        letters = over(level.letters, letters_by(mark, self.shared.styles.palette), line.plain)
        channel = self._why(letters, line, shown)
        if isinstance(channel, Channel) and level.has_words:
            self._note(channel, shown)
        return "" if channel is not None else shown

    def _take(self, node: Node, line: Line) -> None:
        """Take in what stands in a paragraph."""
        if node.name in ("r", "m:r"):
            self._run(node, line)
            return
        passed = self._passed(node, line.around)
        if passed is None and node.name.startswith("m:"):
            line = self._in_formula(node, line)
            passed = node.children, line.around
        if passed is not None:
            if node.name == "fldSimple":
                self.fields.begin(node.written.get("instr", ""), in_result=True)
            for child in passed[0]:
                self._take(child, line._replace(around=passed[1]))
            if node.name == "fldSimple":
                self.fields.end()

    def _in_formula(self, node: Node, line: Line) -> Line:
        """What a part of a formula does: raise its signs, or stand below a stroke."""
        if node.name == "m:phant" and (node.first("m:phantPr") or node).switch("m:show") is False:
            return line._replace(around=line.around.without(Channel.VANISHED_TEXT))
        if node.name == "m:den":
            self._put("/", line, line.plain)
        elif node.name in ("m:sup", "m:sub"):
            return line._replace(lift="superscript" if node.name == "m:sup" else "subscript")
        return line

    def _run(self, run: Node, line: Line) -> None:
        properties = run.first("rPr")
        letters = line.plain
        if properties is not None and properties.children:
            styles = self.shared.styles
            own = letters_by(properties, styles.palette)
            named = styles.style("character", properties.value("rStyle")).letters
            levels = [own, named, line.style.letters, line.around.letters, styles.letters]
            letters = mixed(levels)
        self._in_run(run.children, line, letters)

    def _in_run(self, children: Iterable[Node], line: Line, letters: Letters) -> None:
        for child in children:
            name = child.name
            if name in ("t", "m:t"):
                self.met.add(id(child))
                self._put(child.text, line, letters)
            elif name == "delText":
                self.met.add(id(child))
                self._note(Channel.TRACKED_CHANGES, child.text)
            elif name in _SIGNS:
                area = line.around.area or self.page.area
                self.writing.move_on(_SIGNS[name], line.lay, width=area.high - area.left)
                self._put(_SIGNS[name], line, letters)
            elif name == "sym":
                self._put(symbol(child), line, letters)
            elif name == "instrText":
                self.fields.add(child.text)
            elif name == "fldChar":
                self._put(chosen_of(child), line, letters)
                self.fields.take_sign(child)
            elif name in ("footnoteReference", "endnoteReference"):
                self._cite(child, line, letters)
            elif name == "mc:AlternateContent":
                self._in_run(self._chosen(child), line, letters)
            elif name in ("drawing", "pict", "object"):
                unseen = Channel.VANISHED_TEXT if letters.vanish else self.fields.unseen
                self._shapes(child, line.around if unseen is None else line.around.without(unseen))
            elif name == "ruby":
                self._ruby(child, line)

    def _ruby(self, ruby: Node, line: Line) -> None:
        """Take in signs with their sounds above them, which aren't read."""
        for part in ruby.children:
            if part.name == "rubyBase":
                self._take(part, line)
            else:
                self.met |= {id(text) for text in part.below("t")}

    def _put(self, text: str, line: Line, letters: Letters) -> None:
        """Read a text if it is seen, else note why it isn't."""
        channel = self._why(letters, line, text)
        if channel is None:
            self.seen.append(text)
            if line.around.is_inserted and not is_blank(text):
                self.refusal = self.refusal or _undecided()
            if letters.strike or letters.double_strike or line.around.is_struck:
                self.writing.strike(text)
            else:
                is_counted = self.fields.is_counted
                self.writing.put(text, letters, lift=line.lift, is_counted=is_counted)
        elif isinstance(channel, Channel):
            self._note(channel, text)

    def _why(self, letters: Letters, line: Line, text: str) -> Unseen:
        """Why a text isn't seen: by what is around it, its field, how it looks, where it is cut."""
        around = line.around
        if around.unseen is not None:
            return around.unseen
        of_field = self.fields.unseen
        if of_field is not None or self.writing.is_beyond:
            return of_field or Channel.OFF_PAGE_TEXT
        channel: Unseen = why_unseen(letters, line.lay, letters.ground or around.ground, text)
        if channel is Channel.VANISHED_TEXT and not around.in_table:
            of_page = is_number_of_page(text, line.style.names, letters)
            channel = Aside.OF_PROGRAM if of_page else channel
        if channel is Channel.INVISIBLE_TEXT and self._over_a_picture(around):
            return None
        if channel is None and around.room is not None:
            area = around.area or self.page.area
            size, width = size_of(letters), area.right - area.left
            line_height = line_of(line.lay, size)
            if not around.room.take(text, size, line=line_height, width=width):
                return around.room.channel
        return channel

    def _over_a_picture(self, around: Around) -> bool:
        """True where white text on paper may stand on a dark shape that is drawn behind it."""
        near = self.paragraphs - self.last_behind <= _NEAR
        near = near or (self.is_margin and self.last_behind >= 0)
        return near and around.ground == PAPER and not around.in_table

    def _note(self, channel: Channel, text: str) -> None:
        """Count a text that isn't seen."""
        if not is_blank(text) and text.strip().lower() not in _FORM_EDGES:
            self.amounts[channel] += 1
            self.began.setdefault(channel, self.paragraphs)

    def _cite(self, reference: Node, line: Line, letters: Letters) -> None:
        kind = reference.name.removesuffix("Reference")
        element = self.shared.notes.get((kind, reference.written.get("id", "")))
        if element is None:
            return
        unseen = self._why(letters, line, "1")
        number = 1 + sum(one.place.startswith(kind) and one.unseen is None for one in self.cited)
        mark = f"[{numeral(number, 'lowerRoman')}]"
        if kind == "footnote":
            mark = str(number).translate(SUPERSCRIPTS)
        if is_on(reference.written.get("customMarkFollows")):
            # The writer typed a mark: it stands in the text that follows.
            mark = ""
        self.cited.append(Cited(mark, f"{kind} {number}", element, unseen))
        if unseen is None:
            self.writing.pieces.append(mark)

    def _shapes(self, node: Node, around: Around) -> None:
        """Keep the text boxes of a drawing for when its paragraph is done."""
        if node.name == "txbxContent":
            self.boxes.append((node, around))
            return
        if node.name == "mc:AlternateContent":
            for child in self._chosen(node):
                self._shapes(child, around)
            return
        if node.name == "wp:anchor":
            if is_behind(node):
                self.last_behind = self.paragraphs
            self.pictures += [node for _ in node.below("pic:pic")][:1]
        may_cover = around.unseen is None and not around.on_cover and not self.is_margin
        if may_cover and covers_text(node):
            self._note(Channel.COVERED_TEXT, "a box")
            self.refusal = self.refusal or unsupported(
                "a Word document with a box over the text, and nothing says over which words",
                "ask the force for a copy without the words under it",
            )
        if node.name.startswith(("wp:", "wps:", "v:")):
            around = in_shape(node, around, self.page, self.shared.styles.palette)
        if not node.name.startswith("?:"):
            for child in node.children:
                self._shapes(child, around)


def _undecided() -> DocumentRefused:
    return unsupported(
        "a Word document with insertions that nobody has accepted or rejected yet",
        "open it in Word, accept or reject its changes as the force means them, and receive that",
    )
