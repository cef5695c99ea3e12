"""Letters as forces write them: which question is refused, under which section, by which sentence.

The letters are made up in the manner of real ones; each expected row was worked out by hand.
"""

import pytest

from foistats.letters.lines import mentioned
from tests.golden.refusals.letters import found, rows

COST = """
Request:
Please tell me
1. how many bicycles were stolen in each year
2. how many were recovered
Response:
Your request for information has now been considered and I am not obliged to supply the
information you have requested.
Section 17(5) of the Freedom of Information Act 2000 requires the force, when refusing to provide
such information (because the information is exempt) to provide you the applicant with a notice
which:
(a) states that fact,
(b) specifies the exemption in question and
(c) states (if that would not otherwise be apparent) why the exemption applies.
In relation to your request, the following exemption applies:
Section 12 – Exemption where cost of compliance exceeds appropriate limit.
There are 7,069 occurrences to read. Whilst I cannot say how long this would take it would exceed
the 18 hours stipulated by the regulations.
If any part of the request exceeds the limit there is no requirement to answer the rest.
Complaint rights
If you are dissatisfied with this response you may complain to the Commissioner under section 50.
"""


def test_a_whole_request_refused_for_its_cost() -> None:
    assert rows(COST) == [("", "refused", "12", "whole")]
    (one,) = found(COST)
    assert one.place == "page 1, line 6"
    assert one.as_written.startswith("Your request for information has now been considered")
    assert one.as_written.endswith("information you have requested.")


BY_QUESTION = """
Response 1a and 1b:
I can confirm that there is no information held in respect of questions 1a and 1b.
Response 2:
I can confirm that the force does hold this, however some of that information has been exempted
by virtue of the following exemptions:
Section 24(1) National Security
Section 31(1)(a)(b) Law Enforcement
Section 1 of the Freedom of Information Act 2000 places two duties on public authorities.
Response 3:
The force can neither confirm nor deny that it holds any information on this, as the duty in
Section 1(1)(a) of the Act does not apply, by virtue of the following exemptions:
Section 30(3) ‘Investigations’
Section 40(5) ‘Personal Information’
Please see the end of this letter for these exemptions.
Response 4:
12 in 2019/20 and 14 in 2020/21.
Exemption explanations
Section 31(1)(a)(b) Law Enforcement
Section 40 is a class based exemption.
"""


def test_each_question_has_its_own_refusal() -> None:
    assert rows(BY_QUESTION) == [
        ("1a", "not_held", "", "unsaid"),
        ("1b", "not_held", "", "unsaid"),
        ("2", "refused", "24(1)|31(1)(a)(b)", "some"),
        ("3", "neither_confirm_nor_deny", "30(3)|40(5)", "whole"),
    ]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Q3", "3"),
        ("Q.3", "3"),
        ("Question 2b", "2b"),
        ("Question 2 (b):", "2b"),
        ("3.", "3"),
        ("(3)", "3"),
        ("Part 1", "1"),
        ("Request 4", "4"),
        ("Response to question 5 -", "5"),
        ("In relation to point 6:", "6"),
        ("With regards to question 7", "7"),
    ],
)
def test_a_question_is_known_by_any_of_its_headings(heading: str, question: str) -> None:
    text = f"1. We recorded 12.\n9. 14\n{heading}\nThis is exempt under Section 40(2) of the Act."
    assert [row[:3] for row in rows(text)] == [(question, "refused", "40(2)")]


@pytest.mark.parametrize(
    "text",
    [
        "1) How many rapes?\nResponse: 12\n2) Who was arrested?\nResponse: No information held.",
        "Question 1\n12\nQuestion 2: No information held.",
        "Q1 12\nQ2 No information held",
        "1. 12\nFor question 2 no information is held by the force.",
        "Question 1: 12\nQuestion 2 is not held; no information is held on this.",
    ],
)
def test_the_question_is_found_in_any_manner_of_answering(text: str) -> None:
    assert [row[:2] for row in rows(text)] == [("2", "not_held")]


def test_one_sentence_may_be_about_several_questions() -> None:
    text = "1. 12\nQuestions 2, 4 to 6 and 8(a) are exempt under Section 40(2) of the Act."
    assert [row[0] for row in rows(text)] == ["2", "4", "5", "6", "8a"]


def test_a_question_that_is_only_referred_to_is_not_refused() -> None:
    assert mentioned("Please see the response to question 1") == ()
    text = "1. 12\nQuestion 2\nAs per question 1, no information is held."
    assert [row[0] for row in rows(text)] == ["2"]


