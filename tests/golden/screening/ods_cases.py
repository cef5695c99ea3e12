"""OpenDocument spreadsheets that hide the telling word, one for each way of hiding it."""

import zipfile
from pathlib import Path

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{prefix}="{_URN}{word}:1.0"'
    for prefix, word in {
        "office": "office", "table": "table", "text": "text", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "number": "datastyle",
        "chart": "chart",
    }.items()
)  # fmt: skip
SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def cell(text: str, style: str = "", inside: str = "") -> str:
    """A cell with a text; `inside` stands before it."""
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{named} office:value-type="string">{inside}<text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def row(*cells: str, written: str = "") -> str:
    """A row of cells."""
    return f"<table:table-row{written}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Reply", written: str = "", columns: str = "") -> str:
    """A sheet."""
    return f'<table:table table:name="{name}"{written}>{columns}{"".join(rows)}</table:table>'


SHOWN = row(cell("Force"), cell("2019/20")) + row(cell("Kent Police"), cell("12"))


def ods(folder: Path, body: str, *, styles: str = "", parts: dict[str, str] | None = None) -> Path:
    """An .ods of this body; other parts are listed in the manifest, but for orphans."""
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "reply.ods"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type=""/>'
        for name in ("content.xml", *(parts or {}))
        if not name.startswith("orphan")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        for name, inside in (parts or {}).items():
            archive.writestr(name, inside)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_URN}manifest:1.0">{listed}</manifest:manifest>',
        )
    return path


def _case(
    name: str,
    channel: Channel,
    body: str,
    *,
    styles: str = "",
    parts: dict[str, str] | None = None,
) -> HiddenCase:
    return HiddenCase(name, channel, lambda folder: ods(folder, body, styles=styles, parts=parts))


def _style(family: str, properties: str, *, more: str = "", name: str = "s") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"{more}>{properties}</style:style>'
    )


_HIDDEN_TABLE = _style("table", '<style:table-properties table:display="false"/>')
_WHITE = '<style:text-properties fo:color="#ffffff"/>'
_MASK = '<number:text-style style:name="N1"><number:text/></number:text-style>' + _style(
    "table-cell", "", more=' style:data-style-name="N1"'
)
_MASKED = (
    '<table:table-cell table:style-name="s" office:value-type="string" '
    f'office:string-value="{SECRET}"><text:p/></table:table-cell>'
)
_OBJECT = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
_CHART = (
    f"<office:document-content {SPACES}><office:body><office:chart><chart:chart>"
    f"<table:table><table:table-row>{cell(SECRET)}</table:table-row></table:table></chart:chart></office:chart></office:body>"
    "</office:document-content>"
)
_TEXT = (
    f"<office:document-content {SPACES}><office:body><office:text><text:p>{SECRET}</text:p>"
    "</office:text></office:body></office:document-content>"
)
_COLUMNS = "<table:table-column/><table:table-column {}/>"


def _behind_the_end(folder: Path) -> Path:
    path = ods(folder, table(SHOWN))
    path.write_bytes(path.read_bytes() + SECRET.encode())
    return path


