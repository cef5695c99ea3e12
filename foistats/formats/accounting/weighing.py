"""What becomes of the texts of a file that its look doesn't give: harmless, told, or sealed.

A text is harmless where its form or its place says so. One that stands where programs show it on
demand (a prompt, an alternative text, a header on paper) is told: whoever passes the file on should
know of it, but ordinary files have such texts, and they are never read. A text is a reason to seal
the file where it says something of a person, wherever it stands, and where it is a phrase in a
place that no program shows.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from foistats.documents.words import is_blank, words_of
from foistats.formats.accounting.machine_forms import is_machine_written
from foistats.formats.accounting.places import Means, Place, place_of
from foistats.formats.accounting.xml_texts import Written, texts_written
from foistats.records import Finding
from foistats.screening.person_signs import tells_of_a_person
from schemas.channels import Channel

_UNKNOWN = "places that no program shows"
_OF_A_PERSON = "texts beside the page that tell of a person"
# A single word in an unknown place is a setting; two may be a name.
_PHRASE = 2
# Of parts up to this size it is kept what their texts come to, of some hundred of them.
_SHARED_BYTES = 32 * 1024
_ONE_PIECE = re.compile(r"\S+")


@dataclass(slots=True)
class Account:
    """The texts of a file that it doesn't show, by what becomes of them.

    `is_shown` tells whether the file shows a text. `amounts` counts texts by channel and place.
    """

    file_format: str
    is_shown: Callable[[str], bool]
    amounts: Counter[tuple[Channel, str]] = field(default_factory=Counter)

    def take(self, part: str, texts: Iterable[Written]) -> None:
        """Weigh the texts of one part."""
        for text, place in _telling(self.file_format, part, texts):
            self._weigh(text, place)

    def take_xml(self, part: str, xml: bytes, *, with_cells: bool = True) -> None:
        """Weigh the texts of one part of plain XML, as `texts_written` finds them.

        Most workbooks share their theme, their styles and their links to the byte.
        """
        weighed = _weighed if len(xml) <= _SHARED_BYTES else _weighed.__wrapped__
        for text, place in weighed(self.file_format, part, xml, with_cells):
            self._weigh(text, place)

    def aside(self, text: str, *, where: str) -> None:
        """Take in a text that a program shows on demand; `where` says in what kind of place."""
        if words_of(text) and not self.is_shown(text):
            self._count(text, Channel.ASIDE_TEXT, where)

    def property(self, text: str, *, where: str = "properties") -> None:
        """Take in a text that says something of the file itself."""
        if not is_machine_written(text) and not self.is_shown(text):
            self._count(text, Channel.DOCUMENT_PROPERTIES, where)

    def _weigh(self, text: str, place: Place | None) -> None:
        if self.is_shown(text):
            return
        if place is None:
            says_much = len(_ONE_PIECE.findall(text)) >= _PHRASE
            self._count(text, Channel.ORPHAN_TEXT if says_much else Channel.ASIDE_TEXT, _UNKNOWN)
        elif place.means is Means.PROPERTY:
            self._count(text, Channel.DOCUMENT_PROPERTIES, place.why)
        else:
            self._count(text, Channel.ASIDE_TEXT, place.why)

    def _count(self, text: str, channel: Channel, where: str) -> None:
        if channel is not Channel.DOCUMENT_PROPERTIES and tells_of_a_person(text):
            channel, where = Channel.ORPHAN_TEXT, _OF_A_PERSON
        self.amounts[channel, where] += 1

    def findings(self) -> list[Finding]:
        """A finding for each channel and kind of place."""
        return [
            Finding(channel, where, amount, "texts")
            for (channel, where), amount in sorted(self.amounts.items())
        ]


@lru_cache(maxsize=256)
def _weighed(
    file_format: str, part: str, xml: bytes, with_cells: bool
) -> tuple[tuple[str, Place | None], ...]:
    return tuple(_telling(file_format, part, texts_written(xml, with_cells=with_cells)))


def _telling(
    file_format: str, part: str, texts: Iterable[Written]
) -> Iterator[tuple[str, Place | None]]:
    """The texts that neither their place nor their form makes harmless, each with its place."""
    for written in texts:
        text = written.text
        if is_blank(text):
            continue
        place = place_of(file_format, part, written)
        if place is not None and place.means in (Means.ELSEWHERE, Means.HARMLESS):
            continue
        if not ((written.attribute or place is not None) and is_machine_written(text)):
            yield text, place
