"""What is put onto a PDF page from outside: comments, typed text, fields, marks, files.

An annotation that a viewer draws is part of the page (`flattened`): text typed onto a page is seen
by everybody. What an annotation says beyond that is hidden.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from foistats.formats.pdf.turned import Box
from foistats.records import Finding
from schemas.channels import Channel

_HIDDEN = 1 | 2 | 32  # invisible where unknown, hidden, not for the screen


@dataclass(slots=True)
class Annotations:
    """The annotations of one page.

    `are_drawn` is True where some have a look of their own. `comments` are the words of each
    comment. `redacted` boxes, in the page's own units, are marked to be taken out; `struck` ones
    are marked as crossed out.
    """

    are_drawn: bool = False
    amounts: Counter[tuple[Channel, str]] = field(default_factory=Counter)
    comments: list[frozenset[str]] = field(default_factory=list)
    redacted: list[Box] = field(default_factory=list)
    struck: list[Box] = field(default_factory=list)

    def findings(self, place: str, shown: Iterable[str]) -> list[Finding]:
        """What they hide; a comment that only repeats words of its page is none."""
        amounts = self.amounts.copy()
        words = frozenset(part for text in shown for part in text.split())
        unsaid = sum(not comment <= words for comment in self.comments)
        if unsaid:
            amounts[Channel.COMMENTS, "comments"] += unsaid
        return [
            Finding(channel, place, amount, noun)
            for (channel, noun), amount in sorted(amounts.items())
        ]


def annotations_of(page: Any) -> Annotations:
    """The annotations of a pypdfium2 page."""
    from pypdfium2 import raw

    found = Annotations()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            _take(annotation, found, raw)
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _take(annotation: Any, found: Annotations, raw: Any) -> None:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
        if kind == raw.FPDF_ANNOT_LINK and annotation_text(annotation, b"Contents").strip():
            found.amounts[Channel.ASIDE_TEXT, "texts"] += 1
        return
    found.are_drawn = True
    if kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        found.amounts[Channel.ATTACHED_FILE, "files"] += 1
    elif kind == raw.FPDF_ANNOT_REDACT:
        found.amounts[Channel.COVERED_TEXT, "marks to redact"] += 1
        found.redacted.append(_box(annotation, raw))
    elif kind in _played(raw):
        found.amounts[Channel.EMBEDDED_OBJECT, "objects"] += 1
    elif kind == raw.FPDF_ANNOT_WIDGET:
        if _is_unseen(annotation, raw) and annotation_text(annotation, b"V"):
            found.amounts[Channel.INVISIBLE_TEXT, "fields"] += 1
    else:
        said = annotation_text(annotation, b"Contents") or _plain(
            annotation_text(annotation, b"RC")
        )
        found.comments.append(frozenset(said.split()))
    if kind == raw.FPDF_ANNOT_STRIKEOUT and not _is_unseen(annotation, raw):
        found.struck += _marked_boxes(annotation, raw)


def _played(raw: Any) -> tuple[int, ...]:
    return (
        raw.FPDF_ANNOT_SOUND,
        raw.FPDF_ANNOT_MOVIE,
        raw.FPDF_ANNOT_SCREEN,
        raw.FPDF_ANNOT_THREED,
        raw.FPDF_ANNOT_RICHMEDIA,
    )


def flattened(pdf: Any, page: Any, index: int) -> Any:
    """A page with what its annotations show drawn onto it; those that show nothing are dropped."""
    from pypdfium2 import raw

    for number in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        in_layer = bool(raw.FPDFAnnot_HasKey(annotation, b"OC"))
        is_unseen = bool(raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN) or in_layer
        raw.FPDFPage_CloseAnnot(annotation)
        if is_unseen:
            raw.FPDFPage_RemoveAnnot(page, number)
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index]


def _is_unseen(annotation: Any, raw: Any) -> bool:
    left, bottom, right, top = _box(annotation, raw)
    is_small = right - left < 1 or top - bottom < 1
    return is_small or bool(raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN)


def _box(annotation: Any, raw: Any) -> Box:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    return (
        min(rect.left, rect.right),
        min(rect.bottom, rect.top),
        max(rect.left, rect.right),
        max(rect.bottom, rect.top),
    )


def _marked_boxes(annotation: Any, raw: Any) -> list[Box]:
    """The boxes of the lines of text that an annotation marks."""
    points = raw.FS_QUADPOINTSF()
    boxes = []
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            xs = (points.x1, points.x2, points.x3, points.x4)
            ys = (points.y1, points.y2, points.y3, points.y4)
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes or [_box(annotation, raw)]


def annotation_text(annotation: Any, key: bytes) -> str:
    """A text of an annotation, such as its contents; empty where it has none of that name."""
    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    text = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, text, size)
    return bytes(text).decode("utf-16-le", "replace").rstrip("\0").strip()


def _plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", " ", markup)
