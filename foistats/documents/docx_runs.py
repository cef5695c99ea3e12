"""The text of a Word paragraph as it is shown: fields by their result, nothing that is hidden."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from foistats.documents.docx_parts import Parts, W, is_on, raised, struck, value_of, whole
from foistats.documents.list_numbers import numeral
from foistats.documents.raised import SUBSCRIPTS, SUPERSCRIPTS

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    (
        *(f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{W}delInstrText"),
        *(f"{W}rPr", f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rt", f"{W}annotationRef"),
        *(f"{_M}rPr", f"{_M}ctrlPr", f"{W}tbl", f"{W}p"),
    )
)
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# Letters of Word's symbol fonts stand for others than their codes say; these are figures.
_SYMBOLS = {0xA3: "≤", 0xB3: "≥", 0x2D: "-", 0xB1: "±", 0xB4: "×"}
_WHITE = re.compile(r"(?:[Ff][0-9A-Fa-f]){3}")
# In half points, as Word counts.
_TINY = 2
_UNKNOWN_SIGN = "\ufffd"


class Note(NamedTuple):
    """A footnote or endnote that the text points to: its mark, its place, its element."""

    mark: str
    place: str
    element: Any


@dataclass(slots=True)
class Runs:
    """Where the text has come to: fields that are open, notes and boxes that were passed.

    A field is open as `False` while Word's instruction runs and `True` once its result does.
    `on_colour` is True where something else than white paper may be behind the text.
    """

    parts: Parts
    fields: list[bool] = field(default_factory=list)
    cited: list[Note] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    on_colour: bool = False

    def text_of(self, paragraph: Any, style_id: str) -> str:
        """The text of one paragraph; text boxes in it are kept for `take_boxes`."""
        self.pieces.clear()
        around = self.on_colour
        self.on_colour = around or is_coloured(paragraph.find(f"{W}pPr"))
        for child in paragraph:
            self._take(child, style_id)
        self.on_colour = around
        return "".join(self.pieces)

    def take_boxes(self) -> list[Any]:
        """The text boxes passed since this was last asked."""
        boxes, self.boxes = self.boxes, []
        return boxes

    def _take(self, element: Any, style_id: str) -> None:
        tag = element.tag
        if tag in _LEFT_OUT:
            return
        if tag == f"{W}r":
            self._take_run(element, style_id)
        elif tag == f"{_M}t":
            self._put(element.text or "")
        elif tag == f"{_MC}AlternateContent":
            for child in element[0] if len(element) else ():
                self._take(child, style_id)
        else:
            for child in element:
                self._take(child, style_id)

    def _take_run(self, run: Any, style_id: str) -> None:
        look = run.find(f"{W}rPr")
        own_style = value_of(look, "rStyle")
        unseen = self._says(is_on(look, "vanish"), "vanish", own_style, style_id)
        unseen = unseen or self._says(struck(look), "strike", own_style, style_id)
        unseen = unseen or self._is_too_faint(look)
        lift = raised(look) or self.parts.by_style(own_style, "raised")
        shift = {"superscript": SUPERSCRIPTS, "subscript": SUBSCRIPTS}.get(lift or "")
        self._take_in_run(run, unseen=bool(unseen), shift=shift, style_id=style_id)

    def _says(self, own: bool | None, what: str, run_style: str, paragraph_style: str) -> bool:
        if own is not None:
            return own
        styles = (run_style, paragraph_style)
        return any(self.parts.by_style(style, what) for style in styles)

    def _is_too_faint(self, look: Any) -> bool:
        """True for white letters on white paper, and for letters of a point or less."""
        tiny = whole(value_of(look, "sz"), _TINY + 1, most=1000) <= _TINY
        white = _WHITE.fullmatch(value_of(look, "color")) is not None
        return tiny or (white and not self.on_colour and not is_coloured(look))

    def _take_in_run(
        self, parent: Iterable[Any], *, unseen: bool, shift: dict[int, int] | None, style_id: str
    ) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._take_field(child, unseen=unseen)
            elif tag in _LEFT_OUT or unseen:
                continue
            elif tag == f"{W}t":
                text = child.text or ""
                self._put(text.translate(shift) if shift else text)
            elif tag in _SIGNS:
                self._put(_SIGNS[tag])
            elif tag == f"{W}sym":
                self._put(_symbol(child))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._cite(child)
            elif tag == f"{_MC}AlternateContent":
                inside = child[0] if len(child) else ()
                self._take_in_run(inside, unseen=unseen, shift=shift, style_id=style_id)
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                if all(self.fields):
                    self.boxes += _boxes_in(child)
            elif tag == f"{W}ruby":
                for run in child.iterfind(f"{W}rubyBase/{W}r"):
                    self._take_run(run, style_id)

    def _put(self, text: str) -> None:
        if all(self.fields):
            self.pieces.append(text)

    def _take_field(self, sign: Any, *, unseen: bool) -> None:
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            chosen = sign.find(f"{W}ffData/{W}ddList")
            if chosen is not None and not unseen:
                self._put(_chosen(chosen))
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _cite(self, reference: Any) -> None:
        is_foot = reference.tag == f"{W}footnoteReference"
        notes = self.parts.footnotes if is_foot else self.parts.endnotes
        element = notes.get(reference.get(f"{W}id") or "")
        if element is None or not all(self.fields):
            return
        kind = "footnote" if is_foot else "endnote"
        number = 1 + sum(note.place.startswith(kind) for note in self.cited)
        mark = (
            str(number).translate(SUPERSCRIPTS) if is_foot else f"[{numeral(number, 'lowerRoman')}]"
        )
        if is_on_custom(reference):
            mark = ""
        self.cited.append(Note(mark, f"{kind} {number}", element))
        self._put(mark)


def is_coloured(properties: Any) -> bool:
    """True where a paragraph, a cell or a run has a colour behind it."""
    if properties is None:
        return False
    if properties.find(f"{W}highlight") is not None:
        return True
    behind = properties.find(f"{W}shd")
    if behind is None:
        return False
    fill, pattern = behind.get(f"{W}fill") or "auto", behind.get(f"{W}val") or "clear"
    return fill.lower() not in ("auto", "ffffff") or pattern not in ("clear", "nil")


def is_on_custom(reference: Any) -> bool:
    """True for a note whose mark the writer typed: it stands in the text that follows."""
    return (reference.get(f"{W}customMarkFollows") or "0") not in ("0", "false", "off")


def _boxes_in(element: Any) -> list[Any]:
    """The text boxes of a drawing, of a choice between two forms only the first; hidden: none."""
    boxes: list[Any] = []
    if element.tag == f"{W}txbxContent":
        return [element]
    if element.tag == f"{_MC}AlternateContent":
        return _boxes_in(element[0]) if len(element) else []
    hidden = element.find("{*}docPr[@hidden='1']") is not None
    if hidden or "visibility:hidden" in (element.get("style") or "").replace(" ", ""):
        return []
    for child in element:
        if isinstance(child.tag, str):
            boxes += _boxes_in(child)
    return boxes


def _symbol(sign: Any) -> str:
    """A letter of a symbol font, where it is known which one is seen."""
    try:
        code = int(sign.get(f"{W}char") or "", 16)
    except ValueError:
        return _UNKNOWN_SIGN
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code < 0xD800 else _UNKNOWN_SIGN
    if (sign.get(f"{W}font") or "").lower() != "symbol":
        return _UNKNOWN_SIGN
    low = code - 0xF000
    return _SYMBOLS.get(low) or (chr(low) if 0x20 <= low < 0x40 else _UNKNOWN_SIGN)


def _chosen(choice: Any) -> str:
    """What a form's list shows."""
    entries = choice.findall(f"{W}listEntry")
    at = whole(value_of(choice, "result"), 0, most=len(entries))
    return (entries[at].get(f"{W}val") or "") if at < len(entries) else ""
