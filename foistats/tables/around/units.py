"""What the counts of a table are counted in: offences, arrests, persons.

A table that names no unit is taken to count what was asked for, unless it speaks of something else.
"""

from collections.abc import Iterator

from foistats.question.statements import is_statement
from foistats.records import Asked
from foistats.tables.around.surroundings import titles_of
from foistats.tables.table import Table
from foistats.tables.words import unit_claimed, unit_named
from schemas.vocabulary import Unit

_EVENTS = (Unit.OFFENCES.value, Unit.CRIMES.value, Unit.INCIDENTS.value)


def fill_unit(table: Table, asked: Asked) -> Unit | None:
    """The unit that a table's layout declares, or its title states outright.

    A sentence over a table ("Figures count suspects") is asked about, like any other note. Where
    arrests, or others than crimes, were asked about, a line over the table that speaks of them says
    so, though its column of labels be headed `Offence`; and a table that speaks of offences alone
    ("Recorded sexual offences") is of offences.
    """
    if table.declared is not None and table.declared.unit is not None:
        return table.declared.unit
    corners = {
        cell.text
        for row in table.header_rows
        for col in table.label_cols
        if (cell := table.sensed.at(row, col)) is not None
    }
    titles = [line for line in titles_of(table) if not is_statement(line)]
    claimed = next((unit for line in titles if (unit := unit_claimed(line))), None)
    if asked.unit in ("", *_EVENTS) or claimed not in (None, Unit.OFFENCES, Unit.CRIMES):
        return claimed
    own = Unit(asked.unit)
    named = [unit for line in titles if line not in corners and (unit := unit_named(line))]
    if named:
        return named[0] if named[0] in (own, Unit.OFFENCES, Unit.CRIMES) else claimed
    if claimed is not None and not _each_row_is_of(table, own):
        return claimed
    headings = [*corners, *_labels(table), *_over_counts(table)]
    said = {unit for text in headings if (unit := unit_named(text))}
    if own not in said and said & {Unit.OFFENCES, Unit.CRIMES}:
        return Unit.OFFENCES
    return None


def _each_row_is_of(table: Table, unit: Unit) -> bool:
    """True where the label of each row names a unit: `Arrests for burglary`."""
    sensed = table.sensed
    return all(
        any(
            unit_named(cell.text) is unit
            for col in table.label_cols
            if (cell := sensed.at(row, col)) is not None
        )
        for row in table.data_rows
    )


def _labels(table: Table) -> Iterator[str]:
    cells = (table.sensed.at(row, col) for row in table.data_rows for col in table.label_cols)
    return (cell.text for cell in cells if cell is not None)


def _over_counts(table: Table) -> Iterator[str]:
    cells = (table.sensed.at(row, col) for row in table.header_rows for col in table.measure_cols)
    return (cell.text for cell in cells if cell is not None)
