"""A release is whole or not there, stays as it is, and tells whoever changes it."""

import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from foistats.asking.chased import note_chased
from foistats.publishing.blocking import what_blocks
from foistats.publishing.folders import release_folder, versions
from foistats.publishing.freezing import Making, contents_of, freeze, same_release
from foistats.publishing.marks import marks_of
from foistats.publishing.standing import withdraw
from foistats.publishing.verify import differences
from foistats.quality.gate.answers import answer_of
from foistats.quality.gate.judging import judge_requests
from foistats.release.rows import rows_of
from foistats.run import stages
from foistats.workspace import Workspace
from tests.unit.cli.typed import typed

REQUEST = """
title = "Thefts"
question = "How many thefts did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset", "wiltshire"]
[periods]
kind = "financial_year"
first = "2016/17"
last = "2018/19"
"""
HEADER = "response_id,force,received_on,outcome,section,documents,supersedes,note\n"
RESPONSES = (
    "d1,Dorset Police,2019-07-01,,,dorset.csv,,\nw1,Wiltshire Police,2019-07-01,,,wiltshire.csv,,\n"
)
DORSET = "Year,Offences\n2016/17,40\n2017/18,41\n2018/19,<5\n"
WILTSHIRE = "Year,Offences\n2016/17,100\n2017/18,110\n2018/19,120\n"
ON = date(2019, 8, 1)


def a_workspace(root: Path, *, responses: str = RESPONSES, dorset: str = DORSET) -> Workspace:
    folder = root / "raw" / "thefts"
    (folder / "documents").mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    (folder / "responses.csv").write_text(HEADER + responses, encoding="utf-8")
    (folder / "documents" / "dorset.csv").write_text(dorset, encoding="utf-8")
    (folder / "documents" / "wiltshire.csv").write_text(WILTSHIRE, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    return Workspace(root)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one release, which no test may change."""
    root = tmp_path_factory.mktemp("released")
    freeze(a_workspace(root), "thefts", by="A. Person", made_on=ON)
    return root


def copied(released: Path, to: Path) -> Path:
    """The release alone, as a stranger has it."""
    folder = to / "release"
    folder.mkdir()
    for path in release_folder(Workspace(released), "thefts", 1).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def verified(folder: Path, *words: str) -> tuple[int, str]:
    """What the release's own verifier says, run by a Python that has nothing installed."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_release_verifies_alone_and_with_what_it_was_made_from(
    released: Path, tmp_path: Path
) -> None:
    folder = copied(released, tmp_path)
    assert verified(folder) == (0, "The release is as it was released.\n")
    raw = str(released / "raw" / "thefts")
    assert verified(folder, "--raw", raw)[0] == 0
    rebuilt = typed("verify", folder, "--root", released)
    assert (rebuilt.exit_code, rebuilt.stderr) == (0, "")
    assert "built anew" in rebuilt.stdout


def test_a_flipped_bit_in_any_file_is_found_and_named(released: Path, tmp_path: Path) -> None:
    folder = copied(released, tmp_path)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        said = "\n".join(differences(folder))
        assert path.name in said or path.name == "SHA256SUMS", said
        assert said
        assert verified(folder)[0] == 1 or path.name == "verify.py"
        assert typed("verify", folder).exit_code == 1
        path.write_bytes(whole)
    assert not list(differences(folder))


def test_a_file_too_many_or_too_few_is_found(released: Path, tmp_path: Path) -> None:
    folder = copied(released, tmp_path)
    (folder / "more.csv").write_bytes(b"1")
    assert list(differences(folder)) == ["more.csv is no part of the release"]
    (folder / "more.csv").unlink()
    (folder / "totals.csv").unlink()
    assert list(differences(folder)) == ["totals.csv is missing"]


def test_what_a_killed_withdrawal_leaves_is_no_difference(released: Path, tmp_path: Path) -> None:
    folder = copied(released, tmp_path)
    (folder / ".withdrawn.json.new").write_bytes(b'{"because"')
    assert verified(folder)[0] == 0
    (folder / ".totals.csv.new").write_bytes(b"1")
    assert list(differences(folder)) == [".totals.csv.new is no part of the release"]


def test_the_verifier_says_that_a_release_was_withdrawn(released: Path, tmp_path: Path) -> None:
    folder = copied(released, tmp_path)
    withdraw(folder, because="a wrong year", by="B. Person", on=ON)
    code, said = verified(folder)
    assert code == 0
    assert "withdrawn on 2019-08-01 by B. Person: a wrong year" in said
    (folder / "withdrawn.json").write_bytes(b"{")
    assert "which says why, is damaged" in verified(folder)[1]


