"""Kinds of wording that letters of forces and other bodies use, each as one made-up sentence.

Outcome and section were decided by hand before anything was run. The false side is as long as the
true one: what explains the law, tells of an earlier reply or is somebody else's refuses nothing.
"""

import pytest

from foistats.errors import UnclearRefusal
from foistats.letters.refusal_wording import read_refusal
from foistats.naming.refusals_sections import Act
from schemas.vocabulary import Outcome

FOIA, FOISA = Act.FOIA, Act.FOISA
REFUSED, NOT_HELD = Outcome.REFUSED, Outcome.NOT_HELD
NEITHER = Outcome.NEITHER_CONFIRM_NOR_DENY


def told(text: str, act: Act) -> tuple[Outcome, str] | str:
    """Outcome and section; `asked` where a person is asked, `nothing` where nothing is refused."""
    try:
        found = read_refusal(text, act)
    except UnclearRefusal:
        return "asked"
    return "nothing" if found is None else (found.outcome, found.section)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        # What it would cost
        ("Our records can't be searched within the appropriate (cost) limit of the Act.", ""),
        ("Such work would exceed the amount to which we are legally required to respond.", ""),
        ("We estimate that this takes 31 hours, which exceeds the cost of compliance.", ""),
        ("Question 3 exceeds the 18 hours, as each summary has to be read.", ""),
        ("It would likely well exceed the cost limit for FOI requests under Section 12.", "12"),
        ("Does not hold all of it in a format that allows it to be retrieved within the cost limit",
         ""),
        # What is left out under a section, however far the section stands
        ("Details of individuals have been redacted under Regulation 12(3) of the EIR.", ""),
        ("The exemption under section 42 of the Freedom of Information Act 2000 applies to this"
         " email.", "42"),
        ("The exemption that I consider to be applicable is Section 31 of the Act.", "31"),
        ("Request numbers 4 and 6 are exempt by virtue of Section 21 & 22 and we say why.",
         "21|22"),
        ("The data are exempt from disclosure under 12 of the Freedom of Information Act 2000.",
         "12"),
        ("The number of cases closed in 2021 is exempt from disclosure under section 22 of the"
         " Freedom of Information Act 2000.", "22"),
        ("The names and the contact details of staff and officers below the rank of chief"
         " inspector or its equal in staff have been withheld under guidance from the Information"
         " Commissioner's Office.", ""),
        ("We have withheld the names of senders and recipients of emails under Section 40(2).",
         "40(2)"),
        # What isn't worked on
        ("We consider this to be manifestly unreasonable.", ""),
        ("Having thought when reading it, we find that your request is vexatious: section 14(1).",
         "14(1)"),
        ("Section 14(2) applies, as you made an identical request in May.", "14(2)"),
        ("REFUSAL OF REQUESTS FOR INFORMATION This is exempt under Section 14 of the Act.", "14"),
        # A section that is of the question is none of the refusal
        ("To count the section 38(6) applications that were made would exceed the appropriate"
         " limit.", ""),
        # What only sounds like a complaint or a footer
        ("Details of the driver complained about are exempt under section 40(2) of the Act.",
         "40(2)"),
    ],
)  # fmt: skip
def test_a_kind_of_refusal(text: str, section: str) -> None:
    assert told(text, FOIA) == (REFUSED, section)


