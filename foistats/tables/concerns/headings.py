"""One level of a table's headings, held against the question: which of them are what was asked.

Each level is judged as a whole. Among `Burglary` and `Robbery` only one line is what was asked;
`Male` and `Female` are it together, where a printed total shows that they make the whole.
"""

from collections.abc import Iterator, Sequence, Set

from foistats.errors import UnreadableOffence
from foistats.naming.offences import is_of, offence_in, read_offence_code
from foistats.naming.spelling import fold
from foistats.question.wanted import Wanted, offences_named, parts_named
from foistats.records import Asked
from foistats.tables.concerns.captions import near
from foistats.tables.concerns.exhaustive import leaves_out_a_rest
from foistats.tables.concerns.held import COUNTED, HeadingLevel, HeldTable
from foistats.tables.concerns.overlaps import held_by_others
from foistats.tables.concerns.several_wholes import several_wholes, versions_of_it
from foistats.tables.concerns.shown_parts import (
    added_to,
    denied,
    is_outcome,
    make_the_whole,
    parts_by_name,
    parts_exceed,
)
from foistats.tables.entries import Entry, TableReading
from foistats.tables.figures.amounts import Direction
from foistats.tables.figures.versions import says_version_only
from foistats.tables.shape.axes import Axis
from foistats.tables.shape.levels import Level, LevelKind
from foistats.tables.words import Claim, claim_of, is_breakdown, is_measure, is_part, unit_claimed
from schemas.vocabulary import Concern, Source

_FIVE_DIGITS = 5


def levels_of(
    reading: TableReading, entries: Sequence[Entry], wanted: Wanted
) -> Iterator[HeadingLevel]:
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
            # "2021 charged" and "2021 Poole" are years, and of something else than "2021".
            timed = {
                line: text
                for line, text in level.texts.items()
                if line in lines and level.kind is LevelKind.PERIOD and wanted.adds_to_a_time(text)
            }
            if timed:
                yield HeadingLevel(along, timed, of_times=True)
            totals = _totals_of_like_periods(level, axis, lines)
            texts = {
                line: text
                for line, text in texts.items()
                if line not in timed and line not in totals
            }
            if texts and level.kind is LevelKind.CATEGORY:
                yield HeadingLevel(along, texts, level.title)
                continue
            # "2018/19 Total", "Unknown" among months: each is judged by itself.
            by_text: dict[str, dict[int, str]] = {}
            for line, text in texts.items():
                by_text.setdefault(fold(text), {})[line] = text
            yield from (HeadingLevel(along, lines_of) for lines_of in by_text.values())


def _totals_of_like_periods(level: Level, axis: Axis, lines: Set[int]) -> frozenset[int]:
    """The lines called `2021/22 total` where all lines that count are periods of one kind."""
    kinds = {
        period.kind if (period := axis.lines[line].period) is not None else None
        for line in level.texts
        if line in lines and line in axis.lines
    }
    if level.kind is not LevelKind.PERIOD or len(kinds) != 1 or None in kinds:
        return frozenset()
    return frozenset(line for line, text in level.texts.items() if claim_of(text) is Claim.TOTAL)


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
        if (meaning := asked.meaning_of(fold(text))) is not None
    }
    folded = {fold(text) for text in texts}
    if level.of_times and not declared and _only_say_it_again(level, wanted):
        level.verdicts = dict.fromkeys(texts, Concern.ASKED)
        return
    level.verdicts = {text: declared.get(text, _by_words(text, folded, wanted)) for text in texts}
    _set_right(table, level, set(texts) - declared.keys(), wanted)
    if asked.offences and _by_codes(level, asked.offences):
        table.left_out += [t for t in texts if level.verdicts[t] is Concern.OTHER]
        return
    if all(map(says_version_only, texts)) and _is_once(table, level):
        level.verdicts |= dict.fromkeys(set(texts) - declared.keys(), None)
        return
    open_ones = [
        text
        for text in texts
        if text not in declared and level.verdicts[text] not in (None, Concern.ASKED)
    ]
    ask = versions_of_it(level, declared)
    wholes = _wholes(level, open_ones)
    ask = ask or several_wholes(level, wholes, declared)
    if ask is not None:
        table.asks.append(ask)
        return
    if len(wholes) == 1 and (
        len(texts) == 1 or _stands_for_all(level, wholes[0], wanted, around=around)
    ):
        _take_whole(table, level, whole=wholes[0], open_ones=open_ones, wanted=wanted, asked=asked)
        return
    if not wanted.said_anything:
        open_ones = _open_of_all(table, level, open_ones, wanted)
        for text in set(texts) - set(open_ones) - declared.keys():
            level.verdicts[text] = None
    if not open_ones and len(wholes) == 1 and len(texts) > 1 and wholes[0] not in declared:
        # "Number" beside a line that a person called something else may be of both.
        open_ones = wholes
    if not open_ones:
        return
    foreign = any(level.verdicts[text] is Concern.OTHER for text in open_ones)
    divided = is_breakdown(level.title) and not _says_neither_when_nor_what(table)
    known = around or (not foreign and (divided or parts_by_name(level, wanted)))
    if (
        len(texts) > 1
        and (known or not foreign)
        and make_the_whole(table, level, wanted, asked, by_name=not known)
        and not leaves_out_a_rest(table, level, wanted)
    ):
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


