"""The pieces of which pages are made: figures, changes, who answered, the cells behind each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foistats.intake.breaks import Break
from foistats.model.pages import STYLE
from foistats.model.words import (
    difference_in_words,
    gave_no_figure,
    range_in_words,
    reply_in_words,
)
from foistats.model.words import in_html as escape
from foistats.naming.forces import force_name
from foistats.naming.forces.register import read_list
from foistats.publishing.breaks import Touched, breaks_across, breaks_at
from foistats.publishing.marks import mark_of_change
from foistats.records import Request
from foistats.release.areas import SINGLE, forces_of
from foistats.reporting.charts import Point
from foistats.telling.figures import span_of, span_said
from schemas.vocabulary import Outcome

Row = Mapping[str, Any]
EVERYTHING = "all"
_MOST_NAMED = 8
"""How many forces a line names that are compared or left out."""
AREAS = "areas"
"""The folder of the areas' pages, beside that of the request."""
KEY_OF_CHART = (
    "<p class=key>A point is a figure, a bar a range in which a force hid a count, a triangle a"
    " least number. An open circle lacks some of the area's forces. A gap has no figure, which is"
    " not zero. No line joins two sides of a break in series, or figures of different forces.</p>"
)
# A sign beside each colour, for people who don't tell colours apart, and for print.
_SIGNS = {
    Outcome.ANSWERED: ("answered", "✓"),
    Outcome.PARTLY_ANSWERED: ("partly", "◐"),
    Outcome.REFUSED: ("refused", "✕"),
    Outcome.NOT_HELD: ("other", "∅"),
    Outcome.NEITHER_CONFIRM_NOR_DENY: ("refused", "≈"),
    Outcome.NO_RESPONSE: ("silent", "…"),
    Outcome.WITHDRAWN: ("other", "↩"),
}
_UNSETTLED = ("other", "?")
_NO_FIGURE = ("partly", "○")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: a request, its tables, and what the plausibility check says of them.

    `areas` are the kinds and ids of the areas that have a page of their own.
    """

    request: Request
    folder: Path
    downloads: str
    plausibility: str
    breaks: Sequence[Break] = ()
    areas: frozenset[tuple[str, str]] = frozenset()


def area_file(kind: str, area_id: str) -> str:
    """The name of an area's page; forces that answer jointly have a plus between them."""
    return f"{kind}-{area_id.replace('|', '+')}.html"


def whole_page(title: str, body: Sequence[str], *, above: str = "") -> str:
    """A page that opens offline and prints. `above` stands before the heading, as HTML."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>\n"
        f"<header>{above}<h1>{escape(title)}</h1></header>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n"
        "<footer><p>Made by foistats. Each figure leads back to what a force sent:"
        " <code>foistats why</code>.</p></footer></body></html>\n"
    )


def first_in_words(first: Sequence[Touched], breaks: Sequence[Break]) -> Iterator[str]:
    """Each break in series that touches a figure, as a line below a table."""
    touched_by = {one.said for one in first}
    for one in breaks:
        if one.said in touched_by:
            yield f"<p class=key>{escape(one.said)}.</p>"


def figure_cell(cell: "tuple[Row, str] | None") -> str:
    """A figure with its mark and how many forces it counts, as a link to what it comes from."""
    if cell is None:
        return "<td></td>"
    row, mark = cell
    said = range_in_words((row["count_low"], row["count_high"]))
    of = f"{row['forces_counted']} of {row['forces_in_area']}"
    lacks = f"<br><small>{of} forces</small>" if row["forces_in_area"] > 1 else ""
    shown = f" <b class=mark>{escape(mark)}</b>" if mark else ""
    figure = escape(said)
    if row["count_low"] is not None:
        figure = f'<a href="#{source_id(row["area_kind"], row["area_id"])}">{figure}</a>'
    return f"<td>{figure}{shown}{lacks}</td>"


def source_id(kind: str, area_id: str) -> str:
    """Where on the page it stands what an area's figures come from."""
    return f"from-{escape(area_id)}" if kind in SINGLE else f"of-{kind}-{escape(area_id)}"