@pytest.mark.parametrize(
    "text",
    [
        "The force does not have the information you have requested.",
        "We don't have records about those who supply it.",
        "We can find no record of this in our case system.",
        "No records kept.",
        "No trace.",
        "A search of both systems found no trace.",
        "The force does not hold a list of these.",
        "The force would not hold any other information.",
        "The time which has passed means that no data is still held.",
        "No information about the scheme has been retained.",
        "1 January 2024 to date - Information not held.",
        "We are no longer reporting on this, and do not hold this information.",
        "No information is held about complaints by officers.",
        "The Police and Crime Commissioner does not hold this information.",
    ],
)
def test_a_kind_of_not_held(text: str) -> None:
    assert told(text, FOIA) == (NOT_HELD, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It would cost well in excess of this amount to process your request.", (REFUSED, "")),
        ("In terms of Section 16(4) of the Act, where Section 12(1) has been applied, this"
         " represents a refusal notice.", (REFUSED, "12(1)")),
        ("This is a notice in terms of section 17 of the Act.", (NOT_HELD, "17")),
        ("This represents a notice in terms of Section 25 of the Act, so there is no need for an"
         " alternative right of access.", (REFUSED, "25")),
        ("Section 25(1) - Information otherwise accessible", (REFUSED, "25(1)")),
        ("It is considered vexatious in terms of section 14(1) of the Act.", (REFUSED, "14(1)")),
        ("In terms of Section 18 of the Act the force is refusing to confirm or deny whether this"
         " exists or is held.", (NEITHER, "18")),
        ("Section 16 requires the force to give you a notice which states that it claims an"
         " exemption.", "nothing"),
    ],
)  # fmt: skip
def test_a_kind_under_the_scottish_act(text: str, expected: tuple[Outcome, str] | str) -> None:
    assert told(text, FOISA) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mae'r cais hwn yn cael ei wrthod o dan Adran 12(1).", (REFUSED, "12(1)")),
        ("Mae'r wybodaeth yn esempt o dan adran 40(2).", (REFUSED, "40(2)")),
        ("Mae'r esemptiad canlynol yn gymwys:", (REFUSED, "")),
        ("Mae'r llythyr hwn yn hysbysiad gwrthod o dan adran 17 o'r Ddeddf.", (REFUSED, "")),
        ("Nid oes rhaid i ni gydymffurfio â'ch cais.", (REFUSED, "")),
        ("Byddai hyn yn rhagori ar y terfyn priodol.", (REFUSED, "")),
        ("Mae'r gost uwchlaw'r swm sy'n ofynnol.", (REFUSED, "")),
        ("Adran 14(1) – Ceisiadau blinderus", (REFUSED, "14(1)")),
        ("Adran 21 – Gwybodaeth sydd ar gael drwy ddulliau eraill", (REFUSED, "21")),
        ("Adran 22 – Gwybodaeth y bwriedir ei chyhoeddi yn y dyfodol", (REFUSED, "22")),
        ("Adran 24 – Diogelwch Gwladol", (REFUSED, "24")),
        ("Adran 30 – Ymchwiliadau", (REFUSED, "30")),
        ("Adran 31 – Gorfodi'r Gyfraith", (REFUSED, "31")),
        ("Adran 38 – Iechyd a Diogelwch", (REFUSED, "38")),
        ("Adran 40 – Gwybodaeth Bersonol", (REFUSED, "40")),
        ("Adran 43 – Buddiannau Masnachol", (REFUSED, "43")),
        ("Gallaf gadarnhau nad yw'r wybodaeth yn cael ei chadw.", (NOT_HELD, "")),
        ("Nid oes gan Heddlu Gwent gofnodion o hyn.", (NOT_HELD, "")),
        # It can't be given, or need not be: neither says that it isn't held
        ("Nid oes modd darparu'r wybodaeth.", "asked"),
        # The law, conditions, complaints
        ("Y terfyn priodol ar gyfer heddluoedd yw £450.", "nothing"),
        ("Os nad yw'r wybodaeth yn cael ei chadw, byddwn yn rhoi gwybod i chi.", "nothing"),
        ("Mae gennych hawl i gwyno os gwrthodir eich cais.", "nothing"),
        ("Oni bai bod esemptiadau'n berthnasol rhaid cadarnhau neu wadu.", "nothing"),
        ("Wrth wrthod darparu gwybodaeth o'r fath rhaid rhoi hysbysiad i chi.", "nothing"),
        ("Caiff awdurdod cyhoeddus wrthod cais o dan adran 12.", "nothing"),
    ],
)
def test_a_kind_in_welsh(text: str, expected: tuple[Outcome, str] | str) -> None:
    assert told(text, FOIA) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Possibility, condition, the law in general
        "Information may be withheld under an exemption, and that is in the Act itself.",
        "Under section 41(1)(a), information is exempt from disclosure if it was confided to us.",
        "The condition contained in section 40(3A)(a) applies.",
        "Any information which a unit thinks exempt is read again before it is sent.",
        "A request which is vexatious by itself may not be so beside others.",
        "The duty to confirm or deny does not arise in relation to information which is exempt.",
        "The question of internal reviews is whether the exemptions cited are engaged.",
        "We used the EIR because information which is about the air is exempt under section 39.",
        # Another reply, another's words
        "The force stated: \"to the best of our knowledge, we hold no record\".",
        "This is a new request following our refusal of your last, which exceeded the limit.",
        "They have refused to provide it, and said that you could.",
        "You have calculated that this will exceed the cost limit, and that is too high.",
        "I have not sent the same request once it had been refused.",
        "The response that you received in July engaged the relevant exemptions.",
        "The public interest in withholding the figures is the harm to an inquiry.",
        "We have been unable to provide a response during Easter and aim to reply soon.",
        # Other things that are exempt or refused
        "Please note that the figures are any accounts that had either exemption applied.",
        "Households who have been refused a licence and served a notice are not in the figures.",
        "We have refused 5 subject access requests since 2022.",
    ],
)  # fmt: skip
def test_what_is_no_outcome_at_all(text: str) -> None:
    assert told(text, FOIA) == "nothing"
