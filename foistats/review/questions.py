"""What a run leaves open, question by question: each with the answers that would settle it."""

import ast
import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from foistats.intake.statements import LEFT_UNCOUNTED, SETTLED_BY_NOTE
from foistats.model.values import Count
from foistats.model.words import ARE_COUNTED
from foistats.naming.forces import force_name, suggest
from foistats.naming.periods import label_of
from foistats.reading.around import Excerpt
from foistats.records import (
    NO_EXACT_COUNT,
    Check,
    DocumentReading,
    Observation,
    Problem,
    Proposal,
    Request,
    Response,
    Rivals,
)
from foistats.review.choices import Choice, Does
from foistats.review.headings import heading_asked, heading_choices
from foistats.review.lines import OF_A_LINE, line_choices
from foistats.review.refiling import Misfiled, is_about_a_sender, refiling_choices
from foistats.tables.around.proposed import proposed_in
from foistats.tables.shape.day_levels import meanings_asked_about
from schemas.problem_codes import EXPLAINED, ProblemCode
from schemas.vocabulary import Source, Unit

_MORE = re.compile(r" and \d+ more$")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'" + r'|"(?:[^"\\]|\\.)*"')
_DRAFT = frozenset(
    {
        ProblemCode.LAYOUT_UNCLEAR,
        ProblemCode.NO_PERIOD,
        ProblemCode.PERIOD_AMBIGUOUS,
        ProblemCode.TOTAL_UNEXPLAINED,
        ProblemCode.COUNT_TWICE,
    }
)
_CORRECTED = frozenset(
    {
        ProblemCode.TOTAL_MISMATCH,
        ProblemCode.PERIOD_AMBIGUOUS,
        ProblemCode.COUNT_UNREADABLE,
        ProblemCode.COUNT_NEGATIVE,
        ProblemCode.COUNT_FRACTIONAL,
        ProblemCode.CELL_UNEXPLAINED,
        ProblemCode.TABLES_DISAGREE,
    }
)
LEAVE = "leave"
"""The answer that leaves a problem as it is, and what it is about out of the totals."""
LEAVE_OUT = "leave out"
"""What stands in an answer in the place of a count that its sentence only seems to give."""
UNKNOWN_NAME = "the name of a force, or of several"


