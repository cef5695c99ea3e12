"""A cell is read as the sheet shows it: the same in every kind of spreadsheet."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import olefile
import pytest

from foistats.documents.model import Grid, Value
from foistats.errors import DocumentRefused
from foistats.formats.opening import enter, read_document
from foistats.naming.counts import read_count
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_ods, build_xls, build_xlsx
from tests.golden.documents.rewriting import replace_in, rewrite_parts
from tests.golden.screening.compound import compound_file, stream_of
from tests.golden.screening.ods_cases import cell, ods, row, table

SHEET = "xl/worksheets/sheet1.xml"
TABLE = [["Offence", "2017/18"], ["Burglary", 34]]


def only_grid(path: Path) -> Grid:
    (grid,) = read_document(path).grids
    return grid


def xlsx_format(folder: Path, value: Any, code: str) -> Path:
    return build_xlsx(folder / "r.xlsx", {"S": [["x", value]]}, formats={"S": {"B1": code}})


def xls_format(folder: Path, value: Any, code: str) -> Path:
    return build_xls(folder / "r.xls", {"S": [["x", value]]}, formats={"S": {(0, 1): code}})


@pytest.mark.parametrize("build", [xlsx_format, xls_format])
@pytest.mark.parametrize(
    ("code", "value", "seen"),
    [
        ('"<"0', 5, "<5"),
        ('"c. "0', 120, "c. 120"),
        ("~0", 12, "~12"),
        ('0"00"', 12, "1200"),
        ("0,", 12345, "12"),
        ("0,", 345, "something else than 0, shown as 0"),
        ('"<"@', 5, "5 or <5"),
        ("[$£-809]#,##0", 450, "£450"),
        ('00"/"00', 1718, "17/18"),
        ('0"*"', 4, "4*"),
        ('0;0;"<5"', 0, "<5"),
        ("#,##0;[Red]-#,##0", 1204, 1204),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, 0),
        ("0.00", 7, 7),
        ("# ?/?", 7, 7),
    ],
)
def test_a_number_is_what_its_format_draws(
    build: Callable[..., Path], code: str, value: int, seen: object, tmp_path: Path
) -> None:
    assert only_grid(build(tmp_path, value, code)).rows == [["x", seen]]


def ods_number(value: str, drawn: str, inside: str = "") -> str:
    kind = f'table:style-name="s" office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}>{inside}<text:p>{drawn}</text:p></table:table-cell>"


GROUPED = '<number:number number:decimal-places="0" number:grouping="true"/>'
THOUSANDS = '<number:number number:display-factor="1000" number:min-integer-digits="1"/>'


@pytest.mark.parametrize(
    ("form", "value", "drawn", "seen"),
    [
        ("<number:text>&lt;</number:text><number:number/>", "5", "<5", "<5"),
        (GROUPED, "1204", "1,204", 1204),
        (THOUSANDS, "12345", "12", "12"),
        ("<number:number/>", "12", "~12", "~12"),
        ("<number:number/>", "3", "7", "7, which is saved as 3"),
        ("<number:number/>", "34", "34", 34),
        ("<number:number/><number:text>%</number:text>", "0.5", "50%", "50%"),
    ],
)  # fmt: skip
def test_a_number_of_an_ods_is_what_is_drawn(
    form: str, value: str, drawn: str, seen: object, tmp_path: Path
) -> None:
    styles = (
        f'<number:number-style style:name="N1">{form}</number:number-style>'
        '<style:style style:name="s" style:family="table-cell" style:data-style-name="N1"/>'
    )
    escaped = drawn.replace("<", "&lt;")
    body = table(row(cell("x"), ods_number(value, escaped)))
    assert only_grid(ods(tmp_path, body, styles=styles)).rows == [["x", seen]]


def styled_xlsx(folder: Path, **font: Any) -> Path:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    for line in TABLE:
        book.active.append(line)
    book.active["B2"].font = Font(**font)
    book.save(folder / "r.xlsx")
    return folder / "r.xlsx"


def styled_xls(folder: Path, style: str) -> Path:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for r, line in enumerate(TABLE):
        for c, value in enumerate(line):
            sheet.write(r, c, value, xlwt.easyxf(style if (r, c) == (1, 1) else ""))
    book.save(str(folder / "r.xls"))
    return folder / "r.xls"


def styled_ods(folder: Path, properties: str) -> Path:
    style = f'<style:style style:name="s" style:family="table-cell">{properties}</style:style>'
    rows = row(cell("Offence"), cell("2017/18")), row(cell("Burglary"), ods_number("34", "34"))
    return ods(folder, table(*rows), styles=style)


STRUCK = '<style:text-properties style:text-line-through-style="solid"/>'
RAISED = '<style:text-properties style:text-position="super 58%"/>'
LOWERED = '<style:text-properties style:text-position="-33% 58%"/>'


@pytest.mark.parametrize(
    "build",
    [
        lambda folder: styled_xlsx(folder, strike=True),
        lambda folder: styled_xls(folder, "font: struck_out on"),
        lambda folder: styled_ods(folder, STRUCK),
    ],
)
def test_a_count_that_is_struck_out_is_no_count(
    build: Callable[[Path], Path], tmp_path: Path
) -> None:
    seen = only_grid(build(tmp_path)).rows[1][1]
    assert seen == "struck out: 34"
    with pytest.raises(ValueError, match="is not a count"):
        read_count(seen)


@pytest.mark.parametrize(
    "build",
    [
        lambda folder: styled_xlsx(folder, vertAlign="superscript"),
        lambda folder: styled_xls(folder, "font: escapement superscript"),
        lambda folder: styled_ods(folder, RAISED),
    ],
)
def test_a_number_that_is_raised_as_a_whole_is_a_note(
    build: Callable[[Path], Path], tmp_path: Path
) -> None:
    assert only_grid(build(tmp_path)).rows[1][1] == "³⁴"


def rich_xlsx(folder: Path, *pieces: tuple[str, str], shared: bool = True) -> Path:
    """A cell whose text is in stretches, each with what its font says."""
    runs = "".join(
        f"<r><rPr>{font}</rPr><t xml:space='preserve'>{text}</t></r>" for text, font in pieces
    )
    path = build_xlsx(folder / "r.xlsx", {"S": [["Burglary", "x"]]})
    old = '<c r="B1" t="inlineStr"><is><t>x</t></is></c>'
    if not shared:
        return replace_in(path, SHEET, {old: f'<c r="B1" t="inlineStr"><is>{runs}</is></c>'})
    replace_in(path, SHEET, {old: '<c r="B1" t="s"><v>0</v></c>'})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="r99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    replace_in(path, "xl/_rels/workbook.xml.rels", {"</Relationships>": link})
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}"><si>{runs}</si></sst>')
    return path


def rich_xls(folder: Path, *pieces: tuple[str, str]) -> Path:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write(0, 0, "Burglary")
    sheet.write_rich_text(0, 1, [(text, xlwt.easyfont(font)) for text, font in pieces])
    book.save(str(folder / "r.xls"))
    return folder / "r.xls"


def rich_ods(folder: Path, *pieces: tuple[str, str]) -> Path:
    styles = "".join(
        f'<style:style style:name="T{n}" style:family="text">{properties}</style:style>'
        for n, (_, properties) in enumerate(pieces)
    )
    spans = "".join(
        f'<text:span text:style-name="T{n}">{text}</text:span>'
        for n, (text, _) in enumerate(pieces)
    )
    return ods(folder, table(row(cell("Burglary"), cell(spans))), styles=styles)


RICH: dict[str, tuple[Callable[..., Path], dict[str, str]]] = {
    "xlsx": (
        rich_xlsx,
        {"": "", "up": '<vertAlign val="superscript"/>', "down": '<vertAlign val="subscript"/>',
         "out": "<strike/>"},
    ),
    "xls": (
        rich_xls,
        {"": "", "up": "escapement superscript", "down": "escapement subscript",
         "out": "struck_out on"},
    ),
    "ods": (rich_ods, {"": "", "up": RAISED, "down": LOWERED, "out": STRUCK}),
}  # fmt: skip


@pytest.mark.parametrize("kind", RICH)
@pytest.mark.parametrize(
    ("pieces", "seen"),
    [
        ([("34", ""), ("1", "up")], "34¹"),
        ([("34", ""), ("12", "down")], "34₁₂"),
        ([("34", "out"), ("35", "")], "35"),
        ([("Burglary ", "out"), ("Robbery", "")], "Robbery"),
        ([("3", "out"), ("4", "out")], "struck out: 34"),
        ([("1", ""), ("st", "up"), (" April", "")], "1st April"),
        ([("Burglary", ""), (" ", ""), ("dwelling", ""), ("1", "up")], "Burglary dwelling¹"),
    ],
)
def test_parts_of_a_text_are_read_as_they_are_drawn(
    kind: str, pieces: list[tuple[str, str]], seen: str, tmp_path: Path
) -> None:
    build, fonts = RICH[kind]
    path = build(tmp_path, *((text, fonts[font]) for text, font in pieces))
    grid = only_grid(path)
    assert grid.rows == [["Burglary", seen]]
    assert grid.is_confirmed(0, 1)


def test_a_raised_number_in_a_text_of_its_cell_is_a_note(tmp_path: Path) -> None:
    up = '<vertAlign val="superscript"/>'
    path = rich_xlsx(tmp_path, ("34", '<sz val="11"/>'), ("1", up), shared=False)
    assert only_grid(path).rows == [["Burglary", "34¹"]]


@pytest.mark.parametrize(
    ("code", "seen"),
    [("mmm-yy", "Apr-18"), ("mmmm yyyy", "April 2018"), ("yyyy", "2018"), ("dd/mm/yyyy", None)],
)
@pytest.mark.parametrize("build", [xlsx_format, xls_format])
def test_a_day_keeps_what_is_drawn_of_it(
    build: Callable[..., Path], code: str, seen: str | None, tmp_path: Path
) -> None:
    grid = only_grid(build(tmp_path, date(2018, 4, 30), code))
    value = grid.rows[0][1]
    assert (value.date() if isinstance(value, datetime) else value) == date(2018, 4, 30)
    assert grid.shown == ({} if seen is None else {(0, 1): seen})


@pytest.mark.parametrize(
    ("form", "drawn", "shown"),
    [
        ('<number:month number:textual="true"/><number:text>-</number:text><number:year/>',
         "Apr-18", {(0, 1): "Apr-18"}),
        ("<number:day/><number:text>/</number:text><number:month/>", "30/4", {}),
    ],
)  # fmt: skip
def test_a_day_of_an_ods_keeps_what_is_drawn_of_it(
    form: str, drawn: str, shown: dict[tuple[int, int], str], tmp_path: Path
) -> None:
    styles = (
        f'<number:date-style style:name="N1">{form}</number:date-style>'
        '<style:style style:name="s" style:family="table-cell" style:data-style-name="N1"/>'
    )
    day = (
        '<table:table-cell table:style-name="s" office:value-type="date" '
        f'office:date-value="2018-04-30"><text:p>{drawn}</text:p></table:table-cell>'
    )
    assert only_grid(ods(tmp_path, table(row(cell("x"), day)), styles=styles)).shown == shown


def test_labels_that_are_set_in_say_by_how_much(tmp_path: Path) -> None:
    import openpyxl
    import xlwt
    from openpyxl.styles import Alignment

    rows = [["Violence", 9], ["With injury", 4], ["Without", 5], ["Robbery", 2]]
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)
    book.active["A2"].alignment = Alignment(indent=2)
    book.active.row_dimensions[3].outlineLevel = 1
    book.save(tmp_path / "r.xlsx")
    assert only_grid(tmp_path / "r.xlsx").indents == {(1, 0): 2, (2, 0): 1}

    old = xlwt.Workbook()
    sheet = old.add_sheet("S")
    for r, (label, count) in enumerate(rows):
        sheet.write(r, 0, label, xlwt.easyxf("align: indent 2" if r == 1 else ""))
        sheet.write(r, 1, count)
    sheet.row(2).level = 1
    old.save(str(tmp_path / "r.xls"))
    assert only_grid(tmp_path / "r.xls").indents == {(1, 0): 2, (2, 0): 1}

    style = (
        '<style:style style:name="in" style:family="table-cell">'
        '<style:paragraph-properties fo:margin-left="0.706cm"/></style:style>'
    )
    lines = [row(cell("Violence")), row(cell("With injury", "in"))]
    group = f"<table:table-row-group>{row(cell('Without'))}</table:table-row-group>"
    path = ods(tmp_path, table(*lines, group, row(cell("Robbery"))), styles=style)
    assert only_grid(path).indents == {(1, 0): 2, (2, 0): 1}


def written(folder: Path, *formulas: tuple[str, str, float]) -> Path:
    """A workbook by a library that calculates nothing: each formula with the result it saves."""
    import xlsxwriter

    path = folder / "r.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    for r, number in enumerate((12, 5, 7)):
        sheet.write(r, 0, number)
    for place, formula, saved in formulas:
        sheet.write_formula(place, formula, None, saved)
    book.close()
    return path


@pytest.mark.parametrize(
    ("formula", "saved", "seen"),
    [
        ("=SUM(A1:A3)", 0, "=SUM(A1:A3), saved as 0 though it comes to 24"),
        ("=SUM(A1:A3)", 24, 24),
        ("=A1+A2-3", 0, "=A1+A2-3, saved as 0 though it comes to 14"),
        ("=(A1+A2)*2", 34, 34),
        ("=SUM(A1:A2,S!A3)", 23, "=SUM(A1:A2,S!A3), saved as 23 though it comes to 24"),
        ('=COUNTIF(A1:A3,">6")', 0, '=COUNTIF(A1:A3,">6"), saved as 0 and never calculated'),
        ('=COUNTIF(A1:A3,">6")', 2, 2),
        ("=A1-A1", 0, 0),
    ],
)
def test_a_result_that_its_formula_does_not_come_to_is_no_count(
    formula: str, saved: float, seen: object, tmp_path: Path
) -> None:
    assert only_grid(written(tmp_path, ("B1", formula, saved))).rows[0][1] == seen


def test_a_sum_of_results_that_were_never_calculated_is_none_either(tmp_path: Path) -> None:
    path = written(tmp_path, ("B1", "=A1+A2", 0), ("B2", "=A3+1", 0), ("B3", "=SUM(B1:B2)", 0))
    said = [str(line[1]) for line in only_grid(path).rows]
    assert [one.rpartition(" ")[2] for one in said] == ["17", "8", "25"]


def test_formulas_that_are_the_same_but_for_their_place_are_worked_out_each(
    tmp_path: Path,
) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": [[1, 2, "a"], [3, 4, "b"], [5, 6, "c"]]})
    first = '<c r="C1"><f t="shared" ref="C1:C3" si="0">A1+B1</f><v>3</v></c>'
    then = '<c r="C{0}"><f t="shared" si="0"/><v>{1}</v></c>'
    texts = {letter: f'r="C{n}" t="inlineStr"><is><t>{letter}</t></is></c>' for n, letter in
             enumerate("abc", 1)}  # fmt: skip
    replace_in(
        path,
        SHEET,
        {
            "<c " + texts["a"]: first,
            "<c " + texts["b"]: then.format(2, 7),
            "<c " + texts["c"]: then.format(3, 0),
        },
    )
    assert [line[2] for line in only_grid(path).rows] == [
        3,
        7,
        "=A1+B1, saved as 0 though it comes to 11",
    ]


def test_an_old_workbook_that_was_never_calculated_has_no_totals(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for r, number in enumerate((12, 5)):
        sheet.write(r, 0, number)
    sheet.write(2, 0, xlwt.Formula("SUM(A1:A2)"))
    sheet.write(3, 0, xlwt.Formula("A1-A2*2"))
    book.save(str(tmp_path / "r.xls"))
    assert [line[0] for line in only_grid(tmp_path / "r.xls").rows[2:]] == [
        "=SUM($A$1:$A$2)",
        "=$A$1-$A$2*2",
    ]


@pytest.mark.parametrize(("saved", "seen"), [("17", 17), ("0", "though it comes to 17")])
def test_a_sum_of_an_ods_is_worked_out_again(saved: str, seen: object, tmp_path: Path) -> None:
    def number(value: str, formula: str = "") -> str:
        written = f' table:formula="{formula}"' if formula else ""
        return (
            f'<table:table-cell{written} office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    rows = [row(number("12")), row(number("5")), row(number(saved, "of:=SUM([.A1:.A2])"))]
    value = only_grid(ods(tmp_path, table(*rows))).rows[2][0]
    assert value == seen or str(value).endswith(str(seen))


def test_a_formula_of_an_ods_without_a_result_is_no_blank(tmp_path: Path) -> None:
    waiting = '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>'
    rows = [row(cell("a")), row(waiting)]
    assert only_grid(ods(tmp_path, table(*rows))).rows == [["a"], ["=SUM(A1:A2)"]]


def test_a_rule_that_strikes_a_count_out_is_heeded(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font
    from openpyxl.styles.differential import DifferentialStyle

    for formula, seen in (("TRUE", "struck out: 34"), ("$Z$1>5", None), ("FALSE", 34)):
        book = openpyxl.Workbook()
        for line in TABLE:
            book.active.append(line)
        style = DifferentialStyle(font=Font(strike=True))
        rule = Rule(type="expression", formula=[formula], dxf=style)
        book.active.conditional_formatting.add("B2:B2", rule)
        book.save(tmp_path / "r.xlsx")
        value = only_grid(tmp_path / "r.xlsx").rows[1][1]
        assert value == (seen or "'34' or 'struck out: 34', as a conditional format decides")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_count_over_two_columns_is_one_cell_of_two(kind: str, tmp_path: Path) -> None:
    rows = [["Offence", "2017/18", "2018/19"], ["Burglary", 12, None], ["Robbery", 5, 6]]
    builders: dict[str, Callable[..., Path]] = {
        "xlsx": build_xlsx, "ods": build_ods, "xls": build_xls,
    }  # fmt: skip
    areas: dict[str, Any] = {"xlsx": ["B2:C2"], "ods": {(1, 1): (1, 2)}, "xls": [(1, 1, 1, 2)]}
    path = builders[kind](tmp_path / f"r.{kind}", {"S": rows}, merges={"S": areas[kind]})
    grid = only_grid(path)
    assert [tuple(area) for area in grid.merges] == [(1, 1, 1, 2)]
    assert grid.rows == rows


def test_a_sheet_that_says_its_cells_begin_in_row_0_is_read_twice(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": TABLE})
    replace_in(path, SHEET, {'<dimension ref="A1:B2"': '<dimension ref="A0:B2"'})
    grid = only_grid(path)
    assert grid.rows == TABLE
    assert grid.is_confirmed(1, 1)


def test_texts_that_are_used_often_are_no_attack(tmp_path: Path) -> None:
    path = rich_xlsx(tmp_path, ("34", ""))

    def change(name: str, content: bytes) -> bytes:
        old, new = b"<sst ", b'<sst count="43240" uniqueCount="1" '
        return content.replace(old, new) if name == "xl/sharedStrings.xml" else content

    assert only_grid(rewrite_parts(path, change)).rows == [["Burglary", "34"]]


def test_a_style_that_is_empty_is_the_first(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": TABLE})
    replace_in(path, SHEET, {'<c r="B2" t="n">': '<c r="B2" s="" t="n">'})
    assert only_grid(path).rows == TABLE


def test_what_a_zip_program_notes_of_sizes_hides_nothing(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": TABLE})
    sizes = struct.pack("<HHQQ", 0x4949, 16, 1166, 583)
    words = struct.pack("<HH", 0x4949, 16) + b"ask Mary Smith\0\0"
    for extra, is_hidden in ((sizes, False), (words, True)):
        with zipfile.ZipFile(path) as archive:
            parts = [(one, archive.read(one)) for one in archive.infolist()]
        changed = io.BytesIO()
        with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
            for one, content in parts:
                info = zipfile.ZipInfo(one.filename)
                info.extra = extra
                archive.writestr(info, content)
        assert bool(enter(changed.getvalue(), "r.xlsx").hidden) is is_hidden


@pytest.mark.parametrize(
    ("code", "is_hidden"),
    [("0;-0;0;General", False), ("0;-0;0;@", False), ("0;-0;0;", True), ('0;-0;0;"x"', True)],
)
def test_the_fourth_section_of_a_format_shows_a_text_or_hides_it(
    tmp_path: Path, code: str, *, is_hidden: bool
) -> None:
    path = build_xlsx(tmp_path / "r.xlsx", {"S": TABLE}, formats={"S": {"A2": code}})
    entered = enter(path.read_bytes(), "r.xlsx")
    assert bool(entered.hidden) is is_hidden
    assert is_hidden or (entered.document and entered.document.grids[0].rows == TABLE)


@pytest.mark.parametrize(("code", "cell"), [("0.0E+00", "3.4E+05"), ("0.00E+00", 341000)])
def test_a_power_of_ten_is_a_count_only_where_it_draws_all_of_it(
    tmp_path: Path, code: str, cell: Value
) -> None:
    rows = [["Offence", "2017/18"], ["Burglary", 341000]]
    xlsx = build_xlsx(tmp_path / "r.xlsx", {"S": rows}, formats={"S": {"B2": code}})
    xls = build_xls(tmp_path / "r.xls", {"S": rows}, formats={"S": {(1, 1): code}})
    for path in (xlsx, xls):
        assert only_grid(path).rows[1] == ["Burglary", cell]


def test_an_old_workbook_whose_author_is_written_in_unicode_is_read(tmp_path: Path) -> None:
    path = build_xls(tmp_path / "r.xls", {"S": TABLE})
    name = "Zoë".encode("utf-16-le") + b"\0\0"
    value = struct.pack("<II", 31, len(name) // 2) + name
    section = struct.pack("<IIII", 16 + len(value), 1, 4, 16) + value
    head = struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0, bytes(16), 1, bytes(16), 48)
    summary = (head + section).ljust(4096, b"\0")
    streams = {("Workbook",): stream_of(path), ("\x05SummaryInformation",): summary}
    entered = enter(compound_file(tmp_path / "r.xls", streams).read_bytes(), "r.xls")
    assert entered.document is not None
    assert entered.document.grids[0].rows == TABLE
    # xlwt names a user of its own in the stream, which is told beside the author.
    of_author = [finding for finding in entered.noted if finding.noun == "properties"]
    assert [finding.amount for finding in of_author] == [1]


def encrypted(path: Path, password: str) -> bytes:
    import msoffcrypto

    out = io.BytesIO()
    with path.open("rb") as content:
        msoffcrypto.OfficeFile(content).encrypt(password, out)
    return out.getvalue()


def test_a_workbook_that_excel_opens_without_asking_is_read(tmp_path: Path) -> None:
    rows = [*TABLE, *([f"Offence {n}", n] for n in range(400))]
    path = build_xlsx(tmp_path / "r.xlsx", {"S": rows})
    document = enter(encrypted(path, "VelvetSweatshop"), "r.xlsx").document
    assert document is not None
    assert document.grids[0].rows == rows
    with pytest.raises(DocumentRefused) as refusal:
        enter(encrypted(path, "a password of the force"), "r.xlsx")
    assert refusal.value.code is ProblemCode.DOCUMENT_LOCKED


def test_nobody_is_asked_for_the_password_of_a_workbook_that_is_damaged(tmp_path: Path) -> None:
    rows = [*TABLE, *([f"Offence {n}", n] for n in range(400))]
    content = encrypted(build_xlsx(tmp_path / "r.xlsx", {"S": rows}), "VelvetSweatshop")
    with olefile.OleFileIO(io.BytesIO(content)) as compound:
        streams = {tuple(path): compound.openstream(path).read() for path in compound.listdir()}
    # Streams that are too short are filled up with zeros, which XML doesn't bear.
    streams["EncryptionInfo",] = streams["EncryptionInfo",].ljust(4096)
    # AES works on blocks of 16 bytes: the last one is cut.
    streams["EncryptedPackage",] = streams["EncryptedPackage",][:-5]
    cut = {path: content for path, content in streams.items() if len(path) == 1}
    with pytest.raises(DocumentRefused) as refusal:
        enter(compound_file(tmp_path / "cut.xlsx", cut).read_bytes(), "cut.xlsx")
    assert refusal.value.code is ProblemCode.DOCUMENT_BROKEN
    assert "password" not in refusal.value.remedy


def test_what_a_locked_workbook_hides_is_found(tmp_path: Path) -> None:
    rows = [*TABLE, *([f"Offence {n}", n] for n in range(400))]
    path = build_xlsx(tmp_path / "r.xlsx", {"S": rows}, hidden_rows={"S": [2]})
    entered = enter(encrypted(path, "VelvetSweatshop"), "r.xlsx")
    assert entered.document is None
    assert [(one.channel.value, one.amount) for one in entered.hidden] == [("hidden_rows", 2)]