CASES: tuple[HiddenCase, ...] = (
    _case(
        "a_hidden_sheet",
        Channel.HIDDEN_SHEET,
        table(SHOWN) + table(row(cell(SECRET)), name=SECRET, written=' table:style-name="s"'),
        styles=_HIDDEN_TABLE,
    ),
    _case(
        "a_collapsed_row",
        Channel.HIDDEN_ROWS,
        table(SHOWN, row(cell(SECRET), written=' table:visibility="collapse"')),
    ),
    _case(
        "a_row_that_is_filtered_out",
        Channel.HIDDEN_ROWS,
        table(SHOWN, row(cell(SECRET), written=' table:visibility="filter"')),
    ),
    _case(
        "a_row_without_height",
        Channel.HIDDEN_ROWS,
        table(SHOWN, row(cell(SECRET), written=' table:style-name="s"')),
        styles=_style("table-row", '<style:table-row-properties style:row-height="0cm"/>'),
    ),
    _case(
        "a_group_of_rows_that_is_closed",
        Channel.HIDDEN_ROWS,
        table(
            SHOWN,
            f'<table:table-row-group table:display="false">{row(cell(SECRET))}'
            "</table:table-row-group>",
        ),
    ),
    _case(
        "a_collapsed_column",
        Channel.HIDDEN_COLUMNS,
        table(
            SHOWN,
            row(cell("a"), cell(SECRET)),
            columns=_COLUMNS.format('table:visibility="collapse"'),
        ),
    ),
    _case(
        "a_column_without_width",
        Channel.HIDDEN_COLUMNS,
        table(SHOWN, row(cell("a"), cell(SECRET)), columns=_COLUMNS.format('table:style-name="s"')),
        styles=_style("table-column", '<style:table-column-properties style:column-width="0in"/>'),
    ),
    _case(
        "white_text",
        Channel.INVISIBLE_TEXT,
        table(SHOWN, row(cell(SECRET, "s"))),
        styles=_style("table-cell", _WHITE),
    ),
    _case(
        "white_text_by_the_style_of_its_column",
        Channel.INVISIBLE_TEXT,
        table(
            SHOWN,
            row(cell("a"), cell(SECRET)),
            columns=_COLUMNS.format('table:default-cell-style-name="s"'),
        ),
        styles=_style("table-cell", _WHITE),
    ),
    _case(
        "white_text_by_a_condition",
        Channel.INVISIBLE_TEXT,
        table(SHOWN, row(cell(SECRET, "s"))),
        styles=_style("table-cell", _WHITE, name="w")
        + _style(
            "table-cell",
            '<style:map style:condition="is-true-formula(1)" style:apply-style-name="w"/>',
        ),
    ),
    _case(
        "a_white_word_within_a_text",
        Channel.INVISIBLE_TEXT,
        table(SHOWN, row(cell(f'Total <text:span text:style-name="s">{SECRET}</text:span>'))),
        styles=_style("text", _WHITE),
    ),
    _case(
        "text_of_the_colour_of_its_fill",
        Channel.INVISIBLE_TEXT,
        table(SHOWN, row(cell(SECRET, "s"))),
        styles=_style(
            "table-cell",
            '<style:table-cell-properties fo:background-color="#123456"/>'
            '<style:text-properties fo:color="#123456"/>',
        ),
    ),
    _case(
        "tiny_text",
        Channel.TINY_TEXT,
        table(SHOWN, row(cell(SECRET, "s"))),
        styles=_style("table-cell", '<style:text-properties fo:font-size="1pt"/>'),
    ),
    _case(
        "a_format_that_shows_nothing",
        Channel.MASKED_CELLS,
        table(SHOWN, row(_MASKED)),
        styles=_MASK,
    ),
    _case(
        "a_cell_under_a_merged_one",
        Channel.COVERED_TEXT,
        table(
            SHOWN,
            row(
                '<table:table-cell table:number-columns-spanned="2"/>',
                f"<table:covered-table-cell office:value-type='string'><text:p>{SECRET}</text:p>"
                "</table:covered-table-cell>",
            ),
        ),
    ),
    _case(
        "a_comment",
        Channel.COMMENTS,
        table(
            SHOWN,
            row(
                cell(
                    "12",
                    inside=f"<office:annotation><dc:creator>{SECRET}</dc:creator><text:p>{SECRET}"
                    "</text:p></office:annotation>",
                )
            ),
        ),
    ),
    _case(
        "tracked_changes",
        Channel.TRACKED_CHANGES,
        "<table:tracked-changes><table:cell-content-change><table:previous>"
        "<table:change-track-table-cell office:value-type='string'>"
        f"<text:p>{SECRET}</text:p></table:change-track-table-cell></table:previous>"
        f"</table:cell-content-change></table:tracked-changes>{table(SHOWN)}",
    ),
    _case(
        "an_embedded_document",
        Channel.EMBEDDED_OBJECT,
        table(SHOWN, row(cell("12", inside=_OBJECT))),
        parts={"Object 1/content.xml": _TEXT},
    ),
    _case(
        "values_kept_by_a_chart",
        Channel.CHART_CACHE,
        table(SHOWN, row(cell("12", inside=_OBJECT))),
        parts={"Object 1/content.xml": _CHART},
    ),
    _case(
        "values_of_another_file",
        Channel.EXTERNAL_LINK_CACHE,
        table(SHOWN)
        + table(
            '<table:table-source xlink:href="file:///a.ods"/>',
            row(cell(SECRET)),
            name="'file:///a.ods'#$Sheet1",
            written=' table:style-name="s"',
        ),
        styles=_HIDDEN_TABLE,
    ),
    _case(
        "values_of_another_program",
        Channel.EXTERNAL_LINK_CACHE,
        f"{table(SHOWN)}<table:dde-links><table:dde-link><table:table><table:table-row>"
        f"<table:table-cell office:value-type='string' office:string-value='{SECRET}'/>"
        "</table:table-row></table:table></table:dde-link></table:dde-links>",
    ),
    _case(
        "items_of_a_pivot_table",
        Channel.PIVOT_CACHE,
        f"{table(SHOWN)}<table:data-pilot-tables><table:data-pilot-member table:name='{SECRET}'/>"
        "</table:data-pilot-tables>",
    ),
    _case(
        "a_name_that_holds_a_text",
        Channel.HIDDEN_NAME,
        f"{table(SHOWN)}<table:named-expressions><table:named-expression table:name='n' "
        f"table:expression='&quot;{SECRET}&quot;'/></table:named-expressions>",
    ),
    _case(
        "a_query",
        Channel.CONNECTION,
        f"{table(SHOWN)}<table:database-ranges><table:database-range><table:database-source-sql "
        f"table:sql-statement='select {SECRET}'/></table:database-range></table:database-ranges>",
    ),
    _case(
        "a_part_that_nothing_lists",
        Channel.ORPHAN_PART,
        table(SHOWN),
        parts={"orphan/notes.txt": SECRET},
    ),
    _case(
        "a_file_beside_the_content_of_a_chart",
        Channel.ORPHAN_PART,
        table(SHOWN, row(cell("12", inside=_OBJECT))),
        parts={
            "Object 1/content.xml": _CHART.replace(SECRET, "Kent Police"),
            "Object 1/notes.txt": SECRET,
        },
    ),
    _case(
        "an_earlier_version",
        Channel.OLD_REVISION,
        table(SHOWN),
        parts={"Versions/Version1": SECRET},
    ),
    HiddenCase("bytes_behind_the_end", Channel.BYTES_BEYOND_THE_END, _behind_the_end),
)
