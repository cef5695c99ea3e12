"""Workbooks of Excel 97 to 2003 (.xls)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.xls.look import look_at_old_workbook

    return look_at_old_workbook(content)


XLS = Format(Kind.XLS, (".xls", ".xlt"), _look)
