"""Fields of a Word document: instructions of which a reader of the page sees the result."""

import re
from dataclasses import dataclass, field

from foistats.documents.flow import is_blank
from foistats.formats.docx.nodes import Node
from foistats.formats.docx.seen import Aside, Unseen
from schemas.channels import Channel

# Fields whose instruction is, or has, a text of its own.
_KEEPING = re.compile(r"\s*(QUOTE|SET\s+\w+|ASK\s+\w+|FILLIN|PRIVATE|IF)\b", re.IGNORECASE)
# Programs count these anew as they show the page: what is kept of them is not what is seen.
_COUNTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES)\b", re.IGNORECASE)
_TEXT = re.compile(r'"([^"]*)"|([^\s"\\]\S*)')


@dataclass(slots=True)
class Fields:
    """The fields that are open, and the instructions met so far.

    A field is open as False while its instruction runs and as True once its result does.
    """

    states: list[bool] = field(default_factory=list)
    open_codes: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def begin(self, code: str = "", *, in_result: bool = False) -> None:
        """Open a field."""
        self.open_codes.append(len(self.codes))
        self.codes.append(code)
        self.states.append(in_result)

    def take_sign(self, sign: Node) -> None:
        """Take in the sign that begins, parts or ends a field."""
        kind = sign.written.get("fldCharType")
        if kind == "begin":
            self.begin()
            # A form's help is seen on demand only.
            self.codes += (
                f'IF "{one.written.get("val", "")}"' for one in sign.below("helpText", "statusText")
            )
        elif kind == "separate" and self.states:
            self.states[-1] = True
        elif kind == "end":
            self.end()

    def end(self) -> None:
        """Close the field that was opened last."""
        if self.states:
            self.states.pop()
            self.open_codes.pop()

    def add(self, instruction: str) -> None:
        """Take in a stretch of an instruction."""
        if self.open_codes:
            self.codes[self.open_codes[-1]] += instruction

    @property
    def unseen(self) -> Unseen:
        """Why nothing is seen of what comes next: it stands within an instruction."""
        if all(self.states):
            return None
        return Aside.OF_PROGRAM if self.states[-1] else Channel.VANISHED_TEXT

    @property
    def is_counted(self) -> bool:
        """True within the number of a page, which programs count anew."""
        return any(_COUNTED.match(self.codes[at]) for at in self.open_codes)

    def kept_texts(self) -> list[str]:
        """Texts that instructions, and helps of forms, keep for themselves."""
        return [text for code in self.codes for text in texts_in_code(code)]


def texts_in_code(code: str) -> list[str]:
    """What a field's instruction keeps of text that may be somebody's.

    >>> texts_in_code(' QUOTE "In 2018/19: 12" '), texts_in_code(' HYPERLINK "http://a.uk/2019" ')
    (['In 2018/19: 12'], [])
    >>> texts_in_code(' IF 1 = 2 "We hold 12" "We hold none" ')
    ['We hold 12']
    """
    keeps = _KEEPING.match(code)
    if keeps is None:
        return []
    said = [quoted or bare for quoted, bare in _TEXT.findall(code[keeps.end() :])]
    if keeps[1].upper() == "IF":
        # Both wordings of a form letter stand there; a figure among them is another matter.
        return [one for one in said if re.search(r"\d\d", one)]
    return [one for one in said if not is_blank(one)]
