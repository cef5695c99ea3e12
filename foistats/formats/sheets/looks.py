"""How a cell of any spreadsheet is drawn: colours, size, strokes, and what may change them."""

from typing import NamedTuple

from foistats.formats.office.colours import BLACK, PALETTE, WHITE, Colour, shows
from foistats.formats.sheets.number_formats import (
    colour_by,
    colours,
    hides_number,
    hides_text,
    may_hide,
    special,
    special_text,
)

# In points: nobody reads text of this size or smaller. A dash is all that is drawn of 2.5 points.
TINY = 3.5
# The colours that a number format has a name for. `Color 1` is the eighth of the palette.
_NAMED = {
    "black": BLACK, "white": WHITE, "red": Colour(255, 0, 0), "green": Colour(0, 255, 0),
    "blue": Colour(0, 0, 255), "yellow": Colour(255, 255, 0), "magenta": Colour(255, 0, 255),
    "cyan": Colour(0, 255, 255),
}  # fmt: skip
_FIRST_NUMBERED = 7
# Rows lower and columns narrower than these show not one digit, in points and in digits.
HEIGHT_SEEN = 4.0
WIDTH_SEEN = 1.0


class Font(NamedTuple):
    """What a font says of the text that it draws; `shift` is 1 where that is raised, -1 lowered."""

    colour: Colour = BLACK
    size: float = 11.0
    struck: bool = False
    shift: int = 0


class Look(NamedTuple):
    """How one style draws a cell. `ground` is None where colours are mixed or can't be told.

    `bare` says that the style itself fills nothing: what is below is seen. `indent` is in steps.
    """

    text: Colour
    ground: Colour | None
    bare: bool
    size: float
    code: str
    struck: bool = False
    shift: int = 0
    indent: int = 0

    @property
    def unseen(self) -> bool:
        """True where the text has the colour of what the style puts it on."""
        return self.ground is not None and not shows(self.text, self.ground)

    def is_pale(self, value: float | str) -> bool:
        """True where a value is drawn in the colour of what it stands on."""
        text = colour_of_format(self.code, value) or self.text
        return self.ground is not None and not shows(text, self.ground)

    @property
    def tiny(self) -> bool:
        """True where the text is too small to be read."""
        return self.size <= TINY

    @property
    def odd(self) -> bool:
        """True where a cell of this style may not be seen."""
        return self.unseen or self.tiny or may_hide(self.code) or colours(self.code)

    @property
    def is_plain(self) -> bool:
        """True where a value is drawn as it is, whatever becomes of its colour."""
        return (
            special(self.code) is None
            and not special_text(self.code)
            and not (self.struck or self.shift or self.indent)
        )


class Change(NamedTuple):
    """What a conditional format or a table's style changes; None for what it leaves.

    `grounds` are the colours that a scale of colours may put behind a cell; `masks` is True where
    a bar or a symbol is drawn in place of the number.
    """

    text: Colour | None = None
    ground: Colour | None = None
    fills: bool = False
    code: str | None = None
    struck: bool | None = None
    grounds: tuple[Colour, ...] = ()
    masks: bool = False

    @property
    def matters(self) -> bool:
        """True where anything is changed that has to do with what is seen."""
        return self != Change()


PLAIN = Look(BLACK, WHITE, True, 11.0, "General")


def colour_of_format(code: str, value: float | str) -> Colour | None:
    """The colour that a number format gives to a value."""
    name = colour_by(code, value)
    if name.startswith("color"):
        number = int(name.removeprefix("color")) + _FIRST_NUMBERED
        return PALETTE[number] if number < len(PALETTE) else None
    return _NAMED.get(name)


def hides(code: str, value: float | str) -> bool:
    """True where a format shows something else than a cell's value, or nothing."""
    return hides_text(code) if isinstance(value, str) else hides_number(code, value)
