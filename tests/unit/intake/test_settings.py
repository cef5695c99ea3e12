"""What a workspace sets for itself is taken in whole or refused in a sentence."""

from pathlib import Path

import pytest

from foistats.documents.limits import MEGABYTE, Limits
from foistats.errors import WorkspaceError
from foistats.intake.settings import read_limits
from foistats.workspace import Workspace


def workspace(root: Path, settings: str | bytes | None = None) -> Workspace:
    (root / "raw").mkdir()
    if settings is not None:
        content = settings if isinstance(settings, bytes) else settings.encode()
        (root / "foistats.toml").write_bytes(content)
    return Workspace(root)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_limits(workspace(tmp_path)) == Limits()


def test_what_is_set_holds_and_the_rest_keeps_its_default(tmp_path: Path) -> None:
    found = read_limits(workspace(tmp_path, "[limits]\npages = 20\nwall_seconds = 2.5\n"))
    assert (found.pages, found.wall_seconds) == (20, 2.5)
    assert found.sheets == Limits().sheets


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("[limits]\npage = 20\n", "there is no limit 'page'; did you mean pages?"),
        ("[limits]\nzzz = 20\n", "there is no limit 'zzz'; there are: file_bytes"),
        ("[limit]\npages = 20\n", "foistats.toml line 1, limit: 'limit' is not known"),
        ("limits = 5\n", "line 1, limits: 5 is no table"),
        ("[limits]\npages = 0\n", "pages is 0; give a number above zero"),
        ("[limits]\npages = -3\n", "pages is -3"),
        ("[limits]\npages = nan\n", "pages is nan"),
        ("[limits]\nwall_seconds = inf\n", "wall_seconds is inf"),
        ("[limits]\npages = '20'\n", "pages is '20'"),
        ("[limits]\npages = true\n", "pages is True"),
        ("[limits]\npages = 2.5\n", "pages is 2.5; give a whole number"),
        ("[limits]\nmemory_bytes = 1000\n", "memory_bytes is 1000; a reader needs at least"),
        ("[limits]\nlarge_memory_bytes = 100_000_000\n", "less than memory_bytes"),
        ("[limits]\nopen_files = 3\n", "open_files is 3"),
        ("[limits\n", "foistats.toml is no readable TOML"),
        (b"\xff\xfe\x00", "foistats.toml is no readable TOML"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(
    tmp_path: Path, settings: str | bytes, sentence: str
) -> None:
    with pytest.raises(WorkspaceError) as refusal:
        read_limits(workspace(tmp_path, settings))
    assert sentence in str(refusal.value)


def test_what_a_worker_may_take_leaves_room_for_the_run() -> None:
    """The run and Prefect's server take 340 MB while replies are read (measured)."""
    assert 340 * MEGABYTE + Limits().large_memory_bytes < 1000 * 1000 * 1000
