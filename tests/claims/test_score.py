"""The score counts what it says, shown with answers that are known to be right or wrong."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.claims.keys import Draft, Key
from tests.claims.score import Score, score

_TEXT = "Kent had 12 thefts and 30 arrests in 2021."
_KEYS = (
    Key(9, 11, "12", "holds", "value"),
    Key(23, 25, "30", "fails", "value", planted="another_unit"),
    Key(37, 41, "2021", "not_a_statistic"),
)
_DRAFT = Draft(Path("draft.txt"), "request", _TEXT, _KEYS)


def _scored(*verdicts: str) -> Score:
    mentions = [
        {"start": key.start, "end": key.end, "text": key.text, "verdict": verdict, "because": ""}
        for key, verdict in zip(_KEYS, verdicts, strict=True)
        if verdict
    ]

    def gate(draft: Draft, root: Path) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - a Gate
        return mentions

    return score(gate, [_DRAFT], root=Path())


def test_answers_that_are_right_count_as_right() -> None:
    result = _scored("holds", "conflicts", "holds")
    assert (result.right, result.found, result.true_called_false) == (3, 1, 0)
    assert not result.misses


def test_a_true_number_called_false_is_counted_and_named() -> None:
    result = _scored("conflicts", "fails", "not_a_statistic")
    assert result.true_called_false == 1
    assert result.misses == ["request/draft.txt: '12': holds, but conflicts: "]


def test_an_error_that_holds_is_not_found() -> None:
    assert _scored("holds", "holds", "holds").found == 0


def test_what_is_not_read_is_unresolved() -> None:
    result = _scored("", "unresolved", "not_a_statistic")
    assert (result.unresolved, result.statistics, result.unread) == (2, 2, 1)