class Question(NamedTuple):
    """One open problem, or several that one answer may settle, and what may be answered.

    `proposals` are the counts that its sentence seems to give, `counts` those that it gives in
    another unit, `headings` the headings that it is about, as written, `rivals` readings of which
    a person may pick one, `misfiled` the reply that its words give to another force. `members` are
    the questions about each problem where there are several; `problem`, `around` and `force_ids`,
    those who sent the document, are the first one's then.
    """

    id: str
    problem: Problem
    choices: tuple[Choice, ...]
    around: Excerpt = Excerpt()
    proposals: tuple[Proposal, ...] = ()
    headings: tuple[str, ...] = ()
    rivals: Rivals | None = None
    members: "tuple[Question, ...]" = ()
    force_ids: tuple[str, ...] = ()
    counts: tuple[Observation, ...] = ()
    misfiled: Misfiled | None = None

    @property
    def each(self) -> "tuple[Question, ...]":
        """The question about each of its problems; itself where there is one problem."""
        return self.members or (self,)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that it is about."""
        return tuple(dict.fromkeys(one.problem.document for one in self.each))

    @property
    def asks(self) -> str:
        """The question in a sentence."""
        if self.headings:
            return heading_asked(self.headings, documents=len(self.documents))
        return EXPLAINED[self.problem.code]

    @property
    def listed(self) -> tuple[str, ...]:
        """What it is about one by one, numbered as an answer for each of them numbers it."""
        if self.headings:
            said = [repr(heading) for heading in self.headings]
        else:
            said = [_where_and_what(member.problem) for member in self.members]
        return tuple(f"({n}) {one}" for n, one in enumerate(said, 1)) if len(said) > 1 else ()

    @property
    def default(self) -> Choice | None:
        """The answer that Enter alone gives: a period that the document itself names."""
        first = self.choices[0] if self.choices else None
        return (
            first if first is not None and first.does.sort == "period" and first.does.says else None
        )

    def choice(self, written: str) -> Choice | None:
        """The answer that a person means by its number or its name."""
        said = written.strip().casefold()
        if not said:
            return self.default
        numbered = {str(number): one for number, one in enumerate(self.choices, 1)}
        if said in numbered:
            return numbered[said]
        return next((one for one in self.choices if one.key == said), None)


def _where_and_what(problem: Problem) -> str:
    return f"{problem.place}: {problem.found}" if problem.place else problem.found


def question_id(problem: Problem) -> str:
    """The same for the same problem at any time, and for no other.

    It starts with a letter: a spreadsheet makes numbers of digits, and of `12e4`.
    """
    told = "\0".join((problem.code.value, problem.document, problem.place, problem.found))
    return f"q{hashlib.sha256(told.encode(errors='replace')).hexdigest()[:12]}"


def places_of(place: str) -> list[str]:
    """The places that a problem names; where it names more than it lists, those that it lists.

    >>> places_of("Sheet1!B2; Sheet1!B4 and 2 more")
    ['Sheet1!B2', 'Sheet1!B4']
    """
    return _MORE.sub("", place).split("; ")


def words_of(problem: Problem) -> str:
    """The text that a problem quotes, if it quotes just one: a name, a mark, a heading."""
    try:
        said = ast.literal_eval(problem.found)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return ""
    return said if isinstance(said, str) else ""


def first_quoted(problem: Problem) -> str:
    """The first text that a problem quotes, whatever stands after it."""
    quoted = _QUOTED.match(problem.found)
    said = ast.literal_eval(quoted[0]) if quoted else ""
    return said if isinstance(said, str) else ""


def is_asked(problem: Problem) -> bool:
    """True for a problem that an answer could settle."""
    if problem.code is ProblemCode.RESPONSES_INVALID:
        return problem.expected == UNKNOWN_NAME
    if problem.code in OF_A_LINE:
        return True
    return problem.code in (
        {
            ProblemCode.MARK_UNEXPLAINED,
            ProblemCode.BLANK_UNEXPLAINED,
            ProblemCode.HEADING_UNCLEAR,
        }
        | _DRAFT
        | _CORRECTED
        | SETTLED_BY_NOTE.keys()
    )


def ask(  # noqa: PLR0913 - all that is known of a problem
    problem: Problem,
    around: Excerpt,
    reading: DocumentReading,
    *,
    headings: Sequence[str] = (),
    senders: Sequence[str] = (),
    may_draft: bool = False,
    request: Request | None = None,
    misfiled: Misfiled | None = None,
    responses: Sequence[Response] = (),
) -> Question:
    """The question about one problem of a document. `senders` are the forces that it comes from.

    `responses` are those that are listed, for what may be written on their lines.

    `headings` are those that the problem is about and that nobody has declared yet. `may_draft` is
    False where a layout lies there already.
    """
    categories = request.categories if request is not None else ()
    unit = request.unit if request is not None else ""
    example = label_of(request.periods[0]) if request is not None else "2018/19"
    place = places_of(problem.place)[0]
    proposed = reading.proposals
    same = tuple(one for one in proposed if (one.said, one.place) == (problem.found, place))
    rivals = next((rival for rival in reading.rivals if rival.said == problem.found), None)
    choices = [
        *(heading_choices(headings, categories) if headings else ()),
        *(_readings(rivals) if rivals is not None and may_draft else ()),
        *_names(problem, senders),
        *_meanings(problem),
        *_counts(same, example),
        *_open_headings(problem),
        *_corrections(problem, around, reading.checks),
        *_periods(problem, example),
        *_units(problem, reading, unit),
        *line_choices(problem, responses),
        *(refiling_choices(misfiled) if misfiled is not None else ()),
    ]
    if problem.code in SETTLED_BY_NOTE and problem.code not in LEFT_UNCOUNTED:
        seen = _NO_MATTER.get(problem.code, _SEEN)
        if is_about_a_sender(problem.found):
            seen = "leave it where it is: nothing of it is counted"
        choices.append(Choice("none", seen, Does("note")))
    if may_draft and problem.code in _DRAFT:
        choices.append(Choice("layout", "write a draft of a layout, to be edited", Does("layout")))
    if problem.code in LEFT_UNCOUNTED:
        choices.append(_stays(problem))
    return Question(
        question_id(problem),
        problem,
        tuple(choices),
        _side_by_side(rivals) if rivals is not None else around,
        same,
        headings=tuple(headings),
        rivals=rivals,
        force_ids=tuple(senders),
        counts=tuple(observations_of(problem, reading)),
        misfiled=misfiled,
    )


def _stays(problem: Problem) -> Choice:
    """The answer of whoever has done what can be done, and leaves the rest out of the totals."""
    text = f"leave it: {LEFT_UNCOUNTED[problem.code]}"
    asks = "what was done, such as: asked the force on 2 July"
    return Choice(LEAVE, text, Does("note"), asks=asks)


def counted_as(problem: Problem) -> str:
    """The unit that a reply counts instead of the one that was asked for; empty if it is none."""
    said = problem.found.removesuffix(ARE_COUNTED)
    return said if said in set(Unit) else ""


def _units(problem: Problem, reading: DocumentReading, unit: str) -> list[Choice]:
    """That a table's crimes, say, are the offences asked for; sentences are taken as a whole."""
    if problem.code is not ProblemCode.UNIT_DIFFERS or not unit:
        return []
    counted = counted_as(problem)
    here = observations_of(problem, reading)
    if not counted or not here:
        return []
    sentences = all(one.period_from is Source.SENTENCE for one in here)
    text = f"the same is meant: these {counted} are the {unit} that were asked for"
    return [Choice("same", text, Does("sentence_unit" if sentences else "unit", unit))]


