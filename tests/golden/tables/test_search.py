"""Layouts that no single guess reads: the search finds the reading that explains every figure.

The expected counts were written down by hand beside each drawing. They are `label: counts`, one
count for each period in turn; `-` where there must be none.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from foistats.documents.model import Grid, Value
from foistats.model.values import Count
from foistats.reading.explain import explain_document
from foistats.reading.file import read_reply
from foistats.records import Asked, DocumentReading
from foistats.tables.around.surroundings import Surroundings
from foistats.tables.choices import Choices, Decision, Departures, Kind
from foistats.tables.laws import LAWS, Draft, Law, draft_of
from foistats.tables.search import Attempt, _Search
from foistats.tables.senses import sense_grid
from foistats.tables.shape.axes import read_columns, read_rows
from foistats.tables.shape.frames import find_tables
from foistats.tables.shape.levels import Hints
from foistats.tables.table import Table
from schemas.problem_codes import ProblemCode as P
from tests.golden.tables.builders import Percent, drawn

DORSET = Asked(force_ids=("dorset",))

READ = {
    "a column that numbers the months is not added to the counts": (
        """
        MonthY | Month | Code | Count
        1 | Jan-18 | HM05 | 4
        1 | Jan-18 | HS01 | 2
        2 | Feb-18 | HM05 | 11
        2 | Feb-18 | HS01 | 3
        3 | Mar-18 | HM05 | 9
        3 | Mar-18 | HS01 | 8
        """,
        {"2018-01": [4, 2], "2018-02": [11, 3], "2018-03": [9, 8]},
    ),
    "a year alone above repeated headings begins the next year": (
        """
        Month | 2018 |
         | Knife | Gun
        Jan | 10 | 11
        Feb | 20 | 21
         | 2019 |
         | Knife | Gun
        Jan | 110 | 111
        Feb | 120 | 121
        """,
        {
            "2018-01": [10, 11],
            "2018-02": [20, 21],
            "2019-01": [110, 111],
            "2019-02": [120, 121],
        },
    ),
    "a second table's own headings are not counts of the first": (
        """
        Financial year | Number of fatalities |
        2016/17 | 32 |
        2017/18 | 29 |
        Total | 61 |
        Kind | Incidents |
         | 2016/17 | 2017/18
        Pursuit | 13 | 16
        Other | 15 | 11
        Total | 28 | 27
        """,
        {"2016-04": [32, 13, 15], "2017-04": [29, 16, 11]},
    ),
    "years without a heading label the rows": (
        """
         | | Jan | Feb
        Assault | 2018 | 36 | 30
         | 2019 | 31 | 28
        Robbery | 2018 | 6 | 4
         | 2019 | 7 | 8
        """,
        {"2018-01": [36, 6], "2018-02": [30, 4], "2019-01": [31, 7], "2019-02": [28, 8]},
    ),
    "months written as one number": (
        """
        Offence | 202011 | 202012 | 202101
        Arson | 6 | 4 | 5
        Burglary | 122 | 97 | 103
        """,
        {"2020-11": [6, 122], "2020-12": [4, 97], "2021-01": [5, 103]},
    ),
    "first days of months under the heading Month": (
        """
        Offence | Month | Number
        Theft | '01/01/2023 | 553
        Theft | '01/03/2023 | 501
        Arson | '01/01/2023 | 53
        Arson | '01/03/2023 | 51
        """,
        {"2023-01": [553, 53], "2023-03": [501, 51]},
    ),
    "a number of the offences beside their share": (
        """
        Offence | 2018/19 | | 2019/20 |
         | No. | % | No. | %
        Assault | 120 | 60.5 | 130 | 59.5
        Robbery | 80 | 39.5 | 90 | 40.5
        """,
        {"2018-04": [120, 80], "2019-04": [130, 90]},
    ),
    "a column of changes named as a database names it": (
        """
        crime_type | 2023 | 2024 | change_pct
        Burglary | 55318 | 52833 | -4.5
        Robbery | 16019 | 15549 | -2.9
        """,
        {"2023-01": [55318, 16019], "2024-01": [52833, 15549]},
    ),
    "offences with a percentage, pounds or a share in their names": (
        """
        Offence | 2018/19 | 2019/20
        Shared ownership fraud (percentage falsely stated) | 7 | 5
        Criminal damage, under £5,000 | 300 | 310
        Share photograph of a person without consent | 41 | 77
        """,
        {"2018-04": [7, 300, 41], "2019-04": [5, 310, 77]},
    ),
    "ages down the side, short years across": (
        """
        Arrests by age of suspect, reply of 2020/21
        Age group | 18/19 | 19/20 | 20/21
        Under 18 | 1 | 2 | 3
        18 and over | 5 | 6 | 7
        """,
        {"2018-04": [1, 5], "2019-04": [2, 6], "2020-04": [3, 7]},
    ),
    "sub-totals on three levels, none called so": (
        """
        Offence | 2018/19 | 2019/20
        All offences | 100 | 110
        Violence | 60 | 66
        With injury | 40 | 43
        Actual harm | 25 | 26
        Grievous harm | 15 | 17
        Without injury | 20 | 23
        Theft | 40 | 44
        Of a vehicle | 18 | 21
        From a vehicle | 22 | 23
        """,
        {"2018-04": [25, 15, 20, 18, 22], "2019-04": [26, 17, 23, 21, 23]},
    ),
    "a pivot table with years and offences in one column": (
        """
        Row Labels | Count of Offences
        2017/18 | 17
        Burglary | 12
        Robbery | 5
        2018/19 | 40
        Burglary | 34
        Robbery | 6
        Grand Total | 57
        """,
        {"2017-04": [12, 5], "2018-04": [34, 6]},
    ),
    "parts set in by dashes": (
        """
        Offence | 2017/18 | 2018/19
        Violence | 100 | 110
        - with injury | 40 | 45
        - without injury | 60 | 65
        Robbery | 5 | 6
        Total | 105 | 116
        """,
        {"2017-04": [40, 60, 5], "2018-04": [45, 65, 6]},
    ),
    "a group's sum on each of its lines": (
        """
        Year | Gender | Offences_per_gender | Yearly_offences
        2018/19 | Female | 29 | 293
        2018/19 | Male | 264 | 293
        2019/20 | Female | 31 | 281
        2019/20 | Male | 250 | 281
        """,
        {"2018-04": [29, 264], "2019-04": [31, 250]},
    ),
    "a code belongs to its own row": (
        """
        Code | Offence | 2018/19
        SH01 | Assault | 12
        SH09 | Robbery | 5
         | Other | 3
        """,
        {"2018-04": [12, 5, 3]},
    ),
    "a kind of force is no police force": (
        """
        Use of force, year ending March 2018
        Type of force | Tactic | Total
        Restraint | Handcuffing | 218
        Restraint | Ground restraint | 45
        Weapons | Baton | 170
        """,
        {"2017-04": [218, 45, 170]},
    ),
    "sex as M and F": (
        """
        Offence | Sex | 2018/19
        Burglary | M | 12
        Burglary | F | 34
        """,
        {"2018-04": [12, 34]},
    ),
    "sex as M and F over the columns": (
        """
        Recorded in 2018/19
        Offence | M | F
        Burglary | 12 | 34
        Robbery | 5 | 6
        """,
        {"2018-04": [12, 34, 5, 6]},
    ),
    "letters below the years that they divide": (
        """
        Offence | 2017/18 | | 2018/19 |
         | M | F | M | F
        Burglary | 1 | 2 | 3 | 4
        Robbery | 5 | 6 | 7 | 8
        """,
        {"2017-04": [1, 2, 5, 6], "2018-04": [3, 4, 7, 8]},
    ),
    "a pivot table with the years below each offence": (
        """
        Row Labels | Count of Offences
        Burglary | 46
        2017/18 | 12
        2018/19 | 34
        Robbery | 11
        2017/18 | 5
        2018/19 | 6
        Grand Total | 57
        """,
        {"2017-04": [12, 5], "2018-04": [34, 6]},
    ),
    "days that end twelve months": (
        """
        12 months to | Offences
        31/03/2018 | 12
        31/03/2019 | 34
        """,
        {"2017-04": [12], "2018-04": [34]},
    ),
    "financial years of four digits": (
        """
        Offence | FY1718 | FY1819
        Burglary | 12 | 34
        """,
        {"2017-04": [12], "2018-04": [34]},
    ),
    "captions that stand below their tables": (
        """
        Offence | Number
        Burglary | 12
        Robbery | 5
        Table 1: Offences in 2017/18 |
        .
        Offence | Number
        Burglary | 34
        Robbery | 6
        Table 2: Offences in 2018/19 |
        """,
        {"2017-04": [12, 5], "2018-04": [34, 6]},
    ),
    "counts are not lost beside words in their column": (
        """
        Month | Assault | Robbery
        Jan 2018 | 6 | 175
        Feb 2018 | Less then 5 | 162
        Mar 2018 | Less then 5 | 157
        """,
        {"2018-01": [6, 175], "2018-02": [162], "2018-03": [157]},
    ),
    "a figure without a heading is left out": (
        """
        Offence | 2018/19 | 2019/20 |
        Assault | 1 | 2 |
        Theft | 7 | 8 | 2051
        Arson | 4 | 5 |
        """,
        {"2018-04": [1, 7, 4], "2019-04": [2, 8, 5]},
    ),
    "two tables side by side without a gap": (
        """
        Offence | 2016/17 | Offence | 2017/18
        Theft | 103 | Arson | 44
        Fraud | 12 | Rape | 13
        """,
        {"2016-04": [103, 12], "2017-04": [44, 13]},
    ),
    "a line that another line includes": (
        """
        Offence | 2018/19
        Violence (including domestic) | 100
        Domestic violence | 40
        Robbery | 5
        """,
        {"2018-04": [100, 5]},
    ),
}


def read(drawing: str, folder: Path, *, asked: Asked = DORSET) -> DocumentReading:
    out = io.StringIO()
    csv.writer(out).writerows(drawn(drawing))
    path = folder / "reply.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return read_reply(path, asked)


def counts_of(reading: DocumentReading) -> dict[str, list[int | None]]:
    """The counts of each period, by the month in which it starts, in the order of the rows."""
    found: dict[str, list[int | None]] = {}
    for one in reading.observations:
        found.setdefault(one.period.start.isoformat()[:7], []).append(one.count.low)
    return found


@pytest.mark.parametrize("case", READ.values(), ids=READ)
def test_a_reading_explains_every_figure(
    case: tuple[str, dict[str, list[int]]], tmp_path: Path
) -> None:
    drawing, expected = case
    assert counts_of(read(drawing, tmp_path)) == expected


REFUSED = {
    "thousands that a comma parted": (
        "Offence | 2017/18 | 2018/19 | |\nBurglary | 1 | 204 | 2 | '034\nRobbery | 5 | 1 | 6 | 2",
        P.DOCUMENT_BROKEN,
        "'1,204' may be one number",
    ),
    "cumulative figures": (
        "Cumulative offences 2018/19\nOffence | Q1 | Q2 | Q3 | Q4\nBurglary | 5 | 9 | 12 | 20",
        P.LAYOUT_UNCLEAR,
        "may hold those before it",
    ),
    "two rows of years": (
        " | 2016 | 2017\n | 2018 | 2019\nBurglary | 2019 | 5",
        P.LAYOUT_UNCLEAR,
        "two periods head one line",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_no_reading_explains_is_refused_with_the_law(
    case: tuple[str, P, str], tmp_path: Path
) -> None:
    drawing, code, why = case
    reading = read(drawing, tmp_path)
    assert reading.observations == ()
    assert [(one.code, why in one.found) for one in reading.problems] == [(code, True)]


def test_a_block_below_two_rows_of_years_is_refused_and_the_one_above_is_read(
    tmp_path: Path,
) -> None:
    reading = read(
        """
        Offence | 2016 | 2017
        Burglary | 22 | 56
        Offence | 2018 | 2019
         | 2020 | 2021
        Theft | 47 | 48
        """,
        tmp_path,
    )
    assert counts_of(reading) == {"2016-01": [22], "2017-01": [56]}
    [problem] = reading.problems
    assert (problem.code, problem.place) == (P.LAYOUT_UNCLEAR, "csv!A3:C5")


def test_each_row_of_years_dates_the_block_below_it(tmp_path: Path) -> None:
    drawing = """
        Offence | 2016 | 2017
        Burglary | 22 | 56
        Offence | 2018 | 2019
        Theft | 47 | 48
        Crime | 2020 | 2021
        Arson | 3 | 4
        """
    assert counts_of(read(drawing, tmp_path)) == {
        "2016-01": [22],
        "2017-01": [56],
        "2018-01": [47],
        "2019-01": [48],
        "2020-01": [3],
        "2021-01": [4],
    }


def test_measures_of_which_one_may_hold_the_others_are_not_added(tmp_path: Path) -> None:
    reading = read(
        """
        Year | District | Open cases | On plan A | On plan B
        2018/19 | North | 2616 | 247 | 149
        2018/19 | South | 2673 | 222 | 155
        2019/20 | North | 2484 | 201 | 155
        """,
        tmp_path,
    )
    # Each measure is a table of its own: aggregation never adds tables.
    assert len({one.table for one in reading.observations}) == 3


def drafted(table: Table) -> Draft:
    rows, cols = read_rows(table, hints=Hints()), read_columns(table, hints=Hints())
    return draft_of(table, rows, cols)


def likeliest(law: Law) -> Draft:
    """The likeliest reading of a law's drawing, or of a grid where no drawing can show it."""
    grid = Grid(law.sheet, [list(row) for row in _values(law.drawing)])
    table = find_tables(sense_grid(grid))[-1]
    return drafted(table)


