"""Tables drawn at random with two rows of headings are read exactly or refused."""

import csv
import os
import random
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.model.values import Period
from foistats.reading.file import read_reply
from foistats.records import DocumentReading
from tests.golden.tables.case import financial_year
from tests.golden.tables.test_random_crosstabs import (
    ASKED,
    ASKED_OF_ALL,
    CATEGORIES,
    FORCES,
    SPELLINGS,
    count,
)

EXAMPLES = int(os.environ.get("FOISTATS_RANDOM_TABLES", "25"))
GROUPS = (
    ("Male", "Female"),
    ("Male", "Female", "Unknown"),
    ("Under 18", "18 and over"),
    ("0-12", "13-15", "16-17"),
)
Key = tuple[str, int, str]
Read = tuple[str, Period, tuple[str, ...], int | None]


class Table(NamedTuple):
    """The text of a table under two rows of headings, its counts, and whether it names forces."""

    text: str
    counts: dict[Key, int]
    of_forces: bool

    def expected(self) -> set[Read]:
        """What a careful person reads in it."""
        return {
            (FORCES[name], financial_year(year), (group,), number)
            if self.of_forces
            else ("dorset", financial_year(year), (name, group), number)
            for (name, year, group), number in self.counts.items()
        }


def table_of_two_headings(source: random.Random) -> Table:
    """Years over groups or groups over years, said once or above each column; with any totals."""
    length = source.randint(1, 4)
    first = source.randint(2009, 2018)
    years = range(first, first + length)
    spell = SPELLINGS[source.choice(list(SPELLINGS))]
    groups = source.choice(GROUPS)
    of_forces = source.random() < 0.4
    names = source.sample(list(FORCES) if of_forces else CATEGORIES, source.randint(1, 6))
    counts = {
        (name, year, group): count(source) for name in names for year in years for group in groups
    }
    years_above = source.random() < 0.6
    said_once, row_total = source.random() < 0.6, source.random() < 0.5
    sub_totals = source.random() < 0.3 and (len(groups) if years_above else length) > 1
    above, below = ["Offence"], [""]
    columns: list[set[tuple[int, str]]] = []
    for outer in years if years_above else groups:
        heading = spell(outer) if isinstance(outer, int) else outer
        inner = [
            (spell(year), {(year, group)}) if isinstance(outer, str) else (group, {(year, group)})
            for year in (years if isinstance(outer, str) else [outer])
            for group in ([outer] if isinstance(outer, str) else groups)
        ]
        if sub_totals:
            inner.append(("Total", {pair for _, pairs in inner for pair in pairs}))
        above += [heading, *([""] if said_once else [heading]) * (len(inner) - 1)]
        below += [text for text, _ in inner]
        columns += [pairs for _, pairs in inner]
    if source.random() < 0.3:
        above.append("Total")
        below.append("")
        columns.append({(year, group) for year in years for group in groups})
    body = {
        name: [sum(counts[name, *pair] for pair in pairs) for pairs in columns] for name in names
    }
    if row_total:
        body["Total"] = [sum(column) for column in zip(*body.values(), strict=True)]
    rows = [[name, *map(str, numbers)] for name, numbers in body.items()]
    lines = StringIO()
    csv.writer(lines).writerows([above, below, *rows])
    return Table(lines.getvalue(), counts, of_forces)


def read(table: Table) -> DocumentReading:
    """What is read from the table as a CSV reply."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reply.csv"
        path.write_text(table.text, encoding="utf-8", newline="")
        return read_reply(path, ASKED_OF_ALL if table.of_forces else ASKED)


def is_exact(table: Table, reading: DocumentReading) -> bool:
    """True if all is read, false if it was refused with a problem; fails on a wrong number."""
    found: list[Read] = [
        ("|".join(seen.force_ids), seen.period, seen.labels, seen.count.low)
        for seen in reading.observations
    ]
    wrong = [row for row in found if row not in table.expected()]
    assert not wrong, f"{wrong[:3]}\n{table.text}"
    assert len(set(found)) == len(found), f"twice:\n{table.text}"
    assert len(found) == len(table.counts) or reading.problems, f"missing:\n{table.text}"
    return len(found) == len(table.counts) and not reading.problems


@given(source=st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
def test_two_rows_of_headings_are_read_exactly_or_refused(source: random.Random) -> None:
    table = table_of_two_headings(source)
    is_exact(table, read(table))


def test_fewer_than_one_in_ten_of_two_rows_of_headings_is_refused() -> None:
    source = random.Random(20191024)
    tables = [table_of_two_headings(source) for _ in range(200)]
    refused = [table for table in tables if not is_exact(table, read(table))]
    shown = "\n".join(f"{table.text}{read(table).problems}" for table in refused[:3])
    assert len(refused) < 20, f"{len(refused)} of 200 refused, such as\n{shown}"
