"""What the counts of each table are, held against the question: by every heading over them.

A cell read right is not yet an answer (rule 14). Each level of headings is judged as a whole:
among `Burglary` and `Robbery` only one line is what was asked; `Male` and `Female` are it together,
where a printed total shows that they make the whole. What the words don't settle is asked once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from foistats.model.values import Period
from foistats.naming.offences import is_of, offence_in
from foistats.naming.spelling import fold
from foistats.question.wanted import Wanted, offences_named, said_by
from foistats.records import Asked, Heading
from foistats.tables.amounts import Direction
from foistats.tables.axes import Axis
from foistats.tables.entries import Entry, TableReading
from foistats.tables.levels import LevelKind
from foistats.tables.marks import exact_sum
from foistats.tables.parts import added_up_by
from foistats.tables.problems import Found
from foistats.tables.words import Claim, claim_of, is_measure, unit_claimed
from schemas.problem_codes import ProblemCode
from schemas.vocabulary import Concern

# A caption is short; whatever is longer is a letter or a note.
_LONGEST = 80
# Further up a page stands what belongs to another table.
_NEAR = 4
# Small numbers agree by accident.
_BEYOND_CHANCE = 30
_COUNTED = (Concern.ASKED, Concern.BREAKDOWN)
# What a count is when its headings differ: the first of these that one of them is.
_WORST = (
    Concern.OTHER,
    Concern.UNCLEAR,
    Concern.WIDER,
    Concern.PART,
    Concern.BREAKDOWN,
    Concern.ASKED,
)


@dataclass(slots=True)
class _Level:
    """One level of headings: its texts by row or column, for the lines that have counts."""

    along: Direction
    texts: dict[int, str]
    verdicts: dict[str, Concern | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write each heading as it was first met, where it is spelt in several ways."""
        first: dict[str, str] = {}
        spelt: dict[str, str] = {}
        for text in self.texts.values():
            if text not in spelt:
                spelt[text] = first.setdefault(fold(text), text)
        self.texts = {line: spelt[text] for line, text in self.texts.items()}

    @property
    def distinct(self) -> list[str]:
        """The headings, each once, as first met."""
        return list(dict.fromkeys(self.texts.values()))


@dataclass(slots=True)
class _Held:
    """A table with the verdicts on its headings, and what is left to be asked about it."""

    reading: TableReading
    entries: list[Entry]
    levels: list[_Level]
    asks: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def hold_against_question(
    readings: Sequence[TableReading], asked: Asked, found: Found
) -> tuple[Heading, ...]:
    """Say of every count what it is, by its headings; give those that a person is asked about.

    A request without words of its own ("How many offences did you record?") asks for whatever a
    table lists; only what isn't counted in offences is left out. A layout says that a person has
    looked at the table.
    """
    wanted = Wanted(asked)
    if not wanted.known:
        return ()
    held = [_held(reading, wanted, asked) for reading in readings if _is_compared(reading)]
    _captions(held, wanted, asked)
    _proved_by_others(held)
    settled = _settled([table for table in held if not table.asks])
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
    return reading.table.declared is None and reading.rows is not None and bool(reading.entries)


def _held(reading: TableReading, wanted: Wanted, asked: Asked) -> _Held:
    entries = [entry for entry in reading.entries if not asked.unit or entry.unit == asked.unit]
    table = _Held(reading, entries, list(_levels(reading, entries)))
    categories = {fold(name) for one in asked.categories for name in (one.name, *one.also)}
    categories |= {words for words, meaning in asked.headings.items() if meaning.category_id}
    around = any(wanted.names_it(line) for line in _near(reading))
    # What stands beside what was asked is left out first: its further headings are no question.
    levels = sorted(table.levels, key=lambda level: not _has_what_was_asked(level, wanted))
    left = entries
    for level in levels:
        if any(fold(text) in categories for text in level.distinct):
            continue
        at = 0 if level.along == "row" else 1
        lines = {entry.place[at] for entry in left}
        level.texts = {line: text for line, text in level.texts.items() if line in lines}
        if not level.texts:
            continue
        asks = len(table.asks)
        _judge(table, level, wanted, asked, around=around)
        if len(table.asks) == asks:
            out = {line for line, text in level.texts.items() if not _taken(level.verdicts[text])}
            left = [entry for entry in left if entry.place[at] not in out]
    for entry in entries:
        entry.concern = _worst(_verdicts_on(entry, table.levels))
        if table.asks and _counts(entry):
            # It may be a part beside the lines that are asked about.
            entry.concern = Concern.UNCLEAR
    return table


