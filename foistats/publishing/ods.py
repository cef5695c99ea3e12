"""The sheets of a release as an OpenDocument spreadsheet. The same sheets and day, the same bytes.

Written after OpenDocument 1.3, part 3; odfpy, which could do it, had its last release in 2020.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from foistats.publishing.sheets import Grid, Sheet, Value

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
# A letter of 10 points is about so wide, in centimetres.
_LETTER = 0.19
_STYLES = ("heading", "section", "line", "head", "link", "day")
# Two blanks or more are one where nothing counts them, and a line ends where it is told to.
_SPACES = re.compile(r"(\r\n|\r|\n|\t| {2,}|^ | $)")


def ods_bytes(sheets: Sequence[Sheet], *, title: str, made_on: date) -> bytes:
    """The spreadsheet's bytes."""
    parts = {
        "content.xml": _content(sheets),
        "styles.xml": _styles(),
        "meta.xml": _meta(title, made_on),
        "settings.xml": _settings(sheets),
    }
    parts["META-INF/manifest.xml"] = _manifest(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        # The first part, as it is, so that a program sees what kind of file it has.
        made.writestr(_part("mimetype", zipfile.ZIP_STORED), _KIND)
        for name, content in parts.items():
            made.writestr(_part(name, zipfile.ZIP_DEFLATED), content)
    return out.getvalue()


def _part(name: str, compressed: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.compress_type = compressed
    info.external_attr = 0o600 << 16
    return info


class _Writer:
    """Writes elements by their short names, one after the other."""

    def __init__(self, file: Any) -> None:
        self._file = file

    @contextmanager
    def inside(self, name: str, **attributes: str) -> Iterator[None]:
        """What is written within has this element around it."""
        named = {_full(key.replace("__", ":")): value for key, value in attributes.items()}
        known = {} if ":document" not in name else {"nsmap": _NAMES}
        with self._file.element(_full(name), named, **known):
            yield

    def empty(self, name: str, **attributes: str) -> None:
        """An element with nothing in it."""
        with self.inside(name, **attributes):
            pass

    def text(self, text: str) -> None:
        """Text, escaped as it needs."""
        self._file.write(text)


def _full(name: str) -> str:
    prefix, _, local = name.replace("_", "-").partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


@contextmanager
def _xml(out: io.BytesIO, root: str) -> Iterator[_Writer]:
    from lxml import etree

    with etree.xmlfile(out, encoding="UTF-8") as file:
        file.write_declaration()
        writer = _Writer(file)
        with writer.inside(root, office__version="1.3"):
            yield writer


def _content(sheets: Sequence[Sheet]) -> bytes:
    out = io.BytesIO()
    with _xml(out, "office:document-content") as xml:
        widths = sorted({width for sheet in sheets for width in _widths(sheet)})
        with xml.inside("office:automatic-styles"):
            for width in widths:
                with xml.inside("style:style", style__name=f"w{width}",
                                style__family="table-column"):  # fmt: skip
                    across = f"{width * _LETTER:.2f}cm"
                    xml.empty("style:table-column-properties", style__column_width=across)
            with xml.inside("style:style", style__name="sheet", style__family="table",
                            style__master_page_name="Default"):  # fmt: skip
                xml.empty("style:table-properties", table__display="true")
        with xml.inside("office:body"), xml.inside("office:spreadsheet"):
            for sheet in sheets:
                _sheet(xml, sheet)
            with xml.inside("table:database-ranges"):
                for sheet in sheets:
                    if sheet.grid is not None:
                        _range(xml, sheet, sheet.grid)
    return out.getvalue()


def _widths(sheet: Sheet) -> tuple[int, ...]:
    return (sheet.width_of_lines,) if sheet.grid is None else sheet.grid.widths


def _sheet(xml: _Writer, sheet: Sheet) -> None:
    with xml.inside("table:table", table__name=sheet.name, table__style_name="sheet"):
        for width in _widths(sheet):
            xml.empty("table:table-column", table__style_name=f"w{width}")
        for number, line in enumerate(sheet.lines):
            style = "heading" if number == 0 else "section" if line in sheet.sections else "line"
            with xml.inside("table:table-row"):
                # A line above a table runs over its columns; without one it is broken.
                plain = style == "line" and sheet.grid is not None
                _cell(xml, line, style="" if plain else style)
        if sheet.grid is not None:
            _grid(xml, sheet.grid)


def _grid(xml: _Writer, grid: Grid) -> None:
    with xml.inside("table:table-header-rows"), xml.inside("table:table-row"):
        for name in grid.columns:
            _cell(xml, name, style="head")
    for number, row in enumerate(grid.rows):
        with xml.inside("table:table-row"):
            leads_to = grid.links.get(number, "")
            _cell(xml, row[0], style="link" if leads_to else "", leads_to=leads_to)
            for value in row[1:]:
                _cell(xml, value)


def _cell(xml: _Writer, value: Value, *, style: str = "", leads_to: str = "") -> None:
    known: dict[str, str]
    if isinstance(value, str):
        known = {"office__value_type": "string"}
    elif isinstance(value, date):
        known = {"office__value_type": "date", "office__date_value": value.isoformat()}
        style = style or "day"
    else:
        known = {"office__value_type": "float", "office__value": repr(value)}
    if style:
        known["table__style_name"] = style
    with xml.inside("table:table-cell", **known), xml.inside("text:p"):
        if leads_to:
            with xml.inside("text:a", xlink__href=f"#'{leads_to}'.A1", xlink__type="simple"):
                _text(xml, str(value))
        else:
            _text(xml, str(value))


def _text(xml: _Writer, text: str) -> None:
    """Text with its blanks, tabs and ends of lines as they are."""
    for part in _SPACES.split(text):
        if part == "\t":
            xml.empty("text:tab")
        elif part in ("\n", "\r", "\r\n"):
            xml.empty("text:line-break")
        elif part and not part.strip(" "):
            xml.empty("text:s", text__c=str(len(part)))
        elif part:
            xml.text(part)


def _range(xml: _Writer, sheet: Sheet, grid: Grid) -> None:
    """The table marked as one, under a name."""
    top, bottom = len(sheet.lines) + 1, len(sheet.lines) + 1 + max(1, len(grid.rows))
    xml.empty(
        "table:database-range",
        table__name=f"table_{grid.name}",
        table__target_range_address=(
            f"'{sheet.name}'.A{top}:'{sheet.name}'.{_letters(len(grid.columns))}{bottom}"
        ),
        table__contains_header="true",
    )


def _letters(column: int) -> str:
    """The name of a column.

    >>> _letters(1), _letters(26), _letters(27)
    ('A', 'Z', 'AA')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _styles() -> bytes:
    out = io.BytesIO()
    with _xml(out, "office:document-styles") as xml:
        with xml.inside("office:styles"):
            with xml.inside("number:date-style", style__name="iso"):
                xml.empty("number:year", number__style="long")
                with xml.inside("number:text"):
                    xml.text("-")
                xml.empty("number:month", number__style="long")
                with xml.inside("number:text"):
                    xml.text("-")
                xml.empty("number:day", number__style="long")
            with xml.inside("style:default-style", style__family="table-cell"):
                xml.empty("style:text-properties", fo__font_size="10pt", fo__language="en",
                          fo__country="GB", fo__font_family="Arial")  # fmt: skip
            for name in _STYLES:
                _cell_style(xml, name)
        with xml.inside("office:automatic-styles"), xml.inside("style:page-layout",
                                                               style__name="page"):  # fmt: skip
            xml.empty(
                "style:page-layout-properties", style__print_orientation="landscape",
                fo__page_width="29.7cm", fo__page_height="21cm", style__scale_to_X="1",
                style__scale_to_Y="0",
            )  # fmt: skip
        with xml.inside("office:master-styles"):
            xml.empty("style:master-page", style__name="Default", style__page_layout_name="page")
    return out.getvalue()


def _cell_style(xml: _Writer, name: str) -> None:
    size = {"heading": "14pt", "section": "12pt"}.get(name)
    day = {"style__data_style_name": "iso"} if name == "day" else {}
    with xml.inside("style:style", style__name=name, style__family="table-cell", **day):
        if name in ("heading", "section", "line"):
            xml.empty("style:table-cell-properties", style__vertical_align="top",
                      fo__wrap_option="wrap" if name == "line" else "no-wrap")  # fmt: skip
        if size is not None or name == "head":
            xml.empty("style:text-properties", fo__font_weight="bold", fo__font_size=size or "10pt")
        elif name == "day":
            xml.empty("style:paragraph-properties", fo__text_align="start")
        elif name == "link":
            xml.empty("style:text-properties", fo__color="#0b4f9e",
                      style__text_underline_style="solid")  # fmt: skip


def _meta(title: str, made_on: date) -> bytes:
    out = io.BytesIO()
    with _xml(out, "office:document-meta") as xml, xml.inside("office:meta"):
        for name, text in (
            ("meta:generator", "foistats"),
            ("dc:title", title),
            ("dc:language", "en-GB"),
            ("meta:creation-date", f"{made_on.isoformat()}T00:00:00"),
            ("dc:date", f"{made_on.isoformat()}T00:00:00"),
        ):
            with xml.inside(name):
                xml.text(text)
    return out.getvalue()


def _settings(sheets: Sequence[Sheet]) -> bytes:
    """Where each sheet is held while the rest is scrolled: below the table's headings."""
    out = io.BytesIO()
    with (
        _xml(out, "office:document-settings") as xml,
        xml.inside("office:settings"),
        xml.inside("config:config-item-set", config__name="ooo:view-settings"),
        xml.inside("config:config-item-map-indexed", config__name="Views"),
        xml.inside("config:config-item-map-entry"),
    ):
        _setting(xml, "ViewId", "string", "view1")
        with xml.inside("config:config-item-map-named", config__name="Tables"):
            for sheet in sheets:
                if sheet.grid is not None:
                    held = str(len(sheet.lines) + 1)
                    with xml.inside("config:config-item-map-entry", config__name=sheet.name):
                        _setting(xml, "VerticalSplitMode", "short", "2")
                        _setting(xml, "VerticalSplitPosition", "int", held)
                        _setting(xml, "ActiveSplitRange", "short", "2")
                        _setting(xml, "PositionBottom", "int", held)
        _setting(xml, "ActiveTable", "string", sheets[0].name)
    return out.getvalue()


def _setting(xml: _Writer, name: str, kind: str, value: str) -> None:
    with xml.inside("config:config-item", config__name=name, config__type=kind):
        xml.text(value)


def _manifest(parts: "dict[str, bytes]") -> bytes:
    from lxml import etree

    out = io.BytesIO()
    with etree.xmlfile(out, encoding="UTF-8") as file:
        file.write_declaration()
        space = _NAMES["manifest"]
        root = file.element(
            f"{{{space}}}manifest", {f"{{{space}}}version": "1.3"}, nsmap={"manifest": space}
        )
        with root:
            kinds = {"/": _KIND, **dict.fromkeys(parts, "text/xml")}
            for name, kind in kinds.items():
                entry = {f"{{{space}}}full-path": name, f"{{{space}}}media-type": kind}
                with file.element(f"{{{space}}}file-entry", entry):
                    pass
    return out.getvalue()
