"""Documents that forces and the Home Office really sent or published, against keys read by hand.

They are kept beside the project, not in it; without them these tests are skipped.
"""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from foistats.model.values import Period
from foistats.naming.periods import read_period
from foistats.reading.file import read_reply
from foistats.records import Asked, DocumentReading
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis, PeriodKind, Source, Status

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"
HOSPITALS = REAL / "hospital-crimes"
SOUTH_WEST = {
    "avon-and-somerset",
    "devon-and-cornwall",
    "dorset",
    "gloucestershire",
    "wiltshire",
}

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the folder with real documents is absent"
)


@cache
def reading_of(name: str, *force_ids: str) -> DocumentReading:
    return read_reply(REAL / name, Asked(force_ids=force_ids))


def key_of(force_id: str) -> list[dict[str, str]]:
    with (HOSPITALS / "answer_key.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["canonical_id"] == force_id]


def is_total(row: dict[str, str]) -> bool:
    return any("Total" in row[label] for label in ("row_label", "column_label"))


def headed(row: dict[str, str]) -> tuple[Period, tuple[str, ...]]:
    """The period and the other headings of a cell of the key."""
    labels = (row["row_label"], row["column_label"])
    period = next(label for label in labels if label[:4].isdigit())
    return read_period(period), tuple(label for label in labels if label != period)


@pytest.mark.parametrize("force_id", ["durham", "cumbria"])
def test_every_count_of_the_letter_is_read_exactly(force_id: str) -> None:
    reading = reading_of(f"hospital-crimes/{force_id}.pdf", force_id)
    expected = Counter(
        (*headed(row), int(row["value"]), row["page"])
        for row in key_of(force_id)
        if not is_total(row)
    )
    read = Counter(
        (o.period, o.labels, o.count.low, o.place.removeprefix("page ").partition(",")[0])
        for o in reading.observations
        if o.count.exact and o.force_ids == (force_id,) and o.period_from is Source.TABLE
    )
    assert sum(expected.values()) > 150
    assert read == expected


@pytest.mark.parametrize("force_id", ["durham", "cumbria"])
def test_every_printed_total_of_the_letter_is_verified(force_id: str) -> None:
    checks = reading_of(f"hospital-crimes/{force_id}.pdf", force_id).checks
    expected = Counter(int(row["value"]) for row in key_of(force_id) if is_total(row))
    # The grand total in the corner is held against its row and against its column.
    printed = {check.place: check.printed for check in checks}
    assert Counter(printed.values()) == expected
    assert all(check.agrees for check in checks)


def test_a_dash_and_a_blank_are_zero_because_the_totals_show_it() -> None:
    for force_id, mark in (("durham", "-"), ("cumbria", "")):
        reading = reading_of(f"hospital-crimes/{force_id}.pdf", force_id)
        zeros = [
            o
            for o in reading.observations
            if o.count.status is Status.ZERO_BY_MARK and o.period_from is Source.TABLE
        ]
        printed = [row for row in key_of(force_id) if row["value"] == "0" and not is_total(row)]
        assert len(zeros) == len(printed) > 20
        assert {o.as_written for o in zeros} == {mark}


def test_the_one_contradiction_is_reported_with_both_numbers_and_not_mended() -> None:
    reading = reading_of("hospital-crimes/durham.pdf", "durham")
    codes = Counter(problem.code for problem in reading.problems)
    assert codes == {ProblemCode.TABLES_DISAGREE: 1}
    said = reading.problems[0].found
    assert "2021/22" in said
    assert "285" in said
    assert "289" in said
    outcomes = [
        o
        for o in reading.observations
        if o.table.startswith("page 3") and o.period == read_period("2021/22")
    ]
    assert sum(o.count.low or 0 for o in outcomes) == 285
    assert {o.basis for o in outcomes} == {Basis.CONTRADICTED}


def test_outcomes_without_a_year_are_of_the_five_years_whose_total_they_come_to() -> None:
    reading = reading_of("hospital-crimes/cumbria.pdf", "cumbria")
    five_years = read_period("2019/20 to 2023/24")
    outcomes = [o for o in reading.observations if o.period == five_years]
    assert {o.period_from for o in outcomes} == {Source.DOCUMENT}
    # Tables 1 and 2 of the letter print 2027 and 473; questions 1a and 1b total 2500.
    assert sum(o.count.low or 0 for o in outcomes) == 2027 + 473 == 2500
    assert reading.problems == ()
    assert reading.account.unexplained == 0


def test_a_row_broken_over_a_page_keeps_its_whole_label() -> None:
    reading = reading_of("hospital-crimes/cumbria.pdf", "cumbria")
    label = (
        "Named Suspect identified: victim supports police action but evidential difficulties "
        "prevent further action"
    )
    read = {
        o.labels[1]: o.count.low
        for o in reading.observations
        if o.labels[0] == label and o.place.startswith("page 4")
    }
    # Read from the page by eye; the blanks are zero, for all outcomes add up to 2500.
    assert read["Maryport Victoria Cottage Hospital"] == 1
    assert read["Penrith Hospital"] == 3
    assert read["West Cumberland Hospital"] == 40
    assert read["Westmorland General Hospital"] == 5
    assert read["Workington Community Hospital"] == 1
    assert sum(value or 0 for value in read.values()) == 50


def test_the_open_data_names_all_44_forces_and_no_other_body() -> None:
    reading = reading_of("police-recorded-crime-2017-18.csv")
    forces = {o.force_ids for o in reading.observations}
    assert len(forces) == 44
    assert ("btp",) in forces
    refused = {p.found.strip("'") for p in reading.problems if p.code is ProblemCode.FORCE_UNKNOWN}
    assert refused == {"Action Fraud", "CIFAS", "UK Finance", "Financial Fraud Action UK"}


def test_every_row_of_the_open_data_is_read_as_the_csv_module_reads_it() -> None:
    reading = reading_of("police-recorded-crime-2017-18.csv")
    read = {int(o.place.rpartition("H")[2]): o.count.low for o in reading.observations}
    bodies = {"Action Fraud", "CIFAS", "UK Finance", "Financial Fraud Action UK"}
    with (REAL / "police-recorded-crime-2017-18.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            count = int(row["Number of Offences"].replace(",", ""))
            if row["Force Name"] in bodies or count < 0:
                assert number not in read
            else:
                assert read[number] == count, number


def test_quarters_of_the_open_data_add_up_to_the_year() -> None:
    reading = reading_of("police-recorded-crime-2017-18.csv")
    quarters: dict[Period, int] = defaultdict(int)
    for observation in reading.observations:
        if observation.force_ids[0] in SOUTH_WEST and "86" in observation.labels:
            assert observation.period.kind is PeriodKind.QUARTER
            quarters[observation.period] += observation.count.low or 0
    assert [period.start.month for period in sorted(quarters)] == [4, 7, 10, 1]
    assert sum(quarters.values()) == 2012


def test_a_negative_count_of_the_open_data_is_a_problem_not_a_count() -> None:
    reading = reading_of("police-recorded-crime-2017-18.csv")
    negative = [p for p in reading.problems if p.code is ProblemCode.COUNT_NEGATIVE]
    with (REAL / "police-recorded-crime-2017-18.csv").open(encoding="utf-8", newline="") as lines:
        counts = [row["Number of Offences"].strip() for row in csv.DictReader(lines)]
    below = [count for count in counts if count.startswith("-")]
    (told,) = {p.found for p in negative}
    assert told == f"'{below[0]}' and {len(below) - 1} more under 'Number of Offences'"
    assert len(reading.gaps) == len(below) == 36


def test_every_printed_total_of_the_official_workbooks_adds_up() -> None:
    for name in (
        "police-use-of-conducted-energy-devices-2016.ods",
        "yjb_offences_by_region_2012-13.xls",
    ):
        checks = reading_of(name).checks
        assert len(checks) > 40
        assert all(check.agrees for check in checks), name


def test_revised_flags_are_neither_refusals_nor_counts() -> None:
    reading = reading_of("police-use-of-conducted-energy-devices-2016.ods")
    drawn = {
        o.period.start.year: o.count.low
        for o in reading.observations
        if o.place.startswith("Table_1!") and o.labels == ("Drawn",)
    }
    assert drawn == {2011: 1568, 2012: 1648, 2013: 2497, 2014: 2212, 2015: 2457, 2016: 2829}
    assert not [o for o in reading.observations if o.count.status is Status.REFUSED]


def test_the_region_and_the_force_west_midlands_are_told_apart() -> None:
    reading = reading_of("police-use-of-conducted-energy-devices-2016.ods")
    of_force = {
        o.labels[-1]: o.count.low
        for o in reading.observations
        if o.place.startswith("Table_2!") and o.force_ids == ("west-midlands",)
    }
    # Row 29, below Staffordshire, Warwickshire and West Mercia; the region, in row 25, prints 392.
    assert (of_force["Drawn"], of_force["Aimed"]) == (184, 64)


def test_full_time_equivalents_and_figures_as_at_a_day_are_no_counts() -> None:
    reading = reading_of("police-workforce-tables-jan17.ods")
    assert reading.observations == ()
    codes = {problem.code for problem in reading.problems}
    assert codes == {ProblemCode.COUNT_FRACTIONAL, ProblemCode.LAYOUT_UNCLEAR}


def test_towns_that_share_a_forces_name_are_not_given_to_the_force() -> None:
    reading = reading_of("yjb_offences_by_region_2012-13.xls")
    assert {o.force_ids for o in reading.observations} == {()}
    assert ProblemCode.NO_FORCE in {problem.code for problem in reading.problems}
