"""Messages: as mail programs save them, and as Outlook does."""

from foistats.documents.kinds import Kind
from foistats.formats.format import Format, Look, Opening


def _look_at_eml(content: bytes, opening: Opening) -> Look:
    from foistats.formats.mail.eml import look_at_eml

    return look_at_eml(content, opening)


def _look_at_msg(content: bytes, opening: Opening) -> Look:
    from foistats.formats.mail.msg import look_at_msg

    return look_at_msg(content, opening)


# A message saved as text may keep its header; pages saved with their pictures are messages.
EML = Format(Kind.EML, (".eml", ".mht", ".mhtml", ".txt"), _look_at_eml)
MSG = Format(Kind.MSG, (".msg", ".oft"), _look_at_msg)
