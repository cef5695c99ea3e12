"""A request on one page: figures, who answered, what changed, and what needs a person.

The page is one file that opens offline and prints. Everything that a force or a person wrote is
escaped; the same tables give the same page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from foistats.intake.breaks import Break
from foistats.model.words import in_html as escape
from foistats.publishing.breaks import Touched, touched
from foistats.publishing.marks import legend_of, marks_of
from foistats.records import Request
from foistats.release.areas import SINGLE
from foistats.release.rows import rows_of
from foistats.reporting.charts import caption_of_chart, series_chart, small_multiples
from foistats.reporting.parts import (
    AREAS,
    EVERYTHING,
    KEY_OF_CHART,
    Row,
    Subject,
    area_file,
    categories_of,
    category_after,
    category_named,
    changes_table,
    counted,
    figure_cell,
    first_in_words,
    points_of,
    sources,
    table_head,
    who_answered,
    whole_page,
)
from foistats.telling.figures import areas_of, span_of, span_said
from schemas.problem_codes import NEEDS_NO_ANSWER
from schemas.tables import TABLES

_MOST_PROBLEMS = 100


def page_of_release(
    request: Request, folder: Path, plausibility: str, breaks: Sequence[Break]
) -> str:
    """The page of a release, which lies beside its tables."""
    return page_of(Subject(request, folder, ".", plausibility, breaks))


def page_of(subject: Subject) -> str:
    """The whole page as HTML."""
    rows = {table.name: rows_of(subject.folder, table.name) for table in TABLES}
    marks = marks_of(rows["totals"], rows["coverage"], breaks=subject.breaks)
    first = touched(rows["totals"], subject.breaks)
    sections = [
        *_headline(subject, rows, first),
        *_totals(subject, rows, marks),
        *_changes(subject, rows["changes"], first),
        *who_answered(rows["coverage"]),
        *_forces(subject, rows["totals"], first),
        *sources(subject, rows["observations"], rows["totals"]),
        *_needs_a_person(rows["problems"]),
        *_plausible(subject.plausibility),
        *_downloads(subject),
        *_dictionary(),
    ]
    return whole_page(subject.request.title, sections)


def _headline(
    subject: Subject, rows: Mapping[str, Sequence[Row]], first: Sequence[Touched]
) -> Iterator[str]:
    request, coverage = subject.request, rows["coverage"]
    gave = sum(row["periods_answered"] > 0 for row in coverage)
    asked = escape(request.question or request.title)
    yield (
        f"<section><p class=lead>{asked}</p><p>Asked of {counted(len(coverage), 'force')} on"
        f" {request.sent_on}. <strong>{gave} of {len(coverage)} gave figures</strong> that can be"
        f" counted. Counted: {request.unit}.</p>"
    )
    for category in categories_of(rows["totals"]):
        points = points_of(_of_own_area(rows["totals"], category), first)
        if any(point.low is not None for point in points):
            name = f"{points[0].series}{category_after(request, category)}"
            caption = caption_of_chart(name, points)
            yield f'<figure tabindex="0"><figcaption>{escape(caption)}</figcaption>'
            yield series_chart(points, unit=request.unit)
            yield "</figure>"
    yield f"{KEY_OF_CHART}</section>"


def _totals(
    subject: Subject, rows: Mapping[str, Sequence[Row]], marks: Sequence[str]
) -> Iterator[str]:
    totals = rows["totals"]
    with_cells = {row["force_id"] for row in rows["observations"] if row["counted"]}
    areas, left_out = areas_of(totals)
    spans = sorted({span_of(row) for row in totals})
    of = {
        (row["area_kind"], row["area_id"], row["category_id"], span_of(row)): (row, mark)
        for row, mark in zip(totals, marks, strict=True)
    }
    yield '<section><h2 id="totals">Totals</h2>'
    used: list[str] = []
    for category in categories_of(totals):
        caption = category_named(subject.request, category) if category != EVERYTHING else "All"
        yield from table_head(caption, ["Area", *(span_said(span) for span in spans)])
        for kind, area_id, name in areas:
            cells = [of.get((kind, area_id, category, span)) for span in spans]
            used += [cell[1] for cell in cells if cell is not None]
            link = f'<a href="#from-{escape(area_id)}">{escape(name)}</a>'
            label = link if kind in SINGLE and area_id in with_cells else escape(name)
            if (kind, area_id) in subject.areas:
                label = f'<a href="{AREAS}/{escape(area_file(kind, area_id))}">{escape(name)}</a>'
            yield f'<tr><th scope="row">{label}</th>{"".join(map(figure_cell, cells))}</tr>'
        yield "</tbody></table></div>"
    if left_out:
        yield f"<p>Not shown here: {escape(', '.join(left_out))}; see totals.csv.</p>"
    for mark, meaning in legend_of(used).items():
        yield f"<p class=key><b>{escape(mark)}</b> {escape(meaning)}</p>"
    yield from first_in_words(touched(totals, subject.breaks), subject.breaks)
    yield "</section>"


def _changes(subject: Subject, changes: Sequence[Row], first: Sequence[Touched]) -> Iterator[str]:
    if not changes:
        return
    yield '<section><h2 id="changes">What changed, like for like</h2>'
    yield (
        "<p>Only forces that gave a figure for both periods are compared. Dividing the totals above"
        " by one another may compare different forces.</p>"
    )
    of_areas = [row for row in changes if row["area_kind"] not in SINGLE]
    of_forces = [row for row in changes if row["area_kind"] in SINGLE]
    yield from changes_table("Regions and countries", subject.request, of_areas, first)
    if of_forces:
        yield "<details><summary>Each force</summary>"
        yield from changes_table("Changes of each force", subject.request, of_forces, first)
        yield "</details>"
    yield "</section>"


def _forces(subject: Subject, totals: Sequence[Row], first: Sequence[Touched]) -> Iterator[str]:
    singles = [row for row in totals if row["area_kind"] == "force"]
    if len({row["area_id"] for row in singles}) < 2:
        return
    yield '<section><h2 id="forces">Each force</h2>'
    yield "<p>Each chart has its own scale. Forces without any figure are left out.</p>"
    for category in categories_of(totals):
        of_category = [row for row in singles if row["category_id"] == category]
        gave = {row["area_id"] for row in of_category if row["count_low"] is not None}
        points = points_of((row for row in of_category if row["area_id"] in gave), first)
        if points:
            name = "" if category == EVERYTHING else category_named(subject.request, category)
            caption = escape(name or "By force")
            yield f'<figure class=wide tabindex="0"><figcaption>{caption}</figcaption>'
            yield small_multiples(points, unit=subject.request.unit)
            yield "</figure>"
    yield "</section>"


def _needs_a_person(problems: Sequence[Row]) -> Iterator[str]:
    open_ = [row for row in problems if row["code"] not in NEEDS_NO_ANSWER]
    yield f'<section><h2 id="problems">What needs a person: {len(open_)}</h2>'
    if open_:
        yield from table_head("Problems", ["Document", "Place", "Found", "What to do"], words=True)
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
        f"<p>{escape(sentence[:1].upper() + sentence[1:])}.</p></section>"
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


def _of_own_area(totals: Sequence[Row], category: str) -> Iterable[Row]:
    """The figures of the area that the request is of: the region or country, else all asked."""
    areas, _ = areas_of(totals)
    asked = [area for area in areas if area[0] not in SINGLE]
    if not asked:
        return []
    kind, area_id, _ = asked[0]
    return [
        row
        for row in totals
        if (row["area_kind"], row["area_id"], row["category_id"]) == (kind, area_id, category)
    ]
