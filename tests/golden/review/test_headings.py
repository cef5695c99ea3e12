"""Headings that may be something else are asked about once for the whole request.

What asks here stands in for the reading of tables: it asks about the rows named KNIVES, unless a
person has said what they are, and counts nothing of what they said is no count of what was asked.
"""

import csv
import io
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from foistats.documents.model import Document
from foistats.naming.spelling import fold
from foistats.reading import file as extraction
from foistats.records import DocumentReading, Heading, Problem
from foistats.review.answers import Answer, AnswerRefused
from foistats.review.desk import Desk
from foistats.review.questions import Question
from foistats.review.sheet import apply_sheet, sheet_bytes
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern
from tests.flows.folders import NAMES, REQUEST, add_request, line, table, workbook
from tests.golden.review.desks import ON, codes, desk, figures, rebuild

YEARS = ["Offence", "2016/17", "2017/18"]
KNIVES = ("Knives seized", "Knives surrendered", "Knives found")
COUNTED = (Concern.ASKED, Concern.BREAKDOWN)
CATEGORIES = (
    f'{REQUEST}\n[[categories]]\nid = "rape"\nname = "Rape"\n'
    '[[categories]]\nid = "other"\nname = "Grooming"\n'
)


@pytest.fixture(autouse=True)
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """All headings of one table that nobody has declared are one question, and hold nothing up."""
    read = extraction.read_cells

    def read_and_ask(document: Document, *, asked: Any, name: str, **more: Any) -> DocumentReading:
        reading = read(document, asked=asked, name=name, **more)
        named = {fold(words) for words in KNIVES}
        kept = [
            one
            for one in reading.observations
            if not named & {fold(label) for label in one.labels}
            or all(
                asked.headings[key].concern in COUNTED
                for key in named & asked.headings.keys() & {fold(label) for label in one.labels}
            )
        ]
        words = tuple(
            dict.fromkeys(
                label
                for one in reading.observations
                for label in one.labels
                if fold(label) in named and fold(label) not in asked.headings
            )
        )
        if not words:
            return reading._replace(observations=tuple(kept))
        heading = Heading(words, reading.observations[0].table, "no word of it was asked for")
        problem = Problem(
            ProblemCode.HEADING_UNCLEAR, name, heading.table, heading.said, "what was asked", "say"
        )
        return reading._replace(
            observations=tuple(kept), headings=(heading,), problems=(*reading.problems, problem)
        )

    monkeypatch.setattr(extraction, "hold_against_question", lambda *_, **__: ())
    monkeypatch.setattr(extraction, "read_cells", read_and_ask)


def requested(
    root: Path, *rows: Sequence[Any], request: str = REQUEST, forces: Sequence[str] = ("dorset",)
) -> Path:
    """Each force sends the same rows below a row of years; a title tells their files apart."""
    documents = {f"{n}.xlsx": workbook([f"Reply to {n}"], YEARS, *rows) for n in forces}
    lines = [line(force, f"{force}.xlsx") for force in forces]
    folder = add_request(root, *lines, documents=documents, request=request)
    rebuild(root)
    return folder


def asked(at: Desk) -> Question:
    (only,) = at.spread().questions
    assert only.problem.code is ProblemCode.HEADING_UNCLEAR
    return only


def answered(root: Path, choice: str, value: str = "") -> None:
    at = desk(root)
    question = asked(at)
    meant = question.choice(choice)
    assert meant is not None, [one.key for one in question.choices]
    at.answer(question, Answer(meant, value, "", "A. Person", ON))
    at.save()
    rebuild(root)


