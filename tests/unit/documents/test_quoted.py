"""Earlier messages in a text are told from what its sender wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foistats.documents.quoted import quoted_lines, split_quoted

ON_WROTE = "On 3 June 2019 at 10:00, Jo Smith <jo@charity.org.uk> wrote:"
OUTLOOK = [
    "From: Jo Smith <jo@charity.org.uk>",
    "Sent: 03 June 2019 10:00",
    "To: FOI <foi@dorset.police.uk>",
    "Subject: Request for information",
]
WELSH = ["Oddi wrth: Jo Smith", "Anfonwyd: 3 Mehefin 2019", "At: FOI", "Pwnc: Cais"]


def own_lines(*lines: str, headed: bool = False) -> list[str]:
    own, _ = split_quoted("\n".join(lines), headed=headed)
    return [line for line in own.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "announced",
    [
        ["-----Original Message-----", *OUTLOOK, ""],
        ["________________________________", *OUTLOOK, ""],
        ["", *OUTLOOK, "Importance: High", ""],
        ["*From:* Jo Smith", "*Sent:* 3 June 2019", "*To:* FOI", "*Subject:* x", ""],
        ["From: Jo", "Date: 3 June 2019", "To: a@b.uk;", "c@d.uk; e@f.uk", "Subject: x", ""],
        ["From:", "Jo Smith", "Sent:", "3 June 2019", "To:", "FOI", "Subject:", "x", ""],
        ["From: Jo Smith Sent: 3 June 2019 10:00 To: FOI unit Subject: Request", ""],
        ["---------- Forwarded message ---------", "From: Jo", "Date: 3 June", "To: FOI", ""],
        ["Begin forwarded message:", "", "From: Jo", "Subject: x", "Date: 3 June", "To: FOI", ""],
        ["-------- Original message --------"],
        ["-----Neges Wreiddiol-----", *WELSH, ""],
        WELSH,
        [ON_WROTE, ""],
        ["On Mon, 3 Jun 2019, 10:00 Jo Smith,", "<jo@charity.org.uk> wrote:", ""],
        ["2019-06-03 10:00 GMT+01:00 Jo Smith <jo@charity.org.uk>:", ""],
        ["Jo Smith <jo@charity.org.uk> wrote:"],
    ],
)
def test_all_below_what_announces_an_earlier_message_is_quoted(announced: list[str]) -> None:
    lines = ["We hold 12.", "", "Regards", "", *announced, "How many in 2018?", "", "In 2017, 9."]
    assert own_lines(*lines) == ["We hold 12.", "Regards"]


def test_marked_lines_are_quoted_and_answers_between_them_are_not() -> None:
    lines = [
        "Dear Jo,",
        ON_WROTE,
        "> 1. How many in 2018/19?",
        "39 offences",
        "> 2. How many in 2019/20?",
        ">",
        "",
        "41 offences.",
        "> > Sent by another",
    ]
    assert own_lines(*lines) == ["Dear Jo,", "39 offences", "41 offences."]


def test_the_unmarked_rest_of_a_wrapped_quotation_is_quoted() -> None:
    lines = [
        "> Please tell me how many offences of stalking were recorded by your force",
        "between 2014/15 and 2018/19, when there were 12 of them",
        "> per year",
    ]
    assert own_lines(*lines) == []
    assert own_lines("> How many in 2018/19?", "fewer than 5") == ["fewer than 5"]


@pytest.mark.parametrize(
    "lines",
    [
        ["From: 1 April 2018", "To: 31 March 2019", "Subject: stalking", "Offences: 39"],
        ["On 3 June 2019 you wrote:", "", "How many offences?", "", "We hold 39."],
        ["On review, Sergeant Smith wrote: we hold 39.", "Yours"],
        ["Original message received on 3 June", "We hold 39."],
        ["Date: 3 June 2019", "Subject: FOI 12", "To: Jo Smith", "", "We hold 39."],
        ["____________", "We hold 39."],
        ["From: the custody suite, we hold 39.", "Regards"],
        ["In 2018/19:", ">5", "In 2019/20:", "<5"],
        ["Contact foi@dorset.police.uk:", "We hold 39."],
    ],
)
def test_what_only_looks_like_a_quotation_is_the_senders_own(lines: list[str]) -> None:
    assert own_lines(*lines) == [line for line in lines if line]


def test_a_lone_figure_below_an_attribution_is_quoted() -> None:
    assert own_lines("We hold 4.", ON_WROTE, ">5") == ["We hold 4."]


def test_a_message_saved_as_text_may_begin_with_its_own_header() -> None:
    lines = [*OUTLOOK, "", "We hold 12.", "", *OUTLOOK, "", "How many?"]
    assert own_lines(*lines, headed=True) == [*OUTLOOK, "We hold 12."]
    assert own_lines(*lines) == []


WORD = st.sampled_from(
    ["offences", "in", "2018/19,", "the", "force", "recorded", "12", "none", ":"]
)
OWN = st.lists(WORD, min_size=1, max_size=8).map(lambda words: " ".join(["We", *words, "own"]))
OTHER = st.lists(WORD, min_size=1, max_size=8).map(lambda words: " ".join(["How", *words, "old"]))
OWN_TEXT = st.lists(st.one_of(OWN, st.just("")), min_size=1, max_size=6)
OTHER_TEXT = st.lists(st.one_of(OTHER, st.just("")), min_size=1, max_size=6)
HEADERS = st.sampled_from([OUTLOOK, WELSH, ["-----Original Message-----"], [ON_WROTE]])


@given(OWN_TEXT, HEADERS, OTHER_TEXT)
def test_own_text_is_kept_whole_and_nothing_quoted_passes_for_it(
    own: list[str], announced: list[str], old: list[str]
) -> None:
    kept, quoted = split_quoted("\n".join([*own, "", *announced, "", *old]))
    assert [line for line in kept.splitlines() if line] == [line for line in own if line]
    assert [line for line in old if line] == [line for line in quoted.splitlines() if "old" in line]


@given(st.lists(st.tuples(OWN_TEXT, OTHER_TEXT), min_size=1, max_size=4), st.booleans())
def test_own_text_between_marked_lines_is_never_lost(
    turns: list[tuple[list[str], list[str]]], attributed: bool
) -> None:
    lines = [ON_WROTE] if attributed else []
    for own, old in turns:
        lines += [f"> {line}".rstrip() for line in old] + own
    kept, _ = split_quoted("\n".join(lines))
    wanted = [line for own, _ in turns for line in own if line]
    assert [line for line in kept.splitlines() if line] == wanted


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_divided_without_loss(text: str, headed: bool) -> None:
    lines = text.splitlines()
    quoted = quoted_lines(lines, headed=headed)
    assert len(quoted) == len(lines)
    own, other = split_quoted(text, headed=headed)
    divided = [line for part in (own, other) for line in part.splitlines() if line]
    assert sorted(divided) == sorted(line for line in lines if line)
