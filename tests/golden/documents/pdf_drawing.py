"""Pages drawn by hand: words where they are put, and boxes around cells."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from foistats.documents.model import Document
from foistats.formats.opening import read_document

Cell = Sequence[str]


def drawn(path: Path, draw: Callable[[Canvas], None]) -> Document:
    """A page of 595 by 842 points as it is read."""
    page = Canvas(str(path / "reply.pdf"), pagesize=(595, 842), invariant=1)
    page.setFont("Helvetica", 10)
    draw(page)
    page.save()
    return read_document(path / "reply.pdf")


def boxed(
    page: Canvas, rows: Sequence[Sequence[Cell]], widths: Sequence[float], *, top: float = 700
) -> None:
    """A table with a box around every cell; a cell is its lines, set 4 points from its left."""
    for row in rows:
        height = 10 + 12 * max(len(cell) for cell in row)
        left = 60.0
        for cell, width in zip(row, widths, strict=True):
            page.rect(left, top - height, width, height)
            for number, line in enumerate(cell):
                page.drawString(left + 4, top - 14 - 12 * number, line)
            left += width
        top -= height
