"""The six tables of one request, as rows in the order of their columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from foistats.aggregation.considered import (
    of_one_sender,
    settle,
    without_doubles,
    without_noted_proposals,
)
from foistats.aggregation.coverage import absence_status, coverage_rows, standing_by_force
from foistats.aggregation.documents import document_rows
from foistats.aggregation.figures import Figure
from foistats.aggregation.gathering import (
    Forces,
    Place,
    asked_period,
    categories_by_label,
    category_id,
)
from foistats.aggregation.outcomes import Told, tell_outcome
from foistats.aggregation.responses import by_category, work_out
from foistats.aggregation.revisions import revision_problems, unsaid_problems
from foistats.aggregation.totals import (
    Figures,
    Interval,
    category_ids,
    change_rows,
    total_rows,
)
from foistats.intake.quarantine_told import of_no_use
from foistats.intake.stock import Stock
from foistats.model.values import Period
from foistats.records import Observation, Problem, ReadResponse, Request
from schemas.problem_codes import ProblemCode
from schemas.tables import OBSERVATIONS, PROBLEMS, Record
from schemas.vocabulary import Concern


class Tables(NamedTuple):
    """Rows of each table, not yet sorted."""

    observations: list[Record]
    totals: list[Record]
    changes: list[Record]
    coverage: list[Record]
    documents: list[Record]
    problems: list[Record]


Given = tuple[str, str, Period]
"""A force, category and period asked of which there is an observation."""

ByPeriod = Mapping[tuple[str, Period], Mapping[Forces, Figure]]


def build_tables(stock: Stock, readings: Sequence[ReadResponse]) -> Tables:
    """Add up what was read. `readings` has responses of `stock.standing()`, in any order.

    A standing response that is not in it counts as one of which no document was read: its force
    is missing from the totals, and the problems say so. Responses of `stock.replaced()` may be in
    it too: they give nothing but the problems that say what has changed since, and what was sealed.
    """
    request = stock.request
    notes = stock.declared.notes
    read = {
        reading.response.response_id: without_noted_proposals(
            without_doubles(of_one_sender(reading)), notes
        )
        for reading in readings
    }
    readings = [read.get(r.response_id, ReadResponse(r)) for r in stock.standing()]
    told = {reading.response.response_id: tell_outcome(stock, reading) for reading in readings}
    worked = [work_out(stock, reading, told[reading.response.response_id]) for reading in readings]
    figures = by_category(worked, request.asked_force_ids)
    intervals: Figures = {
        key: {forces: Interval(figure.low, figure.high) for forces, figure in of_period.items()}
        for key, of_period in figures.items()
    }
    observations, given = _observation_rows(stock, readings, figures)
    problems = settle(
        [
            *stock.problems,
            *(problem for one in worked for problem in one.problems),
            *revision_problems(stock, read),
            *unsaid_problems(stock, readings),
            *_sealed_of_replaced(stock, read),
        ],
        notes,
    )
    return Tables(
        observations=[*observations, *_absences(stock, given, told)],
        totals=total_rows(request, intervals),
        changes=change_rows(request, intervals),
        coverage=coverage_rows(stock, readings, figures, told),
        documents=list(document_rows(request.request_id, readings)),
        problems=problem_rows(request.request_id, problems),
    )


def _sealed_of_replaced(stock: Stock, read: Mapping[str, ReadResponse]) -> Iterator[Problem]:
    """What this run sealed of responses that no longer stand, as every later run tells it."""
    for response in stock.replaced():
        if response.response_id in read:
            for document in read[response.response_id].documents:
                for problem in document.reading.problems:
                    if problem.code is ProblemCode.DOCUMENT_SEALED:
                        yield of_no_use(problem)


def problem_rows(request_id: str, problems: Iterable[Problem]) -> list[Record]:
    """One row per problem, each once."""
    return list(
        dict.fromkeys(
            PROBLEMS.record(
                request_id=request_id,
                code=p.code,
                response_id=p.response_id,
                document=p.document,
                place=p.place,
                found=p.found,
                expected=p.expected,
                remedy=p.remedy,
            )
            for p in problems
        )
    )


def _observation_rows(
    stock: Stock, readings: Iterable[ReadResponse], figures: ByPeriod
) -> tuple[list[Record], set[Given]]:
    """One row per observation; and what the observations speak of, counted or not."""
    request = stock.request
    category_of = categories_by_label(request.categories)
    rows: list[Record] = []
    given: set[Given] = set()
    for read in readings:
        for document in read.documents:
            # By identity: a document's counts share their periods, and hashing one takes as long
            # as all the rest of a row.
            known: dict[tuple[int, Forces, str], _Heading] = {}
            for observation in document.reading.observations:
                category = category_id(observation.labels, category_of)
                key = (id(observation.period), observation.force_ids, category)
                heading = known.get(key)
                if heading is None:
                    heading = _heading(request, observation, category, figures)
                    known[key] = heading
                    given.update(heading.given)
                rows.append(
                    OBSERVATIONS.record(
                        request_id=request.request_id,
                        force_id=heading.force_id,
                        period_start=observation.period.start,
                        period_end=observation.period.end,
                        category_id=category,
                        response_id=read.response.response_id,
                        document=document.path,
                        place=observation.place,
                        period_kind=observation.period.kind,
                        labels=" | ".join(observation.labels),
                        unit=observation.unit,
                        count_low=observation.count.low,
                        count_high=observation.count.high,
                        status=observation.count.status,
                        as_written=observation.as_written,
                        basis=observation.basis,
                        counted=heading.table == (document.path, observation.table)
                        and observation.unit == request.unit
                        and observation.concern in (Concern.ASKED, Concern.BREAKDOWN),
                        force_from=observation.force_from,
                        period_from=observation.period_from,
                        sha256=document.sha256,
                        table_place=observation.table,
                        declared=observation.declared,
                        concern=observation.concern,
                    )
                )
    return rows, given


class _Heading(NamedTuple):
    """What a document's counts of one force, period and category share.

    `table` is the one whose counts make up the figure, if these do.
    """

    force_id: str
    table: Place | None
    given: tuple[Given, ...]


def _heading(
    request: Request, observation: Observation, category: str, figures: ByPeriod
) -> _Heading:
    forces = tuple(sorted(observation.force_ids))
    asked = asked_period(request, observation.period)
    if asked is None:
        return _Heading("|".join(forces), None, ())
    figure = figures.get((category, asked), {}).get(forces)
    table = None
    if figure is not None:
        used = observation.period in figure.parts if figure.parts else observation.period == asked
        table = figure.table if used else None
    given = tuple((force_id, category, asked) for force_id in forces)
    return _Heading("|".join(forces), table, given)


def _absences(stock: Stock, given: set[Given], told: Mapping[str, Told]) -> Iterator[Record]:
    """One row per force, period and category asked of which nothing came.

    Where a document says why, the row leads to the sentence.
    """
    request = stock.request
    for force_id, standing in standing_by_force(stock).items():
        response = standing.response
        said = told.get(response.response_id) if response is not None else None
        status = absence_status(standing, said, unnamed=stock.settlement.unnamed)
        evidence = said.evidence if said is not None else None
        document, sha256, place, as_written = evidence or ("", "", "", "")
        for category in category_ids(request):
            for period in request.periods:
                if (force_id, category, period) in given:
                    continue
                yield OBSERVATIONS.record(
                    request_id=request.request_id,
                    force_id=force_id,
                    period_start=period.start,
                    period_end=period.end,
                    category_id=category,
                    response_id=response.response_id if response is not None else "",
                    document=document,
                    place=place,
                    period_kind=period.kind,
                    labels="",
                    unit=request.unit,
                    count_low=None,
                    count_high=None,
                    status=status,
                    as_written=as_written,
                    basis="",
                    counted=False,
                    force_from="",
                    period_from="",
                    sha256=sha256,
                    table_place="",
                    declared="",
                    concern="",
                )
