"""Two unrelated readers of one file: where they agree it is noted, where they differ it is told."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.documents import old_workbook
from foistats.documents.model import Document
from foistats.documents.second_reading import doubt_split
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from foistats.formats.pdf.numbers import doubt_ruled_table
from foistats.formats.pdf.words import Word
from foistats.reading.file import read_reply
from foistats.records import Asked
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis
from tests.golden.documents.builders import build_csv, build_ods, build_xls, build_xlsx
from tests.golden.documents.rewriting import replace_in

ROWS = [["Offence", "2017/18", "2018/19"], ["Rape", 7, 8], ["Other & <more>", 10, 20]]
ASKED = Asked(force_ids=("dorset",))
BUILDERS = {"xlsx": build_xlsx, "ods": build_ods, "xls": build_xls}


@pytest.mark.parametrize("kind", BUILDERS)
def test_every_cell_of_an_ordinary_workbook_is_confirmed(tmp_path: Path, kind: str) -> None:
    (grid,) = read_document(BUILDERS[kind](tmp_path / f"r.{kind}", {"S": ROWS})).grids
    assert all(grid.is_confirmed(r, c) for r in range(3) for c in range(3))
    assert grid.second


@pytest.mark.parametrize("kind", BUILDERS)
def test_counts_that_no_total_proves_are_agreed_by_two_readers(tmp_path: Path, kind: str) -> None:
    reading = read_reply(BUILDERS[kind](tmp_path / f"r.{kind}", {"S": ROWS}), ASKED)
    assert [(o.basis, o.confirmed) for o in reading.observations] == [(Basis.AGREED, True)] * 4


def test_a_total_proves_more_than_a_second_reader(tmp_path: Path) -> None:
    rows = [*ROWS, ["Total", 17, 28]]
    reading = read_reply(build_xlsx(tmp_path / "r.xlsx", {"S": rows}), ASKED)
    assert {(o.basis, o.confirmed) for o in reading.observations} == {(Basis.PROVED, True)}


def differing(monkeypatch: pytest.MonkeyPatch, change: Callable[[list[list[Any]]], None]) -> None:
    """Have calamine give something else than the file has."""
    import python_calamine

    class Sheet:
        def __init__(self, sheet: Any) -> None:
            self.sheet = sheet

        def to_python(self, **options: Any) -> list[list[Any]]:
            values: list[list[Any]] = self.sheet.to_python(**options)
            change(values)
            return values

    class Book:
        def __init__(self, book: Any) -> None:
            self.book = book
            self.sheets_metadata = book.sheets_metadata
            self.sheet_names = book.sheet_names

        @classmethod
        def from_filelike(cls, file: Any) -> "Book":
            return cls(real.from_filelike(file))

        def get_sheet_by_name(self, name: str) -> Sheet:
            return Sheet(self.book.get_sheet_by_name(name))

    real = python_calamine.CalamineWorkbook
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Book)


def codes(document: Document) -> list[tuple[str, str]]:
    return [(code, place) for code, place, _ in document.remarks]


@pytest.mark.parametrize("kind", BUILDERS)
@pytest.mark.parametrize(("place", "value"), [((1, 1), 9.0), ((2, 0), "Other"), ((1, 2), "8")])
def test_a_cell_on_which_two_readers_differ_is_told_and_never_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, place: tuple[int, int], value: Any
) -> None:
    path = BUILDERS[kind](tmp_path / f"r.{kind}", {"S": ROWS})

    def change(values: list[list[Any]]) -> None:
        values[place[0]][place[1]] = value

    differing(monkeypatch, change)
    document = read_document(path)
    row, col = place
    where = f"S!{'ABC'[col]}{row + 1}"
    assert codes(document) == [(ProblemCode.READERS_DISAGREE, where)]
    assert "two readers" in str(document.grids[0].rows[row][col])
    assert not document.grids[0].is_confirmed(row, col)
    if col:
        counted = {o.place for o in read_reply(path, ASKED).observations}
        assert where not in counted
        assert len(counted) == 3


@pytest.mark.parametrize("kind", BUILDERS)
def test_readers_that_differ_throughout_are_not_believed_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = BUILDERS[kind](tmp_path / f"r.{kind}", {"S": [["x", n] for n in range(1, 9)]})

    def shift(values: list[list[Any]]) -> None:
        values.insert(0, ["", ""])

    differing(monkeypatch, shift)
    with pytest.raises(DocumentRefused, match="two readers disagree on 9 cells"):
        read_document(path)


def test_texts_told_apart_only_by_blanks_and_escapes_are_the_same(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape of a\nfemale", 7], ["  Theft ", 8]]})
    document = read_document(path)
    assert document.remarks == []
    assert document.grids[0].is_confirmed(0, 0)


def with_shared_text(path: Path, text: str, *, index: int = 0) -> Path:
    """Have A1 refer to a table of texts with one entry, as Excel writes it."""
    inline = '<c r="A1" t="inlineStr"><is><t>Rape</t></is></c>'
    replace_in(path, "xl/worksheets/sheet1.xml", {inline: f'<c r="A1" t="s"><v>{index}</v></c>'})
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="r99" Type="{kind}" Target="sharedStrings.xml"/>'
    end = "</Relationships>"
    replace_in(path, "xl/_rels/workbook.xml.rels", {end: link + end})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{main}" uniqueCount="1">{text}</sst>'
        )
    return path


def test_a_shared_text_is_read_a_second_time(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]})
    document = read_document(with_shared_text(path, "<si><t>Rape &amp; more</t></si>"))
    assert document.grids[0].rows == [["Rape & more", 7]]
    assert document.grids[0].is_confirmed(0, 0)


def test_how_a_text_is_spoken_is_no_part_of_it(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]})
    spoken = "<si><r><t>Ra</t></r><r><t>pe</t></r><rPh sb='0' eb='1'><t>zzz</t></rPh></si>"
    document = read_document(with_shared_text(path, spoken))
    assert document.remarks == []
    assert document.grids[0].rows == [["Rape", 7]]


def test_a_text_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]})
    with pytest.raises(DocumentRefused, match="a text that is not there"):
        read_document(with_shared_text(path, "<si><t>Rape</t></si>", index=5))


def test_an_old_workbook_that_only_one_reader_can_read_is_read_unconfirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build_xls(tmp_path / "r.xls", {"S": ROWS})
    monkeypatch.setattr(old_workbook, "_again", lambda _content: {})
    (grid,) = read_document(path).grids
    assert grid.rows[1] == ["Rape", 7, 8]
    assert not grid.is_confirmed(1, 1)


def word(text: str, x: float, y: float) -> Word:
    return Word(text, x, y, x + 6 * len(text), y + 10, 10.0)


def test_numbers_that_stand_in_rows_and_columns_bear_a_ruled_table_out() -> None:
    words = {(0, 0): [word("12", 50, 10)], (0, 1): [word("7", 90, 10)],
             (1, 0): [word("3", 53, 30)], (1, 1): [word("1,204", 84, 30)]}  # fmt: skip
    assert doubt_ruled_table([["12", "7"], ["3", "1,204"]], words) == set()


def test_numbers_on_one_line_that_rules_put_into_two_rows_are_not_borne_out() -> None:
    words = {(0, 0): [word("12", 50, 10)], (1, 1): [word("7", 90, 11)],
             (2, 0): [word("5", 50, 40)]}  # fmt: skip
    doubted = doubt_ruled_table([["12", None], [None, "7"], ["5", None]], words)
    assert doubted == {(0, 0), (1, 1)}


def test_numbers_below_one_another_that_rules_put_into_two_columns_are_not_borne_out() -> None:
    words = {(0, 0): [word("12", 50, 10)], (1, 1): [word("7", 52, 30)]}
    assert doubt_ruled_table([["12", None], [None, "7"]], words) == {(0, 0), (1, 1)}


@pytest.mark.parametrize(
    "text",
    ["a,1\nb,2\n", 'a,"1,204"\r\n"say ""so""",\r\n', "a\n\nb,\n", '"",x\n', "a,1", ",\n,,\n"],
)
def test_a_plain_split_confirms_what_the_csv_module_gives(text: str) -> None:
    import csv
    import io

    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert doubt_split(text, ",", rows) == (set(), {})


def test_a_plain_split_that_gives_something_else_says_where() -> None:
    unsure, differing = doubt_split("a,1\nb,2\n", ",", [["a", "1"], ["b", "3"]])
    assert (unsure, differing) == (set(), {(1, 1): ("3", "2")})


def test_a_field_over_two_lines_is_not_confirmed_and_not_contradicted() -> None:
    unsure, differing = doubt_split('a,"x\ny"\n', ",", [["a", "x\ny"]])
    assert unsure == {(0, 0), (0, 1)}
    assert differing == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text('ab1,"; \t', max_size=5), min_size=2, max_size=4), min_size=1))
def test_whatever_is_written_as_csv_is_never_contradicted(rows: list[list[str]]) -> None:
    import csv
    import io

    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    assert doubt_split(written.getvalue(), ",", rows) == (set(), {})


def test_delimited_text_is_confirmed(tmp_path: Path) -> None:
    (grid,) = read_document(build_csv(tmp_path / "r.csv", ROWS)).grids
    assert grid.is_confirmed(1, 1)
