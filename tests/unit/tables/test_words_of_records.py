"""The words of lists of records: each line has an example that is judged otherwise without it."""

from collections.abc import Callable

import pytest

from foistats.naming import lexicon
from foistats.naming.lexicon import Entry, entries
from foistats.tables.record_lists import words as record_words
from foistats.tables.record_lists.words import (
    ColumnSays,
    DateKind,
    column_says,
    date_kind,
    is_bare_number,
    is_known_outcome,
    is_reference,
    names_sort_of_record,
    says_count,
    unmakes,
)

TABLE = "records"
of = entries
JUDGES: dict[str, Callable[[str], object]] = {
    "date": date_kind,
    "recorded": date_kind,
    "occurred": date_kind,
    "outcome": is_known_outcome,
    "unmakes": unmakes,
    "bare_number": is_bare_number,
    "reference": is_reference,
    "tally": says_count,
    "sort": names_sort_of_record,
}


def named(entry: Entry) -> str:
    return f"{entry.means}: {entry.wording}"


def forget() -> None:
    lexicon.words.cache_clear()
    for one in vars(record_words).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()


@pytest.mark.parametrize("entry", entries(TABLE), ids=named)
def test_a_word_is_judged_otherwise_without_its_line(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = JUDGES.get(entry.means, column_says)
    forget()
    with_it = judge(entry.example)
    kept = tuple(one for one in entries(TABLE) if one is not entry)
    with monkeypatch.context() as patched:
        patched.setattr(lexicon, "entries", lambda table: kept if table == TABLE else of(table))
        forget()
        without = judge(entry.example)
    forget()
    assert with_it != without
    assert with_it not in (False, None, ColumnSays.OPEN)


def test_no_line_stands_twice() -> None:
    words = [(one.means, word) for one in entries(TABLE) for word in one.wording.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Date", DateKind.PLAIN),
        ("Offence date", DateKind.PLAIN),
        ("Crime Recorded Date", DateKind.RECORDED),
        ("DateReported", DateKind.RECORDED),
        ("Created Date/Time", DateKind.RECORDED),
        ("Date occurred", DateKind.OCCURRED),
        ("Date arrested", None),
        ("Date charged", None),
        ("Date of birth", None),
        ("Date cancelled", None),
        ("Date printed", None),
        ("Date first committed", None),
        ("Date last updated", None),
        ("Ward", None),
    ],
)
def test_only_the_day_of_the_record_itself_dates_it(title: str, kind: DateKind | None) -> None:
    assert date_kind(title) is kind


def test_the_day_of_what_is_counted_is_the_day_of_the_record() -> None:
    assert date_kind("Date arrested", "Arrests for burglary") is DateKind.PLAIN
    assert date_kind("Date of seizure", "Knives seized") is DateKind.PLAIN
    assert date_kind("Date charged", "Arrests for burglary") is None


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Location of offence", ColumnSays.ATTRIBUTE),
        ("Victim Age Group", ColumnSays.ATTRIBUTE),
        ("Crime Number", ColumnSays.ATTRIBUTE),
        ("HO Offence Code", ColumnSays.OFFENCE),
        ("Crime Status", ColumnSays.OUTCOME),
        ("Offence 2", ColumnSays.OPEN),
        ("Linked offence", ColumnSays.OPEN),
        ("Suspect's previous offence", ColumnSays.OPEN),
        ("Transferred from", ColumnSays.OPEN),
        ("No. of offences", ColumnSays.OPEN),
        ("Type", ColumnSays.OPEN),
        ("Role", ColumnSays.OPEN),
    ],
)
def test_a_title_says_what_its_cells_are_or_leaves_it_open(title: str, says: ColumnSays) -> None:
    assert column_says(title) is says


def test_outcomes_that_let_a_crime_stand_are_known() -> None:
    for text in (
        "Charged/Summonsed",
        "Type 20 - Responsibility for further investigation transferred to another body",
        "Investigation complete - no suspect identified",
        "Not in the public interest",
        "Under investigation",
        "Undetected",
    ):
        assert is_known_outcome(text), text
    for text in ("Cancelled", "No crime", "No-crimed", "Duplicate", "Transferred", "Error", "NFI"):
        assert not is_known_outcome(text), text


def test_a_sort_of_record_is_no_offence() -> None:
    assert names_sort_of_record("Crime")
    assert names_sort_of_record("Incident")
    assert not names_sort_of_record("Burglary")
