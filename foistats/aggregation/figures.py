"""A force's figure for a period: what its tables give, where they leave no choice.

A reply often divides the same total several times: by offence, by outcome, by place. Its tables
are never added to each other. One table alone is taken as it is. Several are taken only where they
show that they divide the same thing, by giving the same sums; else the reply may have a table for
each part of what was asked, and any one of them would be too little.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from foistats.aggregation.gathering import Column, Place, Sum, parts_needed, printed
from foistats.model.values import Period
from foistats.model.words import interval_in_words
from schemas.problem_codes import ProblemCode

# Two different things often have the same small sum; from here on that is no accident.
_LEAST_TELLING = 10


class Figure(NamedTuple):
    """What one response gives for a period; `parts` is empty where the period itself was given.

    `alone` is True where no other table divides the same thing. `despite` is the sentence to be
    reported where a table that nothing proves says otherwise.
    """

    low: int
    high: int | None
    table: Place
    parts: tuple[Period, ...] = ()
    alone: bool = False
    despite: str = ""


class Refusal(NamedTuple):
    """Why a response gives no figure for a period, and where one would look.

    `by_force` is True where the force itself says that it gives none: nobody has to settle that.
    """

    code: ProblemCode
    why: str
    places: tuple[Place, ...]
    by_force: bool = False


class _Offer(NamedTuple):
    """What one table gives for one period, or why it gives nothing."""

    figure: Figure | None
    why: str
    proved: bool
    labels: frozenset[tuple[str, ...]]
    withheld: bool = False


def figures_of(columns: Mapping[Place, Column]) -> dict[Period, Figure | Refusal]:
    """The figure of each period that the tables speak of, or why there is none."""
    offers = {place: _offers(place, column) for place, column in sorted(columns.items())}
    found: dict[Period, Figure | Refusal] = {}
    for group in _sharing_a_period(offers):
        alike = len(group) == 1 or _divide_the_same(group, offers)
        for period in sorted({period for place in group for period in offers[place]}):
            here = {place: offers[place][period] for place in group if period in offers[place]}
            if alike:
                found[period] = _agreed(period, here, alone=len(group) == 1)
            elif len(here) == len(group) and all(_is_zero(offer) for offer in here.values()):
                # Whether they are the same thing or parts of it: nothing and nothing is nothing.
                found[period] = _agreed(period, here, alone=False)
            else:
                found[period] = _unclear(period, group, offers)
    return found


def _offers(place: Place, column: Column) -> dict[Period, _Offer]:
    return {
        asked: _offer(place, asked, column.whole.get(asked), column.parts.get(asked, {}))
        for asked in column.whole.keys() | column.parts.keys()
    }


def _offer(place: Place, asked: Period, whole: Sum | None, parts: Mapping[Period, Sum]) -> _Offer:
    """The period as the table gives it, or as all its months or quarters together give it."""
    labels = frozenset(
        label for one in (whole, *parts.values()) if one is not None for label in one.labels
    )
    added, short = _added_up(place, asked, parts)
    if whole is None:
        if added is None:
            return _Offer(None, short, False, labels, all(part.withheld for part in parts.values()))
        return _Offer(added, "", all(part.proved for part in parts.values()), labels)
    if whole.spoilt:
        said_none = all(one.withheld for one in (whole, *parts.values()))
        return _Offer(None, whole.spoilt, False, labels, said_none)
    figure = Figure(whole.low, whole.high, place)
    if added is not None and not _compatible(figure, added):
        why = f"the table gives {_said(figure)} for it, and its parts add up to {_said(added)}"
        return _Offer(None, why, False, labels)
    return _Offer(figure, "", whole.proved, labels)


def _added_up(
    place: Place, asked: Period, parts: Mapping[Period, Sum]
) -> tuple[Figure | None, str]:
    """The sum of all quarters, or of all months; else why there is none."""
    short = ""
    for kind, needed in parts_needed(asked.kind).items():
        those = sorted(period for period in parts if period.kind is kind)
        if not those:
            continue
        if len(those) < needed:
            named = ", ".join(printed(period) for period in those)
            short = short or f"only {len(those)} of its {needed} {kind.value}s are given: {named}"
            continue
        spoilt = next((parts[period].spoilt for period in those if parts[period].spoilt), "")
        if spoilt:
            short = short or spoilt
            continue
        highs = [parts[period].high for period in those]
        high = None if None in highs else sum(high for high in highs if high is not None)
        return Figure(sum(parts[p].low for p in those), high, place, tuple(those)), ""
    return None, short


def _sharing_a_period(offers: Mapping[Place, Mapping[Period, _Offer]]) -> list[list[Place]]:
    """The tables in groups, none of which has a period in common with another."""
    return _joined(offers, lambda a, b: bool(offers[a].keys() & offers[b].keys()))


def _divide_the_same(group: list[Place], offers: Mapping[Place, Mapping[Period, _Offer]]) -> bool:
    """True where the tables' sums show that each of them divides the same totals."""
    return len(_joined(group, lambda a, b: _same_sums(offers[a], offers[b]))) == 1


