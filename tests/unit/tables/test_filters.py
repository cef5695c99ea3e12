"""What narrows a whole table without standing in its headings: filters, flags, names of sheets.

The figures in the rows are 512 and 490 throughout; none of them counts where a filter stands
around the table, and both count where nothing narrows it.
"""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from foistats.naming.spelling import fold
from foistats.reading.file import read_reply
from foistats.records import DocumentReading, HeadingMeaning
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern
from tests.golden.documents.builders import Rows
from tests.unit.tables.test_concerns import BURGLARY, HEAD, counted, questions, read

TABLE: Rows = [HEAD, ["Burglary", 512, 490]]
BOTH_COUNT = {2021: 512, 2022: 490}
PIVOT: Rows = [["Row Labels", "Count of offences"], ["2021", 512], ["2022", 490]]


def in_csv(folder: Path, rows: Sequence[Sequence[object]]) -> DocumentReading:
    path = folder / "reply.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return read_reply(path, BURGLARY)


def in_docx(folder: Path, above: Sequence[str], below: Sequence[str]) -> DocumentReading:
    document = docx.Document()
    for line in ("Please find the figures below.", *above):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=3)
    for row in TABLE:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    for line in below:
        document.add_paragraph(line)
    path = folder / "reply.docx"
    document.save(str(path))
    return read_reply(path, BURGLARY)


NARROW = [
    ("DA flag", "Y"),
    ("Domestic abuse flag", "Yes"),
    ("Division", "North"),
    ("Weapon", "Knife"),
    ("Victim type", "Business"),
    ("Beat", "(Multiple Items)"),
    ("Outcome", "Charged"),
]
NARROW_NOTHING = [
    ("Force", "Dorset Police"),
    ("Date", "3 June"),
    ("Reference", "FOI 123/24"),
    ("Period", "2022/23"),
    ("Offence", "Burglary"),
    ("Contact", "Disclosure team"),
    ("Status", "Final"),
    ("Source", "Niche"),
    ("Type", "All"),
    ("Beat", "(All)"),
]


@pytest.mark.parametrize(("label", "value"), NARROW)
def test_a_filter_around_a_table_is_one_question_wherever_it_stands(
    tmp_path: Path, label: str, value: str
) -> None:
    line, rows = f"{label}: {value}", TABLE
    for reading in (
        read(tmp_path, [[line], *rows], BURGLARY),
        read(tmp_path, [*rows, [], [line]], BURGLARY),
        read(tmp_path, [*rows, [], [f"{label}:", value]], BURGLARY),
        in_csv(tmp_path, [*rows, ["", "", ""], [f"{label}:", value, ""]]),
        in_docx(tmp_path, [line], []),
        in_docx(tmp_path, [], [line]),
    ):
        assert counted(reading) == {}
        assert questions(reading) == [(line,)]


@pytest.mark.parametrize(("label", "value"), NARROW_NOTHING)
def test_what_a_document_says_of_itself_narrows_nothing(
    tmp_path: Path, label: str, value: str
) -> None:
    line, rows = f"{label}: {value}", TABLE
    for reading in (
        read(tmp_path, [[line], *rows], BURGLARY),
        read(tmp_path, [*rows, [], [line]], BURGLARY),
        read(tmp_path, [*rows, [], [f"{label}:", value]], BURGLARY),
        in_docx(tmp_path, [line], []),
        in_docx(tmp_path, [], [line]),
    ):
        assert counted(reading) == BOTH_COUNT
        assert questions(reading) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Offence", "Year", "Domestic", "Count"], ["Burglary", "2021", "Y", 512]],
        [["Offence", "DA", "2021/22", "2022/23"], ["Burglary", "Y", 512, 490]],
        [["Offence", "Solved", "2021/22", "2022/23"], ["Burglary", "Y", 512, 490]],
    ],
    ids=["in rows", "DA", "solved"],
)
def test_a_column_of_one_flag_is_asked_about_and_not_called_left_out(
    tmp_path: Path, rows: Rows
) -> None:
    for reading in (read(tmp_path, rows, BURGLARY), in_csv(tmp_path, rows)):
        assert counted(reading) == {}
        assert len(questions(reading)) == 1
        assert ProblemCode.HEADING_OTHER not in {one.code for one in reading.problems}


def test_a_pivot_field_with_several_items_is_asked_about_and_all_items_are_not(
    tmp_path: Path,
) -> None:
    some = read(tmp_path, [["DA flag", "(Multiple Items)"], [], *PIVOT], BURGLARY)
    assert (counted(some), questions(some)) == ({}, [("DA flag: (Multiple Items)",)])
    assert counted(read(tmp_path, [["Outcome", "(All)"], [], *PIVOT], BURGLARY)) == BOTH_COUNT


@pytest.mark.parametrize(
    ("sheet", "sums"), [("DA only", {}), ("2021 and 2022 only", {2021: 45, 2022: 60})]
)
def test_a_sheet_of_some_only_is_asked_about(
    tmp_path: Path, sheet: str, sums: dict[int, int]
) -> None:
    rows: Rows = [["Year", "Burglary"], [2021, 45], [2022, 60]]
    assert counted(read(tmp_path, {sheet: rows}, BURGLARY)) == sums


def test_what_a_person_said_of_a_filter_settles_it(tmp_path: Path) -> None:
    rows: Rows = [*TABLE, [], ["Division:", "North"]]
    for concern, sums in ((Concern.ASKED, BOTH_COUNT), (Concern.PART, {})):
        said = HeadingMeaning(concern, declared="headings.toml")
        asked = replace(BURGLARY, headings={fold("Division: North"): said})
        reading = read(tmp_path, rows, asked)
        assert (counted(reading), questions(reading)) == (sums, [])


def test_the_filter_on_another_sheet_narrows_only_that_one(tmp_path: Path) -> None:
    later: Rows = [["Division:", "North"], [], ["Offence", "2023", "2024"], ["Burglary", 7, 8]]
    reading = read(tmp_path, {"One": TABLE, "Two": later}, BURGLARY)
    assert counted(reading) == BOTH_COUNT
