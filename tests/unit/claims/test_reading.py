"""What a sentence says of its numbers, each worked out by hand from the sentence."""

import pytest

from foistats.claims.model import Read, Statistic, Verdict
from foistats.claims.reading.draft import read_draft
from foistats.naming.periods import label_of
from foistats.records import Request
from tests.unit.claims.requests_by_hand import IMAGES, SPIKING, request


def reads(text: str, asked: Request = IMAGES) -> dict[str, Read]:
    return {read.mention.text: read for read in read_draft(text, asked)}


def shown(statistic: Statistic) -> str:
    """A statistic on one line: kind, areas, periods, and what else it has."""
    areas = "+".join("|".join(a.several) or a.area_id for a in statistic.areas)
    labels = [label_of(period) for period in statistic.periods]
    periods = ",".join(labels) if len(labels) < 4 else f"{labels[0]}..{labels[-1]}"
    more = [statistic.category_id if statistic.category_id != "all" else "", statistic.of_category,
            statistic.per, statistic.which, f"#{statistic.order}" if statistic.order else "",
            f"/{statistic.divided_by}" if statistic.divided_by else ""]  # fmt: skip
    return " ".join(filter(None, [statistic.kind.value, areas, periods, *more]))


def first(read: Read) -> str:
    return shown(read.claims[0].statistic) if read.claims else str(read.verdict)


