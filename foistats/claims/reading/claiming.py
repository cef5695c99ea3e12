"""Claims and refusals, made from what the productions of the grammar found."""

from collections.abc import Iterable
from itertools import islice

from foistats.claims.model import (
    AreaRef,
    Claim,
    Mention,
    Read,
    Said,
    Statistic,
    StatisticKind,
    Verdict,
)
from foistats.claims.reading.sentence import Sentence
from foistats.model.values import Period
from foistats.naming.forces.register import areas as register_areas
from foistats.naming.forces.register import forces as register_forces
from foistats.naming.periods import label_of

# More readings than a person would weigh are no readings.
_MOST = 8


def mention_of(s: Sentence, at: int) -> Mention:
    """The mention of a token that is a number."""
    number = s.tokens[at].number
    if number is None:
        raise ValueError(f"{s.tokens[at].text!r} is no number")
    return number.mention


def unresolved(s: Sentence, at: int, because: str) -> Read:
    """A mention that nothing here settles."""
    return Read(mention_of(s, at), Verdict.UNRESOLVED, because)


def no_statistic(s: Sentence, at: int, rule: str) -> Read:
    """A mention that a rule takes out."""
    return Read(mention_of(s, at), Verdict.NOT_A_STATISTIC, rule)


def claimed(s: Sentence, at: int, claims: Iterable[Claim], *, otherwise: str) -> Read:
    """The readings of a mention, each once; unresolved where there are none."""
    kept: dict[tuple[Statistic, Said], Claim] = {}
    for claim in claims:
        kept.setdefault((claim.statistic, claim.said), claim)
    found = tuple(islice(kept.values(), _MOST))
    if not found:
        return unresolved(s, at, otherwise)
    return Read(mention_of(s, at), None, found[0].because, found)


def claim(
    s: Sentence,
    at: int,
    statistic: Statistic,
    *,
    values: Said,
    found: str = "",
    wording: tuple[str, ...] = (),
) -> Claim:
    """One reading of a mention, with the sentence that says how it was read."""
    because = f"It is read as {described(statistic)}" + (f"; {found}." if found else ".")
    return Claim(mention_of(s, at), statistic, values, because, wording)


def described(statistic: Statistic) -> str:
    """A statistic in plain words."""
    areas = " and ".join(area_name(area) for area in statistic.areas[:3])
    if len(statistic.areas) > 3:
        areas += f" and {len(statistic.areas) - 3} more"
    periods = _periods(statistic.periods)
    category = "" if statistic.category_id == "all" else f" of {statistic.category_id}"
    kind = _NAMES.get(statistic.kind, statistic.kind.value.replace("_", " "))
    return f"{kind}{category} for {areas or 'the area'}, {periods}"


_NAMES = {
    StatisticKind.VALUE: "the count", StatisticKind.SUM: "the sum of counts", StatisticKind.CHANGE: "the change",
    StatisticKind.PERCENT_CHANGE: "the change in per cent", StatisticKind.MULTIPLE: "the multiple",
    StatisticKind.SHARE: "the share", StatisticKind.AVERAGE: "the average", StatisticKind.RATE: "the rate",
    StatisticKind.RANK: "the rank among areas", StatisticKind.PEAK: "the rank among periods",
    StatisticKind.RUN: "the run of changes", StatisticKind.FORCES: "the number of forces",
}  # fmt: skip


def _periods(periods: tuple[Period, ...]) -> str:
    if not periods:
        return "no period"
    if len(periods) == 1:
        return label_of(periods[0])
    return f"{label_of(periods[0])} to {label_of(periods[-1])}"


def area_name(area: AreaRef) -> str:
    """An area's name as printed."""
    if area.several:
        return " with ".join(_force_name(force_id) for force_id in area.several)
    if area.kind == "force":
        return _force_name(area.area_id)
    if area.area_id == "asked":
        return "all forces asked"
    entry = register_areas().get(area.area_id)
    return area.area_id if entry is None else entry.name


def _force_name(force_id: str) -> str:
    force = register_forces().get(force_id)
    return force_id if force is None else force.name
