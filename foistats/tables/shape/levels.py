"""What one row of headings, or one column of labels, means as a whole.

A level has one meaning for all of its entries: `2019` among years is a period, among counts it
isn't; `West Midlands` among regions is a region, among forces a force.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from foistats.model.values import Period
from foistats.naming.forces import Area
from foistats.naming.periods import (
    PeriodPart,
    PeriodReading,
    period_reading,
    settle,
)
from foistats.naming.periods.dating import periods_dating
from foistats.naming.periods.extents import year_cut_short, year_limited
from foistats.naming.periods.meant import headings_may_be, period_if
from foistats.naming.periods.spans import FIRST_YEAR
from foistats.tables.senses import SensedCell
from foistats.tables.shape.day_levels import question_about, read_days
from foistats.tables.shape.row_roles import consecutive
from foistats.tables.words import Claim, claim_of, is_dimension, spoken
from schemas.vocabulary import HeadingsAre, PeriodKind

# "Type of force" and "use of force" speak of no police force.
_AREA_TITLE = re.compile(
    r"(?<!type of )(?<!types of )(?<!use of )(?<!level of )(?<!kind of )(?<!reason for )"
    r"\b(?:forces?|polic\w+|constabular\w+|heddlu)\b(?!\s+(?:used|type|tactic))",
    re.IGNORECASE,
)
_REGION_TITLE = re.compile(r"^(?:police\s+)?regions?$", re.IGNORECASE)
_PERIOD_TITLE = re.compile(
    r"\b(?:years?|fy|yr|periods?|months?|quarters?|dates?|blwyddyn)\b", re.IGNORECASE
)
_EARLY = re.compile(r"^1[5-9]\d\d$")
_NUMBERED = {
    PeriodKind.QUARTER: re.compile(r"\bquarters?\b|\bqtr\b", re.IGNORECASE),
    PeriodKind.MONTH: re.compile(
        r"^(?:calendar\s+)?(?:months?|mth|mnth)(?:\s*(?:no\.?|num|number))?$", re.IGNORECASE
    ),
}
_AGES_SPOKEN = re.compile(r"\bages?\b|\baged\b|\byears? old\b|\boed(?:ran)?\b", re.IGNORECASE)
_FINANCIAL_SPOKEN = re.compile(
    r"\bfinancial\s+years?\b|\bfiscal\b|\bfin\.?\s+years?\b|\bblwyddyn\s+ariannol\b"
    r"|\bapr(?:il)?\b.{1,12}\bmar(?:ch)?\b|\byears?\s+(?:ending|ended|to)\b",
    re.IGNORECASE,
)
_SHORT_YEARS = re.compile(r"^\s*\d{2}\s*[-/–—]\s*\d{2}\b")
_INDEX_TITLE = re.compile(
    r"^(?:\w+\s+)?(?:no|nos|nr|numbers?|index|row|line|item|serial|s/?n|id|ids|ref\w*|urn|records?|#)"
    r"\W*(?:no\.?|numbers?|ids?)?\W*$|^#$",
    re.IGNORECASE,
)
_YEAR_STROKE = re.compile(r"^\s*((?:19|20)\d\d)/(\d\d)\s*$")
_SHORT_STROKE = re.compile(r"^\d\d/\d\d\b")
_AGE_BAND = re.compile(
    r"^\s*(?:(?:under|over|below|aged?)\s+\d{1,2}\b|\d{1,2}\s*(?:[-–—]|to)\s*\d{1,2}\s*(?:years?)?\s*$"
    r"|\d{1,2}\s*(?:\+|and\s+(?:over|under|above|below)|or\s+(?:over|under|older|younger)))",
    re.IGNORECASE,
)
_AGE_TITLE = re.compile(
    r"(?<!any )(?<!all )\b(?:ages?|aged|years? old|oed|band|range)\b", re.IGNORECASE
)


# `2014_murders` is a heading; `2015_04_OR0240000` numbers a record.
_YEAR_IN_A_NAME = re.compile(r"(?:[A-Za-z]+_+)*(?:19|20)\d\d(?:_+[A-Za-z]+)*")
_YEARS_OR_FINANCIAL = (
    HeadingsAre.CALENDAR_YEARS,
    HeadingsAre.FINANCIAL_YEARS_BEGUN,
    HeadingsAre.FINANCIAL_YEARS_ENDED,
)
_MONTHS_OR_YEARS = (HeadingsAre.MONTHS, HeadingsAre.YEARS_TO_THE_MONTH)
_NO_FORCES = {"region", "country"}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the words around a table say of its headings, before any is read.

    `ages`: ages are spoken of, so 16-17 may be one. `financial`: financial years are spoken of, so
    a bare 2016 may be one. `ages_beside`: the labels of the other axis are ages, so that 18/19 is
    none. `sender`: the forces that the document comes from. `kind`: the kind of period that was
    asked for. `said`: what a person said that headings are whose period is open.
    """

    sender: tuple[str, ...] = ()
    ages: bool = False
    ages_beside: bool = False
    financial: bool = False
    kind: PeriodKind | None = None
    said: HeadingsAre | None = None


