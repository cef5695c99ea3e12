"""What the rows of one table add up to is the force's figure: no count stands in it twice."""

from collections import defaultdict
from pathlib import Path

import pytest

from foistats.extraction.reading import read_reply
from schemas.vocabulary import Basis
from tests.golden.extraction.builders import Workbook, drawn
from tests.golden.extraction.case import DORSET, financial_year

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


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_table_adds_up_to_the_figure_or_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "reply.xlsx"
    Workbook({"Sheet1": drawn(DRAWINGS[name])})(path)
    reading = read_reply(path, DORSET)
    sums: dict[str, int] = defaultdict(int)
    for seen in reading.observations:
        # What is contradicted is never summed.
        if seen.period == financial_year(2016) and seen.basis is not Basis.CONTRADICTED:
            sums[seen.table] += seen.count.low or 0
    assert all(figure == 322 for figure in sums.values()), (sums, reading.problems)
    assert sums or reading.problems
