import os
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest

from foistats.documents.file_names import safe_name
from foistats.errors import UnknownForce, WorkspaceError
from foistats.intake.receipts import read_receipts, receipt_of
from foistats.intake.receive import receive
from foistats.intake.responses import Response
from foistats.intake.stock import Stock, take_stock
from foistats.workspace import Workspace
from schemas.problem_codes import ProblemCode
from tests.unit.intake.folders import HEADER, folder

TWO = ("r1,Dorset,2019-06-20,answered,,a.csv,,", "r2,Wiltshire,2019-06-20,answered,,b.csv,,")


def codes(stock: Stock) -> list[tuple[ProblemCode, str, str]]:
    return [(p.code, p.document, p.response_id) for p in stock.problems]


def test_a_file_put_there_by_hand_gets_its_receipt_once(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    assert not codes(take_stock(workspace, "r"))
    # printf one | sha256sum
    digest = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    assert read_receipts(workspace, "r")["a.csv"] == ("a.csv", 3, digest)
    before = workspace.receipts_file("r").stat().st_mtime_ns
    take_stock(workspace, "r")
    assert workspace.receipts_file("r").stat().st_mtime_ns == before


def test_a_changed_file_stops_its_own_response_only(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    take_stock(workspace, "r")
    workspace.document("r", "a.csv").write_bytes(b"1ne")
    stock = take_stock(workspace, "r")
    assert codes(stock) == [(ProblemCode.DOCUMENT_CHANGED, "a.csv", "r1")]
    assert stock.damaged == {"r1": "a.csv is not what was received"}
    assert [stock.readable(r) == () for r in stock.standing()] == [True, False]


def test_a_changed_file_never_gets_a_new_receipt(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    take_stock(workspace, "r")
    workspace.document("r", "a.csv").write_bytes(b"1ne")
    workspace.document("r", "c.csv").write_bytes(b"new")
    take_stock(workspace, "r")
    assert (ProblemCode.DOCUMENT_CHANGED, "a.csv", "r1") in codes(take_stock(workspace, "r"))


def test_receipts_that_went_away_are_noticed(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    take_stock(workspace, "r")
    kept = workspace.receipts_file("r").read_bytes()
    workspace.receipts_file("r").unlink()
    # Without the receipts another file could take the place of the one received.
    workspace.document("r", "a.csv").write_bytes(b"1ne")
    with pytest.raises(WorkspaceError, match="no receipt any more"):
        take_stock(workspace, "r")
    assert not workspace.receipts_file("r").exists()
    workspace.receipts_file("r").write_bytes(kept)
    assert codes(take_stock(workspace, "r")) == [(ProblemCode.DOCUMENT_CHANGED, "a.csv", "r1")]


def test_a_receipt_that_was_written_over_is_noticed(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    take_stock(workspace, "r")
    workspace.document("r", "a.csv").write_bytes(b"1ne")
    new = receipt_of(workspace.document("r", "a.csv"), "a.csv")
    old = read_receipts(workspace, "r")["a.csv"]
    path = workspace.receipts_file("r")
    path.write_text(path.read_text().replace(old.sha256, new.sha256))
    with pytest.raises(WorkspaceError, match=r"another receipt than before for a\.csv"):
        take_stock(workspace, "r")


def test_the_receipt_of_a_file_that_was_taken_out_may_go_too(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    take_stock(workspace, "r")
    workspace.document("r", "a.csv").unlink()
    path = workspace.receipts_file("r")
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("a.csv")))
    assert codes(take_stock(workspace, "r")) == [(ProblemCode.DOCUMENT_MISSING, "a.csv", "r1")]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"b.csv": b"two"})
    stock = take_stock(workspace, "r")
    assert codes(stock) == [(ProblemCode.DOCUMENT_MISSING, "a.csv", "r1")]
    assert stock.damaged == {"r1": "a.csv is missing"}


def test_a_received_file_that_went_away_is_named_even_if_nobody_lists_it(tmp_path: Path) -> None:
    workspace = folder(tmp_path, documents={"a.csv": b"one"})
    take_stock(workspace, "r")
    workspace.document("r", "a.csv").unlink()
    assert codes(take_stock(workspace, "r")) == [(ProblemCode.DOCUMENT_MISSING, "a.csv", "")]


def test_a_file_that_no_response_names_is_named(tmp_path: Path) -> None:
    workspace = folder(tmp_path, documents={"a.csv": b"one", ".DS_Store": b"", "~$a.csv": b""})
    assert codes(take_stock(workspace, "r")) == [(ProblemCode.DOCUMENT_UNLISTED, "a.csv", "")]


def test_the_same_file_under_two_responses_is_named(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"same", "b.csv": b"same"})
    stock = take_stock(workspace, "r")
    assert codes(stock) == [(ProblemCode.DOCUMENT_TWICE, "b.csv", "r2")]
    assert stock.shared == {stock.receipts["a.csv"].sha256}


def test_a_correction_may_carry_the_file_again(tmp_path: Path) -> None:
    lines = ("r1,Dorset,2019-06-20,answered,,a.csv,,", "r2,Dorset,2019-07-20,answered,,a.csv,r1,")
    workspace = folder(tmp_path, *lines, documents={"a.csv": b"same"})
    assert not codes(take_stock(workspace, "r"))


def test_a_force_that_was_not_asked_is_named(tmp_path: Path) -> None:
    workspace = folder(tmp_path, "r1,Kent Police,2019-06-20,refused,12,,,")
    assert codes(take_stock(workspace, "r")) == [
        (ProblemCode.FORCE_NOT_ASKED, "raw/r/responses.csv", "r1")
    ]


def test_a_damaged_list_of_receipts_stops_the_request(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    workspace.receipts_file("r").write_text("path,bytes,sha256\na.csv,3,abc\n")
    with pytest.raises(WorkspaceError, match="line 2 is not a receipt"):
        take_stock(workspace, "r")


def test_a_link_out_of_documents_is_refused(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    (tmp_path / "secret").write_text("x")
    (workspace.documents_folder("r") / "a.csv").symlink_to(tmp_path / "secret")
    with pytest.raises(WorkspaceError, match="leads out of"):
        workspace.document("r", "a.csv")


def taken_in(workspace: Workspace, *files: Path, force: str = "Dorset Police") -> tuple[str, ...]:
    day = date(2019, 6, 20)
    received = receive(
        workspace,
        files,
        request_id="r",
        force=force,
        received_on=day,
        today=day,
        screen=lambda paths, _: [()] * len(paths),  # what hides something: test_receiving.py
    )
    return received.response.documents


def test_a_received_file_is_stored_receipted_and_listed(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    reply = tmp_path / "FOI reply.csv"
    reply.write_bytes(b"a,b\r\n")
    assert taken_in(workspace, reply) == ("FOI reply.csv",)
    assert workspace.document("r", "FOI reply.csv").read_bytes() == b"a,b\r\n"
    stock = take_stock(workspace, "r")
    assert not stock.problems
    assert stock.responses[0].response_id == "dorset-2019-06-20"


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    for number, name in enumerate(("one", "two")):
        (tmp_path / name).mkdir()
        (tmp_path / name / ("Reply.csv", "reply.CSV")[number]).write_text(name)
    assert taken_in(workspace, tmp_path / "one" / "Reply.csv") == ("Reply.csv",)
    second = taken_in(workspace, tmp_path / "two" / "reply.CSV", force="Wiltshire")
    assert second == ("reply-2.CSV",)
    assert workspace.document("r", "Reply.csv").read_text() == "one"


def test_the_same_file_is_not_taken_in_twice(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    reply = tmp_path / "reply.csv"
    reply.write_text("x")
    taken_in(workspace, reply)
    before = workspace.responses_file("r").read_bytes()
    with pytest.raises(WorkspaceError, match="already there"):
        taken_in(workspace, reply, force="Wiltshire")
    assert workspace.responses_file("r").read_bytes() == before


def test_an_unknown_force_leaves_nothing_behind(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    reply = tmp_path / "reply.csv"
    reply.write_text("x")
    with pytest.raises(UnknownForce):
        taken_in(workspace, reply, force="Dorst")
    assert workspace.document_paths("r") == ()


def test_a_line_is_added_in_the_files_own_manner(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    old = (HEADER.replace(",", ";") + "r1;Kent;;refused;12;;;for £450").replace("\n", "\r\n")
    workspace.responses_file("r").write_bytes(old.encode("cp1252"))
    reply = tmp_path / "reply.csv"
    reply.write_text("x")
    taken_in(workspace, reply)
    added = "\r\ndorset-2019-06-20;Dorset Police;2019-06-20;;;reply.csv;;\r\n"
    assert workspace.responses_file("r").read_bytes() == (old + added).encode("cp1252")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("..\\..\\windows\\evil.xlsx", "evil.xlsx"),
        ("a\x00b\x1f.csv", "ab.csv"),
        ("caf\u0065\u0301.csv", "café.csv"),
        ("a;b|c.csv", "a_b_c.csv"),
        (".htaccess", "htaccess"),
        ("lpt1.xlsx", "_lpt1.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("é" * 100 + ".csv", "é" * 58 + ".csv"),
        ("\u200b", "document"),
    ],
)
def test_a_senders_file_name_is_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_file_name_that_is_no_text_stops_nothing(tmp_path: Path) -> None:
    workspace = folder(tmp_path, *TWO, documents={"a.csv": b"one", "b.csv": b"two"})
    try:
        (workspace.documents_folder("r") / "c\udcff.csv").write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert codes(take_stock(workspace, "r")) == [(ProblemCode.DOCUMENT_MISSING, "c?.csv", "")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files here")
def test_what_is_no_file_is_named_and_neither_followed_nor_opened(tmp_path: Path) -> None:
    line = "a,Dorset Police,2019-06-20,answered,,inside.csv;out.csv;pipe.csv;away/x.csv,,"
    workspace = folder(tmp_path, line, documents={"good.csv": b"a,b\n"})
    documents = workspace.documents_folder("r")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.csv").write_bytes(b"what nobody received\n")
    (documents / "inside.csv").symlink_to(documents / "good.csv")
    (documents / "out.csv").symlink_to(elsewhere / "x.csv")
    (documents / "nowhere.csv").symlink_to(tmp_path / "gone")
    (documents / "round").symlink_to(documents, target_is_directory=True)
    (documents / "away").symlink_to(elsewhere, target_is_directory=True)
    os.mkfifo(documents / "pipe.csv")
    stock = take_stock(workspace, "r")
    assert set(stock.receipts) == {"good.csv"}
    found = {p.document: p.found for p in stock.problems if p.code is ProblemCode.DOCUMENT_MISSING}
    links = ("inside.csv", "out.csv", "nowhere.csv", "round", "away")
    assert found == dict.fromkeys(links, "a link to something else, not a file") | {
        "pipe.csv": "a pipe, socket or device, not a file",
        "away/x.csv": "no such file in documents/",
    }


def test_a_large_file_is_digested_piece_by_piece(tmp_path: Path) -> None:
    """A sparse file takes no room on disk; held in memory its 300 MB would show."""
    resource = pytest.importorskip("resource")
    path = tmp_path / "huge.bin"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert receipt_of(path, "huge.bin").size == 300_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_long_list_of_responses_is_not_compared_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"r{n},Dorset,2019-06-10,no_response,,,," for n in range(300)]
    workspace = folder(tmp_path, *lines)
    compared = Mock(side_effect=AssertionError("two responses are compared"))
    monkeypatch.setattr(Response, "__eq__", compared)
    assert len(take_stock(workspace, "r").responses) == 300


def test_a_file_whose_name_only_looks_like_a_listed_one_says_so(tmp_path: Path) -> None:
    # One letter with its accent, and a letter followed by an accent: both are seen as é.
    composed, parted = "caf\u00e9.csv", "cafe\u0301.csv"
    workspace = folder(
        tmp_path,
        f"r1,Dorset,2019-06-20,answered,,{composed},,",
        documents={composed: b"one", parted: b"two"},
    )
    (problem,) = take_stock(workspace, "r").problems
    assert (problem.code, problem.document) == (ProblemCode.DOCUMENT_UNLISTED, parted)
    assert composed in problem.found
