"""What a run changed is said first: replies, the request's own figures, problems."""

from pathlib import Path

import pytest

from foistats.aggregation.build import Tables
from foistats.cli.summary import show_summary
from foistats.release.arrow import arrow_tables
from foistats.release.generations import write_tables
from foistats.release.pointer import current_name
from foistats.run.handed_on import BuiltRequest
from foistats.telling.since import Told, changes_said
from foistats.workspace import Workspace
from tests.unit.aggregation.replies import Y1, Y2, count, reply, request, tables

ASKED = request(("dorset", "wiltshire"))
DORSET = reply(count(100, Y1), count(110, Y2))
FIRST = tables(DORSET, of=ASKED)
BOTH = tables(DORSET, reply(count(7, Y2, forces=("wiltshire",)), force="wiltshire"), of=ASKED)


def told(built: Tables) -> Told:
    made = arrow_tables(built)
    return Told(*(made[name].to_pylist() for name in Told._fields))


def test_a_new_reply_and_the_figures_it_moves_are_named() -> None:
    replies, figures = [
        line for line in changes_said(told(FIRST), told(BOTH)) if not line.startswith("problems")
    ]
    assert replies == "new replies: Wiltshire Police"
    # Wiltshire gave nothing for the first year, whose figure stays as it was: 110 + 7 = 117.
    assert figures == "All forces asked: 2017/18 110 (1 of 2) → 117 (2 of 2)"


def test_of_the_same_tables_nothing_is_said() -> None:
    assert changes_said(told(BOTH), told(BOTH)) == []


def test_the_summary_of_a_run_begins_with_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    workspace = Workspace(tmp_path)
    write_tables(workspace, "r", arrow_tables(FIRST))
    before = current_name(workspace, "r")
    made = arrow_tables(BOTH)
    folder = write_tables(workspace, "r", made)
    rows = {name: table.num_rows for name, table in made.items()}
    show_summary(workspace, [BuiltRequest("r", "Offences", folder, rows, True, before=before)], ())
    title, since, *_ = capsys.readouterr().out.splitlines()
    assert title == "Offences"
    assert since.startswith("Since the last tables: new replies: Wiltshire Police; ")
