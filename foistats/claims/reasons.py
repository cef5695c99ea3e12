"""Why a mention has its verdict: what it says, what the tables have, and who could settle it."""

from collections.abc import Sequence

from foistats.claims.deciding import Decision, decide
from foistats.claims.model import Claim, Read, StatisticKind, Verdict
from foistats.claims.phrases import amount, between, periods_said, statistic_said, within
from foistats.claims.worlds import Worlds, area_name, names_of

_ORDERS = (StatisticKind.RANK, StatisticKind.PEAK, StatisticKind.RUN)


def reason_without_claim(read: Read) -> str:
    """Why a mention is bound to no statistic, as a sentence.

    >>> from foistats.claims.model import Mention
    >>> reason_without_claim(Read(Mention(0, 2, "14"), Verdict.NOT_A_STATISTIC, "an age"))
    'It is no statistic but an age.'
    """
    said = read.because.rstrip(".")
    if read.verdict is not Verdict.NOT_A_STATISTIC:
        return f"It could not be checked: {said}."
    if said.startswith(("a ", "an ")):
        return f"It is no statistic but {said}."
    return f"It is no statistic: {said}."


def reason(claim: Claim, decision: Decision, replies: Decision, worlds: Worlds) -> str:
    """What the data say of a mention, in sentences."""
    statistic = claim.statistic
    if decision.verdict is Verdict.UNRESOLVED:
        return f"It could not be checked: {decision.note}."
    what = statistic_said(statistic, unit=worlds.request.unit)
    if statistic.kind is StatisticKind.FORCES:
        return f"The sentence gives {_says(claim)} as {what}. {_ended(_upper(decision.note))}"
    sentences = [
        f"The sentence gives {_says(claim)} as {what}.",
        f"{_upper(_has(claim, decision, replies))}{_so(claim, decision)}.",
    ]
    shape = decision.shape
    if shape is not None and shape.like_for_like:
        sentences.append(
            f"That is over the {len(shape.forces)} of {len(shape.members)} forces that gave both"
            f" figures: {names_of(shape.forces)}."
        )
        sentences += _over_all(claim, worlds)
    not_asked = [period for period in statistic.periods if not worlds.has_figures_for(period)]
    if not_asked:
        sentences.append(
            f"The tables have no figures for {periods_said(tuple(not_asked))}; the request asks"
            f" for {periods_said(worlds.periods)}."
        )
    if decision.note:
        sentences.append(_ended(_upper(decision.note)))
    if decision.verdict is Verdict.DEPENDS and decision.open_forces:
        sentences.append(f"It depends on what isn't known of {names_of(decision.open_forces)}.")
        sentences += _narrower(claim, replies, worlds)
    if _leans_on_published(decision, replies):
        sources = dict.fromkeys(one.said for one in worlds.published)
        sentences.append(f"That leans on what was published elsewhere: {'; '.join(sources)}.")
    sentences += [_assumed(claim, worlds)] if decision.verdict is not Verdict.HOLDS else []
    return " ".join(sentence for sentence in sentences if sentence)


def reason_for_conflict(claim: Claim, others: Sequence[Claim], worlds: Worlds) -> str:
    """Why some mentions can't be true together."""
    own = statistic_said(claim.statistic, unit=worlds.request.unit)
    named = [
        f"“{other.mention.text}” ({statistic_said(other.statistic, unit=worlds.request.unit)})"
        for other in others
    ]
    return (
        f"“{claim.mention.text}” as {own} can't be true together with {' and '.join(named)},"
        " whatever the forces recorded: counts are whole numbers and none is below zero, and a"
        " total of several periods is their sum."
    )


def _has(claim: Claim, decision: Decision, replies: Decision) -> str:
    kind = claim.statistic.kind
    whose = "published figures and replies give" if _leans_on_published(decision, replies) else (
        "the replies give")  # fmt: skip
    if kind in _ORDERS and decision.low is None:
        return "the replies leave it open"
    if kind is StatisticKind.RUN and decision.low == decision.high and decision.low is not None:
        return f"{whose} {amount(kind, decision.low)} in a row"
    return f"{whose} {between(kind, decision.low, decision.high)}"


def _so(claim: Claim, decision: Decision) -> str:
    """What follows from the figures, where that isn't plain from the two numbers."""
    if decision.verdict is Verdict.FAILS:
        return ", so it is not so"
    if decision.verdict is Verdict.HOLDS and claim.said.sure.low != claim.said.sure.high:
        return ", so it holds"
    return ""


def _says(claim: Claim) -> str:
    kind, said = claim.statistic.kind, claim.said
    if said.sure.low == said.sure.high == said.written or kind in _ORDERS:
        return f"“{claim.mention.text}”"
    return f"“{claim.mention.text}” (which says {within(kind, said.gives_away)})"


def _leans_on_published(decision: Decision, replies: Decision) -> bool:
    return decision.published and decision.verdict is not Verdict.DEPENDS and decision != replies


def _over_all(claim: Claim, worlds: Worlds) -> list[str]:
    """What the change of a whole area can be, where published figures say something of it."""
    if not worlds.published:
        return []
    whole = decide(claim, worlds, published=True, whole=True)
    if whole.low is None or whole.high is None:
        return []
    range_ = between(claim.statistic.kind, whole.low, whole.high)
    sources = dict.fromkeys(one.source for one in worlds.published)
    area = area_name(claim.statistic.areas[0])
    return [f"Of all forces of {area} it is {range_}, with what {' and '.join(sources)} published."]


def _narrower(claim: Claim, replies: Decision, worlds: Worlds) -> list[str]:
    """The range with evidence, where that is narrower than by the replies alone."""
    if not worlds.published or claim.statistic.kind in _ORDERS:
        return []
    found = decide(claim, worlds, published=True)
    if (found.low, found.high) == (replies.low, replies.high):
        return []
    range_ = between(claim.statistic.kind, found.low, found.high)
    return [f"With what was published elsewhere it is {range_}."]


def _assumed(claim: Claim, worlds: Worlds) -> str:
    """The forces of a region, and as of which day, that a verdict assumes."""
    wide = [area for area in claim.statistic.areas if area.kind in ("region", "country", "uk")]
    if not wide:
        return ""
    area = wide[0]
    members = worlds.members(area)
    return (
        f"{area_name(area)} is taken as its {len(members)} forces on"
        f" {worlds.request.sent_on.isoformat()}; a count that no force gave is any whole number"
        " from 0."
    )


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") or not sentence else f"{sentence}."
