"""What must be plausible: each rule once, with its sentence, its limit and what to do.

The limits were set by hand on published series of police figures: offences of one kind in one force
rarely double in a year, and the errors that were printed are far beyond it (a five-year total in
a year's place, a year that dipped from 700 to 300 and came back). A request whose figures really
move so has its own limits, with the reason (see `allowances.py`).
"""

from typing import NamedTuple

from schemas.vocabulary import GateRule


class Meaning(NamedTuple):
    """A rule in words and in columns. `frame` is a field of Facts.

    `most` limits the column `of` from above, or is None where the rule has no limit.
    """

    sentence: str
    frame: str
    of: str
    most: float | None
    remedy: str


RULES: dict[GateRule, Meaning] = {
    GateRule.COVERAGE_KEPT: Meaning(
        "No force answers fewer periods than in the run before.",
        "coverage",
        "now",
        None,
        "find out which document or declaration changed; a withdrawn reply needs a reason",
    ),
    GateRule.FORCES_KEPT: Meaning(
        "Every force that was asked in the run before is still asked.",
        "coverage",
        "asked",
        None,
        "correct forces in request.toml: a force that is no longer asked leaves every total",
    ),
    GateRule.NO_JUMP: Meaning(
        "No sum more than doubles from one period to the next.",
        "steps",
        "factor",
        2.0,
        "look at both cells: a total over several years, or another unit, may stand in one of them",
    ),
    GateRule.NO_FALL: Meaning(
        "No sum falls to less than half from one period to the next.",
        "steps",
        "divisor",
        2.0,
        "look at both cells: a part of a year, or of the offences, may stand in one of them",
    ),
    GateRule.NO_DIP: Meaning(
        "No period falls to less than 60 % of both the period before and the one after it.",
        "dips",
        "depth",
        1 / 0.6,
        "look at the cell between: a year that dips and comes back is mostly a part of it",
    ),
    GateRule.LATEST_IS_A_YEAR: Meaning(
        "No latest period's figure is that of several years together.",
        "latest",
        "same",
        None,
        "look at the cell: the total over all years may have been taken for the latest one",
    ),
    GateRule.UNIT_KEPT: Meaning(
        "No force counts something else than in the run before.",
        "units",
        "unit_now",
        None,
        "look at the headings of the new reply, and at the unit that a layout declares",
    ),
    GateRule.NO_COMMON_FACTOR: Meaning(
        "The figures of several forces don't all change by one and the same factor.",
        "factors",
        "alike",
        None,
        "look for something that is common to all: thousands, a doubled table, one file for all",
    ),
    GateRule.PRINTED_TOTALS_AGREE: Meaning(
        "No count is contradicted by a printed total or another table of its reply.",
        "printed",
        "contradicted",
        0,
        "ask the force which is right, then declare a correction",
    ),
    GateRule.FIGURES_KEPT: Meaning(
        "No figure changes while the response that gave it stays the same.",
        "revised",
        "figure_now",
        None,
        "find out which is right, and if a declaration or a new version of foistats changed it",
    ),
}
