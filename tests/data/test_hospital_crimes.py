"""Two forces' real letters to one request: the totals, and the one contradiction in them."""

import shutil
from pathlib import Path

import pytest

from foistats.quality.contracts import check_tables
from foistats.workspace import Workspace
from tests.data.reading import tables_of

REPLIES = Path(__file__).resolve().parents[3] / "shared" / "real" / "hospital-crimes"
REQUEST = """
title = "Crimes on hospital grounds, 2019/20 to 2023/24"
unit = "crimes"
sent_on = 2025-01-06
forces = ["durham", "cumbria"]
[periods]
kind = "financial_year"
first = "2019/20"
last = "2023/24"
"""
RESPONSES = """response_id,force,outcome,documents
durham,Durham Constabulary,answered,durham.pdf
cumbria,Cumbria Constabulary,answered,cumbria.pdf
"""


def workspace(root: Path) -> Workspace:
    """The two letters as replies to one request."""
    folder = root / "raw" / "hospitals"
    (folder / "documents").mkdir(parents=True)
    (folder / "request.toml").write_text(REQUEST)
    (folder / "responses.csv").write_text(RESPONSES)
    for name in ("durham.pdf", "cumbria.pdf"):
        shutil.copyfile(REPLIES / name, folder / "documents" / name)
    return Workspace(root)


def test_the_letters_come_to_their_printed_totals_and_the_contradiction_is_told(
    tmp_path: Path,
) -> None:
    if not REPLIES.is_dir():
        pytest.skip("the forces' own letters lie outside the repository")
    found = tables_of(workspace(tmp_path), "hospitals")
    check_tables({name: [table] for name, table in found.items()})
    totals = {
        area: [r["count_low"] for r in found["totals"].to_pylist() if r["area_id"] == area]
        for area in ("durham", "cumbria", "asked")
    }
    # As printed; Durham's outcomes for 2021/22 add up to 285, its other tables to 289.
    assert totals["durham"] == [141, 213, 289, 296, 404]
    assert totals["cumbria"] == [635, 505, 569, 513, 278]
    assert totals["asked"] == [776, 718, 858, 809, 682]
    told = [r for r in found["problems"].to_pylist() if r["code"] == "tables_disagree"]
    assert [r["response_id"] for r in told] == ["durham"]
    assert "289" in told[0]["found"]
    assert "285" in told[0]["found"]
