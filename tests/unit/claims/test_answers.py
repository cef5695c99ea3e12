"""The answers on a draft, as text and as JSON."""

import hashlib
import json
from fractions import Fraction

import pytest

from foistats.claims.answers.as_json import answers_as_json
from foistats.claims.answers.text import lines_of_answers, sentence_around
from foistats.claims.checking import check
from foistats.claims.model import Claim, Mention, Read, StatisticKind, Verdict
from foistats.claims.worlds import Worlds
from tests.unit.claims.worlds_by_hand import (
    ALL_YEARS,
    MEMBERS,
    SOUTH_WEST,
    YEARS,
    claim,
    exactly,
    force,
    known,
)

TABLES = known({"dorset": (185, 266, 265, 226, 212)}, asked=MEMBERS)
LAST = YEARS[-1]
TEXT = "Nearly 7,000 in five years.\nIt was 6,852 in 2020/21. Dorset had 1,154, a total.\nHe is 14."


def placed(one: Claim, text: str) -> Read:
    start = TEXT.index(text)
    mention = Mention(start, start + len(text), text)
    return Read(mention, None, "", (Claim(mention, one.statistic, one.said, one.because),))


def the_answers(worlds: Worlds = TABLES):  # type: ignore[no-untyped-def]
    value = StatisticKind.VALUE
    age = Mention(TEXT.index("14."), TEXT.index("14.") + 2, "14")
    return check(
        [
            placed(claim(value, [SOUTH_WEST], [ALL_YEARS], exactly(6000)), "7,000"),
            placed(claim(value, [SOUTH_WEST], [LAST], exactly(6852)), "6,852"),
            placed(claim(value, [force("dorset")], [LAST], exactly(1154)), "1,154"),
            Read(age, Verdict.NOT_A_STATISTIC, "an age"),
        ],
        worlds,
    )


def test_the_json_is_as_agreed() -> None:
    said = answers_as_json(
        the_answers(), draft="story.txt", request_id="made-up", tables="abc", text=TEXT
    )
    assert json.loads(json.dumps(said)) == said
    assert {key: said[key] for key in ("draft", "request_id", "tables")} == {
        "draft": "story.txt",
        "request_id": "made-up",
        "tables": "abc",
    }
    assert said["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    first, second, third, age = said["mentions"]
    for one in said["mentions"]:
        assert TEXT[one["start"] : one["end"]] == one["text"]
    assert second["statistic"] == {
        "kind": "value",
        "areas": ["south-west"],
        "periods": [{"start": "2020-04-01", "end": "2021-03-31"}],
        "category_id": "all",
    }
    assert (second["verdict"], second["low"], second["high"]) == ("conflicts", 212, None)
    assert (second["conflicts_with"], first["conflicts_with"]) == ([0], [1])
    # 1,154 are Dorset's five years: 185 + 266 + 265 + 226 + 212.
    assert third["verdict"] == "fails"
    assert third["instead"]["reading"] == "multi_year_total"
    assert (third["low"], third["high"]) == (212, 212)
    assert age["statistic"] is None
    assert age["instead"] is None
    assert (age["verdict"], age["wording"]) == ("not_a_statistic", [])


def test_several_readings_are_all_in_the_json() -> None:
    # 265 is Dorset's figure of 2018/19, and Wiltshire's of the last year.
    worlds = known({"dorset": (185, 266, 265, 226, 212), "wiltshire": (1, 2, 3, 4, 265)})
    one = claim(StatisticKind.VALUE, [force("dorset")], [LAST], exactly(265))
    read = Read(one.mention, None, "", (one,))
    (mention,) = answers_as_json(
        check([read], worlds), draft="", request_id="", tables="", text=""
    )["mentions"]
    said = mention["instead"]
    readings = [said["reading"], *(other["reading"] for other in said["or"])]
    assert sorted(readings) == ["another_year", "neighbouring_force"]


def lines(worlds: Worlds = TABLES) -> list[str]:
    return [*lines_of_answers(the_answers(worlds), text=TEXT, worlds=worlds, draft="story.txt")]


def test_the_text_has_a_block_for_each_problem_and_none_for_an_age() -> None:
    said = "\n".join(lines())
    assert said.startswith(
        "story.txt: 4 numbers against made-up: 1 fails, 2 conflicts, 1 not a statistic."
    )
    assert "“14”" not in said
    block = said[said.index("“1,154” (line 2)") :].split("\n\n")[0]
    for part in (
        "It is not so.",
        "The sentence: Dorset had 1,154, a total.",
        "What it says: “1,154” is the offences of Dorset Police in 2020/21.",
        "The sentence gives “1,154” as the offences of Dorset Police in 2020/21.",
        "The replies give 212, so it is not so.",
        "What it probably was:",
        "it is the total of 2016/17–2020/21, not the figure of 2020/21",
        "What would be right: 212",
    ):
        assert part in block, part


def test_a_draft_without_numbers_is_said_to_have_none() -> None:
    assert [*lines_of_answers((), text="", worlds=TABLES, draft="story.txt")] == [
        "story.txt: it has no numbers."
    ]


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("One. It was 6.5 per cent. Two.", "6.5", "It was 6.5 per cent."),
        ("A heading\nIt was 7", "7", "It was 7"),
        ("Was it 7? No.", "7", "Was it 7?"),
    ],
)
def test_the_sentence_of_a_mention(text: str, mention: str, expected: str) -> None:
    start = text.index(mention)
    assert sentence_around(text, start, start + len(mention)) == expected


def test_numbers_are_printed_in_full() -> None:
    from foistats.claims.phrases import number

    assert number(Fraction(-1234567)) == "-1,234,567"
    assert number(Fraction(2, 3)) == "0.67"
    assert number(Fraction(-619, 100)) == "-6.19"
    assert number(Fraction(10999, 100)) == "110.0"
