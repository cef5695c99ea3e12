"""What a PDF carries beside its pages: files, comments, hidden fields, scripts, properties."""

import ctypes
import re
from collections import Counter
from typing import Any

from foistats.records import Finding
from foistats.screening.pdf_loose import hidden_pictures_in, loose_pages_in
from foistats.screening.pdf_revisions import annotation_text
from foistats.screening.pdf_syntax import syntax_of
from schemas.channels import Channel

_SCRIPT = re.compile(rb"/S\s*/(?:JavaScript|Launch|SubmitForm|ImportData)\b")
_FILE_INSIDE = re.compile(rb"/EmbeddedFile\b")
_AUTHOR = re.compile(rb"<dc:creator\b|<xmp:LastModifiedBy\b|<pdf:Author\b")
_LAYER_OFF = re.compile(rb"/OFF\s*(?:\[\s*\d|\d+\s+\d+\s+R)|/BaseState\s*/OFF\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
# Kinds of annotation, as PDFium counts them.
_LINK, _POPUP, _WIDGET, _FILE, _REDACT = 2, 16, 20, 17, 28
_PLAYED = (18, 19, 21, 25, 26)
_HIDDEN_OR_NO_VIEW = 2 | 32


def carried_in(pdf: Any, content: bytes) -> list[Finding]:
    """Files, comments, hidden fields and forms; scripts and authors are noted."""
    from pypdfium2 import raw

    syntax = syntax_of(content)
    found = _attached(pdf, raw)
    for number, page in enumerate(pdf, 1):
        if raw.FPDFPage_GetAnnotCount(page):
            found += _annotations(page, f"page {number}", raw)
    is_known = any(finding.channel is Channel.ATTACHED_FILE for finding in found)
    if not is_known and _FILE_INSIDE.search(syntax):
        found.append(Finding(Channel.ATTACHED_FILE, "", 1, "files"))
    if raw.FPDF_GetFormType(pdf) in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        found.append(Finding(Channel.EMBEDDED_OBJECT, "", 1, "forms"))
    if len(_PAGE.findall(syntax)) > len(pdf):
        found += loose_pages_in(content)
    if _LAYER_OFF.search(syntax):
        found += hidden_pictures_in(pdf)
    scripts = max(raw.FPDFDoc_GetJavaScriptActionCount(pdf), len(_SCRIPT.findall(syntax)))
    if scripts:
        found.append(Finding(Channel.MACROS, "", scripts, "scripts"))
    authors = bool(pdf.get_metadata_value("Author").strip()) + bool(_AUTHOR.search(content))
    if authors:
        found.append(Finding(Channel.DOCUMENT_PROPERTIES, "", authors, "properties"))
    return found


def _attached(pdf: Any, raw: Any) -> list[Finding]:
    return [
        Finding(Channel.ATTACHED_FILE, f"attachment {index + 1}", size, "bytes")
        for index in range(raw.FPDFDoc_GetAttachmentCount(pdf))
        if (size := _size(raw.FPDFDoc_GetAttachment(pdf, index), raw))
    ]


def _size(attachment: Any, raw: Any) -> int:
    size = ctypes.c_ulong()
    # One that cannot be unpacked may hold anything.
    return size.value if raw.FPDFAttachment_GetFile(attachment, None, 0, size) else 1


def _annotations(page: Any, place: str, raw: Any) -> list[Finding]:
    amounts: Counter[tuple[Channel, str]] = Counter()
    shown = ""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == _FILE:
            amounts[Channel.ATTACHED_FILE, "files"] += 1
        elif kind == _REDACT:
            amounts[Channel.COVERED_TEXT, "marks to redact"] += 1
        elif kind in _PLAYED:
            amounts[Channel.EMBEDDED_OBJECT, "objects"] += 1
        elif kind == _WIDGET:
            if _is_unseen(annotation, raw) and annotation_text(annotation, b"V"):
                amounts[Channel.INVISIBLE_TEXT, "fields"] += 1
        elif kind not in (_LINK, _POPUP):
            shown = shown or page.get_textpage().get_text_bounded()
            if _says_more(annotation, shown):
                amounts[Channel.COMMENTS, "comments"] += 1
        raw.FPDFPage_CloseAnnot(annotation)
    return [
        Finding(channel, place, amount, noun) for (channel, noun), amount in sorted(amounts.items())
    ]


def _is_unseen(annotation: Any, raw: Any) -> bool:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    is_small = abs(rect.right - rect.left) < 1 or abs(rect.top - rect.bottom) < 1
    return is_small or bool(raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN_OR_NO_VIEW)


def _says_more(annotation: Any, shown: str) -> bool:
    """True for a comment, but not for a mark that repeats the words it marks on the page."""
    said = annotation_text(annotation, b"Contents") or _plain(annotation_text(annotation, b"RC"))
    return not set(said.split()) <= set(shown.split())


def _plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", " ", markup)
