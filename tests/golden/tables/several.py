"""Several tables in one document, sheets beside them, and texts around and inside them."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import OpenDocument, Separated, Workbook, drawn
from tests.golden.tables.case import Case, asked_of

NO_SENDER = asked_of()
STACKED = """
Table 1: Rape and sexual assault
Offence | 2016/17 | 2017/18
Rape | 112 | 140
Sexual assault | 210 | 236
Total | 322 | 376
.
Table 2: The same by sex of victim
Sex | 2016/17 | 2017/18
Female | 270 | 325
Male | 52 | 51
Total | 322 | 376
"""
BESIDE = """
Offence | 2016/17 | 2017/18 | | Sex | 2016/17 | 2017/18
Rape | 112 | 140 | | Female | 270 | 325
Sexual assault | 210 | 236 | | Male | 52 | 51
Total | 322 | 376 | | Total | 322 | 376
"""
ONE_YEAR = {
    "2016-17": """
    Offence | Female | Male | Total
    Rape | 100 | 12 | 112
    Sexual assault | 170 | 40 | 210
    """,
    "2017-18": """
    Offence | Female | Male | Total
    Rape | 125 | 15 | 140
    Sexual assault | 200 | 36 | 236
    """,
}
ONE_FORCE = {
    "Dorset": """
    Offence | 2016/17 | 2017/18
    Rape | 112 | 140
    Sexual assault | 210 | 236
    """,
    "Wiltshire Police": """
    Offence | 2016/17 | 2017/18
    Rape | 97 | 120
    Sexual assault | 180 | 175
    """,
}
AROUND = """
Freedom of Information request 2019/00417
Dorset Police - sexual offences recorded, 2016/17 to 2018/19
.
Offence | 2016/17 | 2017/18 | 2018/19
Rape | 112 | 140 | 131
Sexual assault | 210 | 236 | 198
Grooming [note 1] | * | 46 | 25
Total | 325 | 422 | 354
.
Key: * = fewer than 5
Note 1: Grooming has been recorded as an offence of its own since April 2015.
Source: Niche RMS, extracted on 12 July 2019
"""
TABLE = """
Offence | 2016/17 | 2017/18
Rape | 112 | 140
Sexual assault | 210 | 236
"""


def sheets(drawings: dict[str, str]) -> Workbook:
    """A workbook of several drawn sheets."""
    return Workbook({name: drawn(drawing) for name, drawing in drawings.items()})


CASES = [
    Case("tables_stacked_with_the_same_sums", sheets({"Sheet1": STACKED}), checks=(4, 0), cells=26),
    Case(
        "tables_stacked_with_the_same_sums_csv",
        Separated(drawn(STACKED)),
        ".csv",
        checks=(4, 0),
        cells=26,
    ),
    Case(
        "tables_stacked_without_a_gap",
        sheets({"Sheet1": STACKED.replace(".\n", "")}),
        checks=(4, 0),
        cells=26,
    ),
    Case("tables_side_by_side", sheets({"Sheet1": BESIDE}), checks=(4, 0), cells=24),
    Case(
        "tables_that_differ_in_one_year",
        sheets(
            {
                "Sheet1": """
            Table 1: by offence
            Offence | 2016/17 | 2017/18
            Rape | 112 | 140
            Sexual assault | 210 | 236
            Total | 322 | 376
            .
            Table 2: by outcome
            Outcome | 2016/17 | 2017/18
            Charged | 70 | 81
            Not charged | 252 | 291
            Total | 322 | 372
            """
            }
        ),
        problems=frozenset({P.TABLES_DISAGREE}),
        checks=(4, 0),
    ),
    Case("sheet_per_year", sheets(ONE_YEAR), checks=(4, 0), cells=24),
    Case(
        "sheet_per_year_ods",
        OpenDocument({name: drawn(text) for name, text in ONE_YEAR.items()}),
        ".ods",
        checks=(4, 0),
        cells=24,
    ),
    Case("sheet_per_force", sheets(ONE_FORCE), asked=NO_SENDER, cells=18),
    Case("title_notes_legend_and_source", sheets({"Sheet1": AROUND}), checks=(3, 0), cells=25),
    Case(
        "title_notes_legend_and_source_csv",
        Separated(drawn(AROUND)),
        ".csv",
        checks=(3, 0),
        cells=25,
    ),
    Case(
        "note_inside_the_table",
        sheets(
            {
                "Sheet1": """
            Offence | 2016/17 | 2017/18
            Rape | 112 | 140
            Please note that the recording of sexual assault changed in April 2017.
            Sexual assault | 210 | 236
            Total | 322 | 376
            """
            }
        ),
        checks=(2, 0),
        cells=13,
        may_refuse=True,
    ),
    Case(
        "empty_sheets_beside",
        sheets({"Sheet1": TABLE, "Sheet2": ".", "Sheet3": "."}),
        cells=9,
    ),
    Case(
        "contents_sheet_and_notes_sheet",
        sheets(
            {
                "Contents": """
            Contents
            Sheet | Title
            Table 1 | Sexual offences, 2016/17 to 2017/18
            Notes | Notes on the figures
            """,
                "Table 1": TABLE,
                "Notes": """
            Notes
            1 | The figures were extracted on 12 July 2019 and may change.
            2 | Offences are counted in the year in which they were recorded.
            """,
            }
        ),
        cells=21,
    ),
    Case(
        "notes_only",
        sheets(
            {
                "Sheet1": """
            Freedom of Information request 417/19
            Dorset Police can confirm that the information is held.
            It would take more than 18 hours to retrieve it, so section 12 applies.
            """
            }
        ),
        problems=frozenset({P.NO_TABLE}),
        checks=(0, 0),
    ),
    Case(
        "request_number_and_telephone_are_no_counts",
        sheets(
            {
                "Sheet1": """
            FOI reference | 2019
            Telephone | 101
            Date | 2019-07-12
            .
            Offence | 2016/17 | 2017/18
            Rape | 112 | 140
            Sexual assault | 210 | 236
            """
            }
        ),
        may_refuse=True,
    ),
    Case(
        "a_title_year_does_not_overrule_the_columns",
        sheets(
            {
                "Sheet1": """
            Report for 2018/19
            .
            Offence | 2016/17 | 2017/18
            Rape | 112 | 140
            Sexual assault | 210 | 236
            """
            }
        ),
        cells=10,
    ),
    Case(
        "a_title_of_several_years_heads_no_year",
        sheets(
            {
                "Sheet1": """
            Sexual offences, 2014/15 to 2018/19
            .
            Offence | Number
            Rape | 700
            Sexual assault | 1155
            """
            }
        ),
        allowed=frozenset({P.PERIOD_OUTSIDE_REQUEST}),
        may_refuse=True,
    ),
]
