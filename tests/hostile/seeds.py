"""A good reply in each format: one table of which every figure is known, for others to be made of.

A new format joins by one line of `SEEDS`. Its reader may be missing: then the file is refused,
which is no wrong figure.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.documents.builders import (
    PdfTable,
    Rows,
    build_csv,
    build_ods,
    build_pdf,
    build_xls,
    build_xlsx,
)
from tests.golden.documents.outlook import Attached, Outlook, build_msg

# Figures of four digits: one that was changed or cut short is none of these, nor adds up to them.
TABLE: Rows = [
    ["Offence", "2016/17", "2017/18"],
    ["Rape", 3141, 2718],
    ["Grooming", 1618, 1414],
    ["Total", 4759, 4132],
]
# 3141 + 1618 and 2718 + 1414, by year.
TRUTH = {2016: 4759, 2017: 4132}


def _built(build: Callable[[Path], object]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "seed"
        build(path)
        return path.read_bytes()


def timeless(content: bytes) -> bytes:
    """A zip without the day on which it was made: the same bytes each time."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    day = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?")
    return zip_of({name: day.sub(b"2019-06-20T10:00:00", part) for name, part in parts.items()})


def xlsx() -> bytes:
    return timeless(_built(lambda path: build_xlsx(path, {"Sheet1": TABLE})))


def xlsx_with_shared_texts() -> bytes:
    """The same as Excel writes it: texts in a table of their own."""
    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts: list[str] = []

    def shared(cell: re.Match[str]) -> str:
        texts.append(f"<si><t>{cell[2]}</t></si>")
        return f'<c r="{cell[1]}" t="s"><v>{len(texts) - 1}</v></c>'

    inline = r'<c r="(\w+)" t="inlineStr"><is><t>([^<]*)</t></is></c>'
    parts[SHEET] = re.sub(inline, shared, parts[SHEET])
    assert len(texts) == 6, "the headings and the labels"
    parts["xl/sharedStrings.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{SPREADSHEET}" count="6" '
        f'uniqueCount="6">{"".join(texts)}</sst>'
    )
    for name, end, line in (
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="texts" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>',
        ),
        (
            "[Content_Types].xml",
            "</Types>",
            '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats'
            '-officedocument.spreadsheetml.sharedStrings+xml"/>',
        ),
    ):
        assert end in parts[name]
        parts[name] = parts[name].replace(end, line + end)
    return zip_of(dict(parts))


def ods() -> bytes:
    return timeless(_built(lambda path: build_ods(path, {"Sheet1": TABLE})))


def xls() -> bytes:
    return _built(lambda path: build_xls(path, {"Sheet1": TABLE}))


def csv() -> bytes:
    return _built(lambda path: build_csv(path, TABLE))


def pdf() -> bytes:
    return _built(lambda path: build_pdf(path, ["Offences recorded", PdfTable(TABLE)]))


def html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\r\n" for row in TABLE
    )
    return f"<html><body><table>\r\n{rows}</table></body></html>\r\n".encode()


def txt() -> bytes:
    return b"Dear requester,\r\n\r\nIn 2016/17 we recorded 4759 offences and in 2017/18 4132.\r\n"


def eml() -> bytes:
    message = EmailMessage()
    message["From"] = "foi@dorset.police.uk"
    message["To"] = "requester@example.org"
    message["Subject"] = "Your request"
    message["Date"] = "Thu, 20 Jun 2019 10:00:00 +0100"
    message.set_content("Dear requester,\n\nPlease find our reply attached.\n")
    message.add_attachment(
        xlsx(), maintype="application", subtype="octet-stream", filename="reply.xlsx"
    )
    message.set_boundary("=====a=boundary=====")
    return message.as_bytes()


def docx() -> bytes:
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row)
        + "</w:tr>"
        for row in TABLE
    )
    grid = "<w:tblGrid>" + "<w:gridCol/>" * 3 + "</w:tblGrid>"
    return docx_of(f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl><w:p/>")


SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def docx_of(body: str) -> bytes:
    """The least that is a Word document."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zip_of(
        {
            "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{TYPES}"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
            '+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship '
            f'Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>'
            f"{body}</w:body></w:document>",
        }
    )


def msg() -> bytes:
    attached = (Attached("reply.xlsx", xlsx()),)
    message = Outlook("Your request", "Please find our reply attached.", attachments=attached)
    return _built(lambda path: build_msg(path, message))


def archive() -> bytes:
    return zip_of({"reply.xlsx": xlsx(), "read me.txt": b"The reply is in the workbook.\r\n"})


def zip_of(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of some parts, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    "xlsx": cache(xlsx),
    "xlsx with shared texts": cache(xlsx_with_shared_texts),
    "ods": cache(ods),
    "xls": cache(xls),
    "csv": cache(csv),
    "pdf": cache(pdf),
    "html": cache(html),
    "txt": cache(txt),
    "eml": cache(eml),
    "docx": cache(docx),
    "msg": cache(msg),
    "zip": cache(archive),
}
# Text says nothing of what was changed in it: no checksum, no second copy of a figure.
PLAIN = frozenset({"csv", "html", "txt", "eml"})
