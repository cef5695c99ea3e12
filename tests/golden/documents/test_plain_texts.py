"""Plain text: tables stay tables, sentences stay sentences, and nothing is read as both."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import enter, read_document
from foistats.formats.registry import kinds_of_suffix
from foistats.formats.text.look import read_text
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode

LETTER = """Dear Ms Smith,

Thank you for your request, which we received on 3 June 2019.
In 2018/19, we recorded 39 offences.

2022/23 - 10
2023/24 - 6

Yours sincerely,
"""


def read(text: str, suffix: str = ".txt") -> Document:
    return read_text(text.encode(), suffix, kinds_of_suffix(suffix))


def test_a_letter_is_its_paragraphs_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "reply.txt"
    path.write_text(LETTER)
    document = read_document(path)
    assert document.grids == []
    assert [tuple(one) for one in document.passages] == [
        ("line 1", "Dear Ms Smith,"),
        (
            "lines 3-4",
            "Thank you for your request, which we received on 3 June 2019.\n"
            "In 2018/19, we recorded 39 offences.",
        ),
        ("lines 6-7", "2022/23 - 10\n2023/24 - 6"),
        ("line 9", "Yours sincerely,"),
    ]
    assert document.remarks == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_count_alike_in_every_dialect(tmp_path: Path, newline: str, encoding: str) -> None:
    path = tmp_path / "reply.txt"
    path.write_bytes(f"We hold £39{newline}{newline}and 4{newline}".encode(encoding))
    document = read_document(path)
    assert [tuple(one) for one in document.passages] == [
        ("line 1", "We hold £39"),
        ("line 3", "and 4"),
    ]
    guessed = [ProblemCode.TEXT_GUESSED] if encoding == "cp1252" else []
    assert [code for code, _, _ in document.remarks] == guessed


@pytest.mark.parametrize(
    "text",
    [
        "Offence\t2017/18\t2018/19\nStalking\t39\t41\n",
        "Stalking offences\n\nOffence,2017/18,2018/19\nStalking,39,41\nRape,7,<5\nNote: live\n",
        "sep=;\nOffence;2018/19\nStalking;39\n",
        "Offence|2018/19\nStalking|39\n",
        "Offence;Area;Date\nStalking;Dorset;2018/19\nStalking;Wiltshire;2018/19\n",
        'Offence,2018/19\n"Stalking, all",39\n"Rape, all",7\n',
    ],
)
def test_a_table_is_a_table_and_no_text(text: str) -> None:
    document = read(text)
    assert [grid.name for grid in document.grids] == ["csv"]
    assert document.passages == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2017/18, 39 offences.\nIn 2018/19, 41 offences.\nIn 2019/20, 12 offences.\n",
        "Dear Sir,\nWe hold 39,\nYours,\nJo\n",
        "12 High Street,\nDorchester,\nDorset\n",
        "We hold 39; that is all.\nWe hold 41; that is all.\n",
        "We hold 39.  In 2018/19 we held 41.\nWe hold 12.  In 2017/18 we held 13.\n",
        "Tel:\t01305 222222\nFax:\t01305 222223\n\nWe hold 39.\n\nYours\nJo\nBob\nAnn\n",
        "In 2018/19, 1,204 offences were recorded.\nIn 2019/20, 1,309 offences were recorded.\n",
    ],
)
def test_sentences_are_text_and_no_table(text: str) -> None:
    document = read(text)
    assert document.grids == []
    assert document.lines == [line for line in text.splitlines() if line]
    assert document.remarks == []


@pytest.mark.parametrize(
    "rows",
    [
        ["Offence\t2017/18\t2018/19", "Stalking\t39\t41"],
        ["Offence     2017/18   2018/19", "Stalking         39        41"],
        ["| Offence | 2017/18 | 2018/19 |", "|---|---|---|", "| Stalking | 39 | 41 |"],
        ["Offence   2017/18   2018/19", "-------   -------   -------", "Stalking   39   41"],
    ],
)
def test_a_table_among_text_is_a_grid_and_the_rest_is_text(rows: list[str]) -> None:
    text = (
        "Dear Jo,\n\nPlease see:\n" + "\n".join(rows) + "\nSource: records\n\nYours,\nBob\nFOI unit"
    )
    document = read(text)
    (grid,) = document.grids
    assert grid.rows == [["Offence", "2017/18", "2018/19"], ["Stalking", "39", "41"]]
    assert grid.place(1, 1) == "table 1, row 2, col 2"
    assert grid.caption == ("Dear Jo,", "Please see:")
    assert grid.notes == ("Source: records", "Yours,", "Bob", "FOI unit")
    assert document.lines == [*grid.caption, *grid.notes]


def test_rows_whose_columns_cant_be_told_are_neither_table_nor_text() -> None:
    rows = "Offence   2017/18   2018/19\nStalking  39        41\nRape                7\n"
    document = read(f"Dear Jo,\n\n{rows}\nYours,\nBob\nFOI unit\nDorset Police")
    assert document.grids == []
    assert document.lines == ["Dear Jo,", "Yours,", "Bob", "FOI unit", "Dorset Police"]
    ((code, place, _),) = document.remarks
    assert (code, place) == (ProblemCode.LAYOUT_UNCLEAR, "lines 3-5")


def test_a_message_saved_as_text_is_read_without_what_it_quotes() -> None:
    header = "From: {}\nSent: 3 June 2019\nTo: Jo\nSubject: FOI\n\n"
    document = read(
        f"{header.format('FOI')}We hold 39.\n\n{header.format('Jo')}How many in 2018?\n"
    )
    assert [tuple(one) for one in document.passages][1:] == [("line 6", "We hold 39.")]
    assert "How many in 2018?" not in document.lines


def test_text_under_the_name_of_a_workbook_is_refused() -> None:
    for suffix in (".xlsx", ".pdf", ".docx", ".msg", ".zip"):
        with pytest.raises(DocumentRefused) as refusal:
            read(LETTER, suffix)
        assert refusal.value.code is ProblemCode.DOCUMENT_BROKEN


LINES = st.lists(st.text("ab1,;.\t| -39", max_size=12), max_size=12)
LETTER_LINES = ["Dear Jo", "we hold", "nothing at", "all", "that", ""]


@given(LINES)
def test_each_line_of_a_text_is_read_once_or_told(lines: list[str]) -> None:
    try:
        document = read("\n".join([*LETTER_LINES, *lines]))
    except DocumentRefused:
        return
    cells = [str(v) for grid in document.grids for row in grid.rows for v in row if v]
    read_letters = [letter for text in [*document.lines, *cells] for letter in text]
    sent_letters = [letter for line in [*LETTER_LINES, *lines] for letter in line]
    if not document.remarks:
        for letter in "ab139De":
            assert read_letters.count(letter) == sent_letters.count(letter)


def test_a_released_text_is_read_up_to_its_end_mark() -> None:
    content = b"We hold 39.\r\n\x1aDorset 12\r\n"
    entered = enter(content, "reply.txt", released=True)
    assert entered.document is not None
    assert entered.document.lines == ["We hold 39."]
    assert [(one.channel, one.amount) for one in entered.hidden] == [
        (Channel.BYTES_BEYOND_THE_END, 9)
    ]


def test_half_a_letter_of_utf_16_is_no_end_mark() -> None:
    # The bytes of U+011A are 1A 01.
    entered = enter("Mr \u011apa: 39".encode("utf-16"), "reply.txt")
    assert entered.hidden == ()
    assert entered.document is not None
    assert entered.document.lines == ["Mr \u011apa: 39"]


def test_a_comma_that_parts_thousands_makes_no_table_of_a_letter() -> None:
    document = read("Burglaries 2018/19: 7,050\nBurglaries 2019/20: 6,800\n")
    assert document.grids == []
    assert document.lines == ["Burglaries 2018/19: 7,050", "Burglaries 2019/20: 6,800"]
    # Commas between cells stay what they are, beside one of thousands too.
    (grid,) = read("Offence,2018/19,2019/20\nStalking,39,400\nRape,5,120\n").grids
    assert [row[2] for row in grid.rows] == ["2019/20", "400", "120"]
