"""What the rows of a list of records are, held against the question: by every column beside them.

Each record stands under every column. One column names the offence; another may say that the record
is no such crime, another force's, or of a suspect and not of a crime. Each column that could say so
is one question, with the number of rows that have each value.
"""

from collections.abc import Iterable, Sequence

from foistats.naming.spelling import fold
from foistats.question.wanted import Wanted
from foistats.records import Asked
from foistats.tables.concerns.headings import has_what_was_asked, is_taken, judge
from foistats.tables.concerns.held import COUNTED, HeadingLevel, HeldTable
from foistats.tables.entries import Entry, TableReading
from foistats.tables.record_lists.choices import Option, chosen, declined
from foistats.tables.record_lists.columns import RecordColumn, RecordList
from foistats.tables.record_lists.words import ColumnSays, unmakes
from foistats.tables.words import unit_claimed
from schemas.vocabulary import Concern, Unit

_EVENTS = (Unit.OFFENCES.value, Unit.CRIMES.value)
# More values of one column are asked about together, by its title.
_MOST_VALUES = 6
_SHOWN = 6


def hold_list(
    reading: TableReading,
    entries: list[Entry],
    *,
    wanted: Wanted,
    asked: Asked,
    around: bool,
) -> HeldTable:
    """Give each count of a list what its columns make of it, and note what has to be asked.

    `around` is True where a caption says that the list is of what was asked.
    """
    records = reading.records
    assert records is not None
    columns = {
        id(column): HeadingLevel("row", dict(column.texts), column.title)
        for column in records.columns
    }
    table = HeldTable(reading, entries, list(columns.values()))
    for entry in entries:
        entry.concern = Concern.ASKED
    naming = [
        column
        for column in records.columns
        if _names_it(columns[id(column)], wanted=wanted, asked=asked)
    ]
    if not naming and not around:
        naming = _kinds(records, columns, wanted)
    _judge_whole_list(table, records.options, asked)
    whole = len(table.asks)
    if naming or not wanted.said_anything or asked.categories:
        named = _judge_offences(table, naming, columns, wanted=wanted, asked=asked)
    else:
        named = []
        _judge_unnamed(table, records, columns, wanted=wanted, asked=asked, around=around)
        whole = len(table.asks)
    if whole:
        _set(entries, Concern.UNCLEAR)
        return table
    beside = [column for column in records.columns if not any(column is other for other in named)]
    _judge_columns(table, beside, wanted=wanted, asked=asked)
    _judge_periods(table, records, asked)
    # The rows beside those that are asked about are a part of their period.
    open_ones = {(e.force_ids, e.period) for e in entries if e.concern is Concern.UNCLEAR}
    _set((e for e in entries if (e.force_ids, e.period) in open_ones), Concern.UNCLEAR)
    return table


def _names_it(level: HeadingLevel, *, wanted: Wanted, asked: Asked) -> bool:
    return (wanted.said_anything and has_what_was_asked(level, wanted)) or any(
        asked.meaning_of(fold(text)) is not None for text in level.distinct
    )


def _kinds(
    records: RecordList, columns: dict[int, HeadingLevel], wanted: Wanted
) -> list[RecordColumn]:
    """The columns of offences with kinds of what was asked, or more, where none has just that."""
    return [
        column
        for column in records.columns
        if column.says is ColumnSays.OFFENCE
        and any(
            wanted.concern_of(text) in (Concern.PART, Concern.WIDER)
            for text in columns[id(column)].distinct
        )
    ]


def _judge_whole_list(table: HeldTable, options: Sequence[Option], asked: Asked) -> None:
    """Ask which date, or which rows, are to be counted; leave the list out where none is."""
    for option in options:
        if declined(option.words, asked):
            table.left_out += option.words
            _set(table.entries, Concern.OTHER)
        elif chosen(option.words, asked) is None:
            table.asks.append((option.words, option.why))