@pytest.mark.parametrize("name", ["documents/dorset.csv", "request.toml", "responses.csv"])
def test_a_changed_source_is_found_and_named(released: Path, tmp_path: Path, name: str) -> None:
    folder = copied(released, tmp_path)
    other = a_workspace(tmp_path / "other")
    raw = other.request_folder("thefts")
    path = raw / name
    path.write_bytes(path.read_bytes() + b" ")
    code, said = verified(folder, "--raw", str(raw))
    assert code == 1
    assert f"raw: {name} differs" in said
    path.unlink()
    assert f"raw: {name} is missing" in "\n".join(differences(folder, raw))


def test_the_same_tables_give_the_same_bytes_in_another_folder(
    released: Path, tmp_path: Path
) -> None:
    again = a_workspace(tmp_path)
    first = copied(released, tmp_path)
    said = answer_of(again, "thefts").sentence
    made = contents_of(again, "thefts", Making(1, "A. Person", ON, said), before=[])
    differ = [name for name, content in made.items() if (first / name).read_bytes() != content]
    # The receipts of the other workspace carry the moment at which it found the files.
    allowed = {"manifest.json", "SHA256SUMS"}
    assert set(differ) <= allowed
    was, now = json.loads((first / "manifest.json").read_bytes()), json.loads(made["manifest.json"])
    assert {k for k in was["raw"] if was["raw"][k] != now["raw"][k]} <= {"receipts.csv"}
    assert was["files"] == now["files"]


def test_the_workbook_has_the_values_of_the_tables(released: Path) -> None:
    folder = release_folder(Workspace(released), "thefts", 1)
    book = openpyxl.load_workbook(io.BytesIO((folder / "thefts.xlsx").read_bytes()))
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    sheet = book["Totals"]
    heads = [cell.value for cell in sheet[3]]
    found = [
        dict(zip(heads, (cell.value for cell in row), strict=False))
        for row in sheet["A4":"Z99"]
        if row[0].value
    ]
    rows = rows_of(folder, "totals")
    assert [one["count_low"] for one in found] == [row["count_low"] for row in rows]
    assert [one["count_high"] for one in found] == [row["count_high"] for row in rows]
    # By hand: both forces, their region with two of five, and England: all but Wiltshire lack some.
    of_dorset = [one["mark"] for one in found if one["area_id"] == "dorset"]
    assert of_dorset == ["[z]", "[z]", "[c]"]
    assert {one["mark"] for one in found if one["area_id"] == "south-west"} == {
        "[low]",
        "[low] [c]",
    }
    assert len(sheet.tables) == 1
    notes = [cell.value for cell in book["Notes"]["A"]]
    assert any(str(line).startswith("[c]:") for line in notes)
    assert not any(str(line).startswith(("[r]:", "[p]:", "[x]:")) for line in notes)


def test_a_figure_that_moved_since_the_release_before_is_marked() -> None:
    row = {
        "area_kind": "force",
        "area_id": "dorset",
        "category_id": "all",
        "period_start": date(2018, 4, 1),
        "period_end": date(2019, 3, 31),
        "count_low": 77,
        "count_high": 77,
        "complete": True,
        "forces_missing": "",
    }
    assert marks_of([row], [], [row | {"count_low": 54, "count_high": 54}]) == ["[r]"]
    assert marks_of([row], [], [row]) == [""]
    silent = [{"force_id": "dorset", "outcome": "no_response"}]
    missing = row | {"complete": False, "forces_missing": "dorset", "count_low": None}
    assert marks_of([missing], silent) == ["[x] [p]"]


def test_a_request_with_open_problems_is_not_released(tmp_path: Path) -> None:
    a_workspace(tmp_path, dorset="Year,Offences\n2016/17,40\n2017/18,twelve or so\n2018/19,3\n")
    said = typed("release", "make", "thefts", "--by", "A. Person", "--root", tmp_path)
    assert said.exit_code == 1
    assert "not released:" in said.stderr
    assert "open problem" in said.stderr
    assert not (tmp_path / "processed" / "releases").exists()


