"""What a format declares, and what one look at a file of that format gives.

A look visits each piece of a file once and decides whether a person sees it. The pieces that a
person sees make the document; the others make the findings. Nothing that is found hidden may be in
the document, whether the reply was released or not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from foistats.documents.model import Document
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
    """One format: its kind, the endings that names of such files have, and its look.

    `look` imports the libraries that it needs inside itself: a run loads only the libraries of the
    formats that came in. A format that is told by its first bytes alone says so in `sniff`, and
    refuses in `guard` what no honest program writes. The others lie in zips, compound files and
    texts, of which one guard and one test of the kind serve several formats: they stand in
    documents/guard.py and documents/kinds.py.
    """

    kind: str
    suffixes: tuple[str, ...]
    look: Callable[[bytes, Opening], Look]
    sniff: Callable[[bytes], bool] | None = None
    guard: Callable[[bytes], None] | None = None
