"""Every figure of the bundled examples leads back to cells that add up to it.

The cells are read again from the files by libraries that the reader of tables doesn't use for them.
"""

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import odf.opendocument
import odf.table
import odf.teletype
import openpyxl
import pytest
import xlrd
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTTextContainer, LTTextLine

from foistats.naming.periods import label_of
from foistats.provenance.tracing import TracedTotal, trace_change, trace_total
from foistats.provenance.wanted_figure import find_figure, period_of
from foistats.release.generations import current_folder, write_tables
from foistats.release.rows import rows_of
from foistats.workspace import Workspace
from tests.data import test_hospital_crimes as hospitals
from tests.data.reading import tables_of

ROOT = Path(__file__).resolve().parents[2]
REQUESTS = ("child-sexual-offences-2019", "child-abuse-images-2021")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "raw", root / "raw")
    made = Workspace(root)
    for request_id in REQUESTS:
        write_tables(made, request_id, tables_of(made, request_id))
    return made


def number_at(path: Path, place: str) -> int:
    """The number in a cell, read by another library than foistats reads it with."""
    if path.suffix == ".pdf":
        row, col = map(int, re.findall(r"(?:row|col) (\d+)", place))
        return int(_pdf_rows(path)[row - 1][col - 1].replace(",", ""))
    sheet, _, cell = place.rpartition("!")
    found = re.fullmatch(r"([A-Z])(\d+)", cell)
    assert found is not None, place
    col, row = ord(found[1]) - ord("A"), int(found[2]) - 1
    if path.suffix == ".xlsx":
        return int(openpyxl.load_workbook(path, data_only=True)[sheet][cell].value)
    if path.suffix == ".xls":
        return int(xlrd.open_workbook(path).sheet_by_name(sheet).cell_value(row, col))
    if path.suffix == ".ods":
        return int(_ods_rows(path, sheet)[row][col].replace(",", ""))
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return int([*csv.reader(lines)][row][col])


@cache
def _ods_rows(path: Path, sheet: str) -> list[list[str]]:
    tables = odf.opendocument.load(path).spreadsheet.getElementsByType(odf.table.Table)
    table = next(one for one in tables if one.getAttribute("name") == sheet)
    rows = []
    for row in table.getElementsByType(odf.table.TableRow):
        cells: list[str] = []
        for cell in row.getElementsByType(odf.table.TableCell):
            text = odf.teletype.extractText(cell)
            cells += [text] * min(int(cell.getAttribute("numbercolumnsrepeated") or 1), 50)
        rows += [cells] * min(int(row.getAttribute("numberrowsrepeated") or 1), 50)
    return rows


