"""Tables drawn at random are read exactly or refused, and seldom refused."""

import csv
import os
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from foistats.extraction.reading import read_reply
from foistats.records import DocumentReading
from tests.golden.extraction.case import asked_of, financial_year

EXAMPLES = int(os.environ.get("FOISTATS_RANDOM_TABLES", "25"))
FIRST_YEAR, LAST_YEAR = 2009, 2022
ASKED = asked_of("dorset", first=FIRST_YEAR, last=LAST_YEAR)
SPELLINGS: dict[str, Callable[[int], str]] = {
    "slash": lambda year: f"{year}/{(year + 1) % 100:02}",
    "long slash": lambda year: f"{year}/{year + 1}",
    "hyphen": lambda year: f"{year}-{(year + 1) % 100:02}",
    "prefixed": lambda year: f"FY {year}/{(year + 1) % 100:02}",
    "spaced": lambda year: f"{year} / {(year + 1) % 100:02}",
    "days": lambda year: f"1 April {year} to 31 March {year + 1}",
    "months": lambda year: f"Apr {year} - Mar {year + 1}",
    "dash": lambda year: f"{year}–{(year + 1) % 100:02}",
}
CATEGORIES = (
    "Rape of a female aged 16 and over",
    "Sexual assault",
    "Grooming",
    "Exposure and voyeurism",
    "Obscene publications",
    "Unknown",
    "Other",
    "Male",
    "Under 13",
    "Theft, other",
    "Violence without injury",
    "Arson",
)
TITLES = (
    "Sexual offences recorded by Dorset Police",
    "Response to FOI 417/19",
    "Table 1: offences",
)
NOTES = (
    "Source: Niche RMS",
    "Figures may change as investigations go on.",
    "Note: by date recorded",
)


class Crosstab(NamedTuple):
    """A table of years and categories, and how it is set out."""

    years: tuple[int, ...]
    categories: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    spelling: str
    total_row: str
    total_column: str
    transposed: bool
    title: str
    note: str
    stub: str

    def text(self) -> str:
        """The table as CSV."""
        spell = SPELLINGS[self.spelling]
        body = [list(row) for row in self.counts]
        across = [spell(year) for year in self.years]
        down = list(self.categories)
        if self.transposed:
            body = [list(column) for column in zip(*body, strict=True)]
            across, down = down, across
        sums = [sum(column) for column in zip(*body, strict=True)]
        rows: list[list[object]] = [[self.stub, *across]]
        rows += [[name, *row] for name, row in zip(down, body, strict=True)]
        if self.total_row:
            rows.append([self.total_row, *sums])
        if self.total_column:
            rows[0].append(self.total_column)
            for row in rows[1:]:
                row.append(sum(value for value in row[1:] if isinstance(value, int)))
        lines = StringIO()
        writer = csv.writer(lines)
        if self.title:
            writer.writerows([[self.title], []])
        writer.writerows(rows)
        if self.note:
            writer.writerows([[], [self.note]])
        return lines.getvalue()

    def expected(self) -> dict[tuple[int, str], int]:
        """Each count by the start of its year and its category."""
        return {
            (year, name): count
            for name, row in zip(self.categories, self.counts, strict=True)
            for year, count in zip(self.years, row, strict=True)
        }


def crosstab(source: random.Random) -> Crosstab:
    """A table with one to eight years running on, and one to ten categories."""
    length = source.randint(1, 8)
    first = source.randint(FIRST_YEAR, LAST_YEAR - length + 1)
    categories = tuple(source.sample(CATEGORIES, source.randint(1, 10)))
    return Crosstab(
        years=tuple(range(first, first + length)),
        categories=categories,
        counts=tuple(tuple(count(source) for _ in range(length)) for _ in categories),
        spelling=source.choice(list(SPELLINGS)),
        total_row=source.choice(("", "Total", "Grand Total", "TOTAL")),
        total_column=source.choice(("", "", "Total")),
        transposed=source.random() < 0.5,
        title=source.choice(("", *TITLES)),
        note=source.choice(("", *NOTES)),
        stub=source.choice(("Offence", "Category", "")),
    )


def count(source: random.Random) -> int:
    """A count: often small, sometimes large, sometimes just like a year."""
    return source.choice(
        (
            source.randint(0, 9),
            source.randint(0, 400),
            source.randint(0, 60000),
            source.randint(2005, 2024),
        )
    )


def read(table: Crosstab) -> DocumentReading:
    """What is read from the table as a CSV reply."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reply.csv"
        path.write_text(table.text(), encoding="utf-8", newline="")
        return read_reply(path, ASKED)


def is_exact(table: Crosstab, reading: DocumentReading) -> bool:
    """True if all is read, false if it was refused with a problem; fails on a wrong number."""
    expected = table.expected()
    found = set()
    for observation in reading.observations:
        names = [label for label in observation.labels if label in table.categories]
        year = observation.period.start.year
        where = f"{observation}\n{table.text()}"
        assert len(names) == 1, where
        assert observation.period == financial_year(year), where
        assert observation.count.low == observation.count.high == expected[year, names[0]], where
        assert (year, names[0]) not in found, f"twice: {where}"
        found.add((year, names[0]))
    assert found == set(expected) or reading.problems, f"silently missing:\n{table.text()}"
    return found == set(expected) and not reading.problems


@given(source=st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
def test_a_random_table_is_read_exactly_or_refused(source: random.Random) -> None:
    table = crosstab(source)
    is_exact(table, read(table))


def test_fewer_than_one_random_table_in_ten_is_refused() -> None:
    source = random.Random(20191024)
    tables = [crosstab(source) for _ in range(200)]
    refused = [table for table in tables if not is_exact(table, read(table))]
    shown = "\n".join(f"{table.text()}{read(table).problems}" for table in refused[:3])
    assert len(refused) < 20, f"{len(refused)} of 200 refused, such as\n{shown}"
