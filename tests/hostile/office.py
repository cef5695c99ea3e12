"""Workbooks and Word documents that claim, repeat, nest or declare what no program writes."""

import re

from tests.golden.documents.builders import build_xlsx
from tests.hostile.cases import BROKEN, HOSTILE, LARGE, REFUSED, Case, Cases
from tests.hostile.seeds import SEEDS, TABLE, _built, docx_of, timeless
from tests.hostile.zips import SHEET, parts_of, with_parts

TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
BOOK = "xl/workbook.xml"
CONTENT = "content.xml"

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
DECLARED = {
    "laughs": LAUGHS,
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>',
    "passwd": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "network": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    "late": "<!--" + " " * 5000 + "--><!DOCTYPE x>",
}


def changed(part: str, old: str, new: str, *, seed: str = "xlsx") -> bytes:
    """A good file with one text of one part replaced."""
    text = parts_of(SEEDS[seed]())[part].decode()
    assert old in text, f"{old} is not in {part}"
    return with_parts(SEEDS[seed](), {part: text.replace(old, new, 1)})


def _declared(text: str, declaration: str) -> str:
    """Behind the XML declaration, before the first element."""
    return re.sub(r"\A(<\?xml[^>]*\?>)?", lambda m: m[0] + declaration, text, count=1)


def declarations() -> Cases:
    """Document types and entities, in every part and encoding."""
    for what, declaration in DECLARED.items():
        for seed, part in (("xlsx", SHEET), ("ods", CONTENT), ("docx", "word/document.xml")):
            text = _declared(parts_of(SEEDS[seed]())[part].decode(), declaration)
            yield Case(f"{what}.{seed}", with_parts(SEEDS[seed](), {part: text}), HOSTILE)
    for part in (TEXTS, STYLES, BOOK, "[Content_Types].xml", "_rels/.rels"):
        text = _declared(parts_of(_with_texts())[part].decode(), LAUGHS)
        name = part.replace("/", " ")
        yield Case(f"laughs in {name}.xlsx", with_parts(_with_texts(), {part: text}), HOSTILE)
    sheet = parts_of(SEEDS["xlsx"]())[SHEET].decode()
    bare = re.sub(r"\A<\?xml[^>]*\?>", "", sheet)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"):
        for what, text in (("laughs", LAUGHS + bare), ("plain", bare)):
            content = with_parts(SEEDS["xlsx"](), {SHEET: text.encode(encoding)})
            codes = HOSTILE if what == "laughs" and encoding != "utf-32" else REFUSED
            yield Case(f"{what} in {encoding}.xlsx", content, codes, readable=what == "plain")
    for encoding in ("utf-7", "cp037", "utf-32", "shift_jis", "x-unknown"):
        text = f'<?xml version="1.0" encoding="{encoding}"?>{bare}'
        yield Case(
            f"said to be {encoding}.xlsx", with_parts(SEEDS["xlsx"](), {SHEET: text}), HOSTILE
        )


def _with_texts() -> bytes:
    return SEEDS["xlsx with shared texts"]()


def _inline(reference: str, row: int) -> str:
    return f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row>'


def _many_attributes() -> str:
    return "<a " + " ".join(f"b{n}=''" for n in range(120_000)) + "/>"


