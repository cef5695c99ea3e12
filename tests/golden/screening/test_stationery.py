"""A copy of a visible line that nobody sees is told, and no reason to seal a Word letter."""

from pathlib import Path

import pytest

from foistats.formats.opening import enter
from foistats.reading.file import read_reply
from foistats.records import Asked
from schemas.channels import Channel
from tests.golden.documents.word import build_word, p, r

COUNTS = p(r("In 2021 there were 45 burglary offences recorded."))
VANISHED = "<w:vanish/>"
WHITE = '<w:color w:val="FFFFFF"/>'


def channels(path: Path) -> tuple[set[Channel], set[Channel]]:
    """The channels of what seals a document, and of what is only told."""
    entered = enter(path.read_bytes(), path.name)
    return {one.channel for one in entered.hidden}, {one.channel for one in entered.noted}


@pytest.mark.parametrize("look", [VANISHED, WHITE])
@pytest.mark.parametrize("line", ["Telephone 0300 000 0000", "www.kent.police.uk", "0300 000 0000"])
def test_a_copy_of_a_visible_line_seals_nothing(tmp_path: Path, line: str, look: str) -> None:
    first, rest = line[:6], line[6:]
    path = build_word(tmp_path / "r.docx", p(r(line)) + COUNTS + p(r(first, look), r(rest, look)))
    assert channels(path)[0] == set()
    assert Channel.STATIONERY in channels(path)[1]
    (one,) = read_reply(path, Asked(force_ids=("kent",))).observations
    assert one.count.low == 45


@pytest.mark.parametrize("look", [VANISHED, WHITE])
@pytest.mark.parametrize(
    ("shown", "unseen"),
    [
        # Nowhere visible; a count alone; more than the visible line; a part of its words
        ("Telephone 101", "Telephone 0300 000 0000"),
        ("There were 45 arrests.", "45"),
        ("Telephone 0300 000 0000", "Telephone 0300 000 0000 and 46 offences"),
        ("Telephone 0300 000 0000", "phone 0300 000 0000"),
    ],
)
def test_what_says_something_of_its_own_seals(
    tmp_path: Path, shown: str, unseen: str, look: str
) -> None:
    path = build_word(tmp_path / "r.docx", p(r(shown)) + COUNTS + p(r(unseen, look)))
    assert channels(path)[0] != set()
