"""`foistats quarantine`, and what the other commands make of a document that is sealed."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foistats.intake.quarantine import seal_document
from foistats.intake.quarantine_files import Seal
from foistats.records import Finding
from foistats.workspace import Workspace
from schemas.channels import Channel
from tests.golden.documents.builders import build_xlsx
from tests.golden.screening.case import SECRET
from tests.unit.cli.typed import rows, typed
from tests.unit.intake.folders import REQUEST, folder

FOUND = (Finding(Channel.HIDDEN_SHEET, "sheet 2 of 2", 2, "cells"),)
DAY = date(2026, 11, 3)
LINE = "o,Dorset,2019-06-20,answered,,o.xlsx,,"
WHY = ("--because", "nobody is named", "--by", "A. Person")


def hiding(path: Path) -> Path:
    visible = [["Offence", "2016/17", "2017/18"], ["Rape", 3, 4], ["Grooming", 10, 20]]
    sheets = {"Sheet1": visible, SECRET: [[SECRET], ["Mr A"]]}
    return build_xlsx(path, sheets, hidden_sheets={SECRET: "hidden"})


def sealed(root: Path) -> tuple[Workspace, Seal]:
    """A workspace whose one reply lies in quarantine."""
    workspace = folder(root, LINE)
    hiding(workspace.documents_folder("r") / "o.xlsx")
    return workspace, seal_document(workspace, "r", "o.xlsx", findings=FOUND, on=DAY)


def test_the_list_says_what_is_sealed_and_why(tmp_path: Path) -> None:
    _, seal = sealed(tmp_path)
    done = typed("quarantine", "list", "--root", tmp_path)
    assert done.exit_code == 0
    assert f"{seal.seal_id}  r: o.xlsx, sealed on 2026-11-03" in done.stdout
    assert "hidden, or very hidden (2 cells: sheet 2 of 2)." in done.stdout
    assert "tell the force" in done.stdout
    assert SECRET not in done.output


def test_an_empty_quarantine_is_said_so(tmp_path: Path) -> None:
    folder(tmp_path)
    done = typed("quarantine", "list", "r", "--root", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "nothing is sealed\n")
    assert typed("quarantine", "list", "q", "--root", tmp_path).exit_code == 2


def test_a_release_says_why_who_when_and_of_what(tmp_path: Path) -> None:
    workspace, seal = sealed(tmp_path)
    done = typed("quarantine", "release", seal.seal_id[:5].upper(), *WHY, "--root", tmp_path)
    assert done.exit_code == 0
    assert "release.toml" in done.stderr
    path = workspace.release_file("r", seal.seal_id)
    assert tomllib.loads(path.read_text("utf-8")) == {
        "because": "nobody is named",
        "by": "A. Person",
        "on": date.today(),
        "sha256": seal.sha256,
    }
    listed = typed("quarantine", "list", "--root", tmp_path).stdout
    assert f"Released by A. Person on {date.today()}: nobody is named" in listed


def no_reason(_: Workspace, seal: Seal) -> list[str]:
    return [seal.seal_id, "--because", " ", "--by", "A. Person"]


def unknown(_: Workspace, __: Seal) -> list[str]:
    return ["xyz", *WHY]


def several(workspace: Workspace, _: Seal) -> list[str]:
    # Every hexadecimal digit begins an id: at least two of seventeen begin alike.
    ids: dict[str, int] = {}
    for number in range(17):
        name = f"{number}.csv"
        (workspace.documents_folder("r") / name).write_text(str(number))
        one = seal_document(workspace, "r", name, findings=FOUND, on=DAY)
        ids[one.seal_id[0]] = ids.get(one.seal_id[0], 0) + 1
    return [max(ids, key=lambda digit: ids[digit]), *WHY]


def in_two_requests(workspace: Workspace, seal: Seal) -> list[str]:
    other = workspace.raw / "s"
    (other / "documents").mkdir(parents=True)
    (other / "request.toml").write_text(REQUEST, "utf-8")
    content = workspace.sealed_document("r", seal.seal_id).read_bytes()
    (other / "documents" / "o.xlsx").write_bytes(content)
    seal_document(workspace, "s", "o.xlsx", findings=FOUND, on=DAY)
    return [seal.seal_id, *WHY]


def another_document(workspace: Workspace, seal: Seal) -> list[str]:
    workspace.sealed_document("r", seal.seal_id).write_bytes(b"something else")
    return [seal.seal_id, *WHY]


def released_already(workspace: Workspace, seal: Seal) -> list[str]:
    typed("quarantine", "release", seal.seal_id, *WHY, "--root", workspace.root)
    return [seal.seal_id, "--because", "another reason", "--by", "B. Person"]


@pytest.mark.parametrize(
    ("arrange", "says"),
    [
        (no_reason, "a reason and a name"),
        (unknown, "no sealed document has an id that begins with 'xyz'"),
        (several, "write more of the id"),
        (in_two_requests, "name one with --request"),
        (another_document, "isn't the document that was sealed"),
        (released_already, "released already, by A. Person"),
    ],
)
def test_a_release_that_is_not_clear_is_refused_and_writes_nothing(
    tmp_path: Path, arrange: Callable[[Workspace, Seal], list[str]], says: str
) -> None:
    workspace, seal = sealed(tmp_path)
    words = arrange(workspace, seal)
    before = {p: p.read_bytes() for p in workspace.raw.rglob("*.toml")}
    done = typed("quarantine", "release", *words, "--root", tmp_path)
    assert done.exit_code == 2
    assert says in done.stderr
    assert {p: p.read_bytes() for p in workspace.raw.rglob("*.toml")} == before


def test_the_request_tells_two_copies_apart(tmp_path: Path) -> None:
    workspace, seal = sealed(tmp_path)
    words = in_two_requests(workspace, seal)
    done = typed("quarantine", "release", *words, "--request", "s", "--root", tmp_path)
    assert done.exit_code == 0
    assert workspace.release_file("s", seal.seal_id).is_file()
    assert not workspace.release_file("r", seal.seal_id).is_file()


def test_the_status_says_what_to_do_about_a_sealed_document(tmp_path: Path) -> None:
    _, seal = sealed(tmp_path)
    done = typed("status", "r", "--root", tmp_path)
    assert done.exit_code == 1
    assert "answered; sealed: o.xlsx" in done.stdout
    [line] = [one for one in done.stdout.splitlines() if "document_sealed" in one]
    for part in ("o.xlsx", seal.seal_id, "(2 cells: sheet 2 of 2)", "tell the force", "release"):
        assert part in line
    typed("quarantine", "release", seal.seal_id, *WHY, "--root", tmp_path)
    assert "sealed" not in typed("status", "r", "--root", tmp_path).stdout


@pytest.mark.parametrize("command", ["read", "cells", "propose-layout"])
def test_a_sealed_document_is_not_opened_by_any_command(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, seal = sealed(tmp_path)
    monkeypatch.setattr("foistats.documents.workers.WorkerPool", None)
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(workspace.sealed_document("r", seal.seal_id).read_bytes())
    for document in (copy, workspace.sealed_document("r", seal.seal_id)):
        done = typed(command, document, "--root", tmp_path)
        assert done.exit_code == 1
        assert done.stdout == ""
        assert "hides something and was not read" in done.stderr
        assert "(2 cells: sheet 2 of 2)" in done.stderr
        assert SECRET not in done.output


def test_a_released_document_gives_what_it_shows_and_no_more(tmp_path: Path) -> None:
    workspace, seal = sealed(tmp_path)
    document = workspace.sealed_document("r", seal.seal_id)
    typed("quarantine", "release", seal.seal_id, *WHY, "--root", tmp_path)
    read = typed("read", document, "--force", "Dorset", "--root", tmp_path)
    assert [row["count_low"] for row in rows(read.stdout)] == ["3", "4", "10", "20"]
    listed = typed("cells", document)
    assert [row["text"] for row in rows(listed.stdout)][:2] == ["Offence", "2016/17"]
    layout = typed("propose-layout", document)
    assert "A first draft for o.xlsx" in layout.stdout
    for done in (read, listed, layout):
        assert SECRET not in done.output
        assert "Mr A" not in done.output
