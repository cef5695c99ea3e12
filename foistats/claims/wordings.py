"""Remarks on sentences that are true, or may be, and don't say all that a reader must know."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from foistats.claims.deciding import Decision
from foistats.claims.model import Claim, StatisticKind, Verdict
from foistats.claims.phrases import number
from foistats.claims.programme import extremes, programme
from foistats.claims.ranges import constraints_of
from foistats.claims.shapes import is_wide, shape_of
from foistats.claims.worlds import Cell, Constraint, Worlds, area_name, names_of
from foistats.naming.forces import force_name
from foistats.naming.periods import label_of

_CHANGES = (StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE)
_LEVELS = (
    StatisticKind.VALUE,
    StatisticKind.SUM,
    StatisticKind.AVERAGE,
    StatisticKind.RATE,
    StatisticKind.SHARE,
    StatisticKind.PEAK,
)


def remarks(claim: Claim, decision: Decision, worlds: Worlds) -> tuple[str, ...]:
    """What the sentence should say besides."""
    found = list(claim.wording)
    if decision.verdict is Verdict.HOLDS and decision.published:
        found.append("it isn't from the forces' replies: name the source")
    elif decision.verdict in (Verdict.HOLDS, Verdict.DEPENDS):
        found += _on_coverage(claim, decision, worlds)
    if decision.loosely:
        found.append(_on_looseness(decision))
    if decision.verdict is Verdict.HOLDS and decision.note.startswith("it shares"):
        found.append(f"{decision.note}: say that both have it")
    return tuple(dict.fromkeys(found))


def _on_coverage(claim: Claim, decision: Decision, worlds: Worlds) -> list[str]:
    statistic, shape = claim.statistic, decision.shape
    if statistic.kind in _CHANGES and shape is not None and shape.like_for_like:
        area = statistic.areas[0]
        if area.only_answered:
            return []
        return [
            f"it compares the {len(shape.forces)} of the {len(shape.members)} forces of"
            f" {area_name(area)} that gave both figures: say so"
        ]
    if statistic.kind not in _LEVELS:
        return []
    found = []
    for area in statistic.areas:
        if not is_wide(area) or area.only_answered:
            continue
        missing = {
            force_id
            for period in statistic.periods
            for force_id in worlds.missing(area, period, statistic.category_id)
        }
        if missing:
            members = worlds.members(area)
            found.append(
                f"{len(missing)} of the {len(members)} forces of {area_name(area)} gave no figure"
                f" ({names_of(sorted(missing), most=3)}): say over which forces it is"
            )
    return found


def _on_looseness(decision: Decision) -> str:
    if decision.low is not None and decision.low == decision.high:
        return f"the wording is loose: the tables have {number(decision.low)}"
    return "the wording is looser than the figures"


def revealed(
    claims: Mapping[int, Claim], worlds: Worlds, *, most: int = 200
) -> dict[int, tuple[str, ...]]:
    """The mentions by which a reader could work out a count that a force suppressed.

    A mention alone reveals it, or by subtraction from others of the draft and from the tables.
    """
    hidden = {
        cell
        for cell, known in worlds.bounds.items()
        if known.low != known.high and known.high is not None
    }
    if not hidden:
        return {}
    parts: dict[int, tuple[Constraint, ...]] = {}
    for mention, claim in claims.items():
        shape = shape_of(claim.statistic, worlds)
        if shape is None or shape.bottom is not None:
            continue
        if not hidden.isdisjoint(cell for cell, weight in shape.top.items() if weight):
            parts[mention] = constraints_of(shape, claim.said.sure, "")
    touched = sorted({cell for those in parts.values() for one in those for cell in one.terms}
                     & hidden)[:most]  # fmt: skip
    found: dict[int, list[str]] = {}
    for cell in touched:
        every = list(parts)
        if not _pins(cell, parts, every, worlds):
            continue
        # Each mention is left out once: those that are needed for it are the ones to mend.
        for mention in list(every):
            fewer = [other for other in every if other != mention]
            if fewer and _pins(cell, parts, fewer, worlds):
                every = fewer
        how = "this" if len(every) == 1 else "the figures of this draft together"
        for mention in every:
            found.setdefault(mention, []).append(
                f"{how} would reveal a count that {force_name(cell.force_id)} suppressed for"
                f" {label_of(cell.period)}: leave it out, or give a range"
            )
    return {mention: tuple(said) for mention, said in found.items()}


def _pins(
    cell: Cell,
    parts: Mapping[int, tuple[Constraint, ...]],
    mentions: Sequence[int],
    worlds: Worlds,
) -> bool:
    """Whether only one value of a count is left if some mentions are true."""
    given = [one for mention in mentions for one in parts[mention]]
    low, high = extremes(programme(worlds, [{cell: Fraction(1)}], given))
    return low is not None and low == high
