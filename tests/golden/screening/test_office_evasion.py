"""No other notation for the same file leads hidden content past the door."""

import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from foistats.formats.docx.declaration import DOCX
from foistats.formats.ods.declaration import ODS
from foistats.formats.opening import findings_in
from foistats.formats.xlsx.declaration import XLSX
from foistats.records import Finding
from schemas.channels import NOTED, Channel
from tests.golden.screening import ods_cases, word_cases, workbook_cases
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.packages import MAIN, TRANSITIONAL, parts_of, write_parts

Parts = dict[str, bytes]
_TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"


def _renamed(parts: Parts) -> Parts:
    """Every part under a name that says nothing, in folders that say something else."""
    new = {
        name: f"theme/part{n}.dat"
        for n, name in enumerate(parts)
        if name != _TYPES and not name.endswith(".rels")
    }
    types = _absolute_types(parts)
    out: Parts = {}
    for name, content in parts.items():
        if name == _TYPES:
            entries = "".join(
                f'<Override PartName="/{new[part]}" ContentType="{kind}"/>'
                for part, kind in types.items()
                if part in new
            )
            rels = "application/vnd.openxmlformats-package.relationships+xml"
            out[name] = (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                f'<Default Extension="rels" ContentType="{rels}"/>{entries}</Types>'
            ).encode()
        elif name.endswith(".rels"):
            source = _source(name)
            text = _absolute_targets(source, content.decode())
            for part, other in new.items():
                text = text.replace(f'"/{part}"', f'"/{other}"')
            folder, _, last = new[source].rpartition("/") if source else ("", "", "")
            out[f"{folder}/_rels/{last}.rels" if source else name] = text.encode()
        else:
            out[new[name]] = content
    return out


def _absolute_types(parts: Parts) -> dict[str, str]:
    text = parts[_TYPES].decode()
    endings: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for tag in re.findall(r"<(?:Default|Override)[^>]*>", text):
        kind = re.search(r'ContentType="([^"]*)"', tag)
        ending, part = (
            re.search(r'Extension="([^"]*)"', tag),
            re.search(r'PartName="/([^"]*)"', tag),
        )
        assert kind
        if ending:
            endings[ending[1]] = kind[1]
        elif part:
            overrides[part[1]] = kind[1]
    return {part: overrides.get(part, endings.get(part.rpartition(".")[2], "")) for part in parts}


def _source(links: str) -> str:
    folder, _, name = links.rpartition("/")
    folder = folder.removesuffix("_rels").rstrip("/")
    source = name.removesuffix(".rels")
    return f"{folder}/{source}" if folder else source


def _absolute_targets(source: str, links: str) -> str:
    folder = source.rpartition("/")[0]

    def absolute(found: re.Match[str]) -> str:
        target = found[1]
        path = target if target.startswith("/") else f"/{folder}/{target}".replace("//", "/")
        while "/../" in path:
            path = re.sub(r"/[^/]+/\.\./", "/", path, count=1)
        return f'Target="{path}"'

    return re.sub(r'Target="([^"]*)"', absolute, links)


def _absolute(parts: Parts) -> Parts:
    return {
        name: _absolute_targets(_source(name), content.decode()).encode()
        if name.endswith(".rels")
        else content
        for name, content in parts.items()
    }


def _backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): content for name, content in parts.items()}


def _upper_case(parts: Parts) -> Parts:
    return {name if name == _TYPES else name.upper(): content for name, content in parts.items()}


def _prefixed(parts: Parts) -> Parts:
    """Every element of the main namespace behind a prefix, as some programs write it."""

    def change(content: bytes) -> bytes:
        if f'xmlns="{MAIN}"'.encode() not in content:
            return content
        text = content.decode()
        text = text.replace(f'xmlns="{MAIN}"', f'xmlns:q="{MAIN}"')
        return re.sub(r"<(/?)(?![?!\w]+:)(?=\w)", r"<\1q:", text).encode()

    return {
        name: content if _is_foreign(name) else change(content) for name, content in parts.items()
    }


def _is_foreign(name: str) -> bool:
    return name == _TYPES or not name.endswith(".xml") or "theme" in name or "docProps" in name


def _strict(parts: Parts) -> Parts:
    """The namespaces and relationships of Strict OOXML."""
    changes = (
        (MAIN, f"{_STRICT}spreadsheetml/main"),
        (TRANSITIONAL, f"{_STRICT}officeDocument/relationships/"),
        (TRANSITIONAL.rstrip("/"), f"{_STRICT}officeDocument/relationships"),
    )
    out = {}
    for name, content in parts.items():
        changed = content
        for old, new in changes:
            changed = changed.replace(old.encode(), new.encode())
        out[name] = changed
    return out


def _utf16(parts: Parts) -> Parts:
    def change(content: bytes) -> bytes:
        if content.startswith(b"\xff\xfe"):
            return content
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode())
        return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")

    return {
        name: change(content) if name.endswith(".xml") else content
        for name, content in parts.items()
    }


def _commented(parts: Parts) -> Parts:
    """A comment and an instruction that hold what looks like the end of the cells."""
    aside = b"<!-- <sheetData/></sheetData> --><?x <sheetData/>?>"
    return {
        name: re.sub(rb"(<(?:worksheet|workbook|comments)\b[^>]*>)", rb"\1" + aside, content)
        for name, content in parts.items()
    }


