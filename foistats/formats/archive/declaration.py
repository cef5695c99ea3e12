"""Zip files: each file inside is a document of its own."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.archive.look import look_at_zip

    return look_at_zip(content)


ZIP = Format(Kind.ZIP, (".zip",), _look)
