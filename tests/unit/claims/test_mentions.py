"""Every digit and number word of a text lies in exactly one mention."""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.claims.mentions import Form, mentions_in, numbers_in

# Written out by hand and not taken from the code: cardinals, ordinals, fractions, multiples.
WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "twentieth",
    "thirtieth",
    "half",
    "halves",
    "thirds",
    "quarter",
    "quarters",
    "doubled",
    "doubles",
    "doubling",
    "trebled",
    "tripled",
    "quadrupled",
    "twice",
    "thrice",
    "twofold",
    "threefold",
    "tenfold",
    "halved",
    "highest",
    "lowest",
    "biggest",
    "fewest",
    "fastest",
    "steepest",
    "peaked",
    "peak",
]
JOINS = ["a", "an", "the", "of", "in", "and", "per cent", "%", "percentage points", "£", ",", ".", "-",
         "–", "/", "(", ")", "\n", "to", "from", "by", "nearly", "more than", "every", "a day", "years",
         "offences", "Dorset", "March", "May", "section", "+", "k", "m", "st", "th", ":", "'s", "running",
         "out of", "times", "on record", "most", "at least", "year-old", "am"]  # fmt: skip
NUMERALS = st.one_of(
    st.integers(0, 10_000).map(str),
    st.integers(1_000, 9_999_999).map("{:,}".format),
    st.sampled_from(
        ["2020/21", "2016-17", "1.2", "0800 1111", "14.5", "31/3/2021", "16s", "½", "1.2k"]
    ),
)
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(JOINS), NUMERALS, st.text(max_size=4))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "  ", "-"])), max_size=25))
def test_each_digit_and_number_word_lies_in_exactly_one_mention(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    found = mentions_in(text)
    for one, other in pairwise(found):
        assert one.end <= other.start
    covered = {at for mention in found for at in range(mention.start, mention.end)}
    assert all(mention.text == text[mention.start : mention.end] for mention in found)
    missing = [at for at, sign in enumerate(text) if re.match("[0-9]", sign) and at not in covered]
    assert not missing, (text, missing)
    words = re.finditer(rf"(?<![\w'’@#.-])(?:{'|'.join(WORDS)})(?![\w'’@-])", text, re.IGNORECASE)
    for word in words:
        assert word.start() in covered, (text, word[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up by nearly 26 per cent", ["26 per cent"]),
        ("£2.3 million and 14 percentage points", ["£2.3 million", "14 percentage points"]),
        ("169 a day, one every 40 minutes", ["169 a day", "one every 40 minutes"]),
        ("39 of the 43 forces", ["39", "43"]),
        ("one in five of them, three out of ten", ["one in five", "three out of ten"]),
        ("a third, three-quarters, half", ["third", "three-quarters", "half"]),
        ("more than doubled, two-fold, 2.5 times", ["doubled", "two-fold", "2.5 times"]),
        (
            "on 31 March 2021, in 2020/21 and in April 2019",
            ["31 March 2021", "2020/21", "April 2019"],
        ),
        ("call 0808 800 5000", ["0808 800 5000"]),
        (
            "the highest on record, the third year running",
            ["highest on record", "third year running"],
        ),
        (
            "two thousand, one hundred and six; two, three and four",
            ["two thousand, one hundred and six", "two", "three", "four"],
        ),
        ("at least 12 of the most", ["12", "most"]),
        ("a 14-year-old and under-16s", ["14-year-old", "under-16s"]),
        ("a, an, both, single, once, only, alone, none, no, neither", []),
    ],
)
def test_a_mention_takes_in_its_unit_and_not_its_hedge(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in mentions_in(text)] == expected


def test_values_are_exact() -> None:
    values = {
        n.mention.text: (n.value, n.step)
        for n in numbers_in("1.2k; 4.5%; 7,000; half a million; two and a half times")
    }
    assert values["1.2k"] == (Fraction(1200), Fraction(100))
    assert values["4.5%"] == (Fraction(9, 2), Fraction(1, 10))
    assert values["7,000"] == (Fraction(7000), 0)
    assert values["half a million"][0] == 500_000
    assert values["two and a half times"][0] == Fraction(5, 2)


def test_a_count_that_looks_like_a_year_is_told_by_what_follows() -> None:
    (count,) = numbers_in("Police recorded 2016 offences there.")
    (year,) = numbers_in("In 2016 offences rose.")
    assert (count.form, year.form) == (Form.NUMBER, Form.YEARS)
