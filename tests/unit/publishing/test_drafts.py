"""Drafts go with the release that they were checked against, and are held against later ones."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from foistats.publishing import blocking
from foistats.publishing.drafts import kept_drafts, no_longer_true
from foistats.publishing.folders import release_folder, versions
from foistats.quality.gate import answers
from foistats.run import stages
from foistats.workspace import Workspace
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_release import DORSET, HEADER, RESPONSES, a_workspace

TRUE = "Dorset Police recorded 41 offences in 2017/18.\n"
FALSE = "Dorset Police recorded 14 offences in 2017/18.\n"
MOVED = DORSET.replace("<5", "43")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    a_workspace(root, dorset=MOVED)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that may be released: what else stands against it is tested elsewhere."""
    monkeypatch.setattr(answers, "gate_of", lambda *_: answers.GateState.PASSED)
    monkeypatch.setattr(blocking, "what_blocks", lambda *_: [])
    shutil.copytree(built, tmp_path / "workspace", symlinks=True)
    return tmp_path / "workspace"


def made(root: Path, *words: object):  # type: ignore[no-untyped-def]
    return typed("release", "make", "thefts", "--by", "A. Person", "--root", root, *words)


def draft(root: Path, text: str, name: str = "story.txt") -> Path:
    path = root / name
    path.write_text(text, encoding="utf-8")
    return path


def superseded(root: Path) -> None:
    """Dorset sends another reply, in which 2017/18 is 47."""
    folder = root / "raw" / "thefts"
    (folder / "documents" / "second.csv").write_text(MOVED.replace("41", "47"), encoding="utf-8")
    more = "d2,Dorset Police,2019-08-01,,,second.csv,d1,\n"
    (folder / "responses.csv").write_text(HEADER + RESPONSES + more, encoding="utf-8")
    stages.build(str(root), ["thefts"])


def test_a_draft_that_fails_stops_a_release_and_is_named_with_its_sentence(root: Path) -> None:
    said = made(root, "--draft", draft(root, FALSE))
    assert said.exit_code == 1
    assert "not released: story.txt: “14” is false" in said.stderr
    assert FALSE.strip() in said.stderr
    assert versions(Workspace(root), "thefts") == []


def test_a_release_lists_the_drafts_checked_against_it_and_verifies_with_them(root: Path) -> None:
    said = made(root, "--draft", draft(root, TRUE))
    assert said.exit_code == 0, said.stderr
    folder = release_folder(Workspace(root), "thefts", 1)
    [listed] = json.loads((folder / "manifest.json").read_bytes())["release"]["drafts"]
    assert (listed["name"], listed["verdicts"]) == (
        "story.txt",
        {"holds": 1, "not_a_statistic": 1},
    )
    # In Markdown a full stop within a name is written with a backslash.
    notes = (folder / "NOTES.md").read_text("utf-8").replace("\\", "")
    assert f"- story.txt (sha256 of its text {sha256(TRUE.encode()).hexdigest()}): 1 hold" in notes
    assert "draft story.txt" in typed("release", "list", "thefts", "--root", root).stdout
    verified = typed("verify", folder, "--root", root)
    assert (verified.exit_code, verified.stderr) == (0, "")
    # The text of a story that isn't printed yet goes out with no release.
    assert not any(TRUE.encode() in path.read_bytes() for path in folder.iterdir())


def test_a_draft_checked_against_a_release_is_noted_beside_it_which_stays_as_it_is(
    root: Path,
) -> None:
    assert made(root).exit_code == 0
    folder = release_folder(Workspace(root), "thefts", 1)
    was = {path.name: path.read_bytes() for path in folder.iterdir()}
    wrong = draft(root, FALSE, "wrong.txt")
    named = ("--request", "thefts", "--root", root)
    said = typed("claims", "check", wrong, "--release", "1", *named)
    assert said.exit_code == 1
    assert "noted beside release 1" in said.stderr
    # Against the tables of now nothing is noted: they stay for nobody.
    assert typed("claims", "check", draft(root, TRUE), *named).exit_code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == was
    [kept] = kept_drafts(Workspace(root), "thefts")
    assert (kept.name, kept.release, kept.verdicts["fails"]) == ("wrong.txt", 1, 1)
    assert "1 fails" in typed("release", "list", "thefts", "--root", root).stdout


