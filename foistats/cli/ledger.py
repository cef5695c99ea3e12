"""`foistats ledger`: what was done to each response, when, why, and for whom."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foistats.cli.console import ExitCode, say, show
from foistats.errors import WorkspaceError
from foistats.ledger.lines import read_entries
from foistats.workspace import Workspace


def print_ledger(request: str | None, *, root: Path, force: str, as_json: bool) -> int:
    """Print a line per response and run, the oldest first; of one request or force, or of all."""
    try:
        workspace = Workspace(root)
        if request:
            workspace.request_folder(request)
    except WorkspaceError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    runs = _runs(workspace)
    entries = [
        entry
        for entry in read_entries(workspace, request or "")
        if not force or force in entry.get("force_ids", ())
    ]
    for entry in entries:
        show(json.dumps(entry, ensure_ascii=False) if as_json else _line(entry, runs))
    if not entries:
        say("nothing was done to any such response yet; run `foistats run`")
    return ExitCode.DONE


def _runs(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """What is recorded of each run, by its id."""
    try:
        lines = workspace.runs_file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    found = {}
    for line in lines:
        try:
            record = json.loads(line)
            found[record["run"]] = record
        except (ValueError, KeyError, TypeError):  # torn by a power cut, or older than the ledger
            continue
    return found


def _line(one: Mapping[str, Any], runs: Mapping[str, Mapping[str, Any]]) -> str:
    record = runs.get(one["run"], {})
    wanted = f" for {record['by']}" if record.get("by") else ""
    wanted += f": {record['reason']}" if record.get("reason") else ""
    documents = "; ".join(
        f"{deed['path']} ({deed['sha256'][:12]}) {deed['how']}, {deed['counts']} counts,"
        f" {deed['problems']} problems"
        for deed in one["documents"]
    )
    return (
        f"{one['at']}  {one['request_id']}  {one['response_id']}: {one['why']}: {documents};"
        f" tables {one['tables']}; run {one['run']}{wanted}"
    )
