"""One row per count, and lists with one row per crime, which have to be counted."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import OpenDocument, Separated, Workbook, drawn
from tests.golden.tables.case import Case, asked_of

NO_SENDER = asked_of()
LONG = """
Force | Financial year | Offence | Count
Dorset | 2016/17 | Rape | 112
Dorset | 2016/17 | Sexual assault | 210
Dorset | 2017/18 | Rape | 140
Dorset | 2017/18 | Sexual assault | 236
Wiltshire | 2016/17 | Rape | 97
Wiltshire | 2016/17 | Sexual assault | 180
Wiltshire | 2017/18 | Rape | 120
Wiltshire | 2017/18 | Sexual assault | 175
"""
CRIMES = """
Crime reference | Date recorded | Offence
54170012345 | 2017-04-03 | Rape
54170012399 | 2017-06-21 | Sexual assault
54170013001 | 2017-06-22 | Rape
54170020017 | 2018-03-31 | Sexual assault
54180000410 | 2018-04-01 | Rape
54180000522 | 2018-09-14 | Rape
54180000733 | 2019-01-05 | Sexual assault
54180000801 | 2019-02-11 | Grooming
"""

CASES = [
    Case("long", Workbook({"Sheet1": drawn(LONG)}), asked=NO_SENDER, cells=36),
    Case("long_csv", Separated(drawn(LONG), delimiter=";"), ".csv", asked=NO_SENDER, cells=36),
    Case("long_ods", OpenDocument({"Sheet1": drawn(LONG)}), ".ods", asked=NO_SENDER, cells=36),
    Case(
        "long_by_quarter_with_codes_and_padded_counts",
        Separated(
            drawn("""
            Financial Year | Financial Quarter | Force Name | Offence Description | Offence Code | Number of Offences
            2017/18 | 1 | Dorset | Obscene publications | 86/2 | ' 66776 '
            2017/18 | 2 | Dorset | Obscene publications | 86/2 | ' 12 '
            2017/18 | 3 | Dorset | Obscene publications | 86/2 | ' 2017 '
            2017/18 | 4 | Dorset | Obscene publications | 86/2 | ' 1,204 '
            2017/18 | 1 | Dorset | Sexual grooming | '88 | 0
            2017/18 | 2 | Dorset | Sexual grooming | '88 | 4
            2017/18 | 3 | Dorset | Sexual grooming | '88 | 86
            2017/18 | 4 | Dorset | Sexual grooming | '88 | 7
            """)  # noqa: E501 - one line of the file is one line here
        ),
        ".csv",
        asked=NO_SENDER,
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        cells=54,
    ),
    Case(
        "long_of_the_sender_alone",
        Workbook(
            {
                "Sheet1": drawn("""
            Year | Sex of victim | Offence | Total
            2016/17 | Female | Rape | 100
            2016/17 | Male | Rape | 12
            2016/17 | Female | Sexual assault | 170
            2016/17 | Male | Sexual assault | 40
            2017/18 | Female | Rape | 125
            2017/18 | Male | Rape | 15
            """)
            }
        ),
        cells=28,
    ),
    Case(
        "long_with_a_count_given_twice",
        Workbook(
            {
                "Sheet1": drawn("""
            Year | Offence | Number of offences
            2016/17 | Rape | 112
            2016/17 | Sexual assault | 210
            2017/18 | Rape | 140
            2017/18 | Rape | 141
            2017/18 | Sexual assault | 236
            """)
            }
        ),
        problems=frozenset({P.COUNT_TWICE}),
    ),
    Case(
        "list_of_crimes_by_date",
        Workbook({"Sheet1": drawn(CRIMES)}),
        cells=27,
        may_refuse=True,
    ),
    Case(
        "list_of_crimes_by_year",
        Separated(
            drawn("""
            Crime number | Financial year | Offence
            CR/101/17 | 2017/18 | Rape
            CR/102/17 | 2017/18 | Sexual assault
            CR/109/17 | 2017/18 | Rape
            CR/210/18 | 2018/19 | Rape
            CR/233/18 | 2018/19 | Grooming
            CR/240/18 | 2018/19 | Rape
            """)
        ),
        ".csv",
        cells=21,
        may_refuse=True,
    ),
    Case(
        "ages_in_a_list_of_crimes_are_no_counts",
        Workbook(
            {
                "Sheet1": drawn("""
            Financial year | Offence | Age of victim
            2017/18 | Rape | 15
            2017/18 | Sexual assault | 9
            2017/18 | Rape | 41
            2018/19 | Rape | 22
            2018/19 | Grooming | 13
            """)
            }
        ),
        may_refuse=True,
    ),
    Case(
        "list_of_crimes_with_two_dates",
        Workbook(
            {
                "Sheet1": drawn("""
            Crime reference | Date committed | Date recorded | Offence
            54160000017 | 2014-03-01 | 2016-05-01 | Rape
            54170000018 | 2017-03-30 | 2017-04-02 | Rape
            54170000019 | 2016-12-01 | 2017-05-01 | Sexual assault
            """)
            }
        ),
        may_refuse=True,
    ),
    Case(
        "list_of_crimes_with_one_crime_twice",
        Workbook(
            {
                "Sheet1": drawn("""
            Crime reference | Date recorded | Offence
            54160000017 | 2016-05-01 | Rape
            54160000017 | 2016-05-01 | Rape
            54170000019 | 2017-05-01 | Sexual assault
            """)
            }
        ),
        problems=frozenset({P.HEADING_UNCLEAR}),
        may_refuse=True,
    ),
    Case(
        "list_of_crimes_with_a_date_left_out",
        Workbook(
            {
                "Sheet1": drawn("""
            Crime reference | Date recorded | Offence
            54160000017 | 2016-05-01 | Rape
            54160000018 | | Rape
            54170000019 | 2017-05-01 | Sexual assault
            """)
            }
        ),
        problems=frozenset({P.PERIOD_AMBIGUOUS}),
        may_refuse=True,
    ),
    Case(
        "list_of_crimes_dated_month_first",
        Separated(
            drawn("""
            Crime reference | Date recorded | Offence
            54160000017 | 04/13/2016 | Rape
            54160000018 | 03/30/2017 | Rape
            54170000019 | 04/05/2017 | Sexual assault
            """)
        ),
        ".csv",
    ),
    Case(
        "two_measures_in_a_long_table",
        Workbook(
            {
                "Sheet1": drawn("""
            Year | Force | Offences | Rate per 1,000
            2016/17 | Dorset | 112 | 0.2
            2017/18 | Dorset | 140 | 0.3
            """)
            }
        ),
        problems=frozenset({P.LINE_LEFT_OUT}),
        cells=12,
    ),
    Case(
        "long_by_year_and_month",
        Workbook(
            {
                "Sheet1": drawn("""
            Year | Month | Count
            2016/17 | Apr | 12
            2016/17 | Jan | 13
            2017/18 | Mar | 9
            """)
            }
        ),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        cells=12,
    ),
    Case(
        "long_by_financial_and_calendar_year",
        Workbook(
            {
                "Sheet1": drawn("""
            Financial year | Calendar year | Count
            2016/17 | 2016 | 12
            2016/17 | 2017 | 13
            2017/18 | 2017 | 9
            """)
            }
        ),
        may_refuse=True,
    ),
    Case(
        "weeks_by_number_are_no_periods",
        Workbook(
            {
                "Sheet1": drawn("""
            Week | Offences
            1 | 12
            2 | 13
            3 | 9
            """)
            }
        ),
        problems=frozenset({P.NO_PERIOD}),
    ),
]