def _judge_offences(
    table: HeldTable,
    naming: Sequence[RecordColumn],
    columns: dict[int, HeadingLevel],
    *,
    wanted: Wanted,
    asked: Asked,
) -> list[RecordColumn]:
    """Judge each row by the columns that name the offence; give these columns.

    A row counts where one of them is what was asked: "Theft" beside "Burglary" is the group that
    burglary is in. A row of another offence is left out; a part of what was asked, and all that
    isn't clear, is one question.
    """
    categories = _categories(asked)
    of_offence = [one for one in naming if one.says is ColumnSays.OFFENCE] or list(naming[:1])
    levels = [columns[id(one)] for one in of_offence]
    table.levels = [*levels, *(one for one in table.levels if one not in levels)]
    if any(fold(text) in categories for level in levels for text in level.distinct):
        return of_offence
    if asked.offences:
        for level in levels:
            judge(table, level, wanted, asked, around=False)
            out = {text for text in level.distinct if not is_taken(level.verdicts.get(text))}
            _set((e for e in table.entries if level.text_of(e) in out), Concern.OTHER)
        return of_offence
    for level in levels:
        for text in level.distinct:
            said = asked.meaning_of(fold(text))
            level.verdicts[text] = said.concern if said is not None else _concern(text, wanted)
    open_ones: dict[str, int] = {}
    for entry in table.entries:
        texts = [text for level in levels if (text := level.text_of(entry))]
        verdicts = [level.verdicts[text] for level in levels if (text := level.text_of(entry))]
        if any(verdict in COUNTED for verdict in verdicts) or not levels:
            continue
        settled = [text for text in texts if asked.meaning_of(fold(text)) is not None]
        if verdicts and (Concern.OTHER in verdicts or settled):
            entry.concern = Concern.OTHER if Concern.OTHER in verdicts else Concern.PART
            table.left_out += texts
            continue
        entry.concern = Concern.UNCLEAR
        for text in texts or ["a row without an offence"]:
            open_ones[text] = open_ones.get(text, 0) + _number(entry)
    if open_ones:
        table.asks.append(_ask(open_ones, table))
    return of_offence


def _concern(text: str, wanted: Wanted) -> Concern | None:
    """What a record is, by the words of its offence beside those that were asked for.

    "Violent crime" in the column that has "Anti-social behaviour" is something else.
    """
    concern = wanted.concern_of(text)
    if concern is Concern.UNCLEAR and not wanted.names_it(text):
        return Concern.OTHER
    return concern


def _judge_unnamed(
    table: HeldTable,
    records: RecordList,
    columns: dict[int, HeadingLevel],
    *,
    wanted: Wanted,
    asked: Asked,
    around: bool,
) -> None:
    """Ask what a list is of that never names what was asked: by its offences, or its titles."""
    foreign = _foreign(records, columns, wanted)
    if not foreign and not around:
        titles = HeadingLevel("row", {e.place[0]: records.titles for e in table.entries})
        table.levels.append(titles)
        foreign = [titles]
    for level in foreign:
        judge(table, level, wanted, asked, around=around)
        out = {text for text in level.distinct if not is_taken(level.verdicts.get(text))}
        _set((e for e in table.entries if level.text_of(e) in out), Concern.OTHER)


def _judge_columns(
    table: HeldTable, columns: Sequence[RecordColumn], *, wanted: Wanted, asked: Asked
) -> None:
    """Ask in one question about all values that may take a row out of what was asked."""
    open_ones: dict[str, int] = {}
    for column in columns:
        open_ones |= _judge_column(table, column, wanted, asked)
    if not open_ones:
        return
    table.asks.append(_ask(open_ones, table))
    for column in columns:
        every = column.heading("whatever it says")
        for entry in table.entries:
            text = column.texts.get(entry.place[0], "")
            if text in column.doubtful and {column.heading(text), every} & open_ones.keys():
                _set([entry], Concern.UNCLEAR)


