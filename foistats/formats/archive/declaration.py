"""Zip files: each file inside is a document of its own."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.documents.archive import read_zip
    from foistats.screening.archive import findings_in_zip

    findings = findings_in_zip(content)
    return Look(findings, lambda: read_zip(content))


ZIP = Format(Kind.ZIP, _look)
