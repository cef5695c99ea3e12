"""People are told what is new, once, by a real mail server and endpoint; nobody by default."""

import email
import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from foistats.errors import TableRejected
from foistats.holding import CUT_SHORT
from foistats.messages import sending, telling
from foistats.messages.settings import messages_of
from foistats.messages.telling import tell_people
from foistats.run.record import Order, Trigger, recorded
from foistats.toml import UnusableKey
from foistats.workspace import Workspace
from tests.flows.conftest import free_port
from tests.flows.folders import DORSET, WILTSHIRE, add_request, build, line, workbook
from tests.flows.test_sealed import replies
from tests.golden.screening.case import SECRET
from tests.unit.cli.typed import typed

# The replies were due in July 2019.
TODAY = date(2026, 11, 25)


class Mailbox:
    """Keeps what a mail server was given; refuses while it is told to."""

    def __init__(self) -> None:
        self.mails: list[email.message.EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuses = False

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, _: object, __: object, envelope: Any
    ) -> str:
        if self.refuses:
            return "451 not today"
        self.recipients.append(envelope.rcpt_tos)
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_FIRST_WAIT", 0.0)


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture
def endpoint() -> Iterator[tuple[list[tuple[dict[str, str], bytes]], str, list[int]]]:
    """What was posted, the address, and the answers still to be given; then it is 200."""
    posted: list[tuple[dict[str, str], bytes]] = []
    answers: list[int] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            code = answers.pop(0) if answers else 200
            if code == 200:
                posted.append((dict(self.headers), body))
            self.send_response(code)
            if code == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield posted, f"http://127.0.0.1:{server.server_port}/hook", answers
    server.shutdown()
    thread.join()
    server.server_close()


def set_up(root: Path, *, port: int = 0, url: str = "", more: str = "") -> None:
    text = f"[messages]\n{more}\n"
    if port:
        text += (
            f'[messages.email]\nto = ["a@example.org", "b@example.org"]\nhost = "127.0.0.1"\n'
            f'port = {port}\nsecurity = "none"\nsender = "foistats@example.org"\n'
        )
    if url:
        text += f'[messages.webhook]\nurl = "{url}"\nsecret_env = "HOOK_SECRET"\n'
    (root / "foistats.toml").write_text(text, encoding="utf-8")


def add_one(root: Path) -> Path:
    """Dorset replied, the other two are silent; built."""
    folder = add_request(
        root, line("dorset", "dorset.xlsx"), documents={"dorset.xlsx": workbook(*DORSET)}
    )
    build(root)
    return folder


def tell(root: Path, refusal: str = "") -> str:
    workspace = Workspace(root)
    return tell_people(workspace, ["r"], by_schedule=True, refusal=refusal, today=TODAY)


