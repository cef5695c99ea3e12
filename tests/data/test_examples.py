"""The bundled examples still read, and come to what was published."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from foistats.intake.stock import take_stock
from foistats.quality.contracts import check_tables
from foistats.release.generations import file_contents
from foistats.workspace import Workspace
from tests.data.reading import tables_of

ROOT = Path(__file__).resolve().parents[2]
SEXUAL_OFFENCES = "child-sexual-offences-2019"
IMAGES = "child-abuse-images-2021"
REQUESTS = (SEXUAL_OFFENCES, IMAGES)

# As published, 2014/15 to 2018/19; the region's as stated by the broadcaster and added by hand.
PUBLISHED_2019 = {
    "avon-and-somerset": [1118, 1040, 1483, 1371, 1264],
    "devon-and-cornwall": [1358, 1498, 1885, 2367, 2463],
    "dorset": [332, 422, 354, 628, 768],
    "gloucestershire": [335, 381, 504, 489, 525],
    "wiltshire": [698, 556, 570, 536, 495],
    "south-west": [3841, 3897, 4796, 5391, 5515],
}
# As published, 2016/17 to 2020/21. Devon and Cornwall and Dorset, added by hand: the South West
# with two of its five forces.
PUBLISHED_2021 = {
    "devon-and-cornwall": [511, 829, 686, 675, 931],
    "dorset": [185, 266, 265, 226, 212],
    "cheshire": [226, 348, 349, 403, 506],
    "south-west": [696, 1095, 951, 901, 1143],
    "wiltshire": [None] * 5,
    "gloucestershire": [None] * 5,
    "avon-and-somerset": [None] * 5,
}


@cache
def tables(request_id: str) -> dict[str, Any]:
    return tables_of(Workspace(ROOT), request_id)


def rows(request_id: str, table: str, **wanted: object) -> list[dict[str, Any]]:
    return [
        row
        for row in tables(request_id)[table].to_pylist()
        if all(row[column] == value for column, value in wanted.items())
    ]


def lows(request_id: str, area: str) -> list[int | None]:
    return [row["count_low"] for row in rows(request_id, "totals", area_id=area)]


@pytest.mark.parametrize("request_id", REQUESTS)
def test_every_file_is_as_received_and_named(request_id: str) -> None:
    assert take_stock(Workspace(ROOT), request_id).problems == ()


@pytest.mark.parametrize(("area", "counts"), PUBLISHED_2019.items())
def test_the_figures_of_2019_are_those_published(area: str, counts: list[int]) -> None:
    found = rows(SEXUAL_OFFENCES, "totals", area_id=area)
    assert [row["count_low"] for row in found] == counts
    assert [row["count_high"] for row in found] == counts
    assert all(row["complete"] for row in found)


@pytest.mark.parametrize(("area", "counts"), PUBLISHED_2021.items())
def test_the_figures_of_2021_are_those_published(area: str, counts: list[int | None]) -> None:
    assert lows(IMAGES, area) == counts


def test_nothing_in_the_first_example_needs_a_person() -> None:
    assert rows(SEXUAL_OFFENCES, "problems") == []


def test_a_five_year_total_is_an_observation_and_no_years_figure() -> None:
    found = rows(IMAGES, "observations", count_low=1329)
    assert [(row["force_id"], row["period_kind"], row["counted"]) for row in found] == [
        ("wiltshire", "multi_year", False)
    ]
    assert str(found[0]["period_start"]) == "2016-04-01"
    assert str(found[0]["period_end"]) == "2021-03-31"
    assert 1329 not in [row["count_low"] for row in rows(IMAGES, "totals")]


def test_the_south_west_of_2021_is_two_forces_of_five() -> None:
    for row in rows(IMAGES, "totals", area_id="south-west"):
        assert (row["forces_in_area"], row["forces_counted"]) == (5, 2)
        assert row["complete"] is False
        assert row["forces_missing"] == "avon-and-somerset|gloucestershire|wiltshire"


def test_the_growth_that_was_printed_cannot_come_out() -> None:
    # 696 to 1,143 over the two forces that gave both years: 64.2 %, not 584.
    changes = rows(IMAGES, "changes", area_id="south-west")
    change = next(c for c in changes if (c["to_end"] - c["from_start"]).days > 4 * 365)
    assert (change["from_low"], change["to_high"]) == (696, 1143)
    assert change["percent_low"] == change["percent_high"] == pytest.approx(64.2241)
    assert change["complete"] is False


def test_forces_whose_reply_is_not_public_are_not_available() -> None:
    for force_id in ("gloucestershire", "avon-and-somerset"):
        found = rows(IMAGES, "observations", force_id=force_id)
        assert [row["status"] for row in found] == ["not_available"] * 5
        note = rows(IMAGES, "coverage", force_id=force_id)[0]["note"]
        assert note.startswith("The reply isn't public")


def test_every_total_is_the_sum_of_the_cells_that_it_counts() -> None:
    for request_id in REQUESTS:
        for total in rows(request_id, "totals", area_kind="force"):
            cells = rows(
                request_id,
                "observations",
                force_id=total["area_id"],
                period_start=total["period_start"],
                counted=True,
            )
            assert sum(cell["count_low"] for cell in cells) == (total["count_low"] or 0)
            assert bool(cells) == bool(total["forces_counted"])


@pytest.mark.parametrize("request_id", REQUESTS)
def test_the_tables_keep_their_contracts(request_id: str) -> None:
    check_tables({name: [table] for name, table in tables(request_id).items()})


@pytest.mark.parametrize("request_id", REQUESTS)
def test_the_same_replies_give_the_same_bytes(request_id: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw" / request_id, tmp_path / "raw" / request_id)
    again = file_contents(tables_of(Workspace(tmp_path), request_id))
    assert again == file_contents(tables(request_id))
