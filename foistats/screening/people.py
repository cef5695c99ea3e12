"""Tables with a row for each person: never read, whoever sent them.

A column shows what it has of a person by its heading and its values together, or by values that
can be nothing else. A list of crimes has a row for each crime, one of hospitals for each hospital;
both may have days, addresses and telephones.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from foistats.documents.model import Document, Grid, Value, as_text
from foistats.records import Finding
from foistats.screening.person_headings import Heading, heading_of
from foistats.screening.person_signs import (
    OF_PLACES_TOO,
    SURE,
    Sign,
    could_be_full_name,
    has_insurance_number,
    has_pnc_id,
    is_code,
    is_contact,
    is_given_name,
    is_home,
    is_personal_email,
    is_rank,
    is_single_name,
    line_of_a_person,
    may_be_born_in,
    names_a_person,
    year_of_day,
)
from schemas.channels import Channel

_FEWEST_HEADED = 2
_FEWEST_BARE = 3
# As many rows of a block as show what it is, and as many lists in one grid as are looked at.
_LOOKED_AT = 400
_MOST_LISTS = 50
_MOST = 0.6
_LETTER = re.compile(r"[^\W\d_]")
_BIRTHS_APART = 10


def without_people(document: Document) -> tuple[Document, list[Finding]]:
    """The document without grids that list people one by one, and a finding for each of those."""
    kept: list[Grid] = []
    found: list[Finding] = []
    for number, grid in enumerate(document.grids, 1):
        rows = 0 if grid.hidden else people_in(grid)
        if rows:
            place = f"sheet {number} of {len(document.grids)}" if grid.is_sheet else grid.name
            found.append(Finding(Channel.ROW_PER_PERSON, place, rows, "rows"))
        else:
            kept.append(grid)
    if found:
        document.grids = kept
    found += _take_out_lines(document)
    return document, found


def _take_out_lines(document: Document) -> list[Finding]:
    """A list of people that stands in running text, as tables without rules do in letters."""
    lines = {
        passage: count
        for passage in document.passages
        if (count := sum(map(line_of_a_person, passage.text.split("\n"))))
    }
    if sum(lines.values()) < _FEWEST_BARE:
        return []
    document.passages = [one for one in document.passages if one not in lines]
    for grid in document.grids:
        grid.caption = tuple(line for line in grid.caption if not line_of_a_person(line))
        grid.notes = tuple(line for line in grid.notes if not line_of_a_person(line))
    return [Finding(Channel.ROW_PER_PERSON, next(iter(lines)).place, sum(lines.values()), "lines")]


def people_in(grid: Grid) -> int:
    """How many rows of a grid are a person each; 0 where none are."""
    rows = 0
    for bare, *headed in _stretches(grid):
        rows += sum(map(_people_in, headed)) or _people_in(bare)
    return rows


class _Column(NamedTuple):
    """Some of the values under a heading. `title` is the text at its top, if it begins with one."""

    heading: Heading | None
    title: str
    values: list[Value]
    texts: list[str]
    filled: int

    def share(self, test: Callable[[str], bool]) -> float:
        """How many of the values are texts that pass a test."""
        return sum(map(test, self.texts)) / len(self.values)

    def mostly(self, test: Callable[[str], bool]) -> bool:
        """True where most of the values are texts that pass a test; too many that fail end it."""
        values, failed = len(self.values), 0
        for text in self.texts:
            failed += not test(text)
            if (values - failed) / values <= _MOST:
                return False
        return True

    @property
    def is_lettered(self) -> bool:
        """True where any letter stands in the values: names, ranks and homes have some."""
        return _LETTER.search(" ".join(self.texts)) is not None

    @property
    def is_various(self) -> bool:
        """True where most values stand here once: they tell rows apart."""
        return len(set(self.texts)) > _MOST * len(self.values)


def _people_in(columns: Sequence[_Column]) -> int:
    headed = any(column.heading for column in columns)
    fewest = _FEWEST_HEADED if headed else _FEWEST_BARE
    told = [(column, _sign(column)) for column in columns if column.filled >= fewest]
    if not any(sign is Sign.GIVEN_NAME for _, sign in told):
        # One word with a capital is as well a place or an offence.
        told = [pair for pair in told if pair[1] is not Sign.SURNAME or pair[0].heading]
    kinds = {sign for _, sign in told if sign is not None}
    if kinds & SURE or (len(kinds) > 1 and not kinds <= OF_PLACES_TOO):
        return max(column.filled for column, sign in told if sign in kinds)
    return 0


def _stretches(grid: Grid) -> Iterator[list[list[_Column]]]:
    """Rows up to a blank one, as one list without headings and as one below each row of them."""
    start = 0
    for end in range(len(grid.rows) + 1):
        if end < len(grid.rows) and any(value is not None for value in grid.rows[end]):
            continue
        if end > start:
            rows = grid.rows[start:end]
            heads = [i for i, row in enumerate(rows) if _headings(row)][:_MOST_LISTS]
            lists = [_columns(rows, {}, below=0)]
            for i, head in enumerate(heads):
                until = heads[i + 1] if i + 1 < len(heads) else len(rows)
                below = rows[head + 1 : until] or _after_blank(grid, end)
                lists.append(_columns([rows[head], *below], _headings(rows[head]), below=1))
            yield lists
        start = end + 1


def _after_blank(grid: Grid, end: int) -> list[list[Value]]:
    """The rows below headings that stand apart from them by a blank line."""
    rows = []
    for row in grid.rows[end + 1 :]:
        if all(value is None for value in row):
            break
        rows.append(row)
    return rows


def _headings(row: Sequence[Value]) -> dict[int, Heading]:
    found = ((col, heading_of(value)) for col, value in enumerate(row) if isinstance(value, str))
    return {col: heading for col, heading in found if heading is not None}


def _columns(
    rows: Sequence[Sequence[Value]], headings: dict[int, Heading], *, below: int
) -> list[_Column]:
    columns = []
    body = rows[below:]
    step = max(1, len(body) // _LOOKED_AT)
    for col in range(len(rows[0])):
        values = [row[col] for row in body[::step] if row[col] is not None]
        if values:
            filled = sum(row[col] is not None for row in body) if step > 1 else len(values)
            title = as_text(rows[0][col])
            texts = [as_text(value) for value in values]
            columns.append(_Column(headings.get(col), title, values, texts, filled))
    return columns


def _sign(column: _Column) -> Sign | None:
    """What of a person a column has, by its heading and its values."""
    heading, mostly = column.heading, column.mostly
    lettered, various = column.is_lettered, column.is_various
    if lettered and (mostly(has_insurance_number) or mostly(has_pnc_id)):
        return Sign.IDENTITY
    if heading is Heading.BIRTH and _share_of_births(column, any_year=True) > _MOST:
        return Sign.BIRTH
    if lettered and mostly(is_rank) and not various:
        return Sign.RANK
    if various:
        return _sign_of_words(column) if lettered else _sign_of_numbers(column)
    return None


def _sign_of_words(column: _Column) -> Sign | None:
    """What a column has whose values tell its rows apart, as persons' names and homes do."""
    heading, mostly = column.heading, column.mostly
    if _is_name(column):
        return Sign.NAME
    if heading in _CODES and mostly(is_code):
        return _CODES[heading]
    if mostly(is_given_name) or (heading is Heading.GIVEN_NAME and mostly(is_single_name)):
        return Sign.GIVEN_NAME
    if heading in (Heading.SURNAME, None) and mostly(is_single_name):
        return Sign.SURNAME
    if mostly(is_home):
        return Sign.HOME
    return _sign_of_numbers(column)


