"""Nothing that a Word document hides is ever read, whether a person released the reply or not."""

from pathlib import Path

import pytest

from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import enter
from foistats.screening.inside import open_all
from tests.golden.screening import word_cases, word_looks
from tests.golden.screening.case import SECRET, HiddenCase

# What can't be left out of a reading keeps the whole from being read; the refusal says so.
REFUSED = {
    "inserted_text": "accepted or rejected",
    "an_inserted_row": "accepted or rejected",
    "moved_text_where_it_went": "accepted or rejected",
    "text_under_a_white_box": "over which words",
}


def holds(document: Document, word: str) -> bool:
    """True where any text or value of a document, or of its problems, has a word."""
    return word.casefold() in repr(document).casefold()


CASES = (*word_cases.CASES, *word_looks.CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hidden_piece_is_never_read(case: HiddenCase, tmp_path: Path) -> None:
    path = case.build(tmp_path)
    content = path.read_bytes()
    sealed = enter(content, path.name)
    assert sealed.document is None
    if case.name in REFUSED:
        with pytest.raises(DocumentRefused, match=REFUSED[case.name]):
            enter(content, path.name, released=True)
        return
    released = enter(content, path.name, released=True)
    assert released.document is not None
    assert not holds(released.document, SECRET)
    assert any("12 offences" in line for line in released.document.lines)
    inside = open_all(content, path.name, released=True)
    assert not any(holds(one, SECRET) for one in inside.documents.values())


def test_the_word_would_be_seen_wherever_it_stood(tmp_path: Path) -> None:
    from tests.golden.screening.word_cases import paragraph, run, with_xml

    table = f"<w:tbl><w:tr><w:tc>{paragraph(run(SECRET))}</w:tc></w:tr></w:tbl>"
    for xml in (paragraph(run(SECRET)), table):
        document = enter(with_xml(tmp_path, xml).read_bytes(), "reply.docx").document
        assert document is not None
        assert holds(document, SECRET)
