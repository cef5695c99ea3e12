"""How the tests are shared among processes: those that need Prefect's server stay together."""

from pathlib import Path

import pytest

FLOWS = Path(__file__).parent / "flows"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs all tests of flows, for each process would start a server of its own."""
    for item in items:
        if FLOWS in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("flows"))
