"""Two forces' own PDF replies, every cell of which was read by hand."""

import csv
from pathlib import Path

import pytest

from foistats.formats.opening import read_document

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
REPLIES = REAL / "hospital-crimes"
needs_replies = pytest.mark.skipif(
    not REPLIES.is_dir(), reason="the real replies are not part of the project"
)


@needs_replies
@pytest.mark.parametrize(("force", "cells"), [("durham", 190), ("cumbria", 204)])
def test_every_cell_of_the_answer_key_stands_where_the_key_says(force: str, cells: int) -> None:
    with (REPLIES / "answer_key.csv").open(encoding="utf-8", newline="") as lines:
        key = [row for row in csv.DictReader(lines) if row["canonical_id"] == force]
    found = set()
    for grid in read_document(REPLIES / f"{force}.pdf").grids:
        header = [plain(cell) for cell in grid.rows[0]]
        for number, row in enumerate(grid.rows):
            # A row broken by the page has its counts above and the end of its label below.
            below = grid.rows[number + 1] if number + 1 < len(grid.rows) else []
            labels = {plain(row[0])}
            if below and not any(below[1:]):
                labels.add(plain(f"{row[0]} {below[0]}"))
            page = grid.origins[number][0]
            for heading, cell in zip(header[1:], row[1:], strict=True):
                found |= {(page, label, heading, str(cell or "")) for label in labels}
    for row in key:
        expected = (
            int(row["page"]),
            plain(row["row_label"]),
            plain(row["column_label"]),
            row["printed"],
        )
        assert expected in found, row
    assert len(key) == cells


def plain(text: object) -> str:
    return " ".join(str(text or "").replace("/ ", "/").split()).lower()


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not part of the project")
def test_official_files_read_without_remarks() -> None:
    sizes = {
        "police-recorded-crime-2017-18.csv": ["csv"],
        "police-use-of-conducted-energy-devices-2016.ods": [
            *("Index", "Table_1", "Table_2", "Table_3", "Appendix")
        ],
        "police-workforce-tables-jan17.ods": ["Index", *(f"Table_{n}" for n in range(1, 8))],
    }
    for name, sheets in sizes.items():
        document = read_document(REAL / name)
        assert [grid.name for grid in document.grids] == sheets
        assert document.remarks == []
    recorded = read_document(REAL / "police-recorded-crime-2017-18.csv").grids[0].rows
    assert len(recorded) == 23_069
    assert recorded[1][-1] == " 66776 "
