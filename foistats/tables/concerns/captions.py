"""What the lines over a table, and the name of its sheet, make of its counts.

A table below the name of another offence isn't what was asked, nor is one with nothing to name it
beside such a table. A heading that is just what was asked stands against a caption that holds more,
never against one that says what came of the offences, where they were, or who did them.
"""

from collections.abc import Sequence, Set
from itertools import permutations
from typing import NamedTuple

from foistats.naming.forces.areas import area_named
from foistats.naming.lexicon import words as words_that
from foistats.naming.spelling import fold, regex
from foistats.naming.vocabulary import words
from foistats.question.answered import numbered_questions, question_over
from foistats.question.file_names import says_less
from foistats.question.notes import says_no_more
from foistats.question.offence_groups import is_of_every_kind
from foistats.question.pairs import narrows_nothing, pair_of
from foistats.question.phrases import tokens_of
from foistats.question.statements import is_statement
from foistats.question.subject import without_division
from foistats.question.wanted import Wanted
from foistats.records import Asked
from foistats.tables.concerns.held import COUNTED, HeldTable
from foistats.tables.concerns.label_titles import other_titles
from foistats.tables.concerns.shown_parts import is_outcome
from foistats.tables.entries import TableReading
from foistats.tables.record_lists.words import ColumnSays, column_says
from foistats.tables.words import is_part
from schemas.vocabulary import Concern

# A caption is short; whatever is longer is a letter or a note.
_LONGEST = 120
# Further up a page stands what belongs to another table.
_NEAR = 4
_LONGEST_NAME = 6
# An address, a reference or a sentence is the name of no part.
_NO_NAME = r"\d|[.,:;!?@]"
_PLACES = words(
    """
    north south east west northern southern eastern western central urban rural city policing
    """
)
_RESTRICTING = frozenset({"only", "excluding", "excl", "exc", "without"})
# What a sheet is called by, whatever it holds.
_OF_SHEETS = words(
    """
    main print printout public analysis info submission working workings finyear fy copy new old
    clean raw master base source query dataset content contents foi dump rms niche athena temp test
    """
)


class _Caption(NamedTuple):
    """A line over a table that speaks of something else; `settled` where a person said so."""

    line: str
    settled: bool = False


def near(reading: TableReading) -> list[str]:
    """The lines over a table, nearest first, short enough for a caption; last its sheet's name."""
    table, grid = reading.table, reading.table.sensed.grid
    rows = [cell.text for row in reversed(table.title_rows) for _, cell in table.sensed.filled(row)]
    lines = [*rows, *reversed(grid.caption)][:_NEAR]
    return [line for line in (*lines, grid.name) if 0 < len(line) <= _LONGEST]


def speaks_of_it(reading: TableReading, wanted: Wanted, asked: Asked) -> bool:
    """True where a line over a table is what was asked, by its words or by what a person said."""
    return any(
        wanted.caption_of(line) is Concern.ASKED
        or wanted.is_divided_by_it(line)
        or ((said := asked.meaning_of(fold(line))) is not None and said.concern in COUNTED)
        for line in near(reading)
    )


def hold_captions(held: Sequence[HeldTable], wanted: Wanted, asked: Asked) -> None:
    """Refuse the counts of each table whose captions speak of something else, and ask once."""
    alone = len(held) == 1
    denied = _denied_by_others(held, wanted)
    others = [_something_else(table, wanted, asked, denied=denied, alone=alone) for table in held]
    first = next((other.line for other in others if other), "")
    by_words = wanted.said_anything and not asked.categories
    twins = _same_under_other_names(held, wanted, asked) if by_words else {}
    among = next((name for name in map(_named_among_others, held) if name), "")
    for table, other in zip(held, others, strict=True):
        if other is not None:
            why = "the table below it may be something else than was asked"
            _refuse(table, Concern.OTHER, other.line, "" if other.settled else why)
        elif (twin := twins.get(id(table))) is not None:
            why = "another table has the same figures under another name"
            _refuse(table, Concern.UNCLEAR, twin, why)
        elif first and by_words and not _is_named(table, wanted, asked):
            why = f"beside a table of {first!r} nothing says that it is what was asked"
            name = next(iter(near(table.reading)), table.reading.table.name)
            _refuse(table, Concern.UNCLEAR, name, why)
        elif among and by_words and not _is_named(table, wanted, asked):
            why = f"{among!r} is a line of another table, of which this one may be the total"
            name = next(iter(near(table.reading)), table.reading.table.name)
            _refuse(table, Concern.UNCLEAR, name, why)


