"""Slips around the files in which people declare things: each is told, and nothing is guessed."""

import os
from pathlib import Path

import pytest

from foistats.intake.statements import read_statements
from tests.flows.folders import add_good, build, table, totals
from tests.unit.cli.typed import typed

SIGNED = 'because = "they wrote"\nby = "A. Person"\non = 2019-07-02\n'


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_where_declarations_belong_is_told(tmp_path: Path, make: object) -> None:
    folder = add_good(tmp_path)
    assert callable(make)
    make(folder / "corrections.toml")
    done = typed("status", "r", "--root", tmp_path)
    assert done.exit_code == 1
    assert "corrections.toml is a folder, a pipe or a link to nothing" in done.stdout


@pytest.mark.parametrize(
    ("found", "count", "taken"),
    [
        ("140 burglary offences per thousand", "999", False),
        ("140 burglary offences per thousand", "140", True),
        ("1.4 million crimes", "1400000", True),
        ("140 thousand crimes", "140000", True),
        ("140 thousand crimes", "14000", False),
        # What stands in words is not read here.
        ("two hundred and twelve crimes in 2019", "212", True),
    ],
)
def test_a_count_must_stand_in_its_sentence(found: str, count: str, taken: bool) -> None:
    entry = (
        f'[[statement]]\ndocument = "d.txt"\nplace = "line 1"\nfound = "{found}"\n'
        f'count = "{count}"\nperiod = "2018/19"\n{SIGNED}'
    )
    read = read_statements(entry.encode(), name="statements.toml")
    assert bool(read.statements) is taken
    assert bool(read.invalid) is not taken


@pytest.mark.parametrize(
    ("name", "said"), [("con", "a device"), ("aux.2020", "a device"), ("Q", "raw/q is there")]
)
def test_a_request_gets_a_name_that_other_systems_can_open(
    tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "raw" / "q").mkdir(parents=True)
    done = typed("new", name, "--root", tmp_path)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_letter_is_sent_by_somebody(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    words = ("chase", "r", "--sent", "dorset", "--on", "2019-07-02", "--by", " ")
    done = typed(*words, "--root", tmp_path)
    assert (done.exit_code, "nobody's name" in done.stderr) == (2, True)
    assert not (folder / "chased.csv").exists()


@pytest.mark.parametrize(("day", "line"), [("2019-06-02", 8), ("2999-01-01", 8)])
def test_a_declaration_is_signed_between_the_sending_and_today(
    tmp_path: Path, day: str, line: int
) -> None:
    folder = add_good(tmp_path)
    entry = (
        '[[correction]]\ndocument = "dorset.xlsx"\nplace = "Sheet1!B2"\nfound = "3"\nuse = "4"\n'
    )
    (folder / "corrections.toml").write_text(
        entry + SIGNED.replace("2019-07-02", day), encoding="utf-8"
    )
    build(tmp_path)
    (row,) = (one for one in table(tmp_path, "problems") if one["document"].endswith(".toml"))
    assert (row["place"], row["found"]) == (f"line {line}, correction 1, on", day)
    assert totals(tmp_path, "dorset") == [None, None]


def test_a_layout_that_belongs_to_no_document_is_told(tmp_path: Path) -> None:
    folder = add_good(tmp_path)
    (folder / "layouts").mkdir()
    (folder / "layouts" / "dorset.toml").write_text("", encoding="utf-8")
    build(tmp_path)
    (row,) = table(tmp_path, "problems")
    assert row["document"] == "raw/r/layouts/dorset.toml"
    assert row["found"] == "'dorset', which no response has"
