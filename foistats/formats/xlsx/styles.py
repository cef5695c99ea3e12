"""How a workbook's cells look: colours, sizes, strokes and formats by style number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from xml.etree import ElementTree

from foistats.formats.office.colours import (
    BLACK,
    OFFICE_THEME,
    PALETTE,
    WHITE,
    Colour,
    read_hex,
    theme_colours,
    workbook_colour,
)
from foistats.formats.office.markup import child, is_on, local, own
from foistats.formats.office.package import Parts
from foistats.formats.office.roles import Role
from foistats.formats.sheets.looks import PLAIN, Change, Font, Look
from foistats.formats.sheets.number_formats import builtin_code

_SHIFTS = {"superscript": 1, "subscript": -1}
_T = TypeVar("_T")
_Elements = list[tuple[str, Change]]


@dataclass
class StyleBook:
    """The looks of a workbook's cells and what its conditional formats change."""

    looks: list[Look] = field(default_factory=lambda: [PLAIN])
    changes: list[Change] = field(default_factory=list)
    table_styles: dict[str, _Elements] = field(default_factory=dict)
    theme: tuple[Colour, ...] = OFFICE_THEME
    palette: tuple[Colour, ...] = PALETTE

    def look(self, style: int) -> Look:
        """The look of a style number; one that doesn't exist looks like the first."""
        return self.looks[style] if style < len(self.looks) else self.looks[0]

    @cached_property
    def odd(self) -> frozenset[int]:
        """The style numbers under which a cell may not be seen."""
        return frozenset(n for n, look in enumerate(self.looks) if look.odd)

    @cached_property
    def drawing(self) -> dict[int, Look]:
        """The looks that draw something else than the value, or in another place, by number."""
        return {n: look for n, look in enumerate(self.looks) if not look.is_plain}

    def colour(self, written: Mapping[str, str]) -> Colour | None:
        """A colour as a workbook writes it."""
        return workbook_colour(written, self.theme, self.palette)

    def font(self, font: ElementTree.Element | None) -> Font:
        """What a `font` or `rPr` element says."""
        if font is None:
            return Font()
        colour, size = child(font, "color"), child(font, "sz")
        struck, shift = child(font, "strike"), child(font, "vertAlign")
        return Font(
            (self.colour(own(colour)) if colour is not None else None) or BLACK,
            _number(own(size).get("val", ""), 11.0) if size is not None else 11.0,
            struck is not None and is_on(own(struck).get("val", "1")),
            _SHIFTS.get(own(shift).get("val", ""), 0) if shift is not None else 0,
        )

    def change(self, dxf: ElementTree.Element) -> Change:
        """What one `dxf` element changes."""
        font, fill = child(dxf, "font", "color"), child(dxf, "fill")
        code, struck = child(dxf, "numFmt"), child(dxf, "font", "strike")
        ground, fills = None, False
        pattern = child(fill, "patternFill")
        if pattern is not None and pattern.get("patternType", "solid") != "none":
            # Conditional formats write a solid fill's colour as its background.
            names = ("bgColor", "fgColor")
            written = next(
                (one for name in names if (one := child(pattern, name)) is not None), None
            )
            ground = self.colour(own(written)) if written is not None else None
            fills = True
        elif fill is not None and pattern is None:
            fills = True
        return Change(
            self.colour(own(font)) if font is not None else None,
            ground,
            fills,
            own(code).get("formatCode") if code is not None else None,
            is_on(own(struck).get("val", "1")) if struck is not None else None,
        )


def read_styles(parts: Parts, main: str) -> StyleBook:
    """The styles that a workbook's main part links to."""
    book = StyleBook()
    themes = list(parts.linked(main, Role.THEME))
    if themes:
        book.theme = theme_colours(parts.tree(themes[0]))
    for part in parts.linked(main, Role.STYLES):
        _read(book, parts.tree(part))
    return book


def _read(book: StyleBook, styles: ElementTree.Element) -> None:
    own_palette = child(styles, "colors", "indexedColors")
    if own_palette is not None:
        own_colours = [read_hex(one.get("rgb", "")) or BLACK for one in own_palette]
        book.palette = (*own_colours, *PALETTE[len(own_colours) :])
    codes = {
        _index(one.get("numFmtId")): one.get("formatCode", "") for one in _list(styles, "numFmts")
    }
    fonts = [book.font(one) for one in _list(styles, "fonts")] or [Font()]
    fills = [_fill(book, one) for one in _list(styles, "fills")] or [(WHITE, True)]
    looks = []
    for one in _list(styles, "cellXfs"):
        font = _at(fonts, one.get("fontId"))
        ground, bare = _at(fills, one.get("fillId"))
        number = _index(one.get("numFmtId"))
        code = codes[number] if number in codes else builtin_code(number)
        placed = child(one, "alignment")
        indent = _index(placed.get("indent")) if placed is not None else 0
        looks.append(
            Look(font.colour, ground, bare, font.size, code, font.struck, font.shift, indent)
        )
    book.looks = looks or [PLAIN]
    book.changes = [book.change(one) for one in _list(styles, "dxfs")]
    book.table_styles = dict(_table_styles(book, styles))


def _list(styles: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    found = child(styles, name)
    return [] if found is None else list(found)


def _at(items: list[_T], index: str | None) -> _T:
    number = _index(index)
    return items[number] if number < len(items) else items[0]


def _index(written: str | None) -> int:
    """A number of a list; what is empty or no number is the first, as programs take it."""
    return int(written) if written and written.isascii() and written.isdigit() else 0


def _number(written: str, usual: float) -> float:
    try:
        return float(written)
    except ValueError:
        return usual


def _fill(book: StyleBook, fill: ElementTree.Element) -> tuple[Colour | None, bool]:
    pattern = child(fill, "patternFill")
    if pattern is None:
        return None, False
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return WHITE, True
    if kind != "solid":
        return None, False
    colour = child(pattern, "fgColor")
    # A colour that can't be told may be any.
    return (book.colour(own(colour)) if colour is not None else BLACK), False


def _table_styles(book: StyleBook, styles: ElementTree.Element) -> Iterator[tuple[str, _Elements]]:
    """The workbook's own styles of tables by name: what each changes of which part of a table."""
    for style in _list(styles, "tableStyles"):
        elements = [own(one) for one in style if local(one.tag) == "tableStyleElement"]
        numbers = [(element.get("type", ""), int(element.get("dxfId", -1))) for element in elements]
        known = [(part, book.changes[n]) for part, n in numbers if 0 <= n < len(book.changes)]
        yield style.get("name", ""), known
