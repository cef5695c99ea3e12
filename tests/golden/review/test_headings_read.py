"""Headings asked about by the reading of tables itself, answered in a review: figures by hand."""

import tomllib
from pathlib import Path

import pytest

from schemas.problem_codes import ProblemCode
from tests.flows.folders import REQUEST, workbook
from tests.golden.review.desks import answer, codes, figures, reply_of_dorset

ROWS = [["Offence", "2016/17", "2017/18"], ["Sexual assault", 198, 202]]
SEXUAL = REQUEST.replace('title = "Offences"', 'title = "Sexual offences"')
SEXUAL = SEXUAL.replace("How many offences", "How many sexual offences")


@pytest.mark.parametrize(
    ("choice", "figure"),
    [
        ("asked", {2016: (198, 198), 2017: (202, 202)}),
        ("part", {2016: (None, None), 2017: (None, None)}),
        ("other", {2016: (None, None), 2017: (None, None)}),
    ],
)
def test_only_what_a_person_said_was_asked_is_counted(
    tmp_path: Path, choice: str, figure: dict[int, tuple[int | None, int | None]]
) -> None:
    folder = reply_of_dorset(tmp_path, workbook(*ROWS), request=SEXUAL)
    assert "heading_unclear" in codes(tmp_path)
    assert figures(tmp_path) == {2016: (None, None), 2017: (None, None)}
    answer(tmp_path, ProblemCode.HEADING_UNCLEAR, choice)
    assert "heading_unclear" not in codes(tmp_path)
    assert figures(tmp_path) == figure
    (entry,) = tomllib.loads((folder / "headings.toml").read_text(encoding="utf-8"))["heading"]
    assert (entry["words"], entry["is"]) == ("Sexual assault", choice)