_WAYS: tuple[Callable[[Parts], Parts], ...] = (
    _renamed, _absolute, _backslashes, _upper_case, _prefixed, _strict, _utf16, _commented,
)  # fmt: skip


@cache
def _built(cases: tuple[HiddenCase, ...]) -> list[tuple[HiddenCase, Parts]]:
    """Each case's parts; bytes outside of them are lost when a zip is written anew."""
    with TemporaryDirectory() as folder:
        return [
            (case, parts_of(case.build(Path(folder))))
            for case in cases
            if case.channel is not Channel.BYTES_BEYOND_THE_END
        ]


@pytest.mark.parametrize("way", _WAYS, ids=lambda way: way.__name__.strip("_"))
def test_another_notation_hides_nothing_from_the_door(
    way: Callable[[Parts], Parts], tmp_path: Path
) -> None:
    missed = []
    for case, parts in _built(workbook_cases.CASES):
        path = write_parts(tmp_path / "a.xlsx", way(parts))
        found = findings_in(path.read_bytes(), XLSX, question="")
        if case.channel not in {finding.channel for finding in found}:
            missed.append(case.name)
        assert SECRET not in repr(found)
    assert missed == []


@pytest.mark.parametrize("way", _WAYS, ids=lambda way: way.__name__.strip("_"))
def test_another_notation_of_a_plain_reply_is_not_sealed(
    way: Callable[[Parts], Parts], tmp_path: Path
) -> None:
    path = write_parts(tmp_path / "a.xlsx", way(parts_of(workbook_cases.base(tmp_path))))
    found = findings_in(path.read_bytes(), XLSX, question="")
    assert [finding for finding in found if finding.channel not in NOTED] == []


@pytest.mark.parametrize("way", [_renamed, _utf16])
def test_another_notation_of_a_word_document_hides_nothing(
    way: Callable[[Parts], Parts], tmp_path: Path
) -> None:
    for case, parts in _built(word_cases.CASES[::4]):
        path = write_parts(tmp_path / "a.docx", way(parts))
        found = findings_in(path.read_bytes(), DOCX, question="")
        assert case.channel in {finding.channel for finding in found}, case.name


def test_other_prefixes_in_an_ods_hide_nothing(tmp_path: Path) -> None:
    def change(parts: Parts) -> Parts:
        text = parts["content.xml"].decode()
        for prefix in ("table", "office", "style", "text", "fo", "draw"):
            here = rf"(?<=[</\s]){prefix}(?=:)|(?<=xmlns:){prefix}(?==)"
            text = re.sub(here, f"q{prefix}", text)
        return {**parts, "content.xml": text.encode()}

    for case, parts in _built(ods_cases.CASES):
        path = write_parts(tmp_path / "a.ods", change(parts))
        found = findings_in(path.read_bytes(), ODS, question="")
        assert case.channel in {finding.channel for finding in found}, case.name


def _build(name: str) -> HiddenCase:
    return next(case for case in workbook_cases.CASES if case.name == name)


def _found(folder: Path, parts: Parts) -> list[Finding]:
    path = write_parts(folder / "changed.xlsx", parts)
    return findings_in(path.read_bytes(), XLSX, question="")


def test_a_link_of_another_kind_does_not_make_comments_something_else(tmp_path: Path) -> None:
    parts = parts_of(_build("a_comment").build(tmp_path))
    changed = {
        name: content.replace(b"relationships/comments", b"relationships/theme")
        for name, content in parts.items()
    }
    found = findings_in(write_parts(tmp_path / "a.xlsx", changed).read_bytes(), XLSX, question="")
    assert Channel.COMMENTS in {finding.channel for finding in found}


def test_content_types_that_say_nothing_do_not_make_comments_something_else(
    tmp_path: Path,
) -> None:
    parts = parts_of(_build("a_comment").build(tmp_path))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    parts[_TYPES] = parts[_TYPES].replace(kind, b"application/xml")
    found = findings_in(write_parts(tmp_path / "a.xlsx", parts).read_bytes(), XLSX, question="")
    assert Channel.COMMENTS in {finding.channel for finding in found}


def test_cells_without_a_reference_are_counted_where_they_stand(tmp_path: Path) -> None:
    parts = parts_of(_build("a_hidden_column").build(tmp_path))
    xml = parts[workbook_cases.SHEET].decode()
    cells = (
        '<c t="inlineStr"><is><t>a</t></is></c><c/><c/><c/>'
        f'<c t="inlineStr"><is><t>{SECRET}</t></is></c>'
    )
    xml = re.sub(r"<sheetData>.*</sheetData>", f"<sheetData><row>{cells}</row></sheetData>", xml)
    parts[workbook_cases.SHEET] = xml.encode()
    found = findings_in(write_parts(tmp_path / "a.xlsx", parts).read_bytes(), XLSX, question="")
    (finding,) = (one for one in found if one.channel is Channel.HIDDEN_COLUMNS)
    assert (finding.place, finding.amount) == ("Reply!E:E", 1)


def test_the_last_of_two_parts_with_one_name_is_not_taken_for_the_first(tmp_path: Path) -> None:
    from foistats.errors import DocumentRefused

    path = workbook_cases.base(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/Worksheets/Sheet1.xml", b"<worksheet/>")
    with pytest.raises(DocumentRefused):
        findings_in(path.read_bytes(), XLSX, question="")
