"""Delimited tables and plain text (.csv, .tsv, .txt)."""

from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.texts import refuse_text


def _look(content: bytes, opening: Opening) -> Look:
    from foistats.formats.text.look import look_at_text

    return look_at_text(content, opening)


# What nothing else claims is taken for text; whether it is any is seen when it is decoded.
TEXT = Format(
    "text",
    (".csv", ".tsv", ".tab", ".txt"),
    None,
    refuse_text,
    _look,
    second="a plain split of the lines",
)
