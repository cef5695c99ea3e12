"""What WhatDoTheyKnow gives to whoever asked there, cut apart into replies.

Two shapes, read in the source of Alaveteli (mysociety/alaveteli) in November 2026, zipped or
unpacked:

- A batch (services/info_request_batch_zip.rb): `AUTHORITY - url_title/2019-11-11-103000/` with
  `incoming_12.txt`, `attachments-12/NAME` and `outgoing_7.txt`, and a `batch-...-dashboard-....csv`
  beside these folders.
- One request (request_controller.rb, make_request_zip): `correspondence.txt`, in which messages
  stand between lines of dashes, and `2_3_NAME`, the third part of the second reply.

Each incoming message is a reply with its attachments. The authority is the one that the request was
sent to: whose a reply is, its own words say, and the authority is only held against them.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from foistats.documents.file_names import numbered, safe_name
from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.inbox.sources import Incoming

_DAY = r"(?P<day>\d{4}-\d\d-\d\d)-\d{6}"
_INCOMING = re.compile(rf"(?:.+/)?(?P<authority>[^/]+) - [^/]+/{_DAY}/incoming_(?P<id>\d+)\.txt")
_ATTACHED = re.compile(
    rf"(?:.+/)?(?P<authority>[^/]+) - [^/]+/{_DAY}/attachments-(?P<id>\d+)/(?P<name>[^/]+)"
)
_SUMMARY = "correspondence.txt"
_SUMMARY_BEGINS = b"This is a plain-text version of the Freedom of Information request"
_PART = re.compile(r"(?P<message>\d+)_\d+_(?P<name>[^/]+)")
_RULE = re.compile(r"^-{31}[ \t]*$", re.MULTILINE)
_HEAD = re.compile(
    r"\s*From:(?P<sender>[^\n]*)\nTo:(?P<to>[^\n]*)\nDate:[ \t]*(?P<day>[^\n]*)\n(?P<text>.*)",
    re.DOTALL,
)
_DAYS = ("%d %B %Y", "%B %d, %Y")
# More than any export has; what a hostile archive unpacks to is never written.
_MOST_FILES = 20_000
_MOST_BYTES = 200_000_000
_MOST_BYTES_IN_ALL = 2_000_000_000

Read = Callable[[], bytes]


class _Message(NamedTuple):
    """One reply: where the request went, the day on which it came, and its files by name."""

    name: str
    authority: str
    day: date | None
    files: tuple[tuple[str, Read], ...]


def replies_in_zip(path: Path, to: Path) -> list[Incoming] | None:
    """The replies of an export, written below a folder; None for an archive that is none."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        entries = {
            one.filename: _reader(archive, one) for one in archive.infolist() if not one.is_dir()
        }
        messages = _messages(entries)
        if not messages:
            return None
        sizes = [one.file_size for one in archive.infolist()]
        if len(sizes) > _MOST_FILES or sum(sizes) > _MOST_BYTES_IN_ALL:
            raise WorkspaceError(f"{path.name} unpacks to more than an export can be; unpack it")
        return list(_written(messages, to / safe_name(path.stem)))


def replies_in_folder(folder: Path, to: Path) -> list[Incoming] | None:
    """The replies of an export that was unpacked; None for a folder that is none."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    entries = {path.relative_to(folder).as_posix(): path.read_bytes for path in sorted(paths)}
    messages = _messages({f"{folder.name}/{name}": read for name, read in entries.items()})
    messages = messages or _messages(entries)
    return list(_written(messages, to / safe_name(folder.name))) if messages else None


def _reader(archive: zipfile.ZipFile, zip_info: zipfile.ZipInfo) -> Read:
    def read() -> bytes:
        try:
            with archive.open(zip_info) as file:
                content = file.read(_MOST_BYTES + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as reason:
            raise WorkspaceError(f"{zip_info.filename!r} can't be unpacked: {reason}") from reason
        if len(content) > _MOST_BYTES:
            raise WorkspaceError(f"{zip_info.filename!r} unpacks to more than a reply can be")
        return content

    return read


def _messages(entries: Mapping[str, Read]) -> list[_Message]:
    """The incoming messages of an export; none where the files are no export."""
    found = list(_of_batch(entries))
    if found:
        return found
    summaries = [name for name in entries if PurePosixPath(name).name == _SUMMARY]
    if len(summaries) != 1:
        return []
    content = entries[summaries[0]]()
    if not content.lstrip(b"\xef\xbb\xbf \r\n").startswith(_SUMMARY_BEGINS):
        return []
    within = str(PurePosixPath(summaries[0]).parent)
    beside = {
        PurePosixPath(name).name: read
        for name, read in entries.items()
        if str(PurePosixPath(name).parent) == within
    }
    return list(_of_request(content.decode("utf-8", errors="replace"), beside))


def _of_batch(entries: Mapping[str, Read]) -> Iterator[_Message]:
    attached: dict[tuple[str, str], list[tuple[str, Read]]] = {}
    for name, read in entries.items():
        if part := _ATTACHED.fullmatch(name):
            attached.setdefault((part["authority"], part["id"]), []).append((part["name"], read))
    for name, read in entries.items():
        if one := _INCOMING.fullmatch(name):
            files = attached.get((one["authority"], one["id"]), [])
            text = (f"incoming_{one['id']}.txt", read)
            day = _day_of_folder(one["day"])
            called = f"{one['authority']}, {one['day']}"
            yield _Message(called, one["authority"], day, (text, *files))


def _day_of_folder(said: str) -> date | None:
    """The day that a folder is named after; None where it is none, and a person is asked."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _of_request(text: str, beside: Mapping[str, Read]) -> Iterator[_Message]:
    """The replies of one request: what isn't written by whoever wrote first.

    Raises WorkspaceError where more replies have attachments than there are replies.
    """
    parted: dict[int, list[tuple[str, Read]]] = {}
    for name, read in beside.items():
        if part := _PART.fullmatch(name):
            parted.setdefault(int(part["message"]), []).append((part["name"], read))
    heads = [_HEAD.match(one.replace("\r\n", "\n")) for one in _RULE.split(text)[1:]]
    sent = [head for head in heads if head is not None]
    authority = sent[0]["to"].strip() if sent else ""
    incoming = [one for one in sent if one["to"].strip() != authority]
    if parted and max(parted) > len(incoming):
        raise WorkspaceError(
            f"{_SUMMARY} has {len(incoming)} replies, and {max(parted)} have attachments; receive"
            " its files one by one, with --force"
        )
    for number, one in enumerate(incoming, 1):
        said: Read = partial(bytes, one["text"].encode())
        files = ((f"incoming_{number}.txt", said), *parted.get(number, []))
        yield _Message(f"{authority}, reply {number}", authority, _day(one["day"]), files)


def _day(written: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(written.strip(), form).date()
        except ValueError:
            continue
    return None


def _written(messages: list[_Message], to: Path) -> Iterator[Incoming]:
    """Each message's files, written into a folder of their own."""
    for number, one in enumerate(messages, 1):
        folder = to / f"{number:04}"
        folder.mkdir(parents=True, exist_ok=True)
        paths: list[Path] = []
        for name, read in one.files:
            n = 1
            while (path := folder / numbered(safe_name(name), n)) in paths:
                n += 1
            write_whole(path, read())
            paths.append(path)
        yield Incoming(one.name, tuple(paths), one.day, one.authority)
