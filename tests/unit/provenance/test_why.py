"""What a person types for a figure, and what is answered about it."""

import json
import re
import shutil
import tempfile
import time
import webbrowser
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from foistats.documents.model import Document, Grid, Passage
from foistats.provenance.tracing import TablesDisagree, trace_change, trace_total
from foistats.provenance.wanted_figure import NoSuchFigure, find_figure
from foistats.provenance.words import how_read, left_out_of, lines_of_change, lines_of_total
from foistats.reading.around import excerpt
from foistats.release.generations import current_folder, write_tables
from foistats.release.pointer import current_name
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from tests.data.reading import tables_of
from tests.golden.documents.builders import build_xlsx
from tests.unit.cli.typed import typed

RAW = Path(__file__).parents[3] / "raw" / "child-sexual-offences-2019"
REQUEST = """
title = "Offences"
question = "How many offences did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset", "wiltshire", "west-midlands", "gloucestershire"]
[periods]
kind = "financial_year"
first = "2016/17"
last = "2017/18"
"""
HEADER = "response_id,force,received_on,outcome,section,documents,supersedes,note\n"
RESPONSES = (
    "d1,Dorset Police,2019-07-01,,,dorset.csv,,\n"
    "w1,Wiltshire Police,2019-07-01,,,wiltshire.xlsx,,\n"
    "m1,West Midlands Police,2019-07-01,,,letter.txt,,\n"
)
LETTER = (
    "West Midlands Police\n\nThank you for your request of 3 June 2019.\n\n"
    "The information you seek is exempt under section 40(2) of the Freedom of Information Act"
    " 2000.\n\nYours sincerely\n"
)


def a_workspace(root: Path) -> Workspace:
    folder = root / "raw" / "thefts"
    (folder / "documents").mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    (folder / "responses.csv").write_text(HEADER + RESPONSES, encoding="utf-8")
    documents = folder / "documents"
    (documents / "dorset.csv").write_text(
        "Offence,2016/17,2017/18\nTheft,3,4\nArson,10,<5\n", encoding="utf-8"
    )
    rows = [["Year", "Offences"], ["2016/17", 101]]
    build_xlsx(documents / "wiltshire.xlsx", {"Sheet1": rows})
    (documents / "letter.txt").write_text(LETTER, encoding="utf-8")
    made = Workspace(root)
    write_tables(made, "thefts", tables_of(made, "thefts"))
    return made


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return a_workspace(tmp_path_factory.mktemp("why"))


@pytest.mark.parametrize(
    ("area", "period", "found"),
    [
        ("Dorset", "2016/17", ("force", "dorset")),
        ("DORSET POLICE", "2016-17", ("force", "dorset")),
        ("South West", "April 2016 to March 2017", ("region", "south-west")),
        ("the south west region", "2016/17", ("region", "south-west")),
        ("West Midlands Police", "2016/17", ("force", "west-midlands")),
        ("West Midlands region", "2016/17", ("region", "west-midlands")),
        ("England", "2016/17", ("country", "england")),
        ("All forces asked", "2016/17", ("request", "asked")),
    ],
)
def test_an_area_and_a_period_are_found_as_people_write_them(
    workspace: Workspace, area: str, period: str, found: tuple[str, str]
) -> None:
    total = find_figure(workspace, area=area, period=period).total
    assert total["area_kind"] == found[0]
    assert total["area_id"] == found[1]
    assert str(total["period_start"]) == "2016-04-01"


@pytest.mark.parametrize(
    ("area", "period", "why"),
    [
        ("West Midlands", "2016/17", "'West Midlands Police' or 'West Midlands region'"),
        ("Kent", "2016/17", "Kent Police was not asked"),
        ("Dorsett", "2016/17", "did you mean Dorset Police"),
        ("Dorset", "2018/19", "2018/19 is none of the periods; the request asks for 2016/17"),
        ("Dorset", "some year", "asks for 2016/17, 2017/18"),
        ("Dorset", "2016", "2016 is none of the periods"),
    ],
)
def test_what_names_no_figure_or_two_is_refused_with_what_there_is(
    workspace: Workspace, area: str, period: str, why: str
) -> None:
    with pytest.raises(NoSuchFigure, match=re.escape(why)):
        find_figure(workspace, area=area, period=period)


def test_a_total_leads_to_its_cells_and_to_those_who_are_missing(workspace: Workspace) -> None:
    # By hand: Dorset 4 and 0 to 4; Wiltshire gives the year before only.
    traced = trace_total(find_figure(workspace, area="South West", period="2017/18"))
    assert traced.interval == (4, 8)
    (dorset,) = traced.forces
    assert [(row["place"], row["as_written"]) for row in dorset.cells] == [
        ("csv!C2", "4"),
        ("csv!C3", "<5"),
    ]
    lines = "\n".join(lines_of_total(traced))
    assert "South West, 2017/18: 4–8 offences" in lines
    assert 'csv!C3: "<5" is 0–4' in lines
    assert "2 cells add up to 4–8." in lines
    assert "It counts 1 of the area's 5 forces, as of 2019-06-03" in lines
    missing = {one.force_id: one for one in traced.missing}
    assert sorted(missing) == [
        "avon-and-somerset",
        "devon-and-cornwall",
        "gloucestershire",
        "wiltshire",
    ]
    assert "Avon and Somerset Police: not asked" in lines
    assert "Gloucestershire Constabulary: no reply yet" in lines
    assert "Wiltshire Police: answered" in lines


