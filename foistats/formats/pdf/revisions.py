"""Earlier versions of a PDF, kept in the file when a change was saved at its end."""

import ctypes
from collections import Counter
from typing import Any, NamedTuple

from foistats.formats.pdf.annotations import annotation_text
from foistats.records import Finding
from schemas.channels import Channel

# A file that was saved more often is opened at this many of its earlier versions.
_MOST_OPENED = 24


class _Shown(NamedTuple):
    words: Counter[str]
    pictures: Counter[int]


def older_in(pdf: Any, content: bytes) -> list[Finding]:
    """Earlier versions that show something which the last one doesn't.

    A signature or a filled field at the end adds and takes nothing away; such a file is clean. A
    file written for the web has an end mark of its own after its first page, and is no version.
    """
    ends = [end for end in _ends(pdf) if end < len(content)]
    if not ends:
        return []
    now = _shown(pdf)
    found = []
    for number, end in enumerate(ends[:_MOST_OPENED], 1):
        lost = _lost(content[:end], now)
        if lost:
            place = f"version {number} of {len(ends) + 1}"
            found.append(Finding(Channel.OLD_REVISION, place, lost, "words and pictures"))
    return found


def _ends(pdf: Any) -> list[int]:
    from pypdfium2 import raw

    count = raw.FPDF_GetTrailerEnds(pdf, None, 0)
    ends = (ctypes.c_uint * count)()
    raw.FPDF_GetTrailerEnds(pdf, ends, count)
    return sorted(ends)


def _lost(content: bytes, now: _Shown) -> int:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as older:
            then = _shown(older)
    except pypdfium2.PdfiumError:
        return 0
    return sum((then.words - now.words).values()) + sum((then.pictures - now.pictures).values())


def _shown(pdf: Any) -> _Shown:
    """Words and pictures of all pages, and what its comments and fields say."""
    from pypdfium2 import raw

    words: Counter[str] = Counter()
    pictures: Counter[int] = Counter()
    for page in pdf:
        text = page.get_textpage()
        words.update(text.get_text_bounded().split())
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            for key in (b"Contents", b"V"):
                words.update(annotation_text(annotation, key).split())
            raw.FPDFPage_CloseAnnot(annotation)
        for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=8):
            pictures[hash(bytes(picture.get_data()))] += 1
    return _Shown(words, pictures)