def hints_from(near: Iterable[str], around: Iterable[str], sender: Sequence[str]) -> Hints:
    """The hints of the lines `near` a table, and of all those `around` it.

    Only a table's own lines can say that it divides by age: another table of the sheet may.
    """
    return Hints(
        sender=tuple(sender),
        ages=any(_spoken(line)[0] for line in near),
        financial=any(_spoken(line)[1] for line in around),
    )


def are_ages(cells: Iterable[SensedCell]) -> bool:
    """True where most of some labels are bands of ages: `Under 18`, `18 - 20`, `65 and over`."""
    bands = [bool(_AGE_BAND.match(cell.text)) for cell in cells if _may_name(cell.text)]
    return sum(bands) * 2 > len(bands)


def _may_be_ages(hints: Hints, title: str) -> bool:
    return not hints.ages_beside and (hints.ages or bool(_AGE_TITLE.search(title)))


@lru_cache(maxsize=20_000)
def _spoken(line: str) -> tuple[bool, bool]:
    return bool(_AGES_SPOKEN.search(line)), bool(_FINANCIAL_SPOKEN.search(line))


class LevelKind(StrEnum):
    """What the entries of a level are."""

    PERIOD = "period"
    PART = "part"
    AREA = "area"
    CATEGORY = "category"


@dataclass(slots=True)
class Level:
    """One level: its entries by line (a row or a column of the grid) and what they mean.

    `unsettled` are lines whose period can mean two things; `unknown` lines that should name a
    period or a force, by the company they keep, and don't. `caption` is True where it holds the
    names of a pivot table's fields, which say nothing of any count. `outside` are lines of years
    before 1974. `asks` is the one question that unsettled lines share, where there is one;
    `declared` is True where a person said what the open headings of the level are.
    """

    kind: LevelKind
    title: str
    texts: dict[int, str]
    periods: dict[int, Period] = field(default_factory=dict)
    parts: dict[int, PeriodPart] = field(default_factory=dict)
    areas: dict[int, Area] = field(default_factory=dict)
    unsettled: set[int] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    unclear: bool = False
    caption: bool = False
    outside: set[int] = field(default_factory=set)
    asks: dict[int, str] = field(default_factory=dict)
    declared: bool = False


def read_level(
    entries: dict[int, SensedCell], *, title: str, hints: Hints, declared: str = ""
) -> Level:
    """Decide what a level means from its entries, its title, the hints, and a layout's word."""
    texts = {line: cell.text for line, cell in entries.items()}
    if declared == "category":
        return Level(LevelKind.CATEGORY, title, texts)
    level = _read_level(entries, title=spoken(title), texts=texts, hints=hints, declared=declared)
    level.title = title
    return level


def _read_level(
    entries: dict[int, SensedCell],
    *,
    title: str,
    texts: dict[int, str],
    hints: Hints,
    declared: str,
) -> Level:
    plain = {line: cell for line, cell in entries.items() if _may_name(cell.text)}
    if declared == "force":
        title = f"{title} force"
    level = (
        _as_periods(plain, title=title, texts=texts, hints=hints)
        or _as_parts(plain, title=title, texts=texts)
        or _as_days(plain, title=title, texts=texts, hints=hints)
    )
    if level is not None:
        return level
    areas = _as_areas(plain, title=title, texts=texts, sender=hints.sender)
    if areas is not None:
        return areas
    spoken = None if hints.ages else _as_spoken_periods(entries, title=title, texts=texts)
    return spoken or Level(LevelKind.CATEGORY, title, texts)


