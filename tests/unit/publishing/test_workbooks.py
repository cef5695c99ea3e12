"""Both workbooks of a release show the same: read back by libraries that wrote neither."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from lxml import etree
from odf.opendocument import load
from odf.table import DatabaseRange, Table, TableCell, TableHeaderRows, TableRow
from odf.teletype import extractText
from odf.text import A

from foistats.publishing.ods import ods_bytes
from foistats.publishing.sheets import Grid, Sheet, sheets_of
from foistats.publishing.xlsx import xlsx_bytes
from schemas.tables import TABLES

ON = date(2019, 8, 1)
NAMES = ["Cover", "Contents", "Notes", *(table.name.capitalize() for table in TABLES)]
SAMPLE = {"text": "Dorset", "number": 40, "fraction": 1.5, "day": date(2018, 4, 1), "flag": True}
ODD = (
    "two  blanks",
    " first and last ",
    "a\ttab",
    "two\nlines",
    "a <b> & 'c'",
    "0012",
    "2019-06-03",
    "=1+1",
    "-",
    "",
)


def some_sheets(text: str = "Dorset") -> tuple[Sheet, ...]:
    """One row in each table, whose first value is `text`, but none in the problems."""
    rows: dict[str, list[dict[str, Any]]] = {
        table.name: [{field.name: SAMPLE[field.kind] for field in table.fields}] for table in TABLES
    }
    rows["totals"][0] |= {"count_low": 0, "count_high": None, "area_name": text, "complete": False}
    rows["problems"] = []
    return sheets_of(
        cover=["Thefts", "Release 1."], notes=["A note."], legend={"[c]": "Hidden."}, rows=rows,
        marks=["[c]"],
    )  # fmt: skip


def of_xlsx(content: bytes) -> dict[str, list[list[object]]]:
    """The values of each sheet, row by row; dates as they are written."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [
            [v.date() if hasattr(v, "date") else v for v in row if v is not None]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book
    }


def of_ods(content: bytes) -> dict[str, list[list[object]]]:
    """The same by odfpy."""
    book = load(io.BytesIO(content))
    return {
        table.getAttribute("name"): [
            [of_cell(cell) for cell in row.getElementsByType(TableCell)]
            for row in table.getElementsByType(TableRow)
        ]
        for table in book.spreadsheet.getElementsByType(Table)
    }


def of_cell(cell: Any) -> object:
    kind = cell.getAttribute("valuetype")
    if kind == "date":
        return date.fromisoformat(cell.getAttribute("datevalue"))
    if kind == "float":
        return float(cell.getAttribute("value"))
    assert kind == "string"
    return extractText(cell)


def test_both_have_the_same_sheets_and_values() -> None:
    sheets = some_sheets()
    xlsx = of_xlsx(xlsx_bytes(sheets, title="Thefts", made_on=ON))
    ods = of_ods(ods_bytes(sheets, title="Thefts", made_on=ON))
    assert list(xlsx) == list(ods) == NAMES
    assert xlsx == ods
    heads, row = ods["Totals"][2:]
    found = dict(zip(heads, row, strict=True))
    # By hand, from what was put in: nought is a nought, nothing is [z], a flag is a word.
    assert (found["count_low"], found["count_high"]) == (0, "[z]")
    assert (found["complete"], found["mark"]) == ("no", "[c]")
    assert found["period_start"] == date(2018, 4, 1)
    assert ods["Contents"][3:] == [
        [table.name.capitalize(), table.row, 0 if table.name == "problems" else 1]
        for table in TABLES
    ]
    assert ods["Notes"][1:4] == [["A note."], ["Marks"], ["[c]: Hidden."]]
    assert "which has no rows" in str(ods["Problems"][1][0])


@pytest.mark.parametrize("text", ODD)
def test_a_text_stays_a_text_with_all_its_blanks(text: str) -> None:
    sheets = some_sheets(text)
    expected = {"": "[z]", "=1+1": "'=1+1"}.get(text, text)
    for read, write in ((of_xlsx, xlsx_bytes), (of_ods, ods_bytes)):
        heads, row = read(write(sheets, title="Thefts", made_on=ON))["Totals"][2:]
        assert dict(zip(heads, row, strict=True))["area_name"] == expected


def test_a_text_that_no_workbook_can_hold_is_held_as_far_as_it_can() -> None:
    for text, begins in (("a\x0bb", "a\\x0bb"), ("long " * 8000, "long long")):
        for read, write in ((of_xlsx, xlsx_bytes), (of_ods, ods_bytes)):
            heads, row = read(write(some_sheets(text), title="T", made_on=ON))["Totals"][2:]
            found = str(dict(zip(heads, row, strict=True))["area_name"])
            assert found.startswith(begins)
            assert len(found) <= 32_767
            # What no workbook can hold is spelled out, as it is in every file that goes out.
            assert found == "a\\x0bb" or found.endswith("The CSV file has the rest.")


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
def test_the_same_sheets_give_the_same_bytes_at_any_time(
    write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(some_sheets(), title="Thefts", made_on=ON)
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert write(some_sheets(), title="Thefts", made_on=ON) == first
    assert write(some_sheets("Wiltshire"), title="Thefts", made_on=ON) != first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_ods_is_what_the_standard_asks() -> None:
    content = ods_bytes(some_sheets(), title="Thefts", made_on=ON)
    # OpenDocument 1.3, part 2, 3.3: the kind stands at byte 38, plain, and nothing is before it.
    assert content[30:38] == b"mimetype"
    assert content[38:].startswith(b"application/vnd.oasis.opendocument.spreadsheetPK")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = set(parts.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        listed = re.findall(rb'full-path="([^"]+)"', parts.read("META-INF/manifest.xml"))
        assert {name.decode() for name in listed} == names | {"/"}
        for name in names:
            etree.fromstring(parts.read(name))


def test_the_workbooks_are_accessible() -> None:
    sheets = some_sheets()
    ods = load(io.BytesIO(ods_bytes(sheets, title="Thefts", made_on=ON)))
    tables = ods.spreadsheet.getElementsByType(Table)
    with_grid = [one for one in tables if one.getElementsByType(TableHeaderRows)]
    assert len(with_grid) == len(TABLES) + 1
    assert len(ods.spreadsheet.getElementsByType(DatabaseRange)) == len(with_grid)
    leads_to = [one.getAttribute("href") for one in ods.spreadsheet.getElementsByType(A)]
    assert leads_to == [f"#'{table.name.capitalize()}'.A1" for table in TABLES]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheets, title="Thefts", made_on=ON)))
    for sheet in book:
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == (sheet.title not in ("Cover", "Notes"))


def test_a_table_too_long_for_a_sheet_is_named_where_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("foistats.publishing.sheets.MOST_ROWS", 0)
    sheets = some_sheets()
    # Only the problems, of which there are none, have a sheet.
    assert [sheet.name for sheet in sheets] == ["Cover", "Contents", "Notes", "Problems"]
    grid = sheets[1].grid
    assert isinstance(grid, Grid)
    assert grid.rows[0][0] == "Observations (no sheet)"
    assert "see observations.csv" in str(grid.rows[0][1])
    assert list(grid.links.values()) == ["Problems"]
