"""What a look finds hidden is never in a document, whether a person released the reply or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foistats.documents.model import Document, as_text
from foistats.errors import DocumentRefused
from foistats.formats.opening import enter
from tests.golden.screening import hidden_counts, ods_cases, workbook_cases, xls_cases
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.hidden_count import COUNT, HiddenCount

CASES = (*workbook_cases.CASES, *ods_cases.CASES, *xls_cases.CASES)


def _said(document: Document) -> Iterator[str]:
    """All that a document gives to whoever reads it."""
    for grid in document.grids:
        yield grid.name
        yield from (as_text(value) for row in grid.rows for value in row)
        yield from (*grid.caption, *grid.notes, *grid.shown.values())
    yield from document.lines
    yield from (part.name for part in document.parts)
    yield from (word for remark in document.remarks for word in remark)


def _named(case: HiddenCase | HiddenCount) -> str:
    return f"{case.build.__module__.rpartition('.')[2]}_{case.name}"


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_nothing_that_is_hidden_is_in_a_document(case: HiddenCase, tmp_path: Path) -> None:
    path = case.build(tmp_path)
    assert enter(path.read_bytes(), path.name).document is None
    released = enter(path.read_bytes(), path.name, released=True).document
    assert released is not None
    assert released.grids
    assert not [text for text in _said(released) if SECRET.lower() in text.lower()]


@pytest.mark.parametrize("case", hidden_counts.HIDDEN, ids=_named)
def test_no_hidden_count_is_in_a_document(case: HiddenCount, tmp_path: Path) -> None:
    path = case.build(tmp_path)
    content = path.read_bytes()
    try:
        entered = enter(content, path.name)
        released = enter(content, path.name, released=True)
    except DocumentRefused:
        assert case.is_refused
        return
    assert not case.is_refused
    assert entered.document is None
    assert case.channel in {finding.channel for finding in entered.hidden}
    assert released.document is not None
    assert not [text for text in _said(released.document) if str(COUNT) in text]


@pytest.mark.parametrize("case", hidden_counts.SEEN, ids=_named)
def test_a_count_that_is_seen_is_read(case: HiddenCount, tmp_path: Path) -> None:
    path = case.build(tmp_path)
    document = enter(path.read_bytes(), path.name).document
    assert document is not None
    assert [text for text in _said(document) if text == str(COUNT)]
