"""One look at a PDF: each page is taken apart once, into text that is shown and text that hides.

What is shown is read (document.py). What isn't, and what the file carries beside its pages, are the
findings.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from foistats.documents.limits import current
from foistats.documents.pace import page_begins, pages_done
from foistats.documents.refusals import broken, locked, too_large
from foistats.documents.words import repeats_a_line
from foistats.formats.format import Look
from foistats.formats.pdf.annotations import annotation_text, annotations_of, flattened
from foistats.formats.pdf.carried import (
    beyond_the_end,
    carried_in,
    has_layers_off,
    hidden_pictures_in,
)
from foistats.formats.pdf.cells import text_lines
from foistats.formats.pdf.document import document_of
from foistats.formats.pdf.drawn import drawn_on
from foistats.formats.pdf.every_string import strings_beside
from foistats.formats.pdf.letters import shown_box
from foistats.formats.pdf.marks import marks_of
from foistats.formats.pdf.painted import placing
from foistats.formats.pdf.pieces import Piece, Pieces
from foistats.formats.pdf.seen import Why, verdict_on
from foistats.formats.pdf.struck import middle_line
from foistats.formats.pdf.turned import Box, Turn
from foistats.formats.pdf.words import PageMarks
from foistats.records import Finding
from schemas.channels import Channel

# The mark that ends a file stands in its last bytes; some servers add a few of their own.
_TAIL = 4096
_CHANNELS = {
    Why.INVISIBLE: Channel.INVISIBLE_TEXT,
    Why.COVERED: Channel.COVERED_TEXT,
    Why.OFF_PAGE: Channel.OFF_PAGE_TEXT,
    Why.LAYER: Channel.HIDDEN_LAYER,
    Why.TINY: Channel.TINY_TEXT,
}
# Annotations are drawn after all else.
_LAST = 1_000_000_000
# Ways of hiding that a program uses for its own lines, or a sender for a letterhead.
_OF_STATIONERY = (Why.INVISIBLE, Why.LAYER, Why.TINY)


@dataclass(slots=True)
class _Page:
    """One page as it was looked at: its visible words and lines, and the text that isn't seen."""

    marks: PageMarks
    unseen: dict[Piece, Why]
    shown: Callable[[], frozenset[str]]
    findings: list[Finding] = field(default_factory=list)


def look_at_pdf(content: bytes) -> Look:
    """What a PDF hides, and its visible content."""
    import pypdfium2

    if b"%%EOF" not in content[-_TAIL:]:
        raise broken("a PDF without its end mark, so cut short")
    with _opened(content) as pdf:
        if len(pdf) > current().pages:
            raise too_large(f"{len(pdf)} pages", f"at most {current().pages}")
        # First what lies beside the pages: to be looked at, pages are changed.
        beside = [*carried_in(pdf, content), *older_in(pdf, content), *beyond_the_end(content)]
        programs = [pdf.get_metadata_value(name) for name in ("Producer", "Creator")]
        layers_off = has_layers_off(content)
        pages = []
        for number in range(1, len(pdf) + 1):
            if len(pdf) > 1:
                page_begins(number, of=len(pdf))
            try:
                pages.append(_page(pdf, number, layers_off=layers_off))
            except pypdfium2.PdfiumError as error:
                raise broken(f"page {number} cannot be shown") from error
        if len(pdf) > 1:
            pages_done(len(pdf))
    beside += strings_beside(content, [word.text for page in pages for word in page.marks.words])
    findings = [
        *_unseen_on(pages, programs),
        *(finding for page in pages for finding in page.findings),
    ]
    return Look([*findings, *beside], lambda: document_of([page.marks for page in pages]))


