"""A table while it is held against the question: its levels of headings and what is left to ask."""

from dataclasses import dataclass, field

from foistats.naming.spelling import fold
from foistats.tables.entries import Entry, TableReading
from foistats.tables.figures.amounts import Direction
from schemas.vocabulary import Concern

COUNTED = (Concern.ASKED, Concern.BREAKDOWN)


@dataclass(slots=True)
class HeadingLevel:
    """One level of headings: its texts by row or column, for the lines that have counts.

    With `of_times` they are periods with more beside them.
    """

    along: Direction
    texts: dict[int, str]
    title: str = ""
    of_times: bool = False
    verdicts: dict[str, Concern | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write each heading as it was first met, where it is spelt in several ways."""
        first: dict[str, str] = {}
        spelt: dict[str, str] = {}
        for text in self.texts.values():
            if text not in spelt:
                spelt[text] = first.setdefault(fold(text), text)
        self.texts = {line: spelt[text] for line, text in self.texts.items()}

    def text_of(self, entry: Entry) -> str:
        """The heading of this level that an entry stands under; empty where it has none."""
        return self.texts.get(entry.place[0 if self.along == "row" else 1], "")

    @property
    def distinct(self) -> list[str]:
        """The headings, each once, as first met."""
        return list(dict.fromkeys(self.texts.values()))


@dataclass(slots=True)
class HeldTable:
    """A table with the verdicts on its headings, and what is left to be asked about it."""

    reading: TableReading
    entries: list[Entry]
    levels: list[HeadingLevel]
    asks: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
