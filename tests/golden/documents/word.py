"""Word documents built from their own XML, for what no library writes."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def build_word(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    """Write a .docx with this body; `parts` are the insides of styles, numbering, footnotes ..."""
    parts = parts or {}
    roots = {name: name for name in ("styles", "numbering", "footnotes", "endnotes")}
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_KIND}/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(parts)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_KIND}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>',
        )
        archive.writestr(
            "word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, inside in parts.items():
            root = roots[name]
            archive.writestr(f"word/{name}.xml", f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>")
    return path


def _is_xml(text: str) -> bool:
    return text.startswith(("<w:", "<mc:"))


def p(*runs: str, lay: str = "") -> str:
    """A paragraph of runs; a run that is plain text is wrapped in one."""
    inside = "".join(run if _is_xml(run) else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{lay}</w:pPr>' if lay else ''}{inside}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run of text."""
    shown = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tc(*inside: str, span: int = 0, down: str = "", lay: str = "") -> str:
    """A cell over `span` columns; `down` begins a merge (`restart`) or goes on with one."""
    lay += f'<w:gridSpan w:val="{span}"/>' if span else ""
    lay += f'<w:vMerge w:val="{down}"/>' if down == "restart" else "<w:vMerge/>" if down else ""
    content = "".join(one if _is_xml(one) else p(one) for one in inside) or "<w:p/>"
    return f"<w:tc><w:tcPr>{lay}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, lay: str = "") -> str:
    """A row of cells; plain text is a cell of its own."""
    inside = "".join(one if _is_xml(one) else tc(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{lay}</w:trPr>' if lay else ''}{inside}</w:tr>"


def tbl(*rows: str | Sequence[str], widths: Sequence[int] = ()) -> str:
    """A table of rows; a list is a row of plain cells."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inside = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"
