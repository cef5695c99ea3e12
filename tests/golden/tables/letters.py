"""Tables in PDF letters."""

from tests.golden.tables.builders import Gap, Letter, Ruled, Unruled, drawn
from tests.golden.tables.case import Case
from tests.golden.tables.headings import SEXES

GREETING = "Dear applicant, thank you for your request of 3 June 2019. Our reply is as follows."
CLOSE = "Yours sincerely, the Freedom of Information team. You may ask for a review within 40 days."
TABLE = drawn("""
Offence | 2014/15 | 2015/16 | 2016/17 | 2017/18 | 2018/19
Rape | 112 | 140 | 131 | 155 | 162
Sexual assault | 210 | 236 | 198 | 251 | 260
Grooming | 10 | 46 | 25 | 22 | 46
Total | 332 | 422 | 354 | 428 | 468
""")
OUTCOMES = drawn("""
Outcome | 2016/17 | 2017/18 | 2018/19
Charged | 61 | 70 | 58
Caution | 12 | 9 | 15
Community resolution | 7 | 11 | 4
Evidential difficulties | 104 | 131 | 126
Suspect not identified | 88 | 93 | 101
Not in the public interest | 3 | 6 | 2
Responsibility transferred | 5 | 8 | 13
Under investigation | 21 | 40 | 66
Total | 301 | 368 | 385
""")

BLANKS = drawn("""
Offence | 2016/17 | 2017/18 | 2018/19
Rape | '1,112 | | '1,131
Sexual assault | '2,210 | '3,236 |
Grooming | | 46 | 25
Total | '3,322 | '3,282 | '1,156
""")
SHIFTED = """
Outcome | 2018/19 | 2017/18 | 2016/17 | 2015/16 | 2014/15
Charged | 61 | 70 | 58 | 41 | 33
Not charged | 104 | 131 | 126 | 98 | 87
"""

CASES = [
    Case(
        "letter_with_a_ruled_table", Letter([GREETING, Ruled(TABLE), CLOSE]), ".pdf", checks=(5, 0)
    ),
    Case(
        "letter_with_an_unruled_table",
        Letter([GREETING, Unruled(TABLE), CLOSE]),
        ".pdf",
        checks=(5, 0),
        may_refuse=True,
    ),
    Case(
        "table_over_a_page_break",
        Letter([GREETING, Gap(560), Ruled(OUTCOMES), CLOSE]),
        ".pdf",
        checks=(3, 0),
    ),
    Case(
        "table_over_a_page_break_with_its_heading_again",
        Letter([GREETING, Gap(560), Ruled(OUTCOMES, repeat=1), CLOSE]),
        ".pdf",
        checks=(3, 0),
    ),
    Case(
        "two_ruled_tables_in_a_letter",
        Letter([GREETING, Ruled(TABLE), "Question 2: outcomes", Ruled(OUTCOMES), CLOSE]),
        ".pdf",
        checks=(8, 0),
        may_refuse=True,
    ),
    Case(
        "prose_with_numbers_is_no_table",
        Letter([GREETING, "In 2017/18 we recorded 112 rapes and 210 sexual assaults.", CLOSE]),
        ".pdf",
        may_refuse=True,
    ),
    Case(
        "letter_with_rules_between_rows_only",
        Letter([GREETING, Ruled(TABLE, rules="LINEBELOW"), CLOSE]),
        ".pdf",
        checks=(5, 0),
        may_refuse=True,
    ),
    Case(
        "letter_with_wrapped_labels",
        Letter([GREETING, Ruled(OUTCOMES, label_width=85), CLOSE]),
        ".pdf",
        checks=(3, 0),
    ),
    Case(
        "letter_with_years_over_sexes",
        Letter(
            [
                GREETING,
                Ruled(drawn(SEXES), spans=(((1, 0), (2, 0)), ((3, 0), (4, 0)), ((5, 0), (6, 0)))),
                CLOSE,
            ]
        ),
        ".pdf",
        checks=(6, 0),
    ),
    Case(
        "letter_with_blanks_and_thousands",
        Letter([GREETING, Ruled(BLANKS), CLOSE]),
        ".pdf",
        checks=(3, 0),
    ),
    Case(
        "letter_with_a_total_alone_on_the_next_page",
        Letter([GREETING, Gap(590), Ruled(TABLE), CLOSE]),
        ".pdf",
        checks=(5, 0),
    ),
    Case(
        "another_table_at_the_top_of_the_next_page",
        Letter([GREETING, Gap(560), Ruled(TABLE), Ruled(drawn(SHIFTED)), CLOSE]),
        ".pdf",
        checks=(5, 0),
        may_refuse=True,
    ),
]
