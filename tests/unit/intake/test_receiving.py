"""`foistats receive` stores nothing that hides something, and loses sight of nothing that came."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from foistats.errors import WorkspaceError
from foistats.intake.receipts import read_receipts
from foistats.intake.receive import Received, receive
from foistats.intake.stock import take_stock
from foistats.records import Asked, Finding
from foistats.workspace import Workspace
from schemas.channels import Channel
from tests.unit.intake.folders import HEADER, folder

DAY = date(2019, 6, 20)
FOUND = (Finding(Channel.PIVOT_CACHE, "", 22073, "records"),)


def screen(paths: Sequence[Path], _: Asked) -> list[tuple[Finding, ...]]:
    """Finds something hidden in files that say so."""
    return [FOUND if b"hides" in path.read_bytes() else () for path in paths]


def none_asked(paths: Sequence[Path], _: Asked) -> list[tuple[Finding, ...]]:
    raise AssertionError(f"{paths} were opened")


def came(workspace: Workspace, *files: Path, force: str = "Dorset Police") -> Received:
    return receive(
        workspace,
        files,
        request_id="r",
        force=force,
        received_on=DAY,
        today=date(2026, 11, 3),
        screen=screen,
    )


def file(root: Path, name: str, content: bytes) -> Path:
    path = root / name
    path.write_bytes(content)
    return path


def test_a_file_that_hides_something_is_stored_in_quarantine_only(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    reply = file(tmp_path, "FOI: reply.xlsx", b"hides names")
    received = came(workspace, reply)
    assert received.response.documents == ("FOI_ reply.xlsx",)
    assert workspace.document_paths("r") == ()
    seal = received.sealed["FOI_ reply.xlsx"]
    assert (seal.name, seal.sealed_on) == ("FOI: reply.xlsx", date(2026, 11, 3))
    assert workspace.sealed_document("r", seal.seal_id).read_bytes() == b"hides names"
    assert workspace.responses_file("r").read_text("utf-8") == (
        HEADER + "dorset-2019-06-20,Dorset Police,2019-06-20,,,FOI_ reply.xlsx,,\n"
    )
    assert read_receipts(workspace, "r")["FOI_ reply.xlsx"].size == 11
    stock = take_stock(workspace, "r")
    assert stock.problems == ()
    assert stock.withheld(stock.responses[0])["FOI_ reply.xlsx"].findings == FOUND


def test_of_several_files_only_the_one_that_hides_something_is_sealed(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    received = came(
        workspace, file(tmp_path, "a.csv", b"1"), file(tmp_path, "b.csv", b"hides names")
    )
    assert received.response.documents == ("a.csv", "b.csv")
    assert list(received.sealed) == ["b.csv"]
    assert workspace.document_paths("r") == ("a.csv",)


def test_a_name_that_a_sealed_document_has_is_taken(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    came(workspace, file(tmp_path, "a.csv", b"hides names"))
    clean = came(workspace, file(tmp_path, "A.csv", b"clean"), force="Wiltshire")
    assert clean.response.documents == ("A-2.csv",)
    again = came(workspace, file(tmp_path, "a.csv", b"hides more"), force="Gloucestershire")
    assert again.response.documents == ("a-3.csv",)


def test_a_document_that_was_sealed_before_is_refused_unread(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    reply = file(tmp_path, "a.csv", b"hides names")
    came(workspace, reply)
    before = workspace.responses_file("r").read_bytes()
    with pytest.raises(WorkspaceError, match="came before and is sealed"):
        receive(
            workspace,
            [reply],
            request_id="r",
            force="Wiltshire",
            received_on=DAY,
            today=DAY,
            screen=none_asked,
        )
    assert workspace.responses_file("r").read_bytes() == before
    assert workspace.document_paths("r") == ()


def test_what_the_request_asked_is_known_to_whoever_looks_for_hidden_content(
    tmp_path: Path,
) -> None:
    workspace = folder(tmp_path)
    seen: list[Asked] = []

    def asked(paths: Sequence[Path], asked: Asked) -> list[tuple[Finding, ...]]:
        seen.append(asked)
        return [()] * len(paths)

    receive(
        workspace,
        [file(tmp_path, "a.csv", b"1")],
        request_id="r",
        force="Dorset Police",
        received_on=DAY,
        today=DAY,
        screen=asked,
    )
    [one] = seen
    assert (one.question, one.force_ids) == ("How many offences were recorded?", ("dorset",))
