"""How the text inside an element of a page looks, and what that depends on."""

from collections.abc import Mapping
from typing import NamedTuple

from foistats.formats.html.boxes import OPEN, Opening
from foistats.formats.html.loud import FAR
from foistats.formats.html.values import BLACK, MEDIUM, WHITE, Colour, apart, over
from schemas.channels import Channel

# Of 255 steps of a colour: closer to what is behind it, text is not seen.

# In pixels. Below, nobody reads anything.

# Of 255 steps of a colour: closer to what is behind it, text is not seen.
FAINT = 20.0
# In pixels. Below, nobody reads anything.
_TINY = 3.0


class Look(NamedTuple):
    """How text inside an element looks.

    `hidden` is the channel through which nothing in it is seen; `unsure` says why nobody can tell
    whether it is. It is `shut` in a box without any opening, which what is placed by the page may
    leave; `drawn_indent` is how far the first line of its block is moved; `covers` is true for a
    box that may lie over other text. `besides` is a colour that may be behind the text instead of
    its `ground`; `block_ground` is behind the blocks in it.
    elements in it are laid out. `raised` is 1 for raised letters and -1 for lowered ones.
    """

    display: str = "block"
    boxes: str = ""
    hidden: Channel | None = None
    shut: bool = False
    opening: Opening = OPEN
    unsure: str = ""
    visible: bool = True
    ink: Colour = BLACK
    filled: Colour | None = None
    body_ink: Colour = BLACK
    ground: Colour = WHITE
    block_ground: Colour = WHITE
    besides: Colour | None = None
    pictured: bool = False
    shadowed: bool = False
    opacity: float = 1.0
    size: float = MEDIUM
    scale: float = 1.0
    indent: float = 0.0
    drawn_indent: float = 0.0
    struck: bool = False
    raised: int = 0
    keeps_lines: bool = False
    turned: bool = False
    numbered: bool = True
    apart: bool = False
    covers: bool = False
    variables: tuple[tuple[str, str], ...] = ()

    @property
    def unseen(self) -> Channel | None:
        """The channel of text that stands here and isn't seen; None where it is seen."""
        if self.hidden is not None:
            return self.hidden
        if not self.visible:
            return Channel.VANISHED_TEXT
        if self.shut:
            return Channel.INVISIBLE_TEXT
        if abs(self.drawn_indent) > FAR:
            return Channel.OFF_PAGE_TEXT
        if self.size * self.scale < _TINY:
            return Channel.TINY_TEXT
        return Channel.INVISIBLE_TEXT if self.is_faint and not self.doubt else None

    @property
    def is_faint(self) -> bool:
        """True for letters in the colour of what is behind them."""
        return self._is_faint_on(self.ground)

    def _is_faint_on(self, ground: Colour) -> bool:
        ink = self.ink if self.filled is None else self.filled
        seen = over(ink._replace(alpha=ink.alpha * self.opacity), ground)
        return apart(seen, ground) < FAINT

    @property
    def doubt(self) -> str:
        """Why nobody can tell whether text is seen here; empty where it can be told."""
        if self.unsure:
            return self.unsure
        if self.is_faint and (self.pictured or self.shadowed):
            return "letters in the colour of their ground, on a picture or with a shadow"
        if self.besides is not None and self._is_faint_on(self.besides) != self.is_faint:
            return "letters that may stand beside their ground"
        return ""


class Given(NamedTuple):
    """An element as its look is computed: its tag, attributes, and declarations that hold.

    `cascaded` are the values by property, without shorthands. `shut` is true for a part of
    `<details>` that is not open.
    """

    tag: str
    attributes: Mapping[str, str]
    cascaded: Mapping[str, str]
    variables: tuple[tuple[str, str], ...] = ()
    quirks: bool = False
    shut: bool = False
