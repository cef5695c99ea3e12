"""The CSV files for people: words in front, and the change that may be quoted beside each total."""

import csv
import io
from typing import Any

from foistats.model.values import Count
from foistats.release.arrow import arrow_tables
from foistats.release.for_people import csv_files
from schemas.for_people import FIRST_COLUMNS
from schemas.tables import TABLES
from schemas.vocabulary import Outcome, Status
from tests.unit.aggregation.replies import Y1, Y2, count, reply, request, tables


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def files_of(*replies: Any) -> dict[str, bytes]:
    """The files of a request to Dorset and Wiltshire alone."""
    made = tables(*replies, of=request(("dorset", "wiltshire")))
    return csv_files(arrow_tables(made), {"all": "All burglary"})


def of_both(content: bytes) -> list[dict[str, str]]:
    """The totals over all forces asked, period by period."""
    return [row for row in read(content) if row["area_kind"] == "request"]


def test_a_change_stands_beside_a_total_over_the_forces_that_gave_both() -> None:
    """Dorset gives 100 and 110, Wiltshire only 300 for the second year: the total goes to 410.

    Whoever divides 410 by 100 finds +310 %; like for like it is +10 %.
    """
    dorset = reply(count(100, Y1), count(110, Y2))
    wiltshire = reply(count(300, Y2, forces=("wiltshire",)), force="wiltshire")
    first, second, _ = of_both(files_of(dorset, wiltshire)["totals.csv"])
    assert (first["count"], first["forces"], first["change"]) == ("100", "1 of 2", "")
    assert (second["count"], second["forces"]) == ("410", "2 of 2")
    assert (second["change"], second["change_percent"]) == ("up 10", "up 10.0 %")
    assert second["change_over"] == "1 of 2"
    assert second["same_forces"] == "no"
    assert second["category"] == "All burglary"


def test_each_missing_force_stands_with_its_reason() -> None:
    dorset = reply(count(100, Y1))
    refused = reply(force="wiltshire", outcome=Outcome.REFUSED)
    first, *_ = of_both(files_of(dorset, refused)["totals.csv"])
    assert first["missing"] == "Wiltshire Police: refused"


def test_what_a_force_says_of_one_period_is_why_it_is_missing_there() -> None:
    dorset = reply(count(Count(None, None, Status.NOT_HELD), Y1), count(110, Y2))
    wiltshire = reply(count(300, Y1, forces=("wiltshire",)), force="wiltshire")
    first, second, _ = of_both(files_of(dorset, wiltshire)["totals.csv"])
    assert first["missing"] == "Dorset Police: answered, and says of this period: not held"
    # Wiltshire says nothing of the second year.
    assert second["missing"] == "Wiltshire Police: answered"


def test_forces_that_were_not_asked_are_counted_rather_than_listed() -> None:
    made = tables(reply(count(100, Y1)), of=request(("dorset", "cheshire")))
    rows = read(csv_files(arrow_tables(made), {})["totals.csv"])
    england = next(row for row in rows if row["area_id"] == "england")
    # England has 39 forces. Dorset counts, Cheshire was asked and has not answered.
    assert sorted(england["missing"].split("; ")) == [
        "37 forces: not asked",
        "Cheshire Constabulary: no reply yet",
    ]


def test_every_file_has_every_column_of_its_table_behind_the_words() -> None:
    files = files_of(reply(count(100, Y1)))
    for table in TABLES:
        if table.name in FIRST_COLUMNS:
            header = files[f"{table.name}.csv"].decode("utf-8-sig").splitlines()[0].split(",")
            columns = list(table.columns)
            assert header == [*FIRST_COLUMNS[table.name], *columns]
            assert len(set(header)) == len(header)


def test_no_cell_that_foistats_writes_begins_like_a_formula() -> None:
    files = files_of(reply(count(100, Y1), count(90, Y2)))
    dorset = [row for row in read(files["changes.csv"]) if row["area_id"] == "dorset"]
    assert [(row["change"], row["change_percent"]) for row in dorset] == [
        ("down 10", "down 10.0 %"),
        ("", ""),
        ("", ""),
    ]
