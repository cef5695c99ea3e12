"""A draft may say what a force's own mark says; what says more of the count than that fails."""

from collections.abc import Callable
from datetime import date

import pytest

from foistats.claims.answers.text import lines_of_answers
from foistats.claims.checking import check
from foistats.claims.loading import load_worlds
from foistats.claims.model import Answer, Verdict
from foistats.claims.reading.draft import read_draft
from foistats.claims.worlds import Worlds
from foistats.disclosure.drafts import with_disclosure
from foistats.release.generations import current_folder
from foistats.run import stages
from foistats.workspace import Workspace

REQUEST = """
title = "Thefts"
question = "How many thefts did you record?"
unit = "offences"
sent_on = 2019-06-03
forces = ["dorset", "wiltshire", "gloucestershire"]
[periods]
kind = "financial_year"
first = "2017/18"
last = "2018/19"
"""
REPLIES = {
    "dorset": ("Dorset Police", "Year,Offences\n2017/18,41\n2018/19,<5\n"),
    "wiltshire": ("Wiltshire Police", "Year,Offences\n2017/18,110\n2018/19,120\n"),
    "gloucestershire": ("Gloucestershire Constabulary", "Year,Offences\n2017/18,12\n2018/19,30\n"),
}
Judge = Callable[[str], list[Answer]]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("marks")
    folder = root / "raw" / "thefts"
    (folder / "documents").mkdir(parents=True)
    lines = ["response_id,force,received_on,outcome,section,documents,supersedes,note\n"]
    for force_id, (name, table) in REPLIES.items():
        lines.append(f"{force_id},{name},2019-07-01,,,{force_id}.csv,,\n")
        (folder / "documents" / f"{force_id}.csv").write_text(table, encoding="utf-8")
    (folder / "responses.csv").write_text("".join(lines), encoding="utf-8")
    (folder / "request.toml").write_text(REQUEST, encoding="utf-8")
    stages.build(str(root), ["thefts"])
    return Workspace(root)


@pytest.fixture(scope="module")
def worlds(workspace: Workspace) -> Worlds:
    return load_worlds(workspace, "thefts")


@pytest.fixture(scope="module")
def judged(workspace: Workspace, worlds: Worlds) -> Judge:
    def answers(text: str) -> list[Answer]:
        said = with_disclosure(
            check(read_draft(text, worlds.request), worlds),
            workspace,
            worlds,
            current_folder(workspace, "thefts"),
            before=(),
            today=date(2019, 8, 1),
        )
        return [one for one in said if one.verdict is not Verdict.NOT_A_STATISTIC]

    return answers


# The force printed <5, which is 0 to 4.
@pytest.mark.parametrize(
    "words",
    ["fewer than five", "under 5", "<5", "≤4", "at most 4", "between 0 and 4", "0 to 4",
     "fewer than six"],
)  # fmt: skip
def test_what_says_no_more_than_the_mark_holds(judged: Judge, words: str) -> None:
    answers = judged(f"Dorset Police recorded {words} offences in 2018/19.")
    assert answers
    assert {one.verdict for one in answers} == {Verdict.HOLDS}
    assert not any("reveal" in remark for one in answers for remark in one.wording)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dorset Police recorded exactly 3 offences in 2018/19.",
        "Dorset Police recorded 1 to 4 offences in 2018/19.",
        "Dorset Police recorded between 1 and 4 offences in 2018/19.",
        "Dorset Police recorded fewer than four offences in 2018/19.",
        "Dorset Police recorded at least one offence in 2018/19.",
        # 153 less 120 and 30 is 3.
        "All three forces together recorded 153 offences in 2018/19.",
    ],
)
def test_what_says_more_than_the_mark_fails(judged: Judge, worlds: Worlds, sentence: str) -> None:
    answers = judged(sentence)
    failed = [one for one in answers if one.verdict is Verdict.FAILS]
    assert failed
    assert all("work out a protected count" in one.because for one in failed)
    shown = "\n".join(lines_of_answers(answers, text=sentence, worlds=worlds, draft="story"))
    assert "would be right" not in shown
    assert "Who could settle it" not in shown


def test_both_ends_of_a_range_that_says_too_much_fail(judged: Judge) -> None:
    answers = judged("Dorset Police recorded 1 to 4 offences in 2018/19.")
    assert [one.verdict for one in answers] == [Verdict.FAILS, Verdict.FAILS]


def test_a_range_that_no_reply_allows_is_false(judged: Judge) -> None:
    answers = judged("Wiltshire Police recorded between 90 and 110 offences in 2018/19.")
    assert [one.verdict for one in answers] == [Verdict.FAILS, Verdict.FAILS]
    assert all("work out" not in one.because for one in answers)
    answers = judged("Wiltshire Police recorded between 110 and 130 offences in 2018/19.")
    assert [one.verdict for one in answers] == [Verdict.HOLDS, Verdict.HOLDS]
