"""Tables and passages as a person sees them on a page of the review, all of their text escaped."""

from collections.abc import Iterator

from foistats.model.words import in_html as escape
from foistats.reading.around import Excerpt
from foistats.reading.drawn import Drawn, DrawnCell
from foistats.reading.explain import PARTS


def table_drawn(drawn: Drawn) -> Iterator[str]:
    """The table with the part of each cell, and the legend of those that occur."""
    cells = [cell for row in drawn.rows for cell in row.cells]
    used = {cell.part for cell in cells if not cell.marked}
    yield "<ul class=key>"
    if any(cell.marked for cell in cells):
        yield "<li><span class='part asked'>◆</span> what is asked about</li>"
    for part in PARTS:
        if part in used:
            sign, meaning = PARTS[part]
            yield f"<li><span class='part {part}'>{sign}</span> {escape(meaning)}</li>"
    yield "</ul>"
    label = escape(f"The table {drawn.name}, as it was understood")
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in drawn.columns)
    yield (
        f'<div class=scroll tabindex="0" role="region" aria-label="{label}">'
        f"<table class=understood><caption>{escape(drawn.name)}</caption><thead><tr><td></td>"
        f"{heads}</tr></thead><tbody>"
    )
    for row in drawn.rows:
        if row.gap:
            yield f'<tr class=gap><td colspan="{len(drawn.columns) + 1}">rows left out</td></tr>'
        of_row = "".join(map(_cell, row.cells))
        yield f'<tr><th scope="row">{escape(row.number)}</th>{of_row}</tr>'
    yield "</tbody></table></div>"
    left_out = []
    if drawn.rows_left_out:
        left_out.append(f"{drawn.rows_left_out:,} rows")
    if drawn.columns_left_out:
        left_out.append(f"{drawn.columns_left_out:,} columns")
    if left_out:
        yield f"<p class=key>Not drawn here: {' and '.join(left_out)} of the same table.</p>"
    if drawn.said:
        lines = "".join(f"<li>{escape(line)}</li>" for line in drawn.said)
        yield f"<details><summary>How it was read, in words</summary><ul>{lines}</ul></details>"


def _cell(cell: DrawnCell) -> str:
    text = escape(cell.text)
    if cell.marked:
        said = text or "(blank)"
        return (
            f"<td class='{cell.part} asked'><span aria-hidden=true>◆</span>"
            f"<span class=unseen>asked about: </span>{said}</td>"
        )
    if not cell.part:
        return "<td></td>"
    sign = PARTS[cell.part][0]
    return f"<td class='{cell.part}'><span aria-hidden=true>{sign}</span>{text}</td>"


def passage_drawn(drawn: Drawn) -> Iterator[str]:
    """A passage between those before and after it."""
    if drawn.before:
        yield f"<p class=beside>{lines_of(drawn.before)}</p>"
    yield f"<blockquote class=asked>{lines_of(drawn.passage)}</blockquote>"
    if drawn.after:
        yield f"<p class=beside>{lines_of(drawn.after)}</p>"


def excerpt_drawn(around: Excerpt, caption: str) -> Iterator[str]:
    """Some cells as a plain table; nothing where there are none."""
    if not around.rows:
        return
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in around.columns)
    yield (
        f'<div class=scroll tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table class=words><caption>{escape(caption)}</caption>"
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>"
    )
    for first, *cells in around.rows:
        drawn = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{escape(first)}</th>{drawn}</tr>'
    yield "</tbody></table></div>"


def lines_of(text: str) -> str:
    """A text of several lines, broken as it is."""
    return "<br>".join(map(escape, text.split("\n")))
