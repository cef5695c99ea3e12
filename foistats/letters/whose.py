"""Whose words a sentence of a letter is.

A reply repeats the question that it answers. Between a line that speaks of the request and the next
that starts an answer the words are the requester's. Where nothing marks the answer, a sentence that
only a force says closes the question; what can be either's is left to a person.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from foistats.letters.lines import Mark, asks, force_says
from foistats.naming.lexicon import says
from foistats.naming.spelling import plain, regex
from foistats.records import PassedOver

# A quotation that goes on for longer is none: its mark was forgotten, or is one of inches.
_LONGEST_QUOTATION = 12
_DATES = (
    r"^\W*(?:our |the |this )?(?:response|reply|answer|letter|decision)"
    r" (?:dated?|of|sent on|issued on|given on) "
)
_THANKS = r"^(?:thank you\b|i (?:am writing|write)\b|further to\b|we refer\b|i refer\b)"
_A_VERB = (
    r"\b(?:is|are|am|was|were|has|have|do|does|can|cannot|would|will|holds?|regret|confirms?"
    r"|yw|mae|ydym|rydym|chedwir|ddelir|gallaf|gallwn)\b"
)
MAY_BE_ASKED = "it may stand in the question that the reply repeats"
OF_ANOTHER_DAY = "it stands in an earlier reply that this one repeats"


class Whose(StrEnum):
    """Whose words a sentence is."""

    REPLY = "reply"
    ANNEX = "annex"
    """The force's, on exemptions, on rights, or below its signature."""
    ASKED = "asked"
    QUOTED = "quoted"
    """An earlier message, or between quotation marks over whole sentences."""
    EARLIER = "earlier"
    """The force's, on another day."""
    UNMARKED = "unmarked"
    """Below a question, and nothing says that it is the answer: what it refuses is the force's."""
    UNCLEAR = "unclear"


OF_THE_REPLY = (Whose.REPLY, Whose.ANNEX)
NOT_READ = (Whose.ASKED, Whose.QUOTED)


class Sentence(NamedTuple):
    """A sentence or a line of its own; `text` is plain, `written` as it stands in the passage.

    `home` is the place of its passage, `stated` the words on one line without a question's number.
    `section` tells apart what answers different questions, `questions` are their numbers. `cut`
    says that it may begin or go on in another passage, `goes_on` that its rest begins the next;
    `paragraph` is shared by the sentences of one. `mark` is what it begins.
    """

    text: str
    written: str
    stated: str
    place: str
    home: str
    passage: int
    paragraph: int
    section: int
    questions: tuple[str, ...]
    whose: Whose
    mark: Mark
    cut: bool
    goes_on: bool
    is_line: bool
    replies: bool

    @property
    def why(self) -> str:
        """Why it may not be what the reply says; empty where it is."""
        if self.whose is Whose.EARLIER:
            return OF_ANOTHER_DAY
        return MAY_BE_ASKED if self.whose in (Whose.UNCLEAR, Whose.UNMARKED) else ""


def passed_over(sentences: Sequence[Sentence]) -> tuple[PassedOver, ...]:
    """How many lines were taken for somebody else's words, where the first of each sort stands."""
    found = []
    for whose, said in (
        (Whose.ASKED, "taken for the request"),
        (Whose.QUOTED, "quoted from elsewhere"),
    ):
        skipped = [sentence for sentence in sentences if sentence.whose is whose]
        if skipped:
            lines = sum(one.written.count("\n") + 1 for one in skipped)
            found.append(PassedOver(said, lines, skipped[0].place))
    return tuple(found)


