"""Pages of a PDF that lie in the file and are not shown."""

import io
from collections.abc import Iterable
from typing import Any

from foistats.records import Finding
from schemas.channels import Channel


def loose_pages_in(content: bytes) -> list[Finding]:
    """Pages that were taken out of the document and not out of the file."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(content)))
    shown = {page.pageid for page in PDFPage.create_pages(document)}
    loose = 0
    for number in {number for xref in document.xrefs for number in xref.get_objids()} - shown:
        found = _object(document, number)
        if isinstance(found, dict) and _name(found.get("Type")) == "Page":
            loose += _has_content(found.get("Contents"))
    return [Finding(Channel.ORPHAN_PART, "", loose, "pages")] if loose else []


def _object(document: Any, number: int) -> Any:
    from pdfminer.pdftypes import PDFObjectNotFound

    try:
        return document.getobj(number)
    except PDFObjectNotFound:
        return None


def _name(found: Any) -> str:
    return str(getattr(found, "name", ""))


def _has_content(contents: Any) -> bool:
    from pdfminer.pdftypes import resolve1

    held = resolve1(contents)
    streams: Iterable[Any] = held if isinstance(held, list) else [held]
    return any(
        stream is not None and stream.get_data().strip() for stream in map(resolve1, streams)
    )
