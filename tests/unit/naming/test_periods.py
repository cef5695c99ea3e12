"""Periods as written. The expected days are those a person reads in the text."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foistats.errors import AmbiguousPeriod, UnreadablePeriod
from foistats.model.values import Period
from foistats.naming.periods import (
    PeriodPart,
    combine,
    label_of,
    period_reading,
    periods_of,
    periods_of_days,
    read_period,
)
from foistats.naming.periods.extents import year_cut_short
from foistats.naming.periods.spans import FIRST_YEAR, LAST_YEAR, year_labelled
from schemas.vocabulary import PeriodKind

K = PeriodKind


def day(text: str) -> date:
    return date.fromisoformat(text)


def fy(start: int) -> Period:
    return Period(date(start, 4, 1), date(start + 1, 3, 31), K.FINANCIAL_YEAR)


def cy(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), K.CALENDAR_YEAR)


SPELLINGS = {
    ("2016-04-01", "2017-03-31", K.FINANCIAL_YEAR): [
        "2016/17", "2016/2017", "2016-17", "16-17", "16/17", "2016 / 17", "2016–17", "2016_17",
        "FY 2016/17", "FY16/17", "F/Y 2016/17", "FY2016-17", "FY 2016-2017",
        "Financial Year 2016-2017",
        "Fin Yr 16/17", "2016/17 FY", "2016/17 (financial year)", "Year ending March 2017",
        "YE Mar 17",
        "year to March 2017", "12 months to 31 March 2017", "FYE 2017",
        "Financial year ending March 2017",
        "1 April 2016 to 31 March 2017", "1st April 2016 – 31st March 2017",
        "01/04/2016 - 31/03/2017",
        "01.04.16-31.03.17", "April 2016 - March 2017", "Apr 16 - Mar 17", "Apr-16 to Mar-17",
        "2016-04-01 to 2017-03-31", "between 1 April 2016 and 31 March 2017", "2016/17 (Apr-Mar)",
        "2016/17*", "2016/17 (1)", "2016/17 [note 3]", "2016/17¹", " 2016/17 ", "2016/17\u00a0",
        "2016-2017 (Apr-Mar)", "o 1 Ebrill 2016 i 31 Mawrth 2017",
    ],
    ("2019-01-01", "2019-12-31", K.CALENDAR_YEAR): [
        "2019", "2019.0", "2019*", "calendar year 2019", "CY2019", "CY 2019", "Jan-Dec 2019",
        "2019 (Jan-Dec)",
        "January to December 2019", "1 January 2019 to 31 December 2019",
        "year to 31 December 2019",
        "2019 (calendar year)", "Year 2019", "01/01/2019-31/12/2019",
    ],
    ("2021-04-01", "2021-12-31", K.PART_YEAR): [
        "Apr–Dec 2021", "April to December 2021", "01.04.21-31.12.21", "1 April - 31 December 2021",
        "2021/22 (to December)", "2021/22 (Apr - Dec)", "9 months to December 2021",
        "2021 (Apr-Dec)",
    ],
    ("2021-01-01", "2021-09-30", K.PART_YEAR): [
        "2021 (to September)", "2021 (Jan - Sep)", "2021 Jan-Sep", "2021 (up to 30 September)",
    ],
    ("2017-04-01", "2017-06-30", K.QUARTER): [
        "Q1 2017/18", "2017/18 Q1", "Apr-Jun 2017", "2017/18 (Q1 only)", "Q1 (2017/18)",
        "Quarter 1 2017-18",
        "Qtr 1 FY17/18", "April to June 2017", "1 April 2017 - 30 June 2017",
        "quarter ending June 2017",
    ],
    ("2018-04-01", "2018-04-30", K.MONTH): [
        "April 2018", "Apr-18", "Apr 18", "Apr '18", "2018-04", "04/2018", "Ebrill 2018",
        "2018/19 (April)",
        "1 April 2018 to 30 April 2018",
    ],
    ("2016-04-01", "2021-03-31", K.MULTI_YEAR): [
        "2016/17–2020/21", "2016/17 to 2020/21", "16/17 - 20/21", "1 April 2016 - 31 March 2021",
        "5 years 2016/17 to 2020/21", "5 years: 2016/17 to 2020/21", "2016/17 to 2020/21 (5 years)",
        "five years to March 2021", "2016-2017 to 2020-2021", "April 2016 to March 2021",
        "5 years to 2020/21",
    ],
    ("2018-10-01", "2020-03-31", K.MULTI_YEAR): ["October 2018 to March 2020", "Oct 18 - Mar 20"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, expected) for expected, texts in SPELLINGS.items() for text in texts],
)
def test_a_period_is_read_in_every_spelling(
    text: str, expected: tuple[str, str, PeriodKind]
) -> None:
    start, end, kind = expected
    assert read_period(text) == Period(day(start), day(end), kind)


@pytest.mark.parametrize(
    "text",
    [
        "2018/20", "2019/21", "2020/21 (part)", "2021 YTD", "2021 to date", "since 2019",
        "2019 onwards",
        "1970s", "2010s", "1950", "2050", "2049/50", "30 September 20123", "2019/203", "2019/201",
        "1 April 2018 to 1 April 2019",
        "1 April 2018", "13/04/2017", "13th October 2025", "2019/20 (2018/19)", "2018 and 2019",
        "2016 to 2015", "academic year 2019/20", "2019/20 (academic year)",
        "6 years 2016/17 to 2020/21",
        "03/31/2018 - 04/30/2019", "Apr-Mar 2019", "2019-20-21", "2017/18 2018/19", "٢٠١٩",
        "２０１９",
        "1e3", "2019-2019", "years to 2020/21", "to March 2020", "2019 Total", "10/11/12",
        "FOI 1306/25",
        "Section 12", "Act 2000", "86/2", "Rape", "Under 18", "1,204", "1-4", "18-24", "16-18", "",
        "29 February to 31 March 2019", "Jan-Feb", "12", "Year ending 2019",
        "5 financial years 2016 to 2019",
    ],
)  # fmt: skip
def test_what_is_not_plainly_one_period_is_refused(text: str) -> None:
    assert period_reading(text) is None
    with pytest.raises(UnreadablePeriod):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("2020-2021", {fy(2020), Period(date(2020, 1, 1), date(2021, 12, 31), K.MULTI_YEAR)}),
        (
            "2015-2020",
            {
                Period(date(2015, 1, 1), date(2020, 12, 31), K.MULTI_YEAR),
                Period(date(2015, 4, 1), date(2020, 3, 31), K.MULTI_YEAR),
            },
        ),
        ("FY2019", {fy(2019), fy(2018)}),
        ("2011-12", {fy(2011), Period(date(2011, 12, 1), date(2011, 12, 31), K.MONTH)}),
        (
            "Q1 2019",
            {
                Period(date(2019, 1, 1), date(2019, 3, 31), K.QUARTER),
                Period(date(2019, 4, 1), date(2019, 6, 30), K.QUARTER),
                Period(date(2018, 4, 1), date(2018, 6, 30), K.QUARTER),
            },
        ),
    ],
)
def test_a_text_with_two_meanings_gives_both_and_is_refused(
    text: str, meanings: set[Period]
) -> None:
    reading = period_reading(text)
    assert reading is not None
    assert set(reading.alternatives) == meanings
    assert reading.period is None
    with pytest.raises(AmbiguousPeriod, match="write the one that is meant"):
        read_period(text)


def test_the_number_of_years_settles_which_years_are_meant() -> None:
    # Calendar 2015 to 2020 would be six years.
    assert read_period("5 years 2015-2020") == Period(
        date(2015, 4, 1), date(2020, 3, 31), K.MULTI_YEAR
    )


@pytest.mark.parametrize(
    ("value", "bare"),
    [(2019, True), ("2019", True), (2019.0, True), ("16-17", True), ("18/19", True), ("2018/19",
    False)],
)  # fmt: skip
def test_what_could_be_a_count_an_age_or_a_code_is_bare(value: object, bare: bool) -> None:
    reading = period_reading(value)
    assert reading is not None
    assert reading.bare is bare


@pytest.mark.parametrize("value", [True, None, 12, 2019.5, 20181, float("nan"), float("inf"), 1973])
def test_numbers_that_are_no_year_are_no_period(value: object) -> None:
    assert period_reading(value) is None


def test_a_typed_date_is_never_a_period_by_itself() -> None:
    assert period_reading(datetime(2018, 4, 1)) is None
    assert period_reading(date(2018, 4, 1)) is None


@pytest.mark.parametrize(
    "text", ["12 months to September 2019", "Oct 2018 to Sep 2019", "Oct18 to Sep19"]
)
def test_twelve_months_that_are_no_financial_year_are_never_one(text: str) -> None:
    assert read_period(text) == Period(day("2018-10-01"), day("2019-09-30"), K.OTHER_YEAR)


def months_of(days: list[date]) -> tuple[Period, ...] | None:
    return periods_of_days(days, months=False, year_ends=False)


def test_typed_dates_are_months_only_when_they_follow_one_another() -> None:
    months = months_of([datetime(2018, 12, 1), date(2019, 1, 1)])
    assert months == (
        Period(date(2018, 12, 1), date(2018, 12, 31), K.MONTH),
        Period(date(2019, 1, 1), date(2019, 1, 31), K.MONTH),
    )
    assert months_of([date(2018, 4, 1), date(2018, 6, 1)]) is None
    assert months_of([date(2018, 4, 2), date(2018, 5, 2)]) is None
    assert months_of([date(2018, 4, 1)]) is None
    long_run = [date(2018 + month // 12, month % 12 + 1, 1) for month in range(20) if month != 7]
    assert months_of(long_run) is not None
    assert months_of(long_run[:2] + long_run[9:11]) is None


@pytest.mark.parametrize(
    ("year", "text", "start", "end"),
    [
        (fy(2018), "Apr", "2018-04-01", "2018-04-30"),
        (fy(2018), "January", "2019-01-01", "2019-01-31"),
        (fy(2018), "Q1", "2018-04-01", "2018-06-30"),
        (fy(2018), "Quarter 4", "2019-01-01", "2019-03-31"),
        (cy(2019), "Q1", "2019-01-01", "2019-03-31"),
        (cy(2019), "April", "2019-04-01", "2019-04-30"),
        # The text says which months its first quarter has.
        (cy(2019), "Q1 (Apr-Jun)", "2019-04-01", "2019-06-30"),
    ],
)
def test_a_month_or_quarter_takes_its_place_in_the_year(
    year: Period, text: str, start: str, end: str
) -> None:
    reading = period_reading(text)
    assert reading is not None
    assert reading.part is not None
    found = combine(year, reading.part)
    assert (found.start, found.end) == (day(start), day(end))


def test_a_month_of_several_years_is_refused() -> None:
    years = read_period("2016/17 to 2020/21")
    with pytest.raises(UnreadablePeriod, match="not one year"):
        combine(years, PeriodPart(K.MONTH, 4))


def test_periods_of_gives_each_single_period() -> None:
    assert periods_of(K.FINANCIAL_YEAR, fy(2016), fy(2018)) == (fy(2016), fy(2017), fy(2018))
    assert periods_of(K.CALENDAR_YEAR, cy(2017), cy(2018)) == (cy(2017), cy(2018))
    months = periods_of(K.MONTH, fy(2018), fy(2018))
    assert len(months) == 12
    assert (months[0].start, months[-1].end) == (date(2018, 4, 1), date(2019, 3, 31))
    quarters = periods_of(K.QUARTER, fy(2018), fy(2018))
    assert [quarter.start.month for quarter in quarters] == [4, 7, 10, 1]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2018-19", "2018/19"),
        ("2019", "2019"),
        ("April to December 2021", "Apr–Dec 2021"),
        ("1 April 2016 - 31 March 2021", "2016/17–2020/21"),
        ("Apr-Jun 2017", "Q1 2017/18"),
        ("Apr-18", "April 2018"),
        ("1999/2000", "1999/00"),
        ("13 March 2020 to 5 June 2020", "13 Mar 2020–5 Jun 2020"),
    ],
)
def test_a_label_is_short_and_clear(text: str, label: str) -> None:
    assert label_of(read_period(text)) == label


days = st.dates(date(1974, 1, 1), date(2049, 12, 31))


@given(days, days)
def test_a_label_reads_back_to_its_own_period(one: date, other: date) -> None:
    start, end = sorted((one, other))
    written = f"{start.isoformat()} to {end.isoformat()}"
    try:
        period = read_period(written)
    except UnreadablePeriod:
        return
    assert (period.start, period.end) == (start, end)
    assert read_period(label_of(period)) == period


@given(st.integers(1974, 2048), st.integers(1, 12), st.integers(1, 40))
def test_a_label_of_whole_months_reads_back_to_its_own_period(
    year: int, month: int, months: int
) -> None:
    after = date(year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1, 1)
    end = date.fromordinal(after.toordinal() - 1)
    try:
        period = read_period(f"{year}-{month:02d}-01 to {end.isoformat()}")
    except UnreadablePeriod:
        # Only twelve months that are no sort of year, and years beyond the last, are refused.
        assert (months == 12 and month not in (1, 4)) or end.year > 2049
        return
    assert (period.start, period.end) == (date(year, month, 1), end)
    assert (period.kind is K.MULTI_YEAR) == (months > 12)
    assert read_period(label_of(period)) == period


@given(st.text(st.sampled_from("0123456789/-– .()[]*JanMarQYFto1april"), max_size=24))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = period_reading(text)
    if reading is not None:
        filled = [reading.period is not None, bool(reading.alternatives), reading.part is not None]
        assert sum(filled) == 1


@given(st.integers(1974, 2049), st.sampled_from("٠०０𝟎"))
def test_only_ascii_digits_make_a_year(year: int, zero: str) -> None:
    foreign = "".join(chr(ord(zero) + int(digit)) for digit in str(year))
    assert period_reading(foreign) is None
    assert period_reading(f"{foreign}/{year % 100 + 1:02d}") is None


@pytest.mark.parametrize(
    "text", ["the year 2049/50 to date", "2049/50 (part year)", "part of 2049-50 only"]
)
def test_a_year_after_the_last_one_known_is_no_years_part_and_stops_nothing(text: str) -> None:
    assert year_cut_short(text) is None


def test_a_label_is_the_year_that_any_reading_of_it_gives() -> None:
    for year in range(FIRST_YEAR, LAST_YEAR):
        for written in (str(year), *(f"{year}/{other:02d}" for other in range(100))):
            if (found := year_labelled(written)) is not None:
                assert found == read_period(written)
        assert year_labelled(str(year)) is not None
        assert year_labelled(f"{year}/{(year + 1) % 100:02d}") is not None
