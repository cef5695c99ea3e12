"""Web pages, plain texts and zips that hide something."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase

FULL = f"Constable {SECRET} of Larch Lane"
TABLE = (
    "<table><tr><th>Offence</th><th>2018/19</th></tr>"
    "<tr><td>Burglary</td><td>12</td></tr><tr><td>Arson</td><td>7</td></tr>{}</table>"
)
_SHEETS = (
    "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>"
    f"<x:Name>{SECRET}</x:Name><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>"
    "</x:WorksheetOptions></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml>"
    "<![endif]-->"
)
_CACHE = (
    '<xml><x:PivotCache><rs:data xmlns:rs="urn:rs"><z:row xmlns:z="#RowsetSchema" '
    f'Col1="{SECRET}"/></rs:data></x:PivotCache></xml>'
)


def page(body: str, head: str = "") -> str:
    """A page with a table of counts and something more."""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><h1>FOI 2019/123</h1>{body}</body></html>"
    )


def write_page(folder: Path, text: str) -> Path:
    """A page as a file."""
    path = folder / "reply.html"
    path.write_text(text, encoding="utf-8")
    return path


def _page(after: str = "", rows: str = "", head: str = "") -> Callable[[Path], Path]:
    return lambda folder: write_page(folder, page(TABLE.format(rows) + after, head))


def _text(text: str, name: str = "reply.txt") -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        (folder / name).write_bytes(text.encode("utf-8"))
        return folder / name

    return build


def _hidden_column(folder: Path) -> Path:
    body = (
        '<table><col><col style="display:none" width=0><col><tr><th>Offence<th>Officer<th>2018/19'
        f"<tr><td>Burglary<td>{SECRET}<td>12</table>"
    )
    return write_page(folder, page(body))


def _commented_zip(folder: Path) -> Path:
    path = folder / "reply.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("reply.csv", "Offence,2018/19\nBurglary,12\n")
        archive.comment = FULL.encode()
    return path


def _zip_goes_on(folder: Path) -> Path:
    path = folder / "reply.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("reply.csv", "Offence,2018/19\nBurglary,12\n")
    path.write_bytes(path.read_bytes() + FULL.encode())
    return path


# Ways in which a style hides the row that carries the secret, whatever program wrote the page.
STYLES = [
    ("by the medium", "@media screen{.s{display:none}}", Channel.HIDDEN_ROWS),
    ("by an attribute", "[data-s]{display:none}", Channel.HIDDEN_ROWS),
    ("by its place", "tr:last-child{display:none}", Channel.HIDDEN_ROWS),
    ("by a variable", ":root{--d:none} .s{display:var(--d)}", Channel.HIDDEN_ROWS),
    ("by what it is not", "tr.s:not(.t){display:none}", Channel.HIDDEN_ROWS),
    ("by what is in it", "tr:has(td).s{display:none}", Channel.HIDDEN_ROWS),
    ("by what is before it", "tr+tr+tr{display:none}", Channel.HIDDEN_ROWS),
    ("by a rule in a rule", "table{.s{display:none}}", Channel.HIDDEN_ROWS),
    (
        "by a sheet in the address",
        "@import url(data:text/css,.s{display:none});",
        Channel.HIDDEN_ROWS,
    ),
    ("by its scale", ".s{transform:scale(0)}", Channel.TINY_TEXT),
    ("by a cut", ".s td{clip-path:inset(50%)}", Channel.INVISIBLE_TEXT),
    ("by a filter", ".s{filter:opacity(0)}", Channel.INVISIBLE_TEXT),
    ("by dots in place of letters", ".s td{-webkit-text-security:disc}", Channel.INVISIBLE_TEXT),
]
# What only a whole browser could tell: found, and never read.
DOUBTS = [
    ("on the screen alone", "@media print{.s{display:none}}"),
    ("by a container", "@container (min-width:1px){.s{display:none}}"),
    ("by a selector nobody knows", ".s:unheard-of{display:none}"),
    ("by an animation", "@keyframes k{to{opacity:0}} .s{animation:k 1s}"),
    ("under a mask", ".s{mask-image:linear-gradient(transparent,transparent)}"),
    ("by letters on letters", ".s{letter-spacing:-1em}"),
]
_ROW = f'<tr class="s" data-s="1"><td>{SECRET}<td>9</tr>'

LETTER = "Dear Ms Doe,\n\nIn 2018/19 we recorded 12 offences.\n\nYours,\nFOI Unit\n"
QUOTED = "-----Original Message-----\nFrom: Hale\nSent: 3 June\nTo: FOI\nSubject: x\n\n"
TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in SECRET)
ZERO_WIDTH = "\u200b\u200c\u200c\u200b\u200c\u200b\u200b\u200c\u200b\u200c\u200b\u200b"

CASES = [
    HiddenCase(
        "a row not displayed",
        Channel.HIDDEN_ROWS,
        _page(rows=f'<tr style="display:none"><td>{SECRET}<td>9</tr>'),
    ),
    HiddenCase("a column not displayed", Channel.HIDDEN_COLUMNS, _hidden_column),
    HiddenCase(
        "text hidden by Office", Channel.VANISHED_TEXT, _page(f"<p style='mso-hide:all'>{FULL}</p>")
    ),
    HiddenCase(
        "a part that is not visible",
        Channel.VANISHED_TEXT,
        _page(f'<p style="visibility: hidden">{FULL}</p>'),
    ),
    HiddenCase(
        "a part marked as hidden", Channel.VANISHED_TEXT, _page(f"<div hidden>{FULL}</div>")
    ),
    HiddenCase(
        "white on white by class",
        Channel.INVISIBLE_TEXT,
        _page(f"<p class=w>{FULL}</p>", head="<style>p.w{color:white}</style>"),
    ),
    HiddenCase(
        "grey on grey in a cell",
        Channel.INVISIBLE_TEXT,
        _page(rows=f'<tr><td bgcolor="#888888"><font color="#898989">{FULL}</font></tr>'),
    ),
    HiddenCase(
        "text seen through", Channel.INVISIBLE_TEXT, _page(f'<p style="opacity:0">{FULL}</p>')
    ),
    HiddenCase(
        "text in a shut box",
        Channel.INVISIBLE_TEXT,
        _page(f'<div style="height:0;overflow:hidden">{FULL}</div>'),
    ),
    HiddenCase(
        "text far to the left",
        Channel.OFF_PAGE_TEXT,
        _page(f'<p style="position:absolute; left:-9999px">{FULL}</p>'),
    ),
    HiddenCase(
        "text indented away",
        Channel.OFF_PAGE_TEXT,
        _page(f'<p style="text-indent:-999em">{FULL}</p>'),
    ),
    HiddenCase(
        "letters of no size", Channel.TINY_TEXT, _page(f'<span style="font-size:0">{FULL}</span>')
    ),
    HiddenCase("a comment", Channel.COMMENTS, _page(f"<!-- {FULL} -->")),
    HiddenCase("a comment of one word", Channel.COMMENTS, _page(f"<!--{SECRET}-->")),
    HiddenCase(
        "a comment for old browsers",
        Channel.COMMENTS,
        _page(f"<!--[if lt IE 6]><p>{FULL}</p><![endif]-->"),
    ),
    HiddenCase(
        "a comment from Excel",
        Channel.COMMENTS,
        _page(f"<div style='mso-element:comment-list'><p>{FULL}</p></div>"),
    ),
    HiddenCase(
        "data in a script",
        Channel.EMBEDDED_OBJECT,
        _page(f'<script>var rows = [["{FULL}", 4711]];</script>'),
    ),
    HiddenCase(
        "data beside the page",
        Channel.EMBEDDED_OBJECT,
        _page(f'<script type="text/json">{{"name": "{SECRET}"}}</script>'),
    ),
    HiddenCase(
        "an island of XML",
        Channel.EMBEDDED_OBJECT,
        _page(f"<xml id=staff><row><name>{SECRET}</name></row></xml>"),
    ),
    HiddenCase("a hidden sheet of Excel", Channel.HIDDEN_SHEET, _page(head=_SHEETS)),
    HiddenCase("a pivot cache of Excel", Channel.PIVOT_CACHE, _page(_CACHE)),
    HiddenCase(
        "a hidden field",
        Channel.VANISHED_TEXT,
        _page(f'<input type=hidden name=o value="{SECRET}">'),
    ),
    *(
        HiddenCase(f"a row hidden {how}", channel, _page(rows=_ROW, head=f"<style>{css}</style>"))
        for how, css, channel in STYLES
    ),
    *(
        HiddenCase(
            f"a row that may be hidden {how}",
            Channel.INVISIBLE_TEXT,
            _page(rows=_ROW, head=f"<style>{css}</style>"),
        )
        for how, css in DOUBTS
    ),
    HiddenCase("a dialog", Channel.VANISHED_TEXT, _page(f"<dialog><p>{FULL}</p></dialog>")),
    HiddenCase(
        "details that are shut",
        Channel.VANISHED_TEXT,
        _page(f"<details><summary>More</summary><p>{FULL}</p></details>"),
    ),
    HiddenCase("text for no script", Channel.VANISHED_TEXT, _page(f"<noscript>{FULL}</noscript>")),
    HiddenCase("a template", Channel.VANISHED_TEXT, _page(f"<template><b>{FULL}</b></template>")),
    HiddenCase(
        "text under a box",
        Channel.COVERED_TEXT,
        _page(
            f"<div style='position:relative'>{FULL}, 4711<div style='position:absolute;top:0;"
            "left:0;width:9em;height:2em;background:white'></div></div>"
        ),
    ),
    HiddenCase(
        "a page in a page",
        Channel.EMBEDDED_OBJECT,
        _page(f"<iframe srcdoc='<p>{FULL}</p>'></iframe>"),
    ),
    HiddenCase(
        "white letters that nobody closed",
        Channel.INVISIBLE_TEXT,
        _page(f"<p><font color=white>A</p><p>{FULL}</p>"),
    ),
    HiddenCase(
        "a quotation in a page",
        Channel.QUOTED_MESSAGE,
        _page(f'<blockquote type="cite">{FULL} moved</blockquote>'),
    ),
    HiddenCase("letters in tags", Channel.INVISIBLE_TEXT, _text(LETTER + TAGS)),
    HiddenCase(
        "letters in tags in a table",
        Channel.INVISIBLE_TEXT,
        _text(f"Offence,2018/19\nBurglary{TAGS},12\nArson,7\n", "reply.csv"),
    ),
    HiddenCase("bits in signs without width", Channel.INVISIBLE_TEXT, _text(LETTER + ZERO_WIDTH)),
    HiddenCase(
        "text after the end mark", Channel.BYTES_BEYOND_THE_END, _text(f"{LETTER}\x1a{FULL}")
    ),
    HiddenCase(
        "a quotation in a text", Channel.QUOTED_MESSAGE, _text(f"{LETTER}\n{QUOTED}{FULL}\n")
    ),
    HiddenCase("a comment on a zip", Channel.COMMENTS, _commented_zip),
    HiddenCase("text after a zip", Channel.BYTES_BEYOND_THE_END, _zip_goes_on),
]