def _levels(reading: TableReading, entries: Sequence[Entry]) -> Iterator[_Level]:
    """The levels of headings that say what is counted, and labels that stand in other levels."""
    axes: tuple[tuple[Direction, Axis | None], ...] = (("row", reading.rows), ("col", reading.cols))
    for along, axis in axes:
        if axis is None:
            continue
        at = 0 if along == "row" else 1
        lines = {entry.place[at] for entry in entries}
        for level in axis.levels:
            texts = {
                line: level.texts.get(_topmost(reading, along, line), text)
                for line, text in level.texts.items()
                if line in lines and text in axis.lines[line].labels
            }
            if texts and level.kind is LevelKind.CATEGORY:
                yield _Level(along, texts)
            elif texts:
                # "2018/19 Total", "Unknown" among months: each is judged by itself.
                yield from (_Level(along, {line: text}) for line, text in texts.items())


def _topmost(reading: TableReading, along: Direction, line: int) -> int:
    """The uppermost sub-total that a line stands under, of which it is a part; else the line."""
    while (head := reading.sums.heads.get((along, line))) is not None:
        line = head
    return line


def _has_what_was_asked(level: _Level, wanted: Wanted) -> bool:
    return any(wanted.concern_of(text) is Concern.ASKED for text in level.distinct)


def _taken(verdict: Concern | None) -> bool:
    return verdict is None or verdict in _COUNTED


def _judge(table: _Held, level: _Level, wanted: Wanted, asked: Asked, *, around: bool) -> None:
    """Give each heading of a level its verdict, and note what has to be asked."""
    texts = level.distinct
    declared = {
        text: meaning.concern
        for text in texts
        if (meaning := asked.headings.get(fold(text))) is not None
    }
    level.verdicts = {text: declared.get(text, _by_words(text, texts, wanted)) for text in texts}
    if asked.offences and _by_codes(level, asked.offences):
        table.left_out += [t for t in texts if level.verdicts[t] is Concern.OTHER]
        return
    open_ones = [
        text
        for text in texts
        if text not in declared and level.verdicts[text] not in (None, Concern.ASKED)
    ]
    wholes = _wholes(level, open_ones)
    if len(wholes) > 1 and not all(text in declared for text in wholes):
        for text in wholes:
            level.verdicts[text] = Concern.UNCLEAR
        table.asks.append((tuple(wholes), "each may be all of what was asked, or a part of it"))
        return
    if len(wholes) == 1 and (
        len(texts) == 1 or _stands_for_all(level, wholes[0], wanted, around=around)
    ):
        if open_ones and _parts_exceed(table, level, wholes[0]):
            for text in texts:
                level.verdicts[text] = Concern.UNCLEAR
            why = f"they come to more than {wholes[0]!r}, which they should be parts of"
            table.asks.append((tuple(open_ones), why))
            return
        table.left_out += [text for text in texts if text not in wholes]
        return
    if not wanted.said_anything:
        open_ones = [text for text in open_ones if is_measure(text)]
        for text in set(texts) - set(open_ones) - declared.keys():
            level.verdicts[text] = None
    if not open_ones:
        return
    foreign = any(level.verdicts[text] is Concern.OTHER for text in open_ones)
    if len(texts) > 1 and (around or not foreign) and _make_the_whole(table, level, wanted):
        for text in open_ones:
            level.verdicts[text] = Concern.BREAKDOWN
        return
    for text in wholes:
        level.verdicts[text] = Concern.UNCLEAR
    why = (
        "is it what was asked?"
        if len(open_ones) == 1
        else "nothing shows that together they are what was asked"
    )
    table.asks.append((tuple(open_ones), why))


