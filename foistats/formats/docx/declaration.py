"""Word documents (.docx)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.documents.docx import read_docx
    from foistats.screening.word import word_findings

    findings = word_findings(content)
    return Look(findings, lambda: read_docx(content))


DOCX = Format(Kind.DOCX, _look)
