"""A table below another offence is not the answer, however plainly it can be read."""

from dataclasses import replace
from pathlib import Path

import pytest

from foistats.reading.file import read_reply
from foistats.records import Asked, Declared, DocumentReading
from foistats.tables.shape.layouts import read_layouts
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern
from tests.golden.documents.builders import Rows, build_xlsx
from tests.golden.prose.case import requested

IMAGES = requested("Child abuse image offences")
YEARS: Rows = [["Year", "Offences"], ["2016/17", 45], ["2017/18", 12]]

LAYOUT = """because = "the force used an old sheet name"
by = "A. Person"
[[table]]
sheet = "Burglary"
area = "A1:B3"
labels = ["A"]
"""


def reading(tmp_path: Path, sheets: dict[str, Rows], asked: Asked = IMAGES) -> DocumentReading:
    path = tmp_path / "reply.xlsx"
    build_xlsx(path, sheets)
    return read_reply(path, asked)


def counts(found: DocumentReading) -> list[int | None]:
    """The counts that are held to be what was asked; only these add to a total."""
    return [one.count.low for one in found.observations if one.concern is Concern.ASKED]


def refused(found: DocumentReading) -> list[str]:
    return [p.found for p in found.problems if p.code is ProblemCode.HEADING_UNCLEAR]


@pytest.mark.parametrize(
    "sheets",
    [
        {"Sheet1": [["Burglary"], [], *YEARS]},
        {"Sheet1": [["Burglary offences by year"], *YEARS]},
        {"Burglary": YEARS},
        {"Sheet1": [["Burglary"], ["Recorded by Dorset Police"], *YEARS]},
    ],
    ids=["title", "title with more", "sheet", "two titles"],
)
def test_a_table_below_another_offence_is_not_counted(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    found = reading(tmp_path, sheets)
    assert counts(found) == []
    [why] = refused(found)
    assert "Burglary" in why


@pytest.mark.parametrize(
    "title",
    [
        "Child abuse image offences",
        "Offences: images of child abuse",
        "FOI 1234/21",
        "Offences",
    ],
)
def test_a_table_that_says_what_was_asked_or_nothing_is_counted(tmp_path: Path, title: str) -> None:
    assert counts(reading(tmp_path, {"Sheet1": [[title], [], *YEARS]})) == [45, 12]


def test_beside_another_offence_only_a_table_that_says_so_is_counted(tmp_path: Path) -> None:
    asked = [["Child abuse images"], [], *YEARS]
    other: Rows = [["Burglary"], [], ["Year", "Offences"], ["2016/17", 1], ["2017/18", 2]]
    assert counts(reading(tmp_path, {"One": other, "Two": asked})) == [45, 12]
    found = reading(tmp_path, {"One": other, "Two": YEARS})
    assert counts(found) == []
    assert len(refused(found)) == 2


def test_an_offence_that_was_asked_for_is_no_other_one(tmp_path: Path) -> None:
    burglary = requested("Burglary")
    assert counts(reading(tmp_path, {"Burglary": YEARS}, burglary)) == [45, 12]
    # A word of the question alone doesn't make it the answer: a person is asked.
    named = replace(IMAGES, question="How many offences, burglary included, were recorded?")
    assert counts(reading(tmp_path, {"Burglary": YEARS}, named)) == []


def test_a_layout_says_that_a_person_has_looked(tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    build_xlsx(path, {"Burglary": YEARS})
    file = tmp_path / "reply.xlsx.toml"
    file.write_text(LAYOUT, encoding="utf-8")
    found = read_reply(path, IMAGES, Declared(layouts={"": read_layouts(file)}))
    assert counts(found) == [45, 12]
