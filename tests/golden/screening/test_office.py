"""What a workbook or Word document hides is found at the door, and never quoted."""

from pathlib import Path

import pytest

from foistats.documents.kinds import Kind, kind_of
from foistats.records import Finding
from foistats.screening.door import findings_in
from schemas.channels import NOTED
from tests.golden.screening.case import SECRET, CleanCase, HiddenCase
from tests.golden.screening.office_cases import CASES, CLEAN


def screened(path: Path) -> list[Finding]:
    """What is found in a file, its kind told by its content."""
    content = path.read_bytes()
    kind = Kind.DOCX if path.suffix == ".docx" else kind_of(content)
    return findings_in(content, kind, question="")


def _named(case: HiddenCase | CleanCase) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_what_is_hidden_is_found_and_never_quoted(case: HiddenCase, tmp_path: Path) -> None:
    found = screened(case.build(tmp_path))
    assert case.channel in {finding.channel for finding in found if finding.amount > 0}
    assert SECRET.lower() not in repr(found).lower()


@pytest.mark.parametrize("case", CLEAN, ids=_named)
def test_a_document_that_hides_nothing_is_never_sealed(case: CleanCase, tmp_path: Path) -> None:
    found = screened(case.build(tmp_path))
    assert [finding for finding in found if finding.channel not in NOTED] == []
