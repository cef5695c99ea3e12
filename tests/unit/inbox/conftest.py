"""A request that was sent to three forces and has no reply yet."""

from datetime import date
from pathlib import Path

import pytest

from foistats.asking.new_request import NewRequest, make_request
from foistats.workspace import Workspace

TODAY = date(2026, 9, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "work" / "raw").mkdir(parents=True)
    made = Workspace(tmp_path / "work")
    new = NewRequest(
        "burglary",
        "Burglary offences recorded",
        "How many burglary offences did you record in each financial year?",
        "offences",
        "financial_year",
        "2020/21",
        "2021/22",
        ("Dorset", "Kent", "Essex"),
        sent_on=date(2026, 6, 1),
    )
    make_request(made, new, today=TODAY)
    return made