def test_a_quarter_and_a_road_are_no_questions() -> None:
    text = "Q1 2019/20 - 12\nA19 - 14\nNo information is held for this request."
    assert [row[0] for row in rows(text)] == [""]


def test_all_numbered_questions_refused_is_the_request_refused() -> None:
    text = "Part 1 - Exempt under s.30(1)\nPart 2 - Exempt under s.31(1)(a)"
    assert rows(text)[0] == ("", "refused", "30(1)|31(1)(a)", "unsaid")
    answered = text.replace("Part 2 - Exempt under s.31(1)(a)", "Part 2 - 14 offences")
    assert [row[0] for row in rows(answered)] == ["1"]


def test_questions_that_are_refused_and_not_held_are_not_one_refusal() -> None:
    text = "Part 1 - Exempt under s.30(1)\nPart 2 - Not held"
    assert [row[0] for row in rows("Part 2 - Exempt under s.30(1)")] == ["2"]
    assert [row[:2] for row in rows(text)] == [("1", "refused"), ("2", "not_held")]


REASONS = """
Question 1
We recorded 12 in 2016/17.
Question 2
This is exempt under Section 31(1)(a) of the Act.
Public interest test
Factors favouring non-disclosure
1. Withholding this information protects police tactics; releasing the data cannot be justified.
2. Section 31(1)(a) - Law Enforcement
The information will not be disclosed.
"""


def test_the_reasons_for_one_question_are_no_refusal_of_the_request() -> None:
    assert [row[:3] for row in rows(REASONS)] == [("2", "refused", "31(1)(a)")]


def test_a_letter_that_names_its_sections_in_an_annex_only_is_read_there() -> None:
    text = "Your request has now been considered.\nLegal annex\nSection 31(1)(a) - Law Enforcement"
    assert rows(text) == [("", "refused", "31(1)(a)", "unsaid")]


def test_answers_below_all_questions_are_of_the_request() -> None:
    text = (
        "Request 1\nHow many?\nRequest 2\nWho?\nAnswers\nThis is exempt under s.30(1) of the Act."
    )
    assert [row[:3] for row in rows(text)] == [("", "refused", "30(1)")]


def test_a_count_after_the_word_answer_is_no_question() -> None:
    text = "Q1 How many?\nAnswer 39\nNo information is held on their ages."
    assert [row[0] for row in rows(text)] == ["1"]


@pytest.mark.parametrize("count", ["39", "Response: 39", "2018/19 - 12", "39 offences"])
def test_beside_a_bare_count_a_refusal_is_of_a_part(count: str) -> None:
    said = "No information is held on their ages."
    assert rows(f"Response:\n{said}")[0][3] == "unsaid"
    assert rows(f"Response:\n{count}\n{said}")[0][3] == "some"
    # The head of a letter and what is under it have numbers too.
    head = "Date: 15 October\nOur reference: 1406745\nI can confirm that this was considered."
    assert rows(f"{head}\n{said}\nYours sincerely\nTel: 101")[0][3] == "unsaid"


def test_wrapped_lines_are_one_sentence_and_headings_are_not() -> None:
    text = """
    Question 3
    The name of the hospital in each case
    I am exempting the specific names of the hospitals pursuant to
    Section 40(2) of the Freedom of Information
    Act, as they could identify a person.
    Legal annex
    """
    (one,) = found(text)
    assert (one.question, one.section, one.place) == ("3", "40(2)", "page 1, line 3")


BOILERPLATE = """
1. 2018/19 - 12
2. 2018/19 - 3
In addition, the force can neither confirm nor deny that it holds any other information relevant
to your request by virtue of the following exemptions:
Section 23(5) Information supplied by, or concerning, certain security bodies
Section 31(3) Law Enforcement
"""


def test_not_saying_what_else_is_held_is_about_something_beside_the_questions() -> None:
    assert rows(BOILERPLATE) == [("", "neither_confirm_nor_deny", "23(5)|31(3)", "some")]


GOODWILL = """
I am not obliged to supply the information you have requested.
Section 12 – Exemption where cost of compliance exceeds appropriate limit.
Although excess cost removes our obligations, as a gesture of goodwill I have supplied what was
retrieved before that was known.
"""


def test_a_refusal_that_gives_something_does_not_say_that_it_refuses_all() -> None:
    assert rows(GOODWILL) == [("", "refused", "12", "unsaid")]
