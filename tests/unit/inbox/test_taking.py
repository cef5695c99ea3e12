"""What waits in a watched folder or a mailbox: filed where it is plain, asked about elsewhere."""

import csv
import os
import re
import socketserver
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foistats.cli.inbox import receive_inbox
from foistats.errors import WorkspaceError
from foistats.inbox.mailbox_settings import MailboxSettings, read_mailbox
from foistats.inbox.taking import Taken, left_to_a_person, take_what_is_plain, waiting
from foistats.workspace import Workspace
from tests.unit.cli.typed import typed
from tests.unit.inbox.test_inbox import counts, letter, listed, message

TODAY = date(2026, 9, 1)
PASSWORD = "very secret"


def put(workspace: Workspace, name: str, text: str, *, old: bool = True) -> Path:
    """A file in the watched folder; one that isn't `old` may be half written."""
    path = workspace.watched_inbox("burglary") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if old:
        os.utime(path, (1_780_000_000, 1_780_000_000))
    return path


def take(workspace: Workspace) -> list[Taken]:
    return take_what_is_plain(workspace, workspace.request_ids(), today=TODAY)


def asked(workspace: Workspace) -> list[dict[str, str]]:
    path = workspace.inbox_folder("burglary") / "questions.csv"
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines())) if path.is_file() else []


def test_what_is_plain_is_filed_and_the_rest_is_asked(workspace: Workspace) -> None:
    put(workspace, "a.txt", letter("Dorset Police", counts(812)))
    put(workspace, "b.txt", counts(790))
    put(workspace, "c.txt", letter("Kent Police", "I acknowledge receipt of your request."))
    put(workspace, "d.txt", letter("Essex Police", counts(5)), old=False)
    [taken] = take(workspace)
    assert taken.filed == (
        "a.txt: filed under Dorset Police as dorset-2026-07-03",
        "c.txt: set aside, acknowledgement of Kent Police",
    )
    assert (taken.open, taken.refused) == (1, "")
    assert listed(workspace) == [("Dorset Police", "2026-07-03", "a.txt")]
    [question] = asked(workspace)
    assert question["files"].endswith("b.txt")
    assert question["question"] == "no force is named in its own words"
    # Nothing of the folder is touched, and the next night does nothing again.
    names = sorted(path.name for path in workspace.watched_inbox("burglary").iterdir())
    assert names == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert take(workspace) == [Taken("burglary", (), 1)]
    aside = workspace.request_folder("burglary") / "correspondence"
    assert [path.name for path in aside.iterdir()] == ["c.txt"]


def test_what_a_person_fills_in_stays_and_is_gone_once_it_is_filed(workspace: Workspace) -> None:
    put(workspace, "b.txt", counts(790))
    take(workspace)
    questions = workspace.inbox_folder("burglary") / "questions.csv"
    filled = questions.read_text("utf-8-sig").replace("b.txt,,,", "b.txt,Kent Police,2026-07-03,")
    questions.write_text(filled, encoding="utf-8")
    take(workspace)
    assert [row["force"] for row in asked(workspace)] == ["Kent Police"]
    said = typed("status", "burglary", "--root", workspace.root)
    assert "1 reply waits in the inbox" in said.stdout
    words = ["receive", "--request", "burglary", "--answers", questions]
    assert typed(*words, "--root", workspace.root).exit_code == 0
    assert left_to_a_person(workspace, "burglary") == 0
    assert take(workspace) == [Taken("burglary", (), 0)]
    assert asked(workspace) == []


def test_another_receipt_leaves_what_is_asked(workspace: Workspace, tmp_path: Path) -> None:
    put(workspace, "b.txt", counts(790))
    take(workspace)
    reply = tmp_path / "reply.txt"
    reply.write_text(letter("Dorset Police", counts(812)), encoding="utf-8")
    done = receive_inbox([reply], request_id="burglary", on=None, root=workspace.root, today=TODAY)
    # What was asked before is open still, and is said again.
    assert done == 1
    assert [row["files"].rpartition("/")[2] for row in asked(workspace)] == ["b.txt"]