def _may_name(text: str) -> bool:
    return claim_of(text) not in (Claim.TOTAL, Claim.DERIVED)


def _as_periods(
    plain: dict[int, SensedCell], *, title: str, texts: dict[int, str], hints: Hints
) -> Level | None:
    readings: dict[int, PeriodReading] = {}
    unknown: set[int] = set()
    cut_short: set[int] = set()
    outside = _early_years(plain)
    in_turn = not _AGE_TITLE.search(title) and _years_by_their_form(plain.values())
    ages = not in_turn and _may_be_ages(hints, title)
    months = _year_and_month(plain.values())
    for line, cell in plain.items():
        if line in outside:
            continue
        reading = period_reading(cell.text.replace("/", "-")) if months else cell.period
        if reading is None and year_cut_short(cell.text) is not None:
            cut_short.add(line)
        elif reading is None and (year := year_limited(cell.text)) is not None:
            readings[line] = PeriodReading(year, (), None, False)
        elif (
            reading is None or reading.part is not None or (ages and _SHORT_YEARS.match(cell.text))
        ):
            unknown.add(line)
        else:
            readings[line] = reading
    if not readings or len(unknown) > len(readings):
        return None
    if all(reading.bare for reading in readings.values()) and _numbers_lines(title):
        return None
    bare = [line for line, reading in readings.items() if reading.bare]
    if (
        len(bare) == len(readings)
        and not in_turn
        and not _years_in_earnest(
            {line: plain[line] for line in bare},
            title="" if hints.ages_beside else title,
            alone=not unknown,
        )
    ):
        return None
    level = Level(LevelKind.PERIOD, title, texts, unsettled=cut_short, unknown=unknown)
    level.outside = outside
    calendar = [
        r for r in readings.values() if r.period and r.period.kind is PeriodKind.CALENDAR_YEAR
    ]
    if hints.financial and len(bare) == len(readings) == len(calendar):
        # "2016" where financial years are spoken of: 2015/16, 2016/17 or the calendar year.
        what = "calendar years, and financial years are spoken of"
        return _open(level, readings, what, _YEARS_OR_FINANCIAL, hints)
    settled = settle(list(readings.values()))
    if settled is not None and _year_ends(settled):
        what = "months that don't follow one another, perhaps the ends of longer periods"
        return _open(level, readings, what, _MONTHS_OR_YEARS, hints)
    if settled is not None:
        level.periods = dict(zip(readings, settled, strict=True))
        return level
    level.periods = {line: r.period for line, r in readings.items() if r.period is not None}
    unclear = {line: r for line, r in readings.items() if r.period is None}
    return _open(level, unclear, "each can mean several periods", tuple(HeadingsAre), hints)


def _open(
    level: Level,
    readings: Mapping[int, PeriodReading],
    what: str,
    meanings: Sequence[HeadingsAre],
    hints: Hints,
) -> Level:
    """A level some of whose headings are open: read as a person said, or asked about in one."""
    if hints.said is not None and hints.said in meanings:
        told = {line: period_if(reading, hints.said) for line, reading in readings.items()}
        known = {line: period for line, period in told.items() if period is not None}
        if len(known) == len(readings):
            level.periods |= known
            level.declared = True
            return level
    level.unsettled |= readings.keys()
    possible = [one for one in headings_may_be(list(readings.values())) if one in meanings]
    asks = question_about([level.texts[line] for line in readings], what, possible)
    level.asks = dict.fromkeys(readings, asks)
    return level


def _early_years(plain: Mapping[int, SensedCell]) -> set[int]:
    """The lines of years before 1974 that lead up, year by year, to years that can be read.

    `1972, 1973, 1974, 1975`: a series that goes further back than the forces do.
    """
    early = {
        line: int(cell.text)
        for line, cell in plain.items()
        if _EARLY.match(cell.text) and int(cell.text) < FIRST_YEAR
    }
    others = {cell.text for line, cell in plain.items() if line not in early}
    if not all(re.fullmatch(r"(?:19|20)\d\d", text) for text in others):
        return set()
    years = sorted({*early.values(), *map(int, others)})
    return set(early) if others and consecutive(years) else set()


