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

from foistats import records
from foistats.documents.model import Document, Passage
from foistats.letters.carried_on import carried_on
from foistats.letters.changed import beside_changes
from foistats.letters.claims import Claim
from foistats.letters.dates import overlaps
from foistats.letters.doubts import (
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
    unfinished,
    without_name,
)
from foistats.letters.grammar import claims_of
from foistats.letters.kinds import kinds_of_letter
from foistats.letters.refusals import doubted, refusals_in
from foistats.letters.requested import claims_beside_parts
from foistats.letters.sender import named_in_letter, other_sender
from foistats.letters.sentences import letter_of
from foistats.letters.series import Item, claims_of_series, series_in
from foistats.letters.statements import replacing_among, statements_of
from foistats.letters.subjects import (
    Subject,
    bare_answer,
    below_a_year,
    dated_line,
    listed_count,
    subject_above,
    subject_of_bare_list,
    with_period_of_question,
)
from foistats.letters.unexplained import beside_unexplained
from foistats.letters.whose import NOT_READ, Sentence, Whose, passed_over
from foistats.letters.wording import asks
from foistats.model.values import Count
from foistats.naming.forces.speaking import Named
from foistats.question.wanted import Wanted, unit_asked
from foistats.records import Asked, Observation, PassedOver, Proposal, Refused
from foistats.tables.around.surroundings import Surroundings
from schemas.vocabulary import Basis, Source

_LONGEST = 200
# A cell with a sentence in it; shorter ones are headings, marks and values.
_CELL_LETTERS = 40
_CELLS_IN_A_ROW = 3


