"""One way of hiding a count in a spreadsheet, for the modules that list them by format."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from schemas.channels import Channel

COUNT = 7319
WHITE, BLUE = "FFFFFFFF", "FF1F497D"
Change = Callable[[Any], None]


class HiddenCount(NamedTuple):
    """One way of hiding a count. `is_refused` where programs differ on whether it is seen."""

    name: str
    channel: Channel
    build: Callable[[Path], Path]
    is_refused: bool = False
