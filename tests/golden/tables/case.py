"""What a case is: a document built in code, and the observations a careful person reads in it."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foistats.model.values import Period
from foistats.records import Asked, Observation
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import PeriodKind

EXPECTED = Path(__file__).with_name("expected")
FORCES = (
    "avon-and-somerset",
    "devon-and-cornwall",
    "dorset",
    "gloucestershire",
    "wiltshire",
    "west-midlands",
    "warwickshire",
    "staffordshire",
    "west-mercia",
    "norfolk",
    "suffolk",
    "dyfed-powys",
    "gwent",
    "north-wales",
    "south-wales",
    "cheshire",
)


def financial_year(start: int) -> Period:
    """The year from April of `start` to March of the next."""
    return Period(date(start, 4, 1), date(start + 1, 3, 31), PeriodKind.FINANCIAL_YEAR)


def asked_of(
    *force_ids: str, first: int = 2014, last: int = 2018, title: str = "", unit: str = "offences"
) -> Asked:
    """A request for financial years, and the forces that its reply comes from."""
    return Asked(
        title=title or "Offences recorded by police forces",
        question="How many offences were recorded in each financial year?",
        unit=unit,
        period_kind=PeriodKind.FINANCIAL_YEAR,
        first=financial_year(first),
        last=financial_year(last),
        force_ids=force_ids,
        asked_force_ids=FORCES,
    )


DORSET = asked_of("dorset")


class Row(NamedTuple):
    """One observation as a line of expected/<case>.csv, all of it text.

    An empty place is not compared (a count of many rows, or a PDF without rules, has no one cell).
    `optional` rows may be missing: reading nothing there is as right as reading this.
    """

    force_id: str
    period_start: str
    period_end: str
    period_kind: str
    labels: str
    count_low: str
    count_high: str
    status: str
    place: str
    optional: str


@dataclass(frozen=True)
class Case:
    """One document, what it was sent for, and what must come of it.

    `problems` must all be reported; `allowed` may be; any other problem is a false alarm.
    `checks` counts printed totals, by place: how many agree with their parts and how many don't.
    `cells` is the number of non-empty cells of the document where all must be accounted for.
    With `may_refuse` nothing at all may be read, if a problem says so; a wrong number never may.
    `same_labels` is false where a period or number stands inside a heading, so that it may be
    quoted in more than one way: the labels are not compared then.
    """

    name: str
    build: Callable[[Path], None]
    suffix: str = ".xlsx"
    asked: Asked = DORSET
    problems: frozenset[ProblemCode] = frozenset()
    allowed: frozenset[ProblemCode] = frozenset()
    checks: tuple[int, int] | None = None
    cells: int | None = None
    may_refuse: bool = False
    same_labels: bool = True

    @property
    def expected(self) -> list[Row]:
        """The observations as reviewed in expected/<case>.csv."""
        path = EXPECTED / f"{self.name}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            return [Row(**line) for line in csv.DictReader(lines)]


def as_row(observation: Observation, *, sheet_in_place: bool) -> Row:
    """An observation in the words of the expected tables.

    A CSV file has no sheet, so only the cell is compared there.
    """
    place = observation.place
    count = observation.count
    return Row(
        force_id="|".join(observation.force_ids),
        period_start=observation.period.start.isoformat(),
        period_end=observation.period.end.isoformat(),
        period_kind=str(observation.period.kind),
        labels=" | ".join(observation.labels),
        count_low="" if count.low is None else str(count.low),
        count_high="" if count.high is None else str(count.high),
        status=str(count.status),
        place=place if sheet_in_place else place.rpartition("!")[2],
        optional="",
    )
