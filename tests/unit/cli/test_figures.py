"""A figure is never cut, whatever the width of the terminal."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from foistats.cli.figures import console, safe, show_figures, show_table

YEARS = ["2014/15", "2015/16", "2016/17", "2017/18", "2018/19"]
LONG = ["Gloucestershire Constabulary", "All forces asked (england-and-wales)"]


def printed(width: int | None, headings: list[str], rows: list[list[str]], words: int = 1) -> str:
    out = io.StringIO()
    made = (
        console(out)
        if width is None
        else Console(file=out, width=width, markup=False, emoji=False, highlight=False)
    )
    show_figures(made, headings, [[Text(cell) for cell in row] for row in rows], words=words)
    return out.getvalue()


@given(
    width=st.integers(10, 220),
    figures=st.lists(
        st.lists(st.integers(0, 10**9), min_size=5, max_size=5), min_size=1, max_size=4
    ),
)
def test_every_figure_stands_whole_at_every_width(width: int, figures: list[list[int]]) -> None:
    shown = [[f"{n:,}–{n + 7:,} (2 of 39)" for n in row] for row in figures]
    rows = [[LONG[n % 2], *row] for n, row in enumerate(shown)]
    said = printed(width, ["area", *YEARS], rows)
    for figure in (figure for row in shown for figure in row):
        assert re.search(rf"(?<![\d,]){re.escape(figure)}", said)
    assert "…" not in said


@given(width=st.integers(10, 220))
def test_every_figure_stands_under_its_own_year(width: int) -> None:
    rows = [[LONG[0], *[str(n) for n in range(101, 106)]], [LONG[1], *["7"] * 5]]
    said = printed(width, ["area", *YEARS], rows).replace("│", "┃")
    tables = said.split("┏") if "┏" in said else []
    found: dict[str, str] = {}
    for table in tables[1:]:
        lines = [
            [cell.strip() for cell in line.split("┃")[1:-1]]
            for line in table.splitlines()
            if "┃" in line
        ]
        first = next(line for line in lines[1:] if line[1])
        found |= dict(zip(lines[0][1:], first[1:], strict=True))
    if not tables:
        found = dict(re.findall(r"  (20\d\d/\d\d): (\d+)", said.split("All forces")[0]))
    assert found == dict(zip(YEARS, ["101", "102", "103", "104", "105"], strict=True))


@pytest.mark.parametrize("width", [60, 80, 120, 200, None])
def test_the_area_is_named_in_full(width: int | None) -> None:
    said = printed(width, ["area", *YEARS], [[LONG[0], *["1,234–1,242"] * 5]])
    assert "Gloucestershire" in said
    assert "Constabulary" in said


def test_what_is_piped_stands_in_one_table_however_wide() -> None:
    said = printed(None, ["area", *YEARS * 4], [[LONG[1], *["1,234–1,242 (2 of 43)"] * 20]])
    [line] = [line for line in said.splitlines() if "1,234" in line]
    assert line.count("1,234–1,242 (2 of 43)") == 20
    assert LONG[1] in line


def test_a_terminal_too_narrow_for_a_table_gets_a_line_per_figure() -> None:
    said = printed(20, ["area", *YEARS[:2]], [["South West", "1,204", "1,300 (2 of 5)"]])
    assert said == "South West\n  2014/15: 1,204\n  2015/16: 1,300 (2 of 5)\n"


def test_a_senders_text_is_neither_markup_nor_a_command_to_the_terminal() -> None:
    out = io.StringIO()
    rows = [[safe("[bold]x[/bold] :smile: \x1b[2J\\"), safe("[/red]")]]
    show_table(console(out), ["a", "b"], rows, words=1)
    assert "[bold]x[/bold] :smile: \\x1b[2J\\" in out.getvalue()
    assert "[/red]" in out.getvalue()
    assert "\x1b" not in out.getvalue()
