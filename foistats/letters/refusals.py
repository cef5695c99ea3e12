"""What a reply refuses or has nothing for, question by question, each with its sentence."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from foistats.documents.model import Passage
from foistats.errors import UnclearRefusal
from foistats.letters.lines import mentioned
from foistats.letters.refusal_wording import Wording, read_refusal
from foistats.letters.sentences import letter_of
from foistats.letters.statements import Said, statements_of
from foistats.naming.refusals_sections import Act, acts_named, acts_of_forces, in_order
from foistats.naming.spelling import fold, plain, regex
from foistats.records import Asked, Refused
from schemas.vocabulary import Extent, Outcome

_READ_FOR_ACTS = 200_000
# A sentence of so many letters that begins as the request goes on is the request's.
_REPEATED = 15
_TELLING = 50
_OTHER = r"\b(?:any|no) (?:other|further|additional)\b|\bin addition\b|\bprovided above\b"
# One of several questions, which has no number.
_ONE_OF_THEM = r"\b(?:this|that) (?:part|question|element|aspect|point)\b"
_EVERYTHING = (
    r"\bwhole of\b|\bentire request\b"
    r"|\ball (?:of )?(?:your|the) (?:questions|request|information)\b"
    r"|\brequest in its entirety\b|\bas a whole\b"
)
# Words by which a reply that refuses says that it gives something all the same.
_GIVES = (
    r"\bgood ?-?will\b|\boutside (?:of )?the (?:act|scope of the act)\b|\bi have supplied\b"
    r"|\bhave (?:been )?provided\b|\b(?:has|have) been (?:supplied|attached|disclosed)\b"
    r"|\b(?:able|pleased|happy) to (?:provide|supply|disclose|release)\b"
    r"|\bdecided to (?:disclose|release|provide)\b|\bcan (?:provide|disclose|supply)\b"
    r"|\bdisclos\w+ (?:some|part)\b|\bpartial\b|\bexcess cost removes\b|\bas outlined below\b"
    r"|\b(?:figures|data|tables?)\b.{0,40}\b(?:attached|below|overleaf|enclosed)\b"
)
# A count by itself: `39`, `Answer: 39`, `2018/19 - 12`, `39 offences`; years are none.
_COUNT = r"(?:^|[\s:=–-])(?!(?:19|20)\d\d\W*$)\d[\d,]*\W*$|^(?!(?:19|20)\d\d\b)\d[\d,]* [a-z]"
_COUNT_WORDS = 8
NO_SECTION = "it refuses, and no section of the act is named"


@dataclass(slots=True)
class _Entry:
    """What is known so far of one question and outcome."""

    question: str
    outcome: Outcome
    place: str
    as_written: str
    heading: bool
    sections: dict[str, None] = field(default_factory=dict)
    extents: set[Extent] = field(default_factory=set)

    def add(self, said: Said, wording: Wording) -> None:
        self.sections |= dict.fromkeys(wording.sections)
        self.extents.add(wording.extent)
        if self.heading and not wording.heading:
            # A sentence says more to a person than the heading above it.
            self.place, self.as_written, self.heading = said.place, said.text, False

    @property
    def extent(self) -> Extent:
        for extent in (Extent.WHOLE, Extent.SOME):
            if extent in self.extents:
                return extent
        return Extent.UNSAID

    @property
    def numbers(self) -> set[str]:
        return {section.partition("(")[0] for section in self.sections}


def find_refusals(passages: Sequence[Passage], asked: Asked) -> tuple[Refused, ...]:
    """What the running text refuses: by question where it numbers them, else for the request.

    What can't be settled comes with `unclear` and no outcome, unless a certain refusal covers it.
    """
    sentences, numbers = letter_of(passages)
    return refusals_in(statements_of(sentences), numbers, passages, asked)


def refusals_in(
    statements: Sequence[Said], numbers: Collection[str], passages: Sequence[Passage], asked: Asked
) -> tuple[Refused, ...]:
    """What the statements of a letter refuse, which heads the questions with these numbers."""
    question = fold(asked.question)
    said = [
        statement
        for statement in statements
        if len(statement.text) <= _REPEATED or fold(statement.text)[:_TELLING] not in question
    ]
    if not said:
        return ()
    binding = _Binding.of(asked, passages)
    stated = [one for one in said if not one.explains or mentioned(one.text)]
    entries, unclear = _read(stated, binding)
    if not entries:
        # A letter that names its sections in an annex only.
        entries, unclear = _read(said, binding)
    kept = _without_explanations(entries)
    found = [_as_refused(entry) for entry in kept]
    if any(_is_count(one) for one in stated):
        # Something is answered, whoever reads it: what isn't said to be all is a part.
        found = [
            one._replace(extent=Extent.SOME)
            if one.extent is Extent.UNSAID and not one.question
            else one
            for one in found
        ]
    else:
        found = [*_all_questions(kept, numbers), *found]
    if any(_has(_GIVES, plain(one.text).casefold()) for one in stated):
        found = [
            one._replace(extent=Extent.UNSAID) if one.extent is Extent.WHOLE else one
            for one in found
        ]
    return (*found, *_uncovered(unclear, found), *_without_section(found, binding))


def doubted(found: Sequence[Refused], why: str) -> tuple[Refused, ...]:
    """What was refused, left to a person for one reason that is about the whole letter."""
    settled = [one for one in found if not one.unclear]
    left = [one._replace(outcome=None, unclear=why) for one in settled]
    return (*left, *(one for one in found if one.unclear and not settled))


def _is_count(said: Said) -> bool:
    words = said.text.split()
    return said.replies and len(words) <= _COUNT_WORDS and _has(_COUNT, plain(said.text).casefold())


def _has(pattern: str, lower: str) -> bool:
    return regex(pattern).search(lower) is not None


def _read(said: Iterable[Said], binding: "_Binding") -> tuple[list[_Entry], list[Refused]]:
    """What each sentence refuses, by question and outcome; and those that are unclear."""
    entries: dict[tuple[str, Outcome], _Entry] = {}
    unclear: list[Refused] = []
    listed: tuple[Said, Wording] | None = None
    for one in said:
        questions = _questions(one)
        try:
            wording = binding.read(one.text, listed=listed is not None)
            if wording is not None and one.why:
                raise UnclearRefusal(one.why)
        except UnclearRefusal as why:
            unclear += [
                Refused(question, None, "", one.place, one.text, unclear=str(why))
                for question in questions
            ]
            continue
        if wording is None:
            listed = None
            continue
        if questions == ("",) and _has(_ONE_OF_THEM, one.text.casefold()):
            wording = wording._replace(extent=Extent.SOME)
        if wording.heading and listed is not None:
            questions, wording = _questions(listed[0]), _as_listed(wording, listed[1])
        elif one.announces:
            listed = (one, wording)
        elif not wording.heading:
            listed = None
        for question in questions:
            entry = entries.get((question, wording.outcome))
            if entry is None:
                entry = _Entry(question, wording.outcome, one.place, one.text, wording.heading)
                entries[question, wording.outcome] = entry
            entry.add(one, wording)
    return list(entries.values()), unclear


class _Binding:
    """The act that binds the forces, and whether the reply names another."""

    def __init__(self, act: Act | None, *, sections: bool, contradicted: str) -> None:
        self.act = act
        self.sections = sections
        self.contradicted = contradicted

    @classmethod
    def of(cls, asked: Asked, passages: Sequence[Passage]) -> "_Binding":
        named = acts_named("\n".join(passage.text for passage in passages)[:_READ_FOR_ACTS])
        binding = acts_of_forces(asked.force_ids)
        if not binding:
            return cls(
                next(iter(named)) if len(named) == 1 else None, sections=True, contradicted=""
            )
        if len(binding) > 1:
            why = "the forces that reply are bound by different acts"
            return cls(None, sections=True, contradicted=why)
        act = next(iter(binding))
        if act is not None and named and act not in named:
            other = next(iter(named))
            why = f"the reply names the {other.value}, and the force is bound by the {act.value}"
            return cls(act, sections=True, contradicted=why)
        return cls(act, sections=act is not None, contradicted="")

    def read(self, text: str, *, listed: bool) -> Wording | None:
        wording = read_refusal(text, self.act, listed=listed)
        if wording is None or not wording.sections:
            return wording
        if self.contradicted:
            raise UnclearRefusal(self.contradicted)
        if self.sections:
            return wording
        # The islands' own laws number their sections in ways of their own.
        return None if wording.heading else wording._replace(sections=())


def _questions(said: Said) -> tuple[str, ...]:
    """The questions that a refusal is about; ('',) where it is about none by number."""
    lower = plain(said.text).casefold()
    if _has(_OTHER, lower):
        return ("",)
    if said.questions:
        return mentioned(said.text) or said.questions
    if _has(_EVERYTHING, lower):
        return ("",)
    return mentioned(said.text) or ("",)


def _as_listed(heading: Wording, first: Wording) -> Wording:
    """A line of a list is about what the sentence above the list is about."""
    if first.outcome is Outcome.NEITHER_CONFIRM_NOR_DENY:
        return heading._replace(outcome=first.outcome, extent=first.extent)
    return heading._replace(extent=first.extent)


def _without_explanations(entries: list[_Entry]) -> list[_Entry]:
    """Without headings above the reasons for a refusal that a sentence has already stated."""
    stated: set[str] = set()
    for entry in entries:
        if not entry.heading:
            stated |= entry.numbers
    kept = [one for one in entries if not (one.heading and one.numbers <= stated)]
    by_question: set[str] = set()
    for entry in kept:
        if entry.question:
            by_question |= entry.numbers
    return [
        one
        for one in kept
        if one.question or not one.numbers or not (one.heading and one.numbers <= by_question)
    ]


def _as_refused(entry: _Entry) -> Refused:
    return Refused(
        entry.question,
        entry.outcome,
        in_order(entry.sections),
        entry.place,
        entry.as_written,
        entry.extent,
    )


def _all_questions(entries: list[_Entry], numbers: Collection[str]) -> Iterator[Refused]:
    """The request, where the reply numbers its questions from 1 on and refuses every one.

    It doesn't say so in one sentence; what else it may give is left open.
    """
    if any(not entry.question and entry.extent is not Extent.SOME for entry in entries):
        return
    refused = [
        entry for entry in entries if entry.question.isdigit() and entry.extent is not Extent.SOME
    ]
    every = {str(number) for number in range(1, len(numbers) + 1)}
    if not every or not set(numbers) == every <= {one.question for one in refused}:
        return
    outcomes = {one.outcome for one in refused}
    if outcomes == {Outcome.REFUSED, Outcome.NEITHER_CONFIRM_NOR_DENY}:
        outcomes = {Outcome.REFUSED}
    if len(outcomes) == 1:
        first = refused[0]
        sections = in_order(section for one in refused for section in one.sections)
        yield Refused("", outcomes.pop(), sections, first.place, first.as_written)


def _without_section(found: Sequence[Refused], binding: "_Binding") -> Iterator[Refused]:
    """A refusal of which the letter names no section, for a person to look at."""
    needing = [
        one
        for one in found
        if one.outcome in (Outcome.REFUSED, Outcome.NEITHER_CONFIRM_NOR_DENY)
        and one.extent is not Extent.SOME
    ]
    if needing and binding.sections and not any(one.section for one in found):
        yield needing[0]._replace(outcome=None, unclear=NO_SECTION)


def _uncovered(unclear: Iterable[Refused], found: Sequence[Refused]) -> list[Refused]:
    """What is unclear and no certain refusal of the same question, or of all, speaks of."""
    covered = {one.question for one in found}
    kept = [
        one
        for one in unclear
        if one.question not in covered and "" not in covered and not (covered and not one.question)
    ]
    return list({(one.question, one.as_written): one for one in kept}.values())
