"""What a format declares, and what one look at a file of that format gives.

A look visits each piece of a file once and decides whether a person sees it. The pieces that a
person sees make the document; the others make the findings. Nothing that is found hidden may be in
the document, whether the reply was released or not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from foistats.documents.model import Document
from foistats.formats.beginning import Beginning
from foistats.records import Finding


class Opening(NamedTuple):
    """What a look may know beside the bytes of the file.

    `name` is the file's name and `suffix` its ending in lower case (`.csv`). `said` are the kinds
    of file that usually end so, None for one that isn't read. `question` is the wording of the
    request: a letter that quotes it hides nothing by that.
    """

    name: str = ""
    suffix: str = ""
    said: tuple[str | None, ...] = ()
    question: str = ""


class Look(NamedTuple):
    """One look at a file: what it hides, and its visible content.

    `read` gives the document of the visible pieces. It is called only where the file may be read,
    so that a file that hides something costs no reading.
    """

    findings: list[Finding]
    read: Callable[[], Document]


@dataclass(frozen=True)
class Format:
    """One format: how it is told from others, what it is refused for, and its look.

    `suffixes` are the endings that names of such files have. `sniff` tells a file of this format by
    its bytes; no file may be claimed by two formats. Only plain text, which is what is left, has no
    `sniff`. `guard` refuses, by bytes alone and before any parser runs, what no honest program
    writes. `look` imports the libraries that it needs inside itself: a run loads only the libraries
    of the formats that came in. `second` names the unrelated reader that reads the tables of the
    format once more, as `Grid.second` does; it is empty where there is none, or where what is
    inside is read by its own format.
    """

    kind: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Beginning], bool] | None
    guard: Callable[[bytes], None]
    look: Callable[[bytes, Opening], Look]
    second: str = ""
