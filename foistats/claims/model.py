"""What a draft says, as values: mentions, the statistics they are bound to, and the verdicts.

The parts of the claims gate meet here. `reading` turns a draft into mentions and claims without
looking at a count; `worlds` knows the counts and nothing of language; `answers` shows both.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from foistats.model.values import Period


class Verdict(StrEnum):
    """What the tables say of a mention."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    CONFLICTS = "conflicts"
    NOT_A_STATISTIC = "not_a_statistic"
    UNRESOLVED = "unresolved"


class StatisticKind(StrEnum):
    """What sort of statistic a mention states."""

    VALUE = "value"
    SUM = "sum"
    CHANGE = "change"
    PERCENT_CHANGE = "percent_change"
    PERCENTAGE_POINTS = "percentage_points"
    MULTIPLE = "multiple"
    SHARE = "share"
    AVERAGE = "average"
    RATE = "rate"
    RANK = "rank"
    PEAK = "peak"
    RUN = "run"
    FORCES = "forces"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of a draft, in digits or words, with its unit and without its hedge.

    `start` and `end` count characters of the draft's text, the end exclusive.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """A closed interval of exact numbers; None is no bound on that side."""

    low: Fraction | None
    high: Fraction | None

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies within."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    @property
    def turned(self) -> "Bounds":
        """The interval of the numbers with the other sign."""
        low, high = self.low, self.high
        return Bounds(None if high is None else -high, None if low is None else -low)


@dataclass(frozen=True, slots=True)
class Said:
    """Which values of a statistic make a sentence true.

    Within `sure` it is true; outside `loose` it is false; between the two it holds with a remark on
    the wording. An exact number has the same bounds twice. `written` is the number as it stands.
    """

    written: Fraction
    sure: Bounds
    loose: Bounds

    @property
    def turned(self) -> "Said":
        """The same number of the other direction: of a fall, if this is of a rise."""
        return Said(-self.written, self.sure.turned, self.loose.turned)

    @property
    def gives_away(self) -> Bounds:
        """The interval that a reader learns: `fewer than 5` says that it is 4 at most, no more.

        An end is open where the words allow anything beyond it, though they would be odd there.
        """
        low = self.loose.low if not self.loose.low else self.sure.low
        return Bounds(low, self.loose.high if not self.loose.high else self.sure.high)


@dataclass(frozen=True, slots=True)
class AreaRef:
    """An area of a statistic, as `totals` has it: kind `force`, `joint`, `region`, `country`, ...

    `only_answered` is True where the draft says that its figures are over the forces that answered.
    `several` holds the ids of forces that were named together ("both forces"); the area is then
    their sum, its kind `forces` and its id the ids joined by |.
    """

    kind: str
    area_id: str
    only_answered: bool = False
    several: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic of the request's tables that a mention is bound to.

    What `areas` and `periods` hold by kind: `value` one of each, `sum` several; `change`,
    `percent_change`, `multiple`: one area and the earlier and the later period in this order (or,
    between areas, two areas and one period: `multiple` of the first by the second); `share`: the
    part's area first, then the whole's, or the part's category in `category_id` and the whole's in
    `of_category`; `average`: areas and periods whose sum is divided by `divided_by` (their number
    where None); `rate`: the sum for each `per` ("day", "week", "month", "hour", "minute"; inverted
    where `every`, as in "every 40 minutes"); `rank` and `peak`: the areas or periods that are
    compared, the one meant first; `order` is 1 for the highest, -1 for the lowest, 2 the second
    highest; `run`: the periods in order, the last being the end of the run, `order` 1 rising, -1
    falling; `forces`: how many forces of the first area are `which` ("answered", "asked",
    "in_area", "refused", "no_response", "recorded_some", "rose", "fell", or "above", "below",
    "not_above", "not_below" a `bound`, or the second area where there is none).
    """

    kind: StatisticKind
    areas: tuple[AreaRef, ...]
    periods: tuple[Period, ...]
    category_id: str = "all"
    of_category: str = ""
    unit: str = ""
    per: str = ""
    every: bool = False
    divided_by: int | None = None
    order: int = 0
    which: str = ""
    bound: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of a mention: the statistic it states and the values that make it true.

    `because` says in a sentence how the area, period and category were found. `wording` holds
    remarks that stand whatever the figures are. `evidence_of` names the source where the sentence
    gives the figure to somebody else.
    """

    mention: Mention
    statistic: Statistic
    said: Said
    because: str
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What reading made of one mention: a claim, several possible ones, or none and why.

    `claims` are alternatives where the sentence can be read in several ways, the likeliest first;
    empty with `verdict` NOT_A_STATISTIC (the rule is in `because`) or UNRESOLVED. `possible` are
    further claims that the words around the sentence allow, and `unsure` what those differ in
    (`area`, `period`, `category`): the mention isn't false as long as one of them may be true.
    `also` has to be true as well ("each recorded", "down from"), and with `denied` the sentence is
    true where all of this is false. `plain` is False where the number's own clause doesn't name its
    area and periods itself, though nothing else fits.
    """

    mention: Mention
    verdict: Verdict | None
    because: str
    claims: tuple[Claim, ...] = ()
    possible: tuple[Claim, ...] = ()
    unsure: tuple[str, ...] = ()
    also: tuple[Claim, ...] = ()
    denied: bool = False
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Instead:
    """Another reading under which a mention that fails is true, e.g. `multi_year_total`."""

    reading: str
    sentence: str
    statistic: Statistic | None = None
    becomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on one mention, with what the tables have: one item of `mentions` in the JSON."""

    mention: Mention
    verdict: Verdict
    because: str
    claim: Claim | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    settled_by: tuple[str, ...] = ()
    conflicts_with: tuple[int, ...] = ()
    instead: tuple[Instead, ...] = ()
    wording: tuple[str, ...] = field(default=())
