"""Every cell of a document as text, for a person who wants to see what the reader saw."""

import csv
import io
from pathlib import Path


def list_cells(path: Path) -> str:
    """CSV with one row per non-empty cell: place, text, type of value, rows and columns spanned."""
    from foistats.documents.reading import read_document

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["place", "text", "type", "row_span", "col_span"])
    for grid in read_document(path).grids:
        for cell in grid.cells():
            kind = type(cell.value).__name__
            writer.writerow([cell.place, cell.text, kind, cell.row_span, cell.col_span])
    return out.getvalue()
