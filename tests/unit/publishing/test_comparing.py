"""What moved between two releases, and why: each cause is worked out, none is typed."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from foistats import batch
from foistats.publishing.comparing import Changed, compare, current_edition, release_edition
from foistats.publishing.folders import release_folder
from foistats.publishing.freezing import freeze
from foistats.release.generations import write_tables
from foistats.release.rows import read_table
from foistats.workspace import Workspace
from schemas.tables import TABLES
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_release import DORSET, HEADER, ON, RESPONSES, a_workspace


def moved(root: Path) -> dict[tuple[str, int], Changed]:
    """What differs between release 1 and now, by area and first year."""
    batch.build(str(root), ["thefts"])
    workspace = Workspace(root)
    before = release_edition(release_folder(workspace, "thefts", 1))
    found = compare(before, current_edition(workspace, "thefts"))
    return {(one.area_name, one.period.start.year): one for one in found}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    freeze(a_workspace(tmp_path), "thefts", by="A. Person", made_on=ON)
    return tmp_path


def test_nothing_moved(root: Path) -> None:
    assert moved(root) == {}
    assert "no figure differs" in typed("diff", "thefts", "1", "--root", root).stdout


def test_a_superseding_response_is_the_cause(root: Path) -> None:
    folder = root / "raw" / "thefts"
    (folder / "documents" / "new.csv").write_text(DORSET.replace("41", "54"), encoding="utf-8")
    line = "d2,Dorset Police,2019-08-01,,,new.csv,d1,\n"
    (folder / "responses.csv").write_text(HEADER + RESPONSES + line, encoding="utf-8")
    found = moved(root)
    one = found["Dorset Police", 2017]
    assert (one.was, one.now) == ((41, 41), (54, 54))
    assert one.causes == ("Dorset Police: response d2 in place of d1 (superseded response)",)
    # By hand: 151 and 164 for the region, whose cause is the same.
    region = found["South West", 2017]
    assert (region.was, region.now, region.causes) == ((151, 151), (164, 164), one.causes)
    said = typed("diff", "thefts", "1", "--root", root).stdout
    assert "Dorset Police, 2017/18: 41 became 54: Dorset Police: response d2" in said
    told = typed("history", "Dorset", "2017/18", "--root", root).stdout.splitlines()
    assert told == ["release 1, 2019-08-01: 41", "now: 54"]


def test_a_correction_is_the_cause_with_who_declared_it(root: Path) -> None:
    (root / "raw" / "thefts" / "corrections.toml").write_text(
        '[[correction]]\ndocument = "dorset.csv"\nplace = "csv!B3"\nfound = "41"\nuse = "14"\n'
        'because = "two digits were exchanged"\nby = "A. Person"\non = 2019-07-20\n',
        encoding="utf-8",
    )
    one = moved(root)["Dorset Police", 2017]
    assert (one.was, one.now) == ((41, 41), (14, 14))
    (cause,) = one.causes
    assert "a person declared" in cause
    assert "two digits were exchanged" in cause


def test_a_new_response_is_the_cause(tmp_path: Path) -> None:
    other = tmp_path / "other"
    freeze(
        a_workspace(other, responses=RESPONSES.splitlines(keepends=True)[0]),
        "thefts",
        by="A. Person",
        made_on=ON,
    )
    folder = other / "raw" / "thefts"
    (folder / "responses.csv").write_text(HEADER + RESPONSES, encoding="utf-8")
    one = moved(other)["Wiltshire Police", 2016]
    assert (one.was, one.now) == ((None, None), (100, 100))
    assert "wiltshire.csv" in one.causes[0]
    assert "responses.csv" in one.causes[0]


def test_an_alias_is_the_cause(tmp_path: Path) -> None:
    of_table = "Force,2016/17,2017/18,2018/19\nWilts HQ,1,2,3\n"
    line = "w1,Wiltshire Police,2019-07-01,,,wiltshire.csv,,\n"
    made = a_workspace(tmp_path, responses=RESPONSES.splitlines(keepends=True)[0] + line)
    made.document("thefts", "wiltshire.csv").write_text(of_table, encoding="utf-8")
    (tmp_path / "raw" / "thefts" / "receipts.csv").unlink()
    batch.build(str(tmp_path), ["thefts"])
    freeze(made, "thefts", by="A. Person", made_on=ON)
    (tmp_path / "raw" / "thefts" / "aliases.csv").write_text(
        "name,force_id,because,by,on\nWilts HQ,wiltshire,its headquarters,A. Person,2019-07-20\n",
        encoding="utf-8",
    )
    found = moved(tmp_path)
    one = found["Wiltshire Police", 2017]
    assert one.now == (2, 2)
    assert "alias" in one.causes[0]


def test_another_program_is_the_cause_where_nothing_else_differs(root: Path) -> None:
    # As if another version of foistats had read 41 as 14 in the very same document.
    workspace = Workspace(root)
    before = release_edition(release_folder(workspace, "thefts", 1))
    tables = {one.name: read_table(before.folder, one.name) for one in TABLES}
    for name, wrong in (("observations", 41), ("totals", 41)):
        tables[name] = with_other_count(tables[name], wrong, 14)
    write_tables(workspace, "thefts", tables)
    now = current_edition(workspace, "thefts")
    later = replace(now, raw=before.raw, program={**before.program, "code": "another"})
    (one,) = compare(before, later)
    assert (one.area_name, one.was, one.now) == ("Dorset Police", (41, 41), (14, 14))
    assert one.causes == ("Dorset Police: another version of foistats",)
    (unexplained,) = compare(before, replace(later, program=before.program))
    assert "report this as a fault" in unexplained.causes[0]


def with_other_count(table: pa.Table, was: int, now: int) -> pa.Table:
    """A table in which one count is another."""
    for column in ("count_low", "count_high"):
        number = table.column_names.index(column)
        values = [now if value == was else value for value in table[column].to_pylist()]
        field = table.schema.field(column)
        table = table.set_column(number, field, pa.array(values, field.type))
    return table
