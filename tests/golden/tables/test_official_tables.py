"""Tables as statisticians publish them: columns of days beside quarters, shares, parts of a whole.

The expected counts were written down by hand beside each drawing, by the label of their period.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from foistats.naming.periods import label_of
from foistats.naming.periods.spans import calendar_year
from foistats.records import Asked, DocumentReading
from foistats.tables.concerns.held import COUNTED
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import PeriodKind
from tests.golden.tables.test_search import read

DETAINED = Asked(title="People detained", question="How many people were detained?", unit="people")


def counted(reading: DocumentReading) -> dict[str, list[int | None]]:
    """The counts that were asked for, by the label of their period."""
    found: dict[str, list[int | None]] = {}
    for one in reading.observations:
        if one.concern in COUNTED:
            found.setdefault(label_of(one.period), []).append(one.count.low)
    return found


def codes(reading: DocumentReading) -> set[P]:
    return {one.code for one in reading.problems}


def test_the_last_day_of_a_quarter_says_which_quarter_it_is(tmp_path: Path) -> None:
    drawing = """
    Date | Year | Quarter | People detained
    2016-09-30 | 2016 | 3 | 12
    2016-12-31 | 2016 | 4 | 15
    2017-03-31 | 2017 | 1 | 11
    """
    by_quarter = {"Q2 2016/17": [12], "Q3 2016/17": [15], "Q4 2016/17": [11]}
    assert counted(read(drawing, tmp_path, asked=DETAINED)) == by_quarter


def test_quarters_that_end_with_other_days_are_of_the_financial_year(tmp_path: Path) -> None:
    drawing = """
    Date | Year | Quarter | People detained
    2016-06-30 | 2016 | 1 | 12
    2016-09-30 | 2016 | 2 | 15
    2017-03-31 | 2016 | 4 | 11
    """
    by_quarter = {"Q1 2016/17": [12], "Q2 2016/17": [15], "Q4 2016/17": [11]}
    assert counted(read(drawing, tmp_path, asked=DETAINED)) == by_quarter


def test_days_that_end_no_quarter_settle_nothing(tmp_path: Path) -> None:
    drawing = """
    Date | Year | Quarter | People detained
    2016-08-31 | 2016 | 3 | 12
    2016-12-31 | 2016 | 4 | 15
    """
    reading = read(drawing, tmp_path, asked=DETAINED)
    assert counted(reading) == {}
    assert P.PERIOD_AMBIGUOUS in codes(reading)


def test_a_column_of_shares_says_nothing_of_the_counts_beside_it(tmp_path: Path) -> None:
    drawing = """
    Year | Applications received | Of those received the percentage completed
    2018 | 5786 | 0.872
    2019 | 7108 | 0.846
    2020 | 6877 | 1
    """
    asked = Asked(title="Applications", question="How many were received?", unit="other")
    reading = read(drawing, tmp_path, asked=asked)
    found = {label_of(one.period): one.count.low for one in reading.observations}
    assert found == {"2018": 5786, "2019": 7108, "2020": 6877}
    assert P.LINE_LEFT_OUT in codes(reading)


def test_full_time_equivalents_are_no_counts_though_one_column_is_whole(tmp_path: Path) -> None:
    drawing = """
     | Full-time equivalents |
    Year | Staff | Wardens
    2018 | 576.27 | 907
    2019 | 538.15 | 646
    """
    assert read(drawing, tmp_path).observations == ()


def test_years_that_stand_several_times_below_a_date_are_periods(tmp_path: Path) -> None:
    drawing = """
    Date of return | Category | Enforced returns
    2018 | Asylum | 677
    2018 | Other | 715
    2019 | Asylum | 628
    2019 | Other | 827
    """
    reading = read(drawing, tmp_path)
    found = [(label_of(one.period), one.count.low) for one in reading.observations]
    assert found == [("2018", 677), ("2018", 715), ("2019", 628), ("2019", 827)]


HOSPITAL_ROBBERIES = Asked(
    title="Robberies on hospital grounds",
    question="How many robberies happened on hospital grounds?",
    unit="offences",
)
OF_HOSPITALS = """
Crimes on hospital grounds
Offence | 2019/20 | 2020/21
Burglary | 45 | 60
Robbery | 2 | 3
Total | 47 | 63
"""


def test_a_caption_and_a_line_are_what_was_asked_together(tmp_path: Path) -> None:
    found = counted(read(OF_HOSPITALS, tmp_path, asked=HOSPITAL_ROBBERIES))
    assert found == {"2019/20": [2], "2020/21": [3]}


def test_a_caption_of_another_place_leaves_its_line_open(tmp_path: Path) -> None:
    elsewhere = OF_HOSPITALS.replace("hospital grounds", "school grounds")
    assert counted(read(elsewhere, tmp_path, asked=HOSPITAL_ROBBERIES)) == {}


def test_all_crimes_by_hospital_are_not_the_robberies_there(tmp_path: Path) -> None:
    drawing = """
    Total crime count with hospital breakdown
    Hospital | 2019/20 | 2020/21
    Bishop Auckland | 45 | 60
    Darlington | 6 | 7
    Total | 51 | 67
    """
    asked = replace(HOSPITAL_ROBBERIES, unit="crimes")
    assert counted(read(drawing, tmp_path, asked=asked)) == {}


def test_a_table_without_a_name_may_be_the_total_of_the_one_that_names_the_line(
    tmp_path: Path,
) -> None:
    drawing = """
    Year | Number of offences
    2019/20 | 47
    2020/21 | 63

    Offence | 2019/20 | 2020/21
    Burglary | 45 | 60
    Robbery | 2 | 3
    """
    asked = Asked(title="Robbery", question="How many robberies were recorded?", unit="offences")
    assert counted(read(drawing, tmp_path, asked=asked)) == {"2019/20": [2], "2020/21": [3]}


NATIONALITIES = """
Nationality | Total
Afghan | 12
Albanian | 364
Total | 376
"""


@pytest.mark.parametrize(
    ("heading", "expected"), [("Total", {}), ("Offences", {"2019": [12, 364]})]
)
def test_a_table_that_says_neither_when_nor_what_is_asked_about(
    heading: str, expected: dict[str, list[int]], tmp_path: Path
) -> None:
    year = calendar_year(2019)
    asked = Asked(
        title="Burglary",
        question="How many burglaries were recorded?",
        unit="offences",
        first=year,
        last=year,
    )
    drawing = NATIONALITIES.replace("| Total\n", f"| {heading}\n", 1)
    assert counted(read(drawing, tmp_path, asked=asked)) == expected


BURGLARY = Asked(title="Burglary", question="How many burglaries?", unit="offences")
IN_VERSIONS = {
    "in brackets": "Offence | 2019/20 (final) | 2020/21 (provisional)\nBurglary | 12 | 14",
    "after a dash": "Offence | 2019/20 - Final | 2020/21 - Provisional figures\nBurglary | 12 | 14",
    "a letter": "Offence | 2019/20 | 2020/21p\nBurglary | 12 | 14\n\np = provisional",
    "a column": "Year | Burglary | Status\n2019/20 | 12 | Final\n2020/21 | 14 | Provisional",
    "a former figure": "Offence | 2019/20 | 2020/21\nBurglary | 12 (revised from 11) | 14",
    "what it was": "Offence | 2019/20 | 2020/21\nBurglary | 12 (was 11) | 14",
}


@pytest.mark.parametrize("drawing", IN_VERSIONS.values(), ids=IN_VERSIONS)
def test_which_version_a_figure_has_says_nothing_of_what_it_counts(
    drawing: str, tmp_path: Path
) -> None:
    found = counted(read(drawing, tmp_path, asked=BURGLARY))
    assert found == {"2019/20": [12], "2020/21": [14]}


def test_two_versions_of_one_figure_are_never_added(tmp_path: Path) -> None:
    rows = "Year | Burglary | Status\n2019/20 | 12 | Provisional\n2019/20 | 14 | Final"
    assert counted(read(rows, tmp_path, asked=BURGLARY)) == {}
    columns = "Offence | 2019/20 (provisional) | 2019/20 (final)\nBurglary | 12 | 14"
    reading = read(columns, tmp_path, asked=BURGLARY)
    # Each is a table of its own: they disagree, and neither becomes a figure.
    assert len({one.table for one in reading.observations}) == 2


def test_days_with_the_month_first_are_read_where_several_show_it(tmp_path: Path) -> None:
    drawing = """
    Date recorded | Offence
    '4/13/2019 | Burglary
    '4/20/2019 | Burglary
    '5/6/2019 | Burglary
    '3/2/2020 | Burglary
    '4/2/2020 | Burglary
    """
    asked = replace(BURGLARY, period_kind=PeriodKind.FINANCIAL_YEAR)
    found = counted(read(drawing, tmp_path, asked=asked))
    assert {period: len(rows) for period, rows in found.items()} == {"2019/20": 1, "2020/21": 1}
    assert {period: sum(filter(None, rows)) for period, rows in found.items()} == {
        "2019/20": 4,  # 13 and 20 April, 6 May, 2 March
        "2020/21": 1,  # 2 April
    }


@pytest.mark.parametrize("odd", ["'13/4/2019", "'4/2/2019"])
def test_one_such_day_or_one_of_each_way_shows_nothing(odd: str, tmp_path: Path) -> None:
    days = ["'4/13/2019", "'4/20/2019" if odd == "'13/4/2019" else "'6/5/2019", odd]
    drawing = "Date recorded | Offence\n" + "\n".join(f"{day} | Burglary" for day in days)
    asked = replace(BURGLARY, period_kind=PeriodKind.FINANCIAL_YEAR)
    assert counted(read(drawing, tmp_path, asked=asked)) == {}
