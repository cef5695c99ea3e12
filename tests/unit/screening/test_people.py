"""A grid lists people by what its columns have, wherever in it the list stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foistats.documents.model import Document, Grid, Passage, Value
from foistats.screening.people import people_in, without_people

PEOPLE: list[list[Value]] = [
    ["Surname", "Forename", "DOB"],
    ["Smith", "John", "12/03/1985"],
    ["Hale", "Mary", "01/02/1990"],
]
COUNTS: list[list[Value]] = [["Offence", "2018/19", None], ["Arson", 7, None], ["Rape", 9, None]]


def grid(rows: list[list[Value]]) -> Grid:
    return Grid("Sheet1", rows)


@pytest.mark.parametrize("blank_lines", [0, 1])
@pytest.mark.parametrize("above", [[], COUNTS])
@pytest.mark.parametrize("below", [[], COUNTS])
def test_a_list_is_found_between_other_tables(
    blank_lines: int, above: list[list[Value]], below: list[list[Value]]
) -> None:
    gap: list[list[Value]] = [[None] * 3] * blank_lines
    rows = [*above, *gap, *PEOPLE, *([[None] * 3] if below else []), *below]
    assert people_in(grid(rows)) >= 2


def test_a_list_below_its_headings_and_a_blank_line_is_found() -> None:
    rows: list[list[Value]] = [PEOPLE[0], [None] * 3, *PEOPLE[1:]]
    assert people_in(grid(rows)) == 2


def test_one_person_is_no_list() -> None:
    assert people_in(grid(PEOPLE[:2])) == 0


def test_a_hidden_grid_is_left_to_those_who_look_for_hidden_sheets() -> None:
    document = Document(grids=[Grid("Sheet1", PEOPLE, hidden=True)])
    assert without_people(document)[1] == []


@given(st.lists(st.lists(st.integers() | st.none(), min_size=3, max_size=3), max_size=30))
def test_numbers_alone_list_nobody(rows: list[list[int | None]]) -> None:
    assert people_in(grid([["Offence", "2017", "2018"], *rows])) == 0


def test_lines_of_people_leave_the_text_and_what_stands_around_tables() -> None:
    lines = ["Smith, John 12/03/1985", "Hale, Mary 01/02/1990", "Khan, Imran 30/11/1977"]
    document = Document(
        grids=[Grid("table 1", COUNTS, caption=("Table 1", lines[0]), is_sheet=False)],
        passages=[Passage("line 1", "We recorded 12."), Passage("line 2", "\n".join(lines))],
    )
    kept, (found,) = without_people(document)
    assert (found.place, found.amount, found.noun) == ("line 2", 3, "lines")
    assert [passage.place for passage in kept.passages] == ["line 1"]
    assert kept.grids[0].caption == ("Table 1",)
