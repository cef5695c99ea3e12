"""Tables that name forces: across, down, merged, joint, above them their regions and countries."""

from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import OldWorkbook, OpenDocument, Separated, Workbook, drawn
from tests.golden.tables.case import Case, asked_of

NO_SENDER = asked_of()
BY_CATEGORY = """
Force | Rape | Sexual assault | Total
Avon and Somerset | 350 | 410 | 760
Devon & Cornwall | 401 | 388 | 789
Dorset | 131 | 198 | 329
Total | 882 | 996 | 1878
"""
BY_YEAR = """
Police force | 2016/17 | 2017/18 | 2018/19
Avon and Somerset Constabulary | 350 | 410 | 376
Devon and Cornwall Police | 401 | 388 | 420
Dorset Police | 131 | 198 | 154
Gloucestershire Constabulary | 88 | 92 | 101
Wiltshire Police | 97 | 120 | 113
South West | 1067 | 1208 | 1164
"""
REGIONS = """
Area | 2016/17 | 2017/18
West Midlands | 1000 | 1210
Staffordshire | 200 | 250
Warwickshire | 100 | 110
West Mercia | 150 | 160
West Midlands | 550 | 690
South West | 1067 | 1208
Avon and Somerset | 350 | 410
Devon and Cornwall | 401 | 388
Dorset | 131 | 198
Gloucestershire | 88 | 92
Wiltshire | 97 | 120
"""
COUNTRIES = """
Area | 2016/17 | 2017/18
Cheshire | 350 | 410
Dorset | 131 | 198
Wiltshire | 97 | 120
England | 578 | 728
Dyfed-Powys | 60 | 71
Gwent | 82 | 90
North Wales | 93 | 77
South Wales | 140 | 152
Wales | 375 | 390
England and Wales | 953 | 1118
"""
MERGED = """
Force | Offence | 2016/17 | 2017/18
Dorset | Rape | 112 | 140
 | Sexual assault | 210 | 236
Wiltshire | Rape | 97 | 120
 | Sexual assault | 180 | 175
"""
IN_TITLE = "Sexual offences recorded in 2017/18, by force\n.\n"

