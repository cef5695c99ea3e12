"""A release uncovers nothing that a force hid or the policy protects, or it isn't made."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from foistats.cli.claims import check_draft
from foistats.cli.disclosure import show_disclosure
from foistats.disclosure.certificate import FILE, SCRIPT, unproved
from foistats.disclosure.gate import what_uncovers
from foistats.errors import FoistatsError, WorkspaceError
from foistats.intake.requests import RequestInvalid, read_request
from foistats.publishing.exporting import export
from foistats.publishing.folders import printed_before, release_folder
from foistats.publishing.freezing import NOTES, freeze
from foistats.publishing.rebuilding import check
from foistats.release.generations import current_folder
from foistats.release.rows import rows_of
from foistats.run import stages
from foistats.workspace import Workspace

REQUEST = """
title = "Thefts"
question = "How many thefts did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset", "wiltshire", "gloucestershire"]
[periods]
kind = "financial_year"
first = "2017/18"
last = "2018/19"
"""
SUPPRESS = """
[disclosure]
threshold = 5
method = "suppress"
reasons = "The charity's own rule."
"""
HEADER = "response_id,force,received_on,outcome,section,documents,supersedes,note\n"
REPLIES = {
    "dorset": ("Dorset Police", "Year,Offences\n2017/18,41\n2018/19,3\n"),
    "wiltshire": ("Wiltshire Police", "Year,Offences\n2017/18,110\n2018/19,120\n"),
    "gloucestershire": ("Gloucestershire Constabulary", "Year,Offences\n2017/18,12\n2018/19,30\n"),
}
ON = date(2019, 8, 1)


def a_workspace(root: Path, *, more: str = "", dorset: str = "") -> Workspace:
    folder = root / "raw" / "thefts"
    (folder / "documents").mkdir(parents=True)
    lines = [HEADER]
    for force_id, (name, table) in REPLIES.items():
        lines.append(f"{force_id},{name},2019-07-01,,,{force_id}.csv,,\n")
        written = dorset if dorset and force_id == "dorset" else table
        (folder / "documents" / f"{force_id}.csv").write_text(written, encoding="utf-8")
    (folder / "responses.csv").write_text("".join(lines), encoding="utf-8")
    (folder / "request.toml").write_text(REQUEST + more, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    return Workspace(root)


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = a_workspace(tmp_path_factory.mktemp("protected"), more=SUPPRESS)
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    return workspace


def reasons(workspace: Workspace, today: date = ON) -> list[str]:
    return what_uncovers(
        workspace,
        read_request(workspace, "thefts"),
        current_folder(workspace, "thefts"),
        before=printed_before(workspace, "thefts"),
        today=today,
    )


def test_a_small_count_is_withheld_and_another_one_with_it(protected: Workspace) -> None:
    folder = release_folder(protected, "thefts", 1)
    year = date(2018, 4, 1)
    shown = {
        row["area_id"]: (row["count_low"], row["count_high"])
        for row in rows_of(folder, "totals")
        if row["period_start"] == year and row["area_kind"] == "force"
    }
    # Dorset's 3 goes, and one of the others, lest 153 - 120 - 30 gives it back. Both look alike.
    assert shown["dorset"] == (0, None)
    assert sorted(shown.values(), key=str) in (
        [(0, None), (0, None), (120, 120)],
        [(0, None), (0, None), (30, 30)],
    )
    of_dorset = [row for row in rows_of(folder, "observations") if row["force_id"] == "dorset"]
    assert all(row["count_low"] != 3 for row in of_dorset)
    assert {row["as_written"] for row in of_dorset} == {"41", "[c]"}
    changes = [r for r in rows_of(folder, "changes") if r["area_id"] == "dorset"]
    assert [(r["to_low"], r["to_high"], r["percent_low"]) for r in changes] == [(0, None, -100.0)]


def test_the_notes_say_how_counts_are_protected(protected: Workspace) -> None:
    notes = (release_folder(protected, "thefts", 1) / NOTES).read_text(encoding="utf-8")
    assert "Counts from 1 to 4, and counts that a force hid are protected" in notes
    assert "The charity's own rule." in notes


def test_the_certificate_is_checked_by_python_alone(protected: Workspace, tmp_path: Path) -> None:
    folder = release_folder(protected, "thefts", 1)
    command = [sys.executable, "-I", "-S", str(folder / SCRIPT), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    # One end that no world reaches, and one printed figure that is another one, are told.
    for name in (FILE, "totals.csv", "changes.csv", "observations.csv"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    said = json.loads((tmp_path / FILE).read_bytes())
    # So few counts hang together that every interval is proved; where one isn't, it is counted.
    assert [one["proved"] for one in said["withheld"]] == [True] * len(said["withheld"])
    assert unproved((tmp_path / FILE).read_bytes()) == 0
    said["withheld"][0] |= {"proved": False, "high": 10**6}
    assert unproved(json.dumps(said).encode()) == 1
    (tmp_path / FILE).write_text(json.dumps(said), encoding="utf-8")
    command[-1] = str(tmp_path)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "can be 1000000" in done.stdout) == (1, True)


def test_a_protected_release_is_rebuilt_as_it_is(protected: Workspace) -> None:
    found = [*check(release_folder(protected, "thefts", 1), protected)]
    assert [one.said for one in found if one.differs] == []


def test_a_release_that_printed_the_count_before_stops_the_next(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, more='[disclosure]\nmethod = "none"\nreasons = "Open."\n')
    freeze(workspace, "thefts", by="A. Person", made_on=ON)
    request = workspace.request_file("thefts")
    request.write_text(REQUEST + SUPPRESS, encoding="utf-8")
    (said,) = reasons(workspace)
    assert "Dorset Police" in said
    assert "release 1: " in said
    assert "nothing that is withheld now cures that" in said
    waiver = """
