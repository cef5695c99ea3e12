"""Web pages."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, opening: Opening) -> Look:
    from foistats.formats.html.look import look_at_html

    return look_at_html(content, opening)


HTML = Format(Kind.HTML, (".htm", ".html", ".xhtml"), _look)