def observations_of(problem: Problem, reading: DocumentReading) -> list[Observation]:
    """The counts of another unit that a problem is about."""
    counted = counted_as(problem)
    return [
        observation
        for observation in reading.observations
        if (observation.table, observation.unit) == (problem.place, counted)
    ]


def _readings(rivals: Rivals) -> list[Choice]:
    """The readings, the first cells on which they differ being shown side by side."""
    return [
        Choice(f"reading-{n}", f"read it with {one.says}", Does("reading", str(n)))
        for n, one in enumerate(rivals.readings, 1)
    ]


def _side_by_side(rivals: Rivals) -> Excerpt:
    """What each reading says of the first cells on which they differ."""
    columns = tuple(f"reading-{n}: {one.says}" for n, one in enumerate(rivals.readings, 1))
    said = [dict(reading.counts) for reading in rivals.readings]
    rows = tuple((place, *(counts[place] for counts in said)) for place in said[0])
    return Excerpt(columns=columns, rows=rows)


_SEEN = "looked at: nothing needs to be done"
_NO_MATTER = {
    ProblemCode.FORCE_UNKNOWN: "no force: its lines are left out",
    ProblemCode.COUNT_PROPOSED: "no count that was asked for",
    ProblemCode.CELL_UNEXPLAINED: "no count that was asked for",
}


def _names(problem: Problem, senders: Sequence[str]) -> list[Choice]:
    if problem.code not in (ProblemCode.FORCE_UNKNOWN, ProblemCode.RESPONSES_INVALID):
        return []
    name = words_of(problem)
    if not name:
        return []
    # A likeness only ranks; who sent the document is the next best guess for a person to judge.
    likely = [
        Choice(
            force_id,
            f"{force_name(force_id)} ({force_id})"
            + (", the sender" if force_id in senders else ""),
            Does("alias", force_id),
        )
        for force_id in dict.fromkeys((*suggest(name), *senders))
    ]
    other = Choice("other", "another force", Does("alias"), asks="its force_id or name")
    return [*likely, other]


def _meanings(problem: Problem) -> list[Choice]:
    if problem.code not in (ProblemCode.MARK_UNEXPLAINED, ProblemCode.BLANK_UNEXPLAINED):
        return []
    blank = problem.code is ProblemCode.BLANK_UNEXPLAINED
    what = "a blank" if blank else words_of(problem)
    hidden = [
        Choice("fewer-than-5", f"{what} hides a count below 5", Does("mark", "fewer than 5")),
        Choice("hidden", f"{what} hides a count of any size", Does("mark", "suppressed")),
    ]
    return [
        Choice("zero", f"{what} stands for zero", Does("mark", "0")),
        *([] if blank else hidden),
        Choice("not-available", f"{what}: no figure is available", Does("mark", "not available")),
        Choice("not-applicable", f"{what}: not applicable", Does("mark", "not applicable")),
        Choice("other", "something else", Does("mark"), asks="what, such as: 1 to 4, not held"),
    ]


