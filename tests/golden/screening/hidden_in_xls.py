"""Old workbooks (.xls) in which a count can't be seen, and such as only look like that."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.channels import Channel
from tests.golden.screening.compound import compound_file, record, stream_of, with_sheet
from tests.golden.screening.hidden_count import COUNT, HiddenCount


def xls(folder: Path, change: Callable[[Any], None] | None = None, *, style: Any = None) -> Path:
    """A small table with the count in its fourth row, made by xlwt."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Reply")
    for r, line in enumerate((("Force", "2019/20"), ("Kent", 12), ("Essex", 15))):
        for c, value in enumerate(line):
            sheet.write(r, c, value)
    sheet.write(3, 0, "Surrey")
    if style is None:
        sheet.write(3, 1, COUNT)
    else:
        sheet.write(3, 1, COUNT, style)
    if change:
        change(sheet)
    path = folder / "reply.xls"
    book.save(str(path))
    return path


def _old(name: str, channel: Channel, change: Callable[[Any], None]) -> HiddenCount:
    return HiddenCount(f"xls_{name}", channel, lambda folder: xls(folder, change))


def _old_style(name: str, channel: Channel, style: str, code: str = "General") -> HiddenCount:
    def build(folder: Path) -> Path:
        import xlwt

        return xls(folder, style=xlwt.easyxf(style, num_format_str=code))

    return HiddenCount(f"xls_{name}", channel, build)


def _flat(sheet: Any) -> None:
    sheet.row(3).height_mismatch = True
    sheet.row(3).height = 60


def _bitmap() -> bytes:
    """A picture of two by two dots."""
    dots = bytes(16)
    return (
        b"BM" + struct.pack("<IHHI", 54 + len(dots), 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, 24, 0, len(dots), 0, 0, 0, 0) + dots
    )  # fmt: skip


def _pictured(sheet: Any) -> None:
    sheet.insert_bitmap_data(_bitmap(), 2, 0, x=2, y=2, scale_x=90, scale_y=60)


def old_rule(text: int | None = None, *, above: int = 100) -> bytes:
    """A conditional format of the fourth row's count: numbers above a bound get a colour."""
    font = bytearray(118)
    struct.pack_into("<I", font, 68, 0)
    struct.pack_into("<I", font, 80, 0xFFFFFFFF if text is None else text)
    struct.pack_into("<I", font, 88, 0x9A)
    area = struct.pack("<4H", 3, 3, 1, 1)
    head = struct.pack("<HH4HH", 1, 1, 3, 3, 1, 1, 1) + area
    test = struct.pack("<BH", 0x1E, above)
    rule = struct.pack("<BBHHIH", 1, 5, len(test), 0, 0x04000000, 0) + bytes(font) + test
    return record(0x1B0, head) + record(0x1B1, rule)


def _ruled(added: Callable[[], bytes]) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        stream = with_sheet(stream_of(xls(folder)), added())
        return compound_file(folder / "reply.xls", {("Workbook",): stream})

    return build


HIDDEN: tuple[HiddenCount, ...] = (
    _old_style("white", Channel.INVISIBLE_TEXT, "font: color white"),
    _old_style("letters_of_2_points_and_a_half", Channel.TINY_TEXT, "font: height 50"),
    _old_style("a_star_in_place_of_it", Channel.MASKED_CELLS, "", '[>99]"*";0'),
    _old("a_row_of_3_points", Channel.HIDDEN_ROWS, _flat),
    _old("a_picture_over_it", Channel.COVERED_TEXT, _pictured),
    HiddenCount(
        "xls_white_by_a_rule_that_holds",
        Channel.INVISIBLE_TEXT,
        # The palette's number of white.
        _ruled(lambda: old_rule(9)),
    ),
    HiddenCount(
        "xls_a_cell_under_a_merged_one",
        Channel.COVERED_TEXT,
        _ruled(lambda: record(0xE5, struct.pack("<5H", 1, 3, 3, 0, 1))),
    ),
)

SEEN: tuple[HiddenCount, ...] = (
    HiddenCount(
        "xls_a_rule_that_does_not_hold",
        Channel.INVISIBLE_TEXT,
        _ruled(lambda: old_rule(9, above=9000)),
    ),
    HiddenCount("xls_a_rule_that_draws_red", Channel.INVISIBLE_TEXT, _ruled(lambda: old_rule(10))),
)
