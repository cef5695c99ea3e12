"""What is one matter to a person is one problem: a column, a line of totals, a set of names."""

from dataclasses import replace

from foistats.documents.model import Document, Grid
from foistats.naming.spelling import fold
from foistats.reading.file import read_cells
from foistats.records import Asked, DocumentReading, HeadingMeaning
from schemas.problem_codes import ProblemCode as P
from schemas.vocabulary import Concern
from tests.golden.tables.builders import drawn

DORSET = Asked(force_ids=("dorset",))
BURGLARY = Asked(title="Burglary", unit="offences", force_ids=("dorset",))


def read(drawing: str, asked: Asked = DORSET) -> DocumentReading:
    return read_cells(Document([Grid("Sheet1", drawn(drawing))]), asked=asked, name="reply.xlsx")


def found(reading: DocumentReading, code: P) -> list[str]:
    return [one.found for one in reading.problems if one.code is code]


def counted(reading: DocumentReading) -> list[int | None]:
    taken = (Concern.ASKED, Concern.BREAKDOWN)
    return [one.count.low for one in reading.observations if one.concern in taken]


def test_cells_of_one_column_that_are_no_counts_are_one_problem() -> None:
    rows = [f"Ward {letter} | {n} | {n}.5" for n, letter in enumerate("ABCDEF", 20)]
    reading = read("\n".join(["Ward | 2018/19 | 2019/20", *rows]))
    assert found(reading, P.COUNT_FRACTIONAL) == ["'20.5' and 5 more under '2019/20'"]
    few = read("\n".join(["Ward | 2018/19 | 2019/20", *rows[:3]]))
    assert found(few, P.COUNT_FRACTIONAL) == ["'20.5'", "'21.5'", "'22.5'"]


def test_a_column_of_totals_that_never_comes_out_is_one_problem() -> None:
    rows = [f"201{n}/1{n + 1} | {80 + n} | {20 + n} | {31 + 2 * n} | {43 - n}" for n in range(2, 8)]
    reading = read("\n".join(["Year | Total | Rape | Theft | Arson", *rows]))
    (said,) = found(reading, P.TOTAL_MISMATCH)
    assert said.endswith("so in 6 places")


def test_codes_beside_their_names_are_no_further_question() -> None:
    drawing = """
    Code | Borough | 2018/19
    E09000002 | Barking | 45
    E09000003 | Barnet | 60
    E09000004 | Bexley | 70
    """
    reading = read(drawing, BURGLARY)
    assert [one.words for one in reading.headings] == [("Barking", "Barnet", "Bexley")]
    parts = {fold(name): HeadingMeaning(Concern.BREAKDOWN) for name in reading.headings[0].words}
    assert counted(read(drawing, replace(BURGLARY, headings=parts))) == [45, 60, 70]


def test_codes_that_say_more_than_the_names_beside_them_are_asked_about() -> None:
    drawing = """
    Code | Group | 2018/19
    E09000002 | Barking | 45
    E09000003 | Barking | 60
    E09000004 | Bexley | 70
    """
    assert len(read(drawing, BURGLARY).headings) == 2


def test_what_heads_every_count_is_one_question() -> None:
    drawing = """
    Council | Indicator | Measure | Year | Value
    Poole | Licensed vans | Count | 2018/19 | 45
    Poole | Licensed vans | Count | 2019/20 | 60
    """
    reading = read(drawing, BURGLARY)
    (heading,) = reading.headings
    assert {"Poole", "Licensed vans"} <= set(heading.words)
    told = {fold(word): HeadingMeaning(Concern.OTHER) for word in heading.words}
    assert counted(read(drawing, replace(BURGLARY, headings=told))) == []
    told = {fold(word): HeadingMeaning(Concern.ASKED) for word in heading.words}
    assert counted(read(drawing, replace(BURGLARY, headings=told))) == [45, 60]


MEASURED = """
Year | Burglaries | Mean satisfaction score | Wellbeing
2013/14 | 45 | 7.5 | -0.3
2014/15 | 60 | 7.6 | 1.2
2015/16 | 70 | 7.7 | -1.5
2016/17 | 80 | 7.1 | -0.4
2017/18 | 90 | 7.2 | 0.6
"""


