"""Why a count that its own sentence gives with certainty may still not be the reply's figure.

What stands around the sentence decides: an estimate of costs, a heading, a note that leaves
something out, another question, another number for the same, and the words of the request.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foistats.documents.model import Document, as_text
from foistats.letters.claims import Claim
from foistats.letters.dates import overlaps
from foistats.letters.lines import asks
from foistats.letters.whose import NOT_READ, OF_THE_REPLY, Sentence, Whose
from foistats.letters.wording import estimates_cost, is_of_each, leaves_out
from foistats.naming.counts.numbers import exact_number
from foistats.naming.forces import area_reading
from foistats.naming.forces.names import without_forces
from foistats.naming.periods import label_of
from foistats.naming.spelling import fold, regex
from foistats.question.notes import Stands, restricting
from foistats.question.understood import says_which_years
from foistats.question.wanted import Wanted, content, unit_asked
from foistats.records import Asked
from foistats.tables.around.limits import UNFINISHED, limits_of
from foistats.tables.around.surroundings import Surroundings
from foistats.tables.words import is_numbering, is_scaled
from schemas.vocabulary import PeriodKind

_SHORT = 60
_NO_HEADING = (
    r"(?i)\W*(?:dear|thank|re\b|subject|foi|freedom|our|your|yours|ref|date|page|please|regards"
    r"|from|to\b)|.*[.,;?!]$|.*\d"
)

# What a heading says of the list below it, and not of what is counted.
_BY_YEAR = (
    r"(?i)\bby (?:financial |calendar )?years?\b"
    r"|\b(?:in|for|per) (?:each )?(?:financial |calendar )?year\b"
)

_BY_SENDER = (
    r"(?i)\b(?:(?:that|which) (?:were|was) )?(?:recorded|reported|logged) (?:by|to|in|with)\W*$"
)


@dataclass(slots=True)
class Said:
    """One claim with the sentence it stands in."""

    claim: Claim
    sentence: Sentence
    series: bool = False

    def leave_open(self, why: str, *, adds: bool = False) -> None:
        """Leave the claim to a person; the first reason is kept."""
        self.claim = self.claim._replace(why=self.claim.why or why, adds=self.claim.adds or adds)


def without_name(said: Said) -> None:
    """Leave open a count of nothing named: the first of `2018/19: 45; 2019/20: 12 crimes`."""
    if said.claim.unit is None:
        said.leave_open("what is counted is not said beside the number")
    if said.claim.period is None:
        said.leave_open("no period is named with it")


def unfinished(said: Sequence[Said], around: Surroundings) -> None:
    """Leave open a count of a period that wasn't over, or that a line of the letter cuts short."""
    dated = [one for one in said if one.claim.period is not None]
    periods = {one.claim.period for one in dated if one.claim.period is not None}
    limits = limits_of(periods, titles=(), around=around.when_said, replied_on=around.replied_on)
    for one in dated:
        if one.claim.period is None:
            continue
        period, why = limits.heed(one.claim.period)
        if why == UNFINISHED:
            why = f"{label_of(period)} had not ended on {limits.replied_on}, the day of the reply"
        if why or period != one.claim.period:
            one.leave_open(why or f"it may be of {label_of(period)} only")


def elsewhere(said: Said) -> None:
    """Leave open what may be the question's, or may go on in another passage."""
    if said.sentence.why:
        said.leave_open(said.sentence.why)
    if said.sentence.cut:
        said.leave_open("the sentence goes on elsewhere")
    # "15 in each year from 2018 to 2020" is no total of three years. A list may be headed so.
    if not said.series and is_of_each(said.sentence.text):
        said.leave_open("'each' leaves open what the number is of")


def beside_costs(said: Sequence[Said], sentences: Sequence[Sentence]) -> None:
    """Leave open what stands in an answer that speaks of costs: it may be what they are of."""
    open_ = {one.sentence.section for one in said if not one.claim.why}
    sections = {
        s.section
        for s in sentences
        if s.section in open_ and s.whose not in NOT_READ and estimates_cost(s.text)
    }
    for one in said:
        if one.sentence.section in sections:
            one.leave_open("it stands beside an estimate of what an answer would cost")


