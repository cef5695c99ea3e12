"""Workbooks of Excel 2007 and later (.xlsx, .xlsm)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.xlsx.look import look_at_workbook

    return look_at_workbook(content)


XLSX = Format(Kind.XLSX, (".xlsx", ".xlsm", ".xltx", ".xltm"), _look)
