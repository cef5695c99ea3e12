"""The text of a draft: what its readers see, a line for each paragraph and row."""

import zipfile
from pathlib import Path

import pytest

from foistats.claims.draft_text import DraftUnreadable, text_of_draft

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return path


def p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_plain_text_stays_as_it_is_stored(tmp_path: Path) -> None:
    draft = tmp_path / "story.md"
    draft.write_bytes("# Crime  up\n\n- 26\u00a0%\n".encode())
    assert text_of_draft(draft) == "# Crime  up\n\n- 26\u00a0%\n"


def test_a_web_page_has_a_line_for_each_paragraph_item_and_row(tmp_path: Path) -> None:
    draft = tmp_path / "story.html"
    draft.write_text(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>7 things</title></head><body>"
        "<h1>Offences up 26&nbsp;per cent</h1><p>Dorset <b>212</b>,\n down.<br>Next line.</p>"
        "<ol><li>One</li><li>Two</li></ol>"
        "<table><tr><th>Force</th><th>2019/20</th><th>2020/21</th></tr>"
        "<tr><td>Dorset</td><td>226</td><td>212</td></tr></table></body></html>",
        encoding="utf-8",
    )
    assert text_of_draft(draft).split("\n") == [
        "Offences up 26 per cent",
        "Dorset 212, down. Next line.",
        "One",
        "Two",
        "Force\t2019/20\t2020/21",
        "Dorset\t226\t212",
    ]


def test_a_word_file_has_a_line_for_each_paragraph_and_row(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    row = "<w:tr>{}</w:tr>".format
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
        + row(cell(p("Force")) + cell(p("2020/21")))
        + row(cell(p("Dorset")) + cell(p("212")))
        + row(cell(p("Cheshire")) + cell(p("506")))
        + "</w:tbl>"
    )
    draft = docx(tmp_path / "story.docx", p("Up 26\u00a0per cent") + table + p("The end."))
    assert text_of_draft(draft).split("\n") == [
        "Up 26 per cent",
        "Force\t2020/21",
        "Dorset\t212",
        "Cheshire\t506",
        "The end.",
    ]


def test_tracked_changes_are_refused_with_the_remedy(tmp_path: Path) -> None:
    deleted = '<w:p><w:del w:id="1" w:author="X" w:date="2021-01-01T00:00:00Z"><w:r><w:delText>6,852</w:delText></w:r></w:del><w:r><w:t>1,143</w:t></w:r></w:p>'
    with pytest.raises(DraftUnreadable, match=r"tracked changes.*Accept or reject every change"):
        text_of_draft(docx(tmp_path / "story.docx", deleted))


def test_hidden_text_in_a_web_page_is_refused(tmp_path: Path) -> None:
    draft = tmp_path / "story.html"
    draft.write_text(
        "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>212 offences.</p>"
        "<p style='display:none'>6,852 by the secret count</p></body></html>"
    )
    with pytest.raises(DraftUnreadable, match="readers won't see"):
        text_of_draft(draft)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no text"),
        (b" \n\n", "no text"),
        ("Sold \u00a3\u2013 caf\u00e9".encode("cp1252"), "another encoding"),
        ("\ufeffCrime up".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\0\0", "no plain text"),
    ],
)
def test_what_can_not_be_read_is_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    draft = tmp_path / "story.txt"
    draft.write_bytes(content)
    with pytest.raises(DraftUnreadable, match=said):
        text_of_draft(draft)


def test_another_kind_and_a_missing_file_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(DraftUnreadable, match=r"\.txt, \.md, \.docx or \.html"):
        text_of_draft(tmp_path / "story.pdf")
    with pytest.raises(DraftUnreadable, match="is not a file"):
        text_of_draft(tmp_path / "story.txt")
    text = tmp_path / "story.docx"
    text.write_text("Only words")
    with pytest.raises(DraftUnreadable, match="not docx"):
        text_of_draft(text)
