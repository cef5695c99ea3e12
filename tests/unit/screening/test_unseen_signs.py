"""Texts spelt in signs that no program shows are found whole; ordinary writing has none."""

from hypothesis import given
from hypothesis import strategies as st

from foistats.documents.words import says_more, unseen_signs, words_of

LETTERS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1)
WRITING = st.text(st.characters(categories=("L", "N", "P", "Z", "Sc")))


@given(LETTERS, WRITING, WRITING)
def test_each_letter_in_tags_is_counted(secret: str, before: str, after: str) -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in secret)
    assert unseen_signs(before + tags + after) == len(secret)


@given(WRITING)
def test_ordinary_writing_has_none(text: str) -> None:
    assert unseen_signs(text) == 0


@given(st.lists(LETTERS))
def test_what_is_shown_says_no_more_than_itself(lines: list[str]) -> None:
    shown = " ".join(words_of(" ".join(lines)))
    assert not any(says_more(line, shown) for line in lines)