def _opened(content: bytes) -> Any:
    """A pypdfium2 document, or a DocumentRefused."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise locked("PDF") from error
        raise broken("a PDF that a viewer cannot open") from error


def _page(pdf: Any, number: int, *, layers_off: bool) -> _Page:
    """One page, its annotations drawn onto it as a viewer draws them."""
    page = pdf[number - 1]
    notes = annotations_of(page)
    if notes.are_drawn:
        page = flattened(pdf, page, number - 1)
    size = page.get_size()
    shown = placing(page, size)
    drawn = drawn_on(page, shown)
    most = current().characters_per_page
    many = len(drawn.letters)
    if many > most:
        raise too_large(f"{many} letters on page {number}", f"at most {most} on a page")
    pieces = Pieces(drawn.letters)
    verdict = verdict_on(page, drawn, pieces, notes.redacted)
    struck = [middle_line(shown_box(box, shown)) for box in notes.struck]

    def covers() -> list[tuple[int, Box]]:
        return [(cover.order, shown_box(cover.box, shown)) for cover in drawn.covers]

    is_seen = np.ones(many, bool)
    for piece in verdict.unseen:
        is_seen[piece.start : piece.end] = False
    letters = drawn.letters.kept(is_seen)
    marks = marks_of(number, size, letters, drawn.lines.with_more(_LAST, struck), covers)
    marks.is_scan = verdict.is_scan
    marks.hidden = sum(1 for piece in verdict.unseen if piece.inks)
    marks.pictures = sum(1 for cover in drawn.covers if cover.is_picture)
    findings = notes.findings(f"page {number}", [word.text for word in marks.words])
    if layers_off:
        findings += hidden_pictures_in(page, drawn, number)
    seen = pieces.texts_of_runs(verdict.unseen)
    page.close()
    return _Page(marks, verdict.unseen, seen, findings)


def _unseen_on(pages: Sequence[_Page], programs: Sequence[str]) -> Iterator[Finding]:
    """The text that nobody sees, by page and channel.

    Text that runs over the page's edge is seen on the next page, where it runs on. Text that only
    repeats a line of the document, or names the program that made it, is told and seals nothing.
    """
    if not any(page.unseen for page in pages):
        return
    off_page = any(Why.OFF_PAGE in page.unseen.values() for page in pages)
    runs_shown = frozenset().union(*(page.shown() for page in pages if off_page))
    lines = (line for page in pages for line in text_lines(page.marks.words))
    shown = "\n".join(" ".join(word.text for word in line) for line in lines)
    for page in pages:
        words: Counter[Channel] = Counter()
        telling = {piece: why for piece, why in page.unseen.items() if piece.inks}
        for why, line in lines_of_pieces(telling):
            if why in _OF_STATIONERY and (
                is_repeated(line, shown) or (why is Why.TINY and names_its_program(line, programs))
            ):
                words[Channel.STATIONERY] += len(line)
                page.marks.hidden -= len(line)
                continue
            for piece in line:
                runs_on = why is Why.OFF_PAGE and piece.text_of_run in runs_shown
                if why in _CHANNELS and not runs_on:
                    words[_CHANNELS[why]] += 1
        for channel, amount in sorted(words.items()):
            yield Finding(channel, f"page {page.marks.number}", amount, "words")


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


_MADE_BY = frozenset(("powered", "created", "generated", "produced", "made", "by", "with", "using"))
_ACROSS = (Turn.ALONG, Turn.OVER)
_PARTS = re.compile(r"[^\W_]+")


def lines_of_pieces(unseen: Mapping[Piece, Why]) -> Iterator[tuple[Why, list[Piece]]]:
    """Unseen pieces that stand on one line and are hidden in one way, from left to right."""
    lines: dict[tuple[Why, Turn, int], list[Piece]] = {}
    for piece, why in unseen.items():
        box, turn = piece.first_box, piece.turn
        at = box[3] if turn in _ACROSS else box[0]
        lines.setdefault((why, turn, round(at)), []).append(piece)
    for (why, turn, _), pieces in lines.items():
        across = turn in _ACROSS
        yield why, sorted(pieces, key=lambda p: p.first_box[0 if across else 1])


def is_repeated(line: Sequence[Piece], shown: str) -> bool:
    """True for words that stand in the same order, and whole, on one of the lines `shown`."""
    return repeats_a_line(" ".join(piece.text for piece in line), shown)


def names_its_program(line: Sequence[Piece], programs: Sequence[str]) -> bool:
    """True for words that say no more than by what program the file says that it was made."""
    parts = {part.lower() for piece in line for part in _PARTS.findall(piece.text)}
    known = {part.lower() for program in programs for part in _PARTS.findall(program)}
    return bool(parts & known) and parts <= known | _MADE_BY