def _same_under_other_names(
    held: Sequence[HeldTable], wanted: Wanted, asked: Asked
) -> dict[int, str]:
    """The names of tables with the same figures that are called differently: `Urban`, `Rural`.

    They are one table printed twice, or two areas of which one has the figures of the other.
    """
    by_figures: dict[frozenset, dict[int, str]] = {}
    for table in held:
        figures = frozenset(
            (entry.force_ids, entry.period, entry.labels, entry.count)
            for entry in table.entries
            if entry.count is not None
        )
        name = next((line for line in near(table.reading) if not is_statement(line)), "")
        if figures and wanted.caption_of(name) not in (None, Concern.ASKED):
            by_figures.setdefault(figures, {})[id(table)] = name
    return {
        table: name
        for names in by_figures.values()
        if len({fold(name) for name in names.values()}) > 1
        for table, name in names.items()
        if (said := asked.meaning_of(fold(name))) is None or said.concern not in COUNTED
    }


def _denied_by_others(held: Sequence[HeldTable], wanted: Wanted) -> frozenset[str]:
    """The names of sheets of which one is the negation of another: `Rural`, `Non-rural`."""
    phrases = {name: wanted.phrase_of(name) for name in {_sheet_of(table) for table in held}}
    return frozenset(
        one for one, other in permutations(phrases, 2) if phrases[one].denies(phrases[other])
    )


def _sheet_of(table: HeldTable) -> str:
    return table.reading.table.sensed.grid.name


def _something_else(
    table: HeldTable, wanted: Wanted, asked: Asked, *, denied: Set[str], alone: bool
) -> _Caption | None:
    """The nearest line over a table that speaks of something else; None where none does.

    What a person said of a line comes before its words. `denied` are sheets of which one is the
    negation of another: each of them is a part.
    """
    grid = table.reading.table.sensed.grid
    for title in other_titles(table.reading, wanted):
        meaning = asked.meaning_of(fold(title))
        if meaning is None or meaning.concern not in COUNTED:
            return _Caption(title, settled=meaning is not None)
    for line in _captions(table, wanted):
        meaning = asked.meaning_of(fold(line))
        if meaning is not None:
            return None if meaning.concern in COUNTED else _Caption(line, settled=True)
        if wanted.caption_of(line) in (None, Concern.ASKED):
            if wanted.caption_of(line) is not None:
                return None
            continue
        if is_statement(line) or (
            wanted.caption_of(line) is not Concern.WIDER and says_no_more(line, wanted)
        ):
            continue  # a note, which is judged by what it says of the figures
        if _says_nothing(line):
            continue
        of_sheet = line == grid.name
        if area_named(line, asked.aliases) is not None:
            continue
        if asked.categories:
            speaks = _is_outside_categories(line, wanted, asked)
        elif not wanted.said_anything:
            speaks = _is_outcome(line, wanted) or is_of_every_kind(line)
            speaks |= (
                alone
                and _is_silent(table)
                and not wanted.names_offence(line)
                and _names_another(line, table, wanted)
            )
        elif _has_what_was_asked(table):
            narrower = _is_outcome(line, wanted) or wanted.narrows(line) or is_of_every_kind(line)
            # "All crime" holds what was asked; "Poole" over it is a place.
            narrower |= grid.is_sheet and not of_sheet and not wanted.names_offence(line)
            another = wanted.names_another(line, of_sheet=of_sheet, in_letter=not grid.is_sheet)
            kind = is_part(line) or wanted.is_kind_of_it(line) or line in denied
            kind = kind or says_less(line, wanted, alone=False)
            speaks = (
                (another and narrower) or (of_sheet and kind) or _is_of_some(line, table, wanted)
            )
        else:
            speaks = _names_another(line, table, wanted)
        if speaks:
            return _Caption(line)
    return None


