"""The five tables of one request, as rows in the order of their columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from foistats.aggregation.coverage import absence_status, coverage_rows, standing_by_force
from foistats.aggregation.figures import Figure
from foistats.aggregation.gathering import (
    Forces,
    asked_period,
    categories_by_label,
    category_id,
)
from foistats.aggregation.responses import by_category, work_out
from foistats.aggregation.totals import (
    Figures,
    Interval,
    Row,
    category_ids,
    change_rows,
    total_rows,
)
from foistats.intake.stock import Stock
from foistats.records import Period, Problem, ReadResponse


class Tables(NamedTuple):
    """Rows of each table, not yet sorted."""

    observations: list[Row]
    totals: list[Row]
    changes: list[Row]
    coverage: list[Row]
    problems: list[Row]


ByPeriod = Mapping[tuple[str, Period], Mapping[Forces, Figure]]


def build_tables(stock: Stock, readings: Sequence[ReadResponse]) -> Tables:
    """Add up what was read. `readings` has the responses of `stock.standing()`, in any order.

    A response whose documents could not be read has none in `readings`, or is not in it at all:
    either way its force is missing from the totals, which say so.
    """
    request = stock.request
    readings = sorted(readings, key=lambda read: read.response.line)
    worked = [work_out(stock, read) for read in readings]
    figures = by_category(worked, request.asked_force_ids)
    intervals: Figures = {
        key: {forces: Interval(figure.low, figure.high) for forces, figure in of_period.items()}
        for key, of_period in figures.items()
    }
    problems = [*stock.problems, *(problem for one in worked for problem in one.problems)]
    return Tables(
        observations=[*_observation_rows(stock, readings, figures), *_absences(stock, readings)],
        totals=total_rows(request, intervals),
        changes=change_rows(request, intervals),
        coverage=coverage_rows(stock, readings, figures),
        problems=problem_rows(request.request_id, problems),
    )


def problem_rows(request_id: str, problems: Iterable[Problem]) -> list[Row]:
    """One row per problem, each once."""
    return list(
        dict.fromkeys(
            (
                request_id,
                p.code.value,
                p.response_id,
                p.document,
                p.place,
                p.found,
                p.expected,
                p.remedy,
            )
            for p in problems
        )
    )


def _observation_rows(
    stock: Stock, readings: Iterable[ReadResponse], figures: ByPeriod
) -> Iterator[Row]:
    request = stock.request
    category_of = categories_by_label(request.categories)
    asked_of: dict[Period, Period | None] = {period: period for period in request.periods}
    for read in readings:
        for document in read.documents:
            for one in document.reading.observations:
                if one.period not in asked_of:
                    asked_of[one.period] = asked_period(request, one.period)
                category = category_id(one.labels, category_of)
                forces = one.force_ids if len(one.force_ids) == 1 else tuple(sorted(one.force_ids))
                asked = asked_of[one.period] or one.period
                figure = figures.get((category, asked), {}).get(forces)
                counted = (
                    figure is not None
                    and figure.table == (document.path, one.table)
                    and one.unit == request.unit
                    and _is_part(figure, one.period, asked)
                )
                yield (
                    request.request_id,
                    "|".join(forces),
                    one.period.start,
                    one.period.end,
                    category,
                    read.response.response_id,
                    document.path,
                    one.place,
                    one.period.kind.value,
                    " | ".join(one.labels),
                    one.unit,
                    one.count.low,
                    one.count.high,
                    one.count.status.value,
                    one.as_written,
                    one.basis.value,
                    counted,
                    one.force_from.value,
                    one.period_from.value,
                    document.sha256,
                    one.table,
                )


def _is_part(figure: Figure, period: Period, asked: Period) -> bool:
    return period in figure.parts if figure.parts else period == asked


def _absences(stock: Stock, readings: Iterable[ReadResponse]) -> Iterator[Row]:
    """One row per force, period and category asked of which nothing came."""
    request = stock.request
    given = _given(stock, readings)
    for force_id, standing in standing_by_force(stock).items():
        status = absence_status(standing, unnamed=stock.settlement.unnamed)
        response = standing.response
        for category in category_ids(request):
            for period in request.periods:
                if (force_id, category, period) in given:
                    continue
                yield (
                    request.request_id,
                    force_id,
                    period.start,
                    period.end,
                    category,
                    response.response_id if response is not None else "",
                    "",
                    "",
                    period.kind.value,
                    "",
                    request.unit,
                    None,
                    None,
                    status.value,
                    "",
                    "",
                    False,
                    "",
                    "",
                    "",
                    "",
                )


def _given(stock: Stock, readings: Iterable[ReadResponse]) -> set[tuple[str, str, Period]]:
    """What some observation speaks of, by force, category and period asked, counted or not."""
    category_of = categories_by_label(stock.request.categories)
    spoken: set[tuple[Forces, tuple[str, ...], Period]] = {
        (observation.force_ids, observation.labels, observation.period)
        for read in readings
        for document in read.documents
        for observation in document.reading.observations
    }
    return {
        (force_id, category_id(labels, category_of), asked)
        for forces, labels, period in spoken
        if (asked := asked_period(stock.request, period)) is not None
        for force_id in forces
    }
