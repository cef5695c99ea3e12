"""What a run says at its end: figures whole, what is incomplete marked, a sensible order."""

from pathlib import Path
from typing import Any

import pytest

from foistats.aggregation.build import Tables
from foistats.cli.summary import show_summary
from foistats.release.arrow import arrow_tables
from foistats.release.generations import write_tables
from foistats.run.handed_on import BuiltRequest
from foistats.workspace import Workspace
from tests.unit.aggregation.replies import Y1, Y2, Y3, count, reply, request, tables


def summary(
    root: Path, built: Tables, capsys: pytest.CaptureFixture[str], forces: tuple[str, ...] = ()
) -> list[list[str]]:
    """The cells of each line of the printed summary."""
    (root / "raw").mkdir(exist_ok=True)
    workspace = Workspace(root)
    made: dict[str, Any] = arrow_tables(built)
    folder = write_tables(workspace, "r", made)
    rows = {name: table.num_rows for name, table in made.items()}
    show_summary(workspace, [BuiltRequest("r", "Offences [bold]", folder, rows, True)], forces)
    lines = capsys.readouterr().out.replace("┃", "│").splitlines()
    return [[cell.strip() for cell in line.strip("│ ").split("│")] for line in lines]


def test_an_incomplete_area_says_how_many_forces_it_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = summary(tmp_path, tables(reply(count(1204, Y1), count(7, Y2))), capsys)
    figures = {line[0]: line[1:3] for line in lines if len(line) > 2}
    assert figures["Dorset Police"] == ["1,204", "7"]
    assert figures["South West"] == ["1,204 (1 of 5)", "7 (1 of 5)"]
    assert figures["Wiltshire Police"] == ["none", "none"]
    assert not any(line[0].startswith("All forces asked") for line in lines)


def test_the_last_change_is_shown_over_the_forces_that_gave_both_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Dorset went from 100 to 110, Wiltshire's 300 is new: 310 % more is a tale, 10 % is true."""
    dorset = reply(count(90, Y1), count(100, Y2), count(110, Y3))
    wiltshire = reply(count(300, Y3, forces=("wiltshire",)), force="wiltshire")
    built = tables(dorset, wiltshire, of=request(("dorset", "wiltshire")))
    lines = summary(tmp_path, built, capsys)
    shown = {line[0]: line[3:] for line in lines if len(line) > 2}
    assert shown["area"] == ["2018/19", "since 2017/18"]
    assert shown["Dorset Police"] == ["110", "+10.0 %"]
    assert shown["Wiltshire Police"] == ["300"]
    assert shown["All forces asked"] == ["410", "+10.0 % (1 of 2)"]


def test_the_title_is_printed_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert summary(tmp_path, tables(reply(count(1, Y1))), capsys)[0] == ["Offences [bold]"]


def test_where_the_files_are_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = summary(tmp_path, tables(reply(count(1, Y1))), capsys)
    assert [f"Tables: {tmp_path}/processed/r/current"] in lines


def test_a_single_force_may_be_picked_and_what_is_left_out_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = summary(tmp_path, tables(reply(count(1, Y1))), capsys, forces=("dorset",))
    assert "Dorset Police" in {line[0] for line in lines}
    assert "Wiltshire Police" not in {line[0] for line in lines}
    assert any("Not shown here: 4 single forces" in line[0] for line in lines)
