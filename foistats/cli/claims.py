"""`foistats claims`: the numbers of a draft against a request's tables."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show
from foistats.errors import FoistatsError, WorkspaceError
from foistats.release.pointer import current_name
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.claims.model import Answer

UNRESOLVED = 3
"""Exit code of `claims check` where nothing is false and some number could not be checked."""


def check_draft(
    draft: Path, *, root: Path, request: str, release: int | None, as_json: bool
) -> int:
    """Print what the tables say of each number of a draft; the exit code says the worst of it."""
    from foistats.claims.checking import check
    from foistats.claims.draft_text import text_of_draft
    from foistats.claims.loading import load_worlds, worlds_before
    from foistats.claims.reading.draft import read_draft
    from foistats.publishing.folders import release_folder

    try:
        workspace = Workspace(root)
        request_id = request or _only_request(workspace)
        folder = None if release is None else release_folder(workspace, request_id, release)
        worlds = load_worlds(workspace, request_id, release=folder)
        text = text_of_draft(draft)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    before = () if release is not None else worlds_before(workspace, worlds)
    answers = check(read_draft(text, worlds.request), worlds, before=before)
    if as_json:
        from foistats.claims.answers.as_json import answers_as_json

        said = answers_as_json(
            answers, draft=draft.name, request_id=request_id, tables=worlds.generation, text=text
        )
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    else:
        from foistats.claims.answers.text import lines_of_answers

        for line in lines_of_answers(answers, text=text, worlds=worlds, draft=draft.name):
            show(line)
    return exit_code(answers)


def print_text(draft: Path) -> int:
    """Print the text of a draft, in which the offsets of mentions count."""
    from foistats.claims.draft_text import text_of_draft

    try:
        text = text_of_draft(draft)
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    sys.stdout.write(text)
    return ExitCode.DONE


def exit_code(answers: "Sequence[Answer]") -> int:
    """0: all hold or are no statistic; 1: something is false or open; 3: something is unresolved."""
    from foistats.claims.model import Verdict

    verdicts = {answer.verdict for answer in answers}
    if verdicts & {Verdict.FAILS, Verdict.CONFLICTS, Verdict.DEPENDS}:
        return ExitCode.REFUSED_SOMETHING
    return UNRESOLVED if Verdict.UNRESOLVED in verdicts else ExitCode.DONE


def _only_request(workspace: Workspace) -> str:
    """The one request that has tables; which one is meant is never guessed."""
    every = workspace.request_ids()
    built = [one for one in every if current_name(workspace, one)]
    if len(built) == 1:
        return built[0]
    if built:
        named = " or ".join(f"--request {one}" for one in built)
        raise WorkspaceError(f"{len(built)} requests have tables; write {named}")
    if not every:
        raise WorkspaceError(f"there is no request under {workspace.raw}")
    raise WorkspaceError("no request has tables yet; run `foistats run`")
