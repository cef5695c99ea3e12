"""One force, its years across or down, and what stands in a year's place without being one."""

from dataclasses import replace

from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import PeriodKind
from tests.golden.tables.builders import OldWorkbook, OpenDocument, Separated, Workbook, drawn
from tests.golden.tables.case import DORSET, Case, asked_of

BODY = """
Offence | 2014/15 | 2015/16 | 2016/17 | 2017/18 | 2018/19
Rape | 112 | 140 | 131 | 155 | 162
Sexual assault | 210 | 236 | 198 | 251 | 260
Grooming | 10 | 46 | 25 | 22 | 46
"""
BOTH = """
Offence | 2014/15 | 2015/16 | 2016/17 | 2017/18 | 2018/19 | Total
Rape | 112 | 140 | 131 | 155 | 162 | 700
Sexual assault | 210 | 236 | 198 | 251 | 260 | 1155
Grooming | 10 | 46 | 25 | 22 | 46 | 149
Total | 332 | 422 | 354 | 428 | 468 | 2004
"""
DOWN = """
Financial year | Number of offences
2014/15 | 332
2015/16 | 422
2016/17 | 354
2017/18 | 428
2018/19 | 468
"""
CALENDAR = replace(
    DORSET,
    question="How many offences were recorded in each calendar year?",
    period_kind=PeriodKind.CALENDAR_YEAR,
    first=None,
    last=None,
)
OTHER_KIND = frozenset({P.PERIOD_OUTSIDE_REQUEST, P.PERIOD_AMBIGUOUS})


def book(drawing: str) -> Workbook:
    """A workbook of one sheet."""
    return Workbook({"Sheet1": drawn(drawing)})


