"""The running text of one document to observations, proposals and refusals.

What a sentence claims with certainty becomes an observation, where it can be what was asked; all
else that looks like a count is proposed to a person. Counts of one thing in one document stand
together under one `table`, so that sentences over several years are one series, and those about
two things are two tables, which are never added to each other.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foistats.documents.model import Document, as_text
from foistats.extraction.context import Surroundings
from foistats.extraction.prose.claims import Claim
from foistats.extraction.prose.dates import overlaps
from foistats.extraction.prose.grammar import claims_of, is_cost
from foistats.extraction.prose.sentences import Sentence, Whose, sentences_of
from foistats.extraction.prose.series import claims_of_series, series_in
from foistats.extraction.prose.subjects import bare_answer, listed_count, subject_above
from foistats.extraction.prose.wanted import Wanted
from foistats.naming.counts.numbers import exact_number
from foistats.naming.forces import area_reading
from foistats.naming.spelling import fold
from foistats.records import Asked, Observation, Proposal, Refused
from schemas.vocabulary import Basis, PeriodKind, Source

_LONGEST = 200
_SHORT = 60


class Prose(NamedTuple):
    """What sentences say: counts that are certain, those that aren't, and what is refused."""

    observations: tuple[Observation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(slots=True)
class _Said:
    """One claim with the sentence it stands in."""

    claim: Claim
    sentence: Sentence
    series: bool = False

    def leave_open(self, why: str, *, adds: bool = False) -> None:
        """Leave the claim to a person; the first reason is kept."""
        self.claim = self.claim._replace(why=self.claim.why or why, adds=self.claim.adds or adds)


def read_prose(document: Document, around: Surroundings, asked: Asked) -> Prose:
    """Read every passage of a document."""
    if not document.passages:
        return Prose()
    sentences = sentences_of(document.passages)
    wanted = Wanted(asked)
    asked = _with_sender(asked, around)
    said = _claims(sentences, around, asked, wanted)
    if not said:
        return Prose()
    _beside_costs(said, sentences)
    _under_headings(said, sentences, asked)
    for one in said:
        _hold_against_request(one, document, asked, wanted)
    _demote_wholes(said, wanted)
    _say_once(said)
    taken = [one for one in said if not one.claim.why]
    return Prose(
        _observations(taken, around, asked),
        tuple(_proposal(one, asked) for one in said if one.claim.why and _worth_asking(one)),
    )


def _with_sender(asked: Asked, around: Surroundings) -> Asked:
    """The request with the force that the letter names, where the sender isn't known."""
    if asked.force_ids or not around.letter_forces:
        return asked
    from dataclasses import replace

    return replace(asked, force_ids=around.letter_forces)


def _claims(
    sentences: Sequence[Sentence], around: Surroundings, asked: Asked, wanted: Wanted
) -> list[_Said]:
    """What every list and every sentence claims, in the document's order."""
    said: list[_Said] = []
    at = 0
    for start, end, series in series_in(sentences, around.marks):
        said += _sentence_claims(sentences, range(at, start), asked, wanted)
        subject = subject_above(sentences, start, asked)
        for sentence, claim in claims_of_series(series, subject):
            if sentence.whose is not Whose.ASKED:
                said.append(_opened(_Said(claim, sentence, series=True)))
        at = end
    said += _sentence_claims(sentences, range(at, len(sentences)), asked, wanted)
    return said


def _sentence_claims(
    sentences: Sequence[Sentence], places: range, asked: Asked, wanted: Wanted
) -> list[_Said]:
    found = []
    for at in places:
        sentence = sentences[at]
        if sentence.whose is Whose.ASKED or wanted.is_the_question(sentence.text):
            continue
        claims = claims_of(sentence.text, asked)
        by_line = bare_answer(sentences, at, asked) or listed_count(sentences, at, asked)
        if by_line is not None and not claims:
            count, subject = by_line
            claims = [Claim(count, subject.period, subject.label, subject.unit, subject.why)]
        found += [_opened(_Said(claim, sentence)) for claim in claims]
    return found


def _opened(said: _Said) -> _Said:
    """What the place of a sentence leaves open, whatever it says."""
    if said.sentence.whose is Whose.UNCLEAR:
        said.leave_open("it may stand in the question that the reply repeats")
    if said.sentence.cut:
        said.leave_open("the sentence goes on elsewhere")
    return said


def _beside_costs(said: Sequence[_Said], sentences: Sequence[Sentence]) -> None:
    """Leave open what stands in an answer that speaks of costs: it may be what they are of."""
    open_ = {one.sentence.section for one in said if not one.claim.why}
    sections = {
        s.section
        for s in sentences
        if s.section in open_ and s.whose is not Whose.ASKED and is_cost(s.text)
    }
    for one in said:
        if one.sentence.section in sections:
            one.leave_open("it stands beside an estimate of what an answer would cost")


def _under_headings(said: Iterable[_Said], sentences: Sequence[Sentence], asked: Asked) -> None:
    """Leave open what stands under the name of another force, or of one of several senders."""
    heads: list[tuple[int, tuple[str, ...]]] = []
    order = {id(sentence): i for i, sentence in enumerate(sentences)}
    for i, sentence in enumerate(sentences):
        if len(sentence.text) <= _SHORT and sentence.text[:1].isupper():
            area = area_reading(sentence.text.rstrip(" :.-"))
            if area is not None and area.kind in ("force", "joint"):
                heads.append((i, area.force_ids))
    places = [place for place, _ in heads]
    for one in said:
        at = bisect_left(places, order[id(one.sentence)])
        above = heads[at - 1][1] if at else None
        if above is None or one.claim.force_ids:
            continue
        if set(above) != set(asked.force_ids):
            one.leave_open(f"it stands below the name {' and '.join(above)}")


def _hold_against_request(one: _Said, document: Document, asked: Asked, wanted: Wanted) -> None:
    """Leave open what would be a figure of the reply and isn't described as the request asks."""
    claim = one.claim
    if claim.why or not _may_be_a_figure(claim, asked):
        return
    why = wanted.why_not(claim.label)
    if why:
        one.leave_open(why, adds=not _stands_in_a_table(claim, document))


def _may_be_a_figure(claim: Claim, asked: Asked) -> bool:
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


def _demote_wholes(said: Sequence[_Said], wanted: Wanted) -> None:
    """Leave open a count of which a later one is the part that was asked for."""
    last: list[_Said] = []
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


def _say_once(said: list[_Said]) -> None:
    """Drop what a later sentence of the same answer says again; leave open what it contradicts."""
    first: dict[tuple[object, ...], _Said] = {}
    again: list[_Said] = []
    for one in said:
        if one.claim.why:
            continue
        key = (*_group(one), one.claim.period)
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


def _group(one: _Said) -> tuple[object, ...]:
    """What counts must share to be one series of a document."""
    return (
        one.sentence.section,
        one.claim.unit,
        fold(one.claim.label),
        one.claim.force_ids,
    )


def _observations(
    taken: Sequence[_Said], around: Surroundings, asked: Asked
) -> tuple[Observation, ...]:
    tables: dict[tuple[object, ...], str] = {}
    used: Counter[str] = Counter()
    found = []
    for one in taken:
        key = _group(one)
        if key not in tables:
            place = one.sentence.place
            used[place] += 1
            tables[key] = place if used[place] == 1 else f"{place} [{one.claim.label}]"
        claim = one.claim
        forces = claim.force_ids or asked.force_ids
        source = Source.SENTENCE if claim.force_ids else Source.RESPONSE
        if source is Source.RESPONSE and forces == around.letter_forces:
            source = Source.DOCUMENT
        if claim.period is None or claim.unit is None:
            continue
        found.append(
            Observation(
                force_ids=forces,
                period=claim.period,
                labels=(claim.label,) if claim.label else (),
                count=claim.count,
                unit=claim.unit.value,
                as_written=_trimmed(one.sentence.written),
                place=one.sentence.place,
                table=tables[key],
                basis=Basis.PLAIN,
                force_from=source,
                period_from=Source.SENTENCE,
            )
        )
    return tuple(found)


def _worth_asking(one: _Said) -> bool:
    """False for no count at all, and for a zero that is no answer: `no other incidents`."""
    claim = one.claim
    if claim.count.low is None:
        return False
    if claim.count.high != 0:
        return True
    undated_part = claim.period is None and bool(claim.label)
    no_unit = claim.unit is None and claim.period is not None
    return not (claim.adds or undated_part or no_unit)


def _proposal(one: _Said, asked: Asked) -> Proposal:
    claim = one.claim
    adds = claim.adds and claim.count.high != 0
    return Proposal(
        place=one.sentence.place,
        as_written=_trimmed(one.sentence.written),
        why=claim.why,
        count=claim.count,
        period=claim.period,
        labels=(claim.label,) if claim.label else (),
        unit=claim.unit.value if claim.unit is not None else "",
        holds=adds and _may_touch(claim, asked),
    )


def _may_touch(claim: Claim, asked: Asked) -> bool:
    """True where a count may belong to a figure of what was asked: its unit, and days of it."""
    if asked.unit and claim.unit is not None and claim.unit.value != asked.unit:
        return False
    if claim.period is None or asked.first is None or asked.last is None:
        return True
    return overlaps(claim.period, asked.first.start, asked.last.end)


def _trimmed(written: str) -> str:
    """The sentence on one line, or as many whole words of it as a row has room for."""
    said = " ".join(written.split())
    return said if len(said) <= _LONGEST else said[: _LONGEST + 1].rpartition(" ")[0]
