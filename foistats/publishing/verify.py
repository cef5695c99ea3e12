"""Check a release of foistats with `python3 verify.py [FOLDER] [--raw RAW_REQUEST_FOLDER]`.

It needs Python and nothing else. Every file of the release is held against SHA256SUMS and against
manifest.json; with --raw, the forces' documents and what people declared are held against the
manifest, too. Exit codes: 0 all is as it was released, 1 something differs, 2 wrong usage.
"""

import hashlib
import json
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
APPROVAL = "approval.json"
WITHDRAWN = "withdrawn.json"
SEALED = "/document.sealed"
# Written after the release was made; nothing in them is a figure.
LATER = (APPROVAL, WITHDRAWN)
# What a process that was killed may leave of them.
ASIDE = tuple(f".{name}.new" for name in LATER)


def differences(folder: Path, raw: "Path | None" = None) -> Iterator[str]:
    """A sentence for each thing that is not as it was released."""
    sums = _sums(folder)
    if sums is None:
        yield f"{SUMS} is missing or damaged: nothing can be vouched for"
        return
    here = dict(_entries(folder))
    for name in sorted(here.keys() - sums.keys() - {SUMS, *LATER, *ASIDE}):
        yield f"{name} is no part of the release{here[name]}"
    for name in sorted(here.keys() & {SUMS, *sums, *LATER}):
        if here[name]:
            yield f"{name} is no file of the release{here[name]}"
    for name, digest in sorted(sums.items()):
        if name not in here:
            yield f"{name} is missing"
        elif not here[name] and _digest(folder / name) != digest:
            yield f"{name} differs from what was released"
    try:
        manifest = read_object(folder / MANIFEST)
        files, sources = _digests(manifest["files"]), _digests(manifest["raw"])
    except (OSError, ValueError, KeyError):
        yield f"{MANIFEST} is missing or damaged"
        return
    for name, digest in sorted(files.items()):
        if sums.get(name) != digest:
            yield f"{SUMS} and {MANIFEST} give different digests of {name}"
    for name in sorted(sums.keys() - files.keys() - {MANIFEST}):
        yield f"{name} is not in {MANIFEST}"
    if raw is not None:
        yield from _differences_of_raw(raw, sources)


def _entries(folder: Path) -> "Iterator[tuple[str, str]]":
    """Everything below a folder by its path, with what it is if it is no file; links unfollowed."""
    for top, folders, files in os.walk(folder):
        at = Path(top)
        for name in (*folders, *files):
            path = at / name
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                what = ": it is a link"
            elif stat.S_ISDIR(mode):
                what = ": it is a folder"
            else:
                what = "" if stat.S_ISREG(mode) else ": it is a pipe, socket or device"
            yield path.relative_to(folder).as_posix(), what


def _digests(described: object) -> "dict[str, str]":
    """Digests by name as a manifest has them; raises ValueError for anything else."""
    if not isinstance(described, dict):
        raise ValueError("no object")
    if not all(isinstance(one, str) for pair in described.items() for one in pair):
        raise ValueError("something else than digests")
    return described


def read_object(path: Path) -> "dict[str, Any]":
    """The object that a JSON file of a release holds; raises ValueError where it holds none."""
    try:
        found = json.loads(path.read_bytes())
    except RecursionError:
        raise ValueError(f"{path.name} is no file of a release") from None
    if not isinstance(found, dict):
        raise ValueError(f"{path.name} holds no object")
    return found


def _differences_of_raw(raw: Path, sources: "dict[str, str]") -> Iterator[str]:
    for name, digest in sorted(sources.items()):
        path = raw / name
        if len(digest) != 64:  # a link, which the file that it leads to stands beside
            continue
        if Path(name).is_absolute() or ".." in Path(name).parts:
            yield f"raw: {name} is no file of a request"
        elif not path.is_file():
            hides = ": what hides something is not passed on" if name.endswith(SEALED) else ""
            yield f"raw: {name} is missing{hides}"
        elif _digest(path) != digest:
            yield f"raw: {name} differs from what the release was made from"


def _sums(folder: Path) -> "dict[str, str] | None":
    """The digests by file, as `sha256sum` writes them; None for any other file."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    found = {}
    for line in lines:
        digest, parted, name = line.partition("  ")
        if not parted or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            return None
        found[name] = digest
    return found or None


def not_approved(folder: Path) -> str:
    """Why a release that a second person has to approve is none yet; empty where it is."""
    try:
        about = read_object(folder / MANIFEST)["release"]
        needed, maker = about.get("approved_by_second", False), str(about["by"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"{MANIFEST} doesn't say whether a second person has to approve this release"
    if not needed and not (folder / APPROVAL).exists():
        return ""
    try:
        said = read_object(folder / APPROVAL)
        by, sums, _ = str(said["by"]), said.get("sums_sha256"), said["on"]
    except FileNotFoundError:
        return "this waits for a second person's approval: it is no release yet"
    except (OSError, ValueError, KeyError, TypeError):
        return f"{APPROVAL} is damaged: nobody can say whether a second person approved this"
    if not needed:
        return ""
    if same_person(by, maker):
        return f"{APPROVAL} names {by}, who made this release: a second person has to approve it"
    if not (folder / SUMS).is_file() or sums != file_digest(folder / SUMS):
        return f"{APPROVAL} is of other files: nobody approved these"
    return ""


def _withdrawn(folder: Path) -> str:
    """What is to be said of a release that was taken back; empty for one that stands."""
    if not (folder / WITHDRAWN).exists():
        return ""
    try:
        said = read_object(folder / WITHDRAWN)
        return f"This release was withdrawn on {said['on']} by {said['by']}: {said['because']}"
    except (OSError, ValueError, KeyError, TypeError):
        return f"This release was withdrawn; {WITHDRAWN}, which says why, is damaged."


def same_person(one: str, other: str) -> bool:
    """True where two names have the same letters; as much as can be told from names."""
    return _letters(one) == _letters(other)


def _plain(line: str) -> str:
    """A line without what would steer a terminal or turn the text round."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def _digest(path: Path) -> str:
    """The SHA-256 of a file; nothing, which no file has, where it can't be read."""
    try:
        return file_digest(path)
    except OSError:
        return ""


def file_digest(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while part := content.read(1024 * 1024):
            digest.update(part)
    return digest.hexdigest()


def main(words: "list[str]") -> int:
    """Print each difference, or that there is none."""
    raw = None
    if "--raw" in words:
        at = words.index("--raw")
        if at + 1 >= len(words):
            sys.stderr.write("--raw needs the folder raw/REQUEST\n")
            return 2
        raw = Path(words[at + 1])
        del words[at : at + 2]
    folder = Path(words[0]) if words else Path(__file__).resolve().parent
    if len(words) > 1 or not folder.is_dir():
        sys.stderr.write(f"{__doc__}\n")
        return 2
    found = list(differences(folder, raw))
    if reason := not_approved(folder):
        found.append(reason)
    for line in (*found, *filter(None, [_withdrawn(folder)])):
        sys.stdout.write(f"{_plain(line)}\n")
    if not found:
        more = ", and so are the files that it was made from" if raw is not None else ""
        sys.stdout.write(f"The release is as it was released{more}.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
