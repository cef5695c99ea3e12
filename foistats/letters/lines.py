"""The lines of a letter: what each heads or begins, and which question it belongs to."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from foistats.documents.model import SUBJECT, Passage
from foistats.documents.quoted import quoted_lines
from foistats.naming.lexicon import says
from foistats.naming.spelling import plain, regex

_ITEM = r"\d{1,2}(?:[a-h]|\s?\([a-h]\))?(?![\w/%])"
_LIST = rf"{_ITEM}(?:\s?(?:,\s?and|,|&|\+|and|to|-)\s?(?:q(?:uestion)?\s?)?{_ITEM}){{0,20}}"
_NOT_AN_ACT = r"(?!\s+(?:of (?:the )?(?:act|foi|schedule|freedom|annex)|(?:19|20)\d\d))"
# `Question 3`, `Response to part 2b:`, `Q1 & Q2 -`, `In relation to point 4`; not `Q1 2019/20`.
_NAMED = (
    r"^(?:(?:response|reply|answer)s?(?: (?:to|for))?[\s:-]{0,3})?"
    r"(?:in (?:relation|response|respect|regards?|answer) to |regarding |for "
    r"|with (?:regards?|respect|reference) to )?"
    r"(?:q(?:uestions?)?|parts?|points?|requests?|items?|response|answer)\.?\s?(?:no\.?|numbers?)?\s?"
    rf"(?P<ids>{_LIST}){_NOT_AN_ACT}"
)
_ANSWER = rf"^a\.?\s?(?P<ids>{_ITEM})(?=\s?[.:)-]|\s*$)"
_NUMBERED = rf"^\(?(?P<ids>{_ITEM}(?:\s?(?:-|&|to|and)\s?{_ITEM})?)\s?[.):](?=\s|$)"
_MENTIONED = (
    r"\b(?:questions?|parts?|points?|q|requests? (?:no\.?|numbers?))\.?\s?"
    rf"(?P<ids>{_LIST}){_NOT_AN_ACT}"
)
_ELSEWHERE = (
    r"(?:\bsee|\brefer(?:red)? to|\bas (?:per|in|for|with|above|at)|\bsame as|\bper"
    r"|\banswer (?:to|at)|(?<!in )\bresponse to)(?: \w+){0,3} $"
)
# A number by which counts are told apart: `1.`, `Q2)`, `Item 3 -`.
_SECTION = (
    r"(?i)\W*(?:(?:q|question|request|answer|a|response|point|part"
    r"|item)\.? ?(?:no\.? ?)?)?(?P<number>\d{1,2}[a-z]?)(?![\d/,%])"
    r"\s*(?:response|answer|reply)?\s*[:.)–-](?!\d)"
    r"|\W*(?:question|request|answer|q) ?(?P<named>\d{1,2}[a-z]?)(?![\d/,%])"
)
_MAY_QUOTE = (
    r"(?i)(?:^|\n)\s{0,3}>|\b(?:from|oddi wrth|o)\s*:|message|wrote|writes|ysgrifennodd|neges|\S@\S"
)
_MOST_QUESTIONS = 40
_LINE_OF_PAGE = r"^page \d+, line \d+$"
# What a line says that it is stands at its beginning.
_HEAD = 400


class Mark(StrEnum):
    """What a line or a sentence begins."""

    NONE = ""
    OPENS = "opens"
    """The requester's own words follow."""
    SPEAKS = "speaks"
    """The request is spoken of, and its words may follow."""
    NUMBER = "number"
    """A question's number, above the question or above its answer."""
    RESTART = "restart"
    """The numbers begin again: the answers, mostly."""
    ANSWER_HEADING = "answer_heading"
    ANSWERS = "answers"
    EARLIER = "earlier"
    """A reply of another day is repeated."""
    ANNEX = "annex"


class Line(NamedTuple):
    """One line. `section` changes with each number, `questions` are those that it stands under.

    `rest` is how much of the line is a question's number; `quoted` says that it belongs to an
    earlier message.
    """

    text: str
    lower: str
    passage: int
    number: int
    mark: Mark
    section: int
    questions: tuple[str, ...]
    rest: int
    replies: bool
    quoted: bool