CASES = [
    Case(
        "force_by_year",
        Workbook({"Sheet1": drawn(BY_YEAR)}),
        asked=NO_SENDER,
        checks=(3, 0),
        cells=28,
    ),
    Case(
        "force_by_year_xls",
        OldWorkbook({"Sheet1": drawn(BY_YEAR)}),
        ".xls",
        asked=NO_SENDER,
        checks=(3, 0),
        cells=28,
    ),
    Case(
        "year_by_force",
        Workbook(
            {
                "Sheet1": drawn("""
            Year | Avon and Somerset | Dorset | Wiltshire | Total
            2016/17 | 350 | 131 | 97 | 578
            2017/18 | 410 | 198 | 120 | 728
            2018/19 | 376 | 154 | 113 | 643
            """)
            }
        ),
        asked=NO_SENDER,
        checks=(3, 0),
        cells=20,
    ),
    Case(
        "force_by_category_period_in_title",
        Workbook({"Sheet1": drawn(IN_TITLE + BY_CATEGORY)}),
        asked=NO_SENDER,
        checks=(6, 0),
        cells=21,
    ),
    Case(
        "force_by_category_period_in_sheet_name",
        OpenDocument({"2017-18": drawn(BY_CATEGORY)}),
        ".ods",
        asked=NO_SENDER,
        checks=(6, 0),
        cells=20,
    ),
    Case(
        "force_by_category_period_nowhere",
        Workbook({"Sheet1": drawn(BY_CATEGORY)}),
        asked=NO_SENDER,
        problems=frozenset({P.NO_PERIOD}),
    ),
    Case(
        "force_merged_over_its_categories",
        Workbook({"Sheet1": drawn(MERGED)}, merges={"Sheet1": ("A2:A3", "A4:A5")}),
        asked=NO_SENDER,
        cells=18,
    ),
    Case(
        "force_once_over_blank_cells",
        Separated(drawn(MERGED)),
        ".csv",
        asked=NO_SENDER,
        cells=18,
    ),
    Case(
        "force_as_a_heading_row",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18
            Dorset Police
            Rape | 112 | 140
            Sexual assault | 210 | 236
            Wiltshire Police
            Rape | 97 | 120
            Sexual assault | 180 | 175
            """)
            }
        ),
        asked=NO_SENDER,
        cells=17,
    ),
    Case(
        "forces_over_years_across",
        Workbook(
            {
                "Sheet1": drawn("""
                Offence | Dorset | | Wiltshire |
                 | 2016/17 | 2017/18 | 2016/17 | 2017/18
                Rape | 112 | 140 | 97 | 120
                Sexual assault | 210 | 236 | 180 | 175
                Total | 322 | 376 | 277 | 295
                """)
            },
            merges={"Sheet1": ("B1:C1", "D1:E1")},
        ),
        asked=NO_SENDER,
        checks=(4, 0),
        cells=22,
    ),
    Case(
        "regions_above_their_forces",
        Workbook({"Sheet1": drawn(REGIONS.replace("West Midlands |", "'West Midlands ' |", 1))}),
        asked=NO_SENDER,
        checks=(4, 0),
        cells=36,
    ),
    Case(
        "regions_above_their_forces_without_the_trailing_space",
        Separated(drawn(REGIONS)),
        ".csv",
        asked=NO_SENDER,
        checks=(4, 0),
        cells=36,
    ),
    Case(
        "force_named_like_a_region_alone",
        Workbook(
            {
                "Sheet1": drawn("""
            Force | 2016/17 | 2017/18
            West Midlands | 550 | 690
            Warwickshire | 100 | 110
            """)
            }
        ),
        asked=asked_of("west-midlands", "warwickshire"),
        may_refuse=True,
    ),
    Case(
        "totals_of_england_and_wales",
        Workbook({"Sheet1": drawn(COUNTRIES)}),
        asked=NO_SENDER,
        checks=(6, 0),
        cells=33,
    ),
    Case(
        "another_force_than_the_sender",
        Workbook(
            {
                "Sheet1": drawn("""
            Wiltshire Police
            Offence | 2016/17 | 2017/18
            Rape | 97 | 120
            Sexual assault | 180 | 175
            """)
            }
        ),
        problems=frozenset({P.FORCE_OTHER_THAN_SENDER}),
    ),
    Case(
        "another_force_than_the_sender_in_a_column",
        Workbook(
            {
                "Sheet1": drawn("""
            Force | 2016/17 | 2017/18
            Dorset | 112 | 140
            Wiltshire | 97 | 120
            """)
            }
        ),
        problems=frozenset({P.FORCE_OTHER_THAN_SENDER}),
    ),
    Case(
        "sender_named_in_its_own_table",
        Workbook(
            {
                "Sheet1": drawn("""
            Dorset Police
            .
            Offence | 2016/17 | 2017/18
            Rape | 112 | 140
            Sexual assault | 210 | 236
            """)
            }
        ),
        cells=10,
    ),
    Case(
        "joint_heading",
        Workbook(
            {
                "Sheet1": drawn("""
            Force | 2016/17 | 2017/18
            Norfolk and Suffolk Constabularies | 197 | 220
            """)
            }
        ),
        asked=asked_of("norfolk", "suffolk"),
        allowed=frozenset({P.JOINT_FORCES}),
    ),
    Case(
        "joint_reply_that_divides_its_counts",
        Workbook(
            {
                "Sheet1": drawn("""
            Force | 2016/17 | 2017/18
            Norfolk | 97 | 120
            Suffolk | 100 | 100
            Total | 197 | 220
            """)
            }
        ),
        asked=asked_of("norfolk", "suffolk"),
        checks=(2, 0),
        cells=12,
    ),
    Case(
        "joint_reply_that_does_not_divide_its_counts",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18
            Rape | 97 | 120
            """)
            }
        ),
        asked=asked_of("norfolk", "suffolk"),
        allowed=frozenset({P.JOINT_FORCES}),
    ),
    Case(
        "no_force_anywhere",
        Workbook(
            {
                "Sheet1": drawn("""
            Offence | 2016/17 | 2017/18
            Rape | 97 | 120
            """)
            }
        ),
        asked=NO_SENDER,
        problems=frozenset({P.NO_FORCE}),
    ),
    Case(
        "a_body_that_is_no_force",
        Workbook(
            {
                "Sheet1": drawn("""
            Force | 2016/17 | 2017/18
            Dorset | 112 | 140
            Action Fraud | 97 | 120
            Dorset Police and Crime Commissioner | 5 | 6
            """)
            }
        ),
        asked=NO_SENDER,
        problems=frozenset({P.FORCE_UNKNOWN}),
    ),
]
