"""Counts as written. The expected bounds are those that the words state."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foistats.errors import UnreadableCount
from foistats.model.values import Count
from foistats.naming.counts import CellSense, is_mark, mark_key, read_count, sense_of
from schemas.vocabulary import Status


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,204", 1204), (" 66776 ", 66776), ("0", 0), ("12", 12), ("12.0", 12), ("12.00", 12),
        ("1\u202f204", 1204), ("1\u00a0204", 1204), ("1\u2009204\u2009567", 1204567),
        ("1,204,567", 1204567), ("\u00a0 7 ", 7), ("999999999", 999999999),
        ("nil", 0), ("Nil", 0), ("zero", 0), ("none", 0), ("No offences recorded", 0),
        ("no crimes", 0), ("Five", 5), ("twelve", 12),
    ],
)  # fmt: skip
def test_an_exact_number_is_read(text: str, number: int) -> None:
    assert read_count(text) == Count(number, number, Status.REPORTED)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("<5", 0, 4), ("< 5", 0, 4), ("less than 5", 0, 4), ("fewer than 5", 0, 4), ("under 5",
        0, 4),
        ("Fewer than five", 0, 4), ("<1,000", 0, 999), ("below 10", 0, 9),
        ("<=5", 0, 5), ("≤10", 0, 10), ("5 or fewer", 0, 5), ("5 or less", 0, 5), ("up to 5", 0, 5),
        ("no more than 5", 0, 5),
        ("1-4", 1, 4), ("1 to 4", 1, 4), ("1–4", 1, 4), ("between 1 and 4", 1, 4), ("0-5", 0, 5),
        ("one to four", 1, 4), ("between 1 and 4 (inclusive)", 1, 4),
        (">100", 101, None), ("more than 100", 101, None), ("over 100", 101, None),
        ("100+", 100, None), ("at least 100", 100, None), ("≥100", 100, None), ("5 or more",
        5, None),
        ("suppressed", 0, None), ("Redacted", 0, None), ("withheld", 0, None),
    ],
)  # fmt: skip
def test_a_hidden_count_is_an_interval(text: str, low: int, high: int | None) -> None:
    assert read_count(text) == Count(low, high, Status.SUPPRESSED)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("no information held", Status.NOT_HELD), ("Not held", Status.NOT_HELD),
        ("no data held", Status.NOT_HELD), ("information not held", Status.NOT_HELD),
        ("not available", Status.NOT_AVAILABLE), ("Data not available", Status.NOT_AVAILABLE),
        ("not applicable", Status.NOT_APPLICABLE), ("no response", Status.NO_RESPONSE),
        ("refused", Status.REFUSED), ("exempt", Status.REFUSED), ("s40", Status.REFUSED),
        ("Section 40(2)", Status.REFUSED), ("S.12", Status.REFUSED),
        ("Refused under section 12", Status.REFUSED),
    ],
)  # fmt: skip
def test_an_absence_in_words_is_no_number(text: str, status: Status) -> None:
    assert read_count(text) == Count(None, None, status)


@pytest.mark.parametrize(
    "text",
    [
        "12,34", "1.204", "12.5", "007", "1_000", "1e3", "inf", "nan", "1 204", "٣", "１２", "12٣",
        "approximately 50", "c. 50", "~50", "50ish", "-5", "(5)", "12 (3)", "5%", "£5", "4-1", "<0",
        "2016-2017", "section 18", "section 47", "s20", "see tab 2", "12 and 13", "1000000000",
        "07700900123", "5*", "12 R", "Rape", "five hundred", "a", "", "-", "*", "..", "n/a",
        "1,2345",
        ",123", "1,,204", "+5", "0x10", "12..0",
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_count_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCount, match="correct"):
        read_count(text)


@pytest.mark.parametrize(
    "mark",
    ["-", "–", "—", "*", "**", "..", "...", "…", ":", "~", "x", "X", "z", "#", "$", "c", "n/a",
    "N/A",
     "na", "NK", ".", "R", "†", "?", "", " ", "[c]", "not recorded"],
)  # fmt: skip
def test_a_mark_means_nothing_by_itself(mark: str) -> None:
    assert is_mark(mark)
    with pytest.raises(UnreadableCount, match="nothing explains"):
        read_count(mark)


def test_a_mark_means_what_the_document_says() -> None:
    marks = {"–": Count(0, 0, Status.ZERO_BY_MARK), "R": Count(None, None, Status.REFUSED)}
    assert read_count("-", marks) == Count(0, 0, Status.ZERO_BY_MARK)
    assert read_count(" — ", marks) == Count(0, 0, Status.ZERO_BY_MARK)
    assert read_count("R", marks) == Count(None, None, Status.REFUSED)
    with pytest.raises(UnreadableCount):
        read_count("r", marks)


def test_a_declared_mark_narrows_an_interval_but_never_changes_a_number() -> None:
    marks = {"<5": Count(1, 4, Status.SUPPRESSED), "5": Count(0, 0, Status.ZERO_BY_MARK)}
    assert read_count("<5", marks).low == 1
    assert read_count("5", marks) == Count(5, 5, Status.REPORTED)


def test_marks_are_compared_without_their_typography() -> None:
    assert mark_key("–") == mark_key(" - ") == "-"
    assert mark_key("N/A") == mark_key("n/a")
    assert mark_key("R") != mark_key("r")


@pytest.mark.parametrize(
    ("value", "sense"),
    [
        (0, CellSense.COUNT), (1118, CellSense.COUNT), (12.0, CellSense.COUNT),
        ("1,204", CellSense.COUNT),
        (True, CellSense.BOOL), (False, CellSense.BOOL), (None, CellSense.BLANK),
        ("", CellSense.BLANK),
        ("\u00a0", CellSense.BLANK), (-3, CellSense.NEGATIVE), ("-3", CellSense.NEGATIVE),
        ("−3", CellSense.NEGATIVE), (0.5, CellSense.FRACTIONAL), ("12.5", CellSense.FRACTIONAL),
        ("1.204", CellSense.FRACTIONAL), ("12%", CellSense.PERCENT), ("12.5 %", CellSense.PERCENT),
        ("£450", CellSense.MONEY), ("<5", CellSense.INTERVAL), ("1-4", CellSense.INTERVAL),
        ("not held", CellSense.ABSENCE), ("s40", CellSense.ABSENCE), ("*", CellSense.MARK),
        ("n/a", CellSense.MARK), ("#REF!", CellSense.ERROR), ("#DIV/0!", CellSense.ERROR),
        ("#N/A", CellSense.ERROR), ("13/04/2017", CellSense.DATE),
        (date(2017, 4, 13), CellSense.DATE),
        (datetime(2017, 4, 13), CellSense.DATE), (time(9, 30), CellSense.DATE),
        ("Rape", CellSense.TEXT),
        ("12 (3)", CellSense.TEXT), ("2016-2017", CellSense.TEXT), (float("nan"), CellSense.ERROR),
        (float("inf"), CellSense.ERROR), (10**12, CellSense.TEXT), ("Unknown", CellSense.TEXT),
        ("Not stated", CellSense.TEXT), ("007", CellSense.TEXT),
    ],
)  # fmt: skip
def test_a_cell_has_one_sense(value: object, sense: CellSense) -> None:
    assert sense_of(value)[0] is sense


def test_true_is_not_the_count_one() -> None:
    assert sense_of(1)[1] == Count(1, 1, Status.REPORTED)
    assert sense_of(True)[1] is None


@pytest.mark.parametrize(
    ("text", "number", "flag"),
    [("5*", 5, "*"), ("5 (R)", 5, "(R)"), ("12†", 12, "†"), ("1,204 [1]", 1204, "[1]"), ("12 R",
    12, "R"),
     ("7¹", 7, "¹"), ("30 (provisional)", 30, "(provisional)")],
)  # fmt: skip
def test_a_flag_beside_a_count_is_given_back(text: str, number: int, flag: str) -> None:
    assert sense_of(text) == (CellSense.COUNT, Count(number, number, Status.REPORTED), flag)


def test_a_flag_beside_an_interval_is_given_back() -> None:
    assert sense_of("<5*") == (CellSense.INTERVAL, Count(0, 4, Status.SUPPRESSED), "*")


@given(st.integers(0, 999_999_999))
def test_a_number_is_read_back_with_and_without_commas(number: int) -> None:
    expected = Count(number, number, Status.REPORTED)
    assert read_count(str(number)) == expected
    assert read_count(f" {number:,} ") == expected
    assert sense_of(number)[1] == sense_of(str(number))[1] == expected


@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_an_interval_holds_its_ends(low: int, more: int) -> None:
    high = low + more
    if not (low >= 1900 and high <= 2100):
        assert read_count(f"{low}-{high}") == Count(low, high, Status.SUPPRESSED)
    assert read_count(f"<{high}") == Count(0, high - 1, Status.SUPPRESSED)
    assert read_count(f"{high:,} or fewer") == Count(0, high, Status.SUPPRESSED)


@given(st.text(st.characters(categories=["Nd", "No"]), min_size=1, max_size=6))
def test_only_ascii_digits_are_counted(text: str) -> None:
    sense, count, _ = sense_of(text)
    if count is not None:
        assert text[0].isascii()
        assert sense is CellSense.COUNT


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    sense, count, _ = sense_of(text)
    has_count = {CellSense.COUNT, CellSense.INTERVAL, CellSense.ABSENCE}
    assert (count is not None) == (sense in has_count)
    try:
        read_count(text)
    except UnreadableCount:
        return
    assert sense in has_count


@pytest.mark.parametrize("text", ["1 204", "12 345 678", "1 204.0"])
def test_a_number_with_blanks_stands_for_a_count_and_is_none(text: str) -> None:
    # It may be one number or two; as a heading it would be lost without a word.
    assert sense_of(text)[:2] == (CellSense.ERROR, None)


@pytest.mark.parametrize("text", ["2021 22", "1 2", "Area 204", "020 7230 1212", "1204 5"])
def test_other_numbers_with_blanks_stay_words(text: str) -> None:
    assert sense_of(text)[0] is CellSense.TEXT