YEARS = "2016/17..2020/21"
SW = "In the South West, "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # values and sums
        ("Dorset recorded 212 offences in 2020/21.", {"212": "value dorset 2020/21"}),
        ("There were 212 in Dorset last year.", {"212": "value dorset 2020/21"}),
        (
            "Wiltshire has had 1,329 crimes since 2016/17.",
            {"1,329": f"sum wiltshire {YEARS}"},
        ),
        (
            "Over the last five years 5,515 offences were recorded in the South West.",
            {"5,515": f"sum south-west {YEARS}"},
        ),
        (
            "Dorset recorded 212 crimes between April 2020 and March 2021.",
            {"212": "value dorset 2020/21"},
        ),
        (
            "Dorset (212) and Wiltshire (310) saw the largest numbers.",
            {"212": "value dorset 2020/21", "310": "value wiltshire 2020/21"},
        ),
        (
            "Dorset and Wiltshire recorded 212 and 310 offences respectively.",
            {"212": "value dorset 2020/21", "310": "value wiltshire 2020/21"},
        ),
        (
            "Dorset and Wiltshire together recorded 522 offences.",
            {"522": "value dorset|wiltshire 2020/21"},
        ),
        (
            "Cheshire 226 348 349 403 506, 1,832 in five years",
            {
                "226": "value cheshire 2016/17",
                "506": "value cheshire 2020/21",
                "1,832": f"sum cheshire {YEARS}",
            },
        ),
        (
            "It has gone from 185 in Dorset in 2016/17 to 212 last year.",
            {"185": "value dorset 2016/17", "212": "value dorset 2020/21"},
        ),
        # changes
        (
            "Dorset was down 6 per cent from 226 to 212 in 2020/21.",
            {
                "6 per cent": "percent_change dorset 2019/20,2020/21",
                "226": "value dorset 2019/20",
                "212": "value dorset 2020/21",
            },
        ),
        (
            "Offences in Dorset rose by 15 per cent since 2016/17.",
            {"15 per cent": "percent_change dorset 2016/17,2020/21"},
        ),
        (
            "Offences in Dorset rose to 212 from 185 five years ago.",
            {"212": "value dorset 2020/21", "185": "value dorset 2016/17"},
        ),
        (
            "Dorset recorded 27 more offences than in 2016/17.",
            {"27": "change dorset 2016/17,2020/21"},
        ),
        (
            "Offences jumped by a quarter in Cheshire during the first year of the pandemic.",
            {"quarter": "percent_change cheshire 2019/20,2020/21"},
        ),
        (
            "Offences in Cheshire have doubled since 2016/17.",
            {"doubled": "multiple cheshire 2016/17,2020/21"},
        ),
        (
            "Dorset recorded twice as many offences as Wiltshire in 2020/21.",
            {"twice": "multiple dorset+wiltshire 2020/21"},
        ),
        # shares, rates, averages
        (
            "Dorset accounted for 11 per cent of offences in the South West last year.",
            {"11 per cent": "share dorset+south-west 2020/21"},
        ),
        (
            "One in five offences in the South West was recorded by Dorset Police.",
            {"One in five": "share dorset+south-west 2020/21"},
        ),
        ("Dorset recorded 14 offences a day in 2020/21.", {"14": "rate dorset 2020/21 day"}),
        (
            "In Dorset one was recorded every 40 minutes.",
            {"every 40 minutes": "rate dorset 2020/21 minute"},
        ),
        (
            "Over five years Dorset recorded an average of 224 a year.",
            {"224 a year": f"average dorset {YEARS}"},
        ),
        (
            "Dorset recorded ten offences a week in 2020/21, up from four in 2016/17.",
            {"ten": "rate dorset 2020/21 week", "four": "rate dorset 2016/17 week"},
        ),
        # ranks, peaks, runs
        (
            "Of the five forces in the South West, Dorset had the second highest number.",
            {"second highest": "rank dorset+south-west 2020/21 #2"},
        ),
        (
            "Offences in Dorset peaked at 266 in 2017/18.",
            {"peaked": "peak dorset 2017/18..2020/21 #1", "266": "value dorset 2017/18"},
        ),
        (
            "Offences in Cheshire rose for the fourth year running.",
            {"fourth year running": f"run cheshire {YEARS} #1"},
        ),
        (
            "Dorset had the steepest fall of the five forces in the South West.",
            {"steepest": "rank dorset+south-west 2019/20,2020/21 percent_rise #-1"},
        ),
        # forces
        (
            "41 of the 43 forces in England and Wales answered.",
            {
                "41": f"forces england-and-wales {YEARS} answered",
                "43": "forces england-and-wales 2020/21 in_area",
            },
        ),
        (
            "Three of the five forces in the South West saw a rise.",
            {
                "Three": "forces south-west 2019/20,2020/21 rose",
                "five": "forces south-west 2020/21 in_area",
            },
        ),
    ],
)
def test_a_sentence_is_bound_to_its_statistic(text: str, expected: dict[str, str]) -> None:
    found = reads(text)
    assert {mention: first(found[mention]) for mention in expected} == expected


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "Two men, aged 16 and 17, were arrested at 4.15pm with £600.",
            ["Two", "16", "17", "4.15pm", "£600"],
        ),
        ("Call 101, or 0800 555 111.", ["101", "0800 555 111"]),
        ("Campaigner Pat Brown, 52, visited 200 schools.", ["52", "200"]),
        ("A poll of 1,004 adults found that 57 per cent feel less safe.", ["1,004", "57 per cent"]),
        ("Police in Dorset made 87 arrests and helped 112 victims.", ["87", "112"]),
        (
            "It would break section 12 of the Act 2003, and the five-point plan.",
            ["12", "2003", "five"],
        ),
        ("The price of a puppy rose by 60 per cent.", ["60 per cent"]),
        ("Knife crime fell by 9 per cent since 2019.", ["9 per cent"]),
        ("A child can be groomed on one site.", ["one"]),
        ("It fails to hold top managers liable.", ["top"]),
    ],
)
def test_what_others_counted_and_what_is_told_of_is_bound_to_nothing(
    text: str, mentions: list[str]
) -> None:
    found = reads(text)
    assert all(not found[mention].claims and found[mention].because for mention in mentions)
    assert {found[m].verdict for m in mentions} <= {Verdict.UNRESOLVED, Verdict.NOT_A_STATISTIC}


def test_the_region_and_the_force_are_what_was_named_last() -> None:
    text = "Dorset Police and others in the South West answered. The region had 900 offences. The force had 212."
    found = reads(text)
    assert first(found["900"]) == "value south-west 2020/21"
    assert first(found["212"]) == "value dorset 2020/21"


