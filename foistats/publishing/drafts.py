"""Drafts checked against a release: kept beside it, and held again against later tables.

`processed/releases/<request_id>/drafts/<version>-<digest>.json` has the text of a draft as it was
checked, the marks beside it, and what was said of each of its numbers. No file of a release changes
by it. Once figures have moved, the same text says which of its sentences are no longer true.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foistats.claims.answers.text import sentence_around
from foistats.claims.checking import check
from foistats.claims.draft_text import text_of_draft
from foistats.claims.loading import load_worlds
from foistats.claims.marks import Mark, read_marks, with_marks
from foistats.claims.model import Answer, Verdict
from foistats.claims.reading.draft import read_draft
from foistats.durable import write_whole
from foistats.errors import WorkspaceError
from foistats.publishing.folders import releases_folder
from foistats.workspace import Workspace

DRAFTS = "drafts"
WRONG = (Verdict.FAILS, Verdict.CONFLICTS, Verdict.DEPENDS)
"""With one of these no draft may go with a release: it is false, or nobody knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one number of a draft, and the sentence in which it stands."""

    start: int
    text: str
    sentence: str
    verdict: Verdict
    because: str


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft as it was held against one set of tables; `release` is 0 for the current ones.

    `number` counts the drafts noted beside a release, in the order in which they were checked.
    """

    name: str
    text: str
    marks: tuple[Mark, ...]
    said: tuple[Said, ...]
    checked_on: date
    release: int = 0
    number: int = 0

    @property
    def sha256(self) -> str:
        """The digest of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def wrong(self) -> tuple[Said, ...]:
        """The numbers with which it must not be printed."""
        return tuple(one for one in self.said if one.verdict in WRONG)

    @property
    def verdicts(self) -> dict[str, int]:
        """How many numbers have each verdict."""
        counted = Counter(one.verdict for one in self.said)
        return {verdict.value: counted[verdict] for verdict in Verdict if counted[verdict]}


@dataclass(frozen=True, slots=True)
class NoLongerTrue:
    """A number of a draft that held once and doesn't now, with what is said of it now."""

    draft: CheckedDraft
    now: Said


def check_file(
    workspace: Workspace, request_id: str, draft: Path, *, on: date, release: Path | None = None
) -> CheckedDraft:
    """Hold a draft against the current tables, or against those in a release's folder.

    Raises FoistatsError where the draft, its marks or the tables can't be used.
    """
    text, marks = text_of_draft(draft), read_marks(draft)
    said = _said(workspace, request_id, text, marks, release)
    number = int(release.name) if release is not None else 0
    return CheckedDraft(draft.name, text, marks, said, on, number)


def as_checked(
    draft: str,
    text: str,
    marks: Sequence[Mark],
    answers: Sequence[Answer],
    *,
    on: date,
    release: int,
) -> CheckedDraft:
    """A draft with the answers that it was given already."""
    return CheckedDraft(draft, text, tuple(marks), _in_sentences(answers, text), on, release)


def _said(
    workspace: Workspace,
    request_id: str,
    text: str,
    marks: Sequence[Mark],
    release: Path | None,
) -> tuple[Said, ...]:
    worlds = load_worlds(workspace, request_id, release=release)
    reads = with_marks(read_draft(text, worlds.request), text, marks)
    return _in_sentences(check(reads, worlds), text)


def _in_sentences(answers: Sequence[Answer], text: str) -> tuple[Said, ...]:
    return tuple(
        Said(
            answer.mention.start,
            answer.mention.text,
            sentence_around(text, answer.mention.start, answer.mention.end),
            answer.verdict,
            answer.because,
        )
        for answer in answers
    )


def no_longer_true(
    workspace: Workspace, request_id: str, draft: CheckedDraft, *, release: Path | None = None
) -> list[NoLongerTrue]:
    """The numbers of a draft that held and don't hold by the current tables, or a release's."""
    held = {(one.start, one.text) for one in draft.said if one.verdict is Verdict.HOLDS}
    now = _said(workspace, request_id, draft.text, draft.marks, release)
    return [
        NoLongerTrue(draft, one)
        for one in now
        if (one.start, one.text) in held and one.verdict is not Verdict.HOLDS
    ]


def keep(workspace: Workspace, request_id: str, draft: CheckedDraft) -> Path:
    """Write down a draft that was held against a release; the same text takes its own place."""
    folder = releases_folder(workspace, request_id) / DRAFTS
    folder.mkdir(parents=True, exist_ok=True)
    path = note_of(workspace, request_id, draft)
    others = kept_drafts(workspace, request_id)
    kept = {
        "draft": draft.name,
        "release": draft.release,
        "number": 1
        + max((other.number for other in others if other.release == draft.release), default=0),
        "checked_on": draft.checked_on.isoformat(),
        "text_sha256": draft.sha256,
        "text": draft.text,
        "marks": [
            {"text": m.text, "because": m.because, "by": m.by, "on": m.on.isoformat()}
            for m in draft.marks
        ],
        "mentions": [
            {
                "start": one.start,
                "text": one.text,
                "sentence": one.sentence,
                "verdict": one.verdict.value,
                "because": one.because,
            }
            for one in draft.said
        ],
    }
    write_whole(path, json.dumps(kept, ensure_ascii=False, indent=1).encode() + b"\n")
    return path


def note_of(workspace: Workspace, request_id: str, draft: CheckedDraft) -> Path:
    """The file beside a release that says what came of a draft."""
    name = f"{draft.release}-{draft.sha256[:16]}.json"
    return releases_folder(workspace, request_id) / DRAFTS / name


def wrong_now(
    workspace: Workspace, request_id: str, folder: Path
) -> list[tuple[CheckedDraft, tuple[Said, ...]]]:
    """The drafts that must not be printed with a release, each with its wrong numbers.

    Of a draft that was checked several times the last text counts. It is held again against the
    release's own tables, which may withhold what those had that it was checked against.
    """
    last: dict[str, CheckedDraft] = {}
    for draft in sorted(kept_drafts(workspace, request_id), key=lambda one: one.number):
        if draft.release == int(folder.name):
            last[draft.name] = draft
    found = []
    for draft in last.values():
        said = _said(workspace, request_id, draft.text, draft.marks, folder)
        wrong = {one.start: one for one in (*draft.said, *said) if one.verdict in WRONG}
        if wrong:
            found.append((draft, tuple(wrong[start] for start in sorted(wrong))))
    return found


def kept_drafts(workspace: Workspace, request_id: str) -> list[CheckedDraft]:
    """The drafts that were held against releases of a request, by release and name."""
    folder = releases_folder(workspace, request_id) / DRAFTS
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    found = [_kept(path) for path in paths if not path.name.startswith(".")]
    return sorted(found, key=lambda one: (one.release, one.name, one.sha256))


def _kept(path: Path) -> CheckedDraft:
    try:
        kept: Mapping[str, Any] = json.loads(path.read_bytes())
        marks = tuple(
            Mark(m["text"], m["because"], m["by"], date.fromisoformat(m["on"]))
            for m in kept["marks"]
        )
        said = tuple(
            Said(m["start"], m["text"], m["sentence"], Verdict(m["verdict"]), m["because"])
            for m in kept["mentions"]
        )
        on, release = date.fromisoformat(kept["checked_on"]), int(kept["release"])
        number = int(kept.get("number", 0))
        draft = CheckedDraft(kept["draft"], kept["text"], marks, said, on, release, number)
        whole = draft.sha256 == kept["text_sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise WorkspaceError(
            f"{path} is damaged; nobody can say what was checked: delete it and check the draft"
            " again"
        )
    return draft
