"""The workspace with all requests that drafts are about, built once."""

from pathlib import Path

import pytest

from tests.claims.worlds.building import build
from tests.claims.worlds.tables import MADE_UP, MADE_UP_LAST, MADE_UP_LATER


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its root."""
    return build(tmp_path_factory.mktemp("claims"), [*MADE_UP, *MADE_UP_LATER, *MADE_UP_LAST])
