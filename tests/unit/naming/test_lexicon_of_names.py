"""Each line of the tables of months and marks has an example that nothing else explains."""

import pytest

from foistats.errors import UnreadablePeriod
from foistats.model.values import Period
from foistats.naming import lexicon
from foistats.naming.counts import marks
from foistats.naming.counts.marks import is_mark
from foistats.naming.lexicon import Entry, entries
from foistats.naming.periods import other_years, read_period
from foistats.naming.periods.atoms import MONTH_NUMBERS


@pytest.mark.parametrize("entry", entries("months"), ids=lambda one: one.wording)
def test_a_name_of_a_month_is_read_as_that_month(entry: Entry) -> None:
    assert entry.example.casefold().split()[0] == entry.wording
    period = read_period(entry.example)
    assert (period.start.year, period.start.month) == (2019, int(entry.means))
    assert period == read_period(f"2019-{int(entry.means):02}-01 to {last_day_of(period)}")


def last_day_of(period: Period) -> str:
    return period.end.isoformat()


def test_each_month_is_there_and_no_name_stands_twice() -> None:
    names = [one.wording for one in entries("months")]
    assert len(names) == len(set(names)) == len(MONTH_NUMBERS)
    assert {int(one.means) for one in entries("months")} == set(range(1, 13))


def test_a_word_that_is_no_line_is_no_month() -> None:
    for name in ("Juny", "Febuary", "Mawr"):
        with pytest.raises(UnreadablePeriod):
            read_period(f"{name} 2019")


@pytest.mark.parametrize("entry", entries("marks"), ids=lambda one: one.wording)
def test_a_worded_mark_is_none_without_its_line(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_mark(entry.example)
    others = frozenset(one.wording for one in entries("marks") if one is not entry)
    monkeypatch.setattr(marks, "_worded", lambda: others)
    assert not is_mark(entry.example)


@pytest.mark.parametrize("entry", entries("years"), ids=lambda one: one.example)
def test_a_name_of_other_years_says_nothing_without_its_line(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches = (
        lexicon.joined,
        other_years._named,
        other_years.says_other_year,
    )
    others = tuple(one for one in entries("years") if one is not entry)
    assert other_years.says_other_year(entry.example)
    with monkeypatch.context() as patched:
        patched.setattr(lexicon, "entries", lambda _: others)
        for one in caches:
            one.cache_clear()
        says = other_years.says_other_year(entry.example)
    for one in caches:
        one.cache_clear()
    assert not says
