"""Delimited tables and plain text (.csv, .tsv, .txt)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, opening: Opening) -> Look:
    from foistats.documents.plain_text import read_text
    from foistats.screening.text import findings_in_text

    findings = findings_in_text(content, question=opening.question)
    return Look(findings, lambda: read_text(content, opening.suffix, opening.said))


TEXT = Format(Kind.TEXT, (".csv", ".tsv", ".tab", ".txt"), _look)
