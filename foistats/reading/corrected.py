"""Corrections that a person declared, put into an opened document before it is read.

What the force wrote stays in the tables as `as_written`; the count is the corrected one, its basis
is `declared`, and so is that of every count of a table of which a heading or total was corrected.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from foistats.documents.model import Document, Value, as_text
from foistats.naming.counts.numbers import exact_number
from foistats.reading.places import Finder, Spot, is_visible, lies_in, passage_at, standing
from foistats.records import Correction, Observation
from foistats.tables.words import tidy
from schemas.vocabulary import Basis

_SHOWN = 60


class Stale(NamedTuple):
    """Something declared that the document doesn't bear out: where, and what was found."""

    place: str
    found: str


class Corrected(NamedTuple):
    """A document with its corrections made, the cells they were made in, and those that failed."""

    document: Document
    cells: tuple[tuple[Spot, Correction], ...] = ()
    passages: tuple[tuple[int, Correction], ...] = ()
    stale: tuple[Stale, ...] = ()


def correct(document: Document, corrections: Sequence[Correction]) -> Corrected:
    """Make each correction where the document still says what it found; name those that don't."""
    cells: list[tuple[Spot, Correction]] = []
    passages: list[tuple[int, Correction]] = []
    stale: list[Stale] = []
    finder = Finder(document)
    for one in corrections:
        number = passage_at(document, one.place)
        spot = finder.cell_at(one.place) if number is None else None
        if spot is not None:
            why = _why_not_cell(document, spot, one)
            value = document.grids[spot.grid].rows[spot.row][spot.col]
            cells += [] if why else [(spot, replace(one, found=tidy(as_text(value))))]
        elif number is not None:
            why = _why_not_text(document.passages[number].text, one)
            passages += [] if why else [(number, one)]
        else:
            why = "the document has no such place"
        stale += [Stale(one.place, why)] if why else []
    if not stale:
        for spot, one in cells:
            rows = document.grids[spot.grid].rows
            rows[spot.row][spot.col] = _value(one.use, rows[spot.row][spot.col])
        for number, one in passages:
            passage = document.passages[number]
            (match,) = standing(one.found, passage.text)
            text = passage.text[: match.start()] + one.use + passage.text[match.end() :]
            document.passages[number] = passage._replace(text=text)
    return Corrected(document, tuple(cells), tuple(passages), tuple(stale))


def _why_not_cell(document: Document, spot: Spot, correction: Correction) -> str:
    """Why a cell isn't corrected; what is hidden is not quoted."""
    grid = document.grids[spot.grid]
    if not is_visible(grid, spot.row, spot.col):
        return "the document shows no such cell"
    for merge in grid.merges:
        first = (merge.row, merge.col)
        inside = merge.row <= spot.row <= merge.row_end and merge.col <= spot.col <= merge.col_end
        if inside and first != (spot.row, spot.col):
            return f"the cell is a part of one that stands at {grid.place(*first)}"
    value = grid.rows[spot.row][spot.col]
    shown = tidy(as_text(value))
    # A spreadsheet shows 1024 as 1,024: that is the same number.
    same_number = isinstance(value, int) and exact_number(correction.found) == value
    if shown != tidy(correction.found) and not same_number:
        said = repr(shown[:_SHOWN]) if shown else "nothing"
        return f"it says {said}, the correction expects {correction.found[:_SHOWN]!r}"
    return ""


def _why_not_text(text: str, correction: Correction) -> str:
    if not correction.found.strip():
        return "a correction of a sentence quotes the words that it is about"
    times = len(standing(correction.found, text))
    if times == 1:
        return ""
    if times:
        return (
            f"{correction.found[:_SHOWN]!r} stands there {times} times; quote more of the sentence"
        )
    return f"{correction.found[:_SHOWN]!r} doesn't stand there"


def _value(use: str, before: Value) -> Value:
    """What is to be read, as the reader of the document would have given it."""
    if not use.strip():
        return None
    number = exact_number(use)
    as_number = isinstance(before, int | float) and not isinstance(before, bool)
    return number if as_number and number is not None else use


def mark_corrected(
    observations: Sequence[Observation], corrected: Corrected
) -> tuple[Observation, ...]:
    """The observations with what the force itself wrote, and with what made them what they are."""
    if not corrected.cells and not corrected.passages:
        return tuple(observations)
    document = corrected.document
    marked = []
    used: set[Spot] = set()
    finder = Finder(document)
    spots = [finder.cell_at(observation.place) for observation in observations]
    by_spot = dict(corrected.cells)
    for one, spot in zip(observations, spots, strict=True):
        correction = by_spot.get(spot) if spot is not None else None
        if spot is not None and correction is not None and _is_of_cell(one, document, spot):
            used.add(spot)
            marked.append(_declared(one, [correction], correction.found))
        else:
            marked.append(one)
    # A heading, a printed total or a title: all that the grid gives depends on it.
    others: dict[int, list[Correction]] = {}
    for spot, correction in corrected.cells:
        if spot not in used:
            others.setdefault(spot.grid, []).append(correction)
    for number, (one, spot) in enumerate(zip(marked, spots, strict=True)):
        if spot is not None and spot.grid in others:
            marked[number] = _declared(one, others[spot.grid], one.as_written)
        elif spot is None and corrected.passages:
            marked[number] = _in_passages(one, corrected)
    return tuple(marked)


def _is_of_cell(observation: Observation, document: Document, spot: Spot) -> bool:
    """True where the count was read from the corrected cell alone, not from a row of records."""
    value = document.grids[spot.grid].rows[spot.row][spot.col]
    return observation.as_written == tidy(as_text(value))


def _in_passages(one: Observation, corrected: Corrected) -> Observation:
    for number, correction in corrected.passages:
        if lies_in(one.place, corrected.document.passages[number]):
            one = _declared(one, [correction], _as_sent(one.as_written, correction))
    return one


def _as_sent(written: str, correction: Correction) -> str:
    """The words of a corrected sentence as the force sent them."""
    found, use = tidy(correction.found), tidy(correction.use)
    times = standing(use, written)
    if len(times) == 1:
        return written[: times[0].start()] + found + written[times[0].end() :]
    return found if written in use else written


def _declared(
    observation: Observation, corrections: Sequence[Correction], as_written: str
) -> Observation:
    basis = observation.basis if observation.basis is Basis.CONTRADICTED else Basis.DECLARED
    said = [observation.declared] if observation.declared else []
    said += [
        f"{c.place}: {c.found!r} corrected to {c.use!r}, {signed(c.because, c.by, c.on)}"
        for c in corrections
    ]
    return observation._replace(as_written=as_written, basis=basis, declared="; ".join(said))


def signed(because: str, by: str, on: object) -> str:
    """Who declared something, when and why, as it stands in the tables."""
    return tidy(f"by {by} on {on}: {because}")
