"""How a workbook's cells look: colours, sizes and formats by style number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree

from foistats.documents.number_formats import builtin_format
from foistats.screening.colours import (
    BLACK,
    OFFICE_THEME,
    PALETTE,
    WHITE,
    Colour,
    read_hex,
    shows,
    theme_colours,
    workbook_colour,
)
from foistats.screening.markup import child, local, own
from foistats.screening.masks import drawn_white, may_hide
from foistats.screening.package import Parts
from foistats.screening.roles import Role

# In points: nobody reads text of this size or smaller.
TINY = 2.0


class Look(NamedTuple):
    """How one style draws a cell. `ground` is None where colours are mixed or can't be told.

    `bare` says that the style itself fills nothing: what is below is seen.
    """

    text: Colour
    ground: Colour | None
    bare: bool
    size: float
    code: str

    @property
    def unseen(self) -> bool:
        """True where the text has the colour of what the style puts it on."""
        text = WHITE if drawn_white(self.code) else self.text
        return self.ground is not None and not shows(text, self.ground)

    @property
    def tiny(self) -> bool:
        """True where the text is too small to be read."""
        return self.size <= TINY

    @property
    def odd(self) -> bool:
        """True where a cell of this style may not be seen."""
        return self.unseen or self.tiny or may_hide(self.code)


class Change(NamedTuple):
    """What a conditional format or a table's style changes; None for what it leaves."""

    text: Colour | None
    ground: Colour | None
    fills: bool
    code: str | None


_T = TypeVar("_T")
PLAIN = Look(BLACK, WHITE, True, 11.0, "General")


@dataclass(slots=True)
class StyleBook:
    """The looks of a workbook's cells and what its conditional formats change."""

    looks: list[Look] = field(default_factory=lambda: [PLAIN])
    changes: list[Change] = field(default_factory=list)
    filled_tables: frozenset[str] = frozenset()
    theme: tuple[Colour, ...] = OFFICE_THEME
    palette: tuple[Colour, ...] = PALETTE

    def look(self, style: int) -> Look:
        """The look of a style number; one that doesn't exist looks like the first."""
        return self.looks[style] if style < len(self.looks) else self.looks[0]

    def colour(self, written: Mapping[str, str]) -> Colour | None:
        """A colour as a workbook writes it."""
        return workbook_colour(written, self.theme, self.palette)

    def change(self, dxf: ElementTree.Element) -> Change:
        """What one `dxf` element changes."""
        font, fill = child(dxf, "font", "color"), child(dxf, "fill")
        code = child(dxf, "numFmt")
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
        int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in _list(styles, "numFmts")
    }
    fonts = [_font(book, one) for one in _list(styles, "fonts")] or [(BLACK, 11.0)]
    fills = [_fill(book, one) for one in _list(styles, "fills")] or [(WHITE, True)]
    looks = []
    for one in _list(styles, "cellXfs"):
        text, size = _at(fonts, one.get("fontId"))
        ground, bare = _at(fills, one.get("fillId"))
        number = int(one.get("numFmtId", "0"))
        form = builtin_format(number)
        code = codes.get(number, form.code if form else "General")
        looks.append(Look(text, ground, bare, size, code))
    book.looks = looks or [PLAIN]
    book.changes = [book.change(one) for one in _list(styles, "dxfs")]
    book.filled_tables = frozenset(_filled_tables(book, styles))


def _list(styles: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    found = child(styles, name)
    return [] if found is None else list(found)


def _at(items: list[_T], index: str | None) -> _T:
    number = int(index or 0)
    return items[number] if 0 <= number < len(items) else items[0]


def _font(book: StyleBook, font: ElementTree.Element) -> tuple[Colour, float]:
    colour, size = child(font, "color"), child(font, "sz")
    text = book.colour(own(colour)) if colour is not None else None
    return text or BLACK, float(own(size).get("val", 11)) if size is not None else 11.0


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


def _filled_tables(book: StyleBook, styles: ElementTree.Element) -> list[str]:
    """The names of the workbook's own table styles that fill any part of a table."""
    names = []
    for style in _list(styles, "tableStyles"):
        numbers = [
            int(one.get("dxfId", -1)) for one in style if local(one.tag) == "tableStyleElement"
        ]
        if any(0 <= n < len(book.changes) and book.changes[n].fills for n in numbers):
            names.append(style.get("name", ""))
    return names
