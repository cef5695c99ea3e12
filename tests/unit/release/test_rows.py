"""Some rows of a table are read without the others becoming objects, and without pandas."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from foistats.errors import TableDamaged
from foistats.release.rows import rows_where

FORCES = ("dorset", "kent", "dorset|wiltshire", "kent", "dorset")
DAYS = (date(2017, 4, 1), date(2017, 4, 1), date(2018, 4, 1), date(2018, 4, 1), date(2018, 4, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    table = pa.table(
        {
            "force_id": FORCES,
            "category_id": ["all"] * 5,
            "period_start": DAYS,
            "count_low": [1, None, 3, 4, 5],
        }
    )
    # The real ones have 100,000 rows a group: here a group ends within a force.
    pq.write_table(table, tmp_path / "totals.parquet", row_group_size=2)
    pq.write_table(table[:0], tmp_path / "changes.parquet")
    return tmp_path


def totals_of(folder: Path, **wanted: object) -> list[object]:
    keep = {name: value.__eq__ for name, value in wanted.items()}
    return [row["count_low"] for row in _rows(folder, "totals", keep)]


def _rows(folder: Path, table: str, keep: dict) -> list[dict]:  # type: ignore[type-arg]
    from foistats.release import rows

    with pytest.MonkeyPatch.context() as patched:
        # These tables have few of the real columns.
        patched.setattr(rows, "_KEYS", {})
        patched.setattr(rows, "_TEXTS", {table: ["force_id", "category_id"]})
        return rows_where(folder, table, keep)


def test_only_rows_that_pass_every_test_are_given_in_their_order(folder: Path) -> None:
    assert totals_of(folder, force_id="dorset") == [1, 5]
    assert totals_of(folder, force_id="kent", period_start=date(2018, 4, 1)) == [4]
    assert totals_of(folder, category_id="all") == [1, None, 3, 4, 5]
    assert totals_of(folder, force_id="essex") == []
    [row] = _rows(folder, "totals", {"force_id": lambda force: "|" in force})
    assert row == {
        "force_id": "dorset|wiltshire",
        "category_id": "all",
        "period_start": date(2018, 4, 1),
        "count_low": 3,
    }
    assert _rows(folder, "changes", {"force_id": "dorset".__eq__}) == []


def test_a_table_without_the_column_is_damaged(folder: Path) -> None:
    with pytest.raises(TableDamaged, match="lacks a column"):
        rows_where(folder, "totals", {"force_id": "dorset".__eq__})


def test_no_row_costs_the_import_of_pandas(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from foistats.release import rows\n"
        "rows._KEYS, rows._TEXTS = {}, {'totals': ['force_id']}\n"
        f"found = rows.rows_where(Path({str(folder)!r}), 'totals', {{'force_id': 'kent'.__eq__}})\n"
        "print(len(found), 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]