def test_a_refusal_is_told_in_the_force_s_own_words(workspace: Workspace) -> None:
    traced = trace_total(find_figure(workspace, area="West Midlands Police", period="2017/18"))
    lines = "\n".join(lines_of_total(traced))
    assert "West Midlands Police, 2017/18: no figure" in lines
    assert "West Midlands Police: refused, section 40(2)" in lines
    assert "The information you seek is exempt under section 40(2)" in lines


def test_a_change_compares_only_those_with_both_figures(workspace: Workspace) -> None:
    # By hand: Dorset 13, then 4 to 8, a fall of 5 to 9. Wiltshire gave one year only.
    wanted = find_figure(workspace, area="South West", period="2017/18")
    traced = trace_change(wanted, "2016/17")
    assert (traced.earlier.interval, traced.later.interval) == ((13, 13), (4, 8))
    lines = "\n".join(lines_of_change(traced))
    assert "2016/17 to 2017/18: -9 to -5 offences" in lines
    assert "101" not in lines.split("Left out")[0]
    assert "wiltshire" in [one.force_id for one in left_out_of(traced)]
    with pytest.raises(NoSuchFigure, match="no change"):
        trace_change(wanted, "2017/18")


def test_cells_that_are_not_the_figure_are_an_error(workspace: Workspace) -> None:
    wanted = find_figure(workspace, area="Dorset", period="2016/17")
    assert trace_total(wanted).interval == (13, 13)
    with pytest.raises(TablesDisagree, match="13"):
        trace_total(replace(wanted, total=wanted.total | {"count_low": 12, "count_high": 12}))


def test_the_command_prints_text_json_or_a_page(workspace: Workspace, tmp_path: Path) -> None:
    root = ("--root", workspace.root)
    said = typed("why", "Dorset", "2016/17", *root)
    assert said.exit_code == 0
    assert "Dorset Police, 2016/17: 13 offences" in said.stdout
    told = json.loads(typed("why", "Dorset", "2016/17", "--format", "json", *root).stdout)
    assert told["count"] == [13, 13]
    assert [cell["count_low"] for cell in told["forces"][0]["cells"]] == [3, 10]
    changed = typed("why", "Dorset", "2017/18", "--change", "2016/17", "--format", "json", *root)
    assert json.loads(changed.stdout)["change"]["difference_high"] == -5
    page = tmp_path / "why.html"
    assert typed("why", "Dorset", "2016/17", "--picture", page, *root).exit_code == 0
    drawn = page.read_text("utf-8")
    assert re.findall(r'class="here">([^<]*)<', drawn) == ["3", "10"]
    wrong = typed("why", "Kent", "2016/17", *root)
    assert wrong.exit_code == 2
    assert "was not asked" in wrong.stderr


def test_a_document_that_changed_since_is_not_drawn(tmp_path: Path) -> None:
    made = a_workspace(tmp_path)
    changed = made.document("thefts", "dorset.csv")
    changed.write_text("Offence,2016/17\nTheft,13\n", encoding="utf-8")
    page = tmp_path / "why.html"
    typed("why", "Dorset", "2016/17", "--picture", page, "--root", tmp_path)
    assert "the file has changed since these tables were made" in page.read_text("utf-8")
    changed.unlink()
    typed("why", "Dorset", "2016/17", "--picture", page, "--root", tmp_path)
    assert "the file is no longer under documents/" in page.read_text("utf-8")


def test_what_is_cut_shows_that_it_is_and_never_cuts_out_the_place() -> None:
    long = "All of the burglary offences that were recorded by the force"
    grid = Grid("S", [(long, 2018), ("Dorset", 40)])
    shown = excerpt(Document(grids=[grid]), "S!B2")
    assert shown.rows[0][1] == f"{long[:38]}…"
    count = "there were 768 burglaries in 2018/19"
    text = f"{'We refer to your request. ' * 40}In all {count}. {'This ends our reply. ' * 40}"
    shown = excerpt(Document(passages=[Passage("paragraph 1", text)]), "paragraph 1", count)
    assert count in shown.text
    assert (shown.text[0], shown.text[-1], len(shown.text)) == ("…", "…", 700)


def test_a_picture_overwrites_nothing_that_was_received_or_written(tmp_path: Path) -> None:
    made = a_workspace(tmp_path)
    document = made.document("thefts", "dorset.csv")
    was = document.read_bytes()
    for path in (document, tmp_path / "raw" / "new.html", tmp_path / "processed" / "page.html"):
        said = typed("why", "Dorset", "2016/17", "--picture", path, "--root", tmp_path)
        assert said.exit_code == 2
    assert document.read_bytes() == was
    assert not (tmp_path / "raw" / "new.html").exists()


