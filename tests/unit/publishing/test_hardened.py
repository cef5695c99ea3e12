"""Whatever somebody did to a release is said in a sentence, and what it is made of is made anew."""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from foistats.errors import WorkspaceError
from foistats.publishing.folders import release_folder
from foistats.publishing.freezing import freeze
from foistats.publishing.standing import withdraw
from foistats.reporting.page import page_of_release
from foistats.workspace import Workspace
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_release import ON, REQUEST, a_workspace, copied, verified

OTHER = "\u202e"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hardened")
    freeze(a_workspace(root), "thefts", by="A. Person", made_on=ON, page=page_of_release)
    return root


def said_by_both(folder: Path) -> list[tuple[int, str]]:
    """What both verifiers say, each with its exit code."""
    mine = typed("verify", folder)
    assert "Traceback" not in mine.stdout + mine.stderr
    return [verified(folder), (mine.exit_code, mine.stdout)]


@pytest.mark.parametrize("content", ["[]", "7", "null", '"text"', "[" * 100_000, "{}"])
def test_a_manifest_that_is_no_object_is_damaged(
    released: Path, tmp_path: Path, content: str
) -> None:
    folder = copied(released, tmp_path)
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    for code, said in said_by_both(folder):
        assert (code, "manifest.json is missing or damaged" in said) == (1, True)
    assert typed("verify", folder, "--root", released).exit_code == 1


@pytest.mark.parametrize("raw", [{"../../x": 1}, [], {"a": None}])
def test_a_manifest_of_something_else_than_digests_is_damaged(
    released: Path, tmp_path: Path, raw: object
) -> None:
    folder = copied(released, tmp_path)
    manifest = json.loads((folder / "manifest.json").read_bytes()) | {"raw": raw}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for code, said in said_by_both(folder):
        assert (code, "manifest.json is missing or damaged" in said) == (1, True)


@pytest.mark.parametrize("content", ["[]", "7", '{"on": 1}', "[" * 100_000])
def test_a_note_of_withdrawal_that_says_nothing_is_damaged(
    released: Path, tmp_path: Path, content: str
) -> None:
    folder = copied(released, tmp_path)
    (folder / "withdrawn.json").write_text(content, encoding="utf-8")
    for _, said in said_by_both(folder):
        assert "withdrawn.json" in said
        assert "damaged" in said


def test_what_steers_a_terminal_is_spelled_out_by_both(released: Path, tmp_path: Path) -> None:
    folder = copied(released, tmp_path)
    said = {"on": 1, "by": 2, "because": f"wrong\x1b[2J{OTHER}"}
    (folder / "withdrawn.json").write_text(json.dumps(said), encoding="utf-8")
    for _, told in said_by_both(folder):
        assert r"wrong\x1b[2J\u202e" in told
        assert "\x1b" not in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize(
    ("put", "what"),
    [
        (lambda path: path.mkdir(), "a folder"),
        (lambda path: path.symlink_to("/etc"), "a link"),
        (lambda path: path.symlink_to("/nowhere"), "a link"),
        (os.mkfifo if hasattr(os, "mkfifo") else None, "a pipe, socket or device"),
    ],
)
def test_what_is_no_file_is_no_part_of_a_release(
    released: Path, tmp_path: Path, put: Callable[[Path], object], what: str
) -> None:
    folder = copied(released, tmp_path)
    put(folder / "more")
    for code, said in said_by_both(folder):
        assert (code, f"more is no part of the release: it is {what}" in said) == (1, True)


def test_a_link_in_the_place_of_a_file_is_none_of_it(released: Path, tmp_path: Path) -> None:
    folder = copied(released, tmp_path)
    (folder / "totals.csv").rename(tmp_path / "totals.csv")
    (folder / "totals.csv").symlink_to(tmp_path / "totals.csv")
    for code, said in said_by_both(folder):
        assert (code, "totals.csv is no file of the release: it is a link" in said) == (1, True)


def forge(folder: Path, name: str, change: Callable[[Path], object]) -> None:
    """Change a file and all digests of it, as whoever forges a release would."""
    change(folder / name)
    digest = sha256((folder / name).read_bytes()).hexdigest()
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["files"][name] = digest
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    of_manifest = sha256((folder / "manifest.json").read_bytes()).hexdigest()
    lines = [
        line
        for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        if not line.endswith((f"  {name}", "  manifest.json"))
    ]
    lines += [f"{digest}  {name}", f"{of_manifest}  manifest.json"]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def another_number(path: Path) -> None:
    """The same workbook with another number in a cell."""
    book = openpyxl.load_workbook(path)
    sheet = book["Totals"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 110)
    cell.value = 1110
    book.save(path)


def test_whatever_is_forged_with_its_digests_is_found_by_making_it_anew(
    released: Path, tmp_path: Path
) -> None:
    folder = copied(released, tmp_path)
    more: Callable[[Path], object] = lambda path: path.write_bytes(path.read_bytes() + b" 6,852\n")  # noqa: E731
    forge(folder, "thefts.xlsx", another_number)
    names = ["thefts.ods", "report.html", "NOTES.md", "verify.py", "marks.csv", "datapackage.json"]
    for name in names:
        forge(folder, name, more)
    # Nothing but making them anew could tell.
    assert typed("verify", folder).exit_code == 0
    told = typed("verify", folder, "--root", released)
    assert told.exit_code == 1
    for name in ("thefts.xlsx", *names):
        assert f"{name} differs from the one made anew" in told.stdout
    assert "totals" not in told.stdout


