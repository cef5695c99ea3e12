"""Which set of a request's tables holds, and whether it is whole. Read by every command; light."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from foistats.workspace import Workspace


def current_name(workspace: Workspace, request_id: str) -> str:
    """The name of the set that the pointer names; empty where there is none."""
    pointer = workspace.current_pointer(request_id)
    try:
        if pointer.is_symlink():
            return pointer.readlink().name
        return pointer.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def readable_folder(workspace: Workspace, request_id: str) -> Path:
    """The folder to open: the pointer where it is a link, else the set itself."""
    pointer = workspace.current_pointer(request_id)
    name = current_name(workspace, request_id)
    return pointer if pointer.is_dir() else workspace.generations_folder(request_id) / name


def name_of(contents: Mapping[str, bytes]) -> str:
    """A name that the bytes decide: the same set has the same name, and is written once."""
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def is_whole(workspace: Workspace, request_id: str, name: str) -> bool:
    """True where the set with this name holds, and has just the bytes that gave it the name."""
    if not name or current_name(workspace, request_id) != name:
        return False
    folder = workspace.generations_folder(request_id) / name
    try:
        return name_of({one.name: one.read_bytes() for one in folder.iterdir()}) == name
    except OSError:
        return False
