"""The draft itself as a Word document: each number marked, its verdict and sources beside it.

A mark has a sign and the number of its note besides its colour. The same answers give the same
bytes.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from foistats.claims.answers.explained import (
    IN_WORDS,
    SIGNS,
    Line,
    left_out_of,
    lines_of,
    numbers_of,
    points_of,
    sources_of,
)
from foistats.claims.model import Answer, Verdict
from foistats.claims.reading.unnumbered import statements_without_number

if TYPE_CHECKING:
    from docx.document import Document

    from foistats.claims.answers.page import Checked

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_COLOURS = {
    Verdict.HOLDS: "D7ECD9",
    Verdict.FAILS: "F7D9D6",
    Verdict.CONFLICTS: "F3D9F5",
    Verdict.DEPENDS: "FDF0CF",
    Verdict.UNRESOLVED: "DBE7F7",
    Verdict.NOT_A_STATISTIC: "F2F2F2",
}
# Characters that XML can't hold; a draft may have them where it was pasted from elsewhere.
_UNWRITABLE = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if chr(code) not in "\t\n\r"}


def document_of_answers(checked: "Checked") -> bytes:
    """The whole document as the bytes of a .docx."""
    # Loaded here: python-docx takes time that no other command has to spend.
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    _about(document, checked)
    for section in document.sections:
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(1.6)
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(_plain(f"{checked.draft}: what its numbers are"), level=1)
    document.add_paragraph(
        _plain(
            f"Held against {checked.worlds.request.title}"
            f" ({checked.worlds.request.request_id}, {checked.worlds.generation})."
        )
    )
    _key(document, checked)
    _draft(document, checked)
    if unchecked := statements_without_number(checked.text, checked.worlds.request):
        document.add_heading("Statements without a number, not checked", level=2)
        for one in unchecked:
            document.add_paragraph(_plain(f"“{one.text}”"), style="List Bullet")
    if left_out := left_out_of(checked.answers):
        document.add_heading("Numbers that are no statistics", level=2)
        for because, texts in left_out.items():
            named = ", ".join(f"“{text}”" for text in texts)
            document.add_paragraph(_plain(f"{named}: {because}"), style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return _without_the_time(out.getvalue())


def _about(document: "Document", checked: "Checked") -> None:
    about = document.core_properties
    about.title, about.author, about.comments = _plain(checked.draft), "foistats", ""
    about.created = about.modified = datetime(*_LONG_AGO, tzinfo=UTC)


def _key(document: "Document", checked: "Checked") -> None:
    used = [v for v in Verdict if any(answer.verdict is v for answer in checked.answers)]
    paragraph = document.add_paragraph()
    for verdict in used:
        number = sum(answer.verdict is verdict for answer in checked.answers)
        _shade(paragraph.add_run(f" {SIGNS[verdict]} "), verdict)
        paragraph.add_run(f" {IN_WORDS[verdict]}: {number}    ")


def _draft(document: "Document", checked: "Checked") -> None:
    """The draft on the left, the notes to the numbers of each line on the right."""
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, ("The draft", "Its numbers"), strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    _repeat(table.rows[0])
    numbers = numbers_of(checked.answers)
    for line in lines_of(checked.text, checked.answers):
        left, right = table.add_row().cells
        _line(left.paragraphs[0], line, checked)
        noted = [place for place in line.answers if place in numbers]
        for place in noted:
            first = right.paragraphs[0] if place == noted[0] else right.add_paragraph()
            _note(right, first, numbers[place], checked.answers[place], checked)


def _line(paragraph: Any, line: Line, checked: "Checked") -> None:
    at = 0
    numbers = numbers_of(checked.answers)
    for place in line.answers:
        answer = checked.answers[place]
        start, end = answer.mention.start - line.start, answer.mention.end - line.start
        paragraph.add_run(_plain(line.text[at:start]))
        _shade(paragraph.add_run(_plain(line.text[start:end])), answer.verdict)
        if place in numbers:
            mark = paragraph.add_run(f"{SIGNS[answer.verdict]}{numbers[place]}")
            mark.font.superscript = True
            _shade(mark, answer.verdict)
        at = end
    paragraph.add_run(_plain(line.text[at:]))


def _note(cell: Any, first: Any, number: int, answer: Answer, checked: "Checked") -> None:
    first.add_run(f"{number}. ").bold = True
    _shade(first.add_run(f" {SIGNS[answer.verdict]} "), answer.verdict)
    said = f" “{answer.mention.text}” {IN_WORDS[answer.verdict]}"
    first.add_run(_plain(said)).bold = True
    for point in points_of(answer, checked.answers, checked.worlds):
        paragraph = cell.add_paragraph()
        paragraph.add_run(f"{point.about}: ").italic = True
        paragraph.add_run(_plain(" ".join(point.said)))
    sources = sources_of(answer, checked.worlds, checked.observations)
    if sources:
        paragraph = cell.add_paragraph()
        paragraph.add_run("Sources: ").italic = True
        paragraph.add_run(_plain("; ".join(sources)))


def _shade(run: Any, verdict: Verdict) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _COLOURS[verdict])):
        shading.set(qn(f"w:{name}"), value)
    run._element.get_or_add_rPr().append(shading)


def _repeat(row: Any) -> None:
    """Repeat the headings on each page, which also tells a screen reader that they are some."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _plain(text: str) -> str:
    return text.translate(_UNWRITABLE)


def _without_the_time(content: bytes) -> bytes:
    """The same parts in the same order, none with the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, given.read(name))
    return out.getvalue()
