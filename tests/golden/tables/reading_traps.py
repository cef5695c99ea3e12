"""Headings that can be taken for something else, and numbers of another thing than was asked."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import Workbook, drawn
from tests.golden.tables.case import Case, asked_of
from tests.golden.tables.years import book

NO_SENDER = asked_of()
AGES_ACROSS = """
Age | 10-11 | 11-12 | 12-13
Male | 112 | 140 | 3
Female | 1 | 2 | 3
"""

CASES = [
    Case(
        "ages_across_in_the_year_of_the_title",
        book("Sexual offences in 2016/17 by age of victim\n.\n" + AGES_ACROSS),
        may_refuse=True,
    ),
    Case("ages_across_without_a_period", book(AGES_ACROSS), problems=frozenset({P.NO_PERIOD})),
    Case(
        "ages_down_written_like_years",
        book("""
        Age | Number
        16/17 | 112
        17/18 | 140
        """),
        may_refuse=True,
    ),
    Case(
        "ages_down_and_years_across_without_a_corner",
        book("""
         | 2016/17 | 2017/18
        10-11 | 112 | 140
        16-17 | 5 | 6
        18-19 | 7 | 8
        """),
        may_refuse=True,
    ),
    Case(
        "financial_years_by_a_note",
        book("""
        All years are financial years (1 April to 31 March)
        .
        Offence | 2016 | 2017 | 2018
        Rape | 112 | 140 | 131
        """),
        may_refuse=True,
    ),
    Case(
        "a_mistyped_year_is_no_period",
        book("""
        Offence | 2015/16 | 2016/17 | 2017/19
        Rape | 112 | 140 | 131
        """),
        may_refuse=True,
    ),
    Case(
        "the_same_year_twice",
        book("""
        Offence | 2015/16 | 2016/17 | 2016/17
        Rape | 112 | 140 | 131
        """),
        problems=frozenset({P.COUNT_TWICE}),
    ),
    Case(
        "a_column_without_a_heading",
        book("""
        Offence | 2016/17 |
        Rape | 112 | 140
        Sexual assault | 210 | 236
        """),
        may_refuse=True,
    ),
    Case(
        "all_crime_beside_the_total",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        Total sexual offences | 322 | 376
        All crime | 50000 | 51000
        """),
        allowed=frozenset({P.TOTAL_UNEXPLAINED, P.TOTAL_MISMATCH}),
        may_refuse=True,
    ),
    Case(
        "a_total_in_words_that_does_not_add_up",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        All sexual offences | 400 | 450
        """),
        problems=frozenset({P.TOTAL_MISMATCH}),
        checks=(0, 2),
    ),
    Case(
        "all_offences_and_some_of_them",
        book("""
        Offence | 2016/17 | 2017/18
        All offences | 1000 | 1100
        of which sexual | 322 | 376
        """),
        may_refuse=True,
    ),
    Case(
        "region_and_country_beside_the_one_force",
        book("""
        Area | 2016/17 | 2017/18
        Dorset | 112 | 140
        South West region | 1000 | 1100
        England and Wales | 50000 | 51000
        """),
        may_refuse=True,
    ),
    Case(
        "national_average_beside_the_force",
        book("""
        Force | 2016/17 | 2017/18
        Dorset | 112 | 140
        National average | 300 | 310
        """),
        may_refuse=True,
    ),
    Case(
        "a_total_over_absent_forces_shows_no_zero",
        book("""
        Force | 2016/17 | 2017/18
        Dorset | 131 | 198
        Wiltshire | No response | No response
        Cheshire | - | -
        Total | 131 | 198
        """),
        asked=NO_SENDER,
        problems=frozenset({P.MARK_UNEXPLAINED}),
    ),
    Case(
        "no_response_written_over_two_years",
        Workbook(
            {
                "Sheet1": drawn("""
                Force | 2016/17 | 2017/18
                Dorset | 131 | 198
                Wiltshire | Did not respond |
                Total | 131 | 198
                """)
            },
            merges={"Sheet1": ("B3:C3",)},
        ),
        asked=NO_SENDER,
        may_refuse=True,
    ),
    Case(
        "no_response_in_the_first_year_and_a_blank",
        book("""
        Force | 2016/17 | 2017/18
        Dorset | 131 | 198
        Wiltshire | Did not respond |
        Total | 131 | 198
        """),
        asked=NO_SENDER,
        problems=frozenset({P.BLANK_UNEXPLAINED}),
        may_refuse=True,
    ),
    Case(
        "two_columns_of_forces",
        book("""
        Force of the victim | Force of the offender | 2016/17
        Dorset | Wiltshire | 5
        Wiltshire | Wiltshire | 6
        """),
        asked=NO_SENDER,
        may_refuse=True,
    ),
    Case(
        "transfers_to_another_force_are_an_outcome",
        book("""
        Outcome | 2016/17 | 2017/18
        Charged | 112 | 140
        Transferred to Wiltshire Police | 3 | 4
        Total | 115 | 144
        """),
        checks=(2, 0),
        cells=12,
    ),
    Case(
        "a_misspelt_force_is_left_out_and_reported",
        book("""
        Force | 2016/17 | 2017/18
        Dorset | 131 | 198
        Wilshire | 97 | 120
        """),
        asked=NO_SENDER,
        problems=frozenset({P.FORCE_UNKNOWN}),
    ),
    Case(
        "money_and_days_are_no_counts",
        book("""
        Item | 2016/17 | 2017/18
        Offences | 112 | 140
        Cost (£) | 5000 | 6000
        Average days to charge | 12 | 14
        Detection rate | 40 | 25
        """),
        may_refuse=True,
    ),
    Case(
        "change_without_a_unit_is_no_count",
        book("""
        Offence | 2016/17 | 2017/18 | Increase
        Rape | 112 | 140 | 28
        Sexual assault | 210 | 236 | 26
        """),
        may_refuse=True,
    ),
    Case(
        "a_target_between_the_years_is_no_count",
        book("""
        Offence | 2016/17 | Target | 2017/18
        Rape | 112 | 100 | 140
        Sexual assault | 210 | 190 | 236
        """),
        may_refuse=True,
    ),
]