class Prose(NamedTuple):
    """What sentences say: counts that are certain, those that aren't, and what is refused.

    `replacing` are sentences that say that the reply replaces another; `passed_over` counts the
    lines that were taken for somebody else's words. `named` is in whose name its sentences speak,
    `kinds` what the letter says that it is beside a reply.
    """

    observations: tuple[Observation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    refused: tuple[Refused, ...] = ()
    replacing: tuple[records.Sentence, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    named: tuple[Named, ...] = ()
    kinds: tuple[str, ...] = ()


def read_prose(document: Document, around: Surroundings, asked: Asked) -> Prose:
    """Read every passage of a document."""
    if not asked.force_ids:
        asked = replace(asked, force_ids=around.letter_forces)
    passages = spoken(document)
    sentences, numbers = letter_of(passages)
    running = [sentence for sentence in sentences if sentence.passage < len(document.passages)]
    named = tuple(named_in_letter(sentences))
    other = dict.fromkeys(
        force_id
        for one in other_sender((*around.named, *named), asked.force_ids)
        for force_id in one.force_ids
    )
    doubted_sender = other and not asked.sender_is_stated
    why = f"the letter speaks for {' and '.join(other)}" if doubted_sender else ""
    said = _said(running, document, around, asked)
    for one in said:
        if why and not one.claim.force_ids:
            one.leave_open(why)
    taken = [one for one in said if not one.claim.why]
    left = [one for one in said if one.claim.why and _worth_asking(one)]
    statements = statements_of(sentences)
    refused = refusals_in(statements, numbers, passages, asked)
    if why:
        refused = doubted(refused, why)
    return Prose(
        _observations(taken, around, asked),
        tuple(_proposal(one, asked) for one in left),
        refused,
        replacing_among(statements),
        passed_over(sentences),
        named,
        kinds_of_letter(sentences),
    )


def _said(
    sentences: Sequence[Sentence], document: Document, around: Surroundings, asked: Asked
) -> list[Said]:
    """What the document's sentences claim, and what all that stands around them leaves open."""
    wanted = Wanted(asked)
    said = _claims(sentences, around, asked, wanted)
    for one in said:
        without_name(one)
        elsewhere(one)
        if around.narrowed:
            one.leave_open(f"the file is named {around.narrowed!r}")
    beside_costs(said, sentences)
    beside_notes(said, sentences, wanted, asked)
    beside_changes(said, sentences, wanted)
    in_thousands(said, sentences)
    under_names(said, sentences, asked)
    for one in said:
        hold_against_request(one, document, asked, wanted)
    under_headings(said, sentences, wanted)
    demote_wholes(said, wanted)
    under_several_questions(said, asked)
    unfinished(said, around)
    beside_unexplained(said, sentences, document, wanted=wanted, asked=asked)
    say_once(said)
    return said


def _claims(
    sentences: Sequence[Sentence], around: Surroundings, asked: Asked, wanted: Wanted
) -> list[Said]:
    """What every list and every sentence claims, in the document's order."""
    said: list[Said] = []
    at = 0
    lists = list(series_in(sentences, around.marks))
    for start, end, series in lists:
        said += _sentence_claims(sentences, range(at, start), asked, wanted)
        items = [item for _, line in series.lines for item in line]
        subject = subject_above(sentences, start, asked) or _named_by_each(items, asked)
        if subject is None and len(lists) == 1 and not said:
            periods = [item.reading.period for item in items]
            subject = subject_of_bare_list(sentences[:start], periods, asked=asked, wanted=wanted)
        for sentence, claim in claims_of_series(series, subject):
            if sentence.whose not in NOT_READ:
                said.append(Said(claim, sentence, series=True))
        at = end
    said += _sentence_claims(sentences, range(at, len(sentences)), asked, wanted)
    return said


def _named_by_each(items: Sequence[Item], asked: Asked) -> Subject | None:
    """What was asked, where each count of a list says that it counts it: `2019: 12 burglaries`."""
    nouns = {item.noun for item in items}
    noun = nouns.pop() if len(nouns) == 1 else ""
    unit = unit_asked(noun, asked) if noun else None
    return Subject(noun, unit, None, "") if unit is not None else None


def _sentence_claims(
    sentences: Sequence[Sentence], places: range, asked: Asked, wanted: Wanted
) -> list[Said]:
    found: list[Said] = []
    last: list[Said] = []
    for at in places:
        sentence = sentences[at]
        if sentence.whose in NOT_READ or wanted.is_the_question(sentence.text):
            continue
        claims = claims_beside_parts(sentence.text, asked)
        if claims and all(claim.period is None for claim in claims):
            below = below_a_year(sentences, at, asked)
            if below is not None:
                count, subject = below
                claims = [Claim(count, subject.period, subject.label, subject.unit, subject.why)]
        if len(claims) == 1 and claims[0].period is None:
            dated = with_period_of_question(sentences, at, asked)
            claims = claims_of(dated, asked) if dated else claims
        if not claims and (by_line := _by_line(sentences, at, asked)) is not None:
            count, subject = by_line
            claims = [Claim(count, subject.period, subject.label, subject.unit, subject.why)]
        if (
            last
            and last[-1].sentence.section == sentence.section
            and not any(claim.unit or claim.label for claim in claims)
        ):
            before = [one.claim for one in last]
            claims = carried_on(sentence.text, before, last[-1].sentence.text, asked) or claims
        if claims:
            last = [Said(claim, sentence) for claim in claims]
            found += last
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


def _worth_asking(said: Said) -> bool:
    """False for no count at all, and for a zero that is no answer: `no other incidents`."""
    claim = said.claim
    if claim.count.low is None:
        return False
    if claim.count.high != 0:
        return True
    undated_part = claim.period is None and bool(claim.label)
    no_unit = claim.unit is None and claim.period is not None
    return not (claim.adds or undated_part or no_unit)


def _proposal(said: Said, asked: Asked) -> Proposal:
    claim = said.claim
    adds = claim.adds and claim.count.high != 0
    return Proposal(
        place=said.sentence.place,
        as_written=_trimmed(said.sentence.written),
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


def said_by_sender(document: Document) -> tuple[str, ...]:
    """The sentences that are the sender's own answer: not the request, a quotation or an annex."""
    sentences, _ = letter_of(document.passages)
    return tuple(
        sentence.stated
        for sentence in sentences
        if sentence.whose in (Whose.REPLY, Whose.UNMARKED, Whose.UNCLEAR)
        and not asks(sentence.text)
    )


def spoken(document: Document) -> list[Passage]:
    """The running text of a document, and the sentences that stand in cells of their own."""
    found = list(document.passages)
    for grid in document.grids:
        if grid.hidden:
            continue
        cells: dict[str, list[str]] = {}
        for row, values in enumerate(grid.rows):
            long = [v for v in values if type(v) is str and len(v) >= _CELL_LETTERS]
            if not long or row in grid.hidden_rows:
                continue
            filled = [(col, value) for col, value in enumerate(values) if value is not None]
            if len(filled) > _CELLS_IN_A_ROW or not all(isinstance(v, str) for _, v in filled):
                continue
            for col, value in filled:
                if value in long and col not in grid.hidden_cols:
                    cells.setdefault(str(value), []).append(grid.place(row, col))
        # The same words in cell after cell are a value of the table, not a statement.
        found += [Passage(places[0], text) for text, places in cells.items() if len(places) == 1]
    return found
