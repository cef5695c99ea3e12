"""What a row of headings settles together, and what running text speaks of."""

from datetime import date

import pytest

from foistats.naming.periods import label_of, period_reading, periods_in, settle


def settled(*texts: str) -> list[str] | None:
    readings = [period_reading(text) for text in texts]
    assert None not in readings
    periods = settle([reading for reading in readings if reading is not None])
    return [label_of(period) for period in periods] if periods is not None else None


def test_years_that_overlap_as_calendar_years_are_financial_years() -> None:
    assert settled("2016-2017", "2017-2018", "2018-2019") == ["2016/17", "2017/18", "2018/19"]


def test_a_lone_pair_of_years_stays_unsettled() -> None:
    assert settled("2020-2021") is None


def test_pairs_that_never_overlap_stay_unsettled() -> None:
    assert settled("2016-2017", "2018-2019") is None


def test_a_plain_financial_year_beside_it_settles_a_pair() -> None:
    assert settled("2019/20", "2020-2021") == ["2019/20", "2020/21"]


def test_bare_years_are_calendar_years_only() -> None:
    assert settled("2017", "2018", "2019") == ["2017", "2018", "2019"]


def test_a_total_of_the_years_beside_it_is_told_by_its_parts() -> None:
    years = ["2015/16", "2016/17", "2017/18", "2018/19", "2019/20"]
    assert settled(*years, "2015-2020") == [*years, "2015/16–2019/20"]
    assert settled("2018", "2019", "2018-2019") == ["2018", "2019", "Jan 2018–Dec 2019"]


def test_a_multi_year_total_is_never_read_as_a_year() -> None:
    periods = settle(
        [r for t in ("2016-2017", "2017-2018", "2016-2018") if (r := period_reading(t))]
    )
    assert periods is not None
    assert [period.end - period.start for period in periods] == [
        date(2017, 3, 31) - date(2016, 4, 1),
        date(2018, 3, 31) - date(2017, 4, 1),
        date(2018, 3, 31) - date(2016, 4, 1),
    ]
    assert [period.kind.value for period in periods] == [
        "financial_year",
        "financial_year",
        "multi_year",
    ]


def test_months_and_years_written_alike_are_told_apart_by_their_neighbours() -> None:
    assert settled("2010-11", "2011-12") == ["2010/11", "2011/12"]
    assert settled("2011-10", "2011-11", "2011-12") == [
        "October 2011",
        "November 2011",
        "December 2011",
    ]
    assert settled("2011-12") is None
    assert settled("09/10", "10/11", "11/12") == ["2009/10", "2010/11", "2011/12"]


def test_a_heading_that_stands_twice_counts_once() -> None:
    assert settled("2019-2020", "2020-2021", "2019-2020", "2020-2021") == ["2019/20", "2020/21"] * 2


def test_years_named_by_one_number_stay_unsettled() -> None:
    # FY2018, FY2019 may be 2018/19, 2019/20 or 2017/18, 2018/19.
    assert settled("FY2018", "FY2019") is None


def test_parts_without_a_year_are_not_settled() -> None:
    assert settled("Q1", "Q2") is None


def test_an_empty_axis_is_settled() -> None:
    assert settle([]) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Offences recorded between 1 April 2018 and 31 March 2019", ["2018/19"]),
        ("2014/15 to 2018/19", ["2014/15–2018/19"]),
        ("Sexual offences 2014/15 to 2018/19 by force", ["2014/15–2018/19"]),
        ("for the years 2019/20 to 2023/24", ["2019/20–2023/24"]),
        ("Table 2: robbery by weapon, 2016", ["2016"]),
        ("Crimes 2017/18, 2018/19 and 2019/20", ["2017/18", "2018/19", "2019/20"]),
        ("Offences in 2016 and 2017", ["2016", "2017"]),
        ("Please give, for calendar years 2017, 2018 and 2019:", ["2017", "2018", "2019"]),
        ("Data_2019-20", ["2019/20"]),
        ("Number of offences (2019/20)", ["2019/20"]),
        ("Public order 2019/20", ["2019/20"]),
        ("Police recorded crime, year ending March 2018", ["2017/18"]),
        ("Recorded April to December 2021 inclusive", ["Apr–Dec 2021"]),
        ("Recorded Apr-Dec 2021.", ["Apr–Dec 2021"]),
        ("Offences 1 Apr 2018 - 31 Mar 2019 - FOI 123/21", ["2018/19"]),
        ("2019/20 (to December)", ["Apr–Dec 2019"]),
        ("in the 12 months to September 2019", ["Oct 2018–Sep 2019"]),
    ],
)
def test_a_title_gives_the_periods_that_it_names(text: str, labels: list[str]) -> None:
    assert [label_of(r.period) for r in periods_in(text) if r.period is not None] == labels
    assert len(periods_in(text)) == len(labels)


@pytest.mark.parametrize(
    "text",
    [
        "FOI 1306/25", "Ref 2019/123", "FOI 2019/20", "section 12",
        "Freedom of Information Act 2000",
        "Data Protection Act 2018", "(as at 13/04/2017)", "as at 31 March 2019",
        "13th October 2025",
        "R = Revised since last publication in April 2017.", "Published January 2019", "since 2019",
        "up to March 2019", "2019 onwards", "2016 offences", "a total of 2016 crimes", "aged 16-17",
        "01274 375555", "Q1: how many offences", "May",
        "Offences in 18/19",
        "Children aged 10/11", "",
    ],
)  # fmt: skip
def test_laws_letters_ages_and_open_stretches_are_not_periods(text: str) -> None:
    assert periods_in(text) == ()


def test_an_ambiguous_pair_in_a_title_keeps_both_meanings() -> None:
    (reading,) = periods_in("Offences recorded in 2019-2020")
    assert reading.period is None
    assert len(reading.alternatives) == 2
