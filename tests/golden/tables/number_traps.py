"""Numbers that head a row or column, or stand beside the counts without being one."""

from tests.golden.tables.case import Case, asked_of
from tests.golden.tables.years import CALENDAR, book

CASES = [
    Case(
        "population_beside_the_counts",
        book("""
        Force | Population | 2016/17 | 2017/18
        Dorset | 770000 | 131 | 198
        Wiltshire | 720000 | 97 | 120
        """),
        asked=asked_of(),
        may_refuse=True,
    ),
    Case(
        "running_numbers_before_the_labels",
        book("""
        No. | Offence | 2016/17 | 2017/18
        1 | Rape | 112 | 140
        2 | Sexual assault | 210 | 236
        3 | Grooming | 10 | 46
        Total | | 332 | 422
        """),
        checks=(2, 0),
        may_refuse=True,
        same_labels=False,
    ),
    Case(
        "ages_as_numbers_down",
        book("""
        Age | 2016/17 | 2017/18
        10 | 3 | 4
        11 | 12 | 7
        12 | 9 | 15
        Total | 24 | 26
        """),
        checks=(2, 0),
        cells=15,
    ),
    Case(
        "ages_as_numbers_across",
        book("""
        Age | 10 | 11 | 12 | Total
        2016/17 | 3 | 12 | 9 | 24
        2017/18 | 4 | 7 | 15 | 26
        """),
        checks=(2, 0),
        cells=15,
    ),
    Case(
        "ages_as_numbers_and_calendar_years_as_numbers",
        book("""
        Age | 2016 | 2017
        15 | 3 | 2017
        16 | 12 | 7
        17 | 2016 | 15
        """),
        asked=CALENDAR,
        may_refuse=True,
    ),
    Case(
        "unlabelled_share_beside_each_count",
        book("""
        Outcome | 2016/17 | | 2017/18 |
        Charged | 20 | 25% | 30 | 30%
        No further action | 60 | 75% | 70 | 70%
        """),
        cells=13,
    ),
    Case(
        "a_count_with_its_share_in_one_cell",
        book("""
        Outcome | 2016/17 | 2017/18
        Charged | 20 (25%) | 30 (30%)
        No further action | 60 (75%) | 70 (70%)
        """),
        may_refuse=True,
    ),
    Case(
        "table_away_from_the_corner",
        book("""
        .
        .
        | | Offence | 2016/17 | 2017/18
        | | Rape | 112 | 140
        | | Sexual assault | 210 | 236
        | | Total | 322 | 376
        """),
        checks=(2, 0),
        cells=12,
    ),
    Case(
        "empty_columns_between_the_years",
        book("""
        Offence | | 2016/17 | | 2017/18
        Rape | | 112 | | 140
        Sexual assault | | 210 | | 236
        Total | | 322 | | 376
        """),
        checks=(2, 0),
        cells=12,
    ),
    Case(
        "hours_as_numbers_under_the_year_of_the_title",
        book("""
        Offences recorded in 2016/17 by hour
        .
        Hour | Offences
        0 | 12
        1 | 9
        2 | 14
        """),
        may_refuse=True,
    ),
    Case(
        "lengths_of_sentences_are_labels",
        book("""
        Sentence (years) | 2016/17 | 2017/18
        1 | 12 | 9
        2 | 9 | 8
        5 | 3 | 4
        """),
        may_refuse=True,
    ),
]
