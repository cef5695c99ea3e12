"""A draft whose numbers, with all that is printed, would uncover a protected count: that fails."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from foistats.claims.model import Answer, Bounds, Said, Verdict
from foistats.claims.ranges import constraints_of
from foistats.claims.shapes import shape_of
from foistats.claims.worlds import Worlds
from foistats.disclosure.attacking import Left
from foistats.disclosure.cases import Before, case_for, outside_of, tables_in
from foistats.disclosure.deciding import Risk, decide, risks_of
from foistats.disclosure.publication import Key
from foistats.disclosure.stating import Case, Contradicted, Outside, possible_problem
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
    except Contradicted:
        return tuple(answers)
    try:
        by_mention = _uncovering(case, withheld, known, said)
    except Contradicted:
        by_mention = _uncovering(case, withheld, known, _consistent(case, said))
    return tuple(
        _failed(answer, by_mention[number]) if number in by_mention else answer
        for number, answer in enumerate(answers)
    )


def _uncovering(
    case: Case,
    withheld: Collection[Key],
    known: Mapping[Key, Left],
    said: Mapping[int, Sequence[Outside]],
) -> Mapping[int, Sequence[Risk]]:
    """The numbers of a draft that uncover something, with what they do.

    The fewest numbers that do it with all that is printed are blamed, and taken out; then the rest
    is asked about again, until nothing is uncovered any more. A number that only repeats what is
    printed is never among them. `known` is what is at risk without the draft: no number is blamed
    for that.
    """
    found: dict[int, list[Risk]] = {}
    left = dict(said)
    while left:
        numbers = tuple(one for those in left.values() for one in those)
        with_draft = replace(case, outside=(*case.outside, *numbers))
        names = {number.name for number in numbers}
        risks = [
            risk
            for risk in risks_of(with_draft, withheld, among=names)
            if known.get(risk.key) != risk.left
        ]
        if not risks:
            break
        blamed = {
            mention: those
            for mention, parts in left.items()
            if (those := [r for r in risks if any(part.name in r.because for part in parts)])
        }
        # Where no set is found in time, any of them may be in it.
        found |= blamed or dict.fromkeys(left, risks)
        left = {mention: one for mention, one in left.items() if mention not in found}
    return found


def _said(answers: Sequence[Answer], worlds: Worlds) -> Mapping[int, Sequence[Outside]]:
    """What the numbers of a draft say of the counts, as figures; those that seem true.

    A share or a change in per cent says two things, one for each of its ends.
    """
    found: dict[int, Sequence[Outside]] = {}
    for number, answer in enumerate(answers):
        if answer.claim is None or answer.verdict not in _JUDGED:
            continue
        shape = shape_of(answer.claim.statistic, worlds)
        if shape is None:
            continue
        name = f"{_OF_A_MENTION}{number + 1} of this draft, “{answer.mention.text}”"
        found[number] = tuple(
            outside_of(constraint, name)
            for constraint in constraints_of(shape, _taken_for(answer, answer.claim.said), "")
        )
    return found


def _taken_for(answer: Answer, said: Said) -> Bounds:
    """Within which values a reader takes a true number to lie.

    Of a mere bound (`fewer than five`) and of a number that is only loosely true that is all that
    isn't false; of any other it is what a careful writer means by it.
    """
    sure, loose = said.sure, said.loose
    is_bound = (sure.low == loose.low) != (sure.high == loose.high)
    known = [one for one in (answer.low, answer.high) if one is not None]
    return loose if is_bound or not all(map(sure.holds, known)) else sure


def _consistent(
    case: Case, said: Mapping[int, Sequence[Outside]]
) -> Mapping[int, Sequence[Outside]]:
    """The numbers of a draft that can be true together with what is printed, in their order."""
    kept: dict[int, Sequence[Outside]] = {}
    outside = tuple(case.outside)
    for mention, those in said.items():
        try:
            possible_problem(replace(case, outside=(*outside, *those)))
        except Contradicted:
            continue
        kept[mention] = those
        outside = (*outside, *those)
    return kept


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
