"""One level of a table's headings, held against the question: which of them are what was asked.

Each level is judged as a whole. Among `Burglary` and `Robbery` only one line is what was asked;
`Male` and `Female` are it together, where a printed total shows that they make the whole.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from foistats.naming.offences import is_of, offence_in
from foistats.naming.spelling import fold
from foistats.question.wanted import Wanted, offences_named
from foistats.records import Asked
from foistats.tables.amounts import Direction
from foistats.tables.axes import Axis
from foistats.tables.entries import Entry, TableReading
from foistats.tables.levels import LevelKind
from foistats.tables.parts import added_up_by
from foistats.tables.words import Claim, claim_of, is_breakdown, is_measure, is_part, unit_claimed
from schemas.vocabulary import Concern

_OPEN = (Concern.UNCLEAR, Concern.WIDER)
COUNTED = (Concern.ASKED, Concern.BREAKDOWN)


@dataclass(slots=True)
class HeadingLevel:
    """One level of headings: its texts by row or column, for the lines that have counts."""

    along: Direction
    texts: dict[int, str]
    title: str = ""
    verdicts: dict[str, Concern | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write each heading as it was first met, where it is spelt in several ways."""
        first: dict[str, str] = {}
        spelt: dict[str, str] = {}
        for text in self.texts.values():
            if text not in spelt:
                spelt[text] = first.setdefault(fold(text), text)
        self.texts = {line: spelt[text] for line, text in self.texts.items()}

    def text_of(self, entry: Entry) -> str:
        """The heading of this level that an entry stands under; empty where it has none."""
        return self.texts.get(entry.place[0 if self.along == "row" else 1], "")

    @property
    def distinct(self) -> list[str]:
        """The headings, each once, as first met."""
        return list(dict.fromkeys(self.texts.values()))


@dataclass(slots=True)
class HeldTable:
    """A table with the verdicts on its headings, and what is left to be asked about it."""

    reading: TableReading
    entries: list[Entry]
    levels: list[HeadingLevel]
    asks: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def levels_of(reading: TableReading, entries: Sequence[Entry]) -> Iterator[HeadingLevel]:
    """The levels of headings that say what is counted, and labels that stand in other levels."""
    yield from (HeadingLevel("row", texts, title) for title, texts in reading.of_records if texts)
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
            if level.counted:
                said = {line: text for line, text in level.counted.items() if line in lines}
                yield HeadingLevel(along, {n: t for n, t in said.items() if not is_part(t)})
            # "2021 charged" is a year, and of something else than "2021".
            texts |= {
                line: text
                for line, text in level.texts.items()
                if line in lines and level.kind is LevelKind.PERIOD and is_part(text)
            }
            if texts and level.kind is LevelKind.CATEGORY:
                yield HeadingLevel(along, texts, level.title)
                continue
            # "2018/19 Total", "Unknown" among months: each is judged by itself.
            by_text: dict[str, dict[int, str]] = {}
            for line, text in texts.items():
                by_text.setdefault(fold(text), {})[line] = text
            yield from (HeadingLevel(along, lines_of) for lines_of in by_text.values())


def _topmost(reading: TableReading, along: Direction, line: int) -> int:
    """The uppermost sub-total that a line stands under, of which it is a part; else the line."""
    while (head := reading.sums.heads.get((along, line))) is not None:
        line = head
    return line


def has_what_was_asked(level: HeadingLevel, wanted: Wanted) -> bool:
    """True where the words of one of the headings are those of what was asked."""
    return any(wanted.concern_of(text) is Concern.ASKED for text in level.distinct)


def is_taken(verdict: Concern | None) -> bool:
    """True for a heading whose counts may add to a total; one that says nothing has none."""
    return verdict is None or verdict in COUNTED


def judge(
    table: HeldTable, level: HeadingLevel, wanted: Wanted, asked: Asked, *, around: bool
) -> None:
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
    if _lacks_parts(level, wholes):
        table.asks.append((tuple(texts), "only some of them are said to make what was asked"))
        return
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
        alone = len(texts) == 1
        open_ones = [
            text
            for text in open_ones
            if is_measure(text) or (alone and (is_part(text) or _heads_something(level, wanted)))
        ]
        for text in set(texts) - set(open_ones) - declared.keys():
            level.verdicts[text] = None
    if not open_ones and len(wholes) == 1 and len(texts) > 1 and wholes[0] not in declared:
        # "Number" beside a line that a person called something else may be of both.
        open_ones = wholes
    if not open_ones:
        return
    foreign = any(level.verdicts[text] is Concern.OTHER for text in open_ones)
    known = around or (not foreign and is_breakdown(level.title))
    if len(texts) > 1 and known and _make_the_whole(table, level, wanted, asked):
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