def sheets() -> Cases:
    """Sheets that are vast, out of order, or that hold what is no cell."""
    end = "</sheetData>"
    for what, extra, codes in (
        ("stray", '<row r="900000"><c r="XFA900000"><v>1</v></c></row>', LARGE),
        ("last cell", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', LARGE),
        ("beyond rows", '<row r="1048577"><c r="A1048577"><v>1</v></c></row>', HOSTILE),
        ("beyond columns", '<row r="9"><c r="XFE9"><v>1</v></c></row>', REFUSED),
        ("far beyond", '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', HOSTILE),
        ("stray text", '<row r="900000"><c r="XFA900000" t="str"><v>x</v></c></row>', LARGE),
        ("stray inline", _inline("XFA900000", 900_000), LARGE),
        ("row again", '<row r="2"><c r="B2"><v>9999</v></c></row>', BROKEN),
        ("rows backwards", '<row r="9"><c r="A9"><v>1</v></c></row><row r="8"/>', BROKEN),
        ("another row", '<row r="9"><c r="A7"><v>1</v></c></row>', REFUSED),
        ("cell again", '<row r="9"><c r="D9"><v>1</v></c><c r="D9"><v>2</v></c></row>', REFUSED),
        ("small letters", '<row r="9"><c r="b9"><v>1</v></c></row>', REFUSED),
        ("no letters", '<row r="9"><c r="9"><v>1</v></c></row>', REFUSED),
        ("row nought", '<row r="0"><c r="A0"><v>1</v></c></row>', BROKEN),
        ("minus one", '<row r="-1"><c r="A-1"><v>1</v></c></row>', REFUSED),
        ("no such text", '<row r="9"><c r="A9" t="s"><v>4000000000</v></c></row>', REFUSED),
        ("text minus one", '<row r="9"><c r="A9" t="s"><v>-1</v></c></row>', REFUSED),
        ("no such style", '<row r="9"><c r="A9" s="4000000000"><v>1</v></c></row>', REFUSED),
        ("million digits", f'<row r="9"><c r="B9"><v>{"9" * 900_000}</v></c></row>', REFUSED),
        ("huge token", f'<row r="9"><c r="B9" t="str"><v>{"x" * 5_000_000}</v></c></row>', HOSTILE),
        ("deep", "<a>" * 100_000 + "</a>" * 100_000, REFUSED),
        ("unclosed", "<row><c><v>", REFUSED),
        ("many attributes", _many_attributes(), REFUSED),
        ("no number", '<row r="9"><c r="A9"><v>0x1F</v></c></row>', REFUSED),
        ("infinite", '<row r="9"><c r="A9"><v>1e999</v></c></row>', REFUSED),
        ("not a number", '<row r="9"><c r="A9"><v>nan</v></c></row>', REFUSED),
    ):
        yield Case(
            f"{what}.xlsx", changed(SHEET, end, extra + end), codes, readable=codes == REFUSED
        )
    yield Case(
        "claims a whole sheet.xlsx",
        changed(SHEET, 'ref="A1:C4"', 'ref="A1:XFD1048576"'),
        readable=True,
    )
    empty = "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(900_000, 900_050))
    yield Case("styled far out.xlsx", changed(SHEET, end, empty + end), readable=True)
    for what, extra in (
        ("merge over all", '<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'),
        ("link over all", '<hyperlinks><hyperlink ref="A9:XFD1048576"/></hyperlinks>'),
        (
            "many merges",
            "<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:Z{n + 50}"/>' for n in range(9, 19_000, 51))
            + "</mergeCells>",
        ),
        (
            "many links",
            "<hyperlinks>"
            + "".join(f'<hyperlink ref="A{n}:XFD{n}"/>' for n in range(9, 90))
            + "</hyperlinks>",
        ),
    ):
        yield Case(f"{what}.xlsx", changed(SHEET, end, end + extra), LARGE)
    yield Case(
        "merge beyond.xlsx",
        changed(SHEET, end, end + '<mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells>'),
        HOSTILE,
    )


def books() -> Cases:
    """Workbooks whose other parts claim or hold too much, or point elsewhere."""
    for name in ("uniqueCount", "count"):
        claim = re.sub(
            rf'\b{name}="\d+"', f'{name}="4294967295"', parts_of(_with_texts())[TEXTS].decode()
        )
        path, changed_book = f"claims {name}.xlsx", with_parts(_with_texts(), {TEXTS: claim})
        # `count` is how often texts are used: Excel writes it, and no reader reserves room by it.
        if name == "count":
            yield Case(path, changed_book, readable=True)
        else:
            yield Case(path, changed_book, HOSTILE)
    million = "".join(f"<si><t>{n}</t></si>" for n in range(1_000_000))
    texts = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{million}</sst>'
    )
    yield Case("a million texts.xlsx", with_parts(_with_texts(), {TEXTS: texts}))
    formats = "<xf/>" * 1_000_000
    styles = parts_of(SEEDS["xlsx"]())[STYLES].decode()
    many = re.sub(r"(<cellXfs[^>]*>)", lambda m: m[0] + formats, styles)
    yield Case("a million formats.xlsx", with_parts(SEEDS["xlsx"](), {STYLES: many}))
    book = parts_of(SEEDS["xlsx"]())[BOOK].decode()
    sheet = re.search(r"<sheet [^>]*/>", book)
    assert sheet is not None
    many = book.replace(sheet[0], sheet[0] * 2_000)
    yield Case("two thousand sheets.xlsx", with_parts(SEEDS["xlsx"](), {BOOK: many}))
    many = book.replace(sheet[0], sheet[0] * 2)
    yield Case("the same sheet twice.xlsx", with_parts(SEEDS["xlsx"](), {BOOK: many}))
    links = "xl/_rels/workbook.xml.rels"
    for what, target in (
        ("up", "../../../../../../etc/passwd"),
        ("file", "file:///etc/passwd"),
        ("network", "http://127.0.0.1:9/sheet1.xml"),
        ("nowhere", "worksheets/sheet99.xml"),
        ("itself", "workbook.xml"),
    ):
        text = re.sub(r'[^"]*sheet1\.xml', target, parts_of(SEEDS["xlsx"]())[links].decode())
        yield Case(f"its sheet is {what}.xlsx", with_parts(SEEDS["xlsx"](), {links: text}))
    macros = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Attribute VB" * 50}
    yield Case("macros.xlsm", with_parts(SEEDS["xlsx"](), macros), readable=True)
    yield Case(
        "formulas.xlsx",
        changed(SHEET, "<v>3141</v>", "<f>3000+141</f><v>3141</v>"),
        readable=True,
    )
    yield Case(
        "formulas that run.xlsx",
        changed(SHEET, "<v>3141</v>", "<f>cmd|'/c calc'!A0</f><v>3141</v>"),
        readable=True,
    )
    rows = [[*row] for row in TABLE]
    rows[1][1] = "=3000+141"
    yield Case(
        "formulas never calculated.xlsx",
        timeless(_built(lambda path: build_xlsx(path, {"Sheet1": rows}))),
        readable=True,
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = parts_of(SEEDS["xlsx"]())[BOOK].decode()
    strict = strict.replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    yield Case("strict.xlsx", with_parts(SEEDS["xlsx"](), {BOOK: strict}), readable=True)


COLUMNS = "table:number-columns-repeated"
SPANS = 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'


def _row(cell: str, *, times: str = "1", inside: str = "1") -> str:
    """One row of one cell with a text, as content.xml has it."""
    return (
        f'<table:table-row table:number-rows-repeated="{times}"><table:table-cell {cell}>'
        f"<text:p>{inside}</text:p></table:table-cell></table:table-row>"
    )


def open_documents() -> Cases:
    """OpenDocument sheets that repeat what they hold, and that nest."""
    end = "</table:table>"
    number = 'office:value-type="float" office:value="1"'
    for what, extra, codes in (
        ("rows with content", _row(number, times="1048000"), LARGE),
        ("cells with content", _row(f'{number} {COLUMNS}="16000"') * 400, REFUSED),
        ("without end", _row(f'{number} {COLUMNS}="999999999999"'), HOSTILE),
        ("minus", _row(f'{number} {COLUMNS}="-5"'), REFUSED),
        ("no times", _row(f'{number} {COLUMNS}="x"'), REFUSED),
        ("nested", "<table:table>" * 5_000 + "</table:table>" * 5_000, HOSTILE),
        ("not a number", _row('office:value-type="float" office:value="nan"'), REFUSED),
        ("no value", _row('office:value-type="float"'), REFUSED),
        ("spaces", _row(number, inside='<text:s text:c="2000000000"/>'), REFUSED),
        ("a span over all", _row(f"{number} {SPANS}"), REFUSED),
    ):
        content = changed(CONTENT, end, extra + end, seed="ods")
        yield Case(f"{what}.ods", content, codes, readable=codes == REFUSED)
    empty = (
        '<table:table-row table:number-rows-repeated="1048500"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    yield Case(
        "empty to the end.ods", changed(CONTENT, end, empty + end, seed="ods"), readable=True
    )
    nothing = {"Configurations2/accelerator/current.xml": b"", "Thumbnails/thumbnail.png": b""}
    yield Case("parts without a byte.ods", with_parts(SEEDS["ods"](), nothing), readable=True)


def words() -> Cases:
    """Word documents with vast or nested tables."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl><w:p/>"
    row = "<w:tr>{}</w:tr>"
    span = table.format(row.format(cell.format('<w:gridSpan w:val="200000000"/>')))
    yield Case("a span of 200 million.docx", docx_of(span), HOSTILE)
    before = "<w:tr><w:trPr><w:gridBefore w:val='2000000000'/></w:trPr>{}</w:tr>"
    yield Case("a gap of 2 billion.docx", docx_of(table.format(before.format(cell.format("")))))
    nested = "<w:p/>"
    for _ in range(200):
        nested = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{nested}<w:p/></w:tc></w:tr></w:tbl>"
    yield Case("nested.docx", docx_of(nested + "<w:p/>"), HOSTILE)
    merged = row.format(cell.format("<w:vMerge/>")) * 20_000
    yield Case("merged downward 20,000 times.docx", docx_of(table.format(merged)))
    yield Case(
        "huge token.docx", docx_of(f"<w:p><w:r><w:t>{'x' * 3_000_000}</w:t></w:r></w:p>"), HOSTILE
    )
    yield Case("deep.docx", docx_of("<w:p>" * 50_000 + "</w:p>" * 50_000))


MAKERS = (declarations, sheets, books, open_documents, words)
