"""PDF files: lines of text."""

import io

from foistats.documents.model import Document


def read_pdf(content: bytes) -> Document:
    """The lines of a PDF."""
    import pdfplumber

    document = Document()
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            document.lines += page.extract_text().splitlines()
    return document
