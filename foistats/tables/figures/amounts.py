"""What the arithmetic of a table finds: its totals, what they prove, and what they contradict."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from foistats.tables.shape.axes import Line

Direction = Literal["row", "col"]
Place = tuple[int, int]


class Amount(NamedTuple):
    """What a cell adds to a sum: low and high (None unbounded), and whether it is known at all.

    `mark` is a mark without a meaning ("" a blank); `absent` a count said not to be there.
    """

    low: int
    high: int | None
    mark: str | None = None
    absent: bool = False


@dataclass(slots=True)
class Total:
    """One printed total beside what its parts come to; the places of the parts."""

    place: Place
    parts: tuple[Place, ...]
    printed: int
    low: int
    high: int | None
    agrees: bool | None
    heading: str


@dataclass(slots=True)
class Arithmetic:
    """What the sums of a table show.

    `rows` and `cols` are the lines that are totals; `unknown` those that claim to be one and
    can't be checked. `zero` and `not_zero` count, per mark ("" is a blank), the sums that show
    that it stands for nothing, or that it doesn't. `heads` gives for a line of a pivot table the
    sub-total that it stands under, `parts` for a total the lines that it is the sum of, `inside`
    for a line that is some of another line which one, `doubted` for a line that comes to others,
    perhaps by accident, which ones. `uneven` are lines in which no sum comes out that the lines
    beside them show.
    """

    rows: set[int] = field(default_factory=set)
    cols: set[int] = field(default_factory=set)
    totals: list[Total] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    proved: set[Place] = field(default_factory=set)
    contradicted: set[Place] = field(default_factory=set)
    zero_cells: set[Place] = field(default_factory=set)
    zero: dict[str, int] = field(default_factory=dict)
    not_zero: dict[str, int] = field(default_factory=dict)
    heads: dict[tuple[Direction, int], int] = field(default_factory=dict)
    inside: dict[tuple[Direction, int], int] = field(default_factory=dict)
    parts: dict[tuple[Direction, int], tuple[int, ...]] = field(default_factory=dict)
    doubted: dict[tuple[Direction, int], tuple[int, ...]] = field(default_factory=dict)
    uneven: set[tuple[Direction, int]] = field(default_factory=set)
