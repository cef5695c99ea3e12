"""How long a force that hasn't replied has, after what passed between it and the requester.

A letter that asks what is meant stops the clock: it runs anew from the day on which that was
answered (FOIA 2000 s.1(3), FOISA 2002 s.1(3)). More time to weigh the public interest is the 2000
Act's alone (s.10(3)): the Information Commissioner holds forty working days in all to be the most.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from foistats.asking.chased import PATIENCE_DAYS, Chased, last_chased
from foistats.inbox.aside import Aside
from foistats.intake.days import due_on, working_days_taken
from foistats.naming.forces import force_country

WITH_THE_PUBLIC_INTEREST = 40


class Waiting(NamedTuple):
    """When a reply is due, and in words what there was in between.

    `due_says` is how a letter names that day. `to_answer` is True where the force waits for the
    requester; then nothing is due. `written_on` is the day of a letter that it got since its reply
    was due, `review_due` is True where nothing came of that.
    """

    due_on: date | None
    said: str = ""
    due_says: str = "The twentieth working day after my request was"
    to_answer: bool = False
    written_on: date | None = None
    review_due: bool = False


def waiting(
    force_id: str,
    sent_on: date,
    *,
    aside: Iterable[Aside],
    chased: tuple[Chased, ...],
    today: date,
) -> Waiting:
    """What a force that has not replied is waiting for, as of today."""
    country = force_country(force_id)
    found = Waiting(due_on(sent_on, country))
    written_on = last_chased(chased, force_id)
    last = {one.kind: one.on for one in aside if force_id in one.force_ids}
    if asked_on := last.get("clarification"):
        if written_on is None or written_on < asked_on:
            said = f"asked on {asked_on} what is meant: answer it"
            return Waiting(None, said, to_answer=True)
        found = Waiting(
            due_on(written_on, country),
            f"what is meant was answered on {written_on}",
            "The twentieth working day after my answer to your question was",
        )
    elif more_on := last.get("extension"):
        found = found._replace(said=f"asked for more time on {more_on}")
        if country != "Scotland" and found.due_on is not None and more_on <= found.due_on:
            found = found._replace(
                due_on=due_on(sent_on, country, WITH_THE_PUBLIC_INTEREST),
                due_says=f"You asked on {more_on.day} {more_on:%B} {more_on.year} for more time."
                " The fortieth working day after my request was",
            )
    elif fee_on := last.get("fee"):
        found = found._replace(said=f"asked for a fee on {fee_on}")
    elif acknowledged_on := last.get("acknowledgement"):
        found = found._replace(said=f"acknowledged on {acknowledged_on}")
    due = found.due_on
    if due is None or due >= today or written_on is None or written_on <= due:
        return found
    since = working_days_taken(written_on, today, country) or 0
    review_due = since >= PATIENCE_DAYS
    said = "internal review due" if review_due else found.said
    return found._replace(said=said, written_on=written_on, review_due=review_due)
