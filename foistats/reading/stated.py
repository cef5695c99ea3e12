"""Counts that a person took from sentences, and periods that a person gave to tables."""

from collections.abc import Mapping, Sequence

from foistats.documents.model import Document
from foistats.model.values import Count, Period
from foistats.naming.counts import mark_key
from foistats.reading.corrected import Stale, signed
from foistats.reading.places import passage_at, standing
from foistats.records import (
    EVERY_OPEN_HEADING,
    Asked,
    DocumentReading,
    Observation,
    Problem,
    Proposal,
    StatedPeriod,
    Statement,
)
from foistats.tables.around.proposed import EVERY_TABLE
from foistats.tables.words import tidy
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, Concern, HeadingsAre, Source

_SHOWN = 60


def stale_statements(document: Document, statements: Sequence[Statement]) -> list[Stale]:
    """The statements whose words no longer stand in their passage."""
    stale = []
    for one in statements:
        number = passage_at(document, one.place)
        if number is None:
            stale.append(Stale(one.place, "the document has no such passage"))
        elif not standing(one.found, document.passages[number].text):
            stale.append(Stale(one.place, f"{one.found[:_SHOWN]!r} doesn't stand there"))
    return stale


def periods_given(stated: Sequence[StatedPeriod]) -> dict[str, Period]:
    """The periods that a person gave to tables, by the table's place."""
    return {one.place: one.period for one in stated if isinstance(one.period, Period)}


def headings_are_given(stated: Sequence[StatedPeriod]) -> HeadingsAre | None:
    """What a person said that the headings of a document are whose period is open."""
    return next((one.period for one in stated if isinstance(one.period, HeadingsAre)), None)


def stale_periods(reading: DocumentReading, periods: Sequence[StatedPeriod]) -> list[Stale]:
    """The periods given to tables that are not there, or that name their own."""
    used = {one.table for one in reading.observations if one.period_from is Source.DECLARED}
    used |= {gap.table for gap in reading.gaps}
    return [
        Stale(one.place, "no table there lacks a period that can be told")
        for one in periods
        if not any(_is_part(table, one.place) for table in used)
    ]


def _is_part(table: str, place: str) -> bool:
    """True for a table at a place, or one of its parts, such as `Sheet1!A3:F12 [by sex]`."""
    return place in (EVERY_TABLE, EVERY_OPEN_HEADING, table) or table.startswith(f"{place} [")


def with_statements(
    reading: DocumentReading, statements: Sequence[Statement], asked: Asked
) -> DocumentReading:
    """The reading with a person's counts in the place of what sentences seemed to give.

    A count that was proposed beside one that was read, of the same sentence and period ("812, of
    which 45 ..."), takes nothing from that one.
    """
    if not statements:
        return reading
    stated = _observations(statements, asked)
    proposed = [_proposed(one, reading.proposals) for one in statements]
    # A sentence that the reader took as well is one count, and the person's.
    kept = tuple(
        one
        for one in reading.observations
        if not any(
            _same(one, mine) and (about is None or one.count == mine.count)
            for mine, about in zip(stated, proposed, strict=True)
        )
    )
    stated = [
        mine if about is None else _beside(mine, about, kept)
        for mine, about in zip(stated, proposed, strict=True)
    ]
    left = tuple(p for p in reading.proposals if not _replaced(p, reading.proposals, statements))
    answered = {one.said for one in reading.proposals} - {one.said for one in left}
    problems = tuple(problem for problem in reading.problems if not _settled(problem, answered))
    return reading._replace(observations=(*kept, *stated), proposals=left, problems=problems)


def _proposed(statement: Statement, proposals: Sequence[Proposal]) -> Proposal | None:
    """The proposal that a person took as it was; None where the count is their own."""
    return next(
        (
            one
            for one in proposals
            if _same_passage(one.place, statement.place)
            and one.count == statement.count
            and one.period == statement.period
            and _share_words(one.as_written, statement.found)
        ),
        None,
    )


def _share_words(one: str, other: str) -> bool:
    a, b = tidy(one), tidy(other)
    return a in b or b in a


