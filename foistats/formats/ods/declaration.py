"""OpenDocument spreadsheets (.ods)."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.ods.look import look_at_spreadsheet

    return look_at_spreadsheet(content)


ODS = Format(Kind.ODS, (".ods", ".ots"), _look)
