"""A working copy of a bucket: pulled before something is done in it, pushed after.

All work is done in a folder, with its lock and its promises; the bucket gets what came of it. What
was new lies in the bucket before anything names it, and then one conditional put of the pointer
swaps all at once. Of two machines that pulled the same state the second one's put is refused.

What people put below raw/ is no part of the pointer's state. What a run adds there (receipts,
seals) is put before the pointer, and what it takes away (a document that is sealed) after it, each
on the condition that nobody changed it: what is left where a push is killed is what a run leaves
that is killed in a folder, and the next one goes on from there.
"""

import json
import os
import socket
import uuid
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.holding import PATIENCE_SECONDS, holding
from foistats.release.generations import point
from foistats.store.bucket import Bucket, Overtaken, Stored, at_once, by_key
from foistats.store.state import (
    NOTHING,
    OF_PEOPLE,
    POINTER,
    SETTINGS,
    STATES,
    Made,
    State,
    digest_of_bytes,
    digest_of_file,
    here,
    key_of,
    of_people,
    state_of,
)
from foistats.workspace import Workspace

_TRIES = 3


class Unpushed(WorkspaceError):
    """The copy has changes that a pull would take away."""


class Pulled(NamedTuple):
    """What a copy was made from: the pointer's tag, its state, and what people had put there."""

    address: str
    tag: str = ""
    state: str = ""
    people: Mapping[str, tuple[str, str]] = {}
    """The tag and the digest of each file, by path."""
    probed: bool = False


def pull(bucket: Bucket, root: Path, *, discard: bool = False) -> int:
    """Make a folder what the bucket holds; gives how many files were fetched.

    Raises Unpushed where the folder has changes that were not pushed, unless they are to be
    discarded, and WorkspaceError where it is the copy of another bucket, or none.
    """
    noted = _noted(root, bucket.address)
    (root / OF_PEOPLE[0]).mkdir(parents=True, exist_ok=True)
    workspace = Workspace(root)
    with holding(workspace, "foistats pull", patience=PATIENCE_SECONDS):
        _note(root, noted)
        if not discard:
            _refuse_unpushed(workspace, noted, bucket)
        for _ in range(_TRIES):
            try:
                return _pull(bucket, workspace, noted)
            except Overtaken as changed:
                last = changed
        raise last


def push(bucket: Bucket, root: Path, *, first: bool = False) -> bool:
    """Put what was done in a copy into its bucket; False where there is nothing to push.

    With `first` a folder that is no copy yet is put into a bucket that has nothing of it.

    Raises Overtaken where somebody else pushed, or put one of the same files, since the pull:
    then nothing of this copy's tables is in the bucket's state.
    """
    workspace = Workspace(root)
    new = first and not _file(root).exists()
    noted = Pulled(bucket.address) if new else _noted(root, bucket.address)
    with holding(workspace, "foistats push", patience=PATIENCE_SECONDS):
        return _push(bucket, workspace, noted)


def _pull(bucket: Bucket, workspace: Workspace, noted: Pulled) -> int:
    root = workspace.root
    tag, digest, state = current_state(bucket)
    people = _people_in(bucket)
    mine = of_people(root)
    known = {
        path: noted.people[path][1]
        for path, stored in people.items()
        if path in noted.people and noted.people[path][0] == stored.tag
    }
    fetch_people = [path for path in people if mine.get(path) != known.get(path, "")]
    made = here(workspace).files
    fetch_made = [path for path, one in state.files.items() if not _same(made.get(path), one)]
    at_once([partial(_fetch_of_people, bucket, root, path, people[path]) for path in fetch_people])
    at_once([partial(_fetch_made, bucket, root, path, state.files[path]) for path in fetch_made])
    _remove(root, [*(set(mine) - set(people)), *(set(made) - set(state.files))])
    _set_times(root, state)
    for request_id, name in state.tables.items():
        point(workspace.current_pointer(request_id), name)
    for path in people:
        known.setdefault(path, digest_of_file(root / path))
    held = {path: (stored.tag, known[path]) for path, stored in people.items()}
    _note(root, Pulled(bucket.address, tag, digest, held, noted.probed))
    return len(fetch_people) + len(fetch_made)