def test_that_every_force_refused_can_be_released_though_no_figure_can_be_doubted(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "raw" / "thefts"
    folder.mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    refused = "d1,Dorset Police,2019-07-01,refused,12,,,\n"

    def reason(wiltshire: str) -> str:
        replies = f"{HEADER}{refused}w1,Wiltshire Police,2019-07-01,{wiltshire},,,,\n"
        (folder / "responses.csv").write_text(replies, encoding="utf-8")
        stages.build(str(tmp_path), ["thefts"])
        judge_requests(Workspace(tmp_path), ["thefts"])
        return " ".join(what_blocks(Workspace(tmp_path), "thefts"))

    # Of a force that says it answered, and of whose answer nothing was read, somebody must look.
    assert "nothing could be checked" in reason("answered")
    assert reason("not_held") == ""
    made = freeze(Workspace(tmp_path), "thefts", by="A. Person", made_on=ON)
    assert {row["count_low"] for row in rows_of(made, "totals")} == {None}
    assert not list(differences(made))
    notes = (made / "NOTES.md").read_text("utf-8")
    assert "- 1: refused: Dorset Police" in notes
    assert "No figure is available. That is not zero." in notes
    # That a letter was sent changes no figure; what anything may rest on still does.
    workspace = Workspace(tmp_path)
    note_chased(workspace, "thefts", force="Dorset Police", on=ON, by="A. Person")
    assert what_blocks(workspace, "thefts") == []
    assert same_release(workspace, "thefts") == made
    (folder / "breaks.toml").write_text("", encoding="utf-8")
    assert "has changed since the tables were made" in " ".join(what_blocks(workspace, "thefts"))
    assert same_release(workspace, "thefts") is None


def test_tables_older_than_their_sources_are_not_released(tmp_path: Path) -> None:
    made = a_workspace(tmp_path)
    made.document("thefts", "dorset.csv").write_text(DORSET.replace("41", "42"), encoding="utf-8")
    said = typed("release", "make", "thefts", "--by", "A. Person", "--root", tmp_path)
    assert said.exit_code == 1
    assert "has changed since the tables were made" in said.stderr


def test_a_release_that_fails_half_way_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_workspace(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"):
            freeze(made, "thefts", by="A. Person", made_on=ON)
    assert versions(made, "thefts") == []
    assert freeze(made, "thefts", by="A. Person", made_on=ON).name == "1"
    assert [path.name for path in (tmp_path / "processed/releases/thefts").iterdir()] == ["1"]


def test_a_release_stays_and_is_withdrawn_with_a_reason(tmp_path: Path) -> None:
    made = a_workspace(tmp_path)
    first = freeze(made, "thefts", by="A. Person", made_on=ON)
    was = {path.name: path.read_bytes() for path in first.iterdir()}
    assert freeze(made, "thefts", by="A. Person", made_on=ON).name == "2"
    root = ("--root", tmp_path)
    said = typed("release", "withdraw", "thefts", "1", "--because", "wrong", "--by", "B", *root)
    assert said.exit_code == 0
    assert {p.name: p.read_bytes() for p in first.iterdir() if p.name != "withdrawn.json"} == was
    listed = typed("release", "list", "thefts", *root).stdout.splitlines()
    assert "withdrawn" in listed[0]
    assert "withdrawn" not in listed[1]
    assert "withdrawn on" in typed("verify", first).stdout
    again = typed("release", "withdraw", "thefts", "1", "--because", "x", "--by", "B", *root)
    assert again.exit_code == 2
    assert typed("release", "withdraw", "thefts", "7", "--because", "x", "--by", "B", *root
                 ).exit_code == 2  # fmt: skip


def test_the_command_makes_a_release_once_nothing_stands_against_it(tmp_path: Path) -> None:
    # Without the hidden count, which the plausibility check would take for a fall.
    a_workspace(tmp_path, dorset=DORSET.replace("<5", "43"))
    said = typed("release", "make", "thefts", "--by", "A. Person", "--root", tmp_path)
    assert said.exit_code == 0, said.stderr
    assert "release 1 of thefts" in said.stdout
    folder = tmp_path / "processed/releases/thefts/1"
    assert typed("verify", folder).exit_code == 0
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<h1>Thefts</h1>" in page
    links = re.findall(r'href="\./([^"]+)"', page)
    assert len(links) >= 6
    assert all((folder / name).is_file() for name in links)
    (folder / "report.html").write_text(page.replace("41", "14"), encoding="utf-8")
    assert "report.html differs" in typed("verify", folder).stdout
    # The same tables give the same page.
    made_again = ("--again", "the CSV had the wrong day", "--root", tmp_path)
    again = typed("release", "make", "thefts", "--by", "B. Person", *made_again)
    assert again.exit_code == 0
    assert (folder.parent / "2/report.html").read_text(encoding="utf-8") == page


def test_a_forged_csv_with_new_digests_is_found_by_building_anew(
    released: Path, tmp_path: Path
) -> None:
    folder = copied(released, tmp_path)
    table = folder / "totals.csv"
    table.write_bytes(table.read_bytes().replace(b",110,", b",911,"))
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["files"]["totals.csv"] = sha256(table.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    names = [*manifest["files"], "manifest.json"]
    sums = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    assert not list(differences(folder))
    said = typed("verify", folder, "--root", released)
    assert said.exit_code == 1
    assert "totals.csv differs from the table built anew" in said.stdout


def test_a_withdrawal_says_why(released: Path) -> None:
    words = ("release", "withdraw", "thefts", "1", "--because", " ", "--by", "B")
    assert typed(*words, "--root", released).exit_code == 2
