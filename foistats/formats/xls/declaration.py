"""Workbooks of Excel 97 to 2003 (.xls)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.documents.old_workbook import read_xls
    from foistats.screening.old_workbook import old_workbook_findings

    findings = old_workbook_findings(content)
    return Look(findings, lambda: read_xls(content))


XLS = Format(Kind.XLS, _look)
