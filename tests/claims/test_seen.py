"""The gate on the drafts that it was built with: nothing that was reached is lost again.

The drafts of `heldout` have no such test: their score is taken, and told as it came out, but the
gate isn't built to it.
"""

from pathlib import Path

import pytest

from tests.claims.keys import drafts
from tests.claims.score import Score, library, score

# What is still called false though it is true: none is the aim, and none may be added.
_STILL_CALLED_FALSE = {
    # "A threefold rise in the first of those steps": the steps of a list of years.
    "catalytic-converters-2023/met-thread.txt: 'threefold'",
    # "The rise in the latest year, of 103, came after 54 the year before": the rise is left out.
    "child-abuse-images-2021/cheshire-release.txt: '54'",
}
_LEAST_FOUND = 0.95
_MOST_UNRESOLVED = 0.05


@pytest.fixture(scope="module")
def reached(built: Path) -> Score:
    return score(library, drafts("seen"), root=built)


def test_no_true_number_is_called_false(reached: Score) -> None:
    assert set(reached.called_false) - _STILL_CALLED_FALSE == set()


def test_planted_errors_are_found(reached: Score) -> None:
    assert reached.found_share >= _LEAST_FOUND, reached.misses


def test_few_statistics_are_left_unresolved(reached: Score) -> None:
    assert reached.unresolved_share <= _MOST_UNRESOLVED, reached.misses
    assert reached.unread == 0, reached.misses
