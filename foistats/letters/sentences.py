"""Passages to sentences and lines, each with its place, and whose words it is.

A reply repeats the question that it answers: what stands between "You asked" and "Response" is
the requester's, and so is everything below an earlier message.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from foistats.documents.model import Passage
from foistats.naming.spelling import plain, regex

_BULLET = r"\s*(?:[•\uf0b7\uf0a7●▪◦‣∙·*–—-]|o(?=\s{2,}))\s+"
_LIST_NUMBER = (
    r"(?:\(?[a-z]\)|\(?(?:\d{1,2}|[ivx]{1,4})\)|\d{1,2}(?:\.\d{1,2})*\.(?!\d)"
    r"|\d{1,2}\.\d{1,2}(?=\s+[A-Z]))\s+"
)
_QUOTED_LINE = r"\s*>"
_EARLIER_MESSAGE = (
    r"(?i)\s*(?:-{2,}\s*(?:original|forwarded) message\s*-{2,}|begin forwarded message:|from:\s.*\S"
    r"|on .{5,80} wrote:|_{20,})\s*$"
)
_HEADER_LINE = r"(?i)\s*(?:from|sent|to|cc|subject|date):\s"
_QUESTION_STARTS = (
    r"(?i)\W*(?:(?:your |the |details of (?:your |the )?)?(?:information )?(?:request(?:ed)?"
    r"|questions?|enquiry)(?: details?)?"
    r"(?: (?:no\.?|number)? ?\d{1,2}[a-z]?| details| for information| made| received)?\W*$"
    r"|(?:request|question|q) ?\d{0,2}[a-z]?\s*[:.)-]\s*(?:how|what|which|when|can|could|do|does"
    r"|did|is|are|has|have|please"
    r"|for each|(?:the )?(?:total )?numbers?\b|of (?:these|those|the)|if|i |a breakdown|details?"
    r"|provide)\b(?!.*\d\W*$)"
    r"|you (?:have )?(?:asked|requested|sought)\b[^.:]{0,40}:"
    r"|(?:in )?(?:your (?:request|letter|e-?mail)[^.]{0,60}|which )?you (?:have )?(?:asked"
    r"|requested|sought|wrote|clarified|said)\b.{0,120}[:;]\s*$"
    r"|(?!.*\b(?:answers?|respon\w+|results?|please find|we (?:hold|have|can)|i (?:have|can)"
    r"|provided|located|found)\b)"
    r".{0,160}\b(?:your (?:freedom of information )?request|you (?:asked|requested|sought"
    r"|seek))\b.{0,120}"
    r"(?:as follows|following(?: information)?|below|information)\s*[:;]\s*$)"
)
_ANSWER_STARTS = (
    r"(?i)\W*(?:(?:(?:q|question|request|part|point)\.? ?\d{1,2}[a-z]?"
    r"|\d{1,2}[a-z]?[.)]?)?\s*(?:our |the |force |police )?(?:response|answer|reply|ateb"
    r"|ymateb)s?\b"
    r"(?: (?:to|for) .{0,60})?(?: ?\d{1,2}[a-z]?)?\s*(?:[:.)–-]|$)"
    r"|in response\b|a ?\d{0,2}[a-z]?[:.)]\s|(?:i|we) can (?:confirm|advise|now)\b|i am (?:able"
    r"|not obliged)\b"
    r"|following (?:receipt of )?your request\b"
    r"|(?:your request (?:for information )?)?has now been considered"
    r"|having (?:completed|made|conducted)\b|the answers? (?:is|are|to)\b"
    r"|.{0,80}\b(?:response (?:is |set out )?below|our response|respond(?:s|ed)? as follows"
    r"|response to your (?:request|questions?))\b"
    r"|(?:[\w&' -]{3,40}) (?:police|constabulary|constabularies) (?:has|have|can|does|holds?)\b"
    r"|searches (?:were|have been)\b)"
)
_NUMBERED = (
    r"(?i)\W*(?:(?:q|question|request|answer|a|response|point|part"
    r"|item)\.? ?(?:no\.? ?)?)?(?P<number>\d{1,2}[a-z]?)(?![\d/,%])"
    r"\s*(?:response|answer|reply)?\s*[:.)–-](?!\d)"
    r"|\W*(?:question|request|answer|q) ?(?P<named>\d{1,2}[a-z]?)(?![\d/,%])"
)
_ENDS = r"[.?!][\"')\]]*(?=\s+[\"'(\[]?[A-Z0-9£])"
_NO_END = (
    r"(?i)(?:\b(?:no|nos|s|ss|sec|sect|art|para|paras|reg|regs|ref|refs|approx|e\.g|i\.e|eg|ie|mr"
    r"|mrs|ms|dr|st|vs|v|c|ca"
    r"|incl|excl|p|pp|etc|fig|vol|dept|sgt|insp|supt|q|ext|tel|f\.y|y/e|jan|feb|mar|apr|jun|jul"
    r"|aug|sept?|oct|nov|dec)"
    r"|(?:^|\s)[a-z])\.$"
)
_SALUTATION = r"(?i)\W*(?:dear|hello|hi|good (?:morning|afternoon)|annwyl)\b.{0,60},\s*$"
_FULL_LINE = 45
# A line that ends so is wrapped, however short it is.
_GOES_ON = (
    r"(?i)(?:,|\b(?:a|an|the|in|of|to|for|by|with|from|at|on|and|or|than|between|under|we|there"
    r"|were|was|is|are|have"
    r"|has|had|been|that|which|total|during|until|since|only|a further|fewer|less|more|about"
    r"|approximately)"
    r"|\b(?:we|there|were|was|have|has|had)\b.*\b(?:recorded|reported|received|made|logged"
    r"|identified))$"
)


class Whose(StrEnum):
    """Whose words a sentence is."""

    REPLY = "reply"
    ASKED = "asked"
    UNCLEAR = "unclear"


class Sentence(NamedTuple):
    """A sentence or a line of its own; `text` is plain, `written` as it stands in the passage.

    `section` tells apart what answers different questions. `cut` says that it may begin or go on
    in another passage; `alone` that the passage has nothing else.
    """

    text: str
    written: str
    place: str
    passage: int
    section: int
    whose: Whose
    cut: bool
    is_line: bool


class _Line(NamedTuple):
    text: str
    number: int
    whose: Whose
    section: int
    starts: bool


def sentences_of(passages: Sequence[Passage]) -> list[Sentence]:
    """Every sentence of a document, in order."""
    found: list[Sentence] = []
    state = _State(_answers_at(passages))
    cut = _cut_at(passages)
    for index, passage in enumerate(passages):
        lines = [state.line(text, n) for n, text in enumerate(passage.text.split("\n"), 1)]
        found += _in_passage(index, passage.place, lines, cut=cut[index])
    return found


def _answers_at(passages: Sequence[Passage]) -> int:
    """The number of lines up to the last that starts an answer: a question is closed before it."""
    last = at = 0
    for passage in passages:
        for line in passage.text.split("\n"):
            at += 1
            if regex(_ANSWER_STARTS).match(line[:240]):
                last = at
    return last


class _State:
    """Where the reading is: in a quoted question, in an answer, below an earlier message."""

    def __init__(self, last_answer: int) -> None:
        self.last_answer = last_answer
        self.at = 0
        self.asked = False
        self.earlier = False
        self.section = 0
        self.number = ""

    def line(self, text: str, number: int) -> _Line:
        self.at += 1
        head = text[:240]
        if not text.strip():
            return _Line("", number, Whose.REPLY, self.section, False)
        starts = self._numbered(head)
        if regex(_EARLIER_MESSAGE).match(head) and self.at > 3:
            self.earlier = True
        if regex(_ANSWER_STARTS).match(head):
            self.asked = False
            starts = True
        elif regex(_QUESTION_STARTS).match(head):
            self.asked = True
            starts = True
        if self.earlier or regex(_QUOTED_LINE).match(head):
            whose = Whose.ASKED
        elif self.asked:
            whose = Whose.ASKED if self.at <= self.last_answer else Whose.UNCLEAR
        else:
            whose = Whose.REPLY
        return _Line(text, number, whose, self.section, starts)

    def _numbered(self, head: str) -> bool:
        """Notes the question that a line belongs to; true where it begins with a number."""
        found = regex(_NUMBERED).match(head)
        if found is None:
            return False
        number = (found["number"] or found["named"]).casefold()
        if number != self.number:
            self.number = number
            self.section += 1
        return True


_OF_A_LIST = (
    r"\s*(?:(?i:fy)\s*)?(?:19|20)\d\d(?:\s?[/\u2013-]\s?(?:\d\d|\d{4}))?\s*[:=\t\u2013\u2014-]\s*"
    r"[\d,<*]{1,9}[ \t]*(?:\n|$)"
)


def _cut_at(passages: Sequence[Passage]) -> list[bool]:
    """The passages that may go on in the next or come from the one before, at their edges."""
    cut = [False] * len(passages)
    for i in range(len(passages) - 1):
        last = passages[i].text.rstrip().rpartition("\n")[2].strip()
        first = passages[i + 1].text.lstrip()[:1]
        goes_on = last[-1:] not in ".?!:;" and regex(_GOES_ON).search(last[-80:]) is not None
        unended = goes_on or (len(last) >= _FULL_LINE and last[-1:] not in ".?!:;")
        if regex(_BULLET).match(passages[i + 1].text) or regex(_LIST_NUMBER).match(
            passages[i + 1].text.lstrip()
        ):
            continue
        # What heads a list of years needs no full stop, and the list begins by itself.
        if not goes_on and regex(_OF_A_LIST).match(passages[i + 1].text):
            continue
        cut[i] = cut[i] or unended
        # "Yours sincerely," ends a paragraph and no sentence.
        by_word = goes_on and not last.endswith(",")
        if unended and (by_word or first.islower() or first.isdigit() or first in ",;()<"):
            cut[i + 1] = True
    return cut


def _in_passage(index: int, place: str, lines: Sequence[_Line], *, cut: bool) -> Iterator[Sentence]:
    chunks = list(_chunks(lines))
    several = len(lines) > 1
    number = 0
    pieces = [(chunk, list(_split(_joined(chunk)))) for chunk in chunks]
    count = sum(len(split) for _, split in pieces)
    for chunk, split in pieces:
        for written in split:
            number += 1
            is_line = len(split) == 1 and len(chunk) == 1
            where = place
            if count > 1:
                by_line = is_line and several
                where = (
                    f"{place}, line {chunk[0].number}" if by_line else f"{place}, sentence {number}"
                )
            yield Sentence(
                plain(unbulleted(written)),
                written.strip(),
                where,
                index,
                chunk[0].section,
                chunk[0].whose,
                cut and number in (1, count),
                is_line,
            )


def _chunks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines that belong together: wrapped ones, and never more than one paragraph."""
    chunk: list[_Line] = []
    for line in lines:
        if chunk and (not line.text or _begins(line, chunk[-1])):
            yield chunk
            chunk = []
        if line.text:
            chunk.append(line)
    if chunk:
        yield chunk