def test_a_time_is_carried_to_the_next_sentence() -> None:
    found = reads(
        "Dorset recorded 266 offences in 2017/18. The year before, it was 250. The following year it fell to 232."
    )
    assert first(found["266"]) == "value dorset 2017/18"
    assert first(found["250"]) == "value dorset 2016/17"


def test_that_compares_with_is_of_the_period_it_names() -> None:
    found = reads("Dorset recorded 212 offences last year. That compares with 185 in 2016/17.")
    assert first(found["185"]) == "value dorset 2016/17"


def test_west_midlands_police_is_the_force_and_the_name_alone_may_be_both() -> None:
    asked = request(forces=("west-midlands", "staffordshire"))
    force = reads("West Midlands Police recorded 342 offences.", asked)["342"]
    both = reads("There were 342 offences in the West Midlands.", asked)["342"]
    assert {claim.statistic.areas[0].kind for claim in force.claims} == {"force"}
    assert [claim.statistic.areas[0].kind for claim in both.claims][:2] == ["region", "force"]


def test_a_category_is_found_by_its_name_and_a_bare_noun_takes_the_pieces() -> None:
    text = "Drink spiking rises\n\nDorset recorded 90 incidents. There were 12 incidents of needle spiking there."
    found = reads(text, SPIKING)
    assert first(found["90"]) == "value dorset 2020/21 drink-spiking"
    assert first(found["12"]) == "value dorset 2020/21 needle-spiking"


def test_words_that_name_less_than_their_category_are_remarked_on() -> None:
    claim = reads("Dorset recorded 12 possession incidents.", SPIKING)["12"].claims[0]
    assert claim.statistic.category_id == "kept-needle"
    assert any("Possession of a needle" in remark for remark in claim.wording)


def test_a_draft_that_says_who_answered_says_it_of_all_its_figures() -> None:
    text = "The 39 forces that answered recorded 900 offences in the South West."
    (claim, *_) = reads(text)["900"].claims
    assert claim.statistic.areas[0].only_answered


def test_a_denied_change_is_not_bound() -> None:
    assert (
        reads("Offences in Dorset did not rise by 6 per cent.")["6 per cent"].verdict
        is Verdict.UNRESOLVED
    )


def test_a_table_is_read_by_its_rows_and_columns() -> None:
    found = reads("Force\t2019/20\t2020/21\tChange\nDorset\t226\t212\t-6%\n")
    assert first(found["226"]) == "value dorset 2019/20"
    assert first(found["212"]) == "value dorset 2020/21"
    assert first(found["6%"]) == "percent_change dorset 2019/20,2020/21"
    assert found["6%"].claims[0].said.written == -6


def test_signs_of_markdown_and_windows_line_ends_change_nothing_but_places() -> None:
    plain = reads("Dorset recorded 212 offences.\n")["212"]
    marked = "**Dorset** recorded **212** offences.\r\n"
    (read,) = read_draft(marked, IMAGES)
    assert shown(read.claims[0].statistic) == shown(plain.claims[0].statistic)
    assert marked[read.mention.start : read.mention.end] == "212"


def test_the_article_of_2021() -> None:
    text = (
        "POLICE recorded nearly 7,000 child abuse image crimes around the south west during the last five years"
        " - including 1,329 in Wiltshire alone.\n\nResults show the number of offences in the region peaked at"
        " 6,852 last year (2020/21) – up a staggering 584 per cent from 2016/17, where 1,001 offences were recorded."
    )
    found = reads(text)
    assert first(found["7,000"]) == f"sum south-west {YEARS}"
    assert first(found["1,329"]) == f"sum wiltshire {YEARS}"
    assert first(found["6,852"]) == "value south-west 2020/21"
    assert first(found["584 per cent"]) == "percent_change south-west 2016/17,2020/21"
    assert first(found["1,001"]) == "value south-west 2016/17"
    assert first(found["peaked"]).startswith("peak south-west 2020/21")
