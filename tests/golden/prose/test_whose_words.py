"""Whose words a number or a refusal stands in: the requester's are never the force's answer.

In each letter 212 is the requester's and 198 the force's; what is told of the lines that were
passed over was counted by hand.
"""

from dataclasses import replace

import pytest

from foistats.letters.sentences import sentences_of
from foistats.letters.whose import Whose
from foistats.records import Asked
from tests.golden.prose.case import BY_DORSET, document_of, read, requested

THEIRS = "In 2018/19 there were 212 stalking crimes recorded."
OURS = "In 2019/20 there were 198 stalking crimes recorded."
ASKING = "Please provide the figure for 2019/20."


def taken(text: str, asked: Asked = BY_DORSET) -> list[int | None]:
    return [one.count.low for one in read(text, asked).observations]


def proposed(text: str, asked: Asked = BY_DORSET) -> list[int | None]:
    return [one.count.low for one in read(text, asked).proposals]


def told(text: str) -> list[str]:
    return [str(one) for one in read(text).passed_over]


@pytest.mark.parametrize(
    "opening",
    [
        "Your original request",
        "Your request",
        "The request:",
        "Request for information",
        "Your FOI request dated 3 June 2020",
        "Text of your request",
        "Information requested",
        "You asked",
        "You asked us:",
        "What you asked for",
        "Your request was as follows:",
        "Your email of 3 June 2020",
        "I refer to your letter of 3 June 2020, in which you asked for the following information:",
        "Thank you for your request, which is set out below:",
        "Your questions",
        "Original request follows:",
        "The applicant wrote:",
        "Your request (FOI 22/1234) received on 3 June 2020:",
        "Your request (FOI 22/1234) received on 3 June 2020",
        "Details of the information you asked for",
        "Eich cais",
    ],
)
@pytest.mark.parametrize(
    "closing",
    [
        "Our response",
        "Response:",
        "Answer",
        "Reply to your request",
        "Dorset Police response:",
        "In response to your request, the force has searched its records.",
        "I can confirm that the force has searched its records.",
        "Your request has now been considered.",
        "Decision",
        "Findings",
        "Ein hymateb",
        "End of request",
    ],
)
def test_between_a_line_on_the_request_and_the_answer_nothing_is_the_forces(
    opening: str, closing: str
) -> None:
    text = f"Dear Sir\n\n{opening}\n\n{THEIRS} {ASKING}\n\n{closing}\n\n{OURS}"
    assert taken(text) == [198]
    assert proposed(text) == []
    assert told(text) == ["3 lines taken for the request, from paragraph 2 on"]


def test_a_sentence_that_only_a_force_says_closes_the_question() -> None:
    text = f"Your request\n\n{THEIRS} {ASKING}\n\nDorset Police recorded 198 crimes in 2019/20."
    assert taken(text) == [198]
    assert proposed(text) == []


def test_without_any_closing_line_what_may_be_the_answer_is_asked_about() -> None:
    text = f"Your request\n\n{THEIRS} {ASKING}\n\n{OURS}"
    assert (taken(text), proposed(text)) == ([], [198])
    # The force is named among the requester's own words: they go on to ask.
    text = f"Your request\n\nDorset Police recorded 212 crimes in 2018/19. {ASKING}\n\n{OURS}"
    assert (taken(text), proposed(text)) == ([], [198])


def test_answers_put_in_below_each_question_are_not_lost() -> None:
    text = (
        "Your request:\n1. How many crimes were there in 2018/19?\nThere were 15 crimes in 2018/19."
        "\n2. How many crimes were there in 2019/20?\nThere were 16 crimes in 2019/20."
    )
    assert (taken(text), proposed(text)) == ([], [15, 16])
    # Even where an answer is marked further down: the police record crimes.
    text = f"{text.replace('There were', 'We recorded')}\n\nOur response\n\nSee above."
    assert (taken(text), proposed(text)) == ([], [15, 16])


def test_a_numbered_question_with_an_answer_below_is_the_requesters() -> None:
    text = (
        f"Q1. {THEIRS} How many were there in 2019/20?\nA1. {OURS}\n"
        "Q2. I understand 12 crimes were solved in 2018/19.\nA2. No."
    )
    assert (taken(text), proposed(text)) == ([198], [])


def test_what_may_be_question_or_answer_below_a_number_is_asked_about() -> None:
    text = f"Question 1\n{THEIRS}\nAnswer 1: No information is held."
    assert (taken(text), proposed(text)) == ([], [212])


def test_an_answer_that_begins_with_its_questions_number_is_the_forces() -> None:
    assert taken(f"1. {OURS}\n\nIn response to question 2 no information is held.") == [198]
    assert taken(f"Q1. {OURS}") == [198]


