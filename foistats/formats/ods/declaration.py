"""OpenDocument spreadsheets (.ods)."""

from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.zips import refuse_zip
from foistats.formats.office.sniffing import is_opendocument_sheet


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.ods.look import look_at_spreadsheet

    return look_at_spreadsheet(content)


ODS = Format("ods", (".ods", ".ots"), is_opendocument_sheet, refuse_zip, _look, second="calamine")
