"""`foistats claims`: the numbers of a draft against a request's tables."""

import json
import sys
from pathlib import Path

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError, WorkspaceError
from foistats.workspace import Workspace

UNRESOLVED = ExitCode.NOTHING_WRITTEN
"""Exit code 3 of `claims check`: nothing is false, and some number could not be checked."""


def check_draft(
    draft: Path, *, root: Path, request: str, release: int | None, as_json: bool
) -> int:
    """Print what the tables say of each number of a draft; the exit code says the worst of it."""
    from foistats.claims.checking import check
    from foistats.claims.loading import load_worlds, worlds_before
    from foistats.publishing.folders import release_folder

    if not draft.is_file():
        say(f"{draft} is not a file; name one draft")
        return ExitCode.WRONG_USAGE
    try:
        workspace = Workspace(root)
        request_id = request or _only_request(workspace)
        folder = None if release is None else release_folder(workspace, request_id, release)
        worlds = load_worlds(workspace, request_id, release=folder)
        text, reads = _read(draft, worlds.request)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    before = () if release is not None else worlds_before(workspace, worlds)
    answers = check(reads, worlds, before=before)
    if as_json:
        from foistats.claims.answers.as_json import as_json as in_json

        said = in_json(
            answers,
            draft=draft.name,
            request_id=request_id,
            tables=worlds.generation,
            text=text,
        )
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    else:
        from foistats.claims.answers.text import lines_of_answers

        for line in lines_of_answers(answers, text=text, worlds=worlds, draft=draft.name):
            show(line)
    return exit_code(answers)
