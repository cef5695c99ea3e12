"""OpenDocument spreadsheets: packages (.ods) and flat files (.fods)."""

from foistats.documents.limits import current
from foistats.documents.refusals import too_large
from foistats.formats.beginning import Beginning, is_opendocument_sheet
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.xml_parts import refuse_xml
from foistats.formats.guarding.zips import refuse_zip

_FLAT_TYPE = b"vnd.oasis.opendocument.spreadsheet"


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.ods.look import look_at_spreadsheet

    return look_at_spreadsheet(content)


ODS = Format("ods", (".ods", ".ots"), is_opendocument_sheet, refuse_zip, _look, second="calamine")


def _is_flat(beginning: Beginning) -> bool:
    head = beginning.letters
    return beginning.is_xml and b"<office:document" in head and _FLAT_TYPE in head


def _refuse_hostile(content: bytes) -> None:
    most = current().part_bytes
    if len(content) > most:
        raise too_large(f"{len(content)} bytes of XML", f"at most {most} bytes")
    refuse_xml(content, "the file")


def _look_at_flat(content: bytes, _: Opening) -> Look:
    from foistats.formats.ods.flat import look_at_flat_spreadsheet

    return look_at_flat_spreadsheet(content)


FODS = Format("fods", (".fods",), _is_flat, _refuse_hostile, _look_at_flat, second="calamine")