def _beside(mine: Observation, about: Proposal, kept: Sequence[Observation]) -> Observation:
    """A count that a person took beside one that was read: a part of it, or another table's."""
    if not any(_same(one, mine) and one.count != mine.count for one in kept):
        return mine
    if not about.holds:
        return mine._replace(concern=Concern.PART)
    # "A further 45": whether the figure is both together, nobody said.
    return mine._replace(table=f"{mine.table} [{mine.as_written}]")


def with_periods(
    observations: Sequence[Observation], periods: Sequence[StatedPeriod]
) -> tuple[Observation, ...]:
    """The observations, each with who gave it the period that its table doesn't name."""
    if not periods:
        return tuple(observations)
    marked = []
    ordered = sorted(periods, key=lambda p: p.place in (EVERY_TABLE, EVERY_OPEN_HEADING))
    for one in observations:
        given = next((p for p in ordered if _is_part(one.table, p.place)), None)
        if one.period_from is Source.DECLARED and given is not None:
            basis = one.basis if one.basis is Basis.CONTRADICTED else Basis.DECLARED
            said = f"the period, {signed(given.because, given.by, given.on)}"
            one = one._replace(basis=basis, declared=_and(one.declared, said))  # noqa: PLW2901
        marked.append(one)
    return tuple(marked)


def _and(*said: str) -> str:
    return "; ".join(one for one in said if one)


def with_marks(
    observations: Sequence[Observation], marks: Mapping[str, Count]
) -> tuple[Observation, ...]:
    """The observations, those that a declared mark gave with a word that it did."""
    if not marks:
        return tuple(observations)
    known = {mark_key(mark): count for mark, count in marks.items()}
    return tuple(
        one._replace(
            basis=Basis.DECLARED if one.basis is Basis.PLAIN else one.basis,
            declared=f"what {repr(one.as_written) if one.as_written else 'a blank'} stands for",
        )
        if known.get(mark_key(one.as_written)) == one.count
        else one
        for one in observations
    )


def _settled(problem: Problem, answered: set[str]) -> bool:
    return problem.code is ProblemCode.NO_TABLE or (
        problem.code is ProblemCode.COUNT_PROPOSED and problem.found in answered
    )


def _observations(statements: Sequence[Statement], asked: Asked) -> list[Observation]:
    """One observation per statement; several of one passage and period are told apart."""
    made: list[Observation] = []
    taken: dict[tuple[object, ...], int] = {}
    for one in statements:
        force_ids = one.force_ids or asked.force_ids
        key = (one.place, force_ids, one.period)
        taken[key] = taken.get(key, 0) + 1
        nth = f", statement {taken[key]}" if taken[key] > 1 else ""
        made.append(
            Observation(
                force_ids=force_ids,
                period=one.period,
                labels=one.labels,
                count=one.count,
                unit=one.unit or asked.unit,
                as_written=tidy(one.found),
                place=f"{one.place}{nth}",
                table=one.place,
                basis=Basis.DECLARED,
                force_from=Source.DECLARED if one.force_ids else Source.RESPONSE,
                period_from=Source.DECLARED,
                declared=f"the count of the sentence, {signed(one.because, one.by, one.on)}",
            )
        )
    return made


def _same(one: Observation, stated: Observation) -> bool:
    """True where a count that was read is the one that a person stated of the same words."""
    if (one.force_ids, one.period) != (stated.force_ids, stated.period):
        return False
    if not _same_passage(one.place, stated.table):
        return False
    said, read = stated.as_written, tidy(one.as_written)
    return one.place == stated.table or said in read or read in said


def _same_passage(one: str, other: str) -> bool:
    """True where a place is another, or a sentence or line of it."""
    return one == other or one.startswith(f"{other}, ") or other.startswith(f"{one}, ")


def _replaced(
    proposal: Proposal, proposals: Sequence[Proposal], statements: Sequence[Statement]
) -> bool:
    """True where a person stated what was proposed: the only count there, or the same one."""
    same = [one for one in proposals if one.place == proposal.place]
    for one in statements:
        if not _same_passage(proposal.place, one.place):
            continue
        said, shown = tidy(one.found), tidy(proposal.as_written)
        if said not in shown and shown not in said:
            continue
        alone = len(same) == 1
        if alone or one.count == proposal.count or one.period == proposal.period:
            return True
    return False
