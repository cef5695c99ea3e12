"""Word documents (.docx)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.docx.look import look_at

    findings, read = look_at(content)
    return Look(findings, read)


DOCX = Format(Kind.DOCX, (".docx", ".docm", ".dotx", ".dotm"), _look)
