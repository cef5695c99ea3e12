"""What a workbook or Word document hides is found at the door, and never quoted."""

import base64
import io
import zipfile
from pathlib import Path

import pytest

from foistats.formats.beginning import Beginning
from foistats.formats.opening import findings_in
from foistats.formats.registry import format_of
from foistats.records import Finding
from schemas.channels import NOTED
from tests.golden.screening.case import SECRET, CleanCase, HiddenCase
from tests.golden.screening.office_cases import CASES, CLEAN


def screened(path: Path) -> list[Finding]:
    """What is found in a file, its kind told by its content."""
    content = path.read_bytes()
    return findings_in(content, format_of(Beginning(content)), question="")


def _named(case: HiddenCase | CleanCase) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_what_is_hidden_is_found_and_never_quoted(case: HiddenCase, tmp_path: Path) -> None:
    found = screened(case.build(tmp_path))
    assert case.channel in {finding.channel for finding in found if finding.amount > 0}
    assert SECRET.lower() not in repr(found).lower()


def _holds_the_word(content: bytes) -> bool:
    """True where the word stands in a file: as it is, in a part, or in a file within a part."""
    if SECRET.encode() in content or SECRET.encode("utf-16-le") in content:
        return True
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return any(SECRET.encode() in one or SECRET.encode("utf-16-le") in one for one in parts)


# Its queries lie in a zip written as base64; test_queries_hold_the_word takes it apart.
_WRAPPED = ("xlsx_queries",)


@pytest.mark.parametrize("case", [c for c in CASES if c.name not in _WRAPPED], ids=_named)
def test_each_document_really_holds_what_it_hides(case: HiddenCase, tmp_path: Path) -> None:
    assert _holds_the_word(case.build(tmp_path).read_bytes())


def test_queries_hold_the_word(tmp_path: Path) -> None:
    (case,) = (one for one in CASES if one.name in _WRAPPED)
    with zipfile.ZipFile(case.build(tmp_path)) as archive:
        text = archive.read("customXml/item1.xml").decode("utf-16")
    raw = base64.b64decode(text.partition(">")[2].partition("<")[0])
    assert _holds_the_word(raw[8:])


def test_the_names_of_cases_tell_them_apart_and_there_are_a_hundred_clean_documents() -> None:
    names = [case.name for case in (*CASES, *CLEAN)]
    assert len(set(names)) == len(names)
    assert len(CLEAN) >= 100


@pytest.mark.parametrize("case", CLEAN, ids=_named)
def test_a_document_that_hides_nothing_is_never_sealed(case: CleanCase, tmp_path: Path) -> None:
    found = screened(case.build(tmp_path))
    assert [finding for finding in found if finding.channel not in NOTED] == []