def test_a_sentence_is_believed_for_what_it_says_and_no_table() -> None:
    row = {
        "place": "line 5, sentence 2", "table_place": "", "basis": "plain", "labels": "",
        "declared": "", "force_from": "sentence", "period_from": "sentence",
        "period_start": date(2016, 4, 1), "period_end": date(2017, 3, 31),
        "period_kind": "financial_year",
    }  # fmt: skip
    assert "it is believed because the sentence can be read in one way only" in how_read(row)
    cell = row | {"place": "Lines!C7", "table_place": "Lines!A1:C9"}
    assert "it is believed because no other reading of the table explains every cell" in how_read(
        cell
    )


def test_a_page_of_a_pdf_is_drawn_as_a_picture_with_one_box_and_no_sheet_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "workspace"
    shutil.copytree(RAW, root / "raw" / RAW.name)
    made = Workspace(root)
    write_tables(made, RAW.name, tables_of(made, RAW.name))
    picture = tmp_path / "why.png"
    named = ("why", "Gloucestershire", "2018/19", "--root", root)
    assert typed(*named, "--picture", picture).exit_code == 0
    drawn = Image.open(picture).convert("RGB")
    red = {
        (x, y)
        for x in range(drawn.width)
        for y in range(drawn.height)
        if drawn.getpixel((x, y)) == (179, 38, 30)
    }
    across, down = {x for x, _ in red}, {y for _, y in red}
    # One box: as many red pixels as its four edges have, three wide, and nothing else that is red.
    wide, high = max(across) - min(across) + 1, max(down) - min(down) + 1
    assert len(red) == 2 * 3 * wide + 2 * 3 * (high - 6)
    assert typed(*named, "--picture", picture).exit_code == 2
    sheet = typed("why", "Dorset", "2018/19", "--root", root, "--picture", tmp_path / "d.png")
    assert sheet.exit_code == 2
    assert "on no page of a PDF" in sheet.stderr
    assert not (tmp_path / "d.png").exists()
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert typed("why", "Dorset", "2018/19", "--root", root, "--open").exit_code == 0
    [address] = opened
    assert 'class="here">768<' in Path(address.removeprefix("file://")).read_text("utf-8")


def test_the_cells_are_found_within_a_second_among_those_of_5000_responses(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = a_workspace(tmp_path)
    folder = made.generations_folder("thefts") / current_name(made, "thefts")
    own = pq.read_table(folder / "observations.parquet")
    # 5,000 replies that were replaced: everything is there, and none of it counts.
    names = [f"old-{number}" for number in range(5000) for _ in range(own.num_rows)]
    old = pa.concat_tables([own] * 5000)
    old = old.set_column(
        old.schema.get_field_index("response_id"),
        own.schema.field("response_id"),
        pa.array(names, own.schema.field("response_id").type),
    )
    uncounted = pa.array([False] * len(old), own.schema.field("counted").type)
    old = old.set_column(
        old.schema.get_field_index("counted"), own.schema.field("counted"), uncounted
    )
    pq.write_table(pa.concat_tables([own, old]), folder / "observations.parquet")
    wanted = find_figure(made, area="Wiltshire", period="2016/17")
    started = time.process_time()
    traced = trace_total(wanted)
    # Other processes take from the time on the wall; what this one computes is its own.
    assert time.process_time() - started < 1
    [force] = traced.forces
    assert [cell["as_written"] for cell in force.cells] == ["101"]
    assert len(force.not_added) == 5000


TEN_MONTHS = "Year,Offences\n2016/17,88\n2017/18,97 (ten months)\n"
LEFT = """
[[note]]
document = "ten.csv"
place = {place!r}
code = "figure_left_out"
found = {found!r}
because = "the force has no more"
by = "A. Person"
on = 2019-08-01
"""


def test_a_count_that_is_left_out_is_named_with_the_reason(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "thefts"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "ten.csv").write_text(TEN_MONTHS, encoding="utf-8")
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    (folder / "responses.csv").write_text(
        f"{HEADER}g1,Gloucestershire Constabulary,2019-07-01,,,ten.csv,,\n", encoding="utf-8"
    )
    workspace = Workspace(tmp_path)
    write_tables(workspace, "thefts", tables_of(workspace, "thefts"))

    def said(period: str) -> str:
        done = typed("why", "Gloucestershire", period, "--root", tmp_path)
        assert done.exit_code == 0
        return " ".join(done.stdout.split())

    assert '"97 (ten months)" stands there and is not counted' in said("2017/18")
    assert "stands there" not in said("2016/17")
    # What a person left so is no open problem any more, and is said all the same.
    (row,) = (
        one for one in rows_of(current_folder(workspace, "thefts"), "problems")
        if one["code"] == "figure_left_out"
    )  # fmt: skip
    (folder / "statements.toml").write_text(
        LEFT.format(place=row["place"], found=row["found"]), encoding="utf-8"
    )
    write_tables(workspace, "thefts", tables_of(workspace, "thefts"))
    after = said("2017/18")
    assert '"97 (ten months)" stands there and is not counted' in after
    assert "A. Person left it so on 2019-08-01 (the force has no more)" in after
    assert "until then none is counted" not in after
