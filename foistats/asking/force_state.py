"""What became of a request at one force, as of a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from foistats.aggregation.coverage import Standing, first_received_on
from foistats.asking.chased import Chased, last_chased, next_letter_on
from foistats.asking.waiting import Waiting, waiting
from foistats.inbox.aside import Aside
from foistats.intake.days import due_on, working_days_taken
from foistats.intake.stock import Stock
from foistats.model.words import outcome_in_words
from foistats.naming.forces import force_country
from foistats.records import Response
from schemas.vocabulary import Outcome

_NO_FIGURE = "no figure"
_ANSWERS = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)
OVERVIEW_WORDS = ("answered", _NO_FIGURE, "refused", "no reply yet", "other")
"""The few words of the overview, under each of which forces are counted."""


class Letters(NamedTuple):
    """What forces wrote beside replies, and the letters that were sent to them."""

    aside: tuple[Aside, ...] = ()
    chased: tuple[Chased, ...] = ()


NO_LETTERS = Letters()
NOT_WAITING = Waiting(None)


class ForceState(NamedTuple):
    """What became of the request at one force, as of today; `received_on` is its first reply's.

    `since` is what passed while it was silent, `chased_on` the day of the latest letter to it, and
    `next_letter_on` the day from which it is written to again.
    """

    force_id: str
    became: str
    received_on: date | None
    days_taken: int | None
    due_on: date | None
    overdue: bool
    since: Waiting = NOT_WAITING
    chased_on: date | None = None
    next_letter_on: date | None = None

    @property
    def outcome(self) -> str:
        """Which of the few words of the overview it comes under."""
        if self.became.startswith("answered"):
            return "answered"
        return next((word for word in OVERVIEW_WORDS if self.became.startswith(word)), "other")


def force_state(
    stock: Stock,
    force_id: str,
    standing: Standing,
    *,
    today: date,
    read: Mapping[str, Any] | None = None,
    letters: Letters = NO_LETTERS,
) -> ForceState:
    """What became of the request at one force; silence is overdue once the law's time has run out.

    Where a line of responses.csv can't be given to any force, no silence is certain. `read` is the
    force's row of the last run's coverage: what its documents say where nobody wrote an outcome.
    """
    sent_on, country, response = stock.request.sent_on, force_country(force_id), standing.response
    due = due_on(sent_on, country)
    outcome, section = _outcome(response, read)
    silent = outcome is Outcome.NO_RESPONSE and not standing.unsettled
    became = (
        outcome_in_words(outcome) if outcome is not None else "came in; what it says isn't settled"
    )
    if outcome in _ANSWERS and read is not None and not read["periods_answered"]:
        became = f"{_NO_FIGURE} is counted of what it {became}"
    if standing.unsettled:
        became = f"unsettled: {standing.unsettled}"
    elif response is None and stock.settlement.unnamed:
        became = "no reply yet, unless an unreadable line of responses.csv is this force's"
    elif section:
        section = section.replace("|", ", ")
        named = section if section.casefold().startswith("s") else f"section {section}"
        became = f"{became}, {named}"
    if response is not None and (withheld := stock.withheld(response)):
        became = f"{became}; sealed: {', '.join(withheld)}"
    since = waiting(force_id, sent_on, aside=letters.aside, chased=letters.chased, today=today)
    if silent and since.said:
        became = f"{became}; {since.said}"
    due = since.due_on if silent else since.due_on or due
    received_on = response.received_on if response is not None and not silent else None
    first_on = None if silent else first_received_on(stock, force_id)
    if first_on is not None and received_on is not None and first_on < received_on:
        became = f"{became}; replaced on {received_on}"
    return ForceState(
        force_id,
        became,
        first_on,
        working_days_taken(sent_on, first_on, country) if first_on is not None else None,
        due,
        silent and due is not None and due < today,
        since if silent else NOT_WAITING,
        chased_on=last_chased(letters.chased, force_id),
        next_letter_on=next_letter_on(letters.chased, force_id),
    )


def _outcome(
    response: Response | None, read: Mapping[str, Any] | None
) -> tuple[Outcome | None, str]:
    """The outcome and its section as written, or as the last run read them in the documents."""
    if response is None:
        return Outcome.NO_RESPONSE, ""
    outcome, section = response.outcome, response.section.strip()
    if read is not None and read["response_id"] == response.response_id:
        outcome = outcome or (Outcome(read["outcome"]) if read["outcome"] else None)
        if outcome is not Outcome.ANSWERED:
            section = section or read["section"]
    return outcome, section
