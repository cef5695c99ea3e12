"""The tables as CSV files that a person opens in Excel, with what only the Parquet files imply.

Each file has every column of its table under the table's own names. In front stand columns in
words: the area's and the category's name, the period as a label, the count as one text, and beside
each total the change since the period before *over the forces that gave both*. Whoever divides two
totals of one column may compare different forces; the right figure stands beside them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foistats.model.values import Period
from foistats.model.words import (
    difference_in_words,
    outcome_in_words,
    percent_in_words,
    range_in_words,
)
from foistats.naming.forces import force_name
from foistats.naming.periods import label_of
from foistats.release.spreadsheet import csv_of_rows
from schemas.for_people import FIRST_COLUMNS
from schemas.vocabulary import Outcome, PeriodKind

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
Names = Mapping[str, str]
_NOT_ASKED = "not asked"
_MOST_NAMED = 5
_AREA = ("area_kind", "area_id", "category_id")


def csv_files(tables: "Mapping[str, pa.Table]", category_names: Names) -> dict[str, bytes]:
    """A CSV file for each table of `schemas.for_people`, by file name."""
    totals, changes = tables["totals"].to_pylist(), tables["changes"].to_pylist()
    coverage, observations = tables["coverage"].to_pylist(), tables["observations"].to_pylist()
    became = {one: row for row in coverage for one in row["force_id"].split("|")}
    of_response = {one: row for row in coverage for one in row["response_id"].split("|") if one}
    since = {(*_key(row), row["to_start"], row["to_end"]): row for row in changes}
    before = {(*_key(row), row["period_end"]): row for row in totals}
    said = _said_of_periods(observations)

    def of_total(row: Row) -> Iterator[str]:
        earlier = before.get((*_key(row), row["period_start"] - timedelta(days=1)))
        change = since.get((*_key(row), row["period_start"], row["period_end"]))
        if earlier is None or change is None or change["from_start"] != earlier["period_start"]:
            change = None
        yield from (row["area_name"], _category(row, category_names), _label(row, "period"))
        yield range_in_words((row["count_low"], row["count_high"]))
        yield f"{row['forces_counted']} of {row['forces_in_area']}"
        forces = [one for one in row["forces_missing"].split("|") if one]
        yield _missing(forces, became, said, (row["period_start"], row["period_end"]))
        yield from _change(change)
        yield _same_forces(row, earlier)

    def of_change(row: Row) -> Iterator[str]:
        yield from (row["area_name"], _category(row, category_names))
        yield from (_label(row, "from"), _label(row, "to"))
        yield range_in_words((row["from_low"], row["from_high"]))
        yield range_in_words((row["to_low"], row["to_high"]))
        yield from _change(row)

    def of_observation(row: Row) -> Iterator[str]:
        yield from (_forces(row["force_id"]), _category(row, category_names))
        yield _label(row, "period")
        yield range_in_words((row["count_low"], row["count_high"]))

    def of_coverage(row: Row) -> Iterator[str]:
        yield _became(row)

    def of_problem(row: Row) -> Iterator[str]:
        response = of_response.get(row["response_id"])
        yield _forces(response["force_id"]) if response is not None else ""

    in_words: dict[str, tuple[Sequence[Row], Callable[[Row], Iterator[str]]]] = {
        "totals": (totals, of_total),
        "changes": (changes, of_change),
        "observations": (observations, of_observation),
        "coverage": (coverage, of_coverage),
        "problems": (tables["problems"].to_pylist(), of_problem),
    }
    return {
        f"{name}.csv": csv_of_rows(
            [*FIRST_COLUMNS[name], *tables[name].column_names],
            ([*words(row), *row.values()] for row in rows),
        )
        for name, (rows, words) in in_words.items()
    }


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _AREA)


def _label(row: Row, side: str) -> str:
    start, end = row[f"{side}_start"], row[f"{side}_end"]
    return _label_of(start, end, row["period_kind"])


@lru_cache(maxsize=4096)
def _label_of(start: date, end: date, kind: str) -> str:
    return label_of(Period(start, end, PeriodKind(kind)))


def _category(row: Row, names: Names) -> str:
    return names.get(row["category_id"], row["category_id"])


@lru_cache(maxsize=4096)
def _forces(force_ids: str) -> str:
    return ", ".join(force_name(one) for one in force_ids.split("|") if one)


def _change(change: Row | None) -> tuple[str, str, str]:
    """The change in numbers and in per cent, and over how many of the area's forces.

    In words, since a spreadsheet takes a text that begins with a sign for a formula.
    """
    if change is None or not change["forces_compared"]:
        return "", "", ""
    difference = difference_in_words(change["difference_low"], change["difference_high"])
    percent = percent_in_words(change["percent_low"], change["percent_high"])
    over = f"{change['forces_compared']} of {change['forces_in_area']}"
    return _up_or_down(difference), _up_or_down(percent), over


def _up_or_down(signed: str) -> str:
    """Words for the signs of a change.

    >>> _up_or_down("+1,443"), _up_or_down("-7.0 % to +12.0 %")
    ('up 1,443', 'down 7.0 % to up 12.0 %')
    """
    return signed.replace("+", "up ").replace("-", "down ")


def _same_forces(row: Row, earlier: Row | None) -> str:
    """Whether a total is over the forces of the period before; empty where there is none."""
    if earlier is None or row["count_low"] is None or earlier["count_low"] is None:
        return ""
    return "yes" if row["forces_missing"] == earlier["forces_missing"] else "no"


def _said_of_periods(observations: Sequence[Row]) -> dict[tuple[str, date, date], str]:
    """What a force itself says of a period of which it gives no number, such as `not held`."""
    found: dict[tuple[str, date, date], set[str]] = {}
    for row in observations:
        if row["document"]:
            status = "" if row["count_low"] is not None else row["status"].replace("_", " ")
            for force_id in row["force_id"].split("|"):
                key = (force_id, row["period_start"], row["period_end"])
                found.setdefault(key, set()).add(status)
    return {key: " and ".join(sorted(said)) for key, said in found.items() if "" not in said}


def _missing(
    force_ids: Sequence[str],
    became: Mapping[str, Row],
    said: Mapping[tuple[str, date, date], str],
    period: tuple[date, date],
) -> str:
    """Why forces are not in a figure: those with one reason together, those not asked counted."""
    by_reason: dict[str, list[str]] = {}
    for force_id in force_ids:
        row = became.get(force_id)
        reason = _became(row) if row is not None else _NOT_ASKED
        if row is not None and row["periods_answered"] and (force_id, *period) in said:
            reason += f", and says of this period: {said[force_id, *period]}"
        by_reason.setdefault(reason, []).append(force_name(force_id))
    return "; ".join(
        f"{len(names)} forces: {reason}"
        if reason == _NOT_ASKED and len(names) > _MOST_NAMED
        else f"{', '.join(names)}: {reason}"
        for reason, names in by_reason.items()
    )


def _became(row: Row) -> str:
    """What became of the request at a force, and what came of its reply."""
    if not row["outcome"]:
        return "a reply whose outcome isn't settled"
    outcome = Outcome(row["outcome"])
    said = outcome_in_words(outcome)
    if row["section"]:
        said += f", section {row['section'].replace('|', ', ')}"
    if outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED) and not row["periods_answered"]:
        return f"{said}, but with no figure that can be counted"
    return said
