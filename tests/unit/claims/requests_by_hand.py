"""Requests built in code, for tests of what sentences say."""

from datetime import date

from foistats.naming.periods import periods_of, read_period
from foistats.records import Category, Request
from schemas.vocabulary import PeriodKind

SOUTH_WEST = (
    "avon-and-somerset",
    "devon-and-cornwall",
    "dorset",
    "gloucestershire",
    "wiltshire",
)


def request(
    *,
    title: str = "Child abuse image offences, 2016/17 to 2020/21",
    unit: str = "offences",
    first: str = "2016/17",
    last: str = "2020/21",
    kind: PeriodKind = PeriodKind.FINANCIAL_YEAR,
    forces: tuple[str, ...] = (*SOUTH_WEST, "cheshire"),
    force_set: str = "",
    categories: tuple[Category, ...] = (),
) -> Request:
    """A request of five years to six forces, unless something else is said."""
    periods = periods_of(kind, read_period(first), read_period(last))
    return Request(
        request_id="by-hand",
        title=title,
        question=f"How many {unit} did you record?",
        unit=unit,
        sent_on=date(2021, 6, 1),
        period_kind=kind,
        first=periods[0],
        last=periods[-1],
        periods=periods,
        asked_force_ids=forces,
        force_set=force_set,
        categories=categories,
    )


IMAGES = request()
SPIKING = request(
    title="Spiking, 2016/17 to 2020/21",
    unit="incidents",
    categories=(
        Category("drink-spiking", "Drink spiking"),
        Category("needle-spiking", "Needle spiking"),
        Category("kept-needle", "Possession of a needle"),
    ),
)
