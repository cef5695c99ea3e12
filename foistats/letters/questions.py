"""A letter as sentences, each under the question that it answers, the reader's own words left out.

Lines that a PDF wrapped are joined again; headings, numbers and exemption lists stay by
themselves. What a letter repeats of the request is no reply, and neither is a quoted message.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from foistats.documents.model import Passage
from foistats.naming.spelling import plain, regex

_ITEM = r"\d{1,2}(?:[a-h]|\s?\([a-h]\))?(?![\w/%])"
_LIST = rf"{_ITEM}(?:\s?(?:,\s?and|,|&|\+|and|to|-)\s?(?:q(?:uestion)?\s?)?{_ITEM}){{0,20}}"
_NOT_AN_ACT = r"(?!\s+(?:of (?:the )?(?:act|foi|schedule|freedom|annex)|(?:19|20)\d\d))"
# `Question 3`, `Response to part 2b:`, `Q1 & Q2 -`, `In relation to point 4`; not `Q1 2019/20`.
_NAMED = (
    r"^(?:(?:response|reply|answer)s?(?: (?:to|for))?[\s:-]{0,3})?"
    r"(?:in (?:relation|response|respect|regards?|answer) to |regarding |for "
    r"|with (?:regards?|respect|reference) to )?"
    r"(?:q(?:uestions?)?|parts?|points?|requests?|items?|response|answer)\.?\s?(?:no\.?|number)?\s?"
    rf"(?P<ids>{_LIST}){_NOT_AN_ACT}"
)
_ANSWER = rf"^a\.?\s?(?P<ids>{_ITEM})(?=\s?[.:)-]|\s*$)"
_NUMBERED = rf"^\(?(?P<ids>{_ITEM}(?:\s?(?:-|&|to|and)\s?{_ITEM})?)\s?[.):](?=\s|$)"
_MENTIONED = rf"\b(?:questions?|parts?|points?|q)\.?\s?(?P<ids>{_LIST}){_NOT_AN_ACT}"
_ELSEWHERE = (
    r"(?:\bsee|\brefer(?:red)? to|\bas (?:per|in|for|with|above|at)|\bsame as|\bper"
    r"|\banswer (?:to|at)|(?<!in )\bresponse to)(?: \w+){0,3} $"
)

# Where the letter repeats what was asked, and where its own words begin again.
_ASKED = (
    r"^\W{0,3}(?:(?:the |your |original )?request(?:ed information)?|you (?:asked|requested)(?: for"
    r"| the following)?|question asked|information requested|request and answer)\W*$"
    r"|\b(?:seek|sought|seeking)(?: access to)?(?: the)? following(?: information)?\W*$"
    r"|\b(?:asked|requested|requesting|request|requests)(?: for)?(?: details of)?(?: the)?"
    r" following(?: information| questions)?\W*$|\bfollowing information:\W*$"
)
_REPLIED = (
    r"^\W{0,3}(?:(?:our|the|my|full) )?(?:response|reply|answer|decision|result|outcome)s?\b"
    r"|^in (?:our )?(?:response|reply)\b|\bhas now been considered\b"
    r"|\b(?:has|have) considered your request\b|\bcan confirm\b|\bfollowing receipt of your request"
    r"|\bsearch(?:es)? (?:was|were|has|have)\b|\bsection 1(?:\(1\))? of the (?:freedom|act)"
    r"|\bsection 17\b|\b(?:have|has) (?:today )?decided to\b|\bnot obliged to\b|\bneither confirm\b"
    r"|\bi regret\b|\bdoes (?:not )?hold\b|^no information\b|^not held\b"
)
# From here on a letter speaks of exemptions, rights and itself, not of the last question.
_BEYOND = (
    r"^\W{0,3}(?:legal annex|annex|appendix|reasons? for decision|public interest|overall harm"
    r"|harm|evidence of harm|exemption explanations?|factors|balanc\w+ test|complaint|your right"
    r"|right of|right to|internal review|yours (?:sincerely|faithfully)|kind regards|regards"
    r"|advice (?:and|&) assistance|duty to)\b|\bif you are (?:dissatisfied|unhappy)\b"
    r"|^please quote the reference\b"
)
_BULLET = r"^\s*[•·▪◦*\u2022-]\s"
_SECTION_FIRST = r"(?i)^\W{0,3}s(?:ections?|s|\.)?\.?\s?\d"
_GOES_ON = (
    r"(?i)\b(?:of|under|by|to|and|or|the|pursuant|virtue|with|in|that|a|an|for|is|are|be|section"
    r"|sections|its|this|your)$|[,–-]$"
)
_LINE_OF_PAGE = r"^page \d+, line \d+$"
_SENTENCE_END = r"[.!?][\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]{0,2}[A-Z])"
_ABBREVIATION = r"(?i)(?:^|[\s(])(?:s|ss|sec|no|nos|e\.g|i\.e|mr|mrs|ms|dr|v|para)\.$"
_TERMINAL = (".", "!", "?", ":", ";")
# A line shorter than this wasn't wrapped: the one below it begins something new.
_WRAPPED = 45


class Said(NamedTuple):
    """One sentence of the reply and the questions it stands under.

    `announces` is True before a list. `explains` is True where a letter gives its reasons and the
    reader's rights: what it refuses it has said before. `replies` is True between these and the
    letter's head.
    """

    text: str
    place: str
    questions: tuple[str, ...]
    announces: bool
    explains: bool
    replies: bool


@dataclass(slots=True)
class Letter:
    """The sentences of a reply, and the numbers of the questions that it heads or repeats."""

    said: list[Said] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)


def sentences_of(passages: Iterable[Passage]) -> Letter:
    """The reply's own sentences in order."""
    letter = Letter()
    reader = _Reader(letter)
    previous = ""
    for passage in passages:
        for number, line in enumerate(passage.text.split("\n")):
            runs_on = number > 0 or bool(
                regex(_LINE_OF_PAGE).match(passage.place) and regex(_LINE_OF_PAGE).match(previous)
            )
            reader.take(line.strip(), passage.place, runs_on=runs_on)
        previous = passage.place
    reader.flush()
    return letter


