"""OpenDocument spreadsheets (.ods)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.documents.workbook import read_ods
    from foistats.screening.ods import ods_findings

    findings = ods_findings(content)
    return Look(findings, lambda: read_ods(content))


ODS = Format(Kind.ODS, _look)
