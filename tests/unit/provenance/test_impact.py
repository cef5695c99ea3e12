"""What would move without a response, a document, or what a person declared."""

from pathlib import Path

import pytest

from foistats.publishing.freezing import freeze
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_release import HEADER, ON, RESPONSES, a_workspace

CORRECTION = """
[[correction]]
document = "dorset.csv"
place = "csv!B3"
found = "41"
use = "14"
because = "two digits were exchanged"
by = "A. Person"
on = 2019-07-20
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    freeze(a_workspace(tmp_path), "thefts", by="A. Person", made_on=ON)
    return tmp_path


def lines(root: Path, *words: str) -> list[str]:
    said = typed("impact", "thefts", *words, "--root", root)
    assert said.exit_code == 0, said.stderr
    return said.stdout.splitlines()


def before(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name not in ("lock", "holder.json")
    }


def test_without_a_response_its_force_and_every_sum_with_it_moves(root: Path) -> None:
    was = before(root)
    # By hand: 40, 41 and 0 to 4 of Dorset; 100, 110 and 120 of Wiltshire.
    found = lines(root, "--response", "d1")
    assert "Dorset Police, 2016/17: 40 would be no figure; published in release 1" in found
    assert "South West, 2016/17: 140 would be 100; published in release 1" in found
    assert "South West, 2018/19: 120–124 would be 120; published in release 1" in found
    assert not any(line.startswith("Wiltshire") for line in found)
    assert before(root) == was


def test_without_a_document_the_same_moves(root: Path) -> None:
    assert lines(root, "--document", "dorset.csv") == lines(root, "--response", "d1")


def test_without_a_superseding_response_the_first_one_stands_again(root: Path) -> None:
    from foistats.run import stages

    folder = root / "raw" / "thefts"
    (folder / "documents" / "new.csv").write_text(
        "Year,Offences\n2016/17,40\n2017/18,54\n2018/19,<5\n", encoding="utf-8"
    )
    line = "d2,Dorset Police,2019-08-01,,,new.csv,d1,\n"
    (folder / "responses.csv").write_text(HEADER + RESPONSES + line, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    found = lines(root, "--response", "d2")
    assert "Dorset Police, 2017/18: 54 would be 41" in found


def test_without_a_correction_the_cell_counts_as_written(root: Path) -> None:
    from foistats.run import stages

    (root / "raw" / "thefts" / "corrections.toml").write_text(CORRECTION, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    found = lines(root, "--declared", "dorset.csv", "--place", "csv!B3")
    assert found[0] == "Dorset Police, 2017/18: 14 would be 41"
    assert "South West, 2017/18: 124 would be 151" in found


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--response", "d9"), "there is no response 'd9'; there is: d1, w1"),
        (("--document", "x.csv"), "there is: dorset.csv, wiltshire.csv"),
        (("--alias", "Wilts HQ"), "has no aliases.csv"),
        (("--layout", "dorset.csv"), "there is no layout of 'dorset.csv'"),
        (("--declared", "dorset.csv"), "nothing is declared"),
        ((), "name one thing"),
        (("--response", "d1", "--document", "dorset.csv"), "name one thing"),
    ],
)
def test_what_is_not_there_can_not_be_left_out(
    root: Path, words: tuple[str, ...], why: str
) -> None:
    said = typed("impact", "thefts", *words, "--root", root)
    assert said.exit_code == 2
    assert why in said.stderr


def test_without_a_file_inside_an_email_the_other_one_stands(tmp_path: Path) -> None:
    from email.message import EmailMessage

    workspace = a_workspace(tmp_path)
    message = EmailMessage()
    message["From"] = "foi@wiltshire.police.uk"
    message["To"] = "a@example.org"
    message["Subject"] = "FOI"
    message["Date"] = "Mon, 01 Jul 2019 10:00:00 +0100"
    message.set_content("Please see the attached.\n")
    message.add_attachment("Year,Offences\n2016/17,7\n2017/18,8\n2018/19,9\n", filename="w.csv")
    folder = workspace.request_folder("thefts")
    (folder / "documents" / "w.eml").write_bytes(bytes(message))
    (folder / "responses.csv").write_text(
        HEADER + RESPONSES.replace("wiltshire.csv", "w.eml"), encoding="utf-8"
    )
    (folder / "documents" / "wiltshire.csv").unlink()
    from foistats.run import stages

    stages.build(str(tmp_path), ["thefts"])
    # By hand: 40 of Dorset and 7 of Wiltshire, whose 7 leave.
    assert "South West, 2016/17: 47 would be 40" in lines(tmp_path, "--document", "w.eml/w.csv")
    said = typed("impact", "thefts", "--document", "w.eml/x.csv", "--root", tmp_path)
    assert said.exit_code == 2
    assert "there is: w.eml/w.csv" in said.stderr


def test_the_changes_and_the_checked_drafts_that_would_move_are_named(root: Path) -> None:
    draft = root / "story.txt"
    draft.write_text(
        "Dorset Police recorded 41 offences in 2017/18. Wiltshire Police recorded 110 offences in"
        " 2017/18.\n",
        encoding="utf-8",
    )
    named = ("--request", "thefts", "--release", "1", "--root", root)
    assert typed("claims", "check", draft, *named).exit_code == 0
    found = lines(root, "--response", "d1")
    # By hand: 40 to 41 is one more; with Wiltshire's 100 to 110 the region's is eleven more.
    assert (
        "Dorset Police, change from 2016/17 to 2017/18: +1 would be no change that can be said"
        in found
    )
    assert "South West, change from 2016/17 to 2017/18: +11 would be +10" in found
    assert not any(line.startswith("Wiltshire Police, change") for line in found)
    told = [line for line in found if line.startswith("draft ")]
    assert told == [
        "draft story.txt, checked against release 1: “41” would hold no longer (“Dorset Police"
        " recorded 41 offences in 2017/18.”)"
    ]
