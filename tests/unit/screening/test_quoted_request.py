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


ATTRIBUTED = "On 3 June 2019 at 10:00, Jo Doe <jo@charity.example> wrote:\n"
ASKS = "Dear Kent Police,\n\nHow many burglaries of dwellings did you record in 2018/19?\n"


@pytest.mark.parametrize(
    "own",
    [
        "I believe there were 1,000 in 2018/19.",
        "We are studying whether thieves\nprefer houses near your stations.",
        "I saw an article which claims that you stopped counting them.",
    ],
)
@pytest.mark.parametrize("head", ["", ATTRIBUTED, "On 3 June 2019, Jo Doe wrote:\n"])
def test_what_the_requester_says_of_it_in_their_own_words_is_theirs(head: str, own: str) -> None:
    quoted = f"{head}{ASKS}\n{own}\n\nYours,\nJo Doe\n"
    assert lines_beyond_request(quoted, QUESTION, sent_to="Jo Doe <jo@charity.example>") == 0


@pytest.mark.parametrize(
    ("quoted", "sent_to"),
    [
        (f"{ATTRIBUTED}{ASKS}\nI live at 12 larch lane.", ""),
        (f"{ATTRIBUTED}{ASKS}\nI told your officers that he was drunk.", ""),
        (f"{ATTRIBUTED}{ASKS}\nI spoke to Hale about your figures.", ""),
        (f"{ATTRIBUTED}{ASKS}\nMy crime reference was 4711 23.", ""),
        (f"{ATTRIBUTED}{ASKS}\nI also want what you have of 2017/18.", ""),
        (f"{ATTRIBUTED}{ASKS}\nThe file went missing.", ""),
        # Another than the one to whom the reply goes wrote it, or one of the police.
        (f"{ATTRIBUTED}{ASKS}\nI believe you lost some.", "Ann Roe <ann@paper.example>"),
        (f"On 3 June 2019, Hale wrote:\n{ASKS}\nI believe you lost some.", "Jo Doe"),
        (
            f"On 3 June 2019 at 10:00, Jo <jo@kent.police.uk> wrote:\n{ASKS}\nI believe you did.",
            "",
        ),
        # It isn't sent to a force, or doesn't ask what was asked.
        (ATTRIBUTED + ASKS.replace("Kent Police", "Ann") + "\nI believe you lost some.", ""),
        (f"{ATTRIBUTED}Dear Kent Police,\n\nI believe you lost some.", ""),
    ],
)
def test_what_is_not_shown_to_be_the_requesters_own_is_more(quoted: str, sent_to: str) -> None:
    assert lines_beyond_request(quoted, QUESTION, sent_to=sent_to) > 0


def test_without_a_question_only_the_usual_words_are_ours() -> None:
    assert lines_beyond_request("Please provide the information", "") == 0
    assert lines_beyond_request("How many burglaries?", "") == 1
