"""Tables in PDF letters."""

from tests.golden.extraction.builders import Gap, Letter, Ruled, Unruled, drawn
from tests.golden.extraction.case import Case

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
]
