"""Messages: as mail programs save them, and as Outlook does."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look_at_eml(content: bytes, opening: Opening) -> Look:
    from foistats.formats.mail.eml import look_at_eml

    return look_at_eml(content, opening)


def _look_at_msg(content: bytes, opening: Opening) -> Look:
    from foistats.formats.mail.msg import look_at_msg

    return look_at_msg(content, opening)


EML = Format(Kind.EML, _look_at_eml)
MSG = Format(Kind.MSG, _look_at_msg)