def _numbers_lines(title: str) -> bool:
    """True for `No.`, `Ref` or `Index` over a column: 1985 among its entries is no year."""
    return bool(_INDEX_TITLE.search(spoken(title))) and not _PERIOD_TITLE.search(title)


def _year_and_month(cells: Iterable[SensedCell]) -> bool:
    """True for 2011/10, 2011/11, 2011/12: months, since the first is no financial year."""
    written = [_YEAR_STROKE.match(cell.text) for cell in cells]
    pairs = [(int(one[1]), int(one[2])) for one in written if one is not None]
    return (
        len(pairs) == len(written) > 0
        and all(1 <= month <= 12 for _, month in pairs)
        and any((year + 1) % 100 != month for year, month in pairs)
    )


def _years_by_their_form(cells: Iterable[SensedCell]) -> bool:
    """True for 17/18, 18/19, 19/20: each begins where the last ends, and no ages are written so."""
    texts = [cell.text.strip() for cell in cells if cell.period is not None]
    short = list(dict.fromkeys(text for text in texts if _SHORT_STROKE.match(text)))
    return len(short) > 1 and consecutive([text[:2] for text in short])


def _year_ends(periods: list[Period]) -> bool:
    """Mar-17, Mar-18, Mar-19, or Sep-16, Mar-17: months apart may be the ends of longer periods."""
    if not all(p.kind is PeriodKind.MONTH for p in periods):
        return False
    months = sorted({p.start.year * 12 + p.start.month for p in periods})
    return len(months) > 1 and all(b - a > 1 for a, b in pairwise(months))


def _years_in_earnest(cells: dict[int, SensedCell], *, title: str, alone: bool) -> bool:
    """Bare years and forms like 16-17 are periods only in the company of other years."""
    if _AGE_TITLE.search(title):
        return False
    if title and _PERIOD_TITLE.search(title) and alone:
        return True
    texts = list(dict.fromkeys(cell.text for cell in cells.values()))
    if all(re.match(r"^(?:19|20)\d\d(?:\.0)?\W*$", text) for text in texts):
        return alone
    starts = [int(match.group()) for text in texts if (match := re.match(r"\d+", text))]
    in_turn = len(starts) == len(texts) > 1 and consecutive(texts)
    steps = {b - a for a, b in pairwise(starts)}
    return alone and (in_turn or (len(starts) == len(texts) > 1 and steps in ({1}, {-1})))


def _as_parts(plain: dict[int, SensedCell], *, title: str, texts: dict[int, str]) -> Level | None:
    """Months or quarters that need a year; the bare numbers of a column titled so count too."""
    numbered = next((kind for kind, words in _NUMBERED.items() if words.search(title)), None)
    most = 4 if numbered is PeriodKind.QUARTER else 12
    parts: dict[int, PeriodPart] = {}
    for line, cell in plain.items():
        reading = cell.period
        text = cell.text
        if reading is not None and reading.part is not None:
            parts[line] = reading.part
        elif numbered is None or not (text.isascii() and text.isdigit() and 0 < int(text) <= most):
            return None
        else:
            parts[line] = PeriodPart(numbered, int(text))
    return Level(LevelKind.PART, title, texts, parts=parts) if parts else None


def _as_days(
    plain: dict[int, SensedCell], *, title: str, texts: dict[int, str], hints: Hints
) -> Level | None:
    """Days that stand for the months or years that they begin or end; see `day_levels`."""
    read = read_days(plain, title=title, kind=hints.kind, declared=hints.said)
    if read is None:
        return None
    known = read.periods.keys() | read.unsettled | read.outside
    return Level(
        LevelKind.PERIOD,
        title,
        texts,
        periods=read.periods,
        unsettled=read.unsettled,
        unknown=set(plain) - known,
        outside=read.outside,
        asks=dict.fromkeys(read.unsettled, read.asks),
        declared=read.declared,
    )


