"""Breaks in series: declared by a person, and marked on exactly the figures that they touch."""

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from foistats.intake.breaks import Break, read_breaks
from foistats.intake.requests import read_request
from foistats.publishing.breaks import breaks_across, breaks_at, touched
from foistats.publishing.comparing import compare, in_words
from foistats.publishing.editions import current_edition, release_edition
from foistats.publishing.freezing import freeze
from foistats.publishing.marks import legend_of, marks_of
from foistats.release.rows import rows_of
from foistats.reporting.page import page_of_release
from foistats.run import stages
from foistats.workspace import Workspace
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_release import DORSET, ON, a_workspace

BREAK = """
[[break]]
force = "Dorset Police"
from = "2017/18"
because = "its note says that a new system counts each victim once"
by = "A. Person"
on = 2019-07-02
"""
SAID = (
    "Dorset Police counts otherwise from 2017/18 on: its note says that a new system counts each"
    " victim once (A. Person, 2019-07-02)"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("breaks")
    made = a_workspace(root, dorset=DORSET.replace("<5", "43"))
    freeze(made, "thefts", by="A. Person", made_on=ON, page=page_of_release)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A workspace with release 1, made before a break was declared."""
    shutil.copytree(built, tmp_path / "workspace", symlinks=True)
    return tmp_path / "workspace"


def declare(root: Path, content: str = BREAK) -> Workspace:
    (root / "raw" / "thefts" / "breaks.toml").write_text(content, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    return Workspace(root)


def marked(folder: Path) -> set[tuple[str, str]]:
    """The figures marked as the first of a new series: the area and the year that it begins in."""
    text = (folder / "marks.csv").read_bytes().decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    return {(r["area_id"], r["period_start"][:4]) for r in rows if "[b]" in r["mark"].split()}


def test_the_first_figure_after_a_break_is_marked_of_the_force_and_every_area_with_it(
    root: Path,
) -> None:
    made = declare(root)
    folder = freeze(made, "thefts", by="A. Person", made_on=ON, page=page_of_release)
    areas = {area for area, _ in marked(folder)}
    # All that have Dorset in them: itself, those asked, its region and country. Not Wiltshire.
    assert {year for _, year in marked(folder)} == {"2017"}
    totals = rows_of(folder, "totals")
    assert areas == {row["area_id"] for row in totals} - {"wiltshire"}
    assert "[b]" in (folder / "NOTES.md").read_text("utf-8").replace("\\", "")
    assert SAID in (folder / "NOTES.md").read_text("utf-8").replace("\\", "")
    book = openpyxl.load_workbook(folder / "thefts.xlsx")
    notes = [str(cell.value) for cell in book["Notes"]["A"]]
    assert sum(line.startswith("[b]:") for line in notes) == 1
    page = (folder / "report.html").read_text("utf-8")
    assert f"{SAID}." in page
    assert f"Not like for like: {SAID}." in page
    assert typed("verify", folder, "--root", root).exit_code == 0


def test_without_a_break_nothing_has_the_mark_and_no_legend_speaks_of_it(built: Path) -> None:
    folder = built / "processed/releases/thefts/1"
    assert marked(folder) == set()
    assert "[b]" not in (folder / "report.html").read_text("utf-8")
    assert "## Breaks" not in (folder / "NOTES.md").read_text("utf-8")


def test_the_difference_says_that_a_break_was_declared_and_that_it_is_no_longer(root: Path) -> None:
    made = declare(root)
    first = release_edition(root / "processed/releases/thefts/1")
    now = current_edition(made, "thefts")
    told = [in_words(one) for one in compare(first, now)]
    assert f"Dorset Police, 2017/18: 41 [b] stays: a break in series is declared: {SAID}" in told
    assert not any("2016/17" in line or "2018/19" in line for line in told)
    freeze(made, "thefts", by="A. Person", made_on=ON)
    (root / "raw/thefts/breaks.toml").unlink()
    second = release_edition(root / "processed/releases/thefts/2")
    told = [in_words(one) for one in compare(second, current_edition(made, "thefts"))]
    assert any("41 stays: no break in series is declared any more" in line for line in told)


def test_a_mistake_in_a_break_is_a_problem_and_takes_no_figure_away(root: Path) -> None:
    before = rows_of(Workspace(root).processed / "thefts/current", "totals")
    made = declare(
        root, BREAK.replace("2017/18", "2016/17").replace("Dorset Police", "Kent Police")
    )
    folder = made.processed / "thefts/current"
    assert rows_of(folder, "totals") == before
    found = {(r["place"], r["remedy"]) for r in rows_of(folder, "problems")}
    assert {
        ("line 3, break 1, force", "the request was not sent to it"),
        (
            "line 4, break 1, from",
            "it is the first period asked for: there is nothing before the break",
        ),
    } <= found


def figure(force: str, year: int, low: int | None, **more: object) -> dict[str, object]:
    return {
        "area_kind": "force",
        "area_id": force,
        "category_id": "all",
        "period_start": date(year, 4, 1),
        "period_end": date(year + 1, 3, 31),
        "count_low": low,
        "count_high": low,
        "complete": low is not None,
        "forces_missing": "" if low is not None else force,
    } | more


def test_a_break_without_a_figure_is_at_the_next_one_that_the_force_gave() -> None:
    every = Break((), date(2017, 4, 1), "", "every force counts otherwise")
    totals = [figure("dorset", 2016, 1), figure("dorset", 2017, None), figure("dorset", 2018, 3)]
    first = touched(totals, [every])
    assert [breaks_at(row, first) for row in totals] == [[], [], [every.said]]
    # An area that doesn't count the force in that year has no break there.
    area = figure("request", 2018, 9, area_kind="request", forces_missing="dorset")
    assert breaks_at(area, first) == []
    assert marks_of(totals, [], breaks=[every]) == ["", "[x]", "[b]"]
    assert [*legend_of(["[b]"])] == ["[b]"]


def test_only_a_change_from_one_side_to_the_other_is_not_like_for_like() -> None:
    one = Break(("dorset",), date(2017, 4, 1), "rape", "Dorset counts otherwise")
    totals = [figure("dorset", year, 1, category_id="rape") for year in (2015, 2016, 2017, 2018)]
    first = touched(totals, [one])
    change = {"area_kind": "force", "area_id": "dorset", "category_id": "rape", "from_low": 1}
    change |= {"forces_left_out": ""}

    def across(earlier: int, later: int, **more: object) -> bool:
        row = change | {"from_start": date(earlier, 4, 1), "to_start": date(later, 4, 1)} | more
        return bool(breaks_across(row, first))

    assert across(2016, 2017)
    assert across(2015, 2018)
    assert not across(2015, 2016)
    assert not across(2017, 2018)
    assert not across(2016, 2017, category_id="all")
    assert not across(2016, 2017, area_kind="request", forces_left_out="dorset")


def test_a_break_of_a_category_that_is_none_is_refused(built: Path) -> None:
    request = read_request(Workspace(built), "thefts")
    read = read_breaks(
        BREAK.replace("from =", 'category = "rape"\nfrom =').encode(), name="b", request=request
    )
    assert read.given == ()
    assert [one.document for one in read.invalid] == [""]
