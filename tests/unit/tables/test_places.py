"""A place leads back to the one cell or passage that it was given for."""

from hypothesis import given
from hypothesis import strategies as st

from foistats.documents.model import Document, Grid, Passage
from foistats.reading.places import Spot, cell_at, lies_in, passage_at, standing

NAMES = st.sampled_from(
    ["Sheet1", "a!B2", "table 1", "Q1, row 2, col 3", "page 1, table 1", "2016/17", "Ü"]
)
SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 30))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    height, width = draw(SHAPES)
    name = draw(NAMES)
    rows = [[None] * width for _ in range(height)]
    if draw(st.booleans()):
        page, table = draw(st.integers(1, 9)), draw(st.integers(1, 9))
        return Grid(name, rows, origins=tuple((page, table, row) for row in range(height)))
    return Grid(name, rows, is_sheet=draw(st.booleans()))


@given(st.lists(grids(), min_size=1, max_size=4))
def test_the_place_of_a_cell_leads_back_to_it_or_to_none(several: list[Grid]) -> None:
    document = Document(several)
    places = [
        (Spot(n, row, col), grid.place(row, col))
        for n, grid in enumerate(several)
        for row in range(len(grid.rows))
        for col in range(grid.width)
    ]
    written = [place for _, place in places]
    for spot, place in places:
        found = cell_at(document, place)
        if written.count(place) == 1:
            assert found == spot
        else:
            assert found is None


def test_a_table_over_two_pages_is_one_grid_with_places_of_both() -> None:
    grid = Grid("page 1, table 2", [["a"], ["b"], ["c"]], origins=((1, 2, 0), (1, 2, 1), (2, 1, 0)))
    document = Document([grid])
    assert cell_at(document, "page 2, table 1, row 1, col 1") == Spot(0, 2, 0)
    assert cell_at(document, "page 1, table 2, row 1, col 1") == Spot(0, 0, 0)


def test_what_lies_outside_is_no_place() -> None:
    document = Document([Grid("Sheet1", [["a", "b"]])])
    for place in ("Sheet1!C1", "Sheet1!A2", "Sheet2!A1", "Sheet1!a1", "Sheet1!A0", "A1", "", "!A1"):
        assert cell_at(document, place) is None


def test_a_passage_is_found_by_its_place_or_a_place_in_it() -> None:
    document = Document(passages=[Passage("page 1, paragraph 1", "a"), Passage("lines 4-6", "b")])
    assert passage_at(document, "lines 4-6") == 1
    assert passage_at(document, "page 1, paragraph 1, figure 2") == 0
    assert passage_at(document, "page 1, paragraph 11") is None
    assert not lies_in("lines 4-66", Passage("lines 4-6", "b"))


def test_words_stand_as_whole_words_however_lines_break() -> None:
    assert len(standing("212 crimes", "In 2021 we had 212\n  crimes.")) == 1
    assert len(standing("12 crimes", "We had 212 crimes.")) == 0
    assert len(standing("1,204", "11,204 and 1,204,000 and 1,204.5")) == 0
    assert len(standing("12", "12 and 12")) == 2
    assert standing("  ", "anything") == []