def _values(drawing: str) -> list[list[Value]]:
    return [
        [float(cell) if isinstance(cell, Percent) else cell for cell in row]
        for row in drawn(drawing)
    ]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_each_law_rejects_its_drawing(law: Law) -> None:
    assert law.broken(likeliest(law))


def test_a_plain_table_keeps_every_law() -> None:
    grid = Grid("Sheet1", [["Offence", "2017/18", "2018/19"], ["Rape", 12, 14], ["Theft", 3, 4]])
    table = find_tables(sense_grid(grid))[0]
    draft = drafted(table)
    assert [law.name for law in LAWS if law.broken(draft)] == []


def test_the_laws_have_names_of_their_own() -> None:
    assert len({law.name for law in LAWS}) == len(LAWS)


def test_an_explanation_names_the_law_and_the_picture_shows_each_cell(tmp_path: Path) -> None:
    drawing, _ = READ["a column that numbers the months is not added to the counts"]
    read(drawing, tmp_path)
    said = explain_document(tmp_path / "reply.csv")
    assert isinstance(said, str)
    assert "column A numbers the lines and counts nothing" in said
    assert "A column of 1, 2, 3 that no word calls a count numbers the lines." in said
    page = explain_document(tmp_path / "reply.csv", as_html=True)
    assert isinstance(page, str)
    assert page.count("<td class='counts'") == 6
    assert page.count("<td class='headings'") == 4 + 3 * 6


