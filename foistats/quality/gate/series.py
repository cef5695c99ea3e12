"""The series that the plausibility check judged, as a table with a small drawing of each.

Drawn here and by no library for charts: loading one would make each run half a second longer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from foistats.model.words import in_html as escape
from foistats.model.words import range_in_words
from foistats.quality.gate.figures import area_said, period_label

Row = Mapping[str, Any]
_WIDTH, _HEIGHT, _EDGE = 120, 28, 4


def series_table(totals: Sequence[Row], failed: Sequence[str], *, caption: str) -> Iterator[str]:
    """Each series of some totals as a row of a table; what failed is marked with a sign.

    `failed` are the figures and pairs of figures that a rule named, as the page names them.
    """
    spans = sorted({(r["period_start"], r["period_end"], r["period_kind"]) for r in totals})
    if not spans:
        return
    labels = [period_label(*span) for span in spans]
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in ("Area", "Drawn", *labels))
    yield (
        f'<div class=scroll tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>"
    )
    marked = False
    for name, of_span in _series(totals).items():
        cells = []
        for span, label in zip(spans, labels, strict=True):
            row = of_span.get(span)
            named = row is not None and any(_names(one, name, label) for one in failed)
            marked = marked or named
            cells.append(_cell(row, named=named))
        drawn = _drawn([of_span.get(span) for span in spans])
        yield f'<tr><th scope="row">{escape(name)}</th><td>{drawn}</td>{"".join(cells)}</tr>'
    yield "</tbody></table></div>"
    if marked:
        yield "<p class=key><b>[!]</b> A rule names this figure: see above.</p>"


def _series(totals: Iterable[Row]) -> dict[str, dict[tuple[date, date, str], Row]]:
    found: dict[str, dict[tuple[date, date, str], Row]] = {}
    for row in totals:
        span = (row["period_start"], row["period_end"], row["period_kind"])
        found.setdefault(area_said(row), {})[span] = row
    return {
        name: rows
        for name, rows in found.items()
        if any(row["count_low"] is not None for row in rows.values())
    }


def _names(failed: str, name: str, label: str) -> bool:
    """Whether what a rule named is of a series and of a period of it.

    >>> _names("Kent Police, 2017/18 to 2018/19: 556 to 2,329", "Kent Police", "2018/19")
    True
    >>> _names("Kent Police, 2017/18: 556", "Kent Police", "2018/19")
    False
    """
    return failed.startswith(f"{name}, ") and label in failed[len(name) :].partition(":")[0]


def _cell(row: Row | None, *, named: bool) -> str:
    if row is None:
        return "<td></td>"
    said = escape(range_in_words((row["count_low"], row["count_high"])))
    lacks = ""
    if row["forces_in_area"] > 1 and not row["complete"]:
        lacks = f"<br><small>{row['forces_counted']} of {row['forces_in_area']} forces</small>"
    return f"<td>{said}{' <b>[!]</b>' * named}{lacks}</td>"


def _drawn(rows: Sequence[Row | None]) -> str:
    """A series as a small picture: a dot for a figure, a bar for a range, a gap for none."""
    bounds = [
        None if row is None or row["count_high"] is None else (row["count_low"], row["count_high"])
        for row in rows
    ]
    most = max((high for _, high in filter(None, bounds)), default=0) or 1
    step = (_WIDTH - 2 * _EDGE) / max(1, len(rows) - 1)

    def at(number: int, value: int) -> str:
        up = _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * value / most
        return f"{_EDGE + number * step:.1f},{up:.1f}"

    lines, dots, run = [], [], ""
    for number, one in enumerate([*bounds, None]):
        if one is not None and one[0] == one[1]:
            run += f"{'L' if run else 'M'}{at(number, one[0])}"
            dots.append(f"M{at(number, one[0])}h.01")
            continue
        lines += [run] * bool(run)
        run = ""
        if one is not None:
            lines.append(f"M{at(number, one[0])}L{at(number, one[1])}")
    return (
        f'<svg aria-hidden="true" width="{_WIDTH}" height="{_HEIGHT}" fill="none"'
        ' stroke="currentColor" stroke-linecap="round">'
        f'<path stroke-width="1.5" d="{"".join(lines)}"/>'
        f'<path stroke-width="5" d="{"".join(dots)}"/></svg>'
    )