def declared(folder: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads(
        (folder / "headings.toml").read_text(encoding="utf-8")
    )["heading"]
    return [
        {key: value for key, value in one.items() if key not in ("because", "by", "on")}
        for one in entries
    ]


def test_one_heading_is_asked_about_in_its_own_words(tmp_path: Path) -> None:
    requested(tmp_path, ["Rape", 3, 4], ["Knives seized", 10, 20])
    question = asked(desk(tmp_path))
    assert question.asks == "Is 'Knives seized' what was asked?"
    assert [one.key for one in question.choices] == ["asked", "part", "wider", "other"]
    assert (question.around.place, question.around.says) == ("Sheet1!A4", "Knives seized")
    assert question.force_ids == ("dorset",)


@pytest.mark.parametrize(
    ("choice", "figure"),
    # Of 3 and 4 rapes, and 10 and 20 knives.
    [("asked", {2016: 13, 2017: 24}), ("part", {2016: 3, 2017: 4}), ("other", {2016: 3, 2017: 4})],
)
def test_an_answer_is_written_with_who_and_why_and_used(
    tmp_path: Path, choice: str, figure: dict[int, int]
) -> None:
    folder = requested(tmp_path, ["Rape", 3, 4], ["Knives seized", 10, 20])
    answered(tmp_path, choice)
    assert declared(folder) == [{"words": "Knives seized", "is": choice}]
    text = (folder / "headings.toml").read_text(encoding="utf-8")
    assert 'by = "A. Person"\non = 2019-07-02\n' in text
    assert 'because = "answered in a review of heading_unclear: ' in text
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {year: (count, count) for year, count in figure.items()}


def test_forty_documents_ask_once_and_one_answer_settles_all(tmp_path: Path) -> None:
    # Three forces here; some spell it otherwise.
    documents = {
        "dorset.xlsx": workbook(YEARS, ["Rape", 3, 4], ["Knives seized", 10, 20]),
        "wiltshire.xlsx": workbook(YEARS, ["Rape", 30, 40], ["KNIVES  SEIZED:", 1, 2]),
        "gloucestershire.xlsx": workbook(YEARS, ["Rape", 5, 6], ["Knives Seized", 7, 8]),
    }
    folder = add_request(tmp_path, *(line(n, f"{n}.xlsx") for n in NAMES), documents=documents)
    rebuild(tmp_path)
    assert codes(tmp_path) == ["heading_unclear"] * 3
    question = asked(desk(tmp_path))
    assert question.asks == (
        "Is 'Knives seized' what was asked? It stands in 3 documents; one answer settles all of"
        " them."
    )
    assert set(question.documents) == set(documents)
    answered(tmp_path, "other")
    assert len(declared(folder)) == 1
    assert codes(tmp_path) == []
    assert [figures(tmp_path, force)[2016] for force in NAMES] == [(3, 3), (30, 30), (5, 5)]


def test_the_headings_of_one_table_are_one_question(tmp_path: Path) -> None:
    rows = [[words, 1, 2] for words in KNIVES]
    folder = requested(tmp_path, *rows, forces=("dorset", "wiltshire"))
    question = asked(desk(tmp_path))
    assert question.asks.startswith("Are these headings what was asked? They stand in 2 documents")
    assert question.listed == (
        "(1) 'Knives seized'",
        "(2) 'Knives surrendered'",
        "(3) 'Knives found'",
    )
    assert [one.key for one in question.choices] == [
        "asked", "breakdown", "part", "wider", "other", "each",
    ]  # fmt: skip
    answered(tmp_path, "breakdown")
    assert declared(folder) == [{"words": list(KNIVES), "is": "breakdown"}]
    assert codes(tmp_path) == []
    assert figures(tmp_path) == {2016: (3, 3), 2017: (6, 6)}


def test_each_heading_of_a_question_may_be_something_of_its_own(tmp_path: Path) -> None:
    folder = requested(tmp_path, *([words, 1, 2] for words in KNIVES))
    answered(tmp_path, "each", "3 = other; 1 = Asked ; 2=asked")
    assert declared(folder) == [
        {"words": list(KNIVES[:2]), "is": "asked"},
        {"words": "Knives found", "is": "other"},
    ]
    assert figures(tmp_path) == {2016: (2, 2), 2017: (4, 4)}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1 = asked; 2 = other", "what is 'Knives found'? Write 3 ="),
        ("1 = asked; 2 = other; 4 = other", "from 1 to 3"),
        ("1 = asked; 1 = other; 3 = other", "must stand once"),
        ("1 = asked; 2 = nothing; 3 = other", "'2 = nothing' doesn't say"),
        ("asked", "doesn't say what a heading is"),
        ("", "needs a value"),
    ],
)
def test_each_heading_must_be_said_to_be_something(tmp_path: Path, value: str, said: str) -> None:
    folder = requested(tmp_path, *([words, 1, 2] for words in KNIVES))
    with pytest.raises(AnswerRefused, match=said.replace("?", r"\?")):
        answered(tmp_path, "each", value)
    assert not (folder / "headings.toml").exists()


def test_a_heading_may_be_a_category_of_the_request(tmp_path: Path) -> None:
    folder = requested(tmp_path, ["Rape", 3, 4], ["Knives seized", 10, 20], request=CATEGORIES)
    question = asked(desk(tmp_path))
    # A category whose id is an answer already gets another name for the answer.
    assert [one.key for one in question.choices][-2:] == ["rape", "category-other"]
    answered(tmp_path, "category-other")
    assert declared(folder) == [{"words": "Knives seized", "category": "other"}]


