"""What cannot be read is refused with its code, what was found and what to do."""

import zipfile
from pathlib import Path

import pytest

from foistats.documents.limits import Limits
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_csv, build_ods, build_pdf, build_xls, build_xlsx
from tests.golden.documents.rewriting import replace_in

TABLE = [["Offence", "2015"], ["Rape", 7]]
UNSUPPORTED = "document_unsupported"
MSG = "__properties_version1.0".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal_of(path: Path) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as refusal:
        read_document(path)
    assert refusal.value.found
    assert refusal.value.expected
    assert refusal.value.remedy
    return refusal.value


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\0" * 50])
def test_a_file_without_content_is_called_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reply.xlsx"
    path.write_bytes(content)
    assert refusal_of(path).code is ProblemCode.DOCUMENT_EMPTY


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "document_locked"),
        ("a.doc", OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "document_unsupported"),
        ("a.msg", OLE + b"\0" * 600 + MSG, "document_broken"),
        ("a.xls", OLE + b"\0" * 600, "document_broken"),
        ("a.xls", OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "document_broken"),
        ("a.xls", b"<html><table><tr><td>7</td></tr><tr><td>8", "document_broken"),
        (
            "a.xls",
            b"<html><frameset><frame src=sheet1.htm></frameset></html>",
            "document_unsupported",
        ),
        ("a.htm", b"<div>" * 400 + b"12 offences", "document_unsupported"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "document_unsupported"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "document_unsupported"),
        ("a.csv", bytes(range(1, 256)) * 4, "document_broken"),
        ("a.csv", b"Rape,7\x00\nTheft,8\n", "document_broken"),
        ("a.csv", b'Rape,7\n"Theft,8\nArson,9\n', "document_broken"),
        ("a.csv", b"\xff\xfea\x00,\x00b", "document_broken"),
        ("a.csv", b"Offence,2015\nRape,\x81\n", "document_broken"),
        ("a.csv", b"Offence,2015\nRape,1,204\n", "document_broken"),
        ("a.csv", b"a;b,c\nd;e,f\n", "document_unsupported"),
        ("a.xlsx", b"Access to this file is denied\n", "document_broken"),
        ("a.txt", b"Rape\t7\nTheft\x01\t8\n", "document_broken"),
        ("a.eml", b"From: a@police.uk\nContent-Type: application/pkcs7-mime\n\nMIA", UNSUPPORTED),
        ("a.dat", b"\x78\x9f\x3e\x22\x01\x00", "document_unsupported"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "document_unsupported"),
        ("a.rar", b"Rar!\x1a\x07", "document_unsupported"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "document_unsupported"),
        ("a.rtf", b"{\\rtf1 hello}", "document_unsupported"),
        ("a.pdf", b"%PDF-1.7\nnothing of the kind", "document_broken"),
        ("a.csv", b"a" + b"," * 20_000 + b"\n", "document_unsupported"),
    ],
)
def test_each_fault_has_its_code(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal_of(path).code == code


def test_a_workbook_cut_short_is_broken(tmp_path: Path) -> None:
    for builder, name in ((build_xlsx, "a.xlsx"), (build_ods, "a.ods"), (build_xls, "a.xls")):
        path = builder(tmp_path / name, {"S": TABLE})
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        assert refusal_of(path).code is ProblemCode.DOCUMENT_BROKEN, name


def test_a_sheet_whose_xml_breaks_off_is_broken(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "a.xlsx", {"S": TABLE})
    replace_in(path, "xl/worksheets/sheet1.xml", {"</sheetData>": ""})
    assert refusal_of(path).code is ProblemCode.DOCUMENT_BROKEN


def test_a_document_type_in_a_workbook_is_refused(tmp_path: Path) -> None:
    path = build_xlsx(tmp_path / "a.xlsx", {"S": TABLE})
    replace_in(path, "xl/worksheets/sheet1.xml", {"<worksheet": "<!DOCTYPE x><worksheet"})
    assert "document type" in refusal_of(path).found


def test_an_encrypted_xls_is_locked(tmp_path: Path) -> None:
    path = build_xls(tmp_path / "a.xls", {"S": TABLE})
    content = bytearray(path.read_bytes())
    after_first_record = content.index(b"\x09\x08\x10\x00") + 20
    content[after_first_record : after_first_record + 2] = b"\x2f\x00"
    path.write_bytes(content)
    assert refusal_of(path).code is ProblemCode.DOCUMENT_LOCKED


def test_an_encrypted_ods_is_locked(tmp_path: Path) -> None:
    path = build_ods(tmp_path / "a.ods", {"S": TABLE})
    end = "</manifest:manifest>"
    replace_in(path, "META-INF/manifest.xml", {end: "<manifest:encryption-data/>" + end})
    assert refusal_of(path).code is ProblemCode.DOCUMENT_LOCKED


def test_a_pdf_with_a_password_is_locked(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "a.pdf"), encrypt="secret")
    page.drawString(50, 700, "Rape 7")
    page.save()
    assert refusal_of(tmp_path / "a.pdf").code is ProblemCode.DOCUMENT_LOCKED


