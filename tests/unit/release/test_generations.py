"""Whatever happens while tables are written, one whole set is there."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foistats.aggregation.build import Tables
from foistats.errors import WorkspaceError
from foistats.release.arrow import arrow_tables
from foistats.release.generations import (
    current_folder,
    file_contents,
    folder_before,
    write_tables,
)
from foistats.workspace import Workspace
from tests.faults import Failing
from tests.unit.aggregation.replies import Y1, count, reply, tables


def made(number: int) -> dict[str, Any]:
    found: Tables = tables(reply(count(number, Y1, "=Rape")))
    return arrow_tables(found)


def place(root: Path) -> Workspace:
    (root / "raw").mkdir(exist_ok=True)
    return Workspace(root)


def is_whole(workspace: Workspace, number: int) -> bool:
    """True where the current set has every byte of the tables of a number."""
    folder = current_folder(workspace, "r")
    return all(
        (folder / name).read_bytes() == content
        for name, content in file_contents(made(number)).items()
    )


def test_the_same_tables_are_written_once(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    write_tables(workspace, "r", made(1))
    folder = current_folder(workspace, "r")
    before = {path: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]}
    write_tables(workspace, "r", made(1))
    assert current_folder(workspace, "r") == folder
    assert {path: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]} == before


def test_the_path_that_people_open_stays_the_same(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    first = write_tables(workspace, "r", made(1))
    assert first == tmp_path / "processed" / "r" / "current"
    one = (first / "totals.parquet").read_bytes()
    assert write_tables(workspace, "r", made(2)) == first
    assert (first / "totals.parquet").read_bytes() != one


def test_the_last_two_sets_are_kept(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    for number in range(1, 5):
        write_tables(workspace, "r", made(number))
    assert len(list(workspace.generations_folder("r").iterdir())) == 2
    assert is_whole(workspace, 4)


def test_the_last_set_with_figures_is_kept_whatever_comes_after_it(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    write_tables(workspace, "r", made(1))
    write_tables(workspace, "r", made(2))
    last = current_folder(workspace, "r").resolve()
    for number in range(3):
        empty = made(3)
        empty["totals"] = empty["totals"].slice(0, 0)
        empty["problems"] = empty["problems"].slice(0, 0)
        empty["changes"] = empty["changes"].slice(0, number)
        write_tables(workspace, "r", empty)
        assert last.is_dir()
    assert len(list(workspace.generations_folder("r").iterdir())) == 3
    write_tables(workspace, "r", made(4))
    assert not last.is_dir()


def test_the_set_before_is_the_one_that_was_current_last(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    assert folder_before(workspace, "r") is None
    write_tables(workspace, "r", made(1))
    assert folder_before(workspace, "r") is None
    one = current_folder(workspace, "r").resolve()
    write_tables(workspace, "r", made(2))
    two = current_folder(workspace, "r").resolve()
    assert folder_before(workspace, "r") == one
    # The first set holds again: it is older, and still the one after the second.
    write_tables(workspace, "r", made(1))
    assert folder_before(workspace, "r") == two
    # What a killed run left is no set.
    (workspace.generations_folder("r") / ".3.new").mkdir()
    assert folder_before(workspace, "r") == two


def test_a_damaged_set_is_written_anew(tmp_path: Path) -> None:
    workspace = place(tmp_path)
    write_tables(workspace, "r", made(1))
    (current_folder(workspace, "r") / "totals.parquet").write_bytes(b"")
    write_tables(workspace, "r", made(1))
    assert is_whole(workspace, 1)


def test_no_tables_yet_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no tables of r yet"):
        current_folder(place(tmp_path), "r")


def test_where_there_are_no_links_a_file_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "symlink_to", refused)
    workspace = place(tmp_path)
    write_tables(workspace, "r", made(1))
    write_tables(workspace, "r", made(2))
    assert workspace.current_pointer("r").is_file()
    assert is_whole(workspace, 2)


def every_call(root: Path, names: tuple[str, ...]) -> Iterator[int]:
    """1 to the number of such calls that a whole write makes."""
    with pytest.MonkeyPatch.context() as patch:
        counter = Failing(patch, names, 0)
        write_tables(place(root), "r", made(1))
    yield from range(1, counter.calls + 1)


@pytest.mark.parametrize(
    "names", [("fsync",), ("replace",), ("mkdir",), ("open",), ("fsync", "replace", "symlink")]
)
def test_a_failure_at_any_call_leaves_a_whole_set(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "tables").mkdir()
    workspace = place(tmp_path / "tables")
    write_tables(workspace, "r", made(1))
    (tmp_path / "count").mkdir()
    tried = 0
    for n in every_call(tmp_path / "count", names):
        with pytest.MonkeyPatch.context() as patch:
            Failing(patch, names, n)
            try:
                write_tables(workspace, "r", made(n + 1))
                failed = False
            except OSError:
                failed = True
        old_or_new = [k for k in (n, n + 1) if is_whole(workspace, k)]
        assert len(old_or_new) == 1
        assert failed or old_or_new == [n + 1]
        tried += 1
        # The next run goes through, whatever lies about.
        write_tables(workspace, "r", made(n + 1))
        assert is_whole(workspace, n + 1)
    assert tried


KILLED = """
import sys
from pathlib import Path
from tests.faults import kill_at
from tests.unit.release.test_generations import made, place, write_tables
kill_at(int(sys.argv[2]), "fsync", "replace")
write_tables(place(Path(sys.argv[1])), "r", made(2))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
# Twelve files, their folder, its name, the list of names; then the pointer, and its list of names.
@pytest.mark.parametrize(("call", "left"), [(3, 1), (13, 1), (14, 1), (16, 1), (17, 2)])
def test_a_killed_run_leaves_a_whole_set(tmp_path: Path, call: int, left: int) -> None:
    workspace = place(tmp_path)
    write_tables(workspace, "r", made(1))
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path, str(call)], cwd=root, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert [k for k in (1, 2) if is_whole(workspace, k)] == [left]
