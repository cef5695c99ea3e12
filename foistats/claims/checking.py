"""A draft's claims against what is known: one answer for each mention.

The replies decide first. What they leave open is held against the rest of the draft, then against
what was published elsewhere. What is false, or conflicts, is read in other ways.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from foistats.claims.combined import combined
from foistats.claims.contradictions import Judged, with_conflicts
from foistats.claims.deciding import decide
from foistats.claims.elsewhere import another_figure, any_figure
from foistats.claims.instead import readings_that_hold
from foistats.claims.misread import Reading
from foistats.claims.misread_subjects import multi_year_totals, other_kinds_of_year
from foistats.claims.model import (
    Answer,
    Claim,
    Instead,
    Read,
    Statistic,
    StatisticKind,
    Verdict,
)
from foistats.claims.other_figures import (
    before_correction,
    change_of_share,
    figures_of_each_period,
    other_counts,
)
from foistats.claims.phrases import statistic_said
from foistats.claims.reading.firmness import UNIT
from foistats.claims.reasons import reason, reason_for_conflict, reason_without_claim
from foistats.claims.revealing import revealed
from foistats.claims.wordings import remarks
from foistats.claims.worlds import Worlds
from foistats.naming.periods import label_of

_CHANGES = (StatisticKind.CHANGE, StatisticKind.PERCENT_CHANGE, StatisticKind.MULTIPLE)
_MOST_READINGS = 6
_MOST_CLAIMS = 4


def check(
    reads: Sequence[Read], worlds: Worlds, *, before: Sequence[Worlds] = ()
) -> tuple[Answer, ...]:
    """One answer for each mention, in the order of the draft.

    `before` is what the tables knew before the current ones, for figures that were corrected.
    """
    judged = {number: _judge(read, worlds) for number, read in enumerate(reads) if read.claims}
    further = {
        number: answer
        for number, one in judged.items()
        if (answer := combined(reads[number], one, worlds, _judge_claim)) is not None
    }
    judged = {number: one for number, one in judged.items() if number not in further}
    firm = {number: one for number, one in judged.items() if not reads[number].unsure}
    firm, offered = with_conflicts(firm, worlds)
    judged |= firm
    true_or_open = {
        number: one.claim
        for number, one in judged.items()
        if one.decision.verdict in (Verdict.HOLDS, Verdict.DEPENDS)
    }
    hidden = revealed(true_or_open, worlds)
    statistics = [one.claim.statistic for one in judged.values()]
    shares = list(dict.fromkeys(s for s in statistics if s.kind is StatisticKind.SHARE))
    answers = []
    for number, read in enumerate(reads):
        if number in further:
            answers.append(further[number])
            continue
        one = judged.get(number)
        if one is None:
            verdict = read.verdict or Verdict.UNRESOLVED
            answers.append(Answer(read.mention, verdict, reason_without_claim(read)))
            continue
        doubt = _doubt(read, one, worlds) or _other_figure(number, one, reads, worlds)
        if doubt:
            answers.append(Answer(read.mention, Verdict.UNRESOLVED, doubt, one.claim))
            continue
        instead = offered.get(number)
        if instead is None and one.decision.verdict is Verdict.FAILS:
            instead = _readings(read.claims, worlds, before, shares)
        elif one.decision.verdict is Verdict.DEPENDS:
            instead = _readings_that_are_sure(one.claim, worlds)
        answers.append(_answer(read, one, judged, worlds, instead or (), hidden.get(number, ())))
    return tuple(answers)


def _judge(read: Read, worlds: Worlds) -> Judged:
    """The likeliest claim of a mention, or another possible one if only that holds."""
    tried = [_judge_claim(claim, worlds) for claim in read.claims]
    taken = next(
        (one for one in tried if one.decision.verdict is Verdict.HOLDS),
        next((one for one in tried if one.decision.verdict is not Verdict.UNRESOLVED), tried[0]),
    )
    if taken.decision.verdict is Verdict.FAILS and "period" in read.unsure:
        taken = _over_other_periods(read, taken, worlds) or taken
    return replace(
        taken,
        others=tuple(
            one for one in tried if one is not taken and one.decision.verdict is Verdict.DEPENDS
        ),
    )


def _over_other_periods(read: Read, one: Judged, worlds: Worlds) -> Judged | None:
    """A change that is true between two other periods, where the sentence doesn't say which two."""
    statistic = one.claim.statistic
    if statistic.kind not in _CHANGES:
        return None
    for claim in read.possible:
        if claim.statistic.kind is not statistic.kind or claim.statistic.areas != statistic.areas:
            continue
        judged = _judge_claim(claim, worlds)
        if judged.decision.verdict is Verdict.HOLDS:
            remark = (
                "the sentence doesn't say from when to when; it is true from"
                f" {' to '.join(label_of(period) for period in claim.statistic.periods)}"
            )
            return replace(judged, claim=replace(claim, wording=(*claim.wording, remark)))
    return None


