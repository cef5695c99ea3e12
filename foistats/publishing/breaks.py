"""Which figures and changes a break in series touches."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from foistats.intake.breaks import Break
from foistats.release.areas import SINGLE, forces_of

Row = Mapping[str, Any]


class Touched(NamedTuple):
    """The first figure of a force after a break: who, which category, which period, and why."""

    force_id: str
    category_id: str
    start: date
    said: str


def touched(totals: Sequence[Row], breaks: Sequence[Break]) -> tuple[Touched, ...]:
    """The first figure that each force gave after each break; none where it gave none."""
    if not breaks:
        return ()
    found: dict[tuple[str, str, str], date] = {}
    for row in totals:
        if row["area_kind"] not in SINGLE or row["count_low"] is None:
            continue
        for force_id in row["area_id"].split("|"):
            for one in breaks:
                if _is_of(one, force_id, row):
                    key = (force_id, row["category_id"], one.said)
                    found[key] = min(found.get(key, date.max), row["period_start"])
    return tuple(Touched(key[0], key[1], start, key[2]) for key, start in found.items())


def _is_of(one: Break, force_id: str, row: Row) -> bool:
    return (
        (not one.force_ids or force_id in one.force_ids)
        and (not one.category_id or one.category_id == row["category_id"])
        and row["period_start"] >= one.start
    )


def breaks_at(total: Row, first: Iterable[Touched]) -> list[str]:
    """Why a total is the first after a break, in words; empty where it is not."""
    if total["count_low"] is None:
        return []
    missing = set(total["forces_missing"].split("|"))
    return [
        *dict.fromkeys(
            one.said
            for one in first
            if one.category_id == total["category_id"]
            and one.start == total["period_start"]
            and one.force_id not in missing
            and _has(total, one.force_id)
        )
    ]


def breaks_across(change: Row, first: Iterable[Touched]) -> list[str]:
    """Why a change compares two sides of a break, in words; empty where it doesn't."""
    if change["from_low"] is None:
        return []
    left_out = set(change["forces_left_out"].split("|"))
    return [
        *dict.fromkeys(
            one.said
            for one in first
            if one.category_id == change["category_id"]
            and change["from_start"] < one.start <= change["to_start"]
            and one.force_id not in left_out
            and _has(change, one.force_id)
        )
    ]


def _has(row: Row, force_id: str) -> bool:
    """Whether a force is one of a row's area."""
    forces = forces_of(row)
    return forces is None or force_id in forces
