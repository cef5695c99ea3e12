"""A broken or hostile Office file is refused at the door, and never does anything else."""

import io
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.errors import DocumentRefused
from foistats.formats.docx.declaration import DOCX
from foistats.formats.format import Format
from foistats.formats.ods.declaration import ODS
from foistats.formats.opening import findings_in
from foistats.formats.xls.declaration import XLS
from foistats.formats.xlsx.declaration import XLSX
from tests.golden.screening import ods_cases, word_cases, workbook_cases, xls_cases
from tests.golden.screening.case import HiddenCase
from tests.golden.screening.packages import NewPart, parts_of, with_parts, write_parts

_FILES: dict[Format, tuple[HiddenCase, ...]] = {
    XLSX: workbook_cases.CASES,
    ODS: ods_cases.CASES,
    XLS: xls_cases.CASES,
    DOCX: word_cases.CASES[::8],
}
_ZIPS = (XLSX, ODS, DOCX)


@cache
def _contents(kind: Format) -> list[bytes]:
    with TemporaryDirectory() as folder:
        return [case.build(Path(folder)).read_bytes() for case in _FILES[kind]]


@cache
def _parts(kind: Format) -> list[dict[str, bytes]]:
    found = []
    for content in _contents(kind):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found.append({name: archive.read(name) for name in archive.namelist()})
    return found


def _only_refuses(content: bytes, kind: Format) -> None:
    with suppress(DocumentRefused):
        findings_in(content, kind, question="")


def _mutated(content: bytes, chance: Random) -> bytes:
    raw = bytearray(content)
    match chance.randrange(4):
        case 0:
            return bytes(raw[: chance.randrange(len(raw))])
        case 1:
            for _ in range(chance.randrange(1, 6)):
                raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        case 2:
            at = chance.randrange(len(raw))
            raw[at : at + chance.randrange(1, 40)] = b""
        case 3:
            at, other = chance.randrange(len(raw)), chance.randrange(len(raw))
            raw[at:at] = raw[other : other + chance.randrange(1, 200)]
    return bytes(raw)


@settings(max_examples=40, deadline=None)
@given(kind=st.sampled_from(list(_FILES)), seed=st.integers(0, 2**32))
def test_a_file_with_changed_bytes_is_screened_or_refused(kind: Format, seed: int) -> None:
    chance = Random(seed)
    _only_refuses(_mutated(chance.choice(_contents(kind)), chance), kind)


@settings(max_examples=40, deadline=None)
@given(kind=st.sampled_from(_ZIPS), seed=st.integers(0, 2**32))
def test_a_part_with_changed_bytes_is_screened_or_refused(kind: Format, seed: int) -> None:
    chance = Random(seed)
    parts = dict(chance.choice(_parts(kind)))
    name = chance.choice([name for name in parts if len(parts[name]) < 20_000 and parts[name]])
    parts[name] = _mutated(parts[name], chance)
    with TemporaryDirectory() as folder:
        content = write_parts(Path(folder) / "a", parts).read_bytes()
    _only_refuses(content, kind)


def _with_sheet(folder: Path, sheet: str) -> bytes:
    path = workbook_cases.base(folder)
    parts = parts_of(path)
    parts[workbook_cases.SHEET] = sheet.encode()
    return write_parts(path, parts).read_bytes()


@pytest.mark.parametrize(
    "sheet",
    [
        '<!DOCTYPE a [<!ENTITY e "x">]><worksheet><sheetData/></worksheet>',
        "<worksheet><sheetData><row><c><v>1</v></c></row>",
        "<worksheet><sheetData><row r='x' hidden='1'><c><v>1</v></c></row></sheetData></worksheet>",
        "<worksheet><cols><col min='a' hidden='1'/></cols><sheetData><row><c><v>1</v></c></row>"
        "</sheetData></worksheet>",
        "<worksheet>&undefined;<sheetData/></worksheet>",
        "<worksheet>" + "<a>" * 100 + "</worksheet>",
    ],
)
def test_a_sheet_that_no_program_writes_is_refused(sheet: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused):
        findings_in(_with_sheet(tmp_path, sheet), XLSX, question="")


def test_areas_that_lie_on_each_other_without_end_are_refused(tmp_path: Path) -> None:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 5000
    cells = "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row>"
    sheet = (
        f"<worksheet><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    )
    with pytest.raises(DocumentRefused):
        findings_in(_with_sheet(tmp_path, sheet), XLSX, question="")


def test_a_part_without_cells_that_is_far_too_long_is_refused(tmp_path: Path) -> None:
    path = with_parts(
        workbook_cases.base(tmp_path),
        NewPart(
            "customXml/item1.xml",
            "<a>" + "x" * 17_000_000 + "</a>",
            "",
            "xl/workbook.xml",
            "customXml",
        ),
    )
    with pytest.raises(DocumentRefused):
        findings_in(path.read_bytes(), XLSX, question="")


def test_a_word_document_is_no_workbook(tmp_path: Path) -> None:
    content = word_cases.letter(tmp_path).read_bytes()
    with pytest.raises(DocumentRefused):
        findings_in(content, XLSX, question="")


def test_a_zip_without_content_types_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(DocumentRefused):
        findings_in(path.read_bytes(), XLSX, question="")
