"""What marks mean, in the words that forces use; and blanks under totals that hide things too."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.case import Case
from tests.golden.tables.marks import STARS
from tests.golden.tables.years import book

BLANKS = """
Offence | 2016/17 | 2017/18 | 2018/19
Rape | 112 | - | 131
Sexual assault | 210 | 236 | -
"""

CASES = [
    *(
        Case(name, book(f"{STARS}.\n{legend}"), cells=17, may_refuse=True)
        for name, legend in {
            "legend_replaced_by": "Where a number is less than 5 it has been replaced by *",
            "legend_shown_as": "Figures under 5 are shown as '*'",
            "legend_numbers_below": "* - Numbers below 5 have been suppressed",
            "legend_asterisk": "An asterisk (*) denotes a figure of fewer than 5.",
            "legend_between": "* represents a number between 1 and 4",
            "legend_four_or_fewer": "* = 4 or fewer",
            "legend_disclosure": "* Suppressed to prevent disclosure (values 0 to 4)",
        }.items()
    ),
    *(
        Case(name, book(f"{BLANKS}.\n{legend}"), cells=13, may_refuse=True)
        for name, legend in {
            "legend_dash_denotes_zero": "- denotes zero",
            "legend_dash_is_nil": "'-' = nil",
            "legend_dash_no_offences": "A dash (-) means that no offences were recorded",
        }.items()
    ),
    Case(
        "legend_dash_is_not_zero",
        book(f"{BLANKS}.\n- = not available"),
        cells=13,
        may_refuse=True,
    ),
    Case(
        "legend_of_the_statistical_service",
        book("""
        Offence | 2016/17 | 2017/18 | 2018/19
        Rape | [x] | 140 | [c]
        Sexual assault | 210 | [z] | 198
        .
        [c] = suppressed for confidentiality
        [x] = not available
        [z] = not applicable
        """),
        may_refuse=True,
    ),
    Case(
        "legend_above_the_table",
        book(f"* = fewer than 5\n.\n{STARS}"),
        cells=17,
    ),
    Case(
        "a_total_that_is_hidden_too",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 0
        Grooming | 3 | '<5
        Total | 115 | '<5
        """),
        may_refuse=True,
    ),
    Case(
        "a_row_of_blanks_shown_to_be_zero",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Grooming | |
        Sexual assault | 210 | 236
        Total | 322 | 376
        """),
        checks=(2, 0),
        may_refuse=True,
    ),
    Case(
        "two_blanks_that_hide_a_number_between_them",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | | 140
        Grooming | | 10
        Sexual assault | 210 | 236
        Total | 322 | 386
        """),
        problems=frozenset({P.BLANK_UNEXPLAINED}),
        allowed=frozenset({P.TOTAL_MISMATCH, P.TOTAL_UNEXPLAINED}),
    ),
    Case(
        "a_blank_beside_a_hidden_number_is_not_shown_to_be_zero",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Grooming | | 10
        Exposure | '<5 | 6
        Total | 115 | 156
        """),
        problems=frozenset({P.BLANK_UNEXPLAINED}),
        allowed=frozenset({P.TOTAL_MISMATCH, P.TOTAL_UNEXPLAINED}),
    ),
    Case(
        "a_star_that_the_total_shows_to_be_three",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Grooming | * | 10
        Total | 115 | 150
        """),
        problems=frozenset({P.MARK_UNEXPLAINED}),
    ),
]