CASES = [
    Case(
        "years_across",
        book("""
        Year | 2014/15 | 2015/16 | 2016/17 | 2017/18 | 2018/19
        Sexual offences | 332 | 422 | 354 | 428 | 468
        """),
        checks=(0, 0),
        cells=12,
    ),
    Case("years_down", book(DOWN), checks=(0, 0), cells=12),
    Case("years_down_ods", OpenDocument({"Sheet1": drawn(DOWN)}), ".ods", checks=(0, 0), cells=12),
    Case("years_by_category", book(BODY), checks=(0, 0), cells=24),
    Case(
        "total_row",
        book(BODY + "Total | 332 | 422 | 354 | 428 | 468"),
        checks=(5, 0),
        cells=30,
    ),
    Case(
        "total_column",
        book("""
        Offence | 2014/15 | 2015/16 | 2016/17 | 2017/18 | 2018/19 | Total
        Rape | 112 | 140 | 131 | 155 | 162 | 700
        Sexual assault | 210 | 236 | 198 | 251 | 260 | 1155
        Grooming | 10 | 46 | 25 | 22 | 46 | 149
        """),
        checks=(3, 0),
        cells=28,
    ),
    Case("both_totals", book(BOTH), checks=(9, 0), cells=35),
    Case("both_totals_csv", Separated(drawn(BOTH)), ".csv", checks=(9, 0), cells=35),
    Case("both_totals_xls", OldWorkbook({"Sheet1": drawn(BOTH)}), ".xls", checks=(9, 0), cells=35),
    Case("both_totals_ods", OpenDocument({"Sheet1": drawn(BOTH)}), ".ods", checks=(9, 0), cells=35),
    Case(
        "both_totals_transposed",
        book("""
        Year | Rape | Sexual assault | Grooming | Total
        2014/15 | 112 | 210 | 10 | 332
        2015/16 | 140 | 236 | 46 | 422
        2016/17 | 131 | 198 | 25 | 354
        Total | 383 | 644 | 81 | 1108
        """),
        checks=(7, 0),
        cells=25,
    ),
    Case(
        "total_row_first",
        book("""
        Offence | 2014/15 | 2015/16 | 2016/17
        All sexual offences | 332 | 422 | 354
        Rape | 112 | 140 | 131
        Sexual assault | 210 | 236 | 198
        Grooming | 10 | 46 | 25
        """),
        checks=(3, 0),
        cells=20,
    ),
    Case(
        "total_column_first",
        book("""
        Offence | Total | 2014/15 | 2015/16 | 2016/17
        Rape | 383 | 112 | 140 | 131
        Sexual assault | 644 | 210 | 236 | 198
        Grooming | 81 | 10 | 46 | 25
        """),
        checks=(3, 0),
        cells=20,
    ),
    Case(
        "five_year_total_column_by_its_years",
        book("""
        Offence | 2014/15 | 2015/16 | 2016/17 | 2017/18 | 2018/19 | 2014/15-2018/19
        Rape | 112 | 140 | 131 | 155 | 162 | 700
        Sexual assault | 210 | 236 | 198 | 251 | 260 | 1155
        """),
        checks=(2, 0),
        cells=21,
    ),
    Case(
        "five_year_total_row_by_its_years",
        book(DOWN + "2014/15 to 2018/19 | 2004"),
        checks=(1, 0),
        cells=14,
    ),
    Case(
        "only_a_five_year_total",
        book("""
        Period | Number of offences
        2014/15 - 2018/19 | 1329
        """),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        checks=(0, 0),
        cells=4,
    ),
    Case(
        "financial_years_where_calendar_years_were_asked",
        book(BODY),
        asked=CALENDAR,
        allowed=OTHER_KIND,
    ),
    Case(
        "calendar_years_where_financial_years_were_asked",
        book("""
        Offence | 2015 | 2016 | 2017 | 2018
        Rape | 112 | 140 | 131 | 155
        Sexual assault | 210 | 236 | 198 | 251
        """),
        allowed=OTHER_KIND,
        may_refuse=True,
    ),
    Case(
        "calendar_years_as_numbers",
        book("""
        Offence | 2015 | 2016 | 2017 | 2018
        Rape | 112 | 140 | 131 | 155
        Sexual assault | 210 | 236 | 198 | 251
        """),
        asked=CALENDAR,
        cells=15,
    ),
    Case(
        "calendar_years_over_counts_like_years",
        book("""
        Offence | 2015 | 2016 | 2017 | 2018
        Rape | 2011 | 2014 | 2019 | 1998
        Sexual assault | 2016 | 2017 | 2018 | 2020
        Total | 4027 | 4031 | 4037 | 4018
        """),
        asked=CALENDAR,
        checks=(4, 0),
        cells=20,
    ),
    Case(
        "calendar_years_down_beside_counts_that_equal_them",
        book("""
        Year | Offences recorded
        2015 | 2015
        2016 | 2014
        2017 | 2017
        2018 | 2019
        """),
        asked=CALENDAR,
        may_refuse=True,
    ),
    Case(
        "financial_years_over_counts_like_years",
        book("""
        Offence | 2014/15 | 2015/16 | 2016/17
        Rape | 2011 | 2014 | 2019
        Sexual assault | 2015 | 2016 | 2017
        """),
        cells=12,
    ),
    Case(
        "2020-2021_alone_is_ambiguous",
        book("""
        Offence | 2020-2021
        Rape | 112
        Sexual assault | 210
        """),
        asked=asked_of("dorset", first=2016, last=2021),
        problems=frozenset({P.PERIOD_AMBIGUOUS}),
    ),
    Case(
        "years_with_a_hyphen_settled_by_their_overlap",
        book("""
        Offence | 2016-2017 | 2017-2018 | 2018-2019 | 2019-2020 | 2020-2021
        Rape | 112 | 140 | 131 | 155 | 162
        Sexual assault | 210 | 236 | 198 | 251 | 260
        """),
        asked=asked_of("dorset", first=2016, last=2020),
        cells=18,
    ),
    Case(
        "years_spelled_five_ways",
        book("""
        Year | FY2014-15 | 2015/2016 | 16/17 | 1 April 2017 to 31 March 2018 | Apr 2018-Mar 2019
        Rape | 112 | 140 | 131 | 155 | 162
        """),
        cells=12,
    ),
    Case(
        "a_part_of_a_year_is_no_year",
        book("""
        Offence | 2016/17 | 2017/18 | Apr - Dec 2018
        Rape | 112 | 140 | 99
        Sexual assault | 210 | 236 | 150
        """),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        cells=12,
    ),
    Case(
        "the_total_of_a_calendar_span_is_no_year",
        book("""
        Offence | 2017/18 | 2018/19 | 2017-2019
        Rape | 140 | 131 | 271
        Sexual assault | 236 | 198 | 434
        """),
        may_refuse=True,
    ),
]
