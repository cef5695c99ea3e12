"""`foistats claims`: the numbers of a draft against a request's tables."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show
from foistats.durable import write_whole
from foistats.errors import FoistatsError, WorkspaceError
from foistats.release.pointer import current_name
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.claims.answers.page import Checked
    from foistats.claims.model import Answer
    from foistats.claims.worlds import Worlds
    from foistats.publishing.drafts import CheckedDraft

_FILES = ("html", "docx")
UNRESOLVED = 3
"""Exit code of `claims check` where nothing is false and some number could not be checked."""


def check_draft(
    draft: Path,
    *,
    root: Path,
    request: str,
    release: int | None,
    shown_as: str = "text",
    out: Path | None = None,
) -> int:
    """Show what the tables say of each number of a draft; the exit code says the worst of it."""
    from foistats.claims.answers.page import Checked
    from foistats.claims.checking import check
    from foistats.claims.draft_text import text_of_draft
    from foistats.claims.loading import load_worlds, worlds_before
    from foistats.claims.marks import read_marks, with_marks
    from foistats.claims.reading.draft import read_draft
    from foistats.disclosure.drafts import with_disclosure
    from foistats.publishing.drafts import as_checked
    from foistats.publishing.folders import folder_made, printed_before
    from foistats.publishing.standing import withdrawal_said
    from foistats.release.generations import current_folder
    from foistats.release.rows import rows_of

    if out is not None and (shown_as not in _FILES or _is_the_same(out, draft)):
        say("--out is a new file for --format html or docx, never the draft itself")
        return ExitCode.WRONG_USAGE
    try:
        workspace = Workspace(root)
        request_id = request or _only_request(workspace)
        folder = None if release is None else folder_made(workspace, request_id, release)
        if folder is not None and (gone := withdrawal_said(folder)):
            say(gone)
        worlds = load_worlds(workspace, request_id, release=folder)
        text = text_of_draft(draft)
        tables = folder or current_folder(workspace, request_id)
        reads = with_marks(read_draft(text, worlds.request), text, read_marks(draft))
        before = () if release is not None else worlds_before(workspace, worlds)
        wanted = shown_as in _FILES and tables
        rows = tuple(rows_of(tables, "observations")) if wanted else ()
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    answers = check(reads, worlds, before=before)
    try:
        answers = with_disclosure(
            answers,
            workspace,
            worlds,
            tables,
            before=printed_before(workspace, request_id),
            today=date.today(),
        )
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    if release is not None:
        kept = as_checked(
            draft.name, text, read_marks(draft), answers, on=date.today(), release=release
        )
        _keep(workspace, request_id, kept)
    if shown_as in _FILES:
        checked = Checked(draft.name, text, answers, worlds, rows)
        path = out or draft.with_name(f"{draft.stem}.checked.{shown_as}")
        if not _write(checked, path, as_document=shown_as == "docx"):
            return ExitCode.WRONG_USAGE
    else:
        _print(answers, worlds, text, draft=draft.name, in_json=shown_as == "json")
    return exit_code(answers)


def _keep(workspace: Workspace, request_id: str, checked: "CheckedDraft") -> None:
    """Note beside the release that the draft was checked against it."""
    from foistats.publishing.drafts import keep

    try:
        keep(workspace, request_id, checked)
    except OSError as reason:
        say(f"that it was checked can't be noted beside the release: {reason}")
    else:
        say(f"noted beside release {checked.release} of {request_id}")


def _is_the_same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()


def _print(
    answers: "Sequence[Answer]", worlds: "Worlds", text: str, *, draft: str, in_json: bool
) -> None:
    if in_json:
        from foistats.claims.answers.as_json import answers_as_json
        from foistats.claims.reading.unnumbered import statements_without_number

        said = answers_as_json(
            answers,
            draft=draft,
            request_id=worlds.request.request_id,
            tables=worlds.generation,
            text=text,
            unchecked=statements_without_number(text, worlds.request),
        )
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    else:
        from foistats.claims.answers.text import lines_of_answers

        for line in lines_of_answers(answers, text=text, worlds=worlds, draft=draft):
            show(line)


def _write(checked: "Checked", path: Path, *, as_document: bool) -> bool:
    """Write the page or the document; False where it can't be, which is said."""
    if as_document:
        from foistats.claims.answers.document import document_of_answers

        content = document_of_answers(checked)
    else:
        from foistats.claims.answers.page import page_of_answers

        content = page_of_answers(checked).encode()
    try:
        write_whole(path, content)
    except OSError as reason:
        say(f"{path} can't be written: {reason.strerror}; name another place with --out")
        return False
    show(f"The draft with its verdicts is in {path}")
    return True


def print_draft(request: str, *, area: str, category: str, root: Path) -> int:
    """Print sentences about an area, or all forces asked, that the tables bear; 2 without any.

    They are made of the tables as a release would print them, without what is withheld.
    """
    from foistats.claims.drafting.sentences import draft_of
    from foistats.claims.drafting.subject import find_subject
    from foistats.disclosure.preparing import printable_tables
    from foistats.intake.requests import read_request
    from foistats.publishing.folders import printed_before

    try:
        workspace = Workspace(root)
        asked = read_request(workspace, request)
        before = printed_before(workspace, request)
        with printable_tables(workspace, asked, before=before, today=date.today()) as folder:
            subject = find_subject(
                workspace,
                asked,
                area=area or "All forces asked",
                category=category,
                folder=folder,
            )
    except FoistatsError as refusal:
        say(str(refusal))
        return ExitCode.WRONG_USAGE
    sys.stdout.write(draft_of(subject))
    return ExitCode.DONE


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
    """0: all hold or are no statistic; 1: something is false or open; 3: some are unresolved."""
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
