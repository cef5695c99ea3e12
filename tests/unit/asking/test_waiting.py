"""How long a force has, after what passed between it and the requester."""

from datetime import date

from foistats.asking.chased import Chased
from foistats.asking.waiting import Waiting, waiting
from foistats.inbox.aside import Aside

SENT_ON = date(2025, 6, 2)
# Monday 2 June 2025. No bank holiday until 14 July (12 July, a Saturday, in Northern Ireland): the
# twentieth working day after is Monday 30 June, the fortieth Tuesday 29 July.
DUE, EXTENDED = date(2025, 6, 30), date(2025, 7, 29)


def of(
    *aside: tuple[str, date], written: date | None = None, today: date, force: str = "dorset"
) -> Waiting:
    chased = (Chased((force,), written, "A. Person"),) if written else ()
    letters = [Aside((force,), on, kind) for kind, on in aside]
    return waiting(force, SENT_ON, aside=letters, chased=chased, today=today)


def test_an_acknowledgement_is_told_and_moves_no_day() -> None:
    found = of(("acknowledgement", date(2025, 6, 4)), today=date(2025, 6, 20))
    assert (found.due_on, found.said) == (DUE, "acknowledged on 2025-06-04")


def test_more_time_for_the_public_interest_is_forty_days_but_not_in_scotland() -> None:
    more = ("extension", date(2025, 6, 26))
    assert of(more, today=date(2025, 7, 1)).due_on == EXTENDED
    assert of(more, today=date(2025, 7, 1), force="police-scotland").due_on == DUE


def test_more_time_asked_for_too_late_gives_none() -> None:
    assert of(("extension", date(2025, 7, 1)), today=date(2025, 7, 1)).due_on == DUE


def test_a_question_stops_the_clock_until_it_is_answered() -> None:
    asked = ("clarification", date(2025, 6, 6))
    found = of(asked, today=date(2025, 7, 20))
    assert found.to_answer
    assert found.due_on is None
    # Twenty working days after Monday 9 June: Monday 7 July.
    answered = of(asked, written=date(2025, 6, 9), today=date(2025, 7, 7))
    assert (answered.due_on, answered.to_answer) == (date(2025, 7, 7), False)


def test_a_letter_before_the_question_answers_nothing() -> None:
    asked = ("clarification", date(2025, 6, 6))
    assert of(asked, written=date(2025, 6, 5), today=date(2025, 6, 10)).to_answer


def test_ten_working_days_after_a_reminder_a_review_is_due() -> None:
    # From 1 July: 2, 3, 4, 7, 8, 9, 10, 11 July are eight, Monday 14 July is a bank holiday in
    # Northern Ireland, 15 and 16 July make ten.
    before = of(written=date(2025, 7, 1), today=date(2025, 7, 15))
    assert (before.review_due, before.written_on) == (False, date(2025, 7, 1))
    after = of(written=date(2025, 7, 1), today=date(2025, 7, 16))
    assert after.review_due
    assert after.said == "internal review due"


def test_a_letter_about_something_else_before_it_was_due_is_no_reminder() -> None:
    assert of(written=date(2025, 6, 9), today=date(2025, 8, 1)).written_on is None