def beside_notes(
    said: Sequence[Said], sentences: Sequence[Sentence], wanted: Wanted, asked: Asked
) -> None:
    """Leave open what a note of the same answer cuts down: `these figures exclude attempts`.

    A sentence of a letter is judged as it is beside a table, by `restricting`.
    """
    counting = {id(one.sentence) for one in said}
    open_ = {one.sentence.section for one in said if not one.claim.why}
    notes = {
        s.section: s.text
        for s in sentences
        if s.section in open_
        and id(s) not in counting
        and s.whose not in NOT_READ
        and (leaves_out(s.text[:400]) or _restricts(s, wanted, asked))
    }
    for one in said:
        if one.sentence.section in notes:
            one.leave_open(f"a note says {notes[one.sentence.section][:60]!r}")


def _restricts(sentence: Sentence, wanted: Wanted, asked: Asked) -> bool:
    """True for a sentence of the sender's own answer that says less or more than was asked."""
    return (
        wanted.known
        and sentence.whose is Whose.REPLY
        and not asks(sentence.text)
        and any(restricting(sentence.text, wanted, Stands.ANSWER))
        and not says_which_years(sentence.text, wanted, asked)
    )


def in_thousands(said: Sequence[Said], sentences: Sequence[Sentence]) -> None:
    """Leave open what is in thousands, or rounded, by what stands beside it or above it."""
    sections = {one.sentence.section for one in said if not one.claim.why}
    scaled = {
        s.section: s.text
        for s in sentences
        if s.section in sections and s.whose not in NOT_READ and is_scaled(s.text[:400])
    }
    for one in said:
        if one.sentence.section in scaled:
            one.leave_open(f"it is no exact count: {scaled[one.sentence.section][:60]!r}")


def under_names(said: Iterable[Said], sentences: Sequence[Sentence], asked: Asked) -> None:
    """Leave open what stands under the name of another force, or of one of several senders.

    Where a person said who sent the letter, the one name that it has is that sender's slip.
    """
    heads: list[tuple[int, tuple[str, ...]]] = []
    order = {id(sentence): i for i, sentence in enumerate(sentences)}
    for i, sentence in enumerate(sentences):
        if len(sentence.text) <= _SHORT and sentence.text[:1].isupper():
            area = area_reading(sentence.text.rstrip(" :.-"))
            if area is not None and area.kind in ("force", "joint"):
                heads.append((i, area.force_ids))
    if asked.sender_is_stated and len({frozenset(force_ids) for _, force_ids in heads}) == 1:
        return
    places = [place for place, _ in heads]
    for one in said:
        at = bisect_left(places, order[id(one.sentence)])
        above = heads[at - 1][1] if at else None
        if above is None or one.claim.force_ids:
            continue
        if set(above) != set(asked.force_ids):
            one.leave_open(f"it stands below the name {' and '.join(above)}")


def under_headings(said: Sequence[Said], sentences: Sequence[Sentence], wanted: Wanted) -> None:
    """Leave open what stands below a heading that narrows it: `Rape`, then `In 2019/20 ...`."""
    heads = dict(_headings(sentences, {id(one.sentence) for one in said}))
    for one in said:
        head = heads.get(id(one.sentence), "")
        named = without_forces(head, wanted.force_ids) if wanted.force_ids else head
        # "Burglaries recorded by Dorset Police": by the sender of the letter.
        bare = regex(_BY_SENDER).sub("", named) if named != head else head
        why = wanted.why_not(regex(_BY_YEAR).sub("", bare)) if head else ""
        if why:
            one.leave_open(f"below the heading {head!r}: {why}", adds=True)


def _headings(sentences: Sequence[Sentence], counting: set[int]) -> Iterator[tuple[int, str]]:
    """The heading of each sentence that counts, until other text or another answer begins.

    "Number of offences:" below "Burglary" is no other text: it says nothing of its own.
    """
    head = ""
    section = -1
    for sentence in sentences:
        if sentence.section != section:
            head, section = "", sentence.section
        if id(sentence) in counting:
            yield id(sentence), head
        elif _is_heading(sentence):
            head = sentence.text.rstrip(" :-")
        elif content(sentence.text):
            head = ""


