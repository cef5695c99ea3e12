"""The notes of a table, held against the question: above it, below it, beside its lines.

A heading that is just what was asked takes nothing from a note that narrows it. A note with a mark
speaks of what carries the mark, one beside a line of that line; all others of the whole table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple

from foistats.documents.model import as_text
from foistats.naming.periods.atoms import MONTH, month_number
from foistats.naming.periods.extents import days_named, extents_in
from foistats.naming.periods.spans import ONE_YEAR
from foistats.naming.spelling import fold, regex
from foistats.question.notes import Stands, lacks_years, restricting
from foistats.question.statements import is_aside, is_statement
from foistats.question.wanted import Wanted
from foistats.records import Asked
from foistats.tables.around.limits import limited_by
from foistats.tables.around.surroundings import bare_mark, cuts_short, footnote_parts, titles_of
from foistats.tables.concerns.held import COUNTED, HeldTable
from foistats.tables.entries import Entry, TableReading
from foistats.tables.words import is_scaled
from schemas.vocabulary import Concern, PeriodKind

_RAISED = "[¹²³⁰⁴-⁹]+"
_MARKS = (
    rf"(?i)(?<=\S)\s?(?:[*†‡§^]+|{_RAISED}(?:\s?,\s?{_RAISED})*"
    r"|[\[(](?:foot)?(?:notes?\s*)?[\w,* ]{1,6}[\])])"
)
_CALENDAR = (
    r"(?i)\b(?:years?|figures?|data|counts?|numbers?) (?:\w+ ){0,3}(?:is|are)"
    r" (?:(?:all|for|by|of|in|full) ){0,2}calendar years?\b(?!.*\bfinancial\b)"
)
_FROM_OR_UNTIL = (
    r"\b(?:since|from|before|after|until|till|earlier|prior to|starts?|started|began|begins?|ends?"
    r"|ended|runs? to|went live|go live|introduced)\b"
)
_ENDS_IN = rf"\b(?:ends?|ended|stops?|stopped) (?:\w+ ){{0,2}}?(?P<month>{MONTH})"
_MONTHS_OF_A_YEAR = (
    r"\byears? (?:\w+ )?(?:means?|is|are|has|have|covers?) (?:only )?"
    r"(?:[1-9]|1[01]|two|three|four|five|six|seven|eight|nine|ten|eleven) months\b"
)
_WHY = "does this note leave the counts what was asked?"
_WHY_SEVERAL = "do these notes leave the counts what was asked?"
# Where a document has one table, its notes and its letter speak of no other.
_AT_ONE_TABLE = {Stands.APART: Stands.BESIDE, Stands.LETTER: Stands.ANSWER}
# A sheet of notes has few lines; a list of records has thousands.
_MOST = 200
# Further below a table in a letter stands what the letter says of other things.
_RIGHT_BELOW = 5


class _Note(NamedTuple):
    """A line of a table's notes; `row` is the data row that it stands beside, -1 for none."""

    text: str
    row: int = -1
    stands: Stands = Stands.BESIDE


def hold_notes(
    held: Sequence[HeldTable],
    wanted: Wanted,
    asked: Asked,
    *,
    far: Mapping[Stands, Sequence[str]] = MappingProxyType({}),
) -> None:
    """Leave open the counts that a note narrows, widens or calls something else, and ask once.

    `far` are lines of the document that stand beside no table: a sheet of notes, its letter. Where
    it has one table only, its sheet of notes speaks of nothing else.
    """
    if len(held) == 1:
        far = {_AT_ONE_TABLE.get(stands, stands): lines for stands, lines in far.items()}
    for_all = [
        _Note(line, stands=stands) for stands, lines in far.items() for line in lines[:_MOST]
    ]
    for table in held:
        others = [one.reading for one in held if one is not table]
        _hold(table, [*_notes_of(table.reading, others), *for_all], wanted, asked)