def changes_table(
    caption: str, request: Request, changes: Sequence[Row], first: Sequence[Touched]
) -> Iterator[str]:
    """Changes, one a row; those that compare two sides of a break in series are marked."""
    yield from table_head(caption, ["Area", "From", "To", "Change", "Per cent", "Forces compared"])
    for row in changes:
        if row["from_low"] is None:
            continue
        category = row["category_id"]
        named = category_after(request, category)
        cells = [
            range_in_words((row["from_low"], row["from_high"])),
            range_in_words((row["to_low"], row["to_high"])),
            difference_in_words(row["difference_low"], row["difference_high"]),
            _percent(row),
            f"{row['forces_compared']} of {row['forces_in_area']}",
        ]
        periods = f"{_year(row, 'from')} to {_year(row, 'to')}"
        drawn = [escape(cell) for cell in cells]
        if mark := mark_of_change(row, first):
            drawn[2] += f" <b class=mark>{escape(mark)}</b>"
        yield (
            f'<tr><th scope="row">{escape(row["area_name"] + named)}<br><small>{periods}</small>'
            f"</th>{''.join(f'<td>{cell}</td>' for cell in drawn)}</tr>"
        )
    yield "</tbody></table></div>"
    yield from _compared(changes)
    across = dict.fromkeys(said for row in changes for said in breaks_across(row, first))
    for said in across:
        yield f"<p class=key><b>[b]</b> Not like for like: {escape(said)}.</p>"


def _compared(changes: Sequence[Row]) -> Iterator[str]:
    """Which forces the changes of each area leave out, or compare where those are fewer."""
    by_area: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for row in changes:
        if row["from_low"] is not None and row["area_kind"] not in SINGLE:
            sets = by_area.setdefault((row["area_kind"], row["area_name"]), {})
            periods = sets.setdefault(_which_compared(row), {})
            periods[f"{_year(row, 'from')} to {_year(row, 'to')}"] = None
    for (_, name), sets in by_area.items():
        for which, periods in sets.items():
            when = f" ({', '.join(periods)})" if len(sets) > 1 else ""
            if which:
                yield f"<p class=key>{escape(f'{name}{when}: {which}.')}</p>"


def _which_compared(row: Row) -> str:
    """The forces that a change of an area compares, in words; nothing where it is all of them."""
    left_out = [one for one in row["forces_left_out"].split("|") if one]
    members = forces_of(row)
    compared = sorted((members or frozenset()) - {*left_out})
    if not left_out:
        return ""
    if members and len(compared) < len(left_out) and len(compared) <= _MOST_NAMED:
        return f"only {', '.join(map(force_name, compared))}"
    if len(left_out) <= _MOST_NAMED:
        return f"without {', '.join(map(force_name, left_out))}"
    return f"without {len(left_out)} forces, which changes.csv names"


def _year(row: Row, side: str) -> str:
    start, end = row[f"{side}_start"], row[f"{side}_end"]
    return span_said((start, end, row["period_kind"]))


def _percent(row: Row) -> str:
    low, high = row["percent_low"], row["percent_high"]
    if low is None or high is None:
        return "can't be said"
    return f"{low:+.1f}" if low == high else f"{low:+.1f} to {high:+.1f}"


def who_answered(coverage: Sequence[Row]) -> Iterator[str]:
    """A map of tiles by outcome, and a table of the forces with their outcome and dates."""
    yield '<section><h2 id="answers">Who answered</h2>'
    yield from _map(coverage)
    yield from table_head(
        "Outcomes", ["Force", "Outcome", "Received", "Working days", "Periods", "Note"], words=True
    )
    for row in coverage:
        section = f", section {row['section'].replace('|', ', ')}" if row["section"] else ""
        refused = f": {row['refused']}" if row["refused"] else ""
        cells = [
            outcome_said(row) + section + refused,
            _received(row),
            "" if row["days_taken"] is None else str(row["days_taken"]),
            f"{row['periods_answered']} of {row['periods_asked']}",
            row["note"],
        ]
        drawn = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{escape(row["force_name"])}</th>{drawn}</tr>'
    yield "</tbody></table></div></section>"


def _received(row: Row) -> str:
    """The day of the first reply, and of the one that stands if it is another."""
    first, last = row["first_received_on"], row["received_on"]
    later = f"; the one that stands on {last}" if last is not None and last != first else ""
    return f"{first or ''}{later}"


def _map(coverage: Sequence[Row]) -> Iterator[str]:
    """Each force as a tile of one size, laid out like the country, with its outcome's sign."""
    tiles = {row["force_id"]: row for row in read_list("tiles")}
    used = Counter((*_sign(row), outcome_said(row)) for row in coverage)
    yield "<ul class=key>"
    for (kind, sign, said), number in used.most_common():
        yield f"<li><span class='tile {kind}'>{sign}</span> {said}: {number}</li>"
    yield "</ul><ul class=map>"
    for row in coverage:
        tile = tiles.get(row["force_id"])
        kind, sign = _sign(row)
        where = f"grid-row:{tile['row']};grid-column:{tile['column']}" if tile else ""
        code = tile["code"] if tile else row["force_id"][:3].upper()
        said = f"{row['force_name']}: {outcome_said(row)}"
        yield (
            f'<li class="tile {kind}" style="{where}" title="{escape(said)}">'
            f"<span aria-hidden=true>{escape(code)}<br>{sign}</span>"
            f"<span class=unseen>{escape(said)}</span></li>"
        )
    yield "</ul>"


