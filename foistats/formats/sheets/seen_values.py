"""Everything that a workbook shows: what a cache merely repeats hides nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

# Days between 1 January 1 and the day before a workbook's first, less the day that never was.
_EPOCH_1900 = 693_594
_EPOCH_1904 = 695_056

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class SeenValues:
    """The numbers and texts in the cells that are seen."""

    numbers: set[float] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    from_1904: bool = False

    def add(self, value: float | str) -> None:
        """Take in what one cell holds."""
        if isinstance(value, str):
            self.texts.add(_bare(value))
        else:
            self.numbers.add(_rounded(value))

    def has_number(self, number: float) -> bool:
        """True where a cell shows this number, as far as its 15 digits go."""
        return _rounded(number) in self.numbers

    def has_text(self, text: str) -> bool:
        """True where a cell shows this text, or the number or day it writes; an error says none."""
        bare = _bare(text)
        if not bare or bare in self.texts or bare.startswith("#"):
            return True
        try:
            return self.has_number(float(bare.replace(",", "")))
        except ValueError:
            return self.has_day(text)

    def has_day(self, written: str) -> bool:
        """True where a cell shows this day, written as 2020-04-01 or with a time."""
        try:
            moment = datetime.fromisoformat(written.strip())
        except ValueError:
            return False
        days = moment.toordinal() - (_EPOCH_1904 if self.from_1904 else _EPOCH_1900)
        part = (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86400
        return any(abs(days + part - seen) < 1e-5 for seen in self._near(days + part))

    def _near(self, number: float) -> Iterable[float]:
        if number == int(number):
            return (number,) if number in self.numbers else ()
        return (seen for seen in self.numbers if abs(seen - number) < 1)

    def shows(self, kind: str, written: str) -> bool:
        """True where a cached value is seen: `kind` is n, d, s, b or e as caches write it."""
        if kind in ("e", "m", "b"):
            return True
        if kind == "n":
            try:
                return self.has_number(float(written))
            except ValueError:
                return self.has_text(written)
        return self.has_day(written) if kind == "d" else self.has_text(written)


def _bare(text: str) -> str:
    # Some parts write a line break as _x000a_ where others write it plainly.
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return " ".join(text.split()).casefold()


def _rounded(number: float) -> float:
    return float(f"{number:.12g}")
