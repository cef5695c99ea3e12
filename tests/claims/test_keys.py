"""The keys of the drafts are whole and their arithmetic is right, whatever the gate says."""

import re

import pytest

from tests.claims.arithmetic import truths
from tests.claims.keys import Draft, drafts
from tests.claims.worlds.tables import WORLDS

_DRAFTS = [*drafts("seen"), *drafts("heldout2"), *drafts("heldout3")]
_IDS = [f"{draft.path.parents[1].name}/{draft.name}" for draft in _DRAFTS]
_VERDICTS = {"holds", "fails", "depends", "conflicts", "not_a_statistic", "unresolved"}
_KINDS = {
    "value", "sum", "change", "percent_change", "percentage_points", "multiple", "share", "average",
    "rate", "rank", "peak", "run", "forces", "other",
}  # fmt: skip
_NUMBER = re.compile(
    r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|million|first|second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth|tenth|half|halved|quarters?|thirds|fifths|tenths|double[ds]?|doubling|treble[ds]?|"
    r"tripled?|twice|thrice|\w+fold|highest|lowest|biggest|fewest|most|fastest|steepest|top|"
    r"peak(?:ed)?)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("draft", _DRAFTS, ids=_IDS)
def test_each_number_of_a_draft_lies_in_exactly_one_key(draft: Draft) -> None:
    for match in _NUMBER.finditer(draft.text):
        around = draft.text[max(0, match.start() - 30) : match.end() + 30]
        held = [key for key in draft.keys if key.start <= match.start() < key.end]
        assert len(held) == 1, around


@pytest.mark.parametrize("draft", _DRAFTS, ids=_IDS)
def test_a_key_says_what_may_be_said(draft: Draft) -> None:
    assert 80 <= len(draft.text.split()) <= 500
    planted = [key for key in draft.keys if key.planted]
    assert len(planted) <= 1, "at most one error is planted in a draft"
    for key in draft.keys:
        assert {key.verdict, *key.also} <= _VERDICTS
        assert not key.kind or key.kind in _KINDS
        assert key.planted or key.verdict not in {"fails", "conflicts", "depends"}, key.text
        if key.verdict in {"holds", "fails", "depends"} and not key.also:
            assert key.check, f"{key.text} has no arithmetic"


@pytest.mark.parametrize("draft", _DRAFTS, ids=_IDS)
def test_the_tables_bear_out_each_key(draft: Draft) -> None:
    wrong = []
    for key in draft.keys:
        if key.check:
            seen = set(truths(WORLDS[draft.request_id], key.check))
            expected = {"holds": {True}, "fails": {False}, "depends": {True, False}}
            if seen != expected[key.verdict]:
                wrong.append((key.text, key.verdict, key.check, seen))
    assert not wrong
