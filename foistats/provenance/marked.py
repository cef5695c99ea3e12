"""A cell shown where it stands in its document: the cells around it, or the page of a PDF.

Runs in a worker process. A document comes in by the same door as for reading, so nothing of a
sealed document is ever shown, and of a released one only what it shows.
"""

import base64
import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from foistats.documents.model import Document
from foistats.reading.around import Excerpt, excerpt, open_part

SHOW = "foistats.provenance.marked:show"
_PAGE = re.compile(r"page (\d+)\b")
_CELL = re.compile(r"(?:!(?P<letters>[A-Z]+)(?P<number>\d+)|row (?P<row>\d+), col (?P<col>\d+))$")
# Pixels per point: text of eight points stays readable on a screen.
_SCALE = 1.5
_LINE = 2.0
"""Words whose feet differ by less, in points, stand on one line."""


class Place(NamedTuple):
    """A cell or sentence: the file inside the document it lies in, its place and its text."""

    part: str
    place: str
    as_written: str


class Shown(NamedTuple):
    """What stands around a place.

    `row` and `column` count from 0 in the excerpt's rows and columns; None where no one cell of
    them is the place. `picture` is the page as a PNG in base64, empty where the document has no
    pages; `boxed` is False where the text stands on the page several times and none is marked.
    """

    excerpt: Excerpt
    row: int | None = None
    column: int | None = None
    picture: str = ""
    boxed: bool = False


def show(
    path: str, name: str, question: str, released: bool, sha256: str, places: Sequence[Place]
) -> tuple[Shown, ...] | str:
    """What stands around each place; a sentence where the file isn't the one that was read."""
    file = Path(path)
    with file.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != sha256:
            return "the file has changed since these tables were made"
    opened: dict[str, Document | None] = {}
    found = []
    for one in places:
        if one.part not in opened:
            opened[one.part] = open_part(file, name, one.part, question=question, released=released)
        document = opened[one.part]
        if document is None:
            return "the document can't be opened, or hides something and isn't shown"
        page = _PAGE.match(one.place)
        pdf = str(file) if page is not None and not one.part else ""
        found.append(_shown(document, one, pdf, int(page[1]) if page is not None else 0))
    return tuple(found)


def _shown(document: Document, wanted: Place, pdf: str, page: int) -> Shown:
    around = excerpt(document, wanted.place, wanted.as_written)
    row, column = _cell_in(around, wanted.place)
    if not pdf:
        return Shown(around, row, column)
    beside = around.rows[row][1:] if row is not None else ()
    picture, boxed = _page(pdf, page, wanted.as_written, beside)
    return Shown(around, row, column, picture, boxed)


def _cell_in(around: Excerpt, place: str) -> tuple[int | None, int | None]:
    """Where the cell of a place lies in an excerpt.

    >>> _cell_in(Excerpt(columns=("A", "C"), rows=(("6", "x", "1"), ("7", "y", "2"))), "S!C7")
    (1, 1)
    """
    found = _CELL.search(place)
    if found is None:
        return None, None
    row, column = found["number"] or found["row"], found["letters"] or found["col"]
    numbers = [line[0] for line in around.rows]
    if row not in numbers or column not in around.columns:
        return None, None
    return numbers.index(row), around.columns.index(column)


def _page(pdf: str, number: int, text: str, beside: Sequence[str]) -> tuple[str, bool]:
    """A page as a PNG, with a box around the one place that has the text, and where there is one.

    Of several places with the same text the one counts whose line has the most of the row's other
    cells; if two are alike, none is marked.
    """
    import pypdfium2
    from PIL import ImageDraw

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number - 1]
        boxes = _boxes(page, text)
        box = _only(boxes, _lines_of(page, beside))
        image = page.render(scale=_SCALE).to_pil().convert("RGB")
        if box is not None:
            left, bottom, right, top = box
            drawn = ImageDraw.Draw(image)
            edges = (
                (left - 3) * _SCALE,
                (page.get_height() - top - 3) * _SCALE,
                (right + 3) * _SCALE,
                (page.get_height() - bottom + 3) * _SCALE,
            )
            drawn.rectangle(edges, outline=(179, 38, 30), width=3)
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode(), box is not None


Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the page's lower left corner."""


def _boxes(page: Any, text: str) -> list[Box]:
    """Where a text stands on a page as whole words."""
    words = page.get_textpage()
    if not text.strip():
        return []
    search = words.search(text.strip(), match_case=True, match_whole_word=True)
    found: list[Box] = []
    while (hit := search.get_next()) is not None:
        start, count = hit
        rectangles = [words.get_charbox(n) for n in range(start, start + count)]
        found.append(
            (
                min(rectangle[0] for rectangle in rectangles),
                min(rectangle[1] for rectangle in rectangles),
                max(rectangle[2] for rectangle in rectangles),
                max(rectangle[3] for rectangle in rectangles),
            )
        )
    return found


def _lines_of(page: Any, texts: Sequence[str]) -> list[float]:
    """How high each place stands that has one of some texts."""
    return [box[1] for text in texts if text for box in _boxes(page, text)]


def _only(boxes: Sequence[Box], lines: Sequence[float]) -> Box | None:
    """The one box, or the one whose line has the most of the row's other texts."""
    if len(boxes) == 1:
        return boxes[0]
    score = [sum(abs(box[1] - line) < _LINE for line in lines) for box in boxes]
    best = max(score, default=0)
    return boxes[score.index(best)] if score.count(best) == 1 else None
