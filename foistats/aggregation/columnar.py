"""Totals and changes from tables of observations of any length, in bounded memory.

What a request's observations come to can be worked out again from its checked table alone, whose
`counted` says which rows make up a figure, as the rules for one reply decided (`responses.py`). So
the heavy sums are done over columns, and what is left is a few thousand figures, of which
`totals.py` makes totals and changes: the same functions as for a request that was just read.

The sums are pyarrow and numpy: benchmarks/README.md has them beside DuckDB and Polars.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foistats.aggregation.columnar_sums import COLUMNS, TEXTS, Sums
from foistats.aggregation.gathering import Forces, asked_period
from foistats.aggregation.totals import Interval, change_rows, total_rows
from foistats.errors import TableRejected
from foistats.model.values import Period
from foistats.records import Request
from schemas.tables import Record
from schemas.vocabulary import Basis, Status

if TYPE_CHECKING:
    import pyarrow as pa

# Rows that are in memory at once; a larger row group is read in pieces.
_ROWS = 1 << 20


@dataclass(frozen=True, slots=True)
class AddedUp:
    """What observations come to.

    `figures` are as `total_rows` takes them. `bases` counts each force's observations by how sure
    they are, and `absences` says by forces, category and period why there is no count.
    """

    figures: Mapping[tuple[str, Period], Mapping[Forces, Interval]]
    bases: Counter[tuple[Forces, Basis]]
    absences: Mapping[tuple[Forces, str, Period], frozenset[Status]]


def totals_and_changes(
    files: Iterable[Path], request: Request
) -> tuple[list[Record], list[Record]]:
    """The rows of `totals` and of `changes` that a request's observations come to."""
    figures = add_up(batches(files), request).figures
    return total_rows(request, figures), change_rows(request, figures)


def batches(files: Iterable[Path]) -> "Iterator[pa.Table]":
    """The columns of Parquet files that are added up, a bounded number of rows at a time."""
    import pyarrow.parquet as pq

    for file in files:
        with pq.ParquetFile(file, read_dictionary=list(TEXTS)) as parquet:
            for group in range(parquet.num_row_groups):
                if parquet.metadata.row_group(group).num_rows <= _ROWS:
                    yield parquet.read_row_group(group, columns=list(COLUMNS))
                else:
                    yield from _pieces(parquet, group)


def _pieces(parquet: Any, group: int) -> "Iterator[pa.Table]":
    import pyarrow as pa

    pieces = parquet.iter_batches(_ROWS, row_groups=[group], columns=list(COLUMNS))
    return (pa.Table.from_batches([piece]) for piece in pieces)


def add_up(tables: "Iterable[pa.Table]", request: Request) -> AddedUp:
    """Add up the observations of one request.

    Raises TableRejected for what the rules of one reply never leave: a counted row without a count
    or of no period that was asked for, and two responses with different figures of one force.
    """
    sums = Sums()
    for table in tables:
        if table.num_rows:
            sums.take(table)
    # A figure that was given in months or quarters is the sum of all of them.
    of_response: dict[tuple[str, Period, Forces], dict[str, Interval]] = {}
    for given, interval in sums.given():
        asked = asked_period(request, given.period)
        if asked is None:
            raise TableRejected(f"an observation of {given.period} is counted: report this")
        of_figure = of_response.setdefault((given.category_id, asked, given.forces), {})
        of_figure[given.response_id] = _plus(of_figure.get(given.response_id), interval)
    figures: dict[tuple[str, Period], dict[Forces, Interval]] = {}
    for (category, period, forces), by_response in of_response.items():
        if len(set(by_response.values())) > 1:
            named = " and ".join(sorted(by_response))
            raise TableRejected(f"{named} give different figures of {forces}: report this")
        figures.setdefault((category, period), {})[forces] = next(iter(by_response.values()))
    return AddedUp(figures, sums.bases(), sums.absent())


def _plus(interval: Interval | None, other: Interval) -> Interval:
    if interval is None:
        return other
    bounded = interval.high is not None and other.high is not None
    return Interval(interval.low + other.low, interval.high + other.high if bounded else None)  # type: ignore[operator]  # both are numbers
