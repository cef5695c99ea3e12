"""Worlds and claims written out by hand, without a table or a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from foistats.aggregation.totals import Interval
from foistats.claims.model import (
    AreaRef,
    Bounds,
    Claim,
    Mention,
    Read,
    Said,
    Statistic,
    StatisticKind,
)
from foistats.claims.worlds import Cell, Constraint, Published, Worlds
from foistats.model.values import Period
from foistats.records import Category, Request
from schemas.vocabulary import PeriodKind

YEARS = tuple(
    Period(date(year, 4, 1), date(year + 1, 3, 31), PeriodKind.FINANCIAL_YEAR)
    for year in range(2016, 2021)
)
SOUTH_WEST = AreaRef("region", "south-west")
MEMBERS = ("avon-and-somerset", "devon-and-cornwall", "dorset", "gloucestershire", "wiltshire")
Count = int | tuple[int, int | None] | None


def span(first: Period, last: Period) -> Period:
    """Several years as one period."""
    return Period(first.start, last.end, PeriodKind.MULTI_YEAR)


ALL_YEARS = span(YEARS[0], YEARS[-1])


def force(force_id: str) -> AreaRef:
    return AreaRef("force", force_id)


def request(
    forces: Sequence[str], *, years: Sequence[Period] = YEARS, categories: Sequence[str] = ()
) -> Request:
    return Request(
        "made-up",
        "Made up",
        "How many?",
        "offences",
        date(2021, 6, 1),
        PeriodKind.FINANCIAL_YEAR,
        years[0],
        years[-1],
        tuple(years),
        tuple(forces),
        categories=tuple(Category(one, one.title()) for one in categories),
    )


def known(
    rows: Mapping[str, Sequence[Count]],
    *,
    years: Sequence[Period] = YEARS,
    asked: Sequence[str] = (),
    several_years: Mapping[str, int] | None = None,
    published: Sequence[tuple[AreaRef, Period, int]] = (),
) -> Worlds:
    """Worlds of rows, one for each force: its counts by year, None where it gave none."""
    figures: dict[tuple[str, Period], dict[tuple[str, ...], Interval]] = {
        ("all", year): {} for year in years
    }
    for force_id, row in rows.items():
        for year, count in zip(years, row, strict=True):
            if count is not None:
                low, high = count if isinstance(count, tuple) else (count, count)
                figures["all", year][tuple(force_id.split("|"))] = Interval(low, high)
    return Worlds(
        request(asked or sorted({one for key in rows for one in key.split("|")}), years=years),
        figures,
        several_years=tuple(
            Constraint(
                {Cell(force_id, year, "all"): Fraction(1) for year in years},
                Fraction(total),
                Fraction(total),
                "a reply",
            )
            for force_id, total in (several_years or {}).items()
        ),
        published=tuple(
            Published(
                area, area.area_id, period, "all", Interval(value, value), "The Echo", "A. Person",
                date(2022, 1, 5),
            )
            for area, period, value in published
        ),
    )  # fmt: skip


def exactly(value: int | Fraction) -> Said:
    bounds = Bounds(Fraction(value), Fraction(value))
    return Said(Fraction(value), bounds, bounds)


def from_to(
    written: int, low: float | str, high: float | str, *, loose: tuple[str, str] | None = None
) -> Said:
    """A number that allows a range; the ends are decimal numbers as texts or whole numbers."""
    sure = Bounds(Fraction(low), Fraction(high))
    wide = sure if loose is None else Bounds(Fraction(loose[0]), Fraction(loose[1]))
    return Said(Fraction(written), sure, wide)


def claim(
    kind: StatisticKind,
    areas: Sequence[AreaRef],
    periods: Sequence[Period],
    said: Said,
    *,
    text: str = "",
    **more: object,
) -> Claim:
    written = text or str(said.written)
    statistic = Statistic(kind, tuple(areas), tuple(periods), **more)  # type: ignore[arg-type]
    return Claim(Mention(0, len(written), written), statistic, said, "it was written so")


def read(one: Claim, *others: Claim) -> Read:
    return Read(one.mention, None, one.because, (one, *others))
