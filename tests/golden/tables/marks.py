"""Marks and blanks: what the document itself shows them to mean, and where it doesn't."""

from dataclasses import replace

from foistats.model.values import Count
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import Status
from tests.golden.tables.builders import Separated, Workbook, drawn
from tests.golden.tables.case import DORSET, Case

STARS = """
Offence | 2016/17 | 2017/18 | 2018/19
Rape | 112 | 140 | 131
Sexual assault | 210 | 236 | 198
Grooming | * | 46 | *
"""
DECLARED = replace(DORSET, marks={"*": Count(0, 4, Status.SUPPRESSED)})

CASES = [
    Case(
        "star_explained_below",
        Workbook({"Sheet1": drawn(STARS + ".\n* denotes fewer than 5 offences")}),
        cells=17,
    ),
    Case(
        "star_explained_in_a_legend_of_two_cells",
        Workbook({"Sheet1": drawn(STARS + ".\nKey\n'* | Less than 5")}),
        cells=19,
    ),
    Case(
        "star_declared_in_the_request",
        Workbook({"Sheet1": drawn(STARS)}),
        asked=DECLARED,
        cells=16,
    ),
    Case(
        "star_unexplained",
        Workbook({"Sheet1": drawn(STARS)}),
        problems=frozenset({P.MARK_UNEXPLAINED}),
    ),
    Case(
        "own_legend_before_the_request",
        Workbook({"Sheet1": drawn(STARS + ".\n* = 10 or fewer")}),
        asked=DECLARED,
        cells=17,
    ),
    Case(
        "dash_shown_to_be_zero",
        Separated(
            drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | - | 131
            Sexual assault | 210 | 236 | -
            Grooming | - | 46 | 25
            Total | 322 | 282 | 156
            """)
        ),
        ".csv",
        checks=(3, 0),
        cells=20,
    ),
    Case(
        "dash_not_shown_to_be_zero",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | - | 131
            Sexual assault | 210 | 236 | 198
            """)
            }
        ),
        problems=frozenset({P.MARK_UNEXPLAINED}),
    ),
    Case(
        "dash_shown_not_to_be_zero",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | - | 131
            Sexual assault | 210 | 236 | 198
            Total | 322 | 240 | 329
            """)
            }
        ),
        problems=frozenset({P.MARK_UNEXPLAINED}),
        allowed=frozenset({P.TOTAL_MISMATCH, P.TOTAL_UNEXPLAINED}),
    ),
    Case(
        "blanks_shown_to_be_zero",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | | 131
            Sexual assault | 210 | 236 |
            Grooming | | 46 | 25
            Total | 322 | 282 | 156
            """)
            }
        ),
        checks=(3, 0),
        cells=17,
    ),
    Case(
        "blanks_not_shown_to_be_zero",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | | 131
            Sexual assault | 210 | 236 | 198
            Grooming | 10 | 46 |
            """)
            }
        ),
        problems=frozenset({P.BLANK_UNEXPLAINED}),
    ),
    Case(
        "hidden_small_number_inside_its_total",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | 140 | 131
            Sexual assault | 210 | 236 | 198
            Grooming | '<5 | 46 | '<5
            Total | 325 | 422 | 331
            """)
            }
        ),
        checks=(3, 0),
        cells=20,
    ),
    Case(
        "hidden_small_number_outside_its_total",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | 140 | 131
            Sexual assault | 210 | 236 | 198
            Grooming | '<5 | 46 | 25
            Total | 340 | 422 | 354
            """)
            }
        ),
        problems=frozenset({P.TOTAL_MISMATCH}),
        checks=(2, 1),
    ),
    Case(
        "words_for_absence",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | Not held | 140 | 131
            Sexual assault | 210 | Nil | No information held
            """)
            }
        ),
        cells=12,
    ),
    Case(
        "intervals_as_written",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | fewer than 10 | 5 or fewer | 131
            Sexual assault | '1-4 | 236 | ≤10
            """)
            }
        ),
        cells=12,
    ),
    Case(
        "flag_columns_between_numbers",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | | 2017/18 | | 2018/19 |
            Rape | 112 | | 140 | R | 131 |
            Sexual assault | 210 | R | 236 | | 198 | R
            Total | 322 | R | 376 | R | 329 | R
            .
            R = Revised since the last publication
            """)
            }
        ),
        checks=(3, 0),
        cells=23,
    ),
    Case(
        "r_may_mean_refused",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | R | 131
            Sexual assault | 210 | 236 | 198
            .
            R = Refused under section 40
            """)
            }
        ),
        may_refuse=True,
    ),
]
