"""The mentions that can't be true together, and what they probably were.

Only mentions that the replies leave open are looked at: where those decide, they decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foistats.claims.conflicts import (
    Parts,
    components,
    constraints,
    in_order,
    smallest_conflict,
)
from foistats.claims.deciding import Decision, decide
from foistats.claims.instead import readings_that_hold
from foistats.claims.misread import Reading
from foistats.claims.model import Claim, Instead, StatisticKind, Verdict
from foistats.claims.phrases import between, statistic_said
from foistats.claims.programme import is_possible
from foistats.claims.worlds import Constraint, Linear, Worlds

_COMPARED = (StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE)
_MOST_UNSUPPORTED = 3
_MOST_SUPPORTED = 6
# What may be offered though nothing else bears it out: slips that change a number or its year.
_SLIPS = ("multi_year_total", "another_year", "digits_swapped")


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention with the claim that is answered for it, and what is said of it.

    `replies` is what the forces' replies alone say; `decision` counts evidence, too, if that
    decides. `others` are its other claims that may be true, the likeliest first.
    """

    claim: Claim
    replies: Decision
    decision: Decision
    conflict: tuple[int, ...] = ()
    others: "tuple[Judged, ...]" = ()


def with_conflicts(
    judged: Mapping[int, Judged], worlds: Worlds
) -> tuple[dict[int, Judged], dict[int, tuple[Instead, ...]]]:
    """The same with conflicts among the mentions that the replies leave open, and readings of them.

    Of the first conflict all mentions are named that nothing published elsewhere holds up. What
    remains without them is looked through again; there, evidence decides before the draft does.
    """
    found = dict(judged)
    offered: dict[int, tuple[Instead, ...]] = {}
    open_ = {n: one.claim for n, one in judged.items() if one.replies.verdict is Verdict.DEPENDS}
    every = {n: those for n, claim in open_.items() if (those := constraints(claim, worlds))}
    for numbers in components(every, worlds):
        parts = {number: every[number] for number in numbers}
        first = True
        while conflict := _conflict(parts, in_order({n: open_[n] for n in parts}), worlds):
            if swapped := _read_otherwise(conflict, parts, found, worlds):
                number, other = swapped
                found[number], open_[number] = other, other.claim
                parts[number] = constraints(other.claim, worlds)
                continue
            upheld = [n for n in conflict if _is_upheld(found[n], worlds)]
            guilty = [n for n in conflict if n not in upheld] or list(conflict)
            for number in guilty:
                one = found[number]
                if first or one.decision.verdict is Verdict.DEPENDS:
                    decision = replace(one.decision, verdict=Verdict.CONFLICTS)
                    others = tuple(n for n in conflict if n != number)
                    found[number] = replace(one, decision=decision, conflict=others)
            offered |= _offered(guilty, conflict, parts, found, worlds)
            parts = {n: those for n, those in parts.items() if n not in guilty}
            first = False
    return found, offered


def _read_otherwise(
    conflict: Sequence[int], parts: Parts, judged: Mapping[int, Judged], worlds: Worlds
) -> tuple[int, Judged] | None:
    """A mention of a conflict whose sentence can be read so that there is none, read so."""
    for number in reversed(conflict):
        beside = [c for n in conflict if n != number for c in parts[n]]
        for place, other in enumerate(judged[number].others):
            meant = constraints(other.claim, worlds)
            if meant and is_possible(worlds, (*beside, *meant)) is True:
                left = judged[number].others[place + 1 :]
                return number, replace(other, others=left)
    return None


def _conflict(parts: Parts, order: Sequence[int], worlds: Worlds) -> tuple[int, ...]:
    """A smallest conflict without any figure of a force if there is one, else one with them."""
    nothing_known = replace(worlds, figures={}, several_years=(), published=())
    return smallest_conflict(parts, order, nothing_known) or smallest_conflict(parts, order, worlds)


def _is_upheld(judged: Judged, worlds: Worlds) -> bool:
    return bool(worlds.published) and judged.decision.verdict is Verdict.HOLDS


def _offered(
    guilty: Sequence[int],
    conflict: Sequence[int],
    parts: Parts,
    judged: Mapping[int, Judged],
    worlds: Worlds,
) -> dict[int, tuple[Instead, ...]]:
    """The readings of the mentions of a conflict that make it consistent.

    Where another mention, or something published, has the same statistic, only such readings are
    offered: much may be possible that nothing bears out.
    """
    borne_out = [
        one.terms
        for number, those in parts.items()
        if number not in guilty or number in conflict
        for one in those
    ] + [one.terms for one in worlds.from_published]
    readings, is_supported = {}, True
    for number in guilty:
        others = [c for n in conflict if n != number for c in parts[n]]
        readings[number] = _consistent(judged[number].claim, others, worlds, borne_out=borne_out)
    if not any(readings.values()):
        is_supported = False
        for number in guilty:
            if _is_exact(judged[number].claim):
                others = [c for n in conflict if n != number for c in parts[n]]
                readings[number] = _consistent(judged[number].claim, others, worlds, only=_SLIPS)
    return {
        number: tuple(
            _instead(reading, number, parts, judged, worlds)
            if is_supported
            else Instead(reading.reading, reading.sentence, reading.claim.statistic)
            for reading in those
        )
        for number, those in readings.items()
        if those
    }


