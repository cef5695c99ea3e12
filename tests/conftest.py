"""How the tests are shared among processes, and which examples hypothesis makes up.

What is costly to start is started once.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time: what fails here is what was changed. To look for what nobody thought
# of, `pytest --hypothesis-profile=search`, and write what it finds down as a case.
# A busy machine takes any time: speed is measured in benchmarks/.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=5_000, deadline=None)
settings.load_profile("same")

# Everything is written so that it outlives a power cut, and on a disk most of a test's time goes by
# in waiting for that: 45 s for one of them, 9 in memory. Set TMPDIR to have the files elsewhere.
MEMORY = Path("/dev/shm")
if (
    "TMPDIR" not in os.environ
    and os.access(MEMORY, os.W_OK)
    and shutil.disk_usage(MEMORY).free > 4_000_000_000
):
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

FLOWS = Path(__file__).parent / "flows"
GATE = (
    Path(__file__).parent / "unit" / "quality",
    Path(__file__).parent / "unit" / "cli" / "test_gate.py",
    Path(__file__).parent / "unit" / "cli" / "test_gate_answers.py",
)
WEEKS = FLOWS / "test_six_weeks.py"
FAULTS = FLOWS / "test_faults.py"
SERVING = FLOWS / "test_serving.py"
CORPUS = Path(__file__).parent / "hostile" / "test_corpus.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Budgets, small unless somebody has time."""
    parser.addoption(
        "--fuzz",
        type=int,
        default=25,
        metavar="N",
        help="inputs per reader and parser in tests/hostile/test_fuzz.py",
    )
    parser.addoption(
        "--hostile-budget",
        type=int,
        default=1,
        metavar="N",
        help="times as many damaged files in tests/hostile/test_corpus.py, through the flow itself",
    )
    parser.addoption(
        "--kills",
        type=int,
        default=12,
        metavar="N",
        help="random moments at which a run is killed, per scene of tests/flows/test_faults.py",
    )
    parser.addoption(
        "--edits",
        type=int,
        default=25,
        metavar="N",
        help="random edits with a rerun after each, per seed of tests/flows/test_any_order.py",
    )


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: tests of flows mostly wait for a server."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two processes run the tests of flows, for each process starts a server of its own.

    What `foistats serve` does is waited for more than it is worked for; the rest isn't held up.
    """
    for item in items:
        if item.path == FAULTS:
            # Each is a process of its own and needs no server.
            item.add_marker(pytest.mark.xdist_group(item.name))
        elif item.path == WEEKS:
            # It asks whether figures can be true, and needs no server.
            item.add_marker(pytest.mark.xdist_group("gate"))
        elif item.path == SERVING:
            item.add_marker(pytest.mark.xdist_group("serving"))
        elif FLOWS in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("flows"))
        elif any(item.path.is_relative_to(place) for place in GATE):
            # Great Expectations takes seconds to be imported.
            item.add_marker(pytest.mark.xdist_group("gate"))
        elif item.path == CORPUS:
            # Its one run over all hostile files is shared by its tests.
            item.add_marker(pytest.mark.xdist_group("corpus"))
