"""Messages of a folder on an IMAP server, fetched and never changed: not even marked as read.

The folder is opened by EXAMINE and messages are fetched by BODY.PEEK, so that the server itself
refuses to change anything. Each is kept under the number that the server gives it for good.
"""

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from foistats.documents.file_names import safe_name
from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.inbox.mailbox_settings import MailboxSettings
from foistats.inbox.sources import Incoming, taken_note

_PATIENCE_SECONDS = 60
# Larger than servers take; a message of this size is no reply to a question.
_MOST_BYTES = 100_000_000
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_PLAIN = re.compile(r"[ -~]*")
_CODED = re.compile(r"&|[^ -~]+")


def messages_of(settings: MailboxSettings, folder: str, *, to: Path) -> list[Incoming]:
    """The messages of a folder that are open, each as one reply; none is fetched a second time.

    Raises WorkspaceError where the server can't be reached, or has no such folder.
    """
    found: list[Incoming] = []
    try:
        with _logged_in(settings) as server:
            validity = _examined(server, folder)
            for uid in _uids(server):
                name = safe_name(f"{folder.replace('/', '-')}-{validity}-{uid}.eml")
                path = to / name
                if taken_note(path).exists():
                    continue
                if not path.is_file():
                    to.mkdir(parents=True, exist_ok=True)
                    write_whole(path, _message(server, uid))
                found.append(Incoming(name, (path,)))
    except (imaplib.IMAP4.error, OSError, ssl.SSLError) as reason:
        raise WorkspaceError(
            f"the mailbox at {settings.host} can't be read: {_said(reason)}; nothing was filed"
        ) from reason
    return found


@contextmanager
def _logged_in(settings: MailboxSettings) -> Iterator[imaplib.IMAP4]:
    password = settings.password()
    context = ssl.create_default_context()
    server: imaplib.IMAP4
    if settings.security == "tls":
        server = imaplib.IMAP4_SSL(
            settings.host, settings.port, ssl_context=context, timeout=_PATIENCE_SECONDS
        )
    else:
        server = imaplib.IMAP4(settings.host, settings.port, timeout=_PATIENCE_SECONDS)
    try:
        if settings.security == "starttls":
            server.starttls(context)
        try:
            server.login(settings.user, password)
        except imaplib.IMAP4.error:
            # The server's own words may quote what was sent.
            raise WorkspaceError(
                f"the mailbox at {settings.host} takes neither user {settings.user!r} nor the"
                f" password in {settings.password_env}; correct them"
            ) from None
        yield server
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


def _examined(server: imaplib.IMAP4, folder: str) -> str:
    """Open a folder so that nothing in it can change; gives what makes its numbers unique."""
    status, _ = server.select(quoted(folder), readonly=True)
    if status != "OK":
        raise WorkspaceError(f"the mailbox has no folder {folder!r}; correct its name")
    _, [validity] = server.response("UIDVALIDITY")
    return validity.decode("ascii", "replace") if isinstance(validity, bytes) else "0"


def _uids(server: imaplib.IMAP4) -> list[str]:
    _, [listed] = server.uid("SEARCH", "ALL")
    found = (listed or b"").decode("ascii", "replace").split()
    return sorted((uid for uid in found if uid.isascii() and uid.isdecimal()), key=int)


def _message(server: imaplib.IMAP4, uid: str) -> bytes:
    _, sized = server.uid("FETCH", uid, "(RFC822.SIZE)")
    size = _SIZE.search(b" ".join(one for one in sized if isinstance(one, bytes)))
    if size is None or int(size[1]) > _MOST_BYTES:
        raise WorkspaceError(f"message {uid} is too large, or gone; look at it in the mailbox")
    _, parts = server.uid("FETCH", uid, "(BODY.PEEK[])")
    for part in parts:
        if isinstance(part, tuple):
            return bytes(part[1])
    raise WorkspaceError(f"message {uid} could not be fetched; try again")


def quoted(folder: str) -> str:
    r"""A folder's name as IMAP takes it: in quotes, other letters in its own form of UTF-7.

    >>> quoted("FOI/Burglary 2026"), quoted("Gwybodaeth & Ŵyl"), quoted('a"b\\')
    ('"FOI/Burglary 2026"', '"Gwybodaeth &- &AXQ-yl"', '"a\\"b\\\\"')
    """
    if "\n" in folder or "\r" in folder:
        raise WorkspaceError(f"{folder!r} is no name of a folder; correct it")
    coded = _CODED.sub(_utf7, folder)
    assert _PLAIN.fullmatch(coded)
    return '"' + coded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _utf7(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    coded = base64.b64encode(found[0].encode("utf-16-be")).decode().rstrip("=")
    return f"&{coded.replace('/', ',')}-"


def _said(reason: Exception) -> str:
    said = reason.args[0] if reason.args else reason
    return said.decode("ascii", "replace") if isinstance(said, bytes) else str(reason)
