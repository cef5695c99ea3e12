"""Digests of records, of this program, and of everything that lies in a request's folder."""

import hashlib
import os
import platform
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import foistats
import schemas

# Enough that no two of some millions are alike by chance, and short enough to be read out.
_LETTERS = 32
_CODE_LISTS = "codelists"


def digest_of(*records: Any) -> str:
    """A digest that the values of some records decide, not the order of a mapping or a set.

    Takes frozen records, named tuples, mappings, sets, sequences, words, numbers, days and None;
    raises TypeError for anything else, whose content it couldn't vouch for.

    >>> digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    True
    >>> digest_of("1") == digest_of(1), digest_of(("a", "b")) == digest_of(("ab",))
    (False, False)
    """
    return hashlib.sha256(_as_text(records).encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _as_text(value: Any) -> str:
    """A value as text, so that two values have the same text only if they are the same."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, (bool, int, float, str)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        inside = ",".join(f"{f.name}={_as_text(getattr(value, f.name))}" for f in fields(value))
        return f"{type(value).__name__}({inside})"
    if isinstance(value, Mapping):
        pairs = sorted((_as_text(key), _as_text(entry)) for key, entry in value.items())
        return "{" + ",".join(f"{key}:{entry}" for key, entry in pairs) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ",".join(sorted(map(_as_text, value))) + "}"
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__}[" + ",".join(map(_as_text, value)) + "]"
    raise TypeError(f"no digest of a {type(value).__name__}")


@lru_cache(maxsize=1)
def program_digests() -> Mapping[str, str]:
    """What reads and adds up: our own lines, the code lists, and the libraries installed.

    All of our lines count, not only those that a reader calls: which those are, nobody could
    show. The libraries are known by the names of their folders, which have the version.
    """
    code, lists = hashlib.sha256(), hashlib.sha256()
    for package in (foistats, schemas):
        top = Path(package.__path__[0])
        for path, content in files_below(top, without=("__pycache__",)):
            of = lists if path.startswith(f"{_CODE_LISTS}/") else code
            of.update(f"{package.__name__}/{path}\0{content}\0".encode("utf-8", "surrogatepass"))
    machine = (sys.version, platform.machine(), sys.platform)
    return {
        "code": code.hexdigest()[:_LETTERS],
        "code_lists": lists.hexdigest()[:_LETTERS],
        "libraries": digest_of(list(installed_libraries()), machine),
    }


def installed_libraries() -> tuple[str, ...]:
    """The libraries installed, each by the name of its folder, which has the version."""
    return tuple(
        sorted(
            name
            for folder in map(Path, sys.path)
            if folder.is_dir()
            for name in os.listdir(folder)  # noqa: PTH208 - half the time of iterdir
            if name.endswith((".dist-info", ".egg-info"))
        )
    )


def files_below(
    top: Path, *, without: tuple[str, ...] = (), unfollowed: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Every file below a folder by its path, in order, each with its `content_digest`.

    The digest is empty for a file or folder that can't be read: nobody can say that it is the same
    as before. A link counts as where it leads and as what is there, as if it lay here; as where it
    leads alone inside a folder of `unfollowed` (a path below `top`, that may be a link itself).
    """
    yield from _below(top, "", without, unfollowed, follow=True, around=())


def _below(
    folder: Path,
    at: str,
    without: tuple[str, ...],
    unfollowed: tuple[str, ...],
    *,
    follow: bool,
    around: tuple[tuple[int, int], ...],
) -> Iterator[tuple[str, str]]:
    try:
        known = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield f"{at}.", ""
        return
    around = (*around, (known.st_dev, known.st_ino))
    for entry in entries:
        path = f"{at}{entry.name}"
        if entry.name in without:
            continue
        linked = entry.is_symlink()
        if linked:
            yield path, content_digest(entry)
            if not follow:
                continue
        what = _there(entry)
        if what is not None and stat.S_ISDIR(what.st_mode):
            if (what.st_dev, what.st_ino) not in around:  # a link may lead to where it lies
                deeper = follow and path not in unfollowed
                yield from _below(
                    Path(entry.path), f"{path}/", without, unfollowed, follow=deeper, around=around
                )
        elif not linked:
            yield path, content_digest(entry)
        elif what is not None:
            yield f"{path}/.", content_digest(Path(os.path.realpath(entry.path)))


def _there(entry: "os.DirEntry[str]") -> os.stat_result | None:
    """What an entry is, or leads to; None for a link to nowhere."""
    try:
        return entry.stat()
    except OSError:
        return None


def content_digest(file: "Path | os.DirEntry[str]") -> str:
    """What tells a file's content, as files_below gives it; of a link where it leads, no more."""
    try:
        # A DirEntry and a Path have the same stat, and a DirEntry has it at hand.
        mode = file.stat(follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            return f"a link to {os.readlink(file)}"  # noqa: PTH115 - half the time of Path
        if not stat.S_ISREG(mode):
            return f"no file: {stat.S_IFMT(mode)}"
        with open(file, "rb", buffering=0) as content:  # noqa: PTH123 - half the time of Path
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