def _joined(places: Iterable[Place], together: Callable[[Place, Place], bool]) -> list[list[Place]]:
    groups: list[list[Place]] = []
    for place in places:
        near = [group for group in groups if any(together(place, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), place])
    return groups


def _same_sums(a: Mapping[Period, _Offer], b: Mapping[Period, _Offer]) -> bool:
    """True where two tables agree in two periods and in more than they differ.

    One period is enough where there is no other and the tables divide it by different headings.
    """
    agree = differ = 0
    for period in a.keys() & b.keys():
        one, other = a[period].figure, b[period].figure
        if one is None or other is None:
            continue
        if not _compatible(one, other):
            differ += 1
        elif _is_exact(one) and _is_exact(other) and one.low >= _LEAST_TELLING:
            agree += 1
    if agree >= 2:
        return agree > differ
    labels_a = {label for offer in a.values() for label in offer.labels}
    labels_b = {label for offer in b.values() for label in offer.labels}
    return agree == 1 and differ == 0 and labels_a != labels_b


def _agreed(period: Period, here: Mapping[Place, _Offer], *, alone: bool) -> Figure | Refusal:
    """The narrowest of the tables' intervals where all are compatible, or all that are proved."""
    figures = [offer.figure for offer in here.values() if offer.figure is not None]
    proved = [o.figure for o in here.values() if o.figure is not None and o.proved]
    if not figures:
        why = "; ".join(dict.fromkeys(offer.why for offer in here.values()))
        by_force = all(offer.withheld for offer in here.values())
        said = f"{printed(period)}: {why}"
        return Refusal(ProblemCode.FIGURE_LEFT_OUT, said, tuple(here), by_force)
    if not _all_compatible(figures):
        said = "; ".join(
            f"{place[1]} of {place[0]} comes to {_said(offer.figure)}"
            for place, offer in here.items()
            if offer.figure is not None
        )
        if not proved or not _all_compatible(proved):
            return Refusal(ProblemCode.TABLES_DISAGREE, f"{printed(period)}: {said}", tuple(here))
        return _narrowest(proved)._replace(despite=f"{printed(period)}: {said}")
    return _narrowest(figures)._replace(alone=alone)


def _narrowest(figures: list[Figure]) -> Figure:
    return min(figures, key=lambda f: (f.high is None, (f.high or 0) - f.low, -f.low))


def _unclear(
    period: Period, group: list[Place], offers: Mapping[Place, Mapping[Period, _Offer]]
) -> Refusal:
    said = "; ".join(
        f"{place[1]} of {place[0]} {_told(offers[place].get(period))}" for place in group
    )
    why = f"{printed(period)}: nothing shows whether the tables are the same or parts: {said}"
    return Refusal(ProblemCode.TABLES_DISAGREE, why, tuple(group))


def _told(offer: _Offer | None) -> str:
    if offer is None:
        return "has nothing for it"
    return f"comes to {_said(offer.figure)}" if offer.figure is not None else f"({offer.why})"


def _said(figure: Figure) -> str:
    return interval_in_words(figure.low, figure.high)


def _all_compatible(figures: list[Figure]) -> bool:
    return all(_compatible(one, other) for one, other in combinations(figures, 2))


def _compatible(one: Figure, other: Figure) -> bool:
    """True where one number can be meant by both."""
    return (other.high is None or one.low <= other.high) and (
        one.high is None or other.low <= one.high
    )


def _is_exact(figure: Figure) -> bool:
    return figure.low == figure.high


def _is_zero(offer: _Offer) -> bool:
    return offer.figure is not None and offer.figure.low == 0 and offer.figure.high == 0