[[waiver]]
force = "Dorset Police"
period = "2018/19"
until = 2019-12-31
because = "It was printed already"
by = "A. Person"
on = 2019-08-01
"""
    workspace.declared_file("thefts", "waivers.toml").write_text(waiver, encoding="utf-8")
    assert reasons(workspace) == []
    assert len(reasons(workspace, date(2020, 1, 1))) == 1
    folder = freeze(workspace, "thefts", by="A. Person", made_on=ON)
    notes = (folder / NOTES).read_text(encoding="utf-8").replace("\\", "")
    assert "by a signed waiver: Dorset Police, 2018/19: It was printed already" in notes


def test_what_a_force_hid_is_checked_without_a_policy(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, dorset="Year,Offences\n2017/18,41\n2018/19,<5\n")
    assert reasons(workspace) == []
    published = """
[[published]]
area = "South West"
period = "2018/19"
value = 153
source = "Echo"
by = "A. Person"
on = 2019-07-02
"""
    # The region has forces that weren't asked: only the sum of all of it says nothing of Dorset.
    workspace.declared_file("thefts", "published.toml").write_text(published, encoding="utf-8")
    assert [one for one in reasons(workspace) if "can be worked out to be 3" in one] == []
    exact = published.replace('"South West"', '"Dorset Police"').replace("153", "3")
    workspace.declared_file("thefts", "published.toml").write_text(exact, encoding="utf-8")
    (said,) = reasons(workspace)
    assert "protected as 0–4 and can be worked out to be 3" in said
    assert "the fewest figures that uncover it: 3 for Dorset Police" in said


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("threshold = 1", "threshold"),
        ('method = "hide"', "one of suppress, round, none"),
        ('protect = ["rape"]', "a list of the request's categories: all"),
        ('method = "none"', "the reasons for which nothing is protected"),
        ("treshold = 5", "an unknown key 'treshold'"),
    ],
)
def test_a_policy_that_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, written: str, found: str
) -> None:
    folder = tmp_path / "raw" / "thefts"
    folder.mkdir(parents=True)
    text = f"{REQUEST}[disclosure]\n{written}\n"
    (folder / "request.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RequestInvalid) as refusal:
        read_request(Workspace(tmp_path), "thefts")
    assert found in str(refusal.value)
    assert "line 1" in str(refusal.value)


def test_the_command_shows_risks_and_writes_a_page(
    protected: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    assert show_disclosure("thefts", root=protected.root, out=page) == 0
    shown = capsys.readouterr().out
    assert "2 figures would be withheld, 1 of them for the sake of others" in shown
    assert "Dorset Police" in page.read_text(encoding="utf-8")


def test_rounded_figures_still_add_up_and_hold_the_true_ones(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, more='[disclosure]\nthreshold = 5\nmethod = "round"\n')
    assert reasons(workspace) == []
    true = {
        (row["area_id"], row["period_start"]): row["count_low"]
        for row in rows_of(current_folder(workspace, "thefts"), "totals")
    }
    folder = freeze(workspace, "thefts", by="A. Person", made_on=ON)
    for row in rows_of(folder, "totals"):
        value = true[row["area_id"], row["period_start"]]
        assert row["count_low"] <= value <= row["count_high"]
        assert row["count_high"] - row["count_low"] >= 4
    lines = (folder / "rounded.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    numbers = [int(line.rsplit(",", 3)[1]) for line in lines]
    assert all(number % 5 == 0 for number in numbers)


def test_a_file_of_waivers_that_cannot_be_used_is_told(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path, more=SUPPRESS)
    workspace.declared_file("thefts", "waivers.toml").write_text("[[waver]]\n", encoding="utf-8")
    with pytest.raises(FoistatsError, match="unknown key 'waver'"):
        reasons(workspace)


def test_a_draft_that_gives_away_a_protected_count_fails_for_that_reason(
    protected: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    # 153 is printed anyway; 150 less the 120 or 30 that is printed gives the other, and so the 3.
    draft.write_text(
        "Dorset Police recorded 41 offences in 2017/18.\n\n"
        "Wiltshire Police and Gloucestershire Constabulary together recorded 150 offences in"
        " 2018/19.\n",
        encoding="utf-8",
    )
    code = check_draft(draft, root=protected.root, request="thefts", release=None, shown_as="json")
    answers = {one["text"]: one for one in json.loads(capsys.readouterr().out)["mentions"]}
    assert code == 1
    assert answers["41"]["verdict"] == "holds"
    assert answers["150"]["verdict"] == "fails"
    assert answers["150"]["because"].endswith("Leave it out, or give a range.")
    assert not answers["150"].get("instead")


def test_every_number_that_gives_a_count_away_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 4 of 2018/19 is withheld, with 120 or 30; 41 of the year before is printed, and 154 of all.
    dorset = "Year,Offences\n2017/18,41\n2018/19,4\n"
    workspace = a_workspace(tmp_path, more=SUPPRESS, dorset=dorset)
    sentences = {
        "Dorset Police recorded 4 offences in 2018/19.": "fails",
        "Dorset Police recorded 37 fewer offences in 2018/19 than in 2017/18.": "fails",
        # 41 less 90.2 to 90.25 per cent is 4.02 to 3.998: only the lower end rules out 1.
        "Offences recorded by Dorset Police fell by 90.2% from 2017/18 to 2018/19.": "fails",
        # 365 days by 90.5 to 92.5 is 4.03 to 3.95.
        "In 2018/19 Dorset Police recorded an offence every 91 days.": "fails",
        "Wiltshire Police and Gloucestershire Constabulary together recorded 150 offences in"
        " 2018/19.": "fails",
        # What is printed, or says no more than the mark, is not to blame.
        "Dorset Police, Wiltshire Police and Gloucestershire Constabulary together recorded 154"
        " offences in 2018/19.": "holds",
        "Dorset Police recorded 41 offences in 2017/18.": "holds",
        "Dorset Police recorded fewer than five offences in 2018/19.": "holds",
        # Held loosely, against 4: it must not contradict the rest.
        "Dorset Police recorded at least one offence in 2018/19.": "holds",
    }
    draft = tmp_path / "draft.md"
    draft.write_text("\n\n".join(sentences), encoding="utf-8")
    check_draft(draft, root=workspace.root, request="thefts", release=None, shown_as="json")
    mentions = json.loads(capsys.readouterr().out)["mentions"]
    verdicts = [one["verdict"] for one in mentions if one["verdict"] != "not_a_statistic"]
    assert verdicts == list(sentences.values())


def test_documents_that_give_what_is_withheld_are_not_packed(
    protected: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(WorkspaceError, match="withholds or rounds"):
        export(protected, "thefts", 1, to=tmp_path / "all.zip", with_documents=True)
    export(protected, "thefts", 1, to=tmp_path / "release.zip", with_documents=False)
