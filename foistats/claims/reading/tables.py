"""Tables in a draft: lines of cells parted by tabs or bars, under a line that heads the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from foistats.claims.mentions import Form, Number
from foistats.claims.model import AreaRef, Claim, Read, Statistic, StatisticKind, Verdict
from foistats.claims.reading.claiming import described
from foistats.claims.reading.periods import When
from foistats.claims.reading.said import said
from foistats.claims.reading.scene import Areas, Scene
from foistats.claims.reading.sentence import Sentence
from foistats.claims.reading.tokens import Knows, tokens_of
from foistats.model.values import Period
from foistats.records import Request

_CELL = re.compile(r"[^\t|]+")
_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|:–—-]*")
_CHANGE = re.compile(r"\b(?:change|rise|increase|difference|%)", re.IGNORECASE)
_MOST_AREAS = 8
_TOTAL = re.compile(r"\b(?:total|all years|sum)\b", re.IGNORECASE)


class _Cell:
    """One cell of a line: its sentence, and where it stands."""

    def __init__(self, start: int, end: int, sentence: Sentence) -> None:
        self.start, self.end, self.sentence = start, end, sentence

    @property
    def numbers(self) -> list[Number]:
        return [t.number for t in self.sentence.tokens if t.number is not None]


def table_lines(text: str) -> list[tuple[int, int]]:
    """Where the lines of tables start and end."""
    return [
        (line.start(), line.end())
        for line in _LINE.finditer(text)
        if re.search(r"\S[^\n]*[\t|][^\n]*\S", line[0]) and len(_CELL.findall(line[0])) > 1
    ]


def read_tables(
    text: str,
    *,
    numbers: Sequence[Number],
    knows: Knows,
    request: Request,
    scenes: Sequence[tuple[int, Scene]],
) -> dict[int, Read]:
    """The numbers of every table, by where they start.

    `scenes` has what was named before each line: a caption's area, period and category hold for
    the cells whose row and column name none.
    """
    found: dict[int, Read] = {}
    header: list[_Cell] = []
    above: list[Period] = []
    before = dict(scenes)
    lines = set(table_lines(text))
    scene = Scene()
    for line in _LINE.finditer(text):
        if (line.start(), line.end()) not in lines:
            header = []
            continue
        if not header:
            scene = before.get(line.start(), scene)
        if _RULE.fullmatch(line[0]):
            continue
        cells = list(
            _cells(
                text,
                line.start(),
                line.end(),
                numbers=numbers,
                knows=knows,
                request=request,
                scene=scene,
            )
        )
        if not header or not _has_counts(cells):
            header, above = cells, []
            if _has_counts(cells):
                _headless(cells, found, request=request)
                continue
            for cell in cells:
                for number in _every_number(cell):
                    found[number.start] = Read(
                        number.mention, Verdict.NOT_A_STATISTIC, "a part of a column's heading"
                    )
            continue
        _read_row(cells, header, found, request=request, above=tuple(above))
        above += [period[0] for period in _periods(cells[0])[:1] if len(period) == 1]
    return found


def _cells(
    text: str,
    start: int,
    end: int,
    *,
    numbers: Sequence[Number],
    knows: Knows,
    request: Request,
    scene: Scene,
) -> Iterator[_Cell]:
    for cell in _CELL.finditer(text, start, end):
        inside = [n for n in numbers if cell.start() <= n.start < cell.end()]
        tokens = tokens_of(text, cell.start(), cell.end(), numbers=inside, knows=knows)
        if tokens:
            yield _Cell(
                cell.start(), cell.end(), Sentence(tokens, scene, knows=knows, request=request)
            )


def _every_number(cell: _Cell) -> list[Number]:
    return [*cell.numbers, *(n for t in cell.sentence.tokens for n in t.inside)]


def _has_counts(cells: Sequence[_Cell]) -> bool:
    return any(n.form in {Form.NUMBER, Form.PERCENT} for cell in cells[1:] for n in cell.numbers)


def _headless(cells: list[_Cell], found: dict[int, Read], *, request: Request) -> None:
    """A line of counts without a heading above it: a count for each period where there are as many."""
    periods = request.periods
    counts = [n for cell in cells[1:] for n in cell.numbers if n.form is Form.NUMBER]
    for number in _every_number(cells[0]):
        found[number.start] = Read(
            number.mention, Verdict.NOT_A_STATISTIC, "a part of a row's heading"
        )
    for place, number in enumerate(counts):
        if len(counts) in {len(periods), len(periods) + 1}:
            when = (periods[place],) if place < len(periods) else periods
            found[number.start] = _count(number, cells[0].sentence, when, request=request)
        else:
            found[number.start] = Read(
                number.mention, Verdict.UNRESOLVED, "the table has no heading over it"
            )
    for cell in cells[1:]:
        for number in cell.numbers:
            found.setdefault(
                number.start,
                Read(number.mention, Verdict.UNRESOLVED, "the table has no heading over it"),
            )


def _read_row(
    cells: list[_Cell],
    header: list[_Cell],
    found: dict[int, Read],
    *,
    request: Request,
    above: tuple[Period, ...],
) -> None:
    """The numbers of one row; `above` are the years of the rows over it, which a total adds up."""
    shift = len(header) - len(cells)
    for number in _every_number(cells[0]):
        found[number.start] = Read(
            number.mention, Verdict.NOT_A_STATISTIC, "a part of a row's heading"
        )
    for place, cell in enumerate(cells[1:], start=1):
        heading = header[place + shift] if 0 <= place + shift < len(header) else None
        for number in _every_number(cell):
            found[number.start] = _read_cell(
                number, cell, cells[0], heading, header, request=request, above=above
            )


def _read_cell(
    number: Number,
    cell: _Cell,
    row: _Cell,
    heading: _Cell | None,
    header: list[_Cell],
    *,
    request: Request,
    above: tuple[Period, ...],
) -> Read:
    columns = [p for one in header[1:] for p in _periods(one) if len(p) == 1]
    text = " ".join(t.text for t in heading.sentence.tokens) if heading is not None else ""
    when = _periods(heading)[:1] if heading is not None else []
    if not when and _periods(row):
        when = _periods(row)[:1]
    if number.form is Form.PERCENT or (_CHANGE.search(text) and number.form is Form.NUMBER):
        if not _CHANGE.search(text) or len(columns) < 2:
            return Read(
                number.mention, Verdict.UNRESOLVED, "the column doesn't say what the figure is"
            )
        return _change(
            number, cell, row, (columns[0][0], columns[-1][0]), request=request, text=text
        )
    if number.form is not Form.NUMBER:
        return Read(number.mention, Verdict.NOT_A_STATISTIC, "a cell that is no count")
    if not when and _TOTAL.search(text):
        when = [tuple(p[0] for p in columns) or request.periods]
    scene = row.sentence.scene
    label = " ".join(t.text for t in row.sentence.tokens)
    is_sum = _TOTAL.search(label) and len(above) > 1 and not (heading and _periods(heading))
    if is_sum:
        when = [above, *when, request.periods]
    if not when and (one := scene.period or scene.heading_period) is not None:
        when = [(one,)]
    if not when:
        return Read(number.mention, Verdict.UNRESOLVED, "neither row nor column names a period")
    areas_of = (
        row.sentence
        if row.sentence.areas
        else heading.sentence
        if heading is not None and heading.sentence.areas
        else row.sentence
    )
    if not is_sum:
        return _count(number, areas_of, when[0], request=request)
    reads = [_count(number, areas_of, fromkey, request=request) for fromkey in dict.fromkeys(when)]
    return replace(reads[0], claims=tuple(claim for read in reads for claim in read.claims))


def _periods(cell: _Cell) -> list[tuple[Period, ...]]:
    return [
        t.periods
        for t in cell.sentence.times.values()
        if t.periods and t.said.when in {When.ONE, When.SEVERAL}
    ]


def _area_and_category(s: Sentence) -> tuple[Areas, str]:
    refs = next((refs for refs in s.areas.values() if refs), ())
    category = next((t.category.category_id for t in s.tokens if t.category is not None), "all")
    scene = s.scene
    if category == "all":
        category = scene.category or scene.topic_category or category
    is_total = re.search(r"\b(?:total|all)\b", " ".join(t.lower for t in s.tokens))
    if not refs and is_total:
        wide = [one for one in (*scene.region, *scene.topic) if one.kind not in {"force", "forces"}]
        around = (AreaRef("request", "asked"), *s.nation(), *scene.subject, *scene.topic)
        refs = tuple(dict.fromkeys((*wide, *around, *scene.force)))
    if not refs:
        # A caption or a line of sources names one or the other; the cells say which is meant.
        named = (*scene.subject, *scene.topic, *scene.region, *scene.force)
        asked = (AreaRef("request", "asked"), *s.nation()) if named or scene.level else ()
        refs = tuple(dict.fromkeys((*named, *asked)))
    return refs, category


def _count(number: Number, s: Sentence, when: tuple[Period, ...], *, request: Request) -> Read:
    refs, category = _area_and_category(s)
    if not refs and s.has("CAT"):
        refs = s.nation()
    if not refs or number.value is None:
        return Read(number.mention, Verdict.UNRESOLVED, "the row names no area with figures")
    values = said(number.value, step=number.step, whole=not number.step)
    kind = StatisticKind.VALUE if len(when) == 1 else StatisticKind.SUM
    claims = []
    # A table whose rows name no category may be of one that its caption names.
    categories = (
        ("all", *(one.category_id for one in request.categories))
        if category == "all"
        else (category,)
    )
    for one in categories:
        for ref in refs[:_MOST_AREAS]:
            statistic = Statistic(kind, (ref,), when, one, unit=request.unit)
            because = f"It is read as {described(statistic)}, by its row and column."
            claims.append(Claim(number.mention, statistic, values, because))
    return Read(number.mention, None, claims[0].because, tuple(claims))


def _change(
    number: Number,
    cell: _Cell,
    row: _Cell,
    pair: tuple[Period, Period],
    *,
    request: Request,
    text: str,
) -> Read:
    refs, category = _area_and_category(row.sentence)
    if not refs or number.value is None:
        return Read(number.mention, Verdict.UNRESOLVED, "the row names no area with figures")
    falls = cell.sentence.tokens[0].text in {"-", "–", "−"} or cell.sentence.has("DOWN")
    percent = number.form is Form.PERCENT or "%" in text or "cent" in text
    kind = StatisticKind.PERCENT_CHANGE if percent else StatisticKind.CHANGE
    step = (number.step or Fraction(1)) if percent else number.step
    values = said(number.value, step=step, sign=-1 if falls else 1, whole=not percent)
    categories = (
        ("all", *(one.category_id for one in request.categories))
        if category == "all"
        else (category,)
    )
    claims = []
    # A name that a force and a region have may be either's.
    for one, ref in product(categories, refs[:_MOST_AREAS]):
        statistic = Statistic(kind, (ref,), pair, one, unit=request.unit)
        claims.append(
            Claim(number.mention, statistic, values, f"It is read as {described(statistic)}.")
        )
    return Read(number.mention, None, claims[0].because, tuple(claims))
