"""What each request's tables were last built from: `.foistats/built/<request_id>.json`.

If all of it is as it was and the tables are there whole, there is nothing to do. Deleting the file
costs a build, whose tables are the same.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from foistats.documents.limits import Limits
from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.ledger.digests import content_digest, digest_of, files_below, program_digests
from foistats.release.not_current import read_not_current
from foistats.release.pointer import is_whole
from foistats.workspace import CHASED_FILE, Workspace

_FORMAT = 1
Documents = Mapping[str, Mapping[str, str]]
"""The parts of the key of each document's reading, by the document's path."""


@dataclass(frozen=True, slots=True)
class Built:
    """The last build of one request. `inputs` is empty where the next run has to look again.

    `responses` has, for each response that was read, the keys of its documents' readings; `rows`
    the number of rows of each table.
    """

    inputs: str
    tables: str
    at: str
    run: str
    title: str
    usable: bool
    rows: Mapping[str, int]
    responses: Mapping[str, Documents] = field(default_factory=dict)


def read_built(workspace: Workspace, request_id: str) -> Built | None:
    """What is noted of the last build; None where there is no note that can be used."""
    try:
        noted = json.loads(workspace.built_file(request_id).read_text(encoding="utf-8"))
        if noted.pop("format") != _FORMAT:
            return None
        shared = noted.pop("shared")
        responses = {
            response_id: {path: {**shared, **own} for path, own in documents.items()}
            for response_id, documents in noted.pop("responses").items()
        }
        return Built(**noted, responses=responses)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def note_built(workspace: Workspace, request_id: str, built: Built) -> None:
    """Note a build, once its tables are there."""
    shared = _shared(built.responses)
    noted: dict[str, Any] = {"format": _FORMAT, "shared": shared} | asdict(built)
    noted["responses"] = {
        response_id: {
            path: {part: d for part, d in parts.items() if shared.get(part) != d}
            for path, parts in documents.items()
        }
        for response_id, documents in built.responses.items()
    }
    file = workspace.built_file(request_id)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(noted).encode())
    except OSError as reason:
        raise WorkspaceError(
            f"what the tables were built from can't be noted in {file}: {reason}; the tables are"
            " there: make that file writable, then run again"
        ) from None


def _shared(responses: Mapping[str, Documents]) -> dict[str, str]:
    """The parts that the first document's key has and all others too, such as the program."""
    keys = [parts for documents in responses.values() for parts in documents.values()]
    if not keys:
        return {}
    first, *others = keys
    return {p: d for p, d in first.items() if all(other.get(p) == d for other in others)}


def folder_digests(workspace: Workspace, request_id: str) -> dict[str, str]:
    """Every file of a request's folder that tables may depend on, with its digest.

    The list of letters that were sent is none of them: no figure rests on it. Below documents/
    nothing is read through a link, so what it leads to doesn't matter.
    """
    documents = workspace.documents_folder(request_id).name
    return what_tables_rest_on(
        files_below(workspace.request_folder(request_id), unfollowed=(documents,))
    )


def what_tables_rest_on(digests: "Mapping[str, str] | Iterable[tuple[str, str]]") -> dict[str, str]:
    """The digests of a request's files without those that are only a diary of what was sent.

    >>> what_tables_rest_on({"chased.csv": "1", "documents/chased.csv": "2", "request.toml": "3"})
    {'documents/chased.csv': '2', 'request.toml': '3'}
    """
    return {path: digest for path, digest in dict(digests).items() if path != CHASED_FILE}


def with_receipts_of_now(
    digests: dict[str, str], workspace: Workspace, request_id: str
) -> dict[str, str]:
    """The same after we wrote receipts for files put there by hand: only these are looked at."""
    path = workspace.receipts_file(request_id)
    return digests | ({path.name: content_digest(path)} if path.is_file() else {})


def inputs_of(digests: Mapping[str, str], limits: Limits) -> str:
    """A digest of all that a request's tables depend on; empty where a part can't be read."""
    return digest_of(digests, limits, program_digests()) if all(digests.values()) else ""


def unchanged(workspace: Workspace, request_id: str, limits: Limits) -> Built | None:
    """The last build, if nothing that it depends on has changed and its tables are there whole."""
    built = read_built(workspace, request_id)
    if built is None or not built.inputs:
        return None
    if read_not_current(workspace, request_id) is not None:
        return None
    if built.inputs != inputs_of(folder_digests(workspace, request_id), limits):
        return None
    return built if is_whole(workspace, request_id, built.tables) else None
