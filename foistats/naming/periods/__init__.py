"""Periods as written: a cell (`period_reading`), an axis (`settle`), a text (`periods_in`)."""

from foistats.naming.periods.axis import settle
from foistats.naming.periods.mentions import periods_in
from foistats.naming.periods.reading import period_reading, periods_of_days, read_period
from foistats.naming.periods.spans import (
    PeriodPart,
    PeriodReading,
    combine,
    label_of,
    periods_of,
)

__all__ = [
    "PeriodPart",
    "PeriodReading",
    "combine",
    "label_of",
    "period_reading",
    "periods_in",
    "periods_of",
    "periods_of_days",
    "read_period",
    "settle",
]
