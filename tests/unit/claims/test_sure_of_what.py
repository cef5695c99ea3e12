"""A number is false only where it is sure what it counts, where and when: worked out by hand."""

import pytest

from foistats.claims.model import Verdict
from tests.unit.claims.test_conditions import answers

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNRESOLVED
NONE = Verdict.NOT_A_STATISTIC

# Devon and Cornwall 511 829 686 675 931, Dorset 185 266 265 226 212, Wiltshire 300 310 320 330 340,
# Avon and Somerset 400 410 420 430 440, Gloucestershire 50 60 70 80 91, Cheshire 226 348 349 403 506.
DORSET = "Dorset recorded 212 offences in 2020/21."
CHESHIRE = "Cheshire recorded 506 offences in 2020/21."
SAID = [
    # Another noun has the number: a study's cases, some of the firms, forces.
    (DORSET + " A Dutch study of 77 cases found little.", "77", OPEN),
    (DORSET + " The team meets 12 of the biggest firms.", "12", NONE),
    ("Offences in Dorset were higher than in either of the two before it. " + DORSET, "two", OPEN),
    ("“Dorset had one offence for every 900 homes,” she said. " + DORSET, "one", OPEN),
    # A person's own words, that name neither what is counted nor where.
    (DORSET + " “A 40 per cent jump can be nothing but paperwork,” she said.", "40 per cent", OPEN),
    ("“Dorset recorded 213 offences in 2020/21,” she said.", "213", FAILS),
    # The article says which forces are meant, and not how many fell: two of the six did.
    ("We asked six forces. The six forces saw fewer offences in 2020/21.", "six", HOLDS),
    (DORSET + " But one force is not a region.", "one", OPEN),
    ("Offences in Dorset.\n\nAmong the two forces that gave figures for every month, offences"
     " climbed from 400 in 2016/17 to 999 in 2020/21.", "999", OPEN),
    # "Up from 403" is said of 506, and not of the 226 before it.
    (CHESHIRE + " That is more than twice the number in 2016/17, when it was 226, and up from 403"
     " in 2019/20.", "403", HOLDS),
    # The year beside another number isn't the year of this one.
    ("In Cheshire, where 403 offences were recorded in 2019/20, the number went up to 506.", "506",
     HOLDS),
    ("In Cheshire, where 403 offences were recorded in 2019/20, the number went up to 507.", "507",
     FAILS),
    # 403 is 54 more than 349: in the year before, and not since then.
    (CHESHIRE + " The year before that it had risen by 54.", "54", HOLDS),
    (CHESHIRE + " The year before that it had risen by 77.", "77", FAILS),
    # 2020/21 is the year of the piece, and 2016/17 what it is held against.
    (DORSET + " That compares with 226 in 2019/20 and 185 in 2016/17. Wiltshire saw a rise of"
     " three per cent in the same year, from 330 offences.", "330", HOLDS),
    # A rank behind a number is of that number's year; the most of Dorset's are 266.
    ("There were 212 offences in Dorset in 2020/21, down from 266 in 2017/18, which had been the"
     " highest number in five years.", "highest", HOLDS),
    ("There were 212 offences in Dorset in 2020/21, down from 226 in 2019/20, which had been the"
     " highest number in five years.", "highest", FAILS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "expected"), SAID)
def test_a_number_is_false_only_where_it_is_sure_what_it_is_of(
    text: str, number: str, expected: Verdict
) -> None:
    found = answers(text)[number]
    assert found.verdict is expected, found.because
