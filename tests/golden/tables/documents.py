"""Every case, in the order of its theme."""

from tests.golden.tables import (
    forces,
    headings,
    layout_traps,
    legends,
    letters,
    long_tables,
    marks,
    number_traps,
    period_traps,
    reading_traps,
    several,
    sum_traps,
    totals,
    years,
)

CASES = [
    *years.CASES,
    *headings.CASES,
    *totals.CASES,
    *marks.CASES,
    *legends.CASES,
    *forces.CASES,
    *long_tables.CASES,
    *several.CASES,
    *letters.CASES,
    *period_traps.CASES,
    *sum_traps.CASES,
    *number_traps.CASES,
    *reading_traps.CASES,
    *layout_traps.CASES,
]
