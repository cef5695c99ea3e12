"""What moved between two releases, and why: each cause is worked out, none is typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from foistats.aggregation.areas import _areas
from foistats.naming.forces import register
from foistats.naming.forces.register import Membership
from foistats.publishing.comparing import Changed, compare
from foistats.publishing.editions import current_edition, release_edition
from foistats.publishing.folders import release_folder
from foistats.publishing.freezing import freeze
from foistats.publishing.standing import withdraw
from foistats.release.generations import write_tables
from foistats.release.rows import read_table
from foistats.run import stages
from foistats.workspace import Workspace
from schemas.tables import TABLES
from tests.receipts import forget_receipts
from tests.unit.cli.typed import typed
from tests.unit.publishing.test_release import DORSET, HEADER, ON, REQUEST, RESPONSES, a_workspace


def moved(root: Path) -> dict[tuple[str, int], Changed]:
    """What differs between release 1 and now, by area and first year."""
    stages.build(str(root), ["thefts"])
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
    assert told == ["release 1, 2019-08-01: 41", "now: 54, revised from 41"]


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
    forget_receipts(tmp_path, "thefts")
    stages.build(str(tmp_path), ["thefts"])
    freeze(made, "thefts", by="A. Person", made_on=ON)
    (tmp_path / "raw" / "thefts" / "aliases.csv").write_text(
        "name,force_id,because,by,on\nWilts HQ,wiltshire,its headquarters,A. Person,2019-07-20\n",
        encoding="utf-8",
    )
    found = moved(tmp_path)
    one = found["Wiltshire Police", 2017]
    assert one.now == (2, 2)
    assert "alias" in one.causes[0]


CORRECTED = DORSET.replace("41", "54")
ONE, TWO = RESPONSES.splitlines(keepends=True)


def test_the_history_says_which_releases_revised_a_figure(root: Path) -> None:
    made = Workspace(root)
    made.document("thefts", "dorset.csv").write_text(DORSET.replace("41", "14"), encoding="utf-8")
    forget_receipts(root, "thefts")
    stages.build(str(root), ["thefts"])
    wrong = freeze(made, "thefts", by="A. Person", made_on=ON)
    withdraw(wrong, because="two digits were exchanged", by="A. Person", on=ON)
    made.document("thefts", "dorset.csv").write_text(CORRECTED, encoding="utf-8")
    forget_receipts(root, "thefts")
    stages.build(str(root), ["thefts"])
    freeze(made, "thefts", by="A. Person", made_on=ON)
    assert typed("history", "Dorset", "2017/18", "--root", root).stdout.splitlines() == [
        "release 1, 2019-08-01: 41",
        "release 2, 2019-08-01 (withdrawn): 14, revised from 41",
        "release 3, 2019-08-01: 54, revised from 41",
        "now: 54",
    ]
    one = moved(root)["Dorset Police", 2017]
    assert one.causes == ("Dorset Police: another document, or another version of it, is counted",)


@pytest.mark.parametrize(
    ("responses", "cause"),
    [
        (f"{ONE}{TWO}d2,Dorset Police,2019-07-09,withdrawn,,,d1,\n", "was withdrawn (d1)"),
        (TWO, "response d1 is no longer in responses.csv"),
        (f"{ONE.replace(',,,dorset', ',withdrawn,,dorset')}{TWO}", "was withdrawn (d1)"),
    ],
)
def test_a_response_that_is_gone_is_the_cause(root: Path, responses: str, cause: str) -> None:
    (root / "raw/thefts/responses.csv").write_text(HEADER + responses, encoding="utf-8")
    found = moved(root)
    one = found["Dorset Police", 2016]
    assert (one.was, one.now) == ((40, 40), (None, None))
    (said,) = one.causes
    assert cause in said
    # Nought to four less: the region's low end is the same, and what it covers is not.
    region = found["South West", 2018]
    assert (region.was, region.now) == ((120, 124), (120, 120))
    assert region.covered == ("2 of 5 forces", "1 of 5 forces")


def test_a_mark_is_the_cause(tmp_path: Path) -> None:
    made = a_workspace(tmp_path, dorset=DORSET.replace("<5", "*"))
    freeze(made, "thefts", by="A. Person", made_on=ON)
    (tmp_path / "raw/thefts/marks.toml").write_text(
        '[[mark]]\nmark = "*"\nmeaning = "fewer than 5"\nbecause = "on the telephone"\n'
        'by = "A. Person"\non = 2019-07-02\n',
        encoding="utf-8",
    )
    one = moved(tmp_path)["Dorset Police", 2018]
    assert (one.was, one.now) == ((0, None), (0, 4))
    assert one.causes == ("Dorset Police: a person declared: what '*' stands for",)


def test_a_statement_is_the_cause(tmp_path: Path) -> None:
    made = a_workspace(tmp_path, dorset="Offences,Number\nTheft,40\n")
    freeze(made, "thefts", by="A. Person", made_on=ON)
    (tmp_path / "raw/thefts/statements.toml").write_text(
        '[[period]]\ndocument = "dorset.csv"\nplace = "every table without a period"\n'
        'period = "2018/19"\nbecause = "as asked"\nby = "A. Person"\non = 2019-07-02\n',
        encoding="utf-8",
    )
    one = moved(tmp_path)["Dorset Police", 2018]
    assert (one.was, one.now) == ((None, None), (40, 40))
    (cause,) = one.causes
    assert cause.startswith("Dorset Police: dorset.csv now counts: a person declared: ")
    assert "the period, by A. Person on 2019-07-02" in cause


def test_a_layout_is_the_cause(tmp_path: Path) -> None:
    made = a_workspace(tmp_path, dorset="Offences,Number\nTheft,40\n")
    freeze(made, "thefts", by="A. Person", made_on=ON)
    (tmp_path / "raw/thefts/layouts").mkdir()
    of_table = '[[table]]\nsheet = "csv"\narea = "A1:B2"\nheadings = 1\nlabels = ["A"]\n'
    signed = 'because = "the letter says so"\nby = "A. Person"\non = 2019-07-02\n'
    (tmp_path / "raw/thefts/layouts/dorset.csv.toml").write_text(
        f'{signed}{of_table}expect = {{ A1 = "Offences", B1 = "Number" }}\nperiod = "2018/19"\n',
        encoding="utf-8",
    )
    one = moved(tmp_path)["Dorset Police", 2018]
    assert (one.was, one.now) == ((None, None), (40, 40))
    (cause,) = one.causes
    assert "layout" in cause


def test_where_two_things_could_have_done_it_both_are_named(root: Path) -> None:
    before = release_edition(release_folder(Workspace(root), "thefts", 1))
    tables = {one.name: read_table(before.folder, one.name) for one in TABLES}
    for name in ("observations", "totals"):
        tables[name] = with_other_count(tables[name], 41, 14)
    write_tables(Workspace(root), "thefts", tables)
    now = current_edition(Workspace(root), "thefts")
    program = {**before.program, "code_lists": "others"}
    raw = {**before.raw, "marks.toml": "1", "layouts/wiltshire.csv.toml": "1"}
    (one,) = compare(before, replace(now, raw=raw, program=program))
    # Another document's layout can't have done it.
    assert one.causes == ("Dorset Police: what a mark means or other code lists",)


@pytest.fixture
def wiltshire_moves(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Code lists in which Wiltshire's force is of the South East from July 2019 on."""
    entries = dict(register.areas())

    def with_members(area: str, *, gone: str = "", more: tuple[Membership, ...] = ()) -> None:
        kept = [one for one in entries[area].members if one.force_id != gone]
        entries[area] = entries[area]._replace(members=(*kept, *more))

    until = Membership("wiltshire", None, date(2019, 6, 30))
    with_members("south-west", gone="wiltshire", more=(until,))
    with_members("south-east", more=(Membership("wiltshire", date(2019, 7, 1), None),))
    monkeypatch.setattr(register, "areas", lambda: entries)
    _areas.cache_clear()
    yield
    _areas.cache_clear()


