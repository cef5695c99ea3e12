"""A period and a count: what every other record is made of."""

from datetime import date
from typing import NamedTuple

from schemas.vocabulary import PeriodKind, Status


class Period(NamedTuple):
    """A stretch of days, both ends included, and what sort of stretch it is."""

    start: date
    end: date
    kind: PeriodKind


class Count(NamedTuple):
    """A count as an interval of whole numbers; `high` is None where nothing bounds it.

    `low` is None only where there is no count at all (not held, refused, not available ...).
    """

    low: int | None
    high: int | None
    status: Status

    @property
    def exact(self) -> bool:
        """True where one number is meant, not an interval or an absence."""
        return self.low is not None and self.low == self.high