def mentioned(sentence: str) -> tuple[str, ...]:
    """The questions that a sentence itself says it is about.

    >>> mentioned("Questions 2, 4 to 6 and 3(b) are exempt"), mentioned("see question 1")
    (('2', '4', '5', '6', '3b'), ())
    """
    said = plain(sentence).casefold()
    found: list[str] = []
    for one in regex(_MENTIONED).finditer(said):
        if regex(_ELSEWHERE).search(said[max(0, one.start() - 40) : one.start()]) is None:
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


class _Reader:
    """Takes lines one by one; keeps the sentence begun and the question it stands under."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.scope: tuple[str, ...] = ()
        self.repeating = False
        self.explaining = False
        self.replying = False
        self.quoting = False
        self.lines: list[tuple[str, str]] = []

    def take(self, line: str, place: str, *, runs_on: bool) -> None:
        """One line of the letter, without blanks around it."""
        lower = plain(line).casefold()
        if not lower or lower.startswith(">"):
            self.flush()
            return
        heading = self._heading(lower)
        if heading is not None:
            self.flush()
            ids, length = heading
            restart = self.repeating and ids[0].startswith("1") and bool(self.letter.numbers)
            self.repeating = self.repeating and not (restart or _replies(lower))
            self.letter.numbers |= {re.sub(r"\D", "", one) for one in ids}
            self.scope, self.explaining, self.replying = tuple(ids), False, True
            line = _after_heading(line, length)
            if line:
                self._begin(line, place)
            return
        if regex(_ASKED).search(lower) is not None:
            self.flush()
            self.repeating = True
            return
        if regex(_BEYOND).search(lower) is not None:
            self.flush()
            self.repeating, self.scope, self.explaining = False, (), True
            self.replying = False
        elif self.repeating and _replies(lower):
            self.flush()
            # `Request: Q1 ... Response: ...`: the answer to the one question repeated so far.
            self.scope = self.scope if len(self.letter.numbers) == 1 else ()
            self.repeating = False
        if self.lines and not self._goes_on(line, runs_on=runs_on):
            self.flush()
        if regex(r"^(?:answers|responses)\W*$").match(lower) is not None:
            # All answers together, below all questions.
            self.flush()
            self.scope = ()
        self.replying = self.replying or (not self.explaining and _replies(lower))
        self._begin(line, place)

    def _begin(self, line: str, place: str) -> None:
        if not self.repeating:
            self.lines.append((line, place))

    def _heading(self, lower: str) -> tuple[list[str], int] | None:
        """The questions that a line heads, and how much of it is the heading."""
        for pattern in (_NAMED, _NUMBERED, _ANSWER):
            found = regex(pattern).match(lower)
            # Reasons are numbered too, and are no questions.
            if found is None or (self.explaining and pattern is not _NAMED):
                continue
            ids = _ids(found["ids"])
            known = {re.sub(r"\D", "", one) for one in ids} <= self.letter.numbers
            # `A19` is a road unless there is a question 19, `Answer 39` a count.
            count = regex(r"^(?:response|answer) \d+\s*$").match(lower) is not None
            if (pattern is _ANSWER or count) and not known:
                continue
            if all(1 <= int(re.sub(r"\D", "", one)) <= 40 for one in ids):
                return ids, found.end()
        return None

    def _goes_on(self, line: str, *, runs_on: bool) -> bool:
        """True where a line is the rest of the one before."""
        before = self.lines[-1][0]
        if before.endswith(_TERMINAL) and regex(_ABBREVIATION).search(before) is None:
            return False
        if regex(_BULLET).match(line) is not None:
            return False
        if not runs_on:
            return line[:1].islower()
        if regex(_GOES_ON).search(before) is not None or line[:1].islower():
            return True
        if regex(_SECTION_FIRST).match(line) or regex(_SECTION_FIRST).match(self.lines[0][0]):
            return False
        return len(before) >= _WRAPPED

    def flush(self) -> None:
        """End the lines begun and take them apart into sentences."""
        if not self.lines:
            return
        starts, text = [], ""
        for line, _ in self.lines:
            starts.append(len(text))
            text += f"{line} "
        for begin, sentence in _apart(text):
            place = self.lines[bisect_right(starts, begin) - 1][1]
            if self._is_quoted(sentence):
                continue
            self.letter.said.append(
                Said(
                    sentence,
                    place,
                    self.scope,
                    sentence.rstrip().endswith((":", "-", "–")),
                    self.explaining,
                    self.replying,
                )
            )
        self.lines = []

    def _is_quoted(self, sentence: str) -> bool:
        """True inside double quotation marks, over as many sentences as they hold."""
        was = self.quoting
        opened = sentence[:1] in '"“'
        ended = plain(sentence).rstrip(" .;,").endswith('"')
        if was:
            self.quoting = not ended
            return True
        self.quoting = opened and '"' not in plain(sentence)[1:]
        return opened and (ended or self.quoting)


def _replies(lower: str) -> bool:
    return regex(_REPLIED).search(lower) is not None


def _after_heading(line: str, length: int) -> str:
    """What stands after a question's number; the whole line where it is one sentence with it."""
    rest = line[length:]
    if regex(r"^\s+[a-z]").match(rest) is not None:
        return line
    return rest.lstrip(" .:)–—-\t")


def _apart(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph, each with where it begins."""
    begin = 0
    for end in regex(_SENTENCE_END).finditer(text):
        if regex(_ABBREVIATION).search(text[max(begin, end.start() - 6) : end.start() + 1]):
            continue
        yield begin, text[begin : end.end()].strip()
        begin = end.end()
    if text[begin:].strip():
        yield begin, text[begin:].strip()
