"""PDF documents."""

from foistats.formats.beginning import Beginning
from foistats.formats.format import Format, Look, Opening
from foistats.formats.pdf.guard import refuse_pdf


def _is_pdf(beginning: Beginning) -> bool:
    """True where the mark of a PDF stands near the top, as readers take it.

    A zip, compound file, page or message may hold a PDF that near to its own top.
    """
    if b"%PDF-" not in beginning.content[:1024] or beginning.is_zip or beginning.is_compound:
        return False
    return not beginning.is_page and not beginning.is_message


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.pdf.look import look_at_pdf

    return look_at_pdf(content)


PDF = Format("pdf", (".pdf",), _is_pdf, refuse_pdf, _look, second="where the numbers stand")
