"""The commands start fast, and stop quietly when nobody listens."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = ("pandas", "numpy", "pyarrow", "pandera", "prefect", "pypdfium2", "openpyxl", "rapidfuzz")
MAIN = "from foistats.cli import main; main()"


def started(*words: str, code: str = MAIN) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(word: str) -> None:
    code = f"""
import atexit, sys
atexit.register(lambda: print("loaded", [name for name in {HEAVY!r} if name in sys.modules]))
{MAIN}"""
    done = started(word, code=code)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "loaded []"


def test_help_takes_little_more_than_starting_what_prints_it() -> None:
    # In turns and by the fastest of each: other work on the machine slows both alike.
    ours, bare = [], []
    for _ in range(5):
        for taken, code in ((ours, MAIN), (bare, "import typer, rich.console, rich.table")):
            before = time.perf_counter()
            started("--help", code=code)
            taken.append(time.perf_counter() - before)
    assert min(ours) < 4 * min(bare), (ours, bare)


@pytest.mark.parametrize("rows", [3, 50_000])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, rows: int) -> None:
    names = tmp_path / "names.csv"
    names.write_text("raw_name\n" + "Dorset Police\n" * rows, encoding="utf-8")
    command = subprocess.Popen(
        [sys.executable, "-c", MAIN, "names", str(names)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.close()
    said = command.stderr.read()
    command.stderr.close()
    command.wait(30)
    assert said == b""


def test_what_is_piped_is_utf_8_whatever_the_system_prefers(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("raw_name\nHeddlu Gŵent\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "names", str(names)],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    assert "Gŵent" in done.stdout.decode("utf-8")