@cache
def _pdf_rows(path: Path) -> list[list[str]]:
    """The texts of the table on the first page, line by line from its heading on."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for element in next(iter(extract_pages(path))):
        if isinstance(element, LTTextContainer):
            for line in element:
                if isinstance(line, LTTextLine):
                    near = next((y for y in lines if abs(y - line.y0) < 3), line.y0)
                    lines.setdefault(near, []).append((line.x0, line.get_text().strip()))
    rows = [[text for _, text in sorted(lines[y])] for y in sorted(lines, reverse=True)]
    first = next(n for n, row in enumerate(rows) if row[0].startswith("Financial year"))
    return rows[first:]


def again(traced: TracedTotal, workspace: Workspace) -> int | None:
    """The sum of the traced cells, each read again; None where there is no cell."""
    cells = [row for one in traced.forces for row in one.cells]
    folder = workspace.documents_folder(traced.wanted.request_id)
    numbers = [number_at(folder / row["document"], row["place"]) for row in cells]
    return sum(numbers) if cells else None


def names(workspace: Workspace, table: str) -> Iterator[tuple[str, dict[str, object]]]:
    for request_id in REQUESTS:
        for row in rows_of(current_folder(workspace, request_id), table):
            yield request_id, row


def test_every_total_of_the_examples_is_the_sum_of_its_cells(workspace: Workspace) -> None:
    checked = 0
    for request_id, row in names(workspace, "totals"):
        wanted = find_figure(
            workspace,
            area=str(row["area_name"]),
            period=label_of(period_of(row)),
            request=request_id,
        )
        assert wanted.total == row
        traced = trace_total(wanted)
        assert again(traced, workspace) == row["count_low"] == row["count_high"]
        assert [one.force_id for one in traced.missing] == [
            force_id for force_id in str(row["forces_missing"]).split("|") if force_id
        ]
        checked += row["count_low"] is not None
    # 2019: five forces, the South West and all forces asked, of five years. 2021: Cheshire, Devon
    # and Cornwall, Dorset, the South West, the North West, England and all forces asked.
    assert checked == 7 * 5 + 7 * 5


def test_every_change_of_the_examples_is_the_difference_of_its_cells(workspace: Workspace) -> None:
    checked = 0
    for request_id, row in names(workspace, "changes"):
        if row["from_low"] is None:
            continue
        later = next(
            total
            for _, total in names(workspace, "totals")
            if total["request_id"] == request_id
            and (total["area_kind"], total["area_id"]) == (row["area_kind"], row["area_id"])
            and total["period_start"] == row["to_start"]
        )
        earlier = f"{str(row['from_start'])[:4]}/{str(row['from_end'])[2:4]}"
        wanted = find_figure(
            workspace,
            area=str(row["area_name"]),
            period=label_of(period_of(later)),
            request=request_id,
        )
        traced = trace_change(wanted, earlier)
        before, after = again(traced.earlier, workspace), again(traced.later, workspace)
        assert before is not None
        assert after is not None
        assert after - before == row["difference_low"] == row["difference_high"]
        checked += 1
    # Of the same areas: four pairs of neighbouring years, and the first with the last.
    assert checked == (7 + 7) * 5


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    if not hospitals.REPLIES.is_dir():
        pytest.skip("the forces' own letters lie outside the repository")
    made = hospitals.workspace(tmp_path_factory.mktemp("hospitals"))
    write_tables(made, "hospitals", tables_of(made, "hospitals"))
    return made


def on_the_pages(traced: TracedTotal) -> int:
    """The sum of the traced cells, each a word of its page as pdfminer reads it, used up by it."""
    cells = [cell for one in traced.forces for cell in one.cells]
    left: dict[tuple[str, int], Counter[str]] = {}
    for cell in cells:
        page = int(cell["place"].split(",")[0].removeprefix("page "))
        words = left.setdefault(
            (cell["document"], page), _words_of(hospitals.REPLIES / cell["document"], page)
        )
        # A dash, which these letters' totals show to be zero, stands in other words as well.
        assert words[cell["as_written"]] > 0 or cell["as_written"] == "-", cell["place"]
        words[cell["as_written"]] -= 1
    return sum(int(cell["as_written"].replace(",", "").replace("-", "0")) for cell in cells)


def test_the_hospitals_figures_lead_to_numbers_that_stand_on_the_pages(letters: Workspace) -> None:
    rows = rows_of(current_folder(letters, "hospitals"), "totals")
    for row in rows:
        period = label_of(period_of(row))
        traced = trace_total(find_figure(letters, area=str(row["area_name"]), period=period))
        assert on_the_pages(traced) == row["count_low"] == row["count_high"]
    # Durham, Cumbria, their two regions, England and all asked, of five years.
    assert len(rows) == 6 * 5


def test_the_hospitals_changes_are_differences_of_numbers_on_the_pages(letters: Workspace) -> None:
    folder = current_folder(letters, "hospitals")
    labels = {row["period_start"]: label_of(period_of(row)) for row in rows_of(folder, "totals")}
    rows = rows_of(folder, "changes")
    for row in rows:
        earlier, later = labels[row["from_start"]], labels[row["to_start"]]
        wanted = find_figure(letters, area=str(row["area_name"]), period=later)
        traced = trace_change(wanted, earlier)
        moved = on_the_pages(traced.later) - on_the_pages(traced.earlier)
        assert moved == row["difference_low"] == row["difference_high"]
    # Of the same six: four pairs of neighbouring years, and the first with the last.
    assert len(rows) == 6 * 5


@cache
def _page_words(path: Path, page: int) -> tuple[str, ...]:
    return tuple(extract_text(path, page_numbers=[page - 1]).split())


def _words_of(path: Path, page: int) -> "Counter[str]":
    return Counter(_page_words(path, page))
