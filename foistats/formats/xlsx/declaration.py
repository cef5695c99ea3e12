"""Workbooks of Excel 2007 and later (.xlsx, .xlsm)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.documents.workbook import read_xlsx
    from foistats.screening.workbook import workbook_findings

    findings = workbook_findings(content)
    return Look(findings, lambda: read_xlsx(content))


XLSX = Format(Kind.XLSX, _look)
