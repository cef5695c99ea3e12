"""The same table in every kind of workbook, and what a workbook can hide."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from foistats.documents.model import Grid, Merge
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from foistats.formats.xlsx.texts import SharedTexts
from foistats.formats.xlsx.worksheet import read_worksheet
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_ods, build_xls, build_xlsx
from tests.golden.documents.rewriting import replace_in, rewrite_parts

TABLE = [
    ["Offence", "2014/15", 2015],
    ["Rape", 1118, None],
    ["Theft", "1,204", 0],
    ["Other", 0.5, -3],
]
BUILDERS = {"xlsx": build_xlsx, "ods": build_ods, "xls": build_xls}
SHEET = "xl/worksheets/sheet1.xml"


def only_grid(path: Path) -> Grid:
    (grid,) = read_document(path).grids
    return grid


@pytest.mark.parametrize("kind", BUILDERS)
def test_a_table_is_the_same_in_every_kind_of_workbook(tmp_path: Path, kind: str) -> None:
    path = BUILDERS[kind](tmp_path / f"reply.{kind}", {"Sheet1": TABLE})
    document = read_document(path)
    assert [grid.name for grid in document.grids] == ["Sheet1"]
    assert document.grids[0].rows == TABLE
    assert type(document.grids[0].rows[1][1]) is int
    assert document.remarks == []


@pytest.mark.parametrize("kind", BUILDERS)
def test_places_count_from_the_sheets_corner_not_the_tables(tmp_path: Path, kind: str) -> None:
    rows = [[None] * 4 for _ in range(4)] + [[None, None, "Rape", 7]]
    grid = only_grid(BUILDERS[kind](tmp_path / f"reply.{kind}", {"Data": rows}))
    assert [(cell.place, cell.value) for cell in grid.cells()] == [
        ("Data!C5", "Rape"),
        ("Data!D5", 7),
    ]


@pytest.mark.parametrize("kind", BUILDERS)
def test_blank_rows_and_columns_beyond_the_table_are_left_out(tmp_path: Path, kind: str) -> None:
    rows = [["a", 1, " "], ["b", 2, None], [None, None, None], ["\u00a0", None, "  "]]
    assert only_grid(BUILDERS[kind](tmp_path / f"r.{kind}", {"S": rows})).rows == [
        ["a", 1],
        ["b", 2],
    ]


@pytest.mark.parametrize("kind", BUILDERS)
def test_dates_stay_dates(tmp_path: Path, kind: str) -> None:
    rows = [["Date"], [date(2018, 4, 1)]]
    value = only_grid(BUILDERS[kind](tmp_path / f"r.{kind}", {"S": rows})).rows[1][0]
    day = value.date() if isinstance(value, datetime) else value
    assert day == date(2018, 4, 1)


HIDDEN_ROWS = [
    ["Offence", "Named", 2015],
    ["Rape", "Mr A", 5],
    ["Secret", "Ms B", 6],
    ["Theft", None, 7],
]


@pytest.mark.parametrize(
    ("kind", "hide"),
    [
        ("xlsx", {"hidden_rows": {"S": [3]}, "hidden_cols": {"S": ["B"]}}),
        ("ods", {"hidden_rows": {"S": [2]}, "hidden_cols": {"S": [1]}}),
        ("xls", {"hidden_rows": {"S": [2]}, "hidden_cols": {"S": [1]}}),
    ],
)
def test_hidden_rows_and_columns_are_counted_and_never_kept(
    tmp_path: Path, kind: str, hide: dict
) -> None:
    document = read_document(BUILDERS[kind](tmp_path / f"r.{kind}", {"S": HIDDEN_ROWS}, **hide))
    (grid,) = document.grids
    assert grid.rows == [["Offence", None, 2015], ["Rape", None, 5], [None] * 3, ["Theft", None, 7]]
    assert grid.hidden_rows == {2}
    assert grid.hidden_cols == {1}
    assert document.remarks == [
        (ProblemCode.HIDDEN_CELLS, "S!B:B, S!3:3", "5 non-empty hidden cells")
    ]
    assert "Ms B" not in repr(document)


@pytest.mark.parametrize(
    ("kind", "hide"),
    [
        ("xlsx", {"hidden_sheets": {"Names": "hidden"}}),
        ("xlsx", {"hidden_sheets": {"Names": "veryHidden"}}),
        ("ods", {"hidden_sheets": ["Names"]}),
        ("xls", {"hidden_sheets": ["Names"]}),
    ],
)
def test_a_hidden_sheet_is_no_grid_and_is_reported(tmp_path: Path, kind: str, hide: dict) -> None:
    sheets = {"Table": TABLE, "Names": [["Mr A"], ["Ms B"]]}
    document = read_document(BUILDERS[kind](tmp_path / f"r.{kind}", sheets, **hide))
    assert [grid.name for grid in document.grids] == ["Table"]
    # By its position: the name of a hidden sheet is hidden too.
    assert document.remarks == [
        (ProblemCode.HIDDEN_CELLS, "sheet 2 of 2", "2 non-empty hidden cells")
    ]
    assert "Mr A" not in repr(document)


def test_columns_without_width_and_rows_without_height_are_hidden(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["a", "b"], ["c", "d"]]})
    replace_in(
        path,
        SHEET,
        {
            "<sheetData>": '<cols><col min="2" max="2" width="0"/></cols><sheetData>',
            '<row r="2"': '<row r="2" ht="0"',
        },
    )
    document = read_document(path)
    assert document.grids[0].rows == [["a"]]
    assert document.remarks == [
        (ProblemCode.HIDDEN_CELLS, "S!B:B, S!2:2", "3 non-empty hidden cells")
    ]


def test_a_merged_heading_is_seen_though_its_first_column_is_hidden(tmp_path: Path) -> None:
    path = build_xlsx(
        tmp_path / "r.xlsx",
        {"S": [["Offences 2015", None], ["id 1", 5]]},
        merges={"S": ["A1:B1"]},
        hidden_cols={"S": ["A"]},
    )
    document = read_document(path)
    assert document.grids[0].rows == [["Offences 2015", None], [None, 5]]


@pytest.mark.parametrize(
    ("kind", "merges"),
    [
        ("xlsx", {"S": ["B1:C1", "A2:A3"]}),
        ("ods", {"S": {(0, 1): (1, 2), (1, 0): (2, 1)}}),
        ("xls", {"S": [(0, 0, 1, 2), (1, 2, 0, 0)]}),
    ],
)
def test_merged_areas_are_known(tmp_path: Path, kind: str, merges: dict) -> None:
    rows = [["x", "2015", None], ["Rape", 1, 2], [None, 3, 4]]
    grid = only_grid(BUILDERS[kind](tmp_path / f"r.{kind}", {"S": rows}, merges=merges))
    assert grid.rows == rows
    assert grid.merges == (Merge(0, 1, 0, 2), Merge(1, 0, 2, 0))


def test_a_percentage_is_text_and_never_a_count(tmp_path: Path) -> None:
    rows = [["share", 1], ["share", 0.351], ["count", 1]]
    xlsx = build_xlsx(tmp_path / "r.xlsx", {"S": rows}, formats={"S": {"B1": "0%", "B2": "0.0%"}})
    xls = build_xls(tmp_path / "r.xls", {"S": rows}, formats={"S": {(0, 1): "0%", (1, 1): "0.0%"}})
    expected = [["share", "100%"], ["share", "35.1%"], ["count", 1]]
    assert only_grid(xlsx).rows == expected
    assert only_grid(xls).rows == expected
    ods = build_ods(tmp_path / "r.ods", {"S": [["share", 1.0], ["count", 1]]}, percentages=True)
    assert only_grid(ods).rows == [["share", "100%"], ["count", 1]]


def test_a_number_that_its_format_masks_is_what_is_shown(tmp_path: Path) -> None:
    rows = [["Rape", 3], ["Theft", 7], ["Arson", 4]]
    masks = {"B1": '[<5]"<5";0', "B2": '[<5]"<5";0', "B3": ";;;"}
    xlsx = read_document(build_xlsx(tmp_path / "r.xlsx", {"S": rows}, formats={"S": masks}))
    assert xlsx.grids[0].rows == [["Rape", "<5"], ["Theft", 7], ["Arson", None]]
    assert xlsx.remarks == [(ProblemCode.HIDDEN_CELLS, "S!B3", "1 non-empty hidden cell")]


def test_an_error_and_an_uncalculated_formula_are_never_blank(tmp_path: Path) -> None:
    rows = [["Rape", "#DIV/0!"], ["Total", "=SUM(B1:B1)"]]
    assert only_grid(build_xlsx(tmp_path / "r.xlsx", {"S": rows})).rows == rows


def test_a_cell_in_another_notation_is_read_alike(tmp_path: Path) -> None:
    """Some writers put a prefix before every name of the XML."""
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]}, hidden_cols={"S": ["C"]})

    def prefix(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        text = (
            content.decode()
            .replace("</", "<\u0000")
            .replace("<", "<x:")
            .replace("<x:\u0000", "</x:")
        )
        return text.replace(" xmlns=", " xmlns:x=").encode()

    assert only_grid(rewrite_parts(path, prefix)).rows == [["Rape", 7]]


def test_the_strict_kind_of_workbook_is_read(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]})
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def strict(_: str, content: bytes) -> bytes:
        content = content.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return content.replace(links, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    assert only_grid(rewrite_parts(path, strict)).rows == [["Rape", 7]]


def test_a_stray_cell_far_out_is_refused_before_it_ends_the_process(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]})
    replace_in(
        path,
        SHEET,
        {"</sheetData>": '<row r="900000"><c r="XFA900000"><v>1</v></c></row></sheetData>'},
    )
    with pytest.raises(DocumentRefused) as refusal:
        read_document(path)
    assert refusal.value.code is ProblemCode.DOCUMENT_UNSUPPORTED
    assert "XFA900000" in refusal.value.found


def test_a_styled_but_empty_cell_far_out_does_no_harm(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]})
    replace_in(
        path, SHEET, {"</sheetData>": '<row r="900000"><c r="XFA900000" s="0"/></row></sheetData>'}
    )
    assert only_grid(path).rows == [["Rape", 7]]


def test_texts_claimed_beyond_reason_are_refused(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [["Rape", 7]]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", '<sst uniqueCount="4294967295"/>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="r99" Type="{kind}" Target="sharedStrings.xml"/>'
    end = "</Relationships>"
    replace_in(path, "xl/_rels/workbook.xml.rels", {end: link + end})
    with pytest.raises(DocumentRefused, match="4294967295 texts"):
        read_document(path)


def test_chart_sheets_and_empty_sheets_do_no_harm(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["Rape", 7])
    book.create_chartsheet("Chart")
    book.create_sheet("Empty")
    book.save(tmp_path / "r.xlsx")
    grids = read_document(tmp_path / "r.xlsx").grids
    assert [(grid.name, grid.rows) for grid in grids] == [("Sheet", [["Rape", 7]]), ("Empty", [])]


def test_repeated_rows_and_cells_of_an_ods_are_all_there(tmp_path: Path) -> None:
    path = build_ods(tmp_path / "r.ods", {"S": [["a", 1], ["b", 2]]})
    cell = '<table:table-cell office:value-type="string"><text:p>b'
    row, blank = '<table:table-row table:visibility="visible">', "<table:table-row "
    repeated = f'{blank}table:number-rows-repeated="2"/>{blank}table:number-rows-repeated="3">'
    replace_in(path, "content.xml", {row + cell: repeated + cell})
    assert only_grid(path).rows == [
        ["a", 1],
        [None, None],
        [None, None],
        ["b", 2],
        ["b", 2],
        ["b", 2],
    ]


def test_a_comment_in_an_ods_is_no_part_of_its_cell(tmp_path: Path) -> None:
    path = build_ods(tmp_path / "r.ods", {"S": [["Rape", 7]]})
    note = "<office:annotation><text:p>see 99</text:p></office:annotation>"
    replace_in(
        path,
        "content.xml",
        {"<text:p>Rape": f"{note}<text:p>Rape", "<text:p>7": f"{note}<text:p>7"},
    )
    assert only_grid(path).rows == [["Rape", 7]]


def test_cells_in_the_usual_notation_are_found_as_in_any_other(tmp_path: Path) -> None:
    rows = [["Rape", 7, 0.5, 3], ["#N/A", date(2018, 4, 1), True, None], ["=1+1", 1e20, -4, 2]]
    path = build_xlsx(
        tmp_path / "r.xlsx",
        {"S": rows, "T": [["x", None], [None, "a & b"]]},
        merges={"S": ["A1:B1"]},
        hidden_rows={"S": [2]},
        formats={"S": {"C1": "0%", "D1": '[<5]"<5";0'}},
    )
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2)]
    for part in parts:
        other = part.replace(b"<c ", b"<c\n").replace(b"<row ", b"<row\t")
        usual, again = (list(read_worksheet(xml, SharedTexts()).cells()) for xml in (part, other))
        assert [cell._replace(inline=b"") for cell in usual] == [
            cell._replace(inline=b"") for cell in again
        ]
        assert len(usual) > 1
