"""Zip files: each file inside is a document of its own."""

from foistats.formats.beginning import Beginning
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.zips import refuse_zip

_OF_PACKAGES = ("[content_types].xml", "content.xml", "mimetype", "xl/workbook.bin")


def _is_folder(beginning: Beginning) -> bool:
    """True for a zip that no office program wrote, and for one that is damaged."""
    return beginning.is_zip and not any(name in beginning.parts for name in _OF_PACKAGES)


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.archive.look import look_at_zip

    return look_at_zip(content)


ZIP = Format("zip", (".zip",), _is_folder, refuse_zip, _look)
