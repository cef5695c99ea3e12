"""Word documents (.docx)."""

from foistats.formats.beginning import Beginning, is_office_package
from foistats.formats.format import Format, Look, Opening
from foistats.formats.guarding.zips import refuse_zip


def _is_letter(beginning: Beginning) -> bool:
    return is_office_package(beginning) and any(
        name.startswith("word/") for name in beginning.parts
    )


def _look(content: bytes, _: Opening) -> Look:
    from foistats.formats.docx.look import look_at

    findings, read = look_at(content)
    return Look(findings, read)


DOCX = Format(
    "docx",
    (".docx", ".docm", ".dotx", ".dotm"),
    _is_letter,
    refuse_zip,
    _look,
    second="another XML parser",
)
