"""Remarks on sentences that are true, or may be, and don't say all that a reader must know."""

from foistats.claims.deciding import Decision
from foistats.claims.model import Claim, StatisticKind, Verdict
from foistats.claims.phrases import number
from foistats.claims.shapes import is_wide
from foistats.claims.worlds import Worlds, area_name, names_of

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
    if decision.loosely and not _is_as_written(claim, decision):
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


def _is_as_written(claim: Claim, decision: Decision) -> bool:
    """`fewer than five` of a `<5`: the words say what the tables have, no less and no more."""
    loose = claim.said.loose
    return decision.low != decision.high and (decision.low, decision.high) == (
        loose.low,
        loose.high,
    )


def _on_looseness(decision: Decision) -> str:
    if decision.low is not None and decision.low == decision.high:
        return f"the wording is loose: the tables have {number(decision.low)}"
    return "the wording is looser than the figures"