def _counts(proposals: Sequence[Proposal], example: str) -> list[Choice]:
    if not proposals:
        return []
    such_as = " // ".join(_otherwise(proposal, example) for proposal in proposals)
    asks = f"what is otherwise of count, period, labels (a | b) and unit, such as: {such_as}"
    if len(proposals) > 1:
        asks = (
            f"{asks}; the {len(proposals)} counts in their order, parted by //, and {LEAVE_OUT} in"
            " the place of one that is no count"
        )
    edit = Choice("edit", f"take it otherwise, such as: {such_as}", Does("statement"), asks=asks)
    # "About 226" is not 226: who knows the number has it from somewhere else, and writes it.
    if any(
        proposal.period is None or proposal.why.endswith(NO_EXACT_COUNT) for proposal in proposals
    ):
        return [edit]
    said = "; ".join(map(_said, proposals))
    return [Choice("as-read", f"take it: {said}", Does("statement")), edit]


def _otherwise(proposal: Proposal, example: str) -> str:
    """How a count is written that a sentence gives otherwise than it was read."""
    period = label_of(proposal.period) if proposal.period is not None else example
    return f"count = {counted(proposal.count)}; period = {period}"


def _said(proposal: Proposal) -> str:
    when = f" in {label_of(proposal.period)}" if proposal.period is not None else ""
    labels = "".join(f", {label}" for label in proposal.labels)
    return f"{counted(proposal.count)} {proposal.unit}".strip() + when + labels


def counted(count: Count) -> str:
    """A count in words that can be read as one again."""
    if count.low is None:
        return count.status.value.replace("_", " ")
    if count.exact:
        return str(count.low)
    if count.high is None:
        return "suppressed" if count.low == 0 else f"at least {count.low}"
    return f"up to {count.high}" if count.low == 0 else f"{count.low} to {count.high}"


def _corrections(problem: Problem, around: Excerpt, checks: Sequence[Check]) -> list[Choice]:
    if problem.code not in _CORRECTED:
        return []
    places = places_of(problem.place)
    wrong = [check for check in checks if check.place == problem.place and check.agrees is False]
    if problem.code is ProblemCode.TOTAL_MISMATCH and len(wrong) == 1:
        return [_correct(places, around), *_parts_stand(wrong[0])]
    return [_correct(places, around)]


def _parts_stand(check: Check) -> list[Choice]:
    """The total is the force's slip: its parts are counted as they stand."""
    if check.parts_low is None or check.parts_low != check.parts_high:
        return []
    text = f"the printed total {check.printed} is wrong: its parts stand, {check.parts_low} in all"
    return [Choice("parts", text, Does("correction", str(check.parts_low)))]


def _correct(places: Sequence[str], around: Excerpt) -> Choice:
    asks = f"what {around.place} should say, or PLACE = TEXT; PLACE = TEXT"
    if not around.place or len(places) > 1:
        asks = "PLACE = TEXT, several parted by semicolons"
    return Choice("correct", "correct a cell", Does("correction"), asks=asks)


def _open_headings(problem: Problem) -> list[Choice]:
    """What headings whose period is open may be; nothing where no one meaning fits them all."""
    if problem.code is not ProblemCode.PERIOD_AMBIGUOUS:
        return []
    return [
        Choice(
            meaning.name.casefold().replace("_", "-"),
            f"they are {meaning.value}, wherever in this document a heading's period is open",
            Does("headings_are", meaning.value),
        )
        for meaning in meanings_asked_about(problem.found)
    ]


def _periods(problem: Problem, example: str) -> list[Choice]:
    if problem.code is not ProblemCode.NO_PERIOD or not problem.place:
        return []
    proposed = [
        Choice(
            "proposed" if n == 1 else f"proposed-{n}",
            f"{label}, as {where} says, for every table here that names no period",
            Does("period", label),
        )
        for n, (where, label) in enumerate(proposed_in(problem.found), 1)
    ]
    several = len(places_of(problem.place)) > 1
    asks = f"the period, such as {example}"
    if several:
        asks = f"the period of all, such as {example}, or PLACE = PERIOD for each table"
    other = Choice("period", "say which period the table is of", Does("period"), asks=asks)
    return [*proposed, other]
