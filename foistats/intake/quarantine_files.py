"""seal.toml and release.toml: what was sealed and why, and who let its visible part be read.

Neither ever holds a hidden value, so both may be kept under version control; the document may not.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from foistats.records import Finding, Problem
from foistats.toml import UnreadableToml, read_toml
from foistats.workspace import Workspace
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

ID_LENGTH = 16

_SEALED = """\
# This document hides something, so it was sealed and not read. What is hidden isn't quoted here.
"""
_RELEASED = """\
# What the document shows is read; what it hides is left out. Delete this file to take that back.
"""


class Release(NamedTuple):
    """What a person said when they let a sealed document's visible part be read."""

    because: str
    by: str
    on: date
    sha256: str


class Seal(NamedTuple):
    """One sealed document. `documents` are the paths below documents/ that stand for it.

    Where seal.toml can't be read, only the ids are known: `sha256` is empty, `sealed_on` None.
    """

    request_id: str
    seal_id: str
    name: str = ""
    documents: tuple[str, ...] = ()
    size: int = 0
    sha256: str = ""
    sealed_on: date | None = None
    findings: tuple[Finding, ...] = ()
    release: Release | None = None


class Quarantine(NamedTuple):
    """All seals of one request by their ids, and what is wrong with their files."""

    seals: Mapping[str, Seal]
    problems: tuple[Problem, ...] = ()

    def holding(self, sha256: str) -> Seal | None:
        """The seal of a document with this digest; a damaged one holds nothing until made anew."""
        seal = self.seals.get(seal_id_of(sha256))
        return seal if seal is not None and seal.sha256 == sha256 else None


class _Unusable(Exception):
    """A file of the quarantine that doesn't say what it must; the message says what."""


def seal_id_of(sha256: str) -> str:
    """The id under which a document with this digest is sealed."""
    return sha256[:ID_LENGTH]


def read_quarantine(workspace: Workspace, request_id: str) -> Quarantine:
    """Every seal of a request. What can't be read keeps its document sealed, and is told."""
    seals: dict[str, Seal] = {}
    problems: list[Problem] = []
    for seal_id in workspace.seal_ids(request_id):
        present = workspace.seal_file(request_id, seal_id).is_file()
        if not present and not workspace.sealed_document(request_id, seal_id).is_file():
            continue
        seal, wrong = read_seal(workspace, request_id, seal_id)
        seals[seal_id] = seal
        problems += wrong
    return Quarantine(seals, tuple(problems))


def read_seal(
    workspace: Workspace, request_id: str, seal_id: str
) -> tuple[Seal, tuple[Problem, ...]]:
    """One seal, with its release if there is a valid one, and what is wrong with either file."""
    path = workspace.seal_file(request_id, seal_id)
    try:
        seal = _seal(_content(path), request_id, seal_id)
    except _Unusable as reason:
        # Where it is lost, nobody knows what was found: sealed it stays.
        problem = _problem(request_id, seal_id, path, str(reason), _SEAL_REMEDY)
        return Seal(request_id, seal_id), (problem,)
    path = workspace.release_file(request_id, seal_id)
    if not path.exists():
        return seal, ()
    try:
        return seal._replace(release=_release(_content(path), seal)), ()
    except _Unusable as reason:
        return seal, (_problem(request_id, seal_id, path, str(reason), _RELEASE_REMEDY),)


_SEAL_REMEDY = "bring the file back as it was; until then the document can't be released"
_RELEASE_REMEDY = "delete it and release the document anew with `foistats quarantine release`"


def _problem(request_id: str, seal_id: str, path: Path, found: str, remedy: str) -> Problem:
    name = f"raw/{request_id}/quarantine/{seal_id}/{path.name}"
    expected = f"{path.name} as foistats wrote it"
    return Problem(ProblemCode.DECLARATION_INVALID, name, "", found, expected, remedy)


def _content(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path.read_bytes())
    except FileNotFoundError as reason:
        raise _Unusable("no such file") from reason
    except OSError as reason:
        raise _Unusable(f"a file that can't be opened: {reason.strerror}") from reason
    except UnreadableToml as reason:
        raise _Unusable(str(reason)) from reason


def _get(content: Mapping[str, Any], key: str, kind: type) -> Any:
    value = content.get(key)
    if type(value) is not kind or value == "":
        raise _Unusable(f"no usable `{key}`")
    return value


def _seal(content: Mapping[str, Any], request_id: str, seal_id: str) -> Seal:
    sha256 = _get(content, "sha256", str)
    if len(sha256) != 64 or seal_id_of(sha256) != seal_id:
        raise _Unusable("a `sha256` of another document than the folder's name says")
    documents = _get(content, "documents", list)
    if not all(isinstance(path, str) for path in documents):
        raise _Unusable("no usable `documents`")
    return Seal(
        request_id,
        seal_id,
        name=_get(content, "name", str),
        documents=tuple(documents),
        size=_get(content, "bytes", int),
        sha256=sha256,
        sealed_on=_get(content, "sealed_on", date),
        findings=tuple(_finding(one) for one in _get(content, "finding", list)),
    )


def _finding(content: Any) -> Finding:
    if not isinstance(content, dict) or content.get("channel") not in tuple(Channel):
        raise _Unusable("no usable `finding`")
    place = content.get("place", "")
    return Finding(
        Channel(content["channel"]),
        place if isinstance(place, str) else "",
        _get(content, "amount", int),
        _get(content, "noun", str),
    )


def _release(content: Mapping[str, Any], seal: Seal) -> Release:
    found = Release(
        because=_get(content, "because", str).strip(),
        by=_get(content, "by", str).strip(),
        on=_get(content, "on", date),
        sha256=_get(content, "sha256", str),
    )
    if not found.because or not found.by:
        raise _Unusable("no reason, or no name, under `because` and `by`")
    if found.sha256 != seal.sha256:
        raise _Unusable("a `sha256` of another document than the sealed one")
    return found


def seal_text(seal: Seal) -> bytes:
    """What seal.toml says."""
    content = {
        "name": seal.name,
        "documents": list(seal.documents),
        "bytes": seal.size,
        "sha256": seal.sha256,
        "sealed_on": seal.sealed_on,
        "finding": [
            {"channel": f.channel.value, "place": f.place, "amount": f.amount, "noun": f.noun}
            for f in seal.findings
        ],
    }
    return (_SEALED + tomli_w.dumps(content)).encode("utf-8")


def release_text(release: Release) -> bytes:
    """What release.toml says."""
    return (_RELEASED + tomli_w.dumps(release._asdict())).encode("utf-8")


def sealed_paths(seals: Iterable[Seal], receipts: Mapping[str, str]) -> dict[str, Seal]:
    """The seal of each document's path; `receipts` are the digests of all that was received."""
    known = list(seals)
    found = {path: seal for seal in known for path in seal.documents}
    of_id = {seal.seal_id: seal for seal in known}
    for path, sha256 in receipts.items():
        seal = of_id.get(seal_id_of(sha256))
        if seal is not None:
            found[path] = seal
    return found
