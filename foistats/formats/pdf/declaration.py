"""PDF documents."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.pdf.look import look_at_pdf

    return look_at_pdf(content)


PDF = Format(Kind.PDF, (".pdf",), _look)
