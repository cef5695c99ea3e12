"""A person's mark takes a number out, and nothing else does."""

from datetime import date
from pathlib import Path

import pytest

from foistats.claims.marks import Mark, MarksInvalid, read_marks, with_marks
from foistats.claims.mentions import mentions_in
from foistats.claims.model import Read, Verdict

ENTRY = '[[mark]]\ntext = "12 volunteers"\nbecause = "people"\nby = "A. Person"\non = 2021-11-02\n'


def reads_of(text: str) -> list[Read]:
    return [Read(mention, Verdict.UNRESOLVED, "") for mention in mentions_in(text)]


def test_a_mark_takes_out_the_numbers_in_its_text_and_no_other(tmp_path: Path) -> None:
    draft = tmp_path / "story.txt"
    draft.with_name("story.marks.toml").write_text(ENTRY)
    text = "With 12 volunteers it counted 12 offences."
    first, second = with_marks(reads_of(text), text, read_marks(draft))
    assert first.verdict is Verdict.NOT_A_STATISTIC
    assert first.because == "A. Person marked it on 2021-11-02: people"
    assert second.verdict is Verdict.UNRESOLVED


def test_a_draft_without_marks_has_none(tmp_path: Path) -> None:
    assert read_marks(tmp_path / "story.txt") == ()


def test_a_mark_for_another_version_of_the_draft_is_refused() -> None:
    mark = Mark("13 volunteers", "people", "A. Person", date(2021, 11, 2))
    with pytest.raises(MarksInvalid, match="13 volunteers"):
        with_marks(reads_of("12 volunteers"), "12 volunteers", [mark])


def test_every_mistake_of_a_marks_file_is_named(tmp_path: Path) -> None:
    draft = tmp_path / "story.txt"
    draft.with_name("story.txt.marks.toml").write_text('[[mark]]\ntext = ""\nwhy = "x"\nby = "y"\n')
    with pytest.raises(MarksInvalid) as refusal:
        read_marks(draft)
    for said in ("text", "why", "because", "on"):
        assert f"mark 1, {said}" in str(refusal.value)
