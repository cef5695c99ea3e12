"""What stands around a table: its title, its sheet, the legend, the letter, the request.

A period or a force that the axes don't give is filled from the nearest of these that names
exactly one, and the observation records which.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from foistats.documents.model import Document, as_text
from foistats.model.values import Count, Period
from foistats.naming.counts import legend_in, mark_key
from foistats.naming.counts.stand_ins import stand_ins_in
from foistats.naming.forces import area_named, area_reading
from foistats.naming.forces.speaking import Named
from foistats.naming.periods import PeriodReading, period_reading, periods_in, settle
from foistats.naming.periods.dating import periods_dating
from foistats.naming.periods.extents import Manner, extents_in
from foistats.naming.periods.other_years import says_other_year
from foistats.records import Asked
from foistats.tables.around.proposed import EVERY_TABLE
from foistats.tables.around.reply_day import reply_day
from foistats.tables.around.withheld import withheld_among
from foistats.tables.senses import SensedGrid
from foistats.tables.table import Table
from foistats.tables.words import tidy
from schemas.vocabulary import Source

# A table's own words are among the first of its sheet; a list of records has thousands.
_NEAR = 200
NOTHING_SAID = "no period is named"
_POLICE_NAME = re.compile(
    r"(?<![@./\w])(?:[A-Z][\w'’-]*\s+(?:(?:and|&|of)\s+)?){1,4}(?:Police|Constabulary|Constabularies)\b"
)
_SUPERSCRIPT = "[¹²³⁰⁴-⁹]+"
_FOOTNOTE_MARK = re.compile(
    rf"(?:\*+|[†‡§^]|{_SUPERSCRIPT}|[\[(](?:(?:foot)?note\s*)?\w{{1,2}}[\])])\s*$", re.IGNORECASE
)
_FOOTNOTE_LINE = re.compile(
    rf"^\s*(?P<mark>\*+|[†‡§^]|{_SUPERSCRIPT}|(?:foot)?note\s*\d{{1,2}}\b[).:]?"
    r"|[\[(]?(?:(?:foot)?note\s*)?\w{1,2}[\]).:]|\d{1,2}(?=\s+[A-Z][a-z]))\s*[-=:]?\s*(?P<said>.+)$",
    re.IGNORECASE,
)
_CUT_SHORT = re.compile(
    r"\bonly\b|\bto\s+date\b|\bpart(?:ial)?\b|\buntil\b|\bup\s+to\b|\bincomplete\b|\bnot\s+(?:yet\s+)?complete\b"
    r"|\bnot\s+a\s+full\b|\bso\s+far\b|\b(?:months?|quarters?|weeks?)\b|\bq[1-4]\b|\bhalf\b"
    r"|\bas\s+(?:at|of)\b|\bfrom\b.*\bto\b",
    re.IGNORECASE,
)


_OF_ALL = re.compile(r"\b(?:years|figures|data|tables?|counts)\b", re.IGNORECASE)
_OF_ALL_FIGURES = (Manner.AS_AT, Manner.UNTIL)


@dataclass(slots=True)
class Surroundings:
    """What a document says outside its tables: what its marks mean, what its sheets are named.

    `marks` has the figures that stand for others, too: `0` where small counts are shown as none.
    `replied_on` is the day of the reply. `when_said` are lines of the letter, and of sheets without
    tables, that say of all figures how far they reach, or when their years begin. `cover` are
    the lines of sheets without tables, `cover_pairs` their rows of two cells: `Weapon: Knife`.
    `proposed` are periods for tables that name none:
    where each stands, and its label. `of_name` is the one whose days the file's name gives.
    `named` are the forces in whose name its titles, notes and cover sheets speak. `blank` is what
    a blank can be at most, where the document says that small counts are withheld. `narrowed` is
    the file's name where it says that its figures are less than was asked.
    """

    marks: dict[str, Count]
    sheet_periods: dict[str, Period]
    sheet_forces: dict[str, tuple[str, ...]]
    letter_forces: tuple[str, ...] = ()
    replied_on: date | None = None
    when_said: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    cover_pairs: tuple[str, ...] = ()
    proposed: tuple[tuple[str, str], ...] = ()
    of_name: Period | None = None
    narrowed: str = ""
    named: tuple[Named, ...] = ()
    blank: Count | None = None


def look_around(
    document: Document, sensed: Sequence[SensedGrid], tables: Sequence[Table], asked: Asked
) -> Surroundings:
    """Gather the legend and the sheet names' meanings; the document's own legend comes first."""
    lines = list(_lines(document, sensed, tables))
    legend = legend_in(lines)
    marks = {mark: count for mark, count in legend.items() if isinstance(count, Count)}
    asked_marks = {mark_key(mark): count for mark, count in asked.marks.items()}
    declared = {mark: count for mark, count in asked_marks.items() if mark not in legend}
    withheld = withheld_among(lines, tables, {**legend, **declared})
    forces = _sheet_forces(sensed, asked)
    cover = _lines_of_covers(sensed, tables)
    return Surroundings(
        marks={**declared, **marks, **withheld.marks, **stand_ins_in(lines)},
        sheet_periods=_sheet_periods(sensed),
        sheet_forces=forces,
        letter_forces=() if asked.force_ids else _letter_forces(document.lines),
        replied_on=asked.received_on or reply_day(document) or document.sent_on,
        when_said=_when_said(document, cover),
        cover=cover,
        cover_pairs=_pairs_of_covers(sensed, tables),
        blank=withheld.blank,
    )


def _lines_of_covers(sensed: Sequence[SensedGrid], tables: Sequence[Table]) -> tuple[str, ...]:
    """The lines of sheets without tables: a cover, a sheet of notes."""
    covers = _covers(sensed, tables)
    return tuple(text for one in covers for _, text in one.words[:_NEAR])


def _pairs_of_covers(sensed: Sequence[SensedGrid], tables: Sequence[Table]) -> tuple[str, ...]:
    rows = (
        [cell.text for _, cell in one.filled(row)]
        for one in _covers(sensed, tables)
        for row in range(min(len(one.rows), _NEAR))
    )
    return tuple(f"{row[0].rstrip(' :')}: {row[1]}" for row in rows if len(row) == 2)


def _covers(sensed: Sequence[SensedGrid], tables: Sequence[Table]) -> list[SensedGrid]:
    with_tables = {id(table.sensed) for table in tables if table.measure_cols or table.label_cols}
    return [one for one in sensed if id(one) not in with_tables]


def _when_said(document: Document, cover: Sequence[str]) -> tuple[str, ...]:
    """Lines far from any table that speak of the time of all figures: `2023/24 is to September`."""
    said = dict.fromkeys((*document.lines, *cover, *document.margins))
    return tuple(line for line in said if _speaks_of_all_figures(line))


def _speaks_of_all_figures(line: str) -> bool:
    if says_other_year(line) and _OF_ALL.search(line):
        return True
    return any(extent.of or extent.manner in _OF_ALL_FIGURES for extent in extents_in(line))


def _lines(
    document: Document, sensed: Sequence[SensedGrid], tables: Sequence[Table]
) -> Iterable[str]:
    """Text that may hold a legend: rows outside the counts, captions, notes, running text."""
    counted = {(id(t.sensed), row) for t in tables for row in t.data_rows}
    for one in sensed:
        for row in range(len(one.rows)):
            if (id(one), row) in counted:
                continue
            texts = [cell.text for _, cell in one.filled(row)]
            yield from texts
            if len(texts) == 2:
                yield f"{texts[0]} = {texts[1]}"
        yield from one.grid.caption
        yield from one.grid.notes
    yield from document.lines


def _sheet_periods(sensed: Sequence[SensedGrid]) -> dict[str, Period]:
    readings: dict[str, PeriodReading] = {}
    for one in sensed:
        if not one.grid.is_sheet:
            continue
        found = period_reading(one.grid.name)
        spoken = (found,) if found is not None else periods_in(one.grid.name)
        if len(spoken) == 1 and spoken[0].part is None:
            readings[one.grid.name] = spoken[0]
    settled = settle(list(readings.values())) if readings else None
    if settled is not None:
        return dict(zip(readings, settled, strict=True))
    return {name: r.period for name, r in readings.items() if r.period is not None}


def _sheet_forces(sensed: Sequence[SensedGrid], asked: Asked) -> dict[str, tuple[str, ...]]:
    """Sheets named after forces; a name that is a region too is a region among regions."""
    names = [one.grid.name for one in sensed if one.grid.is_sheet]
    named = {name: area_named(name, asked.aliases) for name in names}
    areas = {name: area for name, area in named.items() if area is not None}
    regions = any(area.kind in ("region", "country") for area in areas.values())
    return {
        name: area.force_ids
        for name, area in areas.items()
        if area.kind in ("force", "joint") and not (regions and len(area.possible) > 1)
    }


def _letter_forces(lines: Iterable[str]) -> tuple[str, ...]:
    """The one force that a letter names in full, if it names no other; addresses don't count."""
    named: set[str] = set()
    for line in lines:
        for match in _POLICE_NAME.finditer(line):
            words = match.group().split()
            for start in range(len(words) - 1):
                area = area_reading(" ".join(words[start:]))
                if area is not None and area.kind in ("force", "joint"):
                    named |= set(area.force_ids)
                    break
    return tuple(named) if len(named) == 1 else ()


