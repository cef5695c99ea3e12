"""Cells that break a table's pattern: none of them may vanish, or lend its heading to another."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.case import Case
from tests.golden.tables.years import book

UNREADABLE = frozenset({P.COUNT_UNREADABLE})
THOUSANDS = """
Offence | 2016/17 | 2017/18
Rape | 112 | 140
Sexual assault | 210 | 236
"""

CASES = [
    Case(
        # As they stand, each figure would be of its neighbour's year, and the totals add up.
        "headings_one_cell_too_far_left",
        book("""
        2016/17 | 2017/18 |
        Rape | 3141 | 2718
        Grooming | 1618 | 1414
        Total | 4759 | 4132
        """),
        problems=frozenset({P.LAYOUT_UNCLEAR}),
    ),
    Case(
        "headings_one_cell_too_far_right",
        book("""
        Offence | | 2016/17 | 2017/18
        Rape | 3141 | 2718 |
        Grooming | 1618 | 1414 |
        Total | 4759 | 4132 |
        """),
        problems=frozenset({P.LAYOUT_UNCLEAR}),
    ),
    Case(
        "two_numbers_in_one_cell",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | '12\\n14 | 140
        """),
        problems=UNREADABLE,
    ),
    Case(
        "rough_numbers_are_no_labels",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | approx 100 | c.140
        Sexual assault | ~210 | 236
        """),
        problems=UNREADABLE,
    ),
    Case(
        "numbers_with_their_unit_in_one_cell",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 offences | 140
        Sexual assault | 210 offences | 236
        """),
        problems=UNREADABLE,
        may_refuse=True,
    ),
    Case(
        "misgrouped_digits",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | '1,20 | 140
        Sexual assault | '12,04 | 236
        Grooming | '0x10 | 46
        """),
        problems=UNREADABLE,
    ),
    Case(
        "scientific_notation_is_no_count",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | '1e3 | 140
        Sexual assault | 210 | 236
        """),
        problems=UNREADABLE,
    ),
    *(
        Case(name, book(f"{title}\n.\n{THOUSANDS}"), may_refuse=True)
        for name, title in {
            "figures_in_thousands_by_the_title": "Figures in thousands",
            "figures_in_thousands_by_a_note": "All numbers are shown in 000s",
        }.items()
    ),
    Case(
        "figures_in_thousands_by_the_heading",
        book("""
        Offence | 2016/17 (000s) | 2017/18 (000s)
        Rape | 112 | 140
        """),
        may_refuse=True,
    ),
    Case(
        "a_row_of_counts_without_a_label",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
         | 12 | 14
        Sexual assault | 210 | 236
        """),
        may_refuse=True,
    ),
    Case(
        "a_second_question_without_a_gap",
        book("""
        Q1. How many rapes were recorded in 2016/17 and 2017/18?
        Year | Rapes
        2016/17 | 112
        2017/18 | 140
        Q2. How many led to a charge?
        Year | Charged
        2016/17 | 12
        2017/18 | 14
        """),
        may_refuse=True,
    ),
    Case(
        "blocks_of_a_year_each_under_its_title",
        book("""
        2016/17
        Offence | Male | Female
        Rape | 12 | 100
        Sexual assault | 40 | 170
        .
        2017/18
        Offence | Male | Female
        Rape | 15 | 125
        Sexual assault | 36 | 200
        """),
        cells=20,
    ),
    Case(
        "years_as_heading_rows_inside_the_table",
        book("""
        Offence | Male | Female
        2016/17
        Rape | 12 | 100
        Sexual assault | 40 | 170
        2017/18
        Rape | 15 | 125
        Sexual assault | 36 | 200
        Total | 103 | 595
        """),
        checks=(2, 0),
        cells=20,
    ),
    Case(
        "a_second_block_without_a_year_of_its_own",
        book("""
        2016/17
        Offence | Male | Female
        Rape | 12 | 100
        .
        Offence | Male | Female
        Rape | 15 | 125
        """),
        may_refuse=True,
    ),
    Case(
        "half_a_year_under_a_year",
        book("""
        Offence | 2016/17 | 2017/18
         | Full year | Apr - Sep
        Rape | 112 | 70
        Sexual assault | 210 | 118
        """),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        may_refuse=True,
        same_labels=False,
    ),
    Case(
        "months_that_make_the_whole_year_under_a_year",
        book("""
        Offence | 2016/17 | 2017/18
         | Apr - Mar | Apr - Mar
        Rape | 112 | 140
        """),
        may_refuse=True,
        same_labels=False,
    ),
    Case(
        "a_year_over_two_heading_rows",
        book("""
        Offence | 2016 | 2017
         | to 2017 | to 2018
        Rape | 112 | 140
        """),
        may_refuse=True,
        same_labels=False,
    ),
    Case(
        "totals_in_a_long_table",
        book("""
        Year | Offence | Count
        2016/17 | Rape | 112
        2016/17 | Sexual assault | 210
        2016/17 | Total | 322
        2017/18 | Rape | 140
        2017/18 | Sexual assault | 236
        2017/18 | Total | 376
        """),
        checks=(2, 0),
        cells=21,
    ),
    Case(
        "all_in_the_middle_of_a_long_table",
        book("""
        Year | Offence | Count
        2016/17 | Rape | 112
        2016/17 | All | 322
        2016/17 | Sexual assault | 210
        All years | All | 322
        """),
        may_refuse=True,
    ),
    Case(
        "year_once_over_blank_cells_in_a_long_table",
        book("""
        Year | Offence | Count
        2016/17 | Rape | 112
         | Sexual assault | 210
        2017/18 | Rape | 140
         | Sexual assault | 236
        """),
        cells=13,
    ),
    Case(
        "a_total_below_two_blank_rows",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        .
        .
        Total | 322 | 376
        """),
        checks=(2, 0),
        cells=12,
    ),
    Case(
        "a_heading_row_for_each_year",
        book("""
        Year | 2016/17
        Rape | 112
        Sexual assault | 210
        Year | 2017/18
        Rape | 140
        Sexual assault | 236
        """),
        cells=12,
        may_refuse=True,
    ),
    Case(
        "a_table_of_grand_totals_below_its_tables",
        book("""
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Total | 112 | 140
        .
        Offence | 2016/17 | 2017/18
        Sexual assault | 210 | 236
        Total | 210 | 236
        .
        Grand total | 322 | 376
        """),
        may_refuse=True,
    ),
]
