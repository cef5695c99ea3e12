"""The runs of a Word document: each is met once, and is read, or what keeps it unseen is noted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.flow import is_blank
from foistats.documents.refusals import unsupported
from foistats.documents.signs import SUPERSCRIPTS, numeral
from foistats.documents.words import repeats_a_line
from foistats.errors import DocumentRefused
from foistats.formats.docx.colours import PAPER, is_seen
from foistats.formats.docx.fields import Fields
from foistats.formats.docx.nodes import Node, is_on
from foistats.formats.docx.numbering import ListNumbers
from foistats.formats.docx.page import Page, line_of
from foistats.formats.docx.seen import (
    Around,
    Aside,
    Float,
    Unseen,
    is_a_page,
    is_number_of_page,
    numbers_a_page,
    size_of,
    why_unseen,
)
from foistats.formats.docx.shapes import (
    covers_text,
    float_of,
    ground_below,
    in_shape,
    is_behind,
)
from foistats.formats.docx.styles import Lay, Letters, Style, Styles, letters_by, mixed
from foistats.formats.docx.writing import Writing, chosen_of, symbol
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


# A template's white copy of its telephone line, or one that is switched off.
_OF_STATIONERY = (Channel.VANISHED_TEXT, Channel.INVISIBLE_TEXT, Channel.TINY_TEXT)


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
class Runs:
    """What was met so far of one stretch of text: the body, a header."""

    name: str
    shared: Shared
    is_margin: bool = False
    floats: list[Float] = field(default_factory=list)
    amounts: Counter[Channel] = field(default_factory=Counter)
    # By channel and paragraph, for a line that only repeats a visible one.
    unseen_lines: dict[tuple[Channel, int], list[str]] = field(default_factory=dict)
    shown_lines: dict[int, list[str]] = field(default_factory=dict)
    began: dict[Channel, int] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    cited: list[Cited] = field(default_factory=list)
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

    def note_rest(self, root: Node, channel: Channel) -> None:
        """Note the texts of a part that the walk hasn't met, and count its changes."""
        for node in root.below("t", "m:t", "delText", *_CHANGES):
            if node.name in _CHANGES:
                self.changes += 1
            elif id(node) not in self.met:
                self.met.add(id(node))
                self.note(Channel.TRACKED_CHANGES if node.name == "delText" else channel, node.text)

    def lines(self) -> list[str]:
        """What is shown, paragraph by paragraph."""
        return ["".join(texts) for texts in self.shown_lines.values()]

    def findings(self, shown: str = "") -> list[Finding]:
        """One finding for each way in which text of this story is kept from being seen.

        `shown` are the lines that the document shows; what only repeats one of them is told.
        """
        amounts = self.amounts + Counter({Channel.VANISHED_TEXT: self._unseen_codes()})
        for (channel, paragraph), texts in self.unseen_lines.items():
            if channel in _OF_STATIONERY and repeats_a_line("".join(texts), shown):
                amounts[channel] -= len(texts)
                amounts[Channel.STATIONERY] += len(texts)
                self.began.setdefault(Channel.STATIONERY, paragraph)
        return [
            Finding(
                channel,
                f"{self.name}, from paragraph {self.began.get(channel, 1)}",
                amounts[channel],
                "texts",
            )
            for channel in sorted(amounts)
            if channel is not Channel.TRACKED_CHANGES and amounts[channel] > 0
        ]

    def _unseen_codes(self) -> int:
        """How many texts fields keep that the document doesn't show."""
        seen = " ".join("".join(self.seen).split()).casefold()
        kept = self.fields.kept_texts()
        return sum(" ".join(said.split()).casefold() not in seen for said in kept)

    def passed(self, node: Node, around: Around) -> tuple[list[Node], Around] | None:
        """What stands in a wrapper, and what that decides; None for what is no wrapper."""
        if node.name == "mc:AlternateContent":
            return self.chosen(node), around
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

    def chosen(self, block: Node) -> list[Node]:
        """What Word shows of several versions; what only the others say is noted."""
        versions = [child for child in block.children if child.name in ("mc:Choice", "mc:Fallback")]
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
                    self.note(Channel.VANISHED_TEXT, text.text)
        return [] if shown is None else shown.children

    def take(self, node: Node, line: Line) -> None:
        """Take in what stands in a paragraph."""
        if node.name in ("r", "m:r"):
            self._run(node, line)
            return
        passed = self.passed(node, line.around)
        if passed is None and node.name.startswith("m:"):
            line = self._in_formula(node, line)
            passed = node.children, line.around
        if passed is not None:
            if node.name == "fldSimple":
                self.fields.begin(node.written.get("instr", ""), in_result=True)
            for child in passed[0]:
                self.take(child, line._replace(around=passed[1]))
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
                self.note(Channel.TRACKED_CHANGES, child.text)
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
                self._in_run(self.chosen(child), line, letters)
            elif name in ("drawing", "pict", "object"):
                unseen = Channel.VANISHED_TEXT if letters.vanish else self.fields.unseen
                self._shapes(child, line.around if unseen is None else line.around.without(unseen))
            elif name == "ruby":
                self._ruby(child, line)

    def _ruby(self, ruby: Node, line: Line) -> None:
        """Take in signs with their sounds above them, which aren't read."""
        for part in ruby.children:
            if part.name == "rubyBase":
                self.take(part, line)
            else:
                self.met |= {id(text) for text in part.below("t")}

    def _put(self, text: str, line: Line, letters: Letters) -> None:
        """Read a text if it is seen, else note why it isn't."""
        channel = self.why(letters, line, text)
        if channel is None:
            self.seen.append(text)
            self.shown_lines.setdefault(self.paragraphs, []).append(text)
            if line.around.is_inserted and not is_blank(text):
                self.refusal = self.refusal or _undecided()
            if letters.strike or letters.double_strike or line.around.is_struck:
                self.writing.strike(text)
            else:
                is_counted = self.fields.is_counted
                self.writing.put(text, letters, lift=line.lift, is_counted=is_counted)
        elif isinstance(channel, Channel):
            self.note(channel, text)

    def why(self, letters: Letters, line: Line, text: str) -> Unseen:
        """Why a text isn't seen; a page's number in a margin, which programs set, hides nothing."""
        unseen = self._why(letters, line, text)
        if isinstance(unseen, Channel) and self.is_margin:
            counted = self.fields.is_counted and is_a_page(text)
            if counted or numbers_a_page(text, line.style.names):
                return Aside.OF_PROGRAM
        return unseen

    def _why(self, letters: Letters, line: Line, text: str) -> Unseen:
        """Why by what is around a text, its field, how it looks, where it is cut."""
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
        if channel is Channel.INVISIBLE_TEXT:
            if self._over_a_picture(around):
                return None
            below = ground_below(around.float, self.floats) if around.float else None
            if below is not None and is_seen(letters.ink or (), below):
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

    def note(self, channel: Channel, text: str) -> None:
        """Count a text that isn't seen."""
        if not is_blank(text) and text.strip().lower() not in _FORM_EDGES:
            self.amounts[channel] += 1
            self.unseen_lines.setdefault((channel, self.paragraphs), []).append(text)
            self.began.setdefault(channel, self.paragraphs)

    def _cite(self, reference: Node, line: Line, letters: Letters) -> None:
        kind = reference.name.removesuffix("Reference")
        element = self.shared.notes.get((kind, reference.written.get("id", "")))
        if element is None:
            return
        unseen = self.why(letters, line, "1")
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
            for child in self.chosen(node):
                self._shapes(child, around)
            return
        if node.name == "wp:anchor":
            if is_behind(node):
                self.last_behind = self.paragraphs
            if (lying := float_of(node, self.shared.styles.palette)) is not None:
                self.floats.append(lying)
                around = around._replace(float=lying)
            self.pictures += [node for _ in node.below("pic:pic")][:1]
        may_cover = around.unseen is None and not around.on_cover and not self.is_margin
        if may_cover and covers_text(node):
            self.note(Channel.COVERED_TEXT, "a box")
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
