"""Quoting our own request hides nothing; one name, figure or line more does."""

import pytest

from foistats.screening.quoted_request import lines_beyond_request

QUESTION = "Burglary 2018/19\nHow many burglaries of dwellings did you record in 2018/19?"
HEADER = "From: Jo Doe\nSent: 3 June 2019 10:00\nTo: FOI\nSubject: Request\n\n"
REQUEST = (
    "Dear Sir or Madam,\n\nUnder the Freedom of Information Act 2000 please tell me:\n"
    "How many burglaries of dwellings did you record in 2018/19?\n\nMany thanks,\nJo Doe\n"
)


@pytest.mark.parametrize(
    "quoted",
    [
        "",
        REQUEST,
        HEADER + REQUEST,
        "-----Original Message-----\n" + HEADER + REQUEST,
        "\n".join(f"> {line}" for line in REQUEST.splitlines()),
        "On 3 June 2019 at 10:00, Jo Doe <jo@x.org> wrote:\n> How many burglaries?\n",
        "On 3 June 2019 at 10:00,\nJo Doe <jo@x.org>\nwrote:\n> How many burglaries?\n",
        "Hello FOI team\nhow many BURGLARIES of dwellings?\nKind regards\nJo\nExample Charity\n",
        "Thank you\nJo Doe\njo@charity.example\nhttps://charity.example\n",
    ],
)
def test_our_own_request_hides_nothing(quoted: str) -> None:
    assert lines_beyond_request(quoted, QUESTION) == 0


@pytest.mark.parametrize(
    "more",
    [
        "DI Hale has the file",
        "How many burglaries did you record in 2017/18?",
        "My number is 07700 900123",
        "Kind regards\nJo Doe\n07700 900123",
        "Kind regards\nJo\nCharity\nLondon\nSergeant Hale attended Larch Lane",
        "From: Hale\nSent: 4 June 2019\nTo: Records\nSubject: FW: Request\n",
        "Dear Hale: he was arrested",
    ],
)
def test_whatever_else_is_quoted_is_more(more: str) -> None:
    assert lines_beyond_request(f"{HEADER}{REQUEST}\n{more}", QUESTION) > 0


def test_without_a_question_only_the_usual_words_are_ours() -> None:
    assert lines_beyond_request("Please provide the information", "") == 0
    assert lines_beyond_request("How many burglaries?", "") == 1
