from datetime import date

import pytest

from foistats.intake.days import due_on, working_days_taken


@pytest.mark.parametrize(
    ("sent", "country", "due"),
    [
        # 2-5 (4), 8-12 (9), 15-18 (13), Good Friday, Easter Monday, 23-26 (17), 29, 30, 1 May.
        (date(2019, 4, 1), "England", date(2019, 5, 1)),
        # Easter Monday is no bank holiday in Scotland, so the 22nd counts as well.
        (date(2019, 4, 1), "Scotland", date(2019, 4, 30)),
        # 23, 24 (2), 27 (3), 30, 31 (5), 3 Jan (6; the 2nd is one in Scotland), 6-10 (11),
        # 13-17 (16), 20-23 (20).
        (date(2019, 12, 20), "England", date(2020, 1, 23)),
        (date(2019, 12, 20), "Scotland", date(2020, 1, 23)),
        # 12 July 2019 is one in Northern Ireland, which holds for England too: 1-5 (5), 8-11 (9),
        # 15-19 (14), 22-26 (19), 29 (20).
        (date(2019, 6, 28), "Wales", date(2019, 7, 29)),
        (date(2019, 6, 28), "Scotland", date(2019, 7, 26)),
        # The early May bank holiday of 2020 moved from Monday 4 to Friday 8.
        # 1 May, 4-7 (5), 11-15 (10), 18-22 (15), 26-29 (19; 25 is one), 1 June.
        (date(2020, 4, 30), "England", date(2020, 6, 1)),
    ],
)
def test_the_twentieth_working_day_after_sending(sent: date, country: str, due: date) -> None:
    assert due_on(sent, country) == due
    assert working_days_taken(sent, due, country) == 20


def test_a_reply_on_the_day_of_sending_took_no_working_day() -> None:
    assert working_days_taken(date(2019, 6, 3), date(2019, 6, 3), "England") == 0


def test_days_are_counted_over_the_turn_of_a_year() -> None:
    # 31 Dec; 1 and 2 Jan are bank holidays; 3 Jan.
    assert working_days_taken(date(2019, 12, 30), date(2020, 1, 3), "England") == 2


def test_the_islands_have_laws_of_their_own() -> None:
    assert due_on(date(2019, 6, 3), "Jersey") is None
    assert working_days_taken(date(2019, 6, 3), date(2019, 6, 4), "Isle of Man") is None


@pytest.mark.parametrize("day", [date.min, date(1000, 1, 1), date(3019, 6, 21), date.max])
@pytest.mark.parametrize("country", ["England", "Scotland"])
def test_days_at_the_ends_of_the_calendar_are_counted_or_left_open(day: date, country: str) -> None:
    due = due_on(day, country)
    assert (due is None) == (day == date.max)
    assert working_days_taken(day, day, country) == 0


@pytest.mark.parametrize("country", ["England", "Scotland"])
def test_days_are_counted_as_by_looking_at_each(country: str) -> None:
    """From any day to any other, forwards and back, as one day after the other comes due."""
    start = date(2018, 12, 20)
    ends = [start]
    for _ in range(40):  # each is the last of twenty working days after the one before
        ends.append(due_on(ends[-1], country) or date.max)
    for number, end in enumerate(ends):
        assert working_days_taken(start, end, country) == 20 * number
        assert working_days_taken(end, start, country) == -20 * number


def test_a_thousand_years_are_counted_like_one() -> None:
    taken = working_days_taken(date(2019, 6, 3), date(3019, 6, 3), "England")
    # A thousand years have 365,242 days or one more, 5 of 7 are weekdays, and no year has more than
    # 12 bank holidays; those of far years nobody has set yet.
    assert taken is not None
    assert 260_887 - 12_000 < taken <= 260_888
