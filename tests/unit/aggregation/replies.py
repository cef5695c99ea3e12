"""Replies built in test code: what was read, without any file."""

from collections.abc import Iterable
from datetime import date

from foistats.aggregation.build import Tables, build_tables
from foistats.intake.requests import RESERVED_CATEGORY
from foistats.intake.responses import ResponseList
from foistats.intake.settling import Settlement, settle_responses
from foistats.intake.stock import Stock
from foistats.model.values import Count, Period
from foistats.naming.forces import forces_in_set
from foistats.naming.periods import read_period
from foistats.records import (
    Category,
    DocumentReading,
    Gap,
    Observation,
    Problem,
    ReadDocument,
    ReadResponse,
    Refused,
    Request,
    Response,
    Sentence,
)
from schemas.problem_codes import ProblemCode
from schemas.tables import PROBLEMS, TOTALS, Table
from schemas.vocabulary import Basis, Extent, Outcome, PeriodKind, Source, Status

YEARS = tuple(read_period(year) for year in ("2016/17", "2017/18", "2018/19"))
SOUTH_WEST = tuple(sorted(forces_in_set("south-west")))
Y1, Y2, Y3 = YEARS
Value = int | Count


def request(
    forces: tuple[str, ...] = SOUTH_WEST, *, categories: tuple[Category, ...] = ()
) -> Request:
    return Request(
        request_id="r",
        title="Offences",
        question="How many?",
        unit="offences",
        sent_on=date(2019, 6, 3),
        period_kind=PeriodKind.FINANCIAL_YEAR,
        first=Y1,
        last=Y3,
        periods=YEARS,
        asked_force_ids=forces,
        categories=categories,
    )


def count(
    value: Value,
    period: Period,
    *labels: str,
    table: str = "Sheet1!A1:D9",
    place: str = "",
    forces: tuple[str, ...] = ("dorset",),
    basis: Basis = Basis.PLAIN,
    unit: str = "offences",
    force_from: Source = Source.RESPONSE,
) -> Observation:
    number = Count(value, value, Status.REPORTED) if isinstance(value, int) else value
    where = place or f"{table} {labels} {period.start} {forces}"
    return Observation(
        forces, period, labels, number, unit, "?", where, table, basis, force_from, Source.TABLE
    )


def gap(period: Period, *labels: str, table: str = "Sheet1!A1:D9") -> Gap:
    return Gap(("dorset",), period, labels, "offences", "Sheet1!B2", table)


def refuses(
    outcome: Outcome = Outcome.REFUSED,
    section: str = "",
    *,
    question: str = "",
    extent: Extent = Extent.UNSAID,
    said: str = "We refuse.",
) -> Refused:
    return Refused(question, outcome, section, "page 1, line 4", said, extent)


def reply(
    *observations: Observation,
    force: str | tuple[str, ...] = "dorset",
    response_id: str = "",
    outcome: Outcome | None = Outcome.ANSWERED,
    problems: Iterable[Problem] = (),
    gaps: Iterable[Gap] = (),
    refused: Iterable[Refused] = (),
    replacing: Iterable[str] = (),
    supersedes: str = "",
    on: date = date(2019, 6, 20),
    path: str = "",
    digest: str = "",
) -> ReadResponse:
    forces = (force,) if isinstance(force, str) else force
    name = response_id or "+".join(forces)
    reading = DocumentReading(
        observations,
        tuple(problems),
        gaps=tuple(gaps),
        refused=tuple(refused),
        replacing=tuple(Sentence("page 1, line 2", said) for said in replacing),
    )
    documents = (ReadDocument(path or f"{name}.xlsx", digest or "0" * 64, reading),)
    response = Response(
        name, forces[0], forces, on, outcome, "", (documents[0].path,), supersedes, "", 2
    )
    return ReadResponse(response, documents)


def refusal(code: ProblemCode, place: str = "") -> Problem:
    return Problem(code, "reply.xlsx", place, "x", "y", "z")


def tables(
    *replies: ReadResponse,
    of: Request | None = None,
    silent: tuple[Response, ...] = (),
    settlement: Settlement | None = None,
    shared: frozenset[str] = frozenset(),
) -> Tables:
    responses = (*(reply.response for reply in replies), *silent)
    settled = settlement or settle_responses(ResponseList(responses), request_id="r")
    stock = Stock(of or request(), responses, settled, {}, {}, shared, settled.problems)
    return build_tables(stock, replies)


def rows(of: Table, found: Tables) -> list[dict[str, object]]:
    return [dict(zip(of.columns, row, strict=True)) for row in getattr(found, of.name)]


def totals(
    found: Tables, area_id: str = "dorset", *, category: str = RESERVED_CATEGORY
) -> list[tuple[object, ...]]:
    """Low, high, forces counted and whether complete, year by year."""
    return [
        (row["count_low"], row["count_high"], row["forces_counted"], row["complete"])
        for row in rows(TOTALS, found)
        if row["area_id"] == area_id and row["category_id"] == category
    ]


def lows(
    found: Tables, area_id: str = "dorset", *, category: str = RESERVED_CATEGORY
) -> list[object]:
    return [row[0] for row in totals(found, area_id, category=category)]


def codes(found: Tables) -> list[str]:
    return sorted(str(row["code"]) for row in rows(PROBLEMS, found))
