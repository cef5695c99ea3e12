"""What a case of hidden content is: a file built in code that hides one telling word."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from schemas.channels import Channel

# Stands in every hidden place and nowhere else: wherever it turns up later, something leaked.
SECRET = "Quillfeather"


class HiddenCase(NamedTuple):
    """One kind of hidden content. `build` writes the file to a folder and gives its path."""

    name: str
    channel: Channel
    build: Callable[[Path], Path]


class CleanCase(NamedTuple):
    """A document that hides nothing, though it may look as if: never sealed."""

    name: str
    build: Callable[[Path], Path]