def test_a_later_release_says_which_sentences_are_no_longer_true(root: Path) -> None:
    text = f"{TRUE}Wiltshire Police recorded 110 offences in 2017/18.\n"
    assert made(root, "--draft", draft(root, text)).exit_code == 0
    superseded(root)
    said = made(root)
    assert said.exit_code == 0, said.stderr
    told = [line for line in said.stderr.splitlines() if line.startswith("no longer true")]
    assert len(told) == 1
    assert "in story.txt, checked against release 1: “41” is false now" in told[0]
    assert TRUE.strip() in told[0]
    listed = typed("release", "drafts", "thefts", "--format", "json", "--root", root)
    assert listed.exit_code == 1
    [row] = json.loads(listed.stdout)
    assert (row["release"], row["held_against"]) == (1, 2)
    assert [one["sentence"] for one in row["no_longer_true"]] == [TRUE.strip()]
    # By the release that it was checked against it holds still.
    by_first = typed("release", "drafts", "thefts", "--release", "1", "--root", root)
    assert (by_first.exit_code, "no longer" in by_first.stdout) == (0, False)


def test_what_was_false_from_the_beginning_is_not_no_longer_true(root: Path) -> None:
    assert made(root).exit_code == 0
    named = ("--request", "thefts", "--root", root, "--release", "1")
    assert typed("claims", "check", draft(root, FALSE), *named).exit_code == 1
    workspace = Workspace(root)
    [kept] = kept_drafts(workspace, "thefts")
    assert no_longer_true(workspace, "thefts", kept) == []


def test_a_note_on_a_draft_that_was_changed_is_damaged(root: Path) -> None:
    assert made(root, "--draft", draft(root, TRUE)).exit_code == 0
    [path] = (root / "processed/releases/thefts/drafts").iterdir()
    path.write_text(path.read_text("utf-8").replace("recorded 41", "recorded 14"), "utf-8")
    said = typed("release", "drafts", "thefts", "--root", root)
    assert said.exit_code == 2
    assert "is damaged" in said.stderr


def test_another_release_of_the_same_figures_needs_a_reason(root: Path) -> None:
    assert made(root).exit_code == 0
    refused = made(root)
    assert refused.exit_code == 1
    assert "release 1 of thefts has the same figures" in refused.stderr
    assert versions(Workspace(root), "thefts") == [1]
    again = made(root, "--again", "the cover named the wrong person")
    assert again.exit_code == 0, again.stderr
    notes = release_folder(Workspace(root), "thefts", 2) / "NOTES.md"
    assert "the cover named the wrong person" in notes.read_text("utf-8")
    assert typed("verify", notes.parent, "--root", root).exit_code == 0


def test_figures_that_changed_or_a_withdrawn_release_need_no_reason(root: Path) -> None:
    assert made(root).exit_code == 0
    superseded(root)
    assert made(root).exit_code == 0
    gone = ("--because", "wrong day", "--by", "B", "--root", root)
    assert typed("release", "withdraw", "thefts", "2", *gone).exit_code == 0
    assert made(root).exit_code == 0
    assert versions(Workspace(root), "thefts") == [1, 2, 3]


def test_the_number_of_a_deleted_release_is_not_given_again(root: Path) -> None:
    assert made(root).exit_code == 0
    assert made(root, "--again", "a test").exit_code == 0
    shutil.rmtree(root / "processed/releases/thefts")
    assert made(root).exit_code == 0
    assert versions(Workspace(root), "thefts") == [3]
    listed = typed("release", "list", "thefts", "--root", root).stdout
    assert "1  was made and is no longer there" in listed
    assert "2  was made and is no longer there" in listed
