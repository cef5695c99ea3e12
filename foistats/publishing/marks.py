"""The marks beside published figures, as UK official statistics use them, derived and never typed.

Source: Government Analysis Function, "Symbols in tables: definitions and help" (2022).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from foistats.intake.breaks import Break
from foistats.publishing.breaks import Touched, breaks_across, breaks_at, touched
from schemas.vocabulary import Outcome

Row = Mapping[str, Any]
LEGEND = {
    "[x]": "No figure is available. That is not zero.",
    "[p]": "Provisional: a force of the area was asked and has not replied yet.",
    "[low]": "Incomplete: not every force of the area is counted, so the area's figure is higher"
    " or the same.",
    "[c]": "A count in it is hidden by the force, such as <5, or withheld so that nobody can work"
    " one out, so the figure is a range.",
    "[b]": "Break in series: a force counts otherwise from here on, so it can't be compared with"
    " earlier figures.",
    "[r]": "Revised since the release before.",
}
_FIGURE = ("area_kind", "area_id", "category_id", "period_start", "period_end")


def marks_of(
    totals: Sequence[Row],
    coverage: Sequence[Row],
    before: Sequence[Row] = (),
    *,
    breaks: Sequence[Break] = (),
) -> list[str]:
    """The marks of each row of `totals`, in its order. `before` are the totals of the last release.

    `breaks` are those in series that a person declared; no other is known.

    >>> row = {"area_kind": "force", "area_id": "dorset", "category_id": "all"}
    >>> row |= {"period_start": 1, "period_end": 2, "count_low": None, "count_high": None}
    >>> marks_of([row | {"complete": False, "forces_missing": "dorset"}], [])
    ['[x]']
    """
    silent = {row["force_id"] for row in coverage if row["outcome"] == Outcome.NO_RESPONSE}
    was = {_key(row): (row["count_low"], row["count_high"]) for row in before}
    first = touched(totals, breaks)
    return [_marks(row, silent, was, broken=bool(breaks_at(row, first))) for row in totals]


def mark_of_change(change: Row, first: Sequence[Touched]) -> str:
    """The mark of a change that compares two sides of a break in series; else nothing."""
    return "[b]" if breaks_across(change, first) else ""


def _marks(
    row: Row,
    silent: set[str],
    was: Mapping[tuple[Any, ...], tuple[int | None, int | None]],
    *,
    broken: bool,
) -> str:
    low, high = row["count_low"], row["count_high"]
    outstanding = silent.intersection(row["forces_missing"].split("|"))
    found = []
    if low is None:
        found.append("[x]")
    elif not row["complete"]:
        found.append("[low]")
    if outstanding:
        found.append("[p]")
    if low is not None and low != high:
        found.append("[c]")
    if broken:
        found.append("[b]")
    if was.get(_key(row), (low, high)) != (low, high):
        found.append("[r]")
    return " ".join(found)


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in _FIGURE)


def legend_of(marks: Sequence[str]) -> dict[str, str]:
    """The legend of exactly the marks that are used."""
    used = {mark for one in marks for mark in one.split()}
    return {mark: meaning for mark, meaning in LEGEND.items() if mark in used}
