"""A draft of a table, and what a law about it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foistats.tables.around.surroundings import titles_of, words_around
from foistats.tables.shape.axes import Axis
from foistats.tables.table import Table
from schemas.problem_codes import ProblemCode


@dataclass(frozen=True, slots=True)
class Draft:
    """A table with what its rows and columns mean, before anything is added up or counted.

    `titles` are the lines that head the table, nearest first; `around` is every line near it;
    `elsewhere` are lines of the document that speak of all of its tables.
    """

    table: Table
    rows: Axis
    cols: Axis
    titles: Sequence[str]
    around: Sequence[str]
    elsewhere: Sequence[str] = ()


def draft_of(table: Table, rows: Axis, cols: Axis) -> Draft:
    """The draft of a table, with the words around it."""
    return Draft(table, rows, cols, titles_of(table), words_around(table))


class Law(NamedTuple):
    """One law: its name, what it says, why, a drawing that breaks it, and the check.

    `broken` gives how a draft breaks the law in words, and nothing where the draft keeps it.
    `sheet` is the name of the sheet that the drawing stands on.
    """

    name: str
    says: str
    why: str
    drawing: str
    broken: Callable[[Draft], str]
    code: ProblemCode = ProblemCode.LAYOUT_UNCLEAR
    sheet: str = "Sheet1"


class Broken(NamedTuple):
    """A law that a draft breaks, and how."""

    law: Law
    how: str