def test_headings_that_are_known_by_now_are_not_asked_again(tmp_path: Path) -> None:
    documents = {
        "dorset.xlsx": workbook(YEARS, *([words, 1, 2] for words in KNIVES)),
        "wiltshire.xlsx": workbook(YEARS, ["Knives seized", 5, 6]),
        "gloucestershire.xlsx": workbook(YEARS, ["Knives found", 5, 6], ["Rape", 1, 1]),
    }
    add_request(tmp_path, *(line(n, f"{n}.xlsx") for n in NAMES), documents=documents)
    rebuild(tmp_path)
    at = desk(tmp_path)
    questions = at.spread().questions
    assert sorted(len(one.headings) for one in questions) == [1, 1, 3]
    (three,) = [one for one in questions if len(one.headings) == 3]
    meant = three.choice("asked")
    assert meant is not None
    at.answer(three, Answer(meant, "", "", "A. Person", ON))
    assert [at.still(one) for one in questions] == [None, None, None]
    assert at.spread().questions == ()


def test_what_another_answer_left_open_is_asked_alone(tmp_path: Path) -> None:
    documents = {
        "dorset.xlsx": workbook(YEARS, *([words, 1, 2] for words in KNIVES)),
        "wiltshire.xlsx": workbook(YEARS, ["Knives seized", 5, 6]),
    }
    add_request(tmp_path, *(line(n, f"{n}.xlsx") for n in list(NAMES)[:2]), documents=documents)
    rebuild(tmp_path)
    at = desk(tmp_path)
    three, alone = at.spread().questions
    assert (len(three.headings), alone.headings) == (3, ("Knives seized",))
    meant = alone.choice("other")
    assert meant is not None
    at.answer(alone, Answer(meant, "", "", "A. Person", ON))
    (left,) = at.spread().questions
    still = at.still(three)
    assert still is not None
    assert left.headings == still.headings == KNIVES[1:]
    assert left.choices == still.choices


def test_an_answer_that_no_document_hears_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = requested(tmp_path, ["Knives seized", 10, 20])
    heard = extraction.read_cells

    def deaf(document: Document, *, asked: Any, **more: Any) -> DocumentReading:
        from dataclasses import replace

        return heard(document, asked=replace(asked, headings={}), **more)

    monkeypatch.setattr(extraction, "read_cells", deaf)
    with pytest.raises(AnswerRefused, match="would not settle it: 'Knives seized'"):
        answered(tmp_path, "other")
    assert not (folder / "headings.toml").exists()


def test_the_sheet_has_one_row_for_all_documents(tmp_path: Path) -> None:
    rows = [[words, 1, 2] for words in KNIVES]
    folder = requested(tmp_path, *rows, forces=("dorset", "wiltshire"))
    text = sheet_bytes(desk(tmp_path).spread().questions).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["force"], row["document"]) == ("Dorset Police", "dorset.xlsx, wiltshire.xlsx")
    assert row["question"].startswith("Are these headings what was asked?")
    assert row["found"].splitlines()[1] == "(2) 'Knives surrendered'"
    assert "breakdown = they are its parts" in row["choices"]
    row |= {"answer": "each", "value": "1 = asked; 2 = asked; 3 = other"}
    written = io.StringIO()
    writer = csv.DictWriter(written, list(row))
    writer.writeheader()
    writer.writerow(row)
    at = desk(tmp_path)
    content = written.getvalue().encode()
    applied = apply_sheet(at, content, name="review.csv", by="A", because="they rang", on=ON)
    at.save()
    assert (applied.answered, applied.errors, applied.files) == (1, (), ("headings.toml",))
    assert len(declared(folder)) == 2
    rebuild(tmp_path)
    assert codes(tmp_path) == []


def test_a_change_of_headings_reads_again_and_says_why(tmp_path: Path) -> None:
    folder = requested(tmp_path, ["Rape", 3, 4], ["Knives seized", 10, 20])
    answered(tmp_path, "asked")
    file = folder / "headings.toml"
    file.write_text(file.read_text().replace('"asked"', '"other"'), encoding="utf-8")
    rebuild(tmp_path)
    assert figures(tmp_path) == {2016: (3, 3), 2017: (4, 4)}
    assert {row["document"] for row in table(tmp_path, "observations") if row["document"]} == {
        "dorset.xlsx"
    }