def _as_areas(
    plain: dict[int, SensedCell], *, title: str, texts: dict[int, str], sender: Sequence[str]
) -> Level | None:
    """Forces and regions: by the title, or because (nearly) every entry is one.

    Derby beside Derbyshire are youth offending teams, not forces: where some entries are forces and
    too many aren't, the level is left unclear rather than read either way.
    """
    areas: dict[int, Area] = {}
    for line, cell in plain.items():
        area = None if cell.numeric else cell.area
        if area is not None and area.kind != "other":
            areas[line] = area
    titled = bool(_AREA_TITLE.search(title)) and not is_dimension(title)
    of_regions = bool(_REGION_TITLE.search(title))
    distinct = {cell.text.casefold() for cell in plain.values()}
    known = {plain[line].text.casefold() for line in areas}
    if not titled:
        if len(known) * 2 < len(distinct) or not known:
            return None
        if len(distinct) == 1 and not _is_sender_or_police(areas, next(iter(known)), sender):
            return None
    elif not plain:
        return None
    unknown = set(plain) - areas.keys()
    nearly_all = len(distinct - known) * 10 <= len(distinct)
    level = Level(LevelKind.AREA, title, texts, areas=_told_apart(areas, title), unknown=unknown)
    level.unclear = not titled and bool(unknown) and not nearly_all
    if level.unclear and (of_regions or _are_regions(areas.values())):
        return (
            None  # "East" and "England (Total)" among regions: names, about which a person is asked
        )
    return level


def _are_regions(areas: Iterable[Area]) -> bool:
    """True where none of some areas can only be a force, and several can only be regions."""
    kinds = [{one.kind for one in (area, *area.possible)} for area in areas]
    regions = sum(one <= _NO_FORCES for one in kinds)
    return regions > 1 and all(one & _NO_FORCES for one in kinds)


def _told_apart(areas: dict[int, Area], title: str) -> dict[int, Area]:
    """`West Midlands ` above its forces is the region, `West Midlands` among them the force.

    Under the title "Region" each is a region.

    Where other regions stand in the level, a name that is both comes twice: the region first.
    One that comes once among regions alone is a region; among forces alone, a force.
    """
    told = dict(areas)
    both = [line for line, area in areas.items() if len(area.possible) > 1]
    sure = [area for area in areas.values() if len(area.possible) <= 1]
    regions = any(area.kind in ("region", "country") for area in sure)
    forces = any(area.kind in ("force", "joint") for area in sure)
    for line in both:
        same = [
            other for other in both if areas[other].name.casefold() == areas[line].name.casefold()
        ]
        if _REGION_TITLE.search(title):
            kind = "region"
        elif len(same) > 1 and regions:
            kind = "region" if line == min(same) else "force"
        elif regions and forces:
            del told[line]  # once among both: either reading could be meant
            continue
        else:
            kind = "region" if regions else "force"
        told[line] = next((a for a in areas[line].possible if a.kind == kind), areas[line])
    return told


def _is_sender_or_police(areas: dict[int, Area], text: str, sender: Sequence[str]) -> bool:
    """One name alone is a force if it says so, or is the sender's, or nobody is known to send."""
    area = next(iter(areas.values()))
    if _AREA_TITLE.search(text) or not sender:
        return True
    return bool(set(area.force_ids) & set(sender)) or area.kind == "joint"


def _as_spoken_periods(
    entries: dict[int, SensedCell], *, title: str, texts: dict[int, str]
) -> Level | None:
    """Labels that each speak of one period: `Offences in 2016/17`, `Total 2016/17 to 2020/21`."""
    periods: dict[int, Period] = {}
    for line, written in texts.items():
        text = spoken(written) if _YEAR_IN_A_NAME.fullmatch(written) else written
        if claim_of(text) is Claim.DERIVED:
            continue  # "Change" beside "Offences 2018" and "Offences 2019"
        if "_" in text and " " not in text.strip():
            return None  # 2015_04_OR0240000: what numbers a record, and no label
        readings = periods_dating(text) if any(ch.isdigit() for ch in text) else ()
        if len(readings) != 1 or readings[0].period is None:
            return None
        periods[line] = readings[0].period
    if not periods or all(cell.numeric for cell in entries.values()):
        return None
    return Level(LevelKind.PERIOD, title, texts, periods=periods)