def test_the_page_about_tables_lists_every_law() -> None:
    page = Path(__file__).parents[3] / "docs" / "reading-tables.md"
    text = page.read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| `")]
    assert listed == [f"| `{law.name}` | {law.says} | {law.why} |" for law in LAWS]


class TwoReadings(_Search):
    """A search in which either of two departures explains every figure, each with other counts."""

    def troubled_rows(self, first: Attempt) -> set[int]:  # noqa: ARG002 - a stand-in
        """Both rows: a search tries only decisions near what the first reading leaves open."""
        return {1, 2}

    def attempt(
        self,
        departures: Departures,
        tables: Sequence[Table] | None = None,
        *,
        exploring: bool = False,
    ) -> Attempt:
        """The likeliest reading leaves a figure open; the others double or treble each count."""
        found = super().attempt({}, tables, exploring=exploring)
        options = {Decision(Kind.ROW, (row,)): ("headings",) for row in (1, 2)}
        for entry in found.readings[0].entries if departures else ():
            times = min(decision.at[0] for decision in departures) + 1
            assert entry.count is not None
            entry.count = Count(times, times, entry.count.status)
        choices = Choices(departures, exploring, dict(options) if exploring else {})
        trouble = 0 if departures else 1
        return Attempt(departures, found.readings, found.found, trouble, choices)


def test_two_readings_that_explain_as_much_and_differ_are_both_named_and_not_used() -> None:
    rows: list[list[Value]] = [["Offence", "2017/18"], ["Rape", 12], ["Theft", 3]]
    sensed = sense_grid(Grid("Sheet1", rows))
    search = TwoReadings(sensed, Surroundings({}, {}, {}), DORSET, "reply.xlsx")
    best = search.best(search.attempt({}))
    assert [entry for one in best.readings for entry in one.entries] == []
    [(code, what)] = best.found.problems
    assert code is P.LAYOUT_UNCLEAR
    assert "row 2 as headings or row 3 as headings" in what
    assert "Sheet1!B2" in what