def test_without_files_what_waits_is_received(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    def receive() -> int:
        return receive_inbox([], request_id="burglary", on=None, root=workspace.root, today=TODAY)

    assert receive() == 2
    assert "name the files that came in, or put them into" in capsys.readouterr().err
    put(workspace, "a.txt", letter("Dorset Police", counts(812)))
    assert receive() == 0
    assert [row[0] for row in listed(workspace)] == ["Dorset Police"]


def test_a_request_that_can_not_be_used_stops_no_other(workspace: Workspace) -> None:
    put(workspace, "a.txt", letter("Dorset Police", counts(812)))
    (workspace.raw / "broken").mkdir()
    (workspace.raw / "broken" / "request.toml").write_text("title =", encoding="utf-8")
    (workspace.root / "inbox" / "broken").mkdir()
    first, second = take(workspace)
    assert (first.request_id, first.open) == ("broken", 0)
    assert first.refused
    assert second.request_id == "burglary"
    assert len(second.filed) == 1


class Server(socketserver.ThreadingTCPServer):
    """As much of an IMAP server as is needed to fetch messages; it notes what it was told."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, messages: list[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.messages = messages
        self.told: list[str] = []


class Session(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        self.say("* OK IMAP4rev1 ready")
        while line := self.rfile.readline().decode():
            tag, _, command = line.strip().partition(" ")
            self.server.told.append(command)
            name = command.split()[0].upper()
            if name == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            elif name == "LOGIN" and PASSWORD not in command:
                self.say(f"{tag} NO no, {command}")
                continue
            elif name == "EXAMINE" and "Burglary" not in command:
                self.say(f"{tag} NO no such folder")
                continue
            elif name == "EXAMINE":
                self.say(f"* {len(self.server.messages)} EXISTS")
                self.say("* OK [UIDVALIDITY 77] UIDs valid")
            elif "SEARCH" in command:
                uids = [str(10 + n) for n in range(len(self.server.messages))]
                self.say(f"* SEARCH {' '.join(uids)}")
            elif "FETCH" in command:
                self.fetch(command)
            elif name == "LOGOUT":
                self.say("* BYE")
            self.say(f"{tag} OK done")

    def fetch(self, command: str) -> None:
        number = int(command.split()[2]) - 10
        content = self.server.messages[number]
        head = f"* {number + 1} FETCH (UID {number + 10}"
        if "RFC822.SIZE" in command:
            self.say(f"{head} RFC822.SIZE {len(content)})")
        else:
            self.wfile.write(f"{head} BODY[] {{{len(content)}}}\r\n".encode() + content + b")\r\n")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server() -> Iterator[Server]:
    body = f"Kent Police holds the following. {counts(812)}\n\nKent Police\n"
    messages = [message(body).as_bytes(), message(counts(9)).as_bytes()]
    made = Server(messages)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def mailbox(workspace: Workspace, port: int, folder: str = "FOI/Burglary 2026") -> None:
    workspace.settings_file.write_text(
        '[mailbox]\nhost = "127.0.0.1"\nuser = "foi"\npassword_env = "TEST_IMAP_PASSWORD"\n'
        f'security = "none"\nport = {port}\n[mailbox.folders]\nburglary = "{folder}"\n',
        encoding="utf-8",
    )


def test_a_folder_of_a_mailbox_is_read_and_nothing_in_it_changes(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_IMAP_PASSWORD", PASSWORD)
    mailbox(workspace, server.server_address[1])
    [taken] = take(workspace)
    assert taken.refused == ""
    assert listed(workspace) == [
        ("Kent Police", "2026-07-03", "FOI-Burglary 2026-77-10.eml"),
    ]
    # The other message names its force by its address alone.
    assert taken.open == 1
    told = server.told
    assert 'EXAMINE "FOI/Burglary 2026"' in told
    assert [one for one in told if "BODY" in one] == [
        "UID FETCH 10 (BODY.PEEK[])",
        "UID FETCH 11 (BODY.PEEK[])",
    ]
    changing = r"SELECT|STORE|COPY|MOVE|EXPUNGE|APPEND|DELETE|RENAME|CREATE|BODY\["
    assert not [one for one in told if re.search(changing, one)]
    # What was fetched is not fetched again.
    server.told.clear()
    assert take(workspace) == [Taken("burglary", (), 1)]
    assert not [one for one in server.told if "BODY" in one]
    # Of what was filed no copy is left but the received one; what is open is kept until it is.
    copies = workspace.inbox_folder("burglary") / "mailbox"
    assert {path.name: path.stat().st_size > 0 for path in copies.iterdir()} == {
        "FOI-Burglary 2026-77-10.taken": False,
        "FOI-Burglary 2026-77-11.eml": True,
    }


def test_what_goes_wrong_with_a_mailbox_is_said_without_its_password(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server.server_address[1]
    mailbox(workspace, port)
    with pytest.raises(WorkspaceError, match=r"TEST_IMAP_PASSWORD.*is not set"):
        waiting(workspace, "burglary")
    monkeypatch.setenv("TEST_IMAP_PASSWORD", "wrong one")
    with pytest.raises(WorkspaceError, match="takes neither user") as refused:
        waiting(workspace, "burglary")
    assert "wrong one" not in str(refused.value)
    monkeypatch.setenv("TEST_IMAP_PASSWORD", PASSWORD)
    mailbox(workspace, port, folder="Elsewhere")
    with pytest.raises(WorkspaceError, match="no folder 'Elsewhere'"):
        waiting(workspace, "burglary")
    mailbox(workspace, 1)
    [taken] = take(workspace)
    assert "the mailbox at 127.0.0.1 can't be read" in taken.refused


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('host = "a"\nuser = "b"\n', "a mailbox needs password_env"),
        ('host = "a"\nuser = "b"\npassword = "c"\n', "a password stands in a variable, never here"),
        ('host = "a"\nuser = "b"\npassword_env = "C"\nsecurity = "none"\n', "unencrypted"),
        ('host = "a"\nuser = "b"\npassword_env = "C"\nport = 0\n', "from 1 to 65535"),
        ('host = "a"\nuser = "b"\npassword_env = "C"\nfolders = "x"\n', r"\[mailbox.folders\]"),
    ],
)
def test_a_setting_that_can_not_be_used_is_named(
    workspace: Workspace, lines: str, said: str
) -> None:
    workspace.settings_file.write_text(f"[mailbox]\n{lines}", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said):
        read_mailbox(workspace)


def test_a_mailbox_is_reached_over_tls_unless_it_is_said_otherwise(workspace: Workspace) -> None:
    lines = '[mailbox]\nhost = "a.example"\nuser = "b"\npassword_env = "C"\n'
    workspace.settings_file.write_text(lines, encoding="utf-8")
    assert read_mailbox(workspace) == MailboxSettings("a.example", "b", "C", "tls", 993)