def test_what_is_new_is_told_in_plain_lines_and_only_once(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    folder = add_one(tmp_path)
    set_up(tmp_path, port=port)
    assert tell(tmp_path) == "email: 1 new reply, 2 overdue replies"
    [mail] = box.mails
    assert mail["Subject"] == "foistats: 1 new reply, 2 overdue replies"
    assert box.recipients == [["a@example.org", "b@example.org"]]
    # 20 working days from 3 June 2019, counted by hand: 1 July.
    assert mail.get_content().replace("\r\n", "\n") == (
        "New replies\n"
        "- r: Dorset Police on 2019-06-20: answered\n"
        "\n"
        "Overdue replies\n"
        "- r: Gloucestershire Constabulary: due on 2019-07-01\n"
        "- r: Wiltshire Police: due on 2019-07-01\n"
        "\n"
        f"Tables: {(tmp_path / 'processed').resolve()}\n"
        "What to do next: foistats status r\n"
    )
    assert tell(tmp_path) == ""
    workbook(*WILTSHIRE)(folder / "documents" / "w.xlsx")
    with (folder / "responses.csv").open("a", encoding="utf-8") as file:
        file.write(line("wiltshire", "w.xlsx") + "\n")
    build(tmp_path)
    assert tell(tmp_path) == "email: 1 new reply"
    assert "Dorset" not in box.mails[-1].get_content()
    assert len(box.mails) == 2


def test_nobody_is_told_by_default(tmp_path: Path, mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    add_one(tmp_path)
    assert tell(tmp_path) == ""
    set_up(tmp_path)
    assert tell(tmp_path) == ""
    set_up(tmp_path, port=port)
    assert tell_people(Workspace(tmp_path), ["r"], by_schedule=False, today=TODAY) == ""
    assert box.mails == []
    set_up(tmp_path, port=port, more='when = "always"\nabout = ["new_replies"]')
    told = tell_people(Workspace(tmp_path), ["r"], by_schedule=False, today=TODAY)
    assert told == "email: 1 new reply"


def test_what_could_not_be_sent_is_told_after_the_next_run_and_on_one_channel_alone(
    tmp_path: Path,
    mailbox: tuple[Mailbox, int],
    endpoint: tuple[list[Any], str, list[int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box, port = mailbox
    posted, url, answers = endpoint
    monkeypatch.setenv("HOOK_SECRET", "a secret")
    add_one(tmp_path)
    set_up(tmp_path, port=port, url=url)
    box.refuses = True
    answers += [500, 503]
    told = tell(tmp_path)
    assert told.startswith(
        "email: not sent, and tried again after the next run: SMTPDataError: 451"
    )
    assert told.endswith("webhook: 1 new reply, 2 overdue replies"), "the third try went through"
    box.refuses = False
    assert tell(tmp_path) == "email: 1 new reply, 2 overdue replies"
    assert (len(box.mails), len(posted)) == (1, 1)
    headers, body = posted[0]
    signed = hmac.new(b"a secret", body, hashlib.sha256).hexdigest()
    assert headers["X-Foistats-Signature"] == f"sha256={signed}"
    assert json.loads(body)["subject"] == "foistats: 1 new reply, 2 overdue replies"
    assert json.loads(body)["text"] == box.mails[0].get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("what", ["a redirect", "nobody there", "no such variable"])
def test_a_channel_that_fails_is_one_sentence_without_a_secret(
    tmp_path: Path,
    endpoint: tuple[list[Any], str, list[int]],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    posted, url, answers = endpoint
    add_one(tmp_path)
    if what != "no such variable":
        monkeypatch.setenv("HOOK_SECRET", "a secret")
    answers += [302, 302, 302] if what == "a redirect" else []
    set_up(tmp_path, url="http://127.0.0.1:9/hook" if what == "nobody there" else url)
    told = tell(tmp_path)
    assert told.startswith("webhook: not sent")
    assert "a secret" not in told
    assert posted == []


@pytest.mark.parametrize("trusted", [True, False], ids=["trusted", "not trusted"])
def test_a_password_goes_over_a_verified_connection_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, trusted: bool
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    given: list[tuple[bytes, bytes]] = []

    def who(_: object, __: object, ___: object, ____: object, data: Any) -> AuthResult:
        given.append((data.login, data.password))
        return AuthResult(success=data.password == b"a password")

    box, port = Mailbox(), free_port()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        authenticator=who,
        auth_required=True,
    )
    controller.start()
    try:
        add_one(tmp_path)
        set_up(tmp_path, port=port)
        text = (tmp_path / "foistats.toml").read_text("utf-8")
        text = text.replace('"none"', '"starttls"')
        text += 'user = "foistats"\npassword_env = "MAIL_PASSWORD"\n'
        (tmp_path / "foistats.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("MAIL_PASSWORD", "a password")
        told = tell(tmp_path)
    finally:
        controller.stop()
    assert given == ([(b"foistats", b"a password")] if trusted else [])
    assert len(box.mails) == trusted
    assert ("not sent" in told) == (not trusted)


def test_nothing_that_a_reply_hides_or_says_is_told(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    from tests.flows.test_sealed import hiding

    box, port = mailbox
    replies(tmp_path, hiding=hiding)
    build(tmp_path)
    set_up(tmp_path, port=port)
    assert "new problem" in tell(tmp_path)
    [mail] = box.mails
    said = mail.get_content()
    assert "document_sealed: Gloucestershire Constabulary, hiding.xlsx" in said
    assert SECRET not in mail.as_string()
    assert "1005" not in said
    assert SECRET not in (tmp_path / ".foistats" / "told.json").read_text("utf-8")


def test_a_name_cannot_make_a_line_or_a_header_of_its_own(tmp_path: Path) -> None:
    from foistats.messages.news import News
    from foistats.messages.sending import message_of
    from foistats.messages.settings import About

    add_one(tmp_path)
    evil = News(
        About.NEW_REPLIES, "r", "k", "Dorset\r\nBcc: x@example.org\n- r: Kent: answered\u202e"
    )
    message = message_of(Workspace(tmp_path), [evil])
    assert message.subject == "foistats: 1 new reply"
    lines = message.text.splitlines()
    assert lines[1] == "- r: Dorset  Bcc: x@example.org - r: Kent: answered "
    assert not any(line.startswith(("Bcc", "- r: Kent")) for line in lines)


@pytest.mark.parametrize(("answer", "tries"), [(401, 1), (302, 1), (429, 3), (503, 3)])
def test_only_what_may_pass_is_tried_again(
    tmp_path: Path,
    endpoint: tuple[list[Any], str, list[int]],
    monkeypatch: pytest.MonkeyPatch,
    answer: int,
    tries: int,
) -> None:
    posted, url, answers = endpoint
    monkeypatch.setenv("HOOK_SECRET", "a secret")
    add_one(tmp_path)
    set_up(tmp_path, url=url)
    answers += [answer] * 3
    assert str(answer) in tell(tmp_path)
    assert (len(answers), posted) == (3 - tries, [])


def test_a_broken_contract_is_told_without_the_values_that_broke_it(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    add_one(tmp_path)
    set_up(tmp_path, port=port, more='about = ["failed_run"]')
    (tmp_path / ".foistats" / "built" / "r.json").unlink()

    def rejected(_: object) -> Any:
        raise TableRejected(f"totals break their contract, such as {SECRET}")

    with pytest.raises(TableRejected):
        recorded(Order(str(tmp_path), trigger=Trigger.SCHEDULE), rejected)
    assert "TableRejected" in box.mails[0].get_content()
    # Nor when it is read from the record, which has them.
    (tmp_path / ".foistats" / "told.json").unlink()
    recorded(Order(str(tmp_path), trigger=Trigger.SCHEDULE), lambda _: [])
    assert "TableRejected" in box.mails[1].get_content()
    assert [SECRET in mail.as_string() for mail in box.mails] == [False, False]


def test_long_lists_are_cut_and_say_so(tmp_path: Path) -> None:
    from foistats.messages.news import News
    from foistats.messages.sending import message_of
    from foistats.messages.settings import About

    add_one(tmp_path)
    news = [News(About.NEW_PROBLEMS, "r", str(n), f"line {n}") for n in range(1, 124)]
    message = message_of(Workspace(tmp_path), news)
    assert message.subject == "foistats: 123 new problems"
    assert "- r: line 20\n- ... and 103 more\n" in message.text


def test_a_run_that_failed_is_told_in_our_words_once_a_day(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    add_one(tmp_path)
    set_up(tmp_path, port=port, more='about = ["failed_run"]')
    order = Order(str(tmp_path), trigger=Trigger.SCHEDULE)

    def full(_: object) -> Any:
        raise OSError(28, "No space left on device")

    def faulty(_: object) -> Any:
        raise ValueError(SECRET)

    (tmp_path / ".foistats" / "built" / "r.json").unlink()
    for build_ in (full, full, faulty):
        with pytest.raises((OSError, ValueError)):
            recorded(order, build_)
    said = [mail.get_content() for mail in box.mails]
    assert ["No space left on device" in one for one in said] == [True, False]
    assert "ValueError" in said[1]
    assert SECRET not in "".join(said)
    lines = (tmp_path / ".foistats" / "runs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(one)["messages"] for one in lines] == [
        "email: 1 failed run",
        "",
        "email: 1 failed run",
    ]


def test_a_failed_run_that_could_not_be_told_is_told_after_the_next_run(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    add_one(tmp_path)
    set_up(tmp_path, port=port, more='about = ["failed_run"]')
    order = Order(str(tmp_path), trigger=Trigger.SCHEDULE)

    def full(_: object) -> Any:
        raise OSError(28, "No space left on device")

    (tmp_path / ".foistats" / "built" / "r.json").unlink()
    box.refuses = True
    with pytest.raises(OSError, match="No space"):
        recorded(order, full)
    with pytest.raises(OSError, match="No space"):  # by hand, where the person sees it
        recorded(Order(str(tmp_path)), full)
    assert box.mails == []
    box.refuses = False
    recorded(order, lambda _: [])
    [mail] = box.mails
    assert mail["Subject"] == "foistats: 1 failed run"
    assert "No space left on device" in mail.get_content()
    recorded(order, lambda _: [])
    assert len(box.mails) == 1


def test_a_run_that_was_killed_is_told_by_the_next_and_one_by_hand_is_not(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    add_one(tmp_path)
    set_up(tmp_path, port=port, more='about = ["failed_run"]')
    now = datetime.now(UTC)
    killed = {"refusal": CUT_SHORT, "trigger": "schedule", "ended_at": now.isoformat()}
    lines = (
        killed,
        killed | {"trigger": "hand", "told_as": "by hand"},
        killed | {"refusal": SECRET},
        killed | {"ended_at": (now - timedelta(days=9)).isoformat(), "told_as": "long ago"},
        ["torn"],
    )
    (tmp_path / ".foistats" / "runs.jsonl").write_text(
        "".join(f"{json.dumps(one)}\n" for one in lines), "utf-8"
    )
    assert tell(tmp_path) == "email: 1 failed run"
    assert f"- {now.date()}: {CUT_SHORT}" in box.mails[0].get_content()
    assert SECRET not in box.mails[0].as_string()


def test_who_interrupts_the_telling_loses_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_one(tmp_path)
    set_up(tmp_path, port=9)

    def interrupted(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(telling, "channels_of", lambda _: {"email": interrupted})
    order = Order(str(tmp_path), trigger=Trigger.SCHEDULE)
    with pytest.raises(KeyboardInterrupt):
        recorded(order, lambda _: [])
    (tmp_path / ".foistats" / "built" / "r.json").unlink()
    with pytest.raises(KeyboardInterrupt):
        recorded(order, lambda _: 1 / 0)
    lines = (tmp_path / ".foistats" / "runs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(one)["refusal"] for one in lines] == ["", "ZeroDivisionError"]


def test_a_recipient_that_a_server_does_not_take_is_named_and_the_others_get_it_once(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox

    async def takes(_: object, __: object, envelope: Any, address: str, ___: object) -> str:
        if address.startswith("b@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    box.handle_RCPT = takes  # type: ignore[attr-defined]
    add_one(tmp_path)
    set_up(tmp_path, port=port)
    told = tell(tmp_path)
    assert told == "email: 1 new reply, 2 overdue replies, not taken for b@example.org (550)"
    assert tell(tmp_path) == ""
    assert box.recipients == [["a@example.org"]]


def test_a_fault_on_one_channel_is_told_without_its_words_and_the_other_still_tells(
    tmp_path: Path,
    mailbox: tuple[Mailbox, int],
    endpoint: tuple[list[Any], str, list[int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posted, url, _ = endpoint
    monkeypatch.setenv("HOOK_SECRET", "a secret")
    add_one(tmp_path)
    set_up(tmp_path, port=mailbox[1], url=url)
    text = (tmp_path / "foistats.toml").read_text("utf-8")
    # No name of a host has a part of 70 letters: a UnicodeError from within Python.
    text = text.replace('host = "127.0.0.1"', f'host = "{"a" * 70}.example"')
    (tmp_path / "foistats.toml").write_text(text, encoding="utf-8")
    assert tell(tmp_path) == (
        "email: not sent, and tried again after the next run: UnicodeError;"
        " webhook: 1 new reply, 2 overdue replies"
    )
    assert len(posted) == 1


def test_a_secret_address_that_is_none_is_a_sentence_that_does_not_quote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_one(tmp_path)
    monkeypatch.setenv("HOOK", "ftp://example.org/token")
    (tmp_path / "foistats.toml").write_text('[messages.webhook]\nurl_env = "HOOK"\n', "utf-8")
    done = typed("messages", "--test", "--root", tmp_path)
    assert done.exit_code == 1
    assert "no http or https address" in done.output
    assert "token" not in done.output


def test_a_server_that_drips_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes well before its timeout; the answer never ends."""
    monkeypatch.setattr(sending, "_MOST_SECONDS", 1.0)
    ended = threading.Event()

    class Drip(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            while not ended.wait(0.05):
                self.wfile.write(b"2")

        def log_message(self, *_: object) -> None:
            pass

    add_one(tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), Drip) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        (tmp_path / "foistats.toml").write_text(
            f'[messages.webhook]\nurl = "http://127.0.0.1:{server.server_port}"\n', "utf-8"
        )
        told = tell(tmp_path)
        ended.set()
        server.shutdown()
        thread.join()
        for one in threading.enumerate():
            if one.name == "foistats-message":
                one.join(10)
    assert told.endswith("tried again after the next run: it took longer than 1 seconds")


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"whom": 1}, "'whom'"),
        ({"when": "never"}, "'never'"),
        ({"about": ["all"]}, "new_replies"),
        ({"email": {"to": "a@example.org"}}, "email.to: "),
        ({"email": {"to": ["a@example.org"], "host": "h"}}, "sender"),
        ({"email": {"to": ["a\nb@x"], "host": "h", "sender": "a@b"}}, "email.to: "),
        ({"email": {"to": ["a@b"], "host": "h", "sender": "a@b", "password": "x"}}, "'password'"),
        ({"email": {"to": ["a@b"], "host": "h", "sender": "a@b", "port": 0}}, "port"),
        ({"email": {"to": ["a@b"], "host": "h", "sender": "a@b", "user": "u"}}, "password_env"),
        ({"email": {"to": ["a@b"], "host": "h", "sender": "a@b", "port": True}}, "port"),
        (
            {
                "email": {
                    "to": ["a@b"],
                    "host": "smtp.example.org",
                    "sender": "a@b",
                    "user": "u",
                    "password_env": "P",
                    "security": "none",
                }
            },
            "unencrypted",
        ),
        ({"webhook": {}}, "url_env"),
        ({"webhook": {"url": "http://[secret"}}, "address is no http"),
        ({"webhook": {"url": "http://a:secret"}}, "address is no http"),
        ({"webhook": {"url": "file:///etc/passwd"}}, "http or https"),
    ],
)
def test_a_mistake_in_the_settings_is_named(table: dict[str, Any], named: str) -> None:
    with pytest.raises(UnusableKey) as wrong:
        messages_of(table)
    assert named in f"{'.'.join(map(str, wrong.value.path))}: {wrong.value}"
    assert "secret" not in str(wrong.value)


def test_a_mistake_in_the_settings_stops_a_typed_run_before_it_begins(tmp_path: Path) -> None:
    add_one(tmp_path)
    (tmp_path / "foistats.toml").write_text('[messages]\nwhen = "never"\n', encoding="utf-8")
    assert typed("run", "--root", tmp_path).exit_code == 2


def test_the_command_shows_what_would_be_told_and_sends_a_trial(
    tmp_path: Path, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    add_one(tmp_path)
    assert "nobody is told anything" in typed("messages", "--root", tmp_path).stderr
    set_up(tmp_path, port=port)
    shown = typed("messages", "--root", tmp_path)
    assert shown.stdout.splitlines()[0] == "email: foistats: 1 new reply, 2 overdue replies"
    assert box.mails == []
    sent = typed("messages", "--test", "--root", tmp_path)
    assert (sent.exit_code, sent.stdout) == (0, "email: sent; look whether it arrived\n")
    assert box.mails[0]["Subject"] == "foistats: a test"
    set_up(tmp_path, port=9)
    assert typed("messages", "--test", "--root", tmp_path).exit_code == 1
    assert not (tmp_path / ".foistats" / "told.json").exists()
