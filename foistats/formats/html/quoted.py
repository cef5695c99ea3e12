"""Earlier messages quoted in a web page or an HTML message, by its elements and by its lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from foistats.documents.quoted import quoted_lines
from foistats.formats.html.blocks import Looks, blocks_of, ends_line, is_preformatted, plain_text
from foistats.formats.html.pieces import Seen

# Elements in which mail programs put what they quote, or that they put before it.
_QUOTE_CLASSES = frozenset(
    (
        *("gmail_attr", "moz-cite-prefix", "moz-forward-container", "yahoo_quoted"),
        *("protonmail_quote", "tutanota_quote", "zmail_extra"),
    )
)
_QUOTE_IDS = frozenset(("mail-editor-reference-message-container", "olk_src_body_section"))
_ALL_BELOW = frozenset(("outlookmessageheader", "divrplyfwdmsg", "appendonsend"))
_CITED = re.compile(r"quote|cite", re.IGNORECASE)
_BAR_AT_THE_LEFT = re.compile(r"\bborder-left\s*:\s*(?!0|none|medium none)", re.IGNORECASE)


def take_out_quoted(seen: Seen, *, headed: bool, message: bool) -> str:
    """Empty every quotation in what a page shows, and give its text.

    In a message an indented block without any style is a quotation too; elsewhere it may be an
    indented paragraph. `headed` as for plain text.
    """
    quoted: list[str] = []
    root, looks = seen.page.root, seen.looks
    for element in list(root.iter()):
        if _is_quotation(element, message=message):
            quoted += plain_text(blocks_of(element, looks)).splitlines()
            _empty(element)
    lines = _Lines(looks)
    lines.take(root)
    said = ["".join(piece.text for piece in line) for line in lines.done()]
    flags = quoted_lines(said, headed=headed)
    for line, text, is_quoted in zip(lines.lines, said, flags, strict=True):
        if not is_quoted and not any(piece.below for piece in line):
            for piece in line:
                piece.keep()
        else:
            quoted.append(text)
    lines.write_back()
    return "\n".join(line for line in quoted if line.strip())


def _is_quotation(element: Element, *, message: bool) -> bool:
    names = _names(element)
    if names & _QUOTE_CLASSES or names & _QUOTE_IDS:
        return True
    if names & {"gmail_quote", "gmail_quote_container"} and element.tag != "blockquote":
        # Answers stand between the blocks that are quoted; what is forwarded has no blocks.
        return element.find(".//blockquote") is None
    if element.tag != "blockquote":
        return False
    style = element.get("style") or ""
    cited = (element.get("type") or "").lower() == "cite" or element.get("cite") is not None
    named = any(_CITED.search(name) for name in names)
    return cited or named or bool(_BAR_AT_THE_LEFT.search(style)) or (message and not style)


def _names(element: Element) -> set[str]:
    """Classes and ids; Outlook puts `x_` before those of messages that it passes on."""
    words = [*(element.get("class") or "").split(), element.get("id") or ""]
    return {re.sub(r"^(?:x_)+", "", word.lower()) for word in words if word}


def _empty(element: Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


@dataclass(slots=True)
class _Piece:
    """A part of one line: the text of an element or what follows it, `kept` once it is own."""

    element: Element
    is_tail: bool
    text: str
    below: bool
    kept: bool = False

    def keep(self) -> None:
        self.kept = True


@dataclass(slots=True)
class _Lines:
    """The lines of a page as they are shown, each in the pieces that it consists of."""

    looks: Looks
    lines: list[list[_Piece]] = field(default_factory=list)
    line: list[_Piece] = field(default_factory=list)
    below: bool = False

    def take(self, element: Element) -> None:
        is_line = ends_line(element, self.looks)
        pre = is_preformatted(element, self.looks)
        self.below = self.below or bool(_names(element) & _ALL_BELOW)
        if is_line:
            self.end()
        self._add(element, element.text, is_tail=False, pre=pre)
        for child in element:
            self.take(child)
            self._add(child, child.tail, is_tail=True, pre=pre)
        if is_line:
            self.end()

    def _add(self, element: Element, text: str | None, *, is_tail: bool, pre: bool) -> None:
        for number, part in enumerate((text or "").split("\n") if pre else [text or ""]):
            if number:
                self.end()
            if part:
                plain = part if pre else re.sub(r"[ \t\r\n\f]+", " ", part)
                self.line.append(_Piece(element, is_tail, plain, self.below))

    def end(self) -> None:
        if self.line:
            self.lines.append(self.line)
            self.line = []

    def done(self) -> list[list[_Piece]]:
        self.end()
        return self.lines

    def write_back(self) -> None:
        """Leave in the tree what was kept."""
        own: dict[tuple[Element, bool], list[_Piece]] = {}
        for piece in self._pieces():
            own.setdefault((piece.element, piece.is_tail), []).append(piece)
        for (element, is_tail), pieces in own.items():
            if all(piece.kept for piece in pieces):
                continue
            text = "\n".join(p.text for p in pieces if p.kept)
            if is_tail:
                element.tail = text
            else:
                element.text = text

    def _pieces(self) -> Iterator[_Piece]:
        for line in self.lines:
            yield from line
