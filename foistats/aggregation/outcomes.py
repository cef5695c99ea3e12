"""What a response amounts to: as a person wrote it, else as its documents certainly say.

Counts that were read stand beside what is refused; they never become zero by it and are never
dropped for it. Where a reply refuses everything and gives counts all the same, without a word that
explains both, the counts may be of something else: a person decides. Where nothing is certain,
nothing is claimed.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from foistats.intake.stock import Stock
from foistats.naming.refusals_sections import in_order
from foistats.records import DocumentReading, Problem, ReadDocument, ReadResponse, Refused
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Extent, Outcome, Status

# The whole reply is not known where one of its files could not be opened. A file of a kind that
# nobody reads here (the letter beside the workbook, mostly) is told, and doesn't hold up the rest.
NOT_OPENED = frozenset(
    {
        ProblemCode.DOCUMENT_EMPTY,
        ProblemCode.DOCUMENT_LOCKED,
        ProblemCode.DOCUMENT_BROKEN,
        ProblemCode.DOCUMENT_HOSTILE,
        ProblemCode.DOCUMENT_SEALED,
        ProblemCode.READER_DIED,
        ProblemCode.READER_TOO_SLOW,
        ProblemCode.CORRECTION_STALE,
        ProblemCode.DECLARATION_INVALID,
    }
)
NOT_READ = frozenset(
    {
        ProblemCode.NO_PERIOD,
        ProblemCode.PERIOD_AMBIGUOUS,
        ProblemCode.NO_FORCE,
        ProblemCode.LAYOUT_UNCLEAR,
        ProblemCode.LAYOUT_STALE,
    }
)
# A cell, a whole table or a kind of file that wasn't read may be the answer.
_MAY_ANSWER = (
    NOT_OPENED
    | NOT_READ
    | {
        ProblemCode.DOCUMENT_UNSUPPORTED,
        ProblemCode.DOCUMENT_MISSING,
        ProblemCode.DOCUMENT_CHANGED,
        ProblemCode.COUNT_UNREADABLE,
        ProblemCode.COUNT_NEGATIVE,
        ProblemCode.COUNT_FRACTIONAL,
        ProblemCode.MARK_UNEXPLAINED,
        ProblemCode.CORRECTION_STALE,
        ProblemCode.READERS_DISAGREE,
    }
)
ANSWERS = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
REFUSES = (Outcome.REFUSED, Outcome.NOT_HELD, Outcome.NEITHER_CONFIRM_NOR_DENY)
_SHOWN = 200


class Evidence(NamedTuple):
    """The sentence that a refusal rests on, and where it stands."""

    document: str
    sha256: str
    place: str
    as_written: str


class Told(NamedTuple):
    """What one response amounts to; `outcome` is None where nobody and nothing settles it.

    `written` is True for a person's own word. `contradicted` says that the documents say otherwise.
    `problem` is what a person is asked where nothing is settled, `note` the same in a few words.
    """

    outcome: Outcome | None
    written: bool
    section: str = ""
    refused: str = ""
    evidence: Evidence | None = None
    contradicted: bool = False
    problem: Problem | None = None
    note: str = ""


def tell_outcome(stock: Stock, read: ReadResponse) -> Told:
    """What one standing response amounts to, from its line and from all of its documents."""
    response = read.response
    stated = [(document, one) for document in read.documents for one in document.reading.refused]
    refusals = [one for _, one in stated]
    counts = has_counts(read.documents)
    told = Told(
        outcome=response.outcome,
        written=response.outcome is not None,
        section=response.section or in_order(_sections(refusals)),
        refused=_said(refusals, counts=counts),
    )
    if response.outcome is not None:
        found = None if counts or _may_answer(stock, read, refusals) else _of_refusals(refusals)
        contradicted = response.outcome in ANSWERS and found is not None
        told = told._replace(contradicted=contradicted)
        return told._replace(evidence=_evidence(stated, response.outcome))
    if counts:
        return _with_counts(told, read, refusals)
    if not _may_answer(stock, read, refusals):
        outcome = _of_refusals(refusals) if refusals else _of_cells(read.documents)
        if outcome is not None:
            return told._replace(outcome=outcome, evidence=_evidence(stated, outcome))
    return _unsettled(told, read, refusals)


def has_counts(documents: Iterable[ReadDocument]) -> bool:
    """True where any count was read, whatever it is a count of."""
    return any(
        observation.count.low is not None
        for document in documents
        for observation in document.reading.observations
    )


def is_unread(reading: DocumentReading) -> bool:
    """True for a document that nothing was read of: it couldn't be opened, or it is sealed."""
    nothing = not (reading.observations or reading.refused or sum(reading.account))
    opened = not any(problem.code in NOT_OPENED for problem in reading.problems)
    return not opened or (bool(reading.hidden) and nothing)


def _with_counts(told: Told, read: ReadResponse, refusals: Sequence[Refused]) -> Told:
    everything = [
        refusal
        for refusal in refusals
        if refusal.extent is Extent.WHOLE
        and not refusal.question
        and refusal.outcome is not Outcome.NEITHER_CONFIRM_NOR_DENY
    ]
    if everything:
        first = everything[0]
        document = next(d for d in read.documents if first in d.reading.refused)
        problem = Problem(
            ProblemCode.REFUSAL_UNCLEAR,
            document.path,
            first.place,
            f"{first.as_written[:_SHOWN]!r}, which refuses all of it, and counts in the reply",
            "counts, or a refusal of all that was asked",
            "write 'partly_answered' as its outcome in responses.csv if the counts answer the"
            " request, else 'refused'; until then none is counted",
            read.response.response_id,
        )
        return told._replace(problem=problem, note="refuses everything and gives counts")
    # That a force won't say whether it holds anything else goes under most full answers.
    beside = (Outcome.NEITHER_CONFIRM_NOR_DENY,)
    partly = any(
        refusal.question or refusal.outcome not in beside or refusal.extent is Extent.WHOLE
        for refusal in refusals
    )
    return told._replace(outcome=Outcome.PARTLY_ANSWERED if partly else Outcome.ANSWERED)


