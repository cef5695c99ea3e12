"""Where a request asks for a second person, nothing is released before another one approved it."""

import json
import os
import shutil
from pathlib import Path

import pytest

from foistats.publishing.folders import release_folder, versions, versions_waiting
from foistats.publishing.freezing import freeze
from foistats.publishing.standing import approve
from foistats.publishing.verify import differences, not_approved
from foistats.run import stages
from foistats.workspace import Workspace
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_release import DORSET, ON, REQUEST, a_workspace, verified

NEEDS = "[release]\napproved_by_second = true\n"


def asking(root: Path) -> Workspace:
    """A workspace whose request needs two persons; nothing in it is implausible."""
    made = a_workspace(root, dorset=DORSET.replace("<5", "43"))
    made.request_file("thefts").write_text(REQUEST + NEEDS, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    return made


def test_a_release_waits_until_another_person_approves_it(tmp_path: Path) -> None:
    made, root = asking(tmp_path), ("--root", tmp_path)
    said = typed("release", "make", "thefts", "--by", "A. Person", *root)
    assert said.exit_code == 0, said.stderr
    assert "waits for a second person" in said.stderr
    waits = tmp_path / "processed/releases/thefts/waiting/1"
    assert (versions(made, "thefts"), versions_waiting(made, "thefts")) == ([], [1])
    assert "waits for approval" in typed("release", "list", "thefts", *root).stdout
    # To look at it before: what it is made of is whole, and it is no release.
    assert not list(differences(waits))
    for code, told in (verified(waits), typed_verify(waits)):
        assert code == 1
        assert "it is no release yet" in told
    assert typed("diff", "thefts", "1", *root).exit_code == 0
    assert "release 1" not in typed("history", "Dorset", "2017/18", *root).stdout
    for name in ("A. Person", " a person ", "A.PERSON", "", "."):
        refused = typed("release", "approve", "thefts", "1", "--by", name, *root)
        assert refused.exit_code == 2, name
    assert versions(made, "thefts") == []
    was = {path.name: path.read_bytes() for path in waits.iterdir()}
    given = typed("release", "approve", "thefts", "1", "--by", "B. Person", *root)
    assert given.exit_code == 0, given.stderr
    assert not waits.exists()
    folder = release_folder(made, "thefts", 1)
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "approval.json"} == was
    assert "approved on" in typed("release", "list", "thefts", *root).stdout
    assert verified(folder)[0] == 0
    assert "by B. Person" in typed_verify(folder)[1]
    again = typed("release", "approve", "thefts", "1", "--by", "C. Person", *root)
    assert (again.exit_code, "doesn't wait" in again.stderr) == (2, True)
    assert typed("release", "approve", "thefts", "9", "--by", "C", *root).exit_code == 2


def typed_verify(folder: Path) -> tuple[int, str]:
    said = typed("verify", folder)
    return said.exit_code, said.stdout


@pytest.mark.parametrize(
    ("approval", "told"),
    [
        ({"by": "A. PERSON", "on": "2019-08-02", "sums_sha256": ""}, "who made this release"),
        ({"by": "B. Person", "on": "2019-08-02", "sums_sha256": "0" * 64}, "of other files"),
        ({"by": "B. Person"}, "damaged"),
        (["B. Person"], "damaged"),
    ],
)
def test_an_approval_that_none_is_is_found_out(tmp_path: Path, approval: object, told: str) -> None:
    # As if somebody had moved the folder by hand, or taken the approval of another release.
    made = asking(tmp_path)
    waits = freeze(made, "thefts", by="A. Person", made_on=ON)
    moved = tmp_path / "processed/releases/thefts/1"
    waits.rename(moved)
    assert "no release yet" in not_approved(moved)
    (moved / "approval.json").write_text(json.dumps(approval), encoding="utf-8")
    assert told in not_approved(moved)
    assert verified(moved)[0] == 1


