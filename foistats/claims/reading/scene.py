"""What a draft has named so far: the context that its next sentence is read in."""

from dataclasses import dataclass
from fractions import Fraction

from foistats.claims.model import AreaRef, Claim, Statistic
from foistats.model.values import Period

Areas = tuple[AreaRef, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The areas, periods and categories that words such as `the region` and `they` point back to.

    `topic` is the area of the headline or lead; `subject` the last sentence's. Each is a tuple of
    possible areas, the likeliest first. `forces` are the forces named, the last one last; `counts`
    the counts said so far with what each was read as; `gave` the years of forces that gave fewer; `columns` the years that a heading
    says stand side by side in the lines below; `is_asked` is True behind a question.
    """

    topic: Areas = ()
    subject: Areas = ()
    region: Areas = ()
    force: Areas = ()
    forces: Areas = ()
    period: Period | None = None
    last_named: Period | None = None
    span: tuple[Period, ...] = ()
    topic_category: str = ""
    category: str = ""
    same_paragraph: bool = False
    same_line: bool = False
    is_quoted: bool = False
    is_asked: bool = False
    base: Period | None = None
    heading_period: Period | None = None
    level: str = ""
    pair: tuple[Period, Period] | None = None
    sequence: tuple[Period, ...] = ()
    columns: tuple[Period, ...] = ()
    sequence_areas: Areas = ()
    is_aside: bool = False
    old_period: Period | None = None
    shares: tuple[Statistic, ...] = ()
    gave: tuple[tuple[AreaRef, tuple[Period, ...]], ...] = ()
    counts: tuple[tuple[Fraction, tuple[Claim, ...]], ...] = ()
