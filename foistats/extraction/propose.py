"""A first draft of a layout, for a person to correct: what was found, and what was unclear."""

from pathlib import Path

from foistats.documents.model import Grid, as_text, column_letters
from foistats.extraction.levels import Hints, LevelKind
from foistats.extraction.lines import Axis, read_columns, read_rows
from foistats.extraction.scan import find_tables
from foistats.extraction.sensed import sense_grid
from foistats.extraction.tables import Table
from foistats.extraction.words import tidy

_MEANING = {
    LevelKind.PERIOD: "period",
    LevelKind.PART: "period",
    LevelKind.AREA: "force",
    LevelKind.CATEGORY: "category",
}


def propose_layout(path: Path) -> str:
    """The TOML of a layout for each table found in a document, with blanks for a person to fill.

    The draft is valid once `because` and `by` are filled in and every line marked `?` is checked.
    """
    from foistats.documents.reading import read_document

    document = read_document(path)
    parts = [
        f"# A first draft for {path.name}: check every line, then say why it is needed.",
        'because = ""',
        'by = ""',
        "",
    ]
    for grid in document.grids:
        tables = find_tables(sense_grid(grid))
        parts += [line for table in tables if table.measure_cols for line in _draft(grid, table)]
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


def _draft(grid: Grid, table: Table) -> list[str]:
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
    named = any(line.period is not None for axis in (rows, cols) for line in axis.lines.values())
    if not named:
        lines.append('# period = "2018/19"  # ? no heading names a period')
    for col in [*table.flag_cols, *table.note_cols]:
        letters = column_letters(col)
        area = f"{letters}{table.top + 1}:{letters}{table.bottom + 1}"
        lines.append(f'# ignore = [{{ area = "{area}", because = "flags or notes" }}]  # ?')
    return [*lines, ""]


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
