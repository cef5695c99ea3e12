"""What hides something is sealed whole, never lost, never forgotten, whatever stops it half way."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.intake.quarantine import known_seal, seal_document, seal_incoming
from foistats.intake.quarantine_files import (
    Release,
    Seal,
    read_quarantine,
    read_seal,
    release_text,
    seal_text,
)
from foistats.intake.quarantine_told import what_was_found
from foistats.intake.receipts import read_receipts
from foistats.intake.stock import Stock, take_stock
from foistats.records import Finding
from foistats.workspace import Workspace
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode as P
from tests.faults import Failing
from tests.unit.intake.folders import folder

CONTENT = b"PK a workbook with a hidden sheet"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
ID = DIGEST[:16]
FOUND = (Finding(Channel.HIDDEN_SHEET, "sheet 2 of 3", 9483, "cells"),)
DAY = date(2026, 11, 3)
LINE = "r1,Dorset,2019-06-20,answered,,a.xlsx,,"


def place(root: Path, *lines: str, **documents: bytes) -> Workspace:
    return folder(root, *(lines or (LINE,)), documents=documents or {"a.xlsx": CONTENT})


def seal(workspace: Workspace, path: str = "a.xlsx", on: date = DAY) -> Any:
    return seal_document(workspace, "r", path, findings=FOUND, on=on)


def in_quarantine(workspace: Workspace) -> dict[str, bytes]:
    below = workspace.quarantine_folder("r")
    return {
        p.relative_to(below).as_posix(): p.read_bytes() for p in below.rglob("*") if p.is_file()
    }


def codes(stock: Stock) -> list[tuple[str, str]]:
    return [(problem.code, problem.document) for problem in stock.problems]


def test_a_sealed_document_lies_in_quarantine_and_nowhere_else(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    seal(workspace)
    assert set(in_quarantine(workspace)) == {f"{ID}/document.sealed", f"{ID}/seal.toml"}
    assert in_quarantine(workspace)[f"{ID}/document.sealed"] == CONTENT
    assert workspace.document_paths("r") == ()


def test_the_seal_says_what_came_and_what_was_found(tmp_path: Path) -> None:
    workspace = place(tmp_path, **{"a.xlsx": CONTENT})
    seal(workspace)
    assert tomllib.loads(workspace.seal_file("r", ID).read_text("utf-8")) == {
        "name": "a.xlsx",
        "documents": ["a.xlsx"],
        "bytes": 33,
        "sha256": DIGEST,
        "sealed_on": DAY,
        "finding": [
            {"channel": "hidden_sheet", "place": "sheet 2 of 3", "amount": 9483, "noun": "cells"}
        ],
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_nobody_else_can_open_a_sealed_document(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    seal(workspace)
    document = workspace.sealed_document("r", ID)
    assert stat.S_IMODE(document.stat().st_mode) == 0o600
    assert stat.S_IMODE(document.parent.stat().st_mode) == 0o700


def test_sealing_again_changes_nothing(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    first = seal(workspace)
    before = in_quarantine(workspace)
    (workspace.documents_folder("r") / "a.xlsx").write_bytes(CONTENT)
    other = (Finding(Channel.COMMENTS, "", 1, "comments"),)
    again = seal_document(workspace, "r", "a.xlsx", findings=other, on=date(2027, 1, 1))
    assert again == first
    assert in_quarantine(workspace) == before
    assert workspace.document_paths("r") == ()


def test_a_copy_under_another_name_is_sealed_with_the_first(tmp_path: Path) -> None:
    workspace = place(tmp_path, **{"a.xlsx": CONTENT, "z.xlsx": CONTENT})
    seal(workspace, "z.xlsx")
    assert seal(workspace, "a.xlsx").documents == ("a.xlsx", "z.xlsx")
    assert workspace.document_paths("r") == ()
    assert len(in_quarantine(workspace)) == 2


def is_there(workspace: Workspace) -> bool:
    """True where the file lies in documents/, as it was."""
    file = workspace.documents_folder("r") / "a.xlsx"
    return file.is_file() and file.read_bytes() == CONTENT


def is_sealed(workspace: Workspace) -> bool:
    """True where the quarantine has the document and says what was found in it."""
    known = known_seal(workspace, "r", DIGEST)
    document = workspace.sealed_document("r", ID)
    return (
        known is not None
        and (known.findings, known.documents) == (FOUND, ("a.xlsx",))
        and document.is_file()
        and document.read_bytes() == CONTENT
    )


def assert_nothing_is_lost_or_forgotten(workspace: Workspace) -> None:
    """Wherever sealing stopped: the document is whole somewhere, and the next look goes on."""
    assert is_there(workspace) or is_sealed(workspace)
    known = known_seal(workspace, "r", DIGEST)
    stock = take_stock(workspace, "r")
    if known is None:
        # As it was before: the run reads it again, and seals it again.
        assert [one.path for one in stock.readable(stock.responses[0])] == ["a.xlsx"]
        seal(workspace)
    else:
        assert stock.readable(stock.responses[0]) == ()
        assert list(stock.withheld(stock.responses[0])) == ["a.xlsx"]
    assert is_sealed(workspace)
    assert workspace.document_paths("r") == ()
    assert set(in_quarantine(workspace)) == {f"{ID}/document.sealed", f"{ID}/seal.toml"}


def every_call(root: Path, names: tuple[str, ...]) -> Iterator[int]:
    """1 to the number of such calls that sealing a document makes."""
    workspace = place(root)
    with pytest.MonkeyPatch.context() as patch:
        counter = Failing(patch, names, 0)
        seal(workspace)
    yield from range(1, counter.calls + 1)


@pytest.mark.parametrize(
    "names",
    [("fsync",), ("replace",), ("mkdir",), ("open",), ("unlink",), ("fsync", "replace", "unlink")],
)
def test_a_failure_at_any_call_loses_and_forgets_nothing(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    tried = 0
    for n in every_call(tmp_path / "count", names):
        workspace = place(tmp_path / str(n))
        take_stock(workspace, "r")
        with pytest.MonkeyPatch.context() as patch:
            Failing(patch, names, n)
            try:
                seal(workspace)
            except OSError:
                pass
            else:
                assert is_sealed(workspace)
        assert_nothing_is_lost_or_forgotten(workspace)
        tried += 1
    assert tried


KILLED = """
import sys
from pathlib import Path
from tests.faults import kill_at
from tests.unit.intake.test_quarantine import Workspace, seal
kill_at(int(sys.argv[2]), "fsync", "replace", "unlink")
seal(Workspace(Path(sys.argv[1])))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
# seal.toml aside, in place, swept, its name (1 to 4); the document likewise (5 to 8); the names of
# both folders (9, 10); then documents/ loses it, and its name (11, 12).
@pytest.mark.parametrize("call", [2, 5, 6, 11, 12])
def test_a_kill_loses_and_forgets_nothing(tmp_path: Path, call: int) -> None:
    workspace = place(tmp_path)
    take_stock(workspace, "r")
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path, str(call)], cwd=root, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert_nothing_is_lost_or_forgotten(workspace)


