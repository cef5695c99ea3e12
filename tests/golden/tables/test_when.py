"""When figures are of: the reply's day, lines that cut a period short, years of another kind.

The expected counts were written down by hand beside each drawing, by the label of their period.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foistats.documents.model import Document, Grid, Passage
from foistats.model.values import Period
from foistats.naming.periods import label_of
from foistats.reading.file import read_cells, read_reply
from foistats.records import Asked, DocumentReading
from foistats.tables.around.reply_day import reply_day
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import Concern, PeriodKind
from tests.golden.documents.builders import build_xlsx
from tests.golden.tables.builders import drawn
from tests.golden.tables.test_search import read

DORSET = Asked(force_ids=("dorset",), unit="offences")
THIRD_OF_DECEMBER = Asked(force_ids=("dorset",), received_on=date(2020, 12, 3))
FINANCIAL = """
Offence | 2018/19 | 2019/20 | 2020/21
Burglary | 45 | 60 | 20
Robbery | 5 | 6 | 2
"""
CALENDAR = (
    FINANCIAL.replace("2018/19", "2018").replace("2019/20", "2019").replace("2020/21", "2020")
)
FIRST_TWO = {"2018/19": [45, 5], "2019/20": [60, 6]}
FIRST_TWO_CALENDAR = {"2018": [45, 5], "2019": [60, 6]}


def counts(reading: DocumentReading) -> dict[str, list[int | None]]:
    found: dict[str, list[int | None]] = {}
    for one in reading.observations:
        found.setdefault(label_of(one.period), []).append(one.count.low)
    return found


def problems(reading: DocumentReading) -> list[P]:
    return [one.code for one in reading.problems]


NOTES = {
    "names its year and months": (
        "2020/21 covers April to September only.",
        {**FIRST_TWO, "Apr–Sep 2020": [20, 2]},
    ),
    "names its year and a day": (
        "2020/21 figures are to 30 September 2020",
        {**FIRST_TWO, "Apr–Sep 2020": [20, 2]},
    ),
    "names a day and no year": (
        "Figures are up to 30 September 2020",
        {**FIRST_TWO, "Apr–Sep 2020": [20, 2]},
    ),
    "is provisional to a month": (
        "2020/21 is provisional to December 2020",
        {**FIRST_TWO, "Apr–Dec 2020": [20, 2]},
    ),
    "gives the day of extraction": ("Data extracted on 15/11/2020", FIRST_TWO),
    "says as at": ("Data correct as at 15 November 2020", FIRST_TWO),
    "says year to date": ("2020/21 is year to date", FIRST_TWO),
    "says YTD": ("Please note that 2020/21 = YTD", FIRST_TWO),
    "says so far": ("2020/21 so far", FIRST_TWO),
    "says part year": ("2020/21 is a part year", FIRST_TWO),
    "says incomplete": ("2020/21 data is incomplete", FIRST_TWO),
    "names quarters": ("2020/21 - Q1 and Q2 only", FIRST_TWO),
    "counts months": ("Figures for 2020/21 are for the first six months only", FIRST_TWO),
    "says where the data begins": (
        "Data only available from 1 October 2018",
        {"2019/20": [60, 6], "2020/21": [20, 2]},
    ),
    "speaks of a population": (
        "Population estimates as at 30 June 2020.",
        {**FIRST_TWO, "2020/21": [20, 2]},
    ),
    "leaves a year whole": (
        "2019/20 includes three offences recorded only after review.",
        {**FIRST_TWO, "2020/21": [20, 2]},
    ),
    "says provisional and no day": (
        "2020/21 figures are provisional",
        {**FIRST_TWO, "2020/21": [20, 2]},
    ),
}


@pytest.mark.parametrize("case", NOTES.values(), ids=NOTES)
def test_a_note_changes_the_period_that_it_speaks_of(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    note, expected = case
    assert counts(read(f"{FINANCIAL}.\n{note}\n", tmp_path, asked=DORSET)) == expected


CAPTIONS = {
    "a last year that ends in June": (
        "Offences 1 January 2018 to 30 June 2020",
        {**FIRST_TWO_CALENDAR, "Jan–Jun 2020": [20, 2]},
    ),
    "months without days": (
        "Offences Jan 2018 - Jun 2020",
        {**FIRST_TWO_CALENDAR, "Jan–Jun 2020": [20, 2]},
    ),
    "a first year that begins in April": (
        "Offences from April 2018 to December 2020",
        {"Apr–Dec 2018": [45, 5], "2019": [60, 6], "2020": [20, 2]},
    ),
    "to date": ("Offences 2018 to date", FIRST_TWO_CALENDAR),
    "financial years over calendar ones": ("Offences 1 April 2018 to 31 March 2021", {}),
    "academic years": ("Academic year", {}),
    "months of other years": ("September to August", {}),
    "calendar years": (
        "Calendar years (January to December)",
        {**FIRST_TWO_CALENDAR, "2020": [20, 2]},
    ),
}


@pytest.mark.parametrize("case", CAPTIONS.values(), ids=CAPTIONS)
def test_a_caption_bounds_the_years_below_it(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    caption, expected = case
    assert counts(read(f"{caption}\n{CALENDAR}", tmp_path, asked=DORSET)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Academic years",
        "Football related arrests by season",
        "Years run from June to May",
        "Each year is October to September.",
        "Years are 1 June to 31 May",
        "Year ending June",
        "Offences (years ending 30 September)",
        "Tax years",
        "Municipal year (May to April)",
        "January to December",
        "Offences 1 June 2018 to 31 May 2021",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_no_year_of_another_kind_is_a_financial_year(
    line: str, below: bool, tmp_path: Path
) -> None:
    drawing = f"{FINANCIAL}.\n{line}\n" if below else f"{line}\n{FINANCIAL}"
    if below and line.startswith("Offences 1 June"):
        drawing = f"{FINANCIAL}.\nFigures cover 1 June 2018 to 31 May 2021\n"
    reading = read(drawing, tmp_path, asked=DORSET)
    assert counts(reading) == {}
    assert set(problems(reading)) == {P.PERIOD_AMBIGUOUS}


def test_a_cover_sheet_speaks_of_the_years_of_all_sheets(tmp_path: Path) -> None:
    cover = [["Notes", None], ["All years are academic years.", None]]
    path = build_xlsx(tmp_path / "a.xlsx", {"Notes": cover, "Data": drawn(FINANCIAL)})
    assert counts(read_reply(path, DORSET)) == {}


HEADINGS = {
    "to date": ("2020/21 to date", FIRST_TWO),
    "YTD": ("2020/21 YTD", FIRST_TWO),
    "so far": ("2020/21 (so far)", FIRST_TWO),
    "up to a day": ("2020/21 up to 30 June", {**FIRST_TWO, "Q1 2020/21": [20, 2]}),
    "a footnote": ("2020/21 (2)", {**FIRST_TWO, "Apr–Sep 2020": [20, 2]}),
}


@pytest.mark.parametrize("case", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_changes_its_own_period_and_no_other(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    heading, expected = case
    note = ".\n(2) April to September only\n"
    drawing = FINANCIAL.replace("2020/21", heading) + (note if "(2)" in heading else "")
    assert counts(read(drawing, tmp_path, asked=DORSET)) == expected


NINE_MONTHS = {**FIRST_TWO, "Apr–Dec 2020": [20, 2]}


@pytest.mark.parametrize("mark", ["*", "(1)", "[1]", "¹", "†"])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("April to December 2020", NINE_MONTHS),
        ("1 April to 31 December 2020", NINE_MONTHS),
        ("April to December", NINE_MONTHS),
        ("Q1 to Q3", FIRST_TWO),
        ("the first three quarters", FIRST_TWO),
        ("1 April 2020 to 31 March 2021", {**FIRST_TWO, "2020/21": [20, 2]}),
        ("provisional", {**FIRST_TWO, "2020/21": [20, 2]}),
    ],
)
def test_the_footnote_of_a_year_says_how_far_it_reaches(
    mark: str, said: str, expected: dict[str, list[int]], tmp_path: Path
) -> None:
    drawing = FINANCIAL.replace("2020/21", f"2020/21 {mark}") + f".\n{mark} {said}\n"
    assert counts(read(drawing, tmp_path, asked=DORSET)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("nine months", [45, 60]),
        ("April to December", [45, 60]),
        ("April to March", [45, 60, 20]),
        ("revised in July 2021", [45, 60, 20]),
    ],
)
def test_the_footnote_of_a_figure_says_how_far_it_reaches(
    said: str, expected: list[int], tmp_path: Path
) -> None:
    drawing = f"Offence | 2018/19 | 2019/20 | 2020/21\nBurglary | 45 | 60 | 20*\n.\n* {said}\n"
    reading = read(drawing, tmp_path, asked=replace(DORSET, title="Burglary"))
    counted = [one.count.low for one in reading.observations if one.concern is Concern.ASKED]
    assert counted == expected


EVEN = {
    "one even line": ("30 | 60 | 90 | 120", "31 | 62 | 95 | 130", "36 | 70 | 105 | 140"),
    "two even lines": ("30 | 60 | 90 | 120", "31 | 62 | 95 | 130", "35 | 70 | 105 | 140"),
}


@pytest.mark.parametrize("lines", EVEN.values(), ids=EVEN)
def test_quarters_of_which_a_line_rises_evenly_may_hold_those_before(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    drawing = "Year | Q1 | Q2 | Q3 | Q4\n" + "\n".join(
        f"{year} | {line}"
        for year, line in zip(("2019/20", "2020/21", "2021/22"), lines, strict=True)
    )
    reading = read(drawing, tmp_path, asked=DORSET)
    assert counts(reading) == {}
    assert problems(reading) == [P.LAYOUT_UNCLEAR]
    fallen = drawing.replace("95 | 130", "95 | 90")
    assert len(counts(read(fallen, tmp_path, asked=DORSET))) == 12


def test_twelve_months_that_rise_evenly_may_hold_those_before(tmp_path: Path) -> None:
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    rows = [f"{month} | {10 * n} | {11 * n}" for n, month in enumerate(months, 1)]
    drawing = "\n".join(["Month | 2019/20 | 2020/21", *rows])
    assert counts(read(drawing, tmp_path, asked=DORSET)) == {}


def test_a_remark_beside_a_row_is_of_that_row(tmp_path: Path) -> None:
    drawing = """
    Year | Offences | Notes
    2018 | 45 |
    2019 | 60 |
    2020 | 20 | to 30 June only
    """
    found = counts(read(drawing, tmp_path, asked=DORSET))
    assert found == {"2018": [45], "2019": [60], "Jan–Jun 2020": [20]}


def test_a_year_that_had_not_ended_when_the_reply_came_is_no_whole_year(tmp_path: Path) -> None:
    reading = read(CALENDAR, tmp_path, asked=THIRD_OF_DECEMBER)
    assert counts(reading) == FIRST_TWO_CALENDAR
    [problem] = reading.problems
    assert problem.found == "2020 had not ended on 2020-12-03, the day of the reply"
    # What is missing is known: the sum of 2020 is not complete.
    assert {(label_of(gap.period), gap.labels) for gap in reading.gaps} == {
        ("2020", ("Burglary",)),
        ("2020", ("Robbery",)),
    }


def test_the_count_of_a_year_in_progress_says_why_it_is_left_out(tmp_path: Path) -> None:
    reading = read(CALENDAR, tmp_path, asked=THIRD_OF_DECEMBER)
    assert {gap.why for gap in reading.gaps} == {
        "2020 had not ended on 2020-12-03, the day of the reply"
    }


@pytest.mark.parametrize(
    ("first", "example"),
    [
        (None, "2020/21"),
        (Period(date(2016, 4, 1), date(2017, 3, 31), PeriodKind.FINANCIAL_YEAR), "2016/17"),
        (Period(date(2016, 1, 1), date(2016, 12, 31), PeriodKind.CALENDAR_YEAR), "2016"),
        (Period(date(2016, 4, 1), date(2016, 4, 30), PeriodKind.MONTH), "April 2016"),
    ],
)
def test_a_period_is_asked_for_as_the_request_names_periods(
    first: Period | None, example: str, tmp_path: Path
) -> None:
    asked = replace(THIRD_OF_DECEMBER, first=first, last=first)
    [problem] = read(CALENDAR, tmp_path, asked=asked).problems
    assert problem.expected == f"a period with one meaning, such as {example}"


def test_a_year_that_had_ended_the_day_before_is_whole(tmp_path: Path) -> None:
    asked = Asked(force_ids=("dorset",), received_on=date(2021, 1, 1))
    assert counts(read(CALENDAR, tmp_path, asked=asked))["2020"] == [20, 2]


def test_blanks_before_and_in_an_unfinished_month_are_no_zeros(tmp_path: Path) -> None:
    drawing = """
    Offence | Sep 2020 | Oct 2020 | Nov 2020 | Dec 2020 | Total
    Burglary | 9 | 10 | | | 19
    Robbery | 1 | | | | 1
    """
    reading = read(drawing, tmp_path, asked=THIRD_OF_DECEMBER)
    # October's blank is zero by the total; November, which nobody had counted yet, is not.
    assert counts(reading) == {"September 2020": [9, 1], "October 2020": [10, 0]}
    assert set(problems(reading)) == {P.PERIOD_AMBIGUOUS, P.BLANK_UNEXPLAINED}


def test_the_day_of_the_letter_counts_where_no_other_is_known(tmp_path: Path) -> None:
    dated = f"Date of response: | 3 December 2020\n.\n{CALENDAR}"
    assert counts(read(dated, tmp_path, asked=DORSET)) == FIRST_TWO_CALENDAR
    # The day on which the reply came is known better.
    later = Asked(force_ids=("dorset",), received_on=date(2021, 1, 4))
    assert counts(read(dated, tmp_path, asked=later))["2020"] == [20, 2]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Date: 3 December 2020", date(2020, 12, 3)),
        ("Our date: Thursday 3rd December 2020", date(2020, 12, 3)),
        ("Date of response - 03/12/2020", date(2020, 12, 3)),
        ("3 December 2020", date(2020, 12, 3)),
        ("Date of request: 3 November 2020", None),
        ("Your request of 3 December 2020 has been considered", None),
        ("Date of birth: 3 December 2000", None),
        ("Figures extracted on 3 December 2020", None),
    ],
)
def test_only_a_plainly_dated_line_dates_a_letter(line: str, day: date | None) -> None:
    assert reply_day(Document(passages=[Passage("lines 1-2", f"Dorset Police\n{line}")])) == day


def test_a_sentence_about_an_unfinished_year_is_left_to_a_person(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Date: 3 December 2020\n\nIn 2019 there were 45 burglary offences recorded.\n"
        "In 2020 there were 20 burglary offences recorded.\n",
        encoding="utf-8",
    )
    reading = read_reply(letter, DORSET)
    assert counts(reading) == {"2019": [45]}
    [proposal] = reading.proposals
    assert proposal.why == "2020 had not ended on 2020-12-03, the day of the reply"


def test_records_of_an_unfinished_year_are_not_all_of_it(tmp_path: Path) -> None:
    rows = "\n".join(
        f"C{n} | {'2019' if n < 4 else '2020'}-0{n}-10 | Burglary" for n in range(1, 7)
    )
    asked = Asked(force_ids=("dorset",), received_on=date(2020, 6, 20))
    reading = read(f"Crime ref | Date recorded | Offence\n{rows}\n", tmp_path, asked=asked)
    found = counts(reading)
    assert found == {
        "January 2019": [1],
        "February 2019": [1],
        "March 2019": [1],
        "April 2020": [1],
        "May 2020": [1],
    }
    assert P.PERIOD_AMBIGUOUS in problems(reading)


UNDATED = """
Offence | Number
Burglary | 45
Robbery | 5
"""


@pytest.mark.parametrize(
    "title",
    [
        "Operation Topaz started in 2021",
        "Report run in 2018",
        "Rates use 2011 census",
        "Introduced in April 2015",
        "© Dorset Police 2019",
        "This offence came into force in 2015",
        "Data from the Niche system (which was introduced in 2015)",
        "Version 2 - March 2018",
    ],
)
def test_a_time_of_something_else_dates_nothing(title: str, tmp_path: Path) -> None:
    reading = read(f"{title}\n.\n{UNDATED}", tmp_path, asked=DORSET)
    assert (counts(reading), problems(reading)) == ({}, [P.NO_PERIOD])


def test_cases_opened_in_a_year_are_of_that_year(tmp_path: Path) -> None:
    assert counts(read(f"Cases opened in 2018/19\n.\n{UNDATED}", tmp_path, asked=DORSET)) == {
        "2018/19": [45, 5]
    }


def read_as(name: str, *sheets: tuple[str, str]) -> DocumentReading:
    grids = [Grid(sheet, [list(row) for row in drawn(drawing)]) for sheet, drawing in sheets]
    return read_cells(Document(grids), asked=DORSET, name=name)


def test_the_name_of_the_file_is_proposed_once_for_all_tables() -> None:
    reading = read_as("burglary_2018-19.xlsx", ("A", UNDATED), ("B", UNDATED))
    [problem] = reading.problems
    assert problem.found == "no period is named; the name of the file says 2018/19"
    assert problem.place == "A!A1:B3; B!A1:B3"


BETWEEN_DAYS = {
    "burglary_01_jan_2018_-_31_dec_2018.csv": "2018",
    "Burglary 1 April 2018 to 31 March 2019 v2.csv": "2018/19",
    "burglary 2018-04-01 to 2018-06-30.csv": "Q1 2018/19",
}
# The day of a letter, months, a year, and a second stretch of days leave the period open.
NOT_BETWEEN_DAYS = [
    "burglary, sent 3 May 2019.csv",
    "burglary april 2018 to march 2019.csv",
    "burglary 2018-19 (1 May 2019).csv",
    "1 Jan 2018 - 31 Dec 2018 and 1 Jan 2019 - 31 Dec 2019.csv",
]


@pytest.mark.parametrize(("name", "period"), BETWEEN_DAYS.items())
def test_a_files_name_with_the_first_and_last_day_dates_its_figures(name: str, period: str) -> None:
    assert counts(read_as(name, ("A", UNDATED))) == {period: [45, 5]}


@pytest.mark.parametrize("name", NOT_BETWEEN_DAYS)
def test_a_files_name_without_both_days_dates_nothing(name: str) -> None:
    assert counts(read_as(name, ("A", UNDATED))) == {}


def test_a_year_in_a_title_goes_before_the_days_of_the_files_name() -> None:
    drawing = f"Burglary in 2017\n{UNDATED.strip()}"
    reading = read_as("burglary 1 Jan 2018 - 31 Dec 2018.csv", ("A", drawing))
    assert counts(reading) == {"2017": [45, 5]}


def test_a_cover_sheet_is_proposed() -> None:
    cover = "FOI reference | 1234\nPeriod covered: | 2018/19\n"
    reading = read_as("reply.xlsx", ("Cover", cover), ("A", UNDATED))
    assert counts(reading) == {}
    assert "no period is named; the sheet 'Cover' says 2018/19" in {
        one.found for one in reading.problems
    }


def test_months_without_a_year_are_proposed_the_year_of_the_name() -> None:
    months = "Offence | Jan | Feb\nBurglary | 4 | 5\n"
    [problem] = read_as("burglary_2018.xlsx", ("A", months)).problems
    assert problem.found == "a month or quarter without its year; the name of the file says 2018"


@pytest.mark.parametrize("label", ["Period covered:", "Period:", "Reporting period:"])
def test_a_period_stated_above_a_table_is_its_period(label: str, tmp_path: Path) -> None:
    drawing = f"{label} | 1 April 2018 to 31 March 2019\nOffence | Men | Women\nTheft | 4 | 5\n"
    assert counts(read(drawing, tmp_path, asked=DORSET)) == {"2018/19": [4, 5]}


FORMS = {
    "year and month with a stroke": (
        "Month | Offences\n'2011/10 | 4\n'2011/11 | 5\n'2011/12 | 6",
        {"October 2011": [4], "November 2011": [5], "December 2011": [6]},
    ),
    "year, M and month": (
        "Month | Offences\n2018M01 | 4\n2018M02 | 5",
        {"January 2018": [4], "February 2018": [5]},
    ),
    "first and last days": (
        "From | To | Offences\n'01/04/2018 | '31/03/2019 | 4\n'01/04/2019 | '31/03/2020 | 5",
        {"2018/19": [4], "2019/20": [5]},
    ),
    "typed first and last days": (
        "Start date | End date | Theft\n2018-04-01 | 2018-06-30 | 4\n2018-07-01 | 2018-09-30 | 5",
        {"Q1 2018/19": [4], "Q2 2018/19": [5]},
    ),
    "last days of years": (
        "Year | Offences\n2018-12-31 | 4\n2019-12-31 | 5",
        {"2018": [4], "2019": [5]},
    ),
    "year and month as numbers of two columns": (
        "Yr | Mth | Flats | Houses\n2018 | 1 | 12 | 31\n2018 | 2 | 15 | 44\n2019 | 1 | 11 | 29",
        {"January 2018": [12, 31], "February 2018": [15, 44], "January 2019": [11, 29]},
    ),
    "the same without headings": (
        " | | Flats | Houses\n2018 | 1 | 12 | 31\n2018 | 2 | 15 | 44\n2018 | 3 | 11 | 29",
        {"January 2018": [12, 31], "February 2018": [15, 44], "March 2018": [11, 29]},
    ),
    "a year alone over repeated headings": (
        "Month | 2018 |\n | Knife | Gun\nJan | 10 | 11\nFeb | 20 | 21\n2019 | |\n"
        "Month | Knife | Gun\nJan | 110 | 111\nFeb | 120 | 121",
        {
            "January 2018": [10, 11],
            "February 2018": [20, 21],
            "January 2019": [110, 111],
            "February 2019": [120, 121],
        },
    ),
    "short years beside the word age": (
        "Victims of any age | |\nDistrict | '17/18 | '18/19\nNorth | 100 | 101\nSouth | 107 | 108",
        {"2017/18": [100, 107], "2018/19": [101, 108]},
    ),
    "numbers of records that could be years": (
        "No. | Offence | 2018/19\n2017 | Theft | 4\n2018 | Arson | 5\n2019 | Fraud | 6",
        {"2018/19": [4, 5, 6]},
    ),
    "quarters of a year whose months are named": (
        "Offence | 2018 | |\n | Q1 (Jan-Mar) | Q2 (Apr-Jun)\nTheft | 1 | 2",
        {"Q4 2017/18": [1], "Q1 2018/19": [2]},
    ),
    "quarters of a calendar year that is called so": (
        "Calendar year | 2018 | |\n | Q1 | Q2\nTheft | 1 | 2",
        {"Q4 2017/18": [1], "Q1 2018/19": [2]},
    ),
}


@pytest.mark.parametrize("case", FORMS.values(), ids=FORMS)
def test_a_period_is_read_for_what_it_says(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    drawing, expected = case
    assert counts(read(drawing, tmp_path, asked=DORSET)) == expected


LEFT_OPEN = {
    "quarters of a bare year": "Offence | 2018 | |\n | Q1 | Q2\nTheft | 1 | 2",
    "quarters below the title's bare year": "Offences in 2018\nQuarter | Theft\nQ1 | 1\nQ2 | 2",
    "April to March below a bare year": (
        "Offence | 2018 | | |\n | Apr-Jun | Jul-Sep | Oct-Dec | Jan-Mar\nTheft | 1 | 2 | 3 | 4"
    ),
    "numbered periods of a year": (
        "Financial Year | Period | Theft\n'2018/19 | 1 | 40\n'2018/19 | 2 | 50"
    ),
    "months among names": "Year | Men | Jan | Feb\n2018 | 40 | 20 | 24\n2019 | 41 | 21 | 25",
}


@pytest.mark.parametrize("drawing", LEFT_OPEN.values(), ids=LEFT_OPEN)
def test_what_could_be_two_periods_is_none(drawing: str, tmp_path: Path) -> None:
    reading = read(drawing, tmp_path, asked=DORSET)
    assert counts(reading) == {}
    assert set(problems(reading)) & {P.PERIOD_AMBIGUOUS, P.LAYOUT_UNCLEAR, P.NO_PERIOD}


def test_a_word_that_stands_for_zero_is_an_outcome_among_outcomes(tmp_path: Path) -> None:
    years = {n: "2018/19" if n < 2016 else "2019/20" for n in range(2010, 2020)}
    outcomes = ("No suspect", "Charged")
    rows = "\n".join(f"{n} | '{year} | Theft | {outcomes[n % 2]}" for n, year in years.items())
    reading = read(f"No. | Financial Year | Crime Type | Outcome\n{rows}\n", tmp_path, asked=DORSET)
    # 2010 to 2015 are six records of the first year, half of them charged; then four.
    assert counts(reading) == {"2018/19": [3, 3], "2019/20": [2, 2]}
