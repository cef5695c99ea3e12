"""One row per force asked: what became of the request there, and what stands where nothing came."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from foistats.aggregation.figures import Figure
from foistats.aggregation.gathering import Forces
from foistats.aggregation.outcomes import Told
from foistats.intake.days import due_on, working_days_taken
from foistats.intake.stock import Stock
from foistats.model.values import Period
from foistats.naming.forces import force_country, force_name
from foistats.records import ReadResponse, Response
from schemas.fields import DOCUMENT, RESPONSES
from schemas.problem_codes import ProblemCode
from schemas.tables import COVERAGE, Record
from schemas.vocabulary import Basis, Outcome, Status

_ABSENT = {
    Outcome.REFUSED: Status.REFUSED,
    Outcome.NEITHER_CONFIRM_NOR_DENY: Status.REFUSED,
    Outcome.NOT_HELD: Status.NOT_HELD,
    Outcome.NO_RESPONSE: Status.NO_RESPONSE,
}


class Standing(NamedTuple):
    """What stands for one force: its responses, and the sentence why they aren't settled, if so."""

    responses: tuple[Response, ...]
    unsettled: str

    @property
    def response(self) -> Response | None:
        """The one response that says what became of the request, if there is one."""
        if self.unsettled:
            return None
        # A note that nothing had come yet says nothing once something has, and neither does a
        # reply that was withdrawn beside one that was not.
        came = [r for r in self.responses if r.outcome is not Outcome.NO_RESPONSE]
        spoken = [r for r in came if r.outcome is not Outcome.WITHDRAWN]
        standing = spoken or came or self.responses
        return standing[-1] if standing else None


def standing_by_force(stock: Stock) -> dict[str, Standing]:
    """What stands for each force asked."""
    of_force: dict[str, list[Response]] = defaultdict(list)
    for response in stock.responses:
        if response.response_id in stock.settlement.standing:
            for force_id in response.force_ids:
                of_force[force_id].append(response)
    unsettled = stock.settlement.unsettled
    return {
        force_id: Standing(tuple(of_force[force_id]), unsettled.get(force_id, ""))
        for force_id in stock.request.asked_force_ids
    }


def first_received_on(stock: Stock, force_id: str) -> date | None:
    """The day of a force's first reply, whatever replaced it since: it decides on lateness."""
    return min(
        (
            one.received_on
            for one in stock.responses
            if force_id in one.force_ids
            and one.received_on is not None
            and one.outcome not in (Outcome.NO_RESPONSE, Outcome.WITHDRAWN)
        ),
        default=None,
    )


def absence_status(standing: Standing, told: Told | None, *, unnamed: bool) -> Status:
    """What stands for a period of which a force gave nothing; silence only where that is sure.

    `told` is what the force's response amounts to, None where it was withdrawn or there is none.
    """
    if standing.response is not None:
        outcome = told.outcome if told is not None else standing.response.outcome
        return _ABSENT.get(outcome, Status.NOT_AVAILABLE) if outcome else Status.NOT_AVAILABLE
    return Status.NOT_AVAILABLE if standing.unsettled or unnamed else Status.NO_RESPONSE


def coverage_rows(
    stock: Stock,
    readings: Sequence[ReadResponse],
    figures: Mapping[tuple[str, Period], Mapping[Forces, Figure]],
    told: Mapping[str, Told],
) -> list[Record]:
    """One row per force asked."""
    bases: dict[str, Counter[Basis]] = defaultdict(Counter)
    sealed: dict[str, str] = {}
    for read in readings:
        if notes := [f"{path} is sealed: it hides content" for path in _sealed(read)]:
            sealed[read.response.response_id] = "; ".join(notes)
        for document in read.documents:
            given = Counter(
                (observation.force_ids, observation.basis)
                for observation in document.reading.observations
            )
            for (forces, basis), number in given.items():
                for force_id in set(forces) & set(read.response.force_ids):
                    bases[force_id][basis] += number
    answered: dict[str, set[Period]] = defaultdict(set)
    for (_, period), of_period in figures.items():
        for forces in of_period:
            for force_id in forces:
                answered[force_id].add(period)
    return [
        _row(
            stock,
            force_id,
            standing,
            told.get(standing.response.response_id) if standing.response is not None else None,
            bases[force_id],
            len(answered[force_id]),
            sealed,
        )
        for force_id, standing in standing_by_force(stock).items()
    ]


def _sealed(read: ReadResponse) -> list[str]:
    """The documents of a response that are sealed: what it says isn't wholly known."""
    return [
        document.path
        for document in read.documents
        if any(p.code is ProblemCode.DOCUMENT_SEALED for p in document.reading.problems)
    ]


def _row(
    stock: Stock,
    force_id: str,
    standing: Standing,
    told: Told | None,
    bases: Counter[Basis],
    answered: int,
    sealed: Mapping[str, str],
) -> Record:
    request, response, country = stock.request, standing.response, force_country(force_id)
    received_on = response.received_on if response is not None else None
    first_on = first_received_on(stock, force_id) or received_on
    silent = absence_status(standing, told, unnamed=stock.settlement.unnamed) is Status.NO_RESPONSE
    outcome, source = _outcome(response, told, silent=silent)
    note = response.note if response is not None else standing.unsettled
    if not note and told is not None:
        note = told.note
    if not note and response is None and not silent:
        note = "a line of responses.csv names no known force: it may be this one's"
    known = [sealed[r.response_id] for r in standing.responses if r.response_id in sealed]
    note = "; ".join(part for part in (note, *known) if part)
    return COVERAGE.record(
        request_id=request.request_id,
        force_id=force_id,
        force_name=force_name(force_id),
        response_id=response.response_id
        if response is not None
        else "|".join(sorted(r.response_id for r in standing.responses)),
        outcome=outcome,
        outcome_from=source,
        section=told.section
        if told is not None
        else response.section
        if response is not None
        else "",
        refused=told.refused if told is not None else "",
        sent_on=request.sent_on,
        due_on=due_on(request.sent_on, country),
        first_received_on=first_on,
        received_on=received_on,
        days_taken=working_days_taken(request.sent_on, first_on, country) if first_on else None,
        periods_asked=len(request.periods),
        periods_answered=answered,
        **{f"observations_{basis.value}": bases[basis] for basis in Basis},
        joint_with="|".join(f for f in response.force_ids if f != force_id)
        if response is not None
        else "",
        note=note,
    )


def _outcome(response: Response | None, told: Told | None, *, silent: bool) -> tuple[str, str]:
    """The outcome and whether responses.csv says so or a document does; none where none is sure."""
    if response is None:
        return (Outcome.NO_RESPONSE.value, RESPONSES) if silent else ("", "")
    outcome = told.outcome if told is not None else response.outcome
    if outcome is None:
        return "", ""
    return outcome.value, RESPONSES if response.outcome is not None else DOCUMENT
