"""Every sentence of the gate says what was checked, and how much; nothing read is nothing kept."""

from pathlib import Path

from foistats.quality.gate.answers import GateState, answer_of
from foistats.quality.gate.checkpoint import Verdict
from foistats.quality.gate.judging import judge_requests
from foistats.quality.gate.page import Looked, looked_at, sentence_for
from foistats.workspace import Workspace
from schemas.vocabulary import GateRule, RuleState
from tests.flows.folders import DORSET, WILTSHIRE, add_request, bytes_of, line, workbook
from tests.golden.review.desks import codes, rebuild, reply_of_dorset
from tests.unit.cli.typed import typed

# Each row adds up to its own total; the first column doesn't: 120 + 210 is 330.
CROSSED = [
    ["Offence", "2016/17", "2017/18", "Total"],
    ["Rape", 120, 100, 220],
    ["Theft", 210, 90, 300],
    ["Total", 340, 190, 520],
]


def judged(root: Path) -> dict[str, Verdict]:
    [judgement] = judge_requests(Workspace(root), ["r"])
    return {one.rule: one for one in judgement.verdicts}


def test_an_open_mismatch_is_not_kept_though_its_cells_are_borne_out_by_their_rows(
    tmp_path: Path,
) -> None:
    reply_of_dorset(tmp_path, workbook(*CROSSED))
    assert "total_mismatch" in codes(tmp_path)
    rule = judged(tmp_path)[GateRule.PRINTED_TOTALS_AGREE]
    assert (rule.state, rule.failed) == (RuleState.FAILED, ("Dorset Police",))
    assert answer_of(Workspace(tmp_path), "r").state is GateState.NEEDS_A_PERSON


def test_a_mismatch_of_one_reply_says_nothing_of_another(tmp_path: Path) -> None:
    add_request(
        tmp_path,
        line("dorset", "dorset.xlsx"),
        line("wiltshire", "wiltshire.xlsx"),
        documents={"dorset.xlsx": workbook(*CROSSED), "wiltshire.xlsx": workbook(*WILTSHIRE)},
    )
    rebuild(tmp_path)
    rule = judged(tmp_path)[GateRule.PRINTED_TOTALS_AGREE]
    assert (rule.checked, rule.failed) == (2, ("Dorset Police",))


def test_where_no_figure_was_read_nothing_is_said_to_be_plausible(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, bytes_of(b"PK\x03\x04 no workbook"))
    for _ in range(2):
        # Twice: the second run has one before it, and compares nothing with nothing.
        judged(tmp_path)
        answer = answer_of(Workspace(tmp_path), "r")
        assert answer.state is GateState.NOTHING_READ
        assert answer.sentence == "nothing could be checked: no figure was read"
        rebuild(tmp_path)
    done = typed("gate", "r", "--root", tmp_path)
    assert done.exit_code == 1
    assert "r: nothing could be checked: no figure was read" in done.stdout
    page = (tmp_path / "processed" / "r" / "gate" / "gate.html").read_text(encoding="utf-8")
    assert '<p class="sum failed">nothing could be checked: no figure was read</p>' in page


def test_what_passes_says_how_much_was_looked_at(tmp_path: Path) -> None:
    reply_of_dorset(tmp_path, workbook(*DORSET))
    rules = judged(tmp_path)
    seen = sum(one.checked > 0 for one in rules.values())
    # Two years of one force, 13 and 24: too few for a step, and nothing lies between them.
    assert seen == 1
    assert answer_of(Workspace(tmp_path), "r").sentence == (
        "nothing is implausible in figures of 1 force, by 1 of 10 rules; 9 found nothing to look at"
    )
    assert looked_at(rules[GateRule.PRINTED_TOTALS_AGREE]) == "1 force with figures looked at"


def test_the_number_of_rules_and_forces_is_said() -> None:
    passed = [Looked(rule, RuleState.PASSED, 3) for rule in GateRule]
    assert (
        sentence_for(passed) == "nothing is implausible in figures of 3 forces, by 10 of 10 rules"
    )