def _of_refusals(refusals: Sequence[Refused]) -> Outcome | None:
    """What refusals alone amount to: those of the whole request, as long as they don't differ."""
    of_request = [
        refusal
        for refusal in refusals
        if not refusal.question and refusal.extent is not Extent.SOME
    ]
    whole = [one for one in of_request if one.extent is Extent.WHOLE]
    outcomes = {one.outcome for one in whole or of_request}
    if outcomes == {Outcome.REFUSED, Outcome.NEITHER_CONFIRM_NOR_DENY}:
        return Outcome.REFUSED
    return outcomes.pop() if len(outcomes) == 1 else None


def _of_cells(documents: Iterable[ReadDocument]) -> Outcome | None:
    """What a table amounts to that has nothing but `refused`, or `not held`, for every count."""
    statuses = {
        observation.count.status
        for document in documents
        for observation in document.reading.observations
    }
    alone = {Status.REFUSED: Outcome.REFUSED, Status.NOT_HELD: Outcome.NOT_HELD}
    return alone.get(statuses.pop()) if len(statuses) == 1 else None


def _may_answer(stock: Stock, read: ReadResponse, refusals: Sequence[Refused]) -> bool:
    """True where something of the response was not read and may hold the answer."""
    if read.response.response_id in stock.damaged:
        return True
    if len(read.documents) < len(read.response.documents):
        return True
    certain = any(refusal.extent is Extent.WHOLE and not refusal.question for refusal in refusals)
    for document in read.documents:
        reading = document.reading
        if is_unread(reading) or reading.gaps or (reading.proposals and not certain):
            return True
        if any(problem.code in _MAY_ANSWER for problem in reading.problems):
            return True
    return False


def _unsettled(told: Told, read: ReadResponse, refusals: Sequence[Refused]) -> Told:
    """Nothing is claimed; one line asks a person, unless another problem asks already."""
    asked = any(
        document.reading.speaks_for
        or any(one.code is ProblemCode.REFUSAL_UNCLEAR for one in document.reading.problems)
        for document in read.documents
    )
    note = "no count was read, and no refusal of all that was asked"
    if asked and not refusals:
        return told._replace(note=note)
    response = read.response
    named = ", ".join(response.documents)
    lacks = f"no count in {named}" if named else "no document listed"
    besides = f"; refused: {told.refused}" if refusals else ""
    code = ProblemCode.REFUSAL_UNCLEAR if refusals else ProblemCode.ANSWER_WITHOUT_COUNTS
    problem = Problem(
        code,
        "",
        "",
        f"{response.force_as_written}: no outcome is written, {lacks}{besides}",
        "counts, or words that refuse all of the request",
        "look at the reply and write its outcome in responses.csv"
        if named
        else "store the reply with `foistats receive`, or write its outcome in responses.csv",
        response.response_id,
    )
    return told._replace(problem=problem, note=note)


def _sections(refusals: Iterable[Refused]) -> list[str]:
    return [section for refusal in refusals for section in refusal.section.split("|") if section]


def _said(refusals: Sequence[Refused], *, counts: bool) -> str:
    """Each question and why, in the reply's order: `question 3: section 40(2)`."""
    by_question = [refusal for refusal in refusals if refusal.question]
    shown = by_question or refusals
    if by_question:
        shown = [*by_question, *(o for o in refusals if not o.question and not _in(o, by_question))]
    return "; ".join(dict.fromkeys(f"{_what(one, counts=counts)}: {_why(one)}" for one in shown))


def _in(one: Refused, others: Sequence[Refused]) -> bool:
    return set(_sections([one])) <= set(_sections(others))


def _what(one: Refused, *, counts: bool) -> str:
    if one.question:
        return f"question {one.question}"
    if one.outcome is Outcome.NEITHER_CONFIRM_NOR_DENY and one.extent is Extent.SOME:
        return "anything else"
    partly = one.extent is Extent.SOME or (counts and one.extent is Extent.UNSAID)
    return "some of it" if partly else "the request"


def _why(one: Refused) -> str:
    sections = _sections([one])
    word = "sections" if len(sections) > 1 else "section"
    named = f"{word} {', '.join(sections)}" if sections else ""
    if one.outcome is Outcome.NOT_HELD:
        return f"not held, {named}" if named else "not held"
    if one.outcome is Outcome.NEITHER_CONFIRM_NOR_DENY:
        return f"neither confirmed nor denied, {named}" if named else "neither confirmed nor denied"
    return named or "refused"


def _evidence(stated: Sequence[tuple[ReadDocument, Refused]], outcome: Outcome) -> Evidence | None:
    """The sentence of the same outcome that says most: of the whole request before a part."""
    alike = [
        (document, one)
        for document, one in stated
        if one.outcome is outcome
        or (outcome is Outcome.REFUSED and one.outcome is Outcome.NEITHER_CONFIRM_NOR_DENY)
    ]
    if outcome not in REFUSES or not alike:
        return None
    document, one = min(
        alike, key=lambda pair: (pair[1].outcome is not outcome, bool(pair[1].question),
                                 pair[1].extent is not Extent.WHOLE)
    )  # fmt: skip
    return Evidence(document.path, document.sha256, one.place, one.as_written[:_SHOWN])