def _hold(table: HeldTable, notes: Sequence[_Note], wanted: Wanted, asked: Asked) -> None:
    open_ones: dict[str, None] = {}
    touched: set[int] = set()
    entries = [entry for entry in table.entries if entry.concern in COUNTED]
    apart = {
        fold(text)
        for level in table.levels
        for text in level.distinct
        if level.verdicts.get(text) is not Concern.ASKED
    }
    for note in notes if entries else ():
        said = _doubts(note, wanted, apart)
        if not said and table.reading.records is not None and _is_cut(note, entries):
            said = [note.text]
        touches = _touched(note, entries, table.reading) if said else []
        if not said and _are_calendar_years(note.text):
            touches = [one for one in entries if one.period.kind is PeriodKind.FINANCIAL_YEAR]
            said = [note.text] if touches else []
        if not said:
            touches = _begun_or_ended_inside(note, entries)
            said = [note.text] if touches else []
        if not said:
            touches = _cut_short_by(note, entries)
            said = [note.text] if touches else []
        about = [id(entry) for entry in touches]
        for sentence in said if about else ():
            meaning = asked.meaning_of(fold(sentence))
            if meaning is not None and meaning.concern in COUNTED:
                continue
            if meaning is None:
                open_ones[sentence] = None
            else:
                table.left_out.append(sentence)
            touched.update(about)
    if not touched:
        return
    # What is added to a touched count is no whole without it.
    keys = {(e.force_ids, e.period) for e in entries if id(e) in touched}
    for entry in entries:
        if (entry.force_ids, entry.period) in keys:
            entry.concern = Concern.UNCLEAR if open_ones else Concern.PART
    known = {word for words, _ in table.asks for word in words}
    words = tuple(one for one in open_ones if one not in known)
    if words:
        table.asks.append((words, _WHY if len(words) == 1 else _WHY_SEVERAL))


def _is_cut(note: _Note, entries: Sequence[Entry]) -> bool:
    """True where a list lacks records of a year: nothing in its rows shows which are missing."""
    return note.stands not in (Stands.LETTER, Stands.ANSWER) and any(
        entry.period.start.year <= year <= entry.period.end.year
        for year in lacks_years(note.text)
        for entry in entries
    )


def _doubts(note: _Note, wanted: Wanted, apart: Set[str]) -> list[str]:
    """What of a note leaves its figures open: the sentences that restrict them, or round them."""
    said = list(restricting(note.text, wanted, note.stands, apart=apart))
    return said or [note.text for _ in range(is_scaled(note.text) and not is_aside(note.text))]


def _are_calendar_years(text: str) -> bool:
    """True for `Years are calendar years`, which a year such as 2019/20 is not."""
    return regex(_CALENDAR).search(text) is not None


def _cut_short_by(note: _Note, entries: Sequence[Entry]) -> list[Entry]:
    """The figures with the mark of a note of a part of their year: `140*`, `* nine months`."""
    mark, said = footnote_parts(note.text)
    if not mark or is_aside(said) or not (cuts_short(said) or extents_in(said)):
        return []
    marked = [
        entry
        for entry in entries
        if entry.period.kind in ONE_YEAR and _has_mark(entry.as_written, mark)
    ]
    return [
        entry
        for entry in marked
        if not extents_in(said) or limited_by(entry.period, [said]) != (entry.period, "")
    ]


def _begun_or_ended_inside(note: _Note, entries: Sequence[Entry]) -> list[Entry]:
    """The figures of a year inside which something began or ended: `recorded since 1 July 2021`.

    What a text says of the extent of figures themselves has cut their period already.
    """
    if note.stands is Stands.LETTER or is_aside(note.text):
        return []
    lowered = note.text.casefold()
    years = [entry for entry in entries if entry.period.kind in ONE_YEAR]
    if regex(_MONTHS_OF_A_YEAR).search(lowered) is not None:
        return years
    if (ends := regex(_ENDS_IN).search(lowered)) is not None:
        return [year for year in years if year.period.end.month != month_number(ends["month"])]
    if regex(_FROM_OR_UNTIL).search(lowered) is None or extents_in(note.text):
        return []
    named = days_named(note.text)
    return [
        year for year in years if any(year.period.start < day <= year.period.end for day in named)
    ]


