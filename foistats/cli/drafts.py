"""Drafts and releases: which were checked against which, and what is no longer true of them."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from foistats.cli.console import ExitCode, say, show
from foistats.cli.in_workspace import told_in_one_line
from foistats.errors import WorkspaceError
from foistats.publishing.folders import folder_made, versions
from foistats.workspace import Workspace

if TYPE_CHECKING:
    from foistats.publishing.drafts import CheckedDraft, NoLongerTrue


def checked_drafts(
    workspace: Workspace, request_id: str, drafts: Sequence[Path], *, on: date
) -> "tuple[list[CheckedDraft], list[str]]":
    """Drafts held against the current tables, and a sentence for each number that is wrong."""
    from foistats.publishing.drafts import check_file

    checked, reasons = [], []
    for path in drafts:
        draft = check_file(workspace, request_id, path, on=on)
        checked.append(draft)
        for one in draft.wrong:
            verdict = _VERDICTS[one.verdict.value]
            reasons.append(
                f"{draft.name}: “{one.text}” {verdict}: {one.because} (“{one.sentence}”)"
            )
        if unresolved := draft.verdicts.get("unresolved", 0):
            say(f"{draft.name}: {unresolved} numbers could not be checked; see that they are right")
    return checked, reasons


_VERDICTS = {
    "fails": "is false",
    "conflicts": "conflicts with other numbers of it",
    "depends": "depends on what nobody has said",
    "unresolved": "could not be checked",
    "not_a_statistic": "is no statistic",
}


def draft_said(draft: "CheckedDraft") -> str:
    """A draft that was checked, and what came of it, in one line."""
    counted = ", ".join(f"{n} {verdict.replace('_', ' ')}" for verdict, n in draft.verdicts.items())
    return f"draft {draft.name}, checked on {draft.checked_on}: {counted or 'it has no numbers'}"


def keep_drafts(
    workspace: Workspace, request_id: str, drafts: "Sequence[CheckedDraft]", release: int
) -> None:
    """Note beside a release that was just made which drafts were held against its tables."""
    from foistats.publishing.drafts import keep

    for one in drafts:
        try:
            keep(workspace, request_id, replace(one, release=release))
        except OSError as reason:
            say(f"the release is made, and {one.name} can't be noted beside it: {reason}")


def say_what_is_no_longer_true(workspace: Workspace, request_id: str, folder: Path) -> None:
    """After a release was made: the sentences of earlier drafts that no longer hold by it."""
    from foistats.publishing.drafts import kept_drafts, no_longer_true

    earlier = [one for one in kept_drafts(workspace, request_id) if one.release < int(folder.name)]
    for draft in earlier:
        for one in no_longer_true(workspace, request_id, draft, release=folder):
            say(_in_words(one))


def _in_words(one: "NoLongerTrue") -> str:
    return (
        f"no longer true in {one.draft.name}, checked against release {one.draft.release}:"
        f" “{one.now.text}” {_VERDICTS[one.now.verdict.value]} now: {one.now.because}"
        f" (“{one.now.sentence}”)"
    )


def list_drafts(request_id: str, number: int | None, *, root: Path, as_json: bool) -> int:
    """Print the drafts checked against earlier releases, and what of them is no longer true.

    They are held against one release, the last if none is named; 1 where anything is untrue now.
    """
    from foistats.publishing.drafts import kept_drafts, no_longer_true

    def print_them(workspace: Workspace) -> int:
        made = versions(workspace, request_id)
        if number is None and not made:
            raise WorkspaceError(f"there is no release of {request_id} yet")
        folder = folder_made(workspace, request_id, made[-1] if number is None else number)
        rows, wrong = [], False
        for draft in kept_drafts(workspace, request_id):
            untrue = no_longer_true(workspace, request_id, draft, release=folder)
            wrong = wrong or bool(untrue)
            if not as_json:
                show(f"release {draft.release}: {draft_said(draft)}")
                for one in untrue:
                    show(f"   by release {folder.name} {_in_words(one)}")
            rows.append(_row(draft, untrue, folder))
        if as_json:
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        elif not rows:
            say(
                "no draft was checked against a release; `foistats claims check DRAFT --request"
                f" {request_id} --release {folder.name}` does so"
            )
        return ExitCode.REFUSED_SOMETHING if wrong else ExitCode.DONE

    return told_in_one_line(root, print_them)


def _row(
    draft: "CheckedDraft", untrue: "Sequence[NoLongerTrue]", folder: Path
) -> dict[str, object]:
    return {
        "draft": draft.name,
        "text_sha256": draft.sha256,
        "release": draft.release,
        "checked_on": draft.checked_on.isoformat(),
        "verdicts": draft.verdicts,
        "held_against": int(folder.name),
        "no_longer_true": [
            {
                "text": one.now.text,
                "start": one.now.start,
                "sentence": one.now.sentence,
                "verdict": one.now.verdict.value,
                "because": one.now.because,
            }
            for one in untrue
        ],
    }
