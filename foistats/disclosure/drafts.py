"""A draft whose numbers, with all that is printed, would uncover a protected count: that fails."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from foistats.claims.model import Answer, Verdict
from foistats.claims.ranges import constraints_of
from foistats.claims.shapes import shape_of
from foistats.claims.worlds import Worlds
from foistats.disclosure.cases import Before, case_for, outside_of, tables_in
from foistats.disclosure.deciding import Risk, decide, risks_of
from foistats.disclosure.stating import Contradicted, Outside
from foistats.model.words import range_in_words
from foistats.workspace import Workspace
from schemas.vocabulary import DisclosureMethod

_OF_A_MENTION = "number "
_JUDGED = (Verdict.HOLDS, Verdict.DEPENDS)


def with_disclosure(
    answers: Sequence[Answer],
    workspace: Workspace,
    worlds: Worlds,
    folder: Path,
    *,
    before: Sequence[Before],
    today: date,
) -> tuple[Answer, ...]:
    """The answers on a draft; a number fails by which a protected count could be worked out.

    The draft is read beside everything that is printed: earlier releases, and these tables without
    what the request's policy withholds.
    """
    said = _said(answers, worlds)
    case = case_for(workspace, worlds.request, tables_in(folder), before=before, today=today)
    if case is None or not said:
        return tuple(answers)
    try:
        withheld = (
            decide(case).withheld
            if worlds.request.disclosure is not None
            and case.policy.method is DisclosureMethod.SUPPRESS
            else frozenset()
        )
        known = {risk.key: risk.left for risk in risks_of(case, withheld, explain=False)}
        with_draft = replace(case, outside=(*case.outside, *said.values()))
        risks = risks_of(with_draft, withheld)
    except Contradicted:
        return tuple(answers)
    by_mention: dict[int, list[Risk]] = {}
    for risk in risks:
        if known.get(risk.key) == risk.left:
            continue
        named = [one._replace(name="") for one in said.values() if one.name in risk.because]
        for mention, one in said.items():
            # Of numbers that say the same, such as the ends of a range, only one is needed.
            if one._replace(name="") in named:
                by_mention.setdefault(mention, []).append(risk)
    return tuple(
        _failed(answer, by_mention[number]) if number in by_mention else answer
        for number, answer in enumerate(answers)
    )


def _said(answers: Sequence[Answer], worlds: Worlds) -> Mapping[int, Outside]:
    """What the numbers of a draft say of the counts, as figures; those that seem true."""
    found = {}
    for number, answer in enumerate(answers):
        if answer.claim is None or answer.verdict not in _JUDGED:
            continue
        shape = shape_of(answer.claim.statistic, worlds)
        if shape is None or shape.inverse:
            continue
        *_, constraint = constraints_of(shape, answer.claim.said.gives_away, "")
        name = f"{_OF_A_MENTION}{number + 1} of this draft, “{answer.mention.text}”"
        found[number] = outside_of(constraint, name)
    return found


def _failed(answer: Answer, risks: Sequence[Risk]) -> Answer:
    """The answer on a number that uncovers something; what it would uncover isn't repeated."""
    of = "; ".join(
        f"{risk.name} (protected as {range_in_words(risk.wanted)})" for risk in risks[:3]
    )
    return replace(
        answer,
        verdict=Verdict.FAILS,
        because=(
            "With what is printed, this number would let a reader work out a protected count:"
            f" {of}. Leave it out, or give a range."
        ),
        low=None,
        high=None,
        settled_by=(),
        instead=(),
        wording=(),
    )
