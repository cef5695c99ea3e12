"""Delimited text in the encodings, delimiters and line ends that forces use."""

from itertools import product
from pathlib import Path

import pytest

from foistats.documents.text_table import DELIMITERS
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_csv

ROWS = [["Offence", "2014/15", "2015/16"], ["Rape", "1,204", "<5"], ["Theft £5", " 66776 ", ""]]
READ = [*ROWS[:2], ["Theft £5", " 66776 ", None]]


def rows_of(path: Path) -> list:
    return read_document(path).grids[0].rows


@pytest.mark.parametrize(
    ("encoding", "delimiter", "line_end"),
    list(product(["utf-8", "utf-8-sig", "utf-16"], DELIMITERS, ["\r\n", "\n", "\r"])),
)
def test_a_table_is_the_same_in_every_dialect(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    path = build_csv(
        tmp_path / "r.csv", ROWS, encoding=encoding, delimiter=delimiter, line_end=line_end
    )
    document = read_document(path)
    assert document.grids[0].rows == READ
    assert document.remarks == []


def test_text_that_is_not_utf_8_is_read_as_cp1252_with_a_remark(tmp_path: Path) -> None:
    document = read_document(build_csv(tmp_path / "r.csv", ROWS, encoding="cp1252"))
    assert document.grids[0].rows == READ
    ((code, place, _),) = document.remarks
    assert (code, place) == (ProblemCode.TEXT_GUESSED, "line 3")


def test_utf_16_of_the_other_byte_order_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes("\ufeffa,b\nc,7\n".encode("utf-16-be"))
    assert rows_of(path) == [["a", "b"], ["c", "7"]]


def test_titles_above_may_be_shorter_and_contain_the_other_delimiters(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Offences, by year; as recorded\n\nOffence;2015;2016\nRape;1,5;7\nTheft;2;8\n")
    assert rows_of(path) == [
        ["Offences, by year", " as recorded", None],
        [None, None, None],
        ["Offence", "2015", "2016"],
        ["Rape", "1,5", "7"],
        ["Theft", "2", "8"],
    ]


def test_a_declared_delimiter_is_used_and_its_line_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("sep=;\r\na,b;c\r\nd,e;7\r\n")
    assert rows_of(path) == [["a,b", "c"], ["d,e", "7"]]


def test_a_quoted_line_break_stays_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(b'"Offence\r\ntype",2015\r\nRape,7\r\n')
    assert rows_of(path) == [["Offence\r\ntype", "2015"], ["Rape", "7"]]


def test_a_csv_of_one_column_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Offence\nRape\nRape\n")
    assert rows_of(path) == [["Offence"], ["Rape"], ["Rape"]]


def test_marks_stay_as_written(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("a,N/A,NULL,nan,-,*,1e3,007\nb,1,2,3,4,5,6,7\n")
    assert rows_of(path)[0] == ["a", "N/A", "NULL", "nan", "-", "*", "1e3", "007"]


def test_rows_of_records_may_be_wider_than_a_title_without_being_split_thousands(
    tmp_path: Path,
) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Table 1,2015\n\nOffence,2015,2016,2017\nRape,12,100,7\n")
    assert rows_of(path)[3] == ["Rape", "12", "100", "7"]


@pytest.mark.parametrize(
    "written",
    [
        "Offence,2017/18,2018/19\nBurglary,1,204,2,034\n",
        "Offence,2017/18,2018/19\nRobbery,5,6\nBurglary,1,204,34\n",
        # Spreadsheets fill all rows up to one width.
        "Offence,2017/18,2018/19,,\nBurglary,1,204,2,034\nRobbery,5,6,,\n",
        "Offence,2017/18,2018/19,,\nRobbery,5,6,,\nBurglary,1,204,2,034\n",
        "Offence,2017/18,,2018/19,\nBurglary,1,204,2,034\nRobbery,5,001,6,002\n",
        "Offence,2017/18,,2018/19,\nBurglary,1,204,2,\nRobbery,5,,6,\n",
    ],
)
def test_thousands_that_are_not_quoted_are_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(written)
    with pytest.raises(DocumentRefused, match="'1,204' may be one number"):
        rows_of(path)


@pytest.mark.parametrize(
    "written",
    [
        # A total without a heading, blanks at the end of rows, and another delimiter.
        "Offence,2017/18,2018/19,\nBurglary,12,204,216\n",
        "Offence,2017/18,2018/19\nBurglary,5,\nRobbery,12,204\n",
        "Offence;2017/18\nBurglary;1;204\n",
    ],
)
def test_figures_of_three_digits_are_no_split_thousands_by_themselves(
    tmp_path: Path, written: str
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(written)
    assert rows_of(path)[-1][-1] in ("216", "204")
