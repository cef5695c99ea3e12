"""Whatever ends a run, at whatever call: tables are old or new, raw/ is whole, the next run mends.

Each scene is played by a process of its own, see disturbed.py: the run is killed before every call
that changes the file system, and half way through every write; the disk is full from each write
on; every other call fails once; it is killed at random moments (`--kills N` of them).
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def played(folder: Path, scene: str, kills: int, seed: int) -> dict[str, Any]:
    """What was tried, and what was wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.disturbed", folder, scene, str(kills), str(seed)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")


@pytest.mark.parametrize("scene", ["first", "second"])
def test_no_table_is_lost_or_half_written_whatever_ends_a_run(
    tmp_path: Path, pytestconfig: pytest.Config, scene: str
) -> None:
    seed = int(time.time())
    told = played(tmp_path, scene, pytestconfig.getoption("kills"), seed)
    assert told["wrong"] == [], f"seed {seed}"
    tried = told["tried"]
    # Eight tables and their manifest, receipts, notes and pointer: none of them may go uncounted.
    assert min(tried["KILL"], tried["FULL"], tried["FAILS"]) >= 40
    assert tried["TORN"] >= 12
    if scene == "second":
        assert tried["reads"] > 100


def test_tables_written_in_place_would_be_found_out(tmp_path: Path) -> None:
    wrong = played(tmp_path, "in_place", 0, 0)["wrong"]
    assert any("neither the old ones nor the new ones" in one for one in wrong)
