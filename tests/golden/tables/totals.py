"""Totals in odd places, totals that are wrong, and numbers that are no counts at all."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import Separated, Workbook, drawn
from tests.golden.tables.case import Case

CASES = [
    Case(
        "total_that_does_not_add_up",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2014/15 | 2015/16 | 2016/17
            Rape | 112 | 140 | 131
            Sexual assault | 210 | 236 | 198
            Grooming | 10 | 46 | 25
            Total | 332 | 432 | 354
            """)
            }
        ),
        problems=frozenset({P.TOTAL_MISMATCH}),
        checks=(2, 1),
        cells=20,
    ),
    Case(
        "totals_inside_totals",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape of a child | 30 | 41 | 38
            Rape of an adult | 82 | 99 | 93
            Total rape | 112 | 140 | 131
            Assault of a child | 90 | 96 | 78
            Assault of an adult | 120 | 140 | 120
            Total sexual assault | 210 | 236 | 198
            Grand total | 322 | 376 | 329
            """)
            }
        ),
        checks=(9, 0),
        cells=32,
    ),
    Case(
        "total_row_without_a_label",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | 140 | 131
            Sexual assault | 210 | 236 | 198
            Grooming | 10 | 46 | 25
             | 332 | 422 | 354
            """)
            }
        ),
        checks=(3, 0),
        cells=19,
        may_refuse=True,
    ),
    Case(
        "of_which_rows_stay_out_of_sums",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | 140 | 131
            Sexual assault | 210 | 236 | 198
            of which against a child | 90 | 96 | 78
            Total | 322 | 376 | 329
            """)
            }
        ),
        checks=(3, 0),
        may_refuse=True,
    ),
    Case(
        "all_blank_row_before_the_total",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | 140 | 131
            Sexual assault | 210 | 236 | 198
            .
            Total | 322 | 376 | 329
            """)
            }
        ),
        checks=(3, 0),
        cells=16,
    ),
    Case(
        "change_and_rate_beside_counts",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | Change | % change | Rate per 1,000
            Rape | 100 | 140 | 40 | 40% | 0.2
            Sexual assault | 200 | 190 | -10 | -5% | 0.3
            Total | 300 | 330 | 30 | 10% | 0.5
            """)
            }
        ),
        checks=(2, 0),
        problems=frozenset({P.LINE_LEFT_OUT}),
        cells=24,
    ),
    Case(
        "percentages_as_text",
        Separated(
            drawn("""
            Outcome | 2016/17 | % of total | 2017/18 | % of total
            Charged | 20 | '25% | 30 | '30%
            No further action | 60 | '75% | 70 | '70%
            Total | 80 | '100% | 100 | '100%
            """)
        ),
        ".csv",
        checks=(2, 0),
        problems=frozenset({P.LINE_LEFT_OUT}),
        cells=20,
    ),
    Case(
        "percentages_typed_as_fractions",
        Workbook(
            {
                "Sheet1": drawn("""
            Outcome | 2016/17 | Percentage | 2017/18 | Percentage
            Charged | 20 | 0.2 | 30 | 0.3
            No further action | 80 | 0.8 | 70 | 0.7
            Total | 100 | 1 | 100 | 1
            """)
            }
        ),
        checks=(2, 0),
        problems=frozenset({P.LINE_LEFT_OUT}),
        cells=20,
    ),
    Case(
        "percentages_as_whole_numbers",
        Workbook(
            {
                "Sheet1": drawn("""
            Outcome | 2016/17 | Percentage | 2017/18 | Percentage
            Charged | 20 | 25 | 30 | 30
            No further action | 60 | 75 | 70 | 70
            Total | 80 | 100 | 100 | 100
            """)
            }
        ),
        checks=(2, 0),
        problems=frozenset({P.LINE_LEFT_OUT}),
        cells=20,
    ),
    Case(
        "average_row_and_column",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19 | Average
            Rape | 110 | 140 | 131 | 127
            Sexual assault | 210 | 236 | 196 | 214
            Average | 160 | 188 | 163.5 | 170.5
            """)
            }
        ),
        may_refuse=True,
    ),
    Case(
        "counts_as_text_with_commas",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | '1,112 | '1,140 | 131
            Sexual assault | '12,210 | ' 236 ' | '198
            Total | '13,322 | '1,376 | '329
            """)
            }
        ),
        checks=(3, 0),
        cells=16,
    ),
    Case(
        "negative_count",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | -3 | 131
            Sexual assault | 210 | 236 | 198
            """)
            }
        ),
        problems=frozenset({P.COUNT_NEGATIVE}),
    ),
    Case(
        "fractional_count",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | 140 | 131.5
            Sexual assault | 210 | 236 | 198
            """)
            }
        ),
        problems=frozenset({P.COUNT_FRACTIONAL}),
    ),
    Case(
        "word_where_a_count_belongs",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18 | 2018/19
            Rape | 112 | see tab 2 | 131
            Sexual assault | 210 | 236 | 198
            """)
            }
        ),
        problems=frozenset({P.COUNT_UNREADABLE}),
    ),
    Case(
        "hidden_column_is_never_read",
        Workbook(
            {
                "Sheet1": drawn("""
                Offence | 2016/17 | 2017/18 | 2018/19
                Rape | 112 | 140 | 131
                Sexual assault | 210 | 236 | 198
                """)
            },
            hidden_columns={"Sheet1": ("C",)},
        ),
        problems=frozenset({P.HIDDEN_CELLS}),
    ),
]