def current_state(bucket: Bucket) -> tuple[str, str, State]:
    """The pointer's tag, the name of the state it names, and that state."""
    there = bucket.got(POINTER)
    if there is None:
        return "", "", NOTHING
    content, tag = there
    digest = json.loads(content)["state"]
    stored = bucket.got(f"{STATES}/{digest}.json")
    if stored is None:
        raise WorkspaceError(f"{bucket.address}/{STATES}/{digest}.json is gone; restore it")
    return tag, digest, state_of(stored[0], digest)


def _people_in(bucket: Bucket) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    for top in OF_PEOPLE:
        found |= by_key(bucket.listed(top))
    if (settings := bucket.got(SETTINGS)) is not None:
        found[SETTINGS] = Stored(settings[1], len(settings[0]))
    return found


def _fetch_of_people(bucket: Bucket, root: Path, path: str, stored: Stored) -> None:
    there = bucket.got(path)
    if there is None or there[1] != stored.tag:
        raise Overtaken(f"{bucket.address}/{path} is being changed; try again in a moment")
    _write(root, path, there[0])


def _fetch_made(bucket: Bucket, root: Path, path: str, made: Made) -> None:
    there = bucket.got(key_of(path, made))
    if there is None or digest_of_bytes(there[0]) != made.sha256:
        what = "gone" if there is None else "not what was written"
        raise WorkspaceError(
            f"{bucket.address}/{key_of(path, made)} is {what}; restore that object, or delete"
            f" {POINTER} there and run again, which builds all tables anew"
        )
    _write(root, path, there[0])


def _write(root: Path, path: str, content: bytes) -> None:
    file = root / path
    sealed = "quarantine" in path.split("/")[:-1]
    file.parent.mkdir(mode=0o700 if sealed else 0o777, parents=True, exist_ok=True)
    write_whole(file, content, mode=0o600 if sealed else 0o666)


def _remove(root: Path, paths: Collection[str]) -> None:
    for path in paths:
        file = root / path
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder in (root, root / OF_PEOPLE[0]):
                break
            with suppress(OSError):
                folder.rmdir()


def _set_times(root: Path, state: State) -> None:
    """Give files and sets of tables the times that they had: which set is older goes by them."""
    folders: dict[Path, int] = {}
    for path, made in state.files.items():
        os.utime(root / path, ns=(made.time, made.time))
        folder = (root / path).parent
        folders[folder] = max(folders.get(folder, 0), made.time)
    for folder, time in folders.items():
        os.utime(folder, ns=(time, time))


def _same(mine: Made | None, theirs: Made) -> bool:
    return mine is not None and mine.sha256 == theirs.sha256


def _push(bucket: Bucket, workspace: Workspace, noted: Pulled) -> bool:
    root = workspace.root
    tag, digest, before = current_state(bucket)
    state = here(workspace, before=digest)
    mine = of_people(root)
    theirs = {path: sha256 for path, (_, sha256) in noted.people.items()}
    changed = sorted(
        (path for path, sha256 in mine.items() if theirs.get(path) != sha256), key=_seals_first
    )
    taken_away = sorted(set(theirs) - set(mine))
    new = [path for path, one in state.files.items() if not _same(before.files.get(path), one)]
    same = not new and state.tables == before.tables and set(state.files) == set(before.files)
    if tag != noted.tag:
        raise Overtaken(f"{bucket.address} was pushed to by somebody else since it was pulled")
    if same and not changed and not taken_away:
        return False
    if not noted.probed:
        bucket.refuse_unconditional(STATES)
    _refuse_changed(bucket, noted, [*changed, *taken_away])
    at_once([partial(_put_made, bucket, root, path, state.files[path]) for path in new])
    content = state.content()
    digest = digest_of_bytes(content)
    bucket.put(f"{STATES}/{digest}.json", content)
    held = dict(noted.people)
    for path in changed:
        tag_before = noted.people[path][0] if path in noted.people else ""
        held[path] = (_put_of_people(bucket, root, path, tag_before, mine[path]), mine[path])
    tag = bucket.put_if(POINTER, _pointer(state, digest), tag=noted.tag)
    # What somebody put there anew meanwhile stays, and is looked at by the next run.
    there = _people_in(bucket) if taken_away else {}
    bucket.delete(
        [path for path in taken_away if path in there and there[path].tag == noted.people[path][0]]
    )
    held = {path: one for path, one in held.items() if path not in taken_away}
    _note(root, Pulled(bucket.address, tag, digest, held, probed=True))
    return True


