"""What changed between two releases, or a release and now: each figure with its causes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.provenance.tracing import Interval, Row
from foistats.provenance.wanted_figure import period_of
from foistats.publishing.causes import causes
from foistats.publishing.editions import Edition


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure that differs: what it was, what it is, and why; None where it wasn't there.

    `marked` is True where it is the first figure after a break in series now. `covered` says how
    many forces the figure counts, before and now, where that differs too, and `units` what was
    counted and is counted, where that does.
    """

    area_name: str
    category_id: str
    period: Period
    was: Interval | None
    now: Interval | None
    causes: tuple[str, ...]
    covered: tuple[str, str] | None = None
    units: tuple[str, str] | None = None
    marked: bool = False


def compare(earlier: Edition, later: Edition) -> list[Changed]:
    """Every figure that differs, in the order of the totals, with its causes.

    A figure with the same count differs, too, where it counts another number of forces, or other
    things, or where a break in series is declared since, or no longer.
    """
    found = []
    for key in dict.fromkeys((*later.totals, *earlier.totals)):
        before, after = earlier.totals.get(key), later.totals.get(key)
        covered = _covered(before, after)
        row = after or before
        assert row is not None
        units = _units(before, after)
        same = before and after and _interval(before) == _interval(after)
        broken = _broken(earlier.broken.get(key, ()), later.broken.get(key, ()))
        if same and covered is None and units is None and not broken:
            continue
        moved = not same or covered is not None or units is not None
        why = causes(before, after, earlier=earlier, later=later) if moved else ()
        found.append(
            Changed(
                row["area_name"],
                row["category_id"],
                period_of(row),
                None if before is None else _interval(before),
                None if after is None else _interval(after),
                (*why, *broken),
                covered,
                units,
                key in later.broken,
            )
        )
    return found


def in_words(changed: Changed) -> str:
    """A figure that differs, in one line.

    >>> from datetime import date
    >>> from schemas.vocabulary import PeriodKind
    >>> year = Period(date(2018, 4, 1), date(2019, 3, 31), PeriodKind.FINANCIAL_YEAR)
    >>> in_words(Changed("Wiltshire Police", "all", year, (54, 54), (77, 77), ("a correction",)))
    'Wiltshire Police, 2018/19: 54 became 77: a correction'
    """
    category = "" if changed.category_id == "all" else f", {changed.category_id}"
    was, now = _said(changed.was), _said(changed.now)
    if changed.units is not None:
        was, now = f"{was} {changed.units[0]}", f"{now} {changed.units[1]}"
    if changed.covered is not None:
        was, now = f"{was} ({changed.covered[0]})", f"{now} ({changed.covered[1]})"
    why = "; ".join(changed.causes)
    mark = " [b]" if changed.marked else ""
    about = f"{changed.area_name}, {label_of(changed.period)}{category}"
    if was == now:
        return f"{about}: {now}{mark} stays: {why}"
    return f"{about}: {was} became {now}{mark}: {why}"


def as_json(changed: Changed) -> dict[str, Any]:
    """A figure that differs, for programs."""
    return {
        "area": changed.area_name,
        "category_id": changed.category_id,
        "period": label_of(changed.period),
        "was": None if changed.was is None else list(changed.was),
        "now": None if changed.now is None else list(changed.now),
        "covered": None if changed.covered is None else list(changed.covered),
        "units": None if changed.units is None else list(changed.units),
        "break_in_series": changed.marked,
        "causes": list(changed.causes),
    }


def _broken(was: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """Breaks in series that are declared since, and those that are not declared any more."""
    return (
        *(f"a break in series is declared: {said}" for said in now if said not in was),
        *(f"no break in series is declared any more: {said}" for said in was if said not in now),
    )


def _said(interval: Interval | None) -> str:
    from foistats.model.words import range_in_words

    return "not in it" if interval is None else range_in_words(interval)


def _interval(row: Row) -> Interval:
    return row["count_low"], row["count_high"]


def _units(before: Row | None, after: Row | None) -> tuple[str, str] | None:
    """What a figure counts, where that differs."""
    if before is None or after is None or before["unit"] == after["unit"]:
        return None
    return before["unit"], after["unit"]


def _covered(before: Row | None, after: Row | None) -> tuple[str, str] | None:
    """How many forces an area's figure counts, where that differs."""
    if before is None or after is None or after["area_kind"] == "force":
        return None
    was, now = (f"{row['forces_counted']} of {row['forces_in_area']} forces"
                for row in (before, after))  # fmt: skip
    return None if was == now else (was, now)
