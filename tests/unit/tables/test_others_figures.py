"""Tables that answer another question of the request, or that are of no force.

A request of two questions is held by its second: robberies. 512 and 490 are burglaries, 79,197 and
80,188 the robberies of the country, 99 and 101 those of the force.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from foistats.question.answered import answers_number, numbered_questions
from foistats.reading.file import read_reply
from foistats.records import DocumentReading
from foistats.tables.concerns.others_figures import of_the_country
from tests.golden.documents.builders import Rows
from tests.unit.tables.test_concerns import BURGLARY, counted, questions, read

ROBBERY = replace(
    BURGLARY, title="Robberies", question="How many robberies were recorded in each year?"
)
Q1 = "1. How many burglaries did you record in each of the years 2021 and 2022?"
Q2 = "2. How many robberies did you record in each of the years 2021 and 2022?"
OF_BURGLARY: Rows = [["Year", "Number"], ["2021", 512], ["2022", 490]]
OF_ROBBERY: Rows = [["Year", "Number"], ["2021", 99], ["2022", 101]]
OF_COUNTRY: Rows = [["Year", "Robberies"], ["2021", 79197], ["2022", 80188]]
THE_ROBBERIES = {2021: 99, 2022: 101}


def in_docx(folder: Path, *parts: str | Rows) -> DocumentReading:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=2)
        for row in part:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    path = folder / "reply.docx"
    document.save(str(path))
    return read_reply(path, ROBBERY)


@pytest.mark.parametrize(
    "parts",
    [
        (Q1, Q2, "Response", "1.", OF_BURGLARY, "2.", "No information held."),
        (Q1, Q2, "Answer 1", OF_BURGLARY, "Answer 2", "See our website."),
        (
            "You requested: 1) the number of burglaries 2) the number of robberies in 2021.",
            "Our response to question 1:",
            OF_BURGLARY,
        ),
        (Q1, Q2, "3. How many of these resulted in a charge?", "Q3", OF_BURGLARY),
    ],
    ids=["numbers alone", "answers", "in one line", "charges"],
)
def test_the_table_of_another_question_does_not_count(
    tmp_path: Path, parts: Sequence[str | Rows]
) -> None:
    reading = in_docx(tmp_path, *parts)
    assert counted(reading) == {}
    assert len(questions(reading)) == 1


def test_the_table_of_the_question_that_was_asked_counts(tmp_path: Path) -> None:
    reading = in_docx(tmp_path, Q1, Q2, "Q1", OF_BURGLARY, "Q2", OF_ROBBERY)
    assert counted(reading) == THE_ROBBERIES


def test_a_question_that_is_only_repeated_between_says_nothing_of_the_table(
    tmp_path: Path,
) -> None:
    first = Q2.replace("2. ", "1. ")
    second = Q1.replace("1. ", "2. ")
    reading = in_docx(tmp_path, first, second, "Q1", OF_ROBBERY, "Q2", OF_BURGLARY)
    assert counted(reading) == THE_ROBBERIES


def test_sheets_are_answers_to_the_questions_on_another_sheet(tmp_path: Path) -> None:
    asked_for: Rows = [[Q1], [Q2]]
    first = read(tmp_path, {"Request": asked_for, "Q1": OF_BURGLARY}, ROBBERY)
    assert (counted(first), len(questions(first))) == ({}, 1)
    second = read(tmp_path, {"Request": asked_for, "Q2": OF_ROBBERY}, ROBBERY)
    assert counted(second) == THE_ROBBERIES


def test_a_table_that_names_what_was_asked_counts_below_any_number(tmp_path: Path) -> None:
    named: Rows = [["Year", "Robberies"], ["2021", 99], ["2022", 101]]
    assert counted(in_docx(tmp_path, Q1, Q2, "Q1", named)) == THE_ROBBERIES


@pytest.mark.parametrize(
    "line",
    [
        "For comparison, the national figures are:",
        "England and Wales",
        "The figures for all forces are as follows:",
        "Average of most similar forces",
        "Nationally, the position is:",
    ],
)
def test_figures_of_the_country_are_no_force_s(tmp_path: Path, line: str) -> None:
    for reading in (
        in_docx(tmp_path, "Thank you for your request.", line, OF_COUNTRY),
        read(tmp_path, [[line], *OF_COUNTRY], ROBBERY),
    ):
        assert counted(reading) == {}
        assert len(questions(reading)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Recorded under the National Crime Recording Standard",
        "Published by the Office for National Statistics",
        "Dorset Police is a member of the National Police Chiefs' Council",
        "Crimes are recorded to national standards.",
    ],
)
def test_names_of_national_bodies_say_nothing_of_an_area(tmp_path: Path, line: str) -> None:
    assert not of_the_country(line)
    named: Rows = [["Year", "Robberies"], ["2021", 99], ["2022", 101]]
    assert counted(in_docx(tmp_path, line, named)) == THE_ROBBERIES


def test_numbers_of_questions_are_read_from_marks_only() -> None:
    assert numbered_questions([Q1, Q2])[2].startswith("How many robberies")
    assert numbered_questions(["1. 490", "2. 101"]) == {}
    said = ("Response to Q2", "FOI response 12/345", "Questions 1 and 2", "Table 1", "2)")
    assert [answers_number(line) for line in said] == [2, None, None, None, 2]
