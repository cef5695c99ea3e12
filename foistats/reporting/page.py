"""A request on one page: figures, who answered, what changed, and what needs a person.

The page is one file that opens offline and prints. Everything that a force or a person wrote is
escaped; the same tables give the same page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foistats.model.words import difference_in_words, outcome_in_words, range_in_words
from foistats.model.words import in_html as escape
from foistats.naming.forces import force_name, region_members
from foistats.naming.forces.register import read_list
from foistats.publishing.marks import legend_of, marks_of
from foistats.records import Request
from foistats.release.rows import rows_of
from foistats.reporting.charts import Point, series_chart, small_multiples
from foistats.telling.figures import areas_of, span_of, span_said
from schemas.problem_codes import NEEDS_NO_ANSWER
from schemas.tables import TABLES
from schemas.vocabulary import Outcome

Row = Mapping[str, Any]
_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
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
_MOST_PROBLEMS = 100
_FORCES = ("force", "joint")
_EVERYTHING = "all"
_ANSWERS = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: a request, its tables, and what the plausibility check says of them."""

    request: Request
    folder: Path
    downloads: str
    plausibility: str


def page_of_release(request: Request, folder: Path, plausibility: str) -> str:
    """The page of a release, which lies beside its tables."""
    return page_of(Subject(request, folder, ".", plausibility))


def page_of(subject: Subject) -> str:
    """The whole page as HTML."""
    rows = {table.name: rows_of(subject.folder, table.name) for table in TABLES}
    marks = marks_of(rows["totals"], rows["coverage"])
    sections = [
        *_headline(subject, rows),
        *_totals(subject, rows, marks),
        *_changes(subject, rows["changes"]),
        *_who_answered(rows["coverage"]),
        *_forces(subject, rows["totals"]),
        *_sources(subject, rows["observations"], rows["totals"]),
        *_needs_a_person(rows["problems"]),
        *_plausible(subject.plausibility),
        *_downloads(subject),
        *_dictionary(),
    ]
    title = escape(subject.request.title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n"
        f"<header><h1>{title}</h1></header>\n<main>\n" + "\n".join(sections) + "\n</main>\n"
        "<footer><p>Made by foistats. Each figure leads back to what a force sent:"
        " <code>foistats why</code>.</p></footer></body></html>\n"
    )


