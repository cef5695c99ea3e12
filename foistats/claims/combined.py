"""Mentions of which more than one statement has to be true, and those that a sentence denies."""

from collections.abc import Callable

from foistats.claims.contradictions import Judged
from foistats.claims.model import Answer, Claim, Read, Verdict
from foistats.claims.phrases import between, statistic_said
from foistats.claims.reading.directed import COMPARISON
from foistats.claims.reasons import reason
from foistats.claims.worlds import Worlds


def combined(
    read: Read, judged: Judged, worlds: Worlds, judge: Callable[[Claim, Worlds], Judged]
) -> Answer | None:
    """The answer on a mention with further statements; None where its own statement decides."""
    if "forces" in read.unsure and judged.decision.verdict is Verdict.FAILS:
        said = "The forces that were named before may be meant, and of those it says no figure."
        return Answer(read.mention, Verdict.UNRESOLVED, said, judged.claim)
    if read.denied:
        return _denied(read, judged, worlds)
    if not read.also or judged.decision.verdict is Verdict.FAILS:
        return None
    every = [judged, *(judge(claim, worlds) for claim in read.also)]
    for verdict in (Verdict.FAILS, Verdict.UNRESOLVED, Verdict.DEPENDS):
        found = [held for held in every if held.decision.verdict is verdict]
        if found:
            open_ = verdict is Verdict.FAILS and read.unsure
            shown = Verdict.UNRESOLVED if open_ else verdict
            return _answer(read, found[0], worlds, shown, because="")
    return None


def _denied(read: Read, judged: Judged, worlds: Worlds) -> Answer:
    """A denial is true where the statement is false in every world, and false where it is true.

    Where another reading of the sentence would turn the verdict, it stays open.
    """
    verdict = {Verdict.HOLDS: Verdict.FAILS, Verdict.FAILS: Verdict.HOLDS}.get(
        judged.decision.verdict, judged.decision.verdict
    )
    if verdict is Verdict.FAILS and (read.unsure or len(read.claims) > 1):
        verdict = Verdict.UNRESOLVED
    return _answer(read, judged, worlds, verdict, because="The sentence denies it. ")


def _answer(
    read: Read, judged: Judged, worlds: Worlds, verdict: Verdict, *, because: str
) -> Answer:
    decision = judged.decision
    said = because + reason(judged.claim, decision, judged.replies, worlds)
    if judged.claim.because == COMPARISON:
        what = statistic_said(judged.claim.statistic, unit=worlds.request.unit)
        given = between(judged.claim.statistic.kind, decision.low, decision.high)
        said = f"The sentence compares, and of that the figures decide: {what} is {given}."
    return Answer(
        read.mention,
        verdict,
        said,
        judged.claim,
        decision.low,
        decision.high,
        decision.open_forces if verdict is Verdict.DEPENDS else (),
    )
