"""The gate on drafts whose numbers were worked out by another route: see `own`."""

from pathlib import Path

import pytest

from tests.claims.own import sentences, whole_drafts
from tests.claims.score import Score, library, score

_MOST_CALLED_FALSE = 0
_LEAST_FOUND = 0.95


@pytest.fixture(scope="module")
def reached(built: Path) -> Score:
    every = [*sentences(), *sentences(".third"), *whole_drafts()]
    return score(library, every, root=built)


def test_few_true_numbers_are_called_false(reached: Score) -> None:
    assert reached.true_called_false <= _MOST_CALLED_FALSE * reached.true, reached.called_false


def test_planted_errors_are_found(reached: Score) -> None:
    assert reached.found_share >= _LEAST_FOUND, reached.misses
