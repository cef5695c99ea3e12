"""Web pages."""

from foistats.formats.beginning import Beginning
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.texts import refuse_page


def _is_page(beginning: Beginning) -> bool:
    return beginning.is_page


def _look(content: bytes, opening: Opening) -> Look:
    from foistats.formats.html.look import look_at_html

    return look_at_html(content, opening)


HTML = Format(
    "html",
    (".htm", ".html", ".xhtml"),
    _is_page,
    refuse_page,
    _look,
    second="another HTML parser",
)
