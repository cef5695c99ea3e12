"""Nothing that a Word document hides is ever read, whether a person released the reply or not."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import enter
from foistats.reading.inside import open_all
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
    for xml in (word_looks.said(SECRET), word_looks.counts(SECRET)):
        document = enter(word_cases.with_xml(tmp_path, xml).read_bytes(), "reply.docx").document
        assert document is not None
        assert holds(document, SECRET)


LOOKS = ("", "<w:vanish/>", '<w:vanish w:val="0"/>', '<w:color w:val="FFFFFF"/>', "<w:b/>")
LOOKS += (
    '<w:sz w:val="3"/>',
    '<w:w w:val="4"/>',
    '<w:sz w:val="30"/>',
    '<w:highlight w:val="black"/>',
)
LAYS = ("", '<w:ind w:left="-30000"/>', '<w:ind w:left="300"/>', '<w:jc w:val="right"/>')
LAYS += ('<w:shd w:val="clear" w:fill="000000"/>', '<w:spacing w:line="20" w:lineRule="exact"/>')
ROWS = ("", "<w:hidden/>", '<w:trHeight w:val="20" w:hRule="exact"/>', "<w:tblHeader/>")
WRAPPERS = ("{}", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<x:y xmlns:x='urn:z'>{}</x:y>")


@settings(deadline=None, max_examples=60)
@given(
    look=st.sampled_from(LOOKS),
    lay=st.sampled_from(LAYS),
    row_lay=st.sampled_from(ROWS),
    wrapper=st.sampled_from(WRAPPERS),
    in_table=st.booleans(),
)
def test_each_text_is_either_read_or_found(
    look: str, lay: str, row_lay: str, wrapper: str, in_table: bool
) -> None:
    inside = word_looks.counts(SECRET, look=look, paragraph_lay=lay, row_lay=row_lay)
    xml = wrapper.format(inside if in_table else word_looks.said(SECRET, look, lay))
    with TemporaryDirectory() as folder:
        content = word_cases.with_xml(Path(folder), xml).read_bytes()
    found = enter(content, "reply.docx").hidden
    released = enter(content, "reply.docx", released=True).document
    assert released is not None
    assert holds(released, SECRET) != bool(found)
