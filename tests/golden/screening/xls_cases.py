"""Old workbooks (.xls) that hide the telling word, one for each way of hiding it."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.channels import Channel
from tests.golden.screening.case import SECRET, HiddenCase
from tests.golden.screening.compound import (
    compound_file,
    record,
    stream_of,
    text,
    with_global,
    with_sheet,
)

Change = Callable[[Any, Any], None]


def base(folder: Path, change: Change | None = None) -> Path:
    """A small reply made by xlwt, changed by a function of workbook and sheet."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Reply")
    for r, line in enumerate((("Force", "2019/20"), ("Kent Police", 12), ("Sussex Police", 7))):
        for c, value in enumerate(line):
            sheet.write(r, c, value)
    if change:
        change(book, sheet)
    path = folder / "reply.xls"
    book.save(str(path))
    return path


def _made(name: str, channel: Channel, change: Change) -> HiddenCase:
    return HiddenCase(name, channel, lambda folder: base(folder, change))


def _hidden_sheet(visibility: int) -> Change:
    def change(book: Any, _: Any) -> None:
        other = book.add_sheet(SECRET)
        other.write(0, 0, SECRET)
        other.visibility = visibility

    return change


def _hidden_row(_: Any, sheet: Any) -> None:
    sheet.write(8, 0, SECRET)
    sheet.row(8).hidden = True


def _flat_row(_: Any, sheet: Any) -> None:
    sheet.write(8, 0, SECRET)
    sheet.row(8).height_mismatch = True
    sheet.row(8).height = 1


def _hidden_column(_: Any, sheet: Any) -> None:
    sheet.write(1, 4, SECRET)
    sheet.col(4).hidden = True


def _narrow_column(_: Any, sheet: Any) -> None:
    sheet.write(1, 4, SECRET)
    sheet.col(4).width = 0


def _styled(style: str, code: str = "General") -> Change:
    def change(_: Any, sheet: Any) -> None:
        import xlwt

        sheet.write(8, 0, SECRET, xlwt.easyxf(style, num_format_str=code))

    return change


def _white_word(_: Any, sheet: Any) -> None:
    import xlwt

    sheet.write_rich_text(8, 0, ["Total ", (SECRET, xlwt.easyfont("color white"))])


def _unused_text(book: Any, _: Any) -> None:
    book.add_str(SECRET)


def _with(name: str, channel: Channel, **streams: bytes) -> HiddenCase:
    """A case of further streams; their paths are written with a dot for each step."""

    def build(folder: Path) -> Path:
        stream = stream_of(base(folder))
        more = {tuple(path.split(".")): content for path, content in streams.items()}
        return compound_file(folder / "reply.xls", {("Workbook",): stream, **more})

    return HiddenCase(name, channel, build)


def _rewritten(
    name: str, channel: Channel, change: Callable[[bytes, bytes], bytes], added: bytes
) -> HiddenCase:
    def build(folder: Path) -> Path:
        stream = change(stream_of(base(folder)), added)
        return compound_file(folder / "reply.xls", {("Workbook",): stream})

    return HiddenCase(name, channel, build)


def _comment() -> bytes:
    """A comment: an object, its text in two records, and the note that refers to it."""
    described = struct.pack("<HHHHH12x", 0x15, 18, 0x19, 1, 0x4011) + struct.pack("<HH", 0, 0)
    said = struct.pack("<HHHHHHHI", 0x212, 0, 0, 0, 0, len(SECRET), 16, 0)
    runs = struct.pack("<HHIHHI", 0, 0, 0, len(SECRET), 0, 0)
    note = struct.pack("<HHHH", 1, 1, 0, 1) + text(SECRET)
    return (
        record(0x5D, described)
        + record(0x1B6, said)
        + record(0x3C, b"\0" + SECRET.encode())
        + record(0x3C, runs)
        + record(0x1C, note)
    )