def _notes_of(reading: TableReading, others: Sequence[TableReading]) -> Iterator[_Note]:
    """The lines around a table that may say what its figures are, each once."""
    table, sensed = reading.table, reading.table.sensed
    seen: set[tuple[str, int]] = set()
    notes = sensed.grid.notes
    titles = titles_of(table)
    of_others = {line for other in others for line in other.table.sensed.grid.caption}
    beside = () if reading.records is not None else _beside(reading)
    below = (
        as_text(cell.value)
        for row in _rows_below(reading, others)
        for _, cell in sensed.filled(row)
    )
    for note in (
        *(_Note(line, stands=Stands.APART) for line in titles),
        *(_Note(" ".join(line.split())) for line in below),
        *(
            _Note(line, stands=Stands.APART if line in of_others else Stands.BESIDE)
            for line in _joined(notes[:_RIGHT_BELOW])
        ),
        *(_Note(line, stands=Stands.LETTER) for line in _joined(notes[_RIGHT_BELOW:])),
        *beside,
    ):
        if (note.text, note.row) not in seen:
            seen.add((note.text, note.row))
            yield note


def _rows_below(reading: TableReading, others: Sequence[TableReading]) -> list[int]:
    """The rows of notes, and lines that stand right below the table with a blank row after them.

    These are the title of the next table too, as nothing says which of the two they belong to.
    """
    table, sensed = reading.table, reading.table.sensed
    rows = list(table.note_rows)
    titles = {
        row for other in others if other.table.sensed is sensed for row in other.table.title_rows
    }
    row = table.bottom + 1
    while row in titles or row in table.note_rows:
        rows.append(row)
        row += 1
    ended = row >= len(sensed.rows) or not sensed.filled(row)
    return rows if ended else list(table.note_rows)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Lines of which one goes on in the next, as they do on a page, put together."""
    whole = ""
    for line in lines:
        goes_on = whole and line[:1].islower() and not whole.endswith((".", ":", ";"))
        if whole and not goes_on:
            yield whole
            whole = ""
        whole = f"{whole} {line}" if goes_on else line
    if whole:
        yield whole


def _beside(reading: TableReading) -> Iterator[_Note]:
    """Words beside the lines of a table; one that stands alone may speak of all lines."""
    table, sensed = reading.table, reading.table.sensed
    yield from _over_no_column(reading)
    for col in table.note_cols:
        cells = [(row, cell.text) for row in table.data_rows if (cell := sensed.at(row, col))]
        alone = len(cells) == 1 and len(table.data_rows) > 1 and not table.title_of(col)
        for row, text in cells:
            yield _Note(text, row=-1 if alone else row)


def _over_no_column(reading: TableReading) -> Iterator[_Note]:
    """Words in a head row over a column in which no line has anything: they head no column."""
    table, sensed = reading.table, reading.table.sensed
    for row in table.header_rows:
        for col, cell in sensed.filled(row):
            apart = all(sensed.at(one, col - 1) is None for one in (row, *table.data_rows))
            if col in (*table.label_cols, *table.note_cols) or not (
                apart or is_statement(cell.text)
            ):
                continue
            if all(sensed.at(one, col) is None for one in table.data_rows):
                yield _Note(cell.text)


def _touched(note: _Note, entries: Sequence[Entry], reading: TableReading) -> list[Entry]:
    """The counts that a note speaks of: those with its mark, those of its line, or all."""
    if note.row >= 0:
        return [entry for entry in entries if entry.place[0] == note.row]
    mark, _ = footnote_parts(note.text)
    if not mark or any(_has_mark(line, mark) for line in titles_of(reading.table)):
        return list(entries)
    rows = set(_lines_with(mark, reading, "row"))
    cols = set(_lines_with(mark, reading, "col"))
    marked = [
        entry
        for entry in entries
        if entry.place[0] in rows or entry.place[1] in cols or _has_mark(entry.as_written, mark)
    ]
    return marked if marked or rows or cols else list(entries)


def _lines_with(mark: str, reading: TableReading, along: str) -> Iterator[int]:
    """The rows or columns of which a heading carries a mark."""
    axis = reading.rows if along == "row" else reading.cols
    for level in axis.levels if axis is not None else ():
        for line, text in level.texts.items():
            if _has_mark(text, mark):
                yield line


def _has_mark(text: str, mark: str) -> bool:
    """True for a text that has a mark after a word: `Burglary*`, `Burglary [1] (2)`."""
    marks = [bare_mark(found) for found in regex(_MARKS).findall(text)]
    return any(mark in re.split(r"[,\s]+", one) for one in marks)