def test_the_approval_is_of_the_very_files(tmp_path: Path) -> None:
    made = asking(tmp_path)
    first = freeze(made, "thefts", by="A. Person", made_on=ON)
    folder = approve(made, "thefts", 1, by="B. Person", on=ON)
    assert folder == first.parents[1] / "1"
    second = freeze(made, "thefts", by="C. Person", made_on=ON)
    shutil.copyfile(folder / "approval.json", second / "approval.json")
    assert "of other files" in not_approved(second)


def test_what_was_changed_while_it_waited_is_not_approved(tmp_path: Path) -> None:
    made = asking(tmp_path)
    waits = freeze(made, "thefts", by="A. Person", made_on=ON)
    (waits / "totals.csv").write_bytes(b"1")
    said = typed("release", "approve", "thefts", "1", "--by", "B", "--root", tmp_path)
    assert said.exit_code == 2
    assert "totals.csv differs" in said.stderr
    assert versions(made, "thefts") == []


def test_nothing_else_is_made_while_one_waits_and_no_number_comes_twice(tmp_path: Path) -> None:
    made, root = asking(tmp_path), ("--root", tmp_path)
    assert typed("release", "make", "thefts", "--by", "A. Person", *root).exit_code == 0
    blocked = typed("release", "make", "thefts", "--by", "A. Person", *root)
    assert blocked.exit_code == 1
    assert "release 1 waits" in blocked.stderr
    gone = ("release", "withdraw", "thefts", "1", "--because", "wrong year", "--by", "B. Person")
    assert typed(*gone, *root).exit_code == 0
    refused = typed("release", "approve", "thefts", "1", "--by", "B. Person", *root)
    assert (refused.exit_code, "wrong year" in refused.stderr) == (2, True)
    made_2 = typed("release", "make", "thefts", "--by", "A. Person", *root)
    assert made_2.exit_code == 0, made_2.stderr
    assert versions_waiting(made, "thefts") == [1, 2]
    assert "release 2" in made_2.stdout


def test_an_approval_that_fails_half_way_leaves_it_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asking(tmp_path)
    freeze(made, "thefts", by="A. Person", made_on=ON)
    replace, calls = os.replace, []

    def second_fails(*names: str) -> None:
        calls.append(names)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        replace(*names)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", second_fails)
        said = typed("release", "approve", "thefts", "1", "--by", "B", "--root", tmp_path)
    assert said.exit_code == 3
    assert (versions(made, "thefts"), versions_waiting(made, "thefts")) == ([], [1])
    assert (
        typed("release", "approve", "thefts", "1", "--by", "C", "--root", tmp_path).exit_code == 0
    )
    assert "by C" in typed("release", "list", "thefts", "--root", tmp_path).stdout


def test_a_draft_that_is_wrong_keeps_a_release_waiting_until_its_last_text_holds(
    tmp_path: Path,
) -> None:
    made = asking(tmp_path)
    freeze(made, "thefts", by="A. Person", made_on=ON)
    draft, root = tmp_path / "story.txt", ("--root", tmp_path)
    approval = ("release", "approve", "thefts", "1", "--by", "B. Person", *root)
    check = ("claims", "check", draft, "--request", "thefts", "--release", "1", *root)
    # Dorset's reply says 41.
    for number, code in ((14, 1), (41, 0), (15, 1)):
        draft.write_text(
            f"Dorset Police recorded {number} offences in 2017/18.\n", encoding="utf-8"
        )
        assert typed(*check).exit_code == code
    refused = typed(*approval)
    assert refused.exit_code == 1
    assert "not approved: story.txt: “15” is false" in refused.stderr
    assert "“14”" not in refused.stderr  # a text that was corrected since
    assert (versions(made, "thefts"), versions_waiting(made, "thefts")) == ([], [1])
    draft.write_text("Dorset Police recorded 41 offences in 2017/18.\n", encoding="utf-8")
    assert typed(*check).exit_code == 0
    given = typed(*approval)
    assert given.exit_code == 0, given.stderr
    assert versions(made, "thefts") == [1]
