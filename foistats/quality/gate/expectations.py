"""What must be plausible of a run's tables: one suite of Great Expectations per table.

To add a rule, add an expectation to the suite of its table, as the library's own documentation
shows; nothing else has to be changed. It is asked of every request, and stands on the page with its
`description`. A table has the columns of its definition in schemas/tables.py, and those that
measures.py works out. `meta` may say more of a rule, and none of it has to be there:

- `rule`: its name in the gate table and in quality.toml; made of the expectation's type otherwise;
- `limit`: what `{"$PARAMETER": rule}` stands for, unless a quality.toml sets another limit;
- `remedy`: what a person should do where it fails;
- `looks_at`: what it looks at, as a noun for one and for several;
- `subject`: the column whose text names a row in the report.

The limits were set by hand on published series of police figures: offences of one kind in one force
rarely double in a year, and the errors that were printed are far beyond it (a five-year total in a
year's place, a year that dipped from 700 to 300 and came back).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suites() -> "list[ExpectationSuite]":
    """The suites, each named after its table. Importing Great Expectations costs seconds."""
    import great_expectations as gx
    import great_expectations.expectations as gxe

    changes = gx.ExpectationSuite(name="changes")
    pairs = ["pair of neighbouring periods", "pairs of neighbouring periods"]
    changes.add_expectation(
        gxe.ExpectColumnValuesToBeBetween(
            column="factor",
            max_value={"$PARAMETER": "no_jump"},
            description="No sum more than doubles from one period to the next.",
            meta={
                "rule": "no_jump",
                "limit": 2.0,
                "looks_at": pairs,
                "remedy": "look at both cells: a total over several years, or another unit, may"
                " stand in one of them",
            },
        )
    )
    changes.add_expectation(
        gxe.ExpectColumnValuesToBeBetween(
            column="divisor",
            max_value={"$PARAMETER": "no_fall"},
            description="No sum falls to less than half from one period to the next.",
            meta={
                "rule": "no_fall",
                "limit": 2.0,
                "looks_at": pairs,
                "remedy": "look at both cells: a part of a year, or of the offences, may stand in"
                " one of them",
            },
        )
    )

    totals = gx.ExpectationSuite(name="totals")
    totals.add_expectation(
        gxe.ExpectColumnValuesToBeBetween(
            column="depth",
            max_value={"$PARAMETER": "no_dip"},
            description="No period falls to less than 60 % of both the period before and the one"
            " after it.",
            meta={
                "rule": "no_dip",
                "limit": 1 / 0.6,
                "looks_at": ["period between two others", "periods between two others"],
                "subject": "dip",
                "remedy": "look at the cell between: a year that dips and comes back is mostly a"
                " part of it",
            },
        )
    )
    totals.add_expectation(
        gxe.ExpectColumnValuesToBeBetween(
            column="away_from_several_years",
            min_value=1,
            description="No latest period's figure is that of several years together.",
            meta={
                "rule": "latest_is_a_year",
                "looks_at": ["latest figure", "latest figures"],
                "remedy": "look at the cell: the total over all years may have been taken for the"
                " latest one",
            },
        )
    )
    totals.add_expectation(
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="figure",
            column_B="figure_before",
            ignore_row_if="either_value_is_missing",
            description="No figure changes while the response that gave it stays the same.",
            meta={
                "rule": "figures_kept",
                "looks_at": ["figure of both runs", "figures of both runs"],
                "subject": "revision",
                "remedy": "find out which is right, and if a declaration or a new version of"
                " foistats changed it",
            },
        )
    )

    coverage = gx.ExpectationSuite(name="coverage")
    coverage.add_expectation(
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="periods_answered",
            column_B="periods_answered_before",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            description="No force answers fewer periods than in the run before.",
            meta={
                "rule": "coverage_kept",
                "looks_at": ["force of the run before", "forces of the run before"],
                "remedy": "find out which document or declaration changed; a withdrawn reply needs"
                " a reason",
            },
        )
    )
    coverage.add_expectation(
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="force_id",
            column_B="force_id_before",
            ignore_row_if="either_value_is_missing",
            description="Every force that was asked in the run before is still asked.",
            meta={
                "rule": "forces_kept",
                "looks_at": ["force of the run before", "forces of the run before"],
                "remedy": "correct forces in request.toml: a force that is no longer asked leaves"
                " every total",
            },
        )
    )
    coverage.add_expectation(
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="unit",
            column_B="unit_before",
            ignore_row_if="either_value_is_missing",
            description="No force counts something else than in the run before.",
            meta={
                "rule": "unit_kept",
                "looks_at": ["force of both runs", "forces of both runs"],
                "remedy": "look at the headings of the new reply, and at the unit that a layout"
                " declares",
            },
        )
    )
    coverage.add_expectation(
        gxe.ExpectColumnValuesToBeBetween(
            column="contradictions",
            max_value={"$PARAMETER": "printed_totals_agree"},
            description="No count is contradicted by a printed total or another table of its"
            " reply.",
            meta={
                "rule": "printed_totals_agree",
                "limit": 0,
                "looks_at": ["force with figures", "forces with figures"],
                "remedy": "ask the force which is right, then declare a correction",
            },
        )
    )

    growth = gx.ExpectationSuite(name="growth")
    growth.add_expectation(
        gxe.ExpectColumnValuesToBeBetween(
            column="spread",
            min_value=0.005,
            strict_min=True,
            description="The figures of several forces don't all change by one and the same"
            " factor.",
            meta={
                "rule": "no_common_factor",
                "looks_at": ["pair of periods or of runs", "pairs of periods or of runs"],
                "remedy": "look for something that is common to all: thousands, a doubled table,"
                " one file for all",
            },
        )
    )

    # Tables of which nothing is expected beyond their contracts, so far.
    observations = gx.ExpectationSuite(name="observations")
    documents = gx.ExpectationSuite(name="documents")
    problems = gx.ExpectationSuite(name="problems")
    return [coverage, changes, totals, growth, observations, documents, problems]
