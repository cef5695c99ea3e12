"""What a release was made from and by: its manifest."""

import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import Any

from foistats.ledger.digests import files_below, program_digests
from foistats.publishing import verify as verifier
from foistats.release.generations import MANIFEST as TABLES_MANIFEST
from foistats.workspace import Workspace

# Which libraries may change a figure or a byte; the lock has all.
_LIBRARIES = ("pyarrow", "pandas", "pypdfium2", "python-calamine", "openpyxl", "xlrd", "lxml")


def manifest(
    workspace: Workspace,
    request_id: str,
    contents: Mapping[str, bytes],
    about: Mapping[str, Any],
    *,
    areas: Mapping[str, Any],
) -> bytes:
    """What a release was made from and by: digests of every file that had a part in it.

    `areas` are the forces of each region and country, as they were taken.
    """
    raw = workspace.request_folder(request_id)
    described = {
        "release": dict(about),
        "files": {name: digest_of(content) for name, content in sorted(contents.items())},
        "tables": json.loads(contents[TABLES_MANIFEST]),
        "raw": dict(files_below(raw)),
        "areas": dict(areas),
        "program": {
            "foistats": version("foistats"),
            "commit": _commit(),
            **program_digests(),
            "python": platform.python_version(),
            "with": {name: installed(name) for name in _LIBRARIES},
            "installed": _installed(),
        },
    }
    return json.dumps(described, indent=1, ensure_ascii=False).encode() + b"\n"


def digest_of(content: bytes) -> str:
    """The SHA-256 of what a file holds."""
    return hashlib.sha256(content).hexdigest()


def _commit() -> str:
    """The commit that foistats runs from; empty where it was installed from a package."""
    top = Path(verifier.__file__).resolve().parents[2]
    if not (top / ".git").exists():
        return ""
    try:
        done = subprocess.run(
            ["git", "-C", str(top), "rev-parse", "HEAD"],
            check=False,
            capture_output=True,
            text=True,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def installed(name: str) -> str:
    """The version of a library; empty where there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _installed() -> dict[str, str]:
    """Every installed library with its version, which is what the lock says of this machine."""
    return dict(
        sorted(
            (distribution.name.lower(), distribution.version) for distribution in distributions()
        )
    )