def test_a_sealed_document_is_not_missing_and_its_receipt_stays(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    take_stock(workspace, "r")
    seal(workspace)
    stock = take_stock(workspace, "r")
    assert codes(stock) == []
    assert stock.damaged == {}
    assert read_receipts(workspace, "r")["a.xlsx"].sha256 == DIGEST
    assert stock.withheld(stock.responses[0])["a.xlsx"].findings == FOUND


def test_a_sealed_document_put_back_is_taken_out_unread(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    seal(workspace)
    for name in ("a.xlsx", "another name.xlsx"):
        (workspace.documents_folder("r") / name).write_bytes(CONTENT)
    stock = take_stock(workspace, "r")
    assert workspace.document_paths("r") == ()
    assert stock.receipts == {}
    assert set(stock.sealed) == {"a.xlsx", "another name.xlsx"}
    # A second look says the same as the first.
    assert (
        codes(stock)
        == codes(take_stock(workspace, "r"))
        == [(P.DOCUMENT_UNLISTED, "another name.xlsx")]
    )


def test_a_sealed_document_that_no_response_names_is_told(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    seal_incoming(workspace, "r", "b.xlsx", CONTENT, name="B.xlsx", findings=FOUND, on=DAY)
    stock = take_stock(workspace, "r")
    assert codes(stock) == [(P.DOCUMENT_UNLISTED, "b.xlsx"), (P.DOCUMENT_SEALED, "b.xlsx")]


def test_a_name_with_a_semicolon_in_it_stays_one_name(tmp_path: Path) -> None:
    line = "r1,Dorset,2019-06-20,answered,,a;b.xlsx,,"
    workspace = place(tmp_path, line, **{"a;b.xlsx": CONTENT})
    seal(workspace, "a;b.xlsx")
    stock = take_stock(workspace, "r")
    assert stock.responses[0].documents == ("a;b.xlsx",)
    assert codes(stock) == []


def test_another_file_in_the_place_of_a_sealed_one_is_not_read(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    take_stock(workspace, "r")
    seal(workspace)
    (workspace.documents_folder("r") / "a.xlsx").write_bytes(b"a clean copy")
    stock = take_stock(workspace, "r")
    [problem] = stock.problems
    assert (problem.code, problem.document) == (P.DOCUMENT_CHANGED, "a.xlsx")
    assert "foistats receive" in problem.remedy
    assert stock.readable(stock.responses[0]) == ()
    assert (workspace.documents_folder("r") / "a.xlsx").read_bytes() == b"a clean copy"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "no toml",
        lambda text: text.replace(DIGEST, "0" * 64),
        lambda text: text.replace('"hidden_sheet"', '"hidden_cellar"'),
        lambda text: text.replace("9483", '"many"'),
        lambda text: text.replace("2026-11-03", '"today"'),
    ],
)
def test_a_damaged_seal_keeps_its_document_sealed_and_is_told(tmp_path: Path, spoil: Any) -> None:
    workspace = place(tmp_path)
    take_stock(workspace, "r")
    seal(workspace)
    path = workspace.seal_file("r", ID)
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    stock = take_stock(workspace, "r")
    assert codes(stock) == [(P.DECLARATION_INVALID, f"raw/r/quarantine/{ID}/seal.toml")]
    assert stock.readable(stock.responses[0]) == ()
    assert list(stock.withheld(stock.responses[0])) == ["a.xlsx"]


def test_a_damaged_seal_is_mended_when_its_document_comes_again(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    seal(workspace)
    workspace.seal_file("r", ID).write_bytes(b"")
    (workspace.documents_folder("r") / "a.xlsx").write_bytes(CONTENT)
    # Nothing says what was found in it, so it is read like any other file, and sealed anew.
    assert list(take_stock(workspace, "r").receipts) == ["a.xlsx"]
    seal(workspace)
    assert is_sealed(workspace)
    assert codes(take_stock(workspace, "r")) == []


def released(workspace: Workspace, text: str = "") -> None:
    seal(workspace)
    release = Release("the hidden sheet is empty of names", "A. Person", DAY, DIGEST)
    content = text.encode() if text else release_text(release)
    workspace.release_file("r", ID).write_bytes(content)


def test_a_released_document_may_be_read_under_its_own_path_and_digest(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    take_stock(workspace, "r")
    released(workspace)
    stock = take_stock(workspace, "r")
    assert codes(stock) == []
    [receipt] = stock.readable(stock.responses[0])
    assert receipt == ("a.xlsx", 33, DIGEST)
    assert stock.withheld(stock.responses[0]) == {}
    assert stock.released["a.xlsx"].release == Release(
        "the hidden sheet is empty of names", "A. Person", DAY, DIGEST
    )
    workspace.release_file("r", ID).unlink()
    assert list(take_stock(workspace, "r").withheld(stock.responses[0])) == ["a.xlsx"]


VALID = f"""because = "why"\nby = "A. Person"\non = 2026-11-03\nsha256 = "{DIGEST}"\n"""


def test_a_release_written_by_hand_is_taken(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    released(workspace, VALID)
    assert list(take_stock(workspace, "r").released) == ["a.xlsx"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('because = "why"', ""),
        ('because = "why"', 'because = "  "'),
        ('by = "A. Person"', 'by = ""'),
        ("on = 2026-11-03", 'on = "yesterday"'),
        (DIGEST, "0" * 64),
        ("because", "because ="),
    ],
)
def test_a_release_that_lacks_something_releases_nothing_and_is_told(
    tmp_path: Path, old: str, new: str
) -> None:
    workspace = place(tmp_path)
    released(workspace, VALID.replace(old, new))
    stock = take_stock(workspace, "r")
    assert codes(stock) == [(P.DECLARATION_INVALID, f"raw/r/quarantine/{ID}/release.toml")]
    assert stock.released == {}
    assert stock.readable(stock.responses[0]) == ()


@pytest.mark.parametrize("code", [P.DOCUMENT_CHANGED, P.DOCUMENT_MISSING])
def test_a_released_document_that_is_not_the_one_sealed_is_not_read(
    tmp_path: Path, code: P
) -> None:
    workspace = place(tmp_path)
    released(workspace)
    document = workspace.sealed_document("r", ID)
    document.unlink()
    if code is P.DOCUMENT_CHANGED:
        document.write_bytes(b"something else")
    stock = take_stock(workspace, "r")
    assert codes(stock) == [(code, "a.xlsx")]
    assert stock.readable(stock.responses[0]) == ()
    assert "r1" in stock.damaged


def test_a_sealed_document_that_is_not_here_stays_known(tmp_path: Path) -> None:
    # It is never kept under version control; its seal is.
    workspace = place(tmp_path)
    take_stock(workspace, "r")
    seal(workspace)
    workspace.sealed_document("r", ID).unlink()
    stock = take_stock(workspace, "r")
    assert codes(stock) == []
    assert list(stock.withheld(stock.responses[0])) == ["a.xlsx"]


def test_a_folder_that_is_no_seal_is_left_alone(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    (workspace.quarantine_folder("r") / "notes").mkdir(parents=True)
    (workspace.quarantine_folder("r") / ("0" * 16)).mkdir()
    assert read_quarantine(workspace, "r").seals == {}
    assert codes(take_stock(workspace, "r")) == []


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
FINDINGS = st.builds(
    Finding, st.sampled_from(Channel), st.just("") | WORDS, st.integers(0, 10**9), WORDS
)


@settings(deadline=None)
@given(name=WORDS, documents=st.lists(WORDS), findings=st.lists(FINDINGS, max_size=3), why=WORDS)
def test_a_seal_and_its_release_are_read_as_they_were_written(
    name: str, documents: list[str], findings: list[Finding], why: str
) -> None:
    written = Seal("r", ID, name, tuple(documents), 33, DIGEST, DAY, tuple(findings))
    # Outer blanks of a reason mean nothing, and a reason of blanks alone is none.
    release = Release(f"because {why} .", "A. Person", DAY, DIGEST)
    with tempfile.TemporaryDirectory() as root:
        workspace = folder(Path(root))
        path = workspace.seal_file("r", ID)
        path.parent.mkdir(parents=True)
        path.write_bytes(seal_text(written))
        assert read_seal(workspace, "r", ID) == (written, ())
        workspace.release_file("r", ID).write_bytes(release_text(release))
        assert read_seal(workspace, "r", ID) == (written._replace(release=release), ())


def test_what_was_found_is_told_by_channel_with_amounts_and_places() -> None:
    many = [Finding(Channel.COMMENTS, f"sheet {n} of 9", n, "comments") for n in range(1, 8)]
    assert what_was_found([*many, *FOUND]) == [
        "A sheet with content is hidden, or very hidden (9,483 cells: sheet 2 of 3).",
        "There are comments or notes (1 comment: sheet 1 of 9; 2 comments: sheet 2 of 9;"
        " 3 comments: sheet 3 of 9; 4 comments: sheet 4 of 9; and 3 more).",
    ]