def _name() -> bytes:
    formula = b"\x17" + bytes([len(SECRET), 0]) + SECRET.encode()
    head = struct.pack("<HBBHHHBBBB", 0, 0, 4, len(formula), 0, 0, 0, 0, 0, 0)
    return record(0x18, head + b"\0kept" + formula)


def _chart() -> bytes:
    label = struct.pack("<HHH", 0, 0, 0) + text(SECRET)
    start = struct.pack("<HHHHII", 0x0600, 0x20, 0x0DBB, 0x07CC, 0, 0)
    return record(0x809, start) + record(0x204, label) + record(0xA, b"")


def _behind_the_end(folder: Path) -> Path:
    path = base(folder)
    path.write_bytes(path.read_bytes() + SECRET.encode())
    return path


_LINKED = record(0x5A, b"\0\0\0\0\x02" + text(SECRET))

CASES: tuple[HiddenCase, ...] = (
    _made("a_hidden_sheet", Channel.HIDDEN_SHEET, _hidden_sheet(1)),
    _made("a_very_hidden_sheet", Channel.HIDDEN_SHEET, _hidden_sheet(2)),
    _made("a_hidden_row", Channel.HIDDEN_ROWS, _hidden_row),
    _made("a_row_without_height", Channel.HIDDEN_ROWS, _flat_row),
    _made("a_hidden_column", Channel.HIDDEN_COLUMNS, _hidden_column),
    _made("a_column_without_width", Channel.HIDDEN_COLUMNS, _narrow_column),
    _made("a_format_that_shows_nothing", Channel.MASKED_CELLS, _styled("", ";;;")),
    _made("white_text", Channel.INVISIBLE_TEXT, _styled("font: color white")),
    _made(
        "text_of_the_colour_of_its_fill",
        Channel.INVISIBLE_TEXT,
        _styled("font: color dark_red; pattern: pattern solid, fore_colour dark_red"),
    ),
    _made("a_white_word_within_a_text", Channel.INVISIBLE_TEXT, _white_word),
    _made("tiny_text", Channel.TINY_TEXT, _styled("font: height 20")),
    _made("a_text_that_no_cell_uses", Channel.ORPHAN_TEXT, _unused_text),
    _rewritten("a_comment", Channel.COMMENTS, with_sheet, _comment()),
    _rewritten("a_name_that_holds_a_text", Channel.HIDDEN_NAME, with_global, _name()),
    _rewritten("values_of_another_workbook", Channel.EXTERNAL_LINK_CACHE, with_global, _LINKED),
    _rewritten("values_kept_by_a_chart", Channel.CHART_CACHE, with_sheet, _chart()),
    _rewritten("a_scenario", Channel.ORPHAN_TEXT, with_sheet, record(0xAF, SECRET.encode())),
    _rewritten(
        "bytes_behind_the_last_record",
        Channel.BYTES_BEYOND_THE_END,
        lambda stream, added: stream.rstrip(b"\0") + b"\0\0" + added,
        bytes(16) + SECRET.encode(),
    ),
    _with(
        "a_pivot_cache",
        Channel.PIVOT_CACHE,
        **{"_SX_DB_CUR.0001": record(0xC6, bytes(20)) + record(0xCD, text(SECRET))},
    ),
    _with("an_embedded_object", Channel.EMBEDDED_OBJECT, **{"MBD01.Package": SECRET.encode()}),
    _with("a_control", Channel.EMBEDDED_OBJECT, Ctls=SECRET.encode()),
    _with("a_log_of_changes", Channel.TRACKED_CHANGES, **{"Revision Log": SECRET.encode()}),
    _with("a_stream_of_an_unknown_kind", Channel.ORPHAN_PART, Notes=SECRET.encode()),
    _with(
        "stored_xml",
        Channel.ORPHAN_PART,
        **{"MsoDataStore.A.Item": f"<a xmlns='urn:example'>{SECRET}</a>".encode().ljust(4096)},
    ),
    HiddenCase("bytes_behind_the_end", Channel.BYTES_BEYOND_THE_END, _behind_the_end),
)