@pytest.mark.parametrize(
    "text",
    [
        # The question as a paragraph of its own, in bold letters that no text has.
        f"{THEIRS} How many were there in 2019/20?\n\n{OURS}",
        f"You asked for stalking crimes.\n\n{THEIRS}\n\n{ASKING}\n\n{OURS}",
        f"Thank you for your request regarding stalking.\n\n{THEIRS}\n\n{ASKING}\n\n{OURS}",
    ],
)
def test_what_leads_up_to_a_question_without_a_heading_is_asked_about(text: str) -> None:
    assert (taken(text), proposed(text)) == ([198], [212])


def test_marked_lines_and_earlier_messages_are_told_and_not_read() -> None:
    text = f"> {THEIRS}\n> {ASKING}\n\n{OURS}"
    assert (taken(text), proposed(text)) == ([198], [])
    assert told(text) == ["2 lines quoted from elsewhere, from paragraph 1, line 1 on"]
    text = (
        f"{OURS}\n\nFrom: Jo Example\nSent: 3 May 2020\nTo: Dorset Police\nSubject: FOI\n\n{THEIRS}"
    )
    assert (taken(text), proposed(text)) == ([198], [])
    assert told(text) == ["5 lines quoted from elsewhere, from paragraph 2, line 1 on"]


def test_the_day_from_which_something_counts_begins_no_earlier_message() -> None:
    text = f"Your letter came on 3 June.\n\nThank you.\n\nFrom: 1 April 2018\n\n{OURS}"
    assert taken(text) == [198]


@pytest.mark.parametrize(
    "title",
    [
        "FREEDOM OF INFORMATION REQUEST",
        "FOI request 123/20",
        "Re: Your Freedom of Information Request",
        "Freedom of Information Act 2000 request",
    ],
)
def test_the_title_of_a_letter_opens_no_question(title: str) -> None:
    assert taken(f"{title}\n\n{OURS}") == [198]
    assert (taken(f"{title}\n\n{THEIRS}\n\n{ASKING}\n\n{OURS}")) == [198]


def test_an_annex_of_the_request_is_the_requesters() -> None:
    text = f"{OURS}\n\nYours sincerely\n\nAnnex A - Your request\n\n{THEIRS} {ASKING}"
    assert (taken(text), proposed(text)) == ([198], [])


@pytest.mark.parametrize(
    "heading",
    ["Our original response", "Previous reply of 3 June 2020", "Response dated 3 June 2020"],
)
def test_an_earlier_reply_that_is_repeated_is_asked_about(heading: str) -> None:
    text = f"{heading}\n\n{THEIRS}\n\nInternal review decision\n\nOur response\n\n{OURS}"
    assert (taken(text), proposed(text)) == ([198], [212])
    assert "earlier reply" in read(text).proposals[0].why


def test_the_requesters_own_i_can_confirm_closes_nothing() -> None:
    text = (
        f"Your request\n\nIn response to my earlier request you said:\n\n{THEIRS} {ASKING}"
        f"\n\nOur response\n\n{OURS}"
    )
    assert (taken(text), proposed(text)) == ([198], [])


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Your request was:\n\nNo information is held, you said. Please check.\n\nAnswer: 12", []),
        ("You asked:\n\nI know it is exempt under s.40(2).\n\nResponse:\n\n12", []),
        ("Your request\n\nHow many?\n\nNo information held.", ["not_held"]),
        ("Your request\n\nHow many?\n\nDorset Police does not hold this.", ["not_held"]),
        # What is either's is told to a person.
        ("Your request\n\nHow many?\n\nThis was refused under section 31 of the Act.", [None]),
    ],
)
def test_no_refusal_in_the_requesters_words_is_the_forces(
    text: str, outcomes: list[str | None]
) -> None:
    assert [one.outcome for one in read(text).refused] == outcomes


def test_a_count_of_the_request_does_not_stand_against_the_forces_own() -> None:
    asked = requested("Stalking crimes", unit="crimes", first="2018/19", last="2019/20")
    text = f"Your original request\n\n{THEIRS} {ASKING}\n\nOur response\n\n{OURS}"
    assert taken(text, asked) == [198]
    assert taken(text, replace(asked, force_ids=())) == []


def test_each_sentence_says_whose_it_is_and_which_question_it_answers() -> None:
    text = (
        "Request:\n1. How many?\n2. Who?\n\nResponse:\n1. Twelve.\n2. It is exempt.\n\n"
        "Legal annex\n\nSection 40 is absolute."
    )
    found = [
        (one.text, one.whose, one.questions) for one in sentences_of(document_of(text).passages)
    ]
    assert found == [
        ("Request:", Whose.ASKED, ()),
        ("How many?", Whose.ASKED, ("1",)),
        ("Who?", Whose.ASKED, ("2",)),
        ("Response:", Whose.REPLY, ()),
        ("Twelve.", Whose.REPLY, ("1",)),
        ("It is exempt.", Whose.REPLY, ("2",)),
        ("Legal annex", Whose.ANNEX, ()),
        ("Section 40 is absolute.", Whose.ANNEX, ()),
    ]
