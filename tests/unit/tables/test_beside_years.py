"""What stands beside a year in a heading: a part of it is never the whole year."""

from pathlib import Path

import pytest

from foistats.naming.periods import read_period
from foistats.reading.file import read_reply
from foistats.records import Asked
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern, PeriodKind

ASKED = Asked(
    title="Robberies",
    unit="offences",
    period_kind=PeriodKind.FINANCIAL_YEAR,
    first=read_period("2021/22"),
    last=read_period("2022/23"),
    force_ids=("kent",),
)


def counted(folder: Path, heading: str) -> tuple[list[int | None], list[ProblemCode]]:
    """The counts of a table of two such headings that are what was asked, and its problems."""
    earlier, later = heading.format("2021/22"), heading.format("2022/23")
    path = folder / "reply.csv"
    path.write_text(f"Offence,{earlier},{later}\nRobbery,901,955\n", encoding="utf-8")
    reading = read_reply(path, ASKED)
    taken = [one.count.low for one in reading.observations if one.concern is Concern.ASKED]
    return taken, [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    "heading",
    [
        *("H1 {}", "{} (6m)", "{} P1-P6", "{} Q1-2", "{} half 1", "{} (u18)", "{} at 31 March"),
        *("{} excl. March", "{} and before", "{} (Essex)"),
    ],
)
def test_a_part_of_a_year_is_asked_about(tmp_path: Path, heading: str) -> None:
    taken, problems = counted(tmp_path, heading)
    assert taken == []
    assert problems != []


@pytest.mark.parametrize(
    "heading",
    ["{}", "FY {}", "{} total", "Total {}", "{} full year", "{} (p)", "{} actual", "Robberies {}"],
)
def test_what_says_when_and_no_more_is_the_year(tmp_path: Path, heading: str) -> None:
    assert counted(tmp_path, heading) == ([901, 955], [])
