"""Which columns of a table label its rows, and which hold counts, flags or notes."""

from foistats.naming.counts import CellSense
from foistats.naming.periods import period_reading
from foistats.tables.row_roles import consecutive
from foistats.tables.senses import SensedCell
from foistats.tables.table import Table
from foistats.tables.words import is_dimension, is_measure, is_notes, unit_claimed

_COUNTED = (CellSense.COUNT, CellSense.NEGATIVE, CellSense.FRACTIONAL)


def sort_columns(table: Table) -> None:
    """Tell the columns that label rows from the columns of counts, flags and notes."""
    used = sorted(
        {
            c
            for row in [*table.header_rows, *table.data_rows]
            for c, _ in table.sensed.filled(row)
            if table.left <= c < table.right
        }
        | {
            c
            for row in table.header_rows
            for (r, c) in table.sensed.covered
            if r == row and table.left <= c < table.right
        }
    )
    columns = {
        c: [cell for row in table.data_rows if (cell := table.sensed.at(row, c))] for c in used
    }
    first = next((c for c in used if columns[c]), None)
    for col in used:
        cells, title = columns[col], table.title_of(col)
        match _part_of(table, cells, title=title, leftmost=col == first, others=len(columns) > 1):
            case "label":
                table.label_cols.append(col)
            case "measure":
                table.measure_cols.append(col)
            case "flag":
                table.flag_cols.append(col)
            case "notes":
                table.note_cols.append(col)
    if first is not None and not table.label_cols and _numbered_down(table, first):
        table.measure_cols.remove(first)
        table.label_cols.append(first)
    if not table.header_rows and _is_numbered_list(table):
        table.label_cols, table.measure_cols = [*table.measure_cols, *table.label_cols], []


def _numbered_down(table: Table, first: int) -> bool:
    """Hours, ages or lengths down the side: numbers that must be labels, or there are none."""
    if first not in table.measure_cols or len(table.measure_cols) < 2 or len(table.data_rows) < 2:
        return False
    title = table.title_of(first)
    if not title or is_measure(title) or unit_claimed(title) or period_reading(title) is not None:
        return False
    cells = [table.sensed.at(row, first) for row in table.data_rows]
    values = [
        cell.value for cell in cells if cell is not None and isinstance(cell.value, (int, str))
    ]
    return len({str(value) for value in values}) == len(cells)


def _is_numbered_list(table: Table) -> bool:
    """Notes numbered 1, 2, 3 in the first column, with sentences beside the numbers."""
    if len(table.measure_cols) != 1 or any(c < table.measure_cols[0] for c in table.label_cols):
        return False
    numbers = [table.sensed.at(row, table.measure_cols[0]) for row in table.data_rows]
    values = [cell.text.strip(".)") for cell in numbers if cell is not None]
    return bool(table.label_cols) and values == [str(n + 1) for n in range(len(values))]


def _part_of(  # noqa: PLR0911 - one question after the other, each with its answer
    table: Table, cells: list[SensedCell], *, title: str, leftmost: bool, others: bool
) -> str:
    """The part that one column plays: label, measure, flag, notes, or none."""
    numbers = sum(cell.numeric for cell in cells)
    words = len(cells) - numbers
    if not cells:
        return "measure" if title and not is_notes(title) else "none"
    if title and is_notes(title) and words >= numbers:
        return "notes"
    if not title and table.header_rows and not leftmost and _all_flags(cells):
        return "flag"
    heads = period_reading(title) if title else None
    if heads is not None and not heads.bare and not leftmost:
        return "measure"  # whatever stands under 2016/17 stands where a count belongs
    # "Under 13" down the side is a name, even where the same words could be a count.
    counted = sum(cell.sense in _COUNTED for cell in cells)
    if (leftmost or words) and others and not counted and not is_measure(title) and title:
        return "label"
    if leftmost and others and not counted:
        return "label"
    if not title and table.header_rows and not leftmost and _all_shares(cells):
        return "notes"
    if words > numbers:
        return "label" if leftmost or title or not table.header_rows else "notes"
    if title and is_dimension(title) and others:
        return "label"
    if others and leftmost and _labels_by_period(cells, title):
        return "label"
    if others and leftmost and not title and table.header_rows:
        return "label"
    if others and leftmost and _mostly_bands(cells) and not is_measure(title):
        return "label"
    return "measure"


def _all_flags(cells: list[SensedCell]) -> bool:
    return all(
        len(cell.text) <= 4
        and cell.count is None
        and cell.sense in (CellSense.MARK, CellSense.TEXT)
        for cell in cells
    )


def _all_shares(cells: list[SensedCell]) -> bool:
    return all(cell.sense in (CellSense.FRACTIONAL, CellSense.PERCENT) for cell in cells)


def _labels_by_period(cells: list[SensedCell], title: str) -> bool:
    readings = [cell.period for cell in cells if cell.period is not None]
    if len(readings) * 2 <= len(cells):
        return False
    if any(not reading.bare for reading in readings):
        return True
    years = [cell.value for cell in cells if cell.period is not None]
    return (
        len(set(map(str, years))) == len(years)
        and (not is_measure(title))
        and (len(years) == 1 or consecutive(years))
    )


def _mostly_bands(cells: list[SensedCell]) -> bool:
    return sum(cell.sense is CellSense.INTERVAL for cell in cells) * 2 > len(cells)
