"""Where a number stands that somebody quotes without its area and period: `foistats why 5,515`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from foistats.errors import FoistatsError
from foistats.model.values import Period
from foistats.model.words import difference_in_words, range_in_words
from foistats.naming.periods import label_of, read_period
from foistats.provenance.tracing import Row, why_not_added
from foistats.provenance.wanted_figure import find_area_in, find_period, period_of, unmistakable
from foistats.provenance.words import cell_in_words
from foistats.release.rows import rows_of
from schemas.vocabulary import PeriodKind

_NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d+")


class Standing(NamedTuple):
    """One place where a number stands. `words` are those that `foistats why` takes for it.

    Without `words` nothing of the tables is the number: `said` is what else it may be.
    """

    said: str
    words: tuple[str, ...] = ()


def read_number(text: str) -> int | None:
    """A count as people write one; None for any other text.

    >>> read_number("5,515"), read_number("768"), read_number("2018/19"), read_number("5,51")
    (5515, 768, None, None)
    """
    found = _NUMBER.fullmatch(text.strip())
    return int(re.sub(r"\D", "", text)) if found else None


def quoted_number(area: str, period: str) -> tuple[int, str, str] | None:
    """The number that was typed in an area's or a period's place, with the other two, or None.

    A number that can be a year is one where an area stands before it.

    >>> quoted_number("5,515", ""), quoted_number("5,515", "2018/19")
    ((5515, '', ''), (5515, '', '2018/19'))
    >>> quoted_number("Dorset", "768")
    (768, 'Dorset', '')
    >>> quoted_number("Dorset", "2019")
    """
    if (number := read_number(area)) is not None:
        return number, "", period
    if (number := read_number(period)) is not None:
        with suppress(FoistatsError):
            read_period(period)
            return None
        return number, area, ""
    return None


def places_of(folder: Path, number: int, *, area: str = "", period: str = "") -> list[Standing]:
    """Where a number stands in a set of tables; of one area or period if that is given.

    Raises NoSuchFigure for an area or a period that the tables don't have.
    """
    totals = rows_of(folder, "totals")
    key = find_area_in(area, totals) if area else None
    of = find_period(period, totals) if period else None
    totals = [row for row in totals if key in (None, _area_of(row))]
    found = [
        Standing(_total_said(row), (unmistakable(row), label_of(period_of(row)), *_category(row)))
        for row in totals
        if number in (row["count_low"], row["count_high"]) and of in (None, period_of(row))
    ]
    changes = [row for row in rows_of(folder, "changes") if key in (None, _area_of(row))]
    found += _in_changes(changes, number, of, totals)
    if not found:
        found += _in_cells(folder, number, of, area=key)
    if not found and of is None:
        found += _over_periods(totals, number)
    return found


def _area_of(row: Row) -> tuple[str, str]:
    return row["area_kind"], row["area_id"]


def _category(row: Row) -> tuple[str, ...]:
    return () if row["category_id"] == "all" else ("--category", row["category_id"])


def _named(row: Row, periods: str) -> str:
    category = "" if row["category_id"] == "all" else f", {row['category_id']}"
    return f"{row['area_name']}, {periods}{category}"


def _total_said(row: Row) -> str:
    figure = range_in_words((row["count_low"], row["count_high"]))
    return f"{_named(row, label_of(period_of(row)))}: {figure} {row['unit']}"


def _in_changes(
    changes: Sequence[Row], number: int, of: Period | None, totals: Sequence[Row]
) -> Iterator[Standing]:
    """The changes that are the number, or compare it although no total is it."""
    whole = {
        (*_area_of(row), row["category_id"], row["period_start"], row["count_low"])
        for row in totals
    }
    for row in changes:
        sides = [_side(row, name) for name in ("from", "to")]
        if row["from_low"] is None or of not in (None, *sides):
            continue
        periods = " to ".join(map(label_of, sides))
        words = (unmistakable(row), label_of(sides[1]), "--change", label_of(sides[0]))
        moved = {abs(row[one] or 0) for one in ("difference_low", "difference_high")}
        if number and number in moved:
            said = difference_in_words(row["difference_low"], row["difference_high"])
            yield Standing(
                f"{_named(row, f'change from {periods}')}: {said} {row['unit']}",
                (*words, *_category(row)),
            )
        for name, side in zip(("from", "to"), sides, strict=True):
            key = (*_area_of(row), row["category_id"], side.start, number)
            if row[f"{name}_low"] == number == row[f"{name}_high"] and key not in whole:
                yield Standing(
                    f"{_named(row, label_of(side))}, counting only what is compared over"
                    f" {periods}: {range_in_words((number, number))} {row['unit']}",
                    (*words, *_category(row)),
                )


def _side(row: Row, name: str) -> Period:
    return Period(row[f"{name}_start"], row[f"{name}_end"], PeriodKind(row["period_kind"]))


def _in_cells(
    folder: Path, number: int, of: Period | None, *, area: tuple[str, str] | None
) -> Iterator[Standing]:
    """The cells of replies that are the number, where no figure is."""
    for row in rows_of(folder, "observations"):
        if row["count_low"] != number or row["count_high"] != number:
            continue
        period = period_of(row)
        if of not in (None, period) or area not in (None, ("force", row["force_id"])):
            continue
        how = "it is one of the cells added up" if row["counted"] else why_not_added(row)
        yield Standing(f"{row['document']}, {cell_in_words(row)}, of {label_of(period)}: {how}")


def _over_periods(totals: Sequence[Row], number: int) -> Iterator[Standing]:
    """The areas whose figures of all periods add up to the number, which is no period's figure."""
    by_area: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in totals:
        by_area[*_area_of(row), row["category_id"]].append(row)
    for rows in by_area.values():
        exact = all(row["count_low"] is not None and row["count_low"] == row["count_high"]
                    for row in rows)  # fmt: skip
        if exact and len(rows) > 1 and sum(row["count_low"] for row in rows) == number:
            first, *_, last = sorted(rows, key=lambda row: row["period_start"])
            periods = f"{label_of(period_of(first))} to {label_of(period_of(last))}"
            yield Standing(
                f"{_named(first, periods)}: the figures of {len(rows)} periods add up to it; it is"
                " the figure of none of them"
            )