def _set_right(table: HeldTable, level: HeadingLevel, open_ones: Set[str], wanted: Wanted) -> None:
    """Give the verdicts that more than the words of a heading decides: `H1 2021`, `Residential`."""
    for text in open_ones:
        if level.of_times and wanted.is_of_some_of_a_time(text):
            level.verdicts[text] = Concern.UNCLEAR
        elif level.verdicts[text] is Concern.WIDER and any(
            wanted.is_completed_by(text, line) for line in near(table.reading)
        ):
            level.verdicts[text] = Concern.ASKED


def _only_say_it_again(level: HeadingLevel, wanted: Wanted) -> bool:
    """True for `Robberies 2021/22` beside `Robberies 2022/23`: the years of what was asked."""
    return all(
        wanted.caption_of(text) is Concern.ASKED and not wanted.is_of_some_of_a_time(text)
        for text in level.distinct
    )


def _is_once(table: HeldTable, level: HeadingLevel) -> bool:
    """True where no two counts of a table differ in nothing but their heading in one level."""
    at = 0 if level.along == "row" else 1
    things = []
    for entry in table.entries:
        text = level.texts.get(entry.place[at])
        if text is not None:
            others = tuple(label for label in entry.labels if fold(label) != fold(text))
            things.append((entry.force_ids, entry.period, others))
    return len(set(things)) == len(things)


def _says_neither_when_nor_what(table: HeldTable) -> bool:
    """True where a table takes its period from the request, and names nothing that it counts.

    Nationalities and how many of each there are may be of anything that was ever counted.
    """
    axes = (table.reading.rows, table.reading.cols)
    texts = {
        text for axis in axes if axis for level in axis.levels for text in level.texts.values()
    }
    dated = any(entry.period_from is not Source.REQUEST for entry in table.entries)
    return not dated and not any(unit_claimed(text) for text in texts)


def _take_whole(
    table: HeldTable,
    level: HeadingLevel,
    *,
    whole: str,
    open_ones: Sequence[str],
    wanted: Wanted,
    asked: Asked,
) -> None:
    """Count one heading and leave out the others, unless they show that it is less than it says."""
    texts = level.distinct
    if open_ones and parts_exceed(table, level, whole):
        level.verdicts |= dict.fromkeys(texts, Concern.UNCLEAR)
        why = f"they come to more than {whole!r}, which they should be parts of"
        table.asks.append((tuple(open_ones), why))
        return
    # What a person said of a line settles it.
    beside = [t for t in added_to(table, level, whole) if asked.meaning_of(fold(t)) is None]
    if not beside or asked.meaning_of(fold(whole)) is not None:
        table.left_out += [text for text in texts if text != whole]
    elif make_the_whole(table, level, wanted, asked, by_name=True):
        level.verdicts |= dict.fromkeys(texts, Concern.BREAKDOWN)
    else:
        level.verdicts |= dict.fromkeys((whole, *beside), Concern.UNCLEAR)
        why = "a total adds them up: is the first without the others what was asked?"
        table.asks.append(((whole, *beside), why))


def _open_of_all(
    table: HeldTable, level: HeadingLevel, open_ones: Sequence[str], wanted: Wanted
) -> list[str]:
    """The headings that a person is asked about where all offences were asked for.

    A table may list any offences; alone, a line must name a kind of offence. No line is all of them
    where the table prints how many there are in all and this isn't their sum; of a line and a part
    of it both are unclear.
    """
    if _lacks_its_whole(table, level, wanted):
        return list(open_ones)
    # Numbers alone are codes, quarters or ages of records, and claim nothing.
    open_ones = [text for text in open_ones if any(letter.isalpha() for letter in text)]
    if len(level.distinct) == 1:
        outcomes = [text for text in open_ones if is_outcome(text, wanted)]
        return outcomes or [text for text in open_ones if not wanted.names_offence(text)]
    held = held_by_others(table, level, wanted)
    return [text for text in open_ones if is_measure(text) or text in held]


def _lacks_its_whole(table: HeldTable, level: HeadingLevel, wanted: Wanted) -> bool:
    """True where a line called the whole stands there and nothing shows what it is the sum of."""
    axis = table.reading.rows if level.along == "row" else table.reading.cols
    return axis is not None and any(
        axis.lines.get(line.index) is line
        and line.labels
        and all(wanted.concern_of(text) in (None, Concern.ASKED) for text in line.labels)
        for line in table.reading.sums.unknown
    )


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
    codes = {text: _code_of(text) for text in level.distinct}
    exact = [code for code in codes.values() if code in asked]
    if sorted(exact) != sorted(asked):
        return False
    whole = Concern.ASKED if len(asked) == 1 else Concern.BREAKDOWN
    for text, code in codes.items():
        within = code not in exact and any(is_of(code, one) for one in asked)
        level.verdicts[text] = whole if code in exact else Concern.PART if within else Concern.OTHER
    return True


def _code_of(text: str) -> str:
    """The code that a heading is; empty where its other words name some of what has the code."""
    if is_part(text) or parts_named(text):
        return ""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    if len(first) == _FIVE_DIGITS and first.isdigit():
        try:
            return read_offence_code(first).code
        except UnreadableOffence:
            return ""
    return offence_in(text)


def _by_words(text: str, among: Set[str], wanted: Wanted) -> Concern | None:
    if fold(text) in ("no", "n") and not among.isdisjoint(("yes", "y")):
        return Concern.UNCLEAR  # the answer "no", not "number"
    concern = wanted.concern_of(text)
    return Concern.UNCLEAR if concern is None and denied(text, among) else concern


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
