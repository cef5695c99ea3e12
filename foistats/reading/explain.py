"""How a document's tables were understood, in words and as a picture, for people who read tables.

Every cell gets a part: heading, count, total, note, left out for a reason, or not explained. The
words say what the rows and columns mean, where force and period came from, what a printed total
confirms, and which law sent the reader away from the likeliest reading. Each count has a line that
says which reading it comes from, why it is believed, and what its headings are, held against the
question.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from foistats.documents.model import Document, as_text, column_letters
from foistats.formats.opening import content_of
from foistats.model.words import in_html as escape
from foistats.naming.periods import label_of
from foistats.reading.file import read_tables
from foistats.reading.inside import open_all
from foistats.reading.stated import headings_are_given, periods_given
from foistats.records import NOTHING_DECLARED, Asked, Declared, Finding, Observation
from foistats.tables.account import parts_of
from foistats.tables.concerns.tables import hold_against_question
from foistats.tables.entries import TableReading
from foistats.tables.figures.compare import compare_tables
from foistats.tables.laws import LAWS
from foistats.tables.problems import Found, as_problems
from foistats.tables.senses import SensedGrid
from foistats.tables.shape.axes import Axis
from foistats.tables.shape.levels import Level, LevelKind
from schemas.vocabulary import Basis, Concern

NOTHING_ASKED = Asked()
_SAYS = {law.name: law.says for law in LAWS}
_MEANING = {
    LevelKind.PERIOD: "periods",
    LevelKind.PART: "months or quarters",
    LevelKind.AREA: "forces or regions",
    LevelKind.CATEGORY: "names",
}
_BASES = {
    Basis.PROVED: "the printed totals prove it",
    Basis.AGREED: "two readers agree on it",
    Basis.PLAIN: "no other reading explains every cell",
    Basis.DECLARED: "a person declared it",
    Basis.CONTRADICTED: "a printed total or another table contradicts it, so it isn't added",
}
_CONCERNS = {
    Concern.ASKED: "what was asked, or nothing else",
    Concern.BREAKDOWN: "parts that together make what was asked",
    Concern.PART: "a part of what was asked, so it isn't added",
    Concern.WIDER: "more than was asked, so it isn't added",
    Concern.OTHER: "something else than was asked, so it isn't added",
    Concern.UNCLEAR: "unclear, so it isn't added before a person has said what they are",
}
# Each part has a sign and a frame beside its colour, for people who don't tell colours apart.
PARTS = {
    "headings": ("▲", "heading"),
    "counts": ("●", "count"),
    "totals": ("Σ", "printed total, checked and not added"),
    "notes": ("✎", "note"),
    "ignored": ("–", "left out: derived, or declared so"),
    "unexplained": ("✗", "not explained, not counted"),
}
_STYLE = """
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; margin: 1rem 0; }
td, th { border: 1px solid #bbb; padding: .2rem .5rem; vertical-align: top; }
pre { white-space: pre-wrap; }
ul.legend { list-style: none; padding: 0; max-width: 24rem; }
ul.legend li { text-align: left; margin: .2rem 0; padding: 0 .4rem; }
th { background: #eee; font-weight: normal; color: #555; }
td span { font-size: .8em; margin-right: .3em; }
.headings { background: #dbe9ff; font-weight: 600; }
.counts { background: #e2f6e2; border: 2px solid #2b7a2b; text-align: right; }
.totals { background: #fff3cd; border: 2px dashed #8a6d00; text-align: right; }
.notes { background: #f4f0fa; font-style: italic; }
.ignored { background: #f0f0f0; color: #595959; text-decoration: underline dotted; }
.unexplained { background: #fde0e0; border: 3px double #a40000; }
"""


def explain_document(
    path: Path,
    received_as: str = "",
    question: str = "",
    released: bool = False,
    as_html: bool = False,
    asked: Asked = NOTHING_ASKED,
    declared: Declared = NOTHING_DECLARED,
) -> str | tuple[Finding, ...]:
    """How each table of a document was read, as lines of text or as one page of HTML.

    `asked` is the question that headings are held against, where one is known; of what is
    `declared`, layouts, marks and periods are used. A document that hides something gives what was
    found instead. Runs in a worker process.
    """
    name = received_as or path.name
    inside = open_all(content_of(path), name, question=question, released=released)
    if not inside.documents:
        return inside.hidden
    pages: list[str] = []
    for part, document in inside.documents.items():
        read = understood(
            document, asked, declared, part=part, name=f"{name}/{part}" if part else name
        )
        sensed, readings, found = read.sensed, read.readings, read.found
        observations, _, _ = compare_tables(readings, found)
        title = found.document
        problems = [f"{one.code}: {one.place}: {one.found}" for one in as_problems(found)]
        if as_html:
            pages.append(_page(title, sensed, readings, problems))
        else:
            held = bool(asked.question or asked.title)
            counts = counts_said(observations, readings, held=held)
            pages.append("\n".join(_lines(title, readings, problems, counts)) + "\n")
    return _document(pages) if as_html else "\n".join(pages)


class Understood(NamedTuple):
    """The grids of a document with the senses of their cells, and a reading for each table."""

    sensed: list[SensedGrid]
    readings: list[TableReading]
    found: Found


def understood(
    document: Document, asked: Asked, declared: Declared, *, part: str, name: str
) -> Understood:
    """The tables of a document as they are understood, with what is declared of this part of it."""
    found = Found(name)
    document.grids = [grid for grid in document.grids if not grid.hidden]
    told = replace(
        asked,
        marks={**asked.marks, **declared.marks.get(part, {})},
        periods=periods_given(declared.periods.get(part, ())),
        headings_are=headings_are_given(declared.periods.get(part, ())),
    )
    layouts = declared.layouts.get(part, ())
    sensed, readings, _ = read_tables(document, asked=told, found=found, layouts=layouts)
    if asked.question or asked.title:
        hold_against_question(readings, told, found)
    return Understood(sensed, readings, found)


def _lines(
    title: str,
    readings: Sequence[TableReading],
    problems: Sequence[str],
    counts: Mapping[str, Sequence[str]],
) -> list[str]:
    lines = [title]
    for reading in readings:
        lines += [f"  {line}" for line in said_of(reading)]
        lines += [f"    {line}" for line in counts.get(reading.table.name, ())]
    lines += [f"  not settled: {problem}" for problem in problems]
    return lines


def said_of(reading: TableReading) -> list[str]:
    """How one table was read, in a few lines of words."""
    table = reading.table
    counts = sum(entry.count is not None for entry in reading.entries)
    lines = [f"{table.name}: {counts} counts" if not reading.not_counts else f"{table.name}"]
    if table.declared is not None:
        lines.append("  read as a person declared in a layout")
    if reading.rows is not None and reading.cols is not None:
        lines += [f"  rows: {said}" for said in _axis(reading.rows)]
        lines += [f"  columns: {said}" for said in _axis(reading.cols)]
    if table.numbering_cols:
        cols = ", ".join(column_letters(col) for col in table.numbering_cols)
        lines.append(f"  column {cols} numbers the lines and counts nothing")
    agreed = sum(total.agrees is True for total in reading.sums.totals)
    wrong = sum(total.agrees is False for total in reading.sums.totals)
    if agreed or wrong:
        lines.append(f"  printed totals: {agreed} add up, {wrong} don't")
    filled = {(entry.force_from, entry.period_from) for entry in reading.entries}
    for force_from, period_from in sorted(filled):
        lines.append(f"  force from: {force_from}; period from: {period_from}")
    if reading.broken:
        lines.append(f"  not used, since it breaks a law: {_SAYS[reading.broken]}")
    if reading.departures:
        laws = [_SAYS.get(name, name) for name in reading.instead_of.split(", ")]
        lines.append(f"  read with {reading.departures}; the likeliest reading breaks:")
        lines += [f"    {law}" for law in laws]
    return lines


def counts_said(
    observations: Iterable[Observation], readings: Sequence[TableReading], *, held: bool
) -> dict[str, list[str]]:
    """A line for each count, by the table it stands in: the reading, the reason, the headings.

    `held` is True where the headings were held against a question.
    """
    settled = {reading.table.name: reading.departures for reading in readings}
    lines: dict[str, list[str]] = defaultdict(list)
    for one in observations:
        name = next((known for known in settled if one.table.startswith(known)), one.table)
        departures = settled.get(name, "")
        how = f"read with {departures}" if departures else "the likeliest reading"
        labels = "".join(f", {label}" for label in one.labels)
        said = f"{one.place}: {one.as_written!r} in {label_of(one.period)}{labels}"
        concern = f"; its headings: {_CONCERNS[one.concern]}" if held else ""
        lines[name].append(f"{said}: {how}; {_BASES[one.basis]}{concern}")
    return lines


def _axis(axis: Axis) -> Iterable[str]:
    for level in axis.levels:
        title = f" under {level.title!r}" if level.title else ""
        yield f"{_MEANING[level.kind]}{title}: {_some(_entries(level))}"


def _entries(level: Level) -> list[str]:
    found = [
        label_of(level.periods[line]) if line in level.periods else text
        for line, text in level.texts.items()
    ]
    return list(dict.fromkeys(found))


def _some(texts: Sequence[str]) -> str:
    shown = ", ".join(text[:40] for text in texts[:6])
    return f"{shown} and {len(texts) - 6} more" if len(texts) > 6 else shown


def _page(
    title: str,
    sensed: Sequence[SensedGrid],
    readings: Sequence[TableReading],
    problems: Sequence[str],
) -> str:
    parts = [f"<h1>{escape(title)}</h1>"]
    for grid in sensed:
        own = [reading for reading in readings if reading.table.sensed is grid]
        parts.append(f"<h2>{escape(grid.grid.name)}</h2>")
        parts += [f"<pre>{escape(chr(10).join(said_of(reading)))}</pre>" for reading in own]
        parts.append(_drawn(grid, own))
    if problems:
        rows = "".join(f"<li>{escape(problem)}</li>" for problem in problems)
        parts.append(f"<h2>Not settled</h2><ul>{rows}</ul>")
    return "\n".join(parts)


def _drawn(sensed: SensedGrid, readings: Sequence[TableReading]) -> str:
    roles = parts_of(sensed, readings)
    heads = "".join(
        f"<th scope='col'>{column_letters(col)}</th>" for col in range(sensed.grid.width)
    )
    lines = [f"<table><tr><td></td>{heads}</tr>"]
    for row, cells in enumerate(sensed.rows):
        drawn = [f"<th scope='row'>{row + 1}</th>"]
        for col, cell in enumerate(cells):
            role = roles.get((row, col), "")
            if cell is None or not role:
                drawn.append("<td></td>")
                continue
            sign, meaning = PARTS[role]
            text = escape(as_text(cell.value))
            drawn.append(f"<td class='{role}' title='{meaning}'><span>{sign}</span>{text}</td>")
        lines.append(f"<tr>{''.join(drawn)}</tr>")
    return "\n".join([*lines, "</table>"])


def _document(pages: Sequence[str]) -> str:
    legend = "".join(
        f"<li class='{part}'>{sign} {escape(meaning)}</li>"
        for part, (sign, meaning) in PARTS.items()
    )
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
        f"<title>How the tables were read</title><style>{_STYLE}</style></head>\n"
        f"<body><ul class='legend'>{legend}</ul>\n{''.join(pages)}</body></html>\n"
    )