@pytest.mark.usefixtures("wiltshire_moves")
def test_a_changed_region_set_is_the_cause(tmp_path: Path) -> None:
    made = a_workspace(tmp_path)
    freeze(made, "thefts", by="A. Person", made_on=ON)
    said = REQUEST.replace("2019-06-03", "2019-07-01")
    made.request_file("thefts").write_text(said, encoding="utf-8")
    found = moved(tmp_path)
    region = found["South West", 2016]
    # By hand: 40 and 100, of which Wiltshire's 100 leave.
    assert (region.was, region.now) == ((140, 140), (40, 40))
    assert region.covered == ("2 of 5 forces", "1 of 4 forces")
    why = "those of 2019-07-01 in place of 2019-06-03"
    assert region.causes == (f"region set: Wiltshire Police is none of its forces now ({why})",)
    other = found["South East", 2016]
    assert (other.was, other.now) == (None, (100, 100))
    assert other.causes == (
        f"region set: the area has a force that was asked in now alone ({why})",
    )
    assert ("Dorset Police", 2016) not in found
    assert ("All forces asked", 2016) not in found


def test_a_release_keeps_its_region_set_when_the_code_lists_change(root: Path) -> None:
    before = release_edition(release_folder(Workspace(root), "thefts", 1))
    assert set(before.areas["south-west"]) >= {"dorset", "wiltshire"}
    now = current_edition(Workspace(root), "thefts")
    fewer = [one for one in now.areas["south-west"] if one != "wiltshire"]
    tables = {one.name: read_table(before.folder, one.name) for one in TABLES}
    rows = tables["totals"].to_pylist()
    for row in rows:
        if row["area_id"] == "south-west" and row["count_low"] == 151:
            row |= {"count_low": 41, "count_high": 41, "forces_in_area": 4, "forces_counted": 1}
            row |= {"forces_asked": 1}
    tables["totals"] = pa.Table.from_pylist(rows, tables["totals"].schema)
    write_tables(Workspace(root), "thefts", tables)
    later = replace(
        current_edition(Workspace(root), "thefts"),
        areas={**now.areas, "south-west": fewer},
        program={**now.program, "code_lists": "others"},
    )
    (one,) = compare(before, later)
    assert (one.area_name, one.was, one.now) == ("South West", (151, 151), (41, 41))
    assert one.causes == (
        "region set: Wiltshire Police is none of its forces now (other code lists)",
    )


def test_a_period_or_a_force_that_is_asked_for_since_is_the_cause(root: Path) -> None:
    text = REQUEST.replace('"2016/17"', '"2015/16"').replace(
        '"wiltshire"]', '"wiltshire", "gwent"]'
    )
    (root / "raw/thefts/request.toml").write_text(text, encoding="utf-8")
    found = moved(root)
    why = "in now alone (what request.toml says)"
    assert found["Dorset Police", 2015].causes == (f"the period is asked for {why}",)
    assert found["Gwent Police", 2016].causes == (f"the force is asked {why}",)


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
