"""Workbooks of Excel 2007 and later (.xlsx, .xlsm)."""

from foistats.formats.beginning import Beginning, is_office_package
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.zips import refuse_zip

# Documents of other kinds may have a workbook inside.
_NOT_A_WORKBOOK = (b"word/", b"ppt/", b"mimetype", b"xl/workbook.bin")


def _is_workbook(beginning: Beginning) -> bool:
    listed = beginning.listing
    # The list of parts is searched as it is: to take it apart costs more than all else here.
    if b"xl/workbook.xml" in listed and not any(name in listed for name in _NOT_A_WORKBOOK):
        return True
    return is_office_package(beginning) and not any(
        name.startswith(("word/", "ppt/")) or name == "xl/workbook.bin" for name in beginning.parts
    )


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.xlsx.look import look_at_workbook

    return look_at_workbook(content)


XLSX = Format(
    "xlsx",
    (".xlsx", ".xlsm", ".xltx", ".xltm"),
    _is_workbook,
    refuse_zip,
    _look,
    second="calamine",
)
