"""Periods that a document names once for all of its tables: in the file's name, on a cover sheet.

Such a period dates nothing by itself. It is proposed to a person, in one question for the document.
Only a file's name that gives the first and the last day (`01 Jan 2018 - 31 Dec 2018`) dates tables:
nobody writes both days of anything but of the figures in the file.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from foistats.model.values import Period
from foistats.naming.periods import label_of, period_reading, periods_in
from foistats.naming.periods.dating import periods_dating
from foistats.naming.periods.mentions import names_both_days
from foistats.naming.periods.spans import PeriodReading
from foistats.tables.senses import SensedGrid
from foistats.tables.table import Table

# What stands in the place of a table where a person gives one period to all of a document.
EVERY_TABLE = "every table without a period"
_COVER_ROWS = 60
_PERIOD_LABEL = re.compile(
    r"\W*(?:(?:time|reporting|data|reference)\s+)?(?:periods?|date\s+range|time\s*(?:frame|scale|span)"
    r"|coverage|(?:financial|calendar|fiscal)\s+year|years?|data\s+for)"
    r"(?:\s+(?:covered|of\s+data|requested|of\s+interest|from|for|of))?\W*",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"; (?P<where>the name of the file|the sheet (?:'[^;]*'|\"[^;]*\")) says (?P<period>[^;]+)"
)


def proposals(
    name: str, sensed: Sequence[SensedGrid], tables: Sequence[Table]
) -> tuple[tuple[str, str], ...]:
    """The periods to propose for tables that name none: where each stands, and its label."""
    found = {f"the sheet {sheet!r}": said for sheet, said in _on_covers(sensed, tables)}
    found["the name of the file"] = _only(periods_in(_stem(name)))
    labels: dict[str, str] = {}
    for where, label in found.items():
        if label:
            labels.setdefault(label, where)
    return tuple((where, label) for label, where in labels.items())


def between_days_of_name(name: str) -> Period | None:
    """The period whose first and last day a file's name gives; None where it gives other days.

    >>> label_of(between_days_of_name("crime_01_apr_2018_-_31_mar_2019.csv"))
    '2018/19'
    >>> between_days_of_name("crime 2018-19, sent 3 May 2019.csv")
    """
    stem = _stem(name)
    said = {reading.period for reading in periods_in(stem)}
    period = said.pop() if len(said) == 1 else None
    return period if period is not None and names_both_days(stem, period) else None


def said_of(proposed: Sequence[tuple[str, str]]) -> str:
    """The proposals as the end of a problem's sentence: `; the name of the file says 2018/19`."""
    return "".join(f"; {where} says {label}" for where, label in proposed)


def proposed_in(found: str) -> list[tuple[str, str]]:
    """The proposals that a problem's sentence ends with.

    >>> proposed_in("no period is named; the name of the file says 2018/19")
    [('the name of the file', '2018/19')]
    """
    return [(one["where"], one["period"]) for one in _PROPOSED.finditer(found)]


def is_period_label(text: str) -> bool:
    """True for what stands before a period that is stated: `Period covered:`, `Financial year`."""
    return bool(_PERIOD_LABEL.fullmatch(text))


def _stem(name: str) -> str:
    return re.sub(r"_+", " ", PurePosixPath(name).stem)


def _on_covers(sensed: Sequence[SensedGrid], tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    """The one period of each sheet: labelled so, or named in the lines of one without a table."""
    counted = {id(table.sensed) for table in tables if table.measure_cols}
    for one in sensed:
        if not one.grid.is_sheet:
            continue
        rows = [[cell for _, cell in one.filled(r)] for r in range(min(len(one.rows), _COVER_ROWS))]
        labelled: list[PeriodReading] = []
        spoken: list[PeriodReading] = []
        for cells in rows:
            if len(cells) == 2 and is_period_label(cells[0].text):
                labelled += [r for r in [period_reading(cells[1].value)] if r is not None]
            for cell in cells:
                before, colon, after = cell.text.partition(":")
                if colon and is_period_label(before):
                    labelled += periods_in(after.strip())
                spoken += () if id(one) in counted else periods_dating(cell.text)
        yield one.grid.name, _only(labelled) or _only(spoken)


def _only(readings: Sequence[PeriodReading]) -> str:
    """The label of the one period that some readings have; empty where they have more or none."""
    periods = {reading.period for reading in readings}
    period = periods.pop() if len(periods) == 1 else None
    return label_of(period) if period is not None else ""
