"""Which figures of a run a person is shown first, and how one is said. The files have them all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.records import Problem
from schemas.vocabulary import PeriodKind

Row = Mapping[str, Any]
Area = tuple[str, str, str]
"""Kind, id and name."""
Span = tuple[date, date, str]
"""Start, end and kind of a period."""

EVERYTHING = "all"
# More single forces than this are left to the files.
MOST_FORCES = 12

_ORDER = ("force", "joint", "request", "region", "country", "set", "uk")


def rows_of_problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems that no table has, under the names of the columns of the problems table."""
    return [problem._asdict() | {"code": problem.code.value} for problem in problems]


def areas_of(rows: Sequence[Row], forces: Sequence[str] = ()) -> tuple[list[Area], list[str]]:
    """Each area of some totals to show, small to large, and in words what is left out.

    Where one area is exactly the forces asked, it stands in place of "all forces asked".
    """
    found = {(row["area_kind"], row["area_id"]): row for row in rows}
    asked = next((row for row in found.values() if row["area_kind"] == "request"), None)
    own = next((row for row in found.values() if asked is not None and _same(row, asked)), asked)
    if own is not asked and asked is not None:
        del found[asked["area_kind"], asked["area_id"]]
    single = [key for key in found if key[0] == "force"]
    left_out = []
    if forces:
        hidden = [key for key in single if key[1] not in forces]
    else:
        hidden = single if len(single) > MOST_FORCES else []
    if hidden:
        left_out.append(f"{len(hidden)} single forces")
    shown = [row for key, row in found.items() if key not in hidden]
    shown.sort(key=lambda row: _order(row, own))
    return [(row["area_kind"], row["area_id"], row["area_name"]) for row in shown], left_out


def span_of(row: Row) -> Span:
    """The period of a total."""
    return row["period_start"], row["period_end"], row["period_kind"]


def span_said(span: Span) -> str:
    """A period as printed."""
    start, end, kind = span
    return label_of(Period(start, end, PeriodKind(kind)))


def _same(row: Row, asked: Row) -> bool:
    """True where an area is the forces asked: all of them, and no other."""
    return (
        row["area_kind"] not in ("force", "joint", "request")
        and row["forces_in_area"] == asked["forces_in_area"]
        and row["forces_asked"] == asked["forces_asked"]
    )


def _order(row: Row, own: Row | None) -> tuple[int, int, str]:
    """Forces, the request's own area, then regions, countries, the UK.

    A region comes before those of which fewer forces were asked, a country before larger ones.
    """
    kind = "request" if row is own else row["area_kind"]
    size = -row["forces_asked"] if kind == "region" else row["forces_in_area"]
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER), size, row["area_name"]
