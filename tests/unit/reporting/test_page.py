"""The page of a request: right figures, nothing from elsewhere, readable by everybody."""

import re
import shutil
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from foistats.naming.forces import forces_in_set
from foistats.naming.forces.register import forces, read_list
from foistats.reporting.charts import Point, caption_of_chart, series_chart, small_multiples
from foistats.reporting.parts import points_of
from foistats.run import stages
from foistats.workspace import Workspace
from schemas.vocabulary import PeriodKind
from tests.unit.cli.typed import typed

REQUEST = """
title = "Thefts <b>& more</b>"
question = "How many thefts did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset", "wiltshire", "kent"]
[periods]
kind = "financial_year"
first = "2016/17"
last = "2018/19"
"""
RESPONSES = """response_id,force,received_on,outcome,section,documents,supersedes,note
d1,Dorset Police,2019-07-01,,,dorset.csv,,<script>alert(1)</script>
w1,Wiltshire Police,2019-07-01,refused,12,,,
"""
DORSET = "Year,Offences\n2016/17,40\n2017/18,1041\n2018/19,<5\n"


def a_page(root: Path) -> tuple[Workspace, str]:
    folder = root / "raw" / "thefts"
    (folder / "documents").mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    (folder / "responses.csv").write_text(RESPONSES, encoding="utf-8")
    (folder / "documents" / "dorset.csv").write_text(DORSET, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    assert typed("report", "thefts", "--root", root).exit_code == 0
    workspace = Workspace(root)
    return workspace, workspace.report_file("thefts").read_text("utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str]:
    return a_page(tmp_path_factory.mktemp("report"))


class Tables(HTMLParser):
    """The tables of a page as texts, by their captions."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self.rows: list[list[str]] = []
        self.caption: str | None = None

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "table":
            self.rows = []
        elif tag == "caption":
            self.caption = ""
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption" and self.caption is not None:
            self.found[self.caption], self.caption = self.rows, None
        elif tag == "table":
            self.rows = []

    def handle_data(self, text: str) -> None:
        if self.caption is not None:
            self.caption += text
        elif self.rows and self.rows[-1]:
            self.rows[-1][-1] += text.strip("\n")


def tables_of(page: str) -> dict[str, list[list[str]]]:
    parser = Tables()
    parser.feed(page)
    return parser.found


def test_the_figures_are_those_of_the_tables_with_what_they_lack(
    made: tuple[Workspace, str],
) -> None:
    # By hand: Dorset 40, 1,041 and 0 to 4; of the South West's five forces one gave figures.
    rows = {row[0]: row[1:] for row in tables_of(made[1])["All"]}
    assert rows["Dorset Police"] == ["40", "1,041", "0–4 [c]"]
    assert rows["Wiltshire Police"] == ["no figure [x]"] * 3
    assert rows["Kent Police"] == ["no figure [x] [p]"] * 3
    assert rows["South West"][1] == "1,041 [low]1 of 5 forces"


def test_a_change_is_like_for_like_and_says_over_how_many(made: tuple[Workspace, str]) -> None:
    rows = [row for row in tables_of(made[1])["Changes of each force"] if "Dorset" in row[0]]
    # By hand: 40 to 1,041 is +1,001, which is 2502.5 per cent of 40.
    first = next(row for row in rows if "2016/17 to 2017/18" in row[0])
    assert first[1:] == ["40", "1,041", "+1,001", "+2502.5", "1 of 1"]
    last = next(row for row in rows if "2016/17 to 2018/19" in row[0])
    assert last[3] == "-40 to -36"


def test_it_says_which_forces_a_change_of_an_area_compares(made: tuple[Workspace, str]) -> None:
    # Of the five forces of the South West three were not asked, and Wiltshire refused.
    assert "<p class=key>South West: only Dorset Police.</p>" in made[1]
    assert "<p class=key>All forces asked: without Kent Police, Wiltshire Police.</p>" in made[1]


def test_every_counted_cell_is_named_with_its_document(made: tuple[Workspace, str]) -> None:
    rows = tables_of(made[1])["Dorset Police"][1:]
    assert rows == [
        ["2016/17", "40", "40", "csv!B2", "dorset.csv"],
        ["2017/18", "1,041", "1041", "csv!B3", "dorset.csv"],
        ["2018/19", "0–4", "<5", "csv!B4", "dorset.csv"],
    ]


def test_nothing_comes_from_elsewhere_and_no_text_becomes_markup(
    made: tuple[Workspace, str],
) -> None:
    page = made[1]
    assert "<script" not in page
    assert "Thefts &lt;b&gt;&amp; more&lt;/b&gt;" in page
    assert "alert(1)" in unescape(page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page)
    assert "@import" not in page
    assert "url(" not in page


def test_every_link_leads_somewhere(made: tuple[Workspace, str]) -> None:
    workspace, page = made
    ids = set(re.findall(r'id="([^"]+)"', page))
    links = re.findall(r'href="([^"]+)"', page)
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    files = {link for link in links if not link.startswith("#")}
    assert "../current/totals.csv" in files
    assert all((workspace.report_file("thefts").parent / name).is_file() for name in files)


def test_the_same_tables_give_the_same_page(made: tuple[Workspace, str], tmp_path: Path) -> None:
    assert a_page(tmp_path)[1] == made[1]


def test_each_force_of_the_country_has_a_tile_of_its_own() -> None:
    tiles = read_list("tiles")
    places = [(row["row"], row["column"]) for row in tiles]
    assert len({*places}) == len(places)
    assert len({row["code"] for row in tiles}) == len(tiles)
    assert {row["force_id"] for row in tiles} == {
        force_id for force_id, force in forces().items() if force.until is None
    }
    assert set(forces_in_set("uk")) <= {row["force_id"] for row in tiles}


def test_a_chart_draws_what_is_known_of_each_period() -> None:
    points = [
        Point("Dorset", "2014/15", 10, 10, True),
        Point("Dorset", "2015/16", 12, 12, False),
        Point("Dorset", "2016/17", None, None, False),
        Point("Dorset", "2017/18", 4, 8, False),
        Point("Dorset", "2018/19", 7, 7, True),
        Point("Dorset", "2019/20", 3, None, True),
    ]
    drawn = series_chart(points, unit="offences")
    # A band from the first year to the second, and one from the fourth to the fifth.
    bands = [path for path in layer(drawn, "area", "path") if "L" in path]
    assert len(bands) == 2
    # The interval's bar has a height of its own; that of an exact figure would have none.
    (bar,) = layer(drawn, "rect", "path")
    assert 'fill="#' not in bar
    *frame, circle, least, first, second, third = layer(drawn, "symbol", "path")
    assert len(frame) == len(points)
    assert all('opacity="0"' in one for one in frame)
    # Of the exact figures the second lacks a force; the one without a high is no point.
    assert ['fill="#' in one for one in (first, second, third)] == [True, False, True]
    assert "A" in circle
    assert "A" not in least
    assert all(point.period in drawn for point in points)


def test_no_line_joins_figures_of_different_forces() -> None:
    points = [
        Point("England", "2014/15", 10, 10, False, forces="5 of 8"),
        Point("England", "2015/16", 12, 12, False, forces="5 of 8"),
        Point("England", "2016/17", 4, 8, False, forces="4 of 8", regrouped=True),
        Point("England", "2017/18", 7, 7, False, forces="4 of 8"),
    ]
    drawn = series_chart(points, unit="offences")
    assert len([path for path in layer(drawn, "area", "path") if "L" in path]) == 2
    assert re.findall(r">(\d of 8)</text>", drawn) == ["5 of 8", "5 of 8", "4 of 8", "4 of 8"]
    said = caption_of_chart("England", points)
    assert "2015/16: 5 of 8 forces; 2016/17: 4 of 8 forces, not the same as before;" in said
    # Of the same forces nothing is said, and a line joins all.
    same = [point._replace(regrouped=False) for point in points]
    assert caption_of_chart("England", same) == "England"
    assert " of 8" not in series_chart(same, unit="offences")


def test_the_forces_of_two_figures_differ_though_they_are_as_many() -> None:
    rows = [
        {
            "area_kind": "region", "area_id": "south-west", "category_id": "all",
            "area_name": "South West", "count_low": low, "count_high": low, "complete": False,
            "forces_counted": 4, "forces_in_area": 5, "forces_missing": missing,
            "period_start": date(year, 4, 1), "period_end": date(year + 1, 3, 31),
            "period_kind": PeriodKind.FINANCIAL_YEAR,
        }
        for year, low, missing in (
            (2014, 9, "dorset"), (2015, None, "dorset|wiltshire"), (2016, 8, "dorset"),
            (2017, 7, "wiltshire"),
        )
    ]  # fmt: skip
    assert [one.regrouped for one in points_of(rows, [])] == [False, False, False, True]


def test_a_small_chart_names_its_first_and_last_period() -> None:
    points = [Point("Dorset", f"201{n}/1{n + 1}", n, n, True) for n in range(6)]
    labels = re.findall(r">(201\d/\d\d)</text>", small_multiples(points, unit="offences"))
    assert labels == ["2010/11", "2015/16"]


def layer(drawn: str, mark: str, element: str) -> list[str]:
    """The elements of one kind of mark, in the order in which they are drawn."""
    groups = re.findall(rf'<g class="mark-{mark} role-mark layer_[^>]*>(.*?)</g>', drawn, re.DOTALL)
    return [one for group in groups for one in re.findall(rf"<{element} [^>]*>", group)]


def test_a_page_passes_axe_at_every_width_in_the_dark_and_in_print(
    made: tuple[Workspace, str], tmp_path: Path
) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine")
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    own = made[0].report_file("thefts").resolve()
    area = own.parent / "areas" / "request-asked.html"
    why = tmp_path / "why.html"
    drawn = typed("why", "Dorset", "2017/18", "--picture", why, "--root", made[0].root)
    assert drawn.exit_code == 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            for width in (320, 700, 1400):
                for scheme in ("light", "dark"):
                    page = browser.new_page(
                        viewport={"width": width, "height": 900}, color_scheme=scheme
                    )
                    for file in (own, area, why):
                        page.emulate_media(media="screen")
                        page.goto(file.as_uri())
                        found = Axe().run(page)
                        assert found.violations_count == 0, found.generate_report()
                        # Wide tables scroll in their own frame: the page itself never does.
                        assert page.evaluate("document.documentElement.scrollWidth") <= width
                        page.emulate_media(media="print")
                        assert page.locator("h1").is_visible()
                    page.close()
        finally:
            browser.close()


def test_the_tables_are_there_before_a_page_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "thefts"
    folder.mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    said = typed("report", "thefts", "--root", tmp_path)
    assert said.exit_code == 2
    assert "there are no tables of thefts yet" in said.stderr


def test_each_figure_leads_to_what_it_comes_from(made: tuple[Workspace, str]) -> None:
    _, page = made
    leads = set(re.findall(r'<td><a href="#([^"]+)">', page))
    assert {"from-dorset", "of-request-asked", "of-region-south-west"} <= leads
    there = set(re.findall(r'id="([^"]+)"', page))
    assert leads <= there
    said = unescape(re.sub("<[^>]+>", "", page))
    assert "South West is added up from the figures of Dorset Police." in said


def test_a_run_writes_the_page_and_no_fault_of_a_page_makes_it_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foistats.reporting import page, written
    from foistats.run.handed_on import BuiltRequest

    workspace, _ = a_page(tmp_path)
    workspace.report_file("thefts").unlink()
    folder = workspace.processed / "thefts" / "current"
    built = BuiltRequest("thefts", "Thefts", folder, {}, usable=True)
    # Where nothing changed there is nothing to write.
    assert written.write_pages(str(tmp_path), [built._replace(since="2019-07-01")]) == []
    assert not workspace.report_file("thefts").exists()
    assert written.write_pages(str(tmp_path), [built]) == []
    assert "1,041" in workspace.report_file("thefts").read_text(encoding="utf-8")

    def broken(_: object) -> str:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(page, "page_of", broken)
    (failed,) = written.write_pages(str(tmp_path), [built])
    assert failed == "the page of thefts can't be written: ZeroDivisionError: division by zero"
    assert "1,041" in workspace.report_file("thefts").read_text(encoding="utf-8")


def test_a_run_of_many_requests_draws_no_page_and_leaves_no_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foistats.reporting import written
    from foistats.run.handed_on import BuiltRequest

    workspace, _ = a_page(tmp_path)
    assert workspace.report_file("thefts").exists()
    folder = workspace.processed / "thefts" / "current"
    built = BuiltRequest("thefts", "Thefts", folder, {}, usable=True)
    monkeypatch.setattr(written, "_MOST_PAGES", 0)
    (said,) = written.write_pages(str(tmp_path), [built])
    assert "foistats report REQUEST" in said
    assert not workspace.report_file("thefts").exists()


def test_each_area_has_a_page_with_its_own_figures_forces_and_cells(
    made: tuple[Workspace, str],
) -> None:
    workspace, page = made
    folder = workspace.report_file("thefts").parent / "areas"
    names = {path.name for path in folder.iterdir()}
    assert {"force-dorset.html", "force-kent.html", "request-asked.html"} <= names
    # Every link of the request's page to an area leads to a page that is there.
    linked = set(re.findall(r'href="areas/([^"#]+)"', page))
    assert linked
    assert linked <= names
    text = (folder / "request-asked.html").read_text("utf-8")
    tables = Tables()
    tables.feed(text)
    rows = {row[0]: row[1:] for row in tables.found["Figures of All forces asked"]}
    # Only Dorset gave figures: 40, 1,041 and fewer than five; Kent is silent, Wiltshire refused.
    assert rows["2017/18"][0].startswith("1,041")
    assert rows["2018/19"][0].startswith("0–4")
    assert rows["2017/18"][1] == "Kent Police, Wiltshire Police"
    assert "[low]" in rows["2017/18"][0]
    assert "dorset.csv" in text
    links = re.findall(r'href="([^"]+)"', text)
    for link in links:
        file, _, place = link.partition("#")
        assert not place or f'id="{place}"' in text
        assert not file or (folder / file).resolve().is_file()
    kent = (folder / "force-kent.html").read_text("utf-8")
    assert "1,041" not in kent
    assert "dorset.csv" not in kent


def test_the_page_of_an_area_is_found_by_its_name_as_people_write_it(
    made: tuple[Workspace, str],
) -> None:
    workspace, _ = made
    said = typed("report", "thefts", "--area", "Dorset", "--root", workspace.root)
    assert said.exit_code == 0
    assert said.stdout.strip().endswith("force-dorset.html")
    wrong = typed("report", "thefts", "--area", "Essex", "--root", workspace.root)
    assert wrong.exit_code == 2
    assert "there is" in wrong.stderr or "did you mean" in wrong.stderr
    assert typed("report", "--area", "Dorset", "--root", workspace.root).exit_code == 2


def test_a_run_draws_regions_only_and_leaves_no_page_of_other_tables(tmp_path: Path) -> None:
    from foistats.reporting import written
    from foistats.run.handed_on import BuiltRequest

    workspace, _ = a_page(tmp_path)
    folder = workspace.report_file("thefts").parent / "areas"
    assert (folder / "force-dorset.html").is_file()
    current = workspace.processed / "thefts" / "current"
    built = BuiltRequest("thefts", "Thefts", current, {}, usable=True)
    assert written.write_pages(str(tmp_path), [built]) == []
    assert not [path.name for path in folder.iterdir() if path.name.startswith("force-")]
    page = workspace.report_file("thefts").read_text("utf-8")
    assert "areas/force-" not in page
    assert set(re.findall(r'href="areas/([^"#]+)"', page)) <= {p.name for p in folder.iterdir()}
    # What a load drew none of is drawn by a report of all that lack.
    shutil.rmtree(folder.parent)
    assert typed("report", "--root", tmp_path).exit_code == 0
    assert (folder / "force-dorset.html").is_file()
    again = typed("report", "--root", tmp_path)
    assert (again.exit_code, again.stdout) == (0, "")
