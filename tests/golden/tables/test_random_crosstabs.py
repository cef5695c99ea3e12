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

from foistats.reading.file import read_reply
from foistats.records import DocumentReading, Observation
from tests.golden.tables.case import asked_of, financial_year

EXAMPLES = int(os.environ.get("FOISTATS_RANDOM_TABLES", "25"))
FIRST_YEAR, LAST_YEAR = 2009, 2022
ASKED = asked_of("dorset", first=FIRST_YEAR, last=LAST_YEAR)
ASKED_OF_ALL = asked_of(first=FIRST_YEAR, last=LAST_YEAR)
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
FORCES = {
    "Avon and Somerset Constabulary": "avon-and-somerset",
    "Cheshire": "cheshire",
    "Devon & Cornwall Police": "devon-and-cornwall",
    "Dorset Police": "dorset",
    "Dyfed-Powys": "dyfed-powys",
    "Gloucestershire": "gloucestershire",
    "Norfolk Constabulary": "norfolk",
    "North Wales Police": "north-wales",
    "Suffolk": "suffolk",
    "West Mercia": "west-mercia",
    "Wiltshire Police": "wiltshire",
}
TITLES = ("Sexual offences recorded by the police", "Response to FOI 417/19", "Table 1: offences")
NOTES = (
    "Source: Niche RMS",
    "Figures may change as investigations go on.",
    "Note: by date recorded",
)
LEGEND = "* = fewer than 5"


class Crosstab(NamedTuple):
    """A table of years by categories or forces, and how it is set out.

    `zero` is how a count of zero is written, `star` whether counts of 1 to 4 are hidden.
    """

    years: tuple[int, ...]
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    spelling: str
    total_row: str
    total_column: str
    transposed: bool
    title: str
    note: str
    stub: str
    zero: str
    star: bool

    @property
    def of_forces(self) -> bool:
        """True where the names are forces, not categories."""
        return self.names[0] in FORCES

    def text(self) -> str:
        """The table as CSV."""
        spell = SPELLINGS[self.spelling]
        body = [list(row) for row in self.counts]
        across = [spell(year) for year in self.years]
        down = list(self.names)
        if self.transposed:
            body = [list(column) for column in zip(*body, strict=True)]
            across, down = down, across
        if self.total_row:
            body.append([sum(column) for column in zip(*body, strict=True)])
            down.append(self.total_row)
        rows: list[list[str]] = [[self.stub, *across]]
        for name, row in zip(down, body, strict=True):
            is_total = name == self.total_row
            rows.append([name, *(str(count) if is_total else self.written(count) for count in row)])
        if self.total_column:
            rows[0].append(self.total_column)
            for cells, row in zip(rows[1:], body, strict=True):
                cells.append(str(sum(row)))
        below = [[text] for text in (LEGEND if self.star else "", self.note) if text]
        above = [[self.title], []] if self.title else []
        lines = StringIO()
        csv.writer(lines).writerows([*above, *rows, [], *below])
        return lines.getvalue()

    def written(self, count: int) -> str:
        """A count as the table shows it."""
        if self.star and 0 < count < 5:
            return "*"
        return str(count) if count else self.zero

    def expected(self) -> dict[tuple[int, str], tuple[int, int]]:
        """Each count as an interval, by the start of its year and its name."""
        return {
            (year, name): (0, 4) if self.star and 0 < count < 5 else (count, count)
            for name, row in zip(self.names, self.counts, strict=True)
            for year, count in zip(self.years, row, strict=True)
        }


def crosstab(source: random.Random) -> Crosstab:
    """A table with one to eight years running on, and one to ten categories or forces."""
    length = source.randint(1, 8)
    first = source.randint(FIRST_YEAR, LAST_YEAR - length + 1)
    names = source.choice((CATEGORIES, CATEGORIES, tuple(FORCES)))
    chosen = tuple(source.sample(names, source.randint(1, 10)))
    total_row = source.choice(("", "Total", "Grand Total", "TOTAL"))
    star = source.random() < 0.2
    return Crosstab(
        years=tuple(range(first, first + length)),
        names=chosen,
        counts=tuple(tuple(count(source) for _ in range(length)) for _ in chosen),
        spelling=source.choice(list(SPELLINGS)),
        total_row=total_row,
        total_column=source.choice(("", "", "Total")),
        transposed=source.random() < 0.5,
        title=source.choice(("", *TITLES)),
        note=source.choice(("", *NOTES)),
        stub=source.choice(("Year", "Category", "")),
        # Only a total that hides nothing else shows a dash to be zero.
        zero=source.choice(("0", "-", "")) if total_row and not star else "0",
        star=star,
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
    asked = ASKED_OF_ALL if table.of_forces else ASKED
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reply.csv"
        path.write_text(table.text(), encoding="utf-8", newline="")
        return read_reply(path, asked)


def name_of(observation: Observation, table: Crosstab) -> str:
    """The category or force, as the table writes it, that an observation is for."""
    if table.of_forces:
        assert observation.labels == (), observation
        [name] = (name for name, force in FORCES.items() if (force,) == observation.force_ids)
        return name
    assert observation.force_ids == ("dorset",), observation
    assert len(observation.labels) == 1, observation
    return observation.labels[0]


def is_exact(table: Crosstab, reading: DocumentReading) -> bool:
    """True if all is read, false if it was refused with a problem; fails on a wrong number."""
    expected = table.expected()
    found = set()
    for observation in reading.observations:
        year = observation.period.start.year
        key = (year, name_of(observation, table))
        where = f"{observation}\n{table.text()}"
        assert observation.period == financial_year(year), where
        assert (observation.count.low, observation.count.high) == expected.get(key), where
        assert key not in found, f"twice: {where}"
        found.add(key)
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