def _headline(subject: Subject, rows: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    request, coverage = subject.request, rows["coverage"]
    gave = sum(row["periods_answered"] > 0 for row in coverage)
    asked = escape(request.question or request.title)
    yield (
        f"<section><p class=lead>{asked}</p><p>Asked of {_counted(len(coverage), 'force')} on"
        f" {request.sent_on}. <strong>{gave} of {len(coverage)} gave figures</strong> that can be"
        f" counted. Counted: {request.unit}.</p>"
    )
    for category in _categories(rows["totals"]):
        points = [_point(row) for row in _of_own_area(rows["totals"], category)]
        if any(point.low is not None for point in points):
            name = points[0].series + (f", {_named(request, category)}" * (category != _EVERYTHING))
            yield f"<figure><figcaption>{escape(name)}</figcaption>"
            yield series_chart(points, unit=request.unit)
            yield "</figure>"
    yield (
        "<p class=key>A point is a figure, a bar a range in which a force hid a count, a triangle a"
        " least number. An open circle lacks some of the area's forces. A gap has no figure, which"
        " is not zero.</p>"
        "</section>"
    )


def _totals(
    subject: Subject, rows: Mapping[str, Sequence[Row]], marks: Sequence[str]
) -> Iterator[str]:
    totals = rows["totals"]
    counted = {row["force_id"] for row in rows["observations"] if row["counted"]}
    areas, left_out = areas_of(totals)
    spans = sorted({span_of(row) for row in totals})
    of = {
        (row["area_kind"], row["area_id"], row["category_id"], span_of(row)): (row, mark)
        for row, mark in zip(totals, marks, strict=True)
    }
    yield '<section><h2 id="totals">Totals</h2>'
    used: list[str] = []
    for category in _categories(totals):
        caption = _named(subject.request, category) if category != _EVERYTHING else "All"
        yield from _table_head(caption, ["Area", *(span_said(span) for span in spans)])
        for kind, area_id, name in areas:
            cells = [of.get((kind, area_id, category, span)) for span in spans]
            used += [cell[1] for cell in cells if cell is not None]
            link = f'<a href="#from-{escape(area_id)}">{escape(name)}</a>'
            label = link if kind in ("force", "joint") and area_id in counted else escape(name)
            yield f'<tr><th scope="row">{label}</th>{"".join(map(_figure, cells))}</tr>'
        yield "</tbody></table></div>"
    if left_out:
        yield f"<p>Not shown here: {escape(', '.join(left_out))}; see totals.csv.</p>"
    for mark, meaning in legend_of(used).items():
        yield f"<p class=key><b>{escape(mark)}</b> {escape(meaning)}</p>"
    yield "</section>"


def _figure(cell: "tuple[Row, str] | None") -> str:
    if cell is None:
        return "<td></td>"
    row, mark = cell
    said = range_in_words((row["count_low"], row["count_high"]))
    of = f"{row['forces_counted']} of {row['forces_in_area']}"
    lacks = f"<br><small>{of} forces</small>" if row["forces_in_area"] > 1 else ""
    shown = f" <b class=mark>{escape(mark)}</b>" if mark else ""
    figure = escape(said)
    if row["count_low"] is not None:
        figure = f'<a href="#{_source_id(row["area_kind"], row["area_id"])}">{figure}</a>'
    return f"<td>{figure}{shown}{lacks}</td>"


def _source_id(kind: str, area_id: str) -> str:
    """Where on the page it stands what an area's figures come from."""
    return f"from-{escape(area_id)}" if kind in _FORCES else f"of-{kind}-{escape(area_id)}"


def _changes(subject: Subject, changes: Sequence[Row]) -> Iterator[str]:
    if not changes:
        return
    yield '<section><h2 id="changes">What changed, like for like</h2>'
    yield (
        "<p>Only forces that gave a figure for both periods are compared. Dividing the totals above"
        " by one another may compare different forces.</p>"
    )
    of_areas = [row for row in changes if row["area_kind"] not in ("force", "joint")]
    of_forces = [row for row in changes if row["area_kind"] in ("force", "joint")]
    yield from _changes_table("Regions and countries", subject.request, of_areas)
    if of_forces:
        yield "<details><summary>Each force</summary>"
        yield from _changes_table("Changes of each force", subject.request, of_forces)
        yield "</details>"
    yield "</section>"


def _changes_table(caption: str, request: Request, changes: Sequence[Row]) -> Iterator[str]:
    yield from _table_head(caption, ["Area", "From", "To", "Change", "Per cent", "Forces compared"])
    for row in changes:
        if row["from_low"] is None:
            continue
        category = row["category_id"]
        named = "" if category == _EVERYTHING else f", {_named(request, category)}"
        cells = [
            range_in_words((row["from_low"], row["from_high"])),
            range_in_words((row["to_low"], row["to_high"])),
            difference_in_words(row["difference_low"], row["difference_high"]),
            _percent(row),
            f"{row['forces_compared']} of {row['forces_in_area']}",
        ]
        periods = f"{_year(row, 'from')} to {_year(row, 'to')}"
        yield (
            f'<tr><th scope="row">{escape(row["area_name"] + named)}<br><small>{periods}</small>'
            f"</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        )
    yield "</tbody></table></div>"


def _year(row: Row, side: str) -> str:
    start, end = row[f"{side}_start"], row[f"{side}_end"]
    return span_said((start, end, row["period_kind"]))


def _percent(row: Row) -> str:
    low, high = row["percent_low"], row["percent_high"]
    if low is None or high is None:
        return "can't be said"
    return f"{low:+.1f}" if low == high else f"{low:+.1f} to {high:+.1f}"


def _who_answered(coverage: Sequence[Row]) -> Iterator[str]:
    yield '<section><h2 id="answers">Who answered</h2>'
    yield from _map(coverage)
    yield from _table_head(
        "Outcomes", ["Force", "Outcome", "Received", "Working days", "Periods", "Note"], words=True
    )
    for row in coverage:
        section = f", section {row['section'].replace('|', ', ')}" if row["section"] else ""
        refused = f": {row['refused']}" if row["refused"] else ""
        cells = [
            _outcome(row) + section + refused,
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
    used = Counter((*_sign(row), _outcome(row)) for row in coverage)
    yield "<ul class=key>"
    for (kind, sign, said), number in used.most_common():
        yield f"<li><span class='tile {kind}'>{sign}</span> {said}: {number}</li>"
    yield "</ul><ul class=map>"
    for row in coverage:
        tile = tiles.get(row["force_id"])
        kind, sign = _sign(row)
        where = f"grid-row:{tile['row']};grid-column:{tile['column']}" if tile else ""
        code = tile["code"] if tile else row["force_id"][:3].upper()
        said = f"{row['force_name']}: {_outcome(row)}"
        yield (
            f'<li class="tile {kind}" style="{where}" title="{escape(said)}">'
            f"<span aria-hidden=true>{escape(code)}<br>{sign}</span>"
            f"<span class=unseen>{escape(said)}</span></li>"
        )
    yield "</ul>"


def _sign(row: Row) -> tuple[str, str]:
    """The class and the sign of a force's tile."""
    if _gave_no_figure(row):
        return _NO_FIGURE
    return _SIGNS[Outcome(row["outcome"])] if row["outcome"] else _UNSETTLED


def _outcome(row: Row) -> str:
    if _gave_no_figure(row):
        return f"{outcome_in_words(Outcome(row['outcome']))}, and no figure can be counted"
    return outcome_in_words(Outcome(row["outcome"])) if row["outcome"] else "not settled"


def _gave_no_figure(row: Row) -> bool:
    return row["outcome"] in _ANSWERS and row["periods_answered"] == 0


def _forces(subject: Subject, totals: Sequence[Row]) -> Iterator[str]:
    singles = [row for row in totals if row["area_kind"] == "force"]
    if len({row["area_id"] for row in singles}) < 2:
        return
    yield '<section><h2 id="forces">Each force</h2>'
    yield "<p>Each chart has its own scale. Forces without any figure are left out.</p>"
    for category in _categories(totals):
        of_category = [row for row in singles if row["category_id"] == category]
        gave = {row["area_id"] for row in of_category if row["count_low"] is not None}
        points = [_point(row) for row in of_category if row["area_id"] in gave]
        if points:
            name = "" if category == _EVERYTHING else _named(subject.request, category)
            caption = escape(name or "By force")
            yield f'<figure class=wide tabindex="0"><figcaption>{caption}</figcaption>'
            yield small_multiples(points, unit=subject.request.unit)
            yield "</figure>"
    yield "</section>"


def _sources(subject: Subject, observations: Sequence[Row], totals: Sequence[Row]) -> Iterator[str]:
    """Every cell behind every force's figures, to be unfolded, and the forces of each area."""
    by_forces: dict[str, list[Row]] = {}
    for row in observations:
        if row["counted"]:
            by_forces.setdefault(row["force_id"], []).append(row)
    yield '<section><h2 id="sources">Where each figure comes from</h2>'
    for force_ids, rows in by_forces.items():
        name = " and ".join(force_name(force_id) for force_id in force_ids.split("|"))
        yield f'<details id="from-{escape(force_ids)}"><summary>{escape(name)}</summary>'
        yield from _table_head(
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
        (row["area_kind"], row["area_id"]): row for row in totals if row["area_kind"] not in _FORCES
    }
    for (kind, area_id), row in areas.items():
        members = None
        if kind != "request":
            members = set(region_members(area_id, row["region_set"]))
        links = [
            f'<a href="#from-{escape(force_ids)}">'
            f"{escape(' and '.join(map(force_name, force_ids.split('|'))))}</a>"
            for force_ids in by_forces
            if members is None or set(force_ids.split("|")) <= members
        ]
        if links:
            yield (
                f'<p id="{_source_id(kind, area_id)}">{escape(row["area_name"])} is added up from'
                f" the figures of {', '.join(links)}.</p>"
            )


def _needs_a_person(problems: Sequence[Row]) -> Iterator[str]:
    open_ = [row for row in problems if row["code"] not in NEEDS_NO_ANSWER]
    yield f'<section><h2 id="problems">What needs a person: {len(open_)}</h2>'
    if open_:
        yield from _table_head("Problems", ["Document", "Place", "Found", "What to do"], words=True)
        for row in open_[:_MOST_PROBLEMS]:
            cells = [row["place"], row["found"], row["remedy"]]
            drawn = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            about = row["document"] or row["response_id"] or "the request"
            yield f'<tr><th scope="row">{escape(about)}</th>{drawn}</tr>'
        yield "</tbody></table></div>"
        if (more := len(open_) - _MOST_PROBLEMS) > 0:
            yield f"<p>And {more} more in problems.csv.</p>"
    yield "</section>"


def _plausible(sentence: str) -> Iterator[str]:
    yield (
        '<section><h2 id="plausible">Can the figures be true?</h2>'
        f"<p>{escape(sentence)}.</p></section>"
    )


def _downloads(subject: Subject) -> Iterator[str]:
    yield '<section><h2 id="downloads">Downloads</h2><ul>'
    for table in TABLES:
        names = [f"{table.name}.parquet", f"{table.name}.csv"]
        links = [
            f'<a href="{escape(subject.downloads)}/{name}">{name}</a>'
            for name in names
            if (subject.folder / name).is_file()
        ]
        yield f"<li>{', '.join(links)}: {escape(table.row)}</li>"
    yield "</ul></section>"


def _dictionary() -> Iterator[str]:
    yield '<section><h2 id="columns">What each column means</h2>'
    for table in TABLES:
        yield f"<details><summary>{table.name}: {escape(table.row)}</summary><dl>"
        for field in table.fields:
            unit = f" Unit: {field.unit}." if field.unit else ""
            yield f"<dt><code>{field.name}</code></dt><dd>{escape(field.description + unit)}</dd>"
        yield "</dl></details>"
    yield "</section>"


def _table_head(caption: str, headings: Sequence[str], *, words: bool = False) -> Iterator[str]:
    """The beginning of a table; `words` where its columns are text, which begins on the left."""
    heads = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    yield (
        f'<div class=scroll tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table{' class=words' * words}>"
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>"
    )


def _of_own_area(totals: Sequence[Row], category: str) -> Iterable[Row]:
    """The figures of the area that the request is of: the region or country, else all asked."""
    areas, _ = areas_of(totals)
    asked = [area for area in areas if area[0] not in ("force", "joint")]
    if not asked:
        return []
    kind, area_id, _ = asked[0]
    return [
        row
        for row in totals
        if (row["area_kind"], row["area_id"], row["category_id"]) == (kind, area_id, category)
    ]


def _point(row: Row) -> Point:
    period = span_said(span_of(row))
    return Point(row["area_name"], period, row["count_low"], row["count_high"], row["complete"])


def _categories(totals: Sequence[Row]) -> list[str]:
    return sorted({row["category_id"] for row in totals}, key=lambda c: (c != _EVERYTHING, c))


def _named(request: Request, category: str) -> str:
    names = {one.category_id: one.name for one in request.categories}
    return names.get(category, category)


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
