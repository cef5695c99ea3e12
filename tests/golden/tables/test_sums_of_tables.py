"""What a reply's tables add up to: no count stands in a sum twice, and none is left out unsaid."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from foistats.model.values import Period
from foistats.reading.file import read_reply
from foistats.records import DocumentReading, Gap, Observation
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Basis
from tests.golden.tables.builders import Workbook, drawn
from tests.golden.tables.case import DORSET, Case, financial_year
from tests.golden.tables.documents import CASES
from tests.golden.tables.test_layouts import read_and_expected, reading_of

NOT_READ = {
    ProblemCode.COUNT_UNREADABLE,
    ProblemCode.COUNT_NEGATIVE,
    ProblemCode.COUNT_FRACTIONAL,
    ProblemCode.BLANK_UNEXPLAINED,
    ProblemCode.MARK_UNEXPLAINED,
}

# Each of these tables says 322 offences for 2016/17.
DRAWINGS = {
    "two breakdowns under headings": """
        Category | 2016/17 | 2017/18
        Sex
        Male | 52 | 51
        Female | 270 | 325
        Age
        Under 18 | 222 | 276
        18 and over | 100 | 100
        """,
    "two breakdowns, each with its total": """
        Category | 2016/17 | 2017/18
        Male | 52 | 51
        Female | 270 | 325
        Total | 322 | 376
        Under 18 | 222 | 276
        18 and over | 100 | 100
        Total | 322 | 376
        """,
    "two breakdowns under one total": """
        Category | 2016/17 | 2017/18
        Total | 322 | 376
        Male | 52 | 51
        Female | 270 | 325
        Under 18 | 222 | 276
        18 and over | 100 | 100
        """,
    "two breakdowns across": """
        Year | Male | Female | Total | Under 18 | 18 and over | Total
        2016/17 | 52 | 270 | 322 | 222 | 100 | 322
        2017/18 | 51 | 325 | 376 | 276 | 100 | 376
        """,
    "a total and two breakdowns across": """
        Year | Offences | Child | Adult | Charged | Not charged
        2016/17 | 322 | 112 | 210 | 41 | 281
        2017/18 | 376 | 140 | 236 | 50 | 326
        """,
    "two breakdowns in a long table": """
        Year | Breakdown | Group | Count
        2016/17 | Sex | Male | 52
        2016/17 | Sex | Female | 270
        2016/17 | Age | Under 18 | 222
        2016/17 | Age | 18 and over | 100
        2017/18 | Sex | Male | 51
        2017/18 | Sex | Female | 325
        2017/18 | Age | Under 18 | 276
        2017/18 | Age | 18 and over | 100
        """,
    "two breakdowns under merged labels": """
        Breakdown | Group | 2016/17 | 2017/18
        Sex | Male | 52 | 51
         | Female | 270 | 325
        Age | Under 18 | 222 | 276
         | 18 and over | 100 | 100
        """,
    "offences recorded and what became of them": """
        Measure | 2016/17 | 2017/18
        Offences recorded | 322 | 376
        Charged | 41 | 50
        Not charged | 281 | 326
        """,
    "offences recorded and some of what became of them": """
        Measure | 2016/17 | 2017/18
        Offences recorded | 322 | 376
        Offences resulting in a charge | 41 | 50
        """,
    "two questions over the same headings": """
        1a) Number of offences recorded
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        .
        1b) Number resulting in a charge
        Offence | 2016/17 | 2017/18
        Rape | 5 | 7
        Sexual assault | 6 | 8
        """,
    "two questions over the same headings without a gap": """
        Offences recorded
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        Offences charged
        Offence | 2016/17 | 2017/18
        Rape | 5 | 7
        Sexual assault | 6 | 8
        """,
    "two tables over the same headings without a title": """
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        .
        Offence | 2016/17 | 2017/18
        Rape | 5 | 7
        Sexual assault | 6 | 8
        """,
    "two breakdowns over the same headings": """
        By sex
        Group | 2016/17 | 2017/18
        Male | 52 | 51
        Female | 270 | 325
        .
        By age
        Group | 2016/17 | 2017/18
        Under 18 | 222 | 276
        18 and over | 100 | 100
        """,
    "some of them again below the total": """
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        Total | 322 | 376
        Online | 41 | 50
        Domestic | 100 | 110
        """,
    "another breakdown below the total": """
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        Total | 322 | 376
        Charged | 41 | 50
        Not charged | 281 | 326
        """,
    "some of them again beyond the total": """
        Year | Rape | Sexual assault | Total | Online
        2016/17 | 112 | 210 | 322 | 41
        2017/18 | 140 | 236 | 376 | 50
        """,
    "another breakdown beyond the first total": """
        Year | Total offences | Rape | Sexual assault | Child victim
        2016/17 | 322 | 112 | 210 | 50
        2017/18 | 376 | 140 | 236 | 60
        """,
    "something else below a blank row": """
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        .
        Records searched | 5000 | 6000
        """,
    "some of them beside each year": """
        Offence | 2016/17 | of which child | 2017/18 | of which child
        Rape | 112 | 50 | 140 | 60
        Sexual assault | 210 | 60 | 236 | 70
        """,
    "years again for another measure": """
         | Offences | | Charges |
        Offence | 2016/17 | 2017/18 | 2016/17 | 2017/18
        Rape | 112 | 140 | 5 | 7
        Sexual assault | 210 | 236 | 6 | 8
        """,
    "decades like years beside the rows": """
        Decade of the offence | 2016/17 | 2017/18
        1970-1979 | 112 | 140
        1980-1989 | 210 | 236
        """,
    "one decade written like a year": """
        Decade of the offence | Recorded in 2016/17
        Before 1970 | 112
        1970-1971 | 210
        """,
    "two breakdowns side by side": """
        Offence | 2016/17 | 2017/18 | | Sex | 2016/17 | 2017/18
        Rape | 112 | 140 | | Female | 270 | 325
        Sexual assault | 210 | 236 | | Male | 52 | 51
        Total | 322 | 376 | | Total | 322 | 376
        """,
    "all of them, and some of them": """
        Offence | 2016/17 | 2017/18
        Sexual offences | 322 | 376
        of which rape | 112 | 140
        """,
    "the same row twice": """
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        Sexual assault | 210 | 236
        Rape | 112 | 140
        Total | 322 | 376
        """,
    "parts, their total, and the total's parts again": """
        Offence | 2016/17 | 2017/18
        Sexual offences | 322 | 376
        Rape | 112 | 140
        Sexual assault | 210 | 236
        """,
    "a balance of other offences": """
        Offence | 2016/17 | 2017/18
        Rape | 112 | 140
        All other sexual offences | 210 | 236
        Total | 322 | 376
        """,
}


def figure_of(reading: DocumentReading, period: Period) -> int | None:
    """What aggregation makes of a reading: the sum on which all tables, or all proved ones, agree.

    A table with a gap in the period, or a contradicted count, gives no sum.
    """
    sums: dict[str, int] = defaultdict(int)
    proved: set[str] = set()
    out = {gap.table for gap in reading.gaps if gap.period == period}
    for seen in reading.observations:
        if seen.period != period:
            continue
        if seen.basis is Basis.CONTRADICTED:
            out.add(seen.table)
        sums[seen.table] += seen.count.low or 0
        if seen.basis is Basis.PROVED:
            proved.add(seen.table)
    whole = {figure for table, figure in sums.items() if table not in out}
    certain = {figure for table, figure in sums.items() if table not in out and table in proved}
    for figures in (whole, certain):
        if len(figures) == 1:
            return figures.pop()
    return None


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_figure_of_a_reply_is_right_or_there_is_none(name: str, tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    Workbook({"Sheet1": drawn(DRAWINGS[name])})(path)
    reading = read_reply(path, DORSET)
    figure = figure_of(reading, financial_year(2016))
    assert figure in (322, None), reading
    assert reading.observations or reading.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_count_that_was_not_read_leaves_a_gap(case: Case) -> None:
    reading = reading_of(case.name)
    unread = {
        place
        for problem in reading.problems
        if problem.code in NOT_READ
        for place in problem.place.split("; ")
        if re.fullmatch(r".+![A-Z]+\d+", place)
    }
    gaps = {gap.place for gap in reading.gaps}
    unbounded = {seen.place for seen in reading.observations if seen.count.high is None}
    assert unread <= gaps | unbounded, (unread, gaps, reading.problems)


def key_of(left: Gap | Observation) -> tuple[str, str, str]:
    """The force and period of a count or of a gap, as the expected tables write them."""
    return "|".join(left.force_ids), left.period.start.isoformat(), str(left.period.kind)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_sum_is_whole_without_all_its_counts(case: Case) -> None:
    reading = reading_of(case.name)
    read, needed, _ = read_and_expected(case)
    incomplete = {(row.force_id, row.period_start, row.period_kind) for row in needed - read}
    marked = {key_of(gap) for gap in reading.gaps} | {
        key_of(seen)
        for seen in reading.observations
        if seen.basis is Basis.CONTRADICTED or seen.count.high is None
    }
    present = {(row.force_id, row.period_start, row.period_kind) for row in read}
    assert incomplete & present <= marked, (incomplete & present - marked, reading.problems)
