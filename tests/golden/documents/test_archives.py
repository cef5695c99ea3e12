"""Zip files: each file in one is a document, under a safe name of its own."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from foistats.documents.limits import Limits
from foistats.errors import DocumentRefused
from foistats.formats.opening import read_document
from schemas.problem_codes import ProblemCode
from tests.golden.documents.builders import build_xlsx


def build_zip(path: Path, files: Mapping[str, bytes], *, stored: bool = False) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as z:
        for name, content in files.items():
            z.writestr(name, content)
    return path


def names(path: Path) -> list[str]:
    return [part.name for part in read_document(path).parts]


@pytest.mark.parametrize("stored", [True, False])
def test_each_file_is_a_part_with_its_bytes(tmp_path: Path, stored: bool) -> None:
    workbook = build_xlsx(tmp_path / "a.xlsx", {"S": [["Rape", 7]]}).read_bytes()
    files = {
        "Reply.xlsx": workbook,
        "letter.txt": b"We hold 39.",
        "inner.zip": b"PK\x05\x06" + bytes(18),
    }
    document = read_document(build_zip(tmp_path / "reply.zip", files, stored=stored))
    assert {part.name: part.content for part in document.parts} == files
    assert document.grids == []
    assert document.remarks == []


def test_folders_are_part_of_the_name(tmp_path: Path) -> None:
    files = dict.fromkeys(
        [
            *("Dorset/reply.csv", "Wiltshire/reply.csv", "Dorset - reply.csv", "empty/"),
            *("a\\b.csv", "nul\u202e.csv"),
        ],
        b"a,1\n",
    )
    assert names(build_zip(tmp_path / "reply.zip", files)) == [
        *("Dorset - reply.csv", "Wiltshire - reply.csv", "Dorset - reply-2.csv"),
        *("a - b.csv", "_nul.csv"),
    ]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/abs.csv", "C:\\x\\y.csv"])
def test_a_zip_whose_names_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        read_document(build_zip(tmp_path / "reply.zip", {name: b"a,1\n", "b.csv": b"a,1\n"}))
    assert refusal.value.code is ProblemCode.DOCUMENT_HOSTILE


def test_what_systems_leave_behind_is_no_document(tmp_path: Path) -> None:
    litter = ["__MACOSX/._reply.csv", ".DS_Store", "a/.DS_Store", "Thumbs.db", "a/desktop.ini"]
    files = dict.fromkeys([*litter, "reply.csv"], b"a,1\n")
    assert names(build_zip(tmp_path / "reply.zip", files)) == ["reply.csv"]
    with pytest.raises(DocumentRefused) as refusal:
        read_document(build_zip(tmp_path / "empty.zip", dict.fromkeys(litter, b"x")))
    assert refusal.value.code is ProblemCode.DOCUMENT_EMPTY


def test_a_zip_with_a_password_is_locked(tmp_path: Path) -> None:
    path = build_zip(tmp_path / "reply.zip", {"reply.csv": b"a,1\n"})
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    path.write_bytes(content)
    with pytest.raises(DocumentRefused) as refusal:
        read_document(path)
    assert refusal.value.code is ProblemCode.DOCUMENT_LOCKED


def test_a_zip_that_is_damaged_is_broken(tmp_path: Path) -> None:
    path = build_zip(tmp_path / "reply.zip", {"reply.csv": b"a,1\n" * 50}, stored=True)
    content = path.read_bytes()
    for spoilt in (content[:-30], content.replace(b"a,1", b"a,2", 1)):
        path.write_bytes(spoilt)
        with pytest.raises(DocumentRefused) as refusal:
            read_document(path)
        assert refusal.value.code is ProblemCode.DOCUMENT_BROKEN


def test_a_file_that_inflates_too_far_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build_zip(tmp_path / "reply.zip", {"a.csv": b"a" * 600, "b.csv": b"b" * 600})
    monkeypatch.setattr("foistats.documents.archive.current", lambda: Limits(inflated_bytes=1000))
    with pytest.raises(DocumentRefused, match="inflates too far"):
        read_document(path)


def test_a_zip_with_a_link_in_it_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwd")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "reply.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("reply.csv", "a,1\n")
    with pytest.raises(DocumentRefused) as refusal:
        read_document(tmp_path / "reply.zip")
    assert refusal.value.code is ProblemCode.DOCUMENT_HOSTILE