def titles_of(table: Table) -> list[str]:
    """The lines that head a table, nearest first: corner, title rows, the page's lines above."""
    sensed = table.sensed
    corner = [
        cell.text
        for row in reversed(table.header_rows)
        for col in table.label_cols
        if (cell := sensed.at(row, col)) is not None
    ]
    rows = [
        tidy(as_text(cell.value))
        for row in reversed(table.title_rows)
        for _, cell in sensed.filled(row)
    ]
    return [*corner, *rows, *reversed(table.sensed.grid.caption)]


def words_around(table: Table) -> list[str]:
    """Every line of text near a table: its titles and headings, and what stands below it."""
    sensed = table.sensed
    data = set(table.data_rows)
    near = islice((text for row, text in sensed.words if row not in data), _NEAR)
    return [sensed.grid.name, *near, *sensed.grid.caption, *sensed.grid.notes]


def fill_period(
    table: Table, around: Surroundings, asked: Asked
) -> tuple[PeriodReading | None, Source, str]:
    """The period that holds for a whole table, where its axes name none; else why there is none.

    The sheet's name and the title must not contradict each other; one may lie within the other.
    """
    if table.declared is not None and table.declared.period is not None:
        return _sure(table.declared.period), Source.LAYOUT, ""
    if table.name in asked.periods:
        return _sure(asked.periods[table.name]), Source.DECLARED, ""
    by_name = around.sheet_periods.get(table.sensed.grid.name)
    title = next((found for line in titles_of(table) if (found := periods_dating(line))), ())
    if by_name is not None:
        said = [r.period for r in title if r.period is not None]
        if any(not _overlap_whole(by_name, period) for period in said):
            return None, Source.TITLE, "the sheet's name and the title name different periods"
        return _sure(by_name), Source.SHEET_NAME, ""
    if len(title) == 1:
        return title[0], Source.TITLE, ""
    if len(title) > 1:
        return None, Source.TITLE, "the title names several periods"
    if EVERY_TABLE in asked.periods:
        return _sure(asked.periods[EVERY_TABLE]), Source.DECLARED, ""
    if around.of_name is not None:
        return _sure(around.of_name), Source.DOCUMENT, ""
    if asked.first is not None and asked.first == asked.last:
        return _sure(asked.first), Source.REQUEST, ""
    return None, Source.REQUEST, NOTHING_SAID


