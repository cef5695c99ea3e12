"""How well the gate judges the keyed drafts: `python -m tests.claims.score [seen]`.

Instead of `seen` there may stand `heldout2` or `heldout3`, or `sentences` or `whole` for what
`filled` holds.

A key and an answer belong together where they share a character; where several do, the answer that
shares most. An answer is right if it is the key's verdict or one that is as good; see `accepted`.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from foistats.claims.answers.as_json import answers_as_json
from foistats.claims.checking import check
from foistats.claims.draft_text import text_of_draft
from foistats.claims.loading import load_worlds, worlds_before
from foistats.claims.reading.draft import read_draft
from foistats.claims.worlds import Worlds
from foistats.workspace import Workspace
from tests.claims.keys import Draft, Key, drafts
from tests.claims.own import sentences, whole_drafts

# A draft and its request's workspace to the mentions of the JSON contract.
Gate = Callable[[Draft, Path], Sequence[Mapping[str, Any]]]

STATISTICS = ("holds", "fails", "depends", "conflicts")
_FALSE = ("fails", "conflicts")


@dataclass
class Score:
    """What became of the keys of some drafts; `misses` has a line for each that went wrong."""

    true: int = 0
    planted: int = 0
    found: int = 0
    statistics: int = 0
    unresolved: int = 0
    keyed: int = 0
    right: int = 0
    unread: int = 0
    unkeyed: int = 0
    wrong_by_kind: Counter[str] = field(default_factory=Counter)
    of_kind: Counter[str] = field(default_factory=Counter)
    called_false: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def true_called_false(self) -> int:
        """How many true numbers, and numbers that are no statistics, were called false."""
        return len(self.called_false)

    @property
    def unresolved_share(self) -> float:
        """Of the statistics that the tables can judge, how many were left unresolved."""
        return self.unresolved / max(1, self.statistics)

    @property
    def found_share(self) -> float:
        """Of the errors that were planted, how many were found."""
        return self.found / max(1, self.planted)


def accepted(key: Key) -> set[str]:
    """The verdicts that are right for a key."""
    verdicts = {key.verdict, *key.also}
    if key.verdict == "fails":
        verdicts.add("conflicts")
    if key.verdict == "not_a_statistic" and not key.planted:
        # The period of a claim may be told with the claim.
        verdicts.add("holds")
    if key.verdict == "unresolved" and not key.planted:
        verdicts.add("not_a_statistic")
    return verdicts


def score(gate: Gate, which: Sequence[Draft], *, root: Path) -> Score:
    """Hold the gate's answers against the keys of some drafts."""
    result = Score()
    for draft in which:
        answers = gate(draft, root)
        met: set[int] = set()
        for key in draft.keys:
            place = _answering(key, answers)
            if place is not None:
                met.add(place)
            _count(result, draft, key, answers[place] if place is not None else None)
        for place, answer in enumerate(answers):
            if place not in met and not any(_shared(key, answer) for key in draft.keys):
                result.unkeyed += 1
                result.misses.append(_line(draft, answer["text"], "no key", answer))
    return result


def _answering(key: Key, answers: Sequence[Mapping[str, Any]]) -> int | None:
    best = max(range(len(answers)), key=lambda one: _shared(key, answers[one]), default=None)
    return None if best is None or not _shared(key, answers[best]) else best


def _shared(key: Key, answer: Mapping[str, Any]) -> int:
    return max(0, min(key.end, int(answer["end"])) - max(key.start, int(answer["start"])))


def _count(result: Score, draft: Draft, key: Key, answer: Mapping[str, Any] | None) -> None:
    verdict = "no answer" if answer is None else str(answer["verdict"])
    right = verdict in accepted(key)
    result.keyed += 1
    result.right += right
    result.unread += answer is None
    kind = key.kind or key.verdict
    result.of_kind[kind] += 1
    if not key.planted:
        result.true += 1
        if verdict in _FALSE:
            result.called_false.append(f"{draft.name}: {key.text!r}")
    else:
        result.planted += 1
        result.found += right
    if key.verdict in STATISTICS and "unresolved" not in key.also:
        result.statistics += 1
        result.unresolved += verdict in {"unresolved", "no answer"}
    if not right:
        result.wrong_by_kind[kind] += 1
        expected = key.verdict + (f" ({key.planted})" if key.planted else "")
        result.misses.append(_line(draft, key.text, expected, answer))


def _line(draft: Draft, text: str, expected: str, answer: Mapping[str, Any] | None) -> str:
    said = "no answer" if answer is None else f"{answer['verdict']}: {answer['because']}"
    return f"{draft.name}: {text!r}: {expected}, but {said}"


def shown(result: Score) -> str:
    """The score in words, with every miss."""
    kinds = ", ".join(
        f"{kind} {wrong} of {result.of_kind[kind]}"
        for kind, wrong in result.wrong_by_kind.most_common()
    )
    return "\n".join(
        [
            f"right: {result.right} of {result.keyed} keyed mentions",
            f"true numbers called false: {result.true_called_false} of {result.true}",
            f"planted errors found: {result.found} of {result.planted} ({result.found_share:.1%})",
            f"statistics left unresolved: {result.unresolved} of {result.statistics}"
            f" ({result.unresolved_share:.1%})",
            f"keyed but not read: {result.unread}; read but not keyed: {result.unkeyed}",
            f"wrong verdicts by kind: {kinds or 'none'}",
            "",
            *result.misses,
        ]
    )


def library(draft: Draft, root: Path) -> Sequence[Mapping[str, Any]]:
    """The answers of the gate as `foistats claims check --format json` has them."""
    worlds, before = _tables(root, draft.request_id)
    text = text_of_draft(draft.path) if draft.path.exists() else draft.text
    answers = check(read_draft(text, worlds.request), worlds, before=before)
    said = answers_as_json(
        answers, draft=draft.name, request_id=draft.request_id, tables="", text=text
    )
    mentions: Sequence[Mapping[str, Any]] = said["mentions"]
    return mentions


@cache
def _tables(root: Path, request_id: str) -> tuple[Worlds, tuple[Worlds, ...]]:
    workspace = Workspace(root)
    worlds = load_worlds(workspace, request_id)
    return worlds, worlds_before(workspace, worlds)


def main() -> None:
    """Print the score of the drafts that are named, those that were seen if none."""
    from tests.claims.worlds.building import build
    from tests.claims.worlds.tables import WORLDS

    which = sys.argv[1] if len(sys.argv) > 1 else "seen"
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "sentences": sentences,
            "second": lambda: sentences(".second"),
            "whole": whole_drafts,
        }
        given = own[which]() if which in own else drafts(which)
        worlds = [WORLDS[one] for one in sorted({draft.request_id for draft in given})]
        root = build(Path(folder), [world for world in worlds if world.question])
        print(shown(score(library, given, root=root)))  # noqa: T201 - a command prints


if __name__ == "__main__":
    main()
