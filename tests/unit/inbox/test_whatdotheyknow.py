"""Exports of WhatDoTheyKnow, made in the shape of its source, cut apart and filed."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from foistats.errors import WorkspaceError
from foistats.inbox.incoming import incoming_of
from foistats.inbox.sources import Incoming
from foistats.workspace import Workspace
from tests.unit.inbox.test_inbox import counts, letter, listed, received

KENT = "Kent Police - burglary_offences_41/2026-07-03-101500"
ESSEX = "Essex Police - burglary_offences_42/2026-07-06-090000"
TABLE = b"Financial year,Number of offences\n2020/21,812\n2021/22,790\n"
DASHBOARD = (
    "request_url,authority_name,number_of_replies,request_status\n"
    "https://www.whatdotheyknow.com/request/burglary_offences_41,Kent Police,1,Successful\n"
)
BATCH = {
    "batch-7-burglary_offences-dashboard-2026-08-01-120000.csv": DASHBOARD.encode(),
    "Kent Police - burglary_offences_41/2026-06-01-100000/outgoing_1.txt": b"Dear Kent Police, ...",
    f"{KENT}/incoming_11.txt": letter("Kent Police", "Please see the table attached.").encode(),
    f"{KENT}/attachments-11/table.csv": TABLE,
    f"{ESSEX}/incoming_12.txt": letter("Essex Police", counts(9)).encode(),
}
CORRESPONDENCE = (
    'This is a plain-text version of the Freedom of Information request "Burglary".  The latest,'
    " full version is available online at http://www.whatdotheyknow.com/request/burglary.\n"
    "\n-------------------------------\n"
    "From: A. Person\nTo: Kent Police\nDate: 01 June 2026\n\nDear Kent Police, how many?\n"
    "\n-------------------------------\n"
    "From: FOI Unit, Kent Police\nTo: A. Person\nDate: 02 June 2026\n\n"
    "Kent Police\n\nI acknowledge receipt of your request of 1 June.\n"
    "\n-------------------------------\n"
    "From: FOI Unit, Kent Police\nTo: A. Person\nDate: July 03, 2026\n\n"
    f"{letter('Kent Police', 'Please see the table attached.')}"
    "Attachment: table.csv (1K)\n"
)
REQUEST = {"correspondence.txt": CORRESPONDENCE.encode(), "2_2_table.csv": TABLE}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def unpacked(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def cut(path: Path, to: Path) -> list[tuple[str, list[str], date | None, str]]:
    found: list[Incoming] = incoming_of([path], messages_to=to)
    return [(one.name, [f.name for f in one.files], one.on, one.listed_as) for one in found]


CUT = [
    ("Kent Police, 2026-07-03", ["incoming_11.txt", "table.csv"], date(2026, 7, 3), "Kent Police"),
    ("Essex Police, 2026-07-06", ["incoming_12.txt"], date(2026, 7, 6), "Essex Police"),
]


def test_each_message_of_a_batch_is_a_reply_with_what_is_attached(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "batch-7-burglary_offences-export-2026-08-01-120000.zip", BATCH)
    assert cut(archive, tmp_path / "out") == CUT
    table = next((tmp_path / "out").rglob("table.csv"))
    assert table.read_bytes() == TABLE


def test_a_batch_that_was_unpacked_is_the_same(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "in" / "batch-7", BATCH)
    assert sorted(cut(folder, tmp_path / "out")) == sorted(CUT)
    assert sorted(cut(folder.parent, tmp_path / "out")) == sorted(CUT)


def test_the_messages_of_one_request_are_told_from_what_was_asked(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "burglary.zip", REQUEST)
    assert cut(archive, tmp_path / "out") == [
        ("Kent Police, reply 1", ["incoming_1.txt"], date(2026, 6, 2), "Kent Police"),
        ("Kent Police, reply 2", ["incoming_2.txt", "table.csv"], date(2026, 7, 3), "Kent Police"),
    ]


def test_an_export_is_filed_where_its_own_words_agree(workspace: Workspace, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "batch.zip", BATCH)
    assert received(workspace, archive) == 0
    assert listed(workspace) == [
        ("Kent Police", "2026-07-03", "incoming_11.txt;table.csv"),
        ("Essex Police", "2026-07-06", "incoming_12.txt"),
    ]
    # The same export a month later has the same replies, and nothing comes in twice.
    assert received(workspace, archive) == 0
    assert len(listed(workspace)) == 2


def test_an_acknowledgement_in_an_export_is_set_aside(workspace: Workspace, tmp_path: Path) -> None:
    assert received(workspace, zipped(tmp_path / "burglary.zip", REQUEST)) == 0
    assert listed(workspace) == [("Kent Police", "2026-07-03", "incoming_2.txt;table.csv")]
    aside = workspace.request_folder("burglary") / "correspondence.csv"
    assert "Kent Police,2026-06-02,acknowledgement" in aside.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (counts(9), "no force is named in its own words; the request was sent to Kent Police"),
        (letter("Essex Police", counts(9)), "the request was sent to Kent Police"),
    ],
)
def test_the_authority_alone_decides_nothing_and_may_contradict(
    workspace: Workspace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    said: str,
) -> None:
    archive = zipped(tmp_path / "batch.zip", {f"{KENT}/incoming_11.txt": text.encode()})
    assert received(workspace, archive) == 1
    assert listed(workspace) == []
    assert f"open: {said}" in capsys.readouterr().out


def test_the_name_of_a_file_may_contradict_too(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = tmp_path / "FOI_essex 2026.txt"
    reply.write_text(letter("Kent Police", counts(812)), encoding="utf-8")
    assert received(workspace, reply) == 1
    assert "open: the name of a file is that of Essex Police" in capsys.readouterr().out
    assert listed(workspace) == []


def test_another_archive_is_one_file(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "reply.zip", {"a/table.csv": TABLE, "letter.txt": b"x"})
    assert [one.files for one in incoming_of([archive], messages_to=tmp_path)] == [(archive,)]


def test_no_name_in_an_export_leads_out_of_its_folder(tmp_path: Path) -> None:
    files = {f"{KENT}/incoming_1.txt": b"x", f"{KENT}/attachments-1/..": b"y"}
    zipped(tmp_path / "batch.zip", files)
    cut(tmp_path / "batch.zip", tmp_path / "out")
    assert all(path.is_relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*"))
    assert not (tmp_path / "y").exists()


def test_an_export_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "r.zip", {**REQUEST, "3_2_other.csv": TABLE})
    with pytest.raises(WorkspaceError, match="has 2 replies, and 3 have attachments"):
        incoming_of([archive], messages_to=tmp_path / "out")


def test_what_unpacks_to_more_than_an_export_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foistats.inbox.whatdotheyknow._MOST_BYTES", 100)
    archive = zipped(tmp_path / "b.zip", {f"{KENT}/incoming_1.txt": b"x" * 101})
    with pytest.raises(WorkspaceError, match="unpacks to more than a reply"):
        incoming_of([archive], messages_to=tmp_path / "out")
    assert io.BytesIO(archive.read_bytes()).getbuffer().nbytes < 1000
