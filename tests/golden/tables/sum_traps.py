"""Numbers that only look like totals, totals that only look like counts."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import Workbook, drawn
from tests.golden.tables.case import DORSET, Case, asked_of
from tests.golden.tables.years import book

CASES = [
    Case(
        "a_category_that_happens_to_be_the_sum_of_two",
        book("""
        Offence | 2017/18
        Rape | 5
        Sexual assault | 5
        Grooming | 10
        Total | 20
        """),
        checks=(1, 0),
        cells=10,
    ),
    Case(
        "a_last_category_that_happens_to_be_the_sum",
        book("""
        Offence | 2017/18
        Rape | 5
        Sexual assault | 7
        Grooming | 12
        """),
        cells=8,
    ),
    Case(
        "a_year_that_happens_to_be_the_sum_of_those_before",
        book("""
        Offence | 2015/16 | 2016/17 | 2017/18
        Rape | 5 | 7 | 12
        Sexual assault | 10 | 20 | 30
        """),
        cells=12,
    ),
    Case(
        "a_half_that_equals_its_total",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 0 | 0
        Sexual assault | 21 | 23
        Total | 21 | 23
        """),
        checks=(2, 0),
        cells=12,
    ),
    Case(
        "only_a_row_called_total",
        book("""
        Year | 2016/17 | 2017/18 | 2018/19
        Total offences | 322 | 376 | 329
        """),
        may_refuse=True,
    ),
    Case(
        "total_columns_within_each_year",
        Workbook(
            {
                "Sheet1": drawn("""
                Offence | 2016/17 | | | 2017/18 | |
                 | Male | Female | Total | Male | Female | Total
                Rape | 12 | 100 | 112 | 15 | 125 | 140
                Sexual assault | 40 | 170 | 210 | 36 | 200 | 236
                Total | 52 | 270 | 322 | 51 | 325 | 376
                """)
            },
            merges={"Sheet1": ("B1:D1", "E1:G1")},
        ),
        checks=(10, 0),
        cells=30,
    ),
    Case(
        "subtotals_in_a_second_label_column",
        book("""
        Offence | Sex | 2016/17 | 2017/18
        Rape | Female | 100 | 125
         | Male | 12 | 15
         | Total | 112 | 140
        Sexual assault | Female | 170 | 200
         | Male | 40 | 36
         | Total | 210 | 236
        Grand total | | 322 | 376
        """),
        checks=(6, 0),
        cells=27,
    ),
    Case(
        "pivot_table",
        book("""
        Count of Crime Number | Column Labels
        Row Labels | 2016/17 | 2017/18 | Grand Total
        Rape | 112 | 140 | 252
        Sexual assault | 210 | 236 | 446
        Grooming | | 4 | 4
        Grand Total | 322 | 380 | 702
        """),
        checks=(6, 0),
        cells=21,
        same_labels=False,
    ),
    Case(
        "pivot_table_with_subtotals_above_their_parts",
        book("""
        Row Labels | 2016/17 | 2017/18
        Rape | 112 | 140
        Female | 100 | 125
        Male | 12 | 15
        Sexual assault | 210 | 236
        Female | 170 | 200
        Male | 40 | 36
        Grand Total | 322 | 376
        """),
        may_refuse=True,
        same_labels=False,
    ),
    Case(
        "total_column_named_after_its_years",
        book("""
        Offence | 2016/17 | 2017/18 | 2018/19 | Total 2016-19
        Rape | 112 | 140 | 131 | 383
        Sexual assault | 210 | 236 | 198 | 644
        """),
        checks=(2, 0),
        may_refuse=True,
    ),
    Case(
        "three_year_average_beside_the_years",
        book("""
        Offence | 2016/17 | 2017/18 | 2018/19 | 3 year average
        Rape | 110 | 140 | 131 | 127
        Sexual assault | 210 | 236 | 196 | 214
        """),
        may_refuse=True,
    ),
    Case(
        "comments_beside_the_counts",
        book("""
        Offence | 2016/17 | 2017/18 | Comments
        Rape | 112 | 140 | 2 of these are linked
        Sexual assault | 210 | 236 |
        Total | 322 | 376 |
        """),
        checks=(2, 0),
        cells=14,
        may_refuse=True,
    ),
    Case(
        "error_values_are_no_counts",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | '#REF!
        Sexual assault | 210 | 236
        """),
        problems=frozenset({P.COUNT_UNREADABLE}),
    ),
    Case(
        "a_hidden_row_in_a_printed_total",
        Workbook(
            {
                "Sheet1": drawn("""
                Offence | 2016/17 | 2017/18
                Rape | 112 | 140
                Sexual assault | 210 | 236
                Grooming | 10 | 46
                Total | 332 | 422
                """)
            },
            hidden_rows={"Sheet1": (4,)},
        ),
        problems=frozenset({P.HIDDEN_CELLS}),
        allowed=frozenset({P.TOTAL_MISMATCH}),
        checks=(0, 2),
    ),
    Case(
        "one_column_under_a_blank_corner",
        book("""
         | Sexual assault
        2016/17 | 210
        2017/18 | 236
        2018/19 | 198
        Total | 644
        """),
        checks=(1, 0),
        cells=9,
    ),
    Case(
        "one_row_under_a_blank_corner",
        book("""
         | 2016/17 | 2017/18 | 2018/19
        Sexual assault | 210 | 236 | 198
        """),
        cells=7,
    ),
    Case(
        "a_single_count",
        book("""
        Offence | 2018/19
        Sexual assault | 198
        """),
        cells=4,
    ),
    Case(
        "another_force_in_a_note_is_no_heading",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        .
        For offences in Swindon please ask Wiltshire Police.
        """),
        asked=DORSET,
        cells=10,
    ),
    Case(
        "areas_of_a_force_are_labels",
        book("""
        Area | 2016/17 | 2017/18
        Devon | 112 | 140
        Cornwall | 97 | 120
        Plymouth | 88 | 92
        Total | 297 | 352
        """),
        asked=asked_of("devon-and-cornwall"),
        checks=(2, 0),
        may_refuse=True,
    ),
]