def _captions(table: HeldTable, wanted: Wanted) -> list[str]:
    """The lines over a table that may name it, nearest first.

    The questions that a reply repeats before it answers them don't name the table of the one that
    the request asks.
    """
    reading, captions = table.reading, near(table.reading)
    rows = [
        cell.text
        for row in reversed(reading.table.title_rows)
        for _, cell in reading.table.sensed.filled(row)
    ]
    lines = [*rows, *reversed(reading.table.sensed.grid.caption)]
    question = question_over(lines, numbered_questions(lines))
    if not question or not wanted.is_asked_by(question):
        return captions
    return [line for line in captions if not numbered_questions([line])]


def _says_nothing(line: str) -> bool:
    """True for `Status: Final` and `Beat: (All)`, not for all offences: `Crime type: All`."""
    pair = pair_of(line)
    return (
        pair is not None
        and narrows_nothing(pair[1])
        and column_says(pair[0]) is not ColumnSays.OFFENCE
    )


def _is_of_some(line: str, table: HeldTable, wanted: Wanted) -> bool:
    """True for a caption that is a part by its name: `Attempts`, `Swindon local policing area`.

    A sheet that is called by one word which nobody asked for may be a place or a group (`Swindon`);
    a person's name has two.
    """
    beyond = wanted.caption_words(line) - wanted.every_word
    if not beyond or len(line.split()) > _LONGEST_NAME or regex(_NO_NAME).search(line):
        return False
    said = set(tokens_of(line))
    if said & {"attempt", "attempts", "attempted"} and len(said) == 1:
        return True
    of_sheet = line == table.reading.table.sensed.grid.name
    if of_sheet and said & _RESTRICTING and beyond - _RESTRICTING:
        return True  # "DA only"
    if of_sheet and len(line.split()) == 1 and line.isalpha():
        return not said & _OF_SHEETS
    return bool(said & (words_that("records", "place") | _PLACES)) and not wanted.names_offence(
        line
    )


def _names_another(line: str, table: HeldTable, wanted: Wanted) -> bool:
    grid = table.reading.table.sensed.grid
    of_sheet = line == grid.name and not _is_silent(table)
    return wanted.names_another(line, of_sheet=of_sheet, in_letter=not grid.is_sheet)


def _is_outside_categories(line: str, wanted: Wanted, asked: Asked) -> bool:
    """True for what came of the offences, or the name of an offence that no category has."""
    if _is_outcome(line, wanted):
        return True
    spelt = (text for category in asked.categories for text in (category.name, *category.also))
    known = {word for text in spelt for word in wanted.said_by(text)} | wanted.every_word
    return wanted.names_offence(line) and wanted.caption_words(line).isdisjoint(known)


def _is_outcome(line: str, wanted: Wanted) -> bool:
    """The same as of a heading; what a table is divided by (`sex of victim`) isn't in it."""
    return is_outcome(without_division(line, unknown_divides=True), wanted)


def _is_silent(table: HeldTable) -> bool:
    """True where no heading of a table says what is counted."""
    return all(
        verdict is None
        for level in table.levels
        for verdict in (level.verdicts.values() if level.verdicts else (Concern.UNCLEAR,))
    )


def _has_what_was_asked(table: HeldTable) -> bool:
    return any(
        verdict is Concern.ASKED for level in table.levels for verdict in level.verdicts.values()
    )


def _named_among_others(table: HeldTable) -> str:
    """The line of a table that is what was asked, beside lines of other things."""
    for level in table.levels:
        asked = [text for text in level.distinct if level.verdicts.get(text) is Concern.ASKED]
        others = [text for text in level.distinct if level.verdicts.get(text) is Concern.OTHER]
        if asked and others:
            return asked[0]
    return ""


def _is_named(table: HeldTable, wanted: Wanted, asked: Asked) -> bool:
    """True where a line over a table, or one of its headings, is what was asked."""
    return _has_what_was_asked(table) or speaks_of_it(table.reading, wanted, asked)


def _refuse(table: HeldTable, concern: Concern, line: str, why: str) -> None:
    table.asks = [((line,), why)] if why else []
    table.left_out = [] if why else [line]
    for entry in table.entries:
        entry.concern = concern