def test_a_pdf_cut_short_or_damaged_is_broken_not_shorter(tmp_path: Path) -> None:
    path = build_pdf(tmp_path / "a.pdf", ["Rape 7", "\f", "Theft 8"])
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    assert "cut short" in refusal_of(path).found
    stream = content.index(b"stream\n") + 40
    path.write_bytes(content[:stream] + b"!" + content[stream + 1 :])
    assert "damaged" in refusal_of(path).found


def test_a_pdf_without_text_is_unsupported(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(tmp_path / "a.pdf"))
    page.rect(10, 10, 100, 100)
    page.save()
    assert refusal_of(tmp_path / "a.pdf").code is ProblemCode.DOCUMENT_UNSUPPORTED


@pytest.mark.parametrize("part", ["ppt/presentation.xml", "xl/workbook.bin"])
def test_office_files_without_a_reader_are_named(tmp_path: Path, part: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "x")
    assert refusal_of(tmp_path / "a.xlsx").code is ProblemCode.DOCUMENT_UNSUPPORTED


def test_a_zip_that_inflates_too_far_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build_xlsx(tmp_path / "a.xlsx", {"S": TABLE})
    monkeypatch.setattr("foistats.documents.limits._Current.limits", Limits(inflated_bytes=1000))
    assert "unpacks too far" in refusal_of(path).found


def test_content_decides_and_a_wrong_ending_is_remarked(tmp_path: Path) -> None:
    builders = {
        "xlsx": lambda path: build_xlsx(path, {"S": TABLE}),
        "ods": lambda path: build_ods(path, {"S": TABLE}),
        "xls": lambda path: build_xls(path, {"S": TABLE}),
        "csv": lambda path: build_csv(path, TABLE),
        "pdf": lambda path: build_pdf(path, ["We hold nothing."]),
    }
    for kind, build in builders.items():
        for ending in builders:
            document = read_document(build(tmp_path / f"{kind}.{ending}"))
            codes = [code for code, _, _ in document.remarks]
            expected = [] if ending == kind else [ProblemCode.DOCUMENT_NOT_ITS_EXTENSION]
            assert codes == expected, (kind, ending)
            if kind != "pdf":
                assert [str(v) for row in document.grids[0].rows for v in row][-1] == "7"


def test_a_readers_panic_is_a_refusal_and_an_interrupt_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build_xlsx(tmp_path / "a.xlsx", {"S": TABLE})

    class Panic(BaseException):
        pass

    def fail(error: BaseException) -> None:
        def read(*_: object) -> None:
            raise error

        monkeypatch.setattr("foistats.formats.xlsx.look.read_book", read)

    fail(Panic())
    assert refusal_of(path).code is ProblemCode.DOCUMENT_BROKEN
    for error in (KeyboardInterrupt(), MemoryError()):
        fail(error)
        with pytest.raises(type(error)):
            read_document(path)
