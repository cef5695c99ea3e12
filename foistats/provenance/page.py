"""A traced figure as a page of its own: each cell marked where it stands in its document.

The page opens offline, without a script. Everything that a force wrote is escaped.
"""

import base64
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from foistats.documents.workers import WorkerPool
from foistats.intake.declarations import root_of
from foistats.intake.looking import known_of
from foistats.intake.settings import read_limits
from foistats.model.words import in_html as escape
from foistats.model.words import range_in_words
from foistats.provenance.marked import SHOW, Place, Shown
from foistats.provenance.tracing import ForceFigure, MissingForce, Row, TracedChange, TracedTotal
from foistats.provenance.words import (
    cell_in_words,
    confirmed_in_words,
    how_read,
    left_out_of,
    lines_of_change,
    lines_of_total,
    reasons,
)
from foistats.workspace import Workspace

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1d1d1f; background: #fff; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; } h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
p, ul { margin: .3rem 0; } ul { padding-left: 1.2rem; }
.digest { overflow-wrap: anywhere; color: #555; font-size: .9rem; }
.around { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .4rem 0; }
td, th { border: 1px solid #bbb; padding: .15rem .5rem; text-align: left; font-weight: 400; }
th { background: #f2f2f2; color: #555; }
td.here { outline: 3px solid #b3261e; outline-offset: -1px; font-weight: 700; background: #fdf3f2; }
mark { background: #fdf3f2; outline: 2px solid #b3261e; font-weight: 700; color: inherit; }
img { max-width: 100%; border: 1px solid #bbb; }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #1c1c1e; } .digest { color: #bbb; }
  th { background: #333; color: #ccc; } td, th, img { border-color: #666; }
  td.here, mark { background: #4a1f1c; outline-color: #ff8a80; }
}
@media print { body { max-width: none; margin: 0; } section { break-inside: avoid; } }
"""


def draw(workspace: Workspace, traced: TracedTotal | TracedChange) -> str:
    """The page of a figure, or of both figures of a change."""
    if isinstance(traced, TracedChange):
        lines = [*lines_of_change(traced)]
        sides = [traced.earlier, traced.later]
    else:
        lines = [*lines_of_total(traced)]
        sides = [traced]
    title, about = lines[0], [line.strip() for line in lines[1 : lines.index("")]]
    shown = _shown(workspace, sides)
    body = [f"<h1>{escape(title)}</h1>", *(f"<p class=digest>{escape(one)}</p>" for one in about)]
    for side in sides:
        if len(sides) > 1:
            body.append(f"<h2>{escape(_period(side))}</h2>")
        for figure in side.forces:
            body += _force(figure, shown)
    body += _missing(left_out_of(traced) if isinstance(traced, TracedChange) else traced.missing)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        "<body><main>\n" + "\n".join(body) + "\n</main></body></html>\n"
    )


def pictures(workspace: Workspace, traced: TracedTotal | TracedChange) -> tuple[list[bytes], int]:
    """The pages of a PDF that a figure's cells stand on as PNG, and how many cells have no page.

    A cell of a sheet, a Word table or a letter has none: the page that `draw` makes shows it.
    """
    sides = [traced.earlier, traced.later] if isinstance(traced, TracedChange) else [traced]
    shown = [*_shown(workspace, sides).values()]
    found = [
        base64.b64decode(one.picture) for one in shown if isinstance(one, Shown) and one.picture
    ]
    return found, len(shown) - len(found)


def _period(side: TracedTotal) -> str:
    from foistats.naming.periods import label_of

    return f"{label_of(side.period)}: {range_in_words(side.interval)}"


def _shown(
    workspace: Workspace, sides: Iterable[TracedTotal]
) -> dict[tuple[str, str], Shown | str]:
    """What stands around each cell, by document and place; a sentence where it can't be shown."""
    cells: dict[str, dict[tuple[str, str], Row]] = {}
    request_id = ""
    roots: list[str] = []
    digests: dict[str, str] = {}
    for side in sides:
        request_id = side.wanted.request_id
        roots = roots or [*workspace.document_paths(request_id)]
        for figure in side.forces:
            for row in figure.cells:
                document: str = row["document"]
                received = root_of(document, roots) or document
                cells.setdefault(received, {})[document, row["place"]] = row
                digests[received] = side.digests[received]
    found: dict[tuple[str, str], Shown | str] = {}
    with WorkerPool(SHOW, workers=1, limits=read_limits(workspace)) as pool:
        for received, rows in cells.items():
            path = workspace.document(request_id, received)
            answer = shown_in(pool, path, workspace.root, digests[received], received, rows)
            for number, key in enumerate(rows):
                found[key] = answer if isinstance(answer, str) else answer[number]
    return found


def shown_in(
    pool: WorkerPool,
    path: Path,
    root: Path,
    sha256: str,
    document: str,
    rows: dict[tuple[str, str], Row],
) -> tuple[Shown, ...] | str:
    """What stands around places of a document, in the order of `rows`; a sentence where nothing is.

    The rows are by the path and place of their cell; `pool` is one of workers that show.
    """
    if not path.is_file():
        return "the file is no longer under documents/"
    known = known_of(path, root)
    if known.seal is not None and not known.released:
        return "the document is sealed: it hides something"
    places = [
        Place(name[len(document) + 1 :], place, row["as_written"])
        for (name, place), row in rows.items()
    ]
    answer = pool.run(
        (str(path), known.received_as, known.question, known.released, sha256, places)
    )
    return answer if isinstance(answer, (str, tuple)) else f"the document can't be shown: {answer}"


def _force(figure: ForceFigure, shown: dict[tuple[str, str], Shown | str]) -> Iterator[str]:
    yield f"<section><h2>{escape(f'{figure.name}: {range_in_words(figure.interval)}')}</h2>"
    for path, document in figure.documents.items():
        yield f"<h3>{escape(path)}</h3><p>{escape(confirmed_in_words(document))}</p>"
        yield f"<p class=digest>sha256 {escape(document['sha256'])}</p>"
        for row in (cell for cell in figure.cells if cell["document"] == path):
            yield f"<p>{escape(cell_in_words(row))}</p>"
            yield from _around(shown[path, row["place"]], row)
            yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in how_read(row))}</ul>"
    yield "</section>"


def _around(shown: Shown | str, row: Row) -> Iterator[str]:
    if isinstance(shown, str):
        yield f"<p>It can't be drawn: {escape(shown)}.</p>"
        return
    if shown.excerpt.text:
        yield f"<p>{_with_mark(shown.excerpt.text, row['as_written'])}</p>"
    elif shown.excerpt.rows:
        yield '<div class=around tabindex="0"><table>'
        yield f"<tr><td></td>{''.join(f'<th>{escape(c)}</th>' for c in shown.excerpt.columns)}</tr>"
        for number, (name, *cells) in enumerate(shown.excerpt.rows):
            drawn = "".join(
                f"<td{_here(shown, number, column)}>{escape(text)}</td>"
                for column, text in enumerate(cells)
            )
            yield f"<tr><th>{escape(name)}</th>{drawn}</tr>"
        yield "</table></div>"
    if shown.picture:
        page = row["place"].split(",")[0]
        alt = f"{page} of {row['document']}" + (", with the cell in a red box" * shown.boxed)
        yield f'<img alt="{escape(alt)}" src="data:image/png;base64,{shown.picture}">'
        if not shown.boxed:
            yield "<p>The text stands on this page several times, so none is boxed.</p>"


def _here(shown: Shown, row: int, column: int) -> str:
    return ' class="here"' if (row, column) == (shown.row, shown.column) else ""


def _with_mark(text: str, as_written: str) -> str:
    """A passage with the sentence marked that was read."""
    before, found, after = text.partition(as_written) if as_written else (text, "", "")
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}" if found else escape(text)


def _missing(missing: Sequence[MissingForce]) -> Iterator[str]:
    if not missing:
        return
    yield "<section><h2>Not in it</h2><ul>"
    for one in missing:
        first, *more = reasons(one)
        items = "".join(f"<li>{escape(line.strip())}</li>" for line in more)
        yield f"<li>{escape(first)}{f'<ul>{items}</ul>' if items else ''}</li>"
    yield "</ul></section>"
