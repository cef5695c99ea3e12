"""Every cell of a document as text, for a person who wants to see what the reader saw."""

import csv
import io
from pathlib import Path

from foistats.records import Finding


def list_cells(
    path: Path, received_as: str = "", question: str = "", released: bool = False
) -> str | tuple[Finding, ...]:
    """CSV with one row per non-empty cell: place, text, type of value, rows and columns spanned.

    A document that hides something gives what was found instead, and not one of its cells; where
    a person `released` it, the cells that it shows. Runs in a worker process.
    """
    from foistats.formats.opening import content_of
    from foistats.screening.inside import open_all

    content, name = content_of(path), received_as or path.name
    inside = open_all(content, name, question=question, released=released)
    if not inside.documents:
        return inside.hidden
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["place", "text", "type", "row_span", "col_span"])
    for part, document in inside.documents.items():
        for grid in document.grids:
            for cell in grid.cells():
                if not cell.hidden:
                    place = f"{part}: {cell.place}" if part else cell.place
                    kind = type(cell.value).__name__
                    writer.writerow([place, cell.text, kind, cell.row_span, cell.col_span])
    return out.getvalue()
