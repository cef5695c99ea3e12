"""The numbers that releases were given: none is given twice, even once its folder was deleted.

`processed/releases/_made.jsonl` has a line for each; no request can have that name.
"""

import json
from collections.abc import Iterable

from foistats.durable import append_line
from foistats.publishing.folders import versions, versions_waiting
from foistats.workspace import Workspace

_FILE = "_made.jsonl"


def next_number(workspace: Workspace, request_id: str) -> int:
    """The number of the next release of a request."""
    return max((*_there(workspace, request_id), *_noted(workspace, request_id)), default=0) + 1


def note_numbers(workspace: Workspace, request_id: str) -> None:
    """Note the releases that lie there and are not noted yet. Hold the workspace's lock."""
    noted = _noted(workspace, request_id)
    for number in _there(workspace, request_id):
        if number not in noted:
            line = json.dumps({"request_id": request_id, "version": number})
            append_line(workspace.processed / "releases" / _FILE, line.encode() + b"\n")


def missing_numbers(workspace: Workspace, request_id: str) -> list[int]:
    """The releases that were made once and are no longer there: somebody deleted them."""
    return sorted(_noted(workspace, request_id) - set(_there(workspace, request_id)))


def _there(workspace: Workspace, request_id: str) -> Iterable[int]:
    return (*versions(workspace, request_id), *versions_waiting(workspace, request_id))


def _noted(workspace: Workspace, request_id: str) -> set[int]:
    found = set()
    try:
        lines = (workspace.processed / "releases" / _FILE).read_bytes().splitlines()
    except FileNotFoundError:
        return set()
    for line in lines:
        try:
            noted = json.loads(line)
            if noted["request_id"] == request_id:
                found.add(int(noted["version"]))
        except (ValueError, KeyError, TypeError):
            continue  # half a line of a process that was killed; its folder is there
    return found
