"""Charts as SVG that stands in a page: no script, no font and nothing from elsewhere.

Drawn by Vega-Lite. An exact figure is a point and an interval a bar from its low to its high, with
an open circle where the figure lacks some of its area's forces. An interval without a high is a
triangle that points up from its low. A band runs from period to period between the lows and the
highs, and is a line between exact figures; there is none to or from a period that isn't bounded,
over a break in series, or between figures of different forces. Where the forces differ, how many
they are stands at each figure.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

_VEGA_LITE = "5.20"
_MOST_LABELS = 12
_MOST_SMALL_LABELS = 4
_INK = "currentColor"
_LINE = "#2f6f9f"
_CONFIG = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK,
        "titleColor": _INK,
        "domainColor": _INK,
        "tickColor": _INK,
        "gridColor": _INK,
        "gridOpacity": 0.15,
        "labelFontSize": 12,
    },
    "header": {"labelColor": _INK, "titleColor": _INK, "labelFontSize": 12},
}


class Point(NamedTuple):
    """One figure of a series. `low` is None for a period without a figure, `high` where unbounded.

    `complete` is False where the figure lacks forces of its area, and `broken` True where a force
    counts otherwise from here on. `forces` says how many forces are in the figure ("5 of 8"), and
    `regrouped` is True where they aren't those of the figure before.
    """

    series: str
    period: str
    low: int | None
    high: int | None
    complete: bool
    broken: bool = False
    forces: str = ""
    regrouped: bool = False


def caption_of_chart(name: str, points: Sequence[Point]) -> str:
    """A chart's caption, in which those who don't see it read which figures aren't comparable."""
    if not any(point.regrouped for point in points):
        return name
    given = [point for point in points if point.low is not None]
    of_each = "; ".join(
        f"{point.period}: {point.forces} forces"
        f"{', not the same as before' if point.regrouped else ''}"
        for point in given
    )
    return (
        f"{name}. The figures are not all of the same forces, so no line joins those that differ"
        f" ({of_each})."
    )


def series_chart(points: Sequence[Point], *, unit: str) -> str:
    """One series over its periods, as an SVG element."""
    spec = {"width": 560, "height": 220, **_layers(points, unit)}
    return _svg(spec)


def small_multiples(points: Sequence[Point], *, unit: str, columns: int = 3) -> str:
    """Each series in a chart of its own, all over the same periods, as one SVG element."""
    spec = {
        "facet": {
            "field": "series",
            "type": "nominal",
            "title": None,
            "sort": [*dict.fromkeys(point.series for point in points)],
            "header": {"labelLimit": 170},
        },
        "columns": columns,
        "resolve": {"scale": {"y": "independent"}},
        "spec": {"width": 170, "height": 70, "layer": _layers(points, unit, small=True)["layer"]},
        "data": {"values": _values(points)},
    }
    return _svg(spec)


def _values(points: Sequence[Point]) -> list[dict[str, Any]]:
    """The rows of a chart; periods that a band may join have the same `run`."""
    rows = []
    run = 0
    for point in points:
        if point.low is None or point.high is None or point.broken or point.regrouped:
            run += 1
        row = point._asdict() | {"run": f"{point.series}/{run}"}
        row["middle"] = None if point.high is None else ((point.low or 0) + point.high) / 2
        row["top"] = point.low if point.high is None else point.high
        row["exact"] = point.low is not None and point.low == point.high
        rows.append(row)
    return rows


def _layers(points: Sequence[Point], unit: str, *, small: bool = False) -> dict[str, Any]:
    periods = [*dict.fromkeys(point.period for point in points)]
    ends_only = small and len(periods) > _MOST_SMALL_LABELS
    angle = 0 if len(periods) <= _MOST_LABELS and (not small or ends_only) else -60
    across = {
        "field": "period",
        "type": "ordinal",
        "title": None,
        "sort": periods,
        "axis": {"labelAngle": angle, **(_ends(periods) if ends_only else {})},
    }
    up = {
        "field": "low",
        "type": "quantitative",
        "title": None if small else unit,
        "scale": {"zero": True},
        "axis": {"tickCount": 2 if small else 5, "tickMinStep": 1, "format": ",d"},
    }
    exact = {"filter": "datum.exact"}
    bounded = {"filter": "isValid(datum.high)"}
    size = 30 if small else 70
    fill = {
        "condition": {"test": "datum.complete", "value": _LINE},
        "value": "transparent",
    }
    to_high = {"x": across, "y": up, "y2": {"field": "high"}}
    band = {
        "transform": [bounded],
        "mark": {"type": "area", "color": _LINE, "fillOpacity": 0.3, "stroke": _LINE},
        "encoding": {**to_high, "detail": {"field": "run", "type": "nominal"}},
    }
    interval = {
        "transform": [bounded, {"filter": "!datum.exact"}],
        "mark": {"type": "bar", "size": 6 if small else 10, "strokeWidth": 2},
        "encoding": {**to_high, "stroke": {"value": _LINE}, "fill": fill},
    }
    lacking = {
        "transform": [bounded, {"filter": "!datum.exact && !datum.complete"}],
        "mark": {"type": "point", "size": 3 * size, "strokeWidth": 2, "color": _LINE, "opacity": 1},
        "encoding": {"x": across, "y": {**up, "field": "middle"}},
    }
    at_least = {
        "transform": [{"filter": "isValid(datum.low) && !isValid(datum.high)"}],
        "mark": {"type": "point", "shape": "triangle-up", "color": _LINE, "size": size},
        "encoding": {"x": across, "y": up},
    }
    point = {
        "transform": [exact],
        "mark": {"type": "point", "size": size, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "x": across,
            "y": up,
            "stroke": {"value": _LINE},
            "fill": fill,
        },
    }
    how_many = {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "text", "dy": -14, "fontSize": 11, "color": _INK},
        "encoding": {
            "x": across,
            "y": {**up, "field": "top"},
            "text": {"field": "forces", "type": "nominal"},
        },
    }
    differ = not small and any(point.regrouped for point in points)
    # Periods without any figure keep their place on the axis.
    frame = {"mark": {"type": "point", "opacity": 0}, "encoding": {"x": across}}
    return {
        "data": {"values": _values(points)},
        "layer": [frame, band, interval, lacking, at_least, point, *([how_many] * differ)],
    }


def _ends(periods: Sequence[str]) -> dict[str, Any]:
    """Only the first and the last period are named, towards the middle of a small chart."""
    first, last = (f"datum.value === {json.dumps(one)}" for one in (periods[0], periods[-1]))
    return {
        "labelExpr": f"{first} || {last} ? datum.label : ''",
        "labelAlign": {"condition": {"test": last, "value": "right"}, "value": "left"},
        "labelOverlap": False,
    }


def _svg(spec: dict[str, Any]) -> str:
    import vl_convert

    schema = f"https://vega.github.io/schema/vega-lite/v{_VEGA_LITE.split('.', maxsplit=1)[0]}.json"
    drawn: str = vl_convert.vegalite_to_svg(
        {"$schema": schema, "config": _CONFIG, **spec}, vl_version=_VEGA_LITE
    )
    # What a chart shows stands in a table beside it: to a screen reader it is one picture.
    drawn = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", drawn)
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
