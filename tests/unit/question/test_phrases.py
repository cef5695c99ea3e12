"""Two phrases say the same where their words are the same and stand in the same roles."""

import pytest

from foistats.naming.forces.names import without_forces
from foistats.question.phrases import phrase_of
from foistats.question.subject import asked_phrase, caption_phrase, without_division

ALIKE = [
    ("Theft of dogs", "Dog theft"),
    ("Burglary in a dwelling", "Burglary dwelling"),
    ("Assaults on police", "Assaults against the police"),
    ("Assaults on police", "Assaults on police officers"),
    ("Rape of girls aged under 16", "Rape of a girl under the age of 16"),
    ("Fraud over £5,000", "Fraud over 5000"),
    ("Offences with no suspect identified", "No suspect identified"),
    ("Section 5 public order", "Public order - S5"),
    ("Public order under section 5", "Public order, section 5"),
    ("Fraud against over 60s", "Fraud against victims over 60"),
    ("Robbery with the use of a knife", "Robbery with a knife"),
    ("Burglary", "Burglary (including attempts)"),
    ("Threats to kill", "Threats to kill (003/01)"),
    ("Offence(s)", "Offences recorded by the police"),
    ("Attacks on dogs", "Attacks against dogs"),
    ("Assaults on trains", "Assaults in trains"),
    ("Arrests by police officers", "Arrests"),
    ("Burglaries attended by the police", "Burglaries attended"),
    ("Burglaries in the force area", "Burglaries"),
    ("Burglaries recorded by the force", "Burglaries"),
    ("Crimes marked as domestic abuse", "Domestic abuse crimes"),
]

APART = [
    ("Theft of vehicles", "Theft from vehicles"),
    ("Theft of vehicles", "Theft of and from vehicles"),
    ("Theft from vehicles", "Theft of/from vehicles"),
    ("Assaults on police", "Assaults by police"),
    ("Assaults on police", "Assaults"),
    ("Assaults on police", "Police assaults"),
    ("Attacks on dogs", "Dog attacks"),
    ("Assaults on teachers", "Teacher assaults"),
    ("Domestic abuse by police officers", "Domestic abuse"),
    ("Misconduct by police officers", "Misconduct"),
    ("Theft from the force", "Theft"),
    ("Crimes against the force", "Crimes"),
    ("Crimes by police officers", "Crimes against police officers"),
    ("Violence by men against women", "Violence by women against men"),
    ("Sexual offences committed against children", "Sexual offences committed by children"),
    ("Hate crime reported by schools", "Hate crime reported to schools"),
    ("Hate crime reported by schools", "Hate crime by schools"),
    ("Theft from the person", "Theft by a person"),
    ("Violence with injury", "Violence without injury"),
    ("Violence with injury", "Violence with or without injury"),
    ("Burglaries attended", "Burglaries not attended"),
    ("Fraud over £5,000", "Fraud under £5,000"),
    ("Victims aged 16 and over", "Victims aged over 16"),
    ("Burglary in schools", "Burglary outside schools"),
    ("Class A drug offences", "Class B drug offences"),
    ("Class A drug offences", "Drug offences"),
    ("Police dogs", "Dogs"),
    ("Burglary", "Offences excluding burglary"),
    ("Recorded", "Not recorded"),
    ("Including attempts", "Burglary"),
]


def alike(one: str, other: str) -> bool:
    first, second = phrase_of(one, "offences"), phrase_of(other, "offences")
    return first.met_by(second) == first.words and second.met_by(first) == second.words


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_other_words_for_the_same_are_the_same_phrase(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_the_same_words_in_other_roles_are_another_phrase(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "denies"),
    [
        ("Burglary non dwelling", "Burglary dwelling", True),
        ("Suspect identified", "Suspect not identified", True),
        ("Burglary dwelling", "Burglary dwelling", False),
        ("Burglary", "Burglary not in a dwelling", False),
    ],
)
def test_a_phrase_denies_another_of_the_same_words(one: str, other: str, denies: bool) -> None:
    assert phrase_of(one).denies(phrase_of(other)) is denies


@pytest.mark.parametrize(
    ("title", "question", "words"),
    [
        ("Knife crime", "How many knife crimes did you record in schools?", {"knife", "school"}),
        ("Knife crime", "How many knife crimes did you record?", {"knife"}),
        (
            "Robbery",
            "How many robberies were there between 1 April 2021 and 31 May 2022?",
            {"robbery"},
        ),
        ("Robbery", "How many robberies took place in your force area?", {"robbery"}),
        ("Burglary", "How many burglaries were recorded, and how many were solved?", {"burglary"}),
        ("Burglary", "How many burglaries were recorded, by district?", {"burglary"}),
        ("Burglary", "How many burglaries (section 9) were recorded?", {"burglary"}),
        ("Burglary", "How many residential burglaries were recorded?", {"residential", "burglary"}),
        # Other words for the same: the title stands.
        (
            "Offences against children",
            "How many offences had a victim who was under 18?",
            {"child"},
        ),
        (
            "Child abuse images",
            "How many offences of possessing, taking and sharing child abuse images?",
            {"child", "abuse", "image"},
        ),
        # "Investigations or offences" are more than offences, not fewer.
        ("Slavery", "How many slavery investigations or offences were recorded?", {"slavery"}),
        ("Spiking", "How many reports of spiking did you receive?", {"spiking"}),
        ("Spiking", "How many victims of spiking were there?", {"victim", "spiking"}),
        ("FOI request", "How many offences of burglary were recorded?", {"burglary"}),
        ("Offences", "How many offences did you record?", set()),
    ],
)
def test_what_is_asked_is_the_title_unless_the_question_narrows_it(
    title: str, question: str, words: set[str]
) -> None:
    assert asked_phrase(title, question, "offences").words == words


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Burglary by district", "Burglary"),
        ("Burglary, broken down by month", "Burglary"),
        ("Assaults by police officers", "Assaults by police officers"),
        ("Theft by an employee", "Theft by an employee"),
        ("Offences by sex of victim", "Offences"),
        ("Offences by police force", "Offences"),
    ],
)
def test_how_a_table_is_divided_is_not_who_did_it(text: str, left: str) -> None:
    assert without_division(text, unknown_divides=True) == left


@pytest.mark.parametrize(
    ("caption", "words"),
    [
        ("Table 1: Burglary, Dorset Police, April 2021 to March 2022", {"burglary"}),
        ("OFFICIAL - final version", set()),
        ("Please find below the data requested", set()),
        ("West", {"west"}),
        ("Victims over 65", {"victim", "65"}),
        ("FOI 1234/22", set()),
    ],
)
def test_a_caption_says_what_is_left_without_its_frame(caption: str, words: set[str]) -> None:
    assert caption_phrase(caption, "offences").words == words


def test_only_whole_names_of_forces_are_taken_out() -> None:
    assert without_forces("Burglary in West Mercia").split() == ["Burglary", "in"]
    assert without_forces("Burglary in West") == "Burglary in West"
    assert without_forces("Kent and Dorset", only=("dorset",)).split() == ["Kent", "and"]
