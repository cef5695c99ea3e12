"""A letter that comes with tables: what it says of their figures is asked about, once."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from foistats.model.values import Period
from foistats.naming.periods import read_period
from foistats.reading.covering import held_by_letters
from foistats.reading.file import read_reply
from foistats.records import Asked, HeadingMeaning, Problem, ReadDocument
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern, PeriodKind

TABLE = b"Financial year,Robberies\n2021/22,901\n2022/23,955\n"
EARLIER, LATER = read_period("2021/22"), read_period("2022/23")
NARROWING = (
    "The attached data excludes attempted robberies.",
    "Only crimes with a charge are shown in the attached.",
    "The attached figures are of people arrested for robbery.",
)
HARMLESS = (
    "Please find attached the data that you asked for.",
    "Section 40 applies to the names of officers.",
    "The data was taken on 3 July 2023 and may change.",
)


def asked_for(**headings: HeadingMeaning) -> Asked:
    return Asked(
        title="Robberies",
        question="How many robberies were recorded?",
        unit="offences",
        period_kind=PeriodKind.FINANCIAL_YEAR,
        first=EARLIER,
        last=LATER,
        force_ids=("kent",),
        headings=headings,
    )


def letter(sentence: str) -> bytes:
    return (
        f"Kent Police\n\nDear Requester,\n\n{sentence}\n\nYours sincerely\nKent Police\n".encode()
    )


def message(sentence: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Kent Police <foi@kent.police.uk>"
    mail["To"] = "research@example.org"
    mail["Subject"] = "Freedom of information"
    mail["Date"] = "Mon, 03 Jul 2023 10:00:00 +0100"
    mail["Message-ID"] = "<1@kent>"
    mail.set_content(letter(sentence).decode())
    mail.add_attachment(TABLE, maintype="text", subtype="csv", filename="data.csv")
    return bytes(mail)


def counted(
    folder: Path, sentence: str, asked: Asked, *, mail: bool
) -> tuple[dict[Period, int | None], list[Problem]]:
    """What is counted of a reply of a letter and a table, and the problems of both."""
    if mail:
        (folder / "reply.eml").write_bytes(message(sentence))
        whole = read_reply(folder / "reply.eml", asked)
        readings = [whole, *(part.reading for part in whole.parts)]
    else:
        (folder / "letter.txt").write_bytes(letter(sentence))
        (folder / "data.csv").write_bytes(TABLE)
        files = [folder / "letter.txt", folder / "data.csv"]
        documents = [ReadDocument(one.name, "", read_reply(one, asked)) for one in files]
        readings = [one.reading for one in held_by_letters(documents)]
    figures = {
        observation.period: observation.count.low
        for reading in readings
        for observation in reading.observations
        if observation.concern is Concern.ASKED
    }
    # A letter without a table of its own is none that lacks one.
    problems = [problem for reading in readings for problem in reading.problems]
    return figures, [problem for problem in problems if problem.code is not ProblemCode.NO_TABLE]


@pytest.mark.parametrize("mail", [False, True])
@pytest.mark.parametrize("sentence", NARROWING)
def test_what_a_letter_takes_from_its_tables_is_asked(
    tmp_path: Path, sentence: str, mail: bool
) -> None:
    figures, problems = counted(tmp_path, sentence, asked_for(), mail=mail)
    assert figures == {}
    assert [problem.code for problem in problems] == [ProblemCode.HEADING_UNCLEAR]
    assert sentence.rstrip(".") in problems[0].found


@pytest.mark.parametrize("mail", [False, True])
@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_every_letter_says_changes_nothing(tmp_path: Path, sentence: str, mail: bool) -> None:
    figures, problems = counted(tmp_path, sentence, asked_for(), mail=mail)
    assert figures == {EARLIER: 901, LATER: 955}
    assert problems == []


def test_a_part_of_a_year_touches_that_year_alone(tmp_path: Path) -> None:
    sentence = "Please note that 2022/23 covers April to December only."
    figures, problems = counted(tmp_path, sentence, asked_for(), mail=False)
    assert figures == {EARLIER: 901}
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("concern", "left"),
    [(Concern.ASKED, {EARLIER: 901, LATER: 955}), (Concern.OTHER, {})],
)
def test_a_persons_answer_settles_it(
    tmp_path: Path, concern: Concern, left: dict[Period, int]
) -> None:
    said = "the attached data excludes attempted robberies"
    asked = asked_for(**{said: HeadingMeaning(concern)})
    figures, problems = counted(tmp_path, NARROWING[0], asked, mail=False)
    assert figures == left
    assert ProblemCode.HEADING_UNCLEAR not in {problem.code for problem in problems}


# What nearly every police force's letter says of its figures: it asks for nothing.
EVERY_LETTER = (
    """
Every effort is made to ensure that the figures presented are accurate and complete.
However, it is important to note that these data have been extracted from a large amount of data
 recorded by the police forces concerned.
The figures provided are our best interpretation of the relevance of data to your request.
The figures supplied are not official statistics and may differ from figures published elsewhere.
Data is sourced from live systems and is subject to change.
I attach a spreadsheet with the figures.
Our figures are attached.
The data you requested is in the attached file.
""".replace("\n ", " ")
    .strip()
    .splitlines()
)


@pytest.mark.parametrize("sentence", EVERY_LETTER)
def test_the_standing_words_of_letters_ask_nothing(tmp_path: Path, sentence: str) -> None:
    figures, problems = counted(tmp_path, sentence, asked_for(), mail=True)
    assert figures == {EARLIER: 901, LATER: 955}
    assert problems == []


@pytest.mark.parametrize(
    "sentence",
    [
        "They exclude incidents at the ports.",
        "They do not include incidents at the ports.",
        "The attached data is a sample of one in four records.",
        "Robberies of shops have been left out.",
        "I attach the number of arrests for this offence.",
    ],
)
def test_what_is_not_known_to_be_harmless_is_asked(tmp_path: Path, sentence: str) -> None:
    figures, problems = counted(tmp_path, sentence, asked_for(), mail=True)
    assert figures == {}
    assert [problem.code for problem in problems] == [ProblemCode.HEADING_UNCLEAR]


def test_one_letter_asks_one_question(tmp_path: Path) -> None:
    sentence = f"{NARROWING[0]} They exclude incidents at the ports."
    figures, problems = counted(tmp_path, sentence, asked_for(), mail=False)
    assert figures == {}
    [problem] = problems
    assert "attempted robberies" in problem.found
    assert "ports" in problem.found


def test_a_heading_that_a_person_explained_settles_no_letter(tmp_path: Path) -> None:
    said = HeadingMeaning(Concern.ASKED, declared="A. Person, 2026-01-02: yes")
    figures, problems = counted(tmp_path, NARROWING[0], asked_for(robberies=said), mail=False)
    assert figures == {}
    assert len(problems) == 1
