"""The running text of one document to observations, proposals and refusals.

What a sentence claims with certainty becomes an observation, where it can be what was asked; all
else that looks like a count is proposed to a person. Counts of one thing in one document stand
together under one `table`, so that sentences over several years are one series, and those about
two things are two tables, which are never added to each other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from foistats.documents.model import Document
from foistats.extraction.prose.claims import Claim
from foistats.extraction.prose.dates import overlaps
from foistats.extraction.prose.doubts import (
    Said,
    beside_costs,
    beside_notes,
    demote_wholes,
    elsewhere,
    group_of,
    hold_against_request,
    in_thousands,
    say_once,
    under_headings,
    under_names,
    under_several_questions,
    without_name,
)
from foistats.extraction.prose.grammar import claims_of
from foistats.extraction.prose.sentences import Sentence, Whose, sentences_of
from foistats.extraction.prose.series import claims_of_series, series_in
from foistats.extraction.prose.subjects import (
    Subject,
    bare_answer,
    dated_line,
    listed_count,
    subject_above,
)
from foistats.extraction.prose.wanted import Wanted
from foistats.extraction.refused import find_refusals, spoken
from foistats.records import Asked, Count, Observation, Proposal, Refused
from foistats.tables.surroundings import Surroundings
from schemas.vocabulary import Basis, Source

_LONGEST = 200


class Prose(NamedTuple):
    """What sentences say: counts that are certain, those that aren't, and what is refused."""

    observations: tuple[Observation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    refused: tuple[Refused, ...] = ()


def read_prose(document: Document, around: Surroundings, asked: Asked) -> Prose:
    """Read every passage of a document."""
    if not asked.force_ids:
        asked = replace(asked, force_ids=around.letter_forces)
    said = _said(document, around, asked)
    taken = [one for one in said if not one.claim.why]
    left = [one for one in said if one.claim.why and _worth_asking(one)]
    return Prose(
        _observations(taken, around, asked),
        tuple(_proposal(one, asked) for one in left),
        find_refusals(spoken(document), asked),
    )


def _said(document: Document, around: Surroundings, asked: Asked) -> list[Said]:
    """What the document's sentences claim, and what all that stands around them leaves open."""
    sentences = sentences_of(document.passages)
    wanted = Wanted(asked)
    said = _claims(sentences, around, asked, wanted)
    for one in said:
        without_name(one)
        elsewhere(one)
    beside_costs(said, sentences)
    beside_notes(said, sentences)
    in_thousands(said, sentences)
    under_names(said, sentences, asked)
    for one in said:
        hold_against_request(one, document, asked, wanted)
    under_headings(said, sentences, wanted)
    demote_wholes(said, wanted)
    under_several_questions(said, asked)
    say_once(said)
    return said


def _claims(
    sentences: Sequence[Sentence], around: Surroundings, asked: Asked, wanted: Wanted
) -> list[Said]:
    """What every list and every sentence claims, in the document's order."""
    said: list[Said] = []
    at = 0
    for start, end, series in series_in(sentences, around.marks):
        said += _sentence_claims(sentences, range(at, start), asked, wanted)
        subject = subject_above(sentences, start, asked)
        for sentence, claim in claims_of_series(series, subject):
            if sentence.whose is not Whose.ASKED:
                said.append(Said(claim, sentence, series=True))
        at = end
    said += _sentence_claims(sentences, range(at, len(sentences)), asked, wanted)
    return said


def _sentence_claims(
    sentences: Sequence[Sentence], places: range, asked: Asked, wanted: Wanted
) -> list[Said]:
    found = []
    for at in places:
        sentence = sentences[at]
        if sentence.whose is Whose.ASKED or wanted.is_the_question(sentence.text):
            continue
        claims = claims_of(sentence.text, asked)
        if not claims and (by_line := _by_line(sentences, at, asked)) is not None:
            count, subject = by_line
            claims = [Claim(count, subject.period, subject.label, subject.unit, subject.why)]
        found += [Said(claim, sentence) for claim in claims]
    return found


def _by_line(sentences: Sequence[Sentence], at: int, asked: Asked) -> tuple[Count, Subject] | None:
    """A count that only the lines above explain."""
    return (
        bare_answer(sentences, at, asked)
        or listed_count(sentences, at, asked)
        or dated_line(sentences, at, asked)
    )


def _observations(
    taken: Sequence[Said], around: Surroundings, asked: Asked
) -> tuple[Observation, ...]:
    tables: dict[tuple[object, ...], str] = {}
    used: Counter[str] = Counter()
    found = []
    for one in taken:
        key = group_of(one)
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


def _worth_asking(one: Said) -> bool:
    """False for no count at all, and for a zero that is no answer: `no other incidents`."""
    claim = one.claim
    if claim.count.low is None:
        return False
    if claim.count.high != 0:
        return True
    undated_part = claim.period is None and bool(claim.label)
    no_unit = claim.unit is None and claim.period is not None
    return not (claim.adds or undated_part or no_unit)


def _proposal(one: Said, asked: Asked) -> Proposal:
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