def _begins(line: _Line, before: _Line) -> bool:
    """True where a line is no continuation of the one before."""
    if line.starts or line.whose is not before.whose or line.section != before.section:
        return True
    if regex(_SALUTATION).match(before.text):
        return True
    if regex(_BULLET).match(line.text) or regex(_LIST_NUMBER).match(line.text):
        return True
    ended = before.text.rstrip()
    if ended[-1:] in ":;?!" or (ended.endswith(".") and not regex(_NO_END).search(ended[-12:])):
        return True
    first = line.text.lstrip()[:1]
    # A short line before a capital or a number is a heading or an item, not wrapped text.
    short = len(ended) < _FULL_LINE and regex(_GOES_ON).search(ended) is None
    return (
        (short and (first.isupper() or first.isdigit())) or _is_item(line.text) or _is_item(ended)
    )


def _is_item(line: str) -> bool:
    """True for a line such as `2019/20 - 39` or `Offences recorded in 2019: 39`."""
    return regex(r".{0,120}(?:\s[-–—]|[:=\t])\s*[<\d][\d,]*\+?\s*$").fullmatch(line) is not None


def _joined(chunk: Sequence[_Line]) -> str:
    return "\n".join(line.text for line in chunk)


def unbulleted(text: str) -> str:
    """A line without the bullet or number that begins it."""
    found = regex(_BULLET).match(text) or regex(_LIST_NUMBER).match(text.lstrip())
    if found is None:
        return text
    text = text if regex(_BULLET).match(text) else text.lstrip()
    return text[found.end() :]


def _split(text: str) -> Iterator[str]:
    """The sentences of a paragraph."""
    at = 0
    for found in regex(_ENDS).finditer(text):
        before = text[max(at, found.start() - 11) : found.start() + 1]
        if text[found.start()] == "." and regex(_NO_END).search(before):
            continue
        if regex(r"\W*(?:[a-zA-Z]{0,8} ?)?\d{1,2}[a-z]?\.").fullmatch(text, at, found.end()):
            continue
        if text[at : found.end()].strip():
            yield text[at : found.end()]
        at = found.end()
    if text[at:].strip():
        yield text[at:]
