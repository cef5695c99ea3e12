"""Tables built anew elsewhere: other values differ, the same values in other bytes are a note."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from foistats.ledger import digests
from foistats.publishing.freezing import freeze
from foistats.release import generations
from foistats.release.generations import current_folder, write_tables
from foistats.release.rows import read_table
from schemas.tables import TABLES
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_comparing import with_other_count
from tests.unit.publishing.test_release import ON, a_workspace


def other_bytes(table: pa.Table) -> bytes:
    """The same values, as another version of pyarrow might write them."""
    written = pa.BufferOutputStream()
    pq.write_table(table, written, compression="none")
    return bytes(written.getvalue().to_pybytes())


@pytest.mark.parametrize("same_program", [True, False])
def test_other_bytes_are_a_note_where_another_program_wrote_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same_program: bool
) -> None:
    folder = freeze(a_workspace(tmp_path), "thefts", by="A. Person", made_on=ON)
    monkeypatch.setattr(generations, "parquet_bytes", other_bytes)
    if not same_program:
        found: Mapping[str, Any] = digests.program_digests()
        monkeypatch.setattr(digests, "program_digests", lambda: {**found, "libraries": "others"})
    said = typed("verify", folder, "--root", tmp_path)
    assert said.exit_code == (1 if same_program else 0)
    told = "by the same program: report this" if same_program else "with other libraries"
    for table in TABLES:
        assert f"{table.name}: the same values in other bytes ({told}" in said.stdout
    assert ("as it was released" in said.stdout) is not same_program


def test_other_values_differ_whatever_wrote_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = a_workspace(tmp_path)
    tables = {one.name: read_table(current_folder(made, "thefts"), one.name) for one in TABLES}
    tables["totals"] = with_other_count(tables["totals"], 41, 14)
    write_tables(made, "thefts", tables)
    folder = freeze(made, "thefts", by="A. Person", made_on=ON)
    found: Mapping[str, Any] = digests.program_digests()
    for program in (found, {**found, "libraries": "others"}):
        monkeypatch.setattr(digests, "program_digests", lambda program=program: program)
        said = typed("verify", folder, "--root", tmp_path)
        assert said.exit_code == 1
        assert "totals: the tables built anew have other values" in said.stdout
        assert "observations" not in said.stdout