def _doubt(read: Read, judged: Judged, worlds: Worlds) -> str:
    """Why a mention that seems false is left open: what else its sentence may say is true."""
    if judged.decision.verdict not in (Verdict.FAILS, Verdict.CONFLICTS) or not read.unsure:
        return ""
    for claim in read.possible:
        decision = decide(claim, worlds, thoroughly=False)
        if decision.verdict is Verdict.HOLDS:
            unit = worlds.request.unit
            return (
                f"The sentence leaves its {' and '.join(read.unsure)} open:"
                f" “{read.mention.text}” is true as"
                f" {statistic_said(claim.statistic, unit=unit)},"
                f" and false as {statistic_said(judged.claim.statistic, unit=unit)}."
            )
    return ""


def _other_figure(number: int, judged: Judged, reads: Sequence[Read], worlds: Worlds) -> str:
    """Why a mention that seems false is left open: it is another figure of the areas near it."""
    read = reads[number]
    if judged.decision.verdict not in (Verdict.FAILS, Verdict.CONFLICTS):
        return ""
    if read.plain and not read.unsure:
        return ""
    near = sorted(range(len(reads)), key=lambda other: (abs(other - number), other > number))
    if UNIT in read.unsure:
        return f"The sentence doesn't say what “{read.mention.text}” counts."
    areas = dict.fromkeys(
        area
        for other in (near if "area" in read.unsure else ())
        for claim in reads[other].claims[:1]
        for area in claim.statistic.areas[:2]
    ) or dict.fromkeys(judged.claim.statistic.areas)
    doubts = set(read.unsure)
    figure = another_figure(judged.claim, tuple(areas), worlds)
    if not figure and (len(doubts) > 1 or doubts & {"area", "category"}):
        named = (area for other in near for c in reads[other].claims for area in c.statistic.areas)
        every = tuple(dict.fromkeys((*areas, *(named if "area" in doubts else ()))))
        figure = any_figure(judged.claim, every, worlds, doubts=len(doubts))
    if not figure:
        return ""
    said = statistic_said(judged.claim.statistic, unit=worlds.request.unit)
    return (
        f"“{read.mention.text}” is false as {said}, but the sentence doesn't make sure that it is"
        f" that: it is true as {figure}."
    )


def _readings_that_are_sure(claim: Claim, worlds: Worlds) -> tuple[Instead, ...]:
    """What a mention that may be true is more likely: the total of several years, another year.

    A year that nobody gave may have the number of a total that is known, and hardly does.
    """
    candidates = (*multi_year_totals(claim, worlds), *other_kinds_of_year(claim, worlds))
    return tuple(
        Instead(candidate.reading, candidate.sentence, candidate.claim.statistic)
        for candidate in candidates
        if decide(candidate.claim, worlds, published=True, thoroughly=False).verdict
        is Verdict.HOLDS
    )[:_MOST_READINGS]


def _judge_claim(claim: Claim, worlds: Worlds) -> Judged:
    replies = decide(claim, worlds)
    if not worlds.published:
        return Judged(claim, replies, replies)
    if replies.shape is not None and replies.shape.like_for_like:
        # A change of the whole area, if both of its figures were published.
        whole = decide(claim, worlds, published=True, whole=True)
        if whole.low is not None and whole.low == whole.high:
            return Judged(claim, replies, whole)
    if replies.verdict is not Verdict.DEPENDS:
        return Judged(claim, replies, replies)
    with_evidence = decide(claim, worlds, published=True)
    if with_evidence.verdict is Verdict.DEPENDS:
        return Judged(claim, replies, replace(with_evidence, low=replies.low, high=replies.high))
    return Judged(claim, replies, with_evidence)


def _readings(
    claims: Sequence[Claim],
    worlds: Worlds,
    before: Sequence[Worlds],
    shares: Sequence[Statistic],
) -> tuple[Instead, ...]:
    """The readings under which a mention that fails is true by the tables.

    Where the likeliest of its claims has none, those of the others are tried.
    """

    def holds(reading: Reading) -> bool:
        decision = decide(
            reading.claim, worlds, published=True, whole=reading.whole, thoroughly=False
        )
        return decision.verdict is Verdict.HOLDS and not decision.loosely

    for claim in claims[:_MOST_CLAIMS]:
        found = [
            *readings_that_hold(claim, worlds, holds, shares=shares),
            *other_counts(claim, worlds),
            *figures_of_each_period(claim, worlds),
            *change_of_share(claim, worlds),
        ]
        if any(decide(claim, earlier).verdict is Verdict.HOLDS for earlier in before):
            found.append(Reading("before_correction", claim, before_correction(claim.statistic)))
        if found:
            return tuple(
                Instead(one.reading, one.sentence, one.claim.statistic)
                for one in found[:_MOST_READINGS]
            )
    return ()


def _answer(
    read: Read,
    one: Judged,
    judged: Mapping[int, Judged],
    worlds: Worlds,
    instead: tuple[Instead, ...],
    hidden: tuple[str, ...],
) -> Answer:
    decision = one.decision
    if one.conflict:
        mentions = [judged[n].claim for n in one.conflict]
        because = reason_for_conflict(one.claim, mentions, worlds)
    else:
        because = reason(one.claim, decision, one.replies, worlds)
    wording = remarks(one.claim, decision, worlds)
    shown = one.replies if one.conflict else decision
    return Answer(
        read.mention,
        decision.verdict,
        because,
        one.claim,
        shown.low,
        shown.high,
        decision.open_forces if decision.verdict is Verdict.DEPENDS else (),
        one.conflict,
        instead,
        (*wording, *hidden),
    )
