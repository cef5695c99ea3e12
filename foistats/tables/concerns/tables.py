"""What the counts of each table are, held against the question: by every heading over them.

A cell read right is not yet an answer (rule 14). What the words of the headings and captions don't
settle is asked once, and until then nothing of the table is counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType

from foistats.model.values import Period
from foistats.naming.spelling import fold
from foistats.question.notes import Stands
from foistats.question.wanted import Wanted
from foistats.records import Asked, Heading
from foistats.tables.concerns.captions import hold_captions, near, speaks_of_it
from foistats.tables.concerns.file_names import hold_file_name
from foistats.tables.concerns.filters import hold_filters
from foistats.tables.concerns.headings import has_what_was_asked, is_taken, judge, levels_of
from foistats.tables.concerns.held import COUNTED, HeadingLevel, HeldTable
from foistats.tables.concerns.notes import hold_notes
from foistats.tables.concerns.others_figures import hold_others_figures
from foistats.tables.concerns.records import hold_list
from foistats.tables.concerns.twins import asked_together, without_codes
from foistats.tables.entries import Entry, TableReading
from foistats.tables.marks import exact_sum
from foistats.tables.problems import Found
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern

# Small numbers agree by accident.
_BEYOND_CHANCE = 30
# What a count is when its headings differ: the first of these that one of them is.
_WORST = (
    Concern.OTHER,
    Concern.UNCLEAR,
    Concern.WIDER,
    Concern.PART,
    Concern.BREAKDOWN,
    Concern.ASKED,
)


def hold_against_question(
    readings: Sequence[TableReading],
    asked: Asked,
    found: Found,
    *,
    far: Mapping[Stands, Sequence[str]] = MappingProxyType({}),
    lines: Sequence[str] = (),
    pairs: Sequence[str] = (),
    name: str = "",
) -> tuple[Heading, ...]:
    """Say of every count what it is, by its headings; give those that a person is asked about.

    A request without words of its own ("How many offences did you record?") asks for whatever a
    table lists; only what isn't counted in offences is left out. A layout says that a person has
    looked at the table. `far` are lines of the document beside none of its tables, `lines`
    all of its lines outside them, `pairs` the rows of two cells on sheets without tables, and
    `name` is the file's.
    """
    wanted = Wanted(asked)
    if not wanted.known:
        return ()
    held = [_held(reading, wanted, asked) for reading in readings if _is_compared(reading)]
    hold_captions(held, wanted, asked)
    _proved_by_others(held)
    _signed(held, asked)
    hold_notes(held, wanted, asked, far=far)
    lines = [*lines, *far.get(Stands.APART, ())]
    hold_others_figures(held, wanted, asked, lines=lines, readings=readings)
    apart = (Stands.APART, Stands.MARGIN)
    far_pairs = [line for stands in apart for line in far.get(stands, ())]
    hold_filters(held, wanted, asked, far=[*far_pairs, *pairs])
    hold_file_name(held, name, wanted, asked)
    settled = _settled([table for table in held if not table.asks])
    _ask_where_nothing_counts(held, settled, asked)
    headings: dict[str, Heading] = {}
    for table in held:
        for words, why in table.asks:
            heading = Heading(words, table.reading.table.name, why)
            if heading.words and not (_periods(table.entries) <= settled):
                headings.setdefault(heading.said, heading)
                found.add(ProblemCode.HEADING_UNCLEAR, heading.table, heading.said)
            elif heading.words:
                table.left_out += words
        for text in dict.fromkeys(table.left_out):
            found.add(ProblemCode.HEADING_OTHER, table.reading.table.name, repr(text))
    return tuple(headings.values())


def _is_compared(reading: TableReading) -> bool:
    read = reading.rows is not None or reading.records is not None
    return reading.table.declared is None and read and bool(reading.entries)


def _held(reading: TableReading, wanted: Wanted, asked: Asked) -> HeldTable:
    entries = [entry for entry in reading.entries if not asked.unit or entry.unit == asked.unit]
    around = speaks_of_it(reading, wanted, asked)
    if reading.records is not None:
        return hold_list(reading, entries, wanted=wanted, asked=asked, around=around)
    levels = list(levels_of(reading, entries, wanted))
    if not asked.offences and not asked.categories:
        levels = without_codes(levels, says_something=wanted.said_by)
    table = HeldTable(reading, entries, levels)
    categories = {
        fold(name) for category in asked.categories for name in (category.name, *category.also)
    }
    categories |= {
        words
        for words in asked.headings
        if (meaning := asked.meaning_of(words)) is not None and meaning.category_id
    }
    # What stands beside what was asked is left out first: its further headings are no question.
    levels = sorted(table.levels, key=lambda level: not has_what_was_asked(level, wanted))
    left = entries
    lines = {0: {entry.place[0] for entry in left}, 1: {entry.place[1] for entry in left}}
    for level in levels:
        at = 0 if level.along == "row" else 1
        level.texts = {line: text for line, text in level.texts.items() if line in lines[at]}
        if not level.texts:
            continue
        if any(fold(text) in categories for text in level.distinct):
            if wanted.is_of_other_persons(level.title):
                table.asks.append(((level.title,), "it may be of others than were asked about"))
            continue
        asks = len(table.asks)
        judge(table, level, wanted, asked, around=around)
        # "Recorded" beside "Attended" is the whole in a line that names what was asked.
        around |= len(table.asks) == asks and Concern.ASKED in level.verdicts.values()
        out = {line for line, text in level.texts.items() if not is_taken(level.verdicts[text])}
        if out and len(table.asks) == asks:
            left = [entry for entry in left if entry.place[at] not in out]
            lines = {n: {entry.place[n] for entry in left} for n in (0, 1)}
    table.asks = asked_together(table.asks, table.levels, lines={"row": lines[0], "col": lines[1]})
    verdicts = _verdicts(table.levels)
    for entry in entries:
        entry.concern = _worst(verdicts[0].get(entry.place[0]), verdicts[1].get(entry.place[1]))
        if table.asks and _counts(entry):
            # It may be a part beside the lines that are asked about.
            entry.concern = Concern.UNCLEAR
    return table


def _signed(held: Sequence[HeldTable], asked: Asked) -> None:
    """Put beside each count what persons said of the headings that it stands under."""
    if not asked.headings:
        return
    for table in held:
        over = [fold(line) for line in near(table.reading)]
        for entry in table.entries:
            words = [
                *(fold(text) for level in table.levels if (text := level.text_of(entry))),
                *over,
            ]
            said = [asked.headings[word].declared for word in words if word in asked.headings]
            entry.declared = "; ".join(dict.fromkeys(filter(None, said)))


def _proved_by_others(held: Sequence[HeldTable]) -> None:
    """Lines that come to what another table gives for the whole are the parts that make it."""
    wholes: dict[tuple, set[int]] = defaultdict(set)
    for table in held:
        if not table.asks:
            for key, total in _sums(entry for entry in table.entries if _counts(entry)).items():
                wholes[key].add(total)
    for table in held:
        if not table.asks or any(entry.concern is Concern.OTHER for entry in table.entries):
            continue
        sums = _sums(table.entries)
        shared = [key for key in sums if key in wholes]
        agree = [sums[key] for key in shared if wholes[key] == {sums[key]}]
        if shared and len(agree) == len(shared) and sum(agree) >= _BEYOND_CHANCE:
            table.asks = []
            for entry in table.entries:
                entry.concern = Concern.BREAKDOWN


def _sums(entries: Iterable[Entry]) -> dict[tuple, int]:
    """The exact sum of some entries by force and period; none where a count is open."""
    by_key: dict[tuple, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_key[entry.force_ids, entry.period].append(entry)
    return {key: total for key, some in by_key.items() if (total := exact_sum(some)) is not None}


def _settled(held: Sequence[HeldTable]) -> set[tuple[tuple[str, ...], Period]]:
    """The forces and periods for which some table gives what was asked."""
    return {
        (entry.force_ids, entry.period)
        for table in held
        for entry in table.entries
        if _counts(entry) and entry.count is not None
    }


def _ask_where_nothing_counts(
    held: Sequence[HeldTable], settled: Set[tuple[tuple[str, ...], Period]], asked: Asked
) -> None:
    """Ask about the headings of each table that counts nothing, though no other has its figures.

    Whatever left them out, a person decides: a reply without a figure is never silent.
    """
    if any(table.asks for table in held):
        return
    for table in held:
        read = [entry for entry in table.entries if entry.count is not None]
        if not read or any(map(_counts, read)) or _periods(read) <= settled:
            continue
        words = [
            text
            for level in table.levels
            for text in level.distinct
            if level.verdicts.get(text) not in (None, *COUNTED)
        ]
        words = list(dict.fromkeys((*words, *table.left_out)))
        if words and all(asked.meaning_of(fold(text)) is None for text in words):
            table.left_out = [text for text in table.left_out if text not in words]
            table.asks.append((tuple(words), "nothing beside it is counted: is it what was asked?"))


def _periods(entries: Iterable[Entry]) -> set[tuple[tuple[str, ...], Period]]:
    return {(entry.force_ids, entry.period) for entry in entries}


def _counts(entry: Entry) -> bool:
    return entry.concern in COUNTED


def _verdicts(levels: Sequence[HeadingLevel]) -> tuple[dict[int, Concern], dict[int, Concern]]:
    """What the headings of each row, and of each column, make of its counts."""
    by_line: tuple[dict[int, Concern], dict[int, Concern]] = ({}, {})
    for level in levels:
        of_axis = by_line[0 if level.along == "row" else 1]
        for line, text in level.texts.items() if level.verdicts else ():
            of_axis[line] = _worst(of_axis.get(line), level.verdicts[text])
    return by_line


def _worst(*verdicts: Concern | None) -> Concern:
    return next((concern for concern in _WORST if concern in verdicts), Concern.ASKED)
