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
    from foistats.publishing.drafts import CheckedDraft, NoLongerTrue, Said


def checked_drafts(
    workspace: Workspace, request_id: str, drafts: Sequence[Path], *, on: date
) -> "tuple[list[CheckedDraft], list[str]]":
    """Drafts held against the current tables, and a sentence for each number that is wrong."""
    from foistats.publishing.drafts import check_file

    checked, reasons = [], []
    for path in drafts:
        draft = check_file(workspace, request_id, path, on=on)
        checked.append(draft)
        reasons += [_wrong_in_words(draft, one) for one in draft.wrong]
        if unresolved := draft.verdicts.get("unresolved", 0):
            say(f"{draft.name}: {unresolved} numbers could not be checked; see that they are right")
    return checked, reasons


def drafts_against_approval(workspace: Workspace, request_id: str, folder: Path) -> list[str]:
    """A sentence for each number for which a release that waits can't be approved."""
    from foistats.publishing.drafts import note_of, wrong_now

    reasons = []
    for draft, wrong in wrong_now(workspace, request_id, folder):
        reasons += [_wrong_in_words(draft, one) for one in wrong]
        reasons.append(
            f"{draft.name}: correct it and check it again with `foistats claims check"
            f" {draft.name} --request {request_id} --release {folder.name}`, or delete"
            f" {note_of(workspace, request_id, draft)} if it is not to be printed"
        )
    return reasons


def _wrong_in_words(draft: "CheckedDraft", said: "Said") -> str:
    verdict = _VERDICTS[said.verdict.value]
    return f"{draft.name}: “{said.text}” {verdict}: {said.because} (“{said.sentence}”)"


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

    for draft in drafts:
        try:
            keep(workspace, request_id, replace(draft, release=release))
        except OSError as reason:
            say(f"the release is made, and {draft.name} can't be noted beside it: {reason}")


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
