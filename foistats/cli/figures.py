"""Tables of figures for a person, at any width: words may wrap, a figure is never cut.

Rich shortens whatever doesn't fit, and a number that lacks its last digit is a wrong number. So the
widths are worked out here; where they can't be met, each row is printed as lines of its own.
"""

import sys
from collections.abc import Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from foistats.cli.console import shown

# A column of words may be made this narrow, unless one word is longer.
_NARROWEST = 12
_NO_LIMIT = 100_000


def console(file: TextIO | None = None) -> Console:
    """A console for words of ours and others': nothing in a text is read as markup or as an emoji.

    What isn't a terminal has no width: what is piped is never wrapped.
    """
    made = Console(file=file or sys.stdout, markup=False, emoji=False, highlight=False)
    if not made.is_terminal:
        made.width = _NO_LIMIT
    return made


def show_figures(
    to: Console, headings: Sequence[str], rows: Sequence[Sequence[Text]], *, words: int
) -> None:
    """Print a table of which the first `words` columns may wrap and the others are figures.

    Where they don't fit side by side, the figures stand in several tables, one below another.
    """
    for several in range(1, len(headings) - words + 1):
        size = -(-(len(headings) - words) // several)
        parts = [
            [*range(words), *range(start, min(start + size, len(headings)))]
            for start in range(words, len(headings), size)
        ]
        taken = [_taken(headings, rows, part) for part in parts]
        if all(fits(to, *part, words=words) for part in taken):
            for part in taken:
                show_table(to, *part, words=words, right=True)
            return
    _show_lines(to, headings, rows, words=words)


def fits(
    to: Console, headings: Sequence[str], rows: Sequence[Sequence[Text]], *, words: int
) -> bool:
    """True where a table can be printed without cutting a figure or a word."""
    return _widths(to.width, headings, rows, words=words) is not None


def _taken(
    headings: Sequence[str], rows: Sequence[Sequence[Text]], part: Sequence[int]
) -> tuple[list[str], list[list[Text]]]:
    return [headings[n] for n in part], [[row[n] for n in part] for row in rows]


def show_table(
    to: Console,
    headings: Sequence[str],
    rows: Sequence[Sequence[Text]],
    *,
    words: int,
    right: bool = False,
) -> None:
    """Print a table whose first `words` columns may wrap; the others are shown in full or in lines.

    `right` aligns the other columns to the right, as numbers are.
    """
    widths = _widths(to.width, headings, rows, words=words)
    if widths is None:
        _show_lines(to, headings, rows, words=words)
        return
    table = Table(width=sum(widths) + 3 * len(widths) + 1)
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        side: JustifyMethod = "right" if right and number >= words else "left"
        table.add_column(Text(heading), width=width, justify=side, no_wrap=number >= words)
    for row in rows:
        table.add_row(*row)
    to.print(table)


def _widths(
    room: int, headings: Sequence[str], rows: Sequence[Sequence[Text]], *, words: int
) -> list[int] | None:
    """How wide each column is; None where not even wrapped words leave room for the figures."""
    columns = [[heading, *(row[n].plain for row in rows)] for n, heading in enumerate(headings)]
    natural = [max(map(cell_len, column)) for column in columns]
    least = [
        min(wide, max(_NARROWEST, _longest_word(column)))
        for wide, column in zip(natural[:words], columns, strict=False)
    ]
    spare = room - (3 * len(columns) + 1) - sum(least) - sum(natural[words:])
    if spare < 0:
        return None
    widths = least
    for n in range(words):
        more = min(spare, natural[n] - widths[n])
        widths[n] += more
        spare -= more
    return [*widths, *natural[words:]]


def _longest_word(texts: Sequence[str]) -> int:
    return max((cell_len(word) for text in texts for word in text.split()), default=0)


def _show_lines(
    to: Console, headings: Sequence[str], rows: Sequence[Sequence[Text]], *, words: int
) -> None:
    """One heading line per row and one line per figure; the terminal itself breaks long lines."""
    for row in rows:
        to.print(Text(", ").join(row[:words]), style="bold", soft_wrap=True)
        for heading, value in zip(headings[words:], row[words:], strict=True):
            if value.plain:
                to.print(Text(f"  {heading}: ").append_text(value), soft_wrap=True)


def safe(text: str, style: str = "") -> Text:
    """Somebody's text as a cell or line: control characters are shown, never sent to a terminal."""
    return Text(shown(text), style=style)