def _sign_of_numbers(column: _Column) -> Sign | None:
    """What a column has whose values tell its rows apart and need no letter for that."""
    heading, mostly = column.heading, column.mostly
    if heading in _CODES and mostly(is_code):
        return _CODES[heading]
    if mostly(is_contact):
        return Sign.CONTACT
    if heading is None and _share_of_births(column, any_year=False) > _MOST:
        return Sign.BIRTH_PERHAPS
    return None


_CODES = {
    Heading.COLLAR: Sign.COLLAR,
    Heading.NUMBER: Sign.NUMBER_PERHAPS,
    Heading.IDENTITY: Sign.IDENTITY,
}


def _is_name(column: _Column) -> bool:
    named = column.share(names_a_person)
    if named > _MOST or column.mostly(is_personal_email):
        return True
    if not column.mostly(could_be_full_name):
        return False
    return column.heading is Heading.FULL_NAME or (column.heading is Heading.NAME and named > 0.3)


def _share_of_births(column: _Column, *, any_year: bool) -> float:
    """How many values are days on which the people in a list may have been born.

    Without a heading that says so they must lie far apart, and under no other heading.
    """
    years = [year for value in column.values if (year := year_of_day(value)) is not None]
    if any_year:
        return len(years) / len(column.values)
    is_titled = bool(column.title) and year_of_day(column.title) is None
    if is_titled or not years or max(years) - min(years) < _BIRTHS_APART:
        return 0.0
    return sum(map(may_be_born_in, years)) / len(column.values)
