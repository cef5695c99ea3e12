"""Sums over columns of observations, a batch of rows at a time.

The sums are dense: the force, response, category and period of a row are small numbers, and its
count is added at the place that these make together. Memory depends on how many different places
there are, not on how many rows.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from foistats.aggregation.gathering import Forces
from foistats.aggregation.totals import Interval
from foistats.errors import TableRejected
from foistats.model.values import Period
from schemas.vocabulary import Basis, PeriodKind, Status

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    Numbers = np.ndarray[Any, Any]

TEXTS = ("force_id", "response_id", "category_id", "period_kind", "basis", "status")
COLUMNS = (*TEXTS, "period_start", "period_end", "count_low", "count_high", "counted")
# A batch with more places than this is sorted instead: it has few rows for its places.
_MOST_PLACES = 1 << 22
# So many sums of batches wait before they are put together.
_MOST_WAITING = 1 << 19
# Sums of whole numbers in floating point are exact below this.
_EXACT = 1 << 53
_FIRST_DAY = date(1970, 1, 1)


class Given(NamedTuple):
    """What one response gives some forces together (mostly one) for a category and a period."""

    forces: Forces
    response_id: str
    category_id: str
    period: Period


class Numbering:
    """Small numbers for values, the same in every batch."""

    def __init__(self) -> None:
        """Begin with no value."""
        self.values: list[Any] = []
        self._known: dict[Any, int] = {}

    def of(self, value: Any) -> int:
        """The number of a value, a new one if it was not seen before."""
        known = self._known.setdefault(value, len(self.values))
        if known == len(self.values):
            self.values.append(value)
        return known

    def of_rows(self, *columns: "Numbers") -> "Numbers":
        """The number of what some columns have together, for each row; few are different."""
        import numpy as np

        used, at = _distinct(*columns)
        return np.array([self.of(tuple(one)) for one in used.T.tolist()], "i4")[at]


def _distinct(*columns: "Numbers") -> "tuple[Numbers, Numbers]":
    """The different combinations of some columns, one in each column; and which a row has."""
    import numpy as np

    packed, sizes = _packed(*columns)
    places = int(np.prod(sizes, dtype=object))
    if places > _MOST_PLACES:
        used, at = np.unique(packed, return_inverse=True)
    else:
        is_used = np.zeros(places, bool)
        is_used[packed] = True
        used = np.flatnonzero(is_used)
        order = np.zeros(places, "i4")
        order[used] = np.arange(len(used))
        at = order[packed]
    return _unpacked(used, sizes), at


def _packed(*columns: "Numbers") -> "tuple[Numbers, list[int]]":
    """One number for what some columns have together in a row; and how many each can have."""
    sizes = [int(column.max()) + 1 for column in columns]
    places = 1
    for size in sizes:
        places *= size
    packed = columns[0].astype("i4" if places < 1 << 31 else "i8")
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        packed *= size
        packed += column.astype(packed.dtype, copy=False)
    return packed, sizes


def _unpacked(packed: "Numbers", sizes: Sequence[int]) -> "Numbers":
    """The columns that made some numbers."""
    import numpy as np

    parts = []
    for size in reversed(sizes[1:]):
        packed, part = np.divmod(packed, size)
        parts.append(part)
    return np.vstack([packed, *reversed(parts)]).astype("i8")


class Sums:
    """The sums so far. `bases` and `absent` count how what was read, and what is missing why."""

    def __init__(self) -> None:
        """Begin with no row."""
        self._texts = {name: Numbering() for name in TEXTS}
        self._givers, self._periods = Numbering(), Numbering()
        self._bases: Counter[tuple[int, ...]] = Counter()
        self._sums = _Waiting(keys=3)
        self._absent = _Waiting(keys=4)

    def take(self, table: "pa.Table") -> None:
        """Add the rows of one batch.

        Raises TableRejected where a counted row has no count.
        """

        text = {name: self._numbered(table, name) for name in TEXTS}
        giver = self._givers.of_rows(text["force_id"], text["response_id"])
        period = self._numbered_periods(table, text["period_kind"])
        counted = table["counted"].to_numpy().astype(bool)
        is_count = table["count_low"].is_valid().to_numpy()
        if (counted & ~is_count).any():
            raise TableRejected("an observation is counted and has no count: report this")
        self._count_bases(giver, text["basis"])
        if not is_count.all():
            gone = ~is_count
            why = text["category_id"][gone], period[gone], text["status"][gone]
            self._absent.add(_distinct(giver[gone], *why)[0])
        if not counted.any():
            return
        place, sizes = _packed(giver, text["category_id"], period)
        low = table["count_low"].fill_null(0).to_numpy()
        high = table["count_high"].fill_null(0).to_numpy()
        bounded = table["count_high"].is_valid().to_numpy()
        if not counted.all():
            place, low, high, bounded = (one[counted] for one in (place, low, high, bounded))
        self._sums.add(_summed(place, sizes, low, high, bounded))

    def given(self) -> Iterator[tuple[Given, Interval]]:
        """Each sum, with what it is of."""
        for giver, category, period, low, high, open_ in self._sums.together().T.tolist():
            forces, response_id = self._giver(giver)
            named = self._texts["category_id"].values[category]
            given = Given(forces, response_id, named, self._periods.values[period])
            yield given, Interval(low, None if open_ else high)

    def bases(self) -> Counter[tuple[Forces, Basis]]:
        """How many counts of each force were read, by how sure they are."""
        found: Counter[tuple[Forces, Basis]] = Counter()
        for (giver, basis), number in self._bases.items():
            if said := self._texts["basis"].values[basis]:
                found[self._giver(giver)[0], Basis(said)] += number
        return found

    def absent(self) -> Mapping[tuple[Forces, str, Period], frozenset[Status]]:
        """Why there is no count, by forces, category and period."""
        found: dict[tuple[Forces, str, Period], frozenset[Status]] = {}
        for giver, category, period, status in self._absent.together().T.tolist():
            named = self._texts["category_id"].values[category]
            key = (self._giver(giver)[0], named, self._periods.values[period])
            said = Status(self._texts["status"].values[status])
            found[key] = found.get(key, frozenset()) | {said}
        return found

    def _giver(self, number: int) -> tuple[Forces, str]:
        force, response = self._givers.values[number]
        forces = tuple(self._texts["force_id"].values[force].split("|"))
        return forces, self._texts["response_id"].values[response]

    def _numbered(self, table: "pa.Table", name: str) -> "Numbers":
        """A column of text as the numbers of its values."""
        import numpy as np
        import pyarrow as pa

        column, found = table[name], []
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        for chunk in column.chunks:
            numbers = [self._texts[name].of(value) for value in chunk.dictionary.to_pylist()]
            found.append(np.array(numbers, "i4")[chunk.indices.to_numpy()])
        return np.concatenate(found)

    def _numbered_periods(self, table: "pa.Table", kind: "Numbers") -> "Numbers":
        import numpy as np

        start = table["period_start"].cast("int32").to_numpy()
        length = table["period_end"].cast("int32").to_numpy() - start
        first, own = int(start.min()), Numbering()
        at = own.of_rows(start - first, length, kind)
        periods = []
        for since, days, named in own.values:
            begin = _FIRST_DAY + timedelta(first + since)
            said = PeriodKind(self._texts["period_kind"].values[named])
            periods.append(self._periods.of(Period(begin, begin + timedelta(days), said)))
        return np.array(periods, "i4")[at]

    def _count_bases(self, giver: "Numbers", basis: "Numbers") -> None:
        import numpy as np

        packed, sizes = _packed(giver, basis)
        times = np.bincount(packed)
        used = np.flatnonzero(times)
        keys = (tuple(one) for one in _unpacked(used, sizes).T.tolist())
        self._bases.update(dict(zip(keys, times[used].tolist(), strict=True)))


class _Waiting:
    """Columns of sums by keys, those with the same keys put together from time to time."""

    def __init__(self, *, keys: int) -> None:
        self.keys = keys
        self.parts: list[Numbers] = []
        self.waiting = 0

    def add(self, part: "Numbers") -> None:
        """Add some columns: rows of keys, then rows of what is summed."""
        self.parts.append(part)
        self.waiting += part.shape[1]
        if self.waiting > _MOST_WAITING:
            self.together()

    def together(self) -> "Numbers":
        """All columns so far, each combination of keys once."""
        import numpy as np

        if not self.parts:
            return np.zeros((self.keys, 0), "i8")
        every = np.hstack(self.parts)
        used, at = _distinct(*every[: self.keys])
        sums = np.zeros((len(every) - self.keys, used.shape[1]), "i8")
        for sum_, values in zip(sums, every[self.keys :], strict=True):
            np.add.at(sum_, at, values)
        whole = np.vstack([used, sums])
        self.parts, self.waiting = [whole], 0
        return whole


def _summed(
    place: "Numbers", sizes: Sequence[int], low: "Numbers", high: "Numbers", bounded: "Numbers"
) -> "Numbers":
    """The columns of which a place is made, then its sums and how many have no upper bound."""
    import numpy as np

    size = int(np.prod(sizes, dtype=object))
    used = None
    if size > _MOST_PLACES:
        used, place = np.unique(place, return_inverse=True)
        size = len(used)
    at = np.flatnonzero(np.bincount(place, minlength=size))
    open_ = np.bincount(place[~bounded], minlength=size)
    keys = _unpacked(at if used is None else used[at], sizes)
    sums = (_sum(place, low, size), _sum(place, high, size), open_)
    return np.vstack([keys, *(one[at] for one in sums)])


def _sum(place: "Numbers", values: "Numbers", size: int) -> "Numbers":
    """The sum of the values at each place, exactly."""
    import numpy as np

    if max(int(values.max()), -int(values.min())) * len(values) < _EXACT:
        return np.bincount(place, weights=values, minlength=size).astype("i8")
    found = np.zeros(size, "i8")
    np.add.at(found, place, values)
    return found