def test_a_request_can_not_have_the_name_of_the_releases(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "Releases"
    folder.mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    workspace = Workspace(tmp_path)
    for ask in (workspace.request_ids, lambda: workspace.request_folder("Releases")):
        with pytest.raises(WorkspaceError, match="give the folder another name"):
            ask()
    done = typed("run", "--root", tmp_path)
    assert done.exit_code == 2
    assert "raw/Releases can't be a request" in done.stderr
    assert not (tmp_path / "processed").exists()


def test_nothing_that_turns_text_round_goes_out_with_a_release(tmp_path: Path) -> None:
    root = tmp_path
    workspace = a_workspace(root, responses=RESPONSES_WITH_A_NOTE)
    request = root / "raw" / "thefts" / "request.toml"
    text = request.read_text(encoding="utf-8")
    request.write_text(text.replace('"Thefts"', f'"Thefts {OTHER}<b>"'), encoding="utf-8")
    folder = freeze(workspace, "thefts", by=f"A.{OTHER} Person", made_on=ON, page=page_of_release)
    for path in release_folder(workspace, "thefts", 1).iterdir():
        if path.suffix in {".csv", ".html", ".md"}:
            assert OTHER not in path.read_text(encoding="utf-8"), path.name
    assert r"\\u202e\<b\>" in (folder / "NOTES.md").read_text(encoding="utf-8")
    assert r"late \u202e reply" in (folder / "coverage.csv").read_text(encoding="utf-8")


RESPONSES_WITH_A_NOTE = (
    f"d1,Dorset Police,2019-07-01,,,dorset.csv,,late {OTHER} reply\n"
    "w1,Wiltshire Police,2019-07-01,,,wiltshire.csv,,\n"
)


@pytest.mark.parametrize("content", ["[]", "{}", '{"by": "B"}'])
def test_an_approval_that_says_nothing_is_damaged(
    released: Path, tmp_path: Path, content: str
) -> None:
    folder = copied(released, tmp_path)
    (folder / "approval.json").write_text(content, encoding="utf-8")
    for code, said in said_by_both(folder):
        assert (code, "approval.json" in said, "damaged" in said) == (1, True, True)


COMMANDS = (
    ("history", "dorset", "2016/17", "--request", "thefts"),
    ("diff", "thefts", "1"),
    ("why", "dorset", "2016/17", "--request", "thefts", "--release", "1"),
)


def with_a_release(root: Path) -> tuple[Path, Path]:
    """The folders of a release and of the current tables."""
    made = freeze(a_workspace(root), "thefts", by="A. Person", made_on=ON)
    return made, root / "processed" / "thefts" / "current"


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("other", [b"PAR1", "coverage.parquet"])
def test_a_release_whose_totals_were_exchanged_is_told_in_a_sentence(
    tmp_path: Path, words: tuple[str, ...], other: bytes | str
) -> None:
    folder, _ = with_a_release(tmp_path)
    content = other if isinstance(other, bytes) else (folder / other).read_bytes()
    (folder / "totals.parquet").write_bytes(content)
    done = typed(*words, "--root", tmp_path)
    assert done.exit_code == 2
    assert "totals.parquet differs from what was released" in done.stderr


@pytest.mark.parametrize(("other", "said"), [(b"PAR1", "can't be read"), (None, "has no column")])
def test_current_totals_that_were_exchanged_are_told_in_a_sentence(
    tmp_path: Path, other: bytes | None, said: str
) -> None:
    _, current = with_a_release(tmp_path)
    content = (current / "coverage.parquet").read_bytes() if other is None else other
    (current / "totals.parquet").write_bytes(content)
    draft = tmp_path / "draft.txt"
    draft.write_text("Dorset recorded 40 thefts in 2016/17.", encoding="utf-8")
    for words in (
        ("history", "dorset", "2016/17", "--request", "thefts"),
        ("diff", "thefts", "1"),
        ("why", "dorset", "2016/17", "--request", "thefts"),
        ("claims", "check", draft, "--request", "thefts"),
        ("report", "thefts"),
    ):
        done = typed(*words, "--root", tmp_path)
        assert (words[0], done.exit_code) == (words[0], 2)
        assert said in done.stderr


def test_whoever_uses_a_withdrawn_release_is_told(tmp_path: Path) -> None:
    folder, _ = with_a_release(tmp_path)
    withdraw(folder, because="a wrong year", by="B. Person", on=ON)
    draft = tmp_path / "draft.txt"
    draft.write_text("Dorset recorded 40 thefts in 2016/17.", encoding="utf-8")
    for words in (
        COMMANDS[1],
        COMMANDS[2],
        ("claims", "check", draft, "--request", "thefts", "--release", "1"),
        ("release", "export", "thefts", "1", "--to", tmp_path / "packed.zip"),
    ):
        said = "release 1 was withdrawn on 2019-08-01 by B. Person: a wrong year"
        assert said in typed(*words, "--root", tmp_path).stderr
