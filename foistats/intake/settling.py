"""Which responses stand: corrections replace what they supersede, and nothing is ever picked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from foistats.intake.responses import ResponseList, UnusableLine, file_name
from foistats.records import Problem, Response
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Outcome

_SAYS_NOTHING = (Outcome.NO_RESPONSE, Outcome.WITHDRAWN)


class Settlement(NamedTuple):
    """What counts. `standing` are responses that nothing supersedes, withdrawn ones included.

    `unsettled` are forces whose responses contradict one another, with the sentence why: none of
    their figures is counted. `unnamed` is True where a line can't be given to any force, so that
    silence of a force isn't certain. `replaced` has the id of each response that replaces another
    with the id of that other.
    """

    standing: frozenset[str]
    unsettled: Mapping[str, str]
    unnamed: bool
    problems: tuple[Problem, ...]
    replaced: tuple[tuple[str, str], ...] = ()


def settle_responses(listed: ResponseList, *, request_id: str) -> Settlement:
    """Follow `supersedes` to the responses that stand, force by force."""
    lines: list[Response | UnusableLine] = [*listed.responses, *listed.unusable]
    by_id = {line.response_id: line for line in lines if line.response_id}
    replaced, problems = _replaced(lines, by_id, request_id)
    superseded = {earlier for _, earlier in replaced}
    standing = [
        line for line in lines if not line.response_id or line.response_id not in superseded
    ]
    spoken: dict[str, list[Response | UnusableLine]] = defaultdict(list)
    for line in standing:
        if isinstance(line, UnusableLine) or line.outcome not in _SAYS_NOTHING:
            for force_id in line.force_ids:
                spoken[force_id].append(line)
    unsettled: dict[str, str] = {}
    for force_id, several in spoken.items():
        broken = [line for line in several if isinstance(line, UnusableLine)]
        named = ", ".join(line.response_id or f"line {line.line}" for line in several)
        if broken:
            unsettled[force_id] = f"line {broken[0].line} of responses.csv can't be used"
        elif len(several) > 1:
            unsettled[force_id] = (
                f"{named} are responses of the same force and none supersedes another"
            )
            problems.append(_twice(request_id, force_id, named, several))
    for line in standing:
        # A joint reply isn't divided: what is unsettled for one of its forces is for all.
        reason = next((unsettled[f] for f in line.force_ids if f in unsettled), None)
        if reason is not None and isinstance(line, Response) and line.outcome not in _SAYS_NOTHING:
            for force_id in line.force_ids:
                unsettled.setdefault(force_id, reason)
    ids = frozenset(line.response_id for line in standing if isinstance(line, Response))
    unnamed = any(not line.force_ids for line in listed.unusable)
    return Settlement(ids, unsettled, unnamed, tuple(problems), tuple(replaced))


def _replaced(
    lines: Sequence[Response | UnusableLine],
    by_id: Mapping[str, Response | UnusableLine],
    request_id: str,
) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Each response that replaces an earlier one, and the references that make no sense."""
    found: list[tuple[str, str]] = []
    problems: list[Problem] = []
    circles = _in_circles(by_id)
    for line in lines:
        if not line.supersedes:
            continue
        why = _why_not(line, by_id, circles)
        if why:
            problems.append(
                Problem(
                    ProblemCode.SUPERSEDES_UNKNOWN,
                    file_name(request_id),
                    f"line {line.line}",
                    f"{line.response_id or 'a line'} supersedes {line.supersedes!r}, {why}",
                    "the response_id of an earlier response of the same force",
                    "correct the column supersedes",
                    line.response_id,
                )
            )
        else:
            found.append((line.response_id, line.supersedes))
    return found, problems


def _why_not(
    line: Response | UnusableLine,
    by_id: Mapping[str, Response | UnusableLine],
    circles: frozenset[str],
) -> str:
    earlier = by_id.get(line.supersedes)
    if earlier is None:
        return "which no line has as its response_id"
    if line.response_id in circles:
        return "which leads back to itself"
    if not line.force_ids:
        # The line can't be used; what it meant to replace isn't to be relied on either.
        return ""
    if not set(earlier.force_ids) <= set(line.force_ids):
        return "which is a response of another force"
    return ""


def _in_circles(by_id: Mapping[str, Response | UnusableLine]) -> frozenset[str]:
    """The ids of the lines from which a chain of `supersedes` comes back to a line already met.

    Each line is followed once: a chain of ten thousand corrections takes no longer than its lines.
    """
    circular: dict[str, bool] = {}
    for start in by_id:
        met: dict[str, None] = {}
        at: str = start
        while at in by_id and by_id[at].supersedes and at not in circular and at not in met:
            met[at] = None
            at = by_id[at].supersedes
        circular |= dict.fromkeys(met, at in met or circular.get(at, False))
    return frozenset(response_id for response_id, is_one in circular.items() if is_one)


def _twice(
    request_id: str, force_id: str, named: str, several: Sequence[Response | UnusableLine]
) -> Problem:
    return Problem(
        ProblemCode.RESPONSE_TWICE,
        file_name(request_id),
        ", ".join(f"line {line.line}" for line in several),
        f"{named}, all of {force_id}",
        "one response per force that nothing supersedes",
        "write the earlier one's response_id under supersedes of the later, or withdraw one;"
        " until then neither is counted",
        several[-1].response_id,
    )
