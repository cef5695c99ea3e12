"""A request's protection for a person to look at: what is at risk, and what is withheld for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foistats.disclosure.cases import Before, case_for, in_force, tables_in
from foistats.disclosure.deciding import Decision, Risk, decide, risks_of
from foistats.disclosure.gate import what_uncovers
from foistats.disclosure.stating import Case
from foistats.disclosure.waivers import read_waivers
from foistats.model.words import range_in_words
from foistats.records import Request
from foistats.workspace import Workspace
from schemas.vocabulary import DisclosureMethod


@dataclass(frozen=True)
class Look:
    """What was found. `risks` are those if nothing was withheld; `decision` is what would be.

    `stopped` are the reasons for which a release is stopped.
    """

    case: Case | None
    risks: tuple[Risk, ...]
    decision: Decision | None
    stopped: tuple[str, ...]
    waivers: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The findings in plain text."""
        if self.case is None:
            yield "nothing is protected: request.toml has no [disclosure], and no force hid a count"
            return
        number = _counted(len(self.risks), "protected count")
        yield f"{number} could be worked out further if nothing was withheld"
        for risk in self.risks:
            left = range_in_words((risk.left.low, risk.left.high))
            yield f"  {risk.name}: {left}"
            for name in risk.because:
                yield f"    from {name}"
        if self.decision is not None and self.decision.withheld:
            figures = self.case.current.figures
            secondary = self.decision.secondary
            yield (
                f"{_counted(len(self.decision.withheld), 'figure')} would be withheld,"
                f" {secondary} of them for the sake of others:"
            )
            for key in sorted(self.decision.withheld):
                yield f"  {figures[key].name}"
        for said in self.waivers:
            yield f"waived: {said}"
        for said in self.stopped:
            yield f"a release is stopped: {said}"


def look(
    workspace: Workspace,
    request: Request,
    folder: Path,
    *,
    before: Sequence[Before],
    today: date,
) -> Look:
    """Attack the tables of a request as they would be printed."""
    case = case_for(workspace, request, tables_in(folder), before=before, today=today)
    if case is None:
        return Look(None, (), None, (), ())
    suppresses = case.policy.method is DisclosureMethod.SUPPRESS
    decision = decide(case) if request.disclosure is not None and suppresses else None
    stopped = what_uncovers(workspace, request, folder, before=before, today=today)
    waivers = in_force(read_waivers(workspace, request), today)
    return Look(
        case, risks_of(case), decision, tuple(stopped), tuple(waiver.said for waiver in waivers)
    )


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
