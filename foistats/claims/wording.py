"""Remarks on a sentence's words that hold whatever the figures are."""

from dataclasses import replace

from foistats.claims.model import Claim, Read, StatisticKind
from foistats.claims.reading.units import CategorySaid
from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.records import Request
from schemas.vocabulary import PeriodKind

_YEARS = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR)
_CHANGES = (StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE)


def narrower_words(said: CategorySaid, request: Request) -> tuple[str, ...]:
    """A remark where the words name less than the category that they stand for."""
    if said.whole:
        return ()
    name = next(
        category.name for category in request.categories if category.category_id == said.category_id
    )
    return (f"the figures are of “{name}”, which is wider than “{said.text}”: use its full name",)


def with_wording(read: Read, request: Request) -> Read:
    """A reading with the remarks that its claims earn by their words alone."""
    if not read.claims:
        return read
    claims = tuple(
        replace(claim, wording=tuple(dict.fromkeys((*claim.wording, *_remarks(claim, request)))))
        for claim in read.claims
    )
    return replace(read, claims=claims)


def _remarks(claim: Claim, request: Request) -> list[str]:
    found = []
    for period in dict.fromkeys(claim.statistic.periods):
        found += _on_year(period, request)
    one_area = len(claim.statistic.areas) == 1 and not claim.statistic.of_category
    if claim.statistic.kind is StatisticKind.PERCENTAGE_POINTS and one_area:
        found.append("a count changes by per cent; percentage points are for shares")
    lengths = {(period.end - period.start).days // 31 for period in claim.statistic.periods}
    if claim.statistic.kind in _CHANGES and len(lengths) > 1:
        found.append("it compares periods of different lengths")
    return found


def _on_year(period: Period, request: Request) -> list[str]:
    asked = request.period_kind
    if period.kind is PeriodKind.PART_YEAR and "year" in asked.value:
        return [f"{label_of(period)} is a part of a year: don't call it a year"]
    if period.kind in _YEARS and asked in _YEARS and period.kind is not asked:
        years = (
            "from April to March"
            if asked is PeriodKind.FINANCIAL_YEAR
            else "from January to December"
        )
        return [f"the figures are for years {years}, and {label_of(period)} is none of them"]
    return []
