"""What changed between a response and the one that replaced it, figure by figure.

Both are read; only the newer gives observations. A figure that the newer lacks is gone, and told:
nothing of an older reply is kept silently. A reply that only says that it replaces another, without
a line that says so, is told as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from foistats.aggregation.gathering import asked_period, printed
from foistats.aggregation.outcomes import is_unread
from foistats.intake.stock import Stock
from foistats.model.values import Count, Period
from foistats.model.words import interval_in_words
from foistats.naming.spelling import fold
from foistats.records import Observation, Problem, ReadDocument, ReadResponse, Request, Response
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern, Outcome

# As many changed figures of one reply as a person goes through; how many more there are is told.
_SHOWN = 200
_REMEDY = "check what was published from the earlier reply"


class _Key(NamedTuple):
    """What makes two figures of two replies the same figure."""

    force_ids: tuple[str, ...]
    period: Period
    labels: tuple[str, ...]
    unit: str


class _Given(NamedTuple):
    """One count with its document."""

    path: str
    one: Observation


def revision_problems(stock: Stock, read: Mapping[str, ReadResponse]) -> list[Problem]:
    """One problem per figure that a newer response revises, adds or lacks; neighbours compared.

    `read` has every response that was read, superseded and withdrawn ones included, by its id.
    """
    by_id = {response.response_id: response for response in stock.responses}
    problems: list[Problem] = []
    for newer_id, older_id in stock.settlement.replaced:
        newer, older = by_id.get(newer_id), by_id.get(older_id)
        if newer is not None and older is not None and older_id in read:
            withdrawn = newer.outcome is Outcome.WITHDRAWN
            after = None if withdrawn else read.get(newer_id, ReadResponse(newer))
            problems += _changes(stock.request, newer, read[older_id], after)
    replacing = {newer_id for newer_id, _ in stock.settlement.replaced}
    for response in stock.responses:
        stands = response.response_id in stock.settlement.standing
        if (
            stands
            and response.outcome is Outcome.WITHDRAWN
            and response.response_id not in replacing
            and response.response_id in read
        ):
            problems += _changes(stock.request, response, read[response.response_id], None)
    return problems


def _changes(
    request: Request, response: Response, older: ReadResponse, newer: ReadResponse | None
) -> Iterator[Problem]:
    """What differs; `newer` is None where the older reply was withdrawn.

    A count of a period or unit that was not asked for was in no total: it revises nothing. Of a
    reply that gave only such counts, nothing can have been published.
    """
    earlier = older.response.response_id
    given = _figures(older)
    before = _countable(request, given)
    after = _countable(request, _figures(newer)) if newer is not None else {}
    if given and not before:
        return
    unread = [document.path for document in older.documents if is_unread(document.reading)]
    # Nothing was counted, and so nothing published, of a reply as long as it is sealed.
    if unread and not any(map(_is_sealed, older.documents)):
        what = f"{', '.join(unread)} of {earlier} can't be read: what has changed may be more"
        yield _problem(response, unread[0], "", what)
    elif not unread and not before and after:
        what = f"{len(after)} figures, and none in {earlier}, which it replaces"
        yield _problem(response, next(iter(after.values()))[0].path, "", what)
    if not before:
        return
    found = [
        (key, before.get(key, []), after.get(key, []))
        for key in sorted({**before, **after}, key=_order)
        if _values(before.get(key, [])) != _values(after.get(key, []))
        and not (unread and key not in before)
    ]
    gone = "withdrawn" if newer is None else f"none was read in {response.response_id}"
    for key, was, now in found[:_SHOWN]:
        at = (now or was)[0]
        then = _told(was) if was else f"none was read in {earlier}"
        what = f"{_named(key)}: {then}; {_told(now) if now else gone}"
        yield _problem(response, at.path, at.one.place, what)
    if len(found) > _SHOWN:
        path = (found[0][2] or found[0][1])[0].path
        yield _problem(
            response, path, "", f"{len(found) - _SHOWN} more figures that differ from {earlier}"
        )


def _is_sealed(document: ReadDocument) -> bool:
    return any(problem.code is ProblemCode.DOCUMENT_SEALED for problem in document.reading.problems)


def _figures(read: ReadResponse) -> dict[_Key, list[_Given]]:
    found: dict[_Key, list[_Given]] = defaultdict(list)
    for document in read.documents:
        for observation in document.reading.observations:
            if observation.concern not in (Concern.ASKED, Concern.BREAKDOWN):
                continue  # another thing than was asked revises nothing
            labels = tuple(fold(label) for label in observation.labels)
            key = _Key(
                tuple(sorted(observation.force_ids)), observation.period, labels, observation.unit
            )
            found[key].append(_Given(document.path, observation))
    return found


def _countable(request: Request, figures: Mapping[_Key, list[_Given]]) -> dict[_Key, list[_Given]]:
    return {
        key: given
        for key, given in figures.items()
        if key.unit == request.unit and asked_period(request, key.period) is not None
    }


def _values(given: Sequence[_Given]) -> list[tuple[int, int, str]]:
    """The counts in order, comparable; the same count in several tables is several counts."""
    return sorted(
        (
            -1 if one.count.low is None else one.count.low,
            -1 if one.count.high is None else one.count.high,
            "" if one.count.low is not None else one.count.status.value,
        )
        for _, one in given
    )


def _order(key: _Key) -> tuple[tuple[str, ...], date, date, tuple[str, ...], str]:
    return (key.force_ids, key.period.start, key.period.end, key.labels, key.unit)


def _named(key: _Key) -> str:
    parts = [" and ".join(key.force_ids), printed(key.period), " | ".join(key.labels), key.unit]
    return ", ".join(part for part in parts if part)


def _told(given: Sequence[_Given]) -> str:
    return " and ".join(f"{_count(one.count)} in {path}, {one.place}" for path, one in given)


def _count(count: Count) -> str:
    if count.low is None:
        return count.status.value
    return interval_in_words(count.low, count.high)


def _problem(response: Response, path: str, place: str, found: str) -> Problem:
    return Problem(
        ProblemCode.FIGURE_REVISED,
        path,
        place,
        found,
        "the figure of the earlier reply",
        _REMEDY,
        response.response_id,
    )


def unsaid_problems(stock: Stock, readings: Iterable[ReadResponse]) -> Iterator[Problem]:
    """Replies whose own words replace an earlier one of the force, which no line says."""
    by_force: dict[str, list[Response]] = defaultdict(list)
    for response in stock.responses:
        for force_id in response.force_ids:
            by_force[force_id].append(response)
    for read in readings:
        response = read.response
        replacing = any(document.reading.replacing for document in read.documents)
        if response.supersedes or not replacing:
            continue
        of_force = [one for force_id in response.force_ids for one in by_force[force_id]]
        earlier = _likeliest(stock, response, of_force)
        if earlier is None:
            continue
        for document in read.documents:
            for sentence in document.reading.replacing[:1]:
                yield Problem(
                    ProblemCode.SUPERSEDES_UNSAID,
                    document.path,
                    sentence.place,
                    f"{sentence.as_written[:_SHOWN]!r}, and nothing under supersedes",
                    "the response_id of the reply that it replaces",
                    f"write {earlier.response_id!r} under supersedes of {response.response_id},"
                    " if that is the reply meant",
                    response.response_id,
                )


def _likeliest(stock: Stock, response: Response, of_force: Iterable[Response]) -> Response | None:
    """The latest earlier one of its forces' responses that nothing replaces yet."""
    candidates = [
        one
        for one in of_force
        if one is not response
        and one.response_id in stock.settlement.standing
        and one.outcome is not Outcome.NO_RESPONSE
        and _is_earlier(one, response)
    ]
    return max(
        candidates,
        key=lambda candidate: (candidate.received_on or date.min, candidate.line),
        default=None,
    )


def _is_earlier(response: Response, other: Response) -> bool:
    if response.received_on is not None and other.received_on is not None:
        return (response.received_on, response.line) < (other.received_on, other.line)
    return response.line < other.line
