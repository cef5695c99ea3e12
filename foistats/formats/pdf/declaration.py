"""PDF documents."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.documents.pdf import read_pdf
    from foistats.documents.pdf_whole import refuse_cut_short
    from foistats.screening.pdf import findings_in_pdf

    refuse_cut_short(content)
    findings = findings_in_pdf(content)
    return Look(findings, lambda: read_pdf(content))


PDF = Format(Kind.PDF, _look)