def _heads_something(level: HeadingLevel, wanted: Wanted) -> bool:
    """True where all figures stand below one heading that names no offence: `applications`.

    Whoever asks for all crimes gets whatever a table lists; what isn't counted in crimes says so.
    """
    said = wanted.said_by(level.distinct[0])
    return level.along == "col" and bool(said) and not offences_named(said)


def _lacks_parts(level: HeadingLevel, wholes: Sequence[str]) -> bool:
    """True where a person called only some lines the parts of the whole; they are unclear then.

    Beside the whole itself its parts add nothing, whatever they were called.
    """
    parts = [text for text in level.distinct if level.verdicts[text] is Concern.BREAKDOWN]
    if parts and wholes:
        level.verdicts |= dict.fromkeys(parts, Concern.PART)
        return False
    others = [level.verdicts[text] for text in level.distinct if text not in parts]
    if not parts or not any(verdict in (Concern.PART, *_OPEN) for verdict in others):
        return False
    level.verdicts |= dict.fromkeys(parts, Concern.UNCLEAR)
    return True


def _wholes(level: HeadingLevel, open_ones: list[str]) -> list[str]:
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


def _by_codes(level: HeadingLevel, asked: Sequence[str]) -> bool:
    """Judge a level by the offence codes of its headings; False where they don't settle it.

    All classes asked for must be there, each once: one that is missing is not zero. A subclass
    of a class that was asked for is a part of it, of which nothing shows what the others are.
    """
    codes = {text: "" if is_part(text) else offence_in(text) for text in level.distinct}
    exact = [code for code in codes.values() if code in asked]
    if sorted(exact) != sorted(asked):
        return False
    whole = Concern.ASKED if len(asked) == 1 else Concern.BREAKDOWN
    for text, code in codes.items():
        within = code not in exact and any(is_of(code, one) for one in asked)
        level.verdicts[text] = whole if code in exact else Concern.PART if within else Concern.OTHER
    return True


def _by_words(text: str, among: Sequence[str], wanted: Wanted) -> Concern | None:
    if fold(text).strip(" .") in ("no", "n") and any(
        fold(other).strip(" .") in ("yes", "y") for other in among
    ):
        return Concern.UNCLEAR  # the answer "no", not "number"
    return wanted.concern_of(text)


def _stands_for_all(level: HeadingLevel, whole: str, wanted: Wanted, *, around: bool) -> bool:
    """True where one heading is the whole beside the others of its level.

    "Offences" beside "Value" is; "Total" is only below a line that names what was asked, and
    beside "Robbery" it may be the number of all crimes.
    """
    if level.verdicts[whole] is Concern.ASKED or not wanted.said_anything:
        return True
    others = [text for text in level.distinct if text != whole]
    if any(offences_named(wanted.said_by(text)) for text in others):
        return False
    return around or unit_claimed(whole) is not None


def _parts_exceed(table: HeldTable, level: HeadingLevel, whole: str) -> bool:
    """True where lines that name a part of what was asked come to more than the whole of it."""
    wholes: dict[tuple, int] = {}
    parts: dict[tuple, int] = defaultdict(int)
    at = 0 if level.along == "row" else 1
    for entry in table.entries:
        text = level.texts.get(entry.place[at])
        if text is None or entry.count is None or entry.count.low is None:
            continue
        key = (entry.force_ids, entry.period, entry.part_of, entry.place[1 - at])
        if text == whole and entry.count.high is not None:
            wholes[key] = wholes.get(key, 0) + entry.count.high
        elif level.verdicts.get(text) is Concern.PART:
            parts[key] = max(parts[key], entry.count.low)
    return any(parts[key] > all_of_it for key, all_of_it in wholes.items())


def _make_the_whole(table: HeldTable, level: HeadingLevel, wanted: Wanted, asked: Asked) -> bool:
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
        said = [asked.headings.get(fold(text)) for text in called]
        if any(one is not None and one.concern not in COUNTED for one in said):
            continue
        if all(
            not wanted.said_by(text) or wanted.concern_of(text) is Concern.ASKED for text in called
        ):
            covered |= parts
    return lines <= covered
