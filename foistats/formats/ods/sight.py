"""Why a cell of an .ods isn't seen: its format, its size, its colour, a condition."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from foistats.documents.words import is_blank
from foistats.formats.ods.conditions import Rule, holds
from foistats.formats.ods.styles import OdsStyles
from foistats.formats.ods.table import Cell, Span, Table, is_mark
from foistats.formats.office.colours import WHITE, Colour, shows
from foistats.formats.sheets.areas import Areas
from foistats.formats.sheets.facts import Place
from foistats.formats.sheets.looks import TINY, colour_of_format, hides
from foistats.formats.sheets.number_formats import hides_number, hides_text, shown, shown_text
from foistats.formats.sheets.runs import Stretch, drawn_text
from schemas.channels import Channel


class Way(NamedTuple):
    """One way in which a cell may be drawn: its text's colour, what it stands on, by which style.

    A colour is None where the program picks one that shows.
    """

    colour: Colour | None
    ground: Colour
    style: str


def ways_of(
    styles: OdsStyles, name: str, rules: Sequence[tuple[str, str]], value: str | float
) -> list[Way]:
    """How a cell is drawn: several ways where a condition can't be told.

    `rules` are conditions and the styles that they apply; the first that holds counts.
    """
    colour, ground = styles.colours("table-cell", name)
    ways = []
    for condition, target in rules:
        verdict = holds(condition, value)
        if verdict is False:
            continue
        over, behind = styles.colours("table-cell", target)
        ways.append(Way(over or colour, behind or ground or WHITE, target))
        if verdict and styles.is_common(target):
            return ways
    return [Way(colour, ground or WHITE, name), *ways]


def channel_of(
    styles: OdsStyles, cell: Cell, value: str | float, *, is_protected: bool
) -> Channel | None:
    """Why a cell with content that lies open isn't seen, or None where it is."""
    name = cell.style
    if is_protected and any(s.protects for s in styles.chain("table-cell", name)[:1]):
        return Channel.MASKED_CELLS
    if _is_masked(styles, cell, name, value):
        return Channel.MASKED_CELLS
    if any(styles.hides(*span) for spans in cell.fonts for span in spans):
        return Channel.VANISHED_TEXT
    sizes = [_size(styles, spans) for spans in cell.fonts if spans]
    if styles.is_tiny("table-cell", name) or any(
        size is not None and size <= TINY for size in sizes
    ):
        return Channel.TINY_TEXT
    for way in ways_of(styles, name, styles.maps_of(name), value):
        if way.style != name and value == 0:
            # A nought that a condition keeps from being drawn is no content.
            continue
        if way.style != name and hides(styles.code(way.style), value):
            return Channel.MASKED_CELLS
        if _is_pale(styles, way, value, cell.fonts):
            return Channel.INVISIBLE_TEXT
    return None


def _is_masked(styles: OdsStyles, cell: Cell, name: str, value: str | float) -> bool:
    code = styles.code(name)
    if isinstance(value, str):
        is_string = cell.written.get("office:value-type") == "string"
        return is_string and (hides_text(code) or (bool(cell.pieces) and is_blank(cell.text)))
    return hides_number(code, value) or is_mark(value, cell.text)


def _is_pale(
    styles: OdsStyles, way: Way, value: str | float, fonts: Sequence[tuple[Span, ...]]
) -> bool:
    """True where a part of the text has the colour of what it stands on."""
    own = [_colour(styles, spans) for spans in fonts] or [None]
    for colour in own:
        drawn = colour_of_format(styles.code(way.style), value) or colour or way.colour
        if drawn is not None and not shows(drawn, way.ground):
            return True
    return False


def _colour(styles: OdsStyles, spans: Sequence[Span]) -> Colour | None:
    found = (styles.colours(*span)[0] for span in reversed(spans))
    return next((colour for colour in found if colour is not None), None)


def _size(styles: OdsStyles, spans: Sequence[Span]) -> float | None:
    sizes = (styles.drawn(*span).size for span in reversed(spans))
    return next((size for size in sizes if size is not None), None)


def weigh_rules(styles: OdsStyles, table: Table) -> None:
    """Take into account the conditional formats that stand behind a sheet's rows."""
    if not table.rules.found:
        return
    ruled = Areas(table.rules.found)
    for place in sorted(table.kept):
        if place in table.facts.unseen:
            continue
        rules = [rule for _, rule in ruled.at(*place)]
        channel = _channel_by_rules(styles, table, place, rules) if rules else None
        if channel is not None:
            table.facts.unseen[place] = channel


def _channel_by_rules(
    styles: OdsStyles, table: Table, place: Place, rules: Sequence[Rule]
) -> Channel | None:
    kept = table.kept[place]
    value = kept.value
    if value == 0:
        return None
    if not isinstance(value, str) and any(rule.masks for rule in rules):
        return Channel.MASKED_CELLS
    colour, _ = styles.colours("table-cell", kept.style)
    for behind in (one for rule in rules for one in rule.grounds if not isinstance(value, str)):
        if colour is not None and not shows(colour, behind):
            return Channel.INVISIBLE_TEXT
    styled = [(rule.condition, rule.style) for rule in rules if rule.style]
    for way in ways_of(styles, kept.style, styled, value):
        if way.style == kept.style:
            continue
        if hides(styles.code(way.style), value):
            return Channel.MASKED_CELLS
        if styles.is_tiny("table-cell", way.style):
            return Channel.TINY_TEXT
        if way.colour is not None and not shows(way.colour, way.ground):
            return Channel.INVISIBLE_TEXT
    for text, is_sure in _drawn(styles, value, styled):
        table.facts.shown[place] = text if is_sure else f"'{text}', as a condition may have it"
        break
    return None


def _drawn(
    styles: OdsStyles, value: str | float, styled: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, bool]]:
    """What conditions draw in place of a value, and whether they are sure to."""
    for condition, target in styled:
        verdict = holds(condition, value)
        if verdict is False:
            continue
        code = styles.code(target)
        seen = shown_text(value, code) if isinstance(value, str) else shown(value, code)
        text = (
            seen if isinstance(seen, str) else value if isinstance(value, str) else f"{value:.15g}"
        )
        struck, shift = styles.stroke("table-cell", target)
        drawn = drawn_text([Stretch(text, struck, shift)])
        if drawn != (value if isinstance(value, str) else f"{value:.15g}"):
            yield drawn, verdict is True and styles.is_common(target)
        if verdict and styles.is_common(target):
            return
