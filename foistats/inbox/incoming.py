"""What a person points at, as single replies: files, folders, mailboxes, exports.

A folder inside a folder is one reply with all of its files. Each message of a mailbox is one reply.
Messages are only cut apart here; what is in them is read in worker processes.
"""

import mailbox
import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.inbox.sources import FETCHED, Incoming, taken_note
from foistats.inbox.whatdotheyknow import replies_in_folder, replies_in_zip

_MAILDIR = ("cur", "new")
# How each message of a file in the mbox format begins.
_MBOX = b"From "
_MOST_OF_A_HEADER = 65_536
_MOST_OF_A_LINE = 200


def incoming_of(paths: Sequence[Path], *, messages_to: Path) -> list[Incoming]:
    """The replies that some paths hold, in order; messages of mailboxes are written to a folder.

    Raises WorkspaceError for a path that isn't there.
    """
    found: list[Incoming] = []
    for path in paths:
        if path.is_dir():
            found += _of_folder(path, messages_to)
        elif path.is_file():
            found += _of_file(path, messages_to)
        else:
            raise WorkspaceError(f"{path} is no file and no folder; nothing was stored")
    return found


def _of_file(path: Path, messages_to: Path) -> Iterator[Incoming]:
    with path.open("rb") as file:
        is_mailbox = file.read(len(_MBOX)) == _MBOX
    if not is_mailbox:
        exported = replies_in_zip(path, messages_to)
        yield from [Incoming(path.name, (path,))] if exported is None else exported
        return
    with closing(mailbox.mbox(path, create=False)) as box:
        yield from _messages((box.get_bytes(key) for key in box.iterkeys()), path.stem, messages_to)


def _of_folder(folder: Path, messages_to: Path) -> Iterator[Incoming]:
    if all((folder / name).is_dir() for name in _MAILDIR):
        files = sorted(file for name in _MAILDIR for file in _files(folder / name))
        yield from _messages((file.read_bytes() for file in files), folder.name, messages_to)
        return
    exported = replies_in_folder(folder, messages_to)
    if exported is not None:
        yield from exported
        return
    for entry in sorted(folder.iterdir()):
        # What a link points to may be anything of this machine.
        if entry.name.startswith((".", "~$")) or entry.is_symlink():
            continue
        if entry.is_dir():
            if all((entry / name).is_dir() for name in _MAILDIR):
                yield from _of_folder(entry, messages_to)
            elif (exported := replies_in_folder(entry, messages_to)) is not None:
                yield from exported
            elif together := tuple(_files(entry)):
                yield Incoming(entry.name, together)
        elif entry.is_file():
            yield from _of_file(entry, messages_to)


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(where, name)
            if not name.startswith((".", "~$")) and not path.is_symlink():
                yield path


def _messages(contents: Iterator[bytes], name: str, to: Path) -> Iterator[Incoming]:
    for number, content in enumerate(contents, start=1):
        to.mkdir(parents=True, exist_ok=True)
        path = _path_of(content, f"{name}-{number:04}", to)
        if not path.exists():
            write_whole(path, content)
        yield Incoming(path.name, (path,))


def _path_of(content: bytes, name: str, to: Path) -> Path:
    """Where a message lies; never the place of another one, which may wait for a person there."""
    number = 1
    while (path := to / f"{name}{f'-{number}' if number > 1 else ''}.eml").exists():
        if path.read_bytes() == content:
            break
        number += 1
    return path


def forget_messages(paths: Sequence[Path], *, messages_to: Path) -> None:
    """Take away the copies of messages that wait no longer; files of a person stay.

    Of a message in the mailbox an empty note stays, so that it isn't fetched again.
    """
    for path in paths:
        if path.parent == messages_to / FETCHED:
            taken_note(path).touch()
        if path.parent in (messages_to, messages_to / FETCHED):
            path.unlink(missing_ok=True)


def headed(path: Path) -> str:
    """From whom a message is by its header, of which day and about what, for a person to see.

    It is no reason to file it under a force.
    """
    if path.suffix.casefold() != ".eml":
        return ""
    with path.open("rb") as file:
        head = BytesHeaderParser(policy=default).parsebytes(file.read(_MOST_OF_A_HEADER))
    said = []
    for name in ("From", "Date", "Subject"):
        try:
            value = str(head[name] or "")
        except (ValueError, LookupError, IndexError, AttributeError, TypeError):
            continue  # The parser of the standard library fails on some headers.
        if value:
            said.append(f"{name}: {' '.join(value.split())[:_MOST_OF_A_LINE]}")
    return "; ".join(said)