def _wholes(level: _Level, open_ones: list[str]) -> list[str]:
    """The headings that may be all of what was asked; `open_ones` get those that hold more.

    "All crime" beside what was asked is more than it.
    """
    wholes = [text for text in level.distinct if level.verdicts[text] in (None, Concern.ASKED)]
    named = [text for text in wholes if level.verdicts[text] is Concern.ASKED]
    if not named or len(named) == len(wholes):
        return wholes
    for text in wholes:
        if text not in named:
            level.verdicts[text] = Concern.WIDER
            open_ones.append(text)
    return named


def _by_codes(level: _Level, asked: Sequence[str]) -> bool:
    """Judge a level by the offence codes of its headings; False where they don't settle it.

    All classes asked for must be there, each once: one that is missing is not zero. A subclass
    of a class that was asked for is a part of it, of which nothing shows what the others are.
    """
    codes = {text: offence_in(text) for text in level.distinct}
    exact = [code for code in codes.values() if code in asked]
    if sorted(exact) != sorted(asked):
        return False
    whole = Concern.ASKED if len(asked) == 1 else Concern.BREAKDOWN
    for text, code in codes.items():
        is_part = code not in exact and any(is_of(code, one) for one in asked)
        level.verdicts[text] = (
            whole if code in exact else Concern.PART if is_part else Concern.OTHER
        )
    return True


def _by_words(text: str, among: Sequence[str], wanted: Wanted) -> Concern | None:
    if fold(text).strip(" .") in ("no", "n") and any(
        fold(other).strip(" .") in ("yes", "y") for other in among
    ):
        return Concern.UNCLEAR  # the answer "no", not "number"
    return wanted.concern_of(text)


def _stands_for_all(level: _Level, whole: str, wanted: Wanted, *, around: bool) -> bool:
    """True where one heading is the whole beside the others of its level.

    "Offences" beside "Value" is; "Total" is only below a line that names what was asked, and
    beside "Robbery" it may be the number of all crimes.
    """
    if level.verdicts[whole] is Concern.ASKED or not wanted.said_anything:
        return True
    others = [text for text in level.distinct if text != whole]
    if any(offences_named(said_by(text)) for text in others):
        return False
    return around or unit_claimed(whole) is not None


def _parts_exceed(table: _Held, level: _Level, whole: str) -> bool:
    """True where lines that name a part of what was asked come to more than the whole of it."""
    sums: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    at = 0 if level.along == "row" else 1
    for entry in table.entries:
        text = level.texts.get(entry.place[at])
        if text is None or entry.count is None or entry.count.low is None:
            continue
        key = (entry.force_ids, entry.period, entry.part_of, entry.place[1 - at])
        if text == whole:
            sums[key][0] += entry.count.low if entry.count.exact else 1 << 60
        elif level.verdicts.get(text) is Concern.PART:
            sums[key][1] = max(sums[key][1], entry.count.low)
    return any(part > all_of_it for all_of_it, part in sums.values() if all_of_it)


def _make_the_whole(table: _Held, level: _Level, wanted: Wanted) -> bool:
    """True where a printed total shows that the lines of a level make the whole of it.

    The total must be of all lines that are counted, agree wherever it stands, and be called
    nothing else than a total, or what was asked. Where some lines have a word of what was asked
    ("Fired" beside "Drawn"), these may be it, and not the total.
    """
    named = [text for text in level.distinct if wanted.names_it(text)]
    if 0 < len(named) < len(level.distinct):
        return False
    reading = table.reading
    axis = reading.rows if level.along == "row" else reading.cols
    lines = set(level.texts)
    if axis is None:
        return False
    covered: set[int] = set()
    for index, parts in added_up_by(reading.sums, level.along):
        labels = axis.lines[index].labels
        called = [text for text in labels if claim_of(text) is not Claim.PLAIN] or labels
        if all(wanted.concern_of(text) in (None, Concern.ASKED) for text in called):
            covered |= parts
    return lines <= covered


