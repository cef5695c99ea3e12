"""Whatever a draft says, each of its numbers has exactly one answer, and always the same one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.claims.mentions import mentions_in
from foistats.claims.reading.draft import read_draft
from tests.unit.claims.requests_by_hand import IMAGES, SPIKING

PIECES = """
Dorset|Wiltshire Police|the South West|the region|the force|both forces|the two forces|West Midlands
recorded|rose|fell|up|down|doubled|halved|was|were|peaked|accounted for|a rise of|a drop of|more than
fewer than|nearly|about|at least|by|to|from|of|in|than|compared with|that compares with|while|and|,|.
;|(|)|–|:|\n|\n\n|\t|offences|incidents|drink spiking|needle spiking|victims|arrests|forces|the 43 forces
41|212|1,329|6,852|26 per cent|14 percentage points|one in five|a third|half|three times|twice|14 a day
every 40 minutes|the highest|second highest|on record|third year running|2020/21|2016/17|last year
the year before|the following year|since 2016/17|over the last five years|April 2020|March 2021
between April 2020 and March 2021|respectively|including|on average|a year|share|answered|refused
did not respond|"|“|”|It|They|The total|of which|which|where|not|only|per force|1.2k|£2m|aged 14|+|-
""".replace("\n", "|").split("|")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.booleans())
def test_each_mention_has_one_answer(pieces: list[str], has_categories: bool) -> None:
    text = " ".join(pieces)
    asked = SPIKING if has_categories else IMAGES
    found = read_draft(text, asked)
    assert [read.mention for read in found] == list(mentions_in(text))
    for read in found:
        assert read.because
        assert (read.verdict is None) == bool(read.claims)
    assert found == read_draft(text, asked)


def test_a_list_without_a_full_stop_is_read_in_parts() -> None:
    text = "Dorset recorded 212 offences in 2020/21, " * 400
    found = read_draft(text, IMAGES)
    assert [read.mention for read in found] == list(mentions_in(text))
    assert all(read.claims for read in found if read.mention.text == "212")