def _sure(period: Period) -> PeriodReading:
    return PeriodReading(period, (), None, False)


def _overlap_whole(period: Period, other: Period) -> bool:
    """True where one of two periods lies within the other."""
    return (period.start <= other.start and other.end <= period.end) or (
        other.start <= period.start and period.end <= other.end
    )


def footnotes_in(sensed: SensedGrid) -> list[tuple[int, str]]:
    """The row and text of each cell that may be a footnote; found once for a grid."""
    if sensed.footnotes is None:
        sensed.footnotes = [(row, text) for row, text in sensed.words if _FOOTNOTE_LINE.match(text)]
    return sensed.footnotes


def limits_said(table: Table) -> dict[str, tuple[str, str]]:
    """Footnotes that may cut a period short, by their mark: `* April to December 2018`.

    Each is given as it stands and without its mark, which may be taken for a day.
    """
    sensed = table.sensed
    rows = set(table.data_rows) | set(table.header_rows)
    lines = [text for row, text in footnotes_in(sensed) if row not in rows]
    said: dict[str, tuple[str, str]] = {}
    for line in [*lines, *sensed.grid.caption, *sensed.grid.notes]:
        match = _FOOTNOTE_LINE.match(line)
        if match and (cuts_short(match["said"]) or extents_in(match["said"])):
            said[bare_mark(match["mark"])] = line, match["said"]
    return said


def cuts_short(said: str) -> bool:
    """True where a footnote to a year, or to a figure of it, has a word for a part of a year.

    >>> cuts_short("nine months"), cuts_short("April to December 2021"), cuts_short("Source: RMS")
    (True, False, False)
    """
    return _CUT_SHORT.search(said) is not None


def footnote_of(heading: str) -> str:
    """The footnote mark at the end of a heading, bare: `2018/19*` has `*`, `[note 1]` has `1`."""
    match = _FOOTNOTE_MARK.search(heading)
    return bare_mark(match.group()) if match else ""


def footnote_parts(line: str) -> tuple[str, str]:
    """The mark that opens a note, bare, and what follows it; without a mark "" and the line.

    >>> footnote_parts("[note 1] Excludes attempts"), footnote_parts("Excludes attempts")
    (('1', 'Excludes attempts'), ('', 'Excludes attempts'))
    """
    found = _FOOTNOTE_LINE.match(line)
    return (bare_mark(found["mark"]), found["said"]) if found is not None else ("", line)


def bare_mark(mark: str) -> str:
    """A footnote mark without its brackets; a raised digit is the digit."""
    bare = re.sub(r"(?i)[\s()\[\].:=-]|(?:foot)?notes?", "", mark)
    return "".join(str(unicodedata.digit(sign, sign)) for sign in bare)


def fill_force(table: Table, around: Surroundings, asked: Asked) -> tuple[tuple[str, ...], Source]:
    """The force that a whole table belongs to, where its axes name none; () where none is known."""
    if table.declared is not None and table.declared.force_ids:
        return table.declared.force_ids, Source.LAYOUT
    name = table.sensed.grid.name
    if name in around.sheet_forces:
        return around.sheet_forces[name], Source.SHEET_NAME
    for line in titles_of(table):
        area = area_named(line, asked.aliases)
        if area is not None and area.kind in ("force", "joint") and len(area.possible) <= 1:
            return area.force_ids, Source.TITLE
    if not asked.force_ids and around.letter_forces:
        return around.letter_forces, Source.DOCUMENT
    return asked.force_ids, Source.RESPONSE
