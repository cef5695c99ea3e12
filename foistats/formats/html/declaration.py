"""Web pages."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, opening: Opening) -> Look:
    from foistats.documents.html_page import read_html
    from foistats.screening.html import findings_in_html

    findings = findings_in_html(content, question=opening.question)
    return Look(findings, lambda: read_html(content))


HTML = Format(Kind.HTML, _look)