def mark_of(lower: str) -> Mark:
    """What a sentence or line in small letters begins, numbers apart."""
    return _mark_of(lower[:_HEAD])


# Much of a letter comes again in the next one: its notes, its rights and its ending.
@lru_cache(maxsize=5_000)
def _mark_of(head: str) -> Mark:
    if says("parts_of_letters", "opens", head):
        return Mark.OPENS
    if says("parts_of_letters", "earlier", head):
        return Mark.EARLIER
    if says("parts_of_letters", "answer_heading", head):
        return Mark.ANSWER_HEADING
    if says("parts_of_letters", "annex", head):
        return Mark.ANNEX
    if says("parts_of_letters", "answers", head) and not asks(head):
        return Mark.ANSWERS
    if says("parts_of_letters", "speaks", head):
        return Mark.SPEAKS
    return Mark.NONE


def asks(lower: str) -> bool:
    """True for words that a requester says, and no force."""
    return says("parts_of_letters", "asks", lower) or says("parts_of_letters", "requester", lower)


def lines_of(passages: Sequence[Passage]) -> tuple[list[Line], frozenset[str]]:
    """Every line, blank ones too, and the numbers of the questions that the letter heads."""
    reader = _Lines()
    texts = [passage.text.split("\n") for passage in passages]
    quoted = iter(_quoted([line for lines in texts for line in lines]))
    found: list[Line] = []
    before = ""
    for passage, lines in enumerate(texts):
        if not (passage and of_one_page(passages[passage - 1].place, passages[passage].place)):
            before = ""
        for number, text in enumerate(lines, 1):
            # `Request for information` as the subject of a message is the heading of no question.
            wrapped = passages[passage].place == SUBJECT or _is_wrapped(before, text)
            found.append(reader.line(text, passage, number, wrapped=wrapped, quoted=next(quoted)))
            before = text
    return found, frozenset(reader.numbers)


def of_one_page(place: str, other: str) -> bool:
    """True for two lines of pages that were not taken together to paragraphs."""
    return bool(regex(_LINE_OF_PAGE).match(place) and regex(_LINE_OF_PAGE).match(other))


def _is_wrapped(before: str, line: str) -> bool:
    """True where a line is surely the rest of the one before, and heads nothing."""
    ended = before.rstrip()
    return line[:1].islower() and bool(ended) and ended[-1] not in ".:;?!)"


def _quoted(lines: list[str]) -> list[bool]:
    if regex(_MAY_QUOTE).search("\n".join(lines)) is None:
        return [False] * len(lines)
    return quoted_lines(lines, headed=True)


