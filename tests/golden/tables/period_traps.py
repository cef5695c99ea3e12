"""Years and dates that are no period of the counts, and periods that are easily mistaken."""

from dataclasses import replace

from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import PeriodKind
from tests.golden.tables.builders import Separated, Workbook, drawn
from tests.golden.tables.case import DORSET, Case, asked_of
from tests.golden.tables.years import CALENDAR, book

PARTS_OF_YEARS = frozenset({P.PERIOD_OUTSIDE_REQUEST})
NO_YEARS = """
Offence | Number
Rape | 112
Sexual assault | 210
"""
ONE_YEAR_ASKED = replace(asked_of("dorset", first=2018, last=2018))

CASES = [
    *(
        Case(name, book(f"{title}\n.\n{NO_YEARS}"), problems=frozenset({P.NO_PERIOD}))
        for name, title in {
            "the_year_of_an_act_is_no_period": "Offences under the Sexual Offences Act 2003",
            "the_year_of_the_information_act_is_no_period": "Freedom of Information Act 2000",
            "a_reference_number_is_no_period": "FOI reference 2018/19442",
            "the_day_of_the_reply_is_no_period": "Date of response: 12 July 2018",
            "the_day_of_extraction_is_no_period": "Figures extracted on 12/07/2018",
        }.items()
    ),
    Case(
        "acts_in_the_labels_are_no_periods",
        book("""
        Offence | 2016/17 | 2017/18
        Rape (Sexual Offences Act 2003) | 112 | 140
        Indecent assault (Sexual Offences Act 1956) | 21 | 23
        Total | 133 | 163
        """),
        checks=(2, 0),
        cells=12,
    ),
    Case(
        "year_to_date_is_no_year",
        book("""
        Offence | 2016/17 | 2017/18 | 2018/19 (to 31 December 2018)
        Rape | 112 | 140 | 99
        Sexual assault | 210 | 236 | 150
        """),
        allowed=PARTS_OF_YEARS,
        may_refuse=True,
    ),
    Case(
        "a_part_year_without_its_end_is_refused",
        book("""
        Offence | 2016/17 | 2017/18 | 2018/19 (part year)
        Rape | 112 | 140 | 99
        Sexual assault | 210 | 236 | 150
        """),
        may_refuse=True,
    ),
    Case(
        "a_year_that_a_note_cuts_short",
        book("""
        Offence | 2016/17 | 2017/18 | 2018/19*
        Rape | 112 | 140 | 99
        Sexual assault | 210 | 236 | 150
        .
        * 1 April 2018 to 31 December 2018 only
        """),
        may_refuse=True,
    ),
    Case(
        "years_ending_in_march",
        book("""
        Offence | Year ending March 2017 | Year to 31 March 2018 | 12 months to March 2019
        Rape | 112 | 140 | 131
        Sexual assault | 210 | 236 | 198
        """),
        cells=12,
        may_refuse=True,
    ),
    Case(
        "months_that_name_the_end_of_a_year",
        book("""
        Sexual offences recorded in the 12 months ending
        .
        Offence | Mar 2017 | Mar 2018 | Mar 2019
        Rape | 112 | 140 | 131
        """),
        may_refuse=True,
    ),
    Case(
        "months_as_typed_dates",
        book("""
        Month | Offences
        2017-04-01 | 12
        2017-05-01 | 9
        2017-06-01 | 14
        2017-07-01 | 8
        """),
        allowed=PARTS_OF_YEARS,
        may_refuse=True,
    ),
    Case(
        "months_as_short_text",
        book("""
        Offence | Apr-17 | May-17 | Jun-17
        Rape | 12 | 9 | 14
        Sexual assault | 20 | 31 | 18
        """),
        allowed=PARTS_OF_YEARS,
        cells=12,
    ),
    Case(
        "months_across_the_year_of_the_title",
        book("""
        Sexual offences recorded by Dorset Police, 2017/18
        .
        Offence | Apr | May | Jun | Jul | Aug | Sep | Oct | Nov | Dec | Jan | Feb | Mar | Total
        Rape | 12 | 9 | 14 | 8 | 11 | 7 | 10 | 13 | 6 | 15 | 5 | 17 | 127
        """),
        allowed=PARTS_OF_YEARS,
        checks=(1, 0),
        may_refuse=True,
    ),
    Case(
        "months_down_and_financial_years_across",
        book("""
        Month | 2017/18 | 2018/19
        April | 12 | 10
        May | 9 | 16
        June | 14 | 4
        July | 8 | 18
        August | 11 | 3
        September | 7 | 19
        October | 10 | 2
        November | 13 | 20
        December | 6 | 1
        January | 15 | 21
        February | 5 | 12
        March | 17 | 11
        Total | 127 | 137
        """),
        allowed=PARTS_OF_YEARS,
        checks=(2, 0),
        cells=42,
    ),
    Case(
        "months_down_and_calendar_years_across",
        book("""
        Month | 2017 | 2018
        January | 12 | 10
        February | 9 | 16
        March | 14 | 4
        """),
        asked=CALENDAR,
        allowed=PARTS_OF_YEARS,
        cells=12,
    ),
    Case(
        "quarters_down_and_years_across",
        book("""
        Quarter | 2017/18 | 2018/19
        Q1 (Apr - Jun) | 35 | 30
        Q2 (Jul - Sep) | 26 | 40
        Q3 (Oct - Dec) | 29 | 23
        Q4 (Jan - Mar) | 37 | 44
        Total | 127 | 137
        """),
        allowed=PARTS_OF_YEARS,
        checks=(2, 0),
        cells=18,
    ),
    Case(
        "quarters_and_the_total_of_their_year",
        book("""
        Period | Offences
        Q1 2017/18 | 35
        Q2 2017/18 | 26
        Q3 2017/18 | 29
        Q4 2017/18 | 37
        2017/18 | 127
        """),
        allowed=PARTS_OF_YEARS,
        checks=(1, 0),
        may_refuse=True,
    ),
    Case(
        "the_first_quarter_of_2018_may_be_either",
        book("""
        Period | Offences
        Q1 2018 | 35
        Q2 2018 | 26
        """),
        problems=frozenset({P.PERIOD_AMBIGUOUS}),
    ),
    Case(
        "sheet_name_and_title_contradict_each_other",
        Workbook({"2017-18": drawn("Sexual offences recorded in 2018/19\n.\n" + NO_YEARS)}),
        may_refuse=True,
    ),
    Case(
        "a_title_that_compares_two_years",
        book("Sexual offences in 2016/17 compared with 2017/18\n.\n" + NO_YEARS),
        may_refuse=True,
    ),
    Case(
        "the_one_year_asked_for_is_not_silently_taken",
        book(NO_YEARS),
        asked=ONE_YEAR_ASKED,
        may_refuse=True,
    ),
    Case(
        "from_and_to_in_columns_of_their_own",
        book("""
        From | To | Number of offences
        2016-04-01 | 2017-03-31 | 112
        2017-04-01 | 2018-03-31 | 140
        """),
        may_refuse=True,
    ),
    Case(
        "two_columns_of_years",
        book("""
        Year recorded | Year committed | Number of offences
        2016/17 | 2015/16 | 12
        2016/17 | 2016/17 | 100
        2017/18 | 2016/17 | 14
        2017/18 | 2017/18 | 126
        """),
        may_refuse=True,
    ),
    Case(
        "an_age_group_that_became_a_date",
        book("""
        Year | Under 10 | 2014-10-01 | 15 and over | Total
        2016/17 | 5 | 12 | 60 | 77
        2017/18 | 7 | 18 | 62 | 87
        """),
        may_refuse=True,
    ),
    Case(
        "a_small_range_that_became_a_date",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 2019-04-01 | 236
        """),
        problems=frozenset({P.COUNT_UNREADABLE}),
    ),
    Case(
        "a_period_inside_each_label",
        book("""
        Sexual offences recorded in 2016/17 | 112
        Sexual offences recorded in 2017/18 | 140
        Sexual offences recorded in 2018/19 | 131
        """),
        may_refuse=True,
        same_labels=False,
    ),
    Case(
        "a_period_inside_each_heading",
        book("""
        Offence | Recorded 2016/17 | Recorded 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        """),
        may_refuse=True,
        same_labels=False,
    ),
    Case(
        "years_backwards_with_one_left_out",
        book("""
        Offence | 2018/19 | 2016/17 | 2015/16
        Rape | 131 | 112 | 140
        Sexual assault | 198 | 210 | 236
        Total | 329 | 322 | 376
        """),
        checks=(3, 0),
        cells=16,
    ),
    Case(
        "years_with_footnote_marks_and_hard_spaces",
        Separated(
            drawn("""
            Offence | '2016/17\u00a0 | 2017/18 (1) | 2018/19 [note 2]
            Rape | 112 | 140 | 131
            Sexual assault | 210 | 236 | 198
            Total | 322 | 376 | 329
            """)
        ),
        ".csv",
        checks=(3, 0),
        cells=16,
    ),
    Case(
        "calendar_and_financial_years_side_by_side",
        book("""
        Offence | 2016 | 2017 | 2016/17 | 2017/18
        Rape | 110 | 139 | 112 | 140
        Sexual assault | 205 | 240 | 210 | 236
        """),
        asked=replace(DORSET, period_kind=PeriodKind.FINANCIAL_YEAR),
        allowed=PARTS_OF_YEARS,
        may_refuse=True,
    ),
]