def settled(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a letter, each with whose words it is."""
    whose: list[Whose] = []
    unanswered = False
    for segment in _segments(_with_own_day(sentences)):
        found = _of_segment(segment, unanswered=unanswered)
        first = segment.sentences[0].mark
        if first is Mark.OPENS:
            unanswered = not segment.answered and Whose.REPLY not in found
        elif first in (Mark.ANSWERS, Mark.ANSWER_HEADING):
            unanswered = False
        whose += found
    _mark_quotations(sentences, whose)
    return [
        one if one.whose is Whose.QUOTED else one._replace(whose=mine)
        for one, mine in zip(sentences, whose, strict=True)
    ]


def _with_own_day(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences, where `Response dated 3 June` at a letter's head begins no earlier reply.

    It dates the letter itself where no answer is marked below it, or only letterhead and thanks
    stand between: an earlier reply is repeated above the answer of today.
    """
    at = next((at for at, one in enumerate(sentences) if one.mark is not Mark.NONE), len(sentences))
    if at == len(sentences) or regex(_DATES).match(_lower(sentences[at])) is None:
        return sentences
    if not all(
        sentence.is_line and not sentence.text.rstrip().endswith(".") for sentence in sentences[:at]
    ):
        return sentences
    ends = (Mark.OPENS, Mark.ANSWER_HEADING)
    below = sentences[at + 1 :]
    end = next((n for n, one in enumerate(below) if one.mark in ends), None)
    if end is not None:
        first = below[:end]
        if not all(one.is_line or regex(_THANKS).match(_lower(one)) for one in first):
            return sentences
        if below[end].mark is not Mark.OPENS:
            return sentences
    return [*sentences[:at], sentences[at]._replace(mark=Mark.NONE), *below]


class _Segment(NamedTuple):
    """Sentences from one mark to the next; `answered` says that an answer is marked after them."""

    sentences: Sequence[Sentence]
    answered: bool


# What ends the words that a mark begins. A number among the questions ends nothing.
_ENDS = {
    Mark.NONE: frozenset(Mark) - {Mark.NONE},
    Mark.OPENS: frozenset(Mark) - {Mark.NONE, Mark.NUMBER, Mark.SPEAKS},
    Mark.EARLIER: frozenset({Mark.OPENS, Mark.ANSWER_HEADING, Mark.ANNEX}),
    Mark.ANNEX: frozenset({Mark.OPENS, Mark.NUMBER, Mark.EARLIER}),
}


def _segments(sentences: Sequence[Sentence]) -> Iterator[_Segment]:
    start = 0
    for at in range(1, len(sentences) + 1):
        mark = sentences[start].mark
        ends = _ENDS.get(mark, _ENDS[Mark.NONE])
        if at < len(sentences) and sentences[at].mark not in ends:
            continue
        if at < len(sentences) and mark is Mark.OPENS and sentences[at].mark is Mark.OPENS:
            continue
        yield _Segment(sentences[start:at], _is_answered(mark, sentences[start], sentences[at:]))
        start = at


def _is_answered(mark: Mark, first: Sentence, after: Sequence[Sentence]) -> bool:
    """True where the next mark starts the answer to the question that a segment asks."""
    if not after:
        return False
    following = after[0]
    if mark is not Mark.NUMBER:
        return following.mark in (Mark.ANSWERS, Mark.ANSWER_HEADING)
    number = re.search(r"\d{1,2}[a-z]?", following.text.casefold()[:40])
    same = number is None or number.group() in first.questions
    return following.mark is Mark.ANSWER_HEADING and same


def _of_segment(segment: _Segment, *, unanswered: bool) -> list[Whose]:
    match segment.sentences[0].mark:
        case Mark.OPENS:
            return _of_request(segment)
        case Mark.SPEAKS:
            return _of_subject(segment.sentences)
        case Mark.NUMBER | Mark.RESTART:
            return _of_question(segment)
        case Mark.EARLIER:
            return [Whose.EARLIER] * len(segment.sentences)
        case Mark.ANNEX:
            # Below the signature of a request that nothing has answered its answer may stand.
            whose = Whose.UNCLEAR if unanswered else Whose.ANNEX
            return [whose] * len(segment.sentences)
    asking = [says("parts_of_letters", "asks", _lower(one)) for one in segment.sentences]
    wanting = {
        one.paragraph
        for one in segment.sentences
        if says("parts_of_letters", "asks_figures", _lower(one))
    }
    found = []
    for at, sentence in enumerate(segment.sentences):
        # No force asks in the middle of an answer: what leads up to the question is repeated.
        leads = _before_asking(at, segment.sentences, asking) or sentence.paragraph in wanting
        found.append(Whose.UNCLEAR if leads and not _force_says(sentence) else Whose.REPLY)
    return found


def _of_request(segment: _Segment) -> list[Whose]:
    """Whose words stand below a line that speaks of the request."""
    sentences = segment.sentences
    asking = [asks(_lower(one)) for one in sentences]
    last = max((at for at, it_asks in enumerate(asking) if it_asks), default=0)
    found: list[Whose] = []
    force = False
    for at, sentence in enumerate(sentences):
        if asking[at] or not at or _before_asking(at, sentences, asking):
            whose = Whose.ASKED
        else:
            force = force or (not segment.answered and at > last and _force_says(sentence))
            if force:
                whose = Whose.REPLY
            elif _refuses(sentence):
                # An answer put in below its question: no requester refuses anything.
                whose = Whose.UNMARKED
            elif segment.answered and not _may_be_the_force(sentence):
                whose = Whose.ASKED
            else:
                # A force's sentence among the questions is told, for it may be an answer, too.
                whose = Whose.UNCLEAR
        found.append(whose)
    return found


def _of_subject(sentences: Sequence[Sentence]) -> list[Whose]:
    """Whose words follow a sentence that speaks of the request: its own, to the last that asks."""
    asking = [says("parts_of_letters", "asks_figures", _lower(sentence)) for sentence in sentences]
    last = max((at for at, it_asks in enumerate(asking) if it_asks and at), default=0)
    return [
        Whose.ASKED
        if asking[at] and at
        else Whose.UNCLEAR
        if 0 < at < last and not _force_says(one)
        else Whose.REPLY
        for at, one in enumerate(sentences)
    ]


def _of_question(segment: _Segment) -> list[Whose]:
    """Whose words stand below a question's number: the question, its answer, or both."""
    sentences = segment.sentences
    first = sentences[0]
    asking = [asks(_lower(one)) for one in sentences]
    alone = not any(letter.isalnum() for letter in first.stated)
    unmarked = first.mark is Mark.RESTART or alone or segment.answered
    found: list[Whose] = []
    force = False
    for at, sentence in enumerate(sentences):
        force = force or _force_says(sentence)
        if asking[at] or _before_asking(at, sentences, asking):
            found.append(Whose.ASKED)
        else:
            found.append(Whose.UNMARKED if unmarked and not force else Whose.REPLY)
    return found


def _before_asking(at: int, sentences: Sequence[Sentence], asking: Sequence[bool]) -> bool:
    """True where a later sentence of the same paragraph asks."""
    for after in range(at + 1, len(sentences)):
        if sentences[after].paragraph != sentences[at].paragraph:
            return False
        if asking[after]:
            return True
    return False


def _force_says(sentence: Sentence) -> bool:
    return force_says(_lower(sentence))


def _refuses(sentence: Sentence) -> bool:
    """True for a whole sentence that only a force says; `Exempt under s.40` may be asked about."""
    lower = _lower(sentence)
    whole = re.search(_A_VERB, lower) is not None
    return whole and says("parts_of_letters", "stock", lower) and not asks(lower)


def _may_be_the_force(sentence: Sentence) -> bool:
    lower = _lower(sentence)
    return any(says("parts_of_letters", means, lower) for means in ("force", "either"))


def _lower(sentence: Sentence) -> str:
    return sentence.text.casefold()


def _mark_quotations(sentences: Sequence[Sentence], whose: list[Whose]) -> None:
    """Mark what stands between quotation marks over one or more whole sentences."""
    at = 0
    while at < len(sentences):
        end = _quotation_ends(sentences, at)
        for i in range(at, end):
            whose[i] = Whose.QUOTED
        at = max(end, at + 1)


def _quotation_ends(sentences: Sequence[Sentence], at: int) -> int:
    """After the last sentence of a quotation that begins here; this one where none does."""
    if sentences[at].stated[:1] not in ('"', "\u201c"):
        return at
    for end in range(at, min(at + _LONGEST_QUOTATION, len(sentences))):
        said = plain(sentences[end].stated).rstrip(" .;,")
        inside = said[1:] if end == at else said
        if '"' in inside:
            return end + 1 if inside.endswith('"') else at
    return at
