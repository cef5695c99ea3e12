"""Runs of digits that no person counts are one mention, and aren't gone through again and again."""

import pytest

from foistats.claims import mentions
from foistats.claims.number_forms import FORMS


class _Counting:
    """The pattern of all forms, with a note of how much text each search was given."""

    def __init__(self) -> None:
        self.given = 0
        self.forms = FORMS

    def search(self, text: str, at: int, end: int) -> object:
        self.given += end - at
        return self.forms.search(text, at, end)


@pytest.mark.parametrize("digits", [100, 2_000, 60_000])
def test_a_long_run_of_digits_is_one_mention(digits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = _Counting()
    monkeypatch.setattr(mentions, "FORMS", counting)
    found = mentions.mentions_in("In 2019 " + "1" * digits + " and 45.")
    assert [len(one.text) for one in found] == [4, digits, 2]
    # However long the run is, only the words around it are searched, once for each number there
    # and once more: 8 and 1 characters before it (after "2019"), 8 and 1 behind (after "45").
    assert counting.given == 8 + 1 + 8 + 1
