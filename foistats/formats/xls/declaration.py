"""Workbooks of Excel 97 to 2003 (.xls)."""

from foistats.formats.beginning import Beginning
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.compounds import refuse_compound

# A workbook's records without a compound file around them.
_BARE = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_BARE_VERSIONS = (b"\x10\x00", b"\x08\x00", b"\x06\x00")
_OF_OTHERS = ("__properties_version1.0", "EncryptedPackage", "WordDocument", "PowerPoint Document")


def _is_old_workbook(beginning: Beginning) -> bool:
    head = beginning.content[:4]
    if head[:2] in _BARE and head[2:] in _BARE_VERSIONS:
        return True
    return any(map(beginning.has_stream, ("Workbook", "Book"))) and not any(
        map(beginning.has_stream, _OF_OTHERS)
    )


def _refuse_hostile(content: bytes) -> None:
    if not content.startswith(_BARE):
        refuse_compound(content)


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.xls.look import look_at_old_workbook

    return look_at_old_workbook(content)


XLS = Format("xls", (".xls", ".xlt"), _is_old_workbook, _refuse_hostile, _look, second="calamine")