def _sign(row: Row) -> tuple[str, str]:
    """The class and the sign of a force's tile."""
    if gave_no_figure(_outcome(row), row["periods_answered"]):
        return _NO_FIGURE
    return _SIGNS[Outcome(row["outcome"])] if row["outcome"] else _UNSETTLED


def outcome_said(row: Row) -> str:
    """What a force's reply amounts to, in words."""
    return reply_in_words(_outcome(row), row["periods_answered"])


def _outcome(row: Row) -> Outcome | None:
    return Outcome(row["outcome"]) if row["outcome"] else None


def sources(subject: Subject, observations: Sequence[Row], totals: Sequence[Row]) -> Iterator[str]:
    """Every cell behind every force's figures, to be unfolded, and the forces of each area."""
    by_forces: dict[str, list[Row]] = {}
    for row in observations:
        if row["counted"]:
            by_forces.setdefault(row["force_id"], []).append(row)
    yield '<section><h2 id="sources">Where each figure comes from</h2>'
    for force_ids, rows in by_forces.items():
        name = " and ".join(force_name(force_id) for force_id in force_ids.split("|"))
        yield f'<details id="from-{escape(force_ids)}"><summary>{escape(name)}</summary>'
        yield from table_head(
            name, ["Period", "Count", "The force wrote", "Place", "Document"], words=True
        )
        for row in rows:
            cells = [
                range_in_words((row["count_low"], row["count_high"])),
                row["as_written"],
                row["place"],
                row["document"],
            ]
            drawn = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            yield f'<tr><th scope="row">{span_said(span_of(row))}</th>{drawn}</tr>'
        yield "</tbody></table></div></details>"
    yield from _areas(by_forces, totals)
    yield (
        "<p>More of each: <code>foistats why &quot;AREA&quot; PERIOD --request"
        f" {escape(subject.request.request_id)}</code>, with <code>--picture</code> to see the cell"
        " in its document.</p></section>"
    )


def _areas(by_forces: Mapping[str, Sequence[Row]], totals: Sequence[Row]) -> Iterator[str]:
    """Which forces' figures each area's are added up from."""
    areas = {
        (row["area_kind"], row["area_id"]): row for row in totals if row["area_kind"] not in SINGLE
    }
    for (kind, area_id), row in areas.items():
        members = forces_of(row)
        links = [
            f'<a href="#from-{escape(force_ids)}">'
            f"{escape(' and '.join(map(force_name, force_ids.split('|'))))}</a>"
            for force_ids in by_forces
            if members is None or set(force_ids.split("|")) <= members
        ]
        if links:
            yield (
                f'<p id="{source_id(kind, area_id)}">{escape(row["area_name"])} is added up from'
                f" the figures of {', '.join(links)}.</p>"
            )


def table_head(caption: str, headings: Sequence[str], *, words: bool = False) -> Iterator[str]:
    """The beginning of a table; `words` where its columns are text, which begins on the left."""
    heads = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    yield (
        f'<div class=scroll tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table{' class=words' * words}>"
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>"
    )


def points_of(totals: Iterable[Row], first: Sequence[Touched]) -> list[Point]:
    """The figures of series as points of a chart.

    No line joins two sides of a break, or figures of different forces.
    """
    found = []
    before: dict[tuple[str, str, str], str] = {}
    for row in totals:
        series = (row["area_kind"], row["area_id"], row["category_id"])
        missing = row["forces_missing"]
        there = row["count_low"] is not None
        found.append(
            Point(
                row["area_name"],
                span_said(span_of(row)),
                row["count_low"],
                row["count_high"],
                row["complete"],
                bool(breaks_at(row, first)),
                f"{row['forces_counted']} of {row['forces_in_area']}",
                there and before.get(series, missing) != missing,
            )
        )
        if there:
            before[series] = missing
    return found


def categories_of(totals: Sequence[Row]) -> list[str]:
    """The categories of some totals: that of everything first."""
    return sorted({row["category_id"] for row in totals}, key=lambda c: (c != EVERYTHING, c))


def category_after(request: Request, category: str) -> str:
    """A category's name as it follows an area's; nothing for that of everything."""
    return "" if category == EVERYTHING else f", {category_named(request, category)}"


def category_named(request: Request, category: str) -> str:
    """A category as the request calls it."""
    names = {one.category_id: one.name for one in request.categories}
    return names.get(category, category)


def counted(number: int, noun: str) -> str:
    """A number of things: `1 force`, `3 forces`."""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
