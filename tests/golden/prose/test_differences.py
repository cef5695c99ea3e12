"""A number that says how far two counts lie apart is the count of neither of their periods."""

import pytest

from tests.golden.prose.case import read

BEGINS = "In 2023/24 we recorded 51 offences"


def counts(text: str) -> tuple[list[tuple[int, int | None]], list[int | None]]:
    prose = read(text)
    taken = [(one.period.start.year, one.count.low) for one in prose.observations]
    return taken, [one.count.low for one in prose.proposals]


@pytest.mark.parametrize(
    "difference",
    [
        ", nine more than the year before.",
        ", which is 9 more than in 2022/23.",
        ", 12 fewer than in 2022/23.",
        " (9 more than 2022/23).",
        "; this was nine offences more than in 2022/23.",
        ", nine higher than the year before.",
        ", 9 above the 2022/23 figure.",
        ", 9 up on the previous year.",
        ", up by 9 on the year before.",
        ", up 9 on 2022/23.",
        ", a rise of 9 from 2022/23.",
        ", a rise of nine offences from 2022/23.",
        ", an increase of some nine on the previous year.",
        ", a decrease of 9 compared with 2022/23.",
        ", a difference of 9 from 2022/23.",
        ". This is nine more than in 2022/23.",
        ". In 2022/23 there were nine fewer.",
    ],
)
def test_a_difference_is_no_count_and_leaves_the_count_beside_it_certain(difference: str) -> None:
    assert counts(BEGINS + difference) == ([(2023, 51)], [])


@pytest.mark.parametrize(
    "text",
    [
        f"{BEGINS}, nine more.",
        f"{BEGINS}, nine more than 42 the year before.",
        f"{BEGINS}, exceeding 2022/23 by 9.",
    ],
)
def test_where_the_rest_of_the_sentence_is_not_plain_the_count_alone_is_proposed(text: str) -> None:
    assert counts(text) == ([], [51])


def test_a_difference_alone_is_no_count() -> None:
    assert counts("We recorded nine more offences in 2023/24 than in 2022/23.") == ([], [])


def test_the_count_that_a_difference_is_measured_from_is_one() -> None:
    assert counts(f"{BEGINS} compared with 42 in 2022/23, a rise of nine.") == (
        [(2023, 51), (2022, 42)],
        [],
    )
    assert counts(f"{BEGINS}, nine more than the 42 recorded in 2022/23.") == ([], [51, 42])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We recorded 42 offences in 2022/23 and 9 more in 2023/24.", ([], [42, 9])),
        (f"{BEGINS}, down from 60 in 2022/23.", ([(2023, 51), (2022, 60)], [])),
        ("In 2023/24 we recorded more than 9 offences.", ([], [10])),
        ("In 2023/24 we recorded 51 lower tier offences.", ([(2023, 51)], [])),
        ("In 2023/24, 51 more serious offences were recorded.", ([], [51])),
        (
            "We recorded 51 additional offences in 2023/24 compared with 42 in 2022/23.",
            ([], [51, 42]),
        ),
        (
            "We recorded 51 more serious offences in 2023/24 compared with 42 in 2022/23.",
            ([], [51, 42]),
        ),
        ("We recorded 51 offences in 2023/24, more than in 2022/23.", ([], [51])),
    ],
)
def test_what_only_looks_like_a_difference_stays_a_count(
    text: str, expected: tuple[list[tuple[int, int]], list[int]]
) -> None:
    assert counts(text) == expected
