"""What stops a release: counts that it would uncover, by which figures, and what to do."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from foistats.disclosure.cases import Before, case_for, tables_in
from foistats.disclosure.deciding import Risk, risks_of, uncurable
from foistats.disclosure.rounding import Rounded, rounded
from foistats.disclosure.stating import Case, Contradicted, with_printed
from foistats.model.words import range_in_words
from foistats.records import Request
from foistats.workspace import Workspace
from schemas.vocabulary import DisclosureMethod

_MOST_SHOWN = 12


def what_uncovers(
    workspace: Workspace,
    request: Request,
    folder: Path,
    *,
    before: Sequence[Before],
    today: date,
) -> list[str]:
    """A sentence for each count that the release would uncover, with what to change."""
    case = case_for(workspace, request, tables_in(folder), before=before, today=today)
    if case is None:
        return []
    try:
        risks = _risks(case, declared=request.disclosure is not None)
    except Contradicted as refusal:
        return [str(refusal)]
    return [in_words(risk, declared=request.disclosure is not None) for risk in risks]


def _risks(case: Case, *, declared: bool) -> tuple[Risk, ...]:
    """What the request's policy, or the default, leaves at risk."""
    if not declared:
        return risks_of(case)
    if case.policy.method is DisclosureMethod.ROUND:
        return risks_when_rounded(case, rounded(case.current))
    return uncurable(case)


def in_words(risk: Risk, *, declared: bool) -> str:
    """What is at risk, by which figures, and what to do."""
    left = range_in_words((risk.left.low, risk.left.high))
    mark = range_in_words(risk.wanted)
    because = "; ".join(risk.because[:_MOST_SHOWN])
    more = len(risk.because) - _MOST_SHOWN
    if more > 0:
        because += f"; and {more} more"
    least = "the fewest figures that uncover it" if risk.smallest else "figures that uncover it"
    said = f"{risk.name} is protected as {mark} and can be worked out to be {left}"
    if because:
        said += f" from what is printed ({least}: {because})"
    if not risk.curable:
        return (
            f"{said}; nothing that is withheld now cures that: make no release, or have a person"
            " sign a waiver in waivers.toml"
        )
    if declared:
        return f"{said}; have a person sign a waiver in waivers.toml"
    return (
        f'{said}; write [disclosure] with method = "suppress" in request.toml, so that a release'
        " withholds figures, or have a person sign a waiver in waivers.toml"
    )


def risks_when_rounded(case: Case, by_number: Rounded) -> tuple[Risk, ...]:
    """What is at risk although figures are rounded."""
    return risks_of(with_printed(case, by_number.printed))
