"""`foistats run --at`, `foistats pull` and `foistats push`: a workspace that lies in a bucket."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError

if TYPE_CHECKING:
    from foistats.store.bucket import Bucket

# Each try is a run that mostly finds its work done.
_TRIES = 3


def run_at(address: str, root: Path | None, run: Callable[[Path], int]) -> int:
    """Pull a bucket, run in the copy, push; again from what is there if somebody was faster.

    The copy lies in `root`, or where caches lie on this machine; what was not pushed from it is
    given up. 3 where the bucket can't be used, or somebody is faster again and again.
    """
    from filelock import FileLock

    from foistats.store.bucket import Bucket, Overtaken
    from foistats.store.copy import pull, push

    try:
        bucket = Bucket(address)
        folder = root or _cache_of(bucket.address)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f"{folder.resolve().name}.lock")):
            for _ in range(_TRIES):
                pull(bucket, folder, discard=True)
                code = run(folder)
                if code == ExitCode.WRONG_USAGE:
                    return code
                try:
                    pushed = push(bucket, folder)
                except Overtaken as faster:
                    said = str(faster)
                    say(f"{said}; the run is done again from what is there now")
                    continue
                show(_said(bucket, pushed))
                return code
        say(f"{said}, {_TRIES} times in a row; nothing of this run is in the bucket: run again")
    except FoistatsError as refusal:
        say(str(refusal))
    except OSError as failure:
        say(f"the working copy can't be written: {failure}; what is in the bucket stays")
    return ExitCode.NOTHING_WRITTEN


def pull_copy(address: str, folder: Path, *, discard: bool) -> int:
    """Make a folder what a bucket holds."""
    from foistats.store.bucket import Bucket
    from foistats.store.copy import pull

    def do() -> str:
        fetched = pull(Bucket(address), folder, discard=discard)
        return f"{folder} is what {address} holds; {fetched} files were fetched"

    return _told(do)


def push_copy(root: Path, *, to: str) -> int:
    """Put what was done in a copy into its bucket."""
    from foistats.store.bucket import Bucket
    from foistats.store.copy import address_of, push

    def do() -> str:
        bucket = Bucket(to or address_of(root))
        return _said(bucket, push(bucket, root, first=bool(to)))

    return _told(do)


def _said(bucket: "Bucket", pushed: bool) -> str:
    from foistats.store.state import POINTER

    what = "has it all now" if pushed else "had it all already"
    return f"{bucket.address} {what}; {bucket.address}/{POINTER} says where its tables are"


def _told(do: Callable[[], str]) -> int:
    from foistats.store.bucket import Overtaken

    try:
        show(do())
    except Overtaken as faster:
        say(f"{faster}; nothing of yours replaced it: pull it to another folder, and do it again")
        return ExitCode.REFUSED_SOMETHING
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    except OSError as failure:
        say(f"that can't be written: {failure}")
        return ExitCode.NOTHING_WRITTEN
    return ExitCode.DONE


def _cache_of(address: str) -> Path:
    """Where the working copy of a bucket lies, unless a folder is named."""
    if os.name == "nt":
        top = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        top = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return top / "foistats" / sha256(address.encode()).hexdigest()[:16]