def _seals_first(path: str) -> tuple[bool, str]:
    """What is sealed lies there, and its seal, before anything else says so."""
    return "quarantine" not in path.split("/"), path


def _refuse_changed(bucket: Bucket, noted: Pulled, paths: Collection[str]) -> None:
    """Raise Overtaken where somebody changed, since the pull, a file that this copy changes too."""
    if not paths:
        return
    there = _people_in(bucket)
    for path in paths:
        tag = there[path].tag if path in there else ""
        if tag != (noted.people[path][0] if path in noted.people else ""):
            raise Overtaken(f"{bucket.address}/{path} was changed by somebody else")


def _put_made(bucket: Bucket, root: Path, path: str, made: Made) -> None:
    content = (root / path).read_bytes()
    if digest_of_bytes(content) != made.sha256:
        raise WorkspaceError(f"{path} changed while it was pushed; push again")
    bucket.put(key_of(path, made), content)


def _put_of_people(bucket: Bucket, root: Path, path: str, tag: str, sha256: str) -> str:
    content = (root / path).read_bytes()
    if digest_of_bytes(content) != sha256:
        raise WorkspaceError(f"{path} changed while it was pushed; push again")
    return bucket.put_if(path, content, tag=tag)


def _pointer(state: State, digest: str) -> bytes:
    """What `current.json` says: for programs that read tables, where each request's are."""
    tables = {one: f"processed/{one}/generations/{name}" for one, name in state.tables.items()}
    said = {
        "state": digest,
        "tables": tables,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "on": socket.gethostname(),
        # So that whoever puts it can tell this very put from any other.
        "push": uuid.uuid4().hex,
    }
    return json.dumps(said, indent=1).encode() + b"\n"


def _refuse_unpushed(workspace: Workspace, noted: Pulled, bucket: Bucket) -> None:
    if not noted.state and not noted.people:
        return
    theirs = {path: sha256 for path, (_, sha256) in noted.people.items()}
    mine = of_people(workspace.root)
    differing = sorted(p for p in {*mine, *theirs} if mine.get(p) != theirs.get(p))
    if noted.state and (stored := bucket.got(f"{STATES}/{noted.state}.json")) is not None:
        was, now = state_of(stored[0], noted.state).files, here(workspace).files
        differing += sorted(
            p for p in {*was, *now} if p not in was or p not in now or not _same(now[p], was[p])
        )
    if differing:
        raise Unpushed(
            f"{workspace.root} has changes that were not pushed ({differing[0]}"
            f"{f' and {len(differing) - 1} more' * (len(differing) > 1)}); `foistats push` them to"
            f" {bucket.address}, or give them up with `foistats pull --discard`"
        )


def _file(root: Path) -> Path:
    return root / ".foistats" / "bucket.json"


def _noted(root: Path, address: str) -> Pulled:
    try:
        said = json.loads(_file(root).read_text(encoding="utf-8"))
        noted = Pulled(**{**said, "people": {p: tuple(one) for p, one in said["people"].items()}})
    except FileNotFoundError:
        if root.is_dir() and any(root.iterdir()):
            raise WorkspaceError(
                f"{root} is no copy of {address}, and not empty; name an empty folder"
            ) from None
        return Pulled(address)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise WorkspaceError(
            f"{_file(root)} can't be read; pull {address} to an empty folder"
        ) from None
    if noted.address != address:
        raise WorkspaceError(f"{root} is a copy of {noted.address}, not of {address}")
    return noted


def address_of(root: Path) -> str:
    """The bucket of which a folder is a copy; raises WorkspaceError where it is none."""
    try:
        return str(json.loads(_file(root).read_text(encoding="utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        raise WorkspaceError(f"{root} is no copy of a bucket; `foistats pull` makes one") from None


def _note(root: Path, pulled: Pulled) -> None:
    _file(root).parent.mkdir(exist_ok=True)
    write_whole(_file(root), json.dumps(pulled._asdict(), indent=0).encode())
