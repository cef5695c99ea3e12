"""`foistats receive`: stored and listed, or nothing changed."""

from pathlib import Path

import pytest

from tests.golden.documents.builders import build_xlsx
from tests.golden.screening.case import SECRET
from tests.unit.cli.typed import rows, typed
from tests.unit.intake.folders import HEADER, folder

USUAL = {"--request": "r", "--force": "Dorset Police", "--on": "2019-06-21"}


def received(root: Path, *files: Path, **changed: str) -> tuple[int, str]:
    options = USUAL | {f"--{name}": value for name, value in changed.items()} | {"--root": root}
    done = typed("receive", *files, *[part for pair in options.items() for part in pair])
    return done.exit_code, done.stderr


def reply(root: Path) -> Path:
    path = root / "Reply 12.csv"
    path.write_bytes(b"Offence,2016/17\nRape,5\n")
    return path


def test_a_reply_is_stored_with_a_receipt_and_listed(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    code, said = received(tmp_path, reply(tmp_path), outcome="partly_answered")
    assert code == 0
    assert "Dorset Police" in said
    [line] = rows(workspace.responses_file("r").read_text("utf-8"))
    assert (line["force"], line["received_on"]) == ("Dorset Police", "2019-06-21")
    assert (line["outcome"], line["documents"]) == ("partly_answered", "Reply 12.csv")
    [receipt] = rows(workspace.receipts_file("r").read_text("utf-8"))
    assert receipt["path"] == "Reply 12.csv"
    stored = workspace.document("r", "Reply 12.csv").read_bytes()
    assert stored == b"Offence,2016/17\nRape,5\n"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"force": "Dorsett"}, "dorset"),
        ({"force": "South West"}, "South West"),
        ({"outcome": "anwsered"}, "answered, partly_answered"),
        ({"on": "21/06/2019"}, "2019"),
        ({"on": "2019-05-01"}, "before"),
        ({"request": "q"}, "r"),
    ],
)
def test_wrong_usage_changes_nothing(tmp_path: Path, changed: dict[str, str], says: str) -> None:
    workspace = folder(tmp_path)
    code, said = received(tmp_path, reply(tmp_path), **changed)
    assert code == 2
    assert says in said
    assert workspace.responses_file("r").read_text("utf-8") == HEADER
    assert workspace.document_paths("r") == ()


def test_a_missing_file_stores_none_of_them(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    code, said = received(tmp_path, reply(tmp_path), tmp_path / "no.pdf")
    assert code == 2
    assert "no.pdf" in said
    assert workspace.document_paths("r") == ()


def test_the_same_file_is_not_taken_twice(tmp_path: Path) -> None:
    folder(tmp_path)
    assert received(tmp_path, reply(tmp_path))[0] == 0
    code, said = received(tmp_path, reply(tmp_path))
    assert code == 2
    assert "already there" in said


def test_a_folder_that_cannot_be_written_to_is_exit_code_3(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / ".foistats").write_bytes(b"a file where a folder belongs")
    code, said = received(tmp_path, reply(tmp_path))
    assert code == 3
    assert "can't be stored" in said


def hiding(path: Path) -> Path:
    sheets = {"Sheet1": [["Offence", "2016/17"], ["Rape", 5]], SECRET: [[SECRET], ["Mr A"]]}
    return build_xlsx(path, sheets, hidden_sheets={SECRET: "hidden"})


def test_a_reply_with_a_hidden_sheet_is_sealed_listed_and_told(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    code, said = received(tmp_path, hiding(tmp_path / "Reply.xlsx"), reply(tmp_path))
    assert code == 1
    [seal_id] = workspace.seal_ids("r")
    assert said.splitlines()[0] == (
        "stored as dorset-2019-06-21: Dorset Police, Reply.xlsx, Reply 12.csv"
    )
    for part in (
        f"Reply.xlsx hides something: it was sealed in raw/r/quarantine/{seal_id}, and not read.",
        "A sheet with content is hidden, or very hidden (2 cells: sheet 2 of 2).",
        "tell the force",
        "ask for a clean copy; receive it when it comes and write dorset-2019-06-21 under",
        "keep a record",
        f"foistats quarantine release {seal_id} --because",
    ):
        assert part in said
    assert SECRET not in said
    assert workspace.document_paths("r") == ("Reply 12.csv",)
    [line] = rows(workspace.responses_file("r").read_text("utf-8"))
    assert line["documents"] == "Reply.xlsx;Reply 12.csv"
    code, said = received(tmp_path, tmp_path / "Reply.xlsx", force="Wiltshire")
    assert code == 2
    assert (
        f"is sealed, for it hides something: see `foistats quarantine list r`, id {seal_id}" in said
    )


def test_a_file_that_cannot_be_opened_is_received_all_the_same(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut short")
    assert received(tmp_path, broken)[0] == 0
    assert workspace.document_paths("r") == ("broken.xlsx",)


@pytest.mark.parametrize("command", ["read", "cells", "propose-layout"])
def test_a_reply_that_hides_something_is_not_shown_by_any_command(
    tmp_path: Path, command: str
) -> None:
    done = typed(command, hiding(tmp_path / "Reply.xlsx"), "--root", tmp_path)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "Reply.xlsx hides something and was not read:" in done.stderr
    assert "(2 cells: sheet 2 of 2)" in done.stderr
    assert "`foistats receive` keeps this one safe" in done.stderr
    assert SECRET not in done.output
