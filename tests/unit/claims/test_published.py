"""Figures printed elsewhere: read whole or not at all, and told apart from replies."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from foistats.claims.loading import load_worlds, worlds_before
from foistats.claims.published import UnusablePublished, published_in
from foistats.claims.worlds import Cell
from foistats.model.values import Period
from foistats.release.generations import write_tables
from foistats.workspace import Workspace
from schemas.vocabulary import PeriodKind
from tests.data.reading import tables_of
from tests.unit.claims.worlds_by_hand import ALL_YEARS, MEMBERS, request

REQUEST = request(MEMBERS)
ENTRY = """
[[published]]
area = "South West"
period = "2016/17 to 2020/21"
value = 6852
source = "The Echo"
by = "A. Person"
on = 2022-01-05
"""


def test_an_entry_is_a_figure_of_an_area_and_a_period() -> None:
    (one,) = published_in(ENTRY.encode(), REQUEST)
    assert (one.area.kind, one.area.area_id) == ("region", "south-west")
    assert one.period == ALL_YEARS
    assert one.interval == (6852, 6852)
    assert (one.category_id, one.source, one.on) == ("all", "The Echo", date(2022, 1, 5))
    assert one.said == "6,852 for South West in 2016/17–2020/21 (The Echo)"


def test_several_years_together_and_a_hidden_count_are_understood() -> None:
    text = ENTRY.replace('20/21"', '20/21 together"').replace("6852", '"<5"')
    (one,) = published_in(text.encode(), REQUEST)
    assert one.period == Period(date(2016, 4, 1), date(2021, 3, 31), PeriodKind.MULTI_YEAR)
    assert one.interval == (0, 4)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"South West"', '"Mordor"', "is no force, region or country"),
        ('"South West"', '"West Midlands"', "is a force and a region"),
        ('"2016/17 to 2020/21"', '"lately"', "period"),
        ("6852", '"many"', "a count"),
        ('source = "The Echo"\n', "", "a value for 'source'"),
        ("by =", "buy =", "unknown key 'buy'"),
        ("on =", 'category = "rape"\non =', "one of the request's categories"),
        ("value = 6852", "value = ", "no readable TOML"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(UnusablePublished, match=said) as refusal:
        published_in(ENTRY.replace(old, new).encode(), REQUEST)
    assert "raw/made-up/published.toml" in str(refusal.value)


def test_a_category_is_needed_where_the_request_has_some() -> None:
    of_rape = request(MEMBERS, categories=["rape", "theft"])
    with pytest.raises(UnusablePublished, match="rape, theft"):
        published_in(ENTRY.encode(), of_rape)
    (one,) = published_in((ENTRY + 'category = "Rape"\n').encode(), of_rape)
    assert one.category_id == "rape"


def test_worlds_come_from_the_tables_of_a_request(tmp_path: Path) -> None:
    here = Path(__file__).parents[3] / "raw" / "child-abuse-images-2021"
    shutil.copytree(here, tmp_path / "raw" / here.name)
    (tmp_path / "raw" / here.name / "published.toml").write_text(ENTRY, encoding="utf-8")
    made = Workspace(tmp_path)
    tables = tables_of(made, here.name)
    write_tables(made, here.name, tables)
    # Evidence is no reply: no total has it.
    assert 6852 not in tables["totals"]["count_low"].to_pylist()
    worlds = load_worlds(made, here.name)
    last = worlds.periods[-1]
    assert worlds.bounds[Cell("cheshire", last, "all")] == (506, 506)
    assert Cell("gloucestershire", last, "all") not in worlds.bounds
    (wiltshire,) = worlds.several_years
    assert (wiltshire.low, wiltshire.high) == (1329, 1329)
    assert {cell.force_id for cell in wiltshire.terms} == {"wiltshire"}
    assert [one.interval.low for one in worlds.published] == [6852]
    assert worlds_before(made, worlds) == ()
    assert worlds.generation == (tmp_path / "processed" / here.name / "current").readlink().name
