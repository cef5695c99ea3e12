"""How the zips that office programs write are told from one another."""

from foistats.formats.beginning import Beginning


def is_office_package(beginning: Beginning) -> bool:
    """True for a package as Microsoft's programs write it, whichever of them did."""
    return "[content_types].xml" in beginning.parts and not is_opendocument_sheet(beginning)


def is_opendocument_sheet(beginning: Beginning) -> bool:
    """True for a package that is an OpenDocument spreadsheet, by its own word or by its parts."""
    if beginning.mimetype:
        return b"opendocument.spreadsheet" in beginning.mimetype
    return "content.xml" in beginning.parts and "[content_types].xml" not in beginning.parts