def _is_exact(claim: Claim) -> bool:
    return claim.said.sure.low == claim.said.sure.high


def _constraints(reading: Reading, worlds: Worlds) -> tuple[Constraint, ...]:
    return constraints(reading.claim, worlds)


def _consistent(
    claim: Claim,
    others: Sequence[Constraint],
    worlds: Worlds,
    *,
    borne_out: Sequence[Linear] = (),
    only: Sequence[str] = (),
) -> list[Reading]:
    """The readings of a mention that can be true with the others of its conflict.

    Only those are tried whose counts are added up by something in `borne_out`, or whose sort is
    in `only`.
    """

    def holds(reading: Reading) -> bool:
        if only and reading.reading not in only:
            return False
        meant = _constraints(reading, worlds)
        if not only and not any(one.terms in borne_out for one in meant):
            return False
        return bool(meant) and is_possible(worlds, (*others, *meant), published=True) is True

    most = _MOST_UNSUPPORTED if only else _MOST_SUPPORTED
    return list(readings_that_hold(claim, worlds, holds, most=most))


def _instead(
    reading: Reading,
    number: int,
    parts: Parts,
    judged: Mapping[int, Judged],
    worlds: Worlds,
) -> Instead:
    """A reading as it is offered, with what becomes of the mentions that are computed from it."""
    dependent = {
        other: one
        for other, one in sorted(judged.items())
        if other != number and _depends_on(one.claim, judged[number].claim)
    }
    plain = Instead(reading.reading, reading.sentence, reading.claim.statistic)
    if not dependent:
        return plain
    given: dict[int, tuple[Constraint, ...]] = {number: _constraints(reading, worlds)}
    beside: dict[int, str] = {}
    for other, one in judged.items():
        shape = one.decision.shape
        holds = one.decision.verdict is Verdict.HOLDS
        # A change that holds over the forces that gave both may hold of the whole area, too.
        partly = holds and shape is not None and shape.like_for_like
        if other == number or not (other in parts or partly) or _is_order(one.claim):
            continue
        those = constraints(one.claim, worlds)
        if not _share_counts(those, given[number]):
            continue
        known = [c for constraint in given.values() for c in constraint]
        if those and is_possible(worlds, (*known, *those), published=True) is True:
            given[other] = those
            if partly:
                beside[other] = f"“{one.claim.mention.text}”"
    becomes = []
    for other, one in dependent.items():
        if other not in beside:
            known = [c for n, those in given.items() if n != other for c in those]
            becomes.append(_becomes(one.claim, worlds, tuple(known), tuple(beside.values())))
    return replace(plain, becomes=tuple(becomes))


def _share_counts(ones: Sequence[Constraint], others: Sequence[Constraint]) -> bool:
    cells = {cell for other in others for cell in other.terms}
    return any(not cells.isdisjoint(one.terms) for one in ones)


def _is_order(claim: Claim) -> bool:
    """Whether a mention is a peak or a rank: what is called one is what was misread."""
    return claim.statistic.kind in (StatisticKind.PEAK, StatisticKind.RANK)


def _depends_on(claim: Claim, other: Claim) -> bool:
    """Whether a mention is computed from a figure of the same area in one of its periods."""
    statistic = claim.statistic
    areas = {(area.kind, area.area_id) for area in statistic.areas}
    return (
        statistic.kind in _COMPARED
        and not areas.isdisjoint((area.kind, area.area_id) for area in other.statistic.areas)
        and not set(statistic.periods).isdisjoint(other.statistic.periods)
        and statistic.category_id == other.statistic.category_id
    )


def _becomes(
    claim: Claim, worlds: Worlds, given: tuple[Constraint, ...], beside: tuple[str, ...]
) -> str:
    decision = decide(claim, worlds, published=True, whole=True, given=given)
    what = statistic_said(claim.statistic, unit=worlds.request.unit)
    said = between(claim.statistic.kind, decision.low, decision.high)
    if beside:
        said += f" if {' and '.join(beside)} is right for the whole area"
    outcomes = {Verdict.HOLDS: "holds", Verdict.FAILS: "fails"}
    outcome = outcomes.get(decision.verdict, "is possible")
    return f"“{claim.mention.text}” {outcome}: {what} is {said}"
