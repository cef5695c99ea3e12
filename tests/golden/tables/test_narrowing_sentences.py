"""Sentences that narrow what a table or a letter counts, without a word such as `only`.

They lead in to the figures, say something of every crime, or say what was searched for. Nothing is
counted then, and one question is asked; what any reply says leaves its figures as they are.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from foistats.reading.file import read_reply
from foistats.records import Asked
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_xlsx
from tests.golden.tables.test_notes import counted, in_csv, in_docx, in_xlsx, questions

ASKED = Asked(title="Burglary", unit="offences", force_ids=("dorset",))
# The rows of `test_notes`: 40 burglaries in 2019/20, 50 in 2020/21.
WHOLE = {2019: 40, 2020: 50}
MAKERS = {"csv": in_csv, "xlsx": in_xlsx, "docx": in_docx}
LEADING_IN = [
    "The number of burglaries with a knife marker is shown in the table below.",
    "Please see below the burglaries of garages.",
    "We have supplied burglaries reported by telephone.",
    "The following are the burglaries that took place on boats.",
    "Burglaries of pubs are as follows:",
    "Table 2. Number of burglaries by year, with a loss of over £900.",
]
OF_ALL = [
    "All of the victims were men.",
    "None of these involved a forced door.",
    "These were all recorded at hospitals.",
    "Every victim was aged over 70.",
    "All of the burglaries were solved.",
    "Our system can only find those that were solved.",
]
SEARCHED = [
    "Searches were made on the Poole and Purbeck districts.",
    "The search used the hate marker.",
    "We used the keyword 'ladder' to search.",
    "Search criteria: class burglary, status closed",
    "Filter: Hate marker = Y",
    "Scope: rented garages",
    "Data taken from the west of the county",
    "Select where HATE_FLAG = 'Y'",
    "Note 2: Parameters: victims aged 75 and over",
]
HARMLESS = [
    "Data is correct at the time of publication.",
    "Figures may differ from those published.",
    "Recorded crime data is subject to change as enquiries go on.",
    "Offences are counted by the date recorded.",
    "These are counts of crimes and not offenders.",
    "Crown copyright 2021.",
    "If you are unhappy with this response you may complain to the Information Commissioner.",
    "This covers all districts of the force.",
    "This includes all burglary offences.",
    "The table below shows the number of burglary offences recorded in each year.",
    "The table below shows the number of burglaries, as held on our crime recording system.",
    "Searches were carried out on our crime recording system by the Performance Unit.",
    "The burglaries recorded by Dorset Police during the last two financial years are as follows:",
    "All of these offences are recorded in line with the Home Office Counting Rules.",
    "All burglaries are investigated by officers.",
    "Each offence may involve more than one victim.",
    "The number of burglaries in barns is not held.",
    "The attached spreadsheet contains the number of burglaries and their outcomes.",
]
# Above a table a line that is no sentence is its caption, which is another matter.
HARMLESS_BELOW = [
    "Search criteria: offence type burglary, recorded 01/04/2019 to 31/03/2021",
    "Scope: Dorset Police force area",
    *HARMLESS,
]
Made = Callable[[Path, Sequence[str], Sequence[str]], Path]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
@pytest.mark.parametrize("said", [*LEADING_IN, *OF_ALL, *SEARCHED])
def test_a_sentence_that_narrows_is_one_question(tmp_path: Path, make: Made, said: str) -> None:
    reading = read_reply(make(tmp_path, [said], []), ASKED)
    assert (counted(reading), len(questions(reading))) == ({}, 1)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
@pytest.mark.parametrize("said", [*OF_ALL, *SEARCHED])
def test_it_narrows_below_a_table_too(tmp_path: Path, make: Made, said: str) -> None:
    reading = read_reply(make(tmp_path, [], [said]), ASKED)
    assert (counted(reading), len(questions(reading))) == ({}, 1)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_what_any_reply_says_asks_nothing(tmp_path: Path, make: Made) -> None:
    for said in HARMLESS_BELOW:
        reading = read_reply(make(tmp_path, [], [said]), ASKED)
        assert (said, counted(reading), questions(reading)) == (said, WHOLE, [])
    for said in HARMLESS:
        reading = read_reply(make(tmp_path, [said], []), ASKED)
        assert (said, counted(reading), questions(reading)) == (said, WHOLE, [])


@pytest.mark.parametrize("said", ["Filters applied: Hate crime = Yes", *SEARCHED])
def test_a_cover_sheet_says_what_was_searched_for(tmp_path: Path, said: str) -> None:
    data = [["Offence", "2019/20", "2020/21"], ["Burglary", 40, 50]]
    path = build_xlsx(tmp_path / "reply.xlsx", {"Cover": [["FOI 12/345"], [said]], "Data": data})
    assert counted(read_reply(path, ASKED)) == {}


LETTER = """Dorset Police
Freedom of Information
3 July 2021

Dear Ms Lane,

{above}There were 40 burglaries in 2019/20 and 50 burglaries in 2020/21. {beside}

Yours sincerely,
FOI Officer
"""


def in_txt(folder: Path, *, above: str = "", beside: str = "") -> Path:
    path = folder / "reply.txt"
    lines = [f"{said.rstrip('.')}." if said else "" for said in (above, beside)]
    path.write_text(LETTER.format(above=f"{lines[0]}\n\n" if above else "", beside=lines[1]))
    return path


@pytest.mark.parametrize("said", [*LEADING_IN[:5], *OF_ALL, *SEARCHED[:7]])
def test_a_count_in_prose_is_narrowed_by_the_sentence_beside_it(tmp_path: Path, said: str) -> None:
    for path in (in_txt(tmp_path, above=said), in_txt(tmp_path, beside=said)):
        reading = read_reply(path, ASKED)
        assert counted(reading) == {}
        assert {one.code for one in reading.problems} == {ProblemCode.COUNT_PROPOSED}
        assert all(one.why.startswith("a note says") for one in reading.proposals)


@pytest.mark.parametrize("said", HARMLESS_BELOW)
def test_a_count_in_prose_is_read_beside_what_any_reply_says(tmp_path: Path, said: str) -> None:
    assert counted(read_reply(in_txt(tmp_path, beside=said), ASKED)) == WHOLE
