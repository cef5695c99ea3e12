"""A cell's text in stretches of one font: the struck ones are said no more, raised ones are notes.

`34` with a raised `1` is 34 with note 1 and never 341. Where all of a cell is struck out, it is no
blank either: it says that something was withdrawn, in words that can't be read as a number.
"""

from collections.abc import Sequence
from typing import NamedTuple

from foistats.documents.words import is_blank

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class Stretch(NamedTuple):
    """A stretch of text in one font. `shift` is 1 where it is raised, -1 where it is lowered."""

    text: str
    is_struck: bool = False
    shift: int = 0


def drawn_text(stretches: Sequence[Stretch]) -> str:
    """The text that a cell shows.

    >>> drawn_text([Stretch("34"), Stretch("1", shift=1)])
    '34¹'
    >>> drawn_text([Stretch("34", is_struck=True), Stretch("35")])
    '35'
    >>> drawn_text([Stretch("34", is_struck=True)])
    'struck out: 34'
    """
    kept = [stretch for stretch in stretches if not stretch.is_struck]
    if all(is_blank(one.text) for one in kept):
        withdrawn = "".join(_shifted(stretch) for stretch in stretches).strip()
        return f"struck out: {withdrawn}" if withdrawn else ""
    return "".join(map(_shifted, kept))


def _shifted(stretch: Stretch) -> str:
    if not stretch.shift:
        return stretch.text
    return stretch.text.translate(_RAISED if stretch.shift > 0 else _LOWERED)