class _Lines:
    """Takes lines one by one; knows the numbers so far and the question that a line is under."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.scope: tuple[str, ...] = ()
        self.section = 0
        self.named = ""
        self.asked: list[str] | None = None
        self.explaining = False
        self.replying = False

    def line(self, text: str, passage: int, number: int, *, wrapped: bool, quoted: bool) -> Line:
        lower = plain(text).casefold()
        rest = 0
        mark = Mark.NONE
        if lower and not quoted and not wrapped:
            self._enter_section(text)
            mark, rest = self._mark(lower)
        return Line(
            text,
            lower,
            passage,
            number,
            mark,
            self.section,
            self.scope,
            rest,
            self.replying,
            quoted,
        )

    def _enter_section(self, text: str) -> None:
        found = regex(_SECTION).match(text[:240])
        if found is None:
            return
        number = (found["number"] or found["named"]).casefold()
        if number != self.named:
            self.named = number
            self.section += 1

    def _mark(self, lower: str) -> tuple[Mark, int]:
        mark = mark_of(lower)
        heading = None if mark is Mark.OPENS else self._heading(lower)
        if heading is not None:
            ids, rest = heading
            return self._numbered(ids, mark), rest
        if mark is Mark.OPENS:
            self.asked, self.explaining, self.replying = [], False, False
        elif mark is Mark.ANNEX:
            self.asked, self.scope, self.explaining, self.replying = None, (), True, False
        elif mark not in (Mark.NONE, Mark.SPEAKS) or (
            self._matters_who_speaks() and force_says(lower)
        ):
            if self.asked is not None:
                # `Request: Q1 ... Response: ...`: the answer to the one question repeated so far.
                self.scope = self.scope if len(self.numbers) == 1 else ()
                self.asked = None
            self.replying = self.replying or not self.explaining
        if regex(r"^(?:answers|responses)\W*$").match(lower) is not None:
            # All answers together, below all questions.
            self.scope = ()
        return mark, 0

    def _matters_who_speaks(self) -> bool:
        return self.asked is not None or not (self.replying or self.explaining)

    def _numbered(self, ids: list[str], mark: Mark) -> Mark:
        """What a line that heads questions begins: `Question 1`, `Response to question 1`."""
        again = bool(self.asked) and ids[0] == (self.asked or [""])[0]
        if self.asked is not None:
            self.asked += ids
        if again or mark in (Mark.ANSWERS, Mark.ANSWER_HEADING):
            self.asked = None
        self.numbers |= {re.sub(r"\D", "", one) for one in ids}
        self.scope, self.explaining, self.replying = tuple(ids), False, True
        if mark in (Mark.ANSWERS, Mark.ANSWER_HEADING, Mark.EARLIER):
            return mark
        return Mark.RESTART if again else Mark.NUMBER

    def _heading(self, lower: str) -> tuple[list[str], int] | None:
        """The questions that a line heads, and how much of it is the heading."""
        for pattern in (_NAMED, _NUMBERED, _ANSWER):
            found = regex(pattern).match(lower)
            # Reasons are numbered too, and are no questions.
            if found is None or (self.explaining and pattern is not _NAMED):
                continue
            ids = _ids(found["ids"])
            known = {re.sub(r"\D", "", one) for one in ids} <= self.numbers
            # `A19` is a road unless there is a question 19, `Answer 39` a count.
            count = regex(r"^(?:response|answer) \d+\s*$").match(lower) is not None
            if (pattern is _ANSWER or count) and not known:
                continue
            if all(1 <= int(re.sub(r"\D", "", one)) <= _MOST_QUESTIONS for one in ids):
                return ids, found.end()
        return None


def force_says(lower: str) -> bool:
    """True for words that a force says, and no requester."""
    said = any(says("parts_of_letters", means, lower) for means in ("force", "stock"))
    return said and not asks(lower)


def mentioned(sentence: str) -> tuple[str, ...]:
    """The questions that a sentence itself says it is about.

    >>> mentioned("Questions 2, 4 to 6 and 3(b) are exempt"), mentioned("see question 1")
    (('2', '4', '5', '6', '3b'), ())
    """
    said = plain(sentence).casefold()
    found: list[str] = []
    for one in regex(_MENTIONED).finditer(said):
        begins = regex(r"(?:the |our )?(?:answer|response) to ").fullmatch(said, 0, one.start())
        before = said[max(0, one.start() - 40) : one.start()]
        if begins is not None or regex(_ELSEWHERE).search(before) is None:
            found += _ids(one["ids"])
    return tuple(dict.fromkeys(found))


def _ids(written: str) -> list[str]:
    """`4 to 6` is three questions; `3(b)` is written 3b."""
    found: list[str] = []
    last = ""
    for one in regex(rf"(to|-)?\s?(?:,|&|\+|and|q(?:uestion)?|\s)*({_ITEM})").finditer(written):
        name = re.sub(r"[\s()]", "", one[2])
        if one[1] and last.isdigit() and name.isdigit() and int(last) < int(name):
            found += [str(number) for number in range(int(last) + 1, int(name))]
        found.append(name)
        last = name
    return found


def without_number(line: str, length: int) -> str:
    """What stands after a question's number; the whole line where it is one sentence with it."""
    rest = line[length:]
    if regex(r"^\s+[a-z]").match(rest) is not None:
        return line
    return rest.lstrip(" .:)–—-\t")


def blocks_of(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines passage by passage."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].passage != lines[start].passage:
            yield lines[start:at]
            start = at
