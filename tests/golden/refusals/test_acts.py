"""Which act binds the force: its sections, and what is unclear where a letter names another."""

import pytest

from foistats.documents.model import Document
from foistats.reading.file import read_cells
from schemas.problem_codes import ProblemCode
from tests.golden.refusals.letters import letter, rows
from tests.golden.tables.case import asked_of

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