def _foreign(
    records: RecordList, columns: dict[int, HeadingLevel], wanted: Wanted
) -> list[HeadingLevel]:
    """The columns that name offences and never the one that was asked for.

    Without a column that is titled as the offence, the only one that names others may be it.
    """
    found = [
        column
        for column in records.columns
        if column.says in (ColumnSays.OFFENCE, ColumnSays.OPEN)
        and any(wanted.concern_of(text) is Concern.OTHER for text in columns[id(column)].distinct)
    ]
    titled = [columns[id(one)] for one in found if one.says is ColumnSays.OFFENCE]
    return titled or [columns[id(one)] for one in found if len(found) == 1]


def _judge_column(
    table: HeldTable, column: RecordColumn, wanted: Wanted, asked: Asked
) -> dict[str, int]:
    """The values of a column that may take a row out of what was asked, with their rows.

    Rows of which a person said so are left out. Many values are asked about by their column.
    """
    doubtful = [text for text in column.doubtful if not _says_nothing(text, column, wanted)]
    every = column.heading("whatever it says")
    by_text: dict[str, list[Entry]] = {text: [] for text in doubtful}
    for entry in table.entries if doubtful else ():
        text = column.texts.get(entry.place[0], "")
        if text in by_text and is_taken(entry.concern):
            by_text[text].append(entry)
    open_ones: dict[str, int] = {}
    for text, entries in by_text.items():
        said = asked.meaning_of(fold(column.heading(text))) or asked.meaning_of(fold(every))
        if said is None and entries:
            open_ones[column.heading(text)] = sum(map(_number, entries))
        elif said is not None and said.concern not in COUNTED:
            _set(entries, said.concern)
            table.left_out.append(column.heading(text))
    if len(open_ones) > _MOST_VALUES:
        return {every: sum(open_ones.values())}
    return open_ones


def _says_nothing(text: str, column: RecordColumn, wanted: Wanted) -> bool:
    """True for a value that is what was asked, and for one of all rows that says no more.

    "Crime" in every row takes no row out; beside "Intelligence" it may not be all that counts.
    """
    if column.says is not ColumnSays.OPEN or unmakes(text):
        return False
    concern = wanted.concern_of(text)
    if concern is Concern.ASKED:
        return True
    unit = unit_claimed(text)
    same = unit is None or unit.value == wanted.unit or {unit.value, wanted.unit} <= {*_EVENTS}
    alone = len(column.rows) == 1 and column.in_every_row
    return alone and concern is None and same and any(letter.isalpha() for letter in text)


def _judge_periods(table: HeldTable, records: RecordList, asked: Asked) -> None:
    """Ask about the periods that a list seems to cover in part."""
    for period, option in records.partial.items():
        entries = [e for e in table.entries if e.period == period and e.concern in COUNTED]
        if not entries or chosen(option.words, asked) is not None:
            continue
        if declined(option.words, asked):
            _set(entries, Concern.OTHER)
            table.left_out += option.words
        else:
            _set(entries, Concern.UNCLEAR)
            table.asks.append((option.words, option.why))


def _ask(numbers: dict[str, int], table: HeldTable) -> tuple[tuple[str, ...], str]:
    """The question about some values, with the rows that have each."""
    total = sum(map(_number, table.entries))
    shown = [f"{number:,} have {text!r}" for text, number in list(numbers.items())[:_SHOWN]]
    more = f", and there are {len(numbers) - _SHOWN} more values" if len(numbers) > _SHOWN else ""
    return tuple(numbers), f"of {total:,} rows {', '.join(shown)}{more}: do they count?"


def _number(entry: Entry) -> int:
    return entry.count.low or 0 if entry.count is not None else 0


def _set(entries: Iterable[Entry], concern: Concern) -> None:
    for entry in entries:
        if entry.concern in COUNTED:
            entry.concern = concern


def _categories(asked: Asked) -> set[str]:
    named = {
        fold(name) for category in asked.categories for name in (category.name, *category.also)
    }
    return named | {
        words
        for words in asked.headings
        if (meaning := asked.meaning_of(words)) is not None and meaning.category_id
    }
