"""Lists of records: a row counts where each column beside it lets it, else a person is asked.

Five burglaries, three of 2019/20 and two of 2020/21, with one column more. All expected counts are
those of the rows drawn here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from foistats.documents.model import Document, Grid, Value
from foistats.naming.periods import label_of
from foistats.naming.spelling import fold
from foistats.reading.file import read_cells
from foistats.records import Asked, DocumentReading, HeadingMeaning
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import Concern, PeriodKind

BURGLARIES = Asked(
    title="Burglaries",
    unit="offences",
    force_ids=("dorset",),
    asked_force_ids=("dorset", "wiltshire"),
    period_kind=PeriodKind.FINANCIAL_YEAR,
    received_on=date(2022, 7, 1),
)
RECORDED = replace(BURGLARIES, question="How many burglaries were recorded in each year?")
HEAD: list[Value] = ["Crime ref", "Date recorded", "Offence"]
CRIMES: list[list[Value]] = [
    ["C1", date(2019, 5, 11), "Burglary"],
    ["C2", date(2019, 6, 13), "Burglary"],
    ["C3", date(2019, 7, 15), "Burglary"],
    ["C4", date(2020, 5, 11), "Burglary"],
    ["C5", date(2020, 6, 21), "Burglary"],
]
ALL = {"2019/20": 3, "2020/21": 2}


def with_column(title: str, values: Sequence[Value]) -> list[list[Value]]:
    """The five burglaries with a column; its values are repeated as often as they must."""
    rows = [[*row, values[n % len(values)]] for n, row in enumerate(CRIMES)]
    return [[*HEAD, title], *rows]


def read(rows: list[list[Value]], asked: Asked = BURGLARIES) -> DocumentReading:
    return read_cells(Document([Grid("Sheet1", rows)]), asked=asked, name="reply.xlsx")


def counts(reading: DocumentReading) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in reading.observations:
        if one.concern in (Concern.ASKED, Concern.BREAKDOWN):
            found[label_of(one.period)] += one.count.low or 0
    return dict(found)


def answered(reading: DocumentReading, *meanings: Concern) -> Asked:
    """The request with an answer to the one question of a document: what each heading is."""
    (heading,) = reading.headings
    said = zip(heading.words, meanings, strict=True)
    return replace(
        BURGLARIES, headings={fold(word): HeadingMeaning(meaning) for word, meaning in said}
    )


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("Ward", ["Poole", "Weymouth"]),
        ("Street", ["A Road", "B Road", "C Road", "D Road", "A Road"]),
        ("Beat code", ["E1", "E2"]),
        ("Time", ["10:00", "11:30"]),
        ("Location type", ["House", "Shop"]),
        ("Postcode", ["BH1", "BH2"]),
        ("Officer dept", ["CID", "Response"]),
        ("Investigating team", ["North", "South"]),
        ("Outcome", ["Charged", "No suspect"]),
        ("Outcome", ["Type 1 - Charged", "Type 18 - Investigation complete, no suspect"]),
        ("Status", ["Filed", "Undetected"]),
        ("HO Code", ["028/01", "028/02"]),
        ("Offence group", ["Theft offences"]),
        ("Offence group", ["Theft offences", "Burglary offences"]),
        ("Victim age", [12, 34, 56]),
        ("Victim gender", ["M", "F"]),
        ("Property stolen", ["Cash", "Bicycle"]),
        ("Force", ["Dorset Police"]),
        ("Record type", ["Crime"]),
        ("Year", ["2019/20", "2019/20", "2019/20", "2020/21", "2020/21"]),
    ],
)
def test_a_column_that_only_describes_records_is_no_question(
    title: str, values: list[Value]
) -> None:
    reading = read(with_column(title, values))
    assert (counts(reading), reading.headings, reading.problems) == (ALL, (), ())


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("Status", ["Recorded", "Cancelled"]),
        ("Crime status", ["Crime", "No crime"]),
        ("Outcome", ["Charged", "Cancelled - no crime"]),
        ("Outcome", ["Cancelled"]),
        ("Status", ["Live", "No-crimed"]),
        ("Classification", ["Recorded crime", "Incident only"]),
        ("Crime classification", ["Confirmed", "Crime related incident"]),
        ("Classification", ["Notifiable", "Not notifiable"]),
        ("Crimed", ["Y", "N"]),
        ("Status", ["Live", "Duplicate"]),
        ("Status", ["Live", "Transferred to other force"]),
        ("Status", ["Live", "Created in error"]),
        ("Attempt", ["No", "Yes"]),
        ("Recordable", ["Yes", "No"]),
        ("Duplicate", ["No", "Yes"]),
        ("Force", ["Dorset Police", "Wiltshire Police"]),
        ("Force", ["Wiltshire Police"]),
        ("Area", ["Dorset", "Kent Police"]),
        ("Type", ["Crime", "Intelligence"]),
        ("Crime/Incident", ["Crime", "Incident"]),
        ("Role", ["Victim", "Suspect"]),
        ("Suspect's previous offence", ["Theft"]),
        ("Linked offence", ["Theft", "Robbery"]),
        ("Offence 2", ["Theft", "Burglary"]),
        ("Comments", ["ok", "not a crime"]),
        ("What the clerk wrote", ["alpha", "beta"]),
    ],
)
def test_a_column_that_may_take_rows_out_is_one_question(title: str, values: list[Value]) -> None:
    reading = read(with_column(title, values))
    assert counts(reading) == {}
    (heading,) = reading.headings
    assert all(word.startswith(f"{title}: ") for word in heading.words)


def test_a_question_says_how_many_rows_have_each_value() -> None:
    reading = read(with_column("Status", ["Live", "Cancelled"]))
    (problem,) = reading.problems
    assert problem.code is P.HEADING_UNCLEAR
    assert "of 5 rows 2 have 'Status: Cancelled'" in problem.found


def test_an_answer_settles_which_rows_count() -> None:
    rows = with_column("Status", ["Live", "Cancelled"])
    reading = read(rows)
    left_out = read(rows, answered(reading, Concern.OTHER))
    assert (counts(left_out), left_out.headings) == ({"2019/20": 2, "2020/21": 1}, ())
    assert [one.code for one in left_out.problems] == [P.HEADING_OTHER]
    assert counts(read(rows, answered(reading, Concern.ASKED))) == ALL


def test_an_answer_about_one_column_says_nothing_of_another() -> None:
    attempts = with_column("Attempt", ["No", "Yes"])
    said = answered(read(attempts), Concern.ASKED, Concern.OTHER)
    assert counts(read(attempts, said)) == {"2019/20": 2, "2020/21": 1}
    assert counts(read(with_column("Recordable", ["Yes", "No"]), said)) == {}


def test_a_column_with_many_values_is_asked_about_by_its_title() -> None:
    rows: list[list[Value]] = [[*HEAD, "Flag"]]
    rows += [
        [f"C{n}", date(2019, 4, 1) + timedelta(days=9 * n), "Burglary", f"F{n % 9}"]
        for n in range(40)
    ]
    reading = read(rows)
    (heading,) = reading.headings
    assert heading.words == ("Flag: whatever it says",)
    assert counts(read(rows, answered(reading, Concern.ASKED))) == {"2019/20": 40}


def test_texts_that_differ_from_row_to_row_take_none_out_unless_they_say_so() -> None:
    told = ["Window broken", "Door forced", "Lock picked", "Seen on film", "Shed opened", "Yard"]
    rows: list[list[Value]] = [[*HEAD, "Account"]]
    rows += [[f"C{n}", date(2019, 5, n + 1), "Burglary", text] for n, text in enumerate(told)]
    assert counts(read(rows)) == {"2019/20": 6}
    rows[3][3] = "Created in error"
    reading = read(rows)
    assert [one.words for one in reading.headings] == [("Account: Created in error",)]


def test_rows_of_a_kind_of_what_was_asked_are_never_left_out_in_silence() -> None:
    rows = [HEAD, *CRIMES[:4], ["C5", date(2020, 6, 21), "Attempted burglary"]]
    reading = read(rows)
    assert counts(reading) == {"2019/20": 3}
    assert [one.words for one in reading.headings] == [("Attempted burglary",)]
    assert counts(read(rows, answered(reading, Concern.BREAKDOWN))) == ALL
    other = read([HEAD, *CRIMES[:4], ["C5", date(2020, 6, 21), "Violent disorder"]])
    assert (counts(other), other.headings) == ({"2019/20": 3, "2020/21": 1}, ())


@pytest.mark.parametrize("title", ["Date", "Date reported", "Recorded date", "Offence date"])
def test_the_day_of_a_record_dates_it(title: str) -> None:
    assert counts(read([["Crime No", title, "Offence"], *CRIMES])) == ALL


@pytest.mark.parametrize(
    "title",
    [
        "Date arrested",
        "Date charged",
        "Date closed",
        "Date of outcome",
        "Date cancelled",
        "Date printed",
        "Date first committed",
    ],
)
def test_another_day_is_asked_about(title: str) -> None:
    rows = [["Crime No", title, "Offence"], *CRIMES]
    reading = read(rows)
    assert counts(reading) == {}
    assert [one.words for one in reading.headings] == [(f"rows dated by {title!r}",)]
    assert counts(read(rows, answered(reading, Concern.ASKED))) == ALL
    assert counts(read(rows, answered(reading, Concern.OTHER))) == {}


def test_a_day_of_birth_dates_nothing() -> None:
    assert counts(read([["Crime No", "Date of birth", "Offence"], *CRIMES])) == {}


def two_dates(title: str, day: date | None) -> list[list[Value]]:
    rows = [[row[0], row[1], day or row[1], row[2]] for row in CRIMES]
    return [["Crime No", "Date recorded", title, "Offence"], *rows]


def test_of_two_dates_in_different_years_the_request_says_which() -> None:
    rows = two_dates("Date occurred", date(2019, 3, 1))
    reading = read(rows)
    assert counts(reading) == {}
    (heading,) = reading.headings
    assert heading.words == ("rows dated by 'Date recorded'", "rows dated by 'Date occurred'")
    assert "5 of 5 rows" in heading.why
    assert counts(read(rows, RECORDED)) == ALL
    assert counts(read(rows, answered(reading, Concern.ASKED, Concern.OTHER))) == ALL
    said = answered(reading, Concern.OTHER, Concern.ASKED)
    assert counts(read(rows, said)) == {"2018/19": 5}


def test_two_dates_that_agree_and_a_date_of_something_else_are_no_question() -> None:
    assert counts(read(two_dates("Date occurred", None))) == ALL
    assert counts(read(two_dates("Date arrested", date(2021, 5, 1)))) == ALL


def test_the_day_of_the_crime_is_not_the_day_of_its_recording() -> None:
    rows = [["Crime No", "Date occurred", "Offence"], *CRIMES]
    assert counts(read(rows)) == ALL
    reading = read(rows, RECORDED)
    assert counts(reading) == {}
    assert [one.words for one in reading.headings] == [("rows dated by 'Date occurred'",)]


def test_records_of_all_crimes_are_held_against_their_status_too() -> None:
    everything = replace(BURGLARIES, title="All recorded crime", unit="crimes")
    rows = with_column("Status", ["Live", "Cancelled"])
    rows[3][2], rows[4][2] = "Theft", "Robbery"
    reading = read(rows, everything)
    assert (counts(reading), [one.words for one in reading.headings]) == (
        {},
        [("Status: Cancelled",)],
    )
    assert counts(read([row[:3] for row in rows], everything)) == ALL


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Burglaries", ["Burglary dwelling"]),
        ("Burglaries", ["Burglary - residential", "Burglary - business"]),
        ("Burglaries in schools", ["Burglary"]),
    ],
)
def test_a_list_of_kinds_of_what_was_asked_or_of_more_is_a_question(
    title: str, kinds: list[str]
) -> None:
    rows = [[*row[:2], kinds[n % len(kinds)]] for n, row in enumerate(CRIMES)]
    reading = read([HEAD, *rows], replace(BURGLARIES, title=title))
    assert counts(reading) == {}
    assert [one.words for one in reading.headings] == [tuple(kinds)]


def test_what_is_counted_is_dated_by_its_own_day() -> None:
    arrests = replace(BURGLARIES, title="Arrests for burglary", unit="arrests")
    assert counts(read([["Custody ref", "Date arrested", "Arrested for"], *CRIMES], arrests)) == ALL


def test_the_ends_of_the_time_in_which_a_crime_lies_don_t_date_its_recording() -> None:
    ends = [date(2019, 3, 1), date(2019, 4, 1)]
    rows = [[*row, *ends, "12:30"] for row in CRIMES]
    head = [*HEAD, "Committed from", "Committed to", "Time recorded"]
    assert counts(read([head, *rows])) == ALL
