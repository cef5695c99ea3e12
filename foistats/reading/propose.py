"""A first draft of a layout, for a person to correct: what was found, and what was unclear."""

from pathlib import Path

from foistats.documents.model import Document, Grid, as_text, column_letters
from foistats.naming.forces import force_name
from foistats.naming.periods import label_of
from foistats.records import Asked, Finding
from foistats.tables.around.surroundings import Surroundings, fill_force, fill_period, look_around
from foistats.tables.senses import sense_grid
from foistats.tables.shape.axes import Axis, read_columns, read_rows
from foistats.tables.shape.frames import find_tables
from foistats.tables.shape.levels import Hints, LevelKind
from foistats.tables.table import Table
from foistats.tables.words import tidy

_MEANING = {
    LevelKind.PERIOD: "period",
    LevelKind.PART: "period",
    LevelKind.AREA: "force",
    LevelKind.CATEGORY: "category",
}


def propose_layout(
    path: Path, received_as: str = "", question: str = "", released: bool = False
) -> str | tuple[Finding, ...]:
    """The TOML of a layout for each table found in a document, with blanks for a person to fill.

    The draft is valid once `because` and `by` are filled in and every line marked `?` is checked.
    A document that hides something gives what was found instead. Runs in a worker process.
    """
    from foistats.formats.opening import content_of
    from foistats.reading.inside import open_all

    name = received_as or path.name
    inside = open_all(content_of(path), name, question=question, released=released)
    if not inside.documents:
        return inside.hidden
    return _drafts(inside.documents[""], name)


def _drafts(document: Document, name: str) -> str:
    document.grids = [grid for grid in document.grids if not grid.hidden]
    parts = [
        f"# A first draft for {name}: check every line, then say why it is needed.",
        'because = ""',
        'by = ""',
        "",
    ]
    sensed = [sense_grid(grid) for grid in document.grids]
    found = {grid.name: find_tables(one) for grid, one in zip(document.grids, sensed, strict=True)}
    every = [table for tables in found.values() for table in tables]
    around = look_around(document, sensed, every, Asked())
    for grid in document.grids:
        counted = [table for table in found[grid.name] if table.measure_cols]
        parts += [line for table in counted for line in draft_table(table, around)]
    if len(parts) == 4:
        parts += ["# No table was found. Declare one by hand:", *_EXAMPLE]
    return "\n".join(parts) + "\n"


_EXAMPLE = (
    "# [[table]]",
    '# sheet = "Sheet1"',
    '# area = "A3:F9"',
    "# headings = 1",
    '# labels = ["A"]',
)


def draft_table(table: Table, around: Surroundings) -> list[str]:
    """The lines that declare a table as it was found; `?` marks what a person has to check."""
    grid = table.sensed.grid
    rows, cols = read_rows(table, hints=Hints()), read_columns(table, hints=Hints())
    used = [*table.label_cols, *table.measure_cols, *table.flag_cols]
    first, last = column_letters(min(used)), column_letters(max(used))
    if grid.origins:
        page, number, _ = grid.origins[0]
        where = [f"page = {page}", f"table = {number}"]
    else:
        where = [f"sheet = {_quoted(grid.name)}"]
    lines = [
        "[[table]]",
        *where,
        f'area = "{first}{table.top + 1}:{last}{table.bottom + 1}"',
        f"headings = {len(table.header_rows)}",
        f"labels = [{', '.join(_quoted(column_letters(c)) for c in table.label_cols)}]",
        f"rows = {_quoted(_meaning(rows))}",
        f"columns = {_quoted(_meaning(cols))}",
        f"expect = {{ {', '.join(_expected(grid, table))} }}",
    ]
    lines += _filled(table, rows, cols, around)
    if table.sections:
        lines.append("# ? lines stand alone above some rows: declare each block as a [[table]]")
    if ignored := _ignored(table, first, last):
        lines.append(f"ignore = [{', '.join(ignored)}]  # ?")
    return [*lines, ""]


def _filled(table: Table, rows: Axis, cols: Axis, around: Surroundings) -> list[str]:
    """Period and force that no heading names, as the title or the sheet's name gives them."""
    lines = [*rows.lines.values(), *cols.lines.values()]
    said: list[str] = []
    if not any(line.period is not None for line in lines):
        period, source, _ = fill_period(table, around, Asked())
        if period is not None and period.period is not None:
            said.append(f"period = {_quoted(label_of(period.period))}  # ? from the {source.value}")
        else:
            said.append('# period = "2018/19"  # ? nothing names a period')
    if not any(line.area is not None for line in lines):
        forces, source = fill_force(table, around, Asked())
        if len(forces) == 1:
            said.append(f"force = {_quoted(force_name(forces[0]))}  # ? from the {source.value}")
    units = {line.unit for line in lines if line.unit is not None}
    if len(units) == 1:
        said.append(f"unit = {_quoted(min(units))}  # ? as the headings say")
    return said


def _ignored(table: Table, first: str, last: str) -> list[str]:
    """Columns of flags and notes, and notes between the rows, each with its reason."""
    columns = [column_letters(col) for col in [*table.flag_cols, *table.note_cols]]
    areas = [
        (f"{letters}{table.top + 1}:{letters}{table.bottom + 1}", "flags or notes")
        for letters in columns
    ]
    read = {*table.header_rows, *table.data_rows}
    between = [row for row in range(table.top, table.bottom) if row not in read]
    areas += [
        (f"{first}{row + 1}:{last}{row + 1}", "a line between the rows")
        for row in between
        if table.sensed.filled(row)
    ]
    return [f"{{ area = {_quoted(area)}, because = {_quoted(why)} }}" for area, why in areas]


def _meaning(axis: Axis) -> str:
    for kind in (LevelKind.PERIOD, LevelKind.AREA, LevelKind.PART):
        if axis.has(kind):
            return _MEANING[kind]
    return "category"


def _expected(grid: Grid, table: Table) -> list[str]:
    """The headings by which a later run sees that the document is still the one declared."""
    cells = []
    for row in table.header_rows[-1:]:
        for col in [*table.label_cols, *table.measure_cols]:
            text = tidy(as_text(grid.rows[row][col]))
            if text:
                cells.append(f"{column_letters(col)}{row + 1} = {_quoted(text)}")
    return cells[:8]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
