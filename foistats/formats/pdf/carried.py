"""What a PDF carries beside its pages: files, pages taken out, scripts, properties."""

import ctypes
import re
from typing import Any

from foistats.formats.pdf.drawn import Drawn
from foistats.formats.pdf.loose import loose_pages_in
from foistats.formats.pdf.painted import Painting
from foistats.formats.pdf.syntax import syntax_of
from foistats.records import Finding
from schemas.channels import Channel

_SCRIPT = re.compile(rb"/S\s*/(?:JavaScript|Launch|SubmitForm|ImportData)\b")
_FILE_INSIDE = re.compile(rb"/EmbeddedFile\b")
_AUTHOR = re.compile(rb"<dc:creator\b|<xmp:LastModifiedBy\b|<pdf:Author\b")
_LAYER_OFF = re.compile(rb"/OFF\s*(?:\[\s*\d|\d+\s+\d+\s+R)|/BaseState\s*/OFF\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")


def carried_in(pdf: Any, content: bytes) -> list[Finding]:
    """Files, forms and pages taken out; scripts and authors are noted."""
    from pypdfium2 import raw

    syntax = syntax_of(content)
    found = _attached(pdf, raw)
    pins = any(_has_pin(page, raw) for page in pdf)
    if not found and not pins and _FILE_INSIDE.search(syntax):
        found.append(Finding(Channel.ATTACHED_FILE, "", 1, "files"))
    if raw.FPDF_GetFormType(pdf) in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        found.append(Finding(Channel.EMBEDDED_OBJECT, "", 1, "forms"))
    if len(_PAGE.findall(syntax)) > len(pdf):
        found += loose_pages_in(content)
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


def _has_pin(page: Any, raw: Any) -> bool:
    """True for a page with a file pinned to it, which is found with its annotations."""
    kinds = []
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kinds.append(raw.FPDFAnnot_GetSubtype(annotation))
        raw.FPDFPage_CloseAnnot(annotation)
    return raw.FPDF_ANNOT_FILEATTACHMENT in kinds


def has_layers_off(content: bytes) -> bool:
    """True for a file with layers that are switched off."""
    return _LAYER_OFF.search(syntax_of(content)) is not None


def hidden_pictures_in(page: Any, drawn: Drawn, number: int) -> list[Finding]:
    """Pictures that leave no trace on their page, in a document with layers switched off."""
    pictures = [cover for cover in drawn.covers if cover.is_picture]
    if not pictures:
        return []
    shows = Painting(page, drawn).traces_of(picture.objects[-1] for picture in pictures)
    unseen = sum(not shows(picture.box) for picture in pictures)
    if not unseen:
        return []
    return [Finding(Channel.HIDDEN_LAYER, f"page {number}", unseen, "pictures")]
