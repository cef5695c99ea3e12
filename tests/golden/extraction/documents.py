"""Every case, in the order of its theme."""

from tests.golden.extraction import (
    forces,
    headings,
    letters,
    long_tables,
    marks,
    several,
    totals,
    years,
)

CASES = [
    *years.CASES,
    *headings.CASES,
    *totals.CASES,
    *marks.CASES,
    *forces.CASES,
    *long_tables.CASES,
    *several.CASES,
    *letters.CASES,
]
