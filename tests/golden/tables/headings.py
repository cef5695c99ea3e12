"""Headings of more than one row or column, and texts that look like a period or a count."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import OpenDocument, Separated, Workbook, drawn
from tests.golden.tables.case import Case

SEXES = """
Offence | 2016/17 | | 2017/18 | | 2018/19 |
 | Male | Female | Male | Female | Male | Female
Rape | 12 | 100 | 15 | 125 | 11 | 120
Sexual assault | 40 | 170 | 36 | 200 | 48 | 150
Total | 52 | 270 | 51 | 325 | 59 | 270
"""
QUARTERS = """
Offence | 2017/18 | | | | 2018/19 | | |
 | Q1 | Q2 | Q3 | Q4 | Q1 | Q2 | Q3 | Q4
Rape | 31 | 28 | 40 | 36 | 29 | 33 | 27 | 45
Sexual assault | 60 | 52 | 71 | 44 | 58 | 49 | 63 | 66
"""
MONTHS = """
Month | Offences
2017/18 |
April | 12
May | 9
June | 14
July | 8
August | 11
September | 7
October | 10
November | 13
December | 6
January | 15
February | 5
March | 17
Total | 127
2018/19 |
April | 10
May | 16
June | 4
July | 18
August | 3
September | 19
October | 2
November | 20
December | 1
January | 21
February | 12
March | 11
Total | 137
"""
AGES = """
Year | Under 10 | 10 - 14 | 15 | 16 | 17+ | Total
2016/17 | 5 | 12 | 9 | 11 | 40 | 77
2017/18 | 7 | 18 | 15 | 16 | 31 | 87
2018/19 | 3 | 20 | 14 | 10 | 52 | 99
"""

CASES = [
    Case(
        "years_merged_over_sexes",
        Workbook({"Sheet1": drawn(SEXES)}, merges={"Sheet1": ("B1:C1", "D1:E1", "F1:G1", "A1:A2")}),
        checks=(6, 0),
        cells=31,
    ),
    Case("years_over_sexes_unmerged", Separated(drawn(SEXES)), ".csv", checks=(6, 0), cells=31),
    Case(
        "quarters_under_merged_years",
        Workbook({"Sheet1": drawn(QUARTERS)}, merges={"Sheet1": ("B1:E1", "F1:I1")}),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        cells=29,
    ),
    Case(
        "quarters_under_years_ods",
        OpenDocument({"Sheet1": drawn(QUARTERS)}),
        ".ods",
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        cells=29,
    ),
    Case(
        "months_below_their_year",
        Workbook({"Sheet1": drawn(MONTHS)}),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        checks=(2, 0),
        cells=56,
    ),
    Case("ages_across", Workbook({"Sheet1": drawn(AGES)}), checks=(3, 0), cells=28),
    Case(
        "ages_16-17_are_not_a_year",
        Workbook(
            {
                "Sheet1": drawn("""
            Age of victim | 2016/17 | 2017/18 | 2018/19
            Under 13 | 14 | 22 | 31
            13-15 | 40 | 38 | 45
            16-17 | 21 | 19 | 24
            Total | 75 | 79 | 100
            """)
            }
        ),
        checks=(3, 0),
        cells=20,
    ),
    Case(
        "ages_16-17_across_are_not_a_year",
        Workbook(
            {
                "Sheet1": drawn("""
            Financial year | 0-12 | 13-15 | 16-17 | Total
            2016/17 | 14 | 40 | 21 | 75
            2017/18 | 22 | 38 | 19 | 79
            2018/19 | 31 | 45 | 24 | 100
            """)
            }
        ),
        checks=(3, 0),
        cells=20,
    ),
    Case(
        "second_heading_row_of_measures",
        Workbook(
            {
                "Sheet1": drawn("""
            Outcome | 2016/17 | | 2017/18 |
             | Number | % | Number | %
            Charged | 20 | 25.0 | 30 | 30.0
            No further action | 60 | 75.0 | 70 | 70.0
            Total | 80 | 100.0 | 100 | 100.0
            """)
            }
        ),
        checks=(2, 0),
        problems=frozenset({P.LINE_LEFT_OUT}),
        cells=22,
    ),
    Case(
        "heading_with_line_breaks",
        Workbook(
            {
                "Sheet1": drawn(r"""
            Offence\ntype | 2016/17\n(Apr - Mar) | 2017/18\n(Apr - Mar)
            Rape of a female\naged under 16 | 12 | 15
            Sexual\nassault | 40 | 36
            """)
            }
        ),
        cells=9,
    ),
    Case(
        "welsh_table",
        Workbook(
            {
                "Sheet1": drawn("""
            Trosedd | 2016/17 | 2017/18 | 2018/19
            Treisio | 112 | 140 | 131
            Ymosodiad rhywiol | 210 | 236 | 198
            Cyfanswm | 322 | 376 | 329
            """)
            }
        ),
        checks=(3, 0),
        cells=16,
    ),
    Case(
        "welsh_months",
        Workbook(
            {
                "Sheet1": drawn("""
            Mis | Nifer y troseddau
            Ionawr 2018 | 11
            Chwefror 2018 | 9
            Mawrth 2018 | 14
            Cyfanswm | 34
            """)
            }
        ),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        checks=(1, 0),
        may_refuse=True,
    ),
    Case(
        "section_heading_rows",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18
            Rape
            Female victim | 100 | 125
            Male victim | 12 | 15
            Sexual assault
            Female victim | 170 | 200
            Male victim | 40 | 36
            """)
            }
        ),
        cells=17,
    ),
    Case(
        "two_label_columns_with_blanks_below",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | Sex of victim | 2016/17 | 2017/18
            Rape | Female | 100 | 125
             | Male | 12 | 15
            Sexual assault | Female | 170 | 200
             | Male | 40 | 36
            Total | | 322 | 376
            """)
            }
        ),
        checks=(2, 0),
        cells=21,
    ),
    Case(
        "repeated_heading_in_the_middle",
        Separated(
            drawn("""
            Offence | 2016/17 | 2017/18
            Rape | 112 | 140
            Sexual assault | 210 | 236
            Offence | 2016/17 | 2017/18
            Grooming | 10 | 46
            Exposure | 31 | 29
            Total | 363 | 451
            """)
        ),
        ".csv",
        checks=(2, 0),
        cells=21,
    ),
    Case(
        "unknown_is_a_category",
        Workbook(
            {
                "Sheet1": drawn("""
            Sex of victim | 2016/17 | 2017/18
            Female | 270 | 325
            Male | 52 | 51
            Unknown | 4 | 2
            Not stated | 1 | 3
            Total | 327 | 381
            """)
            }
        ),
        checks=(2, 0),
        cells=18,
    ),
    Case(
        "codes_beside_their_offences",
        Workbook(
            {
                "Sheet1": drawn("""
            Code | Offence | 2016/17 | 2017/18
            19C | Rape of a female aged 16 and over | 112 | 140
            86/2 | Obscene publications | 210 | 236
            '88 | Sexual grooming | 10 | 46
            Total | | 332 | 422
            """)
            }
        ),
        checks=(2, 0),
        cells=19,
    ),
    Case(
        "home_office_codes_as_numbers_are_not_counts",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | HO code | 2016/17 | 2017/18
            Rape of a female aged 16 and over | 19 | 112 | 140
            Sexual grooming | 88 | 10 | 46
            Other miscellaneous | 99 | 7 | 9
            Total | | 129 | 195
            """)
            }
        ),
        checks=(2, 0),
        cells=19,
        may_refuse=True,
    ),
    Case(
        "years_said_again_over_ages",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2016/17 | 2017/18 | 2017/18
             | Under 18 | 18 and over | Under 18 | 18 and over
            Rape | 70 | 42 | 88 | 52
            Sexual assault | 99 | 111 | 101 | 135
            Total | 169 | 153 | 189 | 187
            """)
            }
        ),
        checks=(4, 0),
        cells=24,
    ),
    Case(
        "age_groups_over_years",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 0-12 | | 13-15 | | Total
             | 2016/17 | 2017/18 | 2016/17 | 2017/18 |
            Rape | 70 | 42 | 88 | 52 | 252
            Sexual assault | 99 | 111 | 101 | 135 | 446
            """)
            }
        ),
        checks=(2, 0),
        cells=20,
    ),
]
