"""A flat spreadsheet is read as the package that it could be, and hides nothing more."""

from pathlib import Path

import pytest

from foistats.documents.model import Document
from foistats.errors import DocumentRefused
from foistats.formats.opening import Entered, enter
from foistats.reading.file import read_reply
from schemas.channels import Channel
from schemas.problem_codes import ProblemCode
from tests.golden.tables.case import asked_of

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        *((name, name) for name in ("office", "table", "text", "style", "meta", "script")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible")),
    ]
)
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n\n<office:document {SPACES} office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">\n'
)
TABLE = [["Offence", "2017/18", "2018/19"], ["Rape", 12, 34], ["Arson", 5, 6]]
UNSEEN = (
    '<style:style style:name="white" style:family="table-cell">'
    '<style:text-properties fo:color="#ffffff"/></style:style>'
)


def cell(value: str | int, style: str = "") -> str:
    kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    named = f' table:style-name="{style}"' if style else ""
    return (
        f'     <table:table-cell{named} office:value-type="{kind}">\n      <text:p>{value}</text:p>'
        "\n     </table:table-cell>\n"
    )


def flat(
    *, rows: str = "", written: str = "", beside: str = "", styles: str = "", after: str = ""
) -> bytes:
    """A file as LibreOffice writes it, with each element on a line of its own."""
    body = "".join(
        f"    <table:table-row>\n{''.join(map(cell, row))}    </table:table-row>\n" for row in TABLE
    )
    return (
        f"{HEAD}<office:meta><meta:generator>LibreOffice/7.4</meta:generator></office:meta>\n"
        f" {beside}<office:styles>{styles}</office:styles>\n<office:automatic-styles/>\n"
        f' <office:body>\n  <office:spreadsheet>\n   <table:table table:name="S">\n{body}'
        f"    <table:table-row{written}>\n{rows}    </table:table-row>\n   </table:table>\n"
        f"  </office:spreadsheet>\n </office:body>\n</office:document>\n{after}"
    ).encode()


def entered(content: bytes, *, released: bool = False) -> Entered:
    return enter(content, "reply.fods", released=released)


def document_of(content: bytes) -> Document:
    found = entered(content)
    assert found.document is not None
    assert found.kind == "fods"
    return found.document


def test_the_cells_are_read_and_held_against_a_second_reader(tmp_path: Path) -> None:
    document = document_of(flat())
    (grid,) = document.grids
    assert grid.rows == TABLE
    assert grid.second == "calamine"
    assert grid.doubtful == frozenset()
    assert document.remarks == []
    (tmp_path / "reply.fods").write_bytes(flat())
    reading = read_reply(tmp_path / "reply.fods", asked_of("dorset", first=2017))
    assert [(o.labels, o.period.start.year, o.count.low) for o in reading.observations] == [
        (("Rape",), 2017, 12),
        (("Rape",), 2018, 34),
        (("Arson",), 2017, 5),
        (("Arson",), 2018, 6),
    ]


def test_blanks_in_a_text_stay() -> None:
    rows = cell("Theft <text:span>of</text:span> <text:span>bicycles</text:span>")
    assert document_of(flat(rows=rows)).grids[0].rows[-1][0] == "Theft of bicycles"


@pytest.mark.parametrize(
    ("content", "channel"),
    [
        (flat(rows=cell("Dorset 12"), written=' table:visibility="collapse"'), Channel.HIDDEN_ROWS),
        (flat(rows=cell("Dorset 12", "white"), styles=UNSEEN), Channel.INVISIBLE_TEXT),
        (flat(after="<!-- Dorset 12 -->"), Channel.COMMENTS),
        (
            flat(
                beside="<office:scripts><script:source-code>Dorset 12</script:source-code>"
                "</office:scripts>"
            ),
            Channel.MACROS,
        ),
    ],
)
def test_what_a_flat_file_hides_is_found_and_not_read(content: bytes, channel: Channel) -> None:
    found = entered(content)
    assert channel in {finding.channel for finding in (*found.hidden, *found.noted)}
    released = entered(content, released=True)
    assert "Dorset" not in repr(released)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (flat()[:-40], ProblemCode.DOCUMENT_BROKEN),
        (flat(after="Dorset 12"), ProblemCode.DOCUMENT_BROKEN),
        (flat(rows="<draw:object/>"), ProblemCode.DOCUMENT_UNSUPPORTED),
        (flat().replace(b"\n\n", b'<!DOCTYPE a [<!ENTITY b "c">]>'), ProblemCode.DOCUMENT_HOSTILE),
        (flat().replace(b".spreadsheet", b".text"), ProblemCode.DOCUMENT_UNSUPPORTED),
        (
            flat(rows='<table:table-cell table:number-columns-repeated="9999999"/>'),
            ProblemCode.DOCUMENT_HOSTILE,
        ),
    ],
)
def test_a_flat_file_that_can_not_be_read_is_refused(content: bytes, code: ProblemCode) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        entered(content)
    assert refusal.value.code is code
