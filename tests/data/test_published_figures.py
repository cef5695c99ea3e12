"""The figures in raw/README.md are those of the collection that they were taken from."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT.parent / "shared" / "reference" / "published_figures.csv"


def test_the_readme_of_raw_states_the_published_figures() -> None:
    if not FIGURES.is_file():
        pytest.skip("the collection of published figures lies outside the repository")
    text = (ROOT / "raw" / "README.md").read_text(encoding="utf-8")
    stated = {
        tuple(re.findall(r"(?<=\| )\d+(?= \|)", line)) for line in text.splitlines() if "|" in line
    }
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        rows = [tuple(row["value"].split(";")) for row in csv.DictReader(lines)]
    series = [row for row in rows if len(row) == 5]
    assert len(series) == 8
    assert set(series) <= stated
