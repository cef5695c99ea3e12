"""One area of a request on a page of its own: its figures, its forces, and their cells."""

from collections.abc import Iterator, Mapping, Sequence

from foistats.model.words import in_html as escape
from foistats.naming.forces import force_name
from foistats.publishing.breaks import touched
from foistats.publishing.marks import legend_of, marks_of
from foistats.release.areas import SINGLE, forces_of
from foistats.release.rows import rows_of
from foistats.reporting.charts import caption_of_chart, series_chart
from foistats.reporting.parts import (
    KEY_OF_CHART,
    Row,
    Subject,
    area_file,
    categories_of,
    category_after,
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
from foistats.telling.figures import span_of, span_said
from schemas.tables import CHANGES, COVERAGE, OBSERVATIONS, TOTALS

Key = tuple[str, str]
"""Kind and id of an area."""


class Areas:
    """The tables of a request, read once for all of its areas' pages."""

    def __init__(self, subject: Subject) -> None:
        """Read the tables that the pages show."""
        self.subject = subject
        names = (TOTALS.name, CHANGES.name, COVERAGE.name, OBSERVATIONS.name)
        rows = {name: rows_of(subject.folder, name) for name in names}
        self.totals: Sequence[Row] = rows[TOTALS.name]
        self.changes: Sequence[Row] = rows[CHANGES.name]
        self.coverage: Sequence[Row] = rows[COVERAGE.name]
        self.observations: Sequence[Row] = rows[OBSERVATIONS.name]
        self.first = touched(rows[TOTALS.name], subject.breaks)
        marks = marks_of(rows[TOTALS.name], rows[COVERAGE.name], breaks=subject.breaks)
        self.marked = [*zip(self.totals, marks, strict=True)]

    def every(self) -> list[Key]:
        """Every area that has a total, as the tables order them."""
        return [*dict.fromkeys((row["area_kind"], row["area_id"]) for row in self.totals)]

    def page(self, key: Key) -> str:
        """The page of one area."""
        own = [(row, mark) for row, mark in self.marked if _key(row) == key]
        name: str = own[0][0]["area_name"]
        members = forces_of(own[0][0])
        inside = [
            (row, mark)
            for row, mark in self.marked
            if row["area_kind"] in SINGLE and _within(row["area_id"], members)
        ]
        title = self.subject.request.title
        back = f'<p><a href="../report.html">{escape(title)}</a></p>'
        body = [
            *self._figures(own),
            *self._changes(key),
            *(self._forces(inside) if key[0] not in SINGLE else ()),
            *who_answered([r for r in self.coverage if _within(r["force_id"], members)]),
            *sources(
                self.subject,
                [row for row in self.observations if _within(row["force_id"], members)],
                [row for row, _ in own],
            ),
        ]
        return whole_page(f"{name}: {title}", body, above=back)

    def _figures(self, own: Sequence[tuple[Row, str]]) -> Iterator[str]:
        request = self.subject.request
        asked = escape(request.question or request.title)
        yield f"<section><p class=lead>{asked}</p>"
        yield f"<p>{_which(own[0][0])} Counted: {request.unit}.</p>"
        rows = [row for row, _ in own]
        drawn = False
        for category in categories_of(rows):
            points = points_of((r for r in rows if r["category_id"] == category), self.first)
            if any(point.low is not None for point in points):
                name = f"{points[0].series}{category_after(request, category)}"
                caption = caption_of_chart(name, points)
                chart = series_chart(points, unit=request.unit)
                yield f'<figure tabindex="0"><figcaption>{escape(caption)}</figcaption>'
                yield f"{chart}</figure>"
                drawn = True
        yield f"{KEY_OF_CHART * drawn}</section>"
        yield '<section><h2 id="totals">Figures</h2>'
        yield from table_head(
            f"Figures of {own[0][0]['area_name']}", ["Period", "Figure", "Not in it"], words=True
        )
        for row, mark in own:
            lack = ", ".join(map(force_name, filter(None, row["forces_missing"].split("|"))))
            period = f"{span_said(span_of(row))}{category_after(request, row['category_id'])}"
            yield (
                f'<tr><th scope="row">{escape(period)}</th>{figure_cell((row, mark))}'
                f"<td>{escape(lack)}</td></tr>"
            )
        yield "</tbody></table></div>"
        yield from _legend([mark for _, mark in own])
        first = [one for one in self.first if _within(one.force_id, forces_of(own[0][0]))]
        yield from first_in_words(first, self.subject.breaks)
        yield "</section>"

    def _changes(self, key: Key) -> Iterator[str]:
        changes = [row for row in self.changes if _key(row) == key]
        if changes:
            yield '<section><h2 id="changes">What changed, like for like</h2>'
            yield "<p>Only forces that gave a figure for both periods are compared.</p>"
            yield from changes_table("Changes", self.subject.request, changes, self.first)
            yield "</section>"

    def _forces(self, inside: Sequence[tuple[Row, str]]) -> Iterator[str]:
        if not inside:
            return
        spans = sorted({span_of(row) for row, _ in inside})
        yield '<section><h2 id="forces">Its forces</h2>'
        rows = [row for row, _ in inside]
        for category in categories_of(rows):
            caption = f"Each force{category_after(self.subject.request, category)}"
            yield from table_head(caption, ["Force", *(span_said(span) for span in spans)])
            of: dict[Key, dict[object, tuple[Row, str]]] = {}
            for row, mark in inside:
                if row["category_id"] == category:
                    of.setdefault(_key(row), {})[span_of(row)] = (row, mark)
            for key, figures in of.items():
                name = escape(next(iter(figures.values()))[0]["area_name"])
                if key in self.subject.areas:
                    name = f'<a href="{escape(area_file(*key))}">{name}</a>'
                cells = "".join(figure_cell(figures.get(span)) for span in spans)
                yield f'<tr><th scope="row">{name}</th>{cells}</tr>'
            yield "</tbody></table></div>"
        yield from _legend([mark for _, mark in inside])
        yield "</section>"


def _legend(marks: Sequence[str]) -> Iterator[str]:
    for mark, meaning in legend_of(marks).items():
        yield f"<p class=key><b>{escape(mark)}</b> {escape(meaning)}</p>"


def _key(row: Mapping[str, object]) -> Key:
    return str(row["area_kind"]), str(row["area_id"])


def _within(force_ids: str, members: frozenset[str] | None) -> bool:
    return members is None or set(force_ids.split("|")) <= members


def _which(row: Row) -> str:
    """Which forces the area has, in a sentence."""
    if row["area_kind"] in SINGLE:
        return "It is one force." if row["area_kind"] == "force" else "They answer jointly."
    asked, inside = row["forces_asked"], row["forces_in_area"]
    if row["area_kind"] == "request":
        return f"It is all {counted(asked, 'force')} asked."
    said = f"It has {counted(inside, 'force')}, as of {row['region_set']}"
    return f"{said}." if asked == inside else f"{said}, of which {asked} were asked."
