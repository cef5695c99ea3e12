"""What is no refusal of the sender: repeated, quoted, explained, or said by another force."""

import pytest

from foistats.documents.model import Document, Passage
from foistats.reading.file import read_cells
from schemas.problem_codes import ProblemCode
from tests.golden.refusals.letters import found, rows
from tests.golden.tables.case import asked_of


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