def _near(reading: TableReading) -> list[str]:
    """The lines over a table, nearest first, short enough for a caption; last its sheet's name."""
    table, grid = reading.table, reading.table.sensed.grid
    rows = [cell.text for row in reversed(table.title_rows) for _, cell in table.sensed.filled(row)]
    lines = [*rows, *reversed(grid.caption)][:_NEAR]
    return [line for line in (*lines, grid.name) if 0 < len(line) <= _LONGEST]


def _captions(held: Sequence[_Held], wanted: Wanted, asked: Asked) -> None:
    """A table below the name of another offence isn't what was asked, nor is an unnamed one beside.

    What is nearest to a table speaks of it; categories say that the request asks for several.
    """
    if asked.categories or not wanted.said_anything:
        return
    others: list[str] = []
    for table in held:
        other = ""
        sheet = table.reading.table.sensed.grid.name
        for line in _near(table.reading):
            meaning = asked.headings.get(fold(line))
            if wanted.names_it(line) or (meaning and meaning.concern in _COUNTED):
                break
            if wanted.names_another(line, of_sheet=line == sheet) or meaning:
                other = line
                break
        others.append(other)
    first = next((other for other in others if other), "")
    for table, other in zip(held, others, strict=True):
        if not first or _names_what_was_asked(table, wanted, asked):
            continue
        if other:
            why = "the table below it may be something else than was asked"
            _refuse(
                table, Concern.OTHER, (other,), why if fold(other) not in asked.headings else ""
            )
        else:
            why = f"beside a table of {first!r} nothing says that it is what was asked"
            name = next(iter(_near(table.reading)), table.reading.table.name)
            _refuse(table, Concern.UNCLEAR, (name,), why)


def _names_what_was_asked(table: _Held, wanted: Wanted, asked: Asked) -> bool:
    """True where the table's own captions or headings have words of what was asked."""
    sheet = table.reading.table.sensed.grid.name
    for line in _near(table.reading):
        meaning = asked.headings.get(fold(line))
        if meaning is not None:
            return meaning.concern in _COUNTED
        if wanted.names_it(line):
            return True
        if wanted.names_another(line, of_sheet=line == sheet):
            return False
    return any(
        verdict is Concern.ASKED for level in table.levels for verdict in level.verdicts.values()
    )


def _refuse(table: _Held, concern: Concern, words: tuple[str, ...], why: str) -> None:
    table.asks = [(words, why)] if why else []
    table.left_out = [] if why else list(words)
    for entry in table.entries:
        entry.concern = concern


def _proved_by_others(held: Sequence[_Held]) -> None:
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


def _settled(held: Sequence[_Held]) -> set[tuple[tuple[str, ...], Period]]:
    """The forces and periods for which some table gives what was asked."""
    return {
        (entry.force_ids, entry.period)
        for table in held
        for entry in table.entries
        if _counts(entry) and entry.count is not None
    }


def _periods(entries: Iterable[Entry]) -> set[tuple[tuple[str, ...], Period]]:
    return {(entry.force_ids, entry.period) for entry in entries}


def _counts(entry: Entry) -> bool:
    return entry.concern in _COUNTED


def _verdicts_on(entry: Entry, levels: Sequence[_Level]) -> Iterator[Concern]:
    for level in levels:
        text = level.texts.get(entry.place[0 if level.along == "row" else 1])
        if text is not None and level.verdicts:
            yield level.verdicts[text] or Concern.ASKED


def _worst(verdicts: Iterable[Concern]) -> Concern:
    met = set(verdicts)
    return next((concern for concern in _WORST if concern in met), Concern.ASKED)