def test_measurements_beside_counts_are_left_out_and_told() -> None:
    reading = read(MEASURED)
    assert [one.count.low for one in reading.observations] == [45, 60, 70, 80, 90]
    assert [one.code for one in reading.problems] == [P.LINE_LEFT_OUT] * 2


def test_fractions_in_every_column_say_that_nothing_is_counted() -> None:
    reading = read(MEASURED.replace("| 45 |", "| 45.5 |"))
    assert reading.observations == ()


def test_fractions_below_years_are_of_the_same_measure_as_the_years_beside() -> None:
    reading = read(
        """
        Force area | 2017/18 | 2018/19
        A | 45 | 7.5
        B | 60 | 7.6
        C | 70 | 7.7
        D | 80 | 7.1
        E | 90 | 7.2
        """
    )
    assert not any(one.count.low == 7 for one in reading.observations)
    assert P.LINE_LEFT_OUT not in [one.code for one in reading.problems]


def test_prose_that_says_thousands_of_records_scales_no_figure() -> None:
    table = "Offence | 2018/19\nBurglary | 45\nRobbery | 5"
    prose = "Nationally thousands of records do not contain a place"
    assert [one.count.low for one in read(f"{prose}\n{table}").observations] == [45, 5]
    assert read(f"Thousands of crimes\n{table}").observations == ()


def test_regions_that_no_force_is_among_are_names() -> None:
    drawing = """
    Region | 2018/19
    East Midlands | 45
    South West | 60
    West Midlands | 70
    East | 80
    UK (Total) | 255
    """.replace("Region ", "Where ")
    reading = read(drawing)
    assert [one.labels for one in reading.observations] == [
        ("East Midlands",), ("South West",), ("West Midlands",), ("East",)]  # fmt: skip


def test_a_heading_of_every_figure_that_names_no_offence_is_asked_about() -> None:
    everything = Asked(title="Recorded crime", unit="crimes", force_ids=("dorset",))
    drawing = "Month | crisis_applications\nApril 2020 | 45\nMay 2020 | 60"
    reading = read(drawing, everything)
    assert [one.words for one in reading.headings] == [("crisis_applications",)]
    assert counted(reading) == []
    for heading in ("Burglaries", "Crimes recorded", "Number"):
        assert counted(read(drawing.replace("crisis_applications", heading), everything)) == [
            45,
            60,
        ]


def test_what_stands_beside_a_year_in_a_heading_is_held_against_the_question() -> None:
    drawing = """
    Burglary offences by ward
    Ward | Knives seized 2018 | Knives seized 2019
    Poole | 45 | 60
    Bourne | 5 | 6
    Total | 50 | 66
    """
    reading = read(drawing, BURGLARY)
    assert len(reading.headings) > 0
    assert counted(reading) == []


def test_years_within_names_out_of_a_database_are_years() -> None:
    reading = read("city | 2018_burglaries | 2019_burglaries\nPoole | 45 | 60\nBourne | 5 | 6")
    years = [(one.period.start.year, one.count.low) for one in reading.observations]
    assert years == [(2018, 45), (2019, 60), (2018, 5), (2019, 6)]


def test_years_below_a_title_that_ends_in_a_word_of_time_label_their_rows() -> None:
    reading = read("Area | registration_period | Group | Burglaries\n"
                   "Poole | 2018 | A | 45\nPoole | 2019 | A | 60\nPoole | 2018 | B | 5\n"
                   "Poole | 2019 | B | 6")  # fmt: skip
    years = [(one.period.start.year, one.count.low) for one in reading.observations]
    assert years == [(2018, 45), (2019, 60), (2018, 5), (2019, 6)]


def test_regions_by_another_division_are_names_even_where_some_are_forces() -> None:
    rows = "Fife | 45\nTayside | 60\nGrampian | 5\nCentral | 6"
    reading = read(f"Region | 2018/19\n{rows}")
    assert [one.count.low for one in reading.observations] == [45, 60, 5, 6]
    # Without that title they may be forces that nobody can tell apart from the others.
    assert read(f"Where | 2018/19\n{rows}").observations == ()