def _is_heading(sentence: Sentence) -> bool:
    text = sentence.text
    return (
        sentence.is_line
        and sentence.whose in OF_THE_REPLY
        and len(text) <= _SHORT
        and text[:1].isupper()
        and not regex(_NO_HEADING).match(text)
        and not is_numbering(text)
        and bool(content(text))
        and not _is_letterhead(text)
    )


def _is_letterhead(text: str) -> bool:
    """True for a line that only names a force: who sent the letter, and not what is counted."""
    area = area_reading(text)
    return area is not None and area.kind in ("force", "joint")


def under_several_questions(said: Sequence[Said], asked: Asked) -> None:
    """Leave open counts that answer several questions: which of them was asked here isn't said."""
    if asked.categories:
        return
    figures = [
        one
        for one in said
        if not one.claim.why and one.claim.count.high != 0 and may_be_a_figure(one.claim, asked)
    ]
    if len({figure.sentence.section for figure in figures}) > 1 and not _one_by_one(figures, asked):
        for figure in figures:
            figure.leave_open("the reply counts in its answers to several questions", adds=True)


def _one_by_one(figures: Sequence[Said], asked: Asked) -> bool:
    """True where each answer names just what was asked, and another period: one question a year."""
    named = all(unit_asked(figure.claim.label, asked) is not None for figure in figures)
    return named and len({figure.claim.period for figure in figures}) == len(figures)


def hold_against_request(said: Said, document: Document, asked: Asked, wanted: Wanted) -> None:
    """Leave open what would be a figure of the reply and isn't described as the request asks."""
    claim = said.claim
    if claim.why or not may_be_a_figure(claim, asked):
        return
    why = wanted.why_not(claim.label)
    if why:
        said.leave_open(why, adds=not _stands_in_a_table(claim, document))


def may_be_a_figure(claim: Claim, asked: Asked) -> bool:
    """True where a count is of the unit and of a period that the request asks for."""
    if asked.unit and (claim.unit is None or claim.unit.value != asked.unit):
        return False
    if claim.period is None or asked.first is None or asked.last is None:
        return True
    whole = claim.period.kind not in (PeriodKind.MULTI_YEAR, PeriodKind.PART_YEAR)
    return whole and overlaps(claim.period, asked.first.start, asked.last.end)


def _stands_in_a_table(claim: Claim, document: Document) -> bool:
    """True where a table of the document has the count and what it is of: it is said again."""
    label = fold(claim.label)
    for grid in document.grids:
        values = [value for row in grid.rows for value in row if value is not None]
        if any(fold(value) == label for value in values if isinstance(value, str)) and any(
            exact_number(as_text(value)) == claim.count.low for value in values
        ):
            return True
    return False


def demote_wholes(said: Sequence[Said], wanted: Wanted) -> None:
    """Leave open a count of which a later one is the part that was asked for."""
    last: list[Said] = []
    for one in said:
        if one.claim.parts and one.claim.why:
            wholes = [w for w in last if w.sentence.section == one.sentence.section]
            for whole in wholes:
                if wanted.names_more(one.claim.parts, whole.claim.label):
                    whole.leave_open("a part of it may be what was asked", adds=True)
        elif not one.claim.why:
            same = [w for w in last if w.sentence is one.sentence]
            last = [*same, one]
            if one.claim.parts and wanted.names_more(one.claim.parts, one.claim.label):
                one.leave_open("a part of it may be what was asked", adds=True)


def say_once(said: list[Said]) -> None:
    """Drop what a later sentence of the same answer says again; leave open what it contradicts."""
    first: dict[tuple[object, ...], Said] = {}
    again: list[Said] = []
    for one in said:
        if one.claim.why:
            continue
        key = (*group_of(one), one.claim.period)
        known = first.setdefault(key, one)
        if known is one:
            continue
        if known.claim.count == one.claim.count and not (known.series and one.series):
            again.append(one)
            continue
        for either in (known, one):
            either.leave_open(
                "another sentence of the reply gives another number for it", adds=True
            )
    dropped = {id(one) for one in again}
    said[:] = [one for one in said if id(one) not in dropped]


def group_of(said: Said) -> tuple[object, ...]:
    """What counts must share to be one series of a document."""
    return (
        said.sentence.section,
        said.claim.unit,
        fold(said.claim.label),
        said.claim.force_ids,
    )
