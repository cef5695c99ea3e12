"""What of a claim is firm: named in the number's own clause, or the only one that is possible."""

import pytest

from foistats.claims.reading.draft import read_draft
from tests.unit.claims.requests_by_hand import IMAGES


@pytest.mark.parametrize(
    ("text", "number", "unsure"),
    [
        ("Dorset Police recorded 212 offences in 2020/21.", "212", ()),
        ("In 2020/21 there were 212 offences in Dorset.", "212", ()),
        # Two forces in the clause, and each right beside its number.
        ("Dorset had 212 and Cheshire 506 in 2020/21.", "506", ()),
        # The year of the sentence before is the only one that was named, and the latest too.
        ("Dorset recorded 212 in 2020/21. Cheshire recorded 506.", "506", ()),
        # The sentence before is about one force, the draft about another.
        (
            "Offences in Cheshire rose in 2020/21.\n\nDorset recorded 212 offences in 2020/21."
            " In 2020/21 there were 506 offences.",
            "506",
            ("area",),
        ),
        # Two years in the clause, and neither beside the number.
        ("Dorset, which answered for 2019/20, in 2020/21 and then recorded 212.", "212", ("period",)),
    ],
)  # fmt: skip
def test_what_is_unsure_of_a_number(text: str, number: str, unsure: tuple[str, ...]) -> None:
    found = {one.mention.text: one for one in read_draft(text, IMAGES)}
    assert found[number].claims, found[number].because
    assert found[number].unsure == unsure
