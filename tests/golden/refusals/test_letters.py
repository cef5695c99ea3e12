"""Letters as forces write them: which question is refused, under which section, by which sentence.

The letters are made up in the manner of real ones; each expected row was worked out by hand.
"""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.documents.model import Document, Grid, Passage
from foistats.letters.lines import mentioned
from foistats.letters.reading import spoken
from foistats.letters.refusals import find_refusals
from foistats.letters.sentences import sentences_of
from foistats.letters.statements import replacing_among, statements_of
from foistats.reading.file import read_cells, read_reply
from foistats.records import Asked, Refused
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import PdfTable, build_pdf
from tests.golden.tables.case import asked_of

Row = tuple[str, str, str, str]


def letter(text: str) -> list[Passage]:
    """The lines of a page, as the reader of PDF files gives them."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [Passage(f"page 1, line {n}", line) for n, line in enumerate(lines, 1) if line]


def found(text: str, *forces: str, question: str = "") -> tuple[Refused, ...]:
    asked = Asked(force_ids=forces or ("dorset",), question=question)
    return find_refusals(letter(text), asked)


def rows(text: str, *forces: str) -> list[Row]:
    """Question, outcome, section and extent of each; `unclear` where nothing is settled."""
    return [
        (one.question, one.outcome or "unclear", one.section, one.extent)
        for one in found(text, *forces)
    ]


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


SCOTLAND = """
1. The number of thefts in each year.
I regret to inform you that I am unable to provide you with the information you have requested, as
it would prove too costly to do so within the context of the fee regulations.
As such, and in terms of Section 16(4) of the Freedom of Information (Scotland) Act 2002 where
Section 12(1) of the Act (Excessive Cost of Compliance) has been applied, this represents a refusal
notice for the information sought.
2. The number of officers assigned.
In terms of Section 17 of the Act, this is notice that the information is not held.
3. The names of those suspected.
In terms of Section 18 of the Act I am refusing to confirm or deny whether this is held.
"""


def test_scotlands_act_numbers_its_sections_in_its_own_way() -> None:
    assert rows(SCOTLAND, "police-scotland") == [
        ("1", "refused", "12(1)", "whole"),
        ("2", "not_held", "17", "unsaid"),
        ("3", "neither_confirm_nor_deny", "18", "whole"),
    ]


@pytest.mark.parametrize(
    ("forces", "text"),
    [
        (
            ("police-scotland",),
            "It is exempt by s.40(2) of the Freedom of Information Act 2000.",
        ),
        (("tayside",), "The information is exempt under section 40(2) (personal data)."),
        (("kent",), "The information is exempt in terms of section 38(1)(b) of FOISA."),
        (("northern-ireland",), "Section 38(1)(b) – Personal Information"),
        (("btp", "police-scotland"), "The information is exempt under section 12 of the Act."),
    ],
)
def test_a_section_of_the_other_act_is_unclear(forces: tuple[str, ...], text: str) -> None:
    assert [row[1] for row in rows(text, *forces)] == ["unclear"]


def test_a_railway_police_force_in_scotland_is_under_the_first_act() -> None:
    assert rows("Section 40(2) Personal Information", "btp")[0][2] == "40(2)"


def test_the_islands_own_laws_lend_no_section() -> None:
    assert rows("This letter acts as a refusal notice under section 12.", "jersey") == [
        ("", "refused", "", "unsaid")
    ]
    assert rows("Section 40(2) Personal Information", "jersey") == []


@pytest.mark.parametrize(
    "text",
    [
        # What was asked, in the letter's repetition of it
        "You asked:\n1. What did you refuse?\n2. Exempt under s.40(2)\nIn response:\n12",
        "I note you seek access to the following information:\n“No information held” cases\n"
        "I can confirm that the information is held.",
        "> No information held",
        "“No information is held by the force. It is exempt under section 30(1) of the Act.”",
        # Rights and law
        "If you are dissatisfied, section 50 of the Act lets you complain to the Commissioner.",
        "Section 1 of the Act places two duties on public authorities.",
        "Offences under section 40 of the Criminal Justice Act 1988: 12",
        "Section 1 (PACE) 120\nSection 60 (CJPOA) 4\nSection 44 Terrorism Act 3",
    ],
)
def test_what_a_letter_repeats_quotes_or_explains_is_no_refusal(text: str) -> None:
    assert rows(text) == []


def test_the_requests_own_words_are_no_refusal_wherever_they_stand() -> None:
    question = "State the cases in which no information is held by your force, in each year."
    text = "State the cases in which no information is held by your force\n12"
    assert found(text, question=question) == ()
    assert found(text)


def test_an_unclear_sentence_is_told_unless_a_refusal_covers_it() -> None:
    unsure = "To find this would require a manual search of each record."
    assert rows(unsure) == [("", "unclear", "", "unsaid")]
    assert rows(f"1. {unsure}\n2. 12") == [("1", "unclear", "", "unsaid")]
    assert rows(f"{unsure}\nSection 12 – Cost of compliance")[0][:3] == ("", "refused", "12")
    assert len(rows(f"{unsure}\nSection 12 – Cost of compliance")) == 1


def test_a_sentence_in_a_cell_of_its_own_is_read_and_a_value_is_not() -> None:
    said = "Question 2: exempt by virtue of Section 40(2) of the Freedom of Information Act"
    value = "Evidential difficulties and no information is held about any suspect"
    grid = Grid(
        "Sheet1",
        [
            ["Offence", 2018, 2019],
            ["Rape", 3, 4],
            [said, None, None],
            [value, None, None],
            [value, None, None],
        ],
    )
    document = Document(grids=[grid])
    assert [one.place for one in spoken(document)] == ["Sheet1!A3"]
    (one,) = find_refusals(spoken(document), Asked(force_ids=("dorset",)))
    assert (one.question, one.section, one.place) == ("2", "40(2)", "Sheet1!A3")


def test_hidden_cells_say_nothing() -> None:
    said = "All of it is exempt by virtue of Section 40(2) of the Freedom of Information Act"
    for hidden in (
        Grid("S", [[said]], hidden=True),
        Grid("S", [[said]], hidden_rows=frozenset({0})),
        Grid("S", [[said]], hidden_cols=frozenset({0})),
    ):
        assert spoken(Document(grids=[hidden])) == []


STOCK = """
Section 12(1) of the Freedom of Information Act 2000 does not oblige a public authority to comply
with a request for information if the authority estimates that the cost of complying with the
request would exceed the appropriate limit.
"""
NOTICE = """
In accordance with the Act, this letter represents a refusal notice under section 17(5).
"""


def test_the_notice_of_section_17_is_never_the_section_of_the_refusal() -> None:
    assert [row[:3] for row in rows(STOCK)] == [("", "refused", "12(1)")]
    assert [row[:3] for row in rows(STOCK + NOTICE)] == [("", "refused", "12(1)")]
    assert [row[:3] for row in rows(NOTICE + STOCK)] == [("", "refused", "12(1)")]


def test_a_refusal_without_any_section_is_a_problem_besides() -> None:
    said = "I have decided to refuse your request."
    assert [row[:3] for row in rows(said)] == [("", "refused", ""), ("", "unclear", "")]
    reading = read_cells(Document(passages=letter(said)), asked=asked_of("dorset"), name="x.pdf")
    assert [one.outcome for one in reading.refused] == ["refused"]
    assert [problem.code for problem in reading.problems] == [ProblemCode.REFUSAL_UNCLEAR]
    assert "no section" in reading.problems[0].found
    # A part that is masked, what isn't held, and the islands' laws need none.
    assert len(rows("Numbers below five have been withheld.")) == 1
    assert len(rows("No information is held.")) == 1
    assert len(rows(said, "jersey")) == 1


def test_what_is_unclear_is_a_problem_and_no_refusal() -> None:
    document = Document(passages=letter("We are unable to provide this information."))
    reading = read_cells(document, asked=asked_of("dorset"), name="x.pdf")
    assert reading.refused == ()
    assert [problem.code for problem in reading.problems] == [ProblemCode.REFUSAL_UNCLEAR]
    assert "unable to provide" in reading.problems[0].found


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("No information held.", "not_held"), ("Section 12 – Cost of compliance", "refused")],
)
def test_a_refusal_in_a_pdf_is_read_with_its_place(tmp_path: Path, text: str, outcome: str) -> None:
    greeting = "Thank you for your request of 3 June 2019, which has now been considered in full."
    path = build_pdf(tmp_path / "letter.pdf", [greeting, text])
    reading = read_reply(path, asked_of("dorset"))
    (one,) = reading.refused
    assert (one.outcome, one.as_written, one.place) == (outcome, text, "page 1, paragraph 1")
    assert reading.problems == ()


def test_a_pdf_gives_its_counts_beside_what_it_refuses(tmp_path: Path) -> None:
    table = PdfTable(
        [["Offence", "2016/17", "2017/18"], ["Rape", 3, 4], ["Grooming", 10, 20], ["Total", 13, 24]]
    )
    path = build_pdf(
        tmp_path / "letter.pdf",
        ["Question 1", table, "Question 2", "I am exempting the names of the schools pursuant to"
         " Section 40(2) of the Freedom of Information Act."],
    )  # fmt: skip
    reading = read_reply(path, asked_of("dorset"))
    assert sorted(one.count.low or 0 for one in reading.observations) == [3, 4, 10, 20]
    assert [(one.question, one.section) for one in reading.refused] == [("2", "40(2)")]


@pytest.mark.parametrize(
    "text",
    [
        "This response supersedes our response of 3 June 2019.",
        "Please disregard our previous reply.",
        "Please find attached our amended response.",
        "I attach corrected figures for 2018/19.",
        "Our earlier response was sent in error and is withdrawn.",
        "The enclosed spreadsheet replaces the data sent to you in June.",
        "We have withdrawn our previous letter.",
        "An error was found in the original response.",
    ],
)
def test_a_reply_that_replaces_another_says_so(text: str) -> None:
    assert [
        one.as_written for one in replacing_among(statements_of(sentences_of(letter(text))))
    ] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The figures may be revised.",
        "Recorded crime figures are revised quarterly and are subject to change.",
        "The policy supersedes the 2015 policy on information.",
        "Please disregard this email if you are not the person named.",
        "The victim withdrew.",
        "Did you replace your response?",
    ],
)
def test_what_is_merely_revised_or_replaced_is_no_such_word(text: str) -> None:
    assert replacing_among(statements_of(sentences_of(letter(text)))) == ()


LINES = st.sampled_from(
    [
        "Question 1", "Q2:", "3.", "(4) ", "A1.", "Response:", "Request:", "You asked:", "", "> x",
        "“quoted", "No information held", "Section 12 – cost", "s.40(2) personal", "by virtue of",
        "exempt under the following exemptions:", "It is exempt under Section 31(1)(a) of the Act.",
        "neither confirm nor deny", "12", "2018/19 - 4", "Yours sincerely", "• Section 23(5)",
        "We are unable to answer.", "Part 99", "Questions 1 to 30", "1-3.", "question 2 and",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=25),
    st.sampled_from([("dorset",), ("police-scotland",), ("jersey",), ("btp", "tayside"), ()]),
)
def test_no_letter_ends_in_an_error(lines: list[str], forces: tuple[str, ...]) -> None:
    passages = [Passage(f"page 1, line {n}", line) for n, line in enumerate(lines)]
    for one in find_refusals(passages, Asked(force_ids=forces)):
        assert (one.outcome is None) == bool(one.unclear)
        assert any(one.place == passage.place for passage in passages)
    replacing_among(statements_of(sentences_of(passages)))


def test_a_letter_of_many_pages_takes_time_by_its_length_only() -> None:
    def seconds(times: int) -> float:
        passages = [
            Passage(
                f"page {n}, line 1", "It is exempt under Section 31(1)(a) of the Act, question 2."
            )
            for n in range(times)
        ]
        start = time.process_time()
        find_refusals(passages, Asked(force_ids=("dorset",)))
        sentences_of(passages)
        return time.process_time() - start

    seconds(10)
    short, long = (min(seconds(times) for _ in range(3)) for times in (100, 800))
    # Eight times the letter; a method that grows with its square would take sixty-four times.
    assert long < 32 * short + 0.05


@pytest.mark.parametrize(
    "text",
    [
        "Dorset Police is unable to provide this. It is a refusal under section 12(1) of the Act.",
        "Dyfed-Powys Police does not hold the information requested.",
        "Durham Constabulary can neither confirm nor deny it, by virtue of section 31(3).",
        "No information is held.\n\nDurham Constabulary",
        "The Kent Police has decided to withhold this under section 40(2).",
    ],
)
def test_a_refusal_in_another_forces_voice_is_left_to_a_person(text: str) -> None:
    passages = [Passage(f"paragraph {n}", one) for n, one in enumerate(text.split("\n\n"), 1)]
    reading = read_cells(Document(passages=passages), asked=asked_of("essex"), name="x.eml")
    assert reading.refused == ()
    (problem,) = reading.problems
    assert problem.code is ProblemCode.FORCE_OTHER_THAN_SENDER
    assert "and is filed under Essex Police" in problem.found
    both = [*passages, Passage("paragraph 9", "Essex Police holds nothing else.")]
    assert read_cells(Document(passages=both), asked=asked_of("essex"), name="x.eml").refused


@pytest.mark.parametrize(
    "text",
    [
        # Another force that is spoken of, and the requester's own words
        "No information is held. You may wish to ask Kent Police.",
        "Your request\n\nKent Police has refused. Please say why.\n\nOur response\n\nNot held.",
        "The Police and Crime Commissioner is another body. No information is held.",
    ],
)
def test_a_force_that_is_only_spoken_of_sent_nothing(text: str) -> None:
    passages = [Passage(f"paragraph {n}", one) for n, one in enumerate(text.split("\n\n"), 1)]
    reading = read_cells(Document(passages=passages), asked=asked_of("essex"), name="x.eml")
    assert [one.outcome for one in reading.refused] == ["not_held"]


@pytest.mark.parametrize(
    ("force", "said", "outcome", "section"),
    [
        ("dorset", "There is no trace of any such information.", "not_held", ""),
        ("dorset", "Dorset Police has no recorded information.", "not_held", ""),
        ("dorset", "We failed to locate any records or documents.", "not_held", ""),
        ("dorset", "We do not hold this information in a recorded format.", "not_held", ""),
        (
            "dorset",
            "We do not hold some of the information sought in this request.",
            "not_held",
            "",
        ),
        ("dorset", "No records relevant to your request are held.", "not_held", ""),
        ("dorset", "It can't be answered within the research / cost threshold.", "refused", ""),
        (
            "police-scotland",
            "Under section 14(2) of FOISA we are not obliged to comply with this request as it is"
            " substantially similar to a previous request.",
            "refused",
            "14(2)",
        ),
        ("gwent", "Ni ddelir y wybodaeth hon.", "not_held", ""),
        ("dorset", "It can't be given within the permitted 18 hour threshold.", "refused", ""),
        (
            "dorset",
            "Unable to answer without exceeding 18 hours; section 12(1).",
            "refused",
            "12(1)",
        ),
        ("dorset", "It would cost more than £450 to comply with your request.", "refused", ""),
        ("gwent", "Byddai'n cymryd mwy na 18 awr i ddod o hyd i'r wybodaeth.", "refused", ""),
        ("gwent", "Ystyrir bod eich cais yn flinderus o dan adran 14(1).", "refused", "14(1)"),
        ("gwent", "Rydym yn atal yr holl wybodaeth.", "refused", ""),
        (
            "police-scotland",
            "This represents a notice in terms of Section 17 of the Freedom of Information"
            " (Scotland) Act 2002 where information is not held.",
            "not_held",
            "17",
        ),
    ],
)
def test_the_standard_wordings_of_letters(
    force: str, said: str, outcome: str, section: str
) -> None:
    (one, *unclear) = found(said, force)
    assert one.outcome == outcome
    assert one.section == section
    assert section or outcome == "not_held" or unclear


@pytest.mark.parametrize(
    "said",
    [
        "No records were located for 2019.",
        "Ni allwn ddarparu'r ffigurau hyn.",
    ],
)
def test_what_may_be_none_or_a_refusal_is_asked_about(said: str) -> None:
    assert [one.outcome for one in found(said, "gwent")] == [None]


@pytest.mark.parametrize(
    "said",
    [
        "Section 16 requires us to provide you with a notice that it claims an exemption.",
        "No offences were found to have been committed.",
        "Fewer offences have been located in this area.",
    ],
)
def test_what_only_explains_or_counts_refuses_nothing(said: str) -> None:
    assert found(said, "police-scotland") == ()


def test_no_trace_of_offences_may_be_none_and_is_asked_about() -> None:
    (one,) = found("There is no trace of any burglary offences in 2019.")
    assert one.outcome is None


def test_requests_that_are_added_together_are_refused() -> None:
    (one,) = found("Your three requests are aggregated under section 12(4) and refused.")
    assert (one.outcome, one.section) == ("refused", "12(4)")


def test_names_of_victims_are_exempt_and_a_driver_may_be() -> None:
    (one,) = found("The names of victims are exempt under section 40(2).")
    assert (one.outcome, one.section) == ("refused", "40(2)")
    assert found("The drivers are exempt, section 40 of the Road Act.") == ()


@pytest.mark.parametrize(
    "said",
    [
        "Section 14 lets an authority refuse vexatious requests.",
        "Section 12 allows forces to refuse for cost.",
        "Section 40 entitles people to their personal data.",
    ],
)
def test_what_a_section_lets_others_do_is_no_heading_of_a_refusal(said: str) -> None:
    assert found(said) == ()
